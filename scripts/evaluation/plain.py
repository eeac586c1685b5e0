"""The plain-text reader against lines annotated by hand, with the corpus's own scorer."""

import importlib.util
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from audionews.article.decode import decode
from audionews.article.plain import read_plain
from audionews.model import Article, BlockKind

SCORER = "score_plain.py"
KINDS = {
    BlockKind.STANDFIRST: "deck",
    BlockKind.DATELINE: "place",
    BlockKind.SUBHEADING: "subhead",
    BlockKind.PARAGRAPH: "p",
    BlockKind.LIST_ITEM: "li",
    BlockKind.TABLE_ROW: "li",
    BlockKind.BLOCK_QUOTE: "quote_block",
    BlockKind.PICTURE: "caption",
    BlockKind.PULL_QUOTE: "boilerplate",
    BlockKind.FURNITURE: "slug",
}
SECOND_ON_ITS_LINE = {BlockKind.DATELINE, BlockKind.CREDIT}
FIGURES = (
    *("spoken_f1", "spoken_p", "spoken_r", "junk_spoken", "lost"),
    *("headline_f1", "deck_f1", "byline_f1", "date_f1", "subhead_f1", "caption_f1"),
    *("li_f1", "quote_block_f1", "boilerplate_f1"),
)


def lines_by_kind(article: Article, text: str) -> dict[str, str]:
    """The scorer's kind of every line of the text."""
    begins: dict[int, BlockKind] = {}
    for block in article.blocks:
        if block.line not in begins or begins[block.line] in SECOND_ON_ITS_LINE:
            begins[block.line] = block.kind
    kinds: dict[str, str] = {}
    current = "boilerplate"
    for number, line in enumerate(text.split("\n"), 1):
        if number in begins:
            current = KINDS.get(begins[number], begins[number].value)
        if line.strip():
            kinds[str(number)] = current
    return kinds


def measure(folder: Path | None, corpus: Path, annotations: Path) -> dict[str, float]:
    """Print a table with a column for each set of texts; the figures of all texts together."""
    texts = folder or corpus / "plaintext"
    score = _scorer(texts, corpus)
    given = sorted(texts.glob("*.gold.json"))
    ours = sorted((annotations / "plaintext").glob("*.gold.json")) if folder is None else []
    sets = {"given": given, "tuned on": ours[::2], "checked": ours[1::2], "all": [*given, *ours]}
    columns = {name: _scored(golds, texts, score) for name, golds in sets.items() if golds}
    print(f"{'':16}" + "".join(f"{name:>10}" for name in columns))
    print(f"{'texts':16}" + "".join(f"{len(sets[name]):10}" for name in columns))
    for figure in FIGURES:
        row = "".join(f"{found.get(figure, 0):10.3f}" for found in columns.values())
        print(f"{figure:16}{row}")
    return {figure: columns["all"].get(figure, 0.0) for figure in FIGURES}


def _scorer(texts: Path, corpus: Path) -> Callable[..., dict[str, float]]:
    path = next(
        place for place in (texts / SCORER, corpus / "plaintext" / SCORER) if place.is_file()
    )
    spec = importlib.util.spec_from_file_location("score_plain", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[..., dict[str, float]] = module.score
    return found


def _scored(
    golds: list[Path], texts: Path, score: Callable[..., dict[str, float]]
) -> dict[str, float]:
    """The scorer wants the text beside its annotation, so both are laid side by side."""
    predictions: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as side_by_side:
        for gold in golds:
            name = gold.name.removesuffix(".gold.json")
            source = texts / f"{name}.txt"
            shutil.copy(gold, side_by_side)
            shutil.copy(source, side_by_side)
            text = decode(source.read_bytes(), name=source.name)
            article = read_plain(text, source=source.name)
            predictions[name] = lines_by_kind(article, text)
        return score(predictions, f"{side_by_side}/*.gold.json")
