from xml.etree import ElementTree as ET

import pytest

from audionews.batch import shelf
from audionews.settings import Feed, Settings, Show, Speech

SHOW = Settings(
    show=Show(title="Heard", language="en-GB"),
    speech=Speech(engine="tone"),
    feed=Feed(
        url="https://post.example/heard/feed.xml",
        author="The Post",
        description="What the valley talks of.",
    ),
)


def episodes(tmp_path):
    root = ET.parse(tmp_path / "out" / "feed.xml").getroot()  # noqa: S314 - it is our own
    return [item.findtext("title") for item in root.iter("item")]


def test_a_show_with_a_feed_has_it_kept_up(write, made, tmp_path):
    write("a.txt", "Bridge opens")
    write("b.txt", "Ferry returns")
    made(settings=SHOW)
    assert sorted(episodes(tmp_path)) == ["Bridge opens", "Ferry returns"]
    assert (tmp_path / "out" / "index.html").is_file()


def test_the_feed_is_written_as_the_batch_goes(write, made, tmp_path, monkeypatch):
    started = []
    start = shelf.Shelf._start
    monkeypatch.setattr(shelf.Shelf, "_start", lambda self: started.append(1) or start(self))
    monkeypatch.setattr(shelf, "EVERY", 0)
    monkeypatch.setattr(shelf, "_SHARE", 0)
    for name in "abc":
        write(f"{name}.txt", f"News of {name}")
    made(settings=SHOW)
    assert len(started) > 1
    assert len(episodes(tmp_path)) == 3


def test_a_feed_that_a_killed_run_left_unwritten_is_written_by_the_next(write, made, tmp_path):
    write("a.txt", "Bridge opens")
    made(settings=SHOW)
    (tmp_path / "out" / "feed.xml").unlink()
    (result,) = made(settings=SHOW).values()
    assert result.outcome == "unchanged"
    assert episodes(tmp_path) == ["Bridge opens"]


def test_a_show_without_a_feed_has_none(write, made, tmp_path):
    write("a.txt")
    made()
    assert not list((tmp_path / "out").glob("*.xml"))


def test_a_feed_that_cannot_be_written_is_told_and_stops_nothing(tmp_path):
    kept = shelf.Shelf(str(tmp_path), SHOW)
    kept.made()
    kept.finish()
    assert "no edition" in kept.problem


@pytest.mark.parametrize("started", [True, False])
def test_a_feed_that_is_dropped_leaves_no_process(tmp_path, started):
    kept = shelf.Shelf(str(tmp_path), SHOW)
    if started:
        kept._start()
    kept.drop()
    assert kept._process is None
