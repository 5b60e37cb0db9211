"""Where a delivery stands, and how an attempt to send it ended: the words that the store keeps and people read."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class DeliveryState(StrEnum):
    """``HELD``: waits until its hold is over. ``TOLD``: a summary tells it instead. ``SILENCED``: held back for good.
    ``CLOSED``: need not be sent any more. ``DROPPED``: a person gave it up. ``DEAD``: no attempt can bring it."""

    PENDING = "pending"
    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    TOLD = "told"
    SILENCED = "silenced"
    CLOSED = "closed"
    DROPPED = "dropped"
    DEAD = "dead"


class ClosedAs(StrEnum):
    """Why a message need not be sent any more: somebody acknowledged what was to escalate, its alert was silenced, an
    edit took its receiver away, or the step of the routes that escalates it."""

    ACKNOWLEDGED = "acknowledged"
    SILENCED = "silenced"
    RECEIVER_LEFT = "receiver_left"
    STEP_LEFT = "step_left"


BY_EDITS = (ClosedAs.RECEIVER_LEFT, ClosedAs.STEP_LEFT)
"""What another edit may open again."""


class AttemptOutcome(StrEnum):
    """How an attempt ended, if its end was recorded."""

    SENT = "sent"
    FAILED = "failed"


OPEN = (DeliveryState.PENDING, DeliveryState.HELD, DeliveryState.SENDING)
"""What is yet to be sent."""
UNHELD = (DeliveryState.PENDING, DeliveryState.SENDING)
"""What is yet to be sent, and nothing holds."""
KEPT_BACK = (DeliveryState.HELD, DeliveryState.SILENCED)
"""What a person was not told, or not yet."""
TELLS = (*UNHELD, DeliveryState.SENT, DeliveryState.TOLD)
"""By what a person was told, or is as soon as the receiver takes it."""
_TELLS_NOBODY = {DeliveryState.SILENCED, DeliveryState.CLOSED}


def are_kept_from_all(states: Iterable[str]) -> bool:
    """Whether silences kept an alert from everybody whose messages are in these states."""
    found = set(states)
    return DeliveryState.SILENCED in found and found <= _TELLS_NOBODY
