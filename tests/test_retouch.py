import pytest

from audionews.article import read_with_notes
from audionews.check import Severity, check
from audionews.edition import make
from audionews.errors import ArticleError
from audionews.model import Role
from audionews.prepare import editions, prepare
from audionews.settings import Cues, Settings, Speech

STORY = """The ferry sails again

By Ada Holm

The ferry sailed again on Monday, a year after the storm that broke the pier. It was late. \
"We waited for a year," said Olim Said, the mayor of the town. Nobody knows why it took so long.

It rained all day, and hundreds of people stood in the rain to see the first boat leave the pier.
"""
TONE = Settings(speech=Speech(engine="tone"))


@pytest.fixture
def prepared(tmp_path):
    """Gives the story as it is prepared with a side file."""

    def with_side(side, settings=TONE):
        path = tmp_path / "story.txt"
        path.write_text(STORY)
        (tmp_path / "story.audionews.toml").write_text(side)
        reading = read_with_notes(path)
        return prepare(reading.articles[0], settings, reading.side, where="the side file")

    return with_side


def texts(prepared):
    return [said.text for said in prepared.script.utterances if said.text]


def said(prepared, beginning):
    return next(u for u in prepared.script.utterances if u.text.startswith(beginning))


def test_a_sentence_is_said_in_the_producers_words(prepared):
    made = prepared('[[sentences]]\ntext = "it was"\nsay = "It was very  late."\n')
    assert said(made, "It was").spoken == "It was very late."
    assert said(made, "It was").text == "It was late."
    assert made.notes == ()


def test_a_pause_is_as_long_as_the_producer_says(prepared):
    made = prepared('[[sentences]]\ntext = "It was late."\npause = 2\n')
    assert said(made, "It was").pause == 2


def test_a_dropped_sentence_is_not_said_and_declared(prepared):
    before = prepared("")
    made = prepared('[[sentences]]\ntext = "It was late."\nskip = true\n')
    assert texts(made) == [text for text in texts(before) if text != "It was late."]
    (line,) = [line for line in made.script.left_out if line.text == "It was late."]
    assert line.reason == "the side file says so"
    assert line.kind == "paragraph"


def test_the_pause_of_a_dropped_sentence_is_kept(prepared):
    before = prepared("")
    pause = said(before, "Nobody").pause
    assert pause > said(before, "said Olim").pause
    made = prepared('[[sentences]]\ntext = "Nobody knows"\nskip = true\n')
    assert said(made, "said Olim").pause == pause


def test_an_earcon_goes_to_the_sentence_beside_a_dropped_one(tmp_path):
    monologue = '"We waited. It was long. We sang," said Olim Said'
    (tmp_path / "two.txt").write_text(
        STORY.replace('"We waited for a year," said Olim Said', monologue)
    )
    (tmp_path / "two.audionews.toml").write_text(
        "[[sentences]]\ntext = '\"We waited.'\nskip = true\n"
        '[[sentences]]\ntext = "We sang"\nskip = true\n'
    )
    settings = Settings(speech=Speech(engine="tone"), cues=Cues(quotations="earcon"))
    ((_, thought_out),) = editions(tmp_path / "two.txt", settings, fetch=False)
    quoted = [u for u in thought_out().script.utterances if u.role is Role.QUOTATION]
    assert [(u.text, u.opens, u.closes) for u in quoted] == [("It was long.", True, True)]


def test_an_announcement_goes_with_all_that_it_announces(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(
        "<article><h1>Ferry</h1><p>The ferry sailed again on Monday after a year.</p>"
        "<figure><img src='a.jpg'><figcaption>The ferry.</figcaption></figure></article>"
    )
    ((_, thought_out),) = editions(path, TONE, fetch=False)
    *before, announced, _ = [u.spoken for u in thought_out().script.utterances]
    assert announced == "Picture."
    (tmp_path / "page.audionews.toml").write_text(
        '[[sentences]]\ntext = "The ferry."\nskip = true\n'
    )
    ((_, thought_out),) = editions(path, TONE, fetch=False)
    assert [u.spoken for u in thought_out().script.utterances] == before


@pytest.mark.parametrize(
    ("anchor", "problem"), [("It", "different sentences"), ("Ask me", "no sentence begins")]
)
def test_an_entry_that_means_no_single_sentence_is_reported(prepared, anchor, problem):
    (note,) = prepared(f'[[sentences]]\ntext = "{anchor}"\nskip = true\n').notes
    assert note.startswith(f"the side file: {problem}")


def test_not_everything_can_be_dropped(prepared):
    everything = "".join(
        f"[[sentences]]\ntext = '{text}'\nskip = true\n" for text in texts(prepared(""))
    )
    with pytest.raises(ArticleError, match="drops every sentence"):
        prepared(everything, Settings(speech=Speech(engine="tone"), cues=Cues(opening=False)))


def test_a_person_has_the_voice_that_the_side_file_names(prepared):
    voices = {part.name: part.voice.id for part in prepared("").cast.parts}
    made = prepared(f'[[people]]\nname = "Olim Said"\nvoice = "{voices["narrator"]}"\n')
    now = {part.name: part.voice.id for part in made.cast.parts}
    assert now["Olim Said"] == voices["narrator"] != voices["Olim Said"]
    assert made.notes == ()


def test_the_narrator_has_the_voice_that_the_side_file_names(prepared):
    voices = {part.name: part.voice.id for part in prepared("").cast.parts}
    made = prepared(f'[article]\nnarrator = "{voices["Olim Said"]}"\n')
    assert {part.name: part.voice.id for part in made.cast.parts}["narrator"] == voices["Olim Said"]


def test_a_speaker_whom_only_the_producer_names_can_be_cast(prepared):
    made = prepared(
        '[[quotations]]\ntext = "We waited"\nspeaker = "Mona Lind"\n'
        '[[people]]\nname = "Mona Lind"\nsex = "f"\n'
    )
    assert made.notes == ()


def test_an_edition_with_dropped_sentences_and_a_long_pause_passes_the_check(tmp_path):
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "story.audionews.toml").write_text(
        '[[sentences]]\ntext = "It was late."\nskip = true\n'
        '[[sentences]]\ntext = "Nobody knows"\npause = 6\n'
    )
    (made,) = make(tmp_path / "story.txt", TONE, tmp_path / "output")
    findings = check(made.folder).findings
    assert [f for f in findings if f.severity is not Severity.NOTE] == []
    assert [f.what for f in findings if "It was late." in f.what] != []
