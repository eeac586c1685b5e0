"""What a book says of itself: the same in every form."""

import uuid
from dataclasses import dataclass
from datetime import date

from audionews.model import Edition
from audionews.publish.xhtml import clean, language_tag
from audionews.settings import Settings

UNDATED = "1980-01-01"
"""The day of a form that must have one, where the article has none: a zip file's earliest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who published what and when; empty where nobody says so."""

    identifier: str
    """A URN that stays the same when the edition is made again or its article is edited."""
    language: str
    """BCP 47, or "und"."""
    authors: tuple[str, ...]
    publisher: str
    date: str
    """The day of publication, ISO 8601."""
    source: str
    """The article's address, or the name of its file."""
    rights: str
    narrators: tuple[str, ...]
    """The voices, each said to be synthetic."""


def imprint(edition: Edition, settings: Settings) -> Imprint:
    """The imprint of an edition, without the characters that XML forbids."""
    article, show = edition.article, settings.show
    voices = dict.fromkeys(part.voice.name or part.voice.id for _, _, part in edition.lines())
    return Imprint(
        identifier=_identifier(edition),
        language=language_tag(edition.script.language),
        authors=tuple(clean(author) for author in article.authors if clean(author).strip()),
        publisher=clean(show.publisher or article.publication or show.title).strip(),
        date=_day(article.date),
        source=clean(article.url or article.source).strip(),
        rights=clean(show.copyright).strip(),
        narrators=tuple(f"{clean(voice)} (synthetic voice)" for voice in voices),
    )


def _identifier(edition: Edition) -> str:
    article = edition.article
    name = article.url or f"{article.source} {article.publication} {article.headline}"
    return uuid.uuid5(uuid.NAMESPACE_URL, clean(name)).urn


def _day(given: str) -> str:
    try:
        return date.fromisoformat(given[:10]).isoformat()
    except ValueError:
        return ""
