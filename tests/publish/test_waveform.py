import re

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as profile
from lxml import etree

import editions
from audionews.errors import ArticleError
from audionews.publish.waveform import DARK, HEADLINE, LIGHT, MARGIN, WIDTH, waveform
from strategies import attributed

SVG = {"s": "http://www.w3.org/2000/svg"}
GROUNDS = ("#fbf9f4", "#14213d")


def drawn(edition, levels=()):
    levels = levels or [20_000] * round(20 * edition.programme.duration)
    text = waveform(edition, levels)
    return text, etree.fromstring(text.encode())


def words(picture, path="//s:text"):
    return [element.text for element in picture.xpath(path, namespaces=SVG)]


def test_the_picture_of_the_seed_is_small_and_always_the_same():
    text, _ = drawn(editions.seed())
    assert len(text.encode()) < 60_000
    assert text == drawn(editions.seed())[0]


def test_it_has_a_title_and_a_description_that_its_element_names():
    _, picture = drawn(editions.seed())
    named = picture.get("aria-labelledby").split()
    assert picture.get("role") == "img"
    assert [picture.find(f".//*[@id='{name}']").tag.partition("}")[2] for name in named] == [
        "title",
        "desc",
    ]
    (description,) = words(picture, "/s:svg/s:desc")
    assert words(picture, "/s:svg/s:title") == [editions.seed().script.title]
    assert "Regional co-operation" in description
    assert "Zaure Ashimova 0:" in description


def test_every_speaker_has_a_colour_a_number_and_a_name_in_the_legend():
    _, picture = drawn(editions.twelve_speakers())
    legend = [line for line in words(picture) if re.search(r" \d+:\d\d$", line)]
    assert [line.split()[0] for line in legend] == ["Narrator", *map(str, range(1, 13))]
    numbers = words(picture, "//s:text[@class='number']")
    assert set(numbers) == set(map(str, range(1, 13)))
    assert len(picture.findall(".//s:path", SVG)) == 13


def test_the_chapters_are_marked_where_they_begin():
    made = editions.seed()
    _, picture = drawn(made)
    lines = [int(line.get("x1")) for line in picture.findall(".//s:line", SVG)]
    share = [chapter.start / made.programme.duration for chapter in made.programme.chapters]
    assert lines == [MARGIN + round(1140 * one) for one in share]
    assert "2. Regional co-operation" in words(picture)


def test_loud_is_tall_and_silent_is_flat():
    made = editions.seed()
    half = round(10 * made.programme.duration)
    text, _ = drawn(made, [30_000] * half + [0] * half)
    heights = [int(height) for height in re.findall(r"M\d+ \d+v(\d+)", text)]
    assert len(heights) == 380
    assert (max(heights), min(heights)) == (120, 1)


@pytest.mark.parametrize(("palette", "ground"), list(zip((LIGHT, DARK), GROUNDS, strict=True)))
def test_every_colour_stands_out_from_its_ground(palette, ground):
    for colour in palette:
        assert contrast(colour, ground) >= 4.5


def contrast(one, other):
    """Source: WCAG 2.2, relative luminance and contrast ratio."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@given(attributed())
@profile(suppress_health_check=[HealthCheck.filter_too_much])
def test_any_edition_is_well_formed_and_says_no_more_than_fits(pair):
    try:
        made = editions.edition(*pair)
    except ArticleError:
        assume(False)  # noqa: FBT003 - nothing to say, nothing to show
    _, picture = drawn(made)
    assert len(picture.findall(".//s:path", SVG)) >= 1
    assert all(MARGIN <= int(text.get("x")) < WIDTH for text in picture.findall(".//s:text", SVG))


def test_names_cannot_close_the_picture_s_elements():
    text, picture = drawn(editions.everything())
    assert "&lt;open&gt;" in text
    assert "Bridge & tunnel <open> after nine years" in words(picture, f"//s:text[@y={HEADLINE}]")


def test_a_hundred_articles_are_still_a_small_picture():
    assert len(drawn(editions.hundredfold())[0].encode()) < 60_000
