"""Podcasting 2.0 chapters.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/chapters/jsonChapters.md
"""

import json

from audionews.model import Edition


def chapters(edition: Edition) -> str:
    """The chapters as JSON: the same titles and whole seconds as in the MP3."""
    listed = [
        {"startTime": int(chapter.start), "endTime": int(chapter.end), "title": chapter.title}
        for chapter in edition.programme.chapters
    ]
    document = {"version": "1.2.0", "title": edition.script.title, "chapters": listed}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
