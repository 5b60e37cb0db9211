"""Who is told: the first route whose matchers all hold takes the alert; none may fall through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.types import Alert
from monitor.core.types import Severity


@dataclass(frozen=True, slots=True)
class Route:
    """``to`` are receivers. ``on_to_next``: later routes are asked too. ``escalate``: who else is told after so long,
    unless somebody acknowledges."""

    to: tuple[str, ...]
    when: Matchers = Matchers()
    on_to_next: bool = False
    escalate: tuple[tuple[timedelta, tuple[str, ...]], ...] = ()


def routes_for(routes: Iterable[Route], alert: Alert) -> tuple[Route, ...]:
    """The first route that takes ``alert``, and later ones where it says so."""
    chosen: list[Route] = []
    for route in routes:
        if route.when.hold_for(alert):
            chosen.append(route)
            if not route.on_to_next:
                break
    return tuple(chosen)


def receivers_of(routes: Iterable[Route]) -> tuple[str, ...]:
    """The receivers of ``routes``, each once."""
    return tuple(dict.fromkeys(receiver for route in routes for receiver in route.to))


def escalations_of(routes: Iterable[Route]) -> tuple[tuple[timedelta, str], ...]:
    """(after how long, receiver), soonest first; each receiver once, at its soonest."""
    soonest: dict[str, timedelta] = {}
    for after, receiver in sorted((after, to) for route in routes for after, step in route.escalate for to in step):
        soonest.setdefault(receiver, after)
    return tuple((after, receiver) for receiver, after in soonest.items())


def without_way_out(routes: Sequence[Route], rules: Iterable[tuple[str, Severity]]) -> tuple[str, ...]:
    """Rules of which an alert might find no route: each is an error of ``check``."""
    return tuple(rule for rule, severity in rules if _surely_taking(routes, rule, severity) is None)


def receivers_of_last_resort(
    routes: Sequence[Route], rule: str, severity: Severity, *, escalates: bool
) -> tuple[str, ...]:
    """Who may be told, best first, of an alert of which only rule and severity are known any more; of one that
    ``escalates``, those to whom it would. The last route takes what no other certainly does, as for a rule that is gone
    since."""
    its = _surely_taking(routes, rule, severity) or routes[-1]
    steps = tuple(to for _, to in escalations_of([its])) if escalates else ()
    return (*steps, its.to[0])


def _surely_taking(routes: Iterable[Route], rule: str, severity: Severity) -> Route | None:
    """The first route that takes every alert of the rule."""
    return next((route for route in routes if route.when.always_hold_for(rule, severity)), None)
