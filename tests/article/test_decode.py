import codecs

import pytest

from audionews.article.decode import decode
from audionews.errors import ArticleError

TEXT = "Zażółć gęślą jaźń.\nПривет, мир!\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
)
def test_unicode_is_known_by_its_mark(data):
    assert decode(data, name="a.txt") == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zeros(encoding):
    text = "A plain text of a few words.\n"
    assert decode(text.encode(encoding), name="a.txt") == text


def test_windows_1252_is_the_last_resort():
    assert decode("“Café” — 5 €".encode("cp1252"), name="a.txt") == "“Café” — 5 €"


def test_russian_in_windows_1251_is_known_by_its_words():
    text = "Жители посёлка рассказали о наводнении"
    assert decode(text.encode("cp1251"), name="a.txt") == text


def test_new_lines_are_made_equal_and_controls_dropped():
    data = "one\r\ntwo\rthree\x85four\u2028five\x07\x7f\x0csix\tseven".encode()
    assert decode(data, name="a.txt") == "one\ntwo\nthree\nfour\nfive six\tseven"


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 ...", b"PK\x03\x04...", b"{\\rtf1 hello}", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff"],
)
def test_what_is_no_text_is_refused_in_one_line(data):
    with pytest.raises(ArticleError, match=r"^report\.bin is .+; .+$"):
        decode(data, name="report.bin")


def test_nothing_is_an_empty_text():
    assert decode(b"", name="a.txt") == ""
