"""What the rules know of a language: its verbs of saying, its titles, its words that are no names.

Everything stands in ``data/quotes/<language>.toml``, so that a language is added by writing a file.
A language without a file is read with the marks alone: its quotations are found, its speakers are
named where a name stands with a colon.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from audionews.model import Sex

_DATA = files("audionews") / "data" / "quotes"
Words = frozenset[str]
Endings = tuple[str, ...]


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A language file; each list of words is written as one string with blanks between."""

    say: Words = frozenset()
    """Verbs of saying, every form."""
    tell: Words = frozenset()
    """Those among them that take the person spoken to as their object."""
    voice: Words = frozenset()
    """Verbs that can govern quoted words without being verbs of saying: called, praised, urged."""
    quotative: Words = frozenset()
    """Words that close a quotation, behind which any verb is one of saying: deb, deya."""
    frames: dict[str, Words] = {}
    """What stands before quoted words to the verbs that it goes with: as to described."""
    impersonal: Words = frozenset()
    """Words right behind such a verb with which it only tells a name: nennt man, nennt sich."""
    nouns: Words = frozenset()
    """Verb forms that are nouns as well; they count right behind a name or a pronoun only."""
    put: Words = frozenset()
    """Verbs of saying where "it" follows them: as Ray put it."""
    it: Words = frozenset()
    relate: Words = frozenset()
    """What names the speaker before a phrase: according (to X)."""
    relate_alone: bool = False
    """Whether the phrase follows it at once: laut X; else a preposition stands between."""
    by: Words = frozenset()
    """Prepositions before a speaker's name and a colon: from Ray: "..."."""

    he: Words = frozenset()
    she: Words = frozenset()
    one: Words = frozenset()
    """The pronoun of languages that do not tell he from she."""
    they: Words = frozenset()
    i: Words = frozenset()
    who: Words = frozenset()
    him: Words = frozenset()
    """Forms of the masculine pronoun that are no subject."""
    her: Words = frozenset()

    clitics: dict[str, Words] = {}
    """Endings that are pronouns of their own to the pronoun: -t-il to il."""
    elisions: Words = frozenset()
    """Words that lose their vowel and stand with an apostrophe before the next: d', l', qu'."""
    outside: bool = False
    """Whether full stops and commas stand behind the closing mark."""
    verb_last: bool = False
    """Whether the verb of saying stands behind the quotation and its subject before."""
    verb_second: bool = False
    """Whether the subject follows the verb where something else begins the sentence."""
    capital_nouns: bool = False
    """Whether every noun has a capital, so that only a given name or a title makes a name."""
    dialogue: bool = False
    """Whether a dash at the beginning of a paragraph opens direct speech."""

    auxiliaries: Words = frozenset()
    perfect: Words = frozenset()
    """Auxiliaries far behind which a participle may stand, at the end of the clause."""
    reported: Words = frozenset()
    """Verb forms of reported speech: sei, habe, werde."""
    passive: Words = frozenset()
    """Auxiliaries of the passive voice."""
    agent: Words = frozenset()
    """Prepositions of the one who acts in a passive: by."""
    adverbs: Words = frozenset()
    """Words that may stand between a subject and its verb."""
    adverb_endings: Endings = ()
    negations: Endings = ()
    """Endings of negated auxiliaries."""
    infinitive: Words = frozenset()
    """What stands before an infinitive: to."""
    participle_endings: Endings = ()
    """Endings of verb forms that borrow the sentence's subject: saying."""
    past_endings: Endings = ()
    """Endings of verbs in the past, for a verb that no list holds."""
    plural_endings: Endings = ()
    """Endings of verbs that have several subjects."""
    conjunctions: Words = frozenset()
    couplers: Words = frozenset()
    """What joins two names: and."""
    subordinators: Words = frozenset()
    """Words that open a clause of their own: that, because, while."""
    prepositions: Words = frozenset()
    genitive: Words = frozenset()
    """The preposition of belonging: of."""
    determiners: Words = frozenset()
    definite: Words = frozenset()
    indefinite: Words = frozenset()
    """Determiners of somebody not named before: a, one, another."""
    named: Words = frozenset()
    """Words between a role and a name: a worker named Ray."""

    titles: Words = frozenset()
    titles_f: Words = frozenset()
    titles_m: Words = frozenset()
    courtesy: Words = frozenset()
    """Titles that say nothing but the sex, behind which there is always a name."""
    roles: Words = frozenset()
    """Nouns for a person, as in "the senator"."""
    role_endings: Endings = ()
    """Endings that make a title of a compound: -minister."""
    roles_f: Words = frozenset()
    roles_m: Words = frozenset()
    called: dict[str, Words] = {}
    """A title to the roles that its bearer is called by later: Sen. to senator."""
    offices: Words = frozenset()
    """What follows "of" in a title: Secretary of State."""

    particles: Words = frozenset()
    """Small words inside a surname: van, de, bin."""
    abbreviations: Words = frozenset()
    """Words that keep a full stop."""
    no_names: Words = frozenset()
    """Words that are written with a capital, but do not begin or make a person's name."""
    organisations: Words = frozenset()
    """Words that make a name an organisation's or a thing's."""
    places: Words = frozenset()
    """Each is one entry of a list, for it may have several words."""
    given_f: Words = frozenset()
    given_m: Words = frozenset()
    case_endings: Endings = ()
    """Endings that a name takes in other cases, the longest first."""
    endings_f: Endings = ()
    """Endings of surnames and patronymics of women."""
    endings_m: Endings = ()
    surname_endings: Endings = ()
    """Made on reading: ``endings_f`` and ``endings_m``."""
    days: Words = frozenset()
    common: Words = frozenset()
    """Words that often begin a sentence and are no names."""
    common_endings: Endings = ()
    """Endings of words that are no names where they begin a sentence."""
    adjective_endings: Endings = ()
    """Endings of adjectives, where nouns have capitals: what follows one is no name."""
    sayings: Words = frozenset()
    """Nouns for short speeches, where nouns have capitals: what follows is one."""
    works: Words = frozenset()
    """Nouns, or ends of compounds, whose name follows between marks: magazine, film."""
    small_words: Words = frozenset()
    """Words without a capital in the title of a work."""

    pronouns: dict[str, str] = {}
    """Made on reading: pronoun to ``m``, ``f``, ``any``, ``they``, ``i`` or ``who``."""
    objects: dict[str, Sex] = {}
    """Made on reading: pronouns that are no subject."""
    sex_of_word: dict[str, Sex] = {}
    """Made on reading: titles and roles that tell the sex."""
    given: dict[str, str] = {}
    """Made on reading: given name to ``f``, ``m`` or ``fm``."""
    unpersonal: Words = frozenset()
    """Made on reading: ``no_names`` and ``organisations``."""
    no_adjectives: Words = frozenset()
    """Made on reading: words that may have an adjective's ending and are none."""
    before_names: Words = frozenset()
    """Made on reading: words with a capital behind which a name may begin."""

    def role_of_many(self, word: str) -> bool:
        """Whether the word is the plural of a role or a people: senators, celebrities, Germans."""
        if word.endswith("ies") and word[:-3] + "y" in self.roles:
            return True
        return word.endswith("s") and (word[:-1] in self.roles or word[:-1] in self.no_names)

    def is_role(self, word: str) -> bool:
        """Whether the word is a noun or a title for a person, or for several."""
        return word in self.roles or self.is_title(word) or self.role_of_many(word)

    def is_title(self, word: str) -> bool:
        """Whether the word is a title, or a compound that ends in one."""
        return (
            word in self.titles
            or word.endswith(self.role_endings)
            or ("-" in word and word.rsplit("-", 1)[1] in self.titles)
        )


