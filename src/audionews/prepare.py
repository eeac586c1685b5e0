"""Preparing an edition: all that is decided about an article before a word of it is said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec

from audionews import bulletin, casting, quotes, script, speech
from audionews.article import read_with_notes
from audionews.article.reading import Reading
from audionews.article.sidefile import SideFile
from audionews.bulletin import Bulletin, Written
from audionews.model import Article, Attributions, Cast, Script
from audionews.publish import names, record
from audionews.retouch import retouch
from audionews.settings import Settings
from audionews.spoken import lexicon_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article with everything decided and nothing said yet."""

    article: Article
    attributions: Attributions
    script: Script
    cast: Cast
    engine_version: str
    plan: str
    """Equal plans give equal editions."""
    notes: tuple[str, ...] = ()
    """What the producer said in vain, and what an engine has too little of."""


def editions(
    source: str | Path | Bulletin, settings: Settings, *, fetch: bool
) -> Iterator[tuple[str, Callable[[], Prepared]]]:
    """The name of each edition's folder, and what prepares the edition."""
    sources = source.sources if isinstance(source, Bulletin) else (source,)
    readings = [
        read_with_notes(one, language=settings.show.language, fetch=fetch) for one in sources
    ]
    if isinstance(source, Bulletin):
        yield names.safe(source.title), partial(_put_together, source.title, settings, readings)
        return
    for article in readings[0].articles:
        slug = names.slug(article, alone=len(readings[0].articles) == 1)
        yield slug, partial(_thought_out, article, settings, readings[0])


def prepare(
    article: Article, settings: Settings, side: SideFile | None = None, *, where: str = ""
) -> Prepared:
    """Who says what in which voice; no sound is made.

    Args:
        side: what the producer says of quotations and people.
        where: the name of the file in which the producer says so.
    """
    side = side or SideFile()
    return _cast(_written(article, settings, side, where), _as_cast(settings, side))


def _thought_out(article: Article, settings: Settings, reading: Reading) -> Prepared:
    prepared = prepare(article, settings, reading.side, where=reading.where)
    return replace(prepared, notes=(*map(str, reading.notes), *prepared.notes))


def _put_together(title: str, settings: Settings, readings: Sequence[Reading]) -> Prepared:
    """A bulletin of the articles, each written by itself; who reads them is said once."""
    cues = msgspec.structs.replace(settings.cues, opening=False)
    quiet = msgspec.structs.replace(settings, cues=cues)
    parts = [
        _written(article, quiet, reading.side, reading.where)
        for reading in readings
        for article in reading.articles
    ]
    people = tuple(person for reading in readings for person in reading.side.people)
    cast_as = _as_cast(settings, SideFile(people=people))
    prepared = _cast(bulletin.join(title, parts, settings), cast_as)
    in_vain = (str(note) for reading in readings for note in reading.notes)
    return replace(prepared, notes=(*in_vain, *prepared.notes))


def _written(article: Article, settings: Settings, side: SideFile, where: str) -> Written:
    attributions, notes = quotes.overrule(quotes.attribute(article), side, where=where)
    if settings.reading.strict:
        least = settings.reading.min_confidence
        quotes.demand_speakers(article, attributions, min_confidence=least, where=where)
    lexicon = lexicon_for(article, settings)
    written = script.write(article, attributions, settings, lexicon)
    said, more = retouch(written, article, side.sentences, lexicon, where=where)
    return Written(article=article, attributions=attributions, script=said, notes=(*notes, *more))


def _as_cast(settings: Settings, side: SideFile) -> Settings:
    """The settings with the voices that the producer chose for this article."""
    voices = {person.name: person.voice for person in side.people if person.voice}
    if not voices and not side.article.narrator:
        return settings
    speech_ = msgspec.structs.replace(
        settings.speech,
        narrator=side.article.narrator or settings.speech.narrator,
        voices={**settings.speech.voices, **voices},
    )
    return msgspec.structs.replace(settings, speech=speech_)


def _cast(written: Written, settings: Settings) -> Prepared:
    article, attributions, said = written.article, written.attributions, written.script
    engine = speech.load(settings.speech.engine)
    voices = engine.voices()
    cast = casting.cast(said, attributions, voices, settings.speech, casting.kept(settings.speech))
    cast = casting.direct(cast, said, voices, settings.roles)
    return Prepared(
        article=article,
        attributions=attributions,
        script=said,
        cast=cast,
        engine_version=engine.version,
        plan=record.plan(article, attributions, said, cast, settings, engine.version),
        notes=(*written.notes, *cast.notes),
    )
