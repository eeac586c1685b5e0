"""The script: an article written out as the utterances that will be said, in order.

Each utterance is one sentence, or the part of a sentence that one voice says.  Within a block the
utterances tile the text: every character that is not white space lies in exactly one of them, so
that no word can be lost, doubled or moved.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, takewhile

from audionews.article.sentences import sentences
from audionews.errors import ArticleError
from audionews.model import (
    Article,
    Attributions,
    Block,
    BlockKind,
    LeftOut,
    Quotation,
    Role,
    Script,
    Utterance,
)
from audionews.settings import Cues, Pauses, Reading, Settings
from audionews.spoken import Lexicon, announcement, spoken, spoken_place

_ROLES = {
    kind: Role.NARRATION if kind is BlockKind.PARAGRAPH else Role(kind.value)
    for kind in BlockKind
    if kind is BlockKind.PARAGRAPH or kind.value in set(Role)
}
_HEAD = (BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.BYLINE, BlockKind.DATE)
_HEADINGS = (Role.HEADLINE, Role.SUBHEADING)
_ENDS = (".", "!", "?", "…", "。", "！", "？", ":", ";")
_CLOSING = "\"'”’»“)]›」』"


def write(
    article: Article,
    attributions: Attributions,
    settings: Settings,
    lexicon: Lexicon | None = None,
) -> Script:
    """The script of an article.

    Args:
        lexicon: how words are said; None takes the house's, and what the article brings.

    Raises:
        ArticleError: nothing of the article is to be said.
    """
    lexicon = lexicon or Lexicon(article.pronunciations)
    utterances, left_out, titles = list[Utterance](), list[LeftOut](), [article.headline]
    opens_after = _head_end(article) if settings.cues.opening else None
    quoted = _quotations_by_block(attributions, settings.reading.min_confidence)
    for index, block in enumerate(article.blocks):
        reason = _reason_to_skip(block, settings.reading)
        if reason:
            left_out.append(_left_out(index, block, reason))
            continue
        if block.kind is BlockKind.SUBHEADING and utterances:
            titles.append(block.text)
        language = block.language or article.language
        place = Utterance(
            role=_ROLES[block.kind],
            text="",
            spoken="",
            block=index,
            section=len(titles) - 1,
            language=language,
        )
        utterances += _announced(block, place, settings)
        utterances += _said(block, place, quoted.get(index, []), lexicon)
        if index == opens_after:
            utterances.append(_opening(article, len(titles) - 1, lexicon))
    if not utterances:
        raise ArticleError(
            f"{article.source or 'the article'} holds nothing to say; "
            "`audionews read` shows what each line was taken for"
        )
    utterances = _quoted_for_the_ear(utterances, settings.cues)
    if settings.cues.closing:
        utterances.append(_added("closing", article.language, len(titles) - 1))
    return Script(
        title=article.headline,
        language=article.language,
        sections=tuple(titles),
        utterances=tuple(_with_pauses(utterances, settings)),
        left_out=tuple(left_out),
    )


def _quotations_by_block(
    attributions: Attributions, min_confidence: float
) -> dict[int, list[tuple[int, Quotation]]]:
    """The quotations of each block with their numbers; a doubtful one has no speaker."""
    by_block = dict[int, list[tuple[int, Quotation]]]()
    for number, quotation in enumerate(attributions.quotations):
        sure = quotation.confidence >= min_confidence
        said = quotation if sure else replace(quotation, speaker=None)
        by_block.setdefault(quotation.block, []).append((number, said))
    return by_block


def _reason_to_skip(block: Block, reading: Reading) -> str:
    if block.kind is BlockKind.PICTURE and not block.text:
        return "a picture without a description"
    if not block.spoken:
        return block.reason or "not part of the article's text"
    if not _has_words(block.text):
        return "no words"
    if _manner(block, reading) == "skip":
        return f"the settings skip it (reading.{_SETTING[block.kind]})"
    return ""


_SETTING = {
    BlockKind.CAPTION: "captions",
    BlockKind.CREDIT: "credits",
    BlockKind.PICTURE: "pictures",
    BlockKind.BYLINE: "byline",
    BlockKind.DATE: "date",
}


def _manner(block: Block, reading: Reading) -> str:
    return getattr(reading, _SETTING[block.kind]) if block.kind in _SETTING else "read"


def _left_out(index: int, block: Block, reason: str) -> LeftOut:
    return LeftOut(
        text=block.text, block=index, line=block.line, kind=block.kind.value, reason=reason
    )


def _announced(block: Block, place: Utterance, settings: Settings) -> Iterator[Utterance]:
    if _manner(block, settings.reading) == "announce":
        words = announcement(block.kind.value, place.language)
        yield replace(place, role=Role.ANNOUNCEMENT, spoken=words)
    if place.section and block.kind is BlockKind.SUBHEADING and settings.cues.sections:
        words = announcement("section", place.language, number=place.section)
        yield replace(place, role=Role.ANNOUNCEMENT, spoken=words)


def _added(key: str, language: str, section: int, **fills: object) -> Utterance:
    """An announcement that belongs to no block."""
    words = announcement(key, language, **fills)
    return Utterance(
        role=Role.ANNOUNCEMENT, text="", spoken=words, section=section, language=language
    )


def _head_end(article: Article) -> int | None:
    """The block that the opening follows: the byline above the story, or else the headline."""
    head = takewhile(lambda block: block.kind in _HEAD or not block.spoken, article.blocks)
    ends = {block.kind: index for index, block in enumerate(head)}
    return ends.get(BlockKind.BYLINE, ends.get(BlockKind.HEADLINE))


def _opening(article: Article, section: int, lexicon: Lexicon) -> Utterance:
    """Who reads; and who wrote it, where the article has no byline that says so."""
    if article.authors and all(block.kind is not BlockKind.BYLINE for block in article.blocks):
        authors = spoken(", ".join(article.authors), article.language, lexicon)
        return _added("opening_by", article.language, section, authors=authors)
    return _added("opening", article.language, section)


def _quoted_for_the_ear(utterances: list[Utterance], cues: Cues) -> list[Utterance]:
    """The utterances with what tells the ear where a quotation begins and where it ends."""
    heard = list[Utterance]()
    for number, found in groupby(utterances, key=lambda said: said.quotation):
        quotation = list(found)
        if number is not None and cues.quotations == "earcon":
            quotation[0] = replace(quotation[0], opens=True)
            quotation[-1] = replace(quotation[-1], closes=True)
        elif number is not None and cues.quotations == "spoken":
            opening = _beside(quotation[0], "quote")
            quotation = [opening, *quotation, _beside(quotation[-1], "end_quote")]
        heard += quotation
    return heard


def _beside(said: Utterance, key: str) -> Utterance:
    """An announcement before or after a quotation's utterance, of the same block."""
    return replace(
        said,
        role=Role.ANNOUNCEMENT,
        text="",
        spoken=announcement(key, said.language),
        end=said.start,
        speaker=None,
        quotation=None,
    )


