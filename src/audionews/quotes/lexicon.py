"""What the rules know of a language: its verbs of saying, its titles, its words that are no names.

Everything stands in ``data/quotes/<language>.toml``, so that a language is added by writing a file.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from audionews.model import Sex

_DATA = files("audionews") / "data" / "quotes"


class Sheet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A language file as it is written; a list of words is one string with blanks between."""

    say: str = ""
    """Verbs of saying, every form."""
    tell: str = ""
    """Verbs of saying that take the person spoken to as their object."""
    voice: str = ""
    """Verbs that can govern quoted words without being verbs of saying: called, praised, urged."""
    nouns: str = ""
    """Verb forms that are nouns as well; they count right behind a name or a pronoun only."""
    put: str = ""
    """Verbs of saying where "it" follows them: as Ray put it."""
    it: str = ""
    by: str = ""
    """Prepositions before a speaker's name: from Ray: "..."."""
    relate: str = ""
    """Prepositions that name the speaker: according to X."""
    he: str = ""
    she: str = ""
    they: str = ""
    i: str = ""
    who: str = ""
    him: str = ""
    """Forms of the masculine pronoun that are no subject."""
    her: str = ""
    auxiliaries: str = ""
    adverbs: str = ""
    """Words that may stand between a subject and its verb."""
    conjunctions: str = ""
    subordinators: str = ""
    """Words that open a clause of their own: that, because, while."""
    prepositions: str = ""
    determiners: str = ""
    titles: str = ""
    titles_f: str = ""
    titles_m: str = ""
    courtesy: str = ""
    """Titles that say nothing but the sex, behind which there is always a name."""
    roles: str = ""
    """Nouns for a person, as in "the senator"."""
    roles_f: str = ""
    roles_m: str = ""
    particles: str = ""
    """Small words inside a surname: van, de, bin."""
    abbreviations: str = ""
    no_names: str = ""
    """Words that are written with a capital, but do not begin or make a person's name."""
    organisations: str = ""
    """Words that make a name an organisation's or a thing's."""
    places: list[str] = []
    given_f: str = ""
    given_m: str = ""
    surname_endings_f: str = ""
    surname_endings_m: str = ""
    days: str = ""
    common: str = ""
    """Words that often begin a sentence and are no names."""
    past_endings: str = ""
    """Endings of verbs in the past, for a verb that no list holds."""
    common_endings: str = ""
    """Endings of words that are no names where they begin a sentence."""
    named: str = ""
    """Words between a role and a name: a worker named Ray."""
    definite: str = ""
    indefinite: str = ""
    """Determiners of somebody not named before: a, one, another."""
    called: dict[str, str] = {}
    """A title to the roles that its bearer is called by later: Sen. to senator."""
    offices: str = ""
    """What follows "of" in a title: Secretary of State."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """A language file, ready to be asked."""

    say: frozenset[str]
    tell: frozenset[str]
    voice: frozenset[str]
    nouns: frozenset[str]
    put: frozenset[str]
    it: frozenset[str]
    by: frozenset[str]
    relate: frozenset[str]
    pronouns: dict[str, str]
    """Pronoun to ``m``, ``f``, ``they``, ``i`` or ``who``."""
    objects: dict[str, Sex]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    titles: frozenset[str]
    courtesy: frozenset[str]
    roles: frozenset[str]
    sex_of_word: dict[str, Sex]
    particles: frozenset[str]
    abbreviations: frozenset[str]
    no_names: frozenset[str]
    organisations: frozenset[str]
    unpersonal: frozenset[str]
    """The words of ``no_names`` and ``organisations``."""
    places: frozenset[str]
    given: dict[str, str]
    """Given name to ``f``, ``m`` or ``fm``."""
    surname_endings: dict[str, Sex]
    days: frozenset[str]
    common: frozenset[str]
    past_endings: tuple[str, ...]
    common_endings: tuple[str, ...]
    offices: frozenset[str]
    named: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    called: dict[str, frozenset[str]]

    def role_of_many(self, word: str) -> bool:
        """Whether the word is the plural of a role or a people: senators, celebrities, Germans."""
        if word.endswith("ies") and word[:-3] + "y" in self.roles:
            return True
        return word.endswith("s") and (word[:-1] in self.roles or word[:-1] in self.no_names)


def languages() -> tuple[str, ...]:
    """The languages that have a file."""
    return tuple(sorted(f.name[:-5] for f in _DATA.iterdir() if f.name.endswith(".toml")))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language (BCP 47); English where there is none."""
    known = language.lower().split("-")[0]
    path = _DATA / f"{known}.toml"
    if not path.is_file():
        path = _DATA / "en.toml"
    sheet = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Sheet)
    return _read(sheet)


@cache
def _given_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for line in (_DATA / "given_names.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            sex, *words = line.split()
            names.update(dict.fromkeys(words, sex))
    return names


def _read(sheet: Sheet) -> Lexicon:
    def words(*texts: str) -> frozenset[str]:
        return frozenset(word for text in texts for word in text.split())

    def by_sex(f: str, m: str) -> dict[str, Sex]:
        of_women: dict[str, Sex] = dict.fromkeys(f.split(), "f")
        return of_women | dict.fromkeys(m.split(), "m")

    places = frozenset(p for place in sheet.places for p in (place.lower(), f"{place.lower()}."))
    given: dict[str, str] = {n: s for n, s in _given_names().items() if n not in places}
    given.update(by_sex(sheet.given_f, sheet.given_m))
    pronouns = {}
    for kind, text in (
        ("m", sheet.he),
        ("f", sheet.she),
        ("they", sheet.they),
        ("i", sheet.i),
        ("who", sheet.who),
    ):
        pronouns.update(dict.fromkeys(text.split(), kind))
    return Lexicon(
        say=words(sheet.say, sheet.tell),
        tell=words(sheet.tell),
        voice=words(sheet.voice),
        nouns=words(sheet.nouns),
        put=words(sheet.put),
        it=words(sheet.it),
        by=words(sheet.by),
        relate=words(sheet.relate),
        pronouns=pronouns,
        objects=by_sex(sheet.her, sheet.him),
        auxiliaries=words(sheet.auxiliaries),
        adverbs=words(sheet.adverbs),
        conjunctions=words(sheet.conjunctions),
        subordinators=words(sheet.subordinators),
        prepositions=words(sheet.prepositions),
        determiners=words(sheet.determiners),
        titles=words(sheet.titles, sheet.titles_f, sheet.titles_m),
        courtesy=words(sheet.courtesy),
        roles=words(sheet.roles, sheet.roles_f, sheet.roles_m),
        sex_of_word=by_sex(
            f"{sheet.titles_f} {sheet.roles_f}", f"{sheet.titles_m} {sheet.roles_m}"
        ),
        particles=words(sheet.particles),
        abbreviations=words(sheet.abbreviations),
        no_names=words(sheet.no_names),
        organisations=words(sheet.organisations),
        unpersonal=words(sheet.no_names, sheet.organisations),
        places=places,
        given=given,
        surname_endings=by_sex(sheet.surname_endings_f, sheet.surname_endings_m),
        days=words(sheet.days),
        common=words(sheet.common),
        past_endings=tuple(sheet.past_endings.split()),
        common_endings=tuple(sheet.common_endings.split()),
        offices=words(sheet.offices),
        named=words(sheet.named),
        definite=words(sheet.definite),
        indefinite=words(sheet.indefinite),
        called={title: words(roles) for title, roles in sheet.called.items()},
    )
