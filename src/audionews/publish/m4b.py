"""The tags of an M4B; its chapters are written with its sound.

Source: QuickTime File Format, user data; the atoms' names are those of Apple's players.
"""

from pathlib import Path

from mutagen import MutagenError
from mutagen.mp4 import MP4, MP4Cover

from audionews.errors import MAKE_ROOM, OutputError
from audionews.model import Edition
from audionews.publish import transcript
from audionews.publish.imprint import imprint
from audionews.publish.tags import STATEMENT, Labels, labels
from audionews.settings import Settings

_AUDIOBOOK = 2
"""The kind of media: players put it on the shelf of books, and remember the place."""


def tag(path: Path, edition: Edition, settings: Settings, cover: bytes) -> None:
    """Write the tags of an edition into its M4B, in place of any that it has.

    The same edition and cover give the same bytes.

    Args:
        path: the M4B.
        edition: what is in it.
        settings: the show.
        cover: a JPEG.

    Raises:
        OutputError: the file was not written whole, or cannot be written.
    """
    texts = {**_texts(labels(edition, settings)), **_words(edition, settings)}
    try:
        file = MP4(path)
        file.clear()
        file.update({name: [text] for name, text in texts.items() if text})
        file["stik"] = [_AUDIOBOOK]
        file["covr"] = [MP4Cover(cover, MP4Cover.FORMAT_JPEG)]
        file.save(padding=lambda _: 0)
    except MutagenError as error:
        raise OutputError(f"{path}: {error}; {MAKE_ROOM}") from error


def _texts(said: Labels) -> dict[str, str]:
    return {
        "\xa9nam": said.title,
        "\xa9ART": said.artist,
        "\xa9alb": said.album,
        "aART": said.publisher,
        "\xa9gen": said.genre,
        "\xa9day": said.date,
        "cprt": said.copyright,
    }


def _words(edition: Edition, settings: Settings) -> dict[str, str]:
    return {
        "\xa9nrt": ", ".join(imprint(edition, settings).narrators),
        "\xa9cmt": STATEMENT,
        "\xa9lyr": transcript.text(edition),
        "purl": edition.article.url,
    }
