"""The pipeline: from an article to a folder that holds its edition.

    read -> attribute -> write (-> join) -> cast -> say -> arrange -> master -> publish

Everything is made in a staging folder inside the edition's own.  Only when the edition is
complete does each file take its place, the record ``edition.json`` last, so that an earlier
edition stays whole until then; a record that does not fit its files is never taken for one.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from audionews import audio, bulletin, casting, changes, quotes, script, speech
from audionews.article import read_with_notes
from audionews.article.reading import Reading
from audionews.article.sidefile import SideFile
from audionews.bulletin import Bulletin, Written
from audionews.changes import Changes, Rendition
from audionews.errors import OutputError
from audionews.model import Article, Attributions, Cast, Chapter, Clip, Edition, Loudness, Script
from audionews.publish import draw, names, publish, record, waveform
from audionews.settings import Settings
from audionews.speech.crew import Crew
from audionews.spoken import lexicon_for

RECORD = record.RECORD
_STAGING = ".new"

Progress = Callable[[str, int, int], None]
"""Told of each step: the stage's name, how much is done, and of how much."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What ``make`` did for one article."""

    folder: Path
    slug: str
    script: Script
    cast: Cast
    chapters: tuple[Chapter, ...]
    duration: float
    loudness: Loudness
    said_anew: tuple[int, ...]
    """The utterances whose sound was made; the others' was in the store."""
    unchanged: bool
    """Nothing had changed, and nothing was written."""
    notes: tuple[str, ...] = ()
    """What the producer said of the article in vain: overrides that match nothing."""
    changes: Changes = field(default_factory=Changes)
    """What differs from the edition that stood there before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What ``make`` would do for one article."""

    folder: Path
    script: Script
    to_say: tuple[int, ...]
    """The utterances whose sound is not in the store."""
    unchanged: bool
    notes: tuple[str, ...]
    changes: Changes


def make(
    source: str | Path | Bulletin,
    settings: Settings,
    out: Path,
    *,
    fetch: bool = False,
    store: speech.Store | None = None,
    progress: Progress = lambda *_: None,
) -> Iterator[Made]:
    """The editions of an article, or of each article of a feed or book, one after the other.

    Args:
        source: a file's path, "-" for standard input, or with ``fetch`` a web address; a bulletin
            of such sources is one edition of all their articles.
        out: the folder in which each edition gets a folder of its own.
        fetch: whether a web address may be read from the web.

    Raises:
        AudionewsError: its message says what is wrong, where, and what to type next.
    """
    store = store or speech.Store(speech.default_root())
    for slug, prepared in _articles(source, settings, fetch=fetch):
        folder = out / slug
        with _crew(settings, folder) as crew:
            made = make_prepared(prepared(), settings, folder, store, progress=progress, crew=crew)
        yield made


def foresee(
    source: str | Path | Bulletin,
    settings: Settings,
    out: Path,
    *,
    fetch: bool = False,
    store: speech.Store | None = None,
) -> Iterator[Foreseen]:
    """What ``make`` would do with the same arguments; nothing is said, and nothing written."""
    store = store or speech.Store(speech.default_root())
    for slug, thought_out in _articles(source, settings, fetch=fetch):
        prepared = thought_out()
        now = rendition(prepared, settings)
        unchanged = _unchanged(prepared, out / slug) is not None
        to_say = () if unchanged else speech.absent([line.key for line in now.lines], store)
        yield Foreseen(
            folder=out / slug,
            script=prepared.script,
            to_say=to_say,
            unchanged=unchanged,
            notes=prepared.notes,
            changes=changes.compare(changes.kept(out / slug), now, to_say),
        )


def rendition(prepared: Prepared, settings: Settings) -> Rendition:
    """The prepared edition as it is compared with others."""
    made_with = {settings.speech.engine: prepared.engine_version}
    return changes.planned(prepared.article, prepared.script, prepared.cast, settings, made_with)


