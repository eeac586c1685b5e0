"""What search engines and assistive programs read of the page: schema.org, as JSON-LD."""

from typing import Any

from audionews.publish.document import Document
from audionews.publish.imprint import Imprint

_FEATURES = (
    "synchronizedAudioText",
    "transcript",
    "structuralNavigation",
    "displayTransformability",
)


def facts(
    about: Imprint, text: Document, mp3: str, original: str, *, summary: str, synthetic: str
) -> dict[str, Any]:
    """The article and its sound; what nobody says is left out.

    Args:
        about: who published what and when.
        text: the edition's text.
        mp3: the address of the sound.
        original: the article's own address, or empty.
        summary: how accessible the page is, in words.
        synthetic: that the voices are synthetic.
    """
    everything = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text.title,
        "inLanguage": about.language,
        "author": [{"@type": "Person", "name": author} for author in about.authors],
        "datePublished": about.date,
        "publisher": about.publisher and {"@type": "Organization", "name": about.publisher},
        "isBasedOn": original,
        "copyrightNotice": about.rights,
        "accessMode": ["textual", "auditory"],
        "accessModeSufficient": [_alone("textual"), _alone("auditory")],
        "accessibilityFeature": list(_FEATURES),
        "accessibilityHazard": "none",
        "accessibilitySummary": summary,
        "audio": _sound(about, text, mp3, synthetic),
    }
    return {name: value for name, value in everything.items() if value}


def _alone(mode: str) -> dict[str, Any]:
    return {"@type": "ItemList", "itemListElement": [mode]}


def _sound(about: Imprint, text: Document, mp3: str, synthetic: str) -> dict[str, Any]:
    minutes, seconds = divmod(round(text.duration), 60)
    return {
        "@type": "AudioObject",
        "name": text.title,
        "description": synthetic,
        "contentUrl": mp3,
        "encodingFormat": "audio/mpeg",
        "duration": f"PT{minutes}M{seconds}S",
        "inLanguage": about.language,
        "accessMode": "auditory",
        "caption": {
            "@type": "MediaObject",
            "contentUrl": "transcript.vtt",
            "encodingFormat": "text/vtt",
        },
    }
