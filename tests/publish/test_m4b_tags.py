import pytest
from mutagen.mp4 import MP4

import editions
from audionews.audio.m4b import encode
from audionews.errors import OutputError
from audionews.publish import m4b, transcript


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """The bytes of an M4B without tags, and its edition."""
    made, path = editions.everything(), tmp_path_factory.mktemp("bare") / "edition.m4b"
    sound = (bytes(16_000) for _ in range(int(made.programme.duration)))
    mastering, chapters = editions.SETTINGS.mastering, made.programme.chapters
    encode(sound, 8000, path, mastering, gain=0, ceiling=-1, chapters=chapters)
    return path.read_bytes(), made


@pytest.fixture
def path(bare, tmp_path):
    path = tmp_path / "edition.m4b"
    path.write_bytes(bare[0])
    return path


def test_a_player_finds_who_wrote_published_and_reads_it_the_text_and_the_disclosure(bare, path):
    _, made = bare
    m4b.tag(path, made, editions.SETTINGS, editions.cover())
    found = MP4(path)
    assert found["\xa9nam"] == [made.script.title]
    assert found["\xa9ART"] == ["Ada Brook"]
    assert found["aART"] == ["The Lund Valley Observer"]
    assert found["\xa9day"] == ["2024-03-05"]
    assert found["cprt"] == ["© 2024 The Observer"]
    assert found["\xa9lyr"] == [transcript.text(made)]
    assert "synthetic voice" in found["\xa9nrt"][0]
    assert "synthetic" in found["\xa9cmt"][0]
    assert found["covr"] == [editions.cover()]
    assert [one.title for one in found.chapters] == [one.title for one in made.programme.chapters]


def test_tags_take_the_place_of_older_ones_and_the_same_edition_gives_the_same_bytes(bare, path):
    _, made = bare
    m4b.tag(path, made, editions.SETTINGS, editions.cover())
    once = path.read_bytes()
    m4b.tag(path, made, editions.SETTINGS, editions.cover())
    assert path.read_bytes() == once


def test_a_file_that_was_not_written_whole_is_told(bare, path):
    whole, made = bare
    path.write_bytes(whole[:100])
    with pytest.raises(OutputError, match=r"edition\.m4b.*free the disk"):
        m4b.tag(path, made, editions.SETTINGS, editions.cover())
