"""Engines that fail as often as FAULTS says, and then speak as the tone engine does.

They count in the folder FAULT_FOLDER, since each try may be in a process of its own.
"""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from audionews.errors import SpeechError
from audionews.speech.engines.tone import Tone


class Faulty(Tone):
    def say(self, text, voice):
        sound = super().say(text, voice)
        return self.failed(sound) if fault_is_due() else sound


class Breaks(Faulty):
    name = "breaks"

    def failed(self, sound):
        raise ZeroDivisionError(sound.rate)


class Chatters(Faulty):
    name = "chatters"

    def failed(self, sound):
        sys.stdout.write('{"rate": 1, "size": 2}\n')
        os.write(1, b"Audio saved to clip.wav\n")
        return sound


class Dies(Faulty):
    name = "dies"

    def failed(self, _sound):
        os._exit(11)


class Hangs(Faulty):
    name = "hangs"

    def failed(self, sound):
        time.sleep(60)
        return sound


class Halves(Faulty):
    name = "halves"

    def failed(self, sound):
        return replace(sound, samples=sound.samples[:-1])


class Raises(Faulty):
    name = "raises"

    def failed(self, _sound):
        raise SpeechError("the engine is not in the mood")


class StopsEarly(Faulty):
    name = "stops-early"

    def failed(self, sound):
        return replace(sound, samples=sound.samples[: len(sound.samples) // 10 * 2])


class Whispers(Faulty):
    name = "whispers"

    def failed(self, sound):
        return replace(sound, samples=bytes(len(sound.samples)))


def fault_is_due():
    for number in range(int(os.environ["FAULTS"])):
        try:
            Path(os.environ["FAULT_FOLDER"], str(number)).touch(exist_ok=False)
        except FileExistsError:
            continue
        return True
    return False
