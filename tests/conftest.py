from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"


@pytest.fixture
def seed():
    """The seed article's file."""
    return DATA / "kazakhstan-hub.txt"


@pytest.fixture(autouse=True)
def _own_store(tmp_path_factory, monkeypatch):
    """No test reads or fills the store of the person who runs it."""
    monkeypatch.setenv("AUDIONEWS_STORE", str(tmp_path_factory.mktemp("clips")))
