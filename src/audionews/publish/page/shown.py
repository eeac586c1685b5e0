"""What the templates of the page show: the edition in the shape that they ask for it."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from audionews.clock import clock
from audionews.model import Edition, Role
from audionews.publish.document import Document
from audionews.publish.imprint import Imprint, imprint
from audionews.publish.page.body import UNNAMED, body, score, voice
from audionews.publish.page.facts import facts
from audionews.publish.page.words import words
from audionews.publish.xhtml import clean, direction
from audionews.settings import Output, Settings
from audionews.spoken.announcements import announcement

LONGEST_TITLE = 70
"""Characters of a page's title that search engines show."""
_DOWNLOADS = (
    ("{name}.mp3", "mp3", "audio/mpeg"),
    ("{name}.epub", "epub", "application/epub+zip"),
    ("{name}.daisy.zip", "daisy", "application/zip"),
    ("{name}.m4b", "m4b", "audio/mp4"),
    ("{name}.lpf", "lpf", "application/lpf+zip"),
    ("transcript.html", "transcript", "text/html"),
    ("transcript.txt", "plain", "text/plain"),
    ("transcript.vtt", "captions", "text/vtt"),
    ("transcript.srt", "captions", "application/x-subrip"),
    ("transcript.json", "data", "application/json"),
)


def shown(edition: Edition, text: Document, settings: Settings, name: str) -> dict[str, Any]:
    """All that the templates ask for, by name."""
    about = imprint(edition, settings)
    spoken_in, said = words(about.language)
    own = about.language.split("-", maxsplit=1)[0].lower() == spoken_in
    return {
        "about": about,
        "rtl": direction(about.language) == "rtl",
        "words": said,
        "chrome": "" if own else _language(spoken_in),
        "own": "" if own else _language(about.language),
        "body": body(text, said["unnamed"]),
        "has_heading": text.sections[0].heading is not None,
        "voices": list(_voices(edition, text, said)),
        "left_out": [
            {"text": clean(line.text), "reason": line.reason}
            for line in edition.script.left_out
            if line.text
        ],
        "downloads": list(_downloads(name, said, settings.output)),
        "shortcuts": list(_shortcuts(said)),
        **_titles(text, clean(settings.show.title or about.publisher), said),
        **_sound(text, name),
        **_source(about, text, name, said),
    }


def _titles(text: Document, show: str, said: dict[str, str]) -> dict[str, Any]:
    title = clean(text.title)
    return {
        "title": title,
        "show": show,
        "page_title": _page_title(title, show),
        "transcript_title": _page_title(title, said["transcript"], show),
    }


def _sound(text: Document, name: str) -> dict[str, Any]:
    return {
        "mp3": f"{name}.mp3",
        "length": clock(text.duration),
        "seconds": round(text.duration),
        "score": list(score(text)),
        "chapters": list(_chapters(text)),
    }


def _source(about: Imprint, text: Document, name: str, said: dict[str, str]) -> dict[str, Any]:
    original = about.source if about.source.startswith(("https://", "http://")) else ""
    synthetic = announcement("synthetic", about.language)
    known = htmlsafe_json_dumps(
        facts(about, text, f"{name}.mp3", original, summary=said["summary"], synthetic=synthetic)
    )
    return {
        "original": original,
        "synthetic": synthetic,
        "facts": known,
        "facts_hash": _hash(known),
    }


def _hash(script: str) -> str:
    """What a content security policy knows an inline script by."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def _page_title(*parts: str) -> str:
    """As many of the parts as are shown in a browser's list, but always the first."""
    title = parts[0]
    for part in filter(None, parts[1:]):
        if len(longer := f"{title} – {part}") <= LONGEST_TITLE:
            title = longer
    return title


def _language(tag: str) -> Markup:
    """The attributes of what is not in the language that is around it."""
    return Markup(' lang="{}" dir="{}"').format(tag, direction(tag))


def _chapters(text: Document) -> Iterator[dict[str, Any]]:
    for section in text.sections:
        yield {
            "id": section.id,
            "title": clean(section.title),
            "level": section.level,
            "start": section.runs[0].begin,
            "clock": clock(section.runs[0].begin),
        }


def _voices(edition: Edition, text: Document, said: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Who is heard: the narrator, everybody quoted by name, and those who are not named."""
    yield {"number": "narrator", "name": said["narrator"], "description": "", "own": False}
    for speaker in text.speakers:
        person = edition.attributions.person(speaker)
        yield {
            "number": voice(text, speaker),
            "name": clean(speaker),
            "description": clean(person.description) if person else "",
            "own": True,
        }
    if any(run.role is Role.QUOTATION and not run.speaker for run in text.runs):
        yield {"number": UNNAMED, "name": said["unnamed"], "description": "", "own": False}


def _downloads(name: str, said: dict[str, str], output: Output) -> Iterator[tuple[str, str, str]]:
    wanted = {"m4b": output.m4b, "lpf": output.lpf}
    for file, label, kind in _DOWNLOADS:
        if not wanted.get(label, True):
            continue
        suffix = f" ({file.rpartition('.')[2].upper()})" if label == "captions" else ""
        yield file.format(name=name), said[label] + suffix, kind


def _shortcuts(said: dict[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("K", said["space"]), said["key_play"]
    yield ("J", "L"), said["key_jump"]
    yield (",", "."), said["key_sentence"]
    yield ("P", "N"), said["key_chapter"]
    yield ("-", "+"), said["key_speed"]
    yield ("H",), said["key_return"]
    yield ("?",), said["key_help"]
