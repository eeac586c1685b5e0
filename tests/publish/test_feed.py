import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.parse import unquote, urlsplit

import feedparser
import msgspec
import podcastparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

import psp1
import shelves
import validators
from audionews.clock import full_clock
from audionews.errors import OutputError, SettingsError
from audionews.publish import feed
from audionews.publish.feed import episodes, history, notes, rss, show
from audionews.publish.record import fingerprint
from audionews.settings import Feed, Settings

NOW = datetime(2024, 6, 1, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
HOSTILE = (
    "Bridge & tunnel <open> ]]> </title><script>alert(1)</script>",
    "\x00\x0b\ufffe\uffffnull\x1f and \u2028 separators",
    'Ünïcode 桥 🌉 — ‘quoted’ "twice"',
    "  two\n lines\t",
    "&amp; &lt;b&gt; &#0; <![CDATA[x]]>",
    "x" * 5000,
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shelf")
    shelves.fill(folder)
    return folder


@pytest.fixture
def folder(shelf, tmp_path):
    return shutil.copytree(shelf, tmp_path / "editions")


def write(folder, now=NOW, settings=shelves.SETTINGS, **values):
    values = {"image": str(folder / shelves.PICTURE)} | values
    changed = msgspec.structs.replace(settings.feed, **values)
    return feed.write(folder, msgspec.structs.replace(settings, feed=changed), now=now)


def read(folder, name="feed.xml"):
    return etree.fromstring((folder / name).read_bytes())


def items(folder, name="feed.xml"):
    """The items by the folder of their sound."""
    found = read(folder, name).iterfind("channel/item")
    return {item.find("enclosure").get("url").split("/")[-2]: item for item in found}


def identity(item):
    return item.findtext("guid"), item.findtext("pubDate")


def everything(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_feed_keeps_every_rule(folder):
    written = write(folder)
    assert (written.episodes, written.pages, written.notes) == (4, 1, ())
    assert psp1.broken((folder / "feed.xml").read_bytes(), LATER) == []


def test_every_address_leads_to_the_file_that_it_describes(folder):
    write(folder)
    root, base = read(folder), "https://pod.example/heard/"
    addresses = {
        value
        for element in root.iter()
        for value in (*element.attrib.values(), element.text or "")
        if value.startswith(base) and "#" not in value and value != base
    }
    assert len(addresses) > 20
    for address in addresses:
        path = folder / unquote(urlsplit(address.removeprefix(base)).path)
        version = urlsplit(address).query.removeprefix("v=")
        assert path.is_file()
        assert fingerprint(path)["sha256"].startswith(version)
    for item in root.iterfind("channel/item"):
        for sound in (
            item.find("enclosure"),
            *item.iterfind("podcast:alternateEnclosure", psp1.NS),
        ):
            source = sound.find("podcast:source", psp1.NS)
            address = sound.get("url") or source.get("uri")
            path = folder / urlsplit(address.removeprefix(base)).path
            assert int(sound.get("length")) == path.stat().st_size


def test_chapters_are_the_same_in_the_feed_and_in_their_file(folder):
    write(folder)
    for name, item in items(folder).items():
        kept = json.loads((folder / name / "chapters.json").read_text("utf-8"))["chapters"]
        expected = [(full_clock(one["startTime"]), one["title"]) for one in kept]
        listed = [
            (one.get("start"), one.get("title")) for one in item.iterfind("psc:chapters/*", psp1.NS)
        ]
        assert listed == expected


def test_feedparser_reads_it(folder):
    write(folder)
    parsed = feedparser.parse((folder / "feed.xml").read_bytes())
    assert not parsed.bozo
    assert parsed.feed.title == "Heard"
    assert [len(entry.enclosures) for entry in parsed.entries] == [1] * 4
    titles = {entry.title for entry in parsed.entries}
    assert "Bridge & tunnel <open> after nine years" in titles


def test_gpodder_reads_it(folder):
    write(folder, page=3)
    parsed = podcastparser.parse(
        "https://pod.example/heard/feed.xml", BytesIO((folder / "feed.xml").read_bytes())
    )
    assert parsed["title"] == "Heard"
    assert parsed["type"] == "episodic"
    assert parsed["paged_feed_next"] == "https://pod.example/heard/feed-2.xml"
    assert len(parsed["episodes"]) == 3
    for episode in parsed["episodes"]:
        assert episode["total_time"] > 0
        assert episode["chapters"][0]["start"] == 0
        assert episode["guid"].startswith("urn:uuid:")


def test_partytime_reads_all_that_is_of_podcasting_2(folder):
    write(folder, funding="https://observer.example/give")
    parsed = validators.node("partytime.mjs", folder / "feed.xml", needs="podcast-partytime")
    assert parsed["itunesCategory"] == ["News > Politics"]
    assert parsed["guid"] == str(history.read(folder, "").guid)
    assert parsed["locked"] is True
    assert parsed["medium"] == "podcast"
    assert parsed["podcastFunding"][0]["url"] == "https://observer.example/give"
    for item in parsed["items"]:
        assert {"text/vtt", "application/srt", "application/json", "text/html"} <= {
            one["type"] for one in item["podcastTranscripts"]
        }
        assert {one["group"] for one in item["podcastPeople"]} <= {"Writing", "Cast"}
        assert {one["role"] for one in item["podcastPeople"]} <= {
            "Author",
            "Narrator",
            "Voice Actor",
        }
        assert [one["integrity"]["type"] for one in item["alternativeEnclosures"]] == ["sri", "sri"]


def test_the_same_editions_give_the_same_bytes(shelf, tmp_path):
    once, again = (shutil.copytree(shelf, tmp_path / name) for name in ("once", "again"))
    write(once)
    write(again)
    assert everything(once) == everything(again)


def test_where_nothing_has_changed_nothing_is_written(folder):
    write(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert write(folder, now=LATER).changed == ()
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_feed_says_when_it_last_changed(folder):
    write(folder)
    assert read(folder).findtext("channel/lastBuildDate") == "Sat, 01 Jun 2024 09:30:00 GMT"
    write(folder, now=LATER, description="Another one.")
    assert read(folder).findtext("channel/lastBuildDate") == "Tue, 04 Jun 2024 09:30:00 GMT"


def test_an_episode_made_again_keeps_guid_and_date_and_gets_another_address(folder):
    write(folder)
    before = items(folder)["seed"]
    shelves.make_again(folder / "seed", b"\xff\xfb" * 40_000)
    write(folder, now=LATER)
    after = items(folder)["seed"]
    assert identity(after) == identity(before)
    assert after.find("enclosure").get("url") != before.find("enclosure").get("url")
    assert after.find("enclosure").get("length") == "80000"
    assert psp1.broken((folder / "feed.xml").read_bytes(), LATER) == []


def test_no_date_is_invented(folder):
    write(folder)
    dates = {name: item.findtext("pubDate") for name, item in items(folder).items()}
    assert dates == {
        "everything": "Tue, 05 Mar 2024 12:00:00 GMT",  # its article's day
        "russian": "Tue, 05 Mar 2024 12:00:00 GMT",
        "twelve-speakers": "Tue, 05 Mar 2024 12:00:00 GMT",
        "seed": "Sat, 01 Jun 2024 09:30:00 GMT",  # first published: its article has no date
    }


@pytest.mark.parametrize("day", ["2024-06-01", "2030-01-01", "2024-06-01T23:00:00Z"])
def test_no_date_lies_ahead(folder, day):
    shelves.change(folder / "seed", date=day)
    write(folder)
    assert items(folder)["seed"].findtext("pubDate") == "Sat, 01 Jun 2024 09:30:00 GMT"


@pytest.mark.parametrize("day", ["", "spring", "2024", "2024-13-01"])
def test_a_date_that_is_no_day_is_none(folder, day):
    shelves.change(folder / "everything", date=day)
    write(folder)
    assert items(folder)["everything"].findtext("pubDate") == "Sat, 01 Jun 2024 09:30:00 GMT"


def test_a_feed_that_moves_keeps_its_guid_and_says_where_it_is(folder):
    write(folder)
    before = read(folder)
    write(folder, now=LATER, url="https://elsewhere.example/show.xml")
    after = read(folder, "show.xml")
    guid, moved = "channel/podcast:guid", "channel/itunes:new-feed-url"
    assert after.findtext(guid, namespaces=psp1.NS) == before.findtext(guid, namespaces=psp1.NS)
    assert before.find(moved, psp1.NS) is None
    assert after.findtext(moved, namespaces=psp1.NS) == "https://elsewhere.example/show.xml"
    assert list(map(identity, items(folder, "show.xml").values())) == list(
        map(identity, items(folder).values())
    )


def test_the_guid_of_a_feed_is_that_of_the_name_space():
    # The example of the podcast namespace's documentation.
    guid = history._feed_guid("https://podnews.net/rss")
    assert str(guid) == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert guid == history._feed_guid("http://podnews.net/rss/")


def test_an_article_that_gets_an_address_stays_the_same_episode(folder):
    write(folder)
    before = items(folder)["seed"]
    shelves.change(folder / "seed", url="https://observer.example/hub")
    write(folder, now=LATER)
    assert identity(items(folder)["seed"]) == identity(before)


def test_an_edition_in_another_folder_stays_the_same_episode(folder):
    write(folder)
    before = items(folder)["everything"]
    (folder / "everything").rename(folder / "renamed")
    write(folder, now=LATER)
    assert identity(items(folder)["renamed"]) == identity(before)


def test_another_article_in_the_same_folder_is_another_episode(folder):
    write(folder)
    before = items(folder)["everything"]
    shelves.change(folder / "everything", url="https://observer.example/another")
    write(folder, now=LATER)
    assert identity(items(folder)["everything"])[0] != identity(before)[0]


def test_two_editions_of_one_article_are_one_episode(folder):
    write(folder)
    shutil.copytree(folder / "everything", folder / "a-copy")
    written = write(folder, now=LATER)
    assert written.episodes == 4
    assert written.notes == ("a-copy: left out: everything is of the same article",)
    assert "everything" in items(folder)


@given(st.data())
def test_whatever_becomes_of_an_episode_its_guid_and_date_stay(data):
    episode = _episode()
    kept = history.History(
        guid=history._feed_guid("https://pod.example/f.xml"), url="", episodes={}
    )
    kept, (first,), _ = history.admit(kept, [episode], NOW)
    for _ in range(data.draw(st.integers(1, 4))):
        episode = replace(
            episode,
            title=data.draw(st.text()),
            date=data.draw(st.sampled_from(["", "2024-05-01", "2099-01-01", episode.date])),
            url=data.draw(
                st.sampled_from([episode.url, episode.url, "", "https://observer.example/1"])
            ),
            duration=data.draw(st.floats(1, 9000)),
            files={
                "b.mp3": episodes.File(bytes=99, sha256=data.draw(st.sampled_from(["ab", "cd"])))
            },
        )
        moment = NOW + timedelta(seconds=data.draw(st.integers(0, 10**8)))
        kept, (again,), _ = history.admit(kept, [episode], moment)
        kept = msgspec.json.decode(history.encoded(kept), type=history.History)
        assert (again.guid, again.date, again.number) == (first.guid, first.date, first.number)


def _episode(**values):
    made = episodes.Episode(
        folder="bridge",
        title="Bridge opens",
        language="en",
        url="",
        date="",
        authors=("Ada Brook",),
        publication="The Lund Valley Observer",
        duration=60.0,
        chapters=(),
        files={"b.mp3": episodes.File(bytes=20_000, sha256="00" * 32)},
        cast=(("Tone f1", True),),
        summary="The bridge opened.",
        excerpt=None,
    )
    return replace(made, **values)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words(folder, words):
    for name in ("seed", "everything"):
        shelves.change(folder / name, title=words, authors=[words], publication=words)
    settings = msgspec.structs.replace(
        shelves.SETTINGS, show=msgspec.structs.replace(shelves.SETTINGS.show, title=words)
    )
    write(folder, settings=settings, description=words[:900])
    assert psp1.broken((folder / "feed.xml").read_bytes(), LATER) == []
    assert not feedparser.parse((folder / "feed.xml").read_bytes()).bozo
    shown = " ".join(rss.clean(words).split())
    assert items(folder)["seed"].findtext("title") == shown
    assert (
        etree.fromstring((folder / "podcast.opml").read_bytes())
        .find("body/outline")
        .get("title")
        .split()
        == shown.split()
    )


@given(st.text(), st.text(), st.text())
def test_any_words_make_a_feed_that_can_be_read(title, author, address):
    episode = _episode(
        title=title or "x", authors=(author,), url=f"https://{address}", publication=title
    )
    kept = history.History(
        guid=history._feed_guid("https://pod.example/f.xml"), url="", episodes={}
    )
    kept, published, _ = history.admit(kept, [episode], NOW)
    of = show.show_of(shelves.SETTINGS, [episode])
    (page,) = rss.pages(of, Feed(), kept, published, "https://pod.example/show.jpg").values()
    root = etree.fromstring(rss.serialised(page, NOW))
    assert root.findtext("channel/item/title") == " ".join(rss.clean(title or "x").split())
    assert len(root.findtext("channel/item/description").encode()) <= 4000


@given(st.lists(st.text(min_size=1, max_size=300), min_size=2, max_size=200))
def test_notes_are_never_too_long_and_lose_the_last_chapters_first(titles):
    chapters = tuple(
        episodes.Chapter(title=title, start=float(number), end=number + 1.0)
        for number, title in enumerate(titles)
    )
    words = notes.notes(_episode(chapters=chapters))
    assert len(words.encode()) <= notes.MOST
    assert words.endswith("synthetic.</p>")
    listed = [number for number in range(len(titles)) if f">{full_clock(number)}" in words]
    assert listed == list(range(len(listed)))


def test_pages_hold_each_episode_once_and_lead_to_each_other(folder):
    assert write(folder, page=2).pages == 2
    pages = [read(folder), read(folder, "feed-2.xml")]
    guids = [item.findtext("guid") for page in pages for item in page.iterfind("channel/item")]
    assert len(set(guids)) == len(guids) == 4
    first, second = (_links(page) for page in pages)
    one, two = "https://pod.example/heard/feed.xml", "https://pod.example/heard/feed-2.xml"
    assert first == {"self": one, "first": one, "last": two, "next": two}
    assert second == {"self": two, "first": one, "last": two, "previous": one}
    for name in ("feed.xml", "feed-2.xml"):
        assert psp1.broken((folder / name).read_bytes(), LATER) == []
    write(folder, page=4)
    assert not (folder / "feed-2.xml").exists()
    assert _links(read(folder)) == {"self": one}


def _links(root):
    links = root.iterfind("channel/atom:link", psp1.NS)
    return {link.get("rel"): link.get("href") for link in links}


def test_an_excerpt_begins_with_somebody_who_is_quoted(folder):
    write(folder)
    for name, item in items(folder).items():
        script = json.loads((folder / name / "script.json").read_text("utf-8"))["utterances"]
        for excerpt in item.iterfind("podcast:soundbite", psp1.NS):
            (first,) = (one for one in script if one["start"] == float(excerpt.get("startTime")))
            assert first["role"] == "quotation"
            assert excerpt.text.startswith(first["speaker"])
    assert items(folder)["seed"].find("podcast:soundbite", psp1.NS) is not None


def test_a_serial_numbers_its_episodes_in_the_order_of_publication(folder):
    shutil.move(folder / "seed", folder.parent / "seed")
    write(folder, type="serial")
    shutil.move(folder.parent / "seed", folder / "seed")
    shelves.change(folder / "seed", date="2020-01-01")
    write(folder, now=LATER, type="serial")
    number = "itunes:episode"
    numbers = {
        name: one.findtext(number, namespaces=psp1.NS) for name, one in items(folder).items()
    }
    assert numbers["seed"] == "4"
    assert sorted(numbers.values()) == ["1", "2", "3", "4"]


def test_notes_are_in_the_language_of_the_article(folder):
    write(folder)
    words = items(folder)["russian"].findtext("description")
    assert "Главы" in words
    assert "синтезированы" in words


def test_a_damaged_edition_is_left_out_and_comes_back_as_it_was(folder):
    write(folder)
    before = identity(items(folder)["seed"])
    mp3 = folder / "seed" / "seed.mp3"
    whole = mp3.read_bytes()
    mp3.write_bytes(whole[:-1])
    written = write(folder, now=LATER)
    assert written.episodes == 3
    assert "seed.mp3 is not the file that was made" in written.notes[0]
    mp3.write_bytes(whole)
    write(folder, now=LATER)
    assert identity(items(folder)["seed"]) == before


@pytest.mark.parametrize("record", [b"{}", b"\xff", b'{"format": 99}', b"[]", b""])
def test_a_record_that_cannot_be_read_is_told(folder, record):
    (folder / "seed" / "edition.json").write_bytes(record)
    written = write(folder)
    assert written.episodes == 3
    assert "edition.json" in written.notes[0]


def test_a_date_that_a_producer_corrects_stays_so(folder):
    write(folder)
    path = folder / "feed.json"
    path.write_text(path.read_text().replace("2024-06-01T09:30:00Z", "2024-05-30T08:00:00+02:00"))
    write(folder, now=LATER)
    assert items(folder)["seed"].findtext("pubDate") == "Thu, 30 May 2024 06:00:00 GMT"


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "{",
        lambda text: text.replace("09:30:00Z", "09:30:00"),  # in which zone?
        lambda text: text.replace('"guid": "', '"guid": "x'),
        lambda text: text.replace('"format": 1', '"format": 2'),
    ],
)
def test_a_history_that_cannot_be_read_is_never_written_over(folder, change):
    write(folder)
    path = folder / "feed.json"
    path.write_text(change(path.read_text()))
    before = everything(folder)
    with pytest.raises(OutputError, match=r"feed\.json"):
        write(folder, now=LATER)
    assert everything(folder) == before


def test_a_folder_without_editions_is_told(tmp_path):
    with pytest.raises(OutputError, match=r"no edition in it.*audionews make"):
        write(tmp_path)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"url": ""}, "feed.url"),
        ({"url": "pod.example/feed.xml"}, "feed.url"),
        ({"url": "ftp://pod.example/feed.xml"}, "feed.url"),
        ({"description": " "}, "feed.description"),
        ({"description": "ж" * 2001}, "4002 bytes"),
        ({"category": "Gossip"}, "Gossip"),
        ({"category": "News > Gossip"}, "Daily News"),
        ({"email": "radio"}, "feed.email"),
        ({"image": "nowhere.png"}, "nowhere.png"),
    ],
)
def test_a_wrong_setting_is_told(folder, values, said):
    with pytest.raises(SettingsError, match=said):
        write(folder, **values)


