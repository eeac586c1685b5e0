import json
import re
import zipfile

import pytest
from lxml import html

import editions
import validators
from audionews.publish import lpf

CASES = ("seed", "twelve_speakers", "everything", "russian", "bulletin")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return editions.shelf(lpf.write, tmp_path_factory.mktemp("lpf"), "lpf")


def manifest(path):
    with zipfile.ZipFile(path) as book:
        return json.loads(book.read("publication.json"))


def page(path):
    with zipfile.ZipFile(path) as book:
        return book.read("index.html")


@pytest.mark.parametrize("case", CASES)
def test_the_manifest_names_every_file_of_the_package_and_no_other(shelf, case):
    found = manifest(shelf(case))
    linked = {one["url"] for one in found["readingOrder"] + found["resources"]}
    with zipfile.ZipFile(shelf(case)) as book:
        assert {"publication.json", *linked} == set(book.namelist())
        assert book.testzip() is None


@pytest.mark.parametrize("case", CASES)
def test_the_manifest_says_what_an_audiobook_has_to_and_should_say(shelf, case):
    made, found = getattr(editions, case)(), manifest(shelf(case))
    assert found["@context"][:2] == ["https://schema.org", "https://www.w3.org/ns/pub-context"]
    assert found["conformsTo"] == "https://www.w3.org/TR/audiobooks/"
    assert (found["type"], found["name"]) == ("Audiobook", made.script.title)
    assert found["inLanguage"] == [made.script.language]
    assert found["readBy"]
    assert all(found[name] for name in ("id", "accessMode", "accessibilityFeature"))
    (sound,) = found["readingOrder"]
    lengths = {re.fullmatch(r"PT(\d+\.\d{3})S", one["duration"])[1] for one in (found, sound)}
    assert lengths == {f"{made.programme.duration:.3f}"}
    assert {one["rel"] for one in found["resources"]} == {"contents", "cover"}


def test_what_nobody_says_is_left_out(shelf):
    assert "author" not in manifest(shelf("russian"))
    assert manifest(shelf("everything"))["datePublished"] == "2024-03-05"


@pytest.mark.parametrize("case", CASES)
def test_the_contents_lead_to_where_each_chapter_begins_in_the_sound(shelf, case):
    links = html.fromstring(page(shelf(case))).xpath("//nav[@role='doc-toc']//a")
    chapters = getattr(editions, case)().programme.chapters
    assert [(link.text, link.get("href")) for link in links] == [
        (one.title, f"audio.mp3#t={one.start:.3f}") for one in chapters
    ]


@pytest.mark.parametrize("case", CASES)
def test_all_that_is_heard_can_be_read(shelf, case):
    said = getattr(editions, case)().script.utterances
    text = html.fromstring(page(shelf(case))).get_element_by_id("text").text_content()
    assert "".join(text.split()) == "".join("".join(one.text or one.spoken for one in said).split())


def test_the_page_is_valid_html(shelf, tmp_path):
    paths = [tmp_path / f"{case}.html" for case in CASES]
    for path in paths:
        path.write_bytes(page(shelf(path.stem)))
    assert validators.vnu(*(path.as_uri() for path in paths)) == []


def test_the_same_edition_gives_the_same_bytes(shelf, tmp_path):
    again = editions.publish(lpf.write, editions.everything(), tmp_path, "again.lpf")
    assert again.read_bytes() == shelf("everything").read_bytes()
