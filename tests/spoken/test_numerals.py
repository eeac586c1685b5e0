import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.spoken.language import speech
from audionews.spoken.numerals import LARGEST, Numerals

LANGUAGES = ("en", "de", "fr", "es", "ru", "kk", "uz")


@pytest.mark.parametrize(
    ("language", "rules", "number", "words"),
    [
        ("en", "cardinal", 0, "zero"),
        ("en", "cardinal", 342, "three hundred forty-two"),
        ("en", "cardinal", 1_000_001, "one million one"),
        ("en", "ordinal", 12, "twelfth"),
        ("en", "ordinal", 90, "ninetieth"),
        ("en", "ordinal", 101, "one hundred first"),
        ("en", "year", 1900, "nineteen hundred"),
        ("en", "year", 1905, "nineteen oh five"),
        ("en", "year", 2009, "two thousand nine"),
        ("en", "year", 2017, "twenty seventeen"),
        ("de", "cardinal", 121, "einhunderteinundzwanzig"),
        ("de", "ordinal", 103, "einhundertdritte"),
        ("de", "year", 1989, "neunzehnhundertneunundachtzig"),
        ("fr", "cardinal", 71, "soixante et onze"),
        ("fr", "cardinal", 97, "quatre-vingt-dix-sept"),
        ("fr", "ordinal", 81, "quatre-vingt-unième"),
        ("es", "ordinal", 21, "vigésimo primero"),
        ("ru", "cardinal", 45_000, "сорок пять тысяч"),
        ("ru", "ordinal", 2003, "две тысячи третий"),
        ("kk", "ordinal", 2020, "екі мың жиырмасыншы"),
        ("uz", "cardinal", 1991, "bir ming toʻqqiz yuz toʻqson bir"),
    ],
)
def test_numbers_are_said_in_words(language, rules, number, words):
    assert speech(language).numerals.say(number, rules) == words


@given(st.integers(0, LARGEST), st.sampled_from(["en", "uz", "kk"]))
def test_every_number_has_words_without_figures(number, language):
    words = speech(language).numerals.say(number)
    assert words
    assert not any(character.isdigit() for character in words)


@given(st.integers(0, 3999), st.sampled_from(LANGUAGES))
def test_every_ordinal_has_words(number, language):
    assert speech(language).ordinal(number).strip()


def test_a_rule_without_a_base_follows_the_one_before():
    numerals = Numerals({"cardinal": "0: none; one; many[ and >>];"})
    assert [numerals.say(number) for number in (0, 1, 2)] == ["none", "one", "many"]
