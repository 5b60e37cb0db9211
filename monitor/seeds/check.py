"""USE CASE: what a seed would have kept silent of the items of the last days. Reads only.

The same functions judge as when an item comes (intake/), but against this seed alone: what else the store knows, and
what later articles added to the seed's story, is left aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from monitor.core.canonical_url import canonical_url
from monitor.core.item_key import KeyKind, hashed
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.incoming import Incoming
from monitor.core.stories.judge import Recalled, judge
from monitor.core.stories.reports import Report, StorySoFar, name_of
from monitor.core.stories.terms import Terms, index_keys, likeness, terms, weighed
from monitor.core.stories.texts.compared import Said, TextCandidate
from monitor.core.stories.texts.fingerprint import fingerprint
from monitor.core.stories.thresholds import Thresholds
from monitor.core.stories.which_story import LONG_SHARE
from monitor.core.types import ArticleOrigin, Verdict, VerdictKind
from monitor.intake.seeds import fields_of, figures_of, fingerprint_of
from monitor.reference.common_words import rarity
from monitor.rulebook import Seed
from monitor.store import articles, recent
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction
from monitor.store.recent import Window

_SEED = 0
"""Stands for the seed where the judge asks for an id: no stored article has it."""
_AT_ONCE = 200
"""Articles whose texts are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Touched:
    """An item that the seed would silence, or make a follow-up of; ``alerted`` are the rules that alerted on it."""

    item: StoredArticle
    verdict: Verdict
    alerted: tuple[str, ...]

    @property
    def is_silent(self) -> bool:
        return self.verdict.kind is not VerdictKind.UPDATE


@dataclass(frozen=True, slots=True)
class Effect:
    """What a seed does to the items of a window, the newest first."""

    seed: Seed
    within: Window
    touched: tuple[Touched, ...]

    @property
    def silent(self) -> list[Touched]:
        return [one for one in self.touched if one.is_silent]

    @property
    def follow_ups(self) -> list[Touched]:
        return [one for one in self.touched if not one.is_silent]


@dataclass(frozen=True, slots=True)
class _KnownSeed:
    """A seed as the judge sees one that is stored. ``terms`` is None for a fingerprint, which has no words."""

    name: str
    candidate: TextCandidate
    terms: Terms | None
    prints: frozenset[int]
    words: frozenset[int]
    link: str

    @classmethod
    def of(cls, seed: Seed, now: datetime) -> _KnownSeed:
        print_, weights = fingerprint_of(seed), rarity().of(seed.language)
        found = None if seed.prints else terms(fields_of(seed), weights)
        candidate = TextCandidate(
            id=_SEED,
            name=name_of(f"seed:{seed.name}", seed.title, seed.source),
            title=seed.title,
            fields=None if seed.prints else fields_of(seed),
            owner=seed.source,
            published=min(seed.published, now),
            fingerprint=print_,
            story_said=partial(Said, figures_of(seed), print_.shingles),
            seed=True,
        )
        # As intake/seeds.py indexes them: all passages of a fingerprint, which has none chosen.
        prints = print_.kept if found else print_.shingles.view("int64").tolist()
        words = frozenset(index_keys(found, weights)) if found else frozenset()
        return cls(seed.name, candidate, found, frozenset(prints), words, canonical_url(seed.url))

    @property
    def reports(self) -> tuple[Report, ...]:
        c = self.candidate
        return (
            (Report(c.id, self.name, c.title, c.owner, c.owner, c.published, c.id, self.terms),) if self.terms else ()
        )

    @property
    def story(self) -> StorySoFar:
        return StorySoFar(frozenset(self.terms.all if self.terms else ()), lambda: self.candidate.story_said().figures)


class SeedsCheck:
    """Checks seeds, one after the other, over one reading transaction."""

    def __init__(self, tx: Transaction, rules: RuleSet, thresholds: Thresholds, since: datetime, now: datetime) -> None:
        self._tx, self._rules, self._thresholds, self._now = tx, rules, thresholds, now
        self._within = recent.window(tx, since)

    def effect(self, seed: Seed) -> Effect:
        known = _KnownSeed.of(seed, self._now)
        judged = [
            (item, verdict)
            for item in self._items(self._candidates(known))
            if (verdict := self._judge(item, known)).kind is not VerdictKind.NEW
        ]
        rules = recent.alerted(self._tx, (item.id for item, _ in judged))
        touched = [Touched(item, verdict, tuple(rules.get(item.id, ()))) for item, verdict in judged]
        return Effect(seed, self._within, tuple(reversed(touched)))

    def _candidates(self, known: _KnownSeed) -> set[int]:
        """Items that may be touched. By passages the index is asked the other way round than when an item comes: of a
        long item it keeps few, so that a short seed inside a text of twenty times its length may be missed."""
        tx, within = self._tx, self._within
        found = recent.sharing(tx, known.prints | frozenset(known.candidate.fingerprint.prints), within)
        if known.link:
            found |= recent.with_key(tx, hashed(KeyKind.URL.key(known.link)), within)
        return found | self._alike(recent.sharing(tx, known.words, within) - found, known)

    def _alike(self, ids: Iterable[int], known: _KnownSeed) -> set[int]:
        """Those with enough telling words in common for one story, whatever else; a frequent name brings many items."""
        if known.terms is None:
            return set()
        found = set()
        for one in recent.telling(self._tx, ids):
            theirs, weights = Terms.unpacked(one.terms), rarity().of(one.language)
            alike = likeness(weighed(theirs, weights), theirs.norm, known.terms, weights)
            if alike >= LONG_SHARE * self._thresholds.same_story:
                found.add(one.id)
        return found

    def _items(self, ids: Iterable[int]) -> Iterator[StoredArticle]:
        """Those that are items of the window, by id."""
        ordered = sorted(ids)
        for start in range(0, len(ordered), _AT_ONCE):
            for item in articles.by_ids(self._tx, ordered[start : start + _AT_ONCE]):
                if item.origin == ArticleOrigin.FEED and item.first_seen_at >= self._within.since:
                    yield item

    def _judge(self, item: StoredArticle, known: _KnownSeed) -> Verdict:
        """As intake judges: the seed counts as a text if a passage or the link leads to it, as a report if a telling
        word does."""
        article = item.article
        print_, weights = fingerprint(article.fields), rarity().of(item.language)
        words = Terms.unpacked(item.terms) if item.terms else terms(article.fields, weights)
        same_link = bool(known.link) and known.link == article.canonical_url
        shares = same_link or not known.prints.isdisjoint(print_.prints)
        tells = not known.words.isdisjoint(index_keys(words, weights))
        texts, reports = (known.candidate,) if shares else (), known.reports if tells else ()
        one = Incoming(article, words, weights, self._thresholds, self._rules.watched(item.language))
        return judge(one, print_, Recalled(texts, reports, lambda _: known.story))
