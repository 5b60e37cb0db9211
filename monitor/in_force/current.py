"""What the files say now, and what is made of it: one value, so that a reload swaps all of it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TextIO

from monitor.config import FeedConfig, PollingConfig
from monitor.core.alerts.schedule import Schedule
from monitor.core.rules.ruleset import RuleSet
from monitor.delivery.channels import notifiers_of
from monitor.delivery.wishes import Wishes
from monitor.in_force.load import Files
from monitor.in_force.settings import policy_of
from monitor.intake import Intake
from monitor.notify.types import Notifier
from monitor.store.database import Database


@dataclass(frozen=True, slots=True)
class InForce:
    """``feeds`` and ``notifiers`` are by the names that the config gives them. ``renamed`` are names that rules of this
    run had, and no rule has now: what is stored of them has other names."""

    files: Files
    intake: Intake
    feeds: Mapping[str, FeedConfig]
    notifiers: Mapping[str, Notifier]
    renamed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, files: Files, database: Database, now: Callable[[], datetime], console: TextIO | None) -> InForce:
        """``console`` is where receivers of that type print; None: the terminal."""
        return cls(
            files,
            Intake(database, files.rules, policy_of(files.config)),
            {feed.name: feed for feed in files.config.file.feeds},
            notifiers_of(files.config, files.templates, now, console),
        )

    def with_leavers(self, before: InForce, receivers: Iterable[str]) -> InForce:
        """As this, but those ``receivers`` of ``before`` that left the config can still be sent what they are told of
        that."""
        leavers = {name: before.notifiers[name] for name in receivers if name in before.notifiers}
        return replace(self, notifiers={**leavers, **self.notifiers})

    def with_renamed(self, before: InForce, renamed: Iterable[str]) -> InForce:
        """As this, after rules of ``before`` were ``renamed``: these are their old names."""
        return replace(self, renamed=before.renamed.union(renamed) - self.files.rules.rules.keys())

    def rules_for(self, begun: RuleSet) -> RuleSet:
        """By which a poll goes on that has ``begun`` with those rules; with those of now if one of them was renamed: by
        its old name it would not know what it told, and tell it again."""
        return begun if self.renamed.isdisjoint(begun.rules) else self.files.rules

    @property
    def polling(self) -> PollingConfig:
        return self.files.config.file.polling

    @property
    def operations(self) -> tuple[str, ...]:
        """Receivers who hear how the monitor itself goes."""
        return self.files.config.file.operations

    def wishes(self, receiver: str) -> Wishes:
        """When it wants to hear; a receiver that has just left the config has no wishes."""
        file = self.files.config.file
        schedule = file.receivers[receiver].schedule if receiver in file.receivers else Schedule()
        return Wishes(schedule, tuple(one.inhibition for one in file.inhibit), self.files.config.routes)
