"""USE CASE: what a poll leaves behind of its feed: when it is due again, its rhythm, where it moved, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.config import FeedConfig, PollingConfig
from monitor.core import timing
from monitor.core.feeds import health as feed_health
from monitor.core.feeds.address import shown
from monitor.core.feeds.evidence import ReadingEvidence
from monitor.core.feeds.health import FAILURES, GONE_FOR, GONE_POLLS, HELD_POLLS, Health, Trouble, has_gap, standing
from monitor.core.feeds.lately import UNHEARD, Lately
from monitor.core.feeds.rhythm import Rhythm
from monitor.core.identity_policy import IdentityPolicy, described
from monitor.core.plural import several
from monitor.core.zones import stamp
from monitor.intake.types import State, Taken
from monitor.polling.conditional import is_marked_alike
from monitor.sources.types import FetchFailed
from monitor.store.feeds import FeedState
from monitor.store.leases import Ended, failed, succeeded

LONGEST_WISH = timedelta(days=30)
"""What is kept of a publisher's wish: an ``Expires`` in the year 9999 is more seconds than its column takes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A poll that ended well. Of a document that has not changed only the first two are given."""

    validators: tuple[str, str, str] | None
    """(etag, last_modified, body hash); None if the server said 304."""
    moved_to: str
    """Where redirects led, if every one of them was for good."""
    wished: timedelta | None = None
    """How long the publisher asks to be left alone."""
    whole: bool = True
    """Whether the document did not end before its root did."""
    ahead: timedelta | None = None
    """How far its dates lie in the future."""
    evidence: ReadingEvidence | None = None
    """For the fast reading, after this document; None if that was not asked."""
    left_out: str | None = None
    """What of the document was not taken, for a person."""
    identity: IdentityPolicy | None = None
    """By what the config asks its items to be known."""
    asked_whole: bool = False
    """Whether the request said nothing of the document before."""


def after_answer(
    state: FeedState,
    answer: Answer,
    taken: Sequence[Taken],
    now: datetime,
    config: FeedConfig | None,
    settings: PollingConfig,
) -> Ended:
    """``taken`` is what became of the document's items, nothing if it did not change."""
    fresh = [_seen_at(one, now) for one in taken if one.state is State.NEW]
    first = state.awaits_first
    dated = [one.article.published for one in taken if one.article.published_known]
    rhythm = _rhythm(state, dated if first else fresh, now, first=first)
    lately = _lately(state, fresh, now, first=first)
    newest = now if fresh else state.newest_at
    wished = timedelta(seconds=state.wished_seconds) if answer.wished is None else min(answer.wished, LONGEST_WISH)
    # Cut off twice in a row it may be so for ever: then no whole document is to be waited for.
    always_cut = not answer.whole and _was_cut(state)
    is_half = not answer.whole and not always_cut and state.succeeded_at is not None
    moved_to, moved_polls = (state.moved_to, state.moved_polls) if is_half else _moved(state, answer.moved_to)
    # What explains the others comes first.
    health = feed_health.after_success(
        feed_health.cut_off() if always_cut else None,
        feed_health.moved((config.shown if config else shown)(moved_to)) if moved_polls >= HELD_POLLS else None,
        feed_health.stale() if _is_stale(state, answer, taken) else None,
        _quiet(state, fresh, rhythm, newest, now),
        _collapsed(state, rhythm, lately, now) if fresh else None,
        feed_health.skewed(answer.ahead or timedelta(0)),
        None if first else feed_health.outdated(_outdated(state, taken, now, settings.alert_window)),
        gap=_gap(state, answer, taken, len(fresh), first=first) or _untold_gap(state),
    )
    if health.trouble is Trouble.NONE:
        health = _lasting(state, answer, fresh)
    due = _due(state, config, settings, rhythm, wished, now)
    learned: dict[str, object] = {
        "moved_to": moved_to,
        "moved_polls": moved_polls,
        "gone_polls": 0,
        "wished_seconds": int(wished.total_seconds()),
        "newest_at": newest,
    }
    if fresh or first:
        learned["rhythm"] = rhythm.packed()
    if fresh or state.lately is None or lately.since == now:
        learned["lately"] = lately.packed()
    learned |= _health(state, health, now) | _identity(state, taken, answer.identity) | _evidence(answer.evidence)
    if baseline := first and (answer.whole or always_cut):
        learned["history_until"] = None
    learned = {column: value for column, value in learned.items() if value != getattr(state, column)}
    if left_out := state.left_out if answer.left_out is None else answer.left_out:
        learned["error"] = left_out
    if is_half:
        learned["succeeded_at"] = state.succeeded_at  # what is missing in it came since then
    return succeeded(state.name, state.lease_token, now, due, answer.validators, baseline=baseline, learned=learned)


