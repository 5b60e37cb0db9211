"""Which of the messages that are due for one receiver go out, and what the others wait for.

Holds are decided here, when a message is about to go out, and not when its alert was made: a silence, an edit of the
config or quiet hours that began meanwhile count at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.core.alerts.holds import (
    DueMessage,
    Hold,
    Reason,
    SentMessage,
    by_schedule,
    by_silence,
    held_again,
    may_be_inhibited,
)
from monitor.core.alerts.inhibit import Standing, by_wider, standing
from monitor.core.alerts.silences import covering, silenced_when_made
from monitor.core.alerts.types import Alert
from monitor.core.types import AlertKind
from monitor.delivery import silenced_in_part, to_escalate
from monitor.delivery.wishes import Wishes
from monitor.store import alerts, silences
from monitor.store.database import Transaction
from monitor.store.deliveries import due, escalating, history, lifecycle
from monitor.store.deliveries.due import Due


@dataclass(frozen=True, slots=True)
class Holding:
    """For one ``receiver``, ``now``."""

    tx: Transaction
    receiver: str
    wishes: Wishes
    now: datetime

    def free(self, found: Sequence[Due]) -> list[Due]:
        """Those that go out; the others wait from now on, or are closed. This is the order in which it is asked: what
        keeps a message first is its reason, and the rest is asked again when that is over. What was tried before may
        have arrived: it goes on, unless somebody saw to it."""
        asked_for = [one for one in found if one.is_by_hand]  # a person wants them sent, whatever holds them
        rest = self._without_seen_to([one for one in found if not one.is_by_hand])
        rest = self._without_untold(rest)
        rest = self._hold(rest, self._by_silences(rest))
        # As grave as what is not silenced: by that its schedule holds it.
        rest = silenced_in_part.lead_with_unsilenced(self.tx, rest, self.now)
        # Known before wider alerts are asked, as one that waits itself holds no other; of both the wider alert counts.
        waits = self._by_wishes(rest)
        rest = self._hold(rest, self._by_wider_alerts(rest, waits))
        return asked_for + self._hold(rest, {one.id: waits[one.id] for one in rest if one.id in waits})

    def _without_seen_to(self, found: Sequence[Due]) -> list[Due]:
        """Without those that escalate what somebody acknowledged: they are closed."""
        seen_to = to_escalate.close_seen_to(self.tx, found, self.now)
        return [one for one in found if one.id not in seen_to]

    def _without_untold(self, found: list[Due]) -> list[Due]:
        """Without those that escalate what nobody was told: for good, as it is silenced, which closes them; or yet,
        for which they wait."""
        escalate = {one.id: one for one in found if one.escalates and not one.is_tried}
        if not escalate:
            return found
        told = to_escalate.told_at(self.tx, escalate.values())
        silenced = to_escalate.close_silenced(self.tx, told, self.now)
        holds = to_escalate.by_untold(self.tx, escalate, told, self.wishes.routes, self.receiver, self.now)
        return self._hold([one for one in found if one.id not in silenced], holds)

    def _hold(self, found: Sequence[Due], holds: Mapping[int, Hold]) -> list[Due]:
        """Those of ``found`` that are none of the messages that ``holds`` hold, which wait from now on."""
        by_hold: dict[Hold, list[int]] = {}
        for one, hold in holds.items():
            by_hold.setdefault(hold, []).append(one)
        for hold, ids in by_hold.items():
            lifecycle.hold(self.tx, ids, hold, self.now)
            if hold.until is None:
                beside = to_escalate.told_at(self.tx, escalating.beside(self.tx, ids))
                to_escalate.close_silenced(self.tx, beside, self.now)
        return [one for one in found if one.id not in holds]

    def _by_silences(self, found: Sequence[Due]) -> dict[int, Hold]:
        """What silences and snoozes hold. What waited only as its receiver took nothing is not told, though its silence
        is over by then."""
        fresh = [one for one in found if not one.is_tried]
        since = min((one.created for one in fresh if one.waits_for is None), default=self.now)
        over = silences.in_force(self.tx, self.now, min(since, self.now))
        holds = {}
        for one, its in self._with_alerts(fresh) if over else ():
            silence = covering(over, its, self.now)
            if silence is None and one.waits_for is None:
                silence = silenced_when_made(over, its)
            if silence is not None:
                holds[one.id] = held_again(one.waits_for, by_silence(silence))
        return holds

    def _by_wider_alerts(self, found: Sequence[Due], waits: Collection[int]) -> dict[int, Hold]:
        """What wider alerts hold that the receiver was told, or is told now: no alert of a message that ``waits``."""
        inhibitions = self.wishes.inhibitions
        fresh = [one for one in found if not one.is_tried and may_be_inhibited(one.waits_for)] if inhibitions else []
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
        schedule, now = self.wishes.schedule, self.now
        told = {escalates: self._told_lately(escalations=escalates) for escalates in {one.escalates for one in found}}
        gathering = due.gathering_until(self.tx, self.receiver, now) if schedule.gather else None
        holds = {}
        for one in found:
            if one.is_tried:
                continue
            waiting = DueMessage(
                one.severity, one.rule, one.created, one.waits_for, urgent=one.kind is AlertKind.OPERATIONS
            )
            if (hold := by_schedule(waiting, schedule, told[one.escalates], now, gathering)) is not None:
                holds[one.id] = hold
                if hold.reason is Reason.GATHER:
                    gathering = hold.until
        return holds

    def _told_lately(self, *, escalations: bool) -> list[SentMessage]:
        """What its cap counts: what escalates beside nothing but what escalated, as others must not hold it."""
        if (cap := self.wishes.schedule.cap) is None:
            return []
        return history.told_since(self.tx, self.receiver, self.now - cap.within, escalations=escalations)


def _inhibited(wider: Sequence[Standing], its: Sequence[Alert]) -> Hold | None:
    """All alerts of a message must be held; the first to be free again frees it."""
    ends = [(hold.until, hold) for alert in its if (hold := by_wider(wider, alert)) is not None and hold.until]
    return min(ends, key=lambda one: one[0])[1] if ends and len(ends) == len(its) else None
