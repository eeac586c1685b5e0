import tomllib
from concurrent.futures import ThreadPoolExecutor

import pytest

from audionews.casting import kept, remember
from audionews.errors import OutputError, SettingsError
from audionews.model import Cast, Part, Person, Voice
from audionews.settings import Speech


@pytest.fixture
def show(tmp_path):
    return Speech(engine="tone", cast=str(tmp_path / "show" / "cast.toml"))


def voice(id_="en-f1", **values):
    return Voice(engine="tone", id=id_, **values)


def cast_of(**voices):
    parts = [Part(name="narrator", voice=voice("en-m1"))]
    parts += [Part(name=name, voice=one, person=Person(name=name)) for name, one in voices.items()]
    parts += [Part(name="quotation", voice=voice("en-m2"))]
    return Cast(parts=tuple(parts))


def test_speakers_are_kept_and_roles_are_not(show):
    remember(cast_of(Ada=voice(), Olim=voice("en-f2", pitch=2.5, rate=0.94)), show)
    assert kept(show) == {"Ada": voice(), "Olim": voice("en-f2", pitch=2.5, rate=0.94)}


def test_what_is_kept_holds(show):
    remember(cast_of(Ada=voice()), show)
    remember(cast_of(Ada=voice("en-f3"), Eve=voice("en-f2")), show)
    assert kept(show) == {"Ada": voice(), "Eve": voice("en-f2")}


def test_the_speed_of_the_show_is_not_the_speaker_s(show):
    fast = Speech(engine="tone", cast=show.cast, rate=1.5)
    remember(cast_of(Ada=voice(rate=1.5)), fast)
    assert kept(show) == {"Ada": voice()}


def test_whom_the_settings_name_is_not_written_down(show):
    named = Speech(engine="tone", cast=show.cast, voices={"Ada": "en-f3"})
    remember(cast_of(Ada=voice("en-f3")), named)
    assert kept(show) == {}


def test_what_a_producer_wrote_is_left_as_it_is(tmp_path):
    file = tmp_path / "cast.toml"
    mine = '# mine\n[tone]\n"Ada" = "en-f3" # hers\n\n[other]\n"Ada" = "x"\n'
    file.write_text(mine, encoding="utf-8")
    own = Speech(engine="tone", cast=str(file))
    remember(cast_of(Ada=voice(), Eve=voice("en-f2")), own)
    assert file.read_text(encoding="utf-8") == mine.replace("hers\n", 'hers\n"Eve" = "en-f2"\n')
    remember(cast_of(Ada=voice()), Speech(engine="new", cast=str(file)))
    assert tomllib.loads(file.read_text(encoding="utf-8"))["new"] == {"Ada": "en-f1"}


def test_odd_names_are_kept(show):
    names = ['Jo "Joy" Kim', "Ána\\O'Neil", "Šárka\x7f", "[tone]"]
    remember(cast_of(**dict.fromkeys(names, voice())), show)
    remember(cast_of(last=voice()), show)
    assert list(kept(show)) == [*names, "last"]


def test_many_at_once_lose_nobody(show):
    names = [f"Speaker {number}" for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda name: remember(cast_of(**{name: voice()}), show), names))
    assert sorted(kept(show)) == sorted(names)


def test_a_show_without_a_cast_file_keeps_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    remember(cast_of(Ada=voice()), Speech())
    assert kept(Speech()) == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["[tone", "tone = 1", '[tone]\n"Ada" = { pitch = 1 }'])
def test_what_is_no_cast_is_told(text, tmp_path):
    file = tmp_path / "cast.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"cast\.toml is no cast.*mend"):
        kept(Speech(engine="tone", cast=str(file)))


def test_a_folder_in_its_place_is_told(tmp_path):
    with pytest.raises(SettingsError, match="set speech"):
        kept(Speech(cast=str(tmp_path)))
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="set speech"):
        remember(cast_of(Ada=voice()), Speech(cast=str(tmp_path / "file" / "cast.toml")))
