import json

import pytest

from audionews.errors import SpeechError
from audionews.speech.engines.piper import Piper, written


@pytest.fixture
def models(monkeypatch, tmp_path):
    """Gives a function that puts a voice without its network in place."""
    pytest.importorskip("piper")
    monkeypatch.setenv("AUDIONEWS_VOICES", str(tmp_path))

    def put(name, **config):
        folder = tmp_path / "piper" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.onnx").write_bytes(b"")
        plain = {"num_speakers": 1, "audio": {"sample_rate": 22_050}, "espeak": {"voice": "en-us"}}
        (folder / f"{name}.onnx.json").write_text(json.dumps({**plain, **config}))
        return folder

    return put


def test_a_model_of_one_speaker_is_one_voice(models):
    models("en_US-joe-medium")
    (voice,) = Piper().voices()
    assert (voice.id, voice.name, voice.language, voice.sex) == (
        "en_US-joe-medium", "Joe", "en-US", "m",
    )  # fmt: skip


def test_a_model_of_many_speakers_is_many_voices(models):
    models("en_GB-vctk-medium", num_speakers=2, speaker_id_map={"p239": 0, "p236": 1})
    assert [(voice.id, voice.name) for voice in Piper().voices()] == [
        ("en_GB-vctk-medium/p239", "Vctk, p239"),
        ("en_GB-vctk-medium/p236", "Vctk, p236"),
    ]


def test_a_model_without_its_description_is_told(models):
    (models("en_US-joe-medium") / "en_US-joe-medium.onnx.json").unlink()
    with pytest.raises(SpeechError, match=r"onnx\.json cannot be read.*beside the model"):
        Piper().voices()


def test_sounds_are_given_in_brackets_and_other_brackets_are_not():
    sounds = (("Yairnoor", "jɛrˈnur"),)
    assert written("[[x]] to Yairnoor's", sounds, "en-us") == "[ [x]] to [[jɛɹnˈuːɹz]]"
    assert written("rɔ̃", (), "en-us") == "rɔ̃"
