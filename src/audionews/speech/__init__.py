"""Says a script: engines behind one Protocol, supervised workers, and the store of clips."""

from audionews.speech.engine import Engine, Sound, engine_names, load
from audionews.speech.say import Said, absent, clip_keys, say
from audionews.speech.store import Store, default_root

__all__ = [
    "Engine",
    "Said",
    "Sound",
    "Store",
    "absent",
    "clip_keys",
    "default_root",
    "engine_names",
    "load",
    "say",
]
