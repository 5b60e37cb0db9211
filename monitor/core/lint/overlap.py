"""Rules that another rule makes superfluous."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from monitor.core.lint.book import Place
from monitor.core.lint.finding import Finding
from monitor.core.lint.formula import Has, Thing
from monitor.core.lint.logic import Condition, Way, names_of

MAX_COMPARED = 20
"""Rules that one rule is compared with: the ones that share its rarest words."""
_TOLD = (
    "on_story",
    "material",
    "tags",
    "confirm",
    "spike",
    "first_mention",
    "quiet",
    "raise",
    "repeat_after",
    "group_by",
)
"""Keys that make two rules with one condition differ in what they tell."""


def overlapping(conditions: Mapping[str, Condition], rules: Mapping[str, Place]) -> Iterator[Finding]:
    """``conditions``: rule -> its condition, in the order in which they are compared: a rule is held against those
    before and after it, but of two equal ones only the later is told of."""
    held = {name: found for name, when in conditions.items() if (found := when.holds)}
    often = Counter(thing for found in held.values() for thing in {t for way in found for t in _things(way)})
    waiting: dict[Thing, list[str]] = defaultdict(list)
    for name, found in held.items():
        for thing in _triggers(found, often):
            waiting[thing].append(name)
    order = {name: position for position, name in enumerate(conditions)}
    for name, found in held.items():
        here = rules[name]
        for other in islice(_candidates(found[0], often, waiting), MAX_COMPARED):
            there = rules[other]
            if other == name or _telling(here.value) != _telling(there.value):
                continue
            if not conditions[name].implies(conditions[other]):
                continue
            same = conditions[other].implies(conditions[name])
            if same and order[other] < order[name]:
                message = f"the same condition as rule {other} ({there}): keep one"
                yield here.below("when").warning("overlapping-rules", message, at_key=True)
                break
            if not same and here.value["severity"] == there.value["severity"]:
                message = f"whatever this matches, rule {other} ({there}) matches too: keep the wider or raise this one"
                yield here.below("when").note("overlapping-rules", message, at_key=True)
                break


def _things(way: Way) -> Iterable[Thing]:
    return (thing for atom in way.present if isinstance(atom, Has) for thing in atom.things)


def _triggers(found: list[Way], often: Counter[Thing]) -> set[Thing]:
    """Things of which one stands in every text that the condition holds for; the rarest, if there is a choice. None
    if it may hold without any."""
    chosen: set[Thing] = set()
    for way in found:
        needed = [atom.things for atom in way.present if isinstance(atom, Has)]
        if not needed:
            return set()
        chosen |= min(needed, key=lambda things: sum(often[thing] for thing in things))
    return chosen


def _candidates(way: Way, often: Counter[Thing], waiting: Mapping[Thing, list[str]]) -> Iterator[str]:
    """Rules that may hold for a text in which just enough stands for ``way``."""
    rarest = (min(atom.things, key=lambda t: often[t]) for atom in way.present if isinstance(atom, Has))
    found = {thing for chosen in rarest for thing in names_of(chosen)}
    seen: set[str] = set()
    for thing in sorted(found, key=lambda t: (often[t], t)):
        for name in waiting.get(thing, ()):
            if name not in seen:
                seen.add(name)
                yield name


def _telling(rule: dict[str, Any]) -> list[str]:
    return [repr(rule.get(key)) for key in _TOLD]
