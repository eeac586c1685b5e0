"""The content documents and the navigation document."""

from collections.abc import Iterable, Iterator

from audionews.publish import xhtml
from audionews.publish.document import Document, TimedSection
from audionews.publish.pages import Page
from audionews.publish.xhtml import E, Element, clean


def content(page: Page, text: Document) -> Element:
    """The XHTML of one page."""
    opening = page.name == "text-1"
    title = text.title if opening else f"{page.sections[0].title} – {text.title}"
    return _root(title, text, E.main(*(xhtml.section(each, text) for each in page.sections)))


def navigation(text: Document, pages: Iterable[Page]) -> Element:
    """The table of contents, nested as the headings are, and where the text begins."""
    title = clean(text.title)
    toc = E.nav(
        {xhtml.EPUB_TYPE: "toc", "role": "doc-toc", "aria-label": title, "id": "toc"},
        xhtml.contents(_places(pages)),
    )
    begin = E.a({xhtml.EPUB_TYPE: "bodymatter", "href": "text-1.xhtml"}, title)
    landmarks = E.nav({xhtml.EPUB_TYPE: "landmarks", "hidden": "hidden"}, E.ol(E.li(begin)))
    return _root(text.title, text, toc, landmarks)


def _places(pages: Iterable[Page]) -> Iterator[tuple[str, TimedSection]]:
    """Where each section begins; one that goes on in the next page is there once."""
    number = -1
    for page in pages:
        for section in page.sections:
            if section.number != number:
                number = section.number
                yield f"{page.name}.xhtml#{section.id}", section


def _root(title: str, text: Document, *body: Element) -> Element:
    head = E.head(
        E.title(clean(title)),
        E.link(rel="stylesheet", type="text/css", href="style.css"),
    )
    root: Element = E.html(head, E.body(*body))
    xhtml.set_language(root, text.language)
    return root
