"""Bytes of a page -> its element tree, within bounds that no honest page meets."""

import codecs
import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from audionews.errors import ArticleError

MAX_BYTES = 10_000_000
MAX_TAGS = 60_000  # the longest pages of news have 4,000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE
)
_LONG = 20_000  # libxml2 takes minutes for a tag of so many attributes
_ENDLESS_TAG = re.compile(rf"<[A-Za-z](?:[^\s>]*+\s++){{{_LONG}}}")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_UNPRINTABLE = [*map(chr, (*range(9), 11, 12, *range(14, 32)))]


def parse(data: bytes | str, name: str) -> HtmlElement:
    """The root of the page.

    Raises:
        ArticleError: the page is too large, or holds no element at all.
    """
    if len(data) > MAX_BYTES:
        size = len(data) / 1e6
        raise ArticleError(
            f"{name} has {size:.0f} MB, a page may have 10; save the article alone and try again"
        )
    text = _printable(data if isinstance(data, str) else decode(data))
    if text.count("<") > MAX_TAGS or _has_endless_tag(text):
        raise ArticleError(
            f"{name} has more than {MAX_TAGS:,} tags, or one without end; "
            "save the article alone and try again"
        )
    try:
        declaration = _DECLARATION.match(text)
        page = text[declaration.end() :] if declaration else text
        return document_fromstring(page, parser=_parser())
    except etree.ParserError as error:
        raise ArticleError(f"{name} is an empty page; name a page with an article") from error


def decode(data: bytes) -> str:
    """The text of a page: by its byte order mark, its ``meta charset``, or as UTF-8."""
    marked = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    if marked:
        return data.decode(marked, errors="replace")
    declared = _CHARSET.search(data[:4096])
    for encoding in ("utf-8", declared.group(1).decode("ascii") if declared else "cp1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode(encoding if declared and _known(encoding) else "cp1252", errors="replace")


def _known(encoding: str) -> bool:
    try:
        return bool(codecs.lookup(encoding))
    except LookupError:
        return False


def _printable(text: str) -> str:
    """The text without control characters; to look for each is quicker than one pattern."""
    for letter in _UNPRINTABLE:
        if letter in text:
            text = text.replace(letter, "")
    return text


def _has_endless_tag(text: str) -> bool:
    longest = max(map(len, text.split(">")))
    return longest > _LONG and bool(_ENDLESS_TAG.search(text))


def _parser() -> HTMLParser:
    """A parser whose elements are all of one class: to choose one takes a call an element."""
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser
