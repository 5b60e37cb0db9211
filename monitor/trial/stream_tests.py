"""USE CASE: the streams that rules carry as tests -> intake, in virtual time on a throw-away store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from monitor import timers
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.routes import Route
from monitor.core.alerts.types import Alert
from monitor.core.errors import Problem
from monitor.core.identity import articles_of
from monitor.core.rules.rule_tests import StreamTest, TimedAlert
from monitor.core.rules.ruleset import Rule, RuleSet
from monitor.core.rules.stream_schema import StreamItemSchema
from monitor.core.types import Item, Origin, Outcome
from monitor.intake import Intake, Policy
from monitor.intake.types import Taken
from monitor.store import alerts
from monitor.store import rules as stored_rules
from monitor.store.database import Database
from monitor.store.deliveries import outbox
from monitor.store.schema import open_scratch

BEGIN = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday, for rules that ask `during`."""
OWNER = "one"
Pair = tuple[TimedAlert | None, TimedAlert | None]
_READER = "reader"
_ANY_AGE = timedelta(days=10_000)


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of one stream. ``became`` says of each item why. ``pairs`` are (wanted, told): None where nothing was
    told, or nothing was wanted."""

    rule: Rule
    test: StreamTest
    became: tuple[str, ...]
    pairs: tuple[Pair, ...]

    @property
    def wrong(self) -> str:
        """Empty if all was told as wanted, and nothing else."""
        if all(None not in pair for pair in self.pairs):
            return ""
        wanted = "; ".join(written(one) for one, _ in self.pairs if one) or "nothing"
        told = "; ".join(map(written, sorted((one for _, one in self.pairs if one), key=_at))) or "nothing"
        return f"expected to be told: {wanted}; was told: {told}"


def failures(rules: RuleSet) -> tuple[Problem, ...]:
    """One Problem for each stream that does not tell what its test wants, at the test's own line. Raises StoreError."""
    return tuple(
        Problem(one.test.path, one.test.line, one.test.column, f"test of rule {one.rule.id} fails: {one.wrong}")
        for one in outcomes(rules, rules.rules)
        if one.wrong
    )


def outcomes(rules: RuleSet, names: Iterable[str]) -> Iterator[Ran]:
    """Run the streams of the rules with these ``names``. Raises StoreError."""
    meanings = cache(rules.meanings)
    for rule in (rules.rules[name] for name in names):
        for test in rule.streams:
            database = open_scratch()
            try:
                yield _run(database, rules, meanings, rule, test)
            finally:
                database.close()


def written(told: TimedAlert) -> str:
    """``02:00 critical, first, confirmed``"""
    sure = {None: "", True: "confirmed", False: "unconfirmed"}[told.confirmed]
    return ", ".join(part for part in (clock(told.at), told.severity or "", told.kind, sure) if part)


def clock(at: timedelta) -> str:
    """``02:00``, or on a later day ``3d 02:00``"""
    minutes = int(at.total_seconds()) // 60
    days = f"{minutes // 1440}d " if minutes >= 1440 else ""
    return f"{days}{minutes % 1440 // 60:02}:{minutes % 60:02}"


def _run(
    database: Database, rules: RuleSet, meanings: Callable[[], dict[str, str]], rule: Rule, test: StreamTest
) -> Ran:
    routes = (Route((_READER,), Matchers(rules=frozenset({rule.id}))),)
    intake = Intake(database, rules, Policy(routes, _ANY_AGE))
    with database.writing() as tx:
        stored_rules.remember(tx, meanings(), BEGIN)
    became: list[str] = []
    items = list(enumerate(test.items))
    for moment in _moments(rule, test):
        now = BEGIN + moment
        while items and items[0][1].at == moment:
            number, item = items.pop(0)
            found, broken = articles_of([_item(number, item, now)], _origin(item), now)
            taken = intake.take(found, now, poll=str(number), broken=broken).taken
            became.append(_became(rule, taken))
        timers.tell_of_silence(database, rules, routes, now)
    told = _told(database, rule)
    return Ran(rule, test, tuple(became), _pairs(test.expected, told))


def _moments(rule: Rule, test: StreamTest) -> list[timedelta]:
    """When an item comes, and when a silence of the rule would be long enough, until all that is wanted was told."""
    ats = [item.at for item in test.items]
    wanted = [one.at for one in test.expected]
    quiet = rule.over_time.quiet
    silent = [at + quiet.for_ for at in (timedelta(0), *ats)] if quiet else []
    end = max((*ats, *wanted))
    return sorted(at for at in {*ats, *wanted, *silent} if at <= end)


def _item(number: int, item: StreamItemSchema, now: datetime) -> Item:
    url = item.url or f"http://{'-'.join(item.owner.split()).lower() or OWNER}.example/{number}"
    return Item(f"item-{number}", url, item.title, item.lead, item.text, now, item.language, item.tags)


def _origin(item: StreamItemSchema) -> Origin:
    owner = item.owner or OWNER
    return Origin(owner, item.source or owner, owner, item.language, item.tags)


def _became(rule: Rule, taken: tuple[Taken, ...]) -> str:
    for settled in (settled for one in taken for settled in one.settled):
        if settled.match.rule == rule.id:
            does = {Outcome.ALERT: "alert", Outcome.HELD: "held", Outcome.SUPPRESSED: "silent"}
            return f"{does[settled.decision.outcome]}: {settled.decision.why}"
    return "no match"


def _told(database: Database, rule: Rule) -> tuple[TimedAlert, ...]:
    """The alerts of the rule, each when its reader may be told of it first."""
    with database.reading() as tx:
        found = alerts.listed(tx, limit=1_000, rule=rule.id)
        messages = outbox.of_alerts(tx, found)
    told = [_as_told(alert, min(one.next_attempt_at for one in messages[alert.id])) for alert in reversed(found)]
    return tuple(sorted(told, key=_at))


def _at(told: TimedAlert) -> timedelta:
    return told.at


def _as_told(alert: Alert, at: datetime) -> TimedAlert:
    confirmed = alert.reports.confirmed if alert.reports.wanted else None
    return TimedAlert(at - BEGIN, alert.severity, alert.kind.value, confirmed)


def _pairs(expected: tuple[TimedAlert, ...], told: tuple[TimedAlert, ...]) -> tuple[Pair, ...]:
    if len(expected) == len(told) and all(map(_fits, expected, told)):
        return tuple(zip(expected, told, strict=True))
    rest, pairs = list(told), list[Pair]()
    for wanted in expected:
        found = next((one for one in rest if _fits(wanted, one)), None)
        pairs.append((wanted, found))
        if found is not None:
            rest.remove(found)
    return (*pairs, *((None, one) for one in rest))


def _fits(expected: TimedAlert, told: TimedAlert) -> bool:
    """``told`` is as wanted, in all that is wanted of it."""
    pairs = (
        (expected.severity, told.severity),
        (expected.kind, told.kind),
        (expected.confirmed, told.confirmed),
    )
    return expected.at == told.at and all(wanted in (None, found) for wanted, found in pairs)
