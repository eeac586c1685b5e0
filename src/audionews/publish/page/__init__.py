"""The player page: the article's text, in which each sentence is marked while it is heard.

The page is static and asks nobody for anything; without its script it is the text with the
browser's own player.  Beside it: the text alone as ``transcript.html``, and a small player for
other pages, ``embed.html``.

The only room that knows Jinja2.

Source: SyncMediaLite, https://w3c.github.io/sync-media-pub/sync-media-lite
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from audionews.model import Edition, Role
from audionews.publish.document import Document, document
from audionews.publish.imprint import imprint
from audionews.publish.page.body import UNNAMED, body, score, voice
from audionews.publish.page.facts import facts
from audionews.publish.page.words import words
from audionews.publish.transcript import timestamp
from audionews.publish.xhtml import clean, direction
from audionews.settings import Settings
from audionews.spoken.announcements import announcement

__all__ = ["pages"]

LONGEST_TITLE = 70
"""Characters of a page's title that search engines show."""
_DATA = files("audionews.data") / "page"
_PAGES = ("index.html", "transcript.html", "embed.html")
_ASSETS = ("page.css", "page.js")
_DOWNLOADS = (
    ("{name}.mp3", "mp3", "audio/mpeg"),
    ("{name}.epub", "epub", "application/epub+zip"),
    ("{name}.daisy.zip", "daisy", "application/zip"),
    ("transcript.html", "transcript", "text/html"),
    ("transcript.txt", "plain", "text/plain"),
    ("transcript.vtt", "captions", "text/vtt"),
    ("transcript.srt", "captions", "application/x-subrip"),
    ("transcript.json", "data", "application/json"),
)


def pages(edition: Edition, settings: Settings, name: str) -> dict[str, bytes]:
    """The pages and all that they load, but for the sound, by the names of their files.

    Args:
        edition: what is shown.
        settings: they name the show, the publisher and the rights.
        name: of the MP3 that will lie beside them, without its ending.
    """
    shown = _shown(edition, settings, name)
    environment = _environment()
    made = {name: environment.get_template(name).render(shown) for name in _PAGES}
    made["sync.vtt"] = _sync(document(edition))
    return {
        **{name: content.encode() for name, content in made.items()},
        **{name: (_DATA / name).read_bytes() for name in _ASSETS},
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(lambda name: (_DATA / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shown(edition: Edition, settings: Settings, name: str) -> dict[str, Any]:
    """All that the templates ask for."""
    text, about = document(edition), imprint(edition, settings)
    title, show = clean(text.title), clean(settings.show.title or about.publisher)
    spoken_in, said = words(about.language)
    synthetic = announcement("synthetic", about.language)
    original = about.source if about.source.startswith(("https://", "http://")) else ""
    known = htmlsafe_json_dumps(
        facts(about, text, f"{name}.mp3", original, summary=said["summary"], synthetic=synthetic)
    )
    own = about.language.split("-", maxsplit=1)[0].lower() == spoken_in
    return {
        "about": about,
        "title": title,
        "page_title": _page_title(title, show),
        "transcript_title": _page_title(title, said["transcript"], show),
        "show": show,
        "rtl": direction(about.language) == "rtl",
        "words": said,
        "chrome": "" if own else _language(spoken_in),
        "own": "" if own else _language(about.language),
        "body": body(text, said["unnamed"]),
        "has_heading": text.sections[0].heading is not None,
        "score": list(score(text)),
        "chapters": list(_chapters(text)),
        "voices": list(_voices(edition, text, said)),
        "length": clock(text.duration),
        "seconds": round(text.duration),
        "mp3": f"{name}.mp3",
        "original": original,
        "synthetic": synthetic,
        "left_out": [
            {"text": clean(line.text), "reason": line.reason}
            for line in edition.script.left_out
            if line.text
        ],
        "downloads": list(_downloads(name, said)),
        "shortcuts": list(_shortcuts(said)),
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


def _downloads(name: str, said: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for file, label, kind in _DOWNLOADS:
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


def _sync(text: Document) -> str:
    """Which element is heard when: cues that tile the programme."""
    cues = [
        f"{timestamp(run.begin)} --> {timestamp(run.until)}\n"
        f"{json.dumps({'selector': {'type': 'FragmentSelector', 'value': run.id}})}\n"
        for run in text.runs
    ]
    return "\n".join(["WEBVTT\n", *cues])


def clock(seconds: float) -> str:
    """Seconds as people read them: "4:05", "1:02:03"."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
