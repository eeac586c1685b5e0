"""The player page: the article's text, in which each sentence is marked while it is heard.

The page is static and asks nobody for anything; without its script it is the text with the
browser's own player.  Beside it: the text alone as ``transcript.html``, and a small player for
other pages, ``embed.html``.

Source: SyncMediaLite, https://w3c.github.io/sync-media-pub/sync-media-lite
"""

import json
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from audionews.model import Edition
from audionews.publish.document import Document, document
from audionews.publish.page.shown import shown
from audionews.publish.transcript import timestamp
from audionews.settings import Settings

__all__ = ["pages"]

_DATA = files("audionews.data") / "page"
_PAGES = ("index.html", "transcript.html", "embed.html")
_ASSETS = ("page.css", "page.js")


def pages(edition: Edition, settings: Settings, name: str) -> dict[str, bytes]:
    """The pages and all that they load, but for the sound, by the names of their files.

    Args:
        edition: what is shown.
        settings: they name the show, the publisher and the rights.
        name: of the MP3 that will lie beside them, without its ending.
    """
    text = document(edition)
    values, environment = shown(edition, text, settings, name), _environment()
    made = {name: environment.get_template(name).render(values) for name in _PAGES}
    made["sync.vtt"] = _sync(text)
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


def _sync(text: Document) -> str:
    """Which element is heard when: cues that tile the programme."""
    cues = [
        f"{timestamp(run.begin)} --> {timestamp(run.until)}\n"
        f"{json.dumps({'selector': {'type': 'FragmentSelector', 'value': run.id}})}\n"
        for run in text.runs
    ]
    return "\n".join(["WEBVTT\n", *cues])
