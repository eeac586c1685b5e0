"""From clips to a finished MP3: stitched, levelled, mastered and measured."""

from audionews.audio.listen import Measured, listen
from audionews.audio.master import Progress, master
from audionews.audio.meter import Meter, meter
from audionews.audio.stitch import Read, arrange, stitch

__all__ = [
    "Measured",
    "Meter",
    "Progress",
    "Read",
    "arrange",
    "listen",
    "master",
    "meter",
    "stitch",
]
