"""Gone quiet: a rule that expects news hears none for too long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from monitor.core.alerts.keys import key_of
from monitor.core.alerts.matters import Matter
from monitor.core.alerts.types import Alert
from monitor.core.durations import shown
from monitor.core.rules.ruleset import Rule
from monitor.core.types import AlertKind
from monitor.core.zones import stamp


def gone_quiet(rule: Rule, known: Mapping[str, Matter], since: datetime, now: datetime) -> dict[str, Matter]:
    """The matters of ``rule`` that are silent for too long, and not yet told so. ``since``: when the rule was first
    loaded, which counts where nothing was ever heard; only a rule that groups by itself expects what it never heard."""
    quiet = rule.over_time.quiet
    if quiet is None:
        return {}
    group = f"rule:{rule.id}"
    expected = {group: Matter(first_match=since, last_match=since)} if rule.over_time.group_by == "rule" else {}
    return {
        group: matter
        for group, matter in (expected | dict(known)).items()
        if matter.quiet_told is None and now - (matter.last_match or since) >= quiet.for_
    }


def silence_alert(rule: Rule, group: str, name: str, matter: Matter, last: str, now: datetime) -> Alert:
    """``name`` is what is silent, ``last`` the headline that was heard last, if any."""
    heard = matter.last_match or now
    since = stamp(heard)
    return Alert(
        key=key_of("quiet", rule.id, group, heard.isoformat()),
        rule=rule.id,
        rule_title=rule.title,
        group=group,
        severity=rule.severity,
        kind=AlertKind.QUIET,
        headline=f"Nothing on {name} for {shown(now - heard)}",
        source="monitor",
        published=now,
        why=f"the rule asks to hear of a silence of {shown(rule.over_time.quiet.for_)}" if rule.over_time.quiet else "",
        created=now,
        lines=(f"Last heard on {since}: {last}" if last else f"Nothing since {since}",),
        entities=(group.removeprefix("entity:"),) if group.startswith("entity:") else (),
        tags=rule.tags,
    )
