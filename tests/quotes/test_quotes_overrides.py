import pytest

from audionews.article.sidefile import Named, Said, SideFile
from audionews.model import Article, Block, BlockKind
from audionews.quotes import attribute, overrule

TEXTS = (
    '"We open again," said Ada Holm. "It took a year."',
    '"Nobody asked us," said Piet Brandt, a fisherman.',
)


def ruled(*said, people=()):
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in TEXTS)
    side = SideFile(quotations=said, people=people)
    return overrule(attribute(Article(blocks=blocks)), side, where="a.audionews.toml")


def speakers(found):
    return [quotation.speaker for quotation in found.quotations]


def test_without_a_word_of_the_producer_nothing_changes():
    found, notes = ruled()
    assert speakers(found) == ["Ada Holm", "Ada Holm", "Piet Brandt"]
    assert not notes


@pytest.mark.parametrize("words", ["It took a year.", "it  TOOK", "It"])
def test_a_quotation_is_known_by_its_first_words(words):
    found, notes = ruled(Said(text=words, speaker="brandt"))
    assert speakers(found) == ["Ada Holm", "Piet Brandt", "Piet Brandt"]
    assert found.quotations[1].confidence == 1
    assert found.quotations[1].rule == "producer"
    assert not notes


def test_a_speaker_whom_the_article_does_not_name_becomes_one_of_the_people():
    found, _ = ruled(Said(text="Nobody", speaker="Jo Roe"))
    assert found.person("Jo Roe") is not None
    assert speakers(found)[2] == "Jo Roe"


def test_a_speaker_can_be_unknown_and_words_can_be_the_narrators():
    found, _ = ruled(Said(text="We open"), Said(text="It took", not_a_quotation=True))
    assert speakers(found) == [None, "Piet Brandt"]


def test_two_names_can_be_one_persons():
    entry = Named(name="Ada Brandt", forms=("Ada Holm", "Piet Brandt"), sex="f")
    found, notes = ruled(people=(entry,))
    assert speakers(found) == ["Ada Brandt"] * 3
    assert [person.name for person in found.people] == ["Ada Brandt"]
    assert found.person("Ada Brandt").sex == "f"
    assert found.person("Ada Brandt").description == "a fisherman"
    assert not notes


def test_what_does_nothing_is_told():
    _, notes = ruled(Said(text="Never said"), people=(Named(name="Jo Roe"),))
    assert notes == (
        "a.audionews.toml: no quotation begins with “Never said”; mend or remove the entry",
        "a.audionews.toml: the article names no “Jo Roe”; mend or remove the entry",
    )
