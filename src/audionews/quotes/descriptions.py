"""Descriptions: the article's own words for who somebody is, and the roles among them."""

from collections.abc import Sequence

from audionews.quotes.grammar import Grammar
from audionews.quotes.lexicon import Lexicon
from audionews.quotes.names import Mention
from audionews.quotes.people import People, Somebody
from audionews.quotes.tokens import Token

_ENDS = frozenset((",", ".", ";", "(", ")", "–", "—", "--", ":", "Q"))
_RELATIVE_LONGEST = 14
"""Tokens of an apposition; a longer one is half the sentence."""


def describe(
    sentence: Sequence[Token],
    text: str,
    mentions: Sequence[Mention],
    people: People,
    grammar: Grammar,
) -> None:
    """Notes for each person named in the sentence what the sentence calls him or her."""
    for at, token in enumerate(sentence):
        if token.kind != "N":
            continue
        mention = mentions[token.ref]
        who = people.who(mention)
        if not who:
            continue
        _titles(who[0], mention, grammar)
        if len(mention.words) > 1 and not token.possessive:
            before = _before(sentence, at, text, grammar)
            after = _after(sentence, at, text, grammar)
            _note(who[0], after or before or _printed_titles(text, mention), grammar)
            _note(who[0], before, grammar)


def _note(somebody: Somebody, words: str, grammar: Grammar) -> None:
    if not words:
        return
    somebody.description = somebody.description or words
    somebody.nouns.update(_roles(words, grammar.lexicon))
    if not somebody.sex:
        sexes = [
            grammar.lexicon.sex_of_word.get(word, "")
            for word in _roles(words, grammar.lexicon)[-1:]
        ]
        somebody.sex = next((sex for sex in sexes if sex), "")


def _roles(words: str, lexicon: Lexicon) -> list[str]:
    each = [word.strip(",.()").lower() for word in words.split()]
    return [word for word in each if word in lexicon.roles or word in lexicon.titles]


def _titles(somebody: Somebody, mention: Mention, grammar: Grammar) -> None:
    for title in mention.titles:
        somebody.nouns.update(grammar.lexicon.called.get(title, ()))


def _printed_titles(text: str, mention: Mention) -> str:
    """The titles as the text writes them, where they say more than Mr or Ms."""
    start = mention.start - sum(len(title) + 1 for title in mention.titles)
    words = text[max(0, start) : mention.start].strip()
    return words if len(mention.titles) > 1 else ""


def _before(sentence: Sequence[Token], at: int, text: str, grammar: Grammar) -> str:
    """Almaty IT specialist (Jandos Orazbek)."""
    first = at
    while first > 0 and at - first < _RELATIVE_LONGEST and grammar.modifies(sentence[first - 1]):
        first -= 1
    if first == at or not grammar.describes(sentence[first:at]):
        return ""
    return text[sentence[first].start : sentence[at - 1].end]


def _after(sentence: Sequence[Token], at: int, text: str, grammar: Grammar) -> str:
    """(Rustam Burnashev), a political scientist from Almaty."""
    first = at + 2
    if first >= len(sentence) or sentence[at + 1].kind != ",":
        return ""
    if not grammar.describes(sentence[first:]) or sentence[first].possessive:
        return ""
    last = first
    while last + 1 < len(sentence) and sentence[last + 1].kind not in _ENDS:
        last += 1
        if sentence[last].lower in grammar.lexicon.pronouns or last - first > _RELATIVE_LONGEST:
            last -= 1
            break
    return text[sentence[first].start : sentence[last].end]
