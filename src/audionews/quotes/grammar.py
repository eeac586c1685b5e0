"""Who does what a verb says: the subject of a verb, found by its neighbours.

No parser is at work.  A newspaper sentence names the one who speaks right before the verb (``Ray,
who ..., said``), right after it (``said Omsk baker Ray``), or at the sentence's head (``Ray got up
and said``), and what may stand in between is a short list.
"""

from collections.abc import Sequence

from audionews.quotes.phrases import ASIDE_ENDS, PHRASE, Phrases, Subject, is_name, name_at
from audionews.quotes.tokens import Token

_LEADS = frozenset((",", "Q", "–", "—", "--", "-"))
_AGENT = 6
"""Tokens behind a passive verb among which "by" is looked for."""


class Grammar(Phrases):
    """The rules about verbs and their subjects, over one language's lexicon."""

    def is_cue(self, sentence: Sequence[Token], at: int) -> bool:
        """Whether the word is a verb of saying."""
        token = sentence[at]
        if token.kind != "w":
            return False
        if token.lower in self.lexicon.put:
            return at + 1 < len(sentence) and sentence[at + 1].lower in self.lexicon.it
        return token.lower in self.lexicon.say

    def is_voice(self, token: Token) -> bool:
        """Whether the word is a verb that can govern quoted words."""
        return token.kind == "w" and token.lower in self.lexicon.voice

    def before(self, sentence: Sequence[Token], verb: int, start: int = 0) -> Subject | None:
        """The subject that stands before a verb, not further left than ``start``."""
        agent = self._agent(sentence, verb) or self._bracketed(sentence, verb, start)
        at = self.skip_left(sentence, verb - 1, start)
        if agent or at < start:
            return agent
        token = sentence[at]
        if token.lower in self.lexicon.determiners or token.possessive:
            return None
        if sentence[verb].lower in self.lexicon.nouns:
            return self._right_before(sentence, at, start)
        if self._is_participle(sentence[verb]):
            return name_at(at) if is_name(token) else self.first(sentence, verb, start)
        if token.kind in ASIDE_ENDS:
            return self.aside(sentence, at, start) or self.first(sentence, at, start)
        if token.lower in self.lexicon.conjunctions or token.lower in self.lexicon.infinitive:
            return self.first(sentence, at, start)
        return self._named_before(sentence, at, start) or self.ending(sentence, at, start)

    def _named_before(self, sentence: Sequence[Token], at: int, start: int) -> Subject | None:
        """The name that the words before a verb explain without a second comma: Ray, ein Bäcker."""
        if not self.lexicon.verb_second:
            return None
        comma = at
        while comma > start and sentence[comma].kind in PHRASE and not is_name(sentence[comma]):
            comma -= 1
        if comma <= start or sentence[comma].kind != "," or not is_name(sentence[comma - 1]):
            return None
        explained = any(self.is_role(token) for token in sentence[comma + 1 : at + 1])
        return name_at(comma - 1) if explained else None

    def after(self, sentence: Sequence[Token], verb: int) -> Subject | None:
        """The subject that stands right after a verb: said Omsk baker Ray."""
        first = verb + 1
        while first < len(sentence) and sentence[first].lower in self.lexicon.adverbs:
            first += 1
        if first >= len(sentence):
            return None
        kind = self.lexicon.pronouns.get(sentence[first].lower, "who")
        if kind != "who":
            return Subject(kind, first, first, first)
        subject = self.beginning(sentence, first)
        return None if subject and self._acts_on(sentence, subject.last + 1) else subject

    def around(self, sentence: Sequence[Token], verb: int, start: int = 0) -> Subject | None:
        """The subject on the side where it is likelier; after the verb in "..., predicted Ray"."""
        if verb > start and sentence[verb - 1].kind in _LEADS and self._inverts(sentence[verb]):
            subject = self.after(sentence, verb)
            if subject and subject.kind == "name":
                quoted = any(token.kind == "Q" for token in sentence[max(start, verb - 3) : verb])
                if quoted or self._closes(sentence, subject.last + 1):
                    return subject
        named = verb > start and (is_name(sentence[verb - 1]) or sentence[verb - 1].kind == ")")
        if self.lexicon.verb_second and not named:
            subject = self.after(sentence, verb)
            if subject and self.acts(sentence, subject):
                return subject
        return self.before(sentence, verb, start)

    def inverted(self, sentence: Sequence[Token], verb: int) -> Subject | None:
        """The subject behind a verb that stands right at a quotation: Q, said Ray."""
        if sentence[verb].lower in self.lexicon.tell or self._is_participle(sentence[verb]):
            return None
        subject = self.after(sentence, verb)
        if subject and subject.kind == "noun" and sentence[verb].lower in self.lexicon.nouns:
            return None
        return subject

    def skip_left(self, sentence: Sequence[Token], at: int, start: int) -> int:
        """Over adverbs, auxiliaries and days, to what can be a subject."""
        while at >= start:
            token = sentence[at]
            if token.kind == "C" and token.lower in self.lexicon.days:
                at -= 1
                if at >= start and sentence[at].lower in self.lexicon.prepositions:
                    at -= 1
            elif token.kind == "w" and self._stands_between(token.lower):
                at -= 1
            else:
                return at
        return at

    def stands_aside(self, token: Token) -> bool:
        """Whether the word before a noun is no article or adjective of it."""
        lower = token.lower
        return token.kind == "w" and (
            lower in self.between
            or lower in self.lexicon.say
            or lower in self.lexicon.subordinators
            or lower in self.lexicon.conjunctions
        )

    def _stands_between(self, lower: str) -> bool:
        """Whether a word may stand between a subject and its verb."""
        return (
            lower in self.between
            or (lower.endswith(self.lexicon.adverb_endings) and lower not in self.lexicon.roles)
            or lower.endswith(self.lexicon.negations)
        )

    def _is_participle(self, verb: Token) -> bool:
        return verb.lower.endswith(self.lexicon.participle_endings)

    def _right_before(self, sentence: Sequence[Token], at: int, start: int) -> Subject | None:
        """The name or pronoun that a word must follow to be a verb at all."""
        if sentence[at].lower in self.lexicon.infinitive:
            return self.first(sentence, at, start)
        subject = self.ending(sentence, at, start)
        if subject is None and sentence[at].kind in ASIDE_ENDS:
            subject = self.aside(sentence, at, start)
        return subject if subject and self.acts(sentence, subject) else None

    def _agent(self, sentence: Sequence[Token], verb: int) -> Subject | None:
        """Who stands behind a passive: was called a liar by Ray."""
        if verb == 0 or sentence[verb - 1].lower not in self.lexicon.passive:
            return None
        for at in range(verb + 1, min(verb + _AGENT, len(sentence) - 1)):
            if sentence[at].lower in self.lexicon.agent:
                subject = self.beginning(sentence, at + 1)
                return subject if subject and subject.kind == "name" else None
        return None

    def _bracketed(self, sentence: Sequence[Token], verb: int, start: int) -> Subject | None:
        """The subject of a verb that its auxiliary is far from: Ray hatte am Montag gesagt."""
        if not self.lexicon.verb_second or not self._is_last(sentence, verb):
            return None
        for at in range(verb - 1, start - 1, -1):
            token = sentence[at]
            if token.kind in {"Q", ":", "."}:
                return None
            if token.lower in self.lexicon.perfect:
                subject = self.after(sentence, at)
                if subject and self.acts(sentence, subject):
                    return subject
                return self.ending(sentence, at - 1, start) if at > start else None
        return None

    def _is_last(self, sentence: Sequence[Token], verb: int) -> bool:
        """Whether the verb ends its clause, as participles do where verbs stand second."""
        following = sentence[verb + 1] if verb + 1 < len(sentence) else None
        return (
            following is None
            or following.kind in {",", ".", ":", "Q", ";"}
            or (following.lower in self.lexicon.conjunctions)
        )

    def _acts_on(self, sentence: Sequence[Token], at: int) -> bool:
        """Whether a verb follows, so that the phrase before is the subject of that one."""
        return at < len(sentence) and sentence[at].lower in self.lexicon.auxiliaries

    def _inverts(self, verb: Token) -> bool:
        """Whether the verb can stand before its subject."""
        lower = verb.lower
        return lower in self.lexicon.say and lower not in self.lexicon.tell | self.lexicon.voice

    def _closes(self, sentence: Sequence[Token], at: int) -> bool:
        return at >= len(sentence) or sentence[at].kind in {".", ","}
