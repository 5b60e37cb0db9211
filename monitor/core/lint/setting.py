"""What the config says that rules depend on: its feeds, receivers and routes; and what its seeds name."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from monitor.core.alerts.inhibit import Inhibition
from monitor.core.alerts.routes import Route
from monitor.core.lint.book import Book, Place
from monitor.core.lint.finding import Finding
from monitor.core.types import Severity
from monitor.core.yaml_marks import Marked


@dataclass(frozen=True, slots=True)
class FeedTraits:
    """``sources``: its name, its owner and the host of its address, in lower case. ``language`` may be empty.
    ``owner`` is as written."""

    sources: frozenset[str]
    tags: frozenset[str]
    language: str
    owner: str = ""


@dataclass(frozen=True)
class Setting:
    """``text`` is the config as written, ``marked`` knows its lines; both are empty where there is no file.
    ``operations`` are receivers that are told of the monitor itself, ``seeded`` entities that seeds name,
    ``addresses`` has receiver -> what is the same where messages arrive at the same place."""

    text: str
    marked: Marked
    feeds: tuple[FeedTraits, ...] = ()
    routes: tuple[Route, ...] = ()
    inhibitions: tuple[Inhibition, ...] = ()
    operations: tuple[str, ...] = ()
    seeded: frozenset[str] = frozenset()
    addresses: Mapping[str, Hashable] = field(default_factory=dict)

    @cached_property
    def languages(self) -> frozenset[str]:
        return frozenset(feed.language for feed in self.feeds if feed.language)

    @property
    def asked(self) -> frozenset[str]:
        """Entities that routes, inhibitions and seeds name."""
        by_routes = (route.when.entities for route in self.routes)
        by_inhibitions = (one.wider.entities | one.narrower.entities for one in self.inhibitions)
        return self.seeded.union(*by_routes, *by_inhibitions)


def no_rules(book: Book, setting: Setting) -> Iterator[Finding]:
    """At `rules:` of the config, or its beginning: an emptied or moved file leaves no place of its own."""
    if not book.rules:
        yield Place(setting.marked, ("rules",)).warning("no-rules", "the files hold no rule: nothing will alert")


def idle_receivers(setting: Setting, severities: Mapping[str, Sequence[Severity]]) -> Iterator[Finding]:
    """``severities``: rule -> the severities that its alerts may have."""
    reached = _reached(setting, severities)
    written = (setting.marked.value or {}).get("receivers", {})
    for name in written if severities else ():
        if name not in reached:
            place = Place(setting.marked, ("receivers", name))
            yield place.warning("idle-receiver", f"no alert reaches {name}: add a route, or remove it", at_key=True)


def _reached(setting: Setting, severities: Mapping[str, Sequence[Severity]]) -> set[str]:
    reached = set(setting.operations)
    for rule, levels in severities.items():
        for severity in levels:
            for route in _asked(setting.routes, rule, severity):
                reached.update(route.to, *(step for _, step in route.escalate))
    return reached


def _asked(routes: Iterable[Route], rule: str, severity: Severity) -> Iterator[Route]:
    """The routes that may take an alert of the rule."""
    for route in routes:
        if route.when.may_hold_for(rule, severity):
            yield route
            if not route.on_to_next and route.when.always_hold_for(rule, severity):
                return


def idle_routes(setting: Setting, severities: Mapping[str, Sequence[Severity]]) -> Iterator[Finding]:
    """Routes that no alert comes to, as others take all of them before. One for severities or rules that there are not
    is left alone: it may wait for them. So is one to receivers that nothing reaches, which are told themselves."""
    reached = _reached(setting, severities)
    alerts = [(rule, severity) for rule, levels in severities.items() for severity in levels]
    last = max((_last_asked(setting.routes, rule, severity) for rule, severity in alerts), default=len(setting.routes))
    for index in range(last + 1, len(setting.routes)):
        if not reached.isdisjoint(setting.routes[index].to):
            message = "no alert comes to this route: those above it take all, and go no further. Move it up"
            yield Place(setting.marked, ("routes", index)).warning("idle-route", message)


def _last_asked(routes: Sequence[Route], rule: str, severity: Severity) -> int:
    """The route behind which no alert of the rule is ever asked for."""
    for index, route in enumerate(routes):
        if not route.on_to_next and route.when.always_hold_for(rule, severity):
            return index
    return len(routes)


def same_addresses(setting: Setting, severities: Mapping[str, Sequence[Severity]]) -> Iterator[Finding]:
    """Receivers with one address that hear of one alert at once. With routes of their own they are two wishes (a digest
    beside what is urgent), and who is told later, by `escalate`, is told so."""
    together = {setting.operations: "what is told of the monitor itself"}
    for rule, levels in severities.items():
        for severity in levels:
            for receivers in _told_at_once(setting.routes, rule, severity):
                together.setdefault(receivers, f"an alert of {rule}")
    told = dict[tuple[str, str], str]()
    for receivers, what in together.items():
        for first, second in combinations([name for name in setting.addresses if name in receivers], 2):
            if setting.addresses[first] == setting.addresses[second]:
                told.setdefault((first, second), what)
    for (first, second), what in told.items():
        message = f"{second} has the address of {first}: {what} comes there twice: take one of them out of the route"
        yield Place(setting.marked, ("receivers", second)).warning("same-address", message, at_key=True)


def _told_at_once(routes: Iterable[Route], rule: str, severity: Severity) -> Iterator[tuple[str, ...]]:
    """Receivers that one alert of the rule may have together."""
    before = tuple[str, ...]()
    for route in _asked(routes, rule, severity):
        yield (*before, *route.to)
        if route.on_to_next:
            before = (*before, *route.to)
