"""An edition that was edited again and again is the edition that is made in one go."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from audionews import edition, speech
from audionews.article.sidefile import Said, SideFile
from audionews.changes import Cause
from audionews.model import Article, Block, BlockKind, Pronunciation
from audionews.settings import Mastering, Pauses, Reading, Settings, Speech
from audionews.speech import Store
from audionews.speech.engines.tone import Tone

LINES = (
    (BlockKind.HEADLINE, "Bridge opens after nine years"),
    (BlockKind.BYLINE, "By Ada Brook"),
    (BlockKind.CAPTION, "The bridge on Monday"),
    (BlockKind.PARAGRAPH, '"It took years," said Olim Nazar. Nobody believed in it.'),
    (BlockKind.SUBHEADING, "The crowd"),
    (BlockKind.PARAGRAPH, "Hundreds came to see it in the rain."),
    (BlockKind.PARAGRAPH, '"We shall cross it daily," said Mona Lind, a baker.'),
)
WORDS = ("nine", "ten", "bridge", "tunnel", "rain", "Monday", "daily", "twice")
VOICES = ("en-m1", "en-f2", "en-m3")


@dataclass(frozen=True)
class Desk:
    """All that a producer can change about an edition."""

    lines: tuple = LINES
    speaker: str = ""
    say: str = ""
    narrator: str = ""
    guest: str = ""
    rate: float = 1.0
    pause: float = 0.35
    captions: str = "announce"
    kbps: int = 64

    def settings(self, engine):
        voices = {"Olim Nazar": self.guest} if self.guest else {}
        return Settings(
            speech=Speech(
                engine=engine, narrator=self.narrator, voices=voices, rate=self.rate, jobs=1
            ),
            pauses=Pauses(sentence=self.pause),
            reading=Reading(captions=self.captions),
            mastering=Mastering(bitrate_kbps=self.kbps),
        )

    def prepared(self, engine="tone"):
        said = (Pronunciation(written="Olim", say=self.say),) if self.say else ()
        blocks = tuple(Block(kind=kind, text=text) for kind, text in self.lines)
        side = SideFile(quotations=(Said(text="It took", speaker=self.speaker),))
        return edition.prepare(
            Article(blocks=blocks, pronunciations=said),
            self.settings(engine),
            side if self.speaker else None,
        )


@st.composite
def words_edited(draw, desk):
    at = draw(st.integers(0, len(desk.lines) - 1))
    kind, text = desk.lines[at]
    split = text.split(" ")
    split[draw(st.integers(0, len(split) - 1))] = draw(st.sampled_from(WORDS))
    return replace(desk, lines=(*desk.lines[:at], (kind, " ".join(split)), *desk.lines[at + 1 :]))


@st.composite
def order_edited(draw, desk):
    return replace(desk, lines=tuple(draw(st.permutations(desk.lines))))


@st.composite
def line_taken_out(draw, desk):
    at = draw(st.integers(0, len(desk.lines) - 1))
    left = (*desk.lines[:at], *desk.lines[at + 1 :])
    return replace(desk, lines=left or LINES)


@st.composite
def line_put_in(draw, desk):
    at = draw(st.integers(0, len(desk.lines)))
    return replace(desk, lines=(*desk.lines[:at], draw(st.sampled_from(LINES)), *desk.lines[at:]))


def chosen(name, values):
    return lambda desk: st.sampled_from(values).map(lambda value: replace(desk, **{name: value}))


def edits(voices):
    return (
        words_edited,
        order_edited,
        line_taken_out,
        line_put_in,
        chosen("speaker", ["", "Mona Lind", "Olim Nazar"]),
        chosen("say", ["", "Oh-leem"]),
        chosen("narrator", ["", *voices]),
        chosen("guest", ["", *voices]),
        chosen("rate", [1.0, 1.2]),
        chosen("pause", [0.35, 0.5]),
        chosen("captions", ["announce", "read", "skip"]),
        chosen("kbps", [64, 96]),
    )


@contextmanager
def spoken_here():
    """The real way of saying a script, but with the engine of tones in this very process."""

    def sounds(lines, *_):
        for key, line in lines.items():
            yield key, Tone().say(line.text, line.voice)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("audionews.speech.say"), "_sounds", sounds)
        yield


def sound_of(voice, spoken):
    """All that an engine goes by."""
    return voice.engine, voice.id, voice.rate, voice.pitch, spoken


@settings(max_examples=60)
@given(st.data())
def test_exactly_what_sounds_otherwise_or_was_pruned_is_said_anew(data):
    with TemporaryDirectory() as folder, spoken_here():
        store, desk, held = Store(Path(folder)), Desk(), {}
        for _ in range(data.draw(st.integers(1, 4))):
            prepared = desk.prepared()
            said = speech.say(prepared.script, prepared.cast, store, desk.settings("tone").speech)
            voices = [prepared.cast.part(said).voice for said in prepared.script.utterances]
            spoken = [said.spoken for said in prepared.script.utterances]
            sounds = list(map(sound_of, voices, spoken))
            assert said.said_anew == tuple(n for n, one in enumerate(sounds) if one not in held)
            held |= dict(zip(sounds, (clip.key for clip in said.clips), strict=True))
            assert len(set(held.values())) == len(held)  # no two sounds share a clip
            for clip, words, voice in zip(said.clips, spoken, voices, strict=True):
                assert store.read(clip.key) == Tone().say(words, voice)
            for one in data.draw(st.sets(st.sampled_from(sorted(held)), max_size=3)):
                store.path(held.pop(one)).unlink()
            desk = data.draw(data.draw(st.sampled_from(edits(VOICES)))(desk))


@settings(max_examples=60)
@given(st.data())
def test_the_report_names_each_utterance_that_is_said_anew_with_its_cause(data):
    edit = data.draw(st.sampled_from(edits(VOICES)))
    before, now = Desk(), data.draw(edit(Desk()))
    old, new = (edition.rendition(desk.prepared(), desk.settings("tone")) for desk in (before, now))
    changes = edition.changes.compare(old, new)
    known = {sound_of(line.voice, line.spoken) for line in old.lines}
    anew = {n for n, line in enumerate(new.lines) if sound_of(line.voice, line.spoken) not in known}
    assert {change.utterance for change in changes.lines if change.said_anew} == anew
    causes = {cause for change in changes.lines for cause in change.causes}
    assert not causes & {Cause.ENGINE, Cause.MAKING, Cause.STORE}
    if before.lines == now.lines:
        assert not changes.gone or now.captions != before.captions
        assert Cause.WORDS not in causes


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def made(desk, folder, clips):
    return edition.make_prepared(
        desk.prepared("espeak"), desk.settings("espeak"), folder, Store(clips)
    )


@settings(max_examples=3, phases=[Phase.generate])  # each makes whole editions
@given(st.data())
def test_an_edition_edited_step_by_step_has_the_bytes_of_one_made_at_once(data):
    with TemporaryDirectory() as temporary:
        there, desk = Path(temporary), Desk()
        made(desk, there / "edited" / "bridge", there / "clips")
        clips = sorted((there / "clips").glob("??/*.wav"))
        for path in data.draw(st.sets(st.sampled_from(clips), max_size=2)):
            path.unlink()
        desk = data.draw(data.draw(st.sampled_from(edits(["en-us", "en-gb"])))(desk))
        made(desk, there / "edited" / "bridge", there / "clips")
        made(desk, there / "at once" / "bridge", there / "other clips")
        assert files(there / "edited" / "bridge") == files(there / "at once" / "bridge")
