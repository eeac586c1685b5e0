"""The page reader against pages annotated by hand, with the corpus's own scorer."""

import importlib.util
import json
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from audionews.article.html import read_html
from audionews.model import Article, BlockKind

SCORER = "score_html.py"
KINDS = {
    BlockKind.STANDFIRST: "deck",
    BlockKind.SUBHEADING: "heading",
    BlockKind.PARAGRAPH: "p",
    BlockKind.LIST_ITEM: "li",
    BlockKind.BLOCK_QUOTE: "quote",
    BlockKind.PULL_QUOTE: "quote",
    BlockKind.TABLE_ROW: "table",
    BlockKind.CAPTION: "caption",
    BlockKind.CREDIT: "caption",
    BlockKind.PICTURE: "img",
}
CAPTIONS = "html/captions.jsonl"
"""By their first words: captions that readers see and the annotation lacks, and paragraphs that
say nearly a caption's words."""
WORDS = 4
FIGURES = (
    *("text_f1", "text_p", "text_r", "junk", "head_f1", "head_p", "head_r", "level_ok"),
    *("cap_found", "cap_leak", "cap_fp", "quote_f1", "li_f1", "table_f1"),
    *("title", "byline", "date", "lang"),
)


def prediction(article: Article) -> dict[str, Any]:
    """The article in the scorer's form; a credit counts to its caption."""
    blocks: list[dict[str, Any]] = []
    before = None
    for block in article.blocks:
        if block.kind is BlockKind.CREDIT and before is BlockKind.CAPTION:
            blocks[-1]["text"] += f" {block.text}"
        elif block.kind in KINDS:
            kind = KINDS[block.kind]
            blocks.append({"kind": kind, "text": block.text, "level": block.level})
        before = block.kind
    return {
        "title": article.headline,
        "byline": list(article.authors),
        "date": article.date,
        "lang": article.language,
        "blocks": blocks,
    }


def measure(folder: Path | None, corpus: Path, annotations: Path) -> dict[str, float]:
    """Print the scorer's figures for a folder of pages with their annotations; and the speed."""
    pages = folder or corpus / "html" / "dev"
    scorer = _scorer(pages, corpus)
    started, predictions = time.process_time(), {}
    for page in sorted(pages.glob("*.html")):
        article = read_html(page.read_bytes(), source=page.name)
        predictions[page.stem] = prediction(article)
    speed = len(predictions) / max(time.process_time() - started, 1e-9)
    scorer.HERE = str(pages.parent)  # the scorer looks for its annotations beside itself
    figures, _ = scorer.score(predictions, [pages.name])
    print(f"{'pages':16}{figures['pages']:10}")
    for figure in FIGURES:
        print(f"{figure:16}{figures[figure]:10.3f}")
    mended = {
        "cap_fp_mended": figures["cap_fp"] - _share(predictions, "caption", annotations),
        "cap_leak_mended": figures["cap_leak"] - _share(predictions, "p", annotations, figures),
    }
    for figure, value in mended.items():
        print(f"{figure:16}{value:10.3f}")
    print(f"{'pages a second':16}{speed:10.1f}")
    return {figure: figures[figure] for figure in FIGURES} | mended


def _share(
    predictions: dict[str, dict[str, Any]],
    kind: str,
    annotations: Path,
    figures: dict[str, float] | None = None,
) -> float:
    """How many of the listed pieces are read as what they are: of all read, or of all captions."""
    lines = (annotations / CAPTIONS).read_text(encoding="utf-8").splitlines()
    listed = {(row["page"], row["begins"]) for row in map(json.loads, lines) if row["is"] == kind}
    read = [
        (page, " ".join(block["text"].split()[:WORDS]))
        for page, predicted in predictions.items()
        for block in predicted["blocks"]
        if block["kind"] == kind
    ]
    return sum(piece in listed for piece in read) / max(
        1, figures["n_cap"] if figures else len(read)
    )


def _scorer(pages: Path, corpus: Path) -> ModuleType:
    places = (pages / SCORER, pages.parent / SCORER, corpus / "html" / SCORER)
    path = next(place for place in places if place.is_file())
    spec = importlib.util.spec_from_file_location("score_html", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
