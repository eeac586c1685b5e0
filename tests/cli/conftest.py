import pytest

ARTICLE = """Bridge opens

By Ada Brook

The bridge opened on Monday after long works.

"It took years," said Olim Nazar, the mayor.
"""


@pytest.fixture
def article(tmp_path, monkeypatch):
    """An article in the working folder, with settings that make its sound in no time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "audionews.toml").write_text('[speech]\nengine = "tone"\njobs = 1\n')
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE)
    return path
