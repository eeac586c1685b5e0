"""Whom the list of people holds: people, and nobody else."""

import pytest

from audionews.model import Article, Block, BlockKind
from audionews.quotes import attribute


def people(*texts):
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
    found = attribute(Article(blocks=blocks, language="en"))
    return [(person.name, person.sex) for person in found.people]


@pytest.mark.parametrize(
    "text",
    [
        "Madam President spoke for an hour. Mr. President rose and left the room.",
        "The FDIC closed the bank, and Mr. FDIC is a nickname that nobody uses.",
        "A Florida Republican said nothing about the bridge.",
    ],
)
def test_an_office_or_an_agency_is_nobody(text):
    assert people(text) == []


def test_a_headline_inside_the_text_makes_no_person_of_its_verb():
    assert people("More News: Ada Holm Refuses The Second Bridge Again") == []


def test_a_courtesy_title_tells_the_sex_where_a_given_name_does_not():
    assert people('"We open," said Lee Martin, who builds bridges. Ms. Martin smiled.') == [
        ("Lee Martin", "f")
    ]
