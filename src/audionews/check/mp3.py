"""What an MP3 says of itself: its ID3 tag and its first frame.

Read byte by byte, with nothing of the library that wrote them, which gives chapters in an order
of its own.

Source: https://id3.org/id3v2.3.0, https://id3.org/id3v2-chapters-1.0, ISO/IEC 11172-3
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audionews.model import Chapter

_HEADER = 10
"""Bytes before the frames of a tag, and before the content of a frame."""
_TOP_LEVEL = 2
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
_RATES = (44_100, 48_000, 32_000)
_SYNC = re.compile(rb"\xff[\xe2-\xff][\x10-\xeb]", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of contents."""

    name: str
    is_top: bool
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """What of an MP3's head the check looks at."""

    chapters: tuple[tuple[str, Chapter], ...]
    """Each with its name, in the order of the file."""
    tables: tuple[Table, ...]
    milliseconds: int | None
    """The length that the tag tells; None where it tells none."""
    rate: int
    """Samples a second."""
    frames: int | None
    """MPEG frames that the header counts; None where there is no such header."""
    samples: int
    """Samples in a frame."""

    @property
    def header_duration(self) -> float | None:
        """The length that players show before they have read the whole file, in seconds."""
        return None if self.frames is None else self.frames * self.samples / self.rate


def read_tag(path: Path) -> Tag:
    """The tag and the first frame of an MP3.

    Raises:
        ValueError: it is no MP3, or its tag is broken.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEADER)
        tag = file.read(_synchsafe(head[6:])) if head.startswith(b"ID3") else b""
        if not tag:
            file.seek(0)
        first = file.read(4096)
    version = head[3] if tag else 3
    frames = list(_frames(tag, version))
    lengths = [content for name, content in frames if name == "TLEN"]
    rate, samples, count = _first_frame(first)
    return Tag(
        chapters=tuple(_chapter(content, version) for name, content in frames if name == "CHAP"),
        tables=tuple(_table(content) for name, content in frames if name == "CTOC"),
        milliseconds=int(_text(lengths[0])) if lengths else None,
        rate=rate,
        frames=count,
        samples=samples,
    )


def _frames(data: bytes, version: int) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at + _HEADER <= len(data) and data[at]:
        size = data[at + 4 : at + 8]
        length = _synchsafe(size) if version >= 4 else int.from_bytes(size)  # noqa: PLR2004
        begin, at = at + _HEADER, at + _HEADER + length
        if at > len(data):
            raise ValueError("a frame of the tag is longer than the tag")
        yield data[begin - _HEADER : begin - 6].decode("latin-1"), data[begin:at]


def _synchsafe(size: bytes) -> int:
    """A size of which seven bits a byte count."""
    return sum(byte << 7 * place for place, byte in enumerate(reversed(size)))


def _chapter(content: bytes, version: int) -> tuple[str, Chapter]:
    name, _, rest = content.partition(b"\0")
    if len(rest) < 16:  # noqa: PLR2004 - two times and two offsets
        raise ValueError("a chapter of the tag is cut off")
    titles = [_text(inner) for kind, inner in _frames(rest[16:], version) if kind == "TIT2"]
    start, end = (int.from_bytes(rest[at : at + 4]) / 1000 for at in (0, 4))
    return name.decode("latin-1"), Chapter(title="".join(titles), start=start, end=end)


def _table(content: bytes) -> Table:
    name, _, rest = content.partition(b"\0")
    if len(rest) < 2:  # noqa: PLR2004 - flags and a count
        raise ValueError("a table of contents is cut off")
    children = rest[2:].split(b"\0")[: rest[1]]
    return Table(
        name=name.decode("latin-1"),
        is_top=bool(rest[0] & _TOP_LEVEL),
        children=tuple(child.decode("latin-1") for child in children),
    )


def _text(content: bytes) -> str:
    if not content or content[0] >= len(_ENCODINGS):
        raise ValueError("a text of the tag is in no known encoding")
    return content[1:].decode(_ENCODINGS[content[0]]).rstrip("\0")


def _first_frame(data: bytes) -> tuple[int, int, int | None]:
    """Samples a second, samples a frame, and how many frames the Info header counts."""
    found = _SYNC.search(data)
    if not found:
        raise ValueError("it holds no MPEG sound")
    frame = data[found.start() :]
    version, rate = frame[1] >> 3 & 3, frame[2] >> 2 & 3
    if version == 1 or rate == len(_RATES):
        raise ValueError("its first frame is broken")
    halved = {3: 0, 2: 1, 0: 2}[version]  # MPEG 1, 2 and 2.5
    mark = re.search(rb"(?:Xing|Info)(.{4})(.{4})", frame[:64], re.DOTALL)
    count = int.from_bytes(mark[2]) if mark and mark[1][3] & 1 else None
    return _RATES[rate] >> halved, 576 if halved else 1152, count
