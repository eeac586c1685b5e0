import pytest

from audionews.errors import OutputError
from audionews.studio.undo import MOST, History


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "ferry.txt"
    path.write_bytes(b"one")
    return path


def test_saves_are_undone_the_last_one_first(article):
    history, side = History(article), article.with_name("ferry.audionews.toml")
    history.save(article, b"two", "two")
    history.save(side, b"side", "the side file")
    history.save(article, b"three", "three")
    assert history.undo().what == "three"
    assert article.read_bytes() == b"two"
    assert history.undo().what == "the side file"
    assert not side.exists()
    assert history.undo().what == "two"
    assert article.read_bytes() == b"one"
    assert history.undo() is None


def test_steps_outlive_the_program(article):
    History(article).save(article, b"two", "two")
    assert History(article).last().what == "two"
    History(article).undo()
    assert article.read_bytes() == b"one"


def test_only_so_many_steps_are_kept(article):
    history = History(article)
    for number in range(MOST + 5):
        history.save(article, str(number).encode(), str(number))
    undone = 0
    while history.undo():
        undone += 1
    assert undone == MOST
    assert article.read_bytes() == b"4"


def test_what_another_program_wrote_is_never_overwritten(article):
    history = History(article)
    history.save(article, b"two", "two")
    article.write_bytes(b"by hand")
    with pytest.raises(OutputError, match="changed by another program"):
        history.undo()
    assert article.read_bytes() == b"by hand"


def test_a_save_that_was_cut_short_is_passed_over(article):
    history = History(article)
    history.save(article, b"two", "two")
    history.save(article, b"three", "three")
    article.write_bytes(b"two")  # as if the file had never been replaced
    assert history.undo().what == "two"
    assert article.read_bytes() == b"one"


def test_a_damaged_step_is_passed_over(article):
    history = History(article)
    history.save(article, b"two", "two")
    history.save(article, b"three", "three")
    newest = max((article.parent / ".audionews" / "undo" / "ferry.txt").glob("*.json"))
    newest.write_bytes(b"{")
    assert history.last().what == "two"


def test_a_file_keeps_its_rights_and_a_link_stays_a_link(article, tmp_path):
    article.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(article)
    History(link).save(link, b"two", "two")
    assert link.is_symlink()
    assert article.read_bytes() == b"two"
    assert article.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / ".audionews").write_text("a file")
    with pytest.raises(OutputError, match="make its folder writable"):
        History(tmp_path / "ferry.txt").save(tmp_path / "ferry.txt", b"", "")
