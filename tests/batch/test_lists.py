import json

import pytest

from audionews.batch.lists import listed, overlaid
from audionews.batch.sources import Sources
from audionews.errors import SettingsError
from audionews.settings import Settings


@pytest.fixture
def lines(tmp_path):
    def lines(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return list(listed(path))

    return lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_a_table_gives_sources_with_settings_of_their_own(lines, tmp_path, comma, encoding):
    rows = ["source,speech.rate,show.language", "a.txt,1.2,de", "sub/b.txt,,"]
    one, two = lines("news.csv", "\n".join(rows).replace(",", comma), encoding)
    assert one.source == str(tmp_path / "a.txt")
    assert one.settings == {"speech.rate": "1.2", "show.language": "de"}
    assert two.source == str(tmp_path / "sub" / "b.txt")
    assert two.settings == {}


def test_json_lines_may_nest_or_dot(lines):
    rows = [
        {"source": "a.txt", "speech": {"rate": 1.2, "voices": {"Ada B. Holm": "en-f2"}}},
        {"source": "b.txt", "speech.rate": 1.2},
    ]
    one, two = lines("news.jsonl", "\n\n".join(map(json.dumps, rows)))
    assert one.settings == {"speech.rate": 1.2, "speech.voices.Ada B. Holm": "en-f2"}
    assert two.settings == {"speech.rate": 1.2}


def test_an_unknown_column_is_told_before_anything_is_made(lines):
    (one,) = lines("news.csv", "source,speech.rat\na.txt,1\n")
    assert "speech.rat" in one.fault


def test_a_table_without_sources_is_told(lines):
    (one,) = lines("news.csv", "file\na.txt\n")
    assert "'file'" in one.fault


def test_a_bad_line_is_a_fault_and_the_next_is_read(lines):
    one, two, three = lines("news.jsonl", '{"source": \n{"speech.rate": 1}\n{"source": "a.txt"}\n')
    assert "line 1" in one.fault
    assert "line 2: it names no source" in two.fault
    assert three.source.endswith("a.txt")


def test_a_list_that_is_not_there_is_a_fault(tmp_path):
    (one,) = Sources([tmp_path / "no.csv"], tmp_path / "out")
    assert "no.csv" in one.fault


def test_a_list_in_another_encoding_is_a_fault(lines):
    (one,) = lines("news.csv", "source\ncafé.txt\n", "latin-1")
    assert "UTF-8" in one.fault


def test_a_list_may_name_folders_and_addresses(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("words")
    (tmp_path / "list.csv").write_text("source,speech.rate\nnews,2\nhttps://post.example/,\n")
    one, two = Sources([tmp_path / "list.csv"], tmp_path / "out")
    assert one.source.endswith("a.txt")
    assert one.settings == {"speech.rate": "2"}
    assert two.source == "https://post.example/"


def test_settings_are_laid_over_and_words_become_numbers():
    given = {"speech.rate": "1.5", "speech.voices.A. B": "x", "mastering.target_lufs": "-16"}
    settings = overlaid(Settings(), given)
    assert settings.speech.rate == 1.5
    assert settings.speech.voices == {"A. B": "x"}
    assert settings.mastering.target_lufs == -16


@pytest.mark.parametrize(
    "given",
    [{"speech.rate": "fast"}, {"speech": "x"}, {"no.such": 1}, {"show.title.x": 1}, {"rate": 1}],
)
def test_a_wrong_setting_is_an_error(given):
    with pytest.raises(SettingsError, match="audionews settings"):
        overlaid(Settings(), given)
