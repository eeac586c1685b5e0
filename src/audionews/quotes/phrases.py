"""Noun phrases: the names, pronouns and roles of a sentence, and the words that belong to them.

Newspapers put words around a name, before it (``Omsk baker Ray``), behind it (``Ray of Omsk``),
and between commas (``Ray, a baker, ...``).  What is asked here is always the same: which name, or
which noun, do these words stand for?
"""

from collections.abc import Sequence
from typing import NamedTuple

from audionews.quotes.lexicon import Lexicon
from audionews.quotes.tokens import Token

WORDS = frozenset("wCO")
PHRASE = frozenset("wCONn")
ASIDE_ENDS = frozenset((",", "–", "—", "--", ")", "-"))
_ASIDE_STARTS = frozenset((",", "–", "—", "--", "(", "-"))
_GOVERNED = 4
"""Words between a preposition and the noun that it governs."""
_LED = 2
"""Words between a name and the name that it leads up to: Ray campaign manager Jo Roe."""
_LONGEST = 12
"""Tokens of a phrase that are looked through."""


class Subject(NamedTuple):
    """The words of a sentence that name who acts."""

    kind: str
    """``name``, ``noun``, or a pronoun's: ``m``, ``f``, ``they``, ``i``."""
    head: int
    """Index of the name, the pronoun or the noun in the sentence."""
    first: int
    """Index of the first token of the phrase."""
    last: int


def name_at(at: int) -> Subject:
    """The name at an index, alone."""
    return Subject("name", at, at, at)


def is_name(token: Token) -> bool:
    """Whether the token is a person's name that can act: Ray, not Ray's."""
    return token.kind == "N" and not token.possessive


