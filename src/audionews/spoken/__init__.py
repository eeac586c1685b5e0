"""How written text is said."""

from audionews.spoken.announcements import announcement
from audionews.spoken.lexicon import Lexicon
from audionews.spoken.lexicon_file import lexicon_for
from audionews.spoken.text import spoken, spoken_place

__all__ = ["Lexicon", "announcement", "lexicon_for", "spoken", "spoken_place"]