def _due(
    state: FeedState,
    config: FeedConfig | None,
    settings: PollingConfig,
    rhythm: Rhythm,
    wished: timedelta,
    now: datetime,
) -> datetime:
    """By the interval of the config, which heeds no publisher, or else by the feed's rhythm."""
    if config and config.interval:
        return timing.after_success(now, name=state.name, wait=config.interval)
    heeded = min(wished, settings.heed_publisher)
    return timing.after_success(now, name=state.name, wait=rhythm.wait(now, settings.bounds), wished=heeded)


def _gap(state: FeedState, answer: Answer, taken: Sequence[Taken], fresh: int, *, first: bool) -> str:
    """Why items may have come and gone unseen, in words for a person; empty if nothing speaks for it."""
    if elsewhere := _elsewhere(elsewhere_since(state, answer.moved_to), taken):
        return elsewhere
    known = sum(one.state in (State.UNCHANGED, State.EDITED) for one in taken)
    # What a first poll brings says nothing of how often that changes.
    in_a_row = state.newest_at not in (None, state.baseline_at) and state.newest_at == state.succeeded_at
    return "" if first else feed_health.gap(fresh, known, in_a_row=in_a_row)


def _untold_gap(state: FeedState) -> str:
    """Why there was a gap that operations do not know yet, who are told once a minute: a feed that is polled more often
    would have lost items in silence."""
    is_untold = has_gap(state.trouble) and not has_gap(state.trouble_told)
    return state.trouble_why.partition("; ")[0] if is_untold else ""


def after_failure(
    state: FeedState,
    failure: FetchFailed,
    now: datetime,
    config: FeedConfig | None,
    settings: PollingConfig,
) -> Ended:
    """A poll that brought nothing."""
    failures = state.failures + 1
    gone_polls = _gone_polls(state, now) if failure.gone else 0
    fixed = config.interval if config else None
    due = timing.after_failure(
        now,
        name=state.name,
        interval=fixed or settings.interval,
        failures=failures,
        max_interval=settings.max_interval,
        retry_after=failure.retry_after,
        retired=gone_polls >= GONE_POLLS,
    )
    learned: dict[str, object] = {"gone_polls": gone_polls, "unreached": failure.unreached}
    if failures >= FAILURES:  # where it moved to may be what fails
        learned |= {"moved_to": "", "moved_polls": 0}
    if (health := feed_health.after_failure(failures, gone_polls, failure.reason)) is not None:
        learned |= _health(state, health, now)
    return failed(state.name, state.lease_token, now, due, failures, failure.reason, learned=learned)


def _gone_polls(state: FeedState, now: datetime) -> int:
    """Answers 410 in a row, this one among them. The last of those that retire a feed counts once they are not of the
    last ``GONE_FOR`` alone: a publisher may give some while a site is rebuilt."""
    count = state.gone_polls + 1
    failing_since = state.trouble_since if standing(state.trouble) == Trouble.FAILING else None
    known = [at for at in (state.polled_at, failing_since) if at is not None]
    is_long = state.gone_polls >= GONE_POLLS or any(now - at >= GONE_FOR for at in known)
    return count if is_long else min(count, GONE_POLLS - 1)


def left_alone(asked: str, failure: FetchFailed, now: datetime, settings: PollingConfig) -> tuple[str, datetime] | None:
    """The host that asks to be left alone by all, and until when; None if none asks. ``asked`` is the one that was
    asked. Without a host what was asked for speaks for itself, as the config says."""
    if not failure.retry_after:
        return None
    host = (failure.host or asked) if settings.retry_after_for == "host" else ""
    return host, now + min(failure.retry_after, timing.RETRY_AFTER_CAP)


def _seen_at(taken: Taken, now: datetime) -> datetime:
    """When the publisher brought it, as far as that is known."""
    published = taken.article.published
    return published if taken.article.published_known and now - published <= timedelta(days=1) else now


def elsewhere_since(state: FeedState, moved_to: str) -> datetime | None:
    """When a feed last answered at its old address, if it moved: by the config, or sent for good to ``moved_to`` by its
    publisher, who may have given it up for another one."""
    is_sent = bool(moved_to) and moved_to != state.moved_to and state.baseline_at is not None
    return state.history_until or (state.succeeded_at if is_sent else None)


def _elsewhere(since: datetime | None, taken: Sequence[Taken]) -> str:
    """What is taken as the first poll of a feed at another address, in words for a person."""
    count = sum(one.history for one in taken)
    if since is None or not count:
        return ""
    items = f"{several(count, 'item')} {'is' if count == 1 else 'are'}"
    why = f"published before {stamp(since)}, when it last answered at the old one, or undated"
    return f"at its new address none of its items was known: {items} taken as its first poll ({why})"


