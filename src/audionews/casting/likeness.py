"""How alike two voices sound, by what was measured of them once.

A voice's measures are its pitch and the levels of its spectrum in bands; ``scripts/evaluate speech
--measure`` wrote them.  Of a voice that nobody measured, nothing is known.
"""

import json
import math
from functools import cache
from importlib.resources import files

from audionews.model import Voice

_SAME_VOICES = {"pyttsx3": "espeak"}
"""Engines whose voices are those of another, under the same names."""
_SEMITONES, _DECIBELS = 2.0, 3.0
"""What makes two voices as unlike as 1.0 each: twice what a listener notices."""


def distance(voice: Voice, other: Voice) -> float:
    """How unlike two voices are, from 0; 0 where nothing is known of one of them."""
    one, two = _measured(voice), _measured(other)
    if one is None or two is None:
        return 0.0
    (hertz, levels), (other_hertz, other_levels) = one, two
    pitch = 12 * math.log2(hertz / other_hertz) + voice.pitch - other.pitch
    squares = [(level - other) ** 2 for level, other in zip(levels, other_levels, strict=True)]
    timbre = math.sqrt(sum(squares) / len(squares))
    return math.hypot(pitch / _SEMITONES, timbre / _DECIBELS)


def _measured(voice: Voice) -> tuple[float, list[float]] | None:
    measures = _measures(_SAME_VOICES.get(voice.engine, voice.engine))
    base, plus, variant = voice.id.partition("+")
    # A variant of eSpeak NG is a larynx: it was measured on American English, and sounds so on any.
    return measures.get(voice.id) or measures.get(f"en-us{plus}{variant}" if base else "")


@cache
def _measures(engine: str) -> dict[str, tuple[float, list[float]]]:
    file = files("audionews.data") / "voices" / f"{engine}.json"
    if not (engine.isidentifier() and file.is_file()):
        return {}
    table = json.loads(file.read_text("utf-8"))
    return {id_: (values["hertz"], values["spectrum"]) for id_, values in table.items()}
