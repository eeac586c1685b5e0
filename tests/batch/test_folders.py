import msgspec
import pytest

from audionews.batch.folders import Folder, folder_for, identity
from audionews.model import Article, Block, BlockKind


def article(source="news/story.txt", headline="Bridge opens", url=""):
    blocks = (Block(kind=BlockKind.HEADLINE, text=headline),)
    return Article(blocks=blocks, source=source, url=url)


@pytest.fixture
def folder(tmp_path):
    def folder(source, *, alone=True, **more):
        of = identity(source, str(tmp_path))
        return folder_for(article(source, **more), of, Folder(tmp_path), alone=alone)

    return folder


def test_an_articles_folder_has_the_name_of_its_file(folder):
    assert folder("news/story-of-a-bridge.txt") == "story-of-a-bridge"


def test_two_articles_of_one_name_have_a_folder_each(folder):
    one, two = folder("a/weather.txt"), folder("b/weather.txt")
    assert one == "weather"
    assert two.startswith("weather-")


def test_folders_stay_whichever_comes_first(folder):
    before = [folder("a/weather.txt"), folder("b/weather.txt"), folder("c/weather.txt")]
    after = [folder("c/weather.txt"), folder("b/weather.txt"), folder("a/weather.txt")]
    assert after == before[::-1]
    assert len(set(before)) == 3


def test_names_of_every_script_have_folders_of_their_own(folder):
    names = [
        "новости.txt",
        "Новости.txt",
        "新闻.txt",
        "أخبار.txt",
        "Über.txt",
        "uber.txt",
        "💥.txt",
    ]
    folders = [folder(f"in/{name}") for name in names]
    assert len(set(folders)) == len(names)
    assert all(name.isascii() and name for name in folders)


def test_names_that_differ_only_beyond_the_longest_slug_are_told_apart(folder):
    assert folder(f"{'long-' * 40}a.txt") != folder(f"{'long-' * 40}b.txt")


def test_a_way_of_writing_a_path_makes_no_difference(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert folder("in/weather.txt") == folder(str(tmp_path / "in" / "weather.txt")) == "weather"
    assert folder("./in/../in/weather.txt") == "weather"


def test_an_edition_made_before_is_gone_on_with(folder, tmp_path):
    made = tmp_path / "bridge"
    made.mkdir()
    (made / "edition.json").write_bytes(msgspec.json.encode({"source": "news/bridge.txt"}))
    assert folder("news/bridge.txt") == "bridge"


def test_an_edition_of_something_else_is_left_alone(folder, tmp_path):
    other = tmp_path / "elsewhere" / "bridge.txt"
    other.parent.mkdir()
    other.write_text("words")
    made = tmp_path / "bridge"
    made.mkdir()
    (made / "edition.json").write_bytes(msgspec.json.encode({"source": str(other)}))
    assert folder("news/bridge.txt").startswith("bridge-")


def test_an_articles_folder_stays_when_its_headline_is_edited(tmp_path):
    of = "feed.xml # https://post.example/1"
    before = folder_for(article(headline="Bridge opens"), of, Folder(tmp_path), alone=False)
    after = folder_for(article(headline="Bridge opened"), of, Folder(tmp_path), alone=False)
    assert before == after == "bridge-opens"


def test_an_address_is_its_own_identity(tmp_path):
    assert identity("https://post.example/a?b", str(tmp_path)) == "https://post.example/a?b"


def test_an_identity_moves_with_its_output(tmp_path):
    one = identity(str(tmp_path / "one" / "in" / "a.txt"), str(tmp_path / "one" / "out"))
    two = identity(str(tmp_path / "two" / "in" / "a.txt"), str(tmp_path / "two" / "out"))
    assert one == two == "../in/a.txt"
