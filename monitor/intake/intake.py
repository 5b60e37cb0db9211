"""T2 of docs/architecture.md: articles in, decisions committed, in chunks that each hold or fall as a whole."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from monitor.core.alerts.routes import Route
from monitor.core.identity import Broken, hashed
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.judge import Thresholds, judge, judge_edit
from monitor.core.types import Article, Item, Verdict, VerdictKind
from monitor.intake.prepare import Prepared, prepare
from monitor.intake.recall import Identified, before_edit, candidates, identify, story_figures
from monitor.intake.settle import Occasion, settle
from monitor.intake.types import Result, Settled, State, Taken
from monitor.store import articles, quarantine, stories
from monitor.store.articles import StoredArticle
from monitor.store.database import Database, Transaction

CHUNK = 200
"""Articles in one transaction."""


class LeaseLost(Exception):
    """Somebody else polls this feed now; nothing of this chunk was written."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the config says about deciding."""

    routes: tuple[Route, ...]
    alert_window: timedelta
    first_poll_alerts: timedelta = timedelta(0)
    thresholds: Thresholds = Thresholds()


@dataclass(frozen=True, slots=True)
class Bookkeeping:
    """What a poll adds to the transactions: ``guard`` says whether its lease still holds, ``finish`` runs in the
    last chunk, with everything else or not at all."""

    guard: Callable[[Transaction], bool] = lambda _: True
    finish: Callable[[Transaction], None] = lambda _: None


class Intake:
    """One rule set and one policy over one database. Make a new one to change either."""

    def __init__(self, database: Database, rules: RuleSet, policy: Policy) -> None:
        self.rules = rules
        self._database, self._policy = database, policy

    def take(
        self,
        found: Sequence[Article],
        now: datetime,
        *,
        poll: str = "",
        baseline: bool = False,
        broken: Sequence[Broken] = (),
        books: Bookkeeping | None = None,
    ) -> Result:
        """Store, judge and decide ``found``, all of one feed, oldest first. Raises StoreError or LeaseLost."""
        books = books or Bookkeeping()
        ordered = sorted(reversed(found), key=lambda article: article.published)
        fresh, unchanged = self._split(ordered)
        taken = [_unchanged(entry) for entry in unchanged]
        chunks = [fresh[i : i + CHUNK] for i in range(0, len(fresh), CHUNK)] or [[]]
        for number, chunk in enumerate(chunks):
            prepared = [self._prepare(entry.article, now) for entry in chunk]
            with self._database.writing() as tx:
                if not books.guard(tx):
                    raise LeaseLost
                tx.judge_alone()
                taken.extend(self._chunk(tx, prepared, poll, now, baseline))
                if number == len(chunks) - 1:
                    for one in broken:
                        _quarantine(tx, _feed_of(found), poll, now, one)
                    books.finish(tx)
        counts = Counter(str(one.state) for one in taken)
        counts["quarantined"] += len(broken)
        return Result(tuple(taken), counts)

    def _split(self, ordered: Sequence[Article]) -> tuple[list[Identified], list[Identified]]:
        """Apart: what must be looked at, and items that stand in the store as they are."""
        with self._database.reading() as tx:
            identified = identify(tx, ordered)
        same = [e for e in identified if e.stored is not None and e.stored.edition == e.article.edition]
        fresh = [e for e in identified if e.stored is None or e.stored.edition != e.article.edition]
        return fresh, same

    def _prepare(self, article: Article, now: datetime) -> Prepared | Broken:
        try:
            return prepare(article, self.rules, now)
        except Exception as error:  # a bug in our own code must hold up one item, not its feed
            return Broken(_as_item(article), f"{type(error).__name__}: {error}")

    def _chunk(
        self, tx: Transaction, prepared: Sequence[Prepared | Broken], poll: str, now: datetime, baseline: bool
    ) -> Iterator[Taken]:
        whole = [one for one in prepared if isinstance(one, Prepared)]
        identified = dict(zip(map(id, whole), identify(tx, [one.article for one in whole]), strict=True))
        for one in prepared:
            if isinstance(one, Broken):
                _quarantine(tx, _feed_of([w.article for w in whole]), poll, now, one)
                continue
            try:
                with tx.connection.begin_nested():
                    taken = self._one(tx, one, identified[id(one)], poll, now, baseline)
            except Exception as error:
                if _is_database(error):
                    raise
                reason = f"{type(error).__name__}: {error}"
                _quarantine(tx, one.article.origin.feed, poll, now, Broken(_as_item(one.article), reason))
                taken = Taken(one.article, State.QUARANTINED, None, None, None)
            yield taken

    def _one(
        self, tx: Transaction, one: Prepared, known: Identified, poll: str, now: datetime, baseline: bool
    ) -> Taken:
        first_poll = baseline and not self._alerts_in_first_poll(one.article, now)
        if known.stored is None:
            return self._new(tx, one, known, poll, now, first_poll)
        if known.stored.edition == one.article.edition:
            return _unchanged(known)
        return self._edited(tx, one, known, known.stored, poll, now, first_poll)

    def _new(
        self, tx: Transaction, one: Prepared, known: Identified, poll: str, now: datetime, baseline: bool
    ) -> Taken:
        article = one.article
        article_id = articles.insert(tx, _columns(article, poll) | {"first_seen_at": now, "baseline": baseline})
        articles.put_keys(tx, article.origin.feed, article_id, known.hashes)
        found = candidates(tx, article_id, article, one.fingerprint)
        verdict = judge(article, one.fingerprint, found, self._policy.thresholds)
        story_id = None
        if verdict.of is not None:
            of = articles.get(tx, verdict.of)
            story_id = of.story_id if of else None
        if story_id is None:
            story_id = stories.start(tx, article.fields.title, now, one.figures)
        else:
            stories.add_figures(tx, story_id, story_figures(tx, story_id), one.figures, now)
        articles.put_prints(tx, article_id, one.fingerprint.prints)
        articles.set_verdict(tx, article_id, verdict, story_id)
        settled = self._settle(tx, one, article_id, 1, story_id, verdict, baseline, frozenset(), now)
        return Taken(article, State.NEW, article_id, story_id, verdict, settled)

    def _edited(
        self,
        tx: Transaction,
        one: Prepared,
        known: Identified,
        stored: StoredArticle,
        poll: str,
        now: datetime,
        baseline: bool,
    ) -> Taken:
        article = one.article
        if not article.published_known:
            article = replace(article, published=stored.published_at, published_known=stored.published_known)
            one = replace(one, article=article)
        if articles.known_editions(tx, [(stored.id, article.edition)]):
            verdict = Verdict(VerdictKind.SEEN, "went back to an earlier edition of itself", of=stored.id, score=1.0)
        else:
            verdict = judge_edit(article, before_edit(tx, stored))
        number = articles.new_edition(tx, stored, now, verdict.why, _columns(article, poll))
        articles.put_keys(tx, article.origin.feed, stored.id, known.hashes)
        story_id = stored.story_id or stories.start(tx, article.fields.title, now, ())
        stories.add_figures(tx, story_id, story_figures(tx, story_id), one.figures, now)
        articles.put_prints(tx, stored.id, one.fingerprint.prints)
        # Which rules the earlier edition met too: an edit does not make a rule look back.
        earlier = self.rules.match(replace(article, fields=stored.fields), now) if one.matches else ()
        before = frozenset(match.rule for match in earlier)
        settled = self._settle(tx, one, stored.id, number, story_id, verdict, baseline, before, now)
        return Taken(article, State.EDITED, stored.id, story_id, verdict, settled)

    def _settle(
        self,
        tx: Transaction,
        one: Prepared,
        article_id: int,
        number: int,
        story_id: int,
        verdict: Verdict,
        baseline: bool,
        before: frozenset[str],
        now: datetime,
    ) -> tuple[Settled, ...]:
        occasion = Occasion(one.article, article_id, number, story_id, verdict, baseline, before, now)
        return settle(tx, occasion, one.matches, self.rules, self._policy.routes, self._policy.alert_window)

    def _alerts_in_first_poll(self, article: Article, now: datetime) -> bool:
        allowed = self._policy.first_poll_alerts
        return bool(allowed) and article.published_known and now - article.published <= allowed


