"""The alert that a match becomes: what of article, rule and verdict a person, a route or a silence asks of it."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.alerts.keys import key_of
from monitor.core.alerts.new_lines import new_lines
from monitor.core.alerts.types import Alert, Reports
from monitor.core.message.excerpt import excerpts
from monitor.core.rules.candidates import concepts_of
from monitor.core.rules.ruleset import RuleSet, source_names
from monitor.core.types import Article, Match, Mention
from monitor.intake.over_time import Ruling
from monitor.intake.types import Occasion
from monitor.store import alerts, articles
from monitor.store.database import Transaction


def alert_of(tx: Transaction, occasion: Occasion, match: Match, ruling: Ruling, rules: RuleSet) -> Alert:
    """It is not stored yet: its ``id`` is 0."""
    article, verdict = occasion.article, occasion.verdict
    # The number too: a headline that goes back to what it was is another edition of the same text.
    key = key_of(match.rule, article.origin.feed, article.keys[0], article.edition, str(occasion.edition_number))
    if alerts.has_key(tx, key):  # of the same item of another feed, which had this one's name then
        key = key_of(key, str(occasion.article_id))
    possibly = articles.get(tx, verdict.possibly_of) if verdict.possibly_of is not None else None
    named = _watched_in(match, article, rules)
    met = tuple(dict.fromkeys(mention.entity for mention in named))
    return Alert(
        id=0,
        key=key,
        rule=match.rule,
        rule_title=match.title,
        group=ruling.group,
        severity=match.severity,
        kind=ruling.decision.kind,
        headline=article.fields.title or article.fields.lead[:120],
        url=article.url,
        source=article.origin.source,
        published=article.published,
        published_known=article.published_known,
        language=article.language,
        excerpts=excerpts(article.fields, match.mentions),
        new=new_lines(verdict.new, article.fields.title),
        why=ruling.decision.why,
        possibly=_shown(possibly) if possibly else "",
        created=occasion.now,
        article=occasion.article_id,
        story=occasion.story_id,
        entities=met,
        names=tuple(_named(rules.entities[entity].name, entity, named) for entity in met),
        tags=tuple(dict.fromkeys((*rules.rules[match.rule].tags, *article.tags))),
        sources=tuple(sorted(source_names(article))),
        reports=ruling.reports if ruling.reports.wanted else Reports(articles.owners_of_story(tx, occasion.story_id)),
    )


def _shown(article: articles.StoredArticle) -> str:
    """As a message names it. A seed need not say whose it is, nor show its headline."""
    return (article.title or article.name) + (f" ({article.source})" if article.source else "")


def _watched_in(match: Match, article: Article, rules: RuleSet) -> tuple[Mention, ...]:
    """The entities that the rule found. An inherited match found nothing: then those that the rule asks for and the
    article names, or a silence or a route of an entity would not know a report that is on it."""
    if not match.inherited:
        return tuple(mention for mention in match.mentions if mention.entity in rules.entities)
    asked_for = frozenset(concepts_of(rules.rules[match.rule].when))
    return tuple(one for one in rules.entities_in(article.fields, article.language) if one.entity in asked_for)


def _named(name: str, entity: str, mentions: Sequence[Mention]) -> str:
    """``Khan Sheikhoun (خان شيخون)``: what the article calls it stands in brackets where it is another word."""
    written = next(mention.text for mention in mentions if mention.entity == entity)
    return name if written.casefold() in name.casefold() else f"{name} ({written})"
