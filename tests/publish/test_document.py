from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import editions
from audionews.errors import ArticleError
from audionews.model import Article, Block, BlockKind, Role
from audionews.publish.document import document
from audionews.settings import Cues, Settings
from strategies import attributed


def made(article, attributions, settings=editions.SETTINGS):
    try:
        return editions.edition(article, attributions, settings)
    except ArticleError:
        assume(False)  # noqa: FBT003 - nothing to say, nothing to show


def blocks(text):
    return [
        block for section in text.sections for group in section.groups for block in group.blocks
    ]


@given(attributed(), st.sampled_from(["none", "spoken"]))
def test_the_runs_of_each_block_are_its_text(pair, quotations):
    edition = made(*pair, Settings(cues=Cues(quotations=quotations)))
    spoken = dict.fromkeys(said.block for said in edition.script.utterances if said.text)
    assert [text for block in blocks(document(edition)) if (text := block.text)] == [
        edition.article.blocks[index].text for index in spoken
    ]


@given(attributed())
def test_every_utterance_is_one_run_in_order(pair):
    edition = made(*pair)
    runs = document(edition).runs
    assert [run.utterance for run in runs] == list(range(len(edition.script.utterances)))
    assert [run.text for run in runs if not run.added] == [
        said.text for said in edition.script.utterances if said.role is not Role.ANNOUNCEMENT
    ]


@given(attributed())
def test_the_shares_tile_the_programme_and_hold_their_sounds(pair):
    edition = made(*pair)
    runs = document(edition).runs
    assert [run.begin for run in runs[1:]] == [run.until for run in runs[:-1]]
    assert runs[0].begin == 0
    assert runs[-1].until == round(edition.programme.duration, 3)
    assert all(run.begin <= run.start <= run.end <= run.until for run in runs)


@given(attributed())
def test_a_section_begins_where_its_chapter_begins(pair):
    edition = made(*pair)
    sections = document(edition).sections
    starts = [section.runs[0].begin for section in sections]
    assert starts == [chapter.start for chapter in edition.programme.chapters]


@given(attributed())
def test_headings_go_down_one_level_at_a_time(pair):
    levels = [section.level for section in document(made(*pair)).sections]
    assert levels[0] == 1
    assert all(2 <= level <= before + 1 for before, level in pairwise(levels))


@pytest.fixture(scope="module")
def everything():
    return document(editions.everything())


def test_an_announcement_is_the_first_run_of_what_it_announces(everything):
    caption = next(block for block in blocks(everything) if block.kind is BlockKind.CAPTION)
    assert [(run.text, run.added) for run in caption.runs] == [
        ("Picture.", True),
        ("The bridge on Monday.", False),
        ("It is 300 m long.", False),
    ]
    assert caption.text == "The bridge on Monday. It is 300 m long."


def test_neighbours_that_belong_together_are_one_group(everything):
    groups = [group for section in everything.sections for group in section.groups if group.kind]
    assert [(group.kind, len(group.blocks)) for group in groups] == [
        ("figure", 3),
        ("figure", 1),
        ("table", 2),
        ("list", 4),
        ("list", 2),
        ("quote", 2),
    ]


def test_speakers_come_in_the_order_in_which_they_are_heard():
    speakers = document(editions.twelve_speakers()).speakers
    assert len(speakers) == 12
    assert speakers[:3] == ("Ada Brook", "Olim Said", "Mona Lind")


def test_a_run_knows_its_language_its_part_and_its_speaker(everything):
    runs = {run.text: run for run in everything.runs}
    assert runs["Потом пошёл дождь."].language == "ru"
    assert runs['"At last,"'].role is Role.QUOTATION
    assert runs['"At last,"'].speaker == runs['"At last,"'].part == "Olim Said"
    assert runs["Photo: Mona Lind"].part == "credit"


def test_a_title_without_a_word_in_it_is_replaced():
    article = Article(
        blocks=(
            Block(kind=BlockKind.HEADLINE, text="\x07 …"),
            Block(kind=BlockKind.PARAGRAPH, text="It rained."),
        )
    )
    assert document(editions.edition(article)).title == "Part 1"
