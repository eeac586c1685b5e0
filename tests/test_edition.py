import hashlib
import json
import os

import pytest

from audionews import edition
from audionews.errors import ArticleError, OutputError, SpeechError
from audionews.folder import locked
from audionews.settings import Reading, Settings, Speech
from audionews.speech import Store, default_root

TONE = Settings(speech=Speech(engine="tone", jobs=1))

ARTICLE = """Bridge opens after nine years

By Ada Brook

SANDVIK -- The bridge over the Lund opened on Monday. It is the longest in the valley.

"It took us nine years," said Olim Nazar, the mayor of Sandvik. "Nobody believed in it."

The crowd

Hundreds came to see it, he said.

Share this article
"""


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE)
    return path


@pytest.fixture
def out(tmp_path):
    return tmp_path / "output"


def make(source, out, settings=TONE):
    (made,) = edition.make(source, settings, out)
    return made


def state(folder):
    """Every file with its bytes and the time it was written."""
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


def test_an_edition_holds_all_its_files_and_nothing_else(article, out):
    made = make(article, out)
    assert made.folder == out / "bridge"
    assert {path.name for path in made.folder.iterdir()} >= {
        "bridge.mp3",
        "script.json",
        "transcript.vtt",
        "transcript.txt",
        "chapters.json",
        "cover.jpg",
        "edition.json",
    }
    kept = json.loads((made.folder / "edition.json").read_text())
    assert {path.name for path in made.folder.iterdir()} == {"edition.json", *kept["files"]}


def test_the_record_says_what_was_left_out_and_why(article, out):
    kept = json.loads((make(article, out).folder / "edition.json").read_text())
    (line,) = kept["left_out"]
    assert line["text"] == "Share this article"
    assert line["line"] == 13
    assert line["reason"]


def test_the_record_gives_each_quotation_its_speaker_and_evidence(article, out):
    kept = json.loads((make(article, out).folder / "edition.json").read_text())
    assert [quoted["voiced_as"] for quoted in kept["quotations"]] == ["Olim Nazar", "Olim Nazar"]
    assert all(quoted["evidence"] for quoted in kept["quotations"])


def test_a_second_run_writes_nothing(article, out):
    first = make(article, out)
    before = state(first.folder)
    second = make(article, out)
    assert second.unchanged
    assert second.said_anew == ()
    assert state(first.folder) == before


def test_an_edited_quotation_is_the_only_thing_said_anew(article, out):
    make(article, out)
    article.write_text(ARTICLE.replace("nine years,", "ten years,"))
    made = make(article, out)
    (anew,) = made.said_anew
    assert made.script.utterances[anew].text == '"It took us ten years,"'


def test_a_changed_setting_makes_the_edition_anew(article, out):
    make(article, out)
    other = Settings(speech=TONE.speech, reading=Reading(byline="skip"))
    assert not make(article, out, other).unchanged


@pytest.mark.parametrize("name", ["bridge.mp3", "transcript.vtt", "edition.json"])
def test_a_damaged_file_is_made_again(article, out, name):
    folder = make(article, out).folder
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:-7])
    assert not make(article, out).unchanged
    assert (folder / name).read_bytes() == whole


def test_what_an_earlier_version_left_behind_is_taken_away(article, out):
    folder = make(article, out).folder
    record = json.loads((folder / "edition.json").read_text())
    (folder / "old.txt").write_text("old")
    record["files"]["old.txt"] = {"bytes": 3, "sha256": hashlib.sha256(b"old").hexdigest()}
    record["plan"] = "another"
    (folder / "edition.json").write_text(json.dumps(record))
    (folder / "mine.txt").write_text("a producer's own")
    make(article, out)
    assert not (folder / "old.txt").exists()
    assert (folder / "mine.txt").exists()


def test_the_staging_of_a_run_that_was_killed_is_swept_away(article, out):
    (out / "bridge" / ".new").mkdir(parents=True)
    (out / "bridge" / ".new" / "half.mp3").write_bytes(b"half")
    folder = make(article, out).folder
    assert not (folder / ".new").exists()
    assert not (folder / "half.mp3").exists()


def failing(error):
    def fail(*_, **__):
        raise error

    return fail


