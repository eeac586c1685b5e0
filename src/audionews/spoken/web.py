"""Web and mail addresses, handles and hashtags."""

import re
from collections.abc import Iterator

from audionews.spoken.language import Speech, Words
from audionews.spoken.rule import Match, Rule, containing

_DOMAINS = "com|org|net|gov|edu|int|info|io|tv|eu|kz|kg|uz|tj|tm|ru|de|fr|es|uk|us|at|ch"
_LABEL = r"[\w-]+"
_ADDRESS = (
    rf"(?:(?:https?|ftp)://|www\.)[^\s<>]*[\w/]"
    rf"|(?<![\w@.])(?:{_LABEL}\.)+(?:{_DOMAINS})(?![\w-]|\.\w)(?:/[\w./#%~-]*[\w/])?"
)
_MAIL = rf"(?<![\w.])[\w.+-]+@{_LABEL}(?:\.{_LABEL})+"
_HUMP = re.compile(r"(?<=[a-zа-я0-9])(?=[A-ZА-Я])|_")
_COUNTRY = 2


def rules(speech: Speech) -> Iterator[Rule]:
    """The rules, for languages that have words for the signs."""
    words = speech.table.words
    if words.at:
        yield Rule(_MAIL, lambda found: _mail(found.group(), words), containing("@"))
        yield Rule(r"(?<![\w@])@(?=\w)", f"{words.at} ", containing("@"))
    if words.dot:
        yield Rule(_ADDRESS, lambda found: _address(found.group(), words), containing("./"))
    if words.hashtag:
        yield Rule(
            r"(?<!\w)#(?=\w*[^\W\d])(\w+)",
            lambda found: _hashtag(found, words.hashtag),
            containing("#"),
        )


def _mail(written: str, words: Words) -> str:
    name, _, host = written.partition("@")
    return f"{_dotted(name, words)} {words.at} {_host(host, words)}"


def _address(written: str, words: Words) -> str:
    """The host and the path; how it is fetched, and what it is asked, is for machines."""
    bare = re.sub(r"^\w+://|[?#].*$", "", written)
    host, *path = re.sub(r"^www\.", "", bare).strip("/").split("/")
    said = [_host(host, words), *(_dotted(re.sub(r"[-_%]+", " ", part), words) for part in path)]
    return f" {words.slash} ".join(said)


def _host(written: str, words: Words) -> str:
    *names, last = written.split(".")
    if len(last) == _COUNTRY and last != "io":
        last = ".".join(last.upper())
    return f" {words.dot} ".join([*names, last])


def _dotted(written: str, words: Words) -> str:
    return written.replace(".", f" {words.dot} ").replace("_", " ")


def _hashtag(found: Match, hashtag: str) -> str:
    return f"{hashtag} {_HUMP.sub(' ', found[1])}"