def _unchanged(entry: Identified) -> Taken:
    stored = entry.stored
    assert stored is not None
    verdict = Verdict(VerdictKind.SEEN, "the same item, unchanged", of=stored.id, score=1.0)
    return Taken(entry.article, State.UNCHANGED, stored.id, stored.story_id, verdict)


def _columns(article: Article, poll: str) -> dict[str, object]:
    return {
        "origin": "feed",
        "feed": article.origin.feed,
        "guid": article.guid,
        "url": article.url,
        "title": article.fields.title,
        "lead": article.fields.lead,
        "text": article.fields.text,
        "source": article.origin.source,
        "owner": article.origin.owner,
        "language": article.language,
        "tags": list(article.tags),
        "published_at": article.published,
        "published_known": article.published_known,
        "edition": article.edition,
        "poll": poll,
    }


def _as_item(article: Article) -> Item:
    fields = article.fields
    return Item(article.guid, article.url, fields.title, fields.lead, fields.text, article.published)


def _feed_of(found: Sequence[Article]) -> str:
    return found[0].origin.feed if found else ""


def _quarantine(tx: Transaction, feed: str, poll: str, now: datetime, broken: Broken) -> None:
    item = json.loads(json.dumps(asdict(broken.item), default=str))
    key = hashed(f"{feed}\x1f{broken.item!r}")
    quarantine.put(tx, key, quarantine.Quarantined(feed, poll, now, broken.reason[:500], item))


def _is_database(error: Exception) -> bool:
    """A database error concerns the whole chunk (disk full, connection gone), never one item."""
    return type(error).__module__.startswith("sqlalchemy")
