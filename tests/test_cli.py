import json
import subprocess
import sys

import pytest

from audionews import cli


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(
        "Bridge opens\n\nBy Ada Brook\n\nThe bridge opened on Monday after long works.\n\n"
        '"It took years," said Olim Nazar, the mayor.\n'
    )
    return path


@pytest.mark.parametrize("command", [(), *((name,) for name in cli._COMMANDS)])
def test_every_command_has_help(run, command):
    code, out, _ = run(*command, "--help")
    assert code == 0
    assert "Usage: audionews" in out


def test_make_prints_chapters_cast_and_loudness(run, article, tmp_path):
    code, out, _ = run("make", article, "--engine", "tone", "-o", tmp_path / "output")
    assert code == 0
    for expected in ("Bridge opens", "narrator", "Olim Nazar", "LUFS", "dBTP", "bridge.mp3"):
        assert expected in out


def test_make_tells_programs_in_json(run, article, tmp_path):
    _, out, _ = run("make", article, "--engine", "tone", "-o", tmp_path / "output", "--json")
    made = json.loads(out)
    assert made["title"] == "Bridge opens"
    assert made["utterances"] == len(made["said_anew"])


def test_quiet_is_quiet(run, article, tmp_path):
    code, out, err = run("make", article, "--engine", "tone", "-o", tmp_path / "output", "-q")
    assert (code, out, err) == (0, "", "")


def test_script_prints_a_screenplay(run, article):
    _, out, _ = run("script", article, "--engine", "tone")
    assert "OLIM NAZAR" in out
    assert "It took years," in out


def test_read_shows_kinds_and_reasons(run, article):
    _, out, _ = run("read", article)
    assert "headline" in out
    assert "byline" in out


def test_quotes_shows_evidence(run, article):
    _, out, _ = run("quotes", article)
    assert "Olim Nazar" in out


def test_settings_lists_every_setting(run):
    _, out, _ = run("settings")
    assert "mastering.target_lufs" in out
    assert "pauses.sentence" in out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.txt", None, "missing.txt"),
        ("empty.txt", b"", "empty"),
        ("noise.bin", bytes(range(256)) * 40, "noise.bin"),
    ],
)
def test_a_bad_article_is_one_line_and_an_exit_code(run, tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    code, out, err = run("make", path, "-o", tmp_path / "output")
    assert code >= 3
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


def test_a_directory_is_no_article(run, tmp_path):
    code, _, err = run("make", tmp_path)
    assert code >= 3
    assert err.count("\n") == 1


def test_an_unknown_engine_is_told_with_those_that_are_known(run, article):
    code, _, err = run("make", article, "--engine", "speak-o-matic")
    assert code >= 3
    assert "espeak" in err
    assert err.count("\n") == 1


def test_an_unknown_voice_is_told_with_the_nearest(run, article):
    code, _, err = run("make", article, "--engine", "tone", "--narrator", "nobody")
    assert code >= 3
    assert "nobody" in err
    assert err.count("\n") == 1


def test_an_unknown_setting_is_told(run, article, tmp_path):
    (tmp_path / "show.toml").write_text("[speech]\nengin = 'tone'\n")
    code, _, err = run("script", article, "--settings", tmp_path / "show.toml")
    assert code >= 3
    assert "engin" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_an_article_is_read_in_whatever_encoding(run, article, encoding):
    text = article.read_text() + "\nCafé Müller welcomed everybody on the first evening.\n"
    article.write_bytes(text.encode(encoding))
    code, out, _ = run("script", article, "--engine", "tone")
    assert code == 0
    assert "Café Müller" in out


def test_help_imports_neither_the_pipeline_nor_its_libraries():
    code = (
        "import sys; sys.argv = ['audionews', '--help']\n"
        "from audionews.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pydub', 'mutagen', 'PIL', 'pyttsx3', 'rich', 'lxml', 'msgspec', 'filelock'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)


def test_lexicon_lists_suspects_and_writes_and_reads_pls(run, article, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _, out, _ = run("lexicon", "suspects", article)
    assert "Olim" in out
    _, out, _ = run("lexicon", "suspects", article, "--json")
    assert {"word", "surprise", "reason"} <= json.loads(out)[0].keys()
    _, out, _ = run("lexicon", "list", "--json")
    entries = len(json.loads(out))
    _, out, _ = run("lexicon", "export", tmp_path / "house.pls")
    assert f"{entries} pronunciations" in out
    _, out, _ = run("lexicon", "import", tmp_path / "house.pls")
    assert f"{entries} pronunciations are in pronunciations.toml" in out
