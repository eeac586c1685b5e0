"""What hypothesis builds articles from."""

import string

from hypothesis import strategies as st

from audionews.model import Article, Attributions, Block, BlockKind, Person, Quotation

PEOPLE = tuple(Person(name=name) for name in ("Ada Brook", "Olim Nazar", "Мария Холмс"))

_words = st.text(alphabet=string.ascii_letters + "éßңў'’-7", min_size=1, max_size=9)
_glue = st.sampled_from([" ", " ", " ", ", ", ". ", "? ", " -- ", " ... ", '" ', ' "', " [", "] "])


@st.composite
def texts(draw, most=25):
    """Sentences of sorts: words with punctuation, marks, dashes and brackets between them."""
    pieces = draw(st.lists(st.tuples(_words, _glue), min_size=1, max_size=most))
    return " ".join("".join(word + glue for word, glue in pieces).split())


@st.composite
def blocks(draw):
    kind = draw(st.sampled_from([BlockKind.PARAGRAPH] * 6 + list(BlockKind)))
    return Block(kind=kind, text=draw(texts()), line=draw(st.integers(0, 99)))


@st.composite
def articles(draw):
    return Article(blocks=tuple(draw(st.lists(blocks(), min_size=1, max_size=8))))


@st.composite
def attributed(draw):
    """An article, and quotations at random places in it that do not overlap."""
    article = draw(articles())
    quotations = []
    for index, block in enumerate(article.blocks):
        edges = draw(st.lists(st.integers(0, len(block.text)), max_size=4, unique=True))
        edges = sorted(edges)[: len(edges) // 2 * 2]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if any(character.isalnum() for character in block.text[start:end]):
                quotations.append(
                    Quotation(
                        block=index,
                        start=start,
                        end=end,
                        words=block.text[start:end],
                        speaker=draw(st.sampled_from([None, *(one.name for one in PEOPLE)])),
                        confidence=draw(st.floats(0, 1)),
                    )
                )
    return article, Attributions(people=PEOPLE, quotations=tuple(quotations))
