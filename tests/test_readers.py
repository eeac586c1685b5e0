"""One edition, read by other people's programs: all find the same chapters and the same tags."""

import json
import re
import shutil
import subprocess
import zipfile

import pytest
from lxml import etree, html
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

import psp1
import validators
from audionews import cli, edition, settings
from audionews.publish.tags import STATEMENT

SHOW = """
[show]
title = "Heard"
publisher = "The Lund Valley Observer"
[feed]
url = "https://pod.example/heard/feed.xml"
description = "Articles, read aloud."
email = "radio@observer.example"
[speech]
engine = "tone"
jobs = 1
[output]
m4b = true
lpf = true
"""
ARTICLE = """Bridge opens after nine years

By Ada Brook

SANDVIK -- The bridge over the Lund opened on Monday. It is the longest in the valley.

The crowd

"It took us nine years," said Olim Nazar, the mayor of Sandvik. Hundreds came to see it.

Ticket prices

Whoever crosses it pays nothing until the summer, he said. Then it will be three crowns.

What comes next

The old ferry sails for one more year. After that it will be a museum on the shore.
"""
TAGS = {
    "title": "Bridge opens after nine years",
    "artist": "Ada Brook",
    "album": "Heard",
    "albumartist": "The Lund Valley Observer",
    "genre": "Podcast",
    "comment": STATEMENT,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("show")
    (place / "bridge.txt").write_text(ARTICLE)
    (place / "audionews.toml").write_text(SHOW)
    chosen = settings.load(place / "audionews.toml")
    (made,) = edition.make(place / "bridge.txt", chosen, place / "output")
    with pytest.raises(SystemExit):
        cli.main(["feed", f"{place / 'output'}", "--settings", f"{place / 'audionews.toml'}", "-q"])
    return made.folder


@pytest.fixture
def chapters(folder):
    kept = json.loads((folder / "edition.json").read_text())["chapters"]
    found = [(one["title"], one["start"]) for one in kept]
    assert len(found) == 4
    return found


def printed(program, *arguments):
    command = shutil.which(program) or pytest.skip(f"there is no {program}")
    done = subprocess.run([command, *map(str, arguments)], check=True, capture_output=True)
    return json.loads(done.stdout)


def probed(path):
    return printed("ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "json", path)


def node(path):
    return validators.node("tags.mjs", path, needs="music-metadata")


def by_ffprobe(path):
    found = probed(path)["chapters"]
    return [(one["tags"]["title"], float(one["start_time"])) for one in found]


def by_mutagen(path):
    if path.suffix == ".m4b":
        return [(one.title, one.start) for one in MP4(path).chapters]
    tag = ID3(path)
    listed = [tag[f"CHAP:{name}"] for name in tag["CTOC:contents"].child_element_ids]
    return [(str(one.sub_frames["TIT2"]), one.start_time / 1000) for one in listed]


def by_music_metadata(path):
    return [(one["title"], one["start"]) for one in node(path)["chapters"]]


def by_exiftool(path):
    (found,) = printed("exiftool", "-json", "-n", "-ChapterList", path)
    parts = (one.partition(" ") for one in found["ChapterList"])
    return [(title, float(start)) for start, _, title in parts]


def in_json(path):
    listed = json.loads(path.read_text())["chapters"]
    return [(one["title"], one["startTime"]) for one in listed]


def item(path):
    return etree.parse(path).find("channel/item")


def in_feed(path):
    listed = item(path).iterfind("psc:chapters/psc:chapter", psp1.NS)
    return [(one.get("title"), seconds(one.get("start"))) for one in listed]


def in_description(path):
    lines = html.fromstring(item(path).findtext("description")).itertext()
    found = (re.match(r"(\d\d:\d\d:\d\d) (.+)", line) for line in lines)
    return [(match[2], seconds(match[1])) for match in found if match]


def in_audiobook(path):
    with zipfile.ZipFile(path) as book:
        links = html.fromstring(book.read("index.html")).xpath("//nav//a")
    return [(link.text, float(link.get("href").partition("#t=")[2])) for link in links]


def seconds(clock):
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


@pytest.mark.parametrize(
    ("reader", "file"),
    [
        (by_ffprobe, "bridge.mp3"),
        (by_mutagen, "bridge.mp3"),
        (by_music_metadata, "bridge.mp3"),
        (by_ffprobe, "bridge.m4b"),
        (by_mutagen, "bridge.m4b"),
        (by_exiftool, "bridge.m4b"),
        (in_json, "chapters.json"),
        (in_feed, "../feed.xml"),
        (in_description, "../feed.xml"),
        (in_audiobook, "bridge.lpf"),
    ],
)
def test_every_reader_of_every_form_finds_the_same_chapters(folder, chapters, reader, file):
    assert reader(folder / file) == chapters


def tags_by_mutagen(path):
    names = {
        ".mp3": ("TIT2", "TPE1", "TALB", "TPE2", "TCON", "COMM::eng"),
        ".m4b": ("\xa9nam", "\xa9ART", "\xa9alb", "aART", "\xa9gen", "\xa9cmt"),
    }[path.suffix]
    found = ID3(path) if path.suffix == ".mp3" else MP4(path)
    return [str(found[name][0]) for name in names]


def tags_by_ffprobe(path):
    found = probed(path)["format"]["tags"]
    names = ("title", "artist", "album", "album_artist", "genre", "comment")
    return [found[name] for name in names]


def tags_by_exiftool(path):
    (found,) = printed("exiftool", "-json", path)
    assert not [name for name in found if name == "Error"]
    whole = "Band" if path.suffix == ".mp3" else "AlbumArtist"
    return [found[name] for name in ("Title", "Artist", "Album", whole, "Genre", "Comment")]


def tags_by_music_metadata(path):
    found = node(path)
    (genre,), (comment,) = found["genre"], found["comment"]
    return [*(found[name] for name in list(TAGS)[:4]), genre, comment["text"]]


@pytest.mark.parametrize("file", ["bridge.mp3", "bridge.m4b"])
@pytest.mark.parametrize(
    "reader", [tags_by_mutagen, tags_by_ffprobe, tags_by_exiftool, tags_by_music_metadata]
)
def test_every_reader_finds_the_same_tags(folder, reader, file):
    assert reader(folder / file) == list(TAGS.values())


@pytest.mark.parametrize("file", ["bridge.mp3", "bridge.m4b"])
def test_every_reader_finds_the_same_length_and_the_cover(folder, file):
    duration = json.loads((folder / "edition.json").read_text())["duration"]
    found = node(folder / file)
    assert found["pictures"] == [["image/jpeg", (folder / "cover.jpg").stat().st_size]]
    assert found["duration"] == pytest.approx(duration, abs=0.06)
    told = probed(folder / file)["format"]["duration"]
    assert float(told) == pytest.approx(duration, abs=0.06)


def test_the_feed_offers_the_m4b_and_the_page_offers_both(folder):
    offered = item(folder / "../feed.xml").iterfind("podcast:alternateEnclosure", psp1.NS)
    assert "audio/mp4" in [one.get("type") for one in offered]
    links = html.parse(folder / "index.html").xpath("//a/@href")
    assert {"bridge.m4b", "bridge.lpf"} <= set(links)
