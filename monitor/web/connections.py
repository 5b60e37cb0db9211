"""Connections of readers, which must not take the daemon's files from it: each one is a file that is open."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

MOST = 100
"""At once; beyond it, the one that is silent for the longest time is ended. Readers are few; a process may often have
1,024 files open, and feeds and messages need theirs."""
SECONDS = 60.0
"""From the beginning of a connection, or from its last answer, to the end of the next answer: longer than a page waits
for a locked database."""


class Connection(H11Protocol):
    """One of not too many, and none that sends or reads its page for ever: uvicorn limits neither."""

    _limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._begin_limit()
        others = [one for one in self.connections if isinstance(one, Connection) and not one.transport.is_closing()]
        if len(others) > MOST:  # this one is among them: who comes now may have something to say
            min((one for one in others if one.is_silent), key=Connection.ends).transport.abort()

    @property
    def is_silent(self) -> bool:
        """Whether nothing was asked by it that is not answered, down to the last byte."""
        is_answered = self.cycle is None or self.cycle.response_complete
        return is_answered and not self.transport.get_write_buffer_size()

    def ends(self) -> float:
        """When its time is over, by the clock of the loop."""
        return self._limit.when() if self._limit is not None else 0.0

    def on_response_complete(self) -> None:
        # Not ended here: what was answered may still wait for a reader who takes nothing.
        self._begin_limit()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end_limit()
        super().connection_lost(exc)

    def _begin_limit(self) -> None:
        self._end_limit()
        self._limit = self.loop.call_later(SECONDS, self.transport.abort)

    def _end_limit(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None
