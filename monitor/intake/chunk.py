"""What becomes of the articles of a chunk, inside its transaction: each is judged, stored and decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.core.identity import Broken
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.retitled import with_its_headline
from monitor.core.stories.terms import unsaid
from monitor.core.stories.texts.counters import drifting
from monitor.core.stories.texts.edited import POSTS, judge_edit
from monitor.core.stories.texts.novelty import added
from monitor.core.types import Article, ArticleOrigin, Match, Verdict, VerdictKind
from monitor.intake.broken import broken_by, is_of_the_database, taken_as_broken
from monitor.intake.identify import Identified
from monitor.intake.inherited import with_inherited
from monitor.intake.page import read_page_of
from monitor.intake.prepare import Prepared, indexed
from monitor.intake.recall import Recall
from monitor.intake.settle import settle
from monitor.intake.story import add_figures, story_for
from monitor.intake.types import Occasion, Policy, Settled, State, Taken
from monitor.intake.visit import Visit
from monitor.store import articles, editions, item_keys, meanings, prints, stories
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Chunk:
    """By what its articles are decided, and in which ``visit`` they came; ``judge`` judges those that are new."""

    tx: Transaction
    rules: RuleSet
    policy: Policy
    visit: Visit
    judge: Callable[[Recall, Prepared], Verdict]

    def take(self, prepared: Sequence[tuple[Identified, Prepared | Broken]]) -> list[Taken]:
        """All at once; if our own code fails on one, one after the other, so that it fails alone."""
        try:
            with self.tx.savepoint():
                return [self._one(one, identified) for identified, one in prepared]
        except Exception as error:  # one item broke: the savepoint undoes all, and each is tried for itself
            if is_of_the_database(error):
                raise
            return [self._alone(one, identified) for identified, one in prepared]

    def _alone(self, one: Prepared | Broken, identified: Identified) -> Taken:
        try:
            with self.tx.savepoint():
                return self._one(one, identified)
        except Exception as error:  # a bug in our own code: the savepoint undoes this item alone
            if is_of_the_database(error):
                raise
            return taken_as_broken(self.tx, identified.article, broken_by(identified.article, error), self.visit)

    def _one(self, one: Prepared | Broken, identified: Identified) -> Taken:
        if isinstance(one, Broken):
            return taken_as_broken(self.tx, identified.article, one, self.visit)
        # Read again: since it was identified, its story may have become part of another, or been split.
        stored = articles.get(self.tx, identified.stored.id) if identified.stored is not None else None
        return self._new(one, identified) if stored is None else self._edited(one, identified, stored)

    def _is_history(self, article: Article) -> bool:
        """Whether it stood there before its feed was asked for the first time."""
        first_poll_alerts, alert_window = self.policy.first_poll_alerts, self.policy.alert_window
        return self.visit.baseline and self.visit.is_history(article, first_poll_alerts, alert_window)

    def _new(self, one: Prepared, identified: Identified) -> Taken:
        tx, article, now, recall = self.tx, one.article, self.visit.now, Recall(self.tx)
        history = self._is_history(article)
        verdict = self.judge(recall, one)
        story_id = story_for(tx, recall, one, verdict, now)
        columns = _columns(one, self.visit.poll) | articles.verdict_columns(verdict, story_id)
        article_id = articles.insert(tx, columns | {"first_seen_at": now, "baseline": history})
        item_keys.put(tx, article.origin.feed, article_id, identified.hashes)
        prints.put(tx, article_id, one.keys)
        if one.meaning:
            meanings.put(tx, article_id, article.published, one.meaning)
        occasion = Occasion(article, article_id, 1, story_id, verdict, history, frozenset(), now, self.visit.unheard)
        settled = self._settle(occasion, one.matches)
        return Taken(article, State.NEW, article_id, story_id, verdict, settled, history=history)

    def _edited(self, one: Prepared, identified: Identified, stored: StoredArticle) -> Taken:
        tx, article, now, recall = self.tx, one.article, self.visit.now, Recall(self.tx)
        history = self._is_history(article)
        if not article.published_known:
            article = replace(article, published=stored.published_at, published_known=stored.published_known)
            one = replace(one, article=article)
        verdict = self._judge_edit(recall, one, stored)
        number = editions.put(tx, stored, now, verdict.why, _columns(one, self.visit.poll), verdict.counted)
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
            article, stored.id, number, story_id, verdict, history, before, now, self.visit.unheard, older
        )
        settled, changed = self._settle(occasion, one.matches), identified.changed_guid
        return Taken(
            article, State.EDITED, stored.id, story_id, verdict, settled, guid_changed=changed, history=history
        )

    def _judge_edit(self, recall: Recall, one: Prepared, stored: StoredArticle) -> Verdict:
        if editions.had(self.tx, stored.id, one.article.edition):
            return Verdict(VerdictKind.SEEN, "went back to an earlier edition of itself", of=stored.id, score=1.0)
        is_its_page = read_page_of(one.article, stored)
        if is_its_page and stored.verdict in (VerdictKind.NEW, VerdictKind.UPDATE):
            return Verdict(VerdictKind.SEEN, "its page was read: what it said already", of=stored.id, score=1.0)
        story = recall.so_far(stored.story_id) if stored.story_id is not None else None
        fresh = unsaid(one.terms.title, story.stems, one.weights) if story and story.stems else 0.0
        before = recall.before_edit(stored)
        drifts = drifting(editions.counted(self.tx, stored.id))
        incoming, told = one.incoming(self.rules, self.policy.thresholds), recall.headlines_beside(stored)
        verdict = judge_edit(one.article, one.fingerprint, before, fresh, incoming.watched, drifts, told)
        verdict = with_its_headline(verdict, incoming, before, (), story, edited=True)
        if is_its_page:
            return replace(verdict, why=f"its page was read: {verdict.why.removeprefix('edited, ')}")
        return verdict

    def _met_by_older_posts(
        self, article: Article, stored: StoredArticle, before: frozenset[str], now: datetime
    ) -> frozenset[str]:
        """Of the rules that a live page met ``before``, those that neither its headline nor its new posts meet."""
        fresh = replace(article, fields=added(article.fields, stored.fields))
        return before - {match.rule for match in self.rules.match(fresh, now)} if before else before

    def _settle(self, occasion: Occasion, matches: Sequence[Match]) -> tuple[Settled, ...]:
        every = with_inherited(self.tx, occasion, matches, self.rules)
        return settle(self.tx, occasion, every, self.rules, self.policy)


def _columns(one: Prepared, poll: str) -> dict[str, object]:
    article = one.article
    return {
        "origin": ArticleOrigin.FEED,
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
