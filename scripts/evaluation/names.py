"""How near the names of an article are to the lexicon's sounds: respelt, and given as sounds.

For each engine that takes sounds: the share of the sounds of a name that are wrong, by eSpeak NG's
reading of the respelling, and of what the engine is given in its place.
"""

import ctypes
from pathlib import Path

from audionews import quotes, script
from audionews.article import read
from audionews.settings import Settings
from audionews.speech import ipa
from audionews.speech.engines import kokoro
from audionews.spoken import lexicon_for
from evaluation.spoken import Sounds, distance, plain

SEED = Path(__file__).resolve().parents[2] / "tests" / "data" / "kazakhstan-hub.txt"
KOKORO = {"I": "aɪ", "W": "aʊ", "A": "eɪ", "Y": "ɔɪ", "O": "oʊ", "Q": "əʊ", "ʤ": "dʒ", "ʧ": "tʃ"}


def measure(article: Path | None, _corpus: Path, _annotations: Path) -> dict[str, float]:
    """Print a line for each name; the mean share of wrong sounds by engine."""
    names, totals = _names(article or SEED), dict[str, float]()
    symbols = {said: kokoro.symbols(said, "af_", ((said, known),)) for said, known in names.items()}
    reader = _Reader()  # from now on nobody else can use eSpeak
    print(f"{'name':18}{'lexicon':18}{'respelt':18}{'espeak':18}{'piper':18}kokoro")
    for respelt, wanted in names.items():
        heard = {
            "respelt": reader.of(respelt),
            "espeak": reader.of(f"[[{ipa.espeak(wanted, 'en-us')}]]"),
            "piper": ipa.in_language(wanted, "en-us"),
            "kokoro": symbols[respelt],
        }
        print(f"{respelt:18}{wanted:18}" + "".join(f"{said:18}" for said in heard.values()))
        for engine, said in heard.items():
            for symbol, sounds in KOKORO.items() if engine == "kokoro" else ():
                said = said.replace(symbol, sounds)  # noqa: PLW2901 - back to IPA
            wrong = distance(plain(wanted), plain(said)) / len(plain(wanted))
            totals[engine] = totals.get(engine, 0) + wrong
    figures = {f"{engine}_error": total / len(names) for engine, total in totals.items()}
    print("\n".join(f"{name:16} {value:.3f}" for name, value in figures.items()))
    return figures


def _names(path: Path) -> dict[str, str]:
    """The names of an article that the lexicon knows, as they are respelt, and their IPA."""
    (article, *_) = read(path)
    lexicon = lexicon_for(article, Settings())
    written = script.write(article, quotes.attribute(article), Settings(), lexicon)
    return dict(pair for said in written.utterances for pair in said.sounds)


class _Reader(Sounds):
    """eSpeak's reading of text in which double brackets hold its own names of sounds."""

    def __init__(self) -> None:
        super().__init__()
        callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
        self._silent = callback(lambda *_: 0)
        self._library.espeak_SetSynthCallback(self._silent)
        # It has no other way to be told, and goes on as it was told last.
        self._library.espeak_Synth(b"a\0", 2, 0, 1, 0, 1 | 0x100, None, None)
