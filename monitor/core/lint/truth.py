"""Conditions that can never hold, that always hold, or that their own `not` leaves nothing of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from monitor.core.lint.book import Place
from monitor.core.lint.finding import Finding
from monitor.core.lint.formula import Both, Either, Has, Is, Leaf, Neither, Node, Other, Together
from monitor.core.lint.logic import Condition, Way, atoms, can_hold


def truth(conditions: Mapping[str, Condition], book_places: Mapping[str, Place]) -> Iterator[Finding]:
    """``conditions``: rule -> its condition."""
    for name, condition in conditions.items():
        place = book_places[name].below("when")
        when, found = condition.when, condition.holds
        if found is not None and not found:
            yield from _never(when, (), place)
            continue
        yield from _inside(when, ())
        if condition.fails == []:
            yield place.warning("always-true", "this holds for every item: there is nothing left to choose")
        elif found and any(_asks_nothing(way) for way in found):
            yield place.note(
                "matches-nearly-everything",
                "this holds for nearly every item: add an `entity`, `words`, a `source` or a `tag`",
            )
        elif found is not None:
            yield from _regex_alone(when, found)


def _never(node: Node, context: tuple[Node, ...], place: Place) -> Iterator[Finding]:
    """Why ``node`` cannot hold together with ``context``."""
    swallowing = [
        part
        for part in _parts((node, *context))
        if isinstance(part, Neither)
        and can_hold(*(_without(one, part) for one in (node, *context)))
        and can_hold(part.part)
    ]
    if not swallowing:
        yield place.warning("never-true", "this can never hold: what it asks for excludes itself")
    for part in swallowing:
        if part.place is not None:
            what = "the rule" if not context else f"the branch of `any` at line {_line(place)}"
            message = f"this leaves nothing of {what}, which needs what is excluded here"
            yield part.place.warning("not-swallows", message)


def _inside(node: Node, context: tuple[Node, ...]) -> Iterator[Finding]:
    """Branches that cannot hold beside ``context``, choices that always hold, and a `not` of what never holds."""
    match node:
        case Both(parts):
            for index, part in enumerate(parts):
                yield from _inside(part, (*context, *parts[:index], *parts[index + 1 :]))
        case Either(parts, place, chosen):
            if place is not None and context and not can_hold(Neither(node)):
                yield place.warning("always-true", "one of these always holds: this asks for nothing")
            for part in () if chosen else parts:
                at = _place(part)
                if at is not None and not can_hold(part, *context):
                    yield from _never(part, context, at)
                else:
                    yield from _inside(part, context)
        case Neither(part, place):
            if place is not None and not can_hold(part):
                yield place.warning("never-true", "this can never hold, so that its `not` excludes nothing")
        case Leaf():
            pass


def _parts(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """``nodes`` and what stands in them side by side."""
    for node in nodes:
        yield node
        if isinstance(node, Both):
            yield from _parts(node.parts)


def _without(node: Node, part: Node) -> Node:
    if node is part:
        return Both(())
    if isinstance(node, Both):
        return replace(node, parts=tuple(_without(one, part) for one in node.parts))
    return node


def _place(node: Node) -> Place | None:
    if node.place is None and isinstance(node, Both):
        return next((found for part in node.parts if (found := _place(part)) is not None), None)
    return node.place


def _line(place: Place) -> str:
    return str(place).rpartition(":")[2]


def _asks_nothing(way: Way) -> bool:
    """Whether nothing needs to be in the item, and where it comes from does not count."""
    return not any(
        isinstance(atom, Has | Together) or (isinstance(atom, Is) and atom.what != "language") for atom in way.present
    ) and not any(isinstance(atom, Other) and not atom.text.startswith("during") for atom in way.present)


def _regex_alone(when: Node, found: list[Way]) -> Iterator[Finding]:
    """Regular expressions that nothing in their way of holding keeps from items that lack its words."""
    alone = {atom for way in found if not any(map(_is_of_words, way.present)) for atom in way.present}
    for leaf in atoms(when):
        if leaf.place is not None and leaf.atom in alone and isinstance(leaf.atom, Has):
            yield leaf.place.note(
                "regex-alone",
                "this runs on every item: put an `entity` or `words` that must be there beside it",
            )


def _is_of_words(atom: object) -> bool:
    return isinstance(atom, Has) and all(kind != "regex" for kind, _ in atom.things)
