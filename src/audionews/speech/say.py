"""Says a script: what the store holds is not said again, the rest by several engines at once."""

import os
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.model import Cast, Clip, Script, Utterance, Voice
from audionews.speech import store as clips
from audionews.speech.engine import Engine, Line, Sound, TakesSounds, find, make
from audionews.speech.store import Store

if TYPE_CHECKING:  # workers import this room, and have no settings to read
    from audionews.settings import Speech

CLIPS_A_WORKER = 4
"""Fewer are not worth the start of one more process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the utterances of a script sound like."""

    clips: tuple[Clip, ...]
    """One for each utterance, in order."""
    said_anew: tuple[int, ...]
    """Indexes of the utterances that were not in the store."""


def say(
    script: Script,
    cast: Cast,
    store: Store,
    settings: "Speech",
    progress: Callable[[int, int], None] | None = None,
) -> Said:
    """The clip of every utterance, each of them whole and in the store.

    Args:
        script: what is said.
        cast: who says it; the voices name their engines.
        store: where clips are looked for and kept.
        settings: how many engines work at a time, and how long one may take for a clip.
        progress: called with the number of clips made, and the number that are to be made.

    Raises:
        SpeechError: an engine or a voice is unknown, or an engine failed twice at the same words.
        OutputError: the store cannot be written to.
    """
    voices = [cast.part(said).voice for said in script.utterances]
    where = {name: find(name) for name in {voice.engine for voice in voices}}
    engines = {name: make(place) for name, place in where.items()}
    lines = [
        _line(said, voice, engines[voice.engine])
        for said, voice in zip(script.utterances, voices, strict=True)
    ]
    versions = {name: engine.version for name, engine in engines.items()}
    keys = [
        clips.key(
            line.voice.engine, versions[line.voice.engine], line.voice, line.text, line.sounds
        )
        for line in lines
    ]
    made = {key: clip for key in set(keys) if (clip := store.whole(key))}
    wanted = {key: line for key, line in zip(keys, lines, strict=True) if key not in made}
    anew = tuple(index for index, key in enumerate(keys) if key in wanted)
    with closing(_sounds(wanted, where, settings)) as sounds:
        for number, (key, sound) in enumerate(sounds, start=1):
            made[key] = store.write(key, sound)
            if progress is not None:
                progress(number, len(wanted))
    return Said(clips=tuple(made[key] for key in keys), said_anew=anew)


def _line(said: Utterance, voice: Voice, engine: Engine) -> Line:
    sounds = said.sounds if isinstance(engine, TakesSounds) else ()
    return Line(text=said.spoken, voice=voice, sounds=sounds)


def _sounds(
    lines: dict[str, Line], engines: dict[str, str], settings: "Speech"
) -> Generator[tuple[str, Sound], None, None]:
    """Each line's sound as it is made, the longest lines begun first."""
    if not lines:
        return
    from concurrent.futures import ThreadPoolExecutor, as_completed  # noqa: PLC0415 - workers

    from audionews.speech.crew import crew  # noqa: PLC0415 - do without both

    cores = settings.jobs or os.cpu_count() or 1
    jobs = min(cores, -(-len(lines) // CLIPS_A_WORKER))
    longest_first = sorted(lines, key=lambda key: len(lines[key].text), reverse=True)
    team = crew(engines, settings.timeout, cores // jobs)
    with ThreadPoolExecutor(jobs) as threads, team as workers:
        futures = {threads.submit(workers.say, lines[key]): key for key in longest_first}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
