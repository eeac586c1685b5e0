"""Numbers as words, by rules that are data.

The rules are written in the notation of ICU's rule-based number format, of which this is the part
that spells out: ``20: twenty[->>]; 100: << hundred[ >>];``. A rule holds from its base up to the
next; one without a base follows the one before it. ``<<`` is the number divided by the rule's
divisor (the power of ten in its base, or what stands after ``/``), ``>>`` is the rest, ``<set<``
and ``>set>`` are said by another set of rules, ``=set=`` is the whole number by another set, and
what stands in brackets is left out where there is no rest.

Source: Unicode Technical Standard 35, part 3, "Rule-Based Number Formatting".
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

LARGEST = 10**12 - 1
_RULE = re.compile(r"\s*(?:(?P<base>\d+)(?:/(?P<divisor>\d+))?:)?\s?(?P<body>[^;]*);")
_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_PART = re.compile(r"<(?P<over>\w*)<|>(?P<rest>\w*)>|=(?P<same>\w+)=")


@dataclass(frozen=True, slots=True)
class _RuleSet:
    bases: list[int]
    divisors: list[int]
    bodies: list[str]


class Numerals:
    """The number words of one language.

    Args:
        rules: sets of rules by name, such as "cardinal", "ordinal" and "year".
    """

    def __init__(self, rules: dict[str, str]) -> None:
        self._sets = {name: _parsed(text) for name, text in rules.items()}

    def __contains__(self, name: str) -> bool:
        return name in self._sets

    def say(self, number: int, rules: str = "cardinal") -> str:
        """The number, from 0 to ``LARGEST``, by that set of rules."""
        chosen = self._sets[rules]
        place = bisect_right(chosen.bases, number) - 1
        over, rest = divmod(number, chosen.divisors[place])
        body = _OPTIONAL.sub(r"\1" if rest else "", chosen.bodies[place])

        def part(found: re.Match[str]) -> str:
            if found["same"]:
                return self.say(number, found["same"])
            if found["over"] is not None:
                return self.say(over, found["over"] or rules)
            return self.say(rest, found["rest"] or rules)

        return _PART.sub(part, body)


def _parsed(text: str) -> _RuleSet:
    parsed = _RuleSet([], [], [])
    for found in _RULE.finditer(text):
        base = int(found["base"]) if found["base"] else parsed.bases[-1] + 1
        parsed.bases.append(base)
        parsed.divisors.append(int(found["divisor"] or 10 ** (len(str(base)) - 1)))
        parsed.bodies.append(found["body"].rstrip("\n"))
    return parsed
