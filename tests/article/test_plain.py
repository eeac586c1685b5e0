import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from audionews.article.decode import decode
from audionews.article.plain import read_plain
from audionews.model import BlockKind

DATA = Path(__file__).parents[1] / "data"
KINDS = {"p": "paragraph", "subhead": "subheading"}


def squeezed(text):
    return "".join(text.split())


def kinds(article):
    return [(block.kind.value, block.text) for block in article.blocks]


def test_the_first_article_is_read_as_it_was_annotated_by_hand():
    article = read_plain((DATA / "kazakhstan-hub.txt").read_text(encoding="utf-8"))
    wanted = json.loads((DATA / "kazakhstan-hub.structure.json").read_text(encoding="utf-8"))
    lines = {each["line"]: each["kind"] for each in wanted["lines"] if each["kind"] != "blank"}
    last_of_line = {
        block.line: block.kind.value
        for block in article.blocks
        if block.kind is not BlockKind.CREDIT
    }
    assert last_of_line == {line: KINDS.get(kind, kind) for line, kind in lines.items()}
    assert article.authors == ("Ksenia Bondal",)
    assert [block.text for block in article.blocks if block.kind is BlockKind.DATELINE] == [
        "ASTANA --"
    ]
    assert [block.text for block in article.blocks if block.kind is BlockKind.CREDIT] == [
        "[Ksenia Bondal]",
        "[General Prosecutor's Office]",
    ]


@given(st.text())
def test_no_word_of_any_text_is_lost_doubled_or_moved(text):
    decoded = decode(text.encode("utf-8", "surrogatepass"), name="a.txt")
    article = read_plain(decoded)
    assert squeezed("".join(block.text for block in article.blocks)) == squeezed(decoded)
    assert all(block.text == " ".join(block.text.split()) != "" for block in article.blocks)
