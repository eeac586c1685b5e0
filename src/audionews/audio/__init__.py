"""From clips to a finished MP3: stitched, levelled, mastered and measured."""

from audionews.audio.listen import Heard, listen
from audionews.audio.master import Progress, master
from audionews.audio.meter import Meter, meter
from audionews.audio.stitch import Read, arrange, stitch

__all__ = [
    "Heard",
    "Meter",
    "Progress",
    "Read",
    "arrange",
    "listen",
    "master",
    "meter",
    "stitch",
]
