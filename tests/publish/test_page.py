import json
import re
import tomllib
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import pytest
import webvtt
from hypothesis import HealthCheck, assume, given, settings
from lxml import html

import editions
from audionews.errors import ArticleError
from audionews.model import Article, Attributions, Block, BlockKind
from audionews.publish import page
from audionews.publish.document import document
from audionews.publish.outputs import drafts, publish
from audionews.publish.page.body import score
from audionews.settings import Settings
from strategies import attributed

CASES = ("seed", "twelve_speakers", "everything", "russian", "bulletin")
DATA = files("audionews.data") / "page"
MP3 = "bridge.mp3"


def made(edition, chosen=editions.SETTINGS):
    return page.pages(edition, chosen, "bridge")


def root(edition, name="index.html", chosen=editions.SETTINGS):
    return html.document_fromstring(made(edition, chosen)[name].decode())


def squeezed(text):
    return "".join(text.split())


def text_of(element):
    return " ".join(element.text_content().split())


def heard(edition):
    """All that is heard, as it is written."""
    return squeezed("".join(said.text or said.spoken for said in edition.script.utterances))


def shown(tree):
    """The article's text on a page without the names of who speaks."""
    article = tree.get_element_by_id("text")
    for name in article.find_class("who") + article.xpath("./h1[@class='hidden']"):
        name.drop_tree()
    return squeezed(article.text_content())


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ["index.html", "transcript.html"])
def test_a_page_says_all_that_is_heard_and_nothing_else(case, name):
    edition = getattr(editions, case)()
    assert shown(root(edition, name)) == heard(edition)


@given(attributed())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)
def test_any_article_becomes_a_page_that_says_all_of_it(pair):
    try:
        edition = editions.edition(*pair)
    except ArticleError:
        assume(False)  # noqa: FBT003 - nothing to say, nothing to show
    tree = root(edition)
    assert len(tree.xpath("//h1")) == 1
    assert shown(tree) == heard(edition)


@pytest.mark.parametrize("case", CASES)
def test_each_cue_is_a_sentence_of_the_page_and_the_cues_tile_the_programme(case):
    edition = getattr(editions, case)()
    tree, cues = root(edition), webvtt.from_string(made(edition)["sync.vtt"].decode()).captions
    assert cues[0].start == "00:00:00.000"
    assert all(cue.end == after.start for cue, after in pairwise(cues))
    for cue, run in zip(cues, document(edition).runs, strict=True):
        element = tree.get_element_by_id(json.loads(cue.text)["selector"]["value"])
        assert squeezed(element.text_content()) == squeezed(run.text)
        assert float(element.get("data-begin")) == run.begin


def test_everybody_quoted_is_named_before_their_words():
    tree = root(editions.twelve_speakers())
    names = [text_of(name) for name in tree.find_class("who")]
    assert names == [*document(editions.twelve_speakers()).speakers, *names[:3]]
    for name in tree.find_class("who"):
        voice = name.get("class").split()[1]
        assert name.getnext().get("class") == f"quotation {voice}"
    legend = tree.find_class("voices")[0]
    assert [text_of(name) for name in legend.find_class("name")] == ["Narrator", *names[:12]]


def test_somebody_who_is_not_named_is_said_to_be_so():
    edition = editions.twelve_speakers()
    utterances = tuple(replace(said, speaker=None) for said in edition.script.utterances)
    tree = root(replace(edition, script=replace(edition.script, utterances=utterances)))
    assert {text_of(name) for name in tree.find_class("who")} == {"Quoted, not named"}


def test_blocks_become_the_elements_they_are():
    tree = root(editions.everything())
    for path, count in {"h1": 1, "h2": 2, "h3": 1, "figure": 2, "blockquote": 1}.items():
        assert len(tree.xpath(f"//article//{path}")) == count, path
    assert text_of(tree.xpath("//figure/figcaption/p[@class='credit']")[0]).startswith(
        "Picture credit."
    )
    assert len(tree.xpath("//article//ul/li/ul/li")) == 2
    assert len(tree.xpath("//article//table/tbody/tr/td")) == 2
    assert text_of(tree.xpath("//article//p[@lang='ru']")[0]).startswith("На мосту")


