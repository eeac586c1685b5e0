"""Speech for tests: noise that swells like syllables, and tones."""

import math
import random
import subprocess
from array import array
from dataclasses import dataclass, field, replace
from pathlib import Path

from audionews.audio import Material, NoShelf, ffmpeg, master, meter
from audionews.model import Clip, Programme, Role, Script, Utterance, Voice

RATE = 22_050


@dataclass
class Studio:
    """Clips by key, and the utterances that they belong to."""

    sounds: dict[str, bytes] = field(default_factory=dict)
    clips: list[Clip] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    utterances: list[Utterance] = field(default_factory=list)

    def say(self, samples, *, rate=RATE, voice="narrator", section=0, pause=0.35):
        """Add a clip of samples between -1 and 1."""
        whole = array("h", (round(32767 * max(-1, min(1, sample))) for sample in samples))
        key = f"{len(self.clips):064x}"
        self.sounds[key] = whole.tobytes()
        self.clips.append(Clip(key=key, rate=rate, samples=len(whole)))
        self.voices.append(Voice(engine="test", id=voice))
        self.utterances.append(
            Utterance(role=Role.NARRATION, text="x", spoken="x", section=section, pause=pause)
        )
        return self

    def mark(self, *, opens, closes):
        """Put earcons before or after the last clip."""
        self.utterances[-1] = replace(self.utterances[-1], opens=opens, closes=closes)
        return self

    def read(self, clip):
        return self.sounds[clip.key]

    def heard(self, order=None):
        """What a meter says of the clips, heard in that order."""
        with meter(NoShelf()) as ear:
            for index in order or range(len(self.clips)):
                ear.hear(self.clips[index], self.read(self.clips[index]))
            return ear.heard(self.clips, self.voices)

    def master(self, programme, path, mastering, read=None, **progress):
        """Write the programme's MP3; gives what a meter reads on it."""
        material = Material(
            programme=programme, clips=self.clips, voices=self.voices, read=read or self.read
        )
        return master(material, self.heard(), mastering, path, NoShelf(), **progress)

    @property
    def script(self):
        sections = max((utterance.section for utterance in self.utterances), default=0) + 1
        return Script(
            title="Test",
            language="en",
            sections=tuple(f"Section {number}" for number in range(1, sections + 1)),
            utterances=tuple(self.utterances),
        )


def syllables(seconds, level=0.3, *, rate=RATE, seed=1):
    """Low noise in syllables of a quarter of a second, with a pulse in each as speech has."""
    chance, last = random.Random(seed), 0.0
    for number in range(round(seconds * rate)):
        last = 0.7 * last + 0.3 * chance.uniform(-1, 1)
        yield level * last * (1 + math.sin(2 * math.pi * 4 * number / rate)) * 1.4


def tone(seconds, frequency=440.0, level=0.5, *, rate=RATE, phase=0.0):
    for number in range(round(seconds * rate)):
        yield level * math.sin(2 * math.pi * frequency * number / rate + phase)


@dataclass(frozen=True)
class Measured:
    """What an ffmpeg of its own reads on a file."""

    lufs: float
    peak: float
    samples: int


def measured(path: Path, filters="anull"):
    """Decode a file and read the meter, apart from the code under test."""
    command = [ffmpeg.program(), "-hide_banner", "-nostats", "-i", str(path)]
    chain = f"{filters},ebur128=peak=true:framelog=verbose"
    log = subprocess.run(
        [*command, "-af", chain, "-f", "null", "-"], capture_output=True, text=True, check=True
    ).stderr.rpartition("Summary:")[2]
    lufs = float(log.partition("I:")[2].split()[0])
    peak = float(log.partition("Peak:")[2].split()[0])
    return Measured(lufs=lufs, peak=peak, samples=len(decoded(path)))


def lufs(pieces, rate: int):
    """How loud pieces of sound are, one after the other."""
    command = [ffmpeg.program(), "-hide_banner", "-nostats", "-f", "s16le", "-ar", str(rate)]
    meter = ["-ac", "1", "-i", "-", "-af", "ebur128=framelog=verbose", "-f", "null", "-"]
    sound = b"".join(array("h", piece).tobytes() for piece in pieces)
    log = subprocess.run([*command, *meter], input=sound, capture_output=True, check=True).stderr
    return float(log.decode().rpartition("Summary:")[2].partition("I:")[2].split()[0])


def decoded(path: Path):
    """The file's first channel."""
    command = [ffmpeg.program(), "-v", "error", "-i", str(path), "-af", "pan=mono|c0=c0"]
    sound = subprocess.run([*command, "-f", "s16le", "-"], capture_output=True, check=True).stdout
    return array("h", sound)


def heard(programme: Programme, samples: array, utterance: int, rate: int):
    """The samples of one utterance."""
    cue = programme.cues[utterance]
    return samples[round(cue.start * rate) : round(cue.end * rate)]
