import json
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3, CTOCFlags

from audionews import cli, edition, script
from audionews.article.source import listed
from audionews.bulletin import Bulletin, Written, join
from audionews.check import check
from audionews.errors import ArticleError, SettingsError
from audionews.model import Article, Attributions, Block, BlockKind, Person, Quotation, Role
from audionews.settings import Settings, Speech
from strategies import attributed

SETTINGS = Settings(speech=Speech(engine="tone", jobs=1))
BRIDGE = """Bridge opens after nine years

By Ada Brook

"It took us nine years," said Olim Nazar, the mayor of Sandvik.

The cost

It cost three million, Nazar said.

Share this article
"""
TUNNEL = """Tunnel closed for a week

The tunnel under the Lund was closed on Monday.

"We need a week," said Olim Nazar, the mayor. "A week at the most," said Mona Lind, the engineer.
"""


def written(article, attributions):
    try:
        said = script.write(article, attributions, SETTINGS)
    except ArticleError:
        assume(False)  # noqa: FBT003 - nothing to say, nothing to join
    return Written(article=article, attributions=attributions, script=said)


parts = st.lists(st.builds(lambda pair: written(*pair), attributed()), min_size=1, max_size=3)


@settings(max_examples=30)
@given(parts)
def test_all_words_of_all_articles_are_said_once_and_in_order(members):
    whole = join("Morning edition", members, SETTINGS)
    said = [line.text for line in whole.script.utterances if line.text]
    assert said == [
        "Morning edition",
        *(line.text for part in members for line in part.script.utterances if line.text),
    ]


@settings(max_examples=30)
@given(parts)
def test_what_is_said_stands_in_the_block_that_it_names(members):
    whole = join("Morning edition", members, SETTINGS)
    for line in whole.script.utterances:
        if line.text:
            assert whole.article.blocks[line.block].text[line.start : line.end] == line.text
    for line in whole.script.left_out:
        assert whole.article.blocks[line.block].text == line.text


@settings(max_examples=30)
@given(parts)
def test_quotations_keep_their_words_and_speakers_have_a_person(members):
    whole = join("Morning edition", members, SETTINGS)
    for quotation in whole.attributions.quotations:
        text = whole.article.blocks[quotation.block].text
        assert text[quotation.start : quotation.end] == quotation.words
        assert quotation.speaker is None or whole.attributions.person(quotation.speaker)
    for line in whole.script.utterances:
        if line.quotation is not None and line.speaker:
            assert whole.attributions.quotations[line.quotation].speaker == line.speaker


@settings(max_examples=30)
@given(parts)
def test_each_article_begins_a_section_of_level_1_and_sections_go_on_in_order(members):
    whole = join("Morning edition", members, SETTINGS).script
    assert len(whole.levels) == len(whole.sections)
    assert whole.levels.count(1) == len(members) + 1
    sections = [line.section for line in whole.utterances]
    assert sections[0] == 0
    assert all(after - before in (0, 1) for before, after in pairwise(sections))


def article(headline, quotation, speaker, sex=""):
    blocks = (
        Block(kind=BlockKind.HEADLINE, text=headline),
        Block(kind=BlockKind.PARAGRAPH, text=quotation),
    )
    quoted = Quotation(
        block=1, start=0, end=len(quotation), words=quotation, speaker=speaker, confidence=1
    )
    people = (Person(name=speaker, sex=sex, forms=(speaker, headline)),)
    return written(Article(blocks=blocks), Attributions(people=people, quotations=(quoted,)))


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        (("Ada Brook", ""), ("Ada Brook", "f"), ["Ada Brook", "Ada Brook"]),
        (("Ada Brook", "m"), ("Ada Brook", "f"), ["Ada Brook", "Ada Brook (2)"]),
        (("Brook", "f"), ("Brook", "f"), ["Brook", "Brook (2)"]),
        (("Brook", "f"), ("Ada Brook", "f"), ["Brook", "Ada Brook"]),
    ],
)
def test_a_full_name_is_one_person_and_a_surname_one_in_each_article(first, second, names):
    members = [article(f"Headline {n}", "“Words.”", *who) for n, who in enumerate((first, second))]
    whole = join("Morning edition", members, SETTINGS)
    assert [line.speaker for line in whole.script.utterances if line.speaker] == names
    assert [person.name for person in whole.attributions.people] == list(dict.fromkeys(names))


def test_what_two_articles_tell_of_one_person_is_put_together():
    members = [article("One", "“Words.”", "Ada Brook"), article("Two", "“More.”", "Ada Brook", "f")]
    (person,) = join("Morning edition", members, SETTINGS).attributions.people
    assert (person.sex, person.forms) == ("f", ("Ada Brook", "One", "Two"))


def test_the_contents_are_said_in_the_language_of_the_first_article():
    russian = replace(article("Мост", "«Слова».", "Ада Брук").article, language="ru")
    members = [written(russian, Attributions()), article("Tunnel", "“Words.”", "Ada Brook")]
    contents = [
        line
        for line in join("Утро", members, SETTINGS).script.utterances
        if line.role is Role.ANNOUNCEMENT and not line.section
    ]
    assert "В этом выпуске." in [line.spoken for line in contents]
    assert [line.language for line in contents[-2:]] == ["ru", "en"]


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in (("bridge.txt", BRIDGE), ("tunnel.txt", TUNNEL)):
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(str(folder / name) for name in ("bridge.txt", "tunnel.txt"))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return edition.speech.Store(tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="module")
def made(sources, store, tmp_path_factory):
    bulletin = Bulletin(title="Morning edition", sources=sources)
    (made,) = edition.make(bulletin, SETTINGS, tmp_path_factory.mktemp("output"), store=store)
    return made


