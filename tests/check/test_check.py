"""An edition is made once, and damaged anew for each rule."""

import json
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mutagen.id3 import ID3

import shelves
from audionews.audio import ffmpeg
from audionews.audio import listen as measure
from audionews.check import RULES, check, editions
from audionews.publish import feed
from audionews.publish.record import fingerprint


@pytest.fixture(scope="module")
def listen():
    """The measuring of sound, done once for the same sound."""
    known = {}

    def listen(path, rate):
        sound = path.read_bytes()
        if sound not in known:
            known[sound] = measure(path, rate)
        return known[sound]

    return listen


class Damage:
    """An edition's folder in which things can be broken; the record is made to fit again."""

    def __init__(self, folder):
        self.folder = folder
        self.mp3 = folder / "bridge.mp3"
        self.epub = folder / "bridge.epub"

    def json(self, name, change):
        path = self.folder / name
        value = json.loads(path.read_text(encoding="utf-8"))
        change(value)
        path.write_text(json.dumps(value), encoding="utf-8")

    def record(self, change):
        self.json("edition.json", change)

    def script(self, change):
        self.json("script.json", lambda script: change(script["utterances"]))

    def text(self, name, old, new):
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def chapter(self, number, *, start=None, end=None):
        data = bytearray(self.mp3.read_bytes())
        at = data.index(f"chapter{number}\0".encode(), data.index(b"CHAP")) + 9
        for place, seconds in ((at, start), (at + 4, end)):
            if seconds is not None:
                data[place : place + 4] = round(seconds * 1000).to_bytes(4)
        self.mp3.write_bytes(data)

    def title(self, old, new):
        data, (old, new) = self.mp3.read_bytes(), (t.encode("utf-16-le") for t in (old, new))
        assert old in data
        assert len(old) == len(new)
        at = data.index(old, data.index(b"CHAP"))
        self.mp3.write_bytes(data[:at] + new + data[at + len(old) :])

    def sound(self, filters):
        """Puts the sound through filters and leaves the tag as it is."""
        data, made = self.mp3.read_bytes(), self.folder.parent / "made.mp3"
        command = [ffmpeg.program(), "-v", "error", "-i", str(self.mp3), "-map_metadata", "-1"]
        coded = [
            "-map",
            "0:a",
            "-af",
            f"{filters},volume=0.45dB",
            "-c:a",
            "libmp3lame",
            "-b:a",
            "96k",
        ]
        subprocess.run([*command, *coded, "-id3v2_version", "0", str(made)], check=True)
        tag = sum(byte << 7 * place for place, byte in enumerate(reversed(data[6:10]))) + 10
        self.mp3.write_bytes(data[:tag] + made.read_bytes())

    def book(self, pattern, change, name=r".*\.(smil|xhtml|opf)"):
        """Changes what is first found in a part of the EPUB."""
        with zipfile.ZipFile(self.epub) as file:
            parts = {one: file.read(one) for one in file.namelist()}
        for part, data in parts.items():
            if re.fullmatch(name, part) and re.search(pattern, data, re.DOTALL):
                parts[part] = re.sub(pattern, change, data, count=1, flags=re.DOTALL)
                break
        else:
            raise AssertionError(pattern)
        with zipfile.ZipFile(self.epub, "w") as file:
            for part, data in parts.items():
                file.writestr(part, data)

    def line(self, words):
        """When the utterance that has those words is heard."""
        lines = json.loads((self.folder / "script.json").read_text())["utterances"]
        return next((one["start"], one["end"]) for one in lines if words in one["text"])

    def seal(self):
        def seal(record):
            there = (name for name in record["files"] if (self.folder / name).is_file())
            record["files"] |= {name: fingerprint(self.folder / name) for name in there}

        self.record(seal)


@pytest.fixture
def damage(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "bridge")
    return Damage(tmp_path / "bridge")


@pytest.fixture
def found(damage, listen, monkeypatch):
    """Gives the numbers of what is found, but for notes."""
    monkeypatch.setattr("audionews.check.kept.listen", listen)

    def found(severities=("error", "warning")):
        report = check(damage.folder)
        return {finding.number for finding in report.findings if finding.severity in severities}

    return found


def first(section):
    return lambda lines: next(line for line in lines if line["section"] == section)


def set_(index, **values):
    return lambda listed: listed[index].update(values)


def muted(start, end):
    return f"volume=0:enable='between(t,{start},{end})'"


def louder(by, start, end):
    return f"volume={by}dB:enable='between(t,{start},{end})'"


def drop_table(damage):
    damage.mp3.write_bytes(damage.mp3.read_bytes().replace(b"CTOC", b"XTOC", 1))


def saved_by_mutagen(damage):
    ID3(damage.mp3).save(damage.mp3, v2_version=3, v1=0)


def a_long_last_chapter(damage):
    damage.chapter(2, end=99)


def a_chapter_between_seconds(damage):
    start = ID3(damage.mp3)["CHAP:chapter1"].start_time / 1000
    damage.chapter(0, end=start - 0.25)
    damage.chapter(1, start=start - 0.25)


