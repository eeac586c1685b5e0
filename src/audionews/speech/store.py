"""The clip store: one WAV file a clip, named by what decides its sound."""

import os
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from pathlib import Path

from audionews.errors import OutputError
from audionews.model import Clip, Voice
from audionews.speech.engine import Sound, Sounds

MAKING = 2
"""Raised whenever a clip is trimmed or checked in another way, so that all are made anew."""

HEADER = struct.Struct("<4sI4s 4sIHHIIHH 4sI32s 4sI")
"""RIFF, its ``fmt``, a chunk of our own with a SHA-256 of these and the samples, and ``data``.

Source: Microsoft, Multimedia Programming Interface and Data Specifications 1.0, 1991.  A reader
passes over the chunks that it does not know.
"""


DIGEST = 32
"""The bytes of a SHA-256, which is the head of a file of what was made of clips."""
SEALED = 36
"""The bytes of the header that the SHA-256 is made of: all before it."""


def key(engine: str, version: str, voice: Voice, text: str, sounds: Sounds = ()) -> str:
    """The name of a clip: another one if and only if the sound can be another.

    Of the voice, the id, the rate and the pitch are what an engine may go by.
    """
    parts = [MAKING, engine, version, voice.id, float(voice.rate), float(voice.pitch), text]
    parts += sounds
    return sha256(dumps(parts).encode()).hexdigest()


def default_root() -> Path:
    """Where clips are kept: ``AUDIONEWS_STORE``, or the user's folder for caches."""
    if given := os.environ.get("AUDIONEWS_STORE"):
        return Path(given)
    return _caches() / "audionews" / "clips"


@dataclass(frozen=True, slots=True)
class Store:
    """Clips by key, in folders of the key's first two characters.

    Any number of programs may read and write one store at a time: a clip appears whole or not.
    """

    root: Path
    scratch: Path | None = None
    """Where half-written clips are, on the same disk: a folder of one program's own, which it can
    sweep after an earlier run that was killed; None: beside the clips."""

    def clip(self, key: str) -> Clip | None:
        """The clip as its file's head describes it; None where there is no whole file."""
        try:
            with self.path(key).open("rb") as file:
                head = _Head.parse(file.read(HEADER.size))
                size = os.fstat(file.fileno()).st_size
        except OSError:
            return None
        if head is None or size != HEADER.size + head.size:
            return None
        return Clip(key=key, rate=head.rate, samples=head.size // 2)

    def read(self, key: str) -> Sound | None:
        """The clip's sound; None where there is none, or a bit of it has changed."""
        try:
            content = self.path(key).read_bytes()
        except OSError:
            return None
        head, samples = _Head.parse(content[: HEADER.size]), content[HEADER.size :]
        if head is None or _digest(content[:SEALED], samples) != head.digest:
            return None
        return Sound(rate=head.rate, samples=samples)

    def whole(self, key: str) -> Clip | None:
        """The clip, if every bit of its sound is as it was written."""
        sound = self.read(key)
        return None if sound is None else described(key, sound)

    def use(self, key: str) -> Sound | None:
        """The clip's sound, as ``read`` gives it; it counts as used now."""
        sound = self.read(key)
        if sound is not None:
            with suppress(OSError):  # another's store, or one on a disk that is only read
                os.utime(self.path(key))
        return sound

    def write(self, key: str, sound: Sound) -> Clip:
        """Keep the sound under the key.

        Raises:
            OutputError: the store cannot be written to.
        """
        path = self.path(key)
        try:
            for folder in (path.parent, self.scratch or path.parent):
                folder.mkdir(parents=True, exist_ok=True)
            _replace(path, _head(sound) + sound.samples, self.scratch or path.parent)
        except OSError as error:
            if isinstance(error, PermissionError) and (clip := self.whole(key)):
                return clip  # Windows: another program has just written it, and reads it now
            raise self.unwritable(error) from error
        return described(key, sound)

    def fetch(self, key: str) -> bytes | None:
        """What was kept under the key; None where there is nothing, or a bit of it has changed.

        It counts as used now.
        """
        path = self.derived(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        digest, kept = content[:DIGEST], content[DIGEST:]
        if sha256(kept).digest() != digest:
            return None
        with suppress(OSError):
            os.utime(path)
        return kept

    def keep(self, key: str, content: bytes) -> None:
        """Keep what was made of clips under a key of its own, where there is room for it."""
        path = self.derived(key)
        with suppress(OSError):  # it can be made again
            for folder in (path.parent, self.scratch or path.parent):
                folder.mkdir(parents=True, exist_ok=True)
            _replace(path, sha256(content).digest() + content, self.scratch or path.parent)

    def derived(self, key: str) -> Path:
        """Where the file of what was made of clips is, or would be."""
        return self.root / key[:2] / f"{key}.derived"

    def unwritable(self, error: OSError) -> OutputError:
        """The error for a store that cannot be written to, with what can be done."""
        return OutputError(
            f"{self.root}: {error.strerror}; make room or set AUDIONEWS_STORE to another folder"
        )

    def path(self, key: str) -> Path:
        """Where the clip's WAV file is, or would be."""
        return self.root / key[:2] / f"{key}.wav"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    rate: int
    size: int
    digest: bytes

    @classmethod
    def parse(cls, head: bytes) -> "_Head | None":
        try:
            riff, _, form, *_, rate, _, _, _, mark, _, digest, data, size = HEADER.unpack(head)
        except struct.error:
            return None
        known = (riff, form, mark, data) == (b"RIFF", b"WAVE", b"sha2", b"data")
        return cls(rate=rate, size=size, digest=digest) if known and rate else None


def described(key: str, sound: Sound) -> Clip:
    """The clip that a sound makes."""
    return Clip(key=key, rate=sound.rate, samples=len(sound.samples) // 2)


def _head(sound: Sound) -> bytes:
    size = len(sound.samples)
    riff = (b"RIFF", HEADER.size - 8 + size, b"WAVE")
    form = (b"fmt ", 16, 1, 1, sound.rate, 2 * sound.rate, 2, 16)
    open_ = HEADER.pack(*riff, *form, b"sha2", 32, b"", b"data", size)
    digest = _digest(open_[:SEALED], sound.samples)
    return HEADER.pack(*riff, *form, b"sha2", 32, digest, b"data", size)


def _digest(head: bytes, samples: bytes) -> bytes:
    digest = sha256(head)
    digest.update(samples)
    return digest.digest()


def _replace(path: Path, content: bytes, scratch: Path) -> None:
    temporary = scratch / f"{path.stem}.{os.urandom(6).hex()}.tmp"
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _caches() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
