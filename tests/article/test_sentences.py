import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.article.sentences import sentences
from strategies import texts


def cut(text, language="en"):
    return [text[start:end] for start, end in sentences(text, language)]


@given(texts() | st.text(), st.sampled_from(["en", "de", "ru", "xx"]))
def test_sentences_tile_the_text(text, language):
    assert "".join("".join(cut(text, language)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. Nobody left.", 2),
        ("Is it so? Yes! Good.", 3),
        ("Mr. Olim of St. Ives met Dr. Brook.", 1),
        ("Sen. Ada Brook, D-Ore., spoke.", 1),
        ("The U.S. Senate met at 5 p.m. The talks ended.", 2),
        ("J. K. Brook came.", 1),
        ("Growth was 3.5 percent. It was 2.1 before.", 2),
        ("The position ... at the crossroads is good.", 1),
        ("He paused ... Then he left.", 2),
        ('"Go." She left.', 2),
        ('He asked "why?" and left.', 1),
        ("No. 10 is here.", 1),
        ("你好。再见。", 2),
    ],
)
def test_english_sentences(text, expected):
    assert len(cut(text)) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Dr. Weiß kam z.B. am Montag. Sie blieb.", 2),
        ("fr", "M. Brun est venu. Il est resté.", 2),
        ("ru", "В 2020 г. Иванов уехал. Он вернулся.", 2),
    ],
)
def test_other_languages_have_abbreviations_of_their_own(language, text, expected):
    assert len(cut(text, language)) == expected
