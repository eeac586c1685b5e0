import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.article.frontmatter import split
from audionews.article.sidefile import About, SideFile
from audionews.errors import SettingsError


def about(text):
    side, rest = split(text)
    assert side.article != About()
    assert "title" not in rest
    return side.article


def test_yaml_front_matter_is_read():
    found = about(
        '---\ntitle: "Harbour: open again"\nauthor: Ada Holm\ndate: 2024-05-03T08:15:00+02:00\n'
        "lang: en_GB\nurl: https://post.example/\nsite: Nordvik Post\n---\nIt opened."
    )
    assert found == About(
        title="Harbour: open again",
        authors=("Ada Holm",),
        date="2024-05-03",
        language="en-GB",
        url="https://post.example/",
        publication="Nordvik Post",
    )


@pytest.mark.parametrize(
    "authors",
    [
        "authors: [Ada Holm, 'Per Lie']",
        'authors:\n  - Ada Holm\n  - "Per Lie"',
        "author:\n- Ada Holm\n- Per Lie  # guest",
    ],
)  # fmt: skip
def test_lists_are_read_in_each_of_their_forms(authors):
    assert about(f"---\ntitle: A\n{authors}\n---\n").authors == ("Ada Holm", "Per Lie")


def test_what_is_the_sites_own_affair_is_passed_over():
    found = about(
        "---\nlayout: post\ntitle: A\nimage:\n  src: a.jpg\n  alt: B\n# note\n\ndraft: false\n---\n"
    )
    assert found == About(title="A")


def test_toml_front_matter_can_name_lines():
    side, _ = split("+++\ntitle = 'A'\n[[lines]]\ntext = 'B'\nkind = 'caption'\n+++\nB")
    assert side.lines[0].kind == "caption"
    with pytest.raises(SettingsError, match=r"a\.md, front matter, lines: .*noise"):
        split("+++\n[[lines]]\ntext = 'B'\nkind = 'noise'\n+++\nB", name="a.md")


def test_lines_keep_their_numbers():
    _, rest = split("---\ntitle: A\nlang: en\n---\nFifth line.")
    assert rest.split("\n").index("Fifth line.") == 4


@pytest.mark.parametrize(
    "text",
    [
        "---\nA rule above a text: and none below.",
        "---\nThe harbour opened. It did.\n---\nMore.",
        "+++\nno toml\n+++\n",
        "No front matter.",
        "---\n---\nEmpty.",
    ],
)
def test_text_without_front_matter_stays_whole(text):
    assert split(text) == (SideFile(), text)


@given(st.text(alphabet="-+\n :a[]'\"#=.\t\\"))
def test_any_text_keeps_its_lines(text):
    try:
        _, rest = split(text)
    except SettingsError:
        return
    assert rest.count("\n") == text.count("\n")
