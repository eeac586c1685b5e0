import pytest
from hypothesis import given

from audionews import script
from audionews.errors import ArticleError
from audionews.model import Article, Attributions, Block, BlockKind, Quotation, Role
from audionews.settings import Reading, Settings
from strategies import articles, attributed

SETTINGS = Settings()


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


@given(attributed())
def test_the_script_says_every_word_of_the_article_once_and_in_order(made):
    article, attributions = made
    result = write_if_spoken(article, attributions)
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
