"""T3 of docs/architecture.md: of what is due for one receiver, one message to send; the rest waits, with reasons.

Holds are decided here, when a message is about to go out, and not when its alert was made: a silence, an edit of the
config or quiet hours that began meanwhile count at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

from monitor.core.alerts import escalation
from monitor.core.alerts.delivery_state import ClosedAs
from monitor.core.alerts.holds import (
    DueMessage,
    Hold,
    Reason,
    SentMessage,
    by_schedule,
    by_silence,
    heading,
    held_again,
    may_be_inhibited,
)
from monitor.core.alerts.inhibit import Inhibition, Standing, by_wider, standing
from monitor.core.alerts.keys import key_of
from monitor.core.alerts.routes import Route, escalations_of, routes_for
from monitor.core.alerts.schedule import Schedule
from monitor.core.alerts.silences import covering, silenced_when_made
from monitor.core.alerts.types import Alert, Delivery, Form
from monitor.core.durations import shown
from monitor.core.plural import several
from monitor.core.types import AlertKind
from monitor.core.zones import stamp
from monitor.delivery import silenced_in_part
from monitor.store import alerts, silences
from monitor.store.database import Transaction
from monitor.store.deliveries import attempts, due, escalating, history, lifecycle
from monitor.store.deliveries.due import Due
from monitor.store.deliveries.escalating import Escalating

LATE = timedelta(minutes=15)
"""Messages that are older when they could at last be sent are merged, from ``MANY`` on, into ones of ``ALERTS``."""
MANY = 3
ALERTS = attempts.IN_A_SUMMARY
"""A summary of late messages lists all that it counts: nobody had asked for fewer messages, there was an outage."""
NOBODY = "Nobody acknowledged these"
"""How a summary of what escalates is called."""
SOME = 20
"""Messages that are looked at, unless there is reason to look at more."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the config says of telling one receiver; ``routes`` are those of all."""

    schedule: Schedule = Schedule()
    inhibitions: tuple[Inhibition, ...] = ()
    routes: tuple[Route, ...] = ()


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
        notes = tuple(_notes(tx, chosen, delivery, now)) if delivery else ()
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
        if more and _group(self.wishes.schedule, free, self.now, self.is_down):  # a summary tells of all
            free = self._free(due.due(self.tx, self.receiver, self.now)[0])
        return self._summed_up(free)

    def _free(self, found: Sequence[Due]) -> list[Due]:
        """Those that nothing holds; the others wait from now on."""
        asked_for = [one for one in found if one.is_by_hand]
        rest: Sequence[Due] = [one for one in found if not one.is_by_hand]
        seen_to = self._seen_to([one for one in rest if one.hold == Reason.ESCALATION])
        lifecycle.close(self.tx, seen_to, ClosedAs.ACKNOWLEDGED, escalation.SEEN_TO, self.now)
        rest = [one for one in rest if one.id not in seen_to]
        rest = self._after_told(rest)
        rest = self._put_on_hold(rest, self._by_silences(rest))
        rest = silenced_in_part.lead_with_unsilenced(self.tx, rest, self.now)
        waits = self._by_wishes(rest)
        rest = self._put_on_hold(rest, self._by_wider_alerts(rest, waits))
        return asked_for + self._put_on_hold(rest, {one.id: waits[one.id] for one in rest if one.id in waits})

    def _seen_to(self, escalate: Sequence[Due]) -> set[int]:
        """Those of which somebody acknowledged all that they tell; a summary that was tried goes on, as it may have
        arrived."""
        found = [one for one in escalate if one.is_acknowledged and (one.form == Form.SINGLE or not one.is_tried)]
        seen = alerts.all_acknowledged(self.tx, {alert for one in found for alert in (one.alert_id, *one.also)})
        return {one.id for one in found if seen.keys() >= {one.alert_id, *one.also}}

    def _after_told(self, found: Sequence[Due]) -> Sequence[Due]:
        """Without those that escalate what nobody was told, for good or yet."""
        escalate = {one.id: one for one in found if one.hold == Reason.ESCALATION and not one.is_tried}
        if not escalate:
            return found
        told = _told_at(self.tx, escalate.values())
        silenced = {one for one, at in told.items() if at is None}
        lifecycle.close(self.tx, silenced, ClosedAs.SILENCED, escalation.SILENCED, self.now)
        later = {one: at for one, at in told.items() if at is not None and at > escalate[one].created}
        its_alerts = sorted(escalate[one].alert_id for one in later)
        known = {alert.id: alert for alert in alerts.get_all(self.tx, its_alerts)}
        holds = {}
        for one, at in later.items():
            alert = known.get(escalate[one].alert_id)
            steps = escalations_of(routes_for(self.wishes.routes, alert)) if alert else ()
            if (hold := escalation.waits(at, escalation.after_of(steps, self.receiver), self.now)) is not None:
                holds[one] = hold
        return self._put_on_hold([one for one in found if one.id not in silenced], holds)

    def _put_on_hold(self, found: Sequence[Due], holds: dict[int, Hold]) -> list[Due]:
        """Those of ``found`` that are none of the messages that ``holds`` hold, which wait from now on."""
        by_hold: dict[Hold, list[int]] = {}
        for one, hold in holds.items():
            by_hold.setdefault(hold, []).append(one)
        for hold, ids in by_hold.items():
            lifecycle.hold(self.tx, ids, hold, self.now)
            if hold.until is None:
                waiting = escalating.beside(self.tx, ids)
                silenced = [one for one, at in _told_at(self.tx, waiting).items() if at is None]
                lifecycle.close(self.tx, silenced, ClosedAs.SILENCED, escalation.SILENCED, self.now)
        return [one for one in found if one.id not in holds]

    def _by_silences(self, found: Sequence[Due]) -> dict[int, Hold]:
        """What silences and snoozes hold. What was tried before may have arrived: it goes on. What waited only as its
        receiver took nothing is not told, though its silence is over by then."""
        fresh = [one for one in found if not one.is_tried]
        since = min((one.created for one in fresh if not one.hold), default=self.now)
        over = silences.in_force(self.tx, self.now, min(since, self.now))
        holds = {}
        for one, its in self._with_alerts(fresh) if over else ():
            silence = covering(over, its, self.now) or (None if one.hold else silenced_when_made(over, its))
            if silence is not None:
                holds[one.id] = held_again(one.hold, by_silence(silence))
        return holds

    def _by_wider_alerts(self, found: Sequence[Due], waits: Collection[int]) -> dict[int, Hold]:
        """What wider alerts hold that the receiver was told, or is told now: no alert of a message that ``waits``."""
        inhibitions = self.wishes.inhibitions
        fresh = [one for one in found if not one.is_tried and may_be_inhibited(one.hold)] if inhibitions else []
        if not fresh:
            return {}
        longest = max(one.lasts for one in inhibitions)
        told = history.alerts_told_since(self.tx, self.receiver, self.now - longest, waits)
        wider = standing(inhibitions, told, self.now)
        held = ((one.id, _inhibited(wider, its)) for one, its in self._with_alerts(fresh))
        return {one: hold for one, hold in held if hold is not None}

    def _with_alerts(self, found: Sequence[Due]) -> list[tuple[Due, list[Alert]]]:
        wanted = sorted({alert for one in found for alert in (one.alert_id, *one.also)})
        known = {alert.id: alert for alert in alerts.get_all(self.tx, wanted)}
        return [(one, [known[alert] for alert in (one.alert_id, *one.also) if alert in known]) for one in found]

    def _by_wishes(self, found: Sequence[Due]) -> dict[int, Hold]:
        """What the receiver's own schedule holds."""
        if not found:
            return {}
        tx, receiver, now, schedule = self.tx, self.receiver, self.now, self.wishes.schedule
        told = {kind: self._told_lately(escalations=kind) for kind in {one.hold == Reason.ESCALATION for one in found}}
        gathering = due.gathering_until(tx, receiver, now) if schedule.gather else None
        holds = {}
        for one in found:
            if one.is_tried:
                continue
            waiting = DueMessage(one.severity, one.rule, one.created, one.hold, one.kind is AlertKind.OPERATIONS)
            lately = told[one.hold == Reason.ESCALATION]
            if (hold := by_schedule(waiting, schedule, lately, now, gathering)) is not None:
                holds[one.id] = hold
                if hold.reason is Reason.GATHER:
                    gathering = hold.until
        return holds

    def _told_lately(self, *, escalations: bool) -> list[SentMessage]:
        """What its cap counts: what escalates beside nothing but what escalated, as others must not hold it."""
        if (cap := self.wishes.schedule.cap) is None:
            return []
        return history.told_since(self.tx, self.receiver, self.now - cap.within, escalations=escalations)

    def _summed_up(self, free: Sequence[Due]) -> Due | None:
        """What goes out first: what was held, or is late, as one message."""
        group = _group(self.wishes.schedule, free, self.now, self.is_down)
        if group is None:
            return free[0] if free else None
        # When they were made as well: after a restore others get the numbers of what was told since the copy was made.
        made = (f"{one.id} {one.created.isoformat()}" for one in group.messages)
        key, hold = key_of("summary", self.receiver, *made), group.waits_for
        new = lifecycle.sum_up(self.tx, self.receiver, group.messages, group.heading, key, self.now, hold)
        return replace(group.messages[0], id=new, form=Form.SUMMARY.value, hold=hold, attempts=0)


