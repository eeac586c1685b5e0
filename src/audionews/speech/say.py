"""Says a script: what the store holds is not said again, the rest by several engines at once."""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from audionews.model import Cast, Clip, Script
from audionews.speech import store as clips
from audionews.speech.engine import Line, Sound, TakesSounds, find, load
from audionews.speech.store import Store

if TYPE_CHECKING:  # workers import this room, and have no settings to read
    from audionews.settings import Speech
    from audionews.speech.crew import Crew

Hear = Callable[[Clip, bytes], None]
"""Is given each clip with its samples, once, in any order."""

CLIPS_A_WORKER = 4
"""Fewer are not worth the start of one more process."""
AHEAD = 4
"""Clips a worker that are asked for before one is taken; each waits in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the utterances of a script sound like."""

    clips: tuple[Clip, ...]
    """One for each utterance, in order."""
    said_anew: tuple[int, ...]
    """Indexes of the utterances that were not in the store."""


def clip_keys(script: Script, cast: Cast) -> tuple[str, ...]:
    """What the clip of each utterance is called in a store, in order.

    Raises:
        SpeechError: an engine is unknown.
    """
    return _keys(_lines(script, cast))


def _keys(lines: Sequence[Line]) -> tuple[str, ...]:
    versions = {name: load(name).version for name in {line.voice.engine for line in lines}}
    return tuple(
        clips.key(
            line.voice.engine, versions[line.voice.engine], line.voice, line.text, line.sounds
        )
        for line in lines
    )


def absent(keys: Sequence[str], store: Store) -> tuple[int, ...]:
    """The indexes of the clips that the store does not hold whole."""
    missing = {key for key in set(keys) if store.read(key) is None}
    return tuple(index for index, key in enumerate(keys) if key in missing)


def say(
    script: Script,
    cast: Cast,
    store: Store,
    settings: "Speech",
    progress: Callable[[int, int], None] = lambda *_: None,
    *,
    hear: Hear = lambda *_: None,
    crew: "AbstractContextManager[Crew] | None" = None,
) -> Said:
    """The clip of every utterance, each of them whole and in the store.

    Args:
        script: what is said.
        cast: who says it; the voices name their engines.
        store: where clips are looked for and kept.
        settings: how many engines work at a time, and how long one may take for a clip.
        progress: called with the number of clips made, and the number that are to be made.
        hear: given every clip, while others are still being said.
        crew: the workers that say the lines, where some are there; their block is left.

    Raises:
        SpeechError: an engine or a voice is unknown, or an engine failed twice at the same words.
        OutputError: the store cannot be written to.
    """
    lines = _lines(script, cast)
    keys = _keys(lines)
    made, wanted = dict[str, Clip](), dict[str, Line]()
    for key, line in dict(zip(keys, lines, strict=True)).items():
        if sound := store.use(key):
            made[key] = clips.described(key, sound)
            hear(made[key], sound.samples)
        else:
            wanted[key] = line
    with closing(_sounds(wanted, settings, crew)) as sounds:
        for number, (key, sound) in enumerate(sounds, start=1):
            made[key] = store.write(key, sound)
            hear(made[key], sound.samples)
            progress(number, len(wanted))
    anew = tuple(index for index, key in enumerate(keys) if key in wanted)
    return Said(clips=tuple(made[key] for key in keys), said_anew=anew)


def expected(settings: "Speech", workers: int | None = None) -> "Crew":
    """Workers that start now, to be ready when there is a script for ``say``.

    Args:
        settings: their engine, and how long one may take for a clip.
        workers: how many start now; None for as many as there are to be at most.

    Raises:
        SpeechError: the engine is unknown.
    """
    from audionews.speech.crew import Crew  # noqa: PLC0415 - workers do without it

    find(settings.engine)  # before there is anything to clear away
    cores = _cores(settings)
    workers = workers or cores
    crew = Crew(settings.timeout, threads=max(cores // workers, 1))
    crew.expect(settings.engine, workers)
    return crew


def _cores(settings: "Speech") -> int:
    return settings.jobs or os.cpu_count() or 1


def _lines(script: Script, cast: Cast) -> list[Line]:
    engines = {name: load(name) for name in {part.voice.engine for part in cast.parts}}
    lines = []
    for said in script.utterances:
        voice = cast.part(said).voice
        sounds = said.sounds if isinstance(engines[voice.engine], TakesSounds) else ()
        lines.append(Line(text=said.spoken, voice=voice, sounds=sounds))
    return lines


def _sounds(
    lines: dict[str, Line], settings: "Speech", ready: "AbstractContextManager[Crew] | None"
) -> Generator[tuple[str, Sound], None, None]:
    """Each line's sound as it is made, the longest lines begun first."""
    if not lines:
        return
    from concurrent.futures import (  # noqa: PLC0415 - workers do without both
        FIRST_COMPLETED,
        Future,
        ThreadPoolExecutor,
        wait,
    )

    from audionews.speech.crew import Crew  # noqa: PLC0415

    cores = _cores(settings)
    jobs = min(cores, -(-len(lines) // CLIPS_A_WORKER))
    longest_first = sorted(lines, key=lambda key: len(lines[key].text), reverse=True)
    waiting, futures = iter(longest_first), dict[Future[Sound], str]()
    hired = ready or Crew(settings.timeout, threads=cores // jobs)
    with ThreadPoolExecutor(jobs) as threads, hired as team:
        try:
            while True:
                for key in islice(waiting, AHEAD * jobs - len(futures)):
                    futures[threads.submit(team.say, lines[key])] = key
                if not futures:
                    return
                for future in wait(futures, return_when=FIRST_COMPLETED).done:
                    yield futures.pop(future), future.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
