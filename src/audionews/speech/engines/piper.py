"""Piper: any voice of it, each of them a network of its own; those of many speakers are many."""

import json
import unicodedata
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from audionews.errors import SpeechError
from audionews.model import Sex, Voice
from audionews.speech.engine import Sound, Sounds, unknown_voice
from audionews.speech.engines.neural import installed_version, needed, session, shortened, sound
from audionews.speech.ipa import cut, in_language
from audionews.speech.sound import sayable
from audionews.speech.voice_files import voices_folder


class Piper:
    """The voices whose files ``audionews voices add`` has put into Piper's folder, or anybody."""

    name = "piper"
    deterministic = True

    def __init__(self) -> None:
        self._loaded: dict[Path, Any] = {}

    @cached_property
    def version(self) -> str:
        """The versions of Piper and of what runs it; a voice's name has its own."""
        packages = ("piper-tts", "onnxruntime")
        return " ".join([*(installed_version(package, self.name) for package in packages), "1"])

    def voices(self) -> tuple[Voice, ...]:
        """Each speaker of the installed voices; of many speakers, under NAME/SPEAKER."""
        return tuple(self._speakers)

    def say(self, text: str, voice: Voice) -> Sound:
        """The text, a sentence at a time."""
        return self.pronounce(text, voice, ())

    def pronounce(self, text: str, voice: Voice, sounds: Sounds) -> Sound:
        """The text, of which some words are given as sounds."""
        np = needed("numpy", self.name)
        places = {known.id: place for known, place in self._speakers.items()}
        if voice.id not in places:
            raise unknown_voice(self, voice)
        model, speaker = places[voice.id]
        network = self._network(model)
        settings = needed("piper", self.name).SynthesisConfig(
            speaker_id=speaker, noise_scale=0.0, noise_w_scale=0.0
        )
        said = written(shortened(sayable(text)), sounds, network.config.espeak_voice)
        waves = [chunk.audio_float_array for chunk in network.synthesize(said, settings)]
        whole = np.concatenate(waves) if waves else np.zeros(0, np.float32)
        return sound(whole, network.config.sample_rate, voice)

    def close(self) -> None:
        """Let go of the networks."""
        self._loaded.clear()

    def _network(self, model: Path) -> Any:  # noqa: ANN401 - Piper's types are an extra
        if model not in self._loaded:
            piper = needed("piper.config", self.name)
            config = piper.PiperConfig.from_dict(_config(model))
            network = needed("piper.voice", self.name).PiperVoice
            self._loaded[model] = network(session=session(model, self.name), config=config)
        return self._loaded[model]

    @cached_property
    def _speakers(self) -> dict[Voice, tuple[Path, int | None]]:
        """Each voice with its model and its number there."""
        needed("piper", self.name)
        models = sorted(voices_folder(self.name).glob("**/*.onnx"))
        found = {voice: place for model in models for voice, place in _voices(model)}
        if not found:
            raise SpeechError("piper has no voices yet; type: audionews voices add joe")
        return found


def _voices(model: Path) -> list[tuple[Voice, tuple[Path, int | None]]]:
    """The voices of a model: its file's name is LANGUAGE-NAME-QUALITY."""
    config = _config(model)
    language, _, rest = model.stem.partition("-")
    name = rest.rpartition("-")[0] or rest
    plain = Voice(
        engine="piper",
        id=model.stem,
        name=name.replace("_", " ").title(),
        language=config.get("language", {}).get("code", language).replace("_", "-"),
        sex=_sexes().get(name, ""),
    )
    speakers: dict[str, int] = config.get("speaker_id_map") or {}
    if config["num_speakers"] <= 1 or not speakers:
        return [(plain, (model, None))]
    return [(_speaker(plain, name), (model, number)) for name, number in speakers.items()]


def _speaker(voice: Voice, name: str) -> Voice:
    return Voice(
        engine=voice.engine,
        id=f"{voice.id}/{name}",
        name=f"{voice.name}, {name}",
        language=voice.language,
        sex=_sexes().get(f"{voice.id}/{name}", ""),
    )


def _config(model: Path) -> dict[str, Any]:
    path = model.with_name(f"{model.name}.json")
    try:
        config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SpeechError(f"{path} cannot be read: {error}; put it beside the model") from error
    return config


def _sexes() -> dict[str, Sex]:
    file = files("audionews.data") / "piper_sexes.json"
    sexes: dict[str, Sex] = json.loads(file.read_text("utf-8"))
    return sexes


def written(text: str, sounds: Sounds, reader: str) -> str:
    """The text as Piper takes it: sounds in double brackets, and no other double brackets."""
    text = text.replace("[[", "[ [")
    return "".join(
        f"[[{unicodedata.normalize('NFD', in_language(ipa, reader))}]]" if ipa else words
        for words, ipa in cut(text, sounds)
    )
