"""T2 of docs/architecture.md: articles in, decisions committed, in chunks that each hold or fall as a whole."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.core.alerts.routes import Route
from monitor.core.canonical_url import canonical_url
from monitor.core.identity import Broken, hashed
from monitor.core.identity_policy import IdentityPolicy
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.counters import drifting
from monitor.core.stories.edited import POSTS, judge_edit
from monitor.core.stories.judge import judge
from monitor.core.stories.novelty import added
from monitor.core.stories.retitled import with_its_headline
from monitor.core.stories.sources import CREDIT, agency_of
from monitor.core.stories.terms import unsaid
from monitor.core.types import Article, Match, Verdict, VerdictKind
from monitor.intake.broken import broken_by, is_of_the_database, quarantined, taken_as_broken
from monitor.intake.identify import Identified, identify
from monitor.intake.inherited import with_inherited
from monitor.intake.other_language import in_other_languages
from monitor.intake.page import read_page_of, with_page, with_page_kept
from monitor.intake.prepare import Prepared, indexed, prepare
from monitor.intake.recall import Recall
from monitor.intake.settle import settle
from monitor.intake.story import add_figures, story_for
from monitor.intake.taking import CHUNK, Bookkeeping, LeaseLost, Taking
from monitor.intake.types import Occasion, Policy, Result, Settled, State, Taken
from monitor.intake.visit import Visit
from monitor.store import articles, editions, item_keys, meanings, prints, stories
from monitor.store.articles import StoredArticle
from monitor.store.database import Database, Transaction


class Intake:
    """One rule set and one policy over one database. Make a new one to change either."""

    def __init__(self, database: Database, rules: RuleSet, policy: Policy) -> None:
        self.rules = rules
        self._database, self._policy = database, policy

    def under(self, rules: RuleSet) -> Intake:
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
            tx.judge_alone()
            taking.taken.extend(self._chunk(tx, prepared, visit))
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
            tx.judge_alone()
            stored = articles.get(tx, article_id)
            if stored is None or stored.edition != edition:
                return None
            article = one.article if isinstance(one, Prepared) else with_page(stored, text)
            visit = Visit(now, poll)
            return self._chunk(tx, [(Identified(article, (), stored), one)], visit)[0]

    def _split(self, ordered: Sequence[Article], identity: IdentityPolicy) -> tuple[list[Identified], list[Identified]]:
        """Apart: what must be looked at, and items that stand in the store as they are."""
        with self._database.reading() as tx:
            identified = identify(tx, ordered, identity)
        same = [entry for entry in identified if entry.is_unchanged]
        return [entry for entry in identified if not entry.is_unchanged], same

    def _prepare(self, article: Article, now: datetime) -> Prepared | Broken:
        try:
            return prepare(article, self.rules, now, self._policy.meaning)
        except Exception as error:  # a bug in our own code must hold up one item, not its feed
            return broken_by(article, error)

    def _chunk(
        self, tx: Transaction, prepared: Sequence[tuple[Identified, Prepared | Broken]], visit: Visit
    ) -> list[Taken]:
        """All at once; if our own code fails on one, one after the other, so that it fails alone."""
        try:
            with tx.undone_alone():
                return [self._one(tx, one, identified, visit) for identified, one in prepared]
        except Exception as error:  # one item broke: the savepoint undoes all, and each is tried for itself
            if is_of_the_database(error):
                raise
            return [self._alone(tx, one, identified, visit) for identified, one in prepared]

    def _alone(self, tx: Transaction, one: Prepared | Broken, identified: Identified, visit: Visit) -> Taken:
        try:
            with tx.undone_alone():
                return self._one(tx, one, identified, visit)
        except Exception as error:  # as in _prepare: the savepoint undoes this item alone
            if is_of_the_database(error):
                raise
            return taken_as_broken(tx, identified.article, broken_by(identified.article, error), visit)

    def _one(self, tx: Transaction, one: Prepared | Broken, identified: Identified, visit: Visit) -> Taken:
        if isinstance(one, Broken):
            return taken_as_broken(tx, identified.article, one, visit)
        of = self._policy
        if visit.baseline and not visit.is_history(one.article, of.first_poll_alerts, of.alert_window):
            visit = replace(visit, baseline=False)
        # Read again: since it was identified, its story may have become part of another, or been split.
        stored = articles.get(tx, identified.stored.id) if identified.stored is not None else None
        if stored is None:
            return self._new(tx, one, identified, visit)
        return self._edited(tx, one, identified, stored, visit)

    def _new(self, tx: Transaction, one: Prepared, identified: Identified, visit: Visit) -> Taken:
        article, now, recall = one.article, visit.now, Recall(tx)
        verdict = self._judge(recall, one)
        story_id = story_for(tx, recall, one, verdict, now)
        columns = _columns(one, visit.poll) | articles.verdict_columns(verdict, story_id)
        article_id = articles.insert(tx, columns | {"first_seen_at": now, "baseline": visit.baseline})
        item_keys.put(tx, article.origin.feed, article_id, identified.hashes)
        prints.put(tx, article_id, one.keys)
        if one.meaning:
            meanings.put(tx, article_id, article.published, one.meaning)
        occasion = Occasion(article, article_id, 1, story_id, verdict, visit.baseline, frozenset(), now, visit.unheard)
        settled = self._settle(tx, occasion, one.matches)
        return Taken(article, State.NEW, article_id, story_id, verdict, settled, history=visit.baseline)

    def _judge(self, recall: Recall, one: Prepared) -> Verdict:
        article, weights = one.article, one.weights
        found = recall.known(article, one.fingerprint, one.words)
        at, watched = self._policy.thresholds, self.rules.watched(article.language)
        verdict = judge(article, one.fingerprint, one.terms, found, weights, at, watched)
        verdict = in_other_languages(recall, one, verdict, self.rules, at)
        credit = agency_of(article.fields)
        return replace(verdict, features=verdict.features | {CREDIT: credit}) if credit else verdict

    def _judge_edit(self, tx: Transaction, recall: Recall, one: Prepared, stored: StoredArticle) -> Verdict:
        if editions.had(tx, stored.id, one.article.edition):
            return Verdict(VerdictKind.SEEN, "went back to an earlier edition of itself", of=stored.id, score=1.0)
        is_its_page = read_page_of(one.article, stored)
        if is_its_page and stored.verdict in (VerdictKind.NEW, VerdictKind.UPDATE):
            return Verdict(VerdictKind.SEEN, "its page was read: what it said already", of=stored.id, score=1.0)
        story = recall.so_far(stored.story_id) if stored.story_id is not None else None
        fresh = unsaid(one.terms.title, story.stems, one.weights) if story and story.stems else 0.0
        before = recall.before_edit(stored)
        drifts = drifting(why for _, _, _, why in editions.listed(tx, stored.id))
        watched = self.rules.watched(one.article.language)
        verdict = judge_edit(one.article, one.fingerprint, before, fresh, watched, drifts)
        verdict = with_its_headline(verdict, one.article, before, (), story, one.weights, watched)
        if is_its_page:
            return replace(verdict, why=f"its page was read: {verdict.why.removeprefix('edited, ')}")
        return verdict

    def _edited(
        self, tx: Transaction, one: Prepared, identified: Identified, stored: StoredArticle, visit: Visit
    ) -> Taken:
        article, now, recall = one.article, visit.now, Recall(tx)
        if not article.published_known:
            article = replace(article, published=stored.published_at, published_known=stored.published_known)
            one = replace(one, article=article)
        verdict = self._judge_edit(tx, recall, one, stored)
        number = editions.put(tx, stored, now, verdict.why, _columns(one, visit.poll))
        item_keys.put(tx, article.origin.feed, stored.id, identified.hashes)
        story_id = stored.story_id or stories.start(tx, article.fields.title, now, ())
        add_figures(tx, recall, one, story_id, now)
        prints.drop(tx, stored.id, indexed(stored.fields, stored.language))
        prints.put(tx, stored.id, one.keys)
        if one.meaning:
            meanings.put(tx, stored.id, article.published, one.meaning)
        # Which rules the earlier edition met too: an edit does not make a rule look back.
        earlier = self.rules.match(replace(article, fields=stored.fields), now) if one.matches else ()
        before = frozenset(match.rule for match in earlier)
        older = self._met_by_older_posts(article, stored, before, now) if POSTS in verdict.features else frozenset()
        occasion = Occasion(
            article, stored.id, number, story_id, verdict, visit.baseline, before, now, visit.unheard, older
        )
        settled, changed = self._settle(tx, occasion, one.matches), identified.changed_guid
        return Taken(
            article, State.EDITED, stored.id, story_id, verdict, settled, guid_changed=changed, history=visit.baseline
        )

    def _met_by_older_posts(
        self, article: Article, stored: StoredArticle, before: frozenset[str], now: datetime
    ) -> frozenset[str]:
        """Of the rules that a live page met ``before``, those that neither its headline nor its new posts meet."""
        fresh = replace(article, fields=added(article.fields, stored.fields))
        return before - {match.rule for match in self.rules.match(fresh, now)} if before else before

    def _settle(self, tx: Transaction, occasion: Occasion, matches: Sequence[Match]) -> tuple[Settled, ...]:
        every = with_inherited(tx, occasion, matches, self.rules)
        return settle(tx, occasion, every, self.rules, self._policy)


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
                item_keys.drop(tx, feed, entry.stored.id, hashed(f"url:{canonical_url(entry.stored.url)}"))
            item_keys.put(tx, feed, entry.stored.id, entry.hashes)
            articles.set_link(tx, entry.stored.id, entry.article.guid, entry.article.url)


def _columns(one: Prepared, poll: str) -> dict[str, object]:
    article = one.article
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
        "given": article.given,
        "poll": poll,
        "terms": one.terms.packed(),
    }
