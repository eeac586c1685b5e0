import json
import os
import signal
import subprocess
import sys

import pytest


@pytest.fixture
def run(run, tmp_path):
    out = ("-o", tmp_path / "out", "--engine", "tone", "--jobs", "1")
    return lambda *arguments: run("batch", *arguments, *out)


def test_a_row_for_each_article_and_a_line_at_the_end(run, write, tmp_path):
    write("a.txt")
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    code, out, err = run(tmp_path / "in")
    assert code == 3
    rows = out.splitlines()
    assert rows[0].startswith("made       ")
    assert rows[1].startswith("failed     ")
    assert "(is empty; name a file that holds an article)" in rows[1]
    assert rows[2].startswith("2 articles: 1 made, 0 unchanged, 1 failed.")
    assert err.count("\n") == 1
    code, out, _ = run(write("a.txt"))
    assert code == 0
    assert out.startswith("unchanged  ")


def test_programs_get_a_line_of_json_for_each_article(run, write, tmp_path):
    write("a.txt")
    write("b.txt")
    code, out, err = run(tmp_path / "in", "--json")
    assert (code, err) == (0, "")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["outcome"] for row in rows] == ["made", "made"]


def test_quiet_prints_errors_alone(run, write, tmp_path):
    write("a.txt")
    assert run(tmp_path / "in", "--quiet") == (0, "", "")


def test_no_article_at_all_is_an_error(run, tmp_path):
    (tmp_path / "in").mkdir()
    code, _, err = run(tmp_path / "in")
    assert code == 3
    assert "no article" in err


def test_the_command_of_a_failure_repeats_the_options(run, write, tmp_path):
    bad = write("b c.txt")
    bad.write_bytes(b"")
    run(bad, "--timeout", "60", "--limit-memory", "2GB")
    (failure,) = json.loads((tmp_path / "out" / "report.json").read_text())["failures"]
    assert "--timeout 60.0 --limit-memory 2000000000" in failure["command"]
    assert "--engine tone" in failure["command"]


@pytest.mark.parametrize("size", ["2 apples", "-1", "GB"])
def test_a_size_that_is_none_is_told(run, write, size):
    code, _, err = run(write("a.txt"), "--limit-memory", size)
    assert code == 2
    assert "800MB" in err


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_drops_what_is_in_hand_and_says_how_to_go_on(write, tmp_path, by):
    for number in range(20):
        write(f"{number}.txt", words="The bridge opened on Monday. " * 20)
    command = [sys.executable, "-m", "audionews", "batch", str(tmp_path / "in"), "--engine", "tone"]
    with subprocess.Popen(
        [*command, "-o", str(tmp_path / "out"), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        process.stdout.readline()  # the first article is done
        process.send_signal(by)
        rows, err = process.communicate()
    assert process.returncode == 130
    assert f"audionews: stopped; to go on, type: audionews batch {tmp_path / 'in'}" in err
    assert rows.count("\n") < 19
    assert not list((tmp_path / "out").rglob(".new"))
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["run"]["stopped"]
    assert report["totals"]["articles"] == rows.count("\n") + 1
