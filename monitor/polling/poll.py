"""USE CASE: one poll: fetch -> parse -> intake -> what it leaves of its feed."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from monitor import logs
from monitor.config import FeedConfig, PollingConfig
from monitor.core.errors import StoreError
from monitor.core.feeds.address import host_of, masked
from monitor.core.feeds.health import dates_ahead
from monitor.core.identity import articles_of
from monitor.core.identity_policy import IdentityPolicy, asked_before, policy_in_force
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Article
from monitor.in_force.shared import Shared
from monitor.intake import Result
from monitor.intake.identify import identify
from monitor.intake.page import ask_for_pages
from monitor.intake.taking import Bookkeeping, LeaseLost, Taking
from monitor.intake.types import Taken
from monitor.intake.visit import Visit
from monitor.polling import outage
from monitor.polling.conditional import asks_whole, was_hidden_since
from monitor.polling.feed_record import Answer, after_answer, after_failure, elsewhere_since, left_alone
from monitor.sources.types import Fetched, FetchFailed, NotModified, Parsed, ParseFailed, Request
from monitor.sources.web_source import WebSource
from monitor.store import hosts, leases
from monitor.store.database import Transaction
from monitor.store.feeds import FeedState
from monitor.store.leases import Ended
from monitor.store.together import Together

_log = logs.logger("poll")
LONGEST_REASON = 300
UNMET = 412
"""What some servers answer for 304, or whatever is there, if they are asked for what changed."""
_PART = "what polls bring"
"""Of a daemon that waits for its database."""


class PollOutcome(StrEnum):
    """``LEFT_ALONE``: its feed was not asked, though a person wants it."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    LEFT_ALONE = "left alone"


@dataclass(frozen=True, slots=True)
class Polled:
    """How one poll ended, and why."""

    feed: str
    outcome: PollOutcome
    reason: str = ""
    result: Result | None = None

    @property
    def shown(self) -> str:
        """``failed HTTP 500``; of a feed that was left alone why."""
        left_alone = self.outcome is PollOutcome.LEFT_ALONE
        return self.reason if left_alone else f"{self.outcome} {self.reason}".strip()


@dataclass(frozen=True, slots=True)
class Begun:
    """One poll: its feed, and what holds until it ends - the feed's config and the rules of its beginning."""

    state: FeedState
    config: FeedConfig
    rules: RuleSet
    poll: str
    """Its name in logs."""


