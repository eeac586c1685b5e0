import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews import script
from audionews.article.sidefile import Respelling
from audionews.errors import SettingsError
from audionews.model import Article, Attributions, Block, BlockKind, Pronunciation
from audionews.settings import Settings
from audionews.spoken import Lexicon, lexicon_file, lexicon_for, pls, spoken
from audionews.spoken.ipa import respelt
from audionews.spoken.lexicon import said
from audionews.spoken.suspects import suspects

UALI = Pronunciation(written="Uali", say="Wah-lee")


def article(*texts, **values):
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
    return Article(blocks=blocks, **values)


@pytest.mark.parametrize(
    ("entry", "written", "expected"),
    [
        (UALI, "said Uali.", "said Wah-lee."),
        (UALI, "Uali's academy", "Wah-lee's academy"),
        (UALI, "Ualiev and uali", "Ualiev and uali"),
        (Pronunciation(written="UNITAR", manner="letters"), "UNITAR's", "U.N.I.T.A.R.'s"),
        (Pronunciation(written="FBI", manner="word"), "the FBI", "the Fbi"),
        (Pronunciation(written="Brook", ipa="ˈbrʊk"), "Ada Brook", "Ada Brook"),
        (Pronunciation(written="Wien", ipa="viːn"), "in Wien", "in Veen"),
        (Pronunciation(written="Ng", language="vi"), "Mr Ng", "Mister Ng"),
        (Pronunciation(written="Ada Brook", say="Ah-da Brook"), "Ada Brook", "Ah-da Brook"),
        (Pronunciation(written="caravan", say="wagon", any_case=True), "A CARAVAN", "A wagon"),
        (Pronunciation(written="Brook", say="Bach", in_language="de"), "Ada Brook", "Ada Brook"),
    ],
)
def test_a_word_is_said_as_its_entry_says(entry, written, expected):
    assert spoken(written, "en", Lexicon([entry])) == expected


def test_the_article_goes_before_the_show_and_the_show_before_the_house(tmp_path):
    show = tmp_path / "show.toml"
    show.write_text('[[pronunciations]]\nwritten = "Uali"\nsay = "Valley"\n', encoding="utf-8")
    settings = Settings(speech=Settings().speech.__class__(lexicon=str(show)))
    plain, own = article("Uali spoke."), article("Uali spoke.", pronunciations=(UALI,))
    assert spoken("Uali", "en", lexicon_for(plain, Settings())) == "Oo-ah-lee"
    assert spoken("Uali", "en", lexicon_for(plain, settings)) == "Valley"
    assert spoken("Uali", "en", lexicon_for(own, settings)) == "Wah-lee"


def test_a_changed_entry_changes_exactly_the_utterances_that_hold_the_word():
    text = ["Uali spoke in Vienna. It rained.", "Nobody left. They heard Uali, he said."]
    before = script.write(article(*text), Attributions(), Settings())
    after = script.write(article(*text, pronunciations=(UALI,)), Attributions(), Settings())
    pairs = zip(before.utterances, after.utterances, strict=True)
    changed = [one.text for one, other in pairs if one != other]
    assert changed == ["Uali spoke in Vienna.", "They heard Uali, he said."]


@pytest.mark.parametrize("say", ["", "   ", "..."])
def test_no_entry_drops_a_word(say):
    entry = Pronunciation(written="Uali", say=say, ipa="???", language="kk")
    assert said(entry, "en").strip()


