from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

import editions
from audionews.publish.cover import MOST_BYTES, SIDE, draw


@pytest.fixture
def made():
    return editions.seed()


def titled(made, title):
    return replace(made, script=replace(made.script, title=title))


def picture(edition):
    return Image.open(BytesIO(draw(edition, editions.SETTINGS)))


def test_a_cover_is_large_light_and_always_the_same(made):
    data = draw(made, editions.SETTINGS)
    image = Image.open(BytesIO(data))
    assert (image.size, image.mode) == ((SIDE, SIDE), "RGB")
    assert len(data) <= 512_000
    assert draw(made, editions.SETTINGS) == data


@pytest.mark.parametrize(
    "title",
    [
        "Storm",
        "",
        "Донаудампфшиффартсгезельшафтскапитаннинг" * 2,
        "Oʻzbekiston va Qirgʻiziston chegarasida yangi bozor ochildi " * 12,
    ],
)
def test_any_headline_fits_the_cover(made, title):
    data = draw(titled(made, title), editions.SETTINGS)
    assert len(data) <= MOST_BYTES
    margin = Image.open(BytesIO(data)).crop((SIDE - 120, 0, SIDE, SIDE)).convert("L")
    low, high = margin.getextrema()
    assert high - low < 16  # nothing runs over the edge


def test_a_headline_in_letters_that_the_font_lacks_is_left_out(made):
    assert draw(titled(made, "洪水が村を襲う"), editions.SETTINGS) == draw(
        titled(made, ""), editions.SETTINGS
    )


def test_a_kazakh_headline_is_set_in_type(made):
    bare, kazakh = (picture(titled(made, title)) for title in ("", "Қазақстанда жаңа өткел ашылды"))
    assert bare.tobytes() != kazakh.tobytes()
