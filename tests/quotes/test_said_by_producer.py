from audionews.article.sidefile import Named, Said, SideFile
from audionews.model import Attributions, Person, Quotation
from audionews.quotes import amend

FOUND = Attributions(
    people=(Person(name="Ada Holm", sex="m"), Person(name="A. Holm", sex="f")),
    quotations=(
        Quotation(block=0, start=0, end=20, words="We open again, all of us", speaker="Ada Holm"),
        Quotation(block=1, start=0, end=10, words="It rained", speaker="A. Holm", confidence=0.4),
    ),
)


def amended(**tables):
    return amend(FOUND, SideFile(**tables), where="side")


def test_nothing_said_changes_nothing():
    assert amended() == (FOUND, ())


def test_the_producer_names_the_speaker_by_the_first_words():
    found, notes = amended(quotations=(Said(text="“we  OPEN again", speaker="Olim Nazar"),))
    first, second = found.quotations
    assert (first.speaker, first.confidence) == ("Olim Nazar", 1.0)
    assert second == FOUND.quotations[1]
    assert found.person("Olim Nazar") is not None
    assert not notes


def test_a_quotation_can_be_nobody_s():
    found, _ = amended(quotations=(Said(text="It rained", speaker=""),))
    assert found.quotations[1].speaker is None


def test_two_names_become_one_person():
    found, _ = amended(people=(Named(name="Ada Holm", forms=("A. Holm",), sex="f"),))
    assert [person.name for person in found.people] == ["Ada Holm"]
    assert found.people[0].sex == "f"
    assert {quotation.speaker for quotation in found.quotations} == {"Ada Holm"}


def test_an_entry_that_matches_no_quotation_is_told():
    _, (note,) = amended(quotations=(Said(text="Nobody said this", speaker="Ada Holm"),))
    assert "no quotation begins with" in str(note)
