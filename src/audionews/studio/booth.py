"""The booth: says single lines as soon as somebody wants to hear them."""

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from threading import Lock

from audionews import speech
from audionews.speech import Store
from audionews.speech.crew import Crew
from audionews.studio.desk import Sheet


class Booth:
    """Engines that stay awake between one line and the next."""

    def __init__(self, store: Store) -> None:
        """A booth whose clips go into the store that editions are made from."""
        self._store = store
        self._lock = Lock()
        self._crews = dict[float, Crew]()
        self._awake = set[str]()

    def wake(self, sheet: Sheet) -> None:
        """Start the engine that the edition is spoken by, so that the first line comes quickly."""
        crew = self._crew(sheet)
        with self._lock:
            engine = sheet.settings.speech.engine
            if engine not in self._awake:
                self._awake.add(engine)
                crew.expect(engine, 1)

    def hear(self, sheet: Sheet, key: str) -> Path | None:
        """The file of a clip of the edition's, which is made if it is not there; None: it has none.

        Raises:
            SpeechError: an engine failed twice.
            OutputError: the store cannot be written to.
        """
        if key not in sheet.keys:
            return None
        said = sheet.prepared.script.utterances[sheet.keys.index(key)]
        speech.say(
            replace(sheet.prepared.script, utterances=(said,)),
            sheet.prepared.cast,
            self._store,
            sheet.settings.speech,
            crew=nullcontext(self._crew(sheet)),
        )
        return self._store.path(key)

    def close(self) -> None:
        """Let the engines go."""
        with self._lock:
            for crew in self._crews.values():
                crew.__exit__(None, None, None)
            self._crews.clear()

    def _crew(self, sheet: Sheet) -> Crew:
        timeout = sheet.settings.speech.timeout
        with self._lock:
            if timeout not in self._crews:
                self._crews[timeout] = Crew(timeout)
            return self._crews[timeout]
