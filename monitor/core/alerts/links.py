"""Links in a message by which its reader does something: signed, for one act on one alert, until they expire."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from monitor.core.alerts.types import Act, Alert, Link

_TEXTS = {Act.ITEM: "why this alert", Act.STORY: "story", Act.ACKNOWLEDGE: "acknowledge", Act.SNOOZE: "snooze"}
_ON_PAGE = "acknowledge, snooze, or see why: on the page"
_LONGEST = 200
_OF_KEY = 8
"""Letters of an alert's key that a link holds."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a good link lets its holder do, until when. ``key`` is how the alert's key begins: once a copy of the
    database is put back, its number may be another's. Links of an earlier version have none."""

    act: Act
    alert: int
    expires: datetime
    key: str = ""


class Refusal(StrEnum):
    """Why a link does nothing, as its reader is told."""

    UNREADABLE = "this is no whole link of the monitor: part of it may have been cut off"
    ALTERED = "this link was not made by this monitor, or it was altered"
    EXPIRED = "this link has expired"


def links_for(alert: Alert, base: str, key: bytes, now: datetime, lifetime: timedelta) -> tuple[Link, ...]:
    """Where a reader can go from a message on ``alert``. ``base`` is where the page is found, such as
    ``http://127.0.0.1:8420``; without it there are no links. They do what they say until ``now + lifetime``."""
    if not base:
        return ()
    acts: list[tuple[Act, str]] = []
    if alert.article is not None:
        acts.append((Act.ITEM, f"/items/{alert.article}"))
    if alert.story is not None:
        acts.append((Act.STORY, f"/stories/{alert.story}"))
    acts += signed_for(alert, key, now + lifetime)
    return tuple(Link(act, _TEXTS[act], base.rstrip("/") + path) for act, path in acts)


def link_of_summary(alerts: Sequence[Alert], base: str) -> tuple[Link, ...]:
    """Where a reader finds ``alerts``, however many came since: they are too many for links of their own."""
    if not base or not alerts:
        return ()
    return (Link(Act.PAGE, _ON_PAGE, f"{base.rstrip('/')}/?before={max(alert.id for alert in alerts) + 1}"),)


def signed_for(alert: Alert, key: bytes, expires: datetime) -> tuple[tuple[Act, str], ...]:
    """What can be done about ``alert`` until then, each with the path of the page that does it."""
    acts = [Act.ACKNOWLEDGE, *([Act.SNOOZE] if alert.story is not None or alert.entities else [])]
    return tuple((act, f"/acts/{token(Grant(act, alert.id, expires, alert.key[:_OF_KEY]), key)}") for act in acts)


def token(grant: Grant, key: bytes) -> str:
    """``grant`` as one word of an address: what it grants, and its HMAC-SHA256 by ``key``."""
    said = f"{grant.act}.{grant.alert}.{int(grant.expires.timestamp())}" + (f".{grant.key}" if grant.key else "")
    return f"{said}.{_mac(said, key)}"


def granted(written: str, key: bytes, now: datetime) -> Grant | Refusal:
    """What the word grants. That it is genuine is asked before anything it says is believed."""
    said, _, mac = written.rpartition(".")
    parts = said.split(".")
    if len(written) > _LONGEST or len(parts) not in (3, 4) or len(mac) != len(_mac("", key)):
        return Refusal.UNREADABLE
    if not hmac.compare_digest(mac.encode("utf-8", "surrogatepass"), _mac(said, key).encode()):
        return Refusal.ALTERED
    grant = Grant(Act(parts[0]), int(parts[1]), datetime.fromtimestamp(int(parts[2]), UTC), *parts[3:])
    return grant if now < grant.expires else Refusal.EXPIRED


def _mac(said: str, key: bytes) -> str:
    """43 letters, digits, ``-`` and ``_``."""
    digest = hmac.new(key, said.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")
