import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.article.words import fold, iso_day, names, same


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        (" a\n\tb\u00a0c ", "a b c"),
        ("har\u00adbour\u200b\ufeff", "harbour"),
        ("o&#39;clock &quot;now&quot;", 'o\'clock "now"'),
        ("AT&T and R&notes", "AT&T and R&notes"),
        ("a\x00b\x07", "ab"),
        ("\ud800a", "a"),
    ],
)
def test_text_is_folded(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    if "&" not in text:
        assert fold(fold(text)) == fold(text)


def test_words_are_the_same_in_any_case():
    assert same("Harbour  OPEN", "harbour open")


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("20240503T081500+0200", "2024-05-03"),
        ("2024-05-03T08:15:00Z", "2024-05-03"),
        (" 2024-05-03", "2024-05-03"),
        ("20241301", ""),
        ("202405031", ""),
        ("May 2024", ""),
        ("", ""),
    ],
)
def test_the_day_of_a_stamp(stamp, day):
    assert iso_day(stamp) == day


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("By Ada Holm and Per Lie, Staff Writers", ("Ada Holm", "Per Lie")),
        ("Von Sandra Beispiel, bpa", ("Sandra Beispiel",)),
        ("Ada Holm", ("Ada Holm",)),
        ("NTB", ()),
        ("gr/bp", ()),
    ],
)
def test_the_people_of_a_byline(byline, people):
    assert names(byline) == people
