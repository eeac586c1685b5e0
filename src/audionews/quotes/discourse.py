"""Who is meant: names, pronouns and "the senator" followed through the article.

Each person has a salience that mentions raise and that fades with every sentence; a pronoun means
the most salient person whose sex allows it.  Source: Lappin and Leass, "An Algorithm for Pronominal
Anaphora Resolution", Computational Linguistics 20 (1994), here without a parser.
"""

from collections.abc import Sequence
from typing import NamedTuple

from audionews.model import Sex
from audionews.quotes.grammar import Grammar, Subject
from audionews.quotes.names import Mention
from audionews.quotes.people import People, Somebody
from audionews.quotes.tags import Tag
from audionews.quotes.tokens import Token

_FADE = 0.55
"""What is left of a salience after a sentence."""
_SPEAKER, _SUBJECT, _MENTION, _GOVERNED, _POSSESSIVE, _QUOTED = 100.0, 80.0, 40.0, 25.0, 30.0, 4.0
_UNKNOWN_SEX = 0.7
"""What a person of unknown sex counts against one whose sex is known."""
_LEAST = 0.5


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
        """Whom each name and pronoun of the sentence means; the sentence is then remembered."""
        self._clock += 1
        subjects = {cue.subject.head for cue in cues}
        opening = self._grammar.first(sentence, len(sentence))
        found: dict[int, Found] = {}
        for at, token in enumerate(sentence):
            if token.kind == "N":
                found[at] = self._name(self._mentions[token.ref])
            elif token.kind in {"w", "C"} and (kind := self._pronoun(token)):
                found[at] = self.pronoun(kind)
            else:
                continue
            somebody = found[at].somebody
            if somebody is not None:
                weight = self._weight(sentence, at, subjects, opening)
                self._raise(somebody, weight)
        return found

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

    def mean(self, sentence: Sequence[Token], subject: Subject, found: dict[int, Found]) -> Found:
        """Whom the subject of a tag means."""
        if subject.head in found:
            return found[subject.head]
        if subject.kind == "noun":
            return self._noun(sentence, subject)
        return Found(None, 0.0)

    def pronoun(self, sex: Sex) -> Found:
        """Whom "he" or "she" means now."""
        ranked = sorted(
            (
                (self._now(person) * (1.0 if person.sex else _UNKNOWN_SEX), -person.number, person)
                for person in self._salience
                if person.sex in ("", sex)
            ),
            reverse=True,
        )
        if not ranked or ranked[0][0] < _LEAST:
            return Found(None, 0.0)
        best, _, somebody = ranked[0]
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
        return Found(candidates[0], 1.0 if len(candidates) == 1 else 0.8)

    def _noun(self, sentence: Sequence[Token], subject: Subject) -> Found:
        """Whom "the senator" means: the most salient one whom the article calls so."""
        head = sentence[subject.head].lower
        first = sentence[subject.first]
        if first.lower not in {"the", "this", "that"}:
            return Found(None, 0.0)
        called = [p for p in self._salience if head in p.nouns or head in p.titles]
        if not called:
            return Found(None, 0.0)
        return Found(max(called, key=self._now), 0.7)

    def _weight(
        self,
        sentence: Sequence[Token],
        at: int,
        subjects: set[int],
        opening: Subject | None,
    ) -> float:
        if at in subjects:
            return _SPEAKER
        if opening is not None and at == opening.head:
            return _SUBJECT
        if sentence[at].possessive or sentence[at].lower in self._lexicon.objects:
            return _POSSESSIVE
        if at and sentence[at - 1].lower in self._lexicon.prepositions:
            return _GOVERNED
        return _MENTION

    def _now(self, person: Somebody) -> float:
        value, since = self._salience[person]
        return value * _FADE ** (self._clock - since)

    def _raise(self, person: Somebody, weight: float) -> None:
        old = self._now(person) if person in self._salience else 0.0
        self._salience[person] = (max(old, weight) + min(old, weight) * 0.3, self._clock)
