import pytest

from audionews.article.datelines import split_dateline


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("ASTANA --", "Kazakhstan's capital plans a hub."),
        ("SEOUL, Aug. 20 (Yonhap) --", "The port opened."),
        ("HANOI, Vietnam (AP) —", "The port opened."),
        ("NAIROBI, Kenya (AP) _", "The port opened."),
        ("Beirut (AFP) –", "The port opened."),
        ("San Diego (tca/dpa) -", "The port opened."),
        ("WASHINGTON –", "The port opened."),
        ("CHARLOTTE -", "The port opened."),
        ("SEOUL, South Korea —", "The port opened."),
        ("NEW YORK —", "The port opened."),
        ("دمشق، سوريا (CNN) --", "افتتح الميناء."),
        ("МОСКВА, 11 апр — РИА Новости.", "Порт открылся."),
        ("АСТАНА. ҚазАқпарат –", "Порт ашылды."),
        ("TOSHKENT, 11-aprel. /OʻzA/.", "Port ochildi."),
        ("【6月18日 AFP】", "港が開いた。"),
        ("新华社北京4月11日电（记者王小明）", "港口开放。"),
        ("TNW中文站 10月14日报道", "港口开放。"),
        ("247 –", "O porto abriu."),
    ],
)
def test_a_dateline_is_split_from_its_paragraph(dateline, rest):
    assert split_dateline(f"{dateline} {rest}") == (dateline, rest)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The hub -- a centre for officials -- is expected to open in 2020.",
        "Obama — who spoke first — left early.",
        "US-based firms said no.",
        "I - and others - agree.",
        "Ms. Cohn (a partner) - and others - agree.",
        "At noon the ferry - late as ever - left.",
        "The UN (its full name is longer) — said no.",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(paragraph):
    assert split_dateline(paragraph) == ("", paragraph)
