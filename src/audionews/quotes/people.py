"""People: all the names of an article put together into the persons who bear them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from audionews.model import Sex
from audionews.quotes.grammar import Grammar
from audionews.quotes.lexicon import Lexicon
from audionews.quotes.names import Mention
from audionews.quotes.tags import Tag, cues
from audionews.quotes.tokens import Token

_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_SHORTEST_STEM = 3
_SHORTEST_WITH_ENDING = 4
_SHORTEST_SLIP = 6
"""Letters; shorter surnames that differ by one are two people's."""


@dataclass(slots=True, kw_only=True, eq=False)
class Somebody:
    """A person while the article is being read."""

    number: int
    words: tuple[str, ...]
    spelt: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """How often each full form stands in the article."""
    forms: list[str] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    sex: Sex = ""
    description: str = ""
    nouns: set[str] = field(default_factory=set)
    """Words that the article calls the person by: senator, spokesman."""

    @property
    def full(self) -> int:
        """How often a full name stands in the article."""
        return self.spelt.total()

    def spell(self, words: tuple[str, ...]) -> None:
        """Notes a full form; the longest is the name, the commonest among the longest."""
        self.spelt[words] += 1
        self.words = max(self.spelt, key=lambda form: (len(form), self.spelt[form]))

    @property
    def name(self) -> str:
        """The fullest form."""
        return " ".join(self.words)

    @property
    def surname(self) -> str:
        """The last word of the name, folded, without Jr."""
        return _surname(tuple(word.lower() for word in self.words))


class People:
    """The persons of an article, and who each of its names may be."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.everybody: list[Somebody] = []
        self._lexicon = lexicon
        self._by_full: dict[tuple[str, str], Somebody] = {}
        self._by_stem: defaultdict[str, list[Somebody]] = defaultdict(list)
        self._by_word: defaultdict[str, list[Somebody]] = defaultdict(list)

    def who(self, mention: Mention) -> list[Somebody]:
        """Those whom the name may mean, the likeliest first; empty where it is nobody's."""
        if mention.kind == "other":
            return []
        key = mention.key
        if mention.kind == "surname":
            return [p for p in self._by_word[key[0]] if p.surname == key[0]]
        if len(key) > 1:
            whole = self._by_full.get((key[0], _surname(key)))
            if whole:
                return [whole]
            surname = _surname(key)
            found = [p for p in self._by_word.get(surname, ()) if _is_part(key, p)]
            return found or [p for p in self._inflected(surname) if self._same(key[0], p.words[0])]
        candidates = self._by_word.get(key[0]) or self._inflected(key[0])
        sex = self.sex_told(mention)
        fitting = [p for p in candidates if not sex or p.sex in ("", sex)] or candidates
        return sorted(fitting, key=lambda p: (p.surname != key[0], p.number))

    def sex_told(self, mention: Mention) -> Sex:
        """The sex that the titles before a name tell."""
        return _sex_of_titles(mention.titles, self._lexicon)

    def _inflected(self, word: str) -> list[Somebody]:
        """Those whose surname the word may be in another case: Иванову for Иванов."""
        return self._by_stem.get(self._stem(word), []) if self._lexicon.case_endings else []

    def _same(self, one: str, other: str) -> bool:
        return self._stem(one) == self._stem(other.lower())

    def _stem(self, word: str) -> str:
        """The word without the ending of its case."""
        for ending in self._lexicon.case_endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                return word.removesuffix(ending)
        return word

    def settle(self, sentence: Sequence[Token], mentions: Sequence[Mention]) -> list[Token]:
        """The sentence with the kind ``O`` for each name that is nobody's."""
        return [
            token._replace(kind="O")
            if token.kind == "N" and not self.who(mentions[token.ref])
            else token
            for token in sentence
        ]

    def add(self, mention: Mention) -> Somebody:
        """Notes a full name, or a single name that no full one bears."""
        key = mention.key
        if len(key) > 1:
            somebody = self._full(mention)
        else:
            known = next(iter(self.who(mention)), None) or self._slip(key[0])
            somebody = known or self._new(mention)
            self._learn_word(key[0], somebody)
        self._note(somebody, mention)
        return somebody

    def _full(self, mention: Mention) -> Somebody:
        key = mention.key
        first, last = key[0], _surname(key)
        somebody = self._by_full.get((first, last)) or self._same_but(key)
        somebody = somebody or next(iter(self.who(mention)), None)
        if somebody is None and len(key) > 2 and first not in self._lexicon.given:  # noqa: PLR2004
            somebody = self._by_full.get((key[1], last))
            if somebody:
                return somebody
        if somebody is None:
            somebody = self._new(mention)
        self._by_full.setdefault((first, last), somebody)
        somebody.spell(mention.words)
        return somebody

    def _same_but(self, key: tuple[str, ...]) -> Somebody | None:
        """A person with the name but for a part left out, an initial, or a slip of one letter."""
        last = _surname(key)
        for person in self._by_word[last]:
            theirs = tuple(word.lower() for word in person.words)
            if len(theirs) > 1 and (_is_part(key, person) or _initial(key[0], theirs[0])):
                return person
        for person in self.everybody:
            theirs = tuple(word.lower() for word in person.words)
            if len(theirs) > 1 and theirs[0] == key[0] and _one_slip(last, person.surname):
                return person
        return None

    def _slip(self, word: str) -> Somebody | None:
        return next((p for p in self.everybody if _one_slip(word, p.surname)), None)

    def _new(self, mention: Mention) -> Somebody:
        somebody = Somebody(number=len(self.everybody), words=mention.words)
        self.everybody.append(somebody)
        return somebody

    def _learn_word(self, word: str, somebody: Somebody) -> None:
        if somebody not in self._by_word[word]:
            self._by_word[word].append(somebody)
            if word == somebody.surname:
                self._by_stem[self._stem(word)].append(somebody)

    def _note(self, somebody: Somebody, mention: Mention) -> None:
        form = " ".join(mention.words)
        if form not in somebody.forms:
            somebody.forms.append(form)
        somebody.titles.update(mention.titles)
        key = mention.key
        if len(key) > 1:
            self._learn_word(_surname(key), somebody)
            self._learn_word(key[0], somebody)
        if not somebody.sex:
            somebody.sex = sex_of(somebody, self._lexicon)


