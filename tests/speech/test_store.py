import errno
import os
import stat
import wave
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.errors import OutputError
from audionews.model import Voice
from audionews.speech import Sound, Store, default_root
from audionews.speech.store import key

VOICE = Voice(engine="tone", id="en-m1")
SOUND = Sound(rate=22_050, samples=bytes(range(256)) * 4)
KEY = key("tone", "1", VOICE, "words")

keys = st.tuples(
    st.sampled_from(["a", "b"]),
    st.sampled_from(["1", "11"]),
    st.builds(
        Voice,
        engine=st.just("a"),
        id=st.sampled_from(["v", "v1"]),
        rate=st.sampled_from([1, 1.0, 1.5]),
        pitch=st.sampled_from([0, 0.0, -1.0]),
    ),
    st.text(max_size=3),
)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "clips")


@given(keys, keys)
def test_keys_are_equal_if_and_only_if_all_that_decides_the_sound_is(one, other):
    assert (key(*one) == key(*other)) == (one == other)


def test_what_people_call_a_voice_does_not_change_its_sound():
    called = replace(VOICE, name="Ada", sex="f", language="en")
    assert key("tone", "1", called, "words") == KEY


@given(rate=st.integers(1, 192_000), samples=st.binary(max_size=64))
def test_what_is_read_is_what_was_written(tmp_path_factory, rate, samples):
    store, sound = Store(tmp_path_factory.mktemp("clips")), Sound(rate=rate, samples=samples * 2)
    clip = store.write(KEY, sound)
    assert store.read(KEY) == sound
    assert store.clip(KEY) == store.whole(KEY) == clip


def test_a_clip_is_a_wav_file_for_any_reader(store):
    store.write(KEY, SOUND)
    with wave.open(str(store.path(KEY))) as file:
        assert file.getparams()[:4] == (1, 2, 22_050, 512)
        assert file.readframes(512) == SOUND.samples


def test_an_absent_clip_is_none(store):
    assert (store.clip(KEY), store.read(KEY), store.whole(KEY)) == (None, None, None)


@pytest.mark.parametrize("at", range(0, 1108, 9))
def test_a_flipped_bit_in_what_is_needed_is_found(store, at):
    store.write(KEY, SOUND)
    content = bytearray(store.path(KEY).read_bytes())
    content[at] ^= 1
    store.path(KEY).write_bytes(content)
    assert store.read(KEY) in {None, SOUND}  # the size of our own chunk is not needed


@pytest.mark.parametrize("size", [0, 10, 83, 84, 600, 1107])
def test_a_file_that_was_cut_off_is_no_clip(store, size):
    store.write(KEY, SOUND)
    path = store.path(KEY)
    path.write_bytes(path.read_bytes()[:size])
    assert (store.clip(KEY), store.read(KEY)) == (None, None)


def test_any_number_may_write_the_same_clip_at_a_time(store):
    def write(number):
        return store.write(KEY, replace(SOUND, samples=bytes([number]) * 50_000))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(200)))
    assert store.whole(KEY)
    assert [path.name for path in store.root.rglob("*.*")] == [f"{KEY}.wav"]


def test_a_full_disk_is_one_line_and_leaves_nothing(store, monkeypatch):
    def full(self, _content):
        self.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match=r"No space left.*AUDIONEWS_STORE") as raised:
        store.write(KEY, SOUND)
    assert "\n" not in str(raised.value)
    assert list(store.root.rglob("*.*")) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such bits")
def test_the_files_are_as_open_as_the_user_wants_them(store):
    store.write(KEY, SOUND)
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(store.path(KEY).stat().st_mode) == 0o666 & ~mask


def test_the_environment_names_another_store(monkeypatch, tmp_path):
    monkeypatch.setenv("AUDIONEWS_STORE", str(tmp_path))
    assert default_root() == tmp_path
    monkeypatch.delenv("AUDIONEWS_STORE")
    assert default_root().parts[-2:] == ("audionews", "clips")
