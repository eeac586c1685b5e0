import json
import shutil
from functools import partial

import pytest

from audionews.check import RULES


@pytest.fixture
def run(run):
    return partial(run, "check")


@pytest.fixture
def copy(whole, tmp_path):
    """An edition whose record can be changed."""
    folder = shutil.copytree(whole, tmp_path / "output" / "bridge")

    def change(**values):
        path = folder / "edition.json"
        record = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**record, **values}), encoding="utf-8")
        return folder

    return change


def test_a_whole_edition_ends_well(run, whole):
    code, out, err = run(whole)
    assert (code, err) == (0, "")
    assert "Bridge opens after nine years" in out
    assert "1 note" in out


def test_an_error_ends_with_a_code_of_its_own_and_one_line(run, copy):
    code, out, err = run(copy(duration=3.0))
    assert code == 9
    assert err.count("\n") == 1
    assert "a-204" in out
    assert "make the edition again" in " ".join(out.split())


def test_a_warning_counts_where_that_is_asked_for(run, copy):
    folder = copy(loudness={"integrated_lufs": -19, "true_peak_dbtp": -1})
    assert run(folder)[0] == 0
    assert run(folder, "--strict")[0] == 9


def test_programs_get_json_an_edition_a_line(run, whole, copy):
    _, out, _ = run(whole, copy(duration=3.0), "--json")
    good, bad = (json.loads(line) for line in out.splitlines())
    assert good["folder"] == str(whole)
    assert [finding["severity"] for finding in good["findings"]] == ["note"]
    (finding,) = (one for one in bad["findings"] if one["severity"] == "error")
    assert finding["number"] == "a-204"
    assert {"where", "what", "name", "mend"} <= finding.keys()


def test_many_findings_of_a_rule_are_counted_after_the_first(run, copy):
    gone = {f"{number}.txt": {"bytes": 1, "sha256": ""} for number in range(20)}
    record = json.loads((copy() / "edition.json").read_text(encoding="utf-8"))
    _, out, _ = run(copy(files={**record["files"], **gone}))
    assert "and 12 more" in out


def test_everything_that_is_looked_at_is_listed(run):
    code, out, _ = run("--list")
    assert code == 0
    assert all(rule.number in out for rule in RULES)
    _, out, _ = run("--list", "--json")
    assert len(json.loads(out)) == len(RULES)


def test_a_folder_without_editions_is_told(run, tmp_path):
    code, _, err = run(tmp_path)
    assert code == 8
    assert err.count("\n") == 1
    assert "audionews make" in err
