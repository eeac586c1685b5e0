import json
import os

import pytest

from audionews.studio.shelf import Shelf


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    for name in ("ferry.txt", "barge.md", "notes.pdf", ".hidden.txt", "ferry.audionews.toml"):
        (tmp_path / "articles" / name).write_text("words")
    return Shelf(tmp_path / "articles", tmp_path / "output")


def made(shelf, slug, source, **more):
    folder = shelf.out / slug
    folder.mkdir(parents=True)
    record = {"format": 1, "source": source, "title": slug.title(), "duration": 65.0, **more}
    (folder / "edition.json").write_text(json.dumps(record))


def names(shelf):
    return [item.source.name for item in shelf.items()]


def test_articles_are_listed_by_name_and_nothing_else(shelf):
    assert names(shelf) == ["barge.md", "ferry.txt"]


def test_an_article_knows_its_editions(shelf):
    made(shelf, "ferry", "articles/ferry.txt")
    item = shelf.items()[1]
    assert [(one.slug, one.title, one.duration) for one in item.editions] == [
        ("ferry", "Ferry", 65)
    ]
    assert not item.newer
    os.utime(item.source, (2**32, 2**32))
    assert shelf.items()[1].newer


def test_an_article_of_another_folder_is_listed_once_its_edition_is_here(shelf, tmp_path):
    (tmp_path / "else.txt").write_text("words")
    made(shelf, "else", "else.txt")
    assert names(shelf) == ["barge.md", "else.txt", "ferry.txt"]


@pytest.mark.parametrize(
    "source", ["", "-", "gone.txt", "https://heard.example/a.html", "/etc/passwd"]
)
def test_an_edition_without_an_article_is_told_but_cannot_be_opened(shelf, source):
    made(shelf, "lost", source)
    assert names(shelf) == ["barge.md", "ferry.txt"]
    assert shelf.homeless() == ("Lost",)


def test_articles_are_found_by_keys_and_never_by_names(shelf):
    item = shelf.items()[0]
    assert shelf.source(item.key) == item.source
    assert item.key != shelf.items()[1].key
    for key in ("", "barge.md", "../ferry.txt", str(item.source)):
        assert shelf.source(key) is None


def test_one_article_can_be_the_shelf(shelf):
    one = Shelf(shelf.place / "ferry.txt", shelf.out)
    assert names(one) == ["ferry.txt"]


def test_a_damaged_record_is_passed_over(shelf):
    made(shelf, "ferry", "articles/ferry.txt")
    (shelf.out / "ferry" / "edition.json").write_text("{")
    assert shelf.items()[1].editions == ()
