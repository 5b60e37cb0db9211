"""Whether a feed is asked for what changed since its last document, or for the whole one.

Some servers, and caches before them, say 304 whatever is published: by that alone a feed would be silent for ever.
Others refuse who asks so.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.core.feeds.health import FAILURES, Trouble, standing
from monitor.core.timing import is_another_day
from monitor.store.feeds import FeedState

NOTHING_NEW = timedelta(days=1)
"""A feed that brought nothing for so long is asked once a day for the whole document."""


def asks_whole(state: FeedState, now: datetime) -> bool:
    """Whether the next request says nothing of what is known."""
    if standing(state.trouble) == Trouble.STALE or (state.failures >= FAILURES and not state.unreached):
        return True
    newest = state.newest_at or state.baseline_at
    if newest is None or state.succeeded_at is None or now - newest < NOTHING_NEW:
        return False
    return is_another_day(state.succeeded_at, now, name=state.name)


def is_marked_alike(state: FeedState, validators: tuple[str, str, str] | None) -> bool:
    """Whether a document came under the ETag, or without one the Last-Modified, of the one before: asked with these the
    server may say that nothing changed."""
    if validators is None or not (state.etag or state.last_modified):
        return False
    etag, last_modified, _ = validators
    return etag == state.etag if state.etag else not etag and last_modified == state.last_modified


def was_hidden_since(state: FeedState, validators: tuple[str, str, str]) -> datetime | None:
    """Since when 304s may have hidden what a whole document brings; None if they did not."""
    if standing(state.trouble) == Trouble.STALE or not is_marked_alike(state, validators):
        return None
    return state.newest_at
