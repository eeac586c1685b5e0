"""The source of an article beside what was read from it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.article.decode import decode
from audionews.article.origin import stretches
from audionews.article.reading import Reading, reading
from audionews.model import Article, Block, BlockKind

GOLDEN = Path(__file__).parents[1] / "golden"


def of(path):
    found = reading(path, language="", fetch=False)
    return found.articles[0], stretches(found.articles[0], found)


def test_every_line_of_a_text_stands_in_one_stretch(seed):
    article, found = of(seed)
    lines = decode(seed.read_bytes(), name="seed").split("\n")
    shown = [line for stretch in found for line in stretch.source.split("\n")]
    assert [line for line in shown if line.strip()] == [line for line in lines if line.strip()]
    assert [block for stretch in found for block in stretch.blocks] == list(article.blocks)


@given(
    st.lists(st.integers(0, 12), max_size=8),
    st.lists(st.text("ab \n", max_size=6), min_size=1, max_size=14),
)
def test_no_line_is_lost_or_shown_twice(numbers, pieces):
    lines = "\n".join(pieces).split("\n")
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, text="x", line=min(number, len(lines)))
        for number in sorted(numbers)
    )
    article = Article(blocks=blocks)
    text = "\n".join(f"{n} {line}" if line.strip() else "" for n, line in enumerate(lines))
    found = stretches(article, Reading(articles=(article,), format="plain", content=text))
    assert [block for stretch in found for block in stretch.blocks] == list(blocks)
    if any(block.line for block in blocks):
        shown = [line for stretch in found for line in stretch.source.split("\n")]
        assert [s for s in shown if s.strip()] == [s for s in text.split("\n") if s.strip()]


def test_front_matter_is_shown_as_a_stretch_from_which_nothing_was_read(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("Harbour opens\n\nThe harbour opened on Monday after long works.\n")
    article, _ = of(path)
    moved = Article(blocks=article.blocks[1:])
    content = path.read_text()
    first, *_ = stretches(moved, Reading(articles=(moved,), format="plain", content=content))
    assert (first.source, first.blocks) == ("Harbour opens", ())


def test_a_page_shows_the_elements_that_were_read():
    article, found = of(GOLDEN / "pages" / "wire-site" / "input.html")
    assert [block for stretch in found for block in stretch.blocks] == list(article.blocks)
    headline = next(s for s in found if s.blocks[0].kind is BlockKind.HEADLINE)
    assert headline.source.startswith("<h1")
    assert headline.place.startswith("line ")


@pytest.mark.parametrize("source", ["formats/jsonld/input.json", "iptc/ninjs-1/input.json"])
def test_a_format_without_lines_tells_its_parts(source):
    _, found = of(GOLDEN / source)
    assert "headline" in {stretch.place for stretch in found}
    assert not any(stretch.source for stretch in found)


def test_an_endless_line_is_cut(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("Harbour opens\n\n" + "The harbour opened on Monday. " * 200)
    _, found = of(path)
    assert all(len(stretch.source) < 2_000 for stretch in found)
    assert found[-1].source.endswith("…")
