from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from audionews import cli

# No test is about time: machines are busy.
settings.register_profile("audionews", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("audionews")

DATA = Path(__file__).parent / "data"


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="accept what is read now")


@pytest.fixture
def accepts(request):
    """Whether the golden files are to be written anew."""
    return request.config.getoption("--update-golden")


@pytest.fixture
def seed():
    """The seed article's file."""
    return DATA / "kazakhstan-hub.txt"


@pytest.fixture
def run(capsys):
    """Runs a command line; gives its exit code, and what it printed on either stream."""

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return run


@pytest.fixture(autouse=True)
def _own_store(tmp_path_factory, monkeypatch):
    """No test reads or fills the store of the person who runs it."""
    monkeypatch.setenv("AUDIONEWS_STORE", str(tmp_path_factory.mktemp("clips")))
