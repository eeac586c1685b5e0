"""The studio's answers, one request after the other."""

import re
import time
from html import unescape

import pytest
from starlette.testclient import TestClient

import validators
from audionews import settings
from audionews.article.sidefile import load
from audionews.folder import locked
from audionews.speech import Store, default_root
from audionews.studio.app import Studio
from audionews.studio.shelf import Shelf

HOME = "http://127.0.0.1:8100"
PART = {"HX-Request": "true"}


class Producer:
    """Somebody at a studio's desk."""

    def __init__(self, studio, place):
        self.client = TestClient(studio.application, base_url=HOME)
        self.client.headers["Origin"] = HOME
        self.client.get(studio.address.removeprefix(HOME))
        self.place = place
        self.base = re.search(r'href="(/articles/\w+/)"', self.get("/").text)[1]
        self.base = self.get(self.base).url.path

    def get(self, path, **more):
        return self.client.get(path, **more)

    def desk(self):
        return self.get(self.base).text

    def post(self, path, headers=PART, **fields):
        return self.client.post(self.base + path, data=fields, headers=headers)

    def line(self, words):
        """The number of the line with the words."""
        rows = self.desk().split('<li class="line')[1:]
        return next(n for n, row in enumerate(rows) if words in unescape(row.split("</ol>")[0]))

    def form(self, words):
        """The fields of the form of the line with the words, as a browser would send them."""
        number = self.line(words)
        html = self.get(f"{self.base}lines/{number}", headers=PART).text
        fields = {
            name: unescape(value)
            for name, value in re.findall(r'<input [^>]*?name="(\w+)"[^>]*?value="([^"]*)"', html)
            if name != "skip"
        }
        fields["say"] = unescape(re.search(r"<textarea[^>]*>([^<]*)", html)[1])
        for name in ("speaker", "voice"):
            options = re.search(rf'name="{name}"(.*?)</select>', html, re.DOTALL)
            if options:
                chosen = re.search(r'value="([^"]*)" selected', options[1])
                fields[name] = unescape(chosen[1]) if chosen else ""
        return f"lines/{number}", fields

    def correct(self, words, **wish):
        path, fields = self.form(words)
        return self.post(path, **{**fields, **wish})

    def row(self, words):
        after = self.desk().split(f'id="line-{self.line(words)}"')[1]
        return re.split('<li class="line|</ol>', after)[0]

    @property
    def side(self):
        return self.place / "ferry.audionews.toml"

    def clip(self, words):
        return re.search(r'data-clip="([^"]+)"', self.row(words))[1]

    def made(self, seconds=120):
        """Waits until the edition is made, and gives the page that says so."""
        for _ in range(seconds * 5):
            page = self.get(self.base + "making", headers=PART).text
            if "report-title" in page:
                return page
            time.sleep(0.2)
        raise AssertionError(page)


@pytest.fixture
def studio(place):
    shelf = Shelf(place, place / "output")
    with Studio(shelf, settings.load, f"{HOME}/") as studio:
        yield studio


@pytest.fixture
def producer(studio, place):
    return Producer(studio, place)


def test_an_article_is_listed_before_and_after_it_is_made(producer):
    assert "Not made yet" in producer.get("/").text
    producer.post("make")
    assert "clips said anew: the first edition here" in producer.made()
    listed = producer.get("/").text
    assert "The ferry sails again" in listed
    assert "Not made yet" not in listed
    assert producer.get(producer.base + "sound.mp3").headers["content-type"] == "audio/mpeg"
    assert "<svg" in producer.get(producer.base + "waveform.svg").text
    assert "· the edition is up to date" in " ".join(producer.desk().split())
    producer.correct("It was late", pause="2")
    assert "to say, then the edition" in producer.desk()


def test_progress_is_told_as_it_goes_until_it_is_over(producer):
    producer.post("make")
    events = producer.get(producer.base + "events").text
    again = producer.get(producer.base + "events").text
    assert again.startswith("event: over")
    assert events.startswith(("event: progress\ndata: {", "event: over\ndata: {"))
    assert '"said": "12 of 12 clips said anew' in events.split("event: over\ndata: ")[1]


def test_a_line_is_heard_in_whole_and_in_part(producer):
    address = producer.clip("We waited")
    whole = producer.get(address)
    assert whole.content[:4] == b"RIFF"
    assert whole.headers["content-type"] == "audio/wav"
    part = producer.get(address, headers={"Range": "bytes=10-19"})
    assert part.status_code == 206
    assert part.content == whole.content[10:20]


