"""Pages for a producer's eyes: who said what, and what each piece of a source was taken for.

Both are single files of one look: no script, no request, and nothing told by a colour alone.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from audionews.article.origin import Stretch
from audionews.model import Article, Attributions, Block, BlockKind, Person, Quotation, Sex
from audionews.publish.xhtml import clean, direction, language_tag

if TYPE_CHECKING:
    from jinja2 import Environment

HUES = 8
"""How many speakers the style sheet gives a colour of their own."""
DOUBTFUL = 0.7
"""Below this confidence a piece is marked for a second look."""
_DATA = files("audionews") / "data" / "review"
_SEXES: dict[Sex, str] = {"f": "female", "m": "male", "": "not told"}
_RULES = {
    "said X": "a verb of saying, and its subject after it",
    "X said": "after the words, a subject and its verb of saying",
    "X said:": "before the words, a subject and its verb of saying",
    "X called": "a verb that governs quoted words, and its subject",
    "according to X": "a source is given",
    "X:": "a name and a colon",
    "subject": "the subject of the sentence",
    "same speaker": "the words go on with the same speaker",
    "carried over": "nobody is named; the last speaker goes on",
    "producer": "the producer says so",
}
_FAMILIES = {
    BlockKind.HEADLINE: "heading",
    BlockKind.STANDFIRST: "heading",
    BlockKind.SUBHEADING: "heading",
    BlockKind.BYLINE: "about",
    BlockKind.DATE: "about",
    BlockKind.DATELINE: "about",
    BlockKind.CAPTION: "picture",
    BlockKind.CREDIT: "picture",
    BlockKind.PICTURE: "picture",
    BlockKind.LIST_ITEM: "set-apart",
    BlockKind.TABLE_ROW: "set-apart",
    BlockKind.BLOCK_QUOTE: "set-apart",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speaker:
    """Somebody in the key of the page."""

    person: Person
    number: int
    hue: int
    sex: str
    quotations: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """A quotation on the page."""

    quotation: Quotation
    number: int
    speaker: _Speaker | None
    rule: str
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A stretch of a block: of one quotation, or between two."""

    text: str
    marked: _Marked | None = None


def quotes_page(
    found: Sequence[tuple[Article, Attributions]], *, min_confidence: float, name: str = ""
) -> str:
    """The articles with each speaker's words marked, and what every attribution rests on.

    Args:
        found: the articles, and who said what in them.
        min_confidence: below it a quotation gets the neutral quote voice, and a mark of doubt.
        name: what the reader calls the source.
    """
    articles = [_quoted(*each, min_confidence=min_confidence) for each in found]
    return _rendered("quotes.html", name=name, articles=articles, least=min_confidence)


def reading_page(found: Sequence[tuple[Article, Sequence[Stretch]]], *, name: str = "") -> str:
    """The source of each article beside the article as it was understood."""
    articles = [_read(*each) for each in found]
    return _rendered("read.html", name=name, articles=articles, doubtful=DOUBTFUL)


def _quoted(
    article: Article, attributions: Attributions, *, min_confidence: float
) -> dict[str, Any]:
    speakers = {speaker.person.name: speaker for speaker in _speakers(attributions)}
    marked = [
        _Marked(
            quotation=quotation,
            number=number,
            speaker=speakers.get(quotation.speaker or ""),
            rule=_RULES.get(quotation.rule, quotation.rule),
            doubtful=quotation.speaker is not None and quotation.confidence < min_confidence,
        )
        for number, quotation in enumerate(attributions.quotations, 1)
    ]
    blocks = [(index, block) for index, block in enumerate(article.blocks) if block.spoken]
    return {
        **_facts(article),
        "speakers": list(speakers.values()),
        "silent": [one for one in attributions.people if one.name not in speakers],
        "nobody": sum(one.speaker is None for one in marked),
        "doubtful": sum(one.doubtful for one in marked),
        "sexes": _by_sex(speakers.values()),
        "quotations": marked,
        "rows": [
            (block, list(_runs(block, [m for m in marked if m.quotation.block == index])))
            for index, block in blocks
            if block.kind is not BlockKind.HEADLINE
        ],
    }


def _speakers(attributions: Attributions) -> Iterator[_Speaker]:
    """Everybody who is quoted, in the order in which they are first heard."""
    quoted = [quotation for quotation in attributions.quotations if quotation.speaker]
    counts = Counter(quotation.speaker for quotation in quoted)
    words = Counter[str | None]()
    for quotation in quoted:
        words[quotation.speaker] += len(quotation.words.split())
    for number, (name, count) in enumerate(counts.items(), 1):
        person = attributions.person(name) or Person(name=name or "")
        yield _Speaker(
            person=person,
            number=number,
            hue=(number - 1) % HUES + 1,
            sex=_SEXES[person.sex],
            quotations=count,
            words=words[name],
        )


def _by_sex(speakers: Iterable[_Speaker]) -> list[dict[str, Any]]:
    """How many speakers, quotations and words there are of each sex, the commonest first."""
    sums: dict[str, Counter[str]] = {}
    for one in speakers:
        counted = {"speakers": 1, "quotations": one.quotations, "words": one.words}
        sums.setdefault(one.sex, Counter()).update(counted)
    ordered = sorted(sums.items(), key=lambda each: -each[1]["words"])
    return [{"sex": sex, **counts} for sex, counts in ordered]


def _runs(block: Block, marked: Sequence[_Marked]) -> Iterator[_Run]:
    at = 0
    for one in marked:
        quotation = one.quotation
        if quotation.start > at:
            yield _Run(text=block.text[at : quotation.start])
        yield _Run(text=block.text[quotation.start : quotation.end], marked=one)
        at = quotation.end
    if at < len(block.text):
        yield _Run(text=block.text[at:])


def _read(article: Article, stretches: Sequence[Stretch]) -> dict[str, Any]:
    numbers = {id(block): number for number, block in enumerate(article.blocks, 1)}
    return {
        **_facts(article),
        "counts": Counter(block.kind.value.replace("_", " ") for block in article.spoken),
        "omitted": [(numbers[id(block)], block) for block in article.omitted],
        "doubtful": sum(block.confidence < DOUBTFUL for block in article.blocks),
        "rows": [
            (stretch, [(numbers[id(block)], block) for block in stretch.blocks])
            for stretch in stretches
        ],
    }


def _facts(article: Article) -> dict[str, Any]:
    facts: Mapping[str, str] = {
        "Language": article.language,
        "Authors": ", ".join(article.authors),
        "Date": article.date,
        "Publication": article.publication,
        "Address": article.url,
    }
    return {
        "title": article.headline or article.source,
        "language": language_tag(article.language),
        "direction": direction(article.language),
        "facts": {name: value for name, value in facts.items() if value},
    }


def _rendered(template: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template asks for
    style = (_DATA / "review.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _templates().get_template(template)
    return clean(page.render(style=style, digest=digest, **values))


@cache
def _templates() -> "Environment":
    from jinja2 import DictLoader, Environment, StrictUndefined  # noqa: PLC0415 - only for a page

    sheets = {
        name: (_DATA / name).read_text(encoding="utf-8")
        for name in ("page.html", "quotes.html", "read.html")
    }
    templates = Environment(
        loader=DictLoader(sheets),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    templates.filters["percent"] = lambda share: f"{share:.0%}"
    templates.filters["label"] = lambda kind: kind.value.replace("_", " ")
    templates.filters["family"] = lambda block: _FAMILIES.get(
        block.kind, "body" if block.spoken else "omitted"
    )
    templates.filters["tag"] = language_tag
    templates.filters["direction"] = direction
    return templates
