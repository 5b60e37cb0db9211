"""What can be worked out about an article before the store is asked: pure, outside any transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.figures import Figure, figures
from monitor.core.stories.fingerprint import Fingerprint, fingerprint
from monitor.core.types import Article, Match


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with its fingerprint, figures and matches under one version of the rules."""

    article: Article
    fingerprint: Fingerprint
    figures: tuple[Figure, ...]
    matches: tuple[Match, ...]


def prepare(article: Article, rules: RuleSet, now: datetime) -> Prepared:
    return Prepared(article, fingerprint(article.fields), figures(article.fields), rules.match(article, now))
