import json

EDIT = ("took years", "took ages")


def edit(article, *replaced):
    article.write_text(article.read_text().replace(*(replaced or EDIT)))


def test_an_edition_is_compared_with_its_edited_article(run, article):
    run("make", article, "-q")
    edit(article)
    code, out, _ = run("diff", "output/bridge", article)
    assert code == 0
    assert '"It took years,"' in out
    assert '"It took ages,"' in out
    assert "1 of 6 clips to be said anew: 1 for other words." in out
    assert "Bridge opens" not in out  # it is the same


def test_all_lines_are_shown_on_demand(run, article):
    _, out, _ = run("diff", article, article, "--all")
    assert out.count("Bridge opens") == 2
    assert "0 of 6 clips to be said anew." in out


def test_two_editions_are_compared_without_their_articles(run, article):
    run("make", article, "-q", "-o", "old")
    edit(article)
    run("make", article, "-q", "-o", "new")
    article.unlink()
    _, out, _ = run("diff", "old/bridge", "new/bridge", "--json")
    (change,) = json.loads(out)["lines"]
    assert change["causes"] == ["words"]
    assert change["why"] == "“years” is now “ages”"


def test_another_voice_is_told_by_its_name(run, article):
    run("make", article, "-q")
    _, out, _ = run("diff", "output/bridge", article, "--narrator", "en-f3")
    assert "Tone en, m1" in out
    assert "Tone en, f3" in out
    assert "speech.narrator is en-f3, was unset" in out


def test_a_folder_without_an_edition_is_one_line(run, article, tmp_path):
    (tmp_path / "empty").mkdir()
    code, _, err = run("diff", "empty", article)
    assert code == 4
    assert "empty holds no edition" in err
    assert err.count("\n") == 1


def test_a_damaged_record_is_no_edition(run, article):
    run("make", article, "-q")
    (article.parent / "output" / "bridge" / "script.json").write_text('{"format": 1}')
    code, _, _ = run("diff", "output/bridge", article)
    assert code == 4


def test_make_ends_with_the_report(run, article):
    _, first, _ = run("make", article)
    assert "6 of 6 clips said anew: the first edition here." in first
    edit(article)
    _, again, _ = run("make", article)
    assert "1 of 6 clips said anew: 1 for other words." in again
    assert "“years” is now “ages”" in again


def test_a_dry_run_reports_beforehand_and_writes_nothing(run, article):
    _, out, _ = run("make", article, "--dry-run")
    assert "6 of 6 clips to be said anew: the first edition here." in out
    assert not (article.parent / "output").exists()
    _, out, _ = run("make", article, "--dry-run", "--json")
    assert json.loads(out)["to_say"] == list(range(6))


def test_the_report_tells_apart_what_moved_what_is_gone_and_what_is_set(run, article):
    lines = article.read_text().split("\n\n")
    late = "Nobody came late to the opening of the bridge, and nobody left early."
    article.write_text("\n\n".join([*lines, late]))
    run("make", article, "-q")
    article.write_text("\n\n".join([*lines[:2], lines[3], lines[2]]))
    (article.parent / "audionews.toml").write_text(
        '[speech]\nengine = "tone"\n[pauses]\nsentence = 0.5\n'
    )
    _, out, _ = run("make", article)
    assert "0 of 6 clips said anew." in out
    assert "1 no longer said (“Nobody came late to the opening of the…”)" in out
    assert "1 moved" in out
    assert "pauses.sentence is 0.5, was 0.35" in out
