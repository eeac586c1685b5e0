import pytest

from audionews import script
from audionews.casting import cast, direct, likeness
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


def voices_of(*people, settings=None, language="en", kept=None):
    written, attributions = scripted(*people, language=language)
    made = cast(written, attributions, VOICES, settings or Speech(), kept or {})
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


def measured(monkeypatch, **hertz):
    """Gives each voice by its name a pitch, and all of them the same spectrum."""
    measures = {name.replace("_", "-"): (value, [0.0]) for name, value in hertz.items()}
    monkeypatch.setattr(likeness, "_measures", lambda _engine: measures)


MEN = {"en_USm0": 100.0, "en_GBm0": 101.0, "en_USm1": 104.0, "en_GBm1": 102.0, "en_USm2": 150.0}


def test_the_voice_least_like_the_others_is_cast(monkeypatch):
    measured(monkeypatch, **MEN, en_GBm2=103.0)
    _, voices = voices_of(OLIM, Person(name="Ben", sex="m"))
    assert voices["narrator"].id == "en-USm0"
    assert voices["Olim Nazar"].id == "en-USm2"
    assert voices["Ben"].id == "en-USm1"


def test_an_engine_that_runs_out_of_voices_says_so():
    made, _ = voices_of(*(Person(name=f"Man {number}", sex="m") for number in range(6)))
    assert made.notes == ("no voice is left for Man 5: en-GBm0 serves again at another pitch",)
    assert not voices_of(ADA, OLIM, SAM)[0].notes


def test_a_speaker_keeps_the_voice_of_earlier_articles():
    kept = {"Olim Nazar": Voice(engine="e", id="en-USm2", pitch=2.5)}
    _, voices = voices_of(ADA, OLIM, SAM, kept=kept)
    assert (voices["Olim Nazar"].id, voices["Olim Nazar"].pitch) == ("en-USm2", 2.5)
    assert voices["Olim Nazar"].sex == "m"


@pytest.mark.parametrize(
    ("id_", "reason"),
    [
        ("en-USf1", "of the other sex"),
        ("gone", "not installed"),
        ("rum1", "of another language"),
        ("en-USm0", "the narrator's"),
    ],
)
def test_a_kept_voice_that_does_not_fit_is_cast_anew(id_, reason):
    _, voices = voices_of(OLIM, kept={"Olim Nazar": Voice(engine="e", id=id_)})
    assert voices["Olim Nazar"].id != id_, reason
    assert voices["Olim Nazar"].sex == "m"


def test_two_speakers_who_kept_one_voice_are_told_apart():
    ben, same = Person(name="Ben", sex="m"), Voice(engine="e", id="en-USm2")
    _, voices = voices_of(OLIM, ben, kept={"Ben": same, "Olim Nazar": same})
    assert voices["Olim Nazar"].id == "en-USm2"
    assert voices["Ben"].id != "en-USm2"


def test_a_new_speaker_does_not_take_a_kept_voice():
    ben = Person(name="Ben", sex="m")
    usual = voices_of(ben)[1]["Ben"]
    _, voices = voices_of(ben, OLIM, kept={"Olim Nazar": usual})
    assert voices["Olim Nazar"].id == usual.id
    assert voices["Ben"].id != usual.id


def test_the_settings_go_before_the_kept_cast():
    settings = Speech(voices={"Olim Nazar": "en-USm1"})
    kept = {"Olim Nazar": Voice(engine="e", id="en-USm2")}
    assert voices_of(OLIM, settings=settings, kept=kept)[1]["Olim Nazar"].id == "en-USm1"


@pytest.mark.parametrize(
    ("description", "pitch", "rate"),
    [
        ("an 11-year-old pupil", 3, 1),
        ("ein 11-jähriger Schüler", 3, 1),
        ("an 81-year-old farmer", 0, 0.94),
        ("a 40-year-old farmer", 0, 1),
        ("a farmer of 11 villages", 0, 1),
    ],
)
def test_age_is_heard(description, pitch, rate):
    _, voices = voices_of(Person(name="Kim", description=description))
    assert (voices["Kim"].pitch, voices["Kim"].rate) == (pitch, rate)
