import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.article.sidefile import Named, Said, SideFile, load, save
from audionews.errors import SettingsError
from audionews.retouch import folded
from audionews.studio.amend import Entry, amended, anchor

KEPT = """# the ferry

[article]
language = "en"   # British

# who said what
[[quotations]]
text = "We open again"   # on Monday
speaker = "Ada Holm"

# the people
[[people]]
name = "Ada Holm"
sex = "f"
"""


def put(text, table, values, **more):
    return amended(text, [Entry(table=table, values=values, **more)], "the side file")


def test_an_entry_is_changed_and_all_else_stays():
    changed = put(KEPT, "quotations", {"speaker": "Bo Lind"}, at=0)
    assert changed == KEPT.replace('"Ada Holm"\n\n# the', '"Bo Lind"\n\n# the')


def test_a_new_entry_stands_after_its_like_and_above_the_next_comment():
    changed = put(KEPT, "quotations", {"speaker": "Bo Lind"}, anchor={"text": "It rained"})
    new = '[[quotations]]\ntext = "It rained"\nspeaker = "Bo Lind"\n\n'
    assert changed == KEPT.replace("# the people", f"{new}# the people")


def test_an_entry_can_be_put_before_another():
    changed = put(
        KEPT, "quotations", {"speaker": "B"}, anchor={"text": "We open again at"}, before=0
    )
    assert changed.index("We open again at") < changed.index('"We open again"')
    assert "# who said what" in changed


def test_a_new_key_stands_with_its_table():
    changed = put(KEPT, "article", {"narrator": "en-gb"})
    assert changed == KEPT.replace("# British\n", '# British\nnarrator = "en-gb"\n')


def test_a_new_table_stands_at_the_end():
    changed = put(KEPT, "sentences", {"pause": 1.5}, anchor={"text": "It rained"})
    assert changed == KEPT + '\n[[sentences]]\ntext = "It rained"\npause = 1.5\n'
    assert put("", "article", {"narrator": "x"}) == '[article]\nnarrator = "x"\n'


def test_an_entry_that_says_nothing_any_more_goes():
    changed = put(KEPT, "quotations", {"speaker": None}, at=0)
    assert "quotations" not in changed
    assert all(comment in changed for comment in ("# the ferry", "# who said", "# the people"))
    people = put(KEPT, "people", {"sex": None}, at=0)
    assert people == KEPT[: KEPT.index("[[people]]")]


def test_nothing_new_changes_nothing():
    assert put(KEPT, "people", {"voice": None}, anchor={"name": "Bo"}) == KEPT
    assert amended(KEPT, [], "x") == KEPT


def test_inline_tables_stay_inline():
    changed = put(
        'people = [{name = "A", sex = "f"}]\n', "people", {"sex": "m"}, anchor={"name": "B"}
    )
    assert changed == 'people = [{name = "A", sex = "f"}, {name = "B", sex = "m"}]\n'


@pytest.mark.parametrize("text", ["[[quotations]\n", "[article]\ncolour = 1\n"])
def test_a_side_file_that_is_wrong_is_told(text):
    with pytest.raises(SettingsError, match="the side file: "):
        put(text, "people", {"sex": "m"}, anchor={"name": "B"})


def test_a_value_that_is_wrong_is_told():
    with pytest.raises(SettingsError, match="pause"):
        put(KEPT, "sentences", {"pause": 99.0}, anchor={"text": "x"})


WORDS = st.text(alphabet="abc \"'#\\[]=é…", min_size=1, max_size=12).filter(str.strip)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5), WORDS, WORDS, st.data())
def test_only_what_is_asked_for_is_different(tmp_path_factory, people, name, voice, data):
    side = SideFile(
        people=tuple(Named(name=n, voice=v) for n, v in people),
        quotations=(Said(text="q", speaker="s"),),
    )
    path = tmp_path_factory.mktemp("side") / "a.audionews.toml"
    save(side, path)
    text = path.read_text(encoding="utf-8")
    at = data.draw(st.one_of(st.none(), st.integers(0, len(people) - 1)) if people else st.none())
    path.write_text(
        put(text, "people", {"voice": voice}, anchor={"name": name}, at=at), encoding="utf-8"
    )
    wanted = list(people)
    if at is None:
        wanted.append((name, voice))
    else:
        wanted[at] = (wanted[at][0], voice)
    assert [(p.name, p.voice) for p in load(path).people] == wanted
    assert load(path).quotations == side.quotations


def test_an_anchor_is_as_short_as_it_can_be():
    long = "We waited for a year and nobody knew why it took so long"
    assert anchor(long, [long, "It rained"], folded) == "We waited for a year"
    assert anchor(long, ["We waited for a year in vain"], folded) == "We waited for a year and"
    assert anchor("It rained.", [], folded) == "It rained."
    assert anchor(long, [f"{long} at all"], folded) == long
