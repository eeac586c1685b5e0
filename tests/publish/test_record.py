import json

import pytest

from audionews.publish import record


@pytest.fixture
def keep(tmp_path):
    """Writes an edition's record, as far as it matters here."""

    def keep(place, clips, form=record.FORMAT):
        folder = tmp_path / place
        folder.mkdir(parents=True)
        (folder / record.RECORD).write_text(json.dumps({"format": form, "clips": clips}))
        return folder

    return keep


def test_the_clips_in_use_are_those_of_every_edition_at_whatever_depth(keep, tmp_path):
    keep("news/bridge", ["a", "b"])
    keep("news/old/tunnel", ["b", "c"])
    keep("elsewhere", ["d"])
    assert record.clips_in_use([tmp_path / "news"]) == {"a", "b", "c"}
    assert record.clips_in_use([tmp_path / "elsewhere", tmp_path / "nowhere"]) == {"d"}


def test_a_record_of_another_form_is_not_read(keep):
    assert record.read(keep("later", ["a"], form=record.FORMAT + 1)) == {}


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": ', b"\xff\xfe"])
def test_a_damaged_record_is_none(tmp_path, content):
    (tmp_path / record.RECORD).write_bytes(content)
    assert record.read(tmp_path) == {}
    assert record.clips_in_use([tmp_path]) == frozenset()
