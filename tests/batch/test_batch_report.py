import json
import os
import re
import shlex
import time
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from audionews.batch.page import bars
from audionews.batch.report import Report, Run, Totals
from audionews.batch.values import Misread, Result
from audionews.model import Loudness

RUN = Run(
    began="2024-05-03T10:00:00+00:00",
    seconds=61.0,
    jobs=2,
    passed_over=3,
    resume="audionews batch in",
)
MADE = Result(
    source="in/a.txt",
    outcome="made",
    title="Bridge <b>opens</b>",
    folder="out/a",
    duration=65.0,
    loudness=Loudness(integrated_lufs=-19.04, true_peak_dbtp=-1.2),
    utterances=9,
    said_anew=4,
    unresolved=("“It took years,”",),
    suspects=(Misread(word="Uali", reason="a name that no word list has"),),
    left_out=("Share this article (boilerplate)",),
)
FAILED = Result(source="in/b c.txt", outcome="failed", reason="it is empty <script>")


@pytest.fixture
def report(tmp_path):
    found = Report(str(tmp_path / "out"), ["--engine", "tone"])
    yield found
    found.close()


def written(report, *results, run=RUN):
    for result in results:
        report.add(result)
    page, data = report.write(run)
    return Path(page).read_text(encoding="utf-8"), json.loads(Path(data).read_bytes())


def test_programs_get_totals_failures_and_every_article(report):
    _, data = written(report, MADE, FAILED, MADE)
    assert data["totals"]["articles"] == 3
    assert (data["totals"]["made"], data["totals"]["failed"]) == (2, 1)
    assert data["totals"]["unresolved_quotations"] == 2
    assert data["speed"]["articles_a_minute"] == pytest.approx(3.0, abs=0.1)
    assert [row["source"] for row in data["failures"]] == ["in/b c.txt"]
    assert [row["source"] for row in data["articles"]] == ["in/a.txt", "in/b c.txt", "in/a.txt"]
    assert data["articles"][0]["loudness"]["true_peak_dbtp"] == -1.2


def test_a_batch_of_nothing_is_a_report_too(report):
    page, data = written(report)
    assert data["articles"] == data["failures"] == []
    assert "0 articles" in page


def test_each_failure_has_the_command_that_tries_it_again(report):
    words = shlex.split(report.command(FAILED))
    assert words == ["audionews", "batch", "in/b c.txt", "--engine", "tone"]


def test_an_article_of_a_feed_or_a_list_is_tried_again_through_it(report):
    item = Result(source="feed.xml # https://post.example/1", outcome="failed")
    assert shlex.split(report.command(item))[2:] == [
        *("feed.xml", "--engine", "tone", "--only", "feed.xml # https://post.example/1")
    ]
    listed = Result(source="in/a.txt", outcome="failed", listed="in/list.csv")
    assert shlex.split(report.command(listed))[2:] == [
        *("in/list.csv", "--engine", "tone", "--only", "in/a.txt")
    ]


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.addresses, self.headers = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        attributes = dict(attrs)
        self.addresses += [attributes[name] for name in ("src", "href") if name in attributes]
        if tag == "th":
            self.headers.append(attributes.get("scope"))


def test_the_page_asks_for_nothing_from_elsewhere(report):
    page, _ = written(report, MADE, FAILED)
    parsed = _Page()
    parsed.feed(page)
    assert parsed.addresses == ["a/", "a/"]
    assert not {"script", "link", "img", "iframe"} & set(parsed.tags)
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import", page)


def test_the_page_can_be_read_by_everybody(report):
    page, _ = written(report, MADE, FAILED)
    parsed = _Page()
    parsed.feed(page)
    assert '<html lang="en">' in page
    assert all(parsed.headers)
    assert parsed.tags.count("h1") == parsed.tags.count("main") == parsed.tags.count("title") - 1
    assert re.search(r'<svg[^>]*role="img"[^>]*aria-label="[^"]+"', page)
    assert parsed.tags.count("caption") >= 4


def test_the_words_of_an_article_are_never_markup(report):
    page, _ = written(report, MADE, FAILED)
    assert "Bridge &lt;b&gt;opens&lt;/b&gt;" in page
    assert "<script>" not in page


def test_the_page_says_what_a_producer_should_look_at(report):
    page, _ = written(report, MADE, FAILED)
    for words in ("“It took years,”", "Uali", "Share this article", "it is empty", "-19.0", "1:05"):
        assert words in page


def test_a_long_batch_has_a_short_page_and_all_failures(report):
    many = [Result(source=f"in/{n}.txt", outcome="unchanged") for n in range(2_100)]
    bad = [Result(source=f"bad/{n}.txt", outcome="failed", reason="empty") for n in range(50)]
    page, data = written(report, *many, *bad)
    assert page.count("in/") == 2_000
    assert page.count('<th scope="row">bad/') == 50
    assert len(data["articles"]) == 2_150


def test_a_batch_that_was_stopped_says_so(report):
    stopped = Run(**{name: getattr(RUN, name) for name in Run.__slots__} | {"stopped": True})
    page, data = written(report, MADE, run=stopped)
    assert data["run"]["stopped"]
    assert "stopped before its end" in page


def test_the_plot_has_a_bar_for_each_tenth_of_a_lufs():
    totals = Totals()
    for level in (-19.0, -19.01, -18.9, -17.0):
        totals.add(
            Result(
                source="a",
                outcome="made",
                loudness=Loudness(integrated_lufs=level, true_peak_dbtp=-2),
            )
        )
    drawn = bars(totals.loudness)
    assert [(bar.lufs, bar.count) for bar in drawn] == [(-19.0, 2), (-18.9, 1), (-17.0, 1)]
    assert drawn[0].x == 0
    assert bars(Counter({-19.0: 2}))[0].x == pytest.approx(256)  # in the middle
    assert all(0 <= bar.x < 640 and bar.y + bar.height == pytest.approx(160) for bar in drawn)


def test_an_older_report_stays_where_a_new_one_cannot_be_written(report, monkeypatch):
    before, _ = written(report, MADE)
    monkeypatch.setattr(Report, "_html", lambda *_: iter([b"half", *[object()]]))
    with pytest.raises(TypeError):
        report.write(RUN)
    page = Path(report._out, "report.html")
    assert page.read_text(encoding="utf-8") == before
    assert sorted(path.name for path in page.parent.iterdir()) == ["report.html", "report.json"]


def test_what_a_killed_batch_left_of_its_report_is_swept_away(report, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    killed, other = out / ".report.html.4711", out / ".report.json.4712"
    for path, since in ((killed, -60), (other, 60)):
        path.write_text("half")
        os.utime(path, (time.time() + since,) * 2)
    written(report, MADE)
    assert not killed.exists()
    assert other.exists()