CHAPTERS = [
    ("Morning edition", 1),
    ("Bridge opens after nine years", 1),
    ("The cost", 2),
    ("Tunnel closed for a week", 1),
]


def test_a_bulletin_is_one_edition_that_begins_with_its_contents(made):
    assert made.folder.name == "morning-edition"
    assert [(chapter.title, chapter.level) for chapter in made.chapters] == CHAPTERS
    opening = [line.spoken for line in made.script.utterances if line.section == 0]
    assert opening[0] == "Morning edition."
    assert opening[-3:] == [
        "In this edition.",
        "Bridge opens after nine years.",
        "Tunnel closed for a week.",
    ]


def test_who_speaks_in_two_articles_has_one_voice(made):
    names = [part.name for part in made.cast.parts if part.person]
    assert names == ["Olim Nazar", "Mona Lind"]


def test_the_mp3_has_a_table_of_articles_with_a_table_of_sections_each(made):
    tag = ID3(made.folder / "morning-edition.mp3")
    tables = {table.element_id: table for table in tag.getall("CTOC")}
    tops = [table for table in tables.values() if table.flags & CTOCFlags.TOP_LEVEL]
    (contents,) = tops
    titles = []
    for child in contents.child_element_ids:
        if child in tables:
            table = tables[child]
            inner = [
                tag[f"CHAP:{name}"].sub_frames["TIT2"].text[0] for name in table.child_element_ids
            ]
            titles.append((table.sub_frames["TIT2"].text[0], inner))
        else:
            titles.append((tag[f"CHAP:{child}"].sub_frames["TIT2"].text[0], []))
    assert titles == [
        ("Morning edition", []),
        ("Bridge opens after nine years", ["Bridge opens after nine years", "The cost"]),
        ("Tunnel closed for a week", []),
    ]


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="needs ffprobe")
def test_ffprobe_finds_all_chapters_in_the_order_of_time(made):
    probe = ["ffprobe", "-loglevel", "error", "-show_chapters", "-of", "json"]
    mp3 = made.folder / "morning-edition.mp3"
    shown = subprocess.run([*probe, str(mp3)], check=True, capture_output=True).stdout
    found = json.loads(shown)["chapters"]
    assert [(one["tags"]["title"], float(one["start_time"])) for one in found] == [
        (chapter.title, chapter.start) for chapter in made.chapters
    ]


def test_the_record_names_every_article(made, sources):
    kept = json.loads((made.folder / "edition.json").read_text(encoding="utf-8"))
    assert [(one["title"], one["source"]) for one in kept["articles"]] == [
        ("Bridge opens after nine years", sources[0]),
        ("Tunnel closed for a week", sources[1]),
    ]
    assert kept["authors"] == ["Ada Brook"]
    assert [line["text"] for line in kept["left_out"]] == ["Share this article"]


def test_the_check_compares_the_words_of_every_article(made, sources):
    report = check(made.folder)
    assert [finding.number for finding in report.findings] == ["a-304"]
    assert report.findings[0].where == f"{sources[0]}, line 11"


@pytest.mark.usefixtures("made")
def test_an_edited_article_of_a_bulletin_is_all_that_is_said_anew(sources, store, tmp_path):
    edited = tmp_path / "tunnel.txt"
    edited.write_text(TUNNEL.replace("on Monday", "on Sunday"), encoding="utf-8")
    bulletin = Bulletin(title="Morning edition", sources=(sources[0], str(edited)))
    (again,) = edition.make(bulletin, SETTINGS, tmp_path / "output", store=store)
    (anew,) = again.said_anew
    assert "on Sunday" in again.script.utterances[anew].text
    (same,) = edition.make(bulletin, SETTINGS, tmp_path / "output", store=store)
    assert same.unchanged


def test_a_folder_and_a_list_name_articles_in_order(sources, tmp_path):
    for name in ("b.txt", "a.txt", ".hidden", "a.audionews.toml", "audionews.toml"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    names = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    assert listed(str(tmp_path)) == tuple(names)
    (tmp_path / "list.txt").write_text(
        f"# today\n{sources[1]}\n\nb.txt\nhttps://observer.example/a\n", encoding="utf-8"
    )
    assert listed(f"@{tmp_path / 'list.txt'}") == (
        sources[1],
        str(tmp_path / "b.txt"),
        "https://observer.example/a",
    )
    assert listed("story.txt") == ("story.txt",)
    assert listed("-") == ("-",)


@pytest.mark.parametrize("source", ["@missing.txt", "@empty.txt", "empty"])
def test_a_list_or_folder_without_articles_is_told(source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.txt").write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(ArticleError, match=source.removeprefix("@")):
        listed(source)


def test_a_bulletin_without_a_title_or_an_article_is_refused():
    with pytest.raises(SettingsError, match="title"):
        Bulletin(title=" … ", sources=("a.txt",))
    with pytest.raises(ArticleError, match="Morning"):
        Bulletin(title="Morning", sources=())


def test_make_takes_several_articles_and_an_edition_s_title(sources, tmp_path, capsys):
    common = ["--engine", "tone", "-o", str(tmp_path), "--json"]
    with pytest.raises(SystemExit):
        cli.main(["make", *sources, "--edition", " Evening  edition ", *common])
    assert json.loads(capsys.readouterr().out)["title"] == "Evening edition"
    with pytest.raises(SystemExit):
        cli.main(["make", *sources, "--dry-run", *common])
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["title"] for line in lines] == [CHAPTERS[1][0], CHAPTERS[3][0]]
