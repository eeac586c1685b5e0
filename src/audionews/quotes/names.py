"""Names: runs of words with a capital, cut into titles and the name itself.

``Texas Sen. Ted Cruz`` is one name token: the place and the title stand before the name, and the
name is ``Ted Cruz``.  Whether a run names a person is said as far as its own words tell; what the
article tells beyond them is for `people`.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Literal

from audionews.quotes.lexicon import Lexicon
from audionews.quotes.tokens import Token

Kind = Literal["person", "other", ""]
_STARTS = frozenset(".?!:Q")
_LONGEST = 5
"""Words; a longer run of capitals is a headline."""


@dataclass(slots=True, kw_only=True)
class Mention:
    """A name where it stands."""

    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    """What stands before the name inside its run, lower case."""
    block: int
    start: int
    end: int
    kind: Kind = ""
    quoted: bool = False
    """Whether it stands inside a quotation."""
    evidence: int = 0
    """How often the article treats it as somebody who acts; set by `people`."""

    @property
    def key(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return tuple(word.lower() for word in self.words)


def find(
    tokens: Sequence[Token],
    lexicon: Lexicon,
    block: int,
    mentions: list[Mention],
    *,
    quoted: bool = False,
    ordinary: Set[str] = frozenset(),
) -> list[Token]:
    """The tokens with each name put together as one, its mention added to the list.

    Args:
        tokens: of one paragraph, or of one quotation.
        lexicon: the language's words.
        block: the paragraph's index in the article.
        mentions: the list to add to.
        quoted: whether the tokens stand inside a quotation.
        ordinary: the words that the article writes without a capital, too.
    """
    done: list[Token] = []
    position, count = 0, len(tokens)
    while position < count:
        token = tokens[position]
        if token.kind != "C" or token.lower in lexicon.common:
            done.append(token)
            position += 1
            continue
        end = _run_end(tokens, position, lexicon)
        run = tokens[position:end]
        mention = read(run, lexicon, block, quoted=quoted)
        first = position == 0 or tokens[position - 1].kind in _STARTS
        if mention is None or (first and _is_ordinary(mention, lexicon, ordinary)):
            done.extend(run)
        else:
            text = " ".join(mention.words)
            last = run[-1]
            done.append(
                Token(
                    "N", text, text.lower(), run[0].start, last.end, last.possessive, len(mentions)
                )
            )
            mentions.append(mention)
        position = end
    return done


def _is_ordinary(mention: Mention, lexicon: Lexicon, ordinary: Set[str]) -> bool:
    """Whether a single word with a capital is one only because it begins a sentence."""
    if len(mention.words) > 1 or mention.titles:
        return False
    word = mention.key[0]
    return (
        word in ordinary
        or lexicon.role_of_many(word)
        or (word.endswith(lexicon.common_endings) and word not in lexicon.given)
    )


def _run_end(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Where the run of name words ends that begins here."""
    position, count = start, len(tokens)
    while position < count and not tokens[position].possessive:
        following = position + 1
        while following < count and _joins(tokens, following, lexicon):
            following += 1
        if following >= count or tokens[following].kind != "C":
            break
        if tokens[following].lower in lexicon.common:
            break
        position = following
    return position + 1


def _joins(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Whether the token may stand inside a name: a particle, a nickname between marks."""
    token = tokens[position]
    if token.kind == "w":
        if token.lower == "of" or (token.lower == "the" and tokens[position - 1].lower == "of"):
            at = position - 1 if token.lower == "of" else position - 2
            ahead = tokens[position + 1 : position + 3]
            return _is_title(tokens[at].lower, lexicon) and any(
                t.lower in lexicon.offices and t.kind == "C" for t in ahead
            )
        return token.lower in lexicon.particles
    if token.kind == "Q":
        return token.text.isalpha() and token.text[0].isupper()
    return False


def read(
    run: Sequence[Token], lexicon: Lexicon, block: int, *, quoted: bool = False
) -> Mention | None:
    """The name in a run of tokens; None where only titles and the like stand there."""
    words = [token for token in run if token.kind != "Q"]
    first = _name_start(words, lexicon)
    name = words[first:]
    if not name:
        return None
    return Mention(
        words=tuple(token.text for token in name),
        titles=tuple(token.lower for token in words[:first]),
        block=block,
        start=name[0].start,
        end=name[-1].end,
        kind=_kind(name, words[:first], lexicon),
        quoted=quoted,
    )


def _name_start(words: Sequence[Token], lexicon: Lexicon) -> int:
    first = 0
    for position, token in enumerate(words):
        if _is_title(token.lower, lexicon) or token.lower in {"of", "the"}:
            first = position + 1
        elif first == position and token.lower in lexicon.offices and position:
            first = position + 1
        elif (
            position
            and position + 1 < len(words)
            and token.lower in lexicon.given
            and words[position - 1].lower in lexicon.organisations
        ):
            first = position
    while first < len(words) and _is_no_name(words, first, lexicon):
        first += 1
    return first


def _is_title(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.titles or ("-" in word and word.rsplit("-", 1)[1] in lexicon.titles)


def _is_no_name(words: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    word, left = words[position].lower, len(words) - position
    if word in lexicon.days and word in lexicon.given and left > 1:
        return False
    if word in lexicon.no_names or word in lexicon.days:
        return True
    if left > 1 and (word in lexicon.roles or lexicon.role_of_many(word)):
        return True
    if word in lexicon.places:
        return left >= 3 and words[position + 1].lower not in lexicon.organisations  # noqa: PLR2004
    return False


def _kind(name: Sequence[Token], before: Sequence[Token], lexicon: Lexicon) -> Kind:
    lowers = [token.lower for token in name]
    titled = bool(before) and _is_title(before[-1].lower, lexicon)
    if " ".join(lowers) in lexicon.places or len(name) > _LONGEST:
        return "other"
    if titled and lowers[-1] not in lexicon.organisations:
        return "person"
    given = lowers[0] in lexicon.given and len(name) > 1
    if not lexicon.organisations.isdisjoint(lowers[given:]) or lowers[-1] in lexicon.places:
        return "other"
    return "person" if given else ""
