"""What holds for any text in any language."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audionews.model import Article, Block, BlockKind
from audionews.quotes import attribute
from audionews.quotes.lexicon import languages
from audionews.quotes.marks import pair

MARKS = "\"“”„«»‘’'「」`—-"
PIECES = st.sampled_from(
    [
        *MARKS,
        *" ,.?!:()\n",
        " said ",
        " he said",
        " she told ",
        "Ada Holm",
        " Mr. Orr",
        "Ray",
        " the senator",
        " of ",
        " и сказал ",
        " a déclaré ",
        "Иванов",
        "oʻ",
        "6'2\"",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=60).map("".join)
LANGUAGES = st.sampled_from([*languages(), "xx"])


def article(texts, language="en"):
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.SUBHEADING)
    blocks = tuple(
        Block(kind=kinds[number % len(kinds)], text=text) for number, text in enumerate(texts)
    )
    return Article(blocks=blocks, language=language)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=6), LANGUAGES)
def test_quotations_lie_in_their_blocks_in_order_and_speakers_are_people(texts, language):
    source = article(texts, language)
    found = attribute(source)
    names = {person.name for person in found.people}
    last = (-1, 0)
    for quotation in found.quotations:
        text = source.blocks[quotation.block].text
        assert (quotation.block, quotation.start) >= last
        assert quotation.start < quotation.end <= len(text)
        assert quotation.words.strip() == quotation.words
        assert quotation.words in text[quotation.start : quotation.end]
        assert quotation.speaker is None or quotation.speaker in names
        assert 0 <= quotation.confidence <= 1
        last = (quotation.block, quotation.end)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_are_apart_and_no_mark_stands_inside_a_word(text):
    end = 0
    for span in pair(text):
        assert end <= span.start <= span.inner_start < span.inner_end <= span.end <= len(text)
        between = text[max(0, span.start - 1) : span.start + 2]
        assert not (len(between) == 3 and between[1] in "'’" and between.isalnum())
        end = span.end


@given(st.text(alphabet="abcdefgh'’ʻ ", max_size=40))
def test_words_with_apostrophes_alone_are_never_cut(text):
    assert all(text[span.start - 1 : span.start].strip() == "" for span in pair(text))


@pytest.mark.parametrize(
    "piece",
    ['"a" ', "“ ", "‘a ", '"No," said Ann Roe of Ray, ', "Ann Roe, ", "he said that ", "Ann Roe\n"],
)
def test_time_grows_with_length_and_no_faster(piece):
    def seconds(count):
        source = article((piece * count).split("\n"))
        started = time.process_time()
        attribute(source)
        return time.process_time() - started

    seconds(100)
    assert seconds(4000) < 12 * seconds(1000) + 0.5
