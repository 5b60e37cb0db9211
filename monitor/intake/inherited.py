"""Which rules hear of an update that their own condition does not meet: it goes on from a report that met them."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Match, Material, VerdictKind
from monitor.intake.retold import retelling_chain
from monitor.intake.types import Occasion
from monitor.store import alerts, stories
from monitor.store.database import Transaction

INHERITS = 0.45
"""Score of an update from which rules that told its story hear of it though its own text does not meet them."""


def with_inherited(tx: Transaction, occasion: Occasion, matches: Sequence[Match], rules: RuleSet) -> tuple[Match, ...]:
    """``matches``, and of an update the rules that told its story, met the report that it goes on from, and are not met
    by its own text. A rule that asks for other sources, languages, tags, links or times hears nothing of it. Of an
    update in other words alone neither does one that inherited that report itself (so came rugby to a rule on arrests),
    nor one whose `not` excludes it: a film on a massacre is no massacre. That the shelling was a drill, as somebody
    says, is more than that."""
    verdict = occasion.verdict
    if verdict.kind is not VerdictKind.UPDATE or verdict.score < INHERITS or verdict.of is None:
        return tuple(matches)
    told, in_words = stories.told_by(tx, occasion.story_id), verdict.material == {Material.WORDS}
    told -= {match.rule for match in matches}
    if told and verdict.of != occasion.article_id and not _put_together(tx, occasion.story_id):
        told &= _met_by(tx, verdict.of, by_its_text=in_words)
    article, now = occasion.article, occasion.now
    heirs = [rule for name, rule in rules.rules.items() if name in told and rules.looks_at(name, article, now)]
    if in_words:
        heirs = [rule for rule in heirs if not rules.excludes(rule.id, article, now)]
    return (*matches, *(Match(rule.id, rule.title, rule.severity, (), inherited=True) for rule in heirs))


def _met_by(tx: Transaction, article_id: int, *, by_its_text: bool) -> frozenset[str]:
    """The rules that a report met or, unless it must be ``by_its_text``, inherited, and if it was silent those of the
    report that it told again, and so on. Not all that told the story: report by report it may have come from one
    subject to another."""
    reports = retelling_chain(tx, article_id)
    matches = (match for report in reports for match in alerts.matches_of(tx, report))
    return frozenset(match.rule for match in matches if not (by_its_text and match.inherited))


def _put_together(tx: Transaction, story_id: int) -> bool:
    """Whether a person said that reports of the story belong together."""
    return any(
        change.by == stories.PERSON and change.kind == stories.ChangeKind.MERGE
        for change in stories.changes(tx, story_id)
    )
