"""From clips to a finished MP3: stitched, levelled, mastered and measured."""

from audionews.audio.arrange import LONGER, arrange
from audionews.audio.listen import Heard, listen
from audionews.audio.loudness import Blocks
from audionews.audio.master import Progress, master
from audionews.audio.meter import Meter, meter
from audionews.audio.mp3 import frame
from audionews.audio.reels import Material
from audionews.audio.shelf import NoShelf, Shelf
from audionews.audio.stitch import Read, stitch
from audionews.audio.survey import Survey, survey

__all__ = [
    "LONGER",
    "Blocks",
    "Heard",
    "Material",
    "Meter",
    "NoShelf",
    "Progress",
    "Read",
    "Shelf",
    "Survey",
    "arrange",
    "frame",
    "listen",
    "master",
    "meter",
    "stitch",
    "survey",
]