@pytest.mark.parametrize("name", ["0" * 64, "..", "%2e%2e%2f%2e%2e%2fferry", "a/b"])
def test_only_clips_of_the_edition_are_given_out(producer, name):
    assert producer.get(f"{producer.base}clips/{name}.wav").status_code == 404


def test_a_speaker_is_corrected_and_written_into_the_side_file(producer):
    producer.side.write_text("# mine\n\n[article]\nlanguage = 'en'  # British\n")
    came = producer.correct("We waited", speaker="Ada Holm", play="yes")
    assert came.status_code == 200
    assert '"said": "Saved.", "line": 5, "play": true' in came.headers["hx-trigger-after-settle"]
    assert "Ada Holm" in producer.row("We waited")
    assert producer.side.read_text() == (
        "# mine\n\n[article]\nlanguage = 'en'  # British\n\n"
        '[[quotations]]\ntext = "We waited for a year,"\nspeaker = "Ada Holm"\n'
    )
    producer.correct("We waited", speaker="nobody known")
    assert load(producer.side).quotations[0].speaker == ""
    producer.correct("We waited", speaker="")
    assert load(producer.side).quotations == ()
    assert "Olim Said" in producer.row("We waited")


def test_somebody_new_can_speak(producer):
    producer.correct("We waited", other="Per Lie")
    assert "Per Lie" in producer.row("We waited")
    assert "mend or remove" not in producer.desk()


def test_words_that_are_no_quotation_go_to_the_narrator_and_come_back(producer):
    producer.correct("We waited", speaker="no quotation")
    assert load(producer.side).quotations[0].not_a_quotation
    assert "Narrator" in producer.row("We waited")
    producer.correct("We waited", speaker="Ada Holm")
    assert "Ada Holm" in producer.row("We waited")


def test_a_short_entry_for_two_quotations_is_narrowed_for_one(producer):
    text = (producer.place / "ferry.txt").read_text()
    (producer.place / "ferry.txt").write_text(text.replace("Nobody knows", "We wondered"))
    producer.side.write_text('[[quotations]]\ntext = "We w"\nspeaker = "Ada Holm"\n')
    producer.correct("We wondered", speaker="Mona Lind")
    assert "Mona Lind" in producer.row("We wondered")
    assert "Ada Holm" in producer.row("We waited")


def test_voices_pauses_words_and_pronunciations_are_corrected(producer):
    voice = re.search(
        r'value="([^"]+)" selected',
        producer.get(
            f"{producer.base}lines/{producer.line('The pier is')}", headers=PART
        ).text.split('name="voice"')[1],
    )[1]
    before = producer.clip("We waited")
    producer.correct("We waited", voice=voice)
    assert producer.clip("We waited") != before
    producer.correct("It was late", pause="1,5")
    producer.correct("It was late", say="It was very late.")
    producer.correct("The pier is", written="pier", respelt="peer")
    side = load(producer.side)
    assert [(p.name, p.voice) for p in side.people] == [("Olim Said", voice)]
    (sentence,) = side.sentences
    assert (sentence.pause, sentence.say) == (1.5, "It was very late.")
    assert [(p.written, p.say) for p in side.pronunciations] == [("pier", "peer")]
    assert "peer" in producer.row("The pier is")
    producer.correct("It was late", pause="", say="")
    producer.correct("We waited", voice="")
    producer.correct("The pier is", written="pier", respelt="")
    assert producer.side.read_text() == ""


def test_the_narrator_gets_another_voice(producer):
    voice = re.search(
        r'<option value="([^"]+)">',
        producer.get(f"{producer.base}lines/{producer.line('It was late')}", headers=PART).text,
    )[1]
    producer.correct("It was late", voice=voice)
    assert load(producer.side).article.narrator == voice


def test_a_line_is_left_out_and_said_again(producer):
    producer.correct("It was late", skip="yes")
    said, left_out = producer.desk().split('<div class="columns">')[1].split("Left out")
    assert "It was late" not in said
    seen = re.search(r'name="seen" value="(\w+)"', left_out)[1]
    text = re.search(r'name="text" value="([^"]+)"', left_out)[1]
    producer.post("restore", seen=seen, text=unescape(text))
    assert producer.row("It was late")
    assert "Left out" not in producer.desk()
    assert producer.side.read_text() == ""


