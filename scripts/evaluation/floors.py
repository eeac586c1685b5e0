"""The figures below which no change may fall, in tests/floors.json."""

import json
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "tests" / "floors.json"
LOWER_IS_BETTER = ("junk", "lost", "leak", "_fp", "error")
TOLERANCE = 0.0005


def compare(kind: str, figures: dict[str, float], *, raise_floors: bool = False) -> int:
    """Print each figure that is worse than its floor; 1 if there is one, else 0."""
    every = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    floors = every.setdefault(kind, {})
    worse = [
        name
        for name, floor in floors.items()
        if name in figures and _gain(name, figures[name], floor) < -TOLERANCE
    ]
    for name in worse:
        print(f"{kind}: {name} is {figures[name]:.3f}, worse than its floor {floors[name]:.3f}")
    if raise_floors:
        better = {
            name: round(value, 3)
            for name, value in figures.items()
            if name not in floors or _gain(name, value, floors[name]) > 0
        }
        every[kind] = dict(sorted({**floors, **better}.items()))
        FILE.write_text(json.dumps(every, indent=1) + "\n", encoding="utf-8")
    return 1 if worse else 0


def _gain(name: str, value: float, floor: float) -> float:
    return floor - value if any(part in name for part in LOWER_IS_BETTER) else value - floor
