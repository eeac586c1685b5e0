"""A line that is taken for mere words is one in which no rule finds anything."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from audionews.article import datelines, lexicon
from audionews.article.plain import look
from audionews.article.plain.telling import tells_nothing

PHRASES = sorted({phrase for phrases in lexicon.lists().values() for phrase in phrases})
WORDS = ["Anna", "the", "said", "by", "By", "AP", "12", "2019", "END", "Courtesy", "café", "мост"]
FACTS = ("page", "slug", "related", "date", "byline", "caption", "credit")
ENDS = ("closes", "comments", "editors_only")


def texts():
    part = st.sampled_from(PHRASES) | st.sampled_from(WORDS)
    words = st.lists(part, min_size=1, max_size=5).map(" ".join)
    cased = st.sampled_from([str, str.title, str.upper, str.capitalize])
    line = st.tuples(words, cased, st.sampled_from(["", ".", "!", ",", ":", ")", "”"]))
    return line.map(lambda parts: " ".join((parts[1](parts[0]) + parts[2]).split()))


@given(text=texts())
def test_no_rule_finds_anything_in_mere_words(text):
    if not tells_nothing(text):
        return
    asked = look.Look(text)
    for name in (*FACTS, *ENDS):
        vars(asked).pop(name)
    assert not [name for name in (*FACTS, *ENDS) if getattr(asked, name)]
    assert datelines.split_dateline(text) == ("", text)


@pytest.mark.parametrize(
    "line",
    [
        "The boats came back late that night.",
        "Two of the 12 boats, said the mayor, will not sail again",
        "“Мост закрыт”",
        "Café owners don't like it!",
    ],
)
def test_sentences_and_labels_are_mere_words(line):
    assert tells_nothing(line) == line[0].isalpha()


@pytest.mark.parametrize("name", ["anywhere", "in labels"])
def test_a_phrase_without_blanks_has_letters_that_mere_words_cannot_have(name):
    unspaced = [line for line in lexicon.lists()[name] if line == line.upper()]
    assert not [phrase for phrase in unspaced if tells_nothing(f"A {phrase}")]


def test_equal_pieces_share_a_look():
    pieces = look.Piece(line=1, text="A", before=0), look.Piece(line=2, text="A", before=0)
    first, second = look.looks_at(pieces)
    assert first is second