def a_section_that_begins_later(damage):
    damage.script(lambda lines: first(1)(lines).update(section=0))


def a_mayor_who_shouts(damage):
    start, end = damage.line("nine long years")
    again, last = damage.line("Nobody believed")
    damage.sound(f"{louder(2.2, start, end)},{louder(2.2, again, last)}")


def a_bang(damage):
    start, _ = damage.line("The mayor cut the ribbon")
    damage.sound(louder(15, start + 1, start + 1.05))


def a_mute_sentence(damage):
    start, _ = damage.line("The mayor cut the ribbon")
    damage.sound(muted(start + 1, start + 2.5))


def a_shared_voice(damage):
    voice = {}

    def cast(record):
        parts = {part["part"]: part for part in record["cast"]}
        voice.update(parts["Olim Nazar"]["voice"])
        parts["Mona Lind"]["voice"] = dict(voice)

    damage.record(cast)
    damage.script(
        lambda lines: [
            one.update(voice=voice["id"]) for one in lines if one["speaker"] == "Mona Lind"
        ]
    )


def a_source_with_more_words(damage):
    whole = json.loads((damage.folder / "edition.json").read_text(encoding="utf-8"))["source"]
    source = damage.folder.parent / "bridge.txt"
    article = Path(whole).read_text(encoding="utf-8")
    source.write_text(article.replace("in the rain", "in the cold rain"), encoding="utf-8")
    damage.record(lambda record: record.update(source=str(source)))


def a_script_that_goes_back(damage):
    def change(lines):
        late = max(line["block"] for line in lines)
        lines[-1]["block"], lines[-2]["block"] = lines[-2]["block"], late

    damage.script(change)


def cues_that_come_later(damage):
    path = damage.folder / "transcript.vtt"
    path.write_text(re.sub(r"(\d\d:)(\d\d\.\d{3})", shifted, path.read_text()))


def shifted(time):
    return f"{time[1]}{(float(time[2]) + 0.1) % 60:06.3f}"


