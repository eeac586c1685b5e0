"""All files of an edition: what can be drafted without its sound, and the rest."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from audionews.model import Edition
from audionews.publish import chapters, daisy, epub, lpf, m4b, page, record, transcript
from audionews.publish.cover import draw
from audionews.publish.tags import tag
from audionews.publish.waveform import waveform
from audionews.settings import Settings

COVER = "cover.jpg"

_Writer = Callable[[Edition, Settings, Path, bytes, Path], None]


def drafts(
    edition: Edition, settings: Settings, name: str, levels: Sequence[int]
) -> dict[str, bytes]:
    """All that is made of an edition but does not hold its sound, which may not be ready yet.

    Args:
        edition: what is published.
        settings: the show's.
        name: of the MP3, without its ending.
        levels: how loud the sound is, for the picture of it; as ``waveform`` takes them.

    Returns:
        The content of each file by its name.
    """
    return {
        "script.json": record.script_json(edition),
        "transcript.vtt": transcript.vtt(edition).encode(),
        "transcript.srt": transcript.srt(edition).encode(),
        "transcript.json": transcript.segments(edition).encode(),
        "transcript.txt": transcript.text(edition).encode(),
        "chapters.json": chapters.chapters(edition).encode(),
        COVER: draw(edition, settings),
        "waveform.svg": waveform(edition, levels).encode(),
        **page.pages(edition, settings, name),
    }


def publish(
    edition: Edition, settings: Settings, drafted: Mapping[str, bytes], mp3: Path
) -> dict[str, Path]:
    """Tags the MP3, and writes all else that is made of the edition beside it.

    The books hold the MP3, so that it is tagged first.  An M4B that is wanted lies there already.

    Returns:
        Every file of the edition by its name.

    Raises:
        OSError: a file cannot be written.
    """
    cover, books = drafted[COVER], _books(mp3, settings)
    tag(mp3, edition, settings, cover)
    for name, content in drafted.items():
        (mp3.parent / name).write_bytes(content)
    for path, write in books.items():
        write(edition, settings, mp3, cover, path)
    paths = [mp3, *books, *(mp3.parent / name for name in drafted)]
    if settings.output.m4b:
        paths.append(mp3.with_suffix(".m4b"))
        m4b.tag(paths[-1], edition, settings, cover)
    return {path.name: path for path in paths}


def _books(mp3: Path, settings: Settings) -> dict[Path, _Writer]:
    books: dict[Path, _Writer] = {
        mp3.with_suffix(".epub"): epub.write,
        mp3.with_suffix(".daisy.zip"): daisy.write,
    }
    if settings.output.lpf:
        books[mp3.with_suffix(".lpf")] = lpf.write
    return books
