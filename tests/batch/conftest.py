import tempfile
from pathlib import Path

import pytest

from audionews import batch
from audionews.settings import Settings, Speech

TONE = Settings(speech=Speech(engine="tone"))


@pytest.fixture
def write(tmp_path):
    """Writes a short article into a folder of the test."""

    def write(name, headline="Bridge opens", words="The bridge opened on Monday."):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{headline}\n\n{words}\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def made(tmp_path):
    """Runs a batch to its end; gives its results by the last part of their sources' names."""

    def made(*sources, settings=TONE, jobs=1, **more):
        run = batch(sources or [tmp_path / "in"], settings, out=tmp_path / "out", jobs=jobs, **more)
        return {result.source.rpartition("/")[2]: result for result in run}

    return made


@pytest.fixture
def fatal(monkeypatch, tmp_path):
    """Registers the engines that harm their worker."""
    monkeypatch.syspath_prepend(Path(__file__).parent / "doubles")
    monkeypatch.setenv("FALTERED", str(tmp_path / "faltered"))


@pytest.fixture(autouse=True)
def _leaves_no_files(monkeypatch, tmp_path):
    """Every test is seen to leave no temporary file behind."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []
