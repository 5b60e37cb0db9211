"""T3 of docs/architecture.md: of what is due for one receiver, one message to send; the rest waits, with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.core.alerts.keys import key_of
from monitor.core.alerts.types import Delivery, Form
from monitor.delivery.holding import Holding
from monitor.delivery.notes import notes_of
from monitor.delivery.summing_up import Group, group_of
from monitor.delivery.wishes import Wishes
from monitor.store.database import Transaction
from monitor.store.deliveries import attempts, due, lifecycle
from monitor.store.deliveries.due import Due

SOME = 20
"""Messages that are looked at, unless there is reason to look at more."""


def claim_next(
    tx: Transaction,
    receiver: str,
    wishes: Wishes,
    now: datetime,
    token: str,
    lease: timedelta,
    *,
    is_down: bool = False,
) -> Delivery | None:
    """The message to send now, claimed under ``token`` for ``lease``; None if there is none that may go out. A receiver
    that ``is_down`` and did not take a summary is not sent another one: what is late since is summed up when it took
    something, and not again and again while it is away, a few at a time."""
    is_down = is_down and due.is_summed_up(tx, receiver)
    queue = _Queue(tx, receiver, wishes, now, is_down)
    while (chosen := queue.first()) is not None:
        try:
            delivery = attempts.claim(tx, chosen.id, receiver, now, token, lease)
        except attempts.Unreadable as error:  # others must not wait for it
            lifecycle.bury(tx, chosen.id, str(error), now)
            continue
        notes = notes_of(tx, chosen, delivery, now) if delivery else ()
        return delivery and replace(delivery, notes=notes, zone=wishes.schedule.zone)
    return None


@dataclass(frozen=True, slots=True)
class _Queue:
    """What is due for one receiver now."""

    tx: Transaction
    receiver: str
    wishes: Wishes
    now: datetime
    is_down: bool

    def first(self) -> Due | None:
        """What goes out first of what may: one message, or a summary."""
        most = SOME
        found, more = due.due(self.tx, self.receiver, self.now, most)
        if more and self.wishes.inhibitions:  # what waits itself, wherever it stands, holds none of them
            found, more = due.due(self.tx, self.receiver, self.now)
        free = self._free(found)
        while more and not free:  # all of these wait now: what stands behind them?
            most *= 8
            found, more = due.due(self.tx, self.receiver, self.now, most)
            free = self._free(found)
        if more and self._group(free):  # a summary tells of all
            free = self._free(due.due(self.tx, self.receiver, self.now)[0])
        if (group := self._group(free)) is not None:
            return self._summed_up(group)
        return free[0] if free else None

    def _free(self, found: Sequence[Due]) -> list[Due]:
        return Holding(self.tx, self.receiver, self.wishes, self.now).free(found)

    def _group(self, free: Sequence[Due]) -> Group | None:
        return group_of(self.wishes.schedule, free, self.now, is_down=self.is_down)

    def _summed_up(self, group: Group) -> Due:
        # When they were made as well: after a restore others get the numbers of what was told since the copy was made.
        made = (f"{one.id} {one.created.isoformat()}" for one in group.messages)
        key = key_of("summary", self.receiver, *made)
        new = lifecycle.sum_up(self.tx, self.receiver, group.messages, group.heading, key, self.now, group.waits_for)
        first = group.messages[0]
        return replace(first, id=new, form=Form.SUMMARY, waits_for=group.waits_for, attempts=0)
