"""Editions to publish, made in no time: the real script and cast, and silence for their sound."""

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

from PIL import Image

from audionews import casting, quotes, script
from audionews.article import read
from audionews.audio import arrange
from audionews.bulletin import Written, join
from audionews.model import (
    Article,
    Attributions,
    Block,
    BlockKind,
    Clip,
    Edition,
    Person,
    Quotation,
    Voice,
)
from audionews.settings import Reading, Settings, Show

SEED = Path(__file__).parent / "data" / "kazakhstan-hub.txt"
SETTINGS = Settings(
    show=Show(title="Heard", publisher="The Lund Valley Observer", copyright="© 2024 The Observer"),
    reading=Reading(pictures="announce"),
)
VOICES = tuple(
    Voice(engine="tone", id=f"{sex}{number}", name=f"Tone {sex}{number}", language="en", sex=sex)
    for number in range(1, 5)
    for sex in ("f", "m")
)

_RATE = 24_000
_SAMPLES_A_CHARACTER = 960  # 40 ms
_FRAME = bytes.fromhex("fffb14c4") + bytes(92)  # MPEG-1 layer 3, mono, 48 kHz, 32 kbit/s: silence
_FRAME_SECONDS = 0.024


def edition(article, attributions=None, settings=SETTINGS):
    """The edition of an article as the pipeline makes it, but without any sound."""
    attributions = attributions or quotes.attribute(article)
    return heard(article, attributions, script.write(article, attributions, settings), settings)


def heard(article, attributions, written, settings=SETTINGS):
    """The edition of a script."""
    clips = [
        Clip(key="", rate=_RATE, samples=_SAMPLES_A_CHARACTER * len(said.spoken))
        for said in written.utterances
    ]
    return Edition(
        article=article,
        attributions=attributions,
        script=written,
        cast=casting.direct(
            casting.cast(written, attributions, VOICES, settings.speech),
            written,
            VOICES,
            settings.roles,
        ),
        programme=arrange(written, clips),
    )


def silence(path, seconds):
    """Writes an MP3 of at least that length in which nothing is heard."""
    path.write_bytes(_FRAME * (int(seconds / _FRAME_SECONDS) + 1))


@cache
def cover():
    """A small JPEG."""
    data = io.BytesIO()
    Image.new("RGB", (16, 16), "navy").save(data, "JPEG")
    return data.getvalue()


def publish(write, made, folder, name, settings=SETTINGS):
    """Has a writer write the edition into the folder."""
    mp3 = folder / f"{name}.mp3"
    silence(mp3, made.programme.duration)
    path = folder / name
    write(made, settings, mp3, cover(), path)
    return path


def shelf(write, folder, suffix):
    """Gives the path of an edition by its name; each is written when it is first asked for."""

    @cache
    def find(name):
        return publish(write, globals()[name](), folder, f"{name}.{suffix}")

    return find


@cache
def seed():
    (article,) = read(SEED)
    return edition(article)


@cache
def twelve_speakers():
    """A meeting at which twelve people speak in turn, some of them twice."""
    names = (
        *("Ada Brook", "Olim Said", "Mona Lind", "Piet Vos", "Zarina Alim", "Jon Hale"),
        *("Ines Faro", "Tomas Reed", "Leyla Oz", "Karl Bruun", "Nadia Petit", "Ruth Amis"),
    )
    blocks = [Block(kind=BlockKind.HEADLINE, text="Twelve people speak about the bridge")]
    quotations = []
    for number, name in enumerate([*names, *names[:3]]):
        words = f"“I crossed it {number + 2} times,”"
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=f"{words} said {name}. It was late."))
        quotations.append(
            Quotation(
                block=number + 1,
                start=0,
                end=len(words),
                words=words.strip("“”"),
                speaker=name,
                confidence=1,
            )
        )
    people = tuple(Person(name=name) for name in names)
    return edition(
        Article(blocks=tuple(blocks), date="2024-03-05", authors=("Ada Brook", "Olim Said")),
        Attributions(people=people, quotations=tuple(quotations)),
    )


