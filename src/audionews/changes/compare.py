"""What differs between two editions, line by line, and why."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from audionews.changes import words
from audionews.changes.align import aligned, origins
from audionews.changes.rendition import Line, Rendition


class Cause(StrEnum):
    """Why a line is not what it was, the strongest reason first."""

    NEW = "new"
    WORDS = "words"
    PRONUNCIATION = "pronunciation"
    SPEAKER = "speaker"
    VOICE = "voice"
    PACE = "pace"
    ENGINE = "engine"
    MAKING = "making"  # this audionews makes clips in another way
    STORE = "store"  # the line is as it was, but the store no longer held its clip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An utterance that differs, or that was said anew."""

    utterance: int
    before: int | None
    """Its index in the earlier edition; None where it is new."""
    text: str
    causes: tuple[Cause, ...]
    why: str
    """The causes in plain words."""
    said_anew: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A setting, or something said of the article, that differs."""

    name: str
    before: Any
    now: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that differs between an edition and the one before it."""

    first: bool = False
    """There was none before it."""
    lines: tuple[Change, ...] = ()
    gone: tuple[str, ...] = ()
    """The lines that are no longer said."""
    moved: int = 0
    """How many lines are said at another place."""
    facts: tuple[Fact, ...] = ()


def compare(
    before: Rendition | None, now: Rendition, said_anew: Collection[int] | None = None
) -> Changes:
    """What has changed since an earlier edition.

    Args:
        before: the earlier edition; None where there is none.
        now: the later one.
        said_anew: indexes of the utterances whose clips are made; None: of all with another sound.
    """
    if before is None:
        return Changes(first=True)
    known = {line.key for line in before.lines}
    anew = set(
        said_anew
        if said_anew is not None
        else (n for n, line in enumerate(now.lines) if line.key not in known)
    )
    pairs = aligned(before.lines, now.lines)
    origin = origins(before.lines, now.lines, pairs)
    beside = {pair.now for pair in pairs if pair.before is not None}
    gone = sorted(set(range(len(before.lines))) - set(origin.values()))
    return Changes(
        lines=tuple(_changed(before, now, origin, anew)),
        gone=tuple(before.lines[index].text for index in gone),
        moved=len(origin.keys() - beside),
        facts=tuple(_facts(before.facts, now.facts)),
    )


def _changed(
    before: Rendition, now: Rendition, origin: Mapping[int, int], anew: Collection[int]
) -> Iterator[Change]:
    for index, line in enumerate(now.lines):
        reasons = _reasons(before.lines[origin[index]] if index in origin else None, line)
        if not reasons and index in anew:
            reasons = {Cause.STORE: "the store no longer held its clip"}
        if reasons:
            yield Change(
                utterance=index,
                before=origin.get(index),
                text=line.text,
                causes=tuple(reasons),
                why="; ".join(reasons.values()),
                said_anew=index in anew,
            )


def _reasons(was: Line | None, line: Line) -> dict[Cause, str]:
    """Every cause with its plain words, the strongest first; none where nothing has changed."""
    if was is None:
        return {Cause.NEW: "new"}
    found = {}
    if was.text != line.text:
        found[Cause.WORDS] = words.edited(was.text, line.text)
    elif was.spoken != line.spoken:
        found[Cause.PRONUNCIATION] = f"said: {words.edited(was.spoken, line.spoken)}"
    elif was.sounds != line.sounds and was.key != line.key:  # the engine takes sounds
        found[Cause.PRONUNCIATION] = f"said: {words.sounds(was.sounds, line.sounds)}"
    if was.speaker != line.speaker:
        speakers = (who.speaker or "nobody known" for who in (was, line))
        found[Cause.SPEAKER] = words.became("the speaker", *speakers)
    if voiced := words.voice(was.voice, line.voice):
        found[Cause.VOICE] = voiced
    if paced := words.pace(was.voice, line.voice):
        found[Cause.PACE] = paced
    if was.voice.engine == line.voice.engine and was.version != line.version:
        found[Cause.ENGINE] = words.became(line.voice.engine, was.version, line.version)
    if not found and was.key != line.key:
        found[Cause.MAKING] = "audionews makes clips in another way"
    return found


def _facts(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Fact]:
    for name in dict.fromkeys((*before, *now)):
        if before.get(name) != now.get(name):
            yield Fact(name=name, before=before.get(name), now=now.get(name))
