"""From clips to a finished MP3: stitched, levelled, mastered and measured."""

from audionews.audio.master import Progress, master
from audionews.audio.stitch import LONGER, Read, arrange, stitch
from audionews.audio.survey import Survey, survey

__all__ = ["LONGER", "Progress", "Read", "Survey", "arrange", "master", "stitch", "survey"]
