"""Said-tags: which words of the sentence say who a quotation is from."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from audionews.quotes.grammar import Grammar
from audionews.quotes.lexicon import Lexicon
from audionews.quotes.phrases import Subject, is_name, name_at
from audionews.quotes.tokens import Token

_SKIPPED = frozenset((",", "'", "’", "–", "—", "--", "-"))
_PREMODIFIERS = 2
_STOPS = frozenset("?!;Q")


class Tag(NamedTuple):
    """The words that name a quotation's speaker, and the rule that found them."""

    rule: str
    subject: Subject
    verb: int
    """Index of the verb in the sentence; -1 where there is none."""


def tag(sentence: Sequence[Token], quote: int, grammar: Grammar) -> Tag | None:
    """The said-tag of the quotation at an index of the sentence."""
    told = (
        _script(sentence, quote, grammar)
        or _quotative(sentence, quote, grammar)
        or _closing_verb(sentence, quote, grammar)
        or _framed(sentence, quote, grammar)
    )
    if told:
        return told
    after = _after(sentence, quote, grammar)
    before = _before(sentence, quote, grammar)
    if after and _leads_out(sentence, quote) and not _led_in(sentence, quote, before):
        return after
    return before or after or _relation(sentence, grammar) or _introduced(sentence, quote, grammar)


def cues(sentence: Sequence[Token], grammar: Grammar) -> list[Tag]:
    """Every verb of saying in the sentence with its subject, for what is said without marks."""
    found = []
    for at in range(len(sentence)):
        if grammar.is_cue(sentence, at):
            subject = grammar.around(sentence, at)
            if subject:
                found.append(Tag("cue", subject, at))
    return found


def _script(sentence: Sequence[Token], quote: int, grammar: Grammar) -> Tag | None:
    """``RAY: Q``."""
    at = quote - 2
    if at < 0 or sentence[at + 1].kind != ":" or sentence[at].kind != "N":
        return None
    if (
        at > 1
        and sentence[at - 1].lower in grammar.lexicon.couplers
        and sentence[at - 2].kind == "N"
    ):
        at -= 2
    following = at + 1
    if at and sentence[at - 1].lower in grammar.lexicon.prepositions - grammar.lexicon.by:
        return None
    if at and grammar.is_cue(sentence, at - 1) and sentence[at - 1].lower in grammar.lexicon.tell:
        return None
    return Tag("X:", Subject("name", at, at, following - 1), -1)


def _closing_verb(sentence: Sequence[Token], quote: int, grammar: Grammar) -> Tag | None:
    """``Ray Q said``, where verbs stand last."""
    at = quote + 1
    while at < len(sentence) and sentence[at].lower in grammar.lexicon.adverbs:
        at += 1
    if not grammar.lexicon.verb_last or at >= len(sentence) or not grammar.is_cue(sentence, at):
        return None
    subject = grammar.first(sentence, quote)
    return Tag("X said", subject, at) if subject else None


def _framed(sentence: Sequence[Token], quote: int, grammar: Grammar) -> Tag | None:
    """``Ray bezeichnete es als Q``."""
    verb = framing(sentence, quote, grammar)
    subject = grammar.around(sentence, verb) if verb is not None else None
    return Tag("X called", subject, verb) if subject and verb is not None else None


def framing(sentence: Sequence[Token], quote: int, grammar: Grammar) -> int | None:
    """The index of the verb that what stands before the quotation asks for: called it "a shame"."""
    lexicon = grammar.lexicon
    if not lexicon.frames or quote == 0:
        return None
    before = quote - 1
    while before > 0 and sentence[before].lower in lexicon.determiners:
        before -= 1
    verbs = lexicon.frames.get(sentence[before].lower)
    if verbs is None:
        says_what = sentence[quote - 1].lower in lexicon.indefinite or (
            sentence[quote].text[0].islower() and sentence[quote - 1].kind not in {",", "Q"}
        )
        verbs = lexicon.frames.get("") if says_what else None
    found = (at for at in _clause_around(sentence, quote) if sentence[at].lower in (verbs or ()))
    verb = next(found, None)
    return None if verb is None or _defines(sentence, verb, lexicon) else verb


def _defines(sentence: Sequence[Token], verb: int, lexicon: Lexicon) -> bool:
    """Whether the verb tells what something is called rather than who calls it so."""
    near = {token.lower for token in sentence[max(0, verb - 1) : verb + 3]}
    return not near.isdisjoint(lexicon.impersonal)


def _clause_around(sentence: Sequence[Token], quote: int) -> Iterator[int]:
    """The words after a quotation up to the next sign, then those before it, the nearest first."""
    for at in range(quote + 1, len(sentence)):
        if sentence[at].kind in {",", ".", "Q", ":", ";", "–"}:
            break
        yield at
    for at in range(quote - 1, -1, -1):
        if sentence[at].kind in {"Q", ":", ";"}:
            break
        yield at


def _quotative(sentence: Sequence[Token], quote: int, grammar: Grammar) -> Tag | None:
    """``Q, deb eslatdi Ray``: any verb says behind a word that closes quotations."""
    at = quote + 1
    while at < len(sentence) and sentence[at].kind in _SKIPPED:
        at += 1
    if at >= len(sentence) or sentence[at].lower not in grammar.lexicon.quotative:
        return None
    for name in range(at + 1, len(sentence)):
        if sentence[name].kind in _STOPS or sentence[name].kind == ".":
            break
        if is_name(sentence[name]):
            return Tag("said X", name_at(name), at)
    return None


