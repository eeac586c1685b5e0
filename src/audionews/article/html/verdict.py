"""What a piece of a page is taken for, and why."""

from dataclasses import dataclass

from audionews.model import BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A kind, how sure it is, and the rule that decided."""

    kind: BlockKind
    confidence: float
    reason: str


def left_out(reason: str) -> Verdict:
    """The verdict on what belongs to the page rather than to the article."""
    return Verdict(kind=BlockKind.BOILERPLATE, confidence=0.8, reason=reason)
