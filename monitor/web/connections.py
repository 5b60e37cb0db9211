"""Connections of readers, which must not take the daemon's files from it: each one is a file that is open."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

MOST = 100
"""At once. Readers are few; a process may often have 1,024 files open, and feeds and messages need theirs."""
SECONDS = 60.0
"""From the beginning, or the answer before, to the end of an answer. A page waits for a locked database, for less."""


class Connection(H11Protocol):
    """One of not too many, and none that sends or reads its page for ever: uvicorn limits neither."""

    _limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._begin_limit()
        if len(self.connections) > MOST:
            transport.abort()

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
