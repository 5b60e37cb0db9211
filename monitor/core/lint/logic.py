"""Whether conditions can hold, and whether one implies another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, product
from typing import NamedTuple

from monitor.core.lint.formula import (
    FIELDS,
    Atom,
    Both,
    Either,
    Has,
    Is,
    Leaf,
    Neither,
    NewerThan,
    Node,
    Other,
    Thing,
    Together,
)

MAX_WAYS = 400
"""Ways of holding that are looked at; a condition with more is taken as one that can hold."""


class Way(NamedTuple):
    """One way in which a condition holds: all of ``present`` and none of ``absent``."""

    present: tuple[Atom, ...] = ()
    absent: tuple[Atom, ...] = ()


class TooMany(Exception):
    """There are more than MAX_WAYS."""


@dataclass(frozen=True)
class Condition:
    """A rule's `when`, and the ways in which it holds and fails: worked out once, and only if somebody asks."""

    when: Node

    @cached_property
    def holds(self) -> list[Way] | None:
        """Every way in which it holds, none that contradicts itself; None if there are too many."""
        return self._ways(wanted=True)

    @cached_property
    def fails(self) -> list[Way] | None:
        """Every way in which it does not hold, as ``holds``."""
        return self._ways(wanted=False)

    def implies(self, other: Condition) -> bool:
        """Whether ``other`` certainly holds where this does."""
        return not (self.holds is None or other.fails is None or _can_join(self.holds, other.fails))

    def _ways(self, *, wanted: bool) -> list[Way] | None:
        try:
            return _ways(self.when, wanted=wanted)
        except TooMany:
            return None


def can_hold(*nodes: Node) -> bool:
    """Whether all of ``nodes`` can hold together. True also where that is too much to find out."""
    try:
        *most, longest = sorted((_ways(node, wanted=True) for node in nodes), key=len)
        return _can_join(_product(most), longest)
    except TooMany:
        return True


def _ways(node: Node, *, wanted: bool) -> list[Way]:
    match node:
        case Neither(part):
            return _ways(part, wanted=not wanted)
        case Leaf(atom, needs):
            if not wanted:
                return [Way(absent=(atom,))]
            return _product([[Way(present=(atom,))], *(_ways(need, wanted=True) for need in needs)])
        case Both(parts) | Either(parts):
            each = [_ways(part, wanted=wanted) for part in parts]
            if isinstance(node, Both) == wanted:
                return _product(each)
            return _limited(way for found in each for way in found)


def _product(each: list[list[Way]]) -> list[Way]:
    """One of each together, those left out that contradict themselves."""
    found = [Way()]
    for choices in sorted(each, key=len):
        found = _limited(
            joined
            for way, choice in product(found, choices)
            if _go_together(way, choice, joined := _joined(way, choice))
        )
    return found


def _can_join(some: list[Way], others: list[Way]) -> bool:
    """Whether one of ``some`` can hold together with one of ``others``: the first pair that can is enough."""
    return any(_go_together(one, other, _joined(one, other)) for one, other in product(some, others))


def _joined(one: Way, other: Way) -> Way:
    return Way(one.present + other.present, one.absent + other.absent)


def _limited(found: Iterable[Way]) -> list[Way]:
    """All of ``found``, looked for no further than up to one that is too many."""
    kept = list(islice(found, MAX_WAYS + 1))
    if len(kept) > MAX_WAYS:
        raise TooMany
    return kept


def _go_together(one: Way, other: Way, joined: Way) -> bool:
    """Whether what is ``joined`` of two ways contradicts itself nowhere; neither contradicts itself alone, so that
    where nothing more is absent than before only what is added may not be present."""
    added = other.present if not other.absent else one.present if not one.absent else joined.present
    gone = _gone(joined.absent) if added else {}
    may_be = all(_may_be_present(atom, joined.absent, gone) for atom in added)
    return may_be and _one_language(joined) and _age_is_possible(joined)


