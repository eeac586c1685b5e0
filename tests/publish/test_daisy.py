import zipfile
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from lxml import etree

import books
import editions
import validators
from audionews.errors import ArticleError
from audionews.model import Article, Attributions, Block, BlockKind
from audionews.publish import daisy, pages
from audionews.settings import Settings
from strategies import attributed

CASES = ("seed", "twelve_speakers", "everything", "russian", "bulletin")
ONCE = (
    *("dc:title", "dc:publisher", "dc:date", "dc:identifier", "dc:format", "ncc:charset"),
    *("ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial", "ncc:tocItems", "ncc:totalTime"),
)
"""What the specification wants in the navigation exactly once."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return editions.shelf(daisy.write, tmp_path_factory.mktemp("daisy"), "daisy.zip")


def audit(path, edition):
    """The rules of DAISY 2.02 that a book of text and sound can break."""
    book = books.Daisy(path)
    _audit_metadata(book)
    headings = _audit_navigation(book)
    clips, elapsed = [], 0
    for name in book.smils:
        smil = book.xml(name)
        metas = {meta.get("name"): meta.get("content") for meta in smil.iter("meta")}
        assert metas["dc:format"] == "Daisy 2.02"
        (region,) = smil.find("head/layout")
        assert region.get("id")
        books.by_id(smil)
        (main,) = smil.find("body")
        assert [child.tag for child in main] == ["par"] * len(main)
        assert {par.get("endsync") for par in main} == {"last"}
        here = list(book.clips(name))
        length = here[-1].end - here[0].begin
        assert books.milliseconds(main.get("dur")) == length
        assert books.milliseconds(metas["ncc:totalElapsedTime"]) == round(elapsed, -3)
        assert abs(books.milliseconds(metas["ncc:timeInThisSmil"]) - length) <= 500
        elapsed += length
        clips += here
    assert clips[0].begin == 0
    assert all(clip.end == after.begin and clip.begin < clip.end for clip, after in pairwise(clips))
    assert elapsed == clips[-1].end == round(edition.programme.duration * 1000)
    assert books.milliseconds(book.meta("ncc:totalTime")[0]) == elapsed
    assert [smil for smil, _ in headings] == sorted({smil for smil, _ in headings})
    assert set(book.zip.namelist()) == {
        *("ncc.html", "master.smil", "style.css", "audio.mp3"),
        *book.smils,
        *(clip.text.partition("#")[0] for clip in clips),
    }
    assert book.meta("ncc:files") == [str(len(book.zip.namelist()))]
    return book, clips


def _audit_metadata(book):
    assert {name: len(book.meta(name)) for name in ONCE} == dict.fromkeys(ONCE, 1)
    assert all(book.meta(name) for name in ("dc:creator", "dc:language", "ncc:narrator"))
    assert all(meta.get("content") for meta in book.ncc.iter("{*}meta"))
    assert book.meta("dc:format") == ["Daisy 2.02"]


def _audit_navigation(book):
    """Every heading leads to a par, the first is the title, and no level is left out."""
    body = book.ncc.find("h:body", books.NS)
    levels, places = [], []
    for heading in body:
        levels.append(int(etree.QName(heading).localname.removeprefix("h")))
        (link,) = heading
        assert heading.get("id")
        name, fragment = books.resolved("ncc.html", link.get("href"))
        assert books.by_id(book.xml(name))[fragment].tag == "par"
        places.append((name, fragment))
    assert levels[0] == 1
    assert body[0].get("class") == "title"
    assert all(1 < level <= before + 1 for before, level in pairwise(levels))
    assert book.meta("ncc:tocItems") == [str(len(levels))]
    assert book.meta("ncc:depth") == [str(max(levels))]
    return places


def read_aloud(book, clips):
    """The text of every clip's element; all the text of the book is that."""
    roots = {name: book.xml(name) for name in dict.fromkeys(_page(clip) for clip in clips)}
    elements = {name: books.by_id(root) for name, root in roots.items()}
    read = (elements[_page(clip)][clip.text.partition("#")[2]] for clip in clips)
    heard = "".join("".join(books.text_of(element).split()) for element in read)
    bodies = (books.text_of(root.find("h:body", books.NS)) for root in roots.values())
    assert "".join("".join(bodies).split()) == heard
    return heard


