import json
import re
from dataclasses import replace

import pytest
import webvtt

import editions
from audionews.model import Article, Block, BlockKind, Role
from audionews.publish import chapters, transcript


@pytest.fixture
def made():
    return editions.seed()


def words(text):
    return re.findall(r"\w+", text)


def cues(text):
    return webvtt.from_string(text).captions


def test_another_reader_finds_a_cue_for_each_utterance_with_its_speaker(made):
    found = cues(transcript.vtt(made))
    said = [one for one in made.script.utterances if one.role is not Role.ANNOUNCEMENT]
    assert len(found) == len(said)
    for cue, utterance in zip(found, said, strict=True):
        assert words(cue.text) == words(utterance.text)
        assert cue.voice == (utterance.speaker or "Narrator")


def test_the_cues_follow_one_another(made):
    found = cues(transcript.vtt(made))
    times = [second for cue in found for second in (cue.start_in_seconds, cue.end_in_seconds)]
    assert times == sorted(times)


def test_markup_in_an_article_stays_words():
    article = Article(
        blocks=(Block(kind=BlockKind.PARAGRAPH, text="A <b>bold</b> --> & 1 < 2 claim."),)
    )
    text = transcript.vtt(editions.edition(article))
    assert "<b>" not in text
    assert text.count("-->") == 1


def test_a_speaker_s_name_holds_no_markup_and_no_line_is_long():
    words = "“" + "A rather long promise about the harbour wall, " * 6 + "in short,” she said."
    article = Article(blocks=(Block(kind=BlockKind.PARAGRAPH, text=words),))
    made = editions.edition(article)
    utterances = tuple(replace(one, speaker="Hale <&> Sons") for one in made.script.utterances)
    made = replace(made, script=replace(made.script, utterances=utterances))
    lines = transcript.vtt(made).splitlines()
    spoken = [line for line in lines if line.startswith("<v ")]
    assert spoken
    assert all(line.startswith("<v Hale Sons>") for line in spoken)
    assert max(len(re.sub("^<v [^>]*>", "", line)) for line in lines) <= 65


def test_the_plain_transcript_has_the_article_s_words_in_order(made):
    said = [word for one in made.script.utterances for word in words(one.text)]
    names = {"Narrator", *(word for p in made.attributions.people for word in words(p.name))}
    lines = transcript.text(made).splitlines()
    bare = "\n".join(re.sub(r"^[\w .'-]+: ", "", line) for line in lines)
    assert [w for w in words(bare) if w not in names] == [w for w in said if w not in names]


def test_the_chapters_are_those_of_the_programme(made):
    found = json.loads(chapters.chapters(made))
    assert found["version"] == "1.2.0"
    assert [one["startTime"] for one in found["chapters"]] == [
        chapter.start for chapter in made.programme.chapters
    ]
