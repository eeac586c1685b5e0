"""The article that the project was created for: every quotation and every speaker of it."""

import json
from pathlib import Path

import pytest

from audionews.model import Article, Attributions, Block, BlockKind
from audionews.quotes import attribute

DATA = Path(__file__).parents[1] / "data"
GOLD = json.loads((DATA / "kazakhstan-hub.quotations.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found() -> Attributions:
    lines = [line for line in GOLD["text"].splitlines() if line.strip()]
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines)
    return attribute(Article(blocks=blocks))


def test_every_quotation_is_found_and_nothing_else(found):
    assert [q.words for q in found.quotations] == [q["text"] for q in GOLD["quotes"]]


def test_every_quotation_has_its_speaker(found):
    assert [q.speaker for q in found.quotations] == [q["speaker"] for q in GOLD["quotes"]]


def test_the_sex_of_every_speaker_is_known(found):
    sexes = {q.speaker: found.person(q.speaker).sex for q in found.quotations}
    assert sexes == {speaker["name"]: speaker["sex"] for speaker in GOLD["speakers"]}


def test_a_slip_of_the_pen_is_one_of_the_forms_of_a_name(found):
    assert found.person("Rustam Burnashev").forms == ("Rustam Burnashev", "Burmashev")
