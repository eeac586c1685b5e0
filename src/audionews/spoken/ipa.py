"""From IPA to a respelling that any engine reads."""

import re
from functools import cache

from audionews.spoken.language import speech

_UNSAID = re.compile(r"[ˈˌ.‿ː\u0300-\u036f/\[\]()ˑ\s]")


def respelt(ipa: str, language: str) -> str:
    """The sounds in the letters of the language; empty where it has no table or a sound no letters.

    Stress is lost: engines find it by their own rules.
    """
    sounds = speech(language).table.respelling
    if not ipa or not sounds:
        return ""
    said = _UNSAID.sub("", ipa)
    pattern = _sounds(language)
    if pattern.sub("", said):
        return ""
    return pattern.sub(lambda found: sounds[found.group()], said).capitalize()


@cache
def _sounds(language: str) -> re.Pattern[str]:
    sounds = speech(language).table.respelling
    return re.compile("|".join(sorted(map(re.escape, sounds), key=len, reverse=True)))