class Poll:
    """Carries out one poll: from the request to what it leaves of its feed. It ends under the rules that it began with
    (but for those that were renamed), but with the routes of now, for only their receivers are there."""

    def __init__(self, shared: Shared, source: WebSource) -> None:
        self._shared, self._source = shared, source
        self._in_force, self._now = shared.in_force, shared.now
        self.not_recorded: list[tuple[FeedState, datetime]] = []
        """Feeds whose polls the database did not take, and when they are due again: their leases are still held."""
        self._together = Together(shared.database, shared.writer, self._record)

    async def of(self, state: FeedState, rules: RuleSet) -> Polled:
        """Poll a feed that was claimed; whatever happens is said by the answer. ``rules`` are those of now."""
        poll = f"{state.lease_token}-{state.name}"
        try:
            config = self._in_force().feeds.get(state.name)
            if config is None:
                raise LeaseLost
            polled = await self._poll(Begun(state, config, rules, poll))
        except asyncio.CancelledError:
            await asyncio.shield(self._shared.write(lambda tx: leases.give_back(tx, state.lease_token)))
            raise
        except LeaseLost:
            polled = Polled(state.name, PollOutcome.FAILED, "the config changed meanwhile, or somebody else polls it")
        except StoreError as error:
            return self._is_not_recorded(state, str(error))
        except Exception as error:  # a bug must not end the daemon: it is logged and the feed backs off
            _log.exception("poll broke", feed=state.name, poll=poll)
            reason = f"internal error: {type(error).__name__}: {error}"
            polled = Polled(state.name, PollOutcome.FAILED, masked(reason))
            try:
                polled = await self._failed(state, FetchFailed(reason))
            except StoreError as refused:
                return self._is_not_recorded(state, str(refused))
        if self._shared.refusals.over(_PART):
            _log.info(f"{_PART}: the database takes it again")
        _report(polled, poll)
        if polled.result is not None and polled.result.alert_ids:
            self._shared.on_told()
        return polled

    def _is_not_recorded(self, state: FeedState, reason: str) -> Polled:
        """It is no failure of the feed: it is asked again soon, but not as often as the database refuses. That is said
        once for all feeds."""
        config, settings = self._in_force().feeds.get(state.name), self._in_force().polling
        wait = config.interval if config and config.interval else settings.fastest
        self.not_recorded.append((state, self._now() + wait))
        if self._shared.refusals.note(_PART, reason, self._now()):
            _log.error(f"{_PART}: waiting for the database", reason=reason)
        return Polled(state.name, PollOutcome.FAILED, reason)

    async def _poll(self, begun: Begun) -> Polled:
        state = begun.state
        asked_whole = asks_whole(state, self._now())
        marks = ("", "") if asked_whole else (state.etag, state.last_modified)
        request = Request(state.address, *marks, begun.config.access)
        answer = await self._source.fetch(request)
        if isinstance(answer, FetchFailed) and answer.status == UNMET and any(marks):
            asked_whole, answer = True, await self._source.fetch(replace(request, etag="", last_modified=""))
        if isinstance(answer, FetchFailed):
            return await self._failed(state, answer)
        if isinstance(answer, NotModified):
            await self._together.write((state, Answer(None, answer.moved_to)))
            return Polled(state.name, PollOutcome.UNCHANGED, "304")
        body_hash = hashlib.blake2b(answer.body, digest_size=16).hexdigest()
        validators = (answer.etag, answer.last_modified, body_hash)
        if body_hash == state.body_hash:
            await self._together.write((state, Answer(validators, answer.moved_to)))
            return Polled(state.name, PollOutcome.UNCHANGED, "same body")
        return await self._changed(begun, answer, validators, asked_whole=asked_whole)

    async def _changed(
        self, begun: Begun, fetched: Fetched, validators: tuple[str, str, str], *, asked_whole: bool
    ) -> Polled:
        before = begun.state.evidence
        parsed = await self._source.parse(fetched, before if self._in_force().polling.fast_parser else None)
        if isinstance(parsed, ParseFailed):
            return await self._failed(begun.state, FetchFailed(parsed.reason))
        note = left_out = f"{parsed.left_out} entries beyond max_items left out" if parsed.left_out else ""
        if parsed.cut_off:
            # Without validators the next poll asks for the whole document again.
            note, validators = "the document is cut off: its last entry is left out until it is whole", ("", "", "")
        if parsed.evidence is not None and parsed.evidence.differed > before.differed:
            _log.warning("the fast parser differed, feedparser is taken", feed=begun.state.name, poll=begun.poll)
        wished = max(fetched.fresh_for, parsed.wished)
        ahead = dates_ahead(parsed.items, self._now())
        answer = Answer(
            validators,
            fetched.moved_to,
            wished,
            whole=not parsed.cut_off,
            ahead=ahead,
            evidence=parsed.evidence,
            left_out=left_out,
            identity=begun.config.identity,
            asked_whole=asked_whole,
        )
        return Polled(begun.state.name, PollOutcome.CHANGED, note, await self._taken(begun, parsed, answer))

    async def _taken(self, begun: Begun, parsed: Parsed, answer: Answer) -> Result:
        """Each chunk is a job of the writer's own: others come between, and do not wait for a whole long document."""
        taking = await self._shared.in_writer(self._begin, begun, parsed, answer)
        while taking.result is None:
            await self._shared.in_writer(self._go_on, begun, taking)
        return taking.result

    def _begin(self, begun: Begun, parsed: Parsed, answer: Answer) -> Taking:
        """Begin a document and take its first chunk, which is the only one of most documents."""
        state, now = begun.state, self._now()
        asked = begun.config.identity
        policy = policy_in_force(asked, state.changing_polls)
        before = policy_in_force(asked_before(state.identity), state.changing_polls)
        former = before if state.identity and before is not policy else None
        found, broken = articles_of(
            parsed.items, begun.config.origin, now, policy, former, guids_change=policy is not asked
        )
        moved = elsewhere_since(state, answer.moved_to)
        baseline = state.baseline_at is None or (moved is not None and not self._knows(found, policy, moved))
        books = Bookkeeping(
            feed=state.name,
            guard=lambda tx: self._keeps_lease(tx, state),
            finish=lambda tx, taken: self._answered(tx, state, answer, taken),
        )
        hidden = was_hidden_since(state, answer.validators) if answer.asked_whole and answer.validators else None
        visit = Visit(now, begun.poll, baseline, since=moved, heard=hidden or state.succeeded_at)
        taking = self._in_force().intake.begin(found, visit, broken, books=books, identity=policy)
        self._go_on(begun, taking)
        return taking

    def _go_on(self, begun: Begun, taking: Taking) -> None:
        """The routes may be others than those of the chunk before."""
        running = self._in_force()
        running.intake.with_rules(running.rules_for(begun.rules)).go_on(taking, self._now())

    def _keeps_lease(self, tx: Transaction, state: FeedState) -> bool:
        """Whether the lease is still ours; then it begins again, as a long document takes many transactions."""
        held = leases.holds(tx, state.name, state.lease_token)
        if held:
            leases.renew(tx, state.name, state.lease_token, self._now() + lease_of(self._in_force().polling))
        return held

    def _knows(self, found: Sequence[Article], policy: IdentityPolicy, moved: datetime) -> bool:
        """Whether a feed that moved to another address brings items of before: else it may be another site,
        also if a poll that ended half-way has stored some of its items."""
        with self._shared.database.reading() as tx:
            stored = [one.stored for one in identify(tx, found, policy)]
        return any(one is not None and one.first_seen_at <= moved for one in stored)

    def _answered(self, tx: Transaction, state: FeedState, answer: Answer, taken: Sequence[Taken]) -> None:
        config, now = self._in_force().feeds.get(state.name), self._now()
        outage.retry_failing(tx, state, now, self._in_force().polling.first_poll_within)
        leases.record(tx, [after_answer(state, answer, taken, now, config, self._in_force().polling)])
        if config is not None and config.full_text:
            ask_for_pages(tx, [one for one in taken if not one.history], now)

    def _record(self, tx: Transaction, ended: Sequence[tuple[FeedState, Answer | FetchFailed]]) -> None:
        """What polls that brought no items leave."""
        configs, settings, now = self._in_force().feeds, self._in_force().polling, self._now()
        changes: list[Ended] = []
        for state, end in ended:
            config = configs.get(state.name)
            if isinstance(end, Answer):
                outage.retry_failing(tx, state, now, settings.first_poll_within)
                changes.append(after_answer(state, end, (), now, config, settings))
                continue
            changes.append(after_failure(state, end, now, config, settings))
            if alone := left_alone(host_of(state.address), end, now, settings):
                hosts.leave_alone(tx, *alone, also=state.name)
        leases.record(tx, changes)

    async def _failed(self, state: FeedState, failure: FetchFailed) -> Polled:
        """What is told of it holds no secret of the feed's address, whoever repeats that."""
        config = self._in_force().feeds.get(state.name)
        told = replace(failure, reason=(config.masked if config else masked)(failure.reason)[:LONGEST_REASON])
        await self._together.write((state, told))
        return Polled(state.name, PollOutcome.FAILED, told.reason)


def lease_of(settings: PollingConfig) -> timedelta:
    """Longer than a poll can take: fetch and parse have deadlines, intake is given five minutes."""
    return settings.timeout + settings.parse_deadline * 3 + timedelta(minutes=5)


def _report(polled: Polled, poll: str) -> None:
    if polled.outcome == "failed":
        _log.warning("feed failed", feed=polled.feed, reason=polled.reason, poll=poll)
    elif polled.result is None:
        _log.debug("nothing new", feed=polled.feed, how=polled.reason, poll=poll)
    else:
        result = polled.result
        counts = {name: count for name, count in result.counts.items() if count and name != "unchanged"}
        matches = sum(len(taken.settled) for taken in result.taken)
        extra = {"note": polled.reason} if polled.reason else {}
        _log.info(
            "polled",
            feed=polled.feed,
            **counts,
            matches=matches,
            alerts=len(result.alert_ids),
            poll=poll,
            **extra,
        )
        if result.counts["quarantined"]:
            _log.error("items quarantined: `monitor items --quarantined` shows them", feed=polled.feed, poll=poll)
