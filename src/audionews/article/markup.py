"""Elements of a page that is all article -> blocks; for XHTML, HTML fragments and NITF alike.

Pages from the web, with their menus and teasers, are the work of ``html``.  Here everything is
said, in order: runs of text between block elements become blocks of the kind around them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree, html

from audionews.article.captions import split_credit
from audionews.article.rows import row_text
from audionews.article.safely import refuse_tags
from audionews.article.words import fold, same
from audionews.errors import ArticleError
from audionews.model import Block, BlockKind

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_SKIPPED = frozenset(
    {
        *("head", "script", "style", "template", "noscript", "nav", "iframe", "svg", "math"),
        *("form", "button", "select", "audio", "video", "object", "rt", "rp", "note"),
    }
)
_CONTAINERS = frozenset(
    {
        *("body", "body.content", "body.end", "div", "section", "article", "main", "header"),
        *("footer", "block", "figure", "media", "center", "address", "details", "hr", "ol", "ul"),
        *(
            "dl",
            "table",
            "tr",
            "tbody",
            "thead",
            "tfoot",
            "td",
            "th",
            "p",
            "pre",
            "html",
            "nitf-table",
        ),
    }
)
_KINDS = {
    "blockquote": BlockKind.BLOCK_QUOTE,
    "bq": BlockKind.BLOCK_QUOTE,
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "media-caption": BlockKind.CAPTION,
    "media-producer": BlockKind.CREDIT,
    "tagline": BlockKind.BIO,
    "aside": BlockKind.BOILERPLATE,
}
_LABELS = (
    (re.compile(r"\bpull-?quote", re.IGNORECASE), BlockKind.PULL_QUOTE),
    (re.compile(r"\b(?:wp-caption-text|caption|cutline)\b", re.IGNORECASE), BlockKind.CAPTION),
    (re.compile(r"\b(?:foot|end|rear)notes?\b|^slugline$|^genre\b"), BlockKind.FURNITURE),
    (re.compile(r"^(?:kicker|vignette|dat)$", re.IGNORECASE), BlockKind.KICKER),
    (re.compile(r"^dateline$"), BlockKind.DATELINE),
    (re.compile(r"^byline$"), BlockKind.BYLINE),
    (re.compile(r"^publication-?date$", re.IGNORECASE), BlockKind.FURNITURE),
)
"""What an element is by its class or its role in a book, whatever its tag is."""
_CREDIT_LABEL = re.compile(r"\b(?:byline|credit|copyright)\b", re.IGNORECASE)
_OPEN_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE})
_HEADING = re.compile(r"hl?([1-6])")
_NOTE_MARK = re.compile(r"\[?(?:\d{1,3}|[*†‡§])\]?")
_ADDRESS = re.compile(r"https?://|[^:]*(?:[/?#]|$)", re.IGNORECASE)
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n")
_LISTS = frozenset({"ul", "ol"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """What the text at a point of the page is, if nothing nearer says otherwise."""

    kind: BlockKind = BlockKind.PARAGRAPH
    tag: str = "body"
    line: int = 0
    level: int = 0
    depth: int = 0
    language: str = ""
    preformatted: bool = False
    in_figure: bool = False


def parse_html(text: str, *, name: str) -> etree._Element:
    """The root of an HTML page or fragment, however careless.

    Raises:
        ArticleError: it holds no element at all, or too many.
    """
    refuse_tags(text.count("<"), name=name)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = f"<div>{text}</div>" if "<html" not in text[:2000].lower() else text
    try:
        return html.document_fromstring(data.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ArticleError(f"{name} holds no readable HTML: {error}; mend or export it") from error


def fragment(text: str, *, name: str, headline: str = "", path: str = "") -> tuple[Block, ...]:
    """The blocks of HTML inside of another format; its own lines mean nothing to a reader."""
    return blocks_of(parse_html(text, name=name), headline=headline, path=path, lined=False)


def blocks_of(
    root: etree._Element,
    *,
    language: str = "",
    headline: str = "",
    path: str = "",
    lined: bool = True,
) -> tuple[Block, ...]:
    """The blocks of an element, in the order of the page.

    Args:
        root: an element of XHTML, HTML or NITF, with or without a namespace.
        language: the article's; a block has a language only where it differs.
        headline: the headline where it is known from elsewhere; its repetition is left out.
        path: the part of the source that the page is, for each block.
        lined: whether the page's lines are the source's; if not, only those in ``data-line`` are.
    """
    walk = _Walk(headline=headline, path=path, lined=lined)
    walk.element(root, _Place(language=language))
    return tuple(each for block in walk.blocks for each in _with_credit(block, language))


def _with_credit(block: Block, language: str) -> Iterator[Block]:
    """The block, its language only where it differs; a caption's credit is a block of its own."""
    block = replace(block, language="" if block.language == language else block.language)
    if block.kind is not BlockKind.CAPTION:
        yield block
        return
    caption, credit = split_credit(block.text)
    if caption:
        yield replace(block, text=caption)
    if credit:
        yield replace(block, kind=BlockKind.CREDIT, text=credit, reason="a credit in a caption")