def _told_at(tx: Transaction, messages: Collection[Due | Escalating]) -> dict[int, datetime | None]:
    """Of messages that escalate: since when somebody knows of their alerts; None if a silence kept them from all."""
    its = {one.id: (one.alert_id, *one.also) for one in messages}
    tellings = escalating.tellings(tx, {alert for some in its.values() for alert in some})
    known = {one: [telling for alert in some for telling in tellings[alert]] for one, some in its.items()}
    return {one.id: escalation.told_at(known[one.id], one.created) for one in messages}


def _inhibited(wider: Sequence[Standing], its: Sequence[Alert]) -> Hold | None:
    """All alerts of a message must be held; the first to be free again frees it."""
    ends = [(hold.until, hold) for alert in its if (hold := by_wider(wider, alert)) is not None and hold.until]
    return min(ends, key=lambda one: one[0])[1] if ends and len(ends) == len(its) else None


class _Group(NamedTuple):
    """Messages that come as one summary, which goes on waiting for what they did, if it must wait."""

    messages: Sequence[Due]
    heading: str
    waits_for: str = ""


def _group(schedule: Schedule, free: Sequence[Due], now: datetime, is_down: bool) -> _Group | None:
    """What comes as one summary now; None if each comes by itself."""
    single = [one for one in free if one.form == Form.SINGLE and not one.is_by_hand]
    escalate = [one for one in single if one.hold == Reason.ESCALATION and not one.is_tried]
    if len(escalate) > 1:
        return _Group(escalate, NOBODY, Reason.ESCALATION.value)
    held = [one for one in single if one.hold not in ("", Reason.ESCALATION)]
    digest = schedule.digest is not None and any(one.hold == Reason.DIGEST for one in held)
    if digest or len(held) > 1:
        return _Group(held, heading([one.hold for one in held], schedule))
    late = [one for one in single if one.kind is not AlertKind.OPERATIONS and not one.hold and now - one.created > LATE]
    if len(late) >= MANY and not is_down:
        alerts_so_far = accumulate(1 + len(one.also) for one in late)
        late = [one for one, so_far in zip(late, alerts_so_far, strict=True) if so_far <= ALERTS] or late[:1]
        return _Group(late, f"Late by up to {shown(now - min(one.created for one in late))}")
    return None


