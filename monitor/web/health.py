"""Counts that say how it goes, as pages and /healthz have them."""

from __future__ import annotations

from monitor.answers.status import Status


def health(status: Status) -> dict[str, int]:
    return {
        "feeds": status.feeds,
        "feeds_failing": len(status.feeds_failing),
        "items": status.items,
        "deliveries_open": sum(status.deliveries_open.values()),
    }
