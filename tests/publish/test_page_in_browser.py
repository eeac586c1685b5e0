"""The player page in a browser, served as an edition is previewed."""

import json
import random
import subprocess
import sys

import pytest

import editions
import validators
from audionews.publish import page, transcript
from audionews.publish.document import document

CASES = ("seed", "twelve_speakers", "everything", "russian", "bulletin")
PAGES = ("index.html", "transcript.html", "embed.html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of editions with silence for their sound."""
    folder = tmp_path_factory.mktemp("editions")
    for case in CASES:
        put(folder, case)
    return folder


def put(folder, case):
    edition = getattr(editions, case)()
    (folder / case).mkdir()
    editions.silence(folder / case / f"{case}.mp3", edition.programme.duration)
    for name, content in page.pages(edition, editions.SETTINGS, case).items():
        (folder / case / name).write_bytes(content)


@pytest.fixture(scope="module")
def server(folder):
    """The address of a server of that folder."""
    command = [sys.executable, "-u", "-m", "audionews", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().split(" at ")[1].split()[0]
        finally:
            process.terminate()


def times(edition, count):
    """Sentences by chance, and for each a time at which it is heard, but not the very edge."""
    chance = random.Random(count)
    runs = chance.sample(document(edition).runs, count)
    return {run.id: round(run.begin + (run.until - run.begin) * 0.4, 2) for run in runs}


@pytest.fixture(scope="module")
def used(server):
    """What came of using the seed's page."""
    wanted = json.dumps(times(editions.seed(), 20))
    return validators.node("player.mjs", f"{server}seed/", wanted)


def test_play_plays_and_marks_the_first_words(used):
    assert used["before"]["paused"]
    assert used["before"]["at"] == 0
    assert not used["playing"]["paused"]
    assert used["playing"]["marked"] == "u0"


def test_at_twenty_random_times_the_sentence_that_is_heard_is_marked(used):
    assert len(used["marked"]) == 20
    assert {id_: seen for id_, seen in used["marked"].items() if seen is not True} == {}


def test_where_a_browser_cannot_mark_text_the_sentence_gets_a_class(server):
    wanted = times(editions.russian(), 5)
    used = validators.node("player.mjs", f"{server}russian/", json.dumps(wanted), "class")
    assert used["marked"] == dict.fromkeys(wanted, True)
    assert used["console"] == []


def test_a_page_opened_from_a_disk_marks_sentences_too(folder):
    wanted = times(editions.russian(), 5)
    address = (folder / "russian" / "index.html").as_uri()
    used = validators.node("player.mjs", address, json.dumps(wanted), "class")
    assert used["marked"] == dict.fromkeys(wanted, True)
    assert used["console"] == []


def test_nothing_goes_wrong_and_nobody_else_is_asked(used, server):
    assert used["console"] == []
    assert all(address.startswith(server) for address in used["requests"])


def test_chapters_jump(used):
    assert used["chapters"] == [chapter.start for chapter in editions.seed().programme.chapters]


def test_a_click_on_a_sentence_plays_from_it(used):
    assert used["clicked"]["marked"] is True
    assert not used["clicked"]["paused"]


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(used):
    stops = used["tab"]
    controls = ["back", "play", "forward", "position", "speed", "help"]
    assert [stop for stop in stops if stop in controls] == controls
    (sentence,) = [n for n, stop in enumerate(stops) if stop.startswith("u") and stop[1:].isdigit()]
    assert stops.index("help") < sentence
    for words in ("Skip to the text", "Regional co-operation", "MP3 with chapters", "left out"):
        assert any(words in stop for stop in stops), words


def test_every_key_does_what_the_list_of_keys_says(used):
    keys = used["keys"]
    second = document(editions.seed()).runs[1].begin
    assert keys["l"]["at"] == 15
    assert keys["j"]["at"] == 0
    assert keys["."]["at"] == second
    assert keys[","]["at"] == 0
    assert keys["n"]["chapter"] == "Regional co-operation"
    assert keys["p"]["at"] == 0
    assert (keys["+"]["speed"], keys["-"]["speed"]) == (1.1, 1)
    assert [keys[key]["paused"] for key in ("k", "k again", " ", "  again")] == [
        False,
        True,
        False,
        True,
    ]
    assert (keys["?"]["help"], keys["Escape"]["help"]) == (True, False)


def test_the_keys_can_be_switched_off(used):
    before, after = used["off"]
    assert before == after


def test_arrows_go_from_sentence_to_sentence_and_enter_plays(used):
    step = used["sentence"]
    assert int(step["next"][1:]) == int(step["first"][1:]) + 1
    assert step["played"]


def test_whoever_scrolls_is_left_alone_until_they_ask_to_come_back(used):
    assert used["scrolled"]["before"] == used["scrolled"]["after"] > 0


def test_the_place_and_the_speed_are_remembered(used):
    assert used["again"]["at"] == pytest.approx(20, abs=0.5)
    assert used["again"]["speed"] == 1.5
    assert used["again"]["paused"]


def test_a_link_to_a_sentence_begins_there(used):
    first = next(iter(times(editions.seed(), 20)))
    begins = {run.id: run.begin for run in document(editions.seed()).runs}
    assert used["linked"]["at"] == pytest.approx(begins[first], abs=0.01)


def test_axe_finds_nothing_in_any_way_of_looking(server):
    assert validators.node("axe.mjs", f"{server}everything/index.html") == []


@pytest.mark.parametrize(
    "name",
    [
        "seed/index.html",
        "twelve_speakers/index.html",
        "russian/index.html",
        "bulletin/index.html",
        "everything/transcript.html",
        "seed/embed.html",
    ],
)
def test_axe_finds_nothing_in_light_and_darkness(server, name):
    ways = ("wide", "narrow dark", "forced colours")
    assert validators.node("axe.mjs", f"{server}{name}", *ways) == []


def test_nothing_is_found_against_the_page_of_an_edition_of_five_hours(folder, server):
    put(folder, "hundredfold")
    address = f"{server}hundredfold/index.html"
    assert validators.node("axe.mjs", address, "wide") == []
    assert validators.vnu(address) == []


def test_the_nu_html_checker_has_nothing_to_say(server):
    assert validators.vnu(*(f"{server}{case}/{name}" for case in CASES for name in PAGES)) == []


def test_html_validate_has_nothing_to_say(folder):
    assert (
        validators.html_validate(*(folder / case / name for case in CASES for name in PAGES)) == []
    )


def test_lighthouse_gives_all_points_for_accessibility(server, tmp_path):
    assert validators.lighthouse(f"{server}seed/index.html", tmp_path) == (1, [])


@pytest.mark.parametrize("case", CASES)
def test_readers_of_webvtt_take_the_transcript_and_the_cues(folder, case, tmp_path):
    edition = getattr(editions, case)()
    captions = tmp_path / "transcript.vtt"
    captions.write_text(transcript.vtt(edition), encoding="utf-8")
    read = validators.node("captions.mjs", captions, folder / case / "sync.vtt")
    said = [one for one in edition.script.utterances if one.text]
    assert [one["errors"] for one in read] == [[], []]
    assert [one["cues"] for one in read] == [len(said), len(edition.script.utterances)]
    assert [one["vttjs"] for one in read] == [len(said), len(edition.script.utterances)]
