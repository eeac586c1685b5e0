"""Says a script: engines behind one Protocol, supervised workers, and the store of clips."""

from audionews.speech.engine import Engine, Sound, engine_names, load
from audionews.speech.say import Hear, Said, absent, clip_keys, expected, say
from audionews.speech.store import Store, default_root

__all__ = [
    "Engine",
    "Hear",
    "Said",
    "Sound",
    "Store",
    "absent",
    "clip_keys",
    "default_root",
    "engine_names",
    "expected",
    "load",
    "say",
]
