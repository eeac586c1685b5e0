import pytest

from audionews.errors import SpeechError
from audionews.model import Voice
from audionews.speech.engines.kokoro import LONGEST, STYLES, Kokoro, symbols
from audionews.speech.engines.pyttsx3 import pieces


@pytest.mark.parametrize(
    ("voice", "text", "said"),
    [
        ("af_heart", "The hub, they said.", "ðə hˈʌb, ðA sˈɛd."),
        ("bm_lewis", "The hub, they said.", "ðə hˈʌb, ðA sˈɛd."),
        ("af_heart", "Go home, choose a judge?", "ɡˌO hˈOm, ʧˈuz ə ʤˈʌʤ?"),
        ("bm_lewis", "Go home.", "ɡˌQ hˈQm."),
        ("ff_siwis", "Bonjour, Paul.", "bɔ̃ʒˈuʁ, pˈɔl."),
        ("af_heart", "", ""),
    ],
)
def test_a_text_becomes_the_symbols_that_the_voice_was_taught(voice, text, said):
    assert symbols(text, voice, ()) == said


def test_sounds_take_the_place_of_their_words():
    said = symbols("To Yairnoor's hub, to Yairnoor.", "af_heart", (("Yairnoor", "jɛrˈnur"),))
    assert said == "tə jɛɹnˈuɹz hˈʌb, tə jɛɹnˈuɹ."
    assert symbols("Yairnoor", "af_heart", (("Yairnoor", "jɛrˈnur"),)) == "jɛɹnˈuɹ"


def test_brackets_and_ties_are_no_commands():
    assert "ɪ" not in symbols("[[I]] ^", "af_heart", ())


def test_a_long_text_is_cut_where_sentences_end():
    said = symbols("Nine new lines were running along the river. " * 40, "af_heart", ())
    cut = pieces(said, LONGEST)
    assert max(map(len, cut)) <= LONGEST < STYLES
    assert all(piece.endswith(".") for piece in cut)


@pytest.fixture
def folder(monkeypatch, tmp_path):
    pytest.importorskip("onnxruntime")
    monkeypatch.setenv("AUDIONEWS_VOICES", str(tmp_path))
    (tmp_path / "kokoro").mkdir()
    (tmp_path / "kokoro" / "kokoro-v1.0.int8.onnx").write_bytes(b"no network")
    return tmp_path / "kokoro"


def test_the_files_beside_the_network_are_the_voices(folder):
    for name in ("zf_xiaoni", "ff_siwis", "bm_lewis", "af_heart", "notes"):
        (folder / f"{name}.bin").write_bytes(b"")
    voices = Kokoro().voices()
    assert [(voice.id, voice.language, voice.sex) for voice in voices][2:] == [
        ("ff_siwis", "fr", "f")
    ]
    assert {voice.id for voice in voices[:2]} == {"bm_lewis", "af_heart"}


def test_a_voice_or_a_network_that_is_damaged_is_told(folder):
    (folder / "af_heart.bin").write_bytes(b"\0" * 12)
    heart = Voice(engine="kokoro", id="af_heart")
    with pytest.raises(SpeechError, match=r"af_heart\.bin is no voice"):
        Kokoro().say("Good morning.", heart)
    (folder / "af_heart.bin").write_bytes(bytes(STYLES * 1024))
    with pytest.raises(SpeechError, match="is no model"):
        Kokoro().say("Good morning.", heart)
