import builtins

import pytest

from audionews import cli, serving
from audionews.errors import SettingsError


@pytest.fixture
def started(monkeypatch):
    """The applications that were started instead of being served."""
    apps = []
    monkeypatch.setattr(serving, "run", lambda app, _: apps.append(app))
    return apps


@pytest.mark.usefixtures("place")
def test_the_studio_says_where_it_is_and_only_this_machine_can_reach_it(started, capsys):
    cli.cli.main(["studio", "--no-open"], standalone_mode=False)
    assert capsys.readouterr().out.startswith("The studio is at http://127.0.0.1:")
    assert len(started) == 1


@pytest.mark.usefixtures("started")
def test_a_folder_of_editions_is_where_editions_go(place, monkeypatch):
    (place / "shows" / "ferry").mkdir(parents=True)
    (place / "shows" / "ferry" / "edition.json").write_text("{}")
    shelves = []
    monkeypatch.setattr("audionews.studio.shelf.Shelf", lambda *paths: shelves.append(paths))
    for arguments in (["shows"], ["."], ["shows", "-o", "else"]):
        cli.cli.main(["studio", *arguments, "--no-open"], standalone_mode=False)
    assert [out.name for _, out in shelves] == ["shows", "output", "else"]


def test_settings_that_are_wrong_are_told_at_once(place, started):
    (place / "audionews.toml").write_text("[speech]\ncolour = 1\n")
    with pytest.raises(SettingsError, match="colour"):
        cli.cli.main(["studio", "--no-open"], standalone_mode=False)
    assert started == []


@pytest.mark.usefixtures("place")
def test_what_has_to_be_installed_is_told(monkeypatch):
    whole = builtins.__import__

    def without(name, *rest, **more):
        if name.startswith("audionews.studio"):
            raise ModuleNotFoundError("No module named 'tomlkit'", name="tomlkit")
        return whole(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(
        SettingsError, match=r"needs tomlkit; type: pip install 'audionews\[studio\]'"
    ):
        cli.cli.main(["studio", "--no-open"], standalone_mode=False)
