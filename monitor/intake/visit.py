"""One call of intake, and what of it is news in a feed's first poll."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.types import Article


@dataclass(frozen=True, slots=True)
class Visit:
    """When a document came, in which poll, and whether that is the feed's first; ``heard`` is when the feed last
    answered with a whole document before; if it was elsewhere then, ``since`` is when it last answered there."""

    now: datetime
    poll: str = ""
    baseline: bool = False
    since: datetime | None = None
    heard: datetime | None = None

    @property
    def unheard(self) -> timedelta:
        """How long the feed had not answered; zero if that is not known."""
        last = min((at for at in (self.heard, self.since) if at is not None), default=None)
        return max(timedelta(0), self.now - last) if last is not None else timedelta(0)

    def is_history(self, article: Article, first_poll_alerts: timedelta, alert_window: timedelta) -> bool:
        """In a first poll. What was published since the feed last answered elsewhere may have been missed. What has no
        date too, if that is not longer ago than ``alert_window``: after more time most of a document is old."""
        if not article.published_known:
            return self.since is None or self.now - self.since > alert_window
        if self.since is not None and article.published > self.since:
            return False
        return not first_poll_alerts or self.now - article.published > first_poll_alerts
