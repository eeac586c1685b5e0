"""What differs between an edition and the one before it, and why in plain words."""

from audionews.changes.compare import Cause, Change, Changes, Fact, compare
from audionews.changes.rendition import Line, Rendition, kept, planned

__all__ = [
    "Cause",
    "Change",
    "Changes",
    "Fact",
    "Line",
    "Rendition",
    "compare",
    "kept",
    "planned",
]
