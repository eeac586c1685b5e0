import pytest

from audionews import edition
from audionews.settings import Settings, Speech
from audionews.speech import Store

ARTICLE = """Bridge opens after nine years

By Ada Brook

SANDVIK -- The bridge over the Lund opened on Monday. It is the longest bridge in the whole valley.

"It took us nine long years," said Olim Nazar, the mayor of Sandvik. "Nobody believed in it."

Hundreds of people came to see it in the rain. Some of them had waited since the early morning.

The crowd

"I have never seen so many people in one place," said Mona Lind, who keeps the inn at the river.

The mayor cut the ribbon at noon, and the band of the fire brigade played until the evening.

The cost

The bridge cost three million, a third more than the council had once set aside for it.

Share this article
"""
SPEECH = Speech(engine="tone", jobs=1, voices={"Olim Nazar": "en-m2", "Mona Lind": "en-f1"})


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    """A whole edition."""
    place = tmp_path_factory.mktemp("whole")
    source = place / "bridge.txt"
    source.write_text(ARTICLE, encoding="utf-8")
    store = Store(tmp_path_factory.mktemp("clips"))
    (made,) = edition.make(source, Settings(speech=SPEECH), place / "output", store=store)
    return made.folder
