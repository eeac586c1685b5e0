"""Markdown -> an article, by way of the HTML that it stands for.

Each block keeps the line of the Markdown file that it begins on.  A picture with a title, or with
a line in italics under it, has a caption.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from audionews.article import dates, wire
from audionews.article.markup import blocks_of, parse_html
from audionews.article.opening import opening
from audionews.article.words import names
from audionews.errors import ArticleError
from audionews.model import Article, Block, BlockKind

MAX_LENGTH = 1_000_000
_NOTE_MARK = re.compile(r"(?<=\S)\[\^[^\]\s]{1,40}\](?!:)")
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:")


def read_markdown(text: str, *, source: str = "") -> Article:
    """The article of a Markdown text; its front matter, if it had one, is read already.

    Raises:
        ArticleError: it is longer than a book.
    """
    if len(text) > MAX_LENGTH:
        raise ArticleError(f"{source} has more than {MAX_LENGTH:,} letters; give a part of it")
    page = parse_html(_html(_NOTE_MARK.sub("", text)), name=source)
    blocks = tuple(map(_known, blocks_of(page, lined=False)))
    blocks = wire.tidy(opening(blocks))
    bylines = (block.text for block in blocks if block.kind is BlockKind.BYLINE)
    days = (dates.iso_date(block.text) for block in blocks if block.kind is BlockKind.DATE)
    return Article(
        blocks=blocks,
        language="",
        authors=tuple(dict.fromkeys(name for line in bylines for name in names(line))),
        date=next(filter(None, days), ""),
        source=source,
    )


def _known(block: Block) -> Block:
    if _NOTE.match(block.text):
        return replace(block, kind=BlockKind.FURNITURE, reason="a footnote")
    return block


class _Parser(MarkdownIt):
    """Refuses no link: of each only the words are read, and a refused one would be read whole."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - the library's name
        return True


def _html(text: str) -> str:
    parser = _Parser("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    _caption_pictures(tokens)
    for token in tokens:
        if token.map and token.nesting >= 0:
            token.attrSet("data-line", str(token.map[0] + 1))
    return str(parser.renderer.render(tokens, parser.options, {}))


def _caption_pictures(tokens: Sequence[Token]) -> None:
    """Make figures of paragraphs that are pictures, and captions of the italics under them."""
    under_picture = False
    for start, inline, end in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if start.type != "paragraph_open":
            continue
        parts = list(_parts(inline))
        if parts and parts[0].type == "image":
            start.tag = end.tag = "figure"
            _caption_inside(inline, parts)
            under_picture = len(parts) == 1
        else:
            if under_picture and _is_emphasis(parts):
                start.tag = end.tag = "figcaption"
            under_picture = False


def _parts(inline: Token) -> Iterator[Token]:
    for token in inline.children or ():
        if token.type not in {"softbreak", "hardbreak"} and (token.content or token.type != "text"):
            yield token


def _is_emphasis(parts: Sequence[Token]) -> bool:
    return len(parts) > 1 and parts[0].type == "em_open" and parts[-1].type == "em_close"


def _caption_inside(inline: Token, parts: Sequence[Token]) -> None:
    if _is_emphasis(parts[1:]):
        parts[1].tag = parts[-1].tag = "figcaption"
    elif len(parts) == 1 and (title := parts[0].attrGet("title")):
        caption = [Token("em_open", "figcaption", 1), Token("text", "", 0, content=str(title))]
        inline.children = [parts[0], *caption, Token("em_close", "figcaption", -1)]
