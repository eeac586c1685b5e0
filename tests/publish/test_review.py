"""The pages on which a producer sees who said what, and what a source was taken for."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from lxml import html

import validators
from audionews import cli
from audionews.article.origin import Stretch, stretches
from audionews.article.reading import reading
from audionews.model import Article, Attributions, Block, BlockKind, Person, Quotation
from audionews.publish.review import HUES, quotes_page, reading_page
from audionews.quotes import attribute

GOLDEN = Path(__file__).parents[1] / "golden"
HOSTILE = 'Ada </style><script>alert(1)</script> "Holm" \x00 \x1b'


def paragraph(text):
    return Block(kind=BlockKind.PARAGRAPH, text=text)


def quoted(*speakers, confidence=0.9, sex="f"):
    """An article in which each of the speakers says one word."""
    blocks = tuple(paragraph(f"“No {n}”, said somebody.") for n, _ in enumerate(speakers))
    people = tuple(Person(name=name, sex=sex) for name in dict.fromkeys(filter(None, speakers)))
    quotations = tuple(
        Quotation(
            block=n, start=0, end=6, words=f"No {n}", speaker=name, rule="said X",
            evidence="said somebody", confidence=confidence,
        )
        for n, name in enumerate(speakers)
    )  # fmt: skip
    return Article(blocks=blocks), Attributions(people=people, quotations=quotations)


def page_of(path, kind):
    found = reading(path, language="", fetch=False)
    if kind == "quotes":
        pairs = [(each, attribute(each)) for each in found.articles]
        return quotes_page(pairs, min_confidence=0.5, name=path.name)
    pairs = [(each, stretches(each, found)) for each in found.articles]
    return reading_page(pairs, name=path.name)


def tree(page):
    return html.document_fromstring(page)


def texts(page, path):
    return [" ".join(each.text_content().split()) for each in tree(page).xpath(path)]


@pytest.mark.parametrize("kind", ["quotes", "read"])
def test_the_policy_allows_the_page_its_own_style_and_nothing_else(seed, kind):
    page = page_of(seed, kind)
    style = tree(page).find(".//style").text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = tree(page).xpath("string(//meta[@http-equiv]/@content)")
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert not tree(page).xpath("//script | //link | //img | //iframe | //*[@style]")
    assert "url(" not in style


def test_every_quotation_has_a_note_with_rule_evidence_and_confidence(seed):
    page = page_of(seed, "quotes")
    (article,) = reading(seed, language="", fetch=False).articles
    notes = texts(page, "//li[contains(@class, 'note')]")
    for quotation, note in zip(attribute(article).quotations, notes, strict=True):
        assert quotation.speaker in note
        assert f"{quotation.confidence:.0%}" in note
        assert quotation.rule in note
        assert quotation.evidence in note


def test_each_label_leads_to_its_note_and_back(seed):
    page = tree(page_of(seed, "quotes"))
    for label in page.xpath("//a[contains(@class, 'who') or contains(@class, 'back')]"):
        (target,) = page.xpath(f"//*[@id='{label.get('href')[1:]}']")
        assert target.get("class").startswith(("said", "note"))


def test_the_page_has_the_words_of_the_article(seed):
    page = tree(page_of(seed, "quotes"))
    for label in page.xpath("//a[contains(@class, 'who')]"):
        label.drop_tree()
    (article,) = reading(seed, language="", fetch=False).articles
    shown = [each.text_content().strip() for each in page.xpath("//*[contains(@class, 'words')]")]
    assert shown == [block.text for block in article.spoken[1:]]


def test_the_key_tells_sex_and_number_of_quotations(seed):
    rows = texts(page_of(seed, "quotes"), "//tbody/tr")
    assert len(rows) == 6
    assert any("Zaure Ashimova" in row and "female 1 13" in row for row in rows)


def test_speakers_are_told_apart_by_number_where_colours_begin_again():
    names = [f"Person {number}" for number in range(HUES + 2)]
    rows = texts(quotes_page([quoted(*names)], min_confidence=0.5), "//tbody/tr/th")
    assert len(set(rows)) == HUES + 2
    assert rows[HUES].startswith(f"{HUES + 1}")


def test_nobody_and_doubt_are_said_in_words():
    page = quotes_page([quoted("Ada Holm", None, confidence=0.4)], min_confidence=0.5)
    assert "1 with nobody found, 1 below 50%" in " ".join(texts(page, "//p[@class='tally']"))
    assert [label[-1] for label in texts(page, "//a[@class='who']")] == ["?", "d"]


def test_nothing_of_an_article_becomes_markup():
    article = Article(blocks=(paragraph(HOSTILE),), language='en" onload="x', authors=(HOSTILE,))
    told = Attributions(
        people=(Person(name=HOSTILE, description=HOSTILE, forms=(HOSTILE,)),),
        quotations=(
            Quotation(block=0, start=0, end=3, words="Ada", speaker=HOSTILE, evidence=HOSTILE),
        ),
    )
    stretch = Stretch(source=HOSTILE, place=HOSTILE, blocks=article.blocks)
    for page in (
        quotes_page([(article, told)], min_confidence=0.5, name=HOSTILE),
        reading_page([(article, [stretch])], name=HOSTILE),
    ):
        assert "<script" not in page
        assert 'onload="' not in page
        assert not re.search("[\x00-\x08\x0b-\x1f]", page)


def test_what_is_left_out_is_told_with_why(seed):
    page = page_of(seed, "read")
    (article,) = reading(seed, language="", fetch=False).articles
    listed = texts(page, "//details//li")
    assert len(listed) == len(article.omitted) > 0
    assert all(block.reason in line for block, line in zip(article.omitted, listed, strict=True))


def test_several_articles_have_names_of_their_own():
    page = tree(quotes_page([quoted("Ada Holm"), quoted("Ben Roe")], min_confidence=0.5, name="x"))
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert len(page.xpath("//article")) == 2


@pytest.mark.parametrize("kind", ["quotes", "read"])
@pytest.mark.parametrize("source", ["pages/saved-page/input.html", "formats/rss/input.xml"])
def test_axe_finds_nothing_in_any_light_or_width(tmp_path, kind, source):
    path = tmp_path / "page.html"
    path.write_text(page_of(GOLDEN / source, kind), encoding="utf-8")
    assert validators.node("axe.mjs", path) == []


def test_axe_finds_nothing_where_speakers_are_many_unknown_or_doubtful(tmp_path):
    path = tmp_path / "page.html"
    names = [*(f"Person {number}" for number in range(10)), None]
    page = quotes_page([quoted(*names, confidence=0.3)], min_confidence=0.5, name="x.txt")
    path.write_text(page, encoding="utf-8")
    assert validators.node("axe.mjs", path) == []


@pytest.mark.parametrize("command", ["quotes", "read"])
def test_the_commands_write_the_page_and_say_where(seed, tmp_path, capsys, command):
    path = tmp_path / "page.html"
    with pytest.raises(SystemExit) as ended:
        cli.main([command, str(seed), "--html", str(path)])
    assert not ended.value.code
    assert str(path) in capsys.readouterr().err
    assert "Burnashev" in path.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_one_line(seed, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["quotes", str(seed), "--html", str(tmp_path / "absent" / "page.html")])
    assert ended.value.code == 8
    assert capsys.readouterr().err.count("\n") == 1