def test_a_stale_save_is_refused_and_nothing_is_lost(producer):
    path, fields = producer.form("We waited")
    producer.correct("The pier is", speaker="Mona Lind")
    kept = producer.side.read_text()
    came = producer.post(path, **{**fields, "speaker": "Ada Holm", "say": "typed in vain"})
    assert came.status_code == 409
    assert came.headers["hx-retarget"] == f"#edit-{path.rpartition('/')[2]}"
    assert "was changed meanwhile" in came.text
    assert "typed in vain" in came.text
    assert producer.side.read_text() == kept
    fresh = {
        **fields,
        "speaker": "Ada Holm",
        "seen": re.search(r'"seen" value="(\w+)"', came.text)[1],
    }
    assert producer.post(path, **fresh).status_code == 200
    assert "Ada Holm" in producer.row("We waited")
    assert "Mona Lind" in producer.row("The pier is")


def test_a_line_that_has_moved_is_found_by_its_words(producer):
    path, fields = producer.form("We waited")
    text = (producer.place / "ferry.txt").read_text()
    (producer.place / "ferry.txt").write_text(
        text.replace("It was late, and", "It rained. It was late, and")
    )
    fields["seen"] = producer.form("We waited")[1]["seen"]
    assert producer.post(path, **{**fields, "speaker": "Ada Holm"}).status_code == 200
    assert "Ada Holm" in producer.row("We waited")


