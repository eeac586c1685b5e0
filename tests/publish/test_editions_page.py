import shutil
from base64 import b64decode
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import unquote, urlsplit

import msgspec
import pytest
from lxml import html

import shelves
import validators
from audionews.publish import feed
from audionews.publish.feed import phrases

NOW = datetime(2024, 6, 1, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shelf")
    shelves.fill(folder)
    return folder


@pytest.fixture
def folder(shelf, tmp_path):
    return shutil.copytree(shelf, tmp_path / "editions")


def write(folder, **show):
    chosen = msgspec.structs.replace(shelves.SETTINGS.feed, image=str(folder / shelves.PICTURE))
    of = msgspec.structs.replace(shelves.SETTINGS.show, **show)
    feed.write(folder, msgspec.structs.replace(shelves.SETTINGS, feed=chosen, show=of), now=NOW)
    return html.fromstring((folder / "index.html").read_bytes())


def articles(page):
    return {one.get("id"): one for one in page.iter("article")}


def test_the_page_lists_every_edition_with_all_its_forms(folder):
    page = write(folder)
    assert set(articles(page)) == {path.parent.name for path in folder.glob("*/edition.json")}
    for name, article in articles(page).items():
        links = {(link.get("href"), link.text_content()) for link in article.iter("a")}
        assert links >= {
            (f"{name}/index.html", "Listen and read along"),
            (f"{name}/{name}.mp3", "Listen"),
            (f"{name}/{name}.epub", "Read-along book"),
            (f"{name}/{name}.daisy.zip", "Talking book"),
            (f"{name}/transcript.html", "Transcript"),
        }


def test_every_link_leads_to_a_file_or_to_the_web(folder):
    page = write(folder)
    for element, _, address, _ in page.iterlinks():
        parts = urlsplit(address)
        if parts.scheme or address.startswith("#"):
            assert element.tag in ("a", "link")  # nothing is fetched from elsewhere
        else:
            assert (folder / unquote(parts.path)).is_file()


def test_a_title_leads_to_the_edition_s_page_or_to_its_sound_where_it_has_none(folder):
    kept = msgspec.json.decode((folder / "seed" / "edition.json").read_bytes())
    del kept["files"]["index.html"]
    shelves.change(folder / "seed", files=kept["files"])
    page = write(folder)
    titles = {name: one.find("h3/a").get("href") for name, one in articles(page).items()}
    assert titles["seed"] == "seed/seed.mp3"
    assert titles["russian"] == "russian/index.html"
    apps = (folder / "feed.xml").read_text("utf-8")
    assert 'contentLink href="https://pod.example/heard/russian/index.html"' in apps
    assert 'contentLink href="https://pod.example/heard/seed/index.html"' not in apps


def test_the_page_allows_its_own_style_and_nothing_else(folder):
    page = write(folder)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = policy.partition("'sha256-")[2].partition("'")[0]
    assert b64decode(digest) == sha256(page.find("head/style").text.encode()).digest()
    assert "default-src 'none'" in policy
    assert not page.xpath("//script")


def test_the_page_tells_apps_where_the_feed_is(folder):
    page = write(folder)
    (link,) = page.xpath("//link[@rel='alternate'][@type='application/rss+xml']/@href")
    assert link == "https://pod.example/heard/feed.xml"


def test_the_page_speaks_the_show_s_language_and_each_edition_its_own(folder):
    page = write(folder, language="de")
    assert page.get("lang") == "de"
    assert "5. März 2024" in page.text_content()
    assert articles(page)["russian"].find("h3").get("lang") == "ru"


def test_hostile_words_are_only_words(folder):
    words = "</h3><script>alert(1)</script>\x00 javascript:alert(1)"
    shelves.change(folder / "seed", title=words, authors=[words], url="javascript:alert(1)")
    page = write(folder, title=words, copyright=words)
    assert not page.xpath("//script")
    assert not any(address.startswith("javascript:") for _, _, address, _ in page.iterlinks())


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "kk", "uz"])
def test_each_language_has_every_phrase_and_writes_days(language):
    tables = phrases._tables()
    assert tables[language].keys() == tables["en"].keys()
    written = phrases.day(NOW.date(), language)
    assert "2024" in written
    assert written != "2024-06-01"


def test_a_language_without_phrases_has_english_ones_and_plain_days():
    assert phrases.phrase("listen", "eo") == "Listen"
    assert phrases.day(NOW.date(), "eo") == "2024-06-01"


def test_axe_finds_nothing_against_the_page_in_any_look(folder):
    write(folder)
    assert validators.node("axe.mjs", folder / "index.html") == []