def _may_be_present(atom: Atom, absent: tuple[Atom, ...], gone: Mapping[str, set[Thing]]) -> bool:
    match atom:
        case Has():
            return _left_of(atom, gone)
        case Is(what, names):
            others = [other.names for other in absent if isinstance(other, Is) and other.what == what]
            excluded = frozenset(name for names in others for name in names)
            return any(not _is_any_of(what, name, excluded) for name in names)
        case Together():
            if atom.unit in ("sentence", "paragraph") and not _share_a_field(atom):
                return False
            return not any(isinstance(other, Together) and closer(atom, other) for other in absent)
        case NewerThan() | Other():
            return atom not in absent


@lru_cache(maxsize=200)
def _gone(absent: tuple[Atom, ...]) -> Mapping[str, set[Thing]]:
    """Field -> what does not stand there. Most ways share with others all that is absent."""
    gone: dict[str, set[Thing]] = defaultdict(set)
    for other in absent:
        if isinstance(other, Has):
            for field in other.fields:
                gone[field] |= other.things
    return gone


def _left_of(has: Has, gone: Mapping[str, set[Thing]]) -> bool:
    """Whether one of the things may stand in one of the fields though others are ``gone`` from there."""
    if not gone:
        return True
    for field in has.fields:
        from_there = gone.get(field)
        if from_there is None:
            return True
        # What is itself gone is most of it, and known at once.
        if not has.things <= from_there and any(
            thing not in from_there and from_there.isdisjoint(names_of(thing)) for thing in has.things
        ):
            return True
    return False


@lru_cache(maxsize=10_000)
def names_of(thing: Thing) -> frozenset[Thing]:
    """What certainly stands where ``thing`` does: a phrase is found among words too."""
    kind, text = thing
    return frozenset([thing, ("word", text)]) if kind == "phrase" else frozenset([thing])


def _is_any_of(what: str, name: str, excluded: frozenset[str]) -> bool:
    if what == "url":
        return any(text in name for text in excluded)
    if what == "source":
        labels = name.split(".")
        return any(".".join(labels[index:]) in excluded for index in range(len(labels)))
    return name in excluded


def _one_language(way: Way) -> bool:
    """An item has one language."""
    asked = [atom.names for atom in way.present if isinstance(atom, Is) and atom.what == "language"]
    if not asked:
        return True
    left = frozenset.intersection(*asked)
    return bool(left.difference(*(a.names for a in way.absent if isinstance(a, Is) and a.what == "language")))


def _age_is_possible(way: Way) -> bool:
    youngest = [atom.seconds for atom in way.absent if isinstance(atom, NewerThan)]
    oldest = [atom.seconds for atom in way.present if isinstance(atom, NewerThan)]
    return not youngest or not oldest or max(youngest) < min(oldest)


def _share_a_field(near: Together) -> bool:
    """Whether all members may stand in one field: no sentence and no paragraph spans two."""
    fields = FIELDS
    for member in near.members:
        fields &= frozenset().union(*(has.fields for has in member))
    return bool(fields)


_UNITS = ("words", "sentence", "paragraph", "item")


def closer(one: Together, other: Together) -> bool:
    """Whether what is near by ``one`` is near by ``other`` too."""
    if one.unit != other.unit:
        if "words" in (one.unit, other.unit) or _UNITS.index(one.unit) > _UNITS.index(other.unit):
            return False
    elif one.words > other.words:
        return False
    if other.ordered:
        return (
            one.ordered
            and len(one.members) == len(other.members)
            and all(_within(a, b) for a, b in zip(one.members, other.members, strict=True))
        )
    return _each_finds_its_own(other.members, one.members)


def _each_finds_its_own(wanted: tuple[frozenset[Has], ...], given: tuple[frozenset[Has], ...]) -> bool:
    if not wanted:
        return True
    return any(
        _within(member, wanted[0]) and _each_finds_its_own(wanted[1:], given[:index] + given[index + 1 :])
        for index, member in enumerate(given)
    )


def _within(one: frozenset[Has], other: frozenset[Has]) -> bool:
    return all(any(a.things <= b.things and a.fields <= b.fields for b in other) for a in one)


def atoms(node: Node) -> Iterator[Leaf]:
    """Every leaf of ``node``, those below `not` and `near` too."""
    match node:
        case Leaf(_, needs):
            yield node
            for need in needs:
                yield from atoms(need)
        case Neither(part):
            yield from atoms(part)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from atoms(part)
