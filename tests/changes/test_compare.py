from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.changes import Cause, Line, Rendition, compare
from audionews.changes.align import aligned, origins
from audionews.model import Voice
from audionews.speech.store import key

NARRATOR = Voice(engine="tone", id="en-m1", name="Low")
GUEST = Voice(engine="tone", id="en-f1", name="High")


def line(text, voice=NARRATOR, *, spoken="", speaker=None, version="1", key_=""):
    said = spoken or text
    return Line(
        text=text,
        spoken=said,
        role="narration",
        speaker=speaker,
        voice=voice,
        version=version,
        key=key_ or key(voice.engine, version, voice, said),
    )


def rendition(*lines, **facts):
    return Rendition(lines=tuple(lines), facts=facts)


BEFORE = rendition(
    line("The bridge opened on Monday."),
    line("“It took nine years,”", GUEST, speaker="Olim Nazar"),
    line("said the mayor."),
    line("Hundreds came to see it."),
)


def edited(index, **fields):
    """The edition with one line of it changed, and its key as the change demands."""
    lines = list(BEFORE.lines)
    new = replace(lines[index], **fields)
    lines[index] = replace(new, key=key(new.voice.engine, new.version, new.voice, new.spoken))
    return rendition(*lines)


def test_the_same_edition_has_no_changes():
    assert compare(BEFORE, BEFORE) == compare(rendition(), rendition())


def test_where_no_edition_was_it_is_the_first():
    assert compare(None, BEFORE).first
    assert not compare(BEFORE, BEFORE).first


@pytest.mark.parametrize(
    ("index", "fields", "cause", "why"),
    [
        (
            1,
            {"text": "“It took ten years,”", "spoken": "“It took ten years,”"},
            Cause.WORDS,
            "“nine” is now “ten”",
        ),
        (
            0,
            {"text": "The bridge opened.", "spoken": "The bridge opened."},
            Cause.WORDS,
            "without “on Monday”",
        ),
        (1, {"spoken": "“It took 9 years,”"}, Cause.PRONUNCIATION, "said: “nine” is now “9”"),
        (1, {"speaker": None}, Cause.SPEAKER, "the speaker is nobody known, was Olim Nazar"),
        (1, {"voice": NARRATOR}, Cause.VOICE, "the voice is Low (tone), was High (tone)"),
        (1, {"voice": replace(GUEST, rate=1.2)}, Cause.PACE, "its speed is 1.2, was 1"),
        (1, {"voice": replace(GUEST, pitch=-2)}, Cause.PACE, "its pitch is -2, was +0"),
        (1, {"version": "2"}, Cause.ENGINE, "tone is 2, was 1"),
    ],
)
def test_a_changed_line_says_why_in_plain_words(index, fields, cause, why):
    (change,) = compare(BEFORE, edited(index, **fields)).lines
    assert change.utterance == change.before == index
    assert change.causes == (cause,)
    assert change.why == why
    assert change.said_anew == (cause is not Cause.SPEAKER)  # in the same voice as before


def test_a_word_with_other_sounds_says_so_where_the_engine_takes_them():
    sounded = replace(BEFORE.lines[3], sounds=(("Hundreds", "hʌndrədz"),), key="another")
    (change,) = compare(BEFORE, rendition(*BEFORE.lines[:3], sounded)).lines
    assert change.causes == (Cause.PRONUNCIATION,)
    assert change.why == "said: “Hundreds” is /hʌndrədz/, was as written"
    deaf = replace(sounded, key=BEFORE.lines[3].key)
    assert compare(BEFORE, rendition(*BEFORE.lines[:3], deaf)).lines == ()


def test_a_clip_that_is_made_in_another_way_says_so():
    now = rendition(*BEFORE.lines[:3], replace(BEFORE.lines[3], key="another"))
    (change,) = compare(BEFORE, now).lines
    assert change.causes == (Cause.MAKING,)


def test_a_clip_that_the_store_had_lost_says_so():
    (change,) = compare(BEFORE, BEFORE, said_anew=[2]).lines
    assert (change.utterance, change.causes, change.said_anew) == (2, (Cause.STORE,), True)


def test_a_new_line_and_a_line_that_is_gone():
    now = rendition(*BEFORE.lines[:2], line("It rained all that day, he added."), BEFORE.lines[3])
    changes = compare(BEFORE, now)
    (change,) = changes.lines
    assert (change.before, change.causes) == (None, (Cause.NEW,))
    assert changes.gone == ("said the mayor.",)


def test_a_line_that_has_moved_is_not_said_anew():
    now = rendition(*BEFORE.lines[1:], BEFORE.lines[0])
    changes = compare(BEFORE, now)
    assert (changes.lines, changes.gone, changes.moved) == ((), (), 1)


def test_a_line_that_moved_and_got_another_voice_is_the_same_line():
    moved = line(BEFORE.lines[0].text, GUEST)
    (change,) = compare(BEFORE, rendition(*BEFORE.lines[1:], moved)).lines
    assert (change.before, change.causes) == (0, (Cause.VOICE,))


def test_settings_that_differ_are_told_with_both_values():
    before = rendition(*BEFORE.lines, **{"pauses.sentence": 0.35, "show.title": "Heard"})
    now = rendition(*BEFORE.lines, **{"pauses.sentence": 0.5, "show.title": "Heard"})
    (fact,) = compare(before, now).facts
    assert (fact.name, fact.before, fact.now) == ("pauses.sentence", 0.35, 0.5)


def test_a_whole_article_written_anew_is_compared_in_no_time():
    before = rendition(*(line(f"Number {n} was here.") for n in range(3000)))
    now = rendition(*(line(f"Count {n} is there.") for n in range(3000)))
    assert len(compare(before, now).lines) == 3000


texts = st.sampled_from(
    ["It rained.", "It rained all day.", "The mayor spoke.", "Nobody came.", "The end came late."]
)
renditions = st.lists(st.tuples(texts, st.sampled_from([NARRATOR, GUEST])), max_size=12).map(
    lambda pairs: rendition(*(line(text, voice) for text, voice in pairs))
)


@given(renditions, renditions)
def test_side_by_side_each_line_stands_once_and_in_its_own_order(before, now):
    pairs = aligned(before.lines, now.lines)
    assert [one.before for one in pairs if one.before is not None] == list(range(len(before.lines)))
    assert [one.now for one in pairs if one.now is not None] == list(range(len(now.lines)))


@given(renditions, renditions)
def test_no_two_lines_come_from_one(before, now):
    found = origins(before.lines, now.lines, aligned(before.lines, now.lines))
    assert len(set(found.values())) == len(found)


@given(renditions, renditions)
def test_what_is_said_anew_is_what_had_no_such_sound_before(before, now):
    known = {line.key for line in before.lines}
    said = {change.utterance for change in compare(before, now).lines if change.said_anew}
    assert said == {n for n, line in enumerate(now.lines) if line.key not in known}


@given(renditions, renditions)
def test_every_line_is_kept_changed_or_gone(before, now):
    changes = compare(before, now)
    new = sum(change.causes == (Cause.NEW,) for change in changes.lines)
    assert len(before.lines) + new == len(now.lines) + len(changes.gone)