DAMAGES = {
    "a chapter renamed in chapters.json": (
        lambda d: d.json("chapters.json", lambda c: c["chapters"][1].update(title="The crowds")),
        {"a-101"},
    ),
    "a chapter moved in chapters.json": (
        lambda d: d.json("chapters.json", lambda c: c["chapters"][1].update(startTime=5)),
        {"a-101"},
    ),
    "a chapter gone from chapters.json": (
        lambda d: d.json("chapters.json", lambda c: c["chapters"].pop()),
        {"a-101"},
    ),
    "a chapter renamed in the book": (
        lambda d: d.book(b">The crowd</a>", b">The crowds</a>", r".*nav\.xhtml"),
        {"a-101"},
    ),
    "a chapter renamed in the page": (
        lambda d: d.text("index.html", "<span>The crowd</span>", "<span>The crowds</span>"),
        {"a-101"},
    ),
    "a chapter longer than the sound": (a_long_last_chapter, {"a-101", "a-102", "a-604"}),
    "a chapter between whole seconds": (a_chapter_between_seconds, {"a-101", "a-103", "a-604"}),
    "chapters sorted by length": (saved_by_mutagen, {"a-101", "a-104", "a-604"}),
    "a table of contents lost": (drop_table, {"a-104", "a-604"}),
    "a chapter without a title": (
        lambda d: d.title("The crowd", "         "),
        {"a-101", "a-105", "a-604"},
    ),
    "a section that begins later": (a_section_that_begins_later, {"a-106"}),
    "sound too soft": (lambda d: d.sound("volume=-6dB"), {"a-201", "a-203", "a-604"}),
    "a bang": (
        a_bang,
        {"a-202", "a-203", "a-207", "a-604"},
    ),
    "a loudness made up": (
        lambda d: d.record(lambda r: r["loudness"].update(true_peak_dbtp=-3)),
        {"a-203"},
    ),
    "a length made up": (lambda d: d.record(lambda r: r.update(duration=9.5)), {"a-204"}),
    "a long silence": (lambda d: d.sound(muted(8, 13)), {"a-205", "a-206", "a-604"}),
    "a mute sentence": (a_mute_sentence, {"a-206", "a-604"}),
    "a speaker who shouts": (a_mayor_who_shouts, {"a-203", "a-208", "a-604"}),
    "an article with more words": (a_source_with_more_words, {"a-301"}),
    "a script that goes back": (a_script_that_goes_back, {"a-301"}),
    "another word in the captions": (
        lambda d: d.text("transcript.vtt", "ribbon", "wire"),
        {"a-302"},
    ),
    "a paragraph lost": (
        lambda d: d.text("transcript.txt", "Hundreds of people came to see it in the rain.", ""),
        {"a-302"},
    ),
    "another word in the book": (lambda d: d.book(b"ribbon", b"wire"), {"a-302"}),
    "another word in the page": (lambda d: d.text("index.html", "ribbon", "wire"), {"a-302"}),
    "a sentence gone from the transcript for the web": (
        lambda d: d.text("transcript.html", "Nobody believed in it.", ""),
        {"a-302"},
    ),
    "an utterance without words to say": (lambda d: d.script(set_(-1, spoken="")), {"a-303"}),
    "a cue beyond the sound": (
        lambda d: d.script(set_(-1, end=999.0)),
        {"a-206", "a-401", "a-402", "a-403"},
    ),
    "captions that come later": (cues_that_come_later, {"a-402"}),
    "a voice that hurries": (
        lambda d: d.script(lambda lines: lines[-1].update(spoken=lines[-1]["spoken"] * 2)),
        {"a-403"},
    ),
    "a lone quotation cut short": (
        lambda d: d.script(
            lambda lines: [
                one.update(spoken=one["spoken"] * 2) for one in lines if "so many" in one["text"]
            ]
        ),
        {"a-403"},
    ),
    "two speakers in one voice": (a_shared_voice, {"a-503"}),
    "a speaker in another voice": (lambda d: d.script(set_(-1, voice="en-f3")), {"a-504"}),
    "a clip beyond the book's sound": (
        lambda d: d.book(rb'(id="m-u5">.*?clipEnd=")[\d:.]+', rb"\g<1>0:09:59.000"),
        {"a-601", "a-603"},
    ),
    "a sentence of the book without a clip": (
        lambda d: d.book(rb'<par id="m-u5">.*?</par>', b""),
        {"a-302", "a-601", "a-602", "a-603"},
    ),
    "a book with another sound": (
        lambda d: d.book(b"^.", b"x", r".*\.mp3"),
        {"a-604"},
    ),
}
NOTES = {
    "a speaker unknown": (
        lambda d: d.record(lambda r: r["quotations"][0].update(voiced_as=None)),
        "a-501",
    ),
    "a speaker not sure": (
        lambda d: d.record(lambda r: r["quotations"][0].update(confidence=0.6)),
        "a-502",
    ),
    "the article gone": (lambda d: d.record(lambda r: r.update(source="gone.txt")), "a-305"),
}
UNREADABLE = {
    "edition.json": lambda data: data[:-9],
    "script.json": lambda data: data.replace(b'"format": 1', b'"format": 99'),
    "chapters.json": lambda _: b"[]",
    "transcript.vtt": lambda data: data.replace(b"WEBVTT", b"WEBTV"),
    "transcript.txt": lambda data: data + b"\xff",
    "bridge.mp3": lambda _: b"no sound at all",
    "bridge.epub": lambda data: data[: len(data) // 2],
}


def test_a_whole_edition_has_nothing_but_notes(found):
    assert found() == set()
    assert found(("note",)) == {"a-304"}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_found(name, damage, found):
    break_, expected = DAMAGES[name]
    break_(damage)
    damage.seal()
    assert found() == expected


def test_a_feed_that_is_older_than_the_edition_is_found(damage, found):
    feed.write(damage.folder.parent, shelves.SETTINGS, now=datetime(2026, 1, 2, tzinfo=UTC))
    assert found() == set()
    path = damage.folder.parent / "feed.xml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('title="The crowd"', 'title="The crowds"'), encoding="utf-8")
    assert found() == {"a-107"}


@pytest.mark.parametrize("name", NOTES)
def test_what_a_producer_should_know_is_noted(name, damage, found):
    break_, expected = NOTES[name]
    break_(damage)
    assert expected in found(("note",))


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_looked_at(name, damage, found):
    path = damage.folder / name
    path.write_bytes(UNREADABLE[name](path.read_bytes()))
    if name != "edition.json":
        damage.seal()
    assert "a-002" in found()
    (finding,) = (one for one in check(damage.folder).findings if one.number == "a-002")
    assert finding.where == name


@pytest.mark.parametrize("name", ["bridge.mp3", "transcript.txt", "cover.jpg"])
def test_a_file_that_is_missing_or_changed_is_named(name, damage, found):
    path = damage.folder / name
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert "a-001" in found()
    path.unlink()
    (finding,) = (one for one in check(damage.folder).findings if one.number == "a-001")
    assert (finding.where, finding.what) == (name, "it is not there")


def test_a_cast_without_a_narrator_is_told(damage, found):
    damage.record(lambda record: record.update(cast=record["cast"][1:]))
    assert found() == {"a-002"}


def test_every_rule_has_an_edition_that_is_damaged_for_it():
    damaged = {number for _, numbers in DAMAGES.values() for number in numbers}
    noted = {number for _, number in NOTES.values()}
    assert damaged | noted | {"a-001", "a-002", "a-107", "a-304"} == {rule.number for rule in RULES}


def test_rules_have_numbers_of_their_own_and_say_how_to_mend():
    assert len({rule.number for rule in RULES}) == len(RULES)
    assert all(rule.name and rule.mend for rule in RULES)


def test_editions_are_found_in_folders(whole):
    assert editions(whole) == editions(whole.parent) == editions(whole.parent.parent) == (whole,)
    assert editions(whole / "nothing") == ()
