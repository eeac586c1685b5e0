import pytest

from audionews.article.captions import is_credit, split_credit


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("A ferry leaves the pier in August.", "[Ida Lund]"),
        ("A ferry leaves the pier in August.", "(AP Photo/Ida Lund)"),
        ("A ferry leaves the pier in August.", "(Evan Mills/CBC)"),
        ("A ferry leaves the pier.", "(Image: GETTY )"),
        ("A ferry leaves the pier.", "Photo: Ida Lund, AP"),
        ("A ferry leaves the pier.", "Photograph: Ida Lund/Reuters"),
        ("A ferry leaves the pier on Thursday", "Credit: STR/AFP"),
        ("A ferry leaves the pier", "Credit: Getty - Contributor"),
        ("A ferry leaves the pier. |", "Foto: Reuters"),
        ("A ferry leaves the pier.", "Ida Lund / AFP - Getty Images"),
        ("A ferry leaves the pier.", "Ida Lund/AP hide caption"),
        ("The old pier in Marsa", "Ida Lund/Reuters"),
        ("Ida Lund,", "photo: Archives of the port"),
        ("Le piquet dans le hall", "/ (C) Kab Niang"),
        ("A micrograph of tissue.", "Courtesy of Andrew Vaughan"),
        ("先制点を喜ぶ選手たち", "＝ロイター"),
    ],
)
def test_a_credit_is_split_from_its_caption(caption, credit):
    assert split_credit(f"{caption} {credit}") == (caption, credit)


def test_a_credit_may_be_glued_to_its_caption():
    assert split_credit("The marmots of UglaCredit: Vera Times") == (
        "The marmots of Ugla",
        "Credit: Vera Times",
    )


@pytest.mark.parametrize(
    "line",
    [
        "JIM WATTS/AFP/Getty Images",
        "(Foto: ABr)",
        "Photo: Hau Dinh, AP",
        "Chuck Burton/AP",
        "Crédit photo : KB / Le Port",
        "© Ida Lund",
        "Getty Images",
    ],
)
def test_a_credit_may_stand_alone(line):
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        '"Generally speaking, the military installs [the necessary] redundancies."',
        "They help us [incorporate] the best practices, he said.",
        "The union (which has 300 members) agreed.",
        'He spoke of "initiatives [fighting] extremism".',
        "CNN",
        "The party lost (again).",
        "Visit www.example.org/news for more.",
    ],
)
def test_brackets_in_a_sentence_are_no_credit(line):
    assert split_credit(line)[1] == ""
    assert not is_credit(line)
