"""--strict: no edition with a speaker who is not sure."""

import pytest

from audionews import cli
from audionews.errors import SettingsError
from audionews.model import Article, Attributions, Block, BlockKind, Quotation
from audionews.quotes import demand_speakers

TEXT = (
    "Harbour opens\n\nThe harbour opened on Monday after long works, the town said.\n\n"
    '"It took a year," said Ada Holm, the mayor.\n\n'
    '"Nobody asked the gulls about it," the union said on Tuesday.\n'
)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT)
    return path


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    return ended.value.code or 0, capsys.readouterr()


def demand(*quotations, where="a.audionews.toml", least=0.5):
    blocks = (Block(kind=BlockKind.PARAGRAPH, text="x", line=7),)
    demand_speakers(
        Article(blocks=blocks, source="a.txt"),
        Attributions(quotations=quotations),
        min_confidence=least,
        where=where,
    )


def quotation(**facts):
    return Quotation(block=0, start=0, end=1, **{"words": "No", "confidence": 0.9, **facts})


def test_sure_speakers_are_enough():
    demand(quotation(speaker="Ada Holm"))


def test_a_doubtful_speaker_is_named_with_the_place_and_what_to_write():
    with pytest.raises(SettingsError) as refused:
        demand(quotation(speaker="Ada Holm", confidence=0.4, words='One "two" three four'))
    said = str(refused.value)
    assert "a.txt: 1 quotation has no sure speaker" in said
    assert "line 7: Ada Holm 40%" in said
    assert 'text = "One \\"two\\" three four" and speaker = "..." into a.audionews.toml' in said
    assert "\n" not in said


def test_many_are_counted():
    with pytest.raises(SettingsError, match=r"9 quotations have .*; and 4 more"):
        demand(*[quotation()] * 9)


def test_the_producers_word_is_sure_even_that_nobody_is_known():
    demand(quotation(rule="producer", confidence=1.0))


def test_what_has_no_side_file_is_told_to_be_saved():
    with pytest.raises(SettingsError, match="saved as a file"):
        demand(quotation(), where="")


@pytest.mark.parametrize("command", ["make", "script", "quotes"])
def test_the_commands_fail_until_the_side_file_says_it(article, tmp_path, capsys, command):
    extra = () if command == "quotes" else ("--engine", "tone")
    extra += ("-o", tmp_path / "output") if command == "make" else ()
    code, _ = run(capsys, command, article, *extra)
    assert code == 0
    before = {path: path.read_bytes() for path in (tmp_path / "output").rglob("*.*")}
    code, printed = run(capsys, command, article, *extra, "--strict")
    assert code == SettingsError.exit_code
    assert printed.err.count("\n") == 1
    assert "Nobody asked the gulls about it," in printed.err
    assert {path: path.read_bytes() for path in before} == before
    side = article.with_name("harbour.audionews.toml")
    side.write_text('[[quotations]]\ntext = "Nobody asked the gulls"\nspeaker = ""\n')
    assert run(capsys, command, article, *extra, "--strict")[0] == 0


def test_a_show_can_be_strict_always(article, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "audionews.toml").write_text("[reading]\nstrict = true\n")
    code, _ = run(capsys, "quotes", article)
    assert code == SettingsError.exit_code
