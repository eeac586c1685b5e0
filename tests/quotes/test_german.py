"""German: nouns have capitals, verbs stand last, and short words are quoted after certain verbs."""

import pytest

from audionews.model import Article, Block, BlockKind
from audionews.quotes import attribute


def said(*texts):
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
    found = attribute(Article(blocks=blocks, language="de"))
    return [(quotation.speaker, quotation.words) for quotation in found.quotations]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("„Das Fest fällt aus“, sagte der Vorsitzende des Hafenvereins, Okke Brandström.",
         "Okke Brandström"),
        ("Okke Brandström, ein Leiter der Schule erklärte, es sei „ein Anfang für alle“.",
         "Okke Brandström"),
        ("Der Hafensprecher Ulf Senn hatte am Mittwoch erklärt: „Wir warten noch auf den Wind.“",
         "Ulf Senn"),
        ("„Ich weiß es nicht genau“, hatte Brandström damals gesagt.", "Brandström"),
        ("Brandström (LSV) sagte: „Wir warten noch auf den Wind.“", "Brandström"),
        ("Nach langem Streit schrieb Brandström: „Wir warten noch auf den Wind.“", "Brandström"),
        ("Die Chefin von Nordhafen, Ida Senn, sagte: „Wir warten noch auf den Wind.“", "Ida Senn"),
        ("„Wir warten noch auf den Wind“, sagte Ministerin Ida von der Au.", "Ida von der Au"),
    ],
)  # fmt: skip
def test_a_name_needs_no_known_given_name_where_it_speaks(text, speaker):
    assert said(text)[0][0] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "„Wir warten noch auf den Wind“, sagte der neue Verein gestern.",
        "„Wir warten noch auf den Wind“, erklärten Fischer.",
        "„Wir warten noch auf den Wind“, sagte die Verwaltung.",
    ],
)
def test_a_noun_is_nobodys_name(text):
    assert said(text)[0][0] is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ida Senn bezeichnete den Umbau als „großes Wagnis“.", "großes Wagnis"),
        ("Als „großes Wagnis“ bezeichnete Ida Senn den Umbau.", "großes Wagnis"),
        ("Ida Senn nannte den Umbau ein „Wagnis“.", "Wagnis"),
        ("Ida Senn nannte den Umbau „gewagt“.", "gewagt"),
        ("Ida Senn sprach von einem „großen Wagnis“.", "großen Wagnis"),
        ("Ida Senn warnte vor einem „großen Wagnis“.", "großen Wagnis"),
    ],
)
def test_few_words_are_quoted_after_a_verb_that_asks_for_them(text, words):
    assert said(text) == [("Ida Senn", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Ida Senn las es im Magazin „Der blaue Hafen“.",
        "Man nennt den Kran im Hafen „langer Hans“.",
        "Der Wind, der als „Hafenbö“ bezeichnet wird, ist stark.",
        "Das Fest steht unter dem Motto „Hafen und Kran“.",
    ],
)
def test_what_something_is_called_is_no_quotation(text):
    assert said(text) == []


def test_slogans_and_reported_words_are_quotations():
    assert said("Viele riefen Parolen wie „Hafen bleibt!“ in die Nacht.")
    assert said("Der Kran sei „nicht mehr zu retten“.")


def test_a_closing_mark_opens_nothing():
    assert len(said("Ida Senn sagte: „Wir warten.“ Der Satz “ steht falsch und läuft weiter.")) == 1
