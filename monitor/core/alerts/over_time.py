"""What a rule asks over time, as one pure function: condition, window, group and count decide what a match becomes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.core.alerts.matters import Matter, Past
from monitor.core.alerts.types import Reports
from monitor.core.durations import as_set, beyond
from monitor.core.plural import several
from monitor.core.rules.over_time import ConfirmSchema, OverTime, QuietSchema, Rated, SpikeSchema
from monitor.core.types import AlertKind, Decision, Outcome, Severity, SilentFor
from monitor.core.zones import stamp

WEEK = timedelta(weeks=1)
_NAMED = 6
"""Sources of what waits for confirmation that are named."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of a match in one matter, and the matter after it. ``hold_until``: its messages wait so long, as
    ``repeat_after`` asks. ``reports``: who tells of it, where the rule asks for several. ``releases``: what waited for
    confirmation is told with it."""

    decision: Decision
    severity: Severity
    matter: Matter
    reports: Reports = Reports()
    hold_until: datetime | None = None
    releases: bool = False


def over_time(asked: OverTime, base: Decision, rated: Rated, past: Past, now: datetime) -> Judged:
    """``base`` is what the story alone says, ``rated`` what the rule's steps say of this article and its sources."""
    matter = past.matter
    known = replace(matter, first_match=matter.first_match or now, last_match=now, quiet_told=None)
    found = Judged(base, rated.severity, known)
    if asked.quiet is not None:
        found = _after_silence(asked.quiet, matter, found, now)
    elif asked.first_mention is not None:
        found = _first_mention(asked.first_mention.after, past, found, now)
    elif asked.spike is not None:
        found = _spike(asked.spike, asked.repeat_after, past, found, now)
    elif asked.confirm is not None:
        found = _confirmed(asked.confirm, past, found, past.at or now)
    return _cooled(asked.repeat_after, matter, _raised(matter, found, rated.why), now)


def gone_on(asked: OverTime, base: Decision, rated: Rated, matter: Matter, now: datetime) -> Judged:
    """As :func:`over_time`, of an update that the rule inherits. It is no match, so that nothing is counted or
    confirmed by it; but a matter does not fall below its severity for it, and its alerts do not come more often."""
    return _cooled(asked.repeat_after, matter, _raised(matter, Judged(base, rated.severity, matter), rated.why), now)


def _after_silence(quiet: QuietSchema, matter: Matter, found: Judged, now: datetime) -> Judged:
    if matter.quiet_told is None:
        why = f"the rule tells of a silence of {as_set(quiet.for_)} only, and of its end (`quiet`)"
        return replace(found, decision=Decision.silent(why, SilentFor.OVER_TIME))
    silence = beyond(now - (matter.last_match or matter.quiet_told), quiet.for_)
    return replace(found, decision=Decision.alert(f"heard of again after {silence}", AlertKind.FOLLOW_UP))


def _first_mention(after: timedelta | None, past: Past, found: Judged, now: datetime) -> Judged:
    last, mention = past.matter.last_match, f"the first mention of {past.of}" if past.of else "the first mention"
    if last is None:  # what was stored before the rule came, nobody looked at
        return replace(found, decision=Decision.alert(f"{mention} that this rule has heard", AlertKind.FIRST))
    if after is not None and now - last >= after:
        why = f"{mention} in {beyond(now - last, after)} that this rule has heard{_young(past, last)}"
        return replace(found, decision=Decision.alert(why, AlertKind.FIRST))
    by = " by an earlier edition of this item" if past.is_of_last else ""
    known = f"{past.of} was mentioned before" if past.of else "mentioned before"
    asked = f"the first after {as_set(after)} without one" if after is not None else "the first of all"
    why = f"{known}, last on {stamp(last)}{by}; the rule asks for {asked} (`first_mention`)"
    return replace(found, decision=Decision.silent(why, SilentFor.OVER_TIME))


def usual(spike: SpikeSchema, past: Past, now: datetime) -> float:
    """How many matches a span of ``within`` had before this one, on average over ``over``. From two weeks on, the same
    hours of earlier weeks count, and the plain average as much as one week more: news sleeps at night."""
    start = now - spike.within
    average = past.rate(start - spike.over, start) * (spike.within / spike.over)
    weeks = int(spike.over / WEEK)
    if weeks < 2:
        return average
    same_hours = sum(past.rate(start - n * WEEK, now - n * WEEK) for n in range(1, weeks + 1))
    return (same_hours + average) / (weeks + 1)


def _spike(spike: SpikeSchema, repeat_after: timedelta | None, past: Past, found: Judged, now: datetime) -> Judged:
    count, before = past.count(spike.within), usual(spike, past, past.at or now)
    said = f"{_matches(count, past.of)} in {as_set(spike.within)}, the usual is {_usual(before)}"
    if count < spike.at_least or count < spike.times * before:
        why = f"no spike: {said}; the rule asks for {spike.at_least} or more, and {spike.times:g} times the usual"
        matter = replace(found.matter, is_spiking=False)
        return replace(found, decision=Decision.silent(why, SilentFor.OVER_TIME), matter=matter)
    last = past.matter.last_alert
    again = repeat_after is not None and last is not None and now - last >= repeat_after
    if past.matter.is_spiking and not again:
        why = f"the spike goes on: {said}; {_when_again(repeat_after, last)}"
        return replace(found, decision=Decision.silent(why, SilentFor.OVER_TIME))
    kind = AlertKind.FOLLOW_UP if past.matter.is_spiking else AlertKind.FIRST
    spiking = replace(found.matter, is_spiking=True)
    why = f"spike: {said}{_young(past, now - spike.over)}"
    return replace(found, decision=Decision.alert(why, kind), matter=spiking)


