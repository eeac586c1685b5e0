"""A W3C Audiobook, packaged: the MP3, a manifest, and a page with its contents and its text.

Source: Audiobooks and Publication Manifest, W3C Recommendations of 10 November 2020; Lightweight
Packaging Format, W3C Working Group Note of 16 January 2020.
"""

import json
from pathlib import Path
from typing import Any

from lxml import etree

from audionews.model import Edition
from audionews.publish import xhtml
from audionews.publish.archive import archive
from audionews.publish.document import Document, document
from audionews.publish.imprint import Imprint, imprint
from audionews.publish.xhtml import E, Element, clean
from audionews.settings import Settings

_AUDIO, _COVER, _PAGE = "audio.mp3", "cover.jpg", "index.html"
_ACCESSIBILITY = {
    "accessMode": ["auditory", "textual"],
    "accessModeSufficient": [
        {"type": "ItemList", "itemListElement": [mode]} for mode in ("auditory", "textual")
    ],
    "accessibilityFeature": ["readingOrder", "structuralNavigation", "tableOfContents"],
    "accessibilityHazard": ["none"],
    "accessibilitySummary": {
        "language": "en",
        "value": "All of the text is heard in synthetic voices, and all of it can be read.",
    },
}


def write(edition: Edition, settings: Settings, mp3: Path, cover: bytes, path: Path) -> None:
    """Writes the edition as a packaged audiobook.

    Args:
        edition: what is written.
        settings: they name the publisher and the rights.
        mp3: the edition's sound.
        cover: a JPEG.
        path: the file to write; what was there is replaced.
    """
    text = document(edition)
    manifest = _manifest(imprint(edition, settings), text)
    with archive(path) as book:
        data = json.dumps(manifest, ensure_ascii=False, indent=2)
        book.add("publication.json", data.encode())
        book.add(_PAGE, _page(text))
        book.add(_COVER, cover, packed=False)
        book.copy(_AUDIO, mp3)


def _manifest(book: Imprint, text: Document) -> dict[str, Any]:
    title, duration = clean(text.title), f"PT{text.duration:.3f}S"
    page = _link(_PAGE, "text/html")
    sound = _link(_AUDIO, "audio/mpeg", name=title, duration=duration, alternate=[page])
    known = {
        "author": list(book.authors),
        "readBy": list(book.narrators),
        "publisher": book.publisher,
        "datePublished": book.date,
        "copyrightNotice": book.rights,
    }
    return {
        "@context": [
            "https://schema.org",
            "https://www.w3.org/ns/pub-context",
            {"language": book.language, "direction": xhtml.direction(book.language)},
        ],
        "conformsTo": "https://www.w3.org/TR/audiobooks/",
        "type": "Audiobook",
        "id": book.identifier,
        "name": title,
        **{name: value for name, value in known.items() if value},
        "inLanguage": [book.language],
        "duration": duration,
        "abridged": False,
        **_ACCESSIBILITY,
        "readingOrder": [sound],
        "resources": [
            {**page, "rel": "contents"},
            _link(_COVER, "image/jpeg", rel="cover", name=title),
        ],
    }


def _link(url: str, kind: str, **more: object) -> dict[str, Any]:
    return {"type": "LinkedResource", "url": url, "encodingFormat": kind, **more}


def _page(text: Document) -> bytes:
    """The entry page: where each chapter begins in the sound, and all that is said."""
    title = clean(text.title)
    places = ((f"{_AUDIO}#t={section.runs[0].begin:.3f}", section) for section in text.sections)
    nav = E.nav({"role": "doc-toc", "aria-label": title, "id": "toc"}, xhtml.contents(places))
    main = E.main({"id": "text"}, *(xhtml.section(each, text) for each in text.sections))
    head = E.head(
        E.meta(charset="utf-8"),
        E.title(title),
        E.link(rel="publication", href="publication.json"),
    )
    root = E.html(head, E.body(nav, main))
    xhtml.set_language(root, text.language)
    return _as_html(root)


def _as_html(root: Element) -> bytes:
    """The document without what only XHTML and EPUB have."""
    for element in root.iter():
        element.tag = etree.QName(element).localname
        for name in [name for name in element.attrib if name.startswith("{")]:
            del element.attrib[name]
    etree.cleanup_namespaces(root)
    data: bytes = etree.tostring(root, method="html", encoding="utf-8", doctype=xhtml.HTML5)
    return data
