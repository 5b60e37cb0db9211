"""What a fetch can end as. Failures are values with a reason that a person can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from monitor.core.feeds.access import Access
from monitor.core.feeds.evidence import ReadingEvidence
from monitor.core.timing import NOT_NOW
from monitor.core.types import Item

UNASKED_304 = "answered 304 to an unconditional request"


@dataclass(frozen=True, slots=True)
class Request:
    """One feed to fetch, with the validators of its last answer."""

    url: str
    etag: str = ""
    last_modified: str = ""
    access: Access = Access()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body, decompressed, with the headers that matter."""

    url: str
    body: bytes
    content_type: str
    etag: str
    last_modified: str
    moved_to: str = ""
    """Where redirects led, if every one of them was for good (301, 308)."""
    fresh_for: timedelta = timedelta(0)
    """How long the answer stays good by its headers."""


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says 304: nothing is new."""

    moved_to: str = ""

    @property
    def reason(self) -> str:
        """Why there is nothing to read, for who asked without validators and has no earlier document."""
        return UNASKED_304


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """Why there is no body, and how long the server asked us to wait. ``reason`` may be long, and repeat addresses: a
    feed masks what is secret in them. ``gone``: it says that the feed is no more;
    ``host``: the one that says so, if a redirect led there; ``status``: of HTTP, 0 if the reason is another;
    ``unreached``: no answer came in time, or none could be asked for, as where the network is down."""

    reason: str
    retry_after: timedelta | None = None
    gone: bool = False
    host: str = ""
    status: int = 0
    unreached: bool = False

    @property
    def is_refusal(self) -> bool:
        """Whether the server will not answer this, now or later."""
        return 400 <= self.status < 500 and self.status not in NOT_NOW


@dataclass(frozen=True, slots=True)
class Parsed:
    """The entries of a feed, in its order."""

    items: tuple[Item, ...]
    left_out: int = 0
    cut_off: bool = False
    """The document ends before its root does; its half-read last entry is left out."""
    title: str = ""
    """What the feed calls itself; markup is still inside."""
    wished: timedelta = timedelta(0)
    """How long the feed itself asks to be left alone (ttl, sy:updatePeriod)."""
    evidence: ReadingEvidence | None = None
    """For the fast reading, after this document; None if that was not asked, or does not read such documents."""


@dataclass(frozen=True, slots=True)
class ParseFailed:
    """Why the body is no feed."""

    reason: str
