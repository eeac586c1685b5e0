"""The voices of the system, through pyttsx3.

pyttsx3 2.99 loses clips without a word, so each is made alone and proved: pyttsx3 says that it is
finished and that it came to the last words, and the file is whole.  Who wants to be surer still
looks at the length too, and has a fresh process try again, as ``audionews.speech.crew`` does.
"""

import io
from contextlib import redirect_stdout
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from audionews.errors import SpeechError
from audionews.model import Voice
from audionews.speech.engine import Sound, unknown_voice
from audionews.speech.engines.drivers import driver
from audionews.speech.recording import read
from audionews.speech.sound import sayable

WORDS_A_MINUTE = 175
"""The rate of 1.0: the own rate of eSpeak NG and of macOS, and nearly that of SAPI 5."""
LONGEST = 1000
"""Characters said at a time; from about 10,000 on, pyttsx3 loses clips, or crashes."""
TOPICS = ("started-word", "finished-utterance", "error")


class Pyttsx3:
    """pyttsx3, with the driver that it chooses for the system.

    For one thread, and one engine a process: pyttsx3 keeps its state in the module.
    """

    name = "pyttsx3"
    deterministic = False

    def __init__(self) -> None:
        self._driver = driver()
        self._events: list[tuple[str, dict[str, Any]]] = []

    @cached_property
    def version(self) -> str:
        """The versions of pyttsx3 and of what it drives."""
        from importlib.metadata import version  # noqa: PLC0415 - slow, and not needed to speak

        return f"{version('pyttsx3')} {self._driver.name} {self._driver.version()}"

    def voices(self) -> tuple[Voice, ...]:
        """The system's voices, in its own order; of eSpeak NG, the best understood first."""
        return self._voices

    def say(self, text: str, voice: Voice) -> Sound:
        """The text, a piece at a time where it is long."""
        self._set(voice)
        sounds = [self._clip(piece, voice) for piece in pieces(sayable(text), LONGEST)]
        rates = {sound.rate for sound in sounds} or {22_050}
        if len(rates) > 1:
            raise SpeechError("pyttsx3 changed the rate of its samples from clip to clip")
        return Sound(rate=rates.pop(), samples=b"".join(sound.samples for sound in sounds))

    def close(self) -> None:
        """Let go of the driver."""
        self.__dict__.pop("_engine", None)

    @cached_property
    def _voices(self) -> tuple[Voice, ...]:
        return self._driver.voices(lambda: self._engine)

    @cached_property
    def _engine(self) -> Any:  # noqa: ANN401 - pyttsx3 has no types
        try:
            self._driver.prepare()
            import pyttsx3  # noqa: PLC0415 - loads the system's speech

            engine = pyttsx3.init()
        except (ImportError, OSError, RuntimeError) as error:
            raise SpeechError(
                f"pyttsx3 finds no speech here: {error}; try --engine espeak"
            ) from error
        for topic in TOPICS:
            engine.connect(topic, self._keeper(topic))
        self._driver.settle()  # or it stops the first clip, too
        engine.runAndWait()  # the first run never waits for its end, so let it say nothing
        return engine

    def _keeper(self, topic: str) -> Any:  # noqa: ANN401
        return lambda **details: self._events.append((topic, details))

    def _set(self, voice: Voice) -> None:
        with _silent():
            self._engine.setProperty("rate", round(WORDS_A_MINUTE * voice.rate))
            known = self._driver.set(self._engine, voice)
        if not known:
            raise unknown_voice(self, voice)

    def _clip(self, text: str, voice: Voice) -> Sound:
        with TemporaryDirectory(prefix="audionews-") as folder:
            path = Path(folder) / "clip.wav"
            self._driver.settle()
            self._events.clear()
            with _silent():
                self._engine.save_to_file(self._driver.written(text, voice), str(path))
                self._engine.runAndWait()
            if doubt := self._driver.doubt(text, self._events):
                raise SpeechError(doubt)
            if not path.exists():
                raise SpeechError("pyttsx3 wrote no file")
            return read(path.read_bytes())


def pieces(text: str, longest: int) -> list[str]:
    """The text cut after sentences, or else clauses, or else words, none longer than asked."""
    cut: list[str] = []
    while len(text) > longest:
        ends = (text.rfind(mark, 0, longest + 1) + len(mark) for mark in (". ", "; ", ", ", " "))
        end = next((end for end in ends if end > longest // 2), longest)
        cut.append(text[:end])
        text = text[end:]
    return [piece.strip() for piece in (*cut, text) if piece.strip()]


def _silent() -> Any:  # noqa: ANN401
    """pyttsx3 tells standard output of each file that it saves."""
    return redirect_stdout(io.StringIO())
