import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.article.overrides import amend
from audionews.article.sidefile import About, Line, SideFile
from audionews.model import Article, Block, BlockKind

LINES = (
    (BlockKind.HEADLINE, "Harbour opens again", 1),
    (BlockKind.DATELINE, "NORDVIK (NNA) —", 3),
    (BlockKind.PARAGRAPH, "The harbour opened on Friday.", 3),
    (BlockKind.PARAGRAPH, "Read more about ferries.", 5),
    (BlockKind.PARAGRAPH, "Read more about fish.", 7),
    (BlockKind.PARAGRAPH, "Advertisement", 9),
    (BlockKind.PARAGRAPH, "Advertisement", 11),
)


def article(lines=LINES):
    blocks = tuple(Block(kind=kind, text=text, line=line) for kind, text, line in lines)
    return Article(blocks=blocks)


def amended(*lines, about=None, articles=None):
    side = SideFile(article=about or About(), lines=lines)
    return amend(articles or (article(),), side, where="a.audionews.toml")


def kinds(found):
    return {block.text: block.kind for block in found.blocks}


@pytest.mark.parametrize(
    "text",
    [
        "The harbour opened on Friday.",
        "The harbour",
        "the  HARBOUR\topened",
        "The harbour opened on",
    ],
)
def test_a_line_is_known_by_its_beginning_whatever_its_case_and_blanks(text):
    (found,), notes = amended(Line(text=text, kind=BlockKind.CAPTION))
    assert kinds(found)["The harbour opened on Friday."] is BlockKind.CAPTION
    assert not notes


def test_only_that_line_changes():
    (found,), _ = amended(Line(text="The harbour", kind=BlockKind.BOILERPLATE))
    changed = [new for new, old in zip(found.blocks, article().blocks, strict=True) if new != old]
    assert [block.text for block in changed] == ["The harbour opened on Friday."]
    assert changed[0].reason == "a.audionews.toml says so"
    assert changed[0].confidence == 1


def test_an_override_without_a_line_is_reported():
    (found,), (note,) = amended(Line(text="The airport", kind=BlockKind.CAPTION))
    assert found == article()
    assert note.problem == "unused"
    assert str(note).startswith("a.audionews.toml: no line begins with “The airport”")


def test_an_override_for_different_lines_does_nothing_and_is_reported():
    (found,), (note,) = amended(Line(text="Read more about", kind=BlockKind.BOILERPLATE))
    assert found == article()
    assert note.problem == "ambiguous"
    assert "give more of its words" in str(note)


def test_a_line_that_is_repeated_is_changed_wherever_it_stands():
    (found,), notes = amended(Line(text="advertisement", kind=BlockKind.BOILERPLATE))
    assert [block.kind for block in found.blocks[-2:]] == [BlockKind.BOILERPLATE] * 2
    assert not notes


def test_a_whole_line_goes_before_longer_ones_that_begin_with_it():
    lines = ((BlockKind.PARAGRAPH, "More", 1), (BlockKind.PARAGRAPH, "More fish came.", 2))
    (found,), notes = amended(
        Line(text="More", kind=BlockKind.SUBHEADING), articles=(article(lines),)
    )
    assert [block.kind for block in found.blocks] == [BlockKind.SUBHEADING, BlockKind.PARAGRAPH]
    assert not notes


def test_a_line_that_was_read_as_two_is_changed_as_one():
    text = "NORDVIK (NNA) — The harbour opened"
    (found,), notes = amended(Line(text=text, kind=BlockKind.BOILERPLATE))
    assert [block.kind for block in found.blocks[1:3]] == [BlockKind.BOILERPLATE] * 2
    assert not notes


def test_a_new_sub_heading_has_the_level_of_one():
    (found,), _ = amended(Line(text="Read more about fish", kind=BlockKind.SUBHEADING))
    assert found.blocks[4].level == 2


def test_facts_of_the_article_go_before_what_was_read():
    about = About(
        language="en-GB",
        title="Harbour open",
        date="2024-05-03",
        authors=("Ada Holm", "Per Lie"),
        publication="Nordvik Post",
        url="https://post.example/",
    )
    (found,), _ = amended(about=about)
    assert (found.language, found.headline, found.date) == ("en-GB", "Harbour open", "2024-05-03")
    assert found.authors == ("Ada Holm", "Per Lie")
    assert (found.publication, found.url) == ("Nordvik Post", "https://post.example/")
    assert [block.kind for block in found.blocks[:2]] == [BlockKind.HEADLINE, BlockKind.BYLINE]
    assert found.blocks[1].text == "Ada Holm, Per Lie"
    assert len(found.blocks) == len(LINES) + 1


def test_a_title_that_is_the_headline_changes_nothing():
    (found,), _ = amended(about=About(title="HARBOUR opens again"))
    assert found == article()


def test_an_article_without_a_headline_gets_one():
    (found,), _ = amended(about=About(title="Harbour"), articles=(article(LINES[2:3]),))
    assert found.headline == "Harbour"


def test_of_several_articles_none_gets_the_title():
    about = About(title="Harbour", language="en-GB")
    found, _ = amended(about=about, articles=(article(), article(LINES[2:3])))
    assert [each.language for each in found] == ["en-GB", "en-GB"]
    assert found[1].headline == "The harbour opened on Friday."


def test_a_line_is_found_in_any_of_several_articles():
    found, notes = amended(
        Line(text="Last words", kind=BlockKind.BIO),
        articles=(article(), article([(BlockKind.PARAGRAPH, "Last words.", 1)])),
    )
    assert found[1].blocks[0].kind is BlockKind.BIO
    assert not notes


@given(st.integers(0, 4), st.integers(1, 40), st.sampled_from(BlockKind))
def test_an_override_changes_the_kind_of_one_line_or_is_reported(index, length, kind):
    text = article().blocks[index].text[:length]
    if text.strip():
        (found,), notes = amended(Line(text=text, kind=kind))
        changed = [a != b for a, b in zip(found.blocks, article().blocks, strict=True)]
        assert [block.text for block in found.blocks] == [text for _, text, _ in LINES]
        assert bool(notes) is not any(changed)
