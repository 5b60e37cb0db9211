"""When each feed of a host may be polled, so that the host is asked once in a while and every feed has its turn."""

from __future__ import annotations

from datetime import datetime, timedelta

_FEW = 1_000
"""Times that are kept without a look at whether any of them is over."""


class Turns:
    """Turns of hosts, ``gap`` apart. A feed that must wait keeps the turn it was given, also if it comes before that:
    one that is due often cannot push in before it."""

    def __init__(self) -> None:
        self._last: dict[str, datetime] = {}
        self._next: dict[str, datetime] = {}
        self._given: dict[str, datetime] = {}
        self._room = _FEW

    def turn(self, feed: str, host: str, now: datetime, gap: timedelta) -> datetime:
        """When ``feed`` may be polled: at ``now``, which then is its host's last poll, or at a turn to come back at."""
        self._forget(now)
        if feed in self._given and self._given[feed] > now:
            return self._given[feed]
        free = self._last[host] + gap if host in self._last else now
        given = self._given.pop(feed, None)
        mine = given <= now if given is not None else self._next.get(host, now) <= now
        if mine and free <= now:
            self._last[host] = now
            self._next[host] = max(self._next.get(host, now), now + gap)
            return now
        at = max(now, free, self._next.get(host, now))
        self._next[host] = at + gap
        self._given[feed] = at
        return at

    def asked(self, host: str, now: datetime, gap: timedelta) -> None:
        """``host`` is asked without a turn, as a redirect leads there: who comes next waits for its gap, and who has a
        turn already keeps it."""
        self._next[host] = max(self._next.get(host, now), now + gap)

    def set_back(self, by: timedelta) -> None:
        """The clock was set back ``by`` so much: every turn moves with it."""
        for turns in (self._last, self._next, self._given):
            turns.update({name: at - by for name, at in turns.items()})

    def waiting(self, now: datetime) -> datetime | None:
        """The next turn of a feed that waits; None if none does. A feed that did not come for its turn within a
        minute, as it left the config, waits no more."""
        return min((at for at in self._given.values() if at > _over(now)), default=None)

    def _forget(self, now: datetime) -> None:
        """What no longer makes anybody wait; looked for when there is twice as much as was left the last time."""
        if len(self._last) + len(self._next) + len(self._given) < self._room:
            return
        over = _over(now)
        self._given = {feed: at for feed, at in self._given.items() if at > over}
        self._next = {host: at for host, at in self._next.items() if at > over}
        self._last = {host: at for host, at in self._last.items() if at > over or host in self._next}
        self._room = max(_FEW, 2 * (len(self._last) + len(self._next) + len(self._given)))


def _over(now: datetime) -> datetime:
    """Turns of then or before are over: who has not come for them does not come."""
    return now - timedelta(minutes=1)
