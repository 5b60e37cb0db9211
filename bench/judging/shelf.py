"""A store that holds known articles; every run judges its own articles over a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.core.identity import articles_of
from monitor.core.rules.conditions import EPOCH
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Verdict
from monitor.intake import Intake, Policy
from monitor.store.schema import open_store
from monitor.trial.evaluate import ALERTS
from monitor.trial.replay import Line


@dataclass(frozen=True, slots=True)
class Answer:
    """``of`` is the id of the line that the verdict names, or nothing."""

    line: Line
    verdict: Verdict
    of: str

    @property
    def silent(self) -> bool:
        return self.verdict.kind not in ALERTS


class Shelf:
    def __init__(self, folder: Path, rules: RuleSet, policy: Policy, known: Sequence[Line] = ()) -> None:
        self._folder, self._rules, self._policy = folder, rules, policy
        self._names: dict[int, str] = {}
        self._now = EPOCH
        self._path = folder / "shelf.sqlite"
        folder.mkdir()
        open_store(f"sqlite:///{self._path}", synchronous="OFF").close()
        self._take(self._path, known, self._names)
        self._now = max((line.time or EPOCH for line in known), default=EPOCH)

    def judge(self, lines: Iterable[Line]) -> list[Answer]:
        """What becomes of ``lines``, one after the other, when the known articles are stored."""
        path = self._folder / "run.sqlite"
        shutil.copyfile(self._path, path)
        try:
            return self._take(path, lines, dict(self._names))
        finally:
            for left in self._folder.glob("run.sqlite*"):
                left.unlink()

    def _take(self, path: Path, lines: Iterable[Line], names: dict[int, str]) -> list[Answer]:
        database, now = open_store(f"sqlite:///{path}", synchronous="OFF"), self._now
        intake = Intake(database, self._rules, self._policy)
        answers = []
        try:
            for line in lines:
                now = max(now, line.time or EPOCH)
                answers.append(_answer(intake, line, now, names))
        finally:
            database.close()
        return answers


def _answer(intake: Intake, line: Line, now: datetime, names: dict[int, str]) -> Answer:
    found, broken = articles_of([line.item], line.origin("bench"), now)
    taken = intake.take(found, now).taken
    if broken or taken[0].verdict is None or taken[0].article_id is None:
        raise RuntimeError(f"{line.id} went into quarantine: {broken or taken[0].reason}")
    verdict = taken[0].verdict
    names[taken[0].article_id] = str(line.id)
    return Answer(line, verdict, names[verdict.of] if verdict.of is not None else "")
