"""USE CASE: what was told, for people and programs: alerts with what became of their messages and who saw to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from monitor.core.alerts.delivery_state import KEPT_BACK, UNHELD, DeliveryState
from monitor.core.alerts.types import Alert
from monitor.core.message.webhook import alert_part
from monitor.core.zones import UNIVERSAL
from monitor.store import alerts
from monitor.store.alerts import Acknowledged
from monitor.store.database import Transaction
from monitor.store.deliveries import outbox
from monitor.store.deliveries.outbox import StoredDelivery


@dataclass(frozen=True, slots=True)
class Card:
    """What was decided at once on one edition of an article: the gravest alert and the others. ``article`` is None
    of an alert without one, which stands by itself; ``seen`` is who saw to the gravest, or None; ``told`` says of each
    receiver of the gravest whether it has it: ``desk sent``."""

    article: int | None
    alert: Alert
    also: tuple[Alert, ...]
    seen: Acknowledged | None
    told: tuple[str, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        return (self.alert.id, *(one.id for one in self.also))


def cards(tx: Transaction, limit: int, before: int | None) -> tuple[list[Card], int | None]:
    """Those of the newest ``limit`` alerts, made earlier than the one of id ``before`` unless it is None, newest first;
    and the id before which the older ones are, None if there are none. What was decided at once is not cut in two
    unless it is more than ``limit``."""
    found = alerts.listed(tx, limit=limit + 1, before=before)
    made = cards_of(tx, found[:limit])
    if len(found) <= limit:
        return made, None
    if len(made) > 1 and len(cards_of(tx, found[-2:])) == 1:  # the last card goes on
        made.pop()
    return made, min(made[-1].ids)


def cards_of(tx: Transaction, found: Sequence[Alert]) -> list[Card]:
    """Alerts in their order, those that stand beside each other and were decided at once together."""
    seen = alerts.all_acknowledged(tx, [alert.id for alert in found])
    telling = outbox.of_alerts(tx, found)
    made = []
    for (article_id, _, _), group in groupby(((alerts.article_of(tx, one.id), one) for one in found), key=_together):
        # Of equals the first, as in the message.
        gravest, *also = sorted((alert for _, alert in group), key=lambda alert: (-alert.severity.rank, alert.id))
        made.append(Card(article_id, gravest, tuple(also), seen.get(gravest.id), has_it(telling.get(gravest.id, []))))
    return made


_GIVEN_UP = (DeliveryState.DEAD, DeliveryState.DROPPED)
_IN_WORDS = {DeliveryState.PENDING: "not sent yet", DeliveryState.SENDING: "being sent", DeliveryState.DEAD: "given up"}


def has_it(messages: Sequence[StoredDelivery]) -> tuple[str, ...]:
    """Whether each receiver has it, and why not: by somebody's wish, or as it was never taken. What one that fails for
    a time answers stands elsewhere."""
    said, summed_up = [], {one.told_in for one in messages}
    for one in messages:
        if one.id in summed_up and one.state in (DeliveryState.SENT, *UNHELD):
            continue  # of what it told it is said that it was sent in a summary, or is to be
        if one.told_state in _GIVEN_UP:
            continue  # of the summary it is said why it does not come
        why = one.hold_why if one.state in KEPT_BACK else one.error if one.state in _GIVEN_UP else ""
        state = "sent in a summary" if one.state == DeliveryState.TOLD and not one.is_yet_to_tell else _in_words(one)
        said.append(
            f"{one.receiver} {'in a summary to come' if one.is_yet_to_tell else state}" + (f" ({why})" if why else "")
        )
    return tuple(dict.fromkeys(said))


def _in_words(one: StoredDelivery) -> str:
    return _IN_WORDS.get(DeliveryState(one.state), one.state)


def _together(one: tuple[int | None, Alert]) -> tuple[int | None, datetime, int]:
    """Alerts without an article stand each by itself."""
    article_id, alert = one
    return article_id, alert.created, 0 if article_id is not None else alert.id


def rows(tx: Transaction, found: Sequence[Alert], now: datetime) -> Iterator[dict[str, Any]]:
    """Each alert under the names that webhooks have for it, with what became of it: ``told`` says of each receiver
    where its message stands. Times are UTC."""
    telling = outbox.of_alerts(tx, found)
    seen = alerts.all_acknowledged(tx, [alert.id for alert in found])
    for alert in found:
        by = seen.get(alert.id)
        yield alert_part(alert, UNIVERSAL).model_dump() | {
            "told": [one.standing(now) for one in telling.get(alert.id, [])],
            "acknowledged_by": by.by if by else None,
            "acknowledged_at": by.at if by else None,
        }
