"""Folders of editions to be published, made in no time: everything but the sound is real."""

import json
from pathlib import Path

from PIL import Image

import editions
from audionews.model import Loudness
from audionews.publish import record
from audionews.publish.outputs import drafts, publish
from audionews.settings import Feed, Settings

SETTINGS = Settings(
    show=editions.SETTINGS.show,
    reading=editions.SETTINGS.reading,
    feed=Feed(
        url="https://pod.example/heard/feed.xml",
        description="Articles of the Observer, read by several voices.",
        email="radio@observer.example",
        category="News > Politics",
    ),
)
PICTURE = "picture.jpg"
NAMES = ("everything", "russian", "seed", "twelve_speakers")


def put(folder, name, made):
    """Writes an edition as the pipeline does, into a folder of its own."""
    folder = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    mp3 = folder / f"{name}.mp3"
    editions.silence(mp3, made.programme.duration)
    files = publish(made, SETTINGS, drafts(made, SETTINGS, name, [1]), mp3)
    loudness = Loudness(integrated_lufs=-19, true_peak_dbtp=-2)
    kept = record.edition_json(
        made, loudness, SETTINGS, files, clips=(), plan=name, engine_version="1"
    )
    (folder / "edition.json").write_bytes(kept)


def fill(folder):
    """Puts a picture and four editions into the folder, one of them without a date."""
    Image.new("RGB", (1400, 1400), "teal").save(folder / PICTURE)
    for name in NAMES:
        put(folder, name.replace("_", "-"), getattr(editions, name)())


def change(folder: Path, **values):
    """Changes what an edition's record says."""
    path = folder / "edition.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | values), "utf-8")


def make_again(folder: Path, sound: bytes):
    """Gives an edition another sound, as a second run with another voice does."""
    kept = json.loads((folder / "edition.json").read_text("utf-8"))
    (mp3,) = folder.glob("*.mp3")
    mp3.write_bytes(sound)
    change(folder, files=kept["files"] | {mp3.name: record.fingerprint(mp3)})
