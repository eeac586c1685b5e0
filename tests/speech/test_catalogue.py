import hashlib
import tarfile
import zipfile

import pytest

from audionews.errors import SpeechError
from audionews.speech import catalogue
from audionews.speech.catalogue import File, Offer
from audionews.speech.voice_files import sums

HALVES = {"one/part.bin": b"first half, ", "two/part.bin": b"second half"}
MODEL = b"".join(HALVES.values())


def file(name, content, **more):
    return File(name=name, bytes=len(content), sha256=hashlib.sha256(content).hexdigest(), **more)


OFFER = Offer(
    engine="piper",
    title="Ada",
    licence="CC0",
    folder="en_GB-ada",
    files=(file("ada.onnx", MODEL, parts=tuple(HALVES)), file("ada.onnx.json", b"{}")),
)


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("AUDIONEWS_VOICES", str(tmp_path / "voices"))
    return tmp_path / "voices"


def place(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def everything(home):
    return {path.name: path.read_bytes() for path in home.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "files", [{**HALVES, "ada.onnx.json": b"{}"}, {"ada.onnx": MODEL, "deep/ada.onnx.json": b"{}"}]
)
def test_a_voice_is_installed_from_a_folder_whole_or_in_parts(files, home, tmp_path):
    folder = catalogue.add(OFFER, place(tmp_path / "given", files))
    assert folder == home / "piper" / "en_GB-ada"
    assert (folder / "ada.onnx").read_bytes() == MODEL
    assert sums(folder) == {one.name: one.sha256 for one in OFFER.files}


@pytest.mark.parametrize("kind", ["zip", "tgz"])
def test_a_voice_is_installed_from_an_archive(kind, home, tmp_path):
    given = place(tmp_path / "given", {"x/ada.onnx": MODEL, "x/ada.onnx.json": b"{}"})
    archive = tmp_path / f"ada.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(archive, "w") as zipped:
            for path in given.rglob("*.on*"):
                zipped.write(path, path.relative_to(given))
    else:
        with tarfile.open(archive, "w:gz") as tarred:
            tarred.add(given / "x", "x")
    catalogue.add(OFFER, archive)
    assert everything(home)["ada.onnx"] == MODEL


def test_a_voice_takes_the_place_of_an_older_one(home, tmp_path):
    place(home / "piper" / "en_GB-ada", {"ada.onnx": b"old", "left.txt": b""})
    catalogue.add(OFFER, place(tmp_path / "given", {"ada.onnx": MODEL, "ada.onnx.json": b"{}"}))
    assert set(everything(home)) == {"ada.onnx", "ada.onnx.json", "SHA256SUMS"}


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"ada.onnx": b"another", "ada.onnx.json": b"{}"}, "its SHA-256 is"),
        ({"one/part.bin": b"first", "ada.onnx.json": b"{}"}, "ada.onnx was not found"),
        ({}, "was not found; name the folder that has it with --from"),
    ],
)
def test_a_harmed_or_missing_file_installs_nothing(files, complaint, home, tmp_path):
    (tmp_path / "given").mkdir()
    place(home / "piper" / "en_GB-ada", {"ada.onnx": b"old"})
    with pytest.raises(SpeechError, match=complaint) as raised:
        catalogue.add(OFFER, place(tmp_path / "given", files))
    assert "\n" not in str(raised.value)
    assert everything(home) == {"ada.onnx": b"old"}


def test_an_archive_that_is_none_is_refused(home, tmp_path):
    (tmp_path / "ada.zip").write_bytes(b"no archive")
    with pytest.raises(SpeechError, match="cannot be unpacked"):
        catalogue.add(OFFER, tmp_path / "ada.zip")
    assert everything(home) == {}


def test_a_voice_of_one_s_own_is_checked_by_its_checksum(home, tmp_path):
    given = place(tmp_path / "given", {"en_GB-eve.onnx": b"net", "en_GB-eve.onnx.json": b"{}"})
    model = given / "en_GB-eve.onnx"
    with pytest.raises(SpeechError, match="its SHA-256 is"):
        catalogue.add(catalogue.own(model, "00"), given)
    catalogue.add(catalogue.own(model, hashlib.sha256(b"net").hexdigest().upper()), given)
    assert everything(home)["en_GB-eve.onnx"] == b"net"
    with pytest.raises(SpeechError, match="No such file"):
        catalogue.own(tmp_path / "missing.onnx", "00")


def test_the_catalogue_is_whole():
    for name, offer in catalogue.offers().items():
        assert offer.title, name
        assert offer.licence, name
        assert all(len(one.sha256) == 64 and one.bytes for one in offer.files)
    with pytest.raises(SpeechError, match="there are joe, kokoro"):
        catalogue.offer("jo")
