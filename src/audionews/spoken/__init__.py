"""How written text is said."""

from audionews.spoken.announcements import announcement
from audionews.spoken.text import spoken, spoken_place

__all__ = ["announcement", "spoken", "spoken_place"]
