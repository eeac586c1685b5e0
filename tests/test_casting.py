import pytest

from audionews import script
from audionews.casting import cast, direct
from audionews.errors import SpeechError
from audionews.model import (
    Article,
    Attributions,
    Block,
    BlockKind,
    Person,
    Quotation,
    Role,
    Voice,
)
from audionews.settings import Delivery, Roles, Settings, Speech

VOICES = tuple(
    Voice(engine="e", id=f"{language}{sex}{number}", language=language, sex=sex)
    for number in range(3)
    for sex in ("m", "f")
    for language in ("en-US", "en-GB", "ru")
)


def scripted(*people, language="en"):
    blocks, quotations = [], []
    for index, person in enumerate(people):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text='"Quite so."'))
        quotations.append(
            Quotation(
                block=index,
                start=0,
                end=11,
                words="Quite so.",
                speaker=person.name if person else None,
                confidence=1,
            )
        )
    attributions = Attributions(
        people=tuple(dict.fromkeys(person for person in people if person)),
        quotations=tuple(quotations),
    )
    article = Article(blocks=tuple(blocks), language=language)
    return script.write(article, attributions, Settings()), attributions


def voices_of(*people, settings=None, language="en"):
    written, attributions = scripted(*people, language=language)
    made = cast(written, attributions, VOICES, settings or Speech())
    return made, {part.name: part.voice for part in made.parts}


ADA = Person(name="Ada Brook", sex="f")
OLIM = Person(name="Olim Nazar", sex="m")
SAM = Person(name="Sam Lee")


def test_every_speaker_has_a_voice_of_their_own_and_of_their_sex():
    _, voices = voices_of(ADA, OLIM, SAM, ADA)
    assert voices["Ada Brook"].sex == "f"
    assert voices["Olim Nazar"].sex == "m"
    heard = [
        voices[name] for name in ("narrator", "Ada Brook", "Olim Nazar", "Sam Lee", "quotation")
    ]
    assert len(set(heard)) == 5


def test_the_same_script_gives_the_same_cast():
    assert voices_of(ADA, OLIM, SAM) == voices_of(ADA, OLIM, SAM)


def test_the_voices_speak_the_article_s_language():
    _, voices = voices_of(ADA, OLIM, language="ru")
    assert {voice.language for voice in voices.values()} == {"ru"}


def test_the_voices_of_the_region_come_first():
    _, voices = voices_of(ADA, language="en-GB")
    assert voices["narrator"].language == "en-GB"


def test_a_language_without_voices_is_spoken_by_the_others():
    made, _ = voices_of(ADA, language="sw")
    assert made.parts


def test_an_engine_that_runs_out_of_voices_lends_them_at_another_pitch():
    women = [Person(name=f"Woman {number}", sex="f") for number in range(12)]
    _, voices = voices_of(*women)
    heard = [voices[woman.name] for woman in women]
    assert len(set(heard)) == 12
    assert {voice.sex for voice in heard} == {"f"}


def test_a_producer_chooses_voices_by_name():
    settings = Speech(narrator="en-usf1", voices={"Ada Brook": "EN-USM2"})
    _, voices = voices_of(ADA, OLIM, settings=settings)
    assert voices["narrator"].id == "en-USf1"
    assert voices["Ada Brook"].id == "en-USm2"
    assert voices["Olim Nazar"].id != "en-USm2"


def test_a_voice_that_nobody_knows_is_refused_with_the_nearest():
    with pytest.raises(SpeechError, match=r"no voice is called 'en-USm9'.*en-USm"):
        voices_of(ADA, settings=Speech(narrator="en-USm9"))


def test_the_speed_is_every_voice_s():
    slow, fast = voices_of(ADA), voices_of(ADA, settings=Speech(rate=1.5))
    for name, voice in fast[1].items():
        assert voice.rate == pytest.approx(1.5 * slow[1][name].rate)


def directed(*blocks, roles=None, quotations=(), language="en"):
    attributions = Attributions(people=(ADA, OLIM), quotations=tuple(quotations))
    written = script.write(Article(blocks=blocks, language=language), attributions, Settings())
    made = cast(written, attributions, VOICES, Speech(rate=1.2))
    made = direct(made, written, VOICES, roles or Roles())
    return [(said, made.part(said).voice) for said in written.utterances]


CAPTION = Block(kind=BlockKind.CAPTION, text="A bridge at dawn.")
ENGLISH = Block(kind=BlockKind.PARAGRAPH, text="It rained.")
RUSSIAN = Block(kind=BlockKind.PARAGRAPH, text='Шёл дождь. "Да, шёл." "Нет."', language="ru")
QUOTED = (
    Quotation(block=1, start=11, end=21, words="Да, шёл.", speaker="Ada Brook", confidence=1),
    Quotation(block=1, start=22, end=28, words="Нет.", speaker="Olim Nazar", confidence=1),
)


def test_captions_are_the_narrator_in_another_manner():
    (_, label), (_, caption), (_, narrator) = directed(CAPTION, ENGLISH)
    assert label == narrator
    assert caption.id == narrator.id
    assert caption != narrator


def test_a_role_is_said_as_the_settings_ask():
    roles = Roles(narration=Delivery(rate=0.9), caption=Delivery(pitch=3), quotation=Delivery())
    _, (_, caption), (_, narration) = directed(CAPTION, ENGLISH, roles=roles)
    assert (caption.rate, caption.pitch) == (1.2, 3)
    assert (narration.rate, narration.pitch) == (pytest.approx(1.08), 0)


def test_the_delivery_of_quotations_is_every_speaker_s():
    plain = directed(ENGLISH, RUSSIAN, quotations=QUOTED)
    slow = directed(ENGLISH, RUSSIAN, quotations=QUOTED, roles=Roles(quotation=Delivery(rate=0.5)))
    for (said, voice), (_, slower) in zip(plain, slow, strict=True):
        assert slower.rate == voice.rate * (0.5 if said.role is Role.QUOTATION else 1)


def test_what_is_foreign_is_said_in_voices_of_its_language():
    voices = directed(ENGLISH, RUSSIAN, quotations=QUOTED)
    assert [voice.language for _, voice in voices] == ["en-US", "ru", "ru", "ru"]
    narrator, abroad, ada, olim = (voice for _, voice in voices)
    assert abroad.sex == narrator.sex
    assert (ada.sex, olim.sex) == ("f", "m")
    assert len({abroad.id, ada.id, olim.id}) == 3


def test_a_foreign_language_without_voices_is_said_by_the_article_s_own():
    foreign = Block(kind=BlockKind.PARAGRAPH, text="Mvua ilinyesha.", language="sw")
    (_, narrator), (_, abroad) = directed(ENGLISH, foreign)
    assert abroad == narrator
