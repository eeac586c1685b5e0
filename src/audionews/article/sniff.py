"""Which format an article is in: seen from its first bytes, not from its name.

To add a format: a name and its reader in ``READERS``, and how it is known in ``sniff``.
"""

import re
from collections.abc import Callable
from io import BytesIO
from pkgutil import resolve_name
from typing import cast
from zipfile import BadZipFile, ZipFile

from audionews.errors import ArticleError
from audionews.model import Article

ARCHIVE = b"PK\x03\x04"

Reader = Callable[..., Article | tuple[Article, ...]]
"""``(data, *, source)``, for texts ``(text, *, source)``; plain text and HTML take one more."""

READERS = {
    "docx": "audionews.article.docx:read_docx",
    "epub": "audionews.article.epub:read_epub",
    "html": "audionews.article.html:read_html",
    "markdown": "audionews.article.markdown:read_markdown",
    "plain": "audionews.article.plain:read_plain",
    "feed": "audionews.article.feed:read_feed",
    "jsonld": "audionews.article.jsonld:read_jsonld",
    "newsml": "audionews.article.agency.newsml:read_newsml",
    "newsml-g2": "audionews.article.agency.newsmlg2:read_newsmlg2",
    "ninjs": "audionews.article.agency.ninjs:read_ninjs",
    "nitf": "audionews.article.agency.nitf:read_nitf",
}
"""The reader of each format; imported when it is called."""

_ROOTS = {
    "nitf": "nitf",
    "newsml": "newsml",
    "newsmessage": "newsml-g2",
    "newsitem": "newsml-g2",
    "contentset": "newsml-g2",
    "contentmeta": "newsml-g2",
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
}
_HTML_ROOTS = frozenset({"html", "head", "body", "div", "main", "article", "section", "p"})
_UNREADABLE = (
    (b"%PDF", "a PDF; export its text, or name the page it was made from"),
    (b"{\\rtf", "an RTF document; save it as DOCX or as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as DOCX or as plain text"),
    (b"\x1f\x8b", "packed with gzip; unpack it first"),
    (b"BZh", "packed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "packed with xz; unpack it first"),
    (b"7z\xbc\xaf", "packed with 7-Zip; unpack it first"),
    (b"\x89PNG", "a picture; name the article's text"),
    (b"\xff\xd8\xff", "a picture; name the article's text"),
    (b"GIF8", "a picture; name the article's text"),
    (b"ID3", "a sound file; name the article's text"),
    (b"RIFF", "a sound or picture file; name the article's text"),
    (b"OggS", "a sound file; name the article's text"),
)
_BEFORE_ROOT = re.compile(
    rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(rb"\s*<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_JSON = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*\{)")
_JSONLD = re.compile(rb'"@(?:context|type|graph)"')
_MARKDOWN_NAME = re.compile(r"\.(md|markdown|mdown|mkd)$", re.IGNORECASE)
_HEADING = re.compile(rb"\s*#{1,3} \S")
_MARKDOWN = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rb"^#{1,6} \S.*$",
        rb"^.{3,}\n(?:=|-){3,}\s*$",
        rb"!?\[[^\]\n]{1,300}\]\([^)\s]{1,300}\)",
        rb"(?<!\*)\*\*\w[^*\n]+\*\*(?!\*)",
        rb"^(?:```|~~~)",
    )
)
_HEAD = 65_536


def sniff(data: bytes, *, name: str = "") -> str:
    """The name of the format, one of ``READERS``.

    Raises:
        ArticleError: no article can be read from a file of this kind.
    """
    if data.startswith(ARCHIVE):
        return _archive(data, name)
    for magic, what in _UNREADABLE:
        if data.startswith(magic):
            raise ArticleError(f"{name} is {what}")
    data = data.replace(b"\0", b"")  # UTF-16 looks like ASCII without its zeros
    head = data[:_HEAD]
    head = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if head.lstrip().startswith(b"<"):
        return _markup(data, name)
    if _JSON.match(head):
        return "jsonld" if _JSONLD.search(head) else "ninjs"
    return _text(head, name)


def reader(format_name: str) -> Reader:
    """The reader of a format of ``READERS``."""
    return cast("Reader", resolve_name(READERS[format_name]))


def _archive(data: bytes, name: str) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = set(archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise ArticleError(f"{name} is a broken archive; save or download it anew") from error
    if "META-INF/container.xml" in members:
        return "epub"
    if "word/document.xml" in members:
        return "docx"
    raise ArticleError(f"{name} is an archive, but no DOCX or EPUB; unpack it, name an article")


def _markup(data: bytes, name: str) -> str:
    """What kind of markup: by the name of the root element."""
    start, html = data.index(b"<"), False
    while prologue := _BEFORE_ROOT.match(data, start):
        html = html or prologue[0].lstrip()[:14].lower() == b"<!doctype html"
        start = prologue.end()
    tag = _TAG.match(data, start)
    root = tag[1].decode().lower() if tag else ""
    if html or root in _HTML_ROOTS:
        return "html"
    if root in _ROOTS:
        return _ROOTS[root]
    if b"<?xml" in data[:_HEAD]:
        raise ArticleError(
            f"{name} is XML of an unknown kind, <{root}>; give NITF, NewsML, RSS, Atom or XHTML"
        )
    return "html" if tag and b"</" in data else "plain"


def _text(head: bytes, name: str) -> str:
    if _MARKDOWN_NAME.search(name) or head.startswith((b"---\n", b"---\r\n", b"+++\n", b"+++\r\n")):
        return "markdown"
    if _HEADING.match(head):
        return "markdown"
    kinds_of_mark = sum(bool(pattern.search(head)) for pattern in _MARKDOWN)
    return "markdown" if kinds_of_mark > 1 else "plain"
