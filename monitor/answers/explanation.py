"""USE CASE: a person asks what became of an item, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor.answers.told import has_it
from monitor.core.alerts.delivery_state import DeliveryState, are_kept_from_all
from monitor.core.called import named
from monitor.core.message.plain import cut
from monitor.core.plural import several
from monitor.core.rules.explain import Explained, explain
from monitor.core.rules.kept_out import KeptOut, kept_out
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.texts.passages import Passage, longest, shared_passages
from monitor.core.text.captions import old_captions
from monitor.core.text.cut import why_cut
from monitor.core.types import NOTHING_NEW, Outcome, Severity, SilentFor
from monitor.core.zones import stamp, stamp_to_the_second
from monitor.store import alerts, articles, editions, file_sets, pages, rules, stories
from monitor.store.alerts import StoredMatch
from monitor.store.articles import StoredArticle
from monitor.store.database import Transaction
from monitor.store.deliveries import outbox
from monitor.store.file_sets import GoodSet
from monitor.store.pages import UnreadPage
from monitor.store.stories import Change

_SHOWN_OF_A_CAPTION = 120
"""Characters."""
_LIST = "list:"
MAX_SHARED = 3
"""Passages shown to a person."""
_SHOWN_OF_A_PASSAGE = 160
"""Characters."""
MAX_LATER = 10
"""Rules that are named as younger than an item."""
BY_AGE, HEADLINE_LEFT = "`store.forget_after`", "only the headline is left"
MAX_KEPT_OUT = 10
"""Rules that are named as excluding an item."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """``of`` is the article that it was compared with, ``shared`` the passages that both have now, ``told`` alert id ->
    where each of its messages stands, ``later`` the rules that were added or changed after the item's latest edition
    came, ``corrected`` into which stories people moved it, of which its verdict knows nothing, ``unread`` is its page,
    if that is still to be read or could not be, ``kept_out`` the rules that hold for its latest edition but for what
    they exclude. ``has_it`` is ``told`` in short, for readers; ``titles`` are those of rules, ``names`` those of
    entities, as the alerts or the rules in force have them, ``places`` where rules are written now (file and line)."""

    article: StoredArticle
    of: StoredArticle | None
    shared: list[Passage]
    matches: list[StoredMatch]
    editions: list[tuple[int, datetime, str, str]]
    told: dict[int, list[str]]
    later: list[tuple[str, datetime]]
    in_force: GoodSet | None
    corrected: list[Change]
    unread: UnreadPage | None = None
    kept_out: tuple[KeptOut, ...] = ()
    has_it: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def gravest_first(self) -> list[StoredMatch]:
        """``matches``, those that alerted before those that did not, and of these the gravest first."""
        return sorted(self.matches, key=lambda one: (one.outcome != Outcome.ALERT, -Severity(one.severity).rank))

    def title_of(self, rule: str) -> str:
        """What people call a rule, with its name: ``Fire at the harbour (harbour-fire)``."""
        return named(self.titles.get(rule) or rule, rule)

    def place_of(self, rule: str) -> str:
        """Where a rule is written now, for a sentence: ``, rules/fire.yaml:12``; empty if that is not known."""
        return f", {self.places[rule]}" if rule in self.places else ""

    def what_of(self, concept: str) -> str:
        """What words were found as: the name of an entity, or the list that has them."""
        if concept.startswith(_LIST):
            return f"in the list {concept.removeprefix(_LIST)}"
        return self.names.get(concept, concept)

    @property
    def shared_lines(self) -> list[str]:
        """The longest of the passages that it shares with the article it was compared with."""
        if not self.shared:
            return []
        words = several(sum(one.words for one in self.shared), "word")
        shown = longest(self.shared, MAX_SHARED)
        more = f", of which the longest {len(shown)}" if len(shown) < len(self.shared) else ""
        head = f"shares {words} with it, in {several(len(self.shared), 'passage')}{more}:"
        return [head, *(f"  »{cut(one.text, _SHOWN_OF_A_PASSAGE)}« ({_at(one)})" for one in shown)]

    @property
    def rules_lines(self) -> list[str]:
        """Which rules looked at it, and at what: what a person asks of an item that none matched. And what to do if it
        is wrong."""
        if self.article.seed:
            return ["rules are not asked of a seed: its story counts as told by each of them"]
        lines = [] if self.matches else [f"no rule matched it{self._rule_set()}"]
        lines += [
            f"{one.rule} holds for it but for what it excludes: {one.why}{self.place_of(one.rule)}"
            for one in self.kept_out[:MAX_KEPT_OUT]
        ]
        if text := self.text_line:
            lines.append(text)
        lines += [f"rules do not look at the caption of an old picture: {one}" for one in self.captions]
        if self.later:
            named = ", ".join(f"{name} ({stamp(since)})" for name, since in self.later[:MAX_LATER])
            more = f" and {len(self.later) - MAX_LATER} more" if len(self.later) > MAX_LATER else ""
            lines.append(f"added or changed since it came, and not tried on it as they are now: {named}{more}")
        return [*lines, *self._what_to_do()]

    def _what_to_do(self) -> list[str]:
        """If the answer is not what a person wants."""
        if not self.matches:
            return [f"why one does not: `monitor explain {self.article.id} --rule NAME`, on the rule as it is now"]
        silent = all(match.outcome == Outcome.SUPPRESSED for match in self.matches)
        if silent and self.article.baseline:
            return ["for what is fresh in the first poll of a feed that you add to alert: `polling.first_poll_alerts`"]
        as_told = any(match.silent_for == SilentFor.TOLD for match in self.matches)
        if silent and as_told and self.article.verdict in NOTHING_NEW:
            return [f"if it tells something else: `monitor items not-duplicate {self.article.id}`"]
        return []

    @property
    def text_line(self) -> str:
        """What rules have not seen of it, as far as it is known; of an item that some matched only what is to come, and
        why its page could not be read."""
        if self.unread is not None:
            return _of_page(self.unread)
        article = self.article
        if article.is_bare:
            return f"its text was forgotten ({BY_AGE}): {HEADLINE_LEFT}"
        if self.matches or article.given or not (why := why_cut(article.fields)):
            return ""
        first = ", but for what its first poll brings" if article.baseline else ""
        return (
            f"rules saw no more than its feed gave: {why}, and its page was not read. Pages are read of a feed with "
            f"`full_text: true`{first}"
        )

    @property
    def captions(self) -> list[str]:
        """Of old pictures, in its latest edition."""
        fields = self.article.fields
        spans = old_captions(fields, self.article.published_at)
        return [cut(fields.get(name)[start:end].strip(), _SHOWN_OF_A_CAPTION) for name, start, end in spans]

    def _rule_set(self) -> str:
        if self.in_force is None:
            return ""
        now = f"rule set {self.in_force.ruleset}, in force since {stamp(self.in_force.since)}"
        return f": {now}" if self.in_force.since <= self.looked_at else f"; it came before {now}"

    @property
    def looked_at(self) -> datetime:
        """When rules looked at its text last."""
        return max([self.article.first_seen_at, *(at for _, at, _, _ in self.editions)])


def _at(passage: Passage) -> str:
    """Where it stands, in characters of each field."""
    here, there = (f"{place.field} {place.start}-{place.end}" for place in (passage.here, passage.there))
    return f"{here}; there {there}"


def _of_page(page: UnreadPage) -> str:
    tried = several(page.attempts, "attempt")
    if page.due is None:
        return f"rules saw no more than its feed gave, which is cut: its page could not be read ({tried}): {page.error}"
    last = f", the last failed: {page.error}" if page.error else ""
    so_far = f" ({tried} so far{last})" if page.attempts else ""
    return f"its feed gives it cut, and its page is still to be read{so_far}: due {stamp_to_the_second(page.due)}"


def explanation(tx: Transaction, article: StoredArticle, now: datetime, ruleset: RuleSet | None = None) -> Explanation:
    """What became of a stored item, as of ``now``; which rules exclude it by ``ruleset``, if there is one."""
    matches = [_with_what_was_kept_back(tx, match) for match in alerts.matches_of(tx, article.id)]
    earlier = editions.listed(tx, article.id)
    found = alerts.get_all(tx, sorted({one.alert_id for one in matches if one.alert_id is not None}))
    telling = outbox.of_alerts(tx, found)
    told = {alert.id: [one.standing(now) for one in telling.get(alert.id, [])] for alert in found}
    of = articles.get(tx, article.verdict_of) if article.verdict_of else None
    shared = shared_passages(article.fields, of.fields) if of and of.id != article.id else []
    corrected, unread = stories.corrections_of(tx, article.id), pages.unread(tx, article.id)
    known = Explanation(article, of, shared, matches, earlier, told, [], file_sets.good_set(tx), corrected, unread)
    out = kept_out(article.article, article.first_seen_at, ruleset) if ruleset and not article.seed else ()
    return replace(
        known,
        later=rules.later_than(tx, known.looked_at),
        kept_out=out,
        has_it={alert.id: has_it(telling.get(alert.id, [])) for alert in found},
        titles=({name: rule.title for name, rule in ruleset.rules.items()} if ruleset else {})
        | {alert.rule: alert.rule_title for alert in found},
        names={name: one.name for name, one in ruleset.entities.items()} if ruleset else {},
        places=ruleset.places if ruleset else {},
    )


def _with_what_was_kept_back(tx: Transaction, match: StoredMatch) -> StoredMatch:
    """That a rule told it before is so for reports that a silence covers too, but nobody has heard it: say so."""
    if match.told_in is None:
        return match
    telling = outbox.of_alerts(tx, alerts.get_all(tx, [match.told_in])).get(match.told_in, [])
    if not are_kept_from_all(one.state for one in telling):
        return match
    silence = next(one.hold_why for one in telling if one.state == DeliveryState.SILENCED)
    return replace(match, why=f"{match.why}; {silence} kept alert {match.told_in} from everybody")


def reason(match: StoredMatch) -> str:
    """Why it became what it did, and what became of it since."""
    if match.outcome == Outcome.HELD and match.alert_id is not None:
        return f"{match.why}; confirmed since, by alert {match.alert_id}"
    return match.why


def on_rule(article: StoredArticle, name: str, ruleset: RuleSet) -> Explained:
    """One rule of ``ruleset``, part by part, on the item's text as it is stored, as if it came now as it came then."""
    subject = ruleset.subject_of(article.article, article.first_seen_at)
    return explain(ruleset.rules[name].when, subject, ruleset)
