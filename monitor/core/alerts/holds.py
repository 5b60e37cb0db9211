"""Why a message waits, and until when: one decision for every reason, made when the message is about to be sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from monitor.core.alerts.schedule import Schedule
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.durations import as_set
from monitor.core.plural import several
from monitor.core.types import Severity
from monitor.core.zones import stamp


class Reason(StrEnum):
    """What holds a message back. All but ``SILENCE`` end, and what they held is told then, but for what was to escalate
    (``ESCALATION``) and somebody saw to. What was to escalate waits longer if nobody was told yet (``UNTOLD``). What a
    person wants sent ``BY_HAND`` is held by nothing."""

    SILENCE = "silence"
    SNOOZE = "snooze"
    INHIBITED = "inhibited"
    REPEAT_AFTER = "repeat_after"
    QUIET_HOURS = "quiet_hours"
    DIGEST = "digest"
    GATHER = "gather"
    CAP = "cap"
    ESCALATION = "escalation"
    UNTOLD = "untold"
    BY_HAND = "by_hand"


FOR_A_SPAN = (Reason.GATHER, Reason.CAP, Reason.ESCALATION, Reason.REPEAT_AFTER, Reason.INHIBITED, Reason.SNOOZE)
"""These hold for a span, which is over as much earlier where the clock is set back; a snooze that is still in force
holds again. The others hold until a time of the day, and do so still."""


@dataclass(frozen=True, slots=True)
class Hold:
    """What holds a message back (``reason``), and in words ``why``; ``until`` is None where it is for good. ``kept`` is
    for what the message waits all the same (``held_again``), ``silence`` the id of the silence or snooze that holds
    it."""

    reason: Reason
    until: datetime | None
    why: str
    kept: Reason | None = None
    silence: int | None = None

    @property
    def waits_for(self) -> Reason:
        """As what the message is told when it is told, in a digest or as an escalation: mostly by what holds it."""
        return self.kept or self.reason


@dataclass(frozen=True, slots=True)
class DueMessage:
    """A message that is due, as far as holds look at it. ``waited_for`` is for what it waited, if for anything; one
    that is ``urgent`` (operations) is neither gathered nor held by a cap."""

    severity: Severity
    rule: str
    created: datetime
    waited_for: Reason | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message that the receiver got: when, and the rule that led it."""

    at: datetime
    rule: str


_PAST_DIGEST = Reason.DIGEST, Reason.ESCALATION
"""What waited for these waits for no digest any more."""
_KEPT = *_PAST_DIGEST, Reason.INHIBITED


def held_again(before: Reason | None, hold: Hold) -> Hold:
    """``hold``, of a message that waited for ``before``, if for anything. What waited for its digest, for somebody to
    acknowledge, or for the end of a wider alert, waits for that still if something else holds it then: it would wait
    for the next digest or wider alert else, and so on without an end, or be sent after it was acknowledged."""
    return replace(hold, kept=before) if before in _KEPT else hold


def may_be_inhibited(before: Reason | None) -> bool:
    """Whether a wider alert holds a message that ``before`` held: only once, as there may be another one each time, and
    not what came to its digest, or what nobody acknowledged."""
    return before not in _KEPT


def by_silence(silence: Silence) -> Hold:
    """What ``silence`` does to a message that it covers."""
    if silence.kind is SilenceKind.SILENCE:
        return Hold(Reason.SILENCE, None, silence.name, silence=silence.id)
    return Hold(Reason.SNOOZE, silence.ends, f"{silence.name} until {stamp(silence.ends)}", silence=silence.id)


def by_schedule(
    message: DueMessage,
    schedule: Schedule,
    told: Sequence[SentMessage],
    now: datetime,
    gathering: datetime | None = None,
) -> Hold | None:
    """What the receiver's own wishes do to a message: the first that holds it. ``told``: what it got within the span of
    its cap, oldest first, of a message that escalates those that did; ``gathering``: until when others are gathered.

    For what it waits all the same is said by ``held_again``.
    """
    if schedule.digest is not None and message.waited_for not in _PAST_DIGEST:
        return Hold(Reason.DIGEST, schedule.digest.after(now), f"digest {schedule.digest.text}")
    hold = _by_quiet_hours(message, schedule, now)
    if hold is None and not message.urgent:
        hold = _by_gathering(message, schedule, now, gathering) or _by_cap(message, schedule, told, now)
    return hold and held_again(message.waited_for, hold)


def _by_quiet_hours(message: DueMessage, schedule: Schedule, now: datetime) -> Hold | None:
    quiet = schedule.quiet_hours
    if quiet is None or message.severity.rank >= quiet.but.rank or (end := quiet.until(now)) is None:
        return None
    return Hold(Reason.QUIET_HOURS, end, f"quiet hours {quiet.text}")


def _by_gathering(message: DueMessage, schedule: Schedule, now: datetime, gathering: datetime | None) -> Hold | None:
    """The first alert begins it, and what comes meanwhile goes along."""
    if message.waited_for is not None or not schedule.gather:
        return None
    full = gathering or message.created + schedule.gather
    return Hold(Reason.GATHER, full, f"gathered until {stamp(full)}") if now < full else None


def _by_cap(message: DueMessage, schedule: Schedule, told: Sequence[SentMessage], now: datetime) -> Hold | None:
    cap = schedule.cap
    if cap is None:
        return None
    # What was sent later than now was sent before the clock was set back.
    recent = [one for one in told if now - cap.within < one.at <= now]
    of_rule = [one for one in recent if one.rule == message.rule]
    for most, those, what in ((cap.messages, recent, ""), (cap.per_rule, of_rule, f" of the rule {message.rule}")):
        if most is not None and len(those) >= most:
            free = those[len(those) - most].at + cap.within
            why = f"at most {several(most, 'message')}{what} in {as_set(cap.within)} by its `cap`"
            return Hold(Reason.CAP, free, why)
    return None


_HEADINGS: Mapping[Reason, str] = {
    Reason.QUIET_HOURS: "Held in quiet hours",
    Reason.CAP: "More than the cap",
    Reason.SNOOZE: "Snoozed until now",
    Reason.INHIBITED: "Held while a wider alert stood",
    Reason.REPEAT_AFTER: "More on what was told before",
    Reason.GATHER: "Alerts of the last minutes",
}


def heading(reasons: Sequence[Reason | None], schedule: Schedule) -> str:
    """What a summary of messages held for ``reasons`` is called."""
    if Reason.DIGEST in reasons and schedule.digest is not None:
        return schedule.digest.name
    if Reason.QUIET_HOURS in reasons and schedule.quiet_hours is not None:
        return f"Held in quiet hours, {schedule.quiet_hours.text}"
    found = {_HEADINGS[reason] for reason in reasons if reason is not None and reason in _HEADINGS}
    return found.pop() if len(found) == 1 else "Held back until now"
