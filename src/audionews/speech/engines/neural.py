"""What the engines that run a neural network have in common."""

import os
import re
from importlib import import_module
from pathlib import Path
from typing import Any

from audionews.errors import SpeechError
from audionews.model import Voice
from audionews.speech.engine import THREADS, Sound

Wave = Any
"""An array of samples between -1 and 1; numpy comes with an extra, and its types with it."""
LONGEST_WORD = 60
"""Letters; of a longer one the rest is not said, as it is no word."""
FRAME, SEARCH = 0.04, 0.01
"""Seconds: the pieces that a sound is stretched by, and how far each may move to fit."""


def needed(module: str, extra: str) -> Any:  # noqa: ANN401 - any module
    """The module of an extra.

    Raises:
        SpeechError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise SpeechError(
            f"{extra} needs {module.partition('.')[0]}; type: pip install 'audionews[{extra}]'"
        ) from error


def installed_version(package: str, extra: str) -> str:
    """The package's name and version.

    Raises:
        SpeechError: it is not installed.
    """
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow

    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError as error:
        raise SpeechError(
            f"{extra} needs {package}; type: pip install 'audionews[{extra}]'"
        ) from error


def session(model: Path, extra: str) -> Any:  # noqa: ANN401 - onnxruntime has no types
    """The network of a file, on as many threads as are this process's share.

    Raises:
        SpeechError: onnxruntime is not installed, or the file is no network.
    """
    runtime = needed("onnxruntime", extra)
    options = runtime.SessionOptions()
    options.intra_op_num_threads = int(os.environ.get(THREADS) or os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    faults = import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    try:
        return runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except (faults.Fail, faults.InvalidProtobuf, faults.NoSuchFile) as error:
        raise SpeechError(f"{model} is no model; install the voice again") from error


def shortened(text: str) -> str:
    """The text with its endless words cut short."""
    return re.sub(rf"(\w{{{LONGEST_WORD}}})\w+", r"\1", text)


def sound(wave: Wave, rate: int, voice: Voice) -> Sound:
    """What a network gave, at the speed and the pitch of the voice.

    Networks keep neither to a speed nor know a pitch, so both are made here: the pitch by playing
    the sound faster or slower, which moves the timbre too, and the length by overlapping pieces.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    higher = 2 ** (voice.pitch / 12)
    if voice.pitch:
        wave = _resampled(wave, round(len(wave) / higher))
    if higher != voice.rate:
        wave = _stretched(wave, higher / voice.rate, rate)
    samples = np.clip(np.rint(wave * 32767), -32768, 32767).astype("<i2")
    return Sound(rate=rate, samples=samples.tobytes())


def _resampled(wave: Wave, count: int) -> Wave:
    """As many samples as asked for, by the sound's spectrum."""
    import numpy as np  # noqa: PLC0415

    if not (count and len(wave)):
        return wave
    spectrum = np.fft.rfft(wave)
    kept = spectrum[: count // 2 + 1]
    return (np.fft.irfft(kept, count) * (count / len(wave))).astype(np.float32)


def _stretched(wave: Wave, times: float, rate: int) -> Wave:
    """The sound made longer with its pitch kept, by waveform similarity (WSOLA).

    Source: Verhelst and Roelands, ICASSP 1993.
    """
    import numpy as np  # noqa: PLC0415

    frame, search = int(rate * FRAME) // 2 * 2, int(rate * SEARCH)
    hop, count = frame // 2, round(len(wave) * times)
    window: Wave = np.hanning(frame + 1)[:frame].astype(np.float32)
    padded = np.pad(wave, (search, 2 * frame + search))
    stretched: Wave = np.zeros(count + 2 * frame, np.float32)
    following = padded[search : search + hop]
    for at in range(0, count, hop):
        begin = min(round(at / times), len(wave))  # the middle of the search, moved by it
        likeness = np.correlate(padded[begin : begin + 2 * search + hop], following, "valid")
        begin += int(np.argmax(likeness))
        stretched[at : at + frame] += window * padded[begin : begin + frame]
        following = padded[begin + hop : begin + frame]
    return stretched[hop : hop + count]
