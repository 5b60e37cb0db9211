"""One intake that also notes what the judge would have said at other thresholds."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.judge import judge
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import Verdict
from monitor.intake import Intake, Policy
from monitor.intake.other_language import in_other_languages
from monitor.intake.prepare import Prepared
from monitor.intake.recall import Recall
from monitor.store.database import Database

# Those that ship come first: of equals the first is chosen.
_SAME_STORY = (0.3, 0.25, 0.35, 0.2, 0.4)
_SAME_TEXT = ((0.5, 0.7), (0.4, 0.7), (0.5, 0.8), (0.6, 0.8))
STORY_SETTINGS = tuple(replace(Thresholds(), same_story=one) for one in _SAME_STORY)
"""For streams: what an article is taken for decides what the next is compared with, so each is a run of its own."""
SETTINGS = tuple(
    replace(Thresholds(), same_text=same, sure_text=sure, same_story=story)
    for (same, sure), story in product(_SAME_TEXT, _SAME_STORY)
)
"""For pairs, where nothing comes after."""


class Settings:
    """What becomes of articles at each of SETTINGS, by guid; of an edit nothing, as no threshold bears on it."""

    def __init__(self) -> None:
        self.verdicts: dict[str, tuple[Verdict, ...]] = {}

    def intake(self, database: Database, rules: RuleSet, policy: Policy) -> Intake:
        return _Noting(database, rules, policy, self.verdicts)


class _Noting(Intake):
    def __init__(
        self, database: Database, rules: RuleSet, policy: Policy, verdicts: dict[str, tuple[Verdict, ...]]
    ) -> None:
        super().__init__(database, rules, policy)
        self._verdicts = verdicts

    def _judge(self, recall: Recall, one: Prepared) -> Verdict:
        found = recall.known(one.article, one.fingerprint, one.words)
        self._verdicts[one.article.guid] = tuple(
            in_other_languages(recall, one, judge(one.incoming(self.rules, at), one.fingerprint, found), self.rules, at)
            for at in SETTINGS
        )
        return super()._judge(recall, one)