def test_the_chapters_are_links_to_their_headings_with_their_times():
    edition = editions.everything()
    tree = root(edition)
    links = tree.find_class("chapter")
    assert [float(link.get("data-start")) for link in links] == [
        chapter.start for chapter in edition.programme.chapters
    ]
    assert [text_of(link[0]) for link in links] == [
        chapter.title for chapter in edition.programme.chapters
    ]
    assert all(tree.get_element_by_id(link.get("href")[1:]) is not None for link in links)


def test_a_page_asks_nobody_else_for_anything():
    content = made(editions.everything())
    for name in ("index.html", "embed.html", "transcript.html"):
        tree = html.document_fromstring(content[name].decode())
        loaded = tree.xpath("//@src | //link[@rel='stylesheet']/@href | //link[@rel='icon']/@href")
        assert {one.partition("?")[0] for one in loaded} <= {*content, MP3, "data:,"}
        policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert not tree.xpath("//@style | //style | //@*[starts-with(name(), 'on')]")
    assert not re.search(rb"https?:|@import|url\(", content["page.css"] + content["page.js"])


def test_nothing_plays_by_itself_and_the_browser_s_own_controls_are_there():
    for name in ("index.html", "embed.html"):
        (audio,) = root(editions.seed(), name).xpath("//audio")
        assert audio.get("controls") is not None
        assert audio.get("autoplay") is None
        assert audio.get("preload") == "metadata"


def test_no_part_of_a_page_speaks_up_while_the_sound_does():
    tree = root(editions.seed())
    assert not tree.xpath("//@aria-live | //*[@role='status' or @role='alert' or @role='log']")


def test_machines_read_what_the_page_is():
    tree = root(editions.everything())
    facts = json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)
    assert facts["@type"] == "NewsArticle"
    assert facts["headline"] == "Bridge & tunnel <open> after nine years"
    assert facts["author"] == [{"@type": "Person", "name": "Ada Brook"}]
    assert facts["datePublished"] == "2024-03-05"
    assert facts["isBasedOn"] == "https://observer.example/2024/bridge?a=1&b=2"
    assert facts["accessMode"] == ["textual", "auditory"]
    assert facts["accessibilityHazard"] == "none"
    assert "synthetic" in facts["accessibilitySummary"]
    assert facts["audio"]["contentUrl"] == MP3
    seconds = round(editions.everything().programme.duration)
    assert facts["audio"]["duration"] == f"PT0M{seconds}S"
    bare = json.loads(
        root(editions.russian(), chosen=Settings())
        .xpath("//script[@type='application/ld+json']")[0]
        .text
    )
    assert not {"author", "publisher", "copyrightNotice", "isBasedOn"} & set(bare)


def test_the_page_says_that_its_voices_are_synthetic_and_what_was_left_out():
    for name in ("index.html", "transcript.html"):
        footer = root(editions.everything(), name).xpath("//footer")[0]
        assert "All voices in this edition are synthetic." in text_of(footer)
        assert "Local news" in text_of(footer)
    assert "Nothing of the article was left out." in text_of(
        root(editions.twelve_speakers()).xpath("//footer")[0]
    )


def test_every_link_leads_to_a_file_of_the_edition(tmp_path):
    mp3 = tmp_path / "bridge.mp3"
    edition = editions.everything()
    editions.silence(mp3, edition.programme.duration)
    written = publish(
        edition, editions.SETTINGS, drafts(edition, editions.SETTINGS, "bridge", [1]), mp3
    )
    for name in ("index.html", "transcript.html", "embed.html"):
        links = html.fromstring((tmp_path / name).read_text("utf-8")).xpath("//a/@href")
        near = {link for link in links if not link.startswith(("#", "https://"))}
        assert near <= set(written)
        assert all((tmp_path / link).exists() for link in near)


def test_the_page_s_own_words_are_in_the_article_s_language():
    tree = root(editions.russian())
    assert tree.get("lang") == "ru"
    assert text_of(tree.find_class("skip")[0]) == "Перейти к тексту"
    assert tree.get_element_by_id("play").get("aria-label") == "Слушать"
    assert not tree.find_class("player")[0].get("lang")


def test_english_words_around_another_language_s_article_say_so():
    article = Article(
        blocks=(Block(kind=BlockKind.HEADLINE, text="الجسر مفتوح"),), language="ar", url="x"
    )
    tree = root(editions.edition(article, Attributions()))
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    player = tree.find_class("player")[0]
    assert (player.get("lang"), player.get("dir")) == ("en", "ltr")
    title = tree.get_element_by_id("now")
    assert (title.get("lang"), title.get("dir")) == ("ar", "rtl")


