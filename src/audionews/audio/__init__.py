"""From clips to a finished MP3: stitched, levelled, mastered and measured."""

from audionews.audio.listen import Heard, listen
from audionews.audio.master import Progress, master
from audionews.audio.stitch import Read, arrange, stitch

__all__ = ["Heard", "Progress", "Read", "arrange", "listen", "master", "stitch"]
