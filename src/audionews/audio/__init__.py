"""From clips to a finished MP3: stitched, levelled, mastered and measured."""

from audionews.audio.listen import Heard, listen
from audionews.audio.loudness import Blocks
from audionews.audio.master import Progress, master
from audionews.audio.meter import Meter, meter
from audionews.audio.stitch import LONGER, Read, arrange, stitch
from audionews.audio.survey import Survey, survey

__all__ = [
    "LONGER",
    "Blocks",
    "Heard",
    "Meter",
    "Progress",
    "Read",
    "Survey",
    "arrange",
    "listen",
    "master",
    "meter",
    "stitch",
    "survey",
]
