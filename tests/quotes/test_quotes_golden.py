"""Golden articles: a text file a language, its articles parted by lines of ``===``.

Paragraphs are parted by blank lines.  Behind a quotation stands its speaker in braces, ``{}`` for
nobody known; what has marks and no braces is the narrator's.  A line ``sex Ada Holm f`` says what
is known of a person at the end.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from audionews.model import Article, Block, BlockKind
from audionews.quotes import attribute

GOLDEN = Path(__file__).parents[1] / "golden" / "quotes"
SPEAKER = re.compile(r"\{([^}]*)\}")


@dataclass
class Case:
    language: str
    article: Article
    speakers: list = field(default_factory=list)
    """(block, where the quotation ends, speaker)"""
    sexes: dict = field(default_factory=dict)


def read(text, language):
    blocks, case = [], Case(language, Article(blocks=()))
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        if paragraph.startswith("sex "):
            for line in paragraph.splitlines():
                _, *name, sex = line.split()
                case.sexes[" ".join(name)] = sex
            continue
        plain, at = "", 0
        line = " ".join(paragraph.split())
        for found in SPEAKER.finditer(line):
            plain += line[at : found.start()]
            case.speakers.append((len(blocks), len(plain), found[1] or None))
            at = found.end()
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=plain + line[at:]))
    case.article = Article(blocks=tuple(blocks), language=language)
    return case


def cases():
    for path in sorted(GOLDEN.glob("*/*.txt")):
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n===\n"), 1):
            name = f"{path.parent.name}-{path.stem}-{number}"
            yield pytest.param(read(text, path.parent.name), id=name)


@pytest.mark.parametrize("case", list(cases()))
def test_every_quotation_has_its_speaker_and_nothing_else_is_one(case):
    found = attribute(case.article)
    assert [(q.block, q.end, q.speaker) for q in found.quotations] == case.speakers
    assert {name: found.person(name).sex for name in case.sexes} == case.sexes