def test_a_show_needs_a_name(folder):
    with pytest.raises(SettingsError, match=r"show\.title.*audionews init"):
        write(folder, settings=Settings(feed=shelves.SETTINGS.feed))


def test_a_language_that_is_no_tag_is_told(folder):
    of = msgspec.structs.replace(shelves.SETTINGS.show, language="English")
    with pytest.raises(SettingsError, match=r"show\.language.*en-GB"):
        write(folder, settings=msgspec.structs.replace(shelves.SETTINGS, show=of))


def test_what_directories_would_miss_is_noted(folder):
    written = write(folder, email="", url="http://pod.example/feed.xml")
    assert [note.split()[0] for note in written.notes] == ["feed.email", "feed.url:"]
    assert read(folder).find("channel/itunes:owner", psp1.NS) is None


def test_the_files_may_be_elsewhere_than_the_feed(folder):
    write(folder, url="https://feeds.example/heard", files="https://cdn.example/heard")
    item = items(folder)["seed"]
    assert item.find("enclosure").get("url").startswith("https://cdn.example/")
    assert _links(read(folder))["self"] == "https://feeds.example/heard"


def picture(path, form, size, mode="RGB"):
    Image.new(mode, size, "teal").save(path, form)
    return str(path)


def test_a_picture_that_directories_take_is_taken_as_it_is(folder, tmp_path):
    chosen = picture(tmp_path / "a.jpg", "JPEG", (1400, 1400))
    write(folder, image=chosen)
    assert (folder / "show.jpg").read_bytes() == (tmp_path / "a.jpg").read_bytes()


