import pytest

STORY = """The ferry sails again

By Mona Lind

The ferry sailed again on Monday, a year after the storm that broke the pier. It was late, and \
hundreds of people stood in the rain.

"We waited for a year," said Olim Said, the mayor of the town. "Nobody knows why it took so long."

"The pier is stronger than it was," said Ada Holm, an engineer from the port, on Monday.

What comes next

The ferry will sail on every day of the week but Sunday, when the crew has its rest.
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with one article, and settings that need no engine."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "audionews.toml").write_text('[speech]\nengine = "tone"\n', encoding="utf-8")
    return tmp_path