def local(element: etree._Element) -> str:
    """The element's name without its namespace, in lower case; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """All text of an element, folded; empty where there is none."""
    if element is None:
        return ""
    texts: list[str] = []
    _collect(element, texts)
    return fold("".join(texts))


def _collect(element: etree._Element, texts: list[str]) -> None:
    if local(element) in _SKIPPED or _is_note_mark(element):
        return
    texts.append(" " if local(element) == "br" else element.text or "")
    for child in element:
        _collect(child, texts)
        texts.append(child.tail or "")


@dataclass(slots=True, kw_only=True)
class _Walk:
    """One walk over a page: the blocks so far, and the text that waits for its block."""

    headline: str
    path: str
    lined: bool
    blocks: list[Block] = field(default_factory=list)
    run: list[str] = field(default_factory=list)

    def element(self, element: etree._Element, place: _Place) -> None:
        tag = local(element)
        if not tag or tag in _SKIPPED or _is_hidden(element):
            return
        if tag == "br":
            self.run.append("\n")
        elif tag in {"img", "image", "media-reference"}:
            self._picture(element, place)
        elif tag == "table" and not _is_layout(element):
            self._table(element, place)
        else:
            self._content(element, tag, place)

    def _content(self, element: etree._Element, tag: str, place: _Place) -> None:
        inner = self._inside(element, tag, place)
        is_block = tag in _CONTAINERS or inner.tag == tag or inner.kind is not place.kind
        if is_block:
            self._flush(place)
        self._add(element.text, inner)
        for child in element:
            self.element(child, inner)
            self._add(child.tail, inner)
        if is_block:
            self._flush(inner)

    def _inside(self, element: etree._Element, tag: str, place: _Place) -> _Place:
        kind, level = _kind(element, tag, place), place.level
        heading = _HEADING.fullmatch(tag)
        if heading and kind is BlockKind.PARAGRAPH:
            kind, level = self._heading(int(heading[1]))
        depth = place.depth + (tag in _LISTS)
        return replace(
            place,
            kind=kind,
            tag=tag if tag in _CONTAINERS or tag in _KINDS or heading else place.tag,
            line=self._line(element) or place.line,
            level=max(depth, 1) if kind is BlockKind.LIST_ITEM else level,
            depth=depth,
            language=_language(element) or place.language,
            preformatted=place.preformatted or tag == "pre",
            in_figure=place.in_figure or tag in {"figure", "media"},
        )

    def _heading(self, level: int) -> tuple[BlockKind, int]:
        known = self.headline or any(block.kind is BlockKind.HEADLINE for block in self.blocks)
        if level == 1 and not known:
            return BlockKind.HEADLINE, 0
        return BlockKind.SUBHEADING, max(level, 2)

    def _line(self, element: etree._Element) -> int:
        number = element.get("data-line", "")
        return int(number) if number.isdecimal() else (self.lined and element.sourceline) or 0

    def _add(self, text: str | None, place: _Place) -> None:
        if text:
            self.run.append(text if place.preformatted else text.replace("\n", " "))

    def _flush(self, place: _Place) -> None:
        text, self.run = "".join(self.run), []
        for paragraph in _PARAGRAPH_BREAK.split(text):
            words = fold(paragraph)
            repeated = place.kind is BlockKind.SUBHEADING and same(words, self.headline)
            if words and not repeated:
                self.blocks.append(self._block(place, words))

    def _block(self, place: _Place, text: str, kind: BlockKind | None = None) -> Block:
        kind = kind or place.kind
        leveled = kind in {BlockKind.SUBHEADING, BlockKind.LIST_ITEM}
        return Block(
            kind=kind,
            text=text,
            line=place.line,
            path=self.path,
            level=place.level if leveled else 0,
            language=place.language,
            reason=f"marked <{place.tag}>",
        )

    def _picture(self, element: etree._Element, place: _Place) -> None:
        attributes = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
        alternative = fold(attributes.get("alt") or attributes.get("alternate-text") or "")
        href = attributes.get("src") or attributes.get("source") or attributes.get("href") or ""
        href = href.strip() if _ADDRESS.match(href.strip()) else ""
        if alternative or href:
            here = replace(place, line=self._line(element) or place.line, tag=local(element))
            picture = self._block(here, alternative, BlockKind.PICTURE)
            self.blocks.append(replace(picture, href=href))

    def _table(self, table: etree._Element, place: _Place) -> None:
        self._flush(place)
        kind = BlockKind.TABLE_ROW if place.kind in _OPEN_KINDS else place.kind
        rows = [each for each in table.iterdescendants() if local(each) in {"caption", "tr"}]
        headers: list[str] = []
        for row in rows:
            if local(row) == "caption":
                self._content(row, "caption", place)
                continue
            cells = [text_of(cell) for cell in row if local(cell) in {"td", "th"}]
            if not headers and row is not rows[-1] and _is_header(row):
                headers = cells
            elif text := row_text(headers, cells):
                here = replace(place, line=self._line(row) or place.line, tag="tr")
                self.blocks.append(self._block(here, text, kind))


def _kind(element: etree._Element, tag: str, place: _Place) -> BlockKind:
    """The kind of the element's text, by its tag and its class; a closed kind stays as it is."""
    label = _label(element)
    if place.in_figure and _CREDIT_LABEL.search(label):
        return BlockKind.CREDIT
    if place.kind not in _OPEN_KINDS:
        return place.kind
    by_label = (kind for pattern, kind in _LABELS if label and pattern.search(label))
    return next(by_label, _KINDS.get(tag, place.kind))


def _label(element: etree._Element) -> str:
    """What the element says of itself: its class and its role in a book."""
    return " ".join(
        value
        for key, value in element.attrib.items()
        if key.rpartition("}")[2].rpartition(":")[2] in {"class", "type", "role"}
    )


def _language(element: etree._Element) -> str:
    xml = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return xml or element.get("lang") or element.get("xml:lang") or ""


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or _is_note_mark(element)


def _is_note_mark(element: etree._Element) -> bool:
    """Whether it is the raised figure that leads to a footnote."""
    if local(element) not in {"sup", "a"}:
        return False
    if "noteref" in _label(element):
        return True
    text = "".join(element.itertext()).strip()
    has_link = local(element) == "sup" and any(local(each) == "a" for each in element.iter())
    return has_link and bool(_NOTE_MARK.fullmatch(text))


def _is_header(row: etree._Element) -> bool:
    cells = [local(cell) for cell in row]
    return len(cells) > 1 and all(cell == "th" for cell in cells)


def _is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges paragraphs, or further tables, on the page."""
    descendants = [each for each in table.iterdescendants() if local(each) in {"td", "table"}]
    return any(
        local(each) == "table" or sum(local(child) in {"p", "div"} for child in each) > 1
        for each in descendants
    )