def _young(past: Past, begin: datetime) -> str:
    """That the rule was not in force as it is all the time since ``begin``: of what was before it does not know all."""
    since = past.since()
    if since is None or since <= begin:
        return ""
    return f"; it is in force as it is since {stamp(since)} only"


def _matches(count: int, of: str) -> str:
    return several(count, f"mention of {of}", f"mentions of {of}") if of else several(count, "match", "matches")


def _usual(before: float) -> str:
    return "less than 0.01" if 0 < before < 0.005 else f"{before:.2f}" if before else "none"


def _when_again(repeat_after: timedelta | None, last: datetime | None) -> str:
    """When a spike that lasts is told again."""
    if repeat_after is None or last is None:
        return "the rule has no `repeat_after`, so one is told once"
    return f"it is told again from {stamp(last + repeat_after)} on (`repeat_after`)"


def _confirmed(confirm: ConfirmSchema, past: Past, found: Judged, now: datetime) -> Judged:
    owners = past.sources(confirm.within, confirm.independent_by)
    reports, before = Reports(owners, confirm.sources), past.matter.confirmed
    said = f"{len(owners)} of {confirm.sources} independent sources within {as_set(confirm.within)}"
    found = replace(found, reports=reports)
    if before is not None and abs(now - before) <= confirm.within:  # of what comes late others came out later
        return replace(found, matter=replace(found.matter, confirmed=now if reports.confirmed else before))
    if reports.confirmed:
        last = past.matter.last_alert
        kind = AlertKind.FOLLOW_UP if last is not None and now - last <= confirm.within else AlertKind.FIRST
        decision = Decision.alert(f"confirmed: {said}", kind)
        return replace(found, decision=decision, matter=replace(found.matter, confirmed=now), releases=True)
    if confirm.alert == "wait":
        who = f": {_named(owners)}" if owners else ""
        why = f"waits for confirmation until {stamp(now + confirm.within)}: {said}{who}"
        return replace(found, decision=Decision(Outcome.HELD, why))
    if found.decision.outcome is Outcome.ALERT:
        why = f"{found.decision.why}; unconfirmed: {said}"
        return replace(found, decision=replace(found.decision, why=why))
    return found


def _named(owners: tuple[str, ...]) -> str:
    more = f" and {len(owners) - _NAMED} more" if len(owners) > _NAMED else ""
    return ", ".join(owners[:_NAMED]) + more


def _raised(matter: Matter, found: Judged, by: str) -> Judged:
    """A matter that was told never falls below its severity; a rise is told at once. ``by``: the step of `raise` that
    holds, in words. What alerts says why it is as grave as it is, if not by the rule's own severity."""
    told = matter.severity
    if told is not None and found.severity.rank < told.rank:
        found, by = replace(found, severity=told), f"still {told}: the severity of what was told never falls"
    elif told is not None and found.severity.rank > told.rank and found.decision.outcome is not Outcome.ALERT:
        why = f"severity raised from {told} to {found.severity}; without that silent, as {found.decision.why}"
        found = replace(found, decision=Decision.alert(why, AlertKind.FOLLOW_UP))
    if not by or found.decision.outcome is not Outcome.ALERT:
        return found
    return replace(found, decision=replace(found.decision, why=f"{found.decision.why}; {by}"))


def _cooled(repeat_after: timedelta | None, matter: Matter, found: Judged, now: datetime) -> Judged:
    """``repeat_after`` holds what is told again too soon, unless it is graver or has become confirmed."""
    if found.decision.outcome is not Outcome.ALERT:
        return found
    last = min(matter.last_alert, now) if matter.last_alert else None  # the clock may have been set back
    if matter.held_until is not None and matter.held_until <= now:
        last = matter.held_until  # what was held was told then
    graver = matter.severity is not None and found.severity.rank > matter.severity.rank
    confirmed = found.matter.confirmed is not None and matter.confirmed is None
    told = replace(found.matter, severity=found.severity)
    if repeat_after and last is not None and now - last < repeat_after and not (graver or confirmed):
        until = last + repeat_after
        # What comes next counts from the same: with the time before, it would go out beside what is held now.
        return replace(found, matter=replace(told, last_alert=last, held_until=until), hold_until=until)
    return replace(found, matter=replace(told, last_alert=now, held_until=None))


def told_beside(before: Matter, after: Matter, now: datetime) -> Matter:
    """A matter ``after`` an alert that was to wait, as ``repeat_after`` asks, and is told at once by that of another
    matter. If something waited ``before``, it waits on, and counts when it is told."""
    if before.held_until is not None and before.held_until > now:
        return after
    return replace(after, last_alert=now, held_until=None)
