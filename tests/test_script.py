import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews import script
from audionews.errors import ArticleError
from audionews.model import Article, Attributions, Block, BlockKind, Quotation, Role
from audionews.settings import Cues, Delivery, Reading, Roles, Settings
from strategies import articles, attributed

SETTINGS = Settings(cues=Cues(opening=False))


def paragraph(text):
    return Block(kind=BlockKind.PARAGRAPH, text=text)


def written(*blocks, quotations=(), settings=SETTINGS):
    return script.write(
        Article(blocks=blocks), Attributions(quotations=tuple(quotations)), settings
    )


def write_if_spoken(article, attributions, settings=SETTINGS):
    try:
        return script.write(article, attributions, settings)
    except ArticleError:
        return None


def quotation(block, text, words, **values):
    start = text.index(words)
    return Quotation(
        block=block, start=start, end=start + len(words), words=words.strip('"'), **values
    )


every_cue = st.builds(
    Cues,
    quotations=st.sampled_from(["none", "pause", "earcon", "spoken"]),
    opening=st.booleans(),
    sections=st.booleans(),
    closing=st.booleans(),
)


@given(attributed(), every_cue)
def test_the_script_says_every_word_of_the_article_once_and_in_order(made, cues):
    article, attributions = made
    result = write_if_spoken(article, attributions, Settings(cues=cues))
    said = [word for one in (result.utterances if result else ()) for word in one.text.split()]
    declared = {line.block for line in result.left_out} if result else range(len(article.blocks))
    spoken = [block.text for n, block in enumerate(article.blocks) if n not in declared]
    assert "".join(said) == "".join("".join(spoken).split())


@given(attributed())
def test_the_utterances_of_a_block_tile_its_text(made):
    article, attributions = made
    result = write_if_spoken(article, attributions)
    for one in result.utterances if result else ():
        if one.role is not Role.ANNOUNCEMENT:
            assert one.text == article.blocks[one.block].text[one.start : one.end]
            assert any(character.isalnum() for character in one.text)


@given(attributed())
def test_a_quotation_is_in_utterances_of_its_own(made):
    article, attributions = made
    result = write_if_spoken(article, attributions)
    if result is None:
        return
    left_out = {line.block for line in result.left_out}
    for number, quoted in enumerate(attributions.quotations):
        if quoted.block in left_out:
            continue
        own = [one for one in result.utterances if one.quotation == number]
        letters = "".join(one.text for one in own)
        assert "".join(filter(str.isalnum, letters)) == "".join(filter(str.isalnum, quoted.words))


@given(articles())
def test_what_is_not_said_is_declared(article):
    result = write_if_spoken(article, Attributions())
    if result is not None:
        said = {one.block for one in result.utterances}
        assert len(said) + len(result.left_out) == len(article.blocks)
        assert all(line.reason for line in result.left_out)


def test_narration_and_quotation_alternate_within_a_sentence():
    text = '"We are glad," said Ada Brook. "It took years."'
    result = written(
        paragraph(text),
        quotations=[
            quotation(0, text, '"We are glad,"', speaker="Ada Brook", confidence=0.9),
            quotation(0, text, '"It took years."', speaker="Ada Brook", confidence=0.9),
        ],
    )
    assert [(one.role, one.speaker, one.spoken) for one in result.utterances] == [
        (Role.QUOTATION, "Ada Brook", "We are glad,"),
        (Role.NARRATION, None, "said Ada Brook."),
        (Role.QUOTATION, "Ada Brook", "It took years."),
    ]


def test_a_doubtful_speaker_gets_the_neutral_quote_voice():
    text = '"We are glad," she said.'
    result = written(
        paragraph(text),
        quotations=[quotation(0, text, '"We are glad,"', speaker="Ada Brook", confidence=0.2)],
    )
    assert result.utterances[0].role is Role.QUOTATION
    assert result.utterances[0].speaker is None


def test_punctuation_after_a_quotation_is_said_with_its_neighbour():
    text = 'The hub "is natural", he said.'
    result = written(
        paragraph(text), quotations=[quotation(0, text, '"is natural"', speaker="A", confidence=1)]
    )
    assert [one.text for one in result.utterances] == ["The hub", '"is natural"', ", he said."]
    assert result.utterances[2].spoken == "he said."


def test_a_heading_opens_a_section_and_is_said_like_a_sentence():
    result = written(
        Block(kind=BlockKind.HEADLINE, text="Bridge opens"),
        paragraph("It rained."),
        Block(kind=BlockKind.SUBHEADING, text="The crowd"),
        paragraph("They sang."),
    )
    assert result.sections == ("Bridge opens", "The crowd")
    assert [one.section for one in result.utterances] == [0, 0, 1, 1]
    assert result.utterances[2].spoken == "The crowd."


def test_pauses_grow_from_sentence_to_section():
    result = written(
        Block(kind=BlockKind.HEADLINE, text="Bridge opens"),
        paragraph("It rained. It poured."),
        paragraph("Nobody left."),
        Block(kind=BlockKind.SUBHEADING, text="The crowd"),
    )
    heading, sentence, end, section, _ = (one.pause for one in result.utterances)
    assert sentence < end < heading < section


