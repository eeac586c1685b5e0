"""Names: runs of words with a capital, cut into titles and the name itself.

``Texas Sen. Ted Cruz`` is one name token: the place and the title stand before the name, and the
name is ``Ted Cruz``.  Whether a run names a person is said as far as its own words tell; what the
article tells beyond them is for `people`.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from audionews.quotes.lexicon import Lexicon
from audionews.quotes.tokens import Token

_APOSTROPHE = re.compile("['’]")
Kind = Literal["person", "other", "surname", ""]
"""``surname`` is a word such as West or King: a name only where somebody is called so."""
_STARTS = frozenset(".?!:Q")
_MOST = 0.75
_SHORTEST_NOUN = 6
"""Letters; of shorter words the ending tells nothing: Jung is a name, Stiftung is none."""
_LONGEST = 4
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
    ordinary: AbstractSet[str] = frozenset(),
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
    headline = is_headline(tokens)
    position, count = 0, len(tokens)
    while position < count:
        token = tokens[position]
        if token.kind != "C" or _is_common(tokens, position, lexicon):
            done.append(token)
            position += 1
            continue
        end = _run_end(tokens, position, lexicon)
        run = tokens[position:end]
        mention = read(run, lexicon, block, quoted=quoted)
        if mention is not None and headline and _may_go_on(mention):
            mention.kind = "other"
        first = position == 0 or tokens[position - 1].kind in _STARTS
        before = tokens[position - 1] if position else None
        if (
            mention is None
            or (first and _is_ordinary(mention, lexicon, ordinary))
            or _is_plain_noun(mention, before, lexicon)
        ):
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


def _may_go_on(mention: Mention) -> bool:
    """Whether a headline's next word may have run into the name: Ada Holm Refuses."""
    most = 2 if mention.kind == "person" else 1
    return len(mention.words) > most


def is_headline(tokens: Sequence[Token]) -> bool:
    """Whether Most Words Have a Capital, so that a capital says nothing."""
    words = [token.kind for token in tokens if token.kind in {"w", "C", "Q"}]
    return "Q" not in words and len(words) > _LONGEST and words.count("C") > _MOST * len(words)


