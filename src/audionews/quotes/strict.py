"""Strictness: an edition for which every speaker must be sure."""

from collections.abc import Iterator, Sequence

from audionews.article.words import fold
from audionews.errors import SettingsError
from audionews.model import Article, Attributions, Quotation
from audionews.quotes.overrides import RULE

_LISTED = 5
_SHOWN = 6
"""Words that are enough to know a quotation by."""


def demand_speakers(
    article: Article, attributions: Attributions, *, min_confidence: float, where: str
) -> None:
    """Refuses an article with a quotation whose speaker is unknown or not sure enough.

    What the producer has said of a quotation is sure, also that nobody is known to have said it.

    Args:
        where: the name of the side file that can say so; empty where the source can have none.

    Raises:
        SettingsError: it names the quotations, and what to write into the side file.
    """
    doubtful = [
        quotation
        for quotation in attributions.quotations
        if quotation.rule != RULE
        and (quotation.speaker is None or quotation.confidence < min_confidence)
    ]
    if doubtful:
        many = "1 quotation has" if len(doubtful) == 1 else f"{len(doubtful)} quotations have"
        raise SettingsError(
            f"{article.source or 'the article'}: {many} no sure speaker: "
            f"{'; '.join(_told(article, doubtful))}; {_remedy(doubtful[0], where)}"
        )


def _told(article: Article, doubtful: Sequence[Quotation]) -> Iterator[str]:
    for quotation in doubtful[:_LISTED]:
        line = article.blocks[quotation.block].line
        place = f"line {line}" if line else f"piece {quotation.block + 1}"
        told = f"{quotation.speaker} {quotation.confidence:.0%}" if quotation.speaker else "nobody"
        yield f"“{_first_words(quotation)}” ({place}: {told})"
    if len(doubtful) > _LISTED:
        yield f"and {len(doubtful) - _LISTED} more"


def _remedy(quotation: Quotation, where: str) -> str:
    into = f"into {where}" if where else "into the side file of an article that is saved as a file"
    words = _first_words(quotation).removesuffix("…").replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'write [[quotations]] with text = "{words}" and speaker = "..." {into}, '
        'speaker = "" where nobody is to be named'
    )


def _first_words(quotation: Quotation) -> str:
    words = fold(quotation.words).split()
    return " ".join(words[:_SHOWN]) + "…" * (len(words) > _SHOWN)
