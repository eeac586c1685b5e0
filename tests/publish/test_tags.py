from dataclasses import replace

import pytest
from mutagen.id3 import ID3

import editions
from audionews.model import Chapter
from audionews.publish.tags import tag


@pytest.fixture
def made():
    return editions.seed()


def tagged(edition, tmp_path):
    path = tmp_path / "edition.mp3"
    editions.silence(path, edition.programme.duration)
    sound = path.read_bytes()
    tag(path, edition, editions.SETTINGS, editions.cover())
    assert path.read_bytes().endswith(sound)
    return path


def test_a_player_finds_title_byline_show_cover_and_the_disclosure(made, tmp_path):
    found = ID3(tagged(made, tmp_path))
    assert found["TIT2"] == made.script.title
    assert found["TPE1"] == "Ksenia Bondal"
    assert found["TALB"] == "Heard"
    assert found.getall("APIC")[0].mime == "image/jpeg"
    assert any("synthetic" in str(comment) for comment in found.getall("COMM"))


def test_no_date_is_invented(made, tmp_path):
    found = ID3(tagged(made, tmp_path), translate=False)
    assert not {"TYER", "TDAT", "TDRC"} & set(found)


def test_the_tag_is_of_version_3_without_an_older_one_at_the_end(made, tmp_path):
    path = tagged(made, tmp_path)
    assert path.read_bytes()[:4] == b"ID3\x03"
    assert path.read_bytes()[-128:-125] != b"TAG"


def test_chapters_stand_in_time_order_in_the_file_whatever_their_titles(made, tmp_path):
    chapters = tuple(
        Chapter(title=title, start=10.0 * n, end=10.0 * n + 10)
        for n, title in enumerate(("Long title " * 9, "B", "Middle sized", "C" * 60))
    )
    edition = replace(made, programme=replace(made.programme, chapters=chapters))
    path = tagged(edition, tmp_path)
    found = ID3(path)
    starts = [
        found[f"CHAP:{name}"].start_time for name in found.getall("CTOC")[0].child_element_ids
    ]
    assert starts == [0, 10_000, 20_000, 30_000]
    data = path.read_bytes()
    places = [data.index(chapter.title.strip().encode("utf-16-le")[:40]) for chapter in chapters]
    assert places[1:] == sorted(places[1:])


def test_the_same_edition_gives_the_same_bytes(made, tmp_path):
    first = tagged(made, tmp_path).read_bytes()
    assert tagged(made, tmp_path).read_bytes() == first
