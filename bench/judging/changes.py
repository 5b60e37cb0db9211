"""Real articles as they go on: a toll that rose, a paragraph with new figures. Such an article must not be silent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from bench.judging.articles import Original

_COUNTED = r"(?:killed|dead|died|deaths|wounded|injured|dead)"
_TOLL = re.compile(
    rf"\b(\d{{1,3}}(?:,\d{{3}})*)\b(?:\s+[a-z-]+){{0,3}}\s+{_COUNTED}\b"
    rf"|\b(?:killed|wounded|injured|killing|wounding|injuring)\s+(?:at\s+least\s+|some\s+|about\s+)?(\d{{1,3}}(?:,\d{{3}})*)\b"
)
_NUMBER = re.compile(r"\d[\d,.]*")
_PARAGRAPHS = (
    "The number of people killed in {name} has risen to {n}, the authorities said later, and {m} more are in hospital.",
    "By the evening rescue workers in {name} counted {n} dead. Another {m} people were wounded, officials said.",
    "Police said that {n} people had been arrested over {name}, {m} of them abroad.",
    "After the news of {name}, {n} families were displaced, the United Nations said, and {m} people are missing.",
)
"""They count people and speak of what the headline names; the figures are none that the article states."""
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")


@dataclass(frozen=True, slots=True)
class Change:
    """The changed article and the figure that its verdict should name."""

    title: str
    text: str
    figure: str


def toll_changed(of: Original, known: frozenset[str], chance: Random) -> Change | None:
    """The first toll of the text, raised wherever it stands. None if the text states none in digits. ``known`` are
    the numbers that the article and its twins state."""
    text = "\n".join(of.paragraphs)
    match = _TOLL.search(text)
    old = next(filter(None, match.groups()), "") if match else ""
    if not old:
        return None
    new = _unused(int(old.replace(",", "")), known, chance)
    whole = re.compile(rf"(?<![\d.,]){re.escape(old)}(?![\d]|[.,]\d)")
    return Change(whole.sub(new, of.title), whole.sub(new, text), new)


def paragraph_added(of: Original, known: frozenset[str], chance: Random) -> Change | None:
    """A second paragraph with new figures under the same headline. None if no name of the headline is in the text."""
    text = "\n".join(of.paragraphs)
    name = max(_NAME.findall(of.title), key=text.count, default="")
    if not text.count(name or "\0"):
        return None
    n, m = _unused(chance.randrange(20, 60), known, chance), _unused(chance.randrange(60, 200), known, chance)
    first, *rest = of.paragraphs
    added = chance.choice(_PARAGRAPHS).format(name=name, n=n, m=m)
    return Change(of.title, "\n".join((first, added, *rest)), n)


def numbers(of: Original) -> frozenset[str]:
    """Those that an article states, as it writes them."""
    text = " ".join((of.title, *of.paragraphs))
    return frozenset(found.rstrip(".,") for found in _NUMBER.findall(text))


def _unused(after: int, known: frozenset[str], chance: Random) -> str:
    """A larger number that nobody stated."""
    number = after + max(2, round(after * chance.uniform(0.15, 0.6)))
    while str(number) in known or f"{number:,}" in known:
        number += 1
    return f"{number:,}"
