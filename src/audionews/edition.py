"""The pipeline: from an article to a folder that holds its edition.

    read -> attribute -> write (-> join) -> cast -> say -> arrange -> master -> publish

``prepare`` goes as far as the cast; a bulletin joins several articles into one on the way.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from audionews import audio, casting, changes, speech
from audionews.bulletin import Bulletin
from audionews.changes import Changes, Rendition
from audionews.errors import OutputError
from audionews.folder import locked, staged, whole
from audionews.model import Cast, Chapter, Clip, Edition, Loudness, Script, Voice
from audionews.prepare import Prepared, editions, prepare
from audionews.publish import record
from audionews.settings import Settings
from audionews.speech.crew import Crew

__all__ = [
    "RECORD",
    "Bulletin",
    "Foreseen",
    "Made",
    "Prepared",
    "Progress",
    "foresee",
    "make",
    "make_prepared",
    "prepare",
    "rendition",
]

RECORD = record.RECORD

Progress = Callable[[str, int, int], None]
"""Told of each step: the stage's name, how much is done, and of how much."""


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
    for slug, prepared in editions(source, settings, fetch=fetch):
        folder = out / slug
        with _crew(settings, folder, source) as crew:
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
    for slug, thought_out in editions(source, settings, fetch=fetch):
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


def _crew(
    settings: Settings, folder: Path, source: str | Path | Bulletin
) -> AbstractContextManager[Crew | None]:
    """Workers that start while the script is being written, where there will be things to say."""
    kept = folder / RECORD
    if not kept.exists():
        return speech.expected(settings.speech)
    if not isinstance(source, Bulletin) and _is_newer(Path(source), kept):
        return speech.expected(settings.speech, workers=1)
    return nullcontext()


def _is_newer(source: Path, kept: Path) -> bool:
    try:
        return source.stat().st_mtime > kept.stat().st_mtime
    except OSError:  # standard input, or an address
        return False


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
    with locked(folder, store, wait) as own:
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
    said, heard = _said(prepared, settings, store, progress, crew)
    edition = Edition(
        article=prepared.article,
        attributions=prepared.attributions,
        script=prepared.script,
        cast=prepared.cast,
        programme=audio.arrange(prepared.script, said.clips, audio.frame(settings.mastering)),
    )
    with staged(folder) as staging, ThreadPoolExecutor(1) as aside:
        mp3 = staging / f"{folder.name}.mp3"
        drafting = aside.submit(_drafted, edition, settings, mp3.stem, said.clips, store)
        loudness = _mastered(edition, said.clips, heard, settings, store, mp3, progress)
        progress("publishing", 0, 1)
        publish, faults = drafting.result()
        kept = record.edition_json(
            edition,
            loudness,
            settings,
            publish(mp3),
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
        chapters=edition.programme.chapters,
        duration=edition.programme.duration,
        loudness=loudness,
        said_anew=said.said_anew,
        unchanged=False,
        notes=faults,
    )


def _said(
    prepared: Prepared,
    settings: Settings,
    store: speech.Store,
    progress: Progress,
    crew: AbstractContextManager[Crew] | None,
) -> tuple[speech.Said, audio.Blocks]:
    """The clips, and how loud they are."""
    with audio.meter(store) as meter:
        said = speech.say(
            prepared.script,
            prepared.cast,
            store,
            settings.speech,
            _stage(progress, "speaking"),
            hear=meter.hear,
            crew=crew,
        )
        return said, meter.heard(said.clips, _voices(prepared.script, prepared.cast))


def _mastered(
    edition: Edition,
    clips: tuple[Clip, ...],
    heard: audio.Blocks,
    settings: Settings,
    store: speech.Store,
    mp3: Path,
    progress: Progress,
) -> Loudness:
    material = audio.Material(
        programme=edition.programme,
        clips=clips,
        voices=_voices(edition.script, edition.cast),
        read=partial(_samples, store),
        jobs=settings.speech.jobs or os.cpu_count() or 1,
    )
    return audio.master(
        material,
        heard,
        settings.mastering,
        mp3,
        store,
        lambda share: progress("mastering", round(share * 100), 100),
        m4b=settings.output.m4b,
    )


def _voices(script: Script, cast: Cast) -> list[Voice]:
    return [cast.part(said).voice for said in script.utterances]


def _drafted(
    edition: Edition,
    settings: Settings,
    name: str,
    clips: tuple[Clip, ...],
    store: speech.Store,
) -> tuple[Callable[[Path], dict[str, Path]], tuple[str, ...]]:
    """What publishes the MP3 with all else, made while it is encoded; and what sounds faulty."""
    from audionews.publish import outputs  # noqa: PLC0415 - loads its libraries meanwhile, too

    longest = max(said.pause for said in edition.script.utterances) + audio.LONGER
    survey = audio.survey(edition.programme, clips, partial(_samples, store), longest)
    drafted = outputs.drafts(edition, settings, name, survey.levels)
    return partial(outputs.publish, edition, settings, drafted), tuple(map(str, survey.faults))


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
    if kept.get("plan") != prepared.plan or not whole(folder, kept):
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


def _stage(progress: Progress, name: str) -> Callable[[int, int], None]:
    return lambda done, total: progress(name, done, total)
