import shutil
import subprocess
from array import array
from operator import mul

import pytest
from mutagen.mp3 import MP3

from audionews.audio import Material, arrange, ffmpeg, frame, master, mp3
from audionews.settings import Mastering
from sounds import Studio, decoded, measured, syllables


class Drawer:
    """A shelf that counts."""

    def __init__(self):
        self.kept, self.made = {}, 0

    def fetch(self, key):
        return self.kept.get(key)

    def keep(self, key, content):
        self.kept[key] = content
        self.made += 1


@pytest.fixture(scope="module")
def long_talk():
    """Two voices for three minutes, in paragraphs of ten seconds."""
    talk = Studio()
    for turn in range(18):
        talk.say(syllables(9.4, 0.2 + 0.1 * (turn % 2), seed=turn), voice=str(turn % 2), pause=0.6)
    return talk


def mastered(talk, path, shelf, mastering=None):
    mastering = mastering or Mastering()
    programme = arrange(talk.script, talk.clips, frame(mastering))
    material = Material(programme=programme, clips=talk.clips, voices=talk.voices, read=talk.read)
    return programme, master(material, talk.heard(), mastering, path, shelf)


def edited(talk, turn, samples):
    """The same talk with one clip said anew."""
    other = Studio(dict(talk.sounds), list(talk.clips), talk.voices, talk.utterances)
    brief = Studio().say(samples)
    key = f"{1000 + turn:064x}"
    other.sounds[key] = brief.read(brief.clips[0])
    other.clips[turn] = type(talk.clips[0])(
        key=key, rate=talk.clips[turn].rate, samples=brief.clips[0].samples
    )
    return other


@pytest.mark.parametrize(
    "mastering",
    [
        Mastering(),
        Mastering(sample_rate=22050, bitrate_kbps=64),
        Mastering(sample_rate=48000, channels=2, bitrate_kbps=192, highpass=80),
    ],
)
def test_reels_make_one_file_that_every_reader_takes(long_talk, tmp_path, mastering):
    path = tmp_path / "talk.mp3"
    programme, loudness = mastered(long_talk, path, Drawer(), mastering)
    assert len(programme.reels) > 2
    found = measured(path)
    assert found.samples == programme.duration * mastering.sample_rate
    assert found.lufs == pytest.approx(loudness.integrated_lufs, abs=0.11)
    assert found.peak == pytest.approx(loudness.true_peak_dbtp, abs=0.11)
    frames = found.samples / mp3.samples_a_frame(mastering)
    assert 0 <= MP3(path).info.length - programme.duration < 3 / frames * programme.duration
    if command := shutil.which("mp3val"):
        told = subprocess.run([command, str(path)], capture_output=True, text=True, check=True)
        warned = [line for line in told.stdout.splitlines() if "WARNING" in line]
        assert all("No supported tags" in line for line in warned)  # they come later


def test_where_reels_are_joined_nothing_is_heard(long_talk, tmp_path):
    path = tmp_path / "talk.mp3"
    programme, _ = mastered(long_talk, path, Drawer())
    sound = decoded(path)
    for reel in programme.reels[1:]:
        at = round(reel.start * 44_100)
        assert max(map(abs, sound[at - 2000 : at + 2000])) <= 2


def test_every_clip_sounds_where_its_cue_says(long_talk, tmp_path):
    path = tmp_path / "talk.mp3"
    programme, _ = mastered(long_talk, path, Drawer())
    sound = decoded(path)
    for cue, clip in zip(programme.cues, long_talk.clips, strict=True):
        original = array("h", long_talk.read(clip))[22_050:33_075:5]
        start = round((cue.start + 1) * 44_100)
        likeness = {
            shift: sum(
                map(mul, original, sound[start + shift : start + shift + 10 * len(original) : 10])
            )
            for shift in range(-20, 21, 2)
        }
        assert max(likeness, key=likeness.__getitem__) == 0


def test_an_edit_encodes_its_reel_only_and_gives_what_a_clean_build_gives(long_talk, tmp_path):
    shelf = Drawer()
    programme, _ = mastered(long_talk, tmp_path / "before.mp3", shelf)
    assert shelf.made == len(programme.reels)
    other = edited(long_talk, 7, syllables(9.1, 0.3, seed=7))
    mastered(other, tmp_path / "after.mp3", shelf)
    assert shelf.made == len(programme.reels) + 2  # and the silence up to a whole second
    mastered(other, tmp_path / "clean.mp3", Drawer())
    after = (tmp_path / "after.mp3").read_bytes()
    assert after == (tmp_path / "clean.mp3").read_bytes() != (tmp_path / "before.mp3").read_bytes()


def test_what_decides_the_sound_decides_the_reel(long_talk, tmp_path):
    shelf = Drawer()
    mastered(long_talk, tmp_path / "x.mp3", shelf)
    for mastering in (
        Mastering(bitrate_kbps=64),
        Mastering(highpass=80),
        Mastering(target_lufs=-23),
    ):
        made = shelf.made
        programme, _ = mastered(long_talk, tmp_path / "x.mp3", shelf, mastering)
        assert shelf.made >= made + len(programme.reels)


def test_the_header_has_the_check_sums_that_ffmpeg_writes(tmp_path):
    path = tmp_path / "tone.mp3"
    make = ["-f", "lavfi", "-i", "sine=300:d=2.3", "-b:a", "96k", "-flags:a", "+bitexact"]
    arguments = [*make, "-fflags", "+bitexact", "-id3v2_version", "0", str(path)]
    subprocess.run([ffmpeg.program(), "-v", "error", *arguments], check=True)
    theirs, mastering = path.read_bytes(), Mastering()
    size = theirs.index(b"\xff\xfb", 4)
    mp3.write(path, [theirs[size:]], 2.3, mastering)
    ours, at = path.read_bytes(), theirs.index(b"Info")
    assert ours[size:] == theirs[size:]
    assert ours[at : at + 16] == theirs[at : at + 16]  # so many frames and bytes
    lengths_and_sum = slice(at + 141, at + 154)
    assert ours[lengths_and_sum] == theirs[lengths_and_sum]
