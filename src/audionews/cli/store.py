"""audionews store: how large the clip store is, whether it is whole, and making it smaller."""

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from audionews.cli.options import json_option

if TYPE_CHECKING:
    from audionews.speech import Store

_OUTPUT = Path("output")


_SECONDS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_BYTES = {"kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12}


def _quantity(text: str, units: dict[str, int]) -> int:
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([A-Za-z]+)", text)
    if not found or found[2].lower() not in units:
        raise click.BadParameter(f"{text!r} is no number with a unit: {', '.join(units)}")
    return round(float(found[1]) * units[found[2].lower()])


def _age(text: str) -> int:
    return _quantity(text, _SECONDS)


def _size(text: str) -> int:
    return _quantity(text, _BYTES)


_editions = click.argument(
    "editions", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False)
)


@click.group("store")
def command() -> None:
    """Look after the clip store, where the sound of every sentence is kept.

    No edition needs it once it is made; what is not there is said anew by the next make.
    """


@command.command("size")
@_editions
@json_option
def size(editions: tuple[Path, ...], *, as_json: bool) -> None:
    """Show how many clips there are, how large, and how many of them editions use.

    EDITIONS are folders with editions in them, at whatever depth; default: output.
    """
    from audionews.speech import upkeep

    used, store = _in_use(editions), _store()
    kept, derived = upkeep.clips(store), upkeep.derived(store)
    in_use = [clip for clip in kept if clip.key in used]
    figures = {
        "clips": len(kept),
        "bytes": sum(clip.bytes for clip in kept),
        "clips_in_use": len(in_use),
        "bytes_in_use": sum(clip.bytes for clip in in_use),
        "derived": len(derived),
        "bytes_derived": sum(file.bytes for file in derived),
        "least_recently_used": _day(kept[0].used) if kept else "",
    }
    _print(store, figures, as_json=as_json)


@command.command("verify")
@json_option
def verify(*, as_json: bool) -> None:
    """Read every clip, and delete those that are damaged: the next make says them anew."""
    from audionews.speech import upkeep

    store = _store()
    found = upkeep.verify(store, time.time())
    _print(store, {"clips": found.clips, "damaged": len(found.damaged)}, as_json=as_json)


@command.command("prune")
@_editions
@click.option("--older-than", type=_age, metavar="AGE", help="Not used for so long: 30d, 12h, 4w.")
@click.option("--larger-than", type=_size, metavar="SIZE", help="What is beyond: 500MB, 2GB.")
@click.option("--dry-run", is_flag=True, help="Only say what would be deleted.")
@json_option
def prune(
    editions: tuple[Path, ...],
    *,
    older_than: int | None,
    larger_than: int | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Delete clips, the least recently used first; never what EDITIONS still use.

    What was derived from clips, encoded stretches and how loud they are, goes before any clip: it
    only saves time at the next edit.

    EDITIONS are folders with editions in them, at whatever depth; default: output.
    """
    from audionews.speech import upkeep

    if older_than is None and larger_than is None:
        raise click.UsageError("say what goes: --older-than 30d, or --larger-than 2GB, or both")
    used, store = _in_use(editions), _store()
    derived, kept = upkeep.derived(store), upkeep.clips(store)
    gone = upkeep.outworn(
        [*derived, *kept], used, time.time(), older_than=older_than, larger_than=larger_than
    )
    if not dry_run:
        upkeep.delete(store, gone)
    left = {*derived, *kept} - {*gone}
    figures = {
        "to_delete" if dry_run else "deleted": len(gone) - len({*gone} & {*derived}),
        "bytes_freed": sum(file.bytes for file in gone),
        "clips_left": len(left & {*kept}),
        "bytes_left": sum(file.bytes for file in left),
        "clips_in_use": sum(clip.key in used for clip in kept),
        "derived_left": len(left & {*derived}),
    }
    _print(store, figures, as_json=as_json)


def _store() -> "Store":
    from audionews.speech import Store, default_root

    return Store(default_root())


def _in_use(editions: tuple[Path, ...]) -> frozenset[str]:
    from audionews.publish.record import clips_in_use

    return clips_in_use(editions or (_OUTPUT,))


def _day(seconds: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(seconds))


def _print(store: "Store", figures: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode({"store": str(store.root), **figures}))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("Clip store", str(store.root), box=None, pad_edge=False)
    for name, value in figures.items():
        told = _bytes(value) if name.startswith("bytes") else f"{value}"
        table.add_row(name.replace("_", " "), told)
    Console(highlight=False).print(table)


def _bytes(count: int) -> str:
    for unit, size in reversed(_BYTES.items()):
        if count >= size:
            return f"{count / size:.1f} {unit.upper()}"
    return f"{count} bytes"
