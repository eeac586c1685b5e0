"""The studio in a browser, used as a producer uses it."""

import subprocess
import sys

import pytest

import validators


@pytest.fixture
def studio(place):
    """The address of a studio for the folder."""
    command = [sys.executable, "-u", "-m", "audionews", "studio", ".", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=place) as process:
        try:
            yield process.stdout.readline().split(" at ")[1].split()[0]
        finally:
            process.terminate()


def test_a_producer_corrects_a_speaker_hears_it_and_makes_the_edition(studio, place):
    used = validators.node("studio.mjs", studio, "use", "We waited for a year", "Ada Holm")
    assert used["before"] == "Olim Said"
    assert used["saved"]["speaker"] == used["kept"] == "Ada Holm"
    assert used["undone"] == "Olim Said"
    assert used["console"] == []
    assert set(used["sounds"]) <= {200, 206}
    assert used["sounds"]
    assert "clips said anew" in used["report"]
    assert (place / "output" / "ferry" / "ferry.mp3").is_file()

    keys = used["keys"]
    assert [keys[k]["here"] for k in ("j", "j again", "k")] == ["line-0", "line-1", "line-0"]
    assert keys["j again"]["focus"] == "line-1"
    assert keys["space"]["heard"] == "line-0"
    assert keys["?"]["help"]
    assert not keys["Escape"]["help"]
    assert keys["off"]

    assert used["why"].startswith("9")
    assert "Olim Said" in used["why"]
    assert used["hovered"]
    assert used["focused"]
    assert used["dismissed"]
    assert used["field"] == "speaker"
    assert used["closed"]["focus"] == used["id"]
    assert not used["closed"]["form"]
    assert used["saved"]["focus"] == used["id"]
    assert used["made"]["focus"] == "report-title"


def test_no_page_of_the_studio_keeps_anybody_out(studio):
    assert validators.node("studio.mjs", studio, "look")["found"] == []
