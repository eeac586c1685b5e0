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
    if each.slug:
        return Label(kind=BlockKind.FURNITURE, reason="an agency's slug or mark")
    if each.page:
        return boilerplate(each.page)
    if each.date and each.words < 30:
        return Label(kind=BlockKind.DATE, reason="nothing but a date")
    if each.byline and each.words < 30:
        return Label(kind=BlockKind.BYLINE, reason="“by” and a name")
    if each.credit:
        return Label(kind=BlockKind.CREDIT, reason="a picture's credit")
    if each.caption:
        return Label(kind=BlockKind.CAPTION, reason=each.caption)
    if each.related:
        return boilerplate(f"a link to other articles: “{each.related}”")
    return None
