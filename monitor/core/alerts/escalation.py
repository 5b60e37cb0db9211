"""When an alert that nobody acknowledges is told to others. The time runs from when somebody was told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.alerts.delivery_state import DeliveryState, are_kept_from_all
from monitor.core.alerts.holds import Hold, Reason
from monitor.core.durations import as_set

SEEN_TO = "acknowledged before it was due"
SILENCED = "its alert was silenced"
"""Why what would have escalated was not sent."""


@dataclass(frozen=True, slots=True)
class TellingMessage:
    """What became of a message that tells an alert at once: its state, whether anything ever held it, when it is due,
    and when it was told, if it was."""

    state: DeliveryState
    was_held: bool
    due: datetime
    finished: datetime | None


def told_at(tellings: Iterable[TellingMessage], created: datetime) -> datetime | None:
    """Since when, or from when on, somebody knows of an alert that was ``created`` then; None if a silence kept it from
    everybody. What a receiver does not accept counts as told when it was due: its failure must stop nothing."""
    those = [one for one in tellings if one.state != DeliveryState.CLOSED]
    if are_kept_from_all(one.state for one in those):
        return None
    return min((_told_at(one, created) for one in those if one.state != DeliveryState.SILENCED), default=created)


def _told_at(one: TellingMessage, created: datetime) -> datetime:
    in_hand = one.was_held and one.state == DeliveryState.SENDING  # which is not told yet
    if one.state == DeliveryState.HELD or in_hand:
        return one.due
    if one.was_held and one.state in (DeliveryState.SENT, DeliveryState.TOLD) and one.finished is not None:
        return one.finished
    return created


def waits(told: datetime, after: timedelta, now: datetime) -> Hold | None:
    """What holds a message that escalates longer than it would have waited, if somebody knows of its alert only since
    ``told``."""
    if told + after <= now:
        return None
    why = f"unless somebody acknowledges within {as_set(after)} of being told"
    return Hold(Reason.UNTOLD, told + after, why, kept=Reason.ESCALATION)


def after_of(steps: Sequence[tuple[timedelta, str]], receiver: str) -> timedelta:
    """How long the routes leave somebody to acknowledge before ``receiver`` is told; no time if they do not name it
    any more."""
    return next((after for after, to in steps if to == receiver), timedelta(0))