def _lasting(state: FeedState, answer: Answer, fresh: Sequence[datetime]) -> Health:
    """What was wrong, if this document says nothing of it."""
    before = standing(state.trouble)
    needs_news = before in (Trouble.OUTDATED, Trouble.COLLAPSED, Trouble.STALE)
    if (before == Trouble.SKEWED and answer.ahead is None) or (needs_news and not fresh):
        return Health(Trouble(before), state.trouble_why.rpartition("; ")[2])  # without that of a gap
    return Health()


def _is_stale(state: FeedState, answer: Answer, taken: Sequence[Taken]) -> bool:
    """Whether it brings news that its server did not own up to, when it was asked what is new. What came since then
    only shows that a server whose marks never change says nothing of it by them."""
    if not answer.asked_whole or not is_marked_alike(state, answer.validators):
        return False
    news = [one.article for one in taken if one.state is State.NEW]
    if standing(state.trouble) == Trouble.STALE:
        return bool(news)
    heard = state.succeeded_at
    return any(heard is None or not one.published_known or one.published <= heard for one in news)


def _outdated(state: FeedState, taken: Sequence[Taken], now: datetime, alert_window: timedelta) -> timedelta:
    """How long ago the latest date of a document lies that brought something new, if all in it is too old to alert:
    its dates are wrong, or its publisher is slow. Zero if that is not so."""
    if not any(one.state is State.NEW and not one.history for one in taken):
        return timedelta(0)
    age = now - max(one.article.published for one in taken)
    unheard = now - (state.succeeded_at or now)
    return age if age > alert_window + unheard else timedelta(0)


def _was_cut(state: FeedState) -> bool:
    """Whether the last document was cut off: only then a success leaves no hash of what came."""
    return state.succeeded_at is not None and not state.body_hash


def _rhythm(state: FeedState, times: Sequence[datetime], now: datetime, *, first: bool) -> Rhythm:
    if first:
        return Rhythm.begun(times, now)
    before = Rhythm.unpacked(state.rhythm) if state.rhythm else Rhythm(now, now)
    return before.seen(times, now) if times else before


def _lately(state: FeedState, times: Sequence[datetime], now: datetime, *, first: bool) -> Lately:
    """Counted anew when it comes back after a silence: the days before say nothing of now."""
    unheard = now - (state.succeeded_at or now)
    is_back = standing(state.trouble) == Trouble.QUIET and times
    if first or state.lately is None or unheard > UNHEARD or is_back:
        return Lately.begun(now)
    return Lately.unpacked(state.lately).seen(times, now)


def _quiet(
    state: FeedState, fresh: Sequence[datetime], rhythm: Rhythm, newest: datetime | None, now: datetime
) -> Health | None:
    was_quiet = standing(state.trouble) == Trouble.QUIET and not fresh
    return feed_health.quiet(rhythm, newest, now, was_quiet=was_quiet)


def _collapsed(state: FeedState, rhythm: Rhythm, lately: Lately, now: datetime) -> Health | None:
    was_collapsed = standing(state.trouble) == Trouble.COLLAPSED
    return feed_health.collapsed(rhythm, lately, now, was_collapsed=was_collapsed)


def _evidence(one: ReadingEvidence | None) -> dict[str, object]:
    """For the fast reading, if it was asked."""
    if one is None:
        return {}
    return {"fast_known": one.known, "fast_agreed": one.agreed, "fast_differed": one.differed}


def _moved(state: FeedState, moved_to: str) -> tuple[str, int]:
    """Where the feed moved to and for how many polls in a row. Once it is asked there, nothing redirects any more."""
    if state.address != state.url and not moved_to:
        return state.moved_to, state.moved_polls
    if not moved_to:
        return "", 0
    return moved_to, state.moved_polls + 1 if moved_to == state.moved_to else 1


def _identity(state: FeedState, taken: Sequence[Taken], asked: IdentityPolicy | None) -> dict[str, object]:
    """The columns of what the feed's items are known by, and how often that changed."""
    if not taken or asked is None:
        return {}
    changing = state.changing_polls + any(one.guid_changed for one in taken)
    shown = described(asked, changing, [one.article for one in taken])
    return {"changing_polls": changing, "identity": shown}


def _health(state: FeedState, health: Health, now: datetime) -> dict[str, object]:
    """The columns of a feed's trouble: since when it is the one that it is, or that it is none."""
    name = health.name
    same = name == state.trouble or standing(name) == standing(state.trouble) != ""
    since = state.trouble_since if same else now
    return {"trouble": name, "trouble_why": health.whole_why[:500], "trouble_since": since}
