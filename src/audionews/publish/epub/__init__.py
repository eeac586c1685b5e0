"""EPUB 3.3 with Media Overlays: the text is read along with the sound.

Each utterance has a clip of its own, and the clips tile the programme, pauses included, so that
a reading system plays through without a jump.  The same edition always gives the same bytes.

Source: EPUB 3.3 and EPUB Accessibility 1.1, W3C Recommendations of May 2023 and later.
"""

from importlib.resources import files
from pathlib import Path

from audionews.model import Edition
from audionews.publish import xhtml
from audionews.publish.archive import archive
from audionews.publish.document import document
from audionews.publish.epub.content import content, navigation
from audionews.publish.epub.overlay import AUDIO, navigation_overlay, overlay
from audionews.publish.epub.package import cover_name, package
from audionews.publish.imprint import imprint
from audionews.publish.pages import headings, paginated
from audionews.settings import Settings

__all__ = ["write"]

_CONTAINER = b"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


def write(edition: Edition, settings: Settings, mp3: Path, cover: bytes, path: Path) -> None:
    """Writes the edition as an EPUB.

    Args:
        edition: what is written.
        settings: they name the publisher and the rights.
        mp3: the edition's sound.
        cover: a JPEG or PNG file.
        path: the file to write; what was there is replaced.
    """
    text = document(edition)
    pages = paginated(text)
    with archive(path) as book:
        book.add("mimetype", b"application/epub+zip", packed=False)
        book.add("META-INF/container.xml", _CONTAINER)
        opf = package(imprint(edition, settings), text, pages, cover)
        book.add("EPUB/package.opf", xhtml.serialised(opf))
        book.add("EPUB/nav.xhtml", xhtml.serialised(navigation(text, pages), xhtml.HTML5))
        book.add("EPUB/style.css", (files("audionews.data") / "epub.css").read_bytes())
        for page in pages:
            book.add(f"EPUB/{page.name}.xhtml", xhtml.serialised(content(page, text), xhtml.HTML5))
            book.add(f"EPUB/{page.name}.smil", xhtml.serialised(overlay(page)))
        if headings(text):
            book.add("EPUB/nav.smil", xhtml.serialised(navigation_overlay(text)))
        book.add(f"EPUB/{cover_name(cover)}", cover, packed=False)
        book.copy(f"EPUB/{AUDIO}", mp3)