def _is_common(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Whether its capital is the sentence's beginning's; that of Will in "said Will Doe" is not."""
    token = tokens[position]
    if _APOSTROPHE.split(token.lower, maxsplit=1)[0] not in lexicon.common:
        return False
    inside = position > 0 and tokens[position - 1].kind in {"w", ","}
    followed = position + 1 < len(tokens) and tokens[position + 1].kind == "C"
    return not (inside and followed and token.lower in lexicon.given)


def _is_ordinary(mention: Mention, lexicon: Lexicon, ordinary: AbstractSet[str]) -> bool:
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
        if tokens[following].lower in lexicon.common and (
            tokens[following].lower not in lexicon.given or following > position + 1
        ):
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
            return lexicon.is_title(tokens[at].lower) and any(
                t.lower in lexicon.offices and t.kind == "C" for t in ahead
            )
        return token.lower in lexicon.particles and not _is_owner(tokens[position - 1], lexicon)
    if token.kind == "Q":
        return token.text.isalpha() and token.text[0].isupper()
    return False


def _is_owner(before: Token, lexicon: Lexicon) -> bool:
    """Whether the particle rather tells whose: der Chef von Omsk, not Ada von Au or Frau von Au."""
    lower = before.lower.partition("-")[0]
    return lexicon.capital_nouns and lower not in lexicon.given and lower not in lexicon.courtesy


def _is_plain_noun(mention: Mention, before: Token | None, lexicon: Lexicon) -> bool:
    """Whether an article or an adjective shows that the capital is a noun's."""
    if not lexicon.capital_nouns or before is None or before.kind != "w":
        return False
    if len(mention.words) > 1 or mention.titles:
        return False
    lower = before.lower
    return lower in lexicon.determiners or (
        lower.endswith(lexicon.adjective_endings) and lower not in lexicon.no_adjectives
    )


def read(
    run: Sequence[Token], lexicon: Lexicon, block: int, *, quoted: bool = False
) -> Mention | None:
    """The name in a run of tokens; None where only titles and the like stand there."""
    words = [token for token in run if token.kind != "Q"]
    first = _name_start(words, lexicon)
    if lexicon.capital_nouns and (first == 0 or words[first - 1].lower not in lexicon.courtesy):
        first = _given_at(words, first, lexicon)
    name = words[first:]
    if not name:
        return None
    return Mention(
        words=(*(token.text for token in name[:-1]), _nominative(name[-1].text, lexicon)),
        titles=tuple(token.lower for token in words[:first]),
        block=block,
        start=name[0].start,
        end=name[-1].end,
        kind=_kind(name, words[:first], lexicon),
        quoted=quoted,
    )


def _nominative(word: str, lexicon: Lexicon) -> str:
    """The surname without the ending of its case, where endings are only added: Karimovning."""
    if not lexicon.verb_last:
        return word
    stems = (word.removesuffix(ending) for ending in lexicon.case_endings if word.endswith(ending))
    return next((stem for stem in stems if stem.endswith(lexicon.surname_endings)), word)


def _given_at(words: Sequence[Token], first: int, lexicon: Lexicon) -> int:
    """Where a given name is followed by another word; else where the name was thought to begin."""
    following = (at for at in range(first, len(words) - 1) if words[at].lower in lexicon.given)
    return next(following, first)


def _name_start(words: Sequence[Token], lexicon: Lexicon) -> int:
    """The index of the first word that is neither a title nor a place or an office before one."""
    first = 0
    for position in range(len(words)):
        if _ends_title(words, position, lexicon):
            first = position + 1
        elif first < position < len(words) - 1 and _begins_name(words, first, position, lexicon):
            first = position
    while first < len(words) and _stands_before(words, first, lexicon):
        first += 1
    return first


def _ends_title(words: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    lower = words[position].lower
    if lower in {"of", "the"}:
        return True
    if position and lower in lexicon.offices and words[position - 1].lower in {"of", "the"}:
        return True
    if not lexicon.is_title(lower):
        return False
    if position < len(words) - 1 or position == 0:
        return True
    before = words[position - 1].lower
    called = before in lexicon.courtesy or before in lexicon.given or before.endswith(".")
    return not called or lexicon.is_title(before) != (before in lexicon.courtesy)


def _begins_name(words: Sequence[Token], first: int, position: int, lexicon: Lexicon) -> bool:
    """Whether a given name stands here behind words that make no person's name."""
    before = {word.lower for word in words[first:position]}
    return words[position].lower in lexicon.given and not before.isdisjoint(lexicon.before_names)


def _stands_before(words: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Whether the word stands before the name: a place, a party, a role, a day."""
    word, left = words[position].lower, len(words) - position
    if left == 1:
        return position > 0 and word in lexicon.days
    if word in lexicon.days:
        return word not in lexicon.given
    if word in lexicon.no_names or word in lexicon.roles or lexicon.role_of_many(word):
        return word not in lexicon.given or left > 2  # noqa: PLR2004
    return (
        word in lexicon.places
        and left > 2  # noqa: PLR2004
        and words[position + 1].lower not in lexicon.organisations
    )


def _kind(name: Sequence[Token], before: Sequence[Token], lexicon: Lexicon) -> Kind:
    lowers = [token.lower for token in name]
    last = lowers[-1]
    titled = bool(before) and lexicon.is_title(before[-1].lower)
    if " ".join(lowers) in lexicon.places or _is_too_long(name, lexicon):
        return "other"
    if lexicon.capital_nouns and last.removesuffix("s") in lexicon.places:
        return "other"
    if titled and (last not in lexicon.organisations or lowers[0] in lexicon.given):
        return "person"
    if len(name) == 1:
        if last in lexicon.days or last.count(".") > 1:
            return "other"
        ordinary = last in lexicon.unpersonal or last in lexicon.titles or last in lexicon.places
        return "surname" if ordinary or _is_noun(name[0], lexicon) else ""
    given = lowers[0] in lexicon.given
    if last in lexicon.organisations:
        return "" if given and len(name) == 2 else "other"  # noqa: PLR2004
    if given:
        return "person"
    begins_sentence = lowers[0].endswith(lexicon.common_endings)
    if last in lexicon.places or lowers[0] in lexicon.unpersonal or begins_sentence:
        return "other"
    if any(_is_noun(token, lexicon) for token in name):
        return "other"
    return "" if lexicon.organisations.isdisjoint(lowers) else "other"


def _is_noun(token: Token, lexicon: Lexicon) -> bool:
    """Whether the capital may be a noun's, where nouns have capitals."""
    lower = token.lower
    return lexicon.capital_nouns and (
        (lower.endswith(lexicon.common_endings) and len(lower) > _SHORTEST_NOUN)
        or lower.removesuffix("s") in lexicon.places
        or token.text.isupper()
    )


def _is_too_long(name: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether so many words with a capital are rather a headline's than a name's."""
    full = [t for t in name if len(t.text.rstrip(".")) > 1 and t.lower not in lexicon.particles]
    return len(full) > _LONGEST or any(
        t.lower in lexicon.given and t is not full[-1] for t in full[2:]
    )