def test_an_entry_that_says_nothing_is_refused(tmp_path):
    with pytest.raises(ValueError, match="needs a say"):
        Respelling(written="Uali")
    file = tmp_path / "show.toml"
    file.write_text('[[pronunciations]]\nwritten = "Uali"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"show\.toml.*needs a say"):
        lexicon_file.read(file)


words = (
    st.text("abcdefgXYZ АБВгд'-.", min_size=1, max_size=8)
    .map(str.strip)
    .filter(lambda word: any(map(str.isalnum, word)) and " ".join(word.split()) == word)
)


@given(st.lists(st.builds(Pronunciation, written=words, say=words, ipa=words), max_size=5))
def test_pls_keeps_respellings_and_ipa(entries):
    kept = pls.read(pls.write(entries, "en"))
    assert [(one.written, one.say, one.ipa) for one in kept] == [
        (one.written, one.say, one.ipa) for one in entries
    ]
    assert {one.in_language for one in kept} <= {"en"}


def test_pls_keeps_manners_languages_and_case():
    entries = (
        Pronunciation(written="OSCE", manner="letters"),
        Pronunciation(written="Wien", ipa="viːn", language="de"),
        Pronunciation(written="hub", say="hubb", any_case=True),
    )
    kept = pls.read(pls.write(entries, "en"))
    assert [(one.manner, one.language, one.any_case) for one in kept] == [
        ("letters", "", False),
        ("", "de", False),
        ("", "", True),
    ]
    assert b"<alias>O.S.C.E</alias>" in pls.write(entries, "en")


def test_pls_of_other_programs_is_read():
    document = """<?xml version="1.0"?>
    <lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
        alphabet="ipa" xml:lang="en-GB">
      <lexeme><grapheme>colour</grapheme><grapheme>color</grapheme><phoneme>ˈkʌlə</phoneme></lexeme>
      <lexeme><grapheme>W3C</grapheme><alias>first</alias>
        <alias prefer="true">World Wide Web Consortium</alias></lexeme>
      <lexeme><grapheme>empty</grapheme></lexeme>
      <lexeme><grapheme>odd</grapheme><phoneme alphabet="x-sampa">Qd</phoneme></lexeme>
    </lexeme>""".replace("    </lexeme>", "    </lexicon>")
    entries = pls.read(document.encode())
    assert [(one.written, one.say or one.ipa) for one in entries] == [
        ("colour", "ˈkʌlə"),
        ("color", "ˈkʌlə"),
        ("W3C", "World Wide Web Consortium"),
    ]


@pytest.mark.parametrize(
    "document",
    [b"", b"<lexicon/>", b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><lexicon>&b;</lexicon>'],
)
def test_what_is_no_pls_is_refused(document):
    with pytest.raises(ValueError, match=r"\w"):
        pls.read(document)


def test_a_lexicon_is_written_and_read_again(tmp_path):
    file = tmp_path / "show.toml"
    entries = (UALI, Pronunciation(written='O"Neill', ipa="oʊˈniːl", any_case=True))
    lexicon_file.save((Pronunciation(written="Uali", say="old"), *entries), file)
    assert lexicon_file.read(file) == entries


def test_ipa_is_respelt_in_english_letters():
    assert respelt("ʃɪmˈkɛnt", "en") == "Shimkehnt"
    assert respelt("ʃɪmˈkɛnt", "sw") == ""
    assert respelt("ǃǁ", "en") == ""


def test_suspects_are_the_names_that_no_list_has():
    found = suspects(article("Zhakip Qurmanov met the general prosecutor in London in May."))
    assert {one.word for one in found} == {"Zhakip", "Qurmanov"}
    assert all(0 < one.surprise <= 1 and one.reason for one in found)


def test_words_of_another_alphabet_are_suspects_and_entries_are_not():
    found = suspects(article("He said Здравствуйте to Uali."))
    assert [one.word for one in found] == ["Здравствуйте"]


def test_a_large_lexicon_costs_little():
    lexicon = Lexicon(Pronunciation(written=f"Name{n}", say="x") for n in range(3000))
    lexicon.apply("Name7", "en")
    began = time.process_time()
    for _ in range(1000):
        lexicon.apply("a sentence of quite common words without any entry in it", "en")
    assert time.process_time() - began < 0.5


def test_the_sounds_of_the_words_that_are_said_are_known():
    lexicon = Lexicon([Pronunciation(written="Wien", ipa="viːn"), UALI])
    said = spoken("In Wien and Almaty, Uali spoke.", "en", lexicon)
    assert lexicon.sounds(said, "en") == (("Ahlmahtee", "ɑlmɑˈti"), ("Veen", "viːn"))
    assert lexicon.sounds("Nothing of them.", "en") == ()
    assert lexicon.sounds(said, "sw") == ()