def test_a_line_that_is_gone_is_told(producer):
    path, fields = producer.form("We waited")
    assert producer.post(path, **{**fields, "text": "Nobody wrote this"}).status_code == 409
    assert not producer.side.exists()


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ({"pause": "long"}, "no number"),
        ({"pause": "99"}, "pause"),
        ({"voice": "nobody"}, "no voice"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(producer, wish, why):
    came = producer.correct("We waited", **wish)
    assert came.status_code == 422
    assert why in unescape(came.text)
    assert not producer.side.exists()
    assert "Undo" not in producer.desk()


def test_saves_are_undone_step_by_step(producer):
    producer.correct("We waited", speaker="Ada Holm")
    one = producer.side.read_text()
    producer.correct("It was late", pause="3")
    came = producer.post("undo")
    assert "Undone: the line" in came.headers["hx-trigger-after-settle"]
    assert producer.side.read_text() == one
    producer.post("undo")
    assert not producer.side.exists()
    assert "nothing to undo" in producer.post("undo").headers["hx-trigger-after-settle"]


def test_the_article_is_edited_with_its_line_ends(producer):
    path = producer.place / "ferry.txt"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    page = producer.get(producer.base + "text").text
    content = unescape(re.search(r'<textarea id="article-text"[^>]*>\n([^<]*)', page)[1])
    assert "\r" not in content
    assert content.startswith("The ferry")
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    edited = content.replace("It was late", "It was early").replace("\n", "\r\n")
    came = producer.post("text", seen=seen, file="article", content=edited, headers={})
    assert came.url.path == producer.base
    assert "It was early" in came.text
    assert path.read_bytes().startswith(b"\xef\xbb\xbfThe ferry")
    assert b"It was early" in path.read_bytes()
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")
    again = producer.post("text", seen=seen, file="article", content="gone", headers={})
    assert again.status_code == 409
    assert "gone" in again.text
    producer.post("undo", headers={})
    assert b"It was late" in path.read_bytes()


def test_an_article_of_nothing_and_a_broken_side_file_are_refused(producer):
    for file, content in (("article", " "), ("side", "[[lines]\n")):
        page = producer.get(producer.base + "text").text
        seen = re.search(r'name="seen" value="(\w+)"', page)[1]
        came = producer.post("text", seen=seen, file=file, content=content, headers={})
        assert came.status_code == 422
    assert "The ferry sails" in producer.desk()
    assert not producer.side.exists()


def test_a_side_file_that_is_broken_elsewhere_is_told_and_can_be_mended(producer):
    producer.side.write_text("[[lines]\n")
    page = producer.get(producer.base)
    assert "mend or remove it" in unescape(page.text)
    assert producer.get(producer.base + "text").status_code == 200
    assert "mend or remove it" in unescape(producer.get(producer.base, headers=PART).text)


def test_findings_stand_beside_their_lines(producer):
    producer.correct("We waited", speaker="nobody known")
    producer.post("make")
    producer.made()
    came = producer.post("check")
    assert "finding" in came.headers["hx-trigger-after-settle"]
    assert "nobody is known to have said a quotation" in producer.row("We waited")
    assert "nobody is known to have said a quotation" not in producer.row("It was late")


def test_an_edition_that_another_program_makes_is_left_alone(producer):
    with locked(producer.place / "output" / "ferry", Store(default_root())):
        producer.post("make")
        assert "another audionews is making this edition" in producer.made()
    assert not (producer.place / "output" / "ferry" / "edition.json").exists()


def test_the_feed_is_published_or_what_is_missing_is_told(producer):
    refused = producer.client.post("/feed", headers=PART)
    assert refused.status_code == 400
    (producer.place / "audionews.toml").write_text(
        '[speech]\nengine = "tone"\n[show]\ntitle = "Heard"\n'
        '[feed]\nurl = "https://heard.example/feed.xml"\ndescription = "News."\n'
        'email = "desk@heard.example"\n'
    )
    producer.post("make")
    producer.made()
    came = producer.client.post("/feed", headers=PART)
    assert "1 episode." in came.text
    assert (producer.place / "output" / "feed.xml").is_file()


@pytest.mark.parametrize(
    "path",
    [
        "/editions/000000000000/ferry/",
        "/articles/000000000000/",
        "/articles/..%2f..%2fetc%2fpasswd/",
        "/static/..%2f..%2fapp.py",
        "/static/base.html",
        "/nowhere",
        "/lines/../../../etc/passwd",
    ],
)
def test_no_address_leads_out_of_the_studio(producer, path):
    assert producer.get(path).status_code == 404


@pytest.mark.parametrize("slug", ["%2e%2e", "..%2fferry", ".hidden", "other"])
def test_no_edition_of_another_name_is_shown(producer, slug):
    key = producer.base.split("/")[2]
    for path in ("", "sound.mp3", "waveform.svg", "lines/0"):
        assert producer.get(f"/editions/{key}/{slug}/{path}").status_code in (400, 404)


def test_what_an_article_says_is_never_markup(producer):
    path = producer.place / "ferry.txt"
    path.write_text(path.read_text().replace("It was late,", "<script>alert(1)</script> was late,"))
    assert "<script>alert" not in producer.desk()
    assert "<script>alert" not in producer.get(producer.base + "text").text


def test_without_scripts_the_forms_lead_back_to_the_line(producer):
    path, fields = producer.form("We waited")
    came = producer.client.post(
        producer.base + path, data={**fields, "speaker": "Ada Holm"}, follow_redirects=False
    )
    assert came.status_code == 303
    assert came.headers["location"] == f"{producer.base}#line-{path.rpartition('/')[2]}"
    whole = producer.get(producer.base + path).text
    assert whole.startswith("<!DOCTYPE html>")


def test_a_file_of_several_articles_gives_several_editions(producer):
    (producer.place / "feed.xml").write_text(
        "<rss version='2.0'><channel><title>News</title>"
        + "".join(
            f"<item><title>The {what} sails again</title><description>The {what} sailed on "
            "Monday, a year after the storm that broke the pier of the town.</description></item>"
            for what in ("ferry", "barge")
        )
        + "</channel></rss>"
    )
    listed = producer.get("/").text
    key = re.search(r'/articles/(\w+)/">feed', listed)[1]
    page = producer.get(f"/articles/{key}/").text
    assert f"/editions/{key}/the-barge-sails-again/" in page
    assert "The barge sails again" in producer.get(f"/editions/{key}/the-barge-sails-again/").text


def test_a_dropped_sentence_is_never_taken_for_another_that_begins_like_it(producer):
    path = producer.place / "ferry.txt"
    path.write_text(path.read_text().replace("It was late, and", "It was late. It was late, and"))
    producer.side.write_text('[[sentences]]\ntext = "It was late."\nskip = true\n')
    assert "Corrected" not in producer.row("It was late, and")
    producer.correct("It was late, and", pause="2")
    dropped, paused = load(producer.side).sentences
    assert (dropped.text, dropped.skip, dropped.pause) == ("It was late.", True, None)
    assert (paused.skip, paused.pause) == (False, 2.0)


def test_a_save_without_a_difference_is_no_step_to_undo(producer):
    producer.correct("We waited")
    assert not producer.side.exists()
    assert "Undo" not in producer.desk()


@pytest.mark.parametrize("checker", ["vnu", "html_validate"])
def test_other_peoples_checkers_find_nothing_wrong_with_the_pages(producer, tmp_path, checker):
    producer.post("make")
    producer.made()
    number = producer.line("Nobody knows")
    addresses = {
        "editions": "/",
        "desk": producer.base,
        "line": f"{producer.base}?line={number}",
        "text": f"{producer.base}text",
    }
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, address in addresses.items():
        page = producer.get(address).text
        assert page.startswith("<!DOCTYPE html>")
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    pages = sorted(folder.iterdir())
    assert getattr(validators, checker)(*(str(page) for page in pages)) == []