def _leads_out(sentence: Sequence[Token], quote: int) -> bool:
    """Whether the quotation's end asks for a tag behind it."""
    text = sentence[quote].text
    following = sentence[quote + 1] if quote + 1 < len(sentence) else None
    return text[-1:] in ",?!—–-…" or (following is not None and following.kind == ",") or quote == 0


def _led_in(sentence: Sequence[Token], quote: int, before: Tag | None) -> bool:
    """Whether the tag before the quotation introduces it: Ray asked, "Why?"."""
    if before is None or quote == 0 or sentence[quote - 1].kind not in {",", ":"}:
        return False
    return before.verb in {quote - 2, quote - 3} and sentence[quote].text[-1:] in ".?!"


def _after(sentence: Sequence[Token], quote: int, grammar: Grammar) -> Tag | None:
    """``Q said Ray``, ``Q, Ray told the Courier``, ``Q, Ray, who bakes, said``."""
    start = quote + 1
    while start < len(sentence) and sentence[start].kind in _SKIPPED:
        start += 1
    for at in range(start, len(sentence)):
        token = sentence[at]
        if token.kind in _STOPS:
            break
        if not grammar.is_cue(sentence, at):
            continue
        if grammar.skip_left(sentence, at - 1, start) < start:
            subject, rule = grammar.inverted(sentence, at), "said X"
        else:
            subject, rule = grammar.around(sentence, at, start), "X said"
        if subject:
            return Tag(rule, subject, at)
    return _any_verb(sentence, quote, start, grammar)


def _any_verb(sentence: Sequence[Token], quote: int, start: int, grammar: Grammar) -> Tag | None:
    """``Q, Ray shot back``: a comma and a name make a verb of saying of any verb."""
    if not sentence[quote].text.endswith((",", "?", "!")):
        return None
    if quote and sentence[quote - 1].kind not in {",", ":", "Q"}:
        return None
    lexicon = grammar.lexicon
    if start + 1 < len(sentence) and _is_past(sentence[start], grammar):
        subject = grammar.after(sentence, start)
        if subject and subject.kind == "name":
            return Tag("said X", subject, start)
    at = start
    while at < len(sentence) - 1 and at - start < _PREMODIFIERS and sentence[at].kind == "w":
        if sentence[at].lower in lexicon.pronouns:
            break
        at += 1
    if at + 1 >= len(sentence):
        return None
    name, verb = sentence[at], sentence[at + 1]
    kind = "name" if name.kind == "N" else lexicon.pronouns.get(name.lower, "who")
    if name.possessive or kind == "who" or verb.kind != "w":
        return None
    if verb.lower in lexicon.prepositions | lexicon.conjunctions | lexicon.auxiliaries:
        return None
    return Tag("X said", Subject(kind, at, start, at), at + 1)


def _is_past(token: Token, grammar: Grammar) -> bool:
    return token.kind == "w" and token.lower.endswith(grammar.lexicon.past_endings)


def _before(sentence: Sequence[Token], quote: int, grammar: Grammar) -> Tag | None:
    """The nearest verb before the quotation that has a subject."""
    if clause := _clause(sentence, quote, grammar):
        return clause
    for at in range(quote - 1, -1, -1):
        token = sentence[at]
        if not (grammar.is_cue(sentence, at) or grammar.is_voice(token)):
            continue
        subject = grammar.around(sentence, at)
        if subject:
            return Tag("X said:" if grammar.is_cue(sentence, at) else "X called", subject, at)
    return None


def _clause(sentence: Sequence[Token], quote: int, grammar: Grammar) -> Tag | None:
    """``..., Ray shot back, Q``: in the last clause a name makes a verb of saying of any verb."""
    if quote < 3 or sentence[quote - 1].kind not in {",", ":"}:  # noqa: PLR2004
        return None
    start = quote - 1
    while start > 0 and sentence[start - 1].kind not in {",", "Q", "–", "—", "--", "-"}:
        start -= 1
    clause = range(start, quote - 1)
    if any(grammar.is_cue(sentence, at) or grammar.is_voice(sentence[at]) for at in clause):
        return None
    if start >= quote - 1 or sentence[start].kind != "N" or sentence[start].possessive:
        return None
    if start + 1 >= quote - 1 or sentence[start + 1].kind != "w":
        return None
    if sentence[start + 1].lower in grammar.lexicon.prepositions | grammar.lexicon.conjunctions:
        return None
    return Tag("X said:", Subject("name", start, start, start), start + 1)


def _relation(sentence: Sequence[Token], grammar: Grammar) -> Tag | None:
    """``according to Ray``."""
    for at, token in enumerate(sentence):
        if token.lower in grammar.lexicon.relate and at + 1 < len(sentence):
            phrase = at + 1 if grammar.lexicon.relate_alone else at + 2
            subject = grammar.beginning(sentence, phrase) if phrase < len(sentence) else None
            if subject:
                return Tag("according to X", subject, at)
    return None


def _introduced(sentence: Sequence[Token], quote: int, grammar: Grammar) -> Tag | None:
    """The sentence's own subject."""
    subject = grammar.first(sentence, quote)
    return Tag("subject", subject, -1) if subject else None
