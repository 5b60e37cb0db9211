"""When each feed of a host may be polled, so that the host is asked once in a while and every feed has its turn."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock

_FEW = 1_000
"""Times that are kept without a look at whether any of them is over."""


class Turns:
    """Turns of hosts, ``gap`` apart. A feed that must wait keeps the turn it was given, also if it comes before that:
    one that is due often cannot push in before it. If a poll begins late, the turns behind it move: none is lost. Any
    thread may ask: turns are given in that of the writer, redirects are followed in that of the event loop."""

    def __init__(self) -> None:
        self._one_at_a_time = Lock()
        self._last: dict[str, datetime] = {}
        self._next: dict[str, datetime] = {}
        self._given: dict[str, dict[str, datetime]] = {}
        """Of each host those that wait, in the order of their turns."""
        self._room = _FEW

    def turn(self, feed: str, host: str, now: datetime, gap: timedelta) -> datetime:
        """When ``feed`` may be polled: at ``now``, which then is its host's last poll, or at a turn to come back at."""
        with self._one_at_a_time:
            self._forget(now)
            return self._turn(feed, host, now, gap)

    def _turn(self, feed: str, host: str, now: datetime, gap: timedelta) -> datetime:
        waiting = self._given.get(host, {})
        given = waiting.get(feed)
        if given is not None and given > now:
            return given
        free = self._last[host] + gap if host in self._last else now
        if free <= now and (given is not None or self._next.get(host, now) <= now):
            waiting.pop(feed, None)
            self._last[host] = now
            self._move(host, now, gap)
            return now
        if given is not None:  # the poll before it began late
            waiting[feed] = free
            self._move(host, now, gap)
            return self._given[host][feed]
        at = max(now, free, self._next.get(host, now))
        self._next[host] = at + gap
        self._given.setdefault(host, {})[feed] = at
        return at

    def _move(self, host: str, now: datetime, gap: timedelta) -> None:
        """The turns to come of ``host``, so that each is ``gap`` after the one before and after the last poll."""
        at, over = self._last[host] + gap, _over(now)
        waiting = {feed: turn for feed, turn in self._given.pop(host, {}).items() if turn > over}
        for feed, turn in waiting.items():
            if turn > now:  # else it has not come yet, and need not come at all
                waiting[feed] = max(turn, at)
                at = waiting[feed] + gap
        if waiting:
            self._given[host] = waiting
        self._next[host] = max(self._next.get(host, now), at)

    def asked(self, host: str, now: datetime, gap: timedelta) -> None:
        """``host`` is asked without a turn, as a redirect leads there: who comes next waits for its gap, and who has a
        turn already keeps it."""
        with self._one_at_a_time:
            self._next[host] = max(self._next.get(host, now), now + gap)

    def put_off(self, host: str, now: datetime) -> None:
        """``host`` has enough to answer: who comes for its turn waits a gap from now on, and keeps its place."""
        with self._one_at_a_time:
            self._last[host] = now

    def set_back(self, by: timedelta) -> None:
        """The clock was set back ``by`` so much: every turn moves with it."""
        with self._one_at_a_time:
            for turns in (self._last, self._next, *self._given.values()):
                turns.update({name: at - by for name, at in turns.items()})

    def waiting(self, now: datetime) -> datetime | None:
        """The next turn of a feed that waits; None if none does. A feed that did not come for its turn within a
        minute, as it left the config, waits no more."""
        over = _over(now)
        with self._one_at_a_time:
            return min((at for waiting in self._given.values() for at in waiting.values() if at > over), default=None)

    def _forget(self, now: datetime) -> None:
        """What no longer makes anybody wait; looked for when there is twice as much as was left the last time."""
        if len(self._last) + len(self._next) + len(self._given) < self._room:
            return
        over = _over(now)
        self._given = {host: waiting for host, waiting in self._given.items() if max(waiting.values()) > over}
        self._next = {host: at for host, at in self._next.items() if at > over}
        self._last = {host: at for host, at in self._last.items() if at > over or host in self._next}
        self._room = max(_FEW, 2 * (len(self._last) + len(self._next) + len(self._given)))


def _over(now: datetime) -> datetime:
    """Turns of then or before are over: who has not come for them does not come."""
    return now - timedelta(minutes=1)
