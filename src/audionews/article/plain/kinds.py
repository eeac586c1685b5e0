"""The label of a piece, and those labels that a piece earns by itself."""

from dataclasses import dataclass

from audionews.article.plain.look import Look
from audionews.model import BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a piece is, how sure that is, and by which rule."""

    kind: BlockKind
    reason: str
    confidence: float = 0.9
    level: int = 0


def boilerplate(reason: str, confidence: float = 0.9) -> Label:
    """The label of the page around the article."""
    return Label(kind=BlockKind.BOILERPLATE, reason=reason, confidence=confidence)


def by_itself(each: Look) -> Label | None:
    """The label of a piece that needs no neighbours to be known; None where it does."""
    if each.is_mere_words:
        return None
    rules = (
        (each.slug, BlockKind.FURNITURE, "an agency's slug or mark"),
        (each.page, BlockKind.BOILERPLATE, each.page),
        (each.date and each.words < 30, BlockKind.DATE, "nothing but a date"),
        (each.byline and each.words < 30, BlockKind.BYLINE, "“by” and a name"),
        (each.credit, BlockKind.CREDIT, "a picture's credit"),
        (each.caption, BlockKind.CAPTION, each.caption),
        (each.related, BlockKind.BOILERPLATE, f"a link to other articles: “{each.related}”"),
    )
    for is_so, kind, reason in rules:
        if is_so:
            return Label(kind=kind, reason=reason)
    return None
