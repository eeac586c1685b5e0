"""Who is meant: names, pronouns and "the senator" followed through the article.

Each person has a salience that mentions raise and that fades with every sentence; a pronoun means
the most salient person whose sex allows it.  Source: Lappin and Leass, "An Algorithm for Pronominal
Anaphora Resolution", Computational Linguistics 20 (1994), here without a parser.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import NamedTuple

from audionews.model import Sex
from audionews.quotes.grammar import Grammar
from audionews.quotes.names import Mention
from audionews.quotes.people import People, Somebody
from audionews.quotes.phrases import Subject
from audionews.quotes.tags import Tag
from audionews.quotes.tokens import Token

_FADE = 0.55
"""What is left of a salience after a sentence."""
_SPEAKER, _SUBJECT, _MENTION, _GOVERNED, _POSSESSIVE, _QUOTED = 100.0, 80.0, 40.0, 25.0, 30.0, 4.0
_UNKNOWN_SEX = 0.7
"""What a person of unknown sex counts against one whose sex is known."""
_LEAST = 0.5
_NEAR = 5
"""Tokens after a pronoun."""
_WORDS = frozenset("wCO")


class Found(NamedTuple):
    """Who is meant, and how sure that is: 0 to 1."""

    somebody: Somebody | None
    certainty: float


class Discourse:
    """The people in the reader's mind while the article goes on."""

    def __init__(self, people: People, mentions: Sequence[Mention], grammar: Grammar) -> None:
        self._people = people
        self._mentions = mentions
        self._grammar = grammar
        self._lexicon = grammar.lexicon
        self._salience: dict[Somebody, tuple[float, int]] = {}
        self._clock = 0
        self.speaker: Somebody | None = None
        """Who spoke last."""

    def hear(self, sentence: Sequence[Token], cues: Sequence[Tag]) -> dict[int, Found]:
        """Whom each name, pronoun and role of the sentence means; it is then remembered."""
        self._clock += 1
        subjects = {cue.subject.head for cue in cues}
        opening = self._grammar.first(sentence, len(sentence))
        if opening is not None:
            subjects.add(opening.head)
        found: dict[int, Found] = {}
        for at, token in enumerate(sentence):
            who = self._whom(sentence, at, token, subjects)
            if who is None:
                continue
            found[at] = who
            if who.somebody is not None:
                self._raise(who.somebody, self._weight(sentence, at, cues, opening))
        return found

    def _whom(
        self, sentence: Sequence[Token], at: int, token: Token, subjects: set[int]
    ) -> Found | None:
        if token.kind == "N":
            return self._name(self._mentions[token.ref])
        if token.kind not in _WORDS:
            return None
        if kind := self._pronoun(token):
            return self.pronoun(kind, self._spoken_to(sentence, at))
        role = self._grammar.role(sentence, at)
        if role is None:
            return None
        who = self._noun(sentence, role)
        if who.somebody is None and at in subjects:
            return self._stranger(sentence, role)
        return who

    def _stranger(self, sentence: Sequence[Token], role: Subject) -> Found | None:
        """Somebody who gets no name: "one delegate", to whom "he" will go back."""
        if sentence[role.first].lower not in self._lexicon.indefinite:
            return None
        sex = self._lexicon.sex_of_word.get(sentence[role.head].lower, "")
        return Found(Somebody(number=-1, words=(), sex=sex), 0.8)

    def _spoken_to(self, sentence: Sequence[Token], at: int) -> set[Somebody]:
        """Those whom a pronoun cannot mean because they stand right after it: he told Ray."""
        barred = set()
        for token in sentence[at + 1 : at + _NEAR]:
            if token.kind in {"Q", ",", "."}:
                break
            if token.kind == "N":
                barred.update(self._people.who(self._mentions[token.ref])[:1])
        return barred

    def overhear(self, mentions: Sequence[Mention]) -> None:
        """Names inside a quotation: they come to mind, but weakly."""
        for mention in mentions:
            somebody = self._name(mention).somebody
            if somebody is not None:
                self._raise(somebody, _QUOTED)

    def spoke(self, somebody: Somebody) -> None:
        """Somebody was heard saying something."""
        self.speaker = somebody
        self._raise(somebody, _SPEAKER)

    def named(self, token: Token) -> Somebody | None:
        """Whom a name means."""
        return self._name(self._mentions[token.ref]).somebody if token.kind == "N" else None

    def mean(self, sentence: Sequence[Token], subject: Subject, found: dict[int, Found]) -> Found:
        """Whom the subject of a tag means."""
        if subject.head in found:
            return found[subject.head]
        if subject.kind == "noun":
            return self._noun(sentence, subject)
        return Found(None, 0.0)

    def pronoun(self, sex: Sex, barred: AbstractSet[Somebody] = frozenset()) -> Found:
        """Whom "he" or "she" means now, but for some whom it cannot mean."""
        ranked = sorted(
            (
                (self._now(person) * (1.0 if person.sex else _UNKNOWN_SEX), person)
                for person in self._salience
                if person.sex in ("", sex) and person not in barred
            ),
            key=itemgetter(0),
            reverse=True,
        )
        if not ranked or ranked[0][0] < _LEAST:
            return Found(None, 0.0)
        best, somebody = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        if not somebody.sex and best > 2 * second:
            somebody.sex = sex
        return Found(somebody, best / (best + second))

    def _pronoun(self, token: Token) -> Sex:
        kind = self._lexicon.pronouns.get(token.lower)
        if kind in ("m", "f"):
            return kind  # type: ignore[return-value]  # narrowed by the line above
        return self._lexicon.objects.get(token.lower, "")

    def _name(self, mention: Mention) -> Found:
        candidates = self._people.who(mention)
        if not candidates:
            return Found(None, 0.0)
        if len(candidates) == 1:
            return Found(candidates[0], 1.0)
        sex = self._people.sex_told(mention)
        best = max(
            candidates,
            key=lambda p: (
                p.surname == mention.key[-1],
                p.sex == sex or not sex,
                -p.number,
            ),
        )
        return Found(best, 0.8)

    def _noun(self, sentence: Sequence[Token], subject: Subject) -> Found:
        """Whom "the senator" means: the most salient one whom the article calls so."""
        head = sentence[subject.head].lower
        if sentence[subject.first].lower not in self._lexicon.definite:
            return Found(None, 0.0)
        called = [p for p in self._salience if head in p.nouns or head in p.titles]
        if not called:
            return Found(None, 0.0)
        more = {token.lower for token in sentence[subject.first + 1 : subject.head]}
        best = max(called, key=lambda p: (len(more & (p.titles | p.nouns)), self._now(p)))
        return Found(best, 0.7 if len(called) > 1 else 0.8)

    def _weight(
        self,
        sentence: Sequence[Token],
        at: int,
        cues: Sequence[Tag],
        opening: Subject | None,
    ) -> float:
        opens = opening is not None and at == opening.head
        for number, cue in enumerate(cues):
            if cue.subject.head == at:
                return _SPEAKER if number == 0 or opens else _SUBJECT * 0.75
        if opens:
            return _SUBJECT
        if sentence[at].possessive or sentence[at].lower in self._lexicon.objects:
            return _POSSESSIVE
        if at and sentence[at - 1].lower in self._lexicon.prepositions:
            return _GOVERNED
        return _MENTION

    def _now(self, person: Somebody) -> float:
        value, since = self._salience.get(person, (0.0, self._clock))
        return value * _FADE ** (self._clock - since)

    def _raise(self, person: Somebody, weight: float) -> None:
        old = self._now(person)
        self._salience[person] = (max(old, weight) + min(old, weight) * 0.3, self._clock)
