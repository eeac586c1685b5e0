import json
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise

import pytest
from mutagen.id3 import ID3, CTOCFlags
from mutagen.mp3 import MP3

import editions
from audionews.audio import mp3
from audionews.model import Chapter
from audionews.publish.languages import alpha3
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


def test_the_chapters_are_one_ordered_table_that_tiles_the_sound(made, tmp_path):
    found = ID3(tagged(made, tmp_path))
    (contents,) = found.getall("CTOC")
    assert contents.flags == CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    chapters = [found[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert [chapter.sub_frames["TIT2"] for chapter in chapters] == [
        chapter.title for chapter in made.programme.chapters
    ]
    assert chapters[0].start_time == 0
    assert chapters[-1].end_time == round(made.programme.duration * 1000)
    for before, after in pairwise(chapters):
        assert before.end_time == after.start_time
    assert {chapter.start_offset for chapter in chapters} == {0xFFFFFFFF}


def test_more_chapters_than_a_table_can_count_are_grouped(made, tmp_path):
    chapters = tuple(
        Chapter(title=f"Part {number}", start=float(number), end=number + 1.0)
        for number in range(600)
    )
    programme = replace(made.programme, chapters=chapters, duration=600.0)
    found = ID3(tagged(replace(made, programme=programme), tmp_path))
    tables = {table.element_id: table for table in found.getall("CTOC")}
    tops = [table for table in tables.values() if table.flags & CTOCFlags.TOP_LEVEL]
    names = [
        name for group in tops[0].child_element_ids for name in tables[group].child_element_ids
    ]
    assert len(tops) == 1
    assert max(len(table.child_element_ids) for table in tables.values()) <= 255
    assert [found[f"CHAP:{name}"].start_time for name in names] == [n * 1000 for n in range(600)]


def test_the_words_are_there_with_the_times_of_their_utterances(made, tmp_path):
    found = ID3(tagged(made, tmp_path))
    (timed,) = found.getall("SYLT")
    assert timed.text == [
        (utterance.text, round(cue.start * 1000))
        for utterance, cue, _ in made.lines()
        if utterance.text
    ]
    (whole,) = found.getall("USLT")
    assert whole.lang == timed.lang == "eng"
    assert made.script.title in whole.text


def test_a_known_date_and_address_are_told(made, tmp_path):
    article = replace(made.article, date="2024-03-05T08:00", url="https://example.org/жаңалық?a=1")
    found = ID3(tagged(replace(made, article=article), tmp_path), translate=False)
    assert (found["TYER"], found["TDAT"]) == ("2024", "0503")
    assert found["WOAF"].url == "https://example.org/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B?a=1"


def test_a_tag_takes_the_place_of_an_older_one(made, tmp_path):
    path = tagged(made, tmp_path)
    once = path.read_bytes()
    tag(path, made, editions.SETTINGS, editions.cover())
    assert path.read_bytes() == once
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("en", "eng"),
        ("pt-BR", "por"),
        ("kk-Latn", "kaz"),
        ("tyv", "tyv"),
        ("", "und"),
        ("xx", "und"),
    ],
)
def test_languages_have_three_letters(language, code):
    assert alpha3(language) == code


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """A tagged MP3 with sound, and its edition."""
    made, path = editions.seed(), tmp_path_factory.mktemp("real") / "edition.mp3"
    rate, seconds = 8000, int(made.programme.duration)
    mastering = editions.SETTINGS.mastering
    sound = (bytes(2 * rate) for _ in range(seconds))
    frames = mp3.frames_for(seconds * mastering.sample_rate, mastering)
    encoded = mp3.encode(sound, rate, mastering, gain=0, ceiling=-1, frames=frames)
    mp3.write(path, [encoded.frames], seconds, mastering)
    tag(path, made, editions.SETTINGS, editions.cover())
    return path, made


def test_ffprobe_finds_the_same_chapters_in_the_order_of_time(real):
    path, made = real
    command = [shutil.which("ffprobe") or pytest.skip("there is no ffprobe"), "-v", "error"]
    shown = subprocess.run(
        [*command, "-show_chapters", "-show_format", "-of", "json", str(path)],
        capture_output=True,
        check=True,
    ).stdout
    found = json.loads(shown)
    assert [
        (chapter["tags"]["title"], float(chapter["start_time"]), float(chapter["end_time"]))
        for chapter in found["chapters"]
    ] == [(chapter.title, chapter.start, chapter.end) for chapter in made.programme.chapters]
    assert float(found["format"]["duration"]) == pytest.approx(made.programme.duration, abs=0.06)


def test_the_length_that_the_tag_and_the_header_tell_is_that_of_the_sound(real):
    path, made = real
    padding = 2 * 1152 / 44_100  # the encoder's delay and the rest of the last frame
    assert 0 <= MP3(path).info.length - made.programme.duration <= padding
    assert ID3(path)["TLEN"] == str(round(made.programme.duration * 1000))


def test_mp3val_finds_nothing_wrong(real):
    path, _ = real
    command = shutil.which("mp3val") or pytest.skip("there is no mp3val")
    found = subprocess.run([command, str(path)], capture_output=True, text=True, check=True).stdout
    assert "WARNING" not in found
    assert "CBR" in found
