"""What of a report can be compared across languages: how many people it counts, and which watched entities it names.

Both are taken from its beginning: further down stands what happened before and elsewhere. Where it is, its headline
says: the beginning may count the dead of the day before in the next town.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.core.numbers.counts.figure import Figure, number
from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.words.units import PEOPLE
from monitor.core.stories.texts.novelty import all_sentences
from monitor.core.stories.watched import Watched, are_apart, narrow, places_of
from monitor.core.types import Fields

HEAD_LETTERS = 1_200
"""Of lead and text, as many are looked at; of a headline a fourth of that."""
MAX_COUNTED = 6
"""Figures of one report that go into the index."""
_NAMESPACE = b"counted"


@dataclass(frozen=True, slots=True)
class Facts:
    """``counted``: numbers of people killed, wounded, displaced or held, two or more. ``entities``: ids. ``where``: the
    narrowest places that the headline names, each with all that it is part of."""

    counted: tuple[Figure, ...]
    entities: frozenset[str]
    where: Mapping[str, frozenset[str]]


def head(fields: Fields) -> Fields:
    """The beginning of a report."""
    below = f"{fields.lead}\n{fields.text}" if fields.lead else fields.text
    return Fields(fields.title[: HEAD_LETTERS // 4], below[:HEAD_LETTERS], "")


def counted(fields: Fields) -> tuple[Figure, ...]:
    """The people that the beginning of a report counts, each number of one unit once. One is no number: it stands in
    every other report."""
    found: dict[tuple[str, str], Figure] = {}
    for sentence in all_sentences(head(fields)):
        for figure in figures_in(sentence):
            if figure.unit in PEOPLE and number(figure) > 1:
                found.setdefault((figure.unit, figure.value), figure)
    return tuple(found.values())[:MAX_COUNTED]


def facts(fields: Fields, people: tuple[Figure, ...], watched: Watched) -> Facts:
    """The facts of a report that counts ``people``. ``watched`` finds the watched entities of a text."""
    named = [mention for mention in watched.mentions(head(fields)) if mention.entity]
    in_title = dict.fromkeys(mention.entity for mention in named if mention.field == "title")
    return Facts(people, frozenset(mention.entity for mention in named), narrow(places_of(in_title, watched)))


def are_of_two_places(ours: Facts, theirs: Facts) -> bool:
    """Whether the headlines of two reports name two places, of which neither is a part of the other."""
    return are_apart(ours.where, theirs.where)


def index_keys(people: Iterable[Figure]) -> tuple[int, ...]:
    """One signed 64-bit key for each number of people, the same in every language."""
    return tuple(_key(figure.unit, figure.value) for figure in people)


def _key(unit: str, value: str) -> int:
    digest = hashlib.blake2b(f"{unit}\x1f{value}".encode(), digest_size=8, person=_NAMESPACE).digest()
    return int.from_bytes(digest, "big", signed=True)
