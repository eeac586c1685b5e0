import os
from itertools import islice
from pathlib import Path

import pytest

from audionews.batch.sources import Sources


@pytest.fixture
def tree(tmp_path):
    def tree(*names):
        for name in names:
            path = tmp_path / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("words")
        return tmp_path / "in"

    return tree


def found(tmp_path, *given):
    sources = Sources(given, str(tmp_path / "out"))
    names = [os.path.relpath(each.source, tmp_path / "in") for each in sources]
    return [name.replace(os.sep, "/") for name in names], sources


def test_a_folder_is_searched_in_order_with_all_its_folders(tree, tmp_path):
    folder = tree("b.txt", "a.md", "z/c.html", "m/n/d.docx", "m/a.txt")
    names, _ = found(tmp_path, folder)
    assert names == ["a.md", "b.txt", "m/a.txt", "m/n/d.docx", "z/c.html"]


def test_files_that_are_no_articles_by_their_names_are_counted(tree, tmp_path):
    folder = tree("a.txt", "b.jpg", "c.css", "a.audionews.toml", ".hidden.txt", ".git/d.txt")
    names, sources = found(tmp_path, folder)
    assert names == ["a.txt"]
    assert sources.passed_over == 3


def test_what_a_browser_keeps_beside_a_saved_page_is_no_article(tree, tmp_path):
    names, _ = found(tmp_path, tree("a.html", "a_files/frame.html", "my_files/b.html"))
    assert names == ["a.html", "my_files/b.html"]


def test_editions_and_the_output_folder_are_not_taken_for_articles(tree):
    folder = tree("a.txt", "old/edition.json", "old/transcript.txt", "out/b/transcript.txt")
    sources = Sources([folder], folder / "out")
    assert [Path(each.source).name for each in sources] == ["a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_inside_a_folder_are_not_followed(tree, tmp_path):
    folder = tree("a.txt")
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "b.txt").write_text("secret")
    (folder / "out-of-it").symlink_to(secret)
    (folder / "b.txt").symlink_to(secret / "b.txt")
    (folder / "round").symlink_to(folder)
    names, _ = found(tmp_path, folder)
    assert names == ["a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_that_is_named_itself_is_what_it_leads_to(tree, tmp_path):
    (tmp_path / "current").symlink_to(tree("a.txt"))
    assert len(list(Sources([tmp_path / "current"], tmp_path / "out"))) == 1


def test_a_pattern_is_matched_here_too(tree, tmp_path):
    folder = tree("2024/a.txt", "2024/b.md", "2025/x/c.txt")
    names, _ = found(tmp_path, f"{folder}/**/*.txt")
    assert sorted(names) == ["2024/a.txt", "2025/x/c.txt"]


def test_a_pattern_that_nothing_is_like_is_a_fault(tmp_path):
    (one,) = Sources([str(tmp_path / "*.txt")], tmp_path / "out")
    assert "no file is like" in one.fault


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tree, tmp_path):
    folder = tree("a[1].txt")
    names, _ = found(tmp_path, folder / "a[1].txt")
    assert names == ["a[1].txt"]


def test_standard_input_is_refused_as_workers_have_another(tmp_path):
    (one,) = Sources(["-"], tmp_path / "out")
    assert "audionews make -" in one.fault


def test_addresses_are_passed_on_as_they_are(tmp_path):
    (one,) = Sources(["https://post.example/a*.txt"], tmp_path / "out")
    assert one.source == "https://post.example/a*.txt"
    assert not one.fault


def test_a_folder_is_not_searched_before_it_is_needed(tree, tmp_path, monkeypatch):
    folder = tree("a.txt", "b/c.txt", "d/e.txt")
    opened = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: opened.append(path) or scandir(path))
    list(islice(Sources([folder], tmp_path / "out"), 1))
    assert opened == [str(folder)]


def test_names_in_any_script_are_found(tree, tmp_path):
    names, _ = found(tmp_path, tree("Ünïcode ñews.txt", "новости.txt", "新闻.txt", "أخبار.txt"))
    assert len(names) == 4
