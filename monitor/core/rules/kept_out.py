"""Which rules an article would meet but for what they exclude."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.core.rules.conditions import All, Not
from monitor.core.rules.evaluate import evaluate
from monitor.core.rules.explain import explain
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Article


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A rule that holds but for its ``not``, and for a person what of that was found."""

    rule: str
    why: str


def kept_out(article: Article, now: datetime, rules: RuleSet) -> tuple[KeptOut, ...]:
    """Of ``article`` as it came ``now``, in rule order."""
    subject, found = rules.subject_of(article, now), []
    for rule in rules.rules.values():
        if not isinstance(rule.when, All):
            continue
        excluded = tuple(part for part in rule.when.parts if isinstance(part, Not))
        asked = tuple(part for part in rule.when.parts if not isinstance(part, Not))
        if not excluded or not asked or evaluate(All(asked), subject) is None:
            continue
        if why := [explain(part, subject, rules) for part in excluded if evaluate(part, subject) is None]:
            found.append(KeptOut(rule.id, "; ".join(f"{one.what}: {one.found}" for one in why)))
    return tuple(found)
