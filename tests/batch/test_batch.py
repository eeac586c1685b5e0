import json
import os
import tracemalloc
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

import audionews
from audionews.batch import run, work
from audionews.batch.report import Report
from audionews.batch.values import Answer, Result
from audionews.settings import Settings, Speech

FEED = Path(__file__).parents[1] / "golden" / "formats" / "rss" / "input.xml"
EXPORT = Path(__file__).parents[1] / "golden" / "formats" / "wordpress" / "input.xml"


def with_engine(name):
    return Settings(speech=Speech(engine=name))


def test_every_article_gets_its_edition(write, made, tmp_path):
    write("a.txt")
    write("b/c.txt", "Ferry returns", '"It took years," somebody said.')
    results = made()
    assert {name: result.outcome for name, result in results.items()} == {
        "a.txt": "made",
        "c.txt": "made",
    }
    assert (tmp_path / "out" / "a" / "a.mp3").is_file()
    assert results["c.txt"].title == "Ferry returns"
    assert results["c.txt"].loudness.integrated_lufs == pytest.approx(-19, abs=0.5)
    assert results["c.txt"].duration > 0
    assert results["c.txt"].unresolved == ('"It took years,"',)


def test_one_bad_article_stops_no_other(write, made, tmp_path):
    write("a.txt")
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    (tmp_path / "in" / "c.docx").write_bytes(b"PK\x03\x04 no archive")
    write("d.txt")
    results = made()
    assert [results[name].outcome for name in ("a.txt", "d.txt")] == ["made", "made"]
    assert [results[name].outcome for name in ("b.txt", "c.docx")] == ["failed", "failed"]
    assert "empty" in results["b.txt"].reason


def test_a_second_run_goes_on_where_the_first_was(write, made):
    write("a.txt")
    made()
    write("b.txt")
    results = made()
    assert (results["a.txt"].outcome, results["b.txt"].outcome) == ("unchanged", "made")


def test_each_item_of_a_feed_is_an_article(made):
    results = made(FEED)
    assert len(results) == 2
    assert {result.outcome for result in results.values()} == {"made"}
    assert {Path(result.folder).name for result in results.values()} == {
        "harbour-opens-again",
        "council-school",
    }
    assert {result.outcome for result in made(FEED).values()} == {"unchanged"}


def test_each_post_of_an_export_is_an_article(made):
    results = made(EXPORT)
    assert len(results) > 1
    assert {result.outcome for result in results.values()} == {"made"}


def test_items_of_one_headline_have_an_edition_each(made, tmp_path):
    item = "<item><title>Weather</title><description>Rain on {day}.</description></item>"
    items = "".join(item.format(day=day) for day in ("Monday", "Tuesday", "Wednesday"))
    feed = tmp_path / "feed.xml"
    feed.write_text(f'<rss version="2.0"><channel><title>Post</title>{items}</channel></rss>')
    first = made(feed)
    assert len({result.folder for result in first.values()}) == 3
    assert {result.outcome for result in made(feed).values()} == {"unchanged"}


def test_a_list_gives_each_article_settings_of_its_own(write, made, tmp_path):
    write("a.txt")
    write("b.txt")
    (tmp_path / "in" / "list.csv").write_text(
        "source,speech.narrator,mastering.target_lufs\na.txt,en-m3,-16\nb.txt,nobody,\n"
    )
    results = made(tmp_path / "in" / "list.csv")
    assert results["a.txt"].loudness.integrated_lufs == pytest.approx(-16, abs=0.5)
    assert results["b.txt"].outcome == "failed"
    assert "nobody" in results["b.txt"].reason
    script = json.loads((Path(results["a.txt"].folder) / "script.json").read_text())
    assert script["utterances"][0]["voice"] == "en-m3"


def test_only_what_is_named_is_made(write, made, tmp_path):
    one = write("a.txt")
    write("b.txt")
    assert list(made(tmp_path / "in", only=[str(one)])) == ["a.txt"]
    (council,) = [name for name in made(FEED) if "Council" in name]
    named = f"{FEED}".rpartition("/")[0] + "/" + council
    assert list(made(FEED, only=[named])) == [council]


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize(
    ("engine", "why"),
    [("crashes", "SIGSEGV"), ("drowns", "KeyError"), ("eats", "more memory")],
)
@pytest.mark.usefixtures("fatal")
def test_an_article_that_ends_its_worker_fails_and_no_other(write, made, tmp_path, engine, why):
    names = ["a.txt", "bad.txt", "c.txt", "d.txt"]
    for name in names:
        write(name)
    rows = [f"{name},{engine if name == 'bad.txt' else 'tone'}" for name in names]
    (tmp_path / "in" / "list.csv").write_text("\n".join(["source,speech.engine", *rows]))
    results = made(tmp_path / "in" / "list.csv")
    assert results.pop("bad.txt").outcome == "failed"
    assert {result.outcome for result in results.values()} == {"made"}
    again = made(write("bad.txt"), settings=with_engine(engine))
    assert why in again["bad.txt"].reason


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.usefixtures("fatal")
def test_a_worker_that_is_killed_costs_one_more_try(write, made, tmp_path):
    write("a.txt")
    assert made(settings=with_engine("falters"))["a.txt"].outcome == "made"
    assert (tmp_path / "faltered").exists()