def test_another_picture_is_made_one_that_they_take(folder, tmp_path):
    write(folder, image=picture(tmp_path / "a.png", "PNG", (3100, 3100), "RGBA"))
    made = Image.open(BytesIO((folder / "show.jpg").read_bytes()))
    assert (made.format, made.mode, made.size) == ("JPEG", "RGB", (3000, 3000))
    assert (folder / "show.jpg").stat().st_size <= 512_000


@pytest.mark.parametrize("size", [(1400, 1401), (1399, 1399)])
def test_a_picture_that_is_small_or_not_square_is_refused(folder, tmp_path, size):
    with pytest.raises(SettingsError, match="squares of 1400 to 3000"):
        write(folder, image=picture(tmp_path / "a.jpg", "JPEG", size))


def test_a_file_that_is_no_picture_is_refused(folder, tmp_path):
    (tmp_path / "a.jpg").write_text("no picture")
    with pytest.raises(SettingsError, match="no JPEG or PNG"):
        write(folder, image=str(tmp_path / "a.jpg"))


def test_a_picture_is_drawn_where_none_is_chosen(folder):
    write(folder, image="")
    drawn = Image.open(BytesIO((folder / "show.jpg").read_bytes()))
    assert (drawn.format, drawn.mode, drawn.size) == ("JPEG", "RGB", (3000, 3000))


def test_another_picture_has_another_address(folder, tmp_path):
    write(folder)
    before = read(folder).findtext("channel/image/url")
    write(folder, image=picture(tmp_path / "a.jpg", "JPEG", (1500, 1500)))
    assert read(folder).findtext("channel/image/url") != before


def test_a_feed_that_cannot_be_written_leaves_the_old_one_whole(folder, monkeypatch):
    write(folder)
    before = everything(folder)

    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OutputError, match="No space left"):
        write(folder, now=LATER, description="Another one.")
    assert everything(folder) == before
