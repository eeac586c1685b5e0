"""Engines that harm the worker they are asked in, as a broken library would; Falters only once."""

import ctypes
import os
import signal
import time
from pathlib import Path

from audionews.speech.engines.tone import Tone


class Fatal(Tone):
    def voices(self):
        self.harm()
        return super().voices()


class Crashes(Fatal):
    name = "crashes"

    def harm(self):
        ctypes.string_at(0)


class Falters(Fatal):
    """Is killed the first time, as by a system that is short of memory."""

    name = "falters"

    def harm(self):
        mark = Path(os.environ["FALTERED"])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(60)


class Sleeps(Fatal):
    name = "sleeps"

    def harm(self):
        time.sleep(600)


class Spins(Fatal):
    name = "spins"

    def harm(self):
        while True:
            pass


class Eats(Fatal):
    name = "eats"

    def harm(self):
        self.eaten = bytearray(3 << 30)


class Drowns(Fatal):
    name = "drowns"

    def harm(self):
        raise KeyError("a library's own")