def _said(
    block: Block, place: Utterance, quotations: list[tuple[int, Quotation]], lexicon: Lexicon
) -> Iterator[Utterance]:
    """The utterances of one block: its quotations, and the sentences around them."""
    for start, end, said in _joined(block.text, list(_pieces(block, place, quotations))):
        text = block.text[start:end]
        say = spoken_place if said.role is Role.DATELINE else spoken
        words = say(text, said.language, lexicon)
        yield replace(
            said,
            text=text,
            spoken=_closed(words, said.role),
            start=start,
            end=end,
            sounds=lexicon.sounds(words, said.language),
        )


def _closed(words: str, role: Role) -> str:
    """A heading or a label is said like a sentence: with a full stop."""
    alone = role not in (Role.NARRATION, Role.QUOTATION)
    return f"{words}." if alone and words and not words.endswith(_ENDS) else words


def _pieces(
    block: Block, place: Utterance, quotations: list[tuple[int, Quotation]]
) -> Iterator[tuple[int, int, Utterance]]:
    done = 0
    for number, quotation in quotations:
        yield from _sentences(block.text, done, quotation.start, place)
        quoted = replace(place, role=Role.QUOTATION, speaker=quotation.speaker, quotation=number)
        yield from _sentences(block.text, quotation.start, quotation.end, quoted)
        done = quotation.end
    yield from _sentences(block.text, done, len(block.text), place)


def _sentences(
    text: str, start: int, end: int, said: Utterance
) -> Iterator[tuple[int, int, Utterance]]:
    for first, last in sentences(text[start:end], said.language):
        yield start + first, start + last, said


def _joined(
    text: str, pieces: list[tuple[int, int, Utterance]]
) -> Iterator[tuple[int, int, Utterance]]:
    """The pieces, each without a word of its own joined to the one before it, or after it."""
    held: tuple[int, int, Utterance] | None = None
    for start, end, said in pieces:
        if held is None:
            held = (start, end, said)
        elif not _has_words(text[start:end]):
            held = (held[0], end, held[2])
        elif not _has_words(text[held[0] : held[1]]):
            held = (held[0], end, said)
        else:
            yield held
            held = (start, end, said)
    if held:
        yield held


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _with_pauses(utterances: list[Utterance], settings: Settings) -> Iterator[Utterance]:
    for said, following in zip(utterances, [*utterances[1:], None], strict=True):
        pause = _pause(said, following, settings.pauses)
        if settings.cues.quotations == "pause" and _quotation_changes(said, following):
            pause = max(pause, settings.cues.pause)
        if following is None or (said.block, said.role) != (following.block, following.role):
            pause = max(pause, settings.roles.of(said.role).pause)
        yield replace(said, pause=pause)


def _quotation_changes(said: Utterance, following: Utterance | None) -> bool:
    return following is not None and said.quotation != following.quotation


def _pause(said: Utterance, following: Utterance | None, pauses: Pauses) -> float:
    if following is None:
        return pauses.section
    if following.section != said.section:
        return pauses.section
    if following.block != said.block:
        return pauses.heading if said.role in _HEADINGS else pauses.paragraph
    ends = said.text.rstrip(_CLOSING).endswith(_ENDS) or said.role is Role.ANNOUNCEMENT
    changes = (said.role, said.speaker) != (following.role, following.speaker)
    return max(pauses.sentence if ends else 0, pauses.quotation if changes else 0)
