"""Gone quiet: a rule that expects news hears none for too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from monitor.core.alerts.keys import key_of
from monitor.core.alerts.matters import Matter
from monitor.core.alerts.types import Alert
from monitor.core.durations import as_set, beyond
from monitor.core.rules.candidates import concepts_of
from monitor.core.rules.ruleset import Rule
from monitor.core.types import AlertKind
from monitor.core.zones import stamp


def gone_quiet(rule: Rule, known: Mapping[str, Matter], since: datetime, now: datetime) -> dict[str, Matter]:
    """The matters of ``rule`` that are silent for too long, and not yet told so. ``since``: when the rule began to
    listen; of the time before nobody knows. Only a rule that groups by itself expects what it never heard."""
    quiet = rule.over_time.quiet
    if quiet is None:
        return {}
    group = f"rule:{rule.id}"
    expected = {group: Matter(first_match=since, last_match=since)} if rule.over_time.group_by == "rule" else {}
    gone = set(no_more_expected(rule, known))
    return {
        group: matter
        for group, matter in (expected | dict(known)).items()
        if not _is_told(matter, since) and now - _begun(matter, since) >= quiet.for_ and group not in gone
    }


def _is_told(matter: Matter, since: datetime) -> bool:
    """What was told before the rule was out, and came back, is of another silence."""
    return matter.quiet_told is not None and matter.quiet_told >= since


def no_more_expected(rule: Rule, groups: Iterable[str]) -> list[str]:
    """Of the matters that the rule heard of: entities that left it, and what it had grouped in another way."""
    by, watched = rule.over_time.group_by, frozenset(concepts_of(rule.when))
    kinds = {by, "rule"} if by == "entity" else {by}  # what names no entity is a matter of the rule

    def is_expected(group: str) -> bool:
        kind, _, name = group.partition(":")
        return kind in kinds and (kind != "entity" or name in watched)

    return [group for group in groups if not is_expected(group)]


def _begun(matter: Matter, since: datetime) -> datetime:
    return max(matter.last_match or since, since)


def silence_alert(
    rule: Rule, group: str, name: str, matter: Matter, since: datetime, last: str, now: datetime
) -> Alert:
    """``name`` is what is silent, ``since`` when the rule began to listen, ``last`` the headline that was heard last,
    if any."""
    asked = rule.over_time.quiet.for_ if rule.over_time.quiet else timedelta(0)
    begun, heard = _begun(matter, since), stamp(matter.last_match or since)
    lines = [f"Last heard on {heard}: {last}" if last else f"Nothing since {heard}"]
    if matter.last_match is not None and matter.last_match < since:
        lines.append(f"The rule listens since {stamp(since)}")
    return Alert(
        key=key_of("quiet", rule.id, group, begun.isoformat()),
        rule=rule.id,
        rule_title=rule.title,
        group=group,
        severity=rule.severity,
        kind=AlertKind.QUIET,
        headline=f"Nothing for {beyond(now - begun, asked)}: {name}",
        source="monitor",
        published=now,
        why=f"the rule asks to hear of a silence of {as_set(asked)}",
        created=now,
        lines=tuple(lines),
        entities=(group.removeprefix("entity:"),) if group.startswith("entity:") else (),
        tags=rule.tags,
    )
