import tempfile
from pathlib import Path

import pytest

from audionews.model import Cast, Part, Role, Script, Utterance, Voice

DOUBLES = Path(__file__).parent / "doubles"


@pytest.fixture
def doubles(monkeypatch, tmp_path):
    """Registers the faulty engines; gives a function that says how often they shall fail."""
    counted = tmp_path / "faults"
    counted.mkdir()
    monkeypatch.syspath_prepend(DOUBLES)
    monkeypatch.setenv("FAULT_FOLDER", str(counted))
    monkeypatch.setenv("FAULTS", "0")
    return lambda times: monkeypatch.setenv("FAULTS", str(times))


@pytest.fixture
def scratch(monkeypatch, tmp_path):
    """The folder for temporary files, so that a test can see what was left there."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def tone_script():
    """Nine lines in two voices: the first and the fifth are the same words in the same voice."""
    words = [
        "The bridge is open.",
        "“It took a year,” she said.",
        "Rain fell.",
        "Traffic is light.",
    ]
    said = [words[index % 4] + ("" if index in {0, 4} else f" {index}") for index in range(9)]
    return Script(
        title="The bridge",
        language="en",
        sections=(),
        utterances=tuple(
            Utterance(
                role=Role.QUOTATION if "she said" in text else Role.NARRATION,
                text=text,
                spoken=text,
            )
            for text in said
        ),
    )


@pytest.fixture
def cast_of():
    """A cast in which an engine of tones plays the narrator and whoever is quoted."""

    def cast(engine="tone", **voice):
        return Cast(
            parts=(
                Part(name="narrator", voice=Voice(engine=engine, id="en-m1", **voice)),
                Part(name="quotation", voice=Voice(engine=engine, id="en-f1", **voice)),
            )
        )

    return cast
