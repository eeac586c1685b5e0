"""audionews turns a news article into an audio edition."""

from audionews.batch import batch

__all__ = ["__version__", "batch"]

__version__ = "0.1.0"
