"""Golden articles: a folder with an ``input.*`` and the ``articles.txt`` that is read from it.

A folder named ``input.docx`` or ``input.epub`` is packed before it is read.
"""

import io
import zipfile
from pathlib import Path

import pytest

from audionews.article import read

CASES = sorted((Path(__file__).parents[1] / "golden").glob("*/*/input.*"))


def packed(folder, target):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(folder.rglob("*")):
            if each.is_file():
                archive.write(each, each.relative_to(folder).as_posix())
    target.write_bytes(file.getvalue())
    return target


def written(article):
    facts = {
        "language": article.language,
        "authors": ", ".join(article.authors),
        "date": article.date,
        "publication": article.publication,
        "url": article.url,
    }
    yield from (f"{name}: {value}" for name, value in facts.items() if value)
    for block in article.blocks:
        yield "{}{}{}{}: {}{}".format(
            f"{block.line:3} " if block.line else "    ",
            block.kind,
            f" {block.level}" if block.level else "",
            f" ({block.language})" if block.language else "",
            block.text,
            f" <{block.href}>" if block.href else "",
        ).rstrip()


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.parent.parent.name}/{case.parent.name}"
)
def test_an_article_is_read_as_it_was_accepted(case, tmp_path, accepts):
    source = packed(case, tmp_path / case.name) if case.is_dir() else case
    found = "\n----\n".join("\n".join(written(article)) for article in read(source)) + "\n"
    golden = case.parent / "articles.txt"
    if accepts:
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


def test_there_are_golden_articles():
    assert len(CASES) > 15
