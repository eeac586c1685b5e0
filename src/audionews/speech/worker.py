"""One engine in a process of its own: says what it is asked to, one clip at a time.

A request is a line of JSON on standard input.  The answer is a line of JSON on standard output,
followed by as many bytes of samples as it says; or it gives the reason why there is no clip.
"""

import json
import os
import signal
import sys
from typing import Any, BinaryIO

from audionews.errors import SpeechError
from audionews.model import Voice
from audionews.speech.engine import Engine, Line, Sound, TakesSounds, make
from audionews.speech.sound import accepted


def main() -> None:
    """Serve the engine that is named on the command line until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us stops us
    answers = _private_output()
    engine = make(sys.argv[1])
    for line in sys.stdin.buffer:
        head, samples = _answer(engine, json.loads(line))
        answers.write(json.dumps(head).encode() + b"\n" + samples)
        answers.flush()


def _private_output() -> BinaryIO:
    """Standard output for our answers alone: engines and their libraries print what they like."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _answer(engine: Engine, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    voice, sounds = Voice(**request["voice"]), tuple(map(tuple, request["sounds"]))
    line = Line(text=request["text"], voice=voice, sounds=sounds)
    try:
        clip = accepted(_said(engine, line), line.text, line.voice)
    except SpeechError as error:
        return {"fault": str(error)}, b""
    return {"rate": clip.rate, "size": len(clip.samples)}, clip.samples


def _said(engine: Engine, line: Line) -> Sound:
    if line.sounds and isinstance(engine, TakesSounds):
        return engine.pronounce(line.text, line.voice, line.sounds)
    return engine.say(line.text, line.voice)


if __name__ == "__main__":
    main()