@pytest.mark.parametrize(
    ("place", "error", "expected"),
    [
        ("audionews.publish.outputs.publish", OSError(28, "No space left on device"), OutputError),
        ("audionews.edition.audio.master", OutputError("full"), OutputError),
        ("audionews.edition.speech.say", SpeechError("dead"), SpeechError),
        ("audionews.publish.outputs.publish", KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_an_earlier_edition_stays_whole_when_the_next_one_fails(
    article, out, monkeypatch, place, error, expected
):
    folder = make(article, out).folder
    before = state(folder)
    article.write_text(ARTICLE.replace("Monday", "Tuesday"))
    monkeypatch.setattr(place, failing(error))
    with pytest.raises(expected):
        make(article, out)
    assert state(folder) == before


def test_a_first_edition_that_fails_leaves_nothing(article, out, monkeypatch):
    monkeypatch.setattr("audionews.publish.outputs.publish", failing(OSError(28, "No space left")))
    with pytest.raises(OutputError, match=r"No space left.*-o"):
        make(article, out)
    assert not list(out.rglob("*.*"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written_is_refused(article, out):
    out.mkdir(mode=0o500)
    with pytest.raises(OutputError, match="Permission denied"):
        make(article, out)


def test_an_output_folder_that_is_a_file_is_refused(article, out):
    out.write_text("not a folder")
    with pytest.raises(OutputError, match="-o"):
        make(article, out)


def test_two_at_once_on_one_edition_are_told(article, out):
    store = Store(default_root())
    with (
        locked(out / "bridge", store),
        pytest.raises(OutputError, match="another audionews is making"),
    ):
        make(article, out)
    assert make(article, out).said_anew


def test_an_article_without_words_is_refused(tmp_path, out):
    path = tmp_path / "empty.txt"
    path.write_text("\n * * * \n")
    with pytest.raises(ArticleError):
        make(path, out)


def test_a_flipped_bit_in_the_store_is_mended_by_the_next_make(article, out):
    first = make(article, out)
    store = Store(default_root())
    kept = json.loads((first.folder / "edition.json").read_text())
    before = (first.folder / "bridge.mp3").read_bytes()
    path = store.path(kept["clips"][3])
    path.write_bytes(path.read_bytes()[:-1] + b"\x55")
    (first.folder / "bridge.mp3").unlink()
    made = make(article, out)
    assert made.said_anew == (3,)
    assert [change.causes for change in made.changes.lines] == [("store",)]
    assert store.read(kept["clips"][3]) is not None
    assert (first.folder / "bridge.mp3").read_bytes() == before


def test_the_half_written_clips_of_a_run_that_was_killed_are_swept_away(article, out):
    make(article, out)
    store = Store(default_root())
    with locked(out / "bridge", store) as own:
        pass
    own.scratch.mkdir(parents=True)
    (own.scratch / "half.tmp").write_bytes(b"half")
    make(article, out)
    assert not own.scratch.exists()


def test_a_dry_run_foretells_what_make_does_and_writes_nothing(article, out):
    make(article, out)
    article.write_text(ARTICLE.replace("nine years,", "ten years,"))
    store = default_root()
    before = {path: path.stat().st_mtime_ns for path in [*out.rglob("*"), *store.rglob("*")]}
    (seen,) = edition.foresee(article, TONE, out)
    after = {path: path.stat().st_mtime_ns for path in [*out.rglob("*"), *store.rglob("*")]}
    made = make(article, out)
    assert after == before
    assert (seen.folder, seen.unchanged) == (made.folder, made.unchanged)
    assert seen.to_say == made.said_anew
    assert seen.changes == made.changes
    assert next(edition.foresee(article, TONE, out)).unchanged


def test_a_dry_run_before_the_first_edition_makes_no_folder(article, out):
    (seen,) = edition.foresee(article, TONE, out)
    assert seen.changes.first
    assert len(seen.to_say) == len(seen.script.utterances)
    assert not out.exists()


def test_a_store_that_cannot_be_written_is_one_line(article, out, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OutputError, match=r"file.*AUDIONEWS_STORE") as raised:
        list(edition.make(article, TONE, out, store=Store(tmp_path / "file")))
    assert "\n" not in str(raised.value)
