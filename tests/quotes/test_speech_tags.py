"""Said-tags of languages whose newspapers put them elsewhere than English does."""

import pytest

from audionews.model import Article, Block, BlockKind
from audionews.quotes import attribute


def said(language, text):
    block = Block(kind=BlockKind.PARAGRAPH, text=text)
    found = attribute(Article(blocks=(block,), language=language))
    return [(quotation.speaker, quotation.words) for quotation in found.quotations]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "words"),
    [
        (
            "ru",
            "«Мост откроется в мае, — сказал Асан Нурланов. — Он будет крепким».",
            "Асан Нурланов",
            ["Мост откроется в мае,", "Он будет крепким"],
        ),
        (
            "kk",
            "«Көпір мамырда ашылады, — деді Асқар Нұрланов. — Ол берік болады».",
            "Асқар Нұрланов",
            ["Көпір мамырда ашылады,", "Ол берік болады"],
        ),
        (
            "uz",
            "«Ko‘prik mayda ochiladi, — dedi Aziz Karimov. — U mustahkam bo‘ladi».",
            "Aziz Karimov",
            ["Ko‘prik mayda ochiladi,", "U mustahkam bo‘ladi"],
        ),
    ],
)
def test_a_tag_between_the_marks_is_the_narrators(language, text, speaker, words):
    assert said(language, text) == [(speaker, each) for each in words]


def test_a_dash_inside_a_quotation_is_no_tag():
    text = "«Мост — это дорога, — и она откроется в мае», — сказал Асан Нурланов."
    assert said("ru", text) == [("Асан Нурланов", "Мост — это дорога, — и она откроется в мае")]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("kk", "«Көпір мамырда ашылады», — деп қорытындылады Асқар Нұрланов.", "Асқар Нұрланов"),
        ("kk", "«Көпір мамырда ашылады», — деп ойымен бөлісті Асқар Нұрланов.", "Асқар Нұрланов"),
        ("kk", "Асқар Нұрлановтың айтуынша, «көпір мамырда ғана ашылады».", "Асқар Нұрланов"),
        ("uz", "«Ko‘prik mayda ochiladi», — deb eslatdi Aziz Karimov.", "Aziz Karimov"),
        ("uz", "«Ko‘prik mayda ochiladi», — deya xulosa qildi Aziz Karimov.", "Aziz Karimov"),
        ("uz", "«Ko‘prik mayda ochiladi», — degan edi Aziz Karimov.", "Aziz Karimov"),
        ("uz", "Aziz Karimovning so‘zlariga ko‘ra, «ko‘prik mayda ochiladi».", "Aziz Karimov"),
    ],
)
def test_a_word_that_closes_the_quotation_makes_a_tag_of_any_verb(language, text, speaker):
    assert said(language, text)[0][0] == speaker
