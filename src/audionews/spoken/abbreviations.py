"""Titles and other shortened words, by where they stand."""

import re
from collections.abc import Iterator

from audionews.spoken.language import Speech, Table
from audionews.spoken.rule import FIGURE, UPPER, Match, Rule, any_of

_ENDS = re.compile(r"[\s\"'”’»)]*")


def rules(speech: Speech) -> Iterator[Rule]:
    """The rules of a language; what follows a name is tried before the titles: "Elm St."."""
    table = speech.table.abbreviations
    for pattern, by in speech.table.first.items():
        yield Rule(pattern, by)
    if table.anywhere:
        yield _rule(r"(?<![\w.])(?P<short>{})(?!\w)", table.anywhere)
    if table.between_words:
        yield _rule(r"(?<=[^\s.] )(?P<short>{})(?= [^\s.])", table.between_words)
    if table.before_numbers:
        yield _rule(r"(?<!\w)(?P<short>{})\s?(?=\d)", table.before_numbers, "{} ", FIGURE)
    if table.after_numbers:
        yield _rule(r"(?<=\d)\s?(?P<short>{})(?!\w)", table.after_numbers, " {}", FIGURE)
    yield from _after_names(table.after_names, table.titles)
    if table.titles:
        yield _rule(
            rf"(?<![\w.])(?P<short>{{}})\s*(?<=[\s.])(?=[\"'“(]?(?:{UPPER}|\d))",
            table.titles,
            "{} ",
        )


def _after_names(after_names: Table, titles: Table) -> Iterator[Rule]:
    """A short form that is a title too, such as "Dr.", needs a sign that no name follows."""
    doubtful = {short: full for short, full in after_names.items() if short in titles}
    sure = {short: full for short, full in after_names.items() if short not in titles}
    name = rf"(?P<before>(?:\b{UPPER}[\w'-]*|\b\d\w*),? |\b{UPPER}-)"
    if sure:
        yield _rule(rf"{name}(?P<short>{{}})(?!\w)", sure)
    if doubtful:
        yield _rule(rf"{name}(?P<short>{{}})(?=[\s\"')]*$|[,;:)]|\s+[a-z(])", doubtful)


def _rule(
    pattern: str, table: Table, said: str = "{}", needs: re.Pattern[str] | None = None
) -> Rule:
    def full(found: Match) -> str:
        short = found["short"]
        ends = short.endswith(".") and _ENDS.fullmatch(found.string, found.end())
        before = found.groupdict().get("before") or ""
        return f"{before}{said.format(table[short])}{'.' if ends else ''}"

    return Rule(pattern.replace("{}", any_of(table)), full, needs or _any_ending(table))


def _any_ending(table: Table) -> re.Pattern[str]:
    """What stands in every text that holds a short form: its last character, as a rule a stop."""
    return re.compile(f"[{re.escape(''.join({short[-1] for short in table}))}]")
