import json
import shutil
import subprocess
from dataclasses import replace

import pytest
from mutagen.mp4 import MP4

from audionews.audio import arrange
from audionews.model import Chapter
from audionews.settings import Mastering
from sounds import measured, syllables

TITLES = ("Costs = 5; see #2", "A \\ back slash", "Мост — “открыт”", "[CHAPTER]")


@pytest.fixture
def programme(studio):
    """A loud voice and a soft one by turns, in sections with difficult titles."""
    for turn in range(4):
        studio.say(syllables(2.5, 0.08 if turn % 2 else 0.6, seed=turn), voice=str(turn % 2))
    made = arrange(studio.script, studio.clips)
    fourth = made.duration / 4
    chapters = tuple(
        Chapter(title=title, start=number * fourth, end=(number + 1) * fourth)
        for number, title in enumerate(TITLES)
    )
    return replace(made, chapters=chapters)


@pytest.mark.parametrize(
    "mastering",
    [Mastering(), Mastering(channels=2, target_lufs=-12), Mastering(sample_rate=22050)],
)
def test_an_m4b_sounds_as_the_mp3_does_which_it_leaves_as_it_is(
    studio, programme, tmp_path, mastering
):
    alone, both = tmp_path / "alone.mp3", tmp_path / "both.mp3"
    studio.master(programme, alone, mastering)
    studio.master(programme, both, mastering, m4b=True)
    found = measured(both.with_suffix(".m4b"))
    assert alone.read_bytes() == both.read_bytes()
    assert not alone.with_suffix(".m4b").exists()
    assert found.lufs == pytest.approx(mastering.loudness, abs=1)
    assert found.peak <= mastering.true_peak_dbtp
    assert found.samples / mastering.sample_rate == pytest.approx(programme.duration, abs=0.03)


def test_the_same_sound_gives_the_same_m4b(studio, programme, tmp_path):
    for name in ("one", "two"):
        studio.master(programme, tmp_path / f"{name}.mp3", Mastering(), m4b=True)
    assert (tmp_path / "one.m4b").read_bytes() == (tmp_path / "two.m4b").read_bytes()


def test_chapters_are_kept_whatever_their_titles_as_a_track_and_as_a_list(
    studio, programme, tmp_path
):
    path = tmp_path / "talk.m4b"
    studio.master(programme, path.with_suffix(".mp3"), Mastering(), m4b=True)
    command = [shutil.which("ffprobe") or pytest.skip("there is no ffprobe"), "-v", "error"]
    shown = subprocess.run(
        [*command, "-show_chapters", "-of", "json", str(path)], capture_output=True, check=True
    ).stdout
    assert [one["tags"]["title"] for one in json.loads(shown)["chapters"]] == list(TITLES)
    listed = MP4(path).chapters
    assert [one.title for one in listed] == list(TITLES)
    assert [one.start for one in listed] == [
        pytest.approx(one.start, abs=0.001) for one in programme.chapters
    ]
