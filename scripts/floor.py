"""The floor of the benchmark: eSpeak NG alone says a text file to a WAV, as its program does."""

import ctypes
import sys
import wave
from pathlib import Path

import espeakng_loader

_SYNCHRONOUS, _UTF8, _END_PAUSE = 2, 1, 0x1000


def main(words: Path, wav: Path) -> None:
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = str(Path(espeakng_loader.get_data_path()).parent).encode()
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, data, 0)
    with wave.open(str(wav), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))

        @ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
        )
        def heard(samples, count, _events):
            if samples and count:
                file.writeframesraw(ctypes.string_at(samples, count * 2))
            return 0

        library.espeak_SetSynthCallback(heard)
        library.espeak_SetVoiceByName(b"en-us")
        text = words.read_bytes()
        library.espeak_Synth(text, len(text) + 1, 0, 0, 0, _UTF8 | _END_PAUSE, None, None)
        library.espeak_Synchronize()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