def _acknowledged_of_these(tx: Transaction, delivery: Delivery) -> list[str]:
    """Who saw to how many of what a summary tells."""
    seen = alerts.all_acknowledged(tx, [delivery.alert.id, *(alert.id for alert in delivery.also)])
    by = Counter(one.by for one in seen.values())
    all_of_it = several(1 + len(delivery.also) + delivery.more, "alert")
    return [f"Acknowledged by {name}: {count} of {all_of_it}" for name, count in by.most_common()]


def _notes(tx: Transaction, chosen: Due, delivery: Delivery, now: datetime) -> list[str]:
    notes = []
    by_itself = delivery.form is Form.SINGLE
    seen = alerts.acknowledged(tx, delivery.alert.id) if chosen.is_acknowledged and by_itself else None
    if seen is not None:
        notes.append(f"Acknowledged by {seen.by} at {stamp(seen.at)}")
    if not by_itself:
        notes += _acknowledged_of_these(tx, delivery)
    if chosen.hold == Reason.ESCALATION and seen is None:
        told = _told_at(tx, [chosen])[chosen.id] or chosen.created
        this = "this" if by_itself else "the first of these"
        notes.append(f"Nobody acknowledged {this} for {shown(now - told)}")
    elif chosen.hold_why and by_itself and not chosen.is_by_hand:
        notes.append(f"Held until now: {chosen.hold_why}")
    if by_itself:
        notes += silenced_in_part.why_it_comes(tx, (delivery.alert, *delivery.also), now)
    return notes
