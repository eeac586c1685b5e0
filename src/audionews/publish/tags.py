"""The tags of an MP3: ID3v2.3 with chapters.

Only this module and that of the M4B know mutagen.  Version 2.3, because ffmpeg loses chapters
with long titles in 2.4, and more players read it.

Source: https://id3.org/id3v2.3.0, https://id3.org/id3v2-chapters-1.0
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path
from typing import IO
from urllib.parse import quote

from mutagen import id3

from audionews.errors import MAKE_ROOM, OutputError
from audionews.model import Chapter, Edition
from audionews.publish import transcript
from audionews.publish.languages import alpha3
from audionews.settings import Settings

MOST_CHILDREN = 255
"""A table of contents counts its children in one byte; longer ones are nested."""
NOWHERE = 0xFFFFFFFF
"""The byte offset of a chapter that is found by its time."""
STATEMENT = "The voices of this audio edition are synthetic."
TEXT = id3.Encoding.UTF16
HEADER = 10
"""Bytes before the frames of a tag, and before the content of a frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What players show of an edition, in whatever form it is; empty where nobody says so."""

    title: str
    artist: str
    album: str
    publisher: str
    date: str
    """ISO 8601: a day or a year."""
    copyright: str
    genre: str = "Podcast"


def tag(path: Path, edition: Edition, settings: Settings, cover: bytes) -> None:
    """Write the tags of an edition into its MP3, in place of any that it has.

    The same edition and cover give the same bytes.  The file is written anew beside the old one
    and then takes its place.

    Args:
        path: the MP3.
        edition: what is in it.
        settings: the show.
        cover: a JPEG.

    Raises:
        OutputError: the file cannot be written.
    """
    tagged = path.with_name(f"{path.name}.tagged")
    try:
        with path.open("rb") as old, tagged.open("wb") as new:
            new.write(_in_time_order(_bytes(frames(edition, settings, cover))))
            _skip_tag(old)
            shutil.copyfileobj(old, new, 1 << 20)
        tagged.replace(path)
    except OSError as error:
        tagged.unlink(missing_ok=True)
        raise OutputError(f"{path}: {error.strerror}; {MAKE_ROOM}") from error


def frames(edition: Edition, settings: Settings, cover: bytes) -> Iterator[id3.Frame]:
    """Every frame of the tag; chapters come in the order of time."""
    language = alpha3(settings.show.language or edition.article.language)
    yield from _texts(edition, settings, language)
    yield from _words(edition, language)
    if edition.article.url:
        url = _ascii(edition.article.url)
        yield id3.WOAF(url=url)
        yield id3.WXXX(encoding=TEXT, desc="article", url=url)
    yield id3.APIC(encoding=TEXT, mime="image/jpeg", type=3, desc="Cover", data=cover)
    yield from _contents(edition.programme.chapters)
    for number, chapter in enumerate(edition.programme.chapters):
        yield _chapter(f"chapter{number}", chapter)


def labels(edition: Edition, settings: Settings) -> Labels:
    """What every player shows of an edition."""
    article, show = edition.article, settings.show
    title = edition.script.title
    publisher = show.publisher or article.publication or show.title
    dated = re.match(r"\d{4}(?:-\d\d-\d\d)?", article.date)
    return Labels(
        title=title,
        artist=", ".join(article.authors) or publisher,
        album=show.title or article.publication or title,
        publisher=publisher,
        date=dated[0] if dated else "",
        copyright=show.copyright,
    )


def _texts(edition: Edition, settings: Settings, language: str) -> Iterator[id3.Frame]:
    said = labels(edition, settings)
    year, _, day = said.date.partition("-")
    texts: dict[type[id3.TextFrame], str] = {
        id3.TIT2: said.title,
        id3.TPE1: said.artist,
        id3.TALB: said.album,
        id3.TPE2: said.publisher,
        id3.TCON: said.genre,
        id3.TYER: year,
        id3.TDAT: "".join(reversed(day.split("-"))),
        id3.TLAN: language,
        id3.TLEN: str(_milliseconds(edition.programme.duration)),
        id3.TCOP: said.copyright,
    }
    yield from (frame(encoding=TEXT, text=text) for frame, text in texts.items() if text)


def _words(edition: Edition, language: str) -> Iterator[id3.Frame]:
    said = [(line.text, _milliseconds(cue.start)) for line, cue, _ in edition.lines() if line.text]
    yield id3.COMM(encoding=TEXT, lang="eng", desc="", text=STATEMENT)
    yield id3.USLT(encoding=TEXT, lang=language, desc="", text=transcript.text(edition))
    yield id3.SYLT(encoding=TEXT, lang=language, format=2, type=2, desc="", text=said)


def _contents(chapters: Sequence[Chapter]) -> Iterator[id3.Frame]:
    """Tables of contents: one, and where chapters have others below them, one for each of these."""
    children = list[str]()
    for number, group in enumerate(_groups(chapters)):
        ids = [f"chapter{index}" for index in group]
        if len(ids) > 1:
            yield from _tables(f"article{number}", ids, chapters[group[0]].title)
            ids = [f"article{number}"]
        children += ids
    yield from _tables("contents", children)


def _groups(chapters: Sequence[Chapter]) -> Iterator[list[int]]:
    """The numbers of the chapters, each with those below it."""
    tops = accumulate(chapter.level == 1 for chapter in chapters)
    for _, group in groupby(enumerate(tops), key=itemgetter(1)):
        yield [index for index, _ in group]


def _tables(name: str, children: list[str], title: str = "") -> Iterator[id3.Frame]:
    """A table of the children; of very many, one of tables."""
    if len(children) > MOST_CHILDREN:
        pieces = range(0, len(children), MOST_CHILDREN)
        parts = [children[at : at + MOST_CHILDREN] for at in pieces]
        children = [f"{name}{number}" for number in range(len(parts))]
        for part, ids in zip(children, parts, strict=True):
            yield _table(part, ids)
    yield _table(name, children, title)


def _table(name: str, children: list[str], title: str = "") -> id3.Frame:
    top = id3.CTOCFlags.TOP_LEVEL if name == "contents" else 0
    return id3.CTOC(
        element_id=name,
        flags=id3.CTOCFlags.ORDERED | top,
        child_element_ids=children,
        sub_frames=[id3.TIT2(encoding=TEXT, text=title)] if title else [],
    )


def _chapter(name: str, chapter: Chapter) -> id3.Frame:
    return id3.CHAP(
        element_id=name,
        start_time=_milliseconds(chapter.start),
        end_time=_milliseconds(chapter.end),
        start_offset=NOWHERE,
        end_offset=NOWHERE,
        sub_frames=[id3.TIT2(encoding=TEXT, text=chapter.title)],
    )


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _ascii(url: str) -> str:
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")


def _bytes(frames: Iterable[id3.Frame]) -> bytes:
    tags, file = id3.ID3(), BytesIO()
    for frame in frames:
        tags.add(frame)
    tags.save(file, v1=0, v2_version=3, padding=lambda _: 0)
    return file.getvalue()


def _in_time_order(tag: bytes) -> bytes:
    """The tag with its chapters last and in the order of time; mutagen sorts them by length."""
    frames, at = list[bytes](), HEADER
    while at < len(tag):
        end = at + HEADER + int.from_bytes(tag[at + 4 : at + 8])
        frames.append(tag[at:end])
        at = end
    frames.sort(key=_start)
    return tag[:HEADER] + b"".join(frames)


def _start(frame: bytes) -> int:
    if not frame.startswith(b"CHAP"):
        return -1
    element_id_end = frame.index(b"\0", HEADER)
    return int.from_bytes(frame[element_id_end + 1 : element_id_end + 5])


def _skip_tag(file: IO[bytes]) -> None:
    header = file.read(HEADER)
    file.seek(0)
    if header.startswith(b"ID3"):
        size = 0
        for seven_bits in header[6:]:
            size = size << 7 | seven_bits
        file.seek(HEADER + size)
