"""A bulletin: several articles put together into one edition, with its contents spoken first.

Each article is attributed and written by itself, with its own people and pronunciations.  Joined
they are one article and one script, so that all that comes after knows no difference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audionews.errors import ArticleError, SettingsError
from audionews.model import (
    Article,
    Attributions,
    Block,
    BlockKind,
    Person,
    Role,
    Script,
    Utterance,
)
from audionews.settings import Settings
from audionews.spoken import Lexicon, announcement, lexicon_for, spoken

_LEVELS = {BlockKind.HEADLINE: 1, BlockKind.SUBHEADING: 2}
"""The depth of an article's headings that have none of their own; in a bulletin it is one more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """What a bulletin is to be made of: a kind of source, beside a file and an address.

    Raises:
        SettingsError: the title has no words.
        ArticleError: there are no sources.
    """

    title: str
    """Its headline and its first words; its folder is called after it."""
    sources: tuple[str | Path, ...]
    """Each may hold several articles; all go in, in their order."""

    def __post_init__(self) -> None:
        """Sees that something can be made of it."""
        if not any(character.isalnum() for character in self.title):
            raise SettingsError(f"{self.title!r} is no title; give the edition one with words")
        if not self.sources:
            raise ArticleError(f"there is no article for “{self.title}”; name one or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An article, who says what in it, and its script."""

    article: Article
    attributions: Attributions
    script: Script
    notes: tuple[str, ...] = ()
    """What the producer said of it in vain."""


def join(title: str, parts: Sequence[Written], settings: Settings) -> Written:
    """One article and one script of all parts, in their order.

    Each article begins a section of level 1, its sub-headings those of level 2.  Who has the same
    full name in two articles is one person; who is known by one name only is somebody else.

    Args:
        title: the bulletin's: its headline and first words.
        parts: at least one.
        settings: the pauses, and the language of the title; unset, it is the first article's.
    """
    language = settings.show.language or parts[0].article.language
    article = _headed(title, language)
    lexicon = lexicon_for(article, settings)
    whole = Written(
        article=article,
        attributions=Attributions(),
        script=Script(
            title=title,
            language=language,
            sections=(title,),
            levels=(1,),
            utterances=tuple(_contents(article, parts, lexicon, settings)),
        ),
    )
    for number, part in enumerate(parts, 1):
        whole = _joined(whole, _told_apart(part, whole.attributions, number))
    return whole


def _headed(title: str, language: str) -> Article:
    headline = Block(kind=BlockKind.HEADLINE, text=title, reason="the bulletin's title")
    return Article(blocks=(headline,), language=language)


def _contents(
    article: Article, parts: Sequence[Written], lexicon: Lexicon, settings: Settings
) -> Iterator[Utterance]:
    """The title, and every headline in the words and the voice in which it will be said again."""
    title, language, pauses = article.headline, article.language, settings.pauses
    said = Utterance(
        role=Role.HEADLINE,
        text=title,
        spoken=_stopped(spoken(title, language, lexicon)),
        block=0,
        end=len(title),
        language=language,
        pause=pauses.heading,
    )
    yield said
    added = replace(said, role=Role.ANNOUNCEMENT, text="", block=-1, end=0)
    for key in ("opening", "contents") if settings.cues.opening else ("contents",):
        yield replace(added, spoken=announcement(key, language), pause=pauses.paragraph)
    headlines = [line for part in parts for line in _headline(part, lexicon)]
    for number, line in enumerate(headlines, 1):
        pause = pauses.paragraph if number < len(headlines) else pauses.section
        yield replace(added, spoken=line.spoken, language=line.language, pause=pause)


def _headline(part: Written, lexicon: Lexicon) -> list[Utterance]:
    """What is said of an article in the contents: its headline, or its first words."""
    said = part.script.utterances
    headline = [line for line in said if line.role is Role.HEADLINE]
    if headline:
        return headline
    words = spoken(part.script.title, said[0].language, lexicon)
    return [replace(said[0], spoken=_stopped(words))]


def _stopped(words: str) -> str:
    return f"{words}." if words[-1:].isalnum() else words


def _told_apart(part: Written, known: Attributions, number: int) -> Written:
    """The part with the names under which its people are known in the whole bulletin."""
    names = {
        person.name: _name(person, known.person(person.name), number)
        for person in part.attributions.people
    }
    return replace(
        part,
        attributions=Attributions(
            people=tuple(
                replace(person, name=names[person.name]) for person in part.attributions.people
            ),
            quotations=tuple(
                replace(quotation, speaker=names.get(quotation.speaker or "", quotation.speaker))
                for quotation in part.attributions.quotations
            ),
        ),
        script=replace(
            part.script,
            utterances=tuple(
                replace(line, speaker=names.get(line.speaker or "", line.speaker))
                for line in part.script.utterances
            ),
        ),
    )


def _name(person: Person, namesake: Person | None, number: int) -> str:
    """The person's name; with the article's number, where it is another person's already."""
    if namesake is None or _same(person, namesake):
        return person.name
    return f"{person.name} ({number})"


def _same(one: Person, other: Person) -> bool:
    """Whether two people of one name are one person: the name is full, and the sex no other."""
    return " " in one.name and (one.sex == other.sex or not (one.sex and other.sex))


def _joined(whole: Written, part: Written) -> Written:
    block, quotation = len(whole.article.blocks), len(whole.attributions.quotations)
    section = len(whole.script.sections)
    moved = (
        replace(
            line,
            block=line.block + block if line.block >= 0 else line.block,
            section=line.section + section,
            quotation=None if line.quotation is None else line.quotation + quotation,
        )
        for line in part.script.utterances
    )
    return Written(
        article=_articles(whole.article, part.article),
        attributions=Attributions(
            people=tuple(_people(whole.attributions.people, part.attributions.people)),
            quotations=(
                *whole.attributions.quotations,
                *(replace(q, block=q.block + block) for q in part.attributions.quotations),
            ),
        ),
        script=replace(
            whole.script,
            sections=whole.script.sections + part.script.sections,
            levels=(*whole.script.levels, 1, *[2] * (len(part.script.sections) - 1)),
            utterances=(*whole.script.utterances, *moved),
            left_out=(
                *whole.script.left_out,
                *(replace(line, block=line.block + block) for line in part.script.left_out),
            ),
        ),
        notes=whole.notes + part.notes,
    )


def _people(people: Sequence[Person], more: Sequence[Person]) -> Iterator[Person]:
    """All people, once each, with what all articles tell of them."""
    found = {person.name: person for person in more}
    for person in people:
        other = found.pop(person.name, person)
        yield replace(
            person,
            forms=tuple(dict.fromkeys((*person.forms, *other.forms))),
            sex=person.sex or other.sex,
            description=person.description or other.description,
        )
    yield from found.values()


def _articles(whole: Article, article: Article) -> Article:
    members = (*whole.members, article)
    publications = {member.publication for member in members}
    return replace(
        whole,
        blocks=(*whole.blocks, *(_lower(block, article, whole) for block in article.blocks)),
        authors=tuple(dict.fromkeys((*whole.authors, *article.authors))),
        date=max(whole.date, article.date),
        publication=article.publication if len(publications) == 1 else "",
        source=", ".join(member.url or member.source for member in members),
        members=members,
    )


def _lower(block: Block, article: Article, whole: Article) -> Block:
    """The block as it stands in a bulletin: headings one level lower, in its own language."""
    language = block.language or article.language
    level = block.level
    if block.kind in _LEVELS:
        level = max(level, _LEVELS[block.kind]) + 1
    return replace(block, level=level, language="" if language == whole.language else language)
