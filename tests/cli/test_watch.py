import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audionews.cli.watch import Desk
from audionews.settings import Settings, Speech

PATIENCE = 60  # seconds, on the busiest of machines
LISTENING = (  # a shell's background programs, such as these tests may be, ignore Ctrl-C
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from audionews.cli import main; main()"
)


@pytest.fixture
def desk(tmp_path):
    for name in ("a.txt", "b.html", ".hidden.txt", "a.txt~", "photo.jpg", "a.audionews.toml"):
        (tmp_path / name).write_text("")
    speech = Speech(lexicon=str(tmp_path / "words.toml"), cast=str(tmp_path / "cast.toml"))
    return lambda place: Desk(
        place,
        tmp_path / "audionews.toml",
        lambda: Settings(speech=speech),
    )


def test_a_folder_s_articles_are_those_with_an_article_s_ending(desk, tmp_path):
    assert [path.name for path in desk(tmp_path).articles()] == ["a.txt", "b.html"]
    assert desk(tmp_path / "a.txt").articles() == [tmp_path / "a.txt"]


@pytest.mark.parametrize(
    ("saved", "concerned"),
    [
        (["a.txt"], ["a.txt"]),
        (["a.audionews.toml"], ["a.txt"]),
        (["b.audionews.toml", "a.txt~"], ["b.html"]),
        (["audionews.toml"], ["a.txt", "b.html"]),
        (["words.toml"], ["a.txt", "b.html"]),
        (["cast.toml"], ["a.txt", "b.html"]),
        (["photo.jpg", "output", "gone.txt"], []),
    ],
)
def test_a_save_concerns_the_editions_that_are_made_from_it(desk, tmp_path, saved, concerned):
    found = desk(tmp_path).concerned(tmp_path / name for name in saved)
    assert [path.name for path in found] == concerned


def test_another_article_does_not_concern_a_file_that_is_watched(desk, tmp_path):
    assert desk(tmp_path / "a.txt").concerned([tmp_path / "b.html"]) == []
    assert desk(tmp_path / "a.txt").concerned([tmp_path / "words.toml"]) == [tmp_path / "a.txt"]


def test_the_folders_hold_the_article_the_settings_and_the_pronunciations(desk, tmp_path):
    assert desk(tmp_path / "a.txt").folders() == {tmp_path}


@pytest.fixture
def watching(article, tmp_path):
    """A running watch of the article; gives the file that its report goes to."""
    printed = tmp_path / "printed.log"
    with printed.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", LISTENING, "watch", str(article)],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=tmp_path,
        )
    try:
        wait(printed, "Watching")
        yield process, printed
    finally:
        process.kill()
        process.wait()


def wait(printed, words, times=1):
    until = time.monotonic() + PATIENCE
    while printed.read_text().count(words) < times:
        assert time.monotonic() < until, printed.read_text()
        time.sleep(0.1)


def save(path, text):
    """As editors do: another file takes the place of the old one."""
    other = path.with_name(f".{path.name}.swp")
    other.write_text(text)
    other.replace(path)


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to one program there")
def test_a_save_makes_the_edition_again_and_ctrl_c_ends_it(watching, article):
    process, printed = watching
    save(article, article.read_text().replace("took years", "took ages"))
    wait(printed, "1 of 6 clips said anew: 1 for other words.")
    text = article.read_text()
    save(article, "")
    wait(printed, "audionews: ")  # refused in one line; the next save mends it
    save(article, text)
    wait(printed, "Nothing has changed")
    article.with_name("bridge.audionews.toml").write_text(
        '[[pronunciations]]\nwritten = "Olim"\nsay = "Oh-leem"\n'
    )
    wait(printed, "1 of 6 clips said anew: 1 for another pronunciation.")
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert "Stopped watching." in printed.read_text()
    assert not list((Path(article.parent) / "output" / "bridge").glob(".*"))
