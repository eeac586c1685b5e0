import pytest

from audionews.speech import ipa

SOUNDS = (("Zhandoss", "ʒɑnˈdos"), ("Issick-kool", "ɪsɪkˈkul"))


def test_words_whose_sounds_are_known_are_cut_out():
    assert list(ipa.cut("To Issick-kool, with Zhandoss.", SOUNDS)) == [
        ("To ", ""),
        ("Issick-kool", "ɪsɪkˈkul"),
        (", with ", ""),
        ("Zhandoss", "ʒɑnˈdos"),
        (".", ""),
    ]
    assert list(ipa.cut("Nobody.", SOUNDS)) == [("Nobody.", "")]
    assert list(ipa.cut("Zhandossov", SOUNDS)) == [("Zhandossov", "")]


@pytest.mark.parametrize(
    ("word", "sounds", "said"),
    [
        ("Zhandoss", "ʒɑnˈdos", "ʒɑnˈdosɪz"),
        ("Oolee", "uɑˈli", "uɑˈliz"),
        ("Astahk", "ɑsˈtɑk", "ɑsˈtɑks"),
    ],
)
def test_a_genitive_is_heard(word, sounds, said):
    assert list(ipa.cut(f"{word}'s hat", ((word, sounds),))) == [(f"{word}'s", said), (" hat", "")]


def test_espeak_is_given_its_own_names_of_sounds():
    assert ipa.espeak("ʃɪmˈkɛnt", "en-us") == "SImk'Ent"
    assert ipa.espeak("kɑˈsɪm ʒoˈmɑrt", "en-us+f2") == "kA:s'Im ZoUm'A:rt"


def test_what_espeak_has_no_name_for_stays_a_word():
    assert ipa.espeak("ǃɑ", "en-us") == ""
    assert ipa.espeak("ʃɪmˈkɛnt", "de") == ""


def test_networks_are_given_the_sounds_that_they_were_taught():
    assert ipa.in_language("nɑzɑrˈbɑjɛv", "en-us") == "nɑːzɑːɹbˈɑːjɛv"
    assert ipa.in_language("ˈruf", "de") == "rˈuf"
