import pytest

from audionews.article.dates import is_date, iso_date


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("24 July 2015", "2015-07-24"),
        ("December 15, 20163:33 PM ET", "2016-12-15"),
        ("Updated 5:27 am CST, Wednesday, November 20, 2019", "2019-11-20"),
        ("4 de maio de 2022, 05:34 h Atualizado em 4 de maio de 2022, 05:35", "2022-05-04"),
        ("16 November 2017 • 2:15pm", "2017-11-16"),
        ("Publié le 07 mai 2019 à 13h59 - Mis à jour le 08 mai 2019 à 09h03", "2019-05-07"),
        ("15.05.2020, 07:11", "2020-05-15"),
        ("2023-11-17 15:13", "2023-11-17"),
        ("2019年3月1日 13時16分", "2019-03-01"),
        ("21.dez.2018 às 12h55", "2018-12-21"),
        ("Pubblicato il 19 Febbraio 2020 Ultima modifica 19 Febbraio 2020 12:02", "2020-02-19"),
        ("Dec. 6, 2024, 10:00 PM UTC / Updated Dec. 7, 2024, 12:43 PM UTC", "2024-12-06"),
        ("Tue 29 Nov 2016 15.26 EST", "2016-11-29"),
        ("11 апреля 2018 г., 12:30", "2018-04-11"),
        ("الجمعة 8 فيفري 2019", "2019-02-08"),
        ("2024년 5월 3일 오전 9:12", "2024-05-03"),
        ("3. prosince 2021", "2021-12-03"),
        ("1st March 2021", "2021-03-01"),
    ],
)
def test_a_printed_date_is_read(line, day):
    assert is_date(line)
    assert iso_date(line) == day


@pytest.mark.parametrize("line", ["Šodien, 17:40", "2 hours ago", "před 2 hodinami", "1 時間前"])
def test_a_relative_date_is_a_date_without_a_day(line):
    assert is_date(line)
    assert iso_date(line) == ""


@pytest.mark.parametrize("line", ["03/04/2020", "March 3", "35 March 2020", "31.02.2020"])
def test_a_day_that_is_not_certain_is_not_invented(line):
    assert iso_date(line) == ""


def test_a_numeric_date_is_certain_where_only_one_figure_can_be_the_month():
    assert iso_date("23/10/2020") == "2020-10-23"
    assert iso_date("10/23/2020") == "2020-10-23"


@pytest.mark.parametrize(
    "line",
    [
        "In March 2020 the harbour closed.",
        "The 1 May parade drew 300 people in 2019",
        "941 comments",
        "0:46",
        "May",
        "",
    ],
)
def test_words_around_a_date_make_it_no_date_line(line):
    assert not is_date(line)
