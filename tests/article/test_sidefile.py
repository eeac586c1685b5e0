import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.article import read, read_with_notes
from audionews.article.sidefile import (
    About,
    Line,
    Named,
    Said,
    Sentence,
    SideFile,
    beside,
    load,
    save,
)
from audionews.errors import OutputError, SettingsError
from audionews.model import BlockKind

FULL = SideFile(
    article=About(language="en-GB", title='The "great" harbour', authors=("Ada Holm", "Per Lie")),
    lines=(
        Line(text="Read more", kind=BlockKind.BOILERPLATE),
        Line(text="A\\b", kind=BlockKind.DATE),
    ),
    quotations=(Said(text="We open again", speaker="Ada Holm"), Said(text="No", speaker="")),
    people=(Named(name="Ada Holm", forms=("Holm",), sex="f"),),
)


def refusal(tmp_path, text):
    path = tmp_path / "a.audionews.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SettingsError) as refused:
        load(path)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_side_file_stands_beside_its_article(tmp_path):
    assert beside(tmp_path / "harbour.txt") == tmp_path / "harbour.audionews.toml"


def test_no_side_file_says_nothing(tmp_path):
    assert load(tmp_path / "absent.audionews.toml") == SideFile()


def test_what_is_saved_is_loaded(tmp_path):
    path = tmp_path / "a.audionews.toml"
    save(FULL, path)
    assert load(path) == FULL
    assert list(tmp_path.iterdir()) == [path]


def test_a_saved_side_file_is_made_to_be_read(tmp_path):
    path = tmp_path / "a.audionews.toml"
    save(SideFile(article=FULL.article, lines=FULL.lines[:1]), path)
    assert path.read_text() == (
        '[article]\nlanguage = "en-GB"\ntitle = "The \\"great\\" harbour"\n'
        'authors = ["Ada Holm", "Per Lie"]\n\n'
        '[[lines]]\ntext = "Read more"\nkind = "boilerplate"\n'
    )


@given(st.text(min_size=1), st.sampled_from(BlockKind), st.text())
def test_any_words_come_back(tmp_path_factory, text, kind, title):
    if not (text + title).isprintable():
        text, title = ascii(text), ascii(title)
    side = SideFile(article=About(title=title), lines=(Line(text=text, kind=kind),))
    path = tmp_path_factory.mktemp("side") / "a.audionews.toml"
    save(side, path)
    assert load(path) == side


@pytest.mark.parametrize(
    "text", ["a\x00b", "a\x1fb", "a\x7fb", "a\nb", "a\r\nb", "a\u0085b", "\ufeffa"]
)
def test_control_characters_come_back(tmp_path, text):
    side = SideFile(article=About(title=text))
    save(side, tmp_path / "a.audionews.toml")
    assert load(tmp_path / "a.audionews.toml") == side


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(OutputError, match="choose a folder to write in"):
        save(FULL, tmp_path / "absent" / "a.audionews.toml")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[artcle]\n", "artcle"),
        ("[article]\nlang = 'en'\n", "lang"),
        ("[[lines]]\ntext = 'a'\nkind = 'caption'\nline = 7\n", "line"),
        ("[[lines]]\ntext = 'a'\nkind = 'noise'\n", "noise"),
        ("[[lines]]\nkind = 'caption'\n", "text"),
        ("[[lines]]\ntext = ''\nkind = 'caption'\n", r"$.lines[0].text"),
        ("[article]\ndate = '3 May'\n", r"$.article.date"),
        ("[[people]]\nname = 'A'\nsex = 'x'\n", r"$.people[0].sex"),
        ("[article\n", "line 1"),
        (b"title = '\xff'\n", "utf-8"),
        ("#" * 1_000_001, "1 MB"),
    ],
)
def test_what_is_wrong_in_a_side_file_is_named(tmp_path, text, word):
    assert word in refusal(tmp_path, text)


def test_an_article_is_read_as_its_side_file_says(tmp_path):
    article = tmp_path / "harbour.md"
    article.write_text("# Harbour\n\nIt opened on Friday.\n\nBuy our papers.\n", encoding="utf-8")
    beside(article).write_text(
        "[article]\nlanguage = 'en-ZA'\nauthors = ['Ada Holm']\n"
        "[[lines]]\ntext = 'Buy our'\nkind = 'boilerplate'\n"
        "[[lines]]\ntext = 'Sold out'\nkind = 'caption'\n",
        encoding="utf-8",
    )
    found = read_with_notes(article)
    assert found.articles == read(article)
    (one,) = found.articles
    assert one.language == "en-ZA"
    assert one.authors == ("Ada Holm",)
    assert [block.text for block in one.omitted] == ["Buy our papers."]
    assert [note.text for note in found.notes] == ["Sold out"]


def test_what_is_said_of_sentences_and_voices_comes_back(tmp_path):
    side = SideFile(
        article=About(narrator="en-gb"),
        people=(Named(name="Ada Holm", voice="en-gb+f3"),),
        sentences=(
            Sentence(text="It was late", say="It was very late.", pause=1.5),
            Sentence(text="It rained", skip=True, pause=0.0),
        ),
    )
    save(side, tmp_path / "a.audionews.toml")
    assert load(tmp_path / "a.audionews.toml") == side
