"""Each line of ``tests/golden/spoken`` is a case: class, written, said."""

from pathlib import Path

import pytest

from audionews.spoken import spoken

GOLDEN = Path(__file__).parents[1] / "golden" / "spoken"
CASES = [
    (path.stem, *line.split("\t"))
    for path in sorted(GOLDEN.glob("*.tsv"))
    for line in path.read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(("language", "kind", "written", "said"), CASES)
def test_what_is_written_is_said(language, kind, written, said):
    assert spoken(written, language) == said, kind


def test_the_cases_are_many_and_of_every_class():
    assert len(CASES) >= 400
    assert len({kind for _, kind, *_ in CASES}) >= 25
