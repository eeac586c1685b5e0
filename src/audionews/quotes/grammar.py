"""Who does what a verb says: the subject of a verb, found by its neighbours.

No parser is at work.  A newspaper sentence names the one who speaks right before the verb (``Ray,
who ..., said``), right after it (``said Omsk baker Ray``), or at the sentence's head (``Ray got up
and said``), and what may stand in between is a short list.
"""

from collections.abc import Sequence
from typing import NamedTuple

from audionews.quotes.lexicon import Lexicon
from audionews.quotes.tokens import Token

_ASIDES = frozenset((",", "–", "—", "--", ")", "-"))
_ASIDE_STARTS = frozenset((",", "–", "—", "--", "(", "-"))
_WORDS = frozenset("wCO")
_PHRASE = frozenset("wCONn")
_GOVERNED = 4
"""Words between a preposition and the noun that it governs."""
_LED = 2
"""Words between a name and the name that it leads up to: Ray campaign manager Jo Roe."""
_LONGEST_PHRASE = 12
"""Tokens of a noun phrase that are looked through."""


class Subject(NamedTuple):
    """The words of a sentence that name who acts."""

    kind: str
    """``name``, ``noun``, or a pronoun's: ``m``, ``f``, ``they``, ``i``."""
    head: int
    """Index of the name, the pronoun or the noun in the sentence."""
    first: int
    """Index of the first token of the phrase."""
    last: int


