"""Bytes of a text file -> its text, whatever encoding it was saved in."""

import codecs
import re

from audionews.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_NEW_LINES = re.compile("\r\n?|\x85|\u2028|\u2029")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")
_CYRILLIC_WORD = re.compile("[А-Яа-яЁё]{3,}")
_SAMPLE = 65536


def decode(data: bytes, *, name: str) -> str:
    r"""The text of the bytes, its lines ended by ``\\n``, without control characters.

    UTF-8, UTF-16 and UTF-32 are known by their marks or their shape; what is none of them is
    taken for Windows-1251 where that gives Russian words, and for Windows-1252 otherwise.

    Raises:
        ArticleError: the bytes are no text.
    """
    _refuse_documents(data, name)
    text = _NEW_LINES.sub("\n", _decoded(data, name))
    return _CONTROLS.sub("", text.replace("\v", " ").replace("\f", " "))


def in_utf8(data: bytes, encoding: str) -> bytes:
    """The text of a known encoding in UTF-8 with its mark; as it is where that cannot be right.

    A mark of the text's own goes before the encoding that is said of it, as browsers have it.
    """
    try:
        marked = any(data.startswith(bom) for bom, _ in _BOMS)
        return data if marked else codecs.BOM_UTF8 + data.decode(encoding).encode()
    except (LookupError, UnicodeError):
        return data


def _refuse_documents(data: bytes, name: str) -> None:
    for signature, what in _NOT_TEXT:
        if data.startswith(signature):
            raise ArticleError(f"{name} is {what}, not text; save it as plain text or HTML first")


def _decoded(data: bytes, name: str) -> str:
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    encoding = encoding or _utf16_by_shape(data) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        _refuse_binary(data, name)
        return _single_byte(data)
    if len(_CONTROLS.findall(text[:_SAMPLE])) > max(len(text[:_SAMPLE]) // 5, 20):
        raise ArticleError(f"{name} is not text; give a text, HTML or other article file")
    return text


def _utf16_by_shape(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: one half of the bytes holds the zeros."""
    sample = data[:_SAMPLE]
    if len(sample) % 2 and len(data) <= _SAMPLE:
        return None
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    enough = len(sample) // 2 * 0.1
    if zeros[1] > enough and not zeros[0]:
        return "utf-16-le"
    if zeros[0] > enough and not zeros[1]:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes, name: str) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, bytes({*range(9), *range(14, 32)})))
    if b"\0" in sample or controls > len(sample) * 0.02:
        raise ArticleError(f"{name} is not text; give a text, HTML or other article file")


def _single_byte(data: bytes) -> str:
    as_cyrillic = data.decode("cp1251", errors="replace")
    letters = sum(byte >= 0xC0 for byte in data[:_SAMPLE])
    in_words = sum(len(word) for word in _CYRILLIC_WORD.findall(as_cyrillic[:_SAMPLE]))
    if letters > 20 and in_words > letters * 0.8:
        return as_cyrillic
    return data.decode("cp1252", errors="replace")
