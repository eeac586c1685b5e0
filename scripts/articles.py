"""Articles written for the scripts: news of a valley that is not on any map, as many as are wanted.

The same number gives the same article.  Most sentences are met once, as in a newsroom; a few, such
as the agency's own, stand in many articles.
"""

import random

PLACES = ("Sandvik", "Nordvik", "Lund", "Almby", "Tarn", "Velden", "Brae", "Kestrel", "Hollin")
PEOPLE = (
    *("Ada Brook", "Olim Nazar", "Mona Lind", "Piet Vos", "Zarina Alim", "Jon Hale", "Ines Faro"),
    *("Tomas Reed", "Leyla Oz", "Karl Bruun", "Nadia Petit", "Ruth Amis", "Samir Quill"),
)
JOBS = ("the mayor", "an engineer", "a ferry captain", "the treasurer", "a teacher", "a baker")
THINGS = ("bridge", "ferry", "school", "harbour", "library", "tram", "well", "signal box", "mill")
DEEDS = ("opened", "closed", "moved", "was sold", "was painted", "was measured", "caught fire")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def article(number, paragraphs=12):
    """A wire story as plain text: headline, byline, dateline, quotations, and the page around."""
    rng = random.Random(number)
    place, thing, deed = rng.choice(PLACES), rng.choice(THINGS), rng.choice(DEEDS)
    body = "\n\n".join(_paragraph(rng, place, thing) for _ in range(paragraphs))
    return (
        f"{thing.capitalize()} in {place} {deed} after {number % 97 + 2} years\n\n"
        f"By {rng.choice(PEOPLE)}\n\n"
        f"{place.upper()} -- The {thing} {deed} on {rng.choice(DAYS)}, story {number} of the year. "
        f"{_sentence(rng, place, thing)}\n\n{body}\n\n"
        "The Lund Valley Observer reports from all its parishes.\n\nShare this article\n"
    )


def _paragraph(rng, place, thing):
    sentences = " ".join(_sentence(rng, place, thing) for _ in range(rng.randint(1, 3)))
    if rng.random() < 0.5:
        return sentences
    quoted = _sentence(rng, place, thing).removesuffix(".")
    return f'"{quoted}," said {rng.choice(PEOPLE)}, {rng.choice(JOBS)}. {sentences}'


def _sentence(rng, place, thing):
    other, count = rng.choice(THINGS), rng.randint(2, 999)
    return rng.choice(
        (
            f"The {thing} of {place} cost {count} thousand and took {count % 11 + 2} winters.",
            f"About {count} people crossed to the {other} before {rng.choice(DAYS)}.",
            f"Nobody in {rng.choice(PLACES)} asked for a {other}, but {count} had hoped for one.",
            f"It rained for {count % 23 + 2} days, and the {other} stood in {count} mm of water.",
            f"The council votes on the {other} in {rng.choice(PLACES)} on {count % 28 + 1} May.",
        )
    )
