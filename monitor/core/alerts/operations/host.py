"""What befalls the process: time without any poll, a clock that ran ahead, a port that is taken, a deaf watcher."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.core.alerts.keys import key_of
from monitor.core.alerts.operations.own_alert import MAX_SHOWN, own_alert
from monitor.core.alerts.types import Alert
from monitor.core.durations import as_set, shown
from monitor.core.plural import several
from monitor.core.types import Severity
from monitor.core.zones import stamp

_TOLD_TWICE = "Told when it begins and when it is over"


def nothing_was_polled(last: datetime, now: datetime, oldest: timedelta) -> Alert:
    """Between two times: the daemon did not run, or its host slept. ``oldest``: how old what alerts can be."""
    headline = f"Nothing was polled for {shown(now - last)}"
    lines = [
        f"The last poll was at {stamp(last)}.",
        "What feeds dropped meanwhile was not seen; what they still hold is read now.",
    ]
    if now - last > oldest:
        lines.append(f"What of it was published more than {as_set(oldest)} ago does not alert.")
    why, key = "The daemon did not run, or its host slept", key_of("nothing polled", last.isoformat(), now.isoformat())
    return own_alert(key, Severity.HIGH, headline, tuple(lines), why, now)


def taken_for_old(found: Sequence[tuple[int, str, str]], by: timedelta, now: datetime) -> Alert:
    """The clock ran ahead ``by`` so much, and by that alone these matches, as (item, its headline, rule), were too old
    to alert."""
    items = len({item for item, _, _ in found})
    headline = f"The clock ran {shown(by)} ahead: {several(items, 'item')} taken for old did not alert"
    lines = [f"item {item}: {title} ({rule})" for item, title, rule in found[:MAX_SHOWN]]
    if len(found) > MAX_SHOWN:
        lines.append(f"and {len(found) - MAX_SHOWN} more: `monitor items --matched` lists them")
    key = key_of("taken for old", now.isoformat(), *(f"{item} {rule}" for item, _, rule in found))
    return own_alert(key, Severity.HIGH, headline, tuple(lines), f"It was set right at {stamp(now)}", now)


def no_page(host: str, port: int, reason: str, now: datetime) -> Alert:
    """The page cannot be served at ``host`` and ``port``."""
    headline = f"No web page: port {port} of {host} is taken or not allowed"
    lines = (f"{reason}: set web.port to a free one and start again.",)
    why = "Without `web.public_url` messages have no links until then"
    return own_alert(key_of("no page", host, str(port), now.isoformat()), Severity.HIGH, headline, lines, why, now)


def heartbeat_not_taken(watcher: str, since: datetime, reason: str, now: datetime) -> Alert:
    """The watcher takes no beat ``since`` then, while all else is well."""
    lines = (
        f"It takes none since {stamp(since)}: {reason}",
        "It would not notice if the monitor died: look after `heartbeat.url`, and after the watcher.",
    )
    key = key_of("heartbeat", since.isoformat(), now.isoformat())
    headline = f"{watcher} does not take the heartbeat"
    return own_alert(key, Severity.HIGH, headline, lines, _TOLD_TWICE, now)


def heartbeat_taken_again(watcher: str, now: datetime) -> Alert:
    """That is over."""
    key = key_of("heartbeat taken", now.isoformat())
    return own_alert(key, Severity.LOW, f"{watcher} takes the heartbeat again", (), _TOLD_TWICE, now)