def gather(mentions: Iterable[Mention], lexicon: Lexicon) -> People:
    """The people whom the mentions name, full names first."""
    people = People(lexicon)
    listed: Sequence[Mention] = [m for m in mentions if m.kind != "other"]
    alone = {m.key[0] for m in listed if len(m.words) == 1 and _is_somebody(m)}
    for mention in listed:
        if len(mention.words) > 1 and (_is_somebody(mention) or _surname(mention.key) in alone):
            people.add(mention)
    for mention in listed:
        if len(mention.words) == 1 and (_is_somebody(mention) or people.who(mention)):
            people.add(mention)
    return people


def _is_somebody(mention: Mention) -> bool:
    return mention.kind == "person" or (mention.kind == "" and mention.evidence > 0)


def sex_of(somebody: Somebody, lexicon: Lexicon) -> Sex:
    """What titles, the given name, a patronymic and the surname's ending tell of the sex."""
    told = _sex_of_titles(somebody.titles, lexicon)
    if told:
        return told
    lowers = [word.lower() for word in somebody.words]
    if len(lowers) < 2:  # noqa: PLR2004
        return ""
    given = lexicon.given.get(lowers[0], "")
    if given in ("f", "m"):
        return given  # type: ignore[return-value]  # narrowed by the line above
    for word in reversed(lowers[1:]):
        if word.endswith(lexicon.endings_f) and len(word) > _SHORTEST_WITH_ENDING:
            return "f"
        if word.endswith(lexicon.endings_m) and len(word) > _SHORTEST_WITH_ENDING:
            return "m"
    return ""


def _sex_of_titles(titles: Iterable[str], lexicon: Lexicon) -> Sex:
    return next((lexicon.sex_of_word[t] for t in titles if t in lexicon.sex_of_word), "")


def _surname(key: tuple[str, ...]) -> str:
    return key[-2] if len(key) > 2 and key[-1] in _SUFFIXES else key[-1]  # noqa: PLR2004


def _is_part(key: tuple[str, ...], person: Somebody) -> bool:
    """Whether the words are the end of the person's name, or the name with words left out."""
    theirs = [word.lower() for word in person.words]
    return len(key) < len(theirs) and (
        list(key) == theirs[-len(key) :] or (key[0] == theirs[0] and key[-1] in theirs)
    )


def _initial(one: str, other: str) -> bool:
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return len(short) == 1 and long.startswith(short)


def _one_slip(one: str, other: str) -> bool:
    """Whether two surnames differ by one letter put in, left out or changed."""
    if min(len(one), len(other)) < _SHORTEST_SLIP or abs(len(one) - len(other)) > 1:
        return False
    if one == other:
        return True
    if one[0] != other[0]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True
    rests = (one[at:], other[at:])
    return rests[0][1:] == rests[1][1:] or rests[0][1:] == rests[1] or rests[0] == rests[1][1:]


def observe(
    sentences: Sequence[Sequence[Token]], mentions: Sequence[Mention], grammar: Grammar
) -> None:
    """Marks the names that the article treats as somebody's: they speak, or have an age."""
    for sentence in sentences:
        for cue in cues(sentence, grammar):
            if cue.subject.kind == "name" and _acts(sentence, cue, mentions, grammar):
                mentions[sentence[cue.subject.head].ref].evidence += 1
        for at, token in enumerate(sentence):
            if token.kind == "N":
                _observe(sentence, at, mentions, grammar)


def _acts(
    sentence: Sequence[Token], cue: Tag, mentions: Sequence[Mention], grammar: Grammar
) -> bool:
    """Whether the subject of a verb is a name; where nouns have capitals, it needs no article."""
    at = cue.subject.head
    if not grammar.lexicon.capital_nouns or len(mentions[sentence[at].ref].words) > 1:
        return True
    before = sentence[at - 1] if at else None
    many = sentence[cue.verb].lower.endswith(grammar.lexicon.plural_endings)
    bare = before is None or at - 1 == cue.verb or before.kind not in {"w", "C", "N", "O"}
    return not many and (bare or (before is not None and grammar.stands_aside(before)))


def _observe(
    sentence: Sequence[Token], at: int, mentions: Sequence[Mention], grammar: Grammar
) -> None:
    mention = mentions[sentence[at].ref]
    following = sentence[at + 1 : at + 9]
    named = at > 0 and sentence[at - 1].lower in grammar.lexicon.named
    if named or [t.kind for t in following[:3]] == [",", "n", ","]:
        mention.evidence += 1
    if len(following) < 2 or following[0].kind != ",":  # noqa: PLR2004
        return
    if following[1].lower in grammar.lexicon.places:
        _is_place(sentence, at, mention, grammar)
    elif len(mention.words) > 1 and grammar.describes(following[1:]):
        mention.evidence += 1


def _is_place(sentence: Sequence[Token], at: int, mention: Mention, grammar: Grammar) -> None:
    """In Ames, Iowa: what a place follows and a preposition governs is a place."""
    if at and sentence[at - 1].lower in grammar.lexicon.prepositions and not mention.titles:
        mention.kind = "other"
