"""One edition in every form that people use it in."""

from pathlib import Path

from audionews.model import Edition
from audionews.publish import chapters, daisy, epub, record, transcript
from audionews.publish.cover import draw
from audionews.publish.tags import tag
from audionews.publish.waveform import waveform
from audionews.settings import Settings

__all__ = ["draw", "publish", "waveform"]


def publish(
    edition: Edition, settings: Settings, mp3: Path, cover: bytes, picture: str
) -> dict[str, Path]:
    """Tags the MP3 and writes all else that is made of the edition beside it.

    The books hold the MP3, so that it is tagged first.

    Args:
        edition: what is published.
        settings: the show's.
        mp3: the finished sound.
        cover: a JPEG.
        picture: the waveform, an SVG.

    Returns:
        Every file of the edition by its name.

    Raises:
        OSError: a file cannot be written.
    """
    from audionews.publish import page  # noqa: PLC0415 - Jinja2 takes 30 ms to import

    tag(mp3, edition, settings, cover)
    texts = {
        "script.json": record.script_json(edition),
        "transcript.vtt": transcript.vtt(edition).encode(),
        "transcript.srt": transcript.srt(edition).encode(),
        "transcript.json": transcript.segments(edition).encode(),
        "transcript.txt": transcript.text(edition).encode(),
        "chapters.json": chapters.chapters(edition).encode(),
        "cover.jpg": cover,
        "waveform.svg": picture.encode(),
        **page.pages(edition, settings, mp3),
    }
    for name, content in texts.items():
        (mp3.parent / name).write_bytes(content)
    books = {mp3.with_suffix(".epub"): epub.write, mp3.with_suffix(".daisy.zip"): daisy.write}
    for path, write in books.items():
        write(edition, settings, mp3, cover, path)
    return {path.name: path for path in (mp3, *books, *(mp3.parent / name for name in texts))}
