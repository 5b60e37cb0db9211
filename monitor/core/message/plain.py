"""An alert as plain text: for terminals, and for every channel that has no richer form yet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.core.alerts.types import Alert, Delivery
from monitor.core.types import AlertKind

MAX_HEADLINE = 200
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Message:
    """``title`` is one line; ``body`` has lines."""

    title: str
    body: str


def safe(text: str) -> str:
    """Text from a feed without control, escape and direction-changing characters."""
    return _UNSAFE.sub("", text)


def message(delivery: Delivery) -> Message:
    """The message of one delivery. Its last line carries the key by which a receiver knows a repeat."""
    repeat = " (possible repeat: an earlier attempt may have arrived)" if delivery.possible_repeat else ""
    ids = ", ".join(str(one.id) for one in (delivery.alert, *delivery.also))
    last = f"alert {ids} · key {delivery.key}{repeat}"
    lines = _of_operations(delivery.alert) if delivery.alert.kind is AlertKind.OPERATIONS else _of_article(delivery)
    return Message(_title(delivery.alert), "\n".join([*lines, last]))


def _title(alert: Alert) -> str:
    headline = safe(alert.headline).replace("\n", " ") or "(no headline)"
    if len(headline) > MAX_HEADLINE:
        headline = headline[: MAX_HEADLINE - 1] + "…"
    if alert.kind is AlertKind.OPERATIONS:
        return f"[OPERATIONS] {headline}"
    follow_up = "follow-up: " if alert.kind is AlertKind.FOLLOW_UP else ""
    return f"[{alert.severity.upper()}] {follow_up}{headline}"


def _of_operations(alert: Alert) -> list[str]:
    return [safe(line) for line in (*alert.lines, alert.why)]


def _of_article(delivery: Delivery) -> list[str]:
    alert = delivery.alert
    lines = [f"{safe(alert.source)}, {_when(alert)}, rule: {alert.rule_title} ({alert.rule})"]
    lines += [f"also: {other.rule_title} ({other.rule}, {other.severity})" for other in delivery.also]
    lines += [f"New: {safe(change)}" for change in alert.new]
    if alert.possibly:
        lines.append(f"Possibly the same as: {safe(alert.possibly)}")
    lines += [safe(excerpt) for excerpt in alert.excerpts]
    if alert.url:
        lines.append(safe(alert.url))
    return [*lines, f"Why: {safe(alert.why)}"]


def _when(alert: Alert) -> str:
    stamp = alert.published.strftime("%Y-%m-%d %H:%M UTC")
    return stamp if alert.published_known else f"first seen {stamp}"
