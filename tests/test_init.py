import tomllib

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from audionews import settings
from audionews.cli import cli, main
from audionews.cli.init import with_tables
from audionews.errors import SettingsError
from audionews.settings import Feed, Settings, Show

GIVEN = (
    "--title",
    "Heard",
    "--description",
    "Read aloud.",
    "--url",
    "https://pod.example/feed.xml",
)
ANSWERS = """
Heard
Articles read aloud.
pod.example
https://pod.example/feed.xml
The Observer

News > Gossip
News > Politics

© 2024 The Observer

n
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(*arguments, typed=""):
    return CliRunner().invoke(cli, ["init", *arguments], input=typed)


def test_init_asks_explains_and_asks_again_until_an_answer_is_right():
    done = run(typed=ANSWERS)
    assert done.exit_code == 0
    assert "'pod.example' is no address" in done.output
    assert "Daily News" in done.output  # what there is instead of Gossip
    made = settings.load()
    assert made.show == Show(
        title="Heard", publisher="The Observer", copyright="© 2024 The Observer"
    )
    assert made.feed == Feed(
        url="https://pod.example/feed.xml",
        description="Articles read aloud.",
        category="News > Politics",
    )


def test_the_file_explains_every_setting_of_the_show(tmp_path):
    run(*GIVEN, "--yes")
    written = (tmp_path / "audionews.toml").read_text("utf-8")
    for row in settings.described():
        if row.name.startswith(("show.", "feed.")):
            assert f"# {row.description}\n" in written


def test_what_is_given_is_not_asked():
    done = run(*GIVEN, "--publisher", "Obs", "--no-explicit", typed="\n" * 9)
    assert done.exit_code == 0
    assert "What is the show called?" not in done.output
    assert settings.load().show.publisher == "Obs"


def test_programs_are_asked_nothing():
    done = run(*GIVEN, "--yes", "--page", "20", "--type", "serial", "--no-locked")
    assert done.exit_code == 0
    made = settings.load().feed
    assert (made.page, made.type, made.locked) == (20, "serial", False)


@pytest.mark.parametrize(
    ("missing", "said"),
    [("--title", "--title"), ("--description", "description"), ("--url", "url")],
)
def test_programs_are_told_what_is_missing(capsys, missing, said):
    at = GIVEN.index(missing)
    with pytest.raises(SystemExit) as ended:
        main(["init", "--yes", *GIVEN[:at], *GIVEN[at + 2 :]])
    error = capsys.readouterr().err
    assert ended.value.code == 5
    assert said in error
    assert error.count("\n") == 1


def test_a_file_that_is_there_is_not_changed_before_one_says_so(tmp_path):
    path = tmp_path / "audionews.toml"
    path.write_text("[pauses]\nsentence = 0.4\n")
    done = run(*GIVEN, typed="\n" * 7 + "n\n")
    assert done.exit_code != 0
    assert path.read_text() == "[pauses]\nsentence = 0.4\n"


def test_the_rest_of_the_file_stays_as_it_is(tmp_path):
    path = tmp_path / "audionews.toml"
    path.write_text(
        '# ours\n[show]\ntitle = "Old"  # for now\n\n'
        "# slower than usual\n[pauses]\nsentence = 0.4\n"
    )
    assert run(*GIVEN, "--yes").exit_code == 0
    written = path.read_text()
    assert written.startswith("# ours\n")
    assert "# slower than usual\n[pauses]\nsentence = 0.4\n" in written
    assert settings.load().show.title == "Heard"
    assert settings.load().pauses.sentence == 0.4


def test_asked_again_the_answers_are_there(tmp_path):
    run(*GIVEN, "--yes", "--publisher", "Obs")
    before = (tmp_path / "audionews.toml").read_text()
    assert run(typed="\n" * 12).exit_code == 0
    assert (tmp_path / "audionews.toml").read_text() == before


@pytest.mark.parametrize("old", ["show.title = 'x'\n", "show = { title = 'x' }\n"])
def test_a_file_that_cannot_be_changed_safely_is_left_alone(tmp_path, capsys, old):
    path = tmp_path / "audionews.toml"
    path.write_text(old)
    with pytest.raises(SystemExit):
        main(["init", "--yes", *GIVEN])
    assert "mend it by hand" in capsys.readouterr().err
    assert path.read_text() == old


_words = st.text(st.characters(exclude_categories=["Cs"]))


@given(_words, _words, st.booleans(), st.integers(1, 10**6))
def test_whatever_is_answered_is_read_back(title, description, explicit, page):
    show = Show(title=title)
    feed = Feed(description=description, explicit=explicit, page=page)
    tables = {"show": msgspec.structs.asdict(show), "feed": msgspec.structs.asdict(feed)}
    old = "[mastering]\nchannels = 2\n"
    once = with_tables(old, tables, "x")
    assert with_tables(once, tables, "x") == once
    made = msgspec.convert(tomllib.loads(once), Settings)
    assert (made.show, made.feed, made.mastering.channels) == (show, feed, 2)


def test_a_wrong_table_is_told():
    with pytest.raises(SettingsError, match="x"):
        with_tables("[[show]]\n", {"show": {}, "feed": {}}, "x")