@pytest.mark.parametrize(
    ("manner", "roles"),
    [
        ("read", [Role.CAPTION, Role.NARRATION]),
        ("announce", [Role.ANNOUNCEMENT, Role.CAPTION, Role.NARRATION]),
        ("skip", [Role.NARRATION]),
    ],
)
def test_captions_are_read_announced_or_skipped(manner, roles):
    result = written(
        Block(kind=BlockKind.CAPTION, text="A bridge at dawn."),
        paragraph("It rained."),
        settings=Settings(reading=Reading(captions=manner)),
    )
    assert [one.role for one in result.utterances] == roles
    assert [line.kind for line in result.left_out] == (["caption"] if manner == "skip" else [])


def test_a_dateline_is_said_as_a_place():
    result = written(Block(kind=BlockKind.DATELINE, text="ASTANA --"), paragraph("It rained."))
    assert result.utterances[0].spoken == "Astana."


def test_an_article_without_words_is_refused():
    with pytest.raises(ArticleError, match="nothing to say"):
        written(Block(kind=BlockKind.BOILERPLATE, text="Share this"), paragraph("* * *"))


SAID = '"We are glad," said Ada Brook. It rained.'
HEAD = (
    Block(kind=BlockKind.HEADLINE, text="Bridge opens"),
    Block(kind=BlockKind.BYLINE, text="By Ada Brook"),
)


def cued(*blocks, quoted=(), authors=(), language="en", **cues):
    article = Article(blocks=blocks, authors=authors, language=language)
    attributions = Attributions(quotations=tuple(quoted))
    return script.write(article, attributions, Settings(cues=Cues(**cues))).utterances


def with_a_quotation(**cues):
    quoted = [quotation(0, SAID, '"We are glad,"', speaker="Ada Brook", confidence=1)]
    return cued(paragraph(SAID), quoted=quoted, **cues)


def test_a_quotation_is_announced_in_words_on_both_sides():
    said = with_a_quotation(quotations="spoken")
    assert [(one.role, one.spoken) for one in said][:4] == [
        (Role.ANNOUNCEMENT, "Quote."),
        (Role.QUOTATION, "We are glad,"),
        (Role.ANNOUNCEMENT, "End quote."),
        (Role.NARRATION, "said Ada Brook."),
    ]
    assert all(one.speaker is None for one in said if one.role is Role.ANNOUNCEMENT)


def test_a_quotation_is_marked_by_an_earcon_on_both_sides():
    said = with_a_quotation(quotations="earcon")
    first, *others = said
    assert first.opens
    assert first.closes
    assert not any(one.opens or one.closes for one in others)
    assert not any(one.opens or one.closes for one in with_a_quotation())


def test_a_quotation_of_two_sentences_has_one_earcon_a_side():
    text = '"We are glad. It took years."'
    quoted = [quotation(0, text, text, confidence=1)]
    said = cued(paragraph(text), quoted=quoted, quotations="earcon")
    assert [(one.opens, one.closes) for one in said] == [(True, False), (False, True)]


def test_a_quotation_is_set_off_by_a_pause():
    plain, paused = with_a_quotation(), with_a_quotation(quotations="pause", pause=1.5)
    assert [one.pause for one in paused] == [1.5, *(one.pause for one in plain[1:])]


@pytest.mark.parametrize(
    ("blocks", "authors", "heard"),
    [
        (HEAD, ("Ada Brook",), ["Bridge opens.", "By Ada Brook.", "Read by synthetic voices."]),
        (
            HEAD[:1],
            ("Ada Brook", "Olim Said"),
            ["Bridge opens.", "By Ada Brook, Olim Said, read by synthetic voices."],
        ),
        (HEAD[:1], (), ["Bridge opens.", "Read by synthetic voices."]),
        ((), ("Ada Brook",), []),
    ],
)
def test_the_opening_says_what_the_byline_does_not(blocks, authors, heard):
    said = cued(*blocks, paragraph("It rained."), authors=authors)
    assert [one.spoken for one in said] == [*heard, "It rained."]
    assert all(one.text == "" for one in said if one.role is Role.ANNOUNCEMENT)


def test_a_byline_under_the_story_does_not_hold_the_opening_back():
    said = cued(HEAD[0], paragraph("It rained."), HEAD[1])
    assert said[1].spoken == "Read by synthetic voices."


@pytest.mark.parametrize(
    ("language", "section", "closing"),
    [("en", "Section 1.", "End of the article."), ("de", "Abschnitt 1.", "Ende des Artikels.")],
)
def test_sections_and_the_end_are_announced_in_the_article_s_language(language, section, closing):
    said = cued(
        HEAD[0],
        paragraph("42."),
        Block(kind=BlockKind.SUBHEADING, text="4711"),
        language=language,
        opening=False,
        sections=True,
        closing=True,
    )
    assert [one.spoken for one in said][2::2] == [section, closing]
    assert [one.section for one in said] == [0, 0, 1, 1, 1]


def test_a_role_has_a_pause_of_its_own_where_it_ends():
    settings = Settings(
        cues=Cues(opening=False),
        roles=Roles(caption=Delivery(pause=3), narration=Delivery(pause=0)),
    )
    said = written(
        Block(kind=BlockKind.CAPTION, text="A bridge. At dawn."),
        paragraph("It rained. It poured."),
        settings=settings,
    ).utterances
    assert [one.pause for one in said if one.role is Role.CAPTION] == [0.35, 3]
    assert said[-2].pause == 0.35