@pytest.mark.parametrize("path", sorted((DATA / "words").iterdir()), ids=lambda path: path.stem)
def test_every_language_has_all_words(path):
    said = tomllib.loads(path.read_text("utf-8"))
    english = tomllib.loads((DATA / "words" / "en.toml").read_text("utf-8"))
    assert said.keys() == english.keys()
    assert all(said.values())
    assert {"{at}", "{length}"} <= set(said["at"].split())


def test_an_article_without_a_headline_has_a_heading_all_the_same():
    article = Article(blocks=(Block(kind=BlockKind.PARAGRAPH, text="It rained in Sandvik."),))
    for name in ("index.html", "transcript.html"):
        (heading,) = root(editions.edition(article), name).xpath("//h1")
        assert text_of(heading) == "It rained in Sandvik."


HOSTILE = "</script><script>alert(1)</script> ]]> &amp; \x00\x0b\ufffe\ud800 \u202e 'a\" <b {{ x }}"


def test_hostile_text_stays_text():
    kinds = (BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.KICKER)
    article = Article(
        blocks=tuple(Block(kind=kind, text=f"Words {HOSTILE}") for kind in kinds),
        authors=(HOSTILE,),
        language='en"><x',
        publication=HOSTILE,
        url=f"javascript:{HOSTILE}",
        source=HOSTILE,
    )
    content = made(editions.edition(article, Attributions()), Settings())
    for name in ("index.html", "embed.html", "transcript.html"):
        tree = html.document_fromstring(content[name].decode())
        scripts = [one.get("src") or one.get("type") for one in tree.iter("script")]
        assert set(scripts) <= {"page.js", "application/ld+json"}
        assert not [link for link in tree.xpath("//@href") if link.startswith("javascript")]
        assert tree.get("lang") == "und"
    tree = html.document_fromstring(content["index.html"].decode())
    assert "<script>alert(1)</script>" in tree.get_element_by_id("text").text_content()
    assert "{{ x }}" in json.loads(tree.xpath("//script[@type]")[0].text)["headline"]


def test_the_same_edition_gives_the_same_bytes():
    assert made(editions.seed()) == made(editions.seed())


def test_a_long_headline_is_the_whole_title():
    title = root(editions.seed()).findtext(".//title")
    assert title == editions.seed().script.title
    assert root(editions.russian()).findtext(".//title") == "Мост открыт после девяти лет – Heard"


def test_the_score_shows_each_voice_where_it_is_heard():
    paths = dict(score(document(editions.twelve_speakers())))
    assert set(paths) == {"narrator", "1", "2", "3", "4", "5", "6"}
    assert [paths[voice].count("M") for voice in "123456"] == [3, 3, 3, 2, 2, 2]
    first = int(re.match(r"M(\d+)", paths["1"])[1])
    run = next(run for run in document(editions.twelve_speakers()).runs if run.speaker)
    assert first == round(1000 * run.begin / editions.twelve_speakers().programme.duration)


def test_an_article_of_a_hundred_times_the_length_stays_one_page():
    edition = editions.hundredfold()
    content = made(edition)
    tree = html.document_fromstring(content["index.html"].decode())
    assert len(tree.xpath("//@data-begin")) == len(edition.script.utterances) > 5000
    assert len(content["index.html"]) < 1_500_000
    assert sum(len(path) for _, path in score(document(edition))) < 30_000


def colours(scheme):
    """The colours of a scheme by name: the light ones, and what the dark scheme has instead."""
    style = (DATA / "page.css").read_text("utf-8")
    light, dark = re.findall(r":root {([^}]*)}", style)
    return dict(re.findall(r"--([\w-]+): #(\w{6})", light if scheme == "light" else dark))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_ink_can_be_read_on_every_ground(scheme):
    found = colours(scheme)
    inks = ["ink", "quiet", "link", *(f"voice-{number}" for number in range(7))]
    for ground in ("paper", "raised"):
        assert min(contrast(found[ink], found[ground]) for ink in inks) >= 4.5
    assert contrast(found["ink"], found["paper"]) >= 7
    assert contrast(found["mark-ink"], found["mark"]) >= 7
    assert contrast(found["on-accent"], found["accent"]) >= 4.5
    assert contrast(found["mark-line"], found["paper"]) >= (3 if scheme == "light" else 1)
