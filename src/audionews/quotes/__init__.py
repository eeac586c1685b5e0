"""Who said what: the quotations of an article, and the people who speak them.

    marks -> tokens -> names -> people -> tags -> discourse -> scare -> overrides

Rules and word lists alone, so that an answer is the same everywhere and can be explained: each
attribution carries the rule and the words that it rests on.
"""

from audionews.quotes.attribution import attribute
from audionews.quotes.overrides import overrule
from audionews.quotes.strict import demand_speakers

__all__ = ["attribute", "demand_speakers", "overrule"]
