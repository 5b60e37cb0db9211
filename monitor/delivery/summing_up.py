"""Which of the messages that may go out to one receiver come as one: what was held together, or is late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

from monitor.core.alerts.holds import Reason, heading
from monitor.core.alerts.schedule import Schedule
from monitor.core.alerts.types import Form
from monitor.core.durations import shown
from monitor.core.types import AlertKind
from monitor.store.deliveries import attempts
from monitor.store.deliveries.due import Due

LATE = timedelta(minutes=15)
"""Messages that are older when they could at last be sent are merged, from ``MANY`` on, into ones of ``ALERTS``."""
MANY = 3
ALERTS = attempts.IN_A_SUMMARY
"""A summary of late messages lists all that it counts: nobody had asked for fewer messages, there was an outage."""
NOBODY = "Nobody acknowledged these"
"""How a summary of what escalates is called."""


class Group(NamedTuple):
    """Messages that come as one summary, which goes on waiting for what they did, if it must wait."""

    messages: Sequence[Due]
    heading: str
    waits_for: Reason | None = None


def group_of(schedule: Schedule, free: Sequence[Due], now: datetime, *, is_down: bool) -> Group | None:
    """What comes as one summary now; None if each comes by itself. What is late to a receiver that ``is_down`` does."""
    single = [one for one in free if one.form is Form.SINGLE and not one.is_by_hand]
    escalate = [one for one in single if one.escalates and not one.is_tried]
    if len(escalate) > 1:
        return Group(escalate, NOBODY, Reason.ESCALATION)
    held = [one for one in single if one.waits_for is not None and not one.escalates]
    digest = schedule.digest is not None and any(one.waits_for is Reason.DIGEST for one in held)
    if digest or len(held) > 1:
        return Group(held, heading([one.waits_for for one in held], schedule))
    late = [one for one in single if one.waits_for is None and now - one.created > LATE]
    late = [one for one in late if one.kind is not AlertKind.OPERATIONS]
    if len(late) >= MANY and not is_down:
        alerts_so_far = accumulate(1 + len(one.also) for one in late)
        late = [one for one, so_far in zip(late, alerts_so_far, strict=True) if so_far <= ALERTS] or late[:1]
        return Group(late, f"Late by up to {shown(now - min(one.created for one in late))}")
    return None
