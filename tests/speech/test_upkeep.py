import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.errors import OutputError
from audionews.speech import Store, upkeep
from audionews.speech.engine import Sound
from audionews.speech.upkeep import Kept

NOW = 1_700_000_000.0
DAY = 86_400


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "clips")


def keep(store, number, *, days=0, samples=100):
    """A clip that was last used so many days ago."""
    key = f"{number:064x}"
    store.write(key, Sound(rate=8000, samples=bytes(2 * samples)))
    os.utime(store.path(key), (NOW - days * DAY,) * 2)
    return key


def flip(path):
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def test_the_clips_are_listed_with_the_longest_unused_first(store):
    keys = [keep(store, number, days=days) for number, days in enumerate([1, 9, 4])]
    assert [clip.key for clip in upkeep.clips(store)] == [keys[1], keys[2], keys[0]]


def test_a_store_that_is_not_there_is_empty(store):
    assert upkeep.clips(store) == []
    assert upkeep.verify(store, NOW).clips == 0


def test_a_flipped_bit_is_found_and_the_clip_deleted(store):
    keys = [keep(store, number) for number in range(5)]
    flip(store.path(keys[3]))
    found = upkeep.verify(store, NOW)
    assert (found.clips, found.damaged) == (5, (keys[3],))
    assert [clip.key for clip in upkeep.clips(store)] == [*keys[:3], keys[4]]
    assert upkeep.verify(store, NOW).damaged == ()


def test_the_litter_of_a_program_that_died_long_ago_is_swept(store):
    key = keep(store, 1)
    old, fresh = (store.path(key).with_suffix(f".{age}.tmp") for age in ("old", "fresh"))
    for path, age in ((old, 2 * DAY), (fresh, 60)):
        path.write_bytes(b"half")
        os.utime(path, (NOW - age,) * 2)
    upkeep.verify(store, NOW)
    assert not old.exists()
    assert fresh.exists()  # somebody may be writing it
    assert store.clip(key)


def test_what_has_long_not_been_used_goes_but_for_what_editions_use(store):
    keys = [keep(store, number, days=10 * number) for number in range(5)]
    kept = upkeep.clips(store)
    gone = upkeep.outworn(kept, {keys[4]}, NOW, older_than=25 * DAY)
    upkeep.delete(store, gone)
    assert [clip.key for clip in gone] == [keys[3]]
    assert {clip.key for clip in upkeep.clips(store)} == {*keys[:3], keys[4]}
    assert not store.path(keys[3]).parent.exists() or any(store.path(keys[3]).parent.iterdir())


def test_asking_for_a_clip_is_using_it(store):
    key = keep(store, 1, days=100)
    store.use(key)
    (clip,) = upkeep.clips(store)
    assert clip.used > NOW


kept = st.lists(
    st.tuples(st.integers(1, 1000), st.integers(0, 100), st.booleans()), max_size=20
).map(
    lambda rows: [
        (Kept(key=f"{n}", path=None, bytes=size, used=NOW - days * DAY), used)
        for n, (size, days, used) in enumerate(sorted(rows, key=lambda row: -row[1]))
    ]
)


@given(kept, st.integers(0, 10_000))
def test_pruning_to_a_size_deletes_no_more_than_it_must(rows, limit):
    clips = [clip for clip, _ in rows]
    used = {clip.key for clip, in_use in rows if in_use}
    gone = upkeep.outworn(clips, used, NOW, larger_than=limit)
    left = sum(clip.bytes for clip in clips) - sum(clip.bytes for clip in gone)
    free = [clip for clip in clips if clip.key not in used]
    assert list(gone) == free[: len(gone)]
    assert left <= limit or list(gone) == free
    assert not gone or left + gone[-1].bytes > limit


def test_a_file_that_cannot_be_deleted_is_one_line(store, monkeypatch):
    keep(store, 1)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    with pytest.raises(OutputError, match=r"clips: Permission denied"):
        upkeep.delete(store, upkeep.clips(store))


def test_what_was_made_of_clips_is_kept_found_out_when_damaged_and_the_first_to_go(store):
    clip, made, spoilt = keep(store, 1, days=50), "a" * 64, "b" * 64
    for key in (made, spoilt):
        store.keep(key, b"reel")
    assert store.fetch(made) == b"reel"
    flip(store.derived(spoilt))
    assert store.fetch(spoilt) is None
    found = upkeep.verify(store, NOW)
    assert (found.clips, found.damaged) == (1, ())
    (left,) = upkeep.derived(store)
    assert left.key == made
    every = [left, *upkeep.clips(store)]
    assert upkeep.outworn(every, set(), NOW, larger_than=every[1].bytes) == (left,)
    upkeep.delete(store, [left])
    assert store.fetch(made) is None
    assert store.clip(clip)


def test_a_store_that_takes_nothing_more_costs_time_only(store, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", refuse)
    store.keep("a" * 64, b"reel")
    assert store.fetch("a" * 64) is None