@pytest.mark.usefixtures("fatal")
def test_an_article_that_hangs_is_given_up(write, made, monkeypatch):
    monkeypatch.setattr(run, "_ENGINE_TRIES", 0)
    write("a.txt")
    result = made(settings=with_engine("sleeps"), timeout=2)["a.txt"]
    assert (result.outcome, "hung" in result.reason) == ("failed", True)


@pytest.mark.skipif(os.name == "nt", reason="no limits there")
@pytest.mark.usefixtures("fatal")
def test_an_article_that_takes_too_long_to_read_is_given_up(write, made, tmp_path):
    write("a.txt")
    limits = tmp_path / "sitecustomize.py"
    limits.write_text("from audionews.batch import limits\nlimits.SECONDS = 1\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(tmp_path)
        result = made(settings=with_engine("spins"))["a.txt"]
    assert (result.outcome, "too long to read" in result.reason) == ("failed", True)


@pytest.mark.skipif(os.name == "nt", reason="no limits there")
def test_a_limit_of_memory_is_a_row_of_its_own(write, made):
    write("a.txt")
    result = made(memory=90_000_000)["a.txt"]
    assert result.outcome == "failed"


def test_any_executor_will_do(write, made):
    write("a.txt")
    write("b.txt")
    with ThreadPoolExecutor(2) as executor:
        results = made(executor=executor)
    run._team(audionews.batch.__kwdefaults__["timeout"]).stop()
    run._team.cache_clear()
    assert {result.outcome for result in results.values()} == {"made"}


def test_a_batch_that_is_closed_drops_what_is_in_hand(write, tmp_path):
    for number in range(6):
        write(f"{number}.txt", words="The bridge opened on Monday. " * 20)
    some = audionews.batch([tmp_path / "in"], with_engine("tone"), out=tmp_path / "out", jobs=2)
    first = next(some)
    some.close()
    editions = [path.parent for path in (tmp_path / "out").rglob("edition.json")]
    assert Path(first.folder) in editions
    assert len(editions) < 6
    assert not list((tmp_path / "out").rglob(".new"))
    again = audionews.batch([tmp_path / "in"], with_engine("tone"), out=tmp_path / "out", jobs=2)
    outcomes = [result.outcome for result in again]
    assert outcomes.count("unchanged") == len(editions)
    assert outcomes.count("made") == 6 - len(editions)


def test_no_more_is_handed_out_than_can_be_done_soon(write, tmp_path, monkeypatch):
    for number in range(30):
        write(f"{number:02}.txt")
    taken = []
    asked = run.Batch._task_or_fault
    monkeypatch.setattr(
        run.Batch, "_task_or_fault", lambda self, found: taken.append(found) or asked(self, found)
    )
    some = audionews.batch([tmp_path / "in"], with_engine("tone"), out=tmp_path / "out", jobs=2)
    next(some)
    some.close()
    assert len(taken) <= 6


def test_editions_can_be_checked_as_they_are_made(write, made):
    write("a.txt")
    result = made(check=True)["a.txt"]
    assert (result.outcome, result.findings) == ("made", ())
    folder = Path(result.folder)
    (folder / "transcript.txt").write_text("Something else.")
    found = work._findings(folder)
    assert ("a-001", "error") in [(flaw.number, flaw.severity) for flaw in found]
    assert "note" not in {flaw.severity for flaw in found}


class Ready(Executor):
    """Has every article made before it is asked for."""

    def submit(self, _do, task, _timeout):
        future = Future()
        source = msgspec.json.decode(task)["source"]
        made = Result(source=source, outcome="made", title="Bridge opens", left_out=("Share this",))
        future.set_result(Answer(result=made))
        return future


def test_another_executor_is_given_paths_that_hold_in_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("words")
    given = ["a.txt", "https://post.example/"]
    results = audionews.batch(given, Settings(), out="s3://bucket/out", executor=Ready())
    assert [each.source for each in results] == [str(tmp_path / "a.txt"), "https://post.example/"]


def held():
    """Bytes that audionews itself holds, and the libraries that it calls."""
    ours = tracemalloc.Filter(inclusive=True, filename_pattern="*/audionews/*")
    snapshot = tracemalloc.take_snapshot().filter_traces([ours])
    return sum(each.size for each in snapshot.statistics("filename"))


def test_four_thousand_articles_take_no_more_memory_than_a_thousand(tmp_path):
    listed = tmp_path / "list.jsonl"
    listed.write_text("".join(f'{{"source": "{number}.txt"}}\n' for number in range(4_000)))
    report = Report(str(tmp_path))
    sizes = []
    tracemalloc.start()
    for number, result in enumerate(audionews.batch([listed], Settings(), executor=Ready())):
        report.add(result)
        if number % 1_000 == 500:
            sizes.append(held())
    tracemalloc.stop()
    report.close()
    assert report.totals.outcomes["made"] == 4_000
    assert sizes[-1] - sizes[0] < 10_000
