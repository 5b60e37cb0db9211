"""What a report tells again that its rule has not told: all that said it before did not meet the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from monitor.core.alerts.delivery_state import are_kept_from_all
from monitor.core.alerts.silences import Silence, SilenceKind, covering
from monitor.core.numbers.counts.figure import Figure
from monitor.core.numbers.figures import figures
from monitor.core.stories.facts import counted
from monitor.core.stories.reports import name_of
from monitor.core.stories.story_counts import fresh_figures
from monitor.core.types import NOTHING_NEW, Article, Fields, Match, Material, Verdict, VerdictKind
from monitor.intake.retold import retelling_chain
from monitor.intake.types import Occasion
from monitor.store import alerts, articles, editions, heard, silences
from monitor.store.database import Transaction
from monitor.store.deliveries import outbox

NOT_YET = "not told by this rule yet"
MOST_ASKED = 20
"""Reports of a story, the latest, of which it is asked what they said."""
MOST_HEARD = 200
"""Those that it has heard of, before a count is said to be new to it."""


def verdict_for_rule(tx: Transaction, occasion: Occasion, match: Match, is_on: Callable[[Silence], bool]) -> Verdict:
    """The verdict on the report for a rule that has told its story. What tells nothing new is an update to a rule that
    has not heard of what it tells again: `not: {source: ...}` keeps out the outlet that was first, not the news; nor
    does a silence of that outlet. ``is_on``: whether a silence would cover this report, too."""
    verdict = occasion.verdict
    if verdict.kind not in NOTHING_NEW:
        return verdict
    unheard = heard.unheard(tx, match.rule, occasion.story_id, occasion.article_id, MOST_ASKED)
    return (
        _retold(tx, occasion, match, unheard, is_on)
        or (_counted(tx, occasion, match, unheard) if unheard else None)
        or verdict
    )


def _retold(
    tx: Transaction, occasion: Occasion, match: Match, unheard: Iterable[int], is_on: Callable[[Silence], bool]
) -> Verdict | None:
    """It tells again an update that the rule has not heard of, or not told."""
    verdict = occasion.verdict
    if verdict.of is None or verdict.of == occasion.article_id:
        return None
    first = articles.get(tx, retelling_chain(tx, verdict.of)[-1])
    if first is None or not heard.is_news(tx, match.rule, first.id):
        return None
    by_silence = "" if first.id in unheard else _kept_back(tx, match.rule, first.id, is_on)
    if first.id not in unheard and not by_silence:
        return None
    said = tuple(first.verdict_detail.get("new", ()))
    by = frozenset(Material(one) for one in first.verdict_detail.get("material", ()))
    missed = f"was kept back by {by_silence}" if by_silence else "did not meet it"
    why = f"{NOT_YET}, as {name_of(first.name, first.title, first.source)} {missed}: {verdict.why}"
    return replace(verdict, kind=VerdictKind.UPDATE, why=why, new=said, material=by)


def _kept_back(tx: Transaction, rule: str, article_id: int, is_on: Callable[[Silence], bool]) -> str:
    """The silence that kept from everybody what the rule had to tell of a report, and is not on this one; empty if
    there is none."""
    name = ""
    for alert in alerts.of_article(tx, article_id, rule):
        silence = covering(silences.in_force(tx, alert.created), [alert], alert.created)
        if silence is None or silence.kind is not SilenceKind.SILENCE or is_on(silence):
            return ""
        if not are_kept_from_all(one.state for one in outbox.of_alerts(tx, [alert]).get(alert.id, [])):
            return ""
        name = silence.name
    return name


def _counted(tx: Transaction, occasion: Occasion, match: Match, unheard: Iterable[int]) -> Verdict | None:
    """It counts people as no report did that the rule has heard of, and is no news for the others alone."""
    article, verdict = occasion.article, occasion.verdict
    if not counted(article.fields):
        return None
    own: list[Fields] = []
    if match.rule in occasion.matched_before:
        own = [one for one in editions.texts_of(tx, [occasion.article_id]) if one != article.fields]
    texts, fresh = own, _fresh(article, own)
    for most in (MOST_ASKED, MOST_HEARD):  # before it is told all are asked: a wide story is told again in new words
        known = heard.heard(tx, match.rule, occasion.story_id, occasion.article_id, most)
        texts = [*own, *editions.texts_of(tx, known)]
        if not (fresh := _fresh(article, texts)):
            return None
    if _fresh(article, [*texts, *editions.texts_of(tx, unheard)]):
        return None
    why = (
        f"{NOT_YET}, as no report that said so met it: {'; '.join(fresh)}; to its story that is no news: {verdict.why}"
    )
    return replace(verdict, kind=VerdictKind.UPDATE, why=why, new=fresh, material=frozenset((Material.FIGURES,)))


def _fresh(article: Article, texts: Sequence[Fields]) -> tuple[str, ...]:
    """Whom the article counts as none of the texts does."""
    return fresh_figures(article, _figures(texts), told=[one.title for one in texts])


def _figures(texts: Iterable[Fields]) -> tuple[Figure, ...]:
    return tuple(dict.fromkeys(figure for one in texts for figure in figures(one)))
