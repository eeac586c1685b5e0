"""What is told, and what is left behind, when the sound cannot be made."""

import shutil
import subprocess
import sys

import pytest

from audionews.audio import arrange, ffmpeg
from audionews.errors import AudioError, OutputError
from audionews.settings import Mastering
from sounds import syllables


@pytest.fixture
def started(monkeypatch):
    """Every ffmpeg that is started."""
    processes, popen = [], subprocess.Popen

    def start(*arguments, **keywords):
        processes.append(popen(*arguments, **keywords))
        return processes[-1]

    monkeypatch.setattr(ffmpeg.subprocess, "Popen", start)
    return processes


def write(studio, path, **ways):
    return studio.master(arrange(studio.script, studio.clips), path, Mastering(), **ways)


def nothing_left(started, folder):
    assert started
    assert all(process.poll() is not None for process in started)
    return not list(folder.iterdir())


METERS = 1
"""Started, and ended, before the mastering begins."""


@pytest.mark.parametrize("victim", [0, 1])
def test_an_ffmpeg_killed_at_its_work_is_told_in_one_line(studio, tmp_path, started, victim):
    for turn in range(20):
        studio.say(syllables(1, seed=turn))

    def kill(_):
        started[METERS + victim].kill()

    with pytest.raises(AudioError, match="ffmpeg failed: ") as told:
        write(studio, tmp_path / "x.mp3", progress=kill)
    assert "\n" not in str(told.value)
    assert nothing_left(started, tmp_path)


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OutputError("the store is gone")])
@pytest.mark.parametrize("readings", [1, 8])
def test_whatever_ends_the_work_ends_every_ffmpeg(studio, tmp_path, started, fault, readings):
    for turn in range(10):
        studio.say(syllables(0.5, seed=turn))
    read = 0

    def fail(clip):
        nonlocal read
        read += 1
        if read > readings:
            raise fault
        return studio.read(clip)

    with pytest.raises(type(fault)):
        write(studio, tmp_path / "x.mp3", read=fail)
    assert nothing_left(started, tmp_path)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 100 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(place)]
    if not mount or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only the superuser can make a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture(params=["imageio-ffmpeg's", "the system's"])
def each_ffmpeg(request, monkeypatch):
    if request.param == "the system's":
        path = shutil.which("ffmpeg") or pytest.skip("there is no other ffmpeg")
        monkeypatch.setattr(ffmpeg, "program", lambda: path)


@pytest.mark.usefixtures("each_ffmpeg")
def test_a_full_disk_is_told_and_left_as_it_was(studio, small_disk, started):
    for turn in range(12):
        studio.say(syllables(1.5, seed=turn))
    with pytest.raises(OutputError, match="free"):
        write(studio, small_disk / "x.mp3")
    assert nothing_left(started, small_disk)


@pytest.mark.usefixtures("each_ffmpeg")
def test_every_ffmpeg_reaches_the_loudness(studio, tmp_path):
    studio.say(syllables(3))
    assert write(studio, tmp_path / "x.mp3").integrated_lufs == pytest.approx(-19, abs=0.5)


def test_a_missing_ffmpeg_is_told_with_the_way_to_get_one(monkeypatch):
    monkeypatch.setattr(ffmpeg, "find_spec", lambda _: None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(AudioError, match="pip install imageio-ffmpeg"):
        ffmpeg.program.__wrapped__()


def test_an_ffmpeg_that_does_not_start_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(ffmpeg, "program", lambda: str(tmp_path / "ffmpeg"))
    with pytest.raises(AudioError, match="does not start"), ffmpeg.start([]):
        pass


def test_the_bundled_ffmpeg_is_found_without_starting_it(started):
    assert "ffmpeg" in ffmpeg.program.__wrapped__()
    assert not started
    assert "imageio_ffmpeg" not in sys.modules
