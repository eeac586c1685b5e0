import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from audionews.errors import OutputError, SpeechError
from audionews.settings import Speech
from audionews.speech import Store, expected, say
from audionews.speech.engine import THREADS
from audionews.speech.say import clip_keys

FAULTS = ["breaks", "dies", "halves", "hangs", "raises", "stops-early", "whispers"]
SETTINGS = Speech(jobs=2, timeout=5)

linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks into /proc")


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "clips")


@pytest.fixture(autouse=True)
def _leaves_nothing_behind(scratch, store):
    yield
    assert list(scratch.iterdir()) == []
    assert list(store.root.rglob("*.tmp")) == []
    if Path("/proc/self/task").exists():
        assert workers() == []


def workers():
    """The children of this process that run our worker."""
    children = [
        int(child)
        for thread in Path("/proc/self/task").iterdir()
        for child in _read(thread / "children").split()
    ]
    return [
        child
        for child in children
        if b"audionews.speech.worker" in _read(Path(f"/proc/{child}/cmdline"))
    ]


def _read(entry):
    """What /proc says, nothing where the thread or process has ended since it was listed."""
    try:
        return entry.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def sounds(store, said):
    return [store.read(clip.key) for clip in said.clips]


def test_each_utterance_gets_its_clip_in_order(tone_script, cast_of, store):
    said = say(tone_script, cast_of(), store, SETTINGS)
    for utterance, sound in zip(tone_script.utterances, sounds(store, said), strict=True):
        assert sound.duration == pytest.approx(0.06 * len(utterance.spoken), abs=0.02)
    assert said.said_anew == tuple(range(9))


def test_the_same_words_in_the_same_voice_are_said_once(tone_script, cast_of, store):
    told = []
    said = say(tone_script, cast_of(), store, SETTINGS, lambda *done: told.append(done))
    assert said.clips[0] == said.clips[4]
    assert told == [(number, 8) for number in range(1, 9)]


def test_what_the_store_holds_is_not_said_again(tone_script, cast_of, store):
    first = say(tone_script, cast_of(), store, SETTINGS)
    again = say(tone_script, cast_of(), store, SETTINGS, lambda *_: pytest.fail("said again"))
    assert again.clips == first.clips
    assert again.said_anew == ()


def test_a_clip_with_a_flipped_bit_is_said_again(tone_script, cast_of, store):
    first = say(tone_script, cast_of(), store, SETTINGS)
    path = store.path(first.clips[2].key)
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(content)
    again = say(tone_script, cast_of(), store, SETTINGS)
    assert again.said_anew == (2,)
    assert again.clips == first.clips


def test_another_voice_for_the_quotations_leaves_the_narration_alone(tone_script, cast_of, store):
    say(tone_script, cast_of(), store, SETTINGS)
    cast = cast_of()
    narrator, quotation = cast.parts
    other = type(quotation)(
        name="quotation", voice=type(quotation.voice)(engine="tone", id="en-f2")
    )
    said = say(tone_script, type(cast)(parts=(narrator, other)), store, SETTINGS)
    assert said.said_anew == (1, 5)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_one_more_try_and_never_a_wrong_clip(
    fault, tone_script, cast_of, store, doubles
):
    doubles(1)
    patience = Speech(jobs=2, timeout=1 if fault == "hangs" else 10)
    said = say(tone_script, cast_of(fault), store, patience)
    right = say(tone_script, cast_of(), store, SETTINGS)
    assert sounds(store, said) == sounds(store, right)


@pytest.mark.parametrize("fault", FAULTS)
def test_two_faults_at_the_same_words_are_an_error_that_names_them(
    fault, tone_script, cast_of, store, doubles
):
    doubles(99)
    patience = Speech(jobs=1, timeout=0.5 if fault == "hangs" else 10)
    with pytest.raises(SpeechError) as raised:
        say(tone_script, cast_of(fault), store, patience)
    assert fault in str(raised.value)
    assert "“It took a year,” she said. 1" in str(raised.value)  # one of the longest
    assert "\n" not in str(raised.value)
    assert not list(store.root.rglob("*.wav"))


