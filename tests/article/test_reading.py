import subprocess
import sys

import pytest

from audionews.article import read
from audionews.errors import ArticleError


def written(tmp_path, content, name="article"):
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_the_seed_article_comes_through_the_front_door(seed):
    (article,) = read(seed)
    assert article.headline.startswith("Kazakhstan to establish")
    assert article.language.startswith("en")


@pytest.mark.parametrize(
    "content",
    [
        "<nitf><body><body.head><byline>By Ada Holm</byline></body.head></body></nitf>",
        "<newsItem><contentMeta><dateline>NORDVIK</dateline></contentMeta></newsItem>",
        '{"uri": "x", "type": "text"}',
        '{"@type": "NewsArticle", "author": "Ada Holm"}',
        "---\ntitle:\n---\n",
        "[]",
    ],
)
def test_what_says_nothing_is_no_article(tmp_path, content):
    with pytest.raises(ArticleError):
        read(written(tmp_path, content))


@pytest.mark.parametrize(
    "content",
    [
        "<nitf><p>open",
        "<NewsML><a></b></NewsML>",
        '{"headline": "open',
        "<rss><channel></channel></rss>",
        bytes(range(7)) * 50,
    ],
)
def test_what_is_broken_is_told_in_one_line_with_its_name(tmp_path, content):
    with pytest.raises(ArticleError) as refused:
        read(written(tmp_path, content, "broken.bin"))
    assert "broken.bin" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_language_that_is_asked_for_goes_before_the_declared_one(tmp_path):
    file = written(
        tmp_path, '{"headline": "A", "language": "en", "body_text": "The harbour opened."}'
    )
    assert read(file)[0].language == "en"
    assert read(file, language="en-NZ")[0].language == "en-NZ"


def test_a_declared_language_that_the_text_contradicts_is_not_believed(tmp_path):
    body = (
        "Der Hafen ist seit Freitag wieder offen, und die Leute haben lange darauf gewartet. " * 3
    )
    file = written(
        tmp_path, f'{{"headline": "Der Hafen", "language": "fi", "body_text": "{body}"}}'
    )
    assert read(file)[0].language == "de"


def test_front_matter_says_which_language_it_is(tmp_path):
    file = written(tmp_path, "---\nlang: nn\n---\n# Hamna\n\nHamna er open.", "a.md")
    assert read(file, language="en")[0].language == "nn"


def test_a_text_file_does_not_pay_for_other_formats(seed):
    code = (
        "import sys; from audionews.article import read; read(sys.argv[1]);"
        "print({'lxml', 'feedparser', 'markdown_it', 'ssl'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(seed)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "set()"
