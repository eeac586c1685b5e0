"""audionews check."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from audionews.cli.options import json_option
from audionews.errors import CheckError, OutputError

if TYPE_CHECKING:
    from audionews.check import Finding, Report

_MOST = 8
"""Findings of one rule that are shown of an edition; --json has them all."""
_COLOURS = {"error": "red", "warning": "yellow", "note": "dim"}


@click.command("check")
@click.argument("places", nargs=-1, type=click.Path(path_type=Path), metavar="[EDITION|DIR]...")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--list", "listing", is_flag=True, help="List everything that is looked at.")
@json_option
def command(places: tuple[Path, ...], *, strict: bool, listing: bool, as_json: bool) -> None:
    """Look for what is wrong with finished editions: sound, words, times, chapters, speakers.

    EDITION is an edition's folder, DIR one that holds editions; without any, output/ is looked
    at.  It ends with exit code 9 where there are errors.
    """
    if listing:
        _list(as_json=as_json)
        return
    reports = list["Report"]()
    for report in _reports(places or (Path("output"),)):
        reports.append(report)
        if as_json:
            click.echo(msgspec.json.encode(report, enc_hook=str))
        else:
            _print(report)
    _judge(reports, strict=strict)


def _reports(places: Sequence[Path]) -> Iterator["Report"]:
    """What was found, as it is found; two editions at a time, for most of the work is ffmpeg's."""
    from concurrent.futures import ThreadPoolExecutor

    from audionews.check import check, editions

    folders = [folder for place in places for folder in editions(place)]
    if not folders:
        named = ", ".join(map(str, places))
        raise OutputError(f"{named} holds no edition; make one with: audionews make ARTICLE")
    with ThreadPoolExecutor(2) as threads:
        yield from threads.map(check, folders)


def _judge(reports: "list[Report]", *, strict: bool) -> None:
    from audionews.check import Severity

    counted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    bad = [report for report in reports if any(map(report.count, counted))]
    found = sum(report.count(severity) for report in bad for severity in counted)
    if bad:
        raise CheckError(
            f"{found} findings in {len(bad)} of {len(reports)} editions are to be mended; "
            "each says how"
        )


def _print(report: "Report") -> None:
    """A table of the findings, those of one rule together, with how to mend them."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=False)
    for same in _by_rule(report.findings):
        rule = same[0]
        number = Text(rule.number, style=_COLOURS[rule.severity])
        table.add_row(number, rule.severity, Text(f"{rule.name}; {rule.mend}"))
        for finding in same[:_MOST]:
            table.add_row("", "", Text(f"  {finding.where}: {finding.what}", style="dim"))
        if len(same) > _MOST:
            table.add_row("", "", Text(f"  and {len(same) - _MOST} more", style="dim"))
    console = Console(highlight=False)
    console.print(Text(report.title or str(report.folder), style="bold"))
    if report.findings:
        console.print(table)
    console.print(Text(_counts(report)), "")


def _by_rule(findings: "Sequence[Finding]") -> "list[list[Finding]]":
    from itertools import groupby
    from operator import attrgetter

    return [list(same) for _, same in groupby(findings, key=attrgetter("number"))]


def _counts(report: "Report") -> str:
    from audionews.check import Severity

    counts = [(report.count(severity), severity) for severity in Severity]
    told = [f"{count} {severity}{'s' * (count > 1)}" for count, severity in counts if count]
    return f"{report.folder}: {', '.join(told) or 'nothing found'}"


def _list(*, as_json: bool) -> None:
    from audionews.check import RULES

    if as_json:
        rows = [{"number": r.number, "severity": r.severity, "name": r.name} for r in RULES]
        click.echo(msgspec.json.encode(rows))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("No.", "", "What is found", "How to mend it", box=None, pad_edge=False)
    for rule in RULES:
        table.add_row(rule.number, rule.severity, rule.name, rule.mend)
    Console(highlight=False).print(table)