def test_an_engine_may_print_what_it_likes(tone_script, cast_of, store, doubles, capfd):
    doubles(9)
    said = say(tone_script, cast_of("chatters"), store, SETTINGS)
    right = say(tone_script, cast_of(), store, SETTINGS)
    assert sounds(store, said) == sounds(store, right)
    assert capfd.readouterr() == ("", "")


@linux
def test_a_worker_that_is_killed_in_the_middle_is_replaced(tone_script, cast_of, store):
    def kill(done, _total):
        if done == 1:
            for worker in workers():
                os.kill(worker, signal.SIGKILL)

    said = say(tone_script, cast_of(), store, SETTINGS, kill)
    assert None not in sounds(store, said)


def test_an_interrupt_ends_all_workers_and_is_passed_on(tone_script, cast_of, store, doubles):
    doubles(99)

    def interrupt(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        say(tone_script, cast_of("chatters"), store, SETTINGS, interrupt)


def test_a_store_that_cannot_be_written_to_is_one_line(tone_script, cast_of, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OutputError, match=r"file.*AUDIONEWS_STORE") as raised:
        say(tone_script, cast_of(), Store(tmp_path / "file" / "clips"), SETTINGS)
    assert "\n" not in str(raised.value)


def test_an_unknown_engine_is_answered_with_those_that_are_alike(tone_script, cast_of, store):
    with pytest.raises(SpeechError, match=r"'ton'.*tone"):
        say(tone_script, cast_of("ton"), store, SETTINGS)


def test_an_engine_that_does_not_load_says_so(tone_script, cast_of, store, doubles):
    doubles(0)
    with pytest.raises(SpeechError, match=r"NotThere.*install it again"):
        say(tone_script, cast_of("absent"), store, SETTINGS)


def test_it_can_be_called_from_a_thread(tone_script, cast_of, store):
    said = []
    thread = threading.Thread(
        target=lambda: said.append(say(tone_script, cast_of(), store, SETTINGS))
    )
    thread.start()
    thread.join(30)
    assert len(said[0].clips) == 9


def test_it_can_be_called_in_a_process_pool(tone_script, cast_of, store):
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawned) as pool:
        both = [pool.submit(say, tone_script, cast_of(), store, SETTINGS) for _ in range(2)]
        first, second = (future.result(60) for future in both)
    assert first.clips == second.clips


def test_there_is_nothing_to_say_in_an_empty_script(tone_script, cast_of, store):
    empty = type(tone_script)(title="", language="en", sections=(), utterances=())
    assert say(empty, cast_of(), store, SETTINGS).clips == ()


def test_the_sounds_of_words_count_for_an_engine_that_takes_them(tone_script, cast_of):
    first, *others = tone_script.utterances
    known = replace(first, sounds=(("bridge", "brɪdʒ"),))
    told = replace(tone_script, utterances=(known, *others))
    assert clip_keys(told, cast_of()) == clip_keys(tone_script, cast_of())
    before, after = (clip_keys(one, cast_of("espeak")) for one in (tone_script, told))
    assert [one == other for one, other in zip(before, after, strict=True)] == [False] + [True] * 8


def test_a_worker_that_starts_early_and_alone_may_use_every_core():
    patience, seen = Speech(engine="tone", jobs=4), []
    with pytest.MonkeyPatch.context() as patch:
        crew = import_module("audionews.speech.crew")
        start = crew._environment
        patch.setattr(
            crew, "_environment", lambda *given: seen.append(start(*given)) or start(*given)
        )
        for workers in (1, None):
            with expected(patience, workers=workers):
                pass
    assert [one[THREADS] for one in seen] == ["4", "1", "1", "1", "1"]
