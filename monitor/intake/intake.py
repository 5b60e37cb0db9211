"""T2b of docs/architecture.md: articles in, decisions committed, in chunks that each hold or fall as a whole."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor import logs
from monitor.core.alerts.routes import Route
from monitor.core.canonical_url import canonical_url
from monitor.core.identity import Broken
from monitor.core.identity_policy import IdentityPolicy
from monitor.core.item_key import KeyKind, hashed
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.judge import judge
from monitor.core.stories.sources import credit_of
from monitor.core.types import Article, Verdict, VerdictKind
from monitor.intake.broken import broken_by, quarantined
from monitor.intake.chunk import Chunk
from monitor.intake.identify import Identified, identify
from monitor.intake.other_language import in_other_languages
from monitor.intake.page import with_page, with_page_kept
from monitor.intake.prepare import Prepared, prepare, with_meaning
from monitor.intake.recall import Recall
from monitor.intake.taking import CHUNK, Bookkeeping, LeaseLost, Taking
from monitor.intake.types import Policy, Result, State, Taken
from monitor.intake.visit import Visit
from monitor.store import articles, item_keys
from monitor.store.database import Database, Transaction

_log = logs.logger("intake")


class Intake:
    """One rule set and one policy over one database. Make a new one to change either."""

    def __init__(self, database: Database, rules: RuleSet, policy: Policy) -> None:
        self.rules = rules
        self._database, self._policy = database, policy

    def with_rules(self, rules: RuleSet) -> Intake:
        """The same with the rules that a poll began with. The routes of now may not know them: what none takes goes
        where the last one leads."""
        if rules is self.rules:
            return self
        routes = self._policy.routes
        rest = tuple(Route(to=route.to) for route in routes[-1:])
        return Intake(self._database, rules, replace(self._policy, routes=(*routes, *rest)))

    def take(self, found: Sequence[Article], now: datetime, *, poll: str = "", broken: Sequence[Broken] = ()) -> Result:
        """Store, judge and decide ``found``, all of one feed, newest first as feeds list them; ``broken`` is what came
        with it and is no article. Raises StoreError."""
        taking = self.begin(found, Visit(now, poll), broken)
        while (result := self.go_on(taking, now)) is None:
            pass
        return result

    def begin(
        self,
        found: Sequence[Article],
        visit: Visit,
        broken: Sequence[Broken] = (),
        *,
        books: Bookkeeping | None = None,
        identity: IdentityPolicy = IdentityPolicy.AUTO,
    ) -> Taking:
        """As :meth:`take`, before its first chunk: nothing is written. Raises StoreError."""
        # The newest comes first: where dates are equal or missing that order is turned round.
        ordered = list(reversed(found))
        ordered.sort(key=lambda article: article.published)
        # Keys are per feed and the caller holds the feed's lease, so what is identified here stays so.
        fresh, unchanged = self._split(ordered, identity)
        left = deque(fresh[i : i + CHUNK] for i in range(0, len(fresh), CHUNK))
        taken = [_unchanged(entry) for entry in unchanged]
        return Taking(visit, left or deque([[]]), unchanged, broken, books or Bookkeeping(), taken)

    def go_on(self, taking: Taking, now: datetime) -> Result | None:
        """Take the next chunk, as a whole or not at all; what became of the document, if it was the last one. Raises
        StoreError or LeaseLost, after which there is no going on."""
        visit, books = replace(taking.visit, now=now), taking.books
        prepared = [(entry, self._prepare(entry.article, now)) for entry in self._next(taking)]
        with self._database.writing() as tx:
            if not books.guard(tx):
                raise LeaseLost
            tx.lock_for_judging()
            taking.taken.extend(self._chunk(tx, visit).take(prepared))
            if not taking.left:
                _rekey(tx, taking.unchanged)
                for one in taking.broken:
                    quarantined(tx, books.feed, one, visit)
                books.finish(tx, taking.taken)
        if taking.left:
            return None
        counts = Counter(str(one.state) for one in taking.taken)
        counts["quarantined"] += len(taking.broken)
        taking.result = Result(tuple(taking.taken), counts)
        return taking.result

    def _next(self, taking: Taking) -> list[Identified]:
        """The next chunk, its items as they are now: pages of some may have been read since the document was begun."""
        entries = taking.left.popleft()
        if taking.begun:
            with self._database.reading() as tx:
                rows = {row.id: row for row in articles.by_ids(tx, [one.stored.id for one in entries if one.stored])}
            entries = [replace(one, stored=rows.get(one.stored.id)) if one.stored else one for one in entries]
        taking.begun = True
        return [with_page_kept(entry) for entry in entries]

    def take_page(self, article_id: int, edition: str, text: str, now: datetime, *, poll: str) -> Taken | None:
        """``text`` is what the page of an item says, whose feed gave it cut: an edit of that item. None if the item is
        not what it was when its page was asked for (``edition``). Raises StoreError."""
        with self._database.reading() as tx:
            stored = articles.get(tx, article_id)
        if stored is None or stored.edition != edition:
            return None
        one = self._prepare(with_page(stored, text), now)
        with self._database.writing() as tx:
            tx.lock_for_judging()
            stored = articles.get(tx, article_id)
            if stored is None or stored.edition != edition:
                return None
            article = one.article if isinstance(one, Prepared) else with_page(stored, text)
            return self._chunk(tx, Visit(now, poll)).take([(Identified(article, (), stored), one)])[0]

    def _split(self, ordered: Sequence[Article], identity: IdentityPolicy) -> tuple[list[Identified], list[Identified]]:
        """Apart: what must be looked at, and items that stand in the store as they are."""
        with self._database.reading() as tx:
            identified = identify(tx, ordered, identity)
        same = [entry for entry in identified if entry.is_unchanged]
        return [entry for entry in identified if not entry.is_unchanged], same

    def _prepare(self, article: Article, now: datetime) -> Prepared | Broken:
        try:
            return self._with_meaning(prepare(article, self.rules, now))
        except Exception as error:  # a bug in our own code must hold up one item, not its feed
            return broken_by(article, error)

    def _with_meaning(self, one: Prepared) -> Prepared:
        """What the model fails at is judged by its words: no news waits for it."""
        if self._policy.meaning is None:
            return one
        try:
            return with_meaning(one, self._policy.meaning)
        except Exception:  # whatever a model raises: the words are there
            article = one.article
            _log.exception("dedup.semantic: the model failed at an item", feed=article.origin.feed, url=article.url)
            return one

    def _chunk(self, tx: Transaction, visit: Visit) -> Chunk:
        return Chunk(tx, self.rules, self._policy, visit, self._judge)

    def _judge(self, recall: Recall, one: Prepared) -> Verdict:
        found = recall.known(one.article, one.fingerprint, one.words)
        thresholds = self._policy.thresholds
        verdict = judge(one.incoming(self.rules, thresholds), one.fingerprint, found)
        verdict = in_other_languages(recall, one, verdict, self.rules, thresholds)
        return replace(verdict, features=verdict.features | credit_of(one.article.fields))


def _unchanged(entry: Identified) -> Taken:
    stored = entry.stored
    assert stored is not None
    verdict = Verdict(VerdictKind.SEEN, "the same item, unchanged", of=stored.id, score=1.0)
    changed = entry.changed_guid
    return Taken(entry.article, State.UNCHANGED, stored.id, stored.story_id, verdict, guid_changed=changed)


def _rekey(tx: Transaction, unchanged: Sequence[Identified]) -> None:
    """Items that came as they were, under other guids or links, or with such as can be trusted now: they are known by
    those from now on."""
    for entry in unchanged:
        if entry.stored is not None and (entry.has_other_guid or entry.is_learned):
            feed = entry.article.origin.feed
            if entry.has_other_link:  # it may be another one in each poll, and keys are kept for ever
                item_keys.drop(tx, feed, entry.stored.id, hashed(KeyKind.URL.key(canonical_url(entry.stored.url))))
            item_keys.put(tx, feed, entry.stored.id, entry.hashes)
            articles.set_link(tx, entry.stored.id, entry.article.guid, entry.article.url)