class Phrases:
    """The rules about noun phrases, over one language's lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.between = lexicon.adverbs | lexicon.auxiliaries
        self.governors = lexicon.prepositions - lexicon.subordinators
        self.phrase_ends = (
            lexicon.prepositions | lexicon.subordinators | lexicon.auxiliaries
        ) - lexicon.genitive

    def is_role(self, token: Token) -> bool:
        """Whether the word is a noun for a person: senator, Sen., bakers."""
        return token.kind in WORDS and self.lexicon.is_role(token.lower)

    def role(self, sentence: Sequence[Token], at: int) -> Subject | None:
        """The phrase of a role that stands for somebody itself: the senator, a baker from Omsk."""
        if not self.is_role(sentence[at]) or self._leads_on(sentence, at, len(sentence)):
            return None
        named = at + 1 < len(sentence) and (
            sentence[at + 1].kind == "," or sentence[at + 1].lower in self.lexicon.named
        )
        if named and at + 2 < len(sentence) and sentence[at + 2].kind == "N":
            return None
        return self._noun(sentence, at, 0)

    def first(self, sentence: Sequence[Token], end: int, start: int = 0) -> Subject | None:
        """The first words before ``end`` that can be a subject."""
        for at in range(start, end):
            token = sentence[at]
            kind = self.lexicon.pronouns.get(token.lower, "who")
            if kind != "who":
                return Subject(kind, at, at, at)
            named = is_name(token)
            if not (named or self.is_role(token)) or self._governed(sentence, at, start):
                continue
            if named:
                return name_at(self._last_of_names(sentence, at, end))
            if not self._leads_on(sentence, at, end):
                return self._explained(sentence, at + 1, end, start) or self._noun(
                    sentence, at, start
                )
        return None

    def ending(self, sentence: Sequence[Token], at: int, start: int = 0) -> Subject | None:
        """The phrase whose last token stands at ``at``."""
        token = sentence[at]
        if is_name(token):
            return self._head_before(sentence, at, start) or self._name(sentence, at, start)
        kind = self.lexicon.pronouns.get(token.lower)
        if kind == "who":
            return self._antecedent(sentence, at - 1, start)
        if kind:
            return Subject(kind, at, at, at)
        if token.kind not in WORDS or token.lower in self.lexicon.subordinators:
            return None
        return self._head_before(sentence, at, start) or self._noun(sentence, at, start)

    def beginning(self, sentence: Sequence[Token], first: int) -> Subject | None:
        """The phrase whose first token stands at ``first``: Omsk baker Ray, the senator."""
        if sentence[first].lower in self.governors | self.lexicon.subordinators:
            return None
        name, end = self._name_from(sentence, first)
        if name >= 0:
            return Subject("name", name, first, name)
        roles = [at for at in range(first, end) if self.is_role(sentence[at])]
        if roles:
            return Subject("noun", roles[-1], first, roles[-1])
        if first < end and sentence[first].lower in self.lexicon.determiners:
            return Subject("noun", end - 1, first, end - 1)
        return None

    def aside(self, sentence: Sequence[Token], close: int, start: int) -> Subject | None:
        """Whom an aside that ends at ``close`` belongs to: Ray, a baker, said."""
        if sentence[close].kind == ")":
            return self._before_bracket(sentence, close, start)
        noun = self._alone(sentence, close, start)
        if noun and noun.kind == "name":
            return noun
        within = None
        for at in range(close - 1, start, -1):
            if sentence[at].kind not in _ASIDE_STARTS:
                continue
            subject = self.ending(sentence, at - 1, start)
            if not self._plain_name(sentence, subject) and (
                explained := self._explained(sentence, at, close, start)
            ):
                return explained
            if subject is None or not self.acts(sentence, subject):
                continue
            if subject.kind == "noun":
                noun = noun or subject
            elif at - 2 > start and sentence[at - 2].kind == ",":
                within = within or subject
            else:
                return subject
        return within or noun

    def acts(self, sentence: Sequence[Token], subject: Subject) -> bool:
        """Whether the subject is a person's rather than a thing's."""
        return subject.kind != "noun" or self.is_role(sentence[subject.head])

    def describes(self, words: Sequence[Token]) -> bool:
        """Whether the words begin to say who somebody is: a baker from Omsk."""
        for token in words:
            if self.is_role(token):
                return True
            if token.kind not in PHRASE or token.lower in self.phrase_ends:
                return False
        return False

    def modifies(self, token: Token) -> bool:
        """Whether a word can stand before a name: a role, or what belongs to one."""
        if token.kind in {"C", "O"} or self.is_role(token):
            return True
        return token.kind == "w" and token.lower not in (
            self.phrase_ends
            | self.lexicon.say
            | self.lexicon.voice
            | self.lexicon.conjunctions
            | self.lexicon.adverbs
            | self.lexicon.pronouns.keys()
        )

    def _name(self, sentence: Sequence[Token], at: int, start: int) -> Subject | None:
        """The name at ``at``, or the first of two: Ray and Roe said."""
        if at > start and sentence[at - 1].lower in self.governors:
            return None
        coupled = at - 2 >= start and sentence[at - 1].lower in self.lexicon.couplers
        if coupled and is_name(sentence[at - 2]):
            return Subject("name", at - 2, at - 2, at)
        return name_at(at)

    def _antecedent(self, sentence: Sequence[Token], at: int, start: int) -> Subject | None:
        while at > start and sentence[at].kind in ASIDE_ENDS:
            at -= 1
        return self.ending(sentence, at, start) if at >= start else None

    def _plain_name(self, sentence: Sequence[Token], subject: Subject | None) -> bool:
        """Whether the subject is a name before which no role stands: not one baker backing Ray."""
        if subject is None or subject.kind == "noun":
            return False
        before = sentence[max(0, subject.first - 3) : subject.first]
        return not any(self.is_role(token) for token in before[:-1])

    def _explained(
        self, sentence: Sequence[Token], comma: int, end: int, start: int
    ) -> Subject | None:
        """The name that explains a role before the comma: a pollster, Ann Roe of Omsk, said."""
        at = comma + 1
        if at >= end or sentence[comma].kind not in _ASIDE_STARTS or not is_name(sentence[at]):
            return None
        role = any(self.is_role(token) for token in sentence[max(start, comma - 4) : comma])
        return name_at(at) if role else None

    def _before_bracket(self, sentence: Sequence[Token], close: int, start: int) -> Subject | None:
        at = close
        while at > start and sentence[at].kind != "(":
            at -= 1
        return self.ending(sentence, at - 1, start) if at > start else None

    def _alone(self, sentence: Sequence[Token], close: int, start: int) -> Subject | None:
        """A name that is the whole aside, unless it explains a name: his aide, Ray, said."""
        at, opened = close - 1, close - 2
        if opened <= start or not is_name(sentence[at]):
            return None
        if sentence[opened].kind not in _ASIDE_STARTS:
            return None
        head = self.ending(sentence, opened - 1, start)
        return name_at(at) if head is None or head.kind == "noun" else head

    def _leads_on(self, sentence: Sequence[Token], at: int, end: int) -> bool:
        """Whether the noun stands before a name or another noun for the person."""
        return at + 1 < end and (sentence[at + 1].kind == "N" or self.is_role(sentence[at + 1]))

    def _last_of_names(self, sentence: Sequence[Token], at: int, end: int) -> int:
        """The index of Roe for that of Ray in "Ray spokesman Jo Roe"."""
        while at + 2 < end and self.is_role(sentence[at + 1]) and sentence[at + 2].kind == "N":
            at += 2
        return at

    def _name_from(self, sentence: Sequence[Token], first: int) -> tuple[int, int]:
        """The name that a phrase leads up to, or -1, and where the phrase ends."""
        name, at = -1, first
        while at < min(len(sentence), first + _LONGEST):
            token = sentence[at]
            if token.kind == "N":
                if is_name(token) and (name < 0 or sentence[at - 1].kind == "w"):
                    name = at
            elif name < 0 and token.kind == "," and self._apposed(sentence, at + 1):
                return at + 1, at + 1
            elif (
                token.kind not in WORDS
                or token.lower in self.phrase_ends
                or token.lower in self.lexicon.say
                or (name >= 0 and (at - name > _LED or token.lower in self.lexicon.genitive))
            ):
                break
            at += 1
        return name, at

    def _apposed(self, sentence: Sequence[Token], at: int) -> bool:
        """Whether a name alone stands between commas: his manager, Rich Ray, said."""
        if at >= len(sentence) or not is_name(sentence[at]):
            return False
        following = sentence[at + 1] if at + 1 < len(sentence) else None
        return (
            following is None or following.kind in {",", "."} or following.lower in self.governors
        )

    def _head_before(self, sentence: Sequence[Token], at: int, start: int) -> Subject | None:
        """The head of "a spokesman for Ray" or "Ray of Omsk", seen from its last word."""
        for back in range(at - 1, max(start, at - _LONGEST), -1):
            token = sentence[back]
            if token.lower in self.lexicon.prepositions:
                before = sentence[back - 1]
                if is_name(before):
                    return Subject("name", back - 1, back - 1, at)
                if self.is_role(before):
                    return self._noun(sentence, back - 1, start)
            elif (
                token.kind not in PHRASE
                or token.lower in self.lexicon.say
                or token.lower in self.lexicon.subordinators
            ):
                return None
        return None

    def _noun(self, sentence: Sequence[Token], head: int, start: int) -> Subject:
        first = head
        while first > max(start, head - _LONGEST):
            if sentence[first].lower in self.lexicon.determiners or sentence[first].possessive:
                break
            before = sentence[first - 1]
            if before.kind not in PHRASE or before.lower in self.lexicon.prepositions:
                break
            first -= 1
        return Subject("noun", head, first, head)

    def _governed(self, sentence: Sequence[Token], at: int, start: int) -> bool:
        """Whether a preposition governs the phrase that the token at ``at`` ends."""
        for back in range(at - 1, max(start, at - _GOVERNED) - 1, -1):
            token = sentence[back]
            if token.lower in self.lexicon.prepositions:
                return True
            if token.kind not in PHRASE or token.lower in self.between:
                return False
            if token.lower in self.lexicon.say or token.lower in self.lexicon.subordinators:
                return False
        return False
