"""An engine without words: a tone as long as the text, for tests and for trying things out."""

import math
from array import array
from typing import ClassVar

from audionews.model import Sex, Voice
from audionews.speech.engine import Sound, unknown_voice
from audionews.speech.sound import from_array, sayable

RATE = 22_050
SECONDS_A_CHARACTER = 0.06
RELEASE = 0.03
"""Seconds in which it fades at its end."""
LONGEST = 1800.0
"""Seconds; a longer text sounds no longer."""

HERTZ: dict[tuple[str, Sex], float] = {
    ("1", "m"): 110,
    ("1", "f"): 210,
    ("2", "m"): 98,
    ("2", "f"): 235,
    ("3", "m"): 131,
    ("3", "f"): 262,
}
LANGUAGES = ("en", "de", "fr", "ru")


class Tone:
    """A sine tone: the voice decides its pitch, the text its length."""

    name = "tone"
    version = "2"
    deterministic = True

    hertz: ClassVar[dict[str, float]] = {
        f"{language}-{sex}{number}": hertz
        for language in LANGUAGES
        for (number, sex), hertz in HERTZ.items()
    }

    def voices(self) -> tuple[Voice, ...]:
        """Three voices of each sex in each language."""
        return tuple(
            Voice(
                engine=self.name,
                id=f"{language}-{sex}{number}",
                name=f"Tone {language}, {sex}{number}",
                language=language,
                sex=sex,
            )
            for language in LANGUAGES
            for number, sex in HERTZ
        )

    def say(self, text: str, voice: Voice) -> Sound:
        """60 ms for each character, bounded by ``LONGEST``."""
        if voice.id not in self.hertz:
            raise unknown_voice(self, voice)
        hertz = self.hertz[voice.id] * 2 ** (voice.pitch / 12)
        seconds = min(len(sayable(text)) * SECONDS_A_CHARACTER, LONGEST) / voice.rate
        return Sound(rate=RATE, samples=_sine(hertz, round(seconds * RATE)))

    def close(self) -> None:
        """There is nothing to let go of."""


def _sine(hertz: float, samples: int) -> bytes:
    """One period, repeated: pitch is rounded to whole samples, which 2% of error allows."""
    period = round(RATE / hertz)
    wave = array("h", (round(8000 * math.sin(math.tau * n / period)) for n in range(period)))
    tone = (wave * (samples // period + 1))[:samples]
    release = min(round(RELEASE * RATE), samples)
    for left in range(release):
        tone[-1 - left] = tone[-1 - left] * left // release
    return from_array(tone)