@cache
def everything():
    """Every kind of block, lists in lists, two languages, and sub-headings of all depths."""
    kinds = BlockKind
    blocks = (
        (kinds.DATE, "5 March 2024"),
        (kinds.HEADLINE, "Bridge & tunnel <open> after nine years"),
        (kinds.STANDFIRST, "It took long. It was worth it."),
        (kinds.BYLINE, "By Ada Brook"),
        (kinds.DATELINE, "SANDVIK (LVO) —"),
        (kinds.PARAGRAPH, 'The bridge opened. "At last," said Olim Said, the mayor.'),
        (kinds.PICTURE, "A grey bridge over a green river"),
        (kinds.CAPTION, "The bridge on Monday. It is 300 m long."),
        (kinds.CREDIT, "Photo: Mona Lind"),
        (kinds.CAPTION, "The tunnel on Tuesday."),
        (kinds.SUBHEADING, "What it cost", 4),
        (kinds.PARAGRAPH, "The council published these costs:"),
        (kinds.TABLE_ROW, "Part: Bridge; Cost: 3 million."),
        (kinds.TABLE_ROW, "Part: Tunnel; Cost: 5 million."),
        (kinds.SUBHEADING, "What it took", 3),
        (kinds.LIST_ITEM, "Stone from the valley.", 1),
        (kinds.LIST_ITEM, "Grey stone. Much of it.", 2),
        (kinds.LIST_ITEM, "Red stone.", 2),
        (kinds.LIST_ITEM, "Steel.", 1),
        (kinds.PARAGRAPH, "And then, in this order:"),
        (kinds.LIST_ITEM, "1. Patience.", 1),
        (kinds.LIST_ITEM, "2. More patience.", 1),
        (kinds.SUBHEADING, "What they say", 2),
        (kinds.BLOCK_QUOTE, "We waited for nine years. Nobody believed in it."),
        (kinds.BLOCK_QUOTE, "Now we cross it every day."),
        (kinds.PARAGRAPH, "На мосту пели до утра. Потом пошёл дождь.", 0, "ru"),
        (kinds.KICKER, "Local news"),
    )
    return edition(
        Article(
            blocks=tuple(_block(*block) for block in blocks),
            language="en-GB",
            authors=("Ada Brook",),
            date="2024-03-05",
            publication="The Lund Valley Observer",
            url="https://observer.example/2024/bridge?a=1&b=2",
            source="bridge.html",
        ),
        Attributions(
            people=(Person(name="Olim Said"),),
            quotations=(
                Quotation(
                    block=5, start=19, end=29, words="At last,", speaker="Olim Said", confidence=1
                ),
            ),
        ),
    )


@cache
def russian():
    article = Article(
        blocks=(
            _block(BlockKind.HEADLINE, "Мост открыт после девяти лет"),
            _block(BlockKind.PARAGRAPH, "Мост через Лунд открыли в понедельник."),
            _block(BlockKind.PARAGRAPH, "«Мы ждали девять лет», – сказал мэр Олим Саид."),
            _block(BlockKind.CAPTION, "Мост в понедельник."),
            _block(BlockKind.SUBHEADING, "Люди", 2),
            _block(BlockKind.PARAGRAPH, "Сотни людей пришли посмотреть на него. Пели песни."),
        ),
        language="ru",
        date="2024-03-05",
    )
    return edition(article)


@cache
def bulletin():
    """Four articles in one edition, one of them in another language."""
    members = [
        Written(article=made.article, attributions=made.attributions, script=made.script)
        for made in (seed(), everything(), russian(), twelve_speakers())
    ]
    whole = join("Morning edition", members, SETTINGS)
    return heard(whole.article, whole.attributions, whole.script)


@cache
def hundredfold():
    """The seed article a hundred times over, under one headline."""
    (article,) = read(SEED)
    headline, *rest = article.blocks
    many = Article(blocks=(headline, *(rest * 100)), language="en", source="long.txt")
    quoted = quotes.attribute(article)
    shifted = tuple(
        replace(quotation, block=quotation.block + copy * len(rest))
        for copy in range(100)
        for quotation in quoted.quotations
    )
    return edition(many, Attributions(people=quoted.people, quotations=shifted))


def _block(kind, text, level=0, language=""):
    return Block(kind=kind, text=text, level=level, language=language)