class Grammar:
    """The rules about subjects, over one language's lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._between = lexicon.adverbs | lexicon.auxiliaries
        self._governors = lexicon.prepositions - lexicon.subordinators
        self._phrase_ends = (lexicon.prepositions | lexicon.subordinators | lexicon.auxiliaries) - {
            "of"
        }

    def is_cue(self, sentence: Sequence[Token], at: int) -> bool:
        """Whether the word is a verb of saying."""
        token = sentence[at]
        if token.kind != "w":
            return False
        if token.lower in self.lexicon.put:
            return at + 1 < len(sentence) and sentence[at + 1].lower in self.lexicon.it
        return token.lower in self.lexicon.say

    def describes(self, words: Sequence[Token]) -> bool:
        """Whether the words begin to say who somebody is: a baker from Omsk."""
        for token in words:
            if self._is_role(token):
                return True
            if token.kind not in _PHRASE or token.lower in self._phrase_ends:
                return False
        return False

    def roles(self, words: str) -> list[str]:
        """The roles among some words, lower case."""
        each = [word.strip(",.()").lower() for word in words.split()]
        return [word for word in each if word in self.lexicon.roles or word in self.lexicon.titles]

    def modifies(self, token: Token) -> bool:
        """Whether a small word can stand before a name: a role or what belongs to it."""
        lower = token.lower
        return self._is_role(token) or not (
            lower in self._phrase_ends
            or lower in self.lexicon.say
            or lower in self.lexicon.voice
            or lower in self.lexicon.conjunctions
            or lower in self.lexicon.pronouns
            or lower in self.lexicon.adverbs
        )

    def is_voice(self, token: Token) -> bool:
        """Whether the word is a verb that can govern quoted words."""
        return token.kind == "w" and token.lower in self.lexicon.voice

    def before(self, sentence: Sequence[Token], verb: int, start: int = 0) -> Subject | None:
        """The subject that stands before a verb, not further left than ``start``."""
        if sentence[verb].lower in self.lexicon.nouns:
            return self._right_before(sentence, verb, start)
        if passive := self._agent(sentence, verb):
            return passive
        at = self.skip_left(sentence, verb - 1, start)
        if at < start:
            return None
        token = sentence[at]
        if token.lower in self.lexicon.determiners or token.possessive:
            return None
        if sentence[verb].lower.endswith("ing"):
            if token.kind == "N":
                return Subject("name", at, at, at)
            return self.first(sentence, verb, start)
        if token.kind in _ASIDES:
            return self._aside(sentence, at, start) or self.first(sentence, at, start)
        if token.lower in self.lexicon.conjunctions or token.lower == "to":
            return self.first(sentence, at, start)
        return self._phrase_ending(sentence, at, start)

    def around(self, sentence: Sequence[Token], verb: int, start: int = 0) -> Subject | None:
        """The subject on the side where it is likelier; after the verb in "..., predicted Ray"."""
        if verb > start and sentence[verb - 1].kind in {",", "Q"} and self._inverts(sentence[verb]):
            subject = self.after(sentence, verb)
            quoted = "Q" in {token.kind for token in sentence[max(start, verb - 2) : verb]}
            if subject and quoted and subject.kind == "name":
                return subject
            if subject and subject.kind == "name" and self._closes(sentence, subject.last + 1):
                return subject
        return self.before(sentence, verb, start)

    def inverted(self, sentence: Sequence[Token], verb: int) -> Subject | None:
        """The subject behind a verb that stands right at a quotation: Q, said Ray."""
        lower = sentence[verb].lower
        if lower in self.lexicon.tell or lower.endswith("ing"):
            return None
        subject = self.after(sentence, verb)
        if subject and subject.kind == "noun" and lower in self.lexicon.nouns:
            return None
        return subject

    def _inverts(self, verb: Token) -> bool:
        lower = verb.lower
        return lower in self.lexicon.say and lower not in self.lexicon.tell | self.lexicon.voice

    def _closes(self, sentence: Sequence[Token], at: int) -> bool:
        return at >= len(sentence) or sentence[at].kind in {".", ","}

    def after(self, sentence: Sequence[Token], verb: int) -> Subject | None:
        """The subject that stands right after a verb: said Omsk baker Ray."""
        first = verb + 1
        while first < len(sentence) and sentence[first].lower in self.lexicon.adverbs:
            first += 1
        if first >= len(sentence):
            return None
        opening = sentence[first].lower
        kind = self.lexicon.pronouns.get(opening, "who")
        if kind != "who":
            return Subject(kind, first, first, first)
        if opening in self.lexicon.prepositions | self.lexicon.subordinators:
            return None
        name, end = self._name_from(sentence, first)
        subject = Subject("name", name, first, name) if name >= 0 else None
        subject = subject or self._noun_from(sentence, first, end)
        return None if subject and self._acts_on(sentence, subject.last + 1) else subject

    def _acts_on(self, sentence: Sequence[Token], at: int) -> bool:
        """Whether a verb follows, so that the phrase before is the subject of that one."""
        return at < len(sentence) and sentence[at].lower in self.lexicon.auxiliaries

    def _name_from(self, sentence: Sequence[Token], first: int) -> tuple[int, int]:
        """The name that a phrase leads up to, or -1, and where the phrase ends."""
        name, at = -1, first
        while at < min(len(sentence), first + _LONGEST_PHRASE):
            token = sentence[at]
            if token.kind == "N":
                if not token.possessive and (name < 0 or sentence[at - 1].kind == "w"):
                    name = at
            elif name < 0 and token.kind == "," and self._apposed(sentence, at + 1):
                return at + 1, at + 1
            elif (
                token.kind not in _WORDS
                or token.lower in self._phrase_ends
                or token.lower in self.lexicon.say
                or (name >= 0 and at - name > _LED)
                or (name >= 0 and token.lower == "of")
            ):
                break
            at += 1
        return name, at

    def _apposed(self, sentence: Sequence[Token], at: int) -> bool:
        """Whether a name alone stands between commas: his manager, Rich Ray, said."""
        return (
            at < len(sentence)
            and sentence[at].kind == "N"
            and not sentence[at].possessive
            and (
                at + 1 == len(sentence)
                or sentence[at + 1].kind in {",", "."}
                or sentence[at + 1].lower in self._governors
            )
        )

    def first(self, sentence: Sequence[Token], end: int, start: int = 0) -> Subject | None:
        """The first words before ``end`` that can be a subject."""
        for at in range(start, end):
            token = sentence[at]
            if token.kind in _WORDS:
                kind = self.lexicon.pronouns.get(token.lower)
                if kind and kind != "who":
                    return Subject(kind, at, at, at)
                if (
                    self._is_role(token)
                    and not self._leads_on(sentence, at, end)
                    and not self._governed(sentence, at, start)
                ):
                    named = (
                        self._named_next(sentence, at + 1, end, start)
                        if self._comma(sentence, at + 1)
                        else None
                    )
                    return named or self._noun(sentence, at, start)
            elif (
                token.kind == "N"
                and not token.possessive
                and not self._governed(sentence, at, start)
            ):
                last = self._last_of_names(sentence, at, end)
                return Subject("name", last, last, last)
        return None

    def _comma(self, sentence: Sequence[Token], at: int) -> bool:
        return at < len(sentence) and sentence[at].kind == ","

    def role(self, sentence: Sequence[Token], at: int) -> Subject | None:
        """The phrase of a role that stands for somebody itself: the senator, a baker from Omsk."""
        if not self._is_role(sentence[at]) or self._leads_on(sentence, at, len(sentence)):
            return None
        named = at + 1 < len(sentence) and (
            sentence[at + 1].kind == "," or sentence[at + 1].lower in self.lexicon.named
        )
        if named and at + 2 < len(sentence) and sentence[at + 2].kind == "N":
            return None
        return self._noun(sentence, at, 0)

    def _leads_on(self, sentence: Sequence[Token], at: int, end: int) -> bool:
        """Whether the noun stands before a name or another noun for the person."""
        return at + 1 < end and (sentence[at + 1].kind == "N" or self._is_role(sentence[at + 1]))

    def _last_of_names(self, sentence: Sequence[Token], at: int, end: int) -> int:
        """The index of Roe for that of Ray in "Ray spokesman Jo Roe"."""
        while at + 2 < end and self._is_role(sentence[at + 1]) and sentence[at + 2].kind == "N":
            at += 2
        return at

    def skip_left(self, sentence: Sequence[Token], at: int, start: int) -> int:
        """Over adverbs, auxiliaries and days, to what can be a subject."""
        while at >= start:
            token = sentence[at]
            lower = token.lower
            if token.kind == "C" and lower in self.lexicon.days:
                at -= 1
                if at >= start and sentence[at].lower in self.lexicon.prepositions:
                    at -= 1
            elif token.kind == "w" and (
                lower in self._between
                or (lower.endswith("ly") and lower not in self.lexicon.roles)
                or lower.endswith(("n't", "n’t"))
            ):
                at -= 1
            else:
                return at
        return at

    def _right_before(self, sentence: Sequence[Token], verb: int, start: int) -> Subject | None:
        """The name or pronoun that a word must follow to be a verb at all."""
        at = self.skip_left(sentence, verb - 1, start)
        if at < start:
            return None
        if sentence[at].lower in self.lexicon.determiners or sentence[at].possessive:
            return None
        if sentence[at].lower == "to":
            return self.first(sentence, at, start)
        subject = self._phrase_ending(sentence, at, start)
        if subject is None and sentence[at].kind in _ASIDES:
            subject = self._aside(sentence, at, start)
        return subject if subject and self._acts(sentence, subject) else None

    def _acts(self, sentence: Sequence[Token], subject: Subject) -> bool:
        return subject.kind != "noun" or self._is_role(sentence[subject.head])

    def _agent(self, sentence: Sequence[Token], verb: int) -> Subject | None:
        """Who stands behind a passive: was called a liar by Ray."""
        if verb == 0 or sentence[verb - 1].lower not in {
            "was",
            "were",
            "been",
            "is",
            "are",
            "being",
        }:
            return None
        for at in range(verb + 1, min(verb + 6, len(sentence) - 1)):
            if sentence[at].lower == "by":
                return self._phrase_starting(sentence, at + 1)
        return None

    def _aside(self, sentence: Sequence[Token], close: int, start: int) -> Subject | None:
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
            subject = self._phrase_ending(sentence, at - 1, start)
            if (
                subject is None or subject.kind == "noun" or self._has_role(sentence, subject)
            ) and (named := self._named_next(sentence, at, close, start)):
                return named
            if subject is None or not self._acts(sentence, subject):
                continue
            if subject.kind == "noun":
                noun = noun or subject
            elif at - 2 > start and sentence[at - 2].kind == ",":
                within = within or subject
            else:
                return subject
        return within or noun

    def _named_next(
        self, sentence: Sequence[Token], comma: int, close: int, start: int
    ) -> Subject | None:
        """The name that explains a role before the comma: a pollster, Ann Roe of Omsk, said."""
        at = comma + 1
        if at >= close or sentence[at].kind != "N" or sentence[at].possessive:
            return None
        role = any(self._is_role(token) for token in sentence[max(start, comma - 4) : comma])
        return Subject("name", at, at, at) if role else None

    def _has_role(self, sentence: Sequence[Token], subject: Subject) -> bool:
        """Whether a role stands before the name in its clause: one pastor backing Mr Ray."""
        before = sentence[max(0, subject.first - 3) : subject.first]
        return any(self._is_role(token) for token in before[:-1])

    def _before_bracket(self, sentence: Sequence[Token], close: int, start: int) -> Subject | None:
        at = close
        while at > start and sentence[at].kind != "(":
            at -= 1
        return self._phrase_ending(sentence, at - 1, start) if at > start else None

    def _alone(self, sentence: Sequence[Token], close: int, start: int) -> Subject | None:
        """A name that is the whole aside, unless it explains a name: his aide, Ray, said."""
        at, opened = close - 1, close - 2
        if opened <= start or sentence[at].kind != "N" or sentence[at].possessive:
            return None
        if sentence[opened].kind not in _ASIDE_STARTS:
            return None
        head = self._phrase_ending(sentence, opened - 1, start)
        return Subject("name", at, at, at) if head is None or head.kind == "noun" else head

    def _phrase_ending(self, sentence: Sequence[Token], at: int, start: int) -> Subject | None:
        """The phrase whose last token stands at ``at``."""
        token = sentence[at]
        if token.kind == "N" and not token.possessive:
            if (head := self._head_before(sentence, at, start)) is not None:
                return head
            if at > start and sentence[at - 1].lower in self._governors:
                return None
            if (
                at - 2 >= start
                and sentence[at - 1].lower in {"and", "&"}
                and sentence[at - 2].kind == "N"
                and not sentence[at - 2].possessive
            ):
                return Subject("name", at - 2, at - 2, at)
            return Subject("name", at, at, at)
        kind = self.lexicon.pronouns.get(token.lower)
        if kind == "who":
            back = at - 1
            while back > start and sentence[back].kind in _ASIDES:
                back -= 1
            return self._phrase_ending(sentence, back, start) if back >= start else None
        if kind:
            return Subject(kind, at, at, at)
        if token.lower in self.lexicon.subordinators:
            return None
        if token.kind in _WORDS:
            return self._head_before(sentence, at, start) or self._noun(sentence, at, start)
        return None

    def _head_before(self, sentence: Sequence[Token], at: int, start: int) -> Subject | None:
        """The head of "a spokesman for Ray" or "Ray of Omsk", seen from its last word."""
        back = at - 1
        while back > start and at - back < _LONGEST_PHRASE:
            token = sentence[back]
            if token.lower in self.lexicon.prepositions:
                before = sentence[back - 1]
                if before.kind == "N" and not before.possessive:
                    return Subject("name", back - 1, back - 1, at)
                if self._is_role(before):
                    return self._noun(sentence, back - 1, start)
            elif (
                token.kind not in _PHRASE
                or token.lower in self.lexicon.say
                or token.lower in self.lexicon.subordinators
            ):
                return None
            back -= 1
        return None

    def _phrase_starting(self, sentence: Sequence[Token], at: int) -> Subject | None:
        for position in range(at, min(at + 6, len(sentence))):
            token = sentence[position]
            if token.kind == "N" and not token.possessive:
                return Subject("name", position, at, position)
            if token.kind not in _PHRASE:
                return None
        return None

    def _noun(self, sentence: Sequence[Token], head: int, start: int) -> Subject:
        first = head
        while first > start and head - first < _LONGEST_PHRASE:
            if sentence[first].lower in self.lexicon.determiners or sentence[first].possessive:
                break
            before = sentence[first - 1]
            if before.kind not in _PHRASE or before.lower in self.lexicon.prepositions:
                break
            first -= 1
        return Subject("noun", head, first, head)

    def _noun_from(self, sentence: Sequence[Token], first: int, end: int) -> Subject | None:
        if first < end and sentence[first].lower in self.lexicon.subordinators:
            return None
        heads = [at for at in range(first, end) if self._is_role(sentence[at])]
        if heads:
            return Subject("noun", heads[-1], first, heads[-1])
        if first < end and sentence[first].lower in self.lexicon.determiners:
            return Subject("noun", end - 1, first, end - 1)
        return None

    def _is_role(self, token: Token) -> bool:
        lower = token.lower
        return token.kind in _WORDS and (
            lower in self.lexicon.roles
            or lower in self.lexicon.titles
            or self.lexicon.role_of_many(lower)
        )

    def _governed(self, sentence: Sequence[Token], at: int, start: int) -> bool:
        """Whether a preposition governs the phrase that the token at ``at`` ends."""
        for back in range(at - 1, max(start, at - _GOVERNED) - 1, -1):
            token = sentence[back]
            if token.lower in self.lexicon.prepositions:
                return True
            if token.kind not in _PHRASE or token.lower in self._between:
                return False
            if token.lower in self.lexicon.say or token.lower in self.lexicon.subordinators:
                return False
        return False
