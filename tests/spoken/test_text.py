import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.spoken import announcement, announcements, spoken, spoken_place
from strategies import texts


def words(text):
    return re.findall(r"\w+", text)


@given(texts().map(lambda text: text.lower().replace("7", "")))
def test_words_that_need_no_rewriting_stay_as_they_are_and_in_order(text):
    assert words(spoken(text)) == words(text)


@given(texts())
def test_saying_what_is_said_already_changes_nothing(text):
    said = spoken(text.lower().replace("7", ""))
    assert spoken(said) == said


@given(st.text(), st.sampled_from(["en", "de", "fr", "es", "ru", "kk", "uz", "ja"]))
def test_whatever_is_written_can_be_given_to_an_engine(text, language):
    said = spoken(text, language)
    said.encode()
    assert not re.search(r"[\x00-\x1f\x7f]", said)
    assert said == said.strip()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("the hub -- a centre -- opens", "the hub, a centre, opens"),
        ("the hub—a centre—opens", "the hub, a centre, opens"),
        ("position ... at the crossroads", "position, at the crossroads"),
        ("and then...", "and then."),
        ("help us [incorporate] them", "help us incorporate them"),
        ('"Good," he said', "Good, he said"),
        ("''They came", "They came"),
        ("don’t", "don't"),
        ("co-operation", "co-operation"),
        (", said Brook.", "said Brook."),
        ("oʻzbek", "oʻzbek"),
        ("a\x00b\x1b[31m", "a b 31m"),
        ("...", ""),
    ],
)
def test_what_the_eye_needs_becomes_what_the_ear_needs(written, said):
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("ASTANA --", "Astana."),
        ("HANOI, Vietnam (AP) —", "Hanoi, Vietnam."),
        ("NEW YORK", "New York."),
        ("SEOUL, Aug. 20 (Yonhap) --", "Seoul, August twentieth."),
        ("МОСКВА –", "Москва."),
    ],
)
def test_datelines_are_places(dateline, place):
    assert spoken_place(dateline) == place


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "kk", "uz"])
def test_every_language_has_every_announcement(language):
    fills = {"authors": "Ada Brook", "number": 2}
    for key in announcements._tables()["en"]:
        words, english = (announcements._tables()[one][key] for one in (language, "en"))
        assert [f"{{{name}}}" in words for name in fills] == [
            f"{{{name}}}" in english for name in fills
        ]
        assert announcement(key, language, **fills).endswith(".")


def test_announcements_fall_back_to_english():
    assert announcement("caption", "de-AT") == "Bild."
    assert announcement("caption", "sw") == announcement("caption", "en")


@pytest.mark.parametrize("piece", ["1", " ", "A", "AB ", "A.", "a/", "1-", "a@a.", "$1 ", "IV "])
def test_a_long_text_of_one_kind_takes_no_time_out_of_proportion(piece):
    began = time.process_time()
    spoken(piece * (10_000 // len(piece)))
    assert time.process_time() - began < 3
