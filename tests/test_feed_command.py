import json
import tomllib
from functools import partial

import pytest

from audionews import edition, settings

SHOW = """
[show]
title = "Heard"
[feed]
url = "https://pod.example/heard/feed.xml"
description = "Articles, read aloud."
email = "radio@observer.example"
[speech]
engine = "tone"
"""


@pytest.fixture
def run(run):
    return partial(run, "feed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("show")
    article = folder / "bridge.txt"
    article.write_text(
        "Bridge opens\n\nThe bridge opened on Monday after many years of works.\n" * 3
    )
    (folder / "audionews.toml").write_text(SHOW)
    list(edition.make(article, settings.load(folder / "audionews.toml"), folder / "output"))
    return folder


def test_feed_says_what_it_has_written(run, folder, monkeypatch):
    monkeypatch.chdir(folder)
    code, out, _ = run()
    assert code == 0
    assert "1 episode\n" in out
    assert out.endswith("feed.xml\n")
    assert {path.name for path in (folder / "output").iterdir()} == {
        *("bridge", "feed.json", "feed.xml", "index.html", "podcast.opml", "show.jpg"),
    }
    _, out, _ = run("output")
    assert "Nothing has changed." in out
    assert run("output", "-q") == (0, "", "")


def test_feed_tells_programs_in_json(run, folder):
    _, out, _ = run(folder / "output", "--settings", folder / "audionews.toml", "--json")
    told = json.loads(out)
    assert (told["episodes"], told["pages"], told["notes"]) == (1, 1, [])


def test_a_show_without_settings_is_told_what_to_type(run, folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(folder / "output")
    assert (code, out) == (5, "")
    assert err.count("\n") == 1
    assert "audionews init" in err


def test_the_feed_s_settings_change_no_edition(folder):
    """Another description must not make a thousand editions anew."""
    tables = tomllib.loads(SHOW)
    other = settings.load(folder / "audionews.toml", {"feed": {"description": "Other words."}})
    assert other.feed.description != tables["feed"]["description"]
    (made,) = edition.make(folder / "bridge.txt", other, folder / "output")
    assert made.unchanged
