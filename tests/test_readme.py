from pathlib import Path

from audionews import cli
from audionews.settings import described

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_readme_as_the_code_has_it():
    for setting in described():
        assert f"| `{setting.name}` | `{setting.default}` | {setting.description} |" in README


def test_every_command_stands_in_the_readme():
    for name in cli._COMMANDS:
        assert f"audionews {name}" in README