def _page(clip):
    return clip.text.partition("#")[0]


def words(edition):
    return "".join(
        "".join((said.text or said.spoken).split()) for said in edition.script.utterances
    )


@pytest.mark.parametrize("case", CASES)
def test_a_book_keeps_the_rules_and_says_all_of_the_text(shelf, case):
    edition = getattr(editions, case)()
    assert read_aloud(*audit(shelf(case), edition)) == words(edition)


@pytest.mark.parametrize("case", CASES)
def test_every_document_is_valid_to_its_document_type(shelf, case):
    assert invalid(books.Daisy(shelf(case))) == {}


def invalid(book):
    """What the document types of the W3C have against each document."""
    html = validators.document_type("REC-xhtml1-20020801/xhtml1-transitional.dtd")
    smil = validators.document_type("REC-smil-19980615/smil10.dtd")
    found = {}
    for name in book.zip.namelist():
        kind = {"html": html, "smil": smil}.get(name.rpartition(".")[2])
        if kind and not kind.validate(book.xml(name)):
            found[name] = str(kind.error_log)
    return found


def test_documents_name_their_types(shelf):
    with zipfile.ZipFile(shelf("seed")) as file:
        assert b"-//W3C//DTD XHTML 1.0 Transitional//EN" in file.read("ncc.html")
        assert b"-//W3C//DTD SMIL 1.0//EN" in file.read("s0001.smil")


def test_the_navigation_is_the_articles_headings(shelf):
    links = books.Daisy(shelf("everything")).ncc.iter("{*}a")
    assert [(link.text, link.getparent().tag[-2:]) for link in links] == [
        ("Bridge & tunnel <open> after nine years", "h1"),
        ("What it cost", "h2"),
        ("What it took", "h3"),
        ("What they say", "h2"),
    ]


def test_the_same_edition_gives_the_same_bytes(shelf, tmp_path):
    again = editions.publish(daisy.write, editions.seed(), tmp_path, "again.daisy.zip")
    assert again.read_bytes() == shelf("seed").read_bytes()


HOSTILE = "</title><script>alert(1)</script> ]]> &amp; \x00\x0b\ufffe\ud800 \u202e 'a\" <b"


def test_hostile_text_stays_text_and_what_must_be_said_is_said(tmp_path):
    kinds = (BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.LIST_ITEM)
    blocks = tuple(Block(kind=kind, text=f"Words {HOSTILE}") for kind in kinds)
    article = Article(blocks=blocks, authors=("\x00",), language='en"><x', date="yesterday")
    edition = editions.edition(article, Attributions())
    path = editions.publish(daisy.write, edition, tmp_path, "hostile.daisy.zip", Settings())
    book, _ = audit(path, edition)
    assert book.meta("dc:creator") == book.meta("dc:publisher") == ["Unknown"]
    assert book.meta("dc:date") == ["1980-01-01"]
    assert not list(book.xml("text-1.html").iter("{*}script"))
    assert invalid(book) == {}


def test_an_article_of_a_hundred_times_the_length_is_cut_into_pages(tmp_path):
    edition = editions.hundredfold()
    path = editions.publish(daisy.write, edition, tmp_path, "long.daisy.zip")
    book, clips = audit(path, edition)
    assert read_aloud(book, clips) == words(edition)
    assert len(set(map(_page, clips))) > 10


def test_a_section_on_two_pages_is_in_the_navigation_once(tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "LONGEST", 3)
    edition = editions.russian()
    book, _ = audit(editions.publish(daisy.write, edition, tmp_path, "cut.daisy.zip"), edition)
    assert len(book.smils) > 2
    assert len(book.ncc.find("h:body", books.NS)) == 2


@given(attributed())
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None
)
def test_any_article_becomes_a_book_that_says_all_of_it(tmp_path, pair):
    try:
        edition = editions.edition(*pair)
    except ArticleError:
        assume(False)  # noqa: FBT003
    path = editions.publish(daisy.write, edition, tmp_path, "any.daisy.zip")
    assert read_aloud(*audit(path, edition)) == words(edition)
