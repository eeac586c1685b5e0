"""Sounds in place of words, for the engines that take sounds."""

import re
from collections.abc import Iterator

from audionews.speech.engine import Sounds

ESPEAK = {
    "tʃ": "tS", "dʒ": "dZ", "eɪ": "eI", "aɪ": "aI", "ɔɪ": "OI", "aʊ": "aU", "oʊ": "oU", "əʊ": "oU",
    "ɑ": "A:", "ɒ": "0", "æ": "a", "a": "a", "e": "E", "ɛ": "E", "ə": "@", "ɜ": "3:", "ɪ": "I",
    "i": "i:", "ɔ": "O:", "o": "oU", "ʊ": "U", "u": "u:", "ʌ": "V", "ɨ": "I", "y": "u:", "ø": "3:",
    "b": "b", "d": "d", "f": "f", "ɡ": "g", "g": "g", "h": "h", "j": "j", "k": "k", "l": "l",
    "m": "m", "n": "n", "ŋ": "N", "p": "p", "r": "r", "ɹ": "r", "ɾ": "r", "s": "s", "ʃ": "S",
    "t": "t", "v": "v", "w": "w", "x": "x", "χ": "x", "z": "z", "ʒ": "Z", "θ": "T", "ð": "D",
    "ˈ": "'", "ˌ": ",", " ": " ",
}  # fmt: skip
"""eSpeak NG's English names of sounds."""
ENGLISH = {
    "eɪ": "eɪ", "aɪ": "aɪ", "ɔɪ": "ɔɪ", "aʊ": "aʊ", "oʊ": "oʊ", "əʊ": "əʊ", "ɑː": "ɑː", "iː": "iː",
    "uː": "uː", "ɔː": "ɔː", "ɜː": "ɜː", "ɑ": "ɑː", "i": "iː", "u": "uː", "ɔ": "ɔː", "o": "oʊ",
    "e": "eɪ", "a": "æ", "ɨ": "ɪ", "ɜ": "ɜː", "r": "ɹ", "g": "ɡ", "χ": "x", "y": "uː", "ø": "ɜː",
}  # fmt: skip
"""How English has the sounds that it does not have, or has with another length."""
_STRESS = re.compile(r"([ˈˌ])([^ˈˌ aeiouyɑɒæɐəɘɚɛɜɝɪɨɔøœɵʊʉʌɯɤ]+)")
"""A mark before a syllable's consonants; eSpeak NG and the networks want it before the vowel."""
_HISSES = ("s", "z", "ʃ", "ʒ")
_VOICELESS = ("p", "t", "k", "f", "θ", "x", "h")


def cut(text: str, sounds: Sounds) -> Iterator[tuple[str, str]]:
    """The text in pieces: words as they are written, or the IPA that is said in their place."""
    known = dict(sounds)
    words = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    done = 0
    for found in re.finditer(rf"(?<!\w)({words})('s)?(?!\w)", text) if known else ():
        if found.start() > done:
            yield text[done : found.start()], ""
        ipa = known[found.group(1)]
        yield found.group(), ipa + _genitive(ipa) if found.group(2) else ipa
        done = found.end()
    if text[done:]:
        yield text[done:], ""


def in_language(ipa: str, reader: str) -> str:
    """The IPA as eSpeak NG would write it for its voice, which is how networks were taught."""
    said = _STRESS.sub(r"\2\1", ipa)
    return _replaced(said, ENGLISH) if reader.startswith("en") else said


def espeak(ipa: str, reader: str) -> str:
    """The IPA in eSpeak NG's own names of sounds; empty where it cannot be written so."""
    said = _STRESS.sub(r"\2\1", ipa).replace("ː", "").replace("\u0361", "")
    if not reader.startswith("en") or _replaced(said, dict.fromkeys(ESPEAK, "")):
        return ""
    return _replaced(said, ESPEAK)


def _genitive(ipa: str) -> str:
    if ipa.endswith(_HISSES):
        return "ɪz"
    return "s" if ipa.endswith(_VOICELESS) else "z"


def _replaced(ipa: str, table: dict[str, str]) -> str:
    longest_first = sorted(table, key=len, reverse=True)
    return re.sub("|".join(longest_first), lambda found: table[found.group()], ipa)