def languages() -> tuple[str, ...]:
    """The languages that have a file."""
    return tuple(sorted(f.name[:-5] for f in _DATA.iterdir() if f.name.endswith(".toml")))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language (BCP 47); an empty one where there is no file."""
    path = _DATA / f"{language.lower().split('-')[0]}.toml"
    if not path.is_file():
        return Lexicon()
    sheet: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    tables = {key: _split(value) for key, value in sheet.items()}
    return _complete(msgspec.convert(tables, Lexicon, strict=False))


def _split(value: Any) -> Any:  # noqa: ANN401 - whatever TOML gives
    if isinstance(value, str):
        return value.split()
    if isinstance(value, dict):
        return {key: _split(words) for key, words in value.items()}
    return value


@cache
def _given_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for line in (_DATA / "given_names.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            sex, *words = line.split()
            names.update(dict.fromkeys(words, sex))
    return names


def _complete(raw: Lexicon) -> Lexicon:
    """The lexicon with what follows from its words."""
    places = frozenset(p for place in raw.places for p in (place.lower(), f"{place.lower()}."))
    titles = raw.titles | raw.titles_f | raw.titles_m
    roles = raw.roles | raw.roles_f | raw.roles_m
    given = {name: sex for name, sex in _given_names().items() if name not in places}
    kinds = (
        ("m", raw.he),
        ("f", raw.she),
        ("any", raw.one),
        ("they", raw.they),
        ("i", raw.i),
        ("who", raw.who),
    )
    return msgspec.structs.replace(
        raw,
        say=raw.say | raw.tell,
        titles=titles,
        roles=roles,
        places=places,
        pronouns={word: kind for kind, words in kinds for word in words},
        objects=_by_sex(raw.her, raw.him),
        sex_of_word=_by_sex(raw.titles_f | raw.roles_f, raw.titles_m | raw.roles_m),
        given=given | _by_sex(raw.given_f, raw.given_m),
        surname_endings=raw.endings_f + raw.endings_m,
        unpersonal=raw.no_names | raw.organisations,
        no_adjectives=raw.say
        | raw.voice
        | raw.auxiliaries
        | raw.adverbs
        | raw.prepositions
        | raw.conjunctions
        | raw.subordinators
        | frozenset(raw.he | raw.she | raw.who),
        before_names=raw.no_names | raw.organisations | roles,
    )


def _by_sex(f: Words, m: Words) -> dict[str, Sex]:
    of_women: dict[str, Sex] = dict.fromkeys(f, "f")
    return of_women | dict.fromkeys(m, "m")