def _articles(
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
    return _cast(_written(article, settings, side or SideFile(), where), settings)


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
    prepared = _cast(bulletin.join(title, parts, settings), settings)
    in_vain = (str(note) for reading in readings for note in reading.notes)
    return replace(prepared, notes=(*in_vain, *prepared.notes))


def _written(article: Article, settings: Settings, side: SideFile, where: str) -> Written:
    attributions, notes = quotes.overrule(quotes.attribute(article), side, where=where)
    if settings.reading.strict:
        least = settings.reading.min_confidence
        quotes.demand_speakers(article, attributions, min_confidence=least, where=where)
    return Written(
        article=article,
        attributions=attributions,
        script=script.write(article, attributions, settings, lexicon_for(article, settings)),
        notes=notes,
    )


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


def _crew(settings: Settings, folder: Path) -> AbstractContextManager[Crew | None]:
    """Where there is no edition yet, workers that start while its script is being written."""
    return nullcontext() if (folder / RECORD).exists() else speech.expected(settings.speech)


def make_prepared(
    prepared: Prepared,
    settings: Settings,
    folder: Path,
    store: speech.Store,
    *,
    wait: float = 0,
    progress: Progress = lambda *_: None,
    crew: AbstractContextManager[Crew] | None = None,
) -> Made:
    """The edition of an article that is prepared, in the folder that is its own.

    Args:
        wait: seconds to wait for another program that makes this edition.
        crew: workers that were started in advance.

    Raises:
        AudionewsError: as ``make``.
    """
    casting.remember(prepared.cast, settings.speech)
    with _locked(folder, store, wait) as own:
        before = changes.kept(folder)
        made = _unchanged(prepared, folder) or _made(
            prepared, settings, folder, own, progress, crew
        )
    differ = changes.compare(before, rendition(prepared, settings), made.said_anew)
    return replace(made, notes=(*prepared.notes, *made.notes), changes=differ)


def _made(
    prepared: Prepared,
    settings: Settings,
    folder: Path,
    store: speech.Store,
    progress: Progress,
    crew: AbstractContextManager[Crew] | None,
) -> Made:
    with audio.meter() as meter:
        said = speech.say(
            prepared.script,
            prepared.cast,
            store,
            settings.speech,
            _stage(progress, "speaking"),
            hear=meter.hear,
            crew=crew,
        )
        voices = [prepared.cast.part(line).voice for line in prepared.script.utterances]
        heard = meter.heard(said.clips, voices)
    programme = audio.arrange(prepared.script, said.clips)
    edition = Edition(
        article=prepared.article,
        attributions=prepared.attributions,
        script=prepared.script,
        cast=prepared.cast,
        programme=programme,
    )
    with _staged(folder) as staging, ThreadPoolExecutor(1) as aside:
        mp3 = staging / f"{folder.name}.mp3"
        cover = aside.submit(draw, edition, settings)  # while ffmpeg has the other core
        look = aside.submit(_looked_at, edition, said.clips, store)
        loudness = audio.master(
            programme,
            voices,
            partial(audio.stitch, programme, said.clips, lambda clip: _samples(store, clip)),
            heard,
            settings.mastering,
            mp3,
            lambda share: progress("mastering", round(share * 100), 100),
        )
        progress("publishing", 0, 1)
        picture, faults = look.result()
        files = publish(edition, settings, mp3, cover.result(), picture)
        kept = record.edition_json(
            edition,
            loudness,
            settings,
            files,
            said.clips,
            plan=prepared.plan,
            engine_version=prepared.engine_version,
        )
        (staging / RECORD).write_bytes(kept)
    return Made(
        folder=folder,
        slug=folder.name,
        script=prepared.script,
        cast=prepared.cast,
        chapters=programme.chapters,
        duration=programme.duration,
        loudness=loudness,
        said_anew=said.said_anew,
        unchanged=False,
        notes=faults,
    )


def _looked_at(
    edition: Edition, clips: tuple[Clip, ...], store: speech.Store
) -> tuple[str, tuple[str, ...]]:
    """The picture of the sound, and what a listener would hear as a fault."""
    longest = max(said.pause for said in edition.script.utterances) + audio.LONGER
    survey = audio.survey(edition.programme, clips, lambda clip: _samples(store, clip), longest)
    return waveform(edition, survey.levels), tuple(map(str, survey.faults))


def _samples(store: speech.Store, clip: Clip) -> bytes:
    sound = store.read(clip.key)
    if sound is None:
        raise OutputError(
            f"{store.path(clip.key)}: the clip was damaged or deleted meanwhile; type it again"
        )
    return sound.samples


def _unchanged(prepared: Prepared, folder: Path) -> Made | None:
    """The edition that stands, if it was made to the same plan and every file of it is whole."""
    kept = record.read(folder)
    if kept.get("plan") != prepared.plan or not _whole(folder, kept):
        return None
    return standing(prepared, kept, folder)


def standing(prepared: Prepared, kept: dict[str, Any], folder: Path) -> Made:
    """What is told of an edition that stands as it is wanted, by its record."""
    return Made(
        folder=folder,
        slug=folder.name,
        script=prepared.script,
        cast=prepared.cast,
        chapters=msgspec.convert(kept["chapters"], tuple[Chapter, ...]),
        duration=kept["duration"],
        loudness=msgspec.convert(kept["loudness"], Loudness),
        said_anew=(),
        unchanged=True,
    )


def _whole(folder: Path, kept: dict[str, Any]) -> bool:
    try:
        return all(
            record.fingerprint(folder / name) == print_ for name, print_ in kept["files"].items()
        )
    except (OSError, KeyError):
        return False


@contextmanager
def _locked(folder: Path, store: speech.Store, wait: float = 0) -> Iterator[speech.Store]:
    """The store, while no other audionews can make the same edition.

    Its half-written clips have a folder that goes with the lock: after a run that was killed, the
    next one sweeps it.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - half the start-up time of --help

    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()
    scratch, lock = store.root / "writing" / name, FileLock(store.root / "locks" / f"{name}.lock")
    try:
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise OutputError(
            f"{folder}: another audionews is making this edition; wait for it and type it again"
        ) from error
    except OSError as error:
        raise store.unwritable(error) from error
    try:
        shutil.rmtree(scratch, ignore_errors=True)
        yield replace(store, scratch=scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        lock.release()


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """A staging folder whose files take their places when all is done, the record last."""
    staging = folder / _STAGING
    try:
        shutil.rmtree(staging, ignore_errors=True)  # of a run that was killed
        staging.mkdir(parents=True)
        yield staging
        _take_places(staging, folder)
    except OSError as error:
        raise OutputError(
            f"{error.filename or folder}: {error.strerror}; "
            "free some space or name another folder with -o"
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        with suppress(OSError):  # it holds an edition, or a producer's own files
            folder.rmdir()


def _take_places(staging: Path, folder: Path) -> None:
    before = set(record.read(folder).get("files", ()))
    made = {path.name for path in staging.iterdir()}
    for name in sorted(made - {RECORD}):
        (staging / name).replace(folder / name)
    for name in before - made:
        (folder / name).unlink(missing_ok=True)
    (staging / RECORD).replace(folder / RECORD)


def _stage(progress: Progress, name: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(name, done, total)
