"""The tables under ``data/`` fit together."""

import json
from importlib import resources

DATA = resources.files("audionews.data")
MARKS = json.loads(DATA.joinpath("quotation_marks.json").read_text(encoding="utf-8"))
LANGUAGES = json.loads(DATA.joinpath("languages.json").read_text(encoding="utf-8"))


def test_every_language_that_is_recognised_has_quotation_marks():
    known = {language for script in LANGUAGES.values() for language in script}
    assert {tag for tag in known if tag not in MARKS} <= {"sr-Latn"}  # as Serbian's


def test_each_language_has_an_outer_and_an_inner_pair_of_marks():
    assert all(len(marks) == 4 and all(map(len, marks)) for marks in MARKS.values())
    assert MARKS["ru"] == ["«", "»", "„", "“"]
    assert MARKS["ja"] == ["「", "」", "『", "』"]
