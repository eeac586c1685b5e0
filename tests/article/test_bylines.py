import pytest

from audionews.article.bylines import authors, is_bare_byline, is_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ksenia Bondal", ("Ksenia Bondal",)),
        ("by Marta Feld22 Dec 2016651", ("Marta Feld",)),
        ("By Tom Arden, The Harbour Tribune =", ("Tom Arden",)),
        ("By Ida Lund and Ben Ode", ("Ida Lund", "Ben Ode")),
        ("By Ida Lund, Ben Ode and Zoe Ray", ("Ida Lund", "Ben Ode", "Zoe Ray")),
        ("By Ida Lund, Ben Ode", ("Ida Lund", "Ben Ode")),
        ("By Ida Lund, Science Correspondent", ("Ida Lund",)),
        ("Von Anna Müller und Jörg van der Veen", ("Anna Müller", "Jörg van der Veen")),
        ("Par Cécile Dumont(Bruxelles, bureau européen)", ("Cécile Dumont",)),
        ("Autori: Anna Ozola (ziņu redaktore)", ("Anna Ozola",)),
        ("Por María José de la Cruz", ("María José de la Cruz",)),
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("Auteur : Kofi Tossou", ("Kofi Tossou",)),
        ("By Ada Krone March 18 at 3:57 PM Follow @adakrone", ("Ada Krone March",)),
        ("Pete Ames · Harbour News · Posted: Oct 14, 2022 9:27 AM ET", ("Pete Ames",)),
        ("Le Port | 04.05.2015 à 13h36 • Mis à jour le 05.05.2015 | Par Luc Roy", ("Luc Roy",)),
        ("-- By Michael Reed Follow @reed", ("Michael Reed",)),
        ("حوار: ليلى حسن", ("ليلى حسن",)),
        ("文／林小美", ("林小美",)),
    ],
)
def test_a_byline_gives_its_names(line, names):
    assert is_byline(line)
    assert authors(line) == names


@pytest.mark.parametrize("line", ["By dpa correspondents =", "By our Foreign Staff"])
def test_a_desk_signs_without_a_name(line):
    assert is_byline(line)
    assert authors(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "By the time the ferry came, the pier was empty.",
        "By 1996, the mine had closed.",
        "By John Reed's account, nobody was told.",
        "Di notte il porto è vuoto.",
        "Text messages were sent to every house.",
        "文化・芸能",
        "Por la mañana llovía.",
    ],
)
def test_a_sentence_that_begins_like_a_byline_is_none(line):
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Rebecca Holm",
        "Robert Ames, Ap National Security Writer",
        "Our Foreign Staff",
        "Julia Wong and Sam Levin",
        "Aleš Vávra",
    ],
)
def test_names_alone_can_be_a_byline(line):
    assert is_bare_byline(line)


@pytest.mark.parametrize("line", ["Public praise", "Regional co-operation", "News", "24 July 2015"])
def test_a_label_is_no_name(line):
    assert not is_bare_byline(line)
