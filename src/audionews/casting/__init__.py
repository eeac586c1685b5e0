"""Casting: which voice plays which part, and how it is set for it."""

from audionews.casting.cast_file import kept, remember
from audionews.casting.company import NARRATOR, cast, named
from audionews.casting.delivery import direct

__all__ = ["NARRATOR", "cast", "direct", "kept", "named", "remember"]
