"""The covers: an edition's headline in type, over a score of who speaks when; and the show's name.

The only module that knows Pillow.  The font is Source Serif 4 (Latin, Greek, Cyrillic), under the
SIL Open Font Licence that lies beside it.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from audionews.errors import SettingsError
from audionews.model import Edition, Role
from audionews.settings import Settings

SIDE, SHORTEST_SIDE = 3000, 1400
"""Pixels; podcast directories take 1400 to 3000."""
MARGIN = 240
QUALITIES = (80, 60, 40)
MOST_BYTES = 500_000
"""Some directories refuse covers of more than 512 KB."""
EM = 400
"""The size that words are measured at."""

GROUND, INK, DIM = "#14213d", "#fbf7ee", "#8d99b3"
VOICES = ("#fca311", "#e5614b", "#5fb49c", "#f2d16b", "#b79ced", "#6fa8dc")
"""For the people quoted, in the order in which they speak."""

HEADLINE_BOX = (SIDE - 2 * MARGIN, 1480)
HEADLINE_TOP = 620
SIZES, SHOW_SIZES = range(440, 39, -4), range(960, 39, -8)
LEADING = 1.14
SCORE_TOP, SCORE_HEIGHT = 2460, 300


def draw(edition: Edition, settings: Settings) -> bytes:
    """A square JPEG of 3000 pixels a side, below 512 KB; the same edition gives the same bytes.

    Words in a script that the font does not have are left out.
    """
    image = Image.new("RGB", (SIDE, SIDE), GROUND)
    canvas = ImageDraw.Draw(image)
    article = edition.article
    name = settings.show.title or article.publication or settings.show.publisher
    _line(canvas, MARGIN, name, 104, VOICES[0])
    _headline(canvas, edition.script.title)
    _line(canvas, SCORE_TOP - 200, ", ".join(article.authors), 88, DIM)
    _score(canvas, edition)
    return _jpeg(image)


def draw_show(title: str, publisher: str) -> bytes:
    """The cover of a show: its name, over a score that no other name has."""
    image = Image.new("RGB", (SIDE, SIDE), GROUND)
    canvas = ImageDraw.Draw(image)
    _headline(canvas, title, SHOW_SIZES)
    _line(canvas, SCORE_TOP - 200, publisher if publisher != title else "", 88, DIM)
    digest = hashlib.sha256(title.encode(errors="replace")).digest()
    lengths = [24 + byte for byte in digest]
    left, width = float(MARGIN), (SIDE - 2 * MARGIN) / sum(lengths)
    for byte, length in zip(digest, lengths, strict=True):
        speaks = byte % 2
        colour = VOICES[byte % len(VOICES)] if speaks else DIM
        _bar(canvas, left, left + length * width, colour, SCORE_HEIGHT * (1 if speaks else 0.3))
        left += length * width
    return _jpeg(image)


def show_cover(data: bytes) -> bytes:
    """A picture that was chosen for the show, as a JPEG that directories take.

    Raises:
        SettingsError: it is no picture, not square, or too small.
    """
    try:
        image = Image.open(BytesIO(data))
        image.load()
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise SettingsError("no JPEG or PNG that can be read") from error
    if image.width != image.height or image.width < SHORTEST_SIDE:
        raise SettingsError(
            f"{image.width} x {image.height} pixels, and directories take squares of "
            f"{SHORTEST_SIDE} to {SIDE}"
        )
    right = image.format == "JPEG" and image.mode == "RGB" and image.width <= SIDE
    if right and len(data) <= MOST_BYTES:
        return data
    image.thumbnail((SIDE, SIDE))
    opaque = Image.new("RGB", image.size, "white")
    seen = image.convert("RGBA")
    opaque.paste(seen, mask=seen)
    return _jpeg(opaque)


def _jpeg(image: Image.Image) -> bytes:
    for quality in QUALITIES:
        file = BytesIO()
        image.save(file, "JPEG", quality=quality, optimize=True)
        if file.tell() <= MOST_BYTES:
            break
    return file.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    data = files("audionews") / "data" / "fonts" / "SourceSerif4-SemiBold.ttf"
    return ImageFont.truetype(BytesIO(data.read_bytes()), size)


@cache
def _has(character: str) -> bool:
    return character.isspace() or _shape(character) != _shape("\uffff")


@cache
def _shape(character: str) -> bytes:
    return bytes(_font(20).getmask(character))


def _line(canvas: ImageDraw.ImageDraw, top: int, words: str, size: int, colour: str) -> None:
    if not words or not all(map(_has, words)):
        return
    size = min(size, int(size * HEADLINE_BOX[0] / _font(size).getlength(words)))
    canvas.text((MARGIN, top), words, font=_font(size), fill=colour)


def _headline(canvas: ImageDraw.ImageDraw, headline: str, sizes: range = SIZES) -> None:
    if not headline.strip() or not all(map(_has, headline)):
        return
    size, lines = _fitted(headline, sizes)
    for number, line in enumerate(lines):
        top = HEADLINE_TOP + int(number * size * LEADING)
        canvas.text((MARGIN, top), line, font=_font(size), fill=INK)


def _fitted(headline: str, sizes: range) -> tuple[int, list[str]]:
    """The largest size at which the headline fits its box, and its lines, of like lengths."""
    width, height = HEADLINE_BOX
    pieces = [
        (piece, _font(EM).getlength(piece))
        for piece in re.findall(r"\S+?-+(?=\w)|\S+\s*", headline)
    ]
    longest = max(length for _, length in pieces)
    for size in sizes:
        room = width * EM / size
        lines = _wrapped(pieces, room)
        if len(lines) * size * LEADING <= height and longest <= room:
            break
    while (room := room * 0.97) > longest and len(even := _wrapped(pieces, room)) == len(lines):
        lines = even
    return size, lines


def _wrapped(pieces: Sequence[tuple[str, float]], room: float) -> list[str]:
    lines, filled = [""], 0.0
    for piece, length in pieces:
        if lines[-1] and filled + length > room:
            lines.append("")
            filled = 0.0
        lines[-1] += piece
        filled += length
    return lines


def _score(canvas: ImageDraw.ImageDraw, edition: Edition) -> None:
    width, duration = SIDE - 2 * MARGIN, edition.programme.duration
    for start, end, colour, height in _notes(edition):
        left, right = MARGIN + width * start / duration, MARGIN + width * end / duration
        _bar(canvas, left, right, colour, height)


def _bar(
    canvas: ImageDraw.ImageDraw, left: float, right: float, colour: str, height: float
) -> None:
    middle = SCORE_TOP + SCORE_HEIGHT / 2
    box = (left, middle - height / 2, max(right - 4, left + 2), middle + height / 2)
    canvas.rectangle(box, fill=colour)


def _notes(edition: Edition) -> Iterator[tuple[float, float, str, float]]:
    colours: dict[str | None, str] = {}
    for utterance, cue, _ in edition.lines():
        if utterance.role is Role.QUOTATION:
            colour = colours.setdefault(utterance.speaker, VOICES[len(colours) % len(VOICES)])
            yield cue.start, cue.end, colour, SCORE_HEIGHT
        else:
            yield cue.start, cue.end, DIM, SCORE_HEIGHT * 0.3
