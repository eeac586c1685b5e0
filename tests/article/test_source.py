import io
import sys
from types import SimpleNamespace

import pytest

from audionews.article.source import MAX_ARCHIVE, MAX_ARTICLE, load
from audionews.errors import ArticleError


def refusal(source):
    with pytest.raises(ArticleError) as refused:
        load(source)
    message = str(refused.value)
    assert "\n" not in message
    return message


def test_a_file_gives_its_bytes(tmp_path):
    file = tmp_path / "harbour.txt"
    file.write_bytes(b"The harbour opens again.")
    assert load(file) == b"The harbour opens again."


def test_a_dash_reads_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Pasted words.")))
    assert load("-") == b"Pasted words."


def test_a_missing_file_is_refused_by_name(tmp_path):
    assert "absent.txt does not exist" in refusal(tmp_path / "absent.txt")


def test_a_folder_is_refused(tmp_path):
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.parametrize("nothing", [b"", b" \n\t\r\n"])
def test_an_empty_file_is_refused(tmp_path, nothing):
    file = tmp_path / "empty.txt"
    file.write_bytes(nothing)
    assert "is empty" in refusal(file)


def test_a_file_without_permission_is_refused(tmp_path, monkeypatch):
    file = tmp_path / "secret.txt"
    file.write_text("Nobody reads this.")

    def denied(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", denied)
    assert "Permission denied; name a file that can be read" in refusal(file)


def test_a_name_that_no_file_can_have_is_refused():
    assert "name a file that can be read" in refusal("a\0b")


def test_an_article_above_the_limit_is_refused(tmp_path):
    file = tmp_path / "long.txt"
    file.write_bytes(b"a" * (MAX_ARTICLE + 1))
    assert "larger than 10 MB" in refusal(file)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    file = tmp_path / "huge.epub"
    with file.open("wb") as sparse:
        sparse.truncate(MAX_ARCHIVE + 1)
    monkeypatch.setattr("pathlib.Path.open", None)
    assert "larger than 200 MB" in refusal(file)


def test_a_web_address_is_not_taken_for_a_file():
    assert "is a web address" in refusal("https://news.example/harbour")
