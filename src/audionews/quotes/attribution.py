"""The reading of one article, from its blocks to who said what."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from audionews.model import Article, Attributions, BlockKind, Person, Quotation
from audionews.quotes import people as people_
from audionews.quotes.descriptions import describe
from audionews.quotes.dialogue import dialogue, interrupted
from audionews.quotes.discourse import Discourse, Found
from audionews.quotes.grammar import Grammar
from audionews.quotes.lexicon import Lexicon, lexicon
from audionews.quotes.marks import Span, pair
from audionews.quotes.names import Mention, find
from audionews.quotes.people import People, Somebody
from audionews.quotes.scare import is_quotation
from audionews.quotes.tags import Tag, cues, tag
from audionews.quotes.tokens import Token, sentences, tokenise

_READ = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE, BlockKind.CAPTION}
)
_DASHES = frozenset(("-", "–", "—", "--"))
_WITH_NOTHING = _DASHES | {"Q", ".", ","}
_SIGNATURE = 10
"""Tokens of the line that names whose the words before it are."""
_BASE = {
    "said X": 0.97,
    "X said": 0.96,
    "X said:": 0.93,
    "X called": 0.85,
    "according to X": 0.8,
    "X:": 0.85,
    "subject": 0.7,
    "same speaker": 0.9,
    "carried over": 0.7,
}


@dataclass(slots=True, kw_only=True)
class Passage:
    """A block, taken apart."""

    block: int
    text: str
    spans: list[Span]
    sentences: list[list[Token]]
    inside: list[list[Mention]] = field(default_factory=list)
    """The names inside each span."""


def attribute(article: Article) -> Attributions:
    """The quotations of an article in order, and all the people it names."""
    words = lexicon(article.language)
    grammar = Grammar(words)
    mentions: list[Mention] = []
    passages = list(_passages(article, words, mentions))
    for passage in passages:
        people_.observe(passage.sentences, mentions, grammar)
    people = people_.gather(mentions, words)
    for passage in passages:
        passage.sentences = [people.settle(s, mentions) for s in passage.sentences]
        for sentence in passage.sentences:
            describe(sentence, passage.text, mentions, people, grammar)
    reading = _Reading(Discourse(people, mentions, grammar), grammar)
    quotations = _joined(
        [
            quotation
            for passage, following in zip_longest(passages, passages[1:])
            for quotation in reading.passage(passage, following)
        ],
        {passage.block for passage in passages if passage.spans and not passage.spans[-1].closed},
    )
    return Attributions(
        people=tuple(_known(people, {quotation.speaker for quotation in quotations}, words)),
        quotations=tuple(quotations),
    )


def _joined(quotations: list[Quotation], left_open: AbstractSet[int]) -> list[Quotation]:
    """The quotations with a tag that comes after several paragraphs of one speech given to all."""
    for at in range(len(quotations) - 1, 0, -1):
        quotation, before = quotations[at], quotations[at - 1]
        goes_on = before.block in left_open and before.block != quotation.block
        if goes_on and not before.mention and quotation.mention:
            quotations[at - 1] = replace(
                before,
                speaker=quotation.speaker,
                mention=quotation.mention,
                rule="same speaker",
                evidence=quotation.evidence,
                confidence=quotation.confidence,
            )
    return quotations


def _passages(article: Article, words: Lexicon, mentions: list[Mention]) -> Iterator[Passage]:
    blocks = [(i, b.text) for i, b in enumerate(article.blocks) if b.kind in _READ]
    single = not any(mark in text for _, text in blocks for mark in ('"', "“", "„", "«", "''"))
    ordinary = {word for _, text in blocks for word in text.split() if word.islower()}
    going_on = False
    for index, text in blocks:
        marked = pair(text, single=single)
        spans = [part for span in marked for part in interrupted(text, span, words)]
        speech = dialogue(text, words, going_on=going_on) if not spans else []
        going_on = bool(speech) or text.rstrip().endswith(":")
        spans = spans or speech
        tokens = find(tokenise(text, words, spans), words, index, mentions, ordinary=ordinary)
        inside = []
        for span in spans:
            begin = len(mentions)
            find(
                tokenise(text[span.inner_start : span.inner_end], words),
                words,
                index,
                mentions,
                quoted=True,
                ordinary=ordinary,
            )
            inside.append(mentions[begin:])
        yield Passage(
            block=index, text=text, spans=spans, sentences=sentences(tokens), inside=inside
        )


def _known(people: People, speakers: AbstractSet[str | None], words: Lexicon) -> Iterator[Person]:
    """Those who speak, and those whom a full name or a title shows to be people."""
    for somebody in people.everybody:
        titled = somebody.titles and not words.is_role(somebody.surname)
        if somebody.name in speakers or titled or " " in somebody.name:
            yield _person(somebody)


def _person(somebody: Somebody) -> Person:
    return Person(
        name=somebody.name,
        forms=tuple(somebody.forms),
        sex=somebody.sex,
        description=somebody.description,
    )


@dataclass(slots=True)
class _Reading:
    """Goes through the passages and keeps what one hands on to the next."""

    discourse: Discourse
    grammar: Grammar
    open: bool = False
    """Whether the last quotation was left open at the end of its paragraph."""
    certainty: float = 1.0
    """Of the last speaker."""
    evidence: str = ""
    """The words that named the last speaker, for the quotations that go on without any."""

    def passage(self, passage: Passage, following: Passage | None) -> Iterator[Quotation]:
        """The quotations of the next passage; the one after it may be a signature."""
        spoken = False
        if following and passage.spans and (signer := self._signer(following)):
            self.discourse.speaker = signer
        for sentence in passage.sentences:
            found = self.discourse.hear(sentence, cues(sentence, self.grammar))
            for quotation in self._sentence(passage, sentence, found, spoken=spoken):
                spoken = True
                yield quotation
        self.open = bool(passage.spans) and not passage.spans[-1].closed

    def _signer(self, passage: Passage) -> Somebody | None:
        """Who signs what was quoted: - Jo Roe, baker."""
        tokens = [token for sentence in passage.sentences for token in sentence]
        if len(tokens) > _SIGNATURE or not tokens or tokens[0].kind not in _DASHES:
            return None
        return self.discourse.named(tokens[1]) if len(tokens) > 1 else None

    def _sentence(
        self,
        passage: Passage,
        sentence: list[Token],
        found: dict[int, Found],
        *,
        spoken: bool,
    ) -> Iterator[Quotation]:
        heard = None
        for at, token in enumerate(sentence):
            if token.kind != "Q":
                continue
            its = tag(sentence, at, self.grammar)
            alone = all(t.kind in _WITH_NOTHING for t in sentence)
            if not is_quotation(sentence, at, its, self.grammar, alone=alone):
                continue
            quotation, somebody = self._quotation(
                passage, sentence, token, its, found, spoken=spoken
            )
            heard = somebody or heard
            yield quotation
            self.discourse.overhear(passage.inside[token.ref])
        if heard is None:
            for cue in cues(sentence, self.grammar)[-1:]:
                heard = self.discourse.mean(sentence, cue.subject, found).somebody
        if heard is not None:
            self.discourse.spoke(heard)

    def _quotation(
        self,
        passage: Passage,
        sentence: Sequence[Token],
        token: Token,
        its: Tag | None,
        found: dict[int, Found],
        *,
        spoken: bool,
    ) -> tuple[Quotation, Somebody | None]:
        span = passage.spans[token.ref]
        if its is None:
            rule = "same speaker" if spoken or self.open else "carried over"
            who, mention = Found(self.discourse.speaker, self.certainty), ""
            evidence = self.evidence
        else:
            rule = its.rule
            who = self.discourse.mean(sentence, its.subject, found)
            first, last = sentence[its.subject.first], sentence[its.subject.last]
            mention = passage.text[first.start : last.end]
            edges = [first, last] + ([sentence[its.verb]] if its.verb >= 0 else [])
            evidence = passage.text[min(t.start for t in edges) : max(t.end for t in edges)]
            self.evidence, self.certainty = evidence, who.certainty
        return Quotation(
            block=passage.block,
            start=span.start,
            end=span.end,
            words=passage.text[span.inner_start : span.inner_end],
            speaker=(who.somebody.name or None) if who.somebody else None,
            mention=mention,
            rule=rule,
            evidence=evidence,
            confidence=round(_BASE[rule] * who.certainty, 2),
        ), who.somebody
