"""Which rules can hold for an article at all: those of which something that they need occurs in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from monitor.core.rules.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Count,
    Literal,
    Near,
    Not,
    NumberNear,
    parts_of,
)


class Candidates:
    """Positions of rules by what they need."""

    def __init__(self, conditions: Sequence[Condition]) -> None:
        shared = Counter(chain.from_iterable(set(concepts_of(condition)) for condition in conditions))
        self._always: list[int] = []
        self._by_concept: dict[str, list[int]] = {}
        for position, condition in enumerate(conditions):
            need = needed(condition, shared)
            if need is None:
                self._always.append(position)
            for concept in need or ():
                self._by_concept.setdefault(concept, []).append(position)

    def among(self, concepts: Iterable[str]) -> list[int]:
        """Positions of the rules to evaluate for a text in which ``concepts`` occur, in order."""
        return sorted({*self._always, *chain.from_iterable(self._by_concept.get(one, ()) for one in concepts)})


def needed(condition: Condition, shared: Mapping[str, int]) -> frozenset[str] | None:
    """Concepts of which at least one must occur for ``condition`` to hold; None if nothing needs to occur. Where it
    needs several things, those that the fewest rules share: ``shared`` counts them."""
    match condition:
        case Literal(concepts):
            return frozenset(concepts)
        case All(parts) | Near(parts):
            return _rarest((needed(part, shared) for part in parts), shared)
        case AnyOf(parts):
            return _either([needed(part, shared) for part in parts])
        case AtLeast(least, parts):
            return _some_of(least, [needed(part, shared) for part in parts], shared)
        case Count(of, least) if least > 0:
            return needed(of, shared)
        case NumberNear(of):
            return needed(of, shared)
    return None


def _cost(need: frozenset[str], shared: Mapping[str, int]) -> tuple[int, list[str]]:
    return sum(shared[concept] for concept in need), sorted(need)


def _rarest(needs: Iterable[frozenset[str] | None], shared: Mapping[str, int]) -> frozenset[str] | None:
    return min((need for need in needs if need is not None), key=lambda need: _cost(need, shared), default=None)


def _either(needs: list[frozenset[str] | None]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for need in needs:
        if need is None:
            return None
        found |= need
    return found


def _some_of(least: int, needs: list[frozenset[str] | None], shared: Mapping[str, int]) -> frozenset[str] | None:
    """Where ``least`` of n must hold, one of any n - least + 1 must: the cheapest of them."""
    known = sorted((need for need in needs if need is not None), key=lambda need: _cost(need, shared))
    enough = len(needs) - least + 1
    return _either(list(known[:enough])) if len(known) >= enough else None


def concepts_of(condition: Condition) -> Iterator[str]:
    """Everything that is looked for in ``condition``, but for what must not occur."""
    if isinstance(condition, Literal):
        yield from condition.concepts
    if not isinstance(condition, Not):
        for part in parts_of(condition):
            yield from concepts_of(part)
