import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
DEPENDENCIES = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]


@pytest.fixture(scope="module")
def locked():
    """Each locked requirement by its name, with its hashes."""
    text = (ROOT / "requirements.lock").read_text().replace("\\\n", " ")
    lines = [line.split(" --hash=") for line in text.splitlines() if not line.startswith("#")]
    found = {Requirement(head.strip()).name: (Requirement(head), rest) for head, *rest in lines}
    assert len(found) == len(lines)
    return found


@pytest.mark.parametrize("dependency", [*map(Requirement, DEPENDENCIES)], ids=lambda one: one.name)
def test_every_dependency_is_locked_as_pyproject_allows(dependency, locked):
    pinned, _ = locked[dependency.name]
    (exact,) = pinned.specifier
    assert exact.operator == "=="
    assert dependency.specifier.contains(exact.version, prereleases=True)
    for python in ("3.11", "3.12", "3.13", "3.14"):
        place = {"python_version": python, "python_full_version": f"{python}.0"}
        wanted = dependency.marker is None or dependency.marker.evaluate(place)
        assert (pinned.marker is None or pinned.marker.evaluate(place)) == wanted


def test_every_locked_file_has_a_hash(locked):
    for _, hashes in locked.values():
        assert hashes
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one.strip()) for one in hashes)
