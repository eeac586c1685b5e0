"""The seed article, through the whole program, as the person who typed the command gets it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"
GOLD = json.loads((DATA / "kazakhstan-hub.quotations.json").read_text(encoding="utf-8"))
NOT_SPOKEN = ("Do you like this article?", "0 Comment(s)", "Comment Policy")
CHAPTERS = [
    "Kazakhstan to establish Central Asian anti-trans-national crime hub",
    "Regional co-operation",
    "International support",
    "Public praise",
]


def make(out, store, engine="espeak"):
    """Makes the edition where neither eSpeak NG nor ffmpeg is on the search path."""
    chosen = out / "audionews.toml"
    chosen.parent.mkdir(exist_ok=True)
    chosen.write_text("[output]\nm4b = true\nlpf = true\n")
    nowhere = {"PATH": str(out / "nowhere"), "AUDIONEWS_STORE": str(store)}
    subprocess.run(
        [
            *(sys.executable, "-m", "audionews", "make", str(DATA / "kazakhstan-hub.txt")),
            *("--engine", engine, "-o", str(out), "--quiet", "--settings", str(chosen)),
        ],
        check=True,
        env={**os.environ, **nowhere},
    )
    return out / "kazakhstan-hub"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make(tmp_path_factory.mktemp("output"), tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="module")
def said(folder):
    return json.loads((folder / "script.json").read_text(encoding="utf-8"))["utterances"]


def bare(text):
    return text.strip("\"'“” ")


def test_every_quotation_is_an_utterance_of_its_own_in_its_speaker_s_voice(said):
    quoted = [(bare(one["text"]), one["speaker"]) for one in said if one["role"] == "quotation"]
    assert quoted == [(bare(gold["text"]), gold["speaker"]) for gold in GOLD["quotes"]]


def test_six_speakers_have_six_voices_and_none_is_the_narrator_s(said):
    voices = {one["speaker"]: one["voice"] for one in said if one["speaker"]}
    narrator = {one["voice"] for one in said if one["role"] == "narration"}
    assert len(voices) == 6
    assert len(set(voices.values())) == 6
    assert not set(voices.values()) & narrator


def test_the_woman_s_voice_is_a_woman_s(folder):
    cast = json.loads((folder / "edition.json").read_text(encoding="utf-8"))["cast"]
    sexes = {part["part"]: part["voice"]["sex"] for part in cast}
    assert sexes["Zaure Ashimova"] == "f"
    assert {sexes[name] for name in ("Yury Fedotov", "Yernur Uali", "Rustam Burnashev")} == {"m"}


def test_every_word_is_said_once_and_in_order_but_for_those_declared(folder, said):
    record = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    left_out = " ".join(line["text"] for line in record["left_out"])
    spoken = " ".join(one["text"] for one in said)
    source = (DATA / "kazakhstan-hub.txt").read_text(encoding="utf-8")
    assert "".join(f"{spoken}{left_out}".split()) == "".join(source.split())
    assert all(line in left_out and line not in spoken for line in NOT_SPOKEN)


def test_the_chapters_are_the_article_s_sections_and_begin_on_whole_seconds(folder):
    chapters = json.loads((folder / "chapters.json").read_text(encoding="utf-8"))["chapters"]
    assert [chapter["title"] for chapter in chapters] == CHAPTERS
    assert chapters[0]["startTime"] == 0
    assert all(float(chapter["startTime"]).is_integer() for chapter in chapters)


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="needs ffprobe")
def test_another_reader_finds_the_same_chapters_in_time_order(folder):
    probe = ["ffprobe", "-loglevel", "error", "-show_chapters", "-of", "json"]
    printed = subprocess.run(
        [*probe, str(folder / "kazakhstan-hub.mp3")], check=True, capture_output=True
    ).stdout
    found = json.loads(printed)["chapters"]
    kept = json.loads((folder / "chapters.json").read_text(encoding="utf-8"))["chapters"]
    assert [chapter["tags"]["title"] for chapter in found] == CHAPTERS
    assert [float(c["start_time"]) for c in found] == [float(c["startTime"]) for c in kept]


@pytest.mark.skipif(not shutil.which("mp3val"), reason="needs mp3val")
def test_the_mp3_is_valid(folder):
    printed = subprocess.run(
        ["mp3val", str(folder / "kazakhstan-hub.mp3")], check=True, capture_output=True, text=True
    ).stdout
    assert "WARNING" not in printed
    assert "ERROR" not in printed


def test_two_cold_builds_give_the_same_bytes_of_every_file(folder, tmp_path):
    again = make(tmp_path / "output", tmp_path / "clips")
    assert {".mp3", ".m4b", ".lpf", ".epub"} <= {path.suffix for path in folder.iterdir()}
    for path in folder.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def test_the_default_engine_makes_it_too(tmp_path):
    folder = make(tmp_path / "output", tmp_path / "clips", engine="pyttsx3")
    record = json.loads((folder / "edition.json").read_text(encoding="utf-8"))
    assert record["loudness"]["integrated_lufs"] == pytest.approx(-19, abs=0.5)
    assert record["loudness"]["true_peak_dbtp"] <= -1
