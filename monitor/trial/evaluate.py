"""USE CASE: labelled pairs and streams -> the judge, by the path that polls use -> how often it was right.

The format of both is in docs/evaluate.md.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from monitor.core.identity import articles_of
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.conditions import EPOCH
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Verdict, VerdictKind
from monitor.core.untrusted import NotJson, read_json
from monitor.intake import Intake, Policy, Taken
from monitor.store import articles
from monitor.store.database import Database
from monitor.store.schema import open_store
from monitor.trial.agreement import Point, PrecisionRecall, Share, b_cubed, curve
from monitor.trial.replay import Line, note_unread

ALERTS = frozenset((VerdictKind.NEW, VerdictKind.UPDATE))
"""Verdicts that alert under the default policy; the others are silent."""
LABELS = {
    "N": "another story, or the form of another day",
    "U": "the same event with a new fact",
    "D": "another development or angle",
    "F": "an edit of facts",
    "R": "another report, nothing new",
    "S": "the same article again",
    "C": "the same text from another outlet",
    "E": "an edit of words only",
    "X": "does not count",
}
"""What a label says of an article."""
Label = Literal["N", "U", "D", "F", "R", "S", "C", "E", "X"]
MUST_ALERT, SAME_TEXT = frozenset("NUDF"), frozenset("SCE")
_TEXTS = frozenset(("title", "summary", "content"))
_FORMAT = "(docs/evaluate.md has the format)"


class Pair(BaseModel):
    """Two articles: was ``b`` told when ``a`` was?"""

    model_config = ConfigDict(extra="ignore", frozen=True)
    a: Line
    b: Line
    label: Label


class StreamLine(Line):
    """An article of a stream, in order of time."""

    label: Label | None = None
    story: str | int | None = None
    sure: bool = True


KEYS = tuple(dict.fromkeys((*StreamLine.model_fields, *Pair.model_fields)))
"""What a line may hold that is read."""


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A labelled article and the verdict on it. ``before`` is the pair's other headline."""

    line: Line
    label: str
    verdict: Verdict
    sure: bool = True
    before: str = ""

    @property
    def silent(self) -> bool:
        return self.verdict.kind not in ALERTS

    @property
    def wrong(self) -> bool:
        """A silence that hides news, or an alert for a text that is told. An alert for a new report of an old fact
        (R) is no mistake of the first order: it is counted, not listed."""
        return self.silent if self.label in MUST_ALERT else not self.silent and self.label in SAME_TEXT

    @property
    def told(self) -> float:
        """How sure the judge was that nothing is new: what a threshold would be set on."""
        if "told" in self.verdict.features:
            return float(self.verdict.features["told"])
        return 2.0 if self.silent else -1.0


@dataclass
class Evaluated:
    """What an evaluation found. ``placed``: of each article with a story the true one, and the one that it was in at
    the end."""

    judged: list[JudgedLine] = field(default_factory=list)
    placed: list[tuple[str, int | None]] = field(default_factory=list)

    @property
    def stories(self) -> PrecisionRecall | None:
        return b_cubed([true for true, _ in self.placed], [found for _, found in self.placed]) if self.placed else None

    def of(self, labels: Iterable[str], *, sure: bool = False) -> list[JudgedLine]:
        wanted = frozenset(labels)
        return [one for one in self.judged if one.label in wanted and (one.sure or not sure)]

    @property
    def precision(self) -> Share:
        """Of what is silent, how much need not alert."""
        return Share.of(one.label not in MUST_ALERT for one in self.judged if one.silent and one.label != "X")

    def silent(self, labels: Iterable[str]) -> Share:
        return Share.of(one.silent for one in self.of(labels))

    @property
    def curve(self) -> list[Point]:
        """Sure labels that must alert against all that need not."""
        return curve([j.told for j in self.of(MUST_ALERT, sure=True)], [j.told for j in self.of("SCR")])

    @property
    def mistakes(self) -> list[JudgedLine]:
        return sorted((one for one in self.judged if one.wrong), key=lambda one: -abs(one.verdict.score))


def read_labelled(text: str, where: str, unread: dict[str, None]) -> Pair | StreamLine:
    """One line of a file; keys that say nothing here are added to ``unread``. Raises ValueError with what is wrong."""
    try:
        value = read_json(text)
        if not isinstance(value, dict):
            raise ValueError(f"{where}:1: expected an object, a pair or an article {_FORMAT}")
        note_unread(unread, value, KEYS)
        if "a" in value or "b" in value:
            for article in (value.get("a"), value.get("b")):
                note_unread(unread, article, Line.model_fields)
            return Pair.model_validate(value)
        if _TEXTS.isdisjoint(value):
            wrong = "expected a pair with a and b, or an article with a title, a summary or a content"
            raise ValueError(f"{where}:1: {wrong} {_FORMAT}")
        return StreamLine.model_validate(value)
    except NotJson as error:
        raise ValueError(f"{where}:{error.column}: {error}") from None
    except ValidationError as error:  # which is a ValueError, too
        first = error.errors()[0]
        place, message = ".".join(map(str, first["loc"])), first["msg"]
        said = f"{place}: {message[:1].lower()}{message[1:]} {_FORMAT}"
        raise ValueError(f"{where}:1: {said}") from None


class Evaluation:
    """Runs labelled lines over throw-away stores in ``folder``."""

    def __init__(
        self,
        folder: Path,
        rules: RuleSet | None,
        policy: Policy,
        intake: Callable[[Database, RuleSet, Policy], Intake] = Intake,
    ) -> None:
        """``rules`` are asked for the watched entities of a text; None: there are none. ``intake`` is another one where
        somebody wants to look on."""
        self._folder, self._policy, self._intake = folder, policy, intake
        self._rules = rules or compile_rules({})
        self._empty = folder / "empty.sqlite"
        open_store(f"sqlite:///{self._empty}", synchronous="OFF").close()
        self._number = 0

    def pairs(self, pairs: Iterable[Pair]) -> Evaluated:
        """Each pair over a store of its own: ``a`` is stored, then ``b`` is judged."""
        outcome = Evaluated()
        for pair in pairs:
            with self._store() as store:
                store.take(pair.a)
                taken = store.take(pair.b)
            if taken is not None and taken.verdict is not None:
                outcome.judged.append(JudgedLine(pair.b, pair.label, taken.verdict, before=pair.a.title))
        return outcome

    def stream(self, lines: Sequence[StreamLine]) -> Evaluated:
        """All lines over one store, in their order."""
        outcome = Evaluated()
        true: list[str] = []
        items: list[int] = []
        with self._store() as store:
            for line in lines:
                taken = store.take(line)
                if taken is None or taken.verdict is None or taken.article_id is None:
                    continue
                if line.label is not None:
                    outcome.judged.append(JudgedLine(line, line.label, taken.verdict, line.sure))
                if line.story is not None:
                    true.append(str(line.story))
                    items.append(taken.article_id)
            # At the end: stories may have become one meanwhile.
            outcome.placed = list(zip(true, store.stories(items), strict=True))
        return outcome

    def _store(self) -> _Store:
        self._number += 1
        target = self._folder / f"{self._number}.sqlite"
        shutil.copyfile(self._empty, target)
        database = open_store(f"sqlite:///{target}", synchronous="OFF")
        return _Store(target, database, self._intake(database, self._rules, self._policy))


class _Store:
    """A throw-away store and the time in it: the latest date so far."""

    def __init__(self, path: Path, database: Database, intake: Intake) -> None:
        self._path, self._database, self._intake = path, database, intake
        self._now: datetime = EPOCH

    def __enter__(self) -> _Store:
        return self

    def __exit__(self, *_: Any) -> None:
        self._database.close()
        for path in self._path.parent.glob(f"{self._path.name}*"):
            path.unlink()

    def stories(self, items: Sequence[int]) -> list[int | None]:
        with self._database.reading() as tx:
            found = {row.id: row.story_id for row in articles.by_ids(tx, items)}
        return [found[item] for item in items]

    def take(self, line: Line) -> Taken | None:
        published = line.time
        if published is not None and published > self._now:
            self._now = published
        item, origin = line.item, line.origin("evaluation")
        found, _ = articles_of([item], origin, self._now)
        taken = self._intake.take(found, self._now).taken
        return taken[0] if taken else None


def as_values(outcome: Evaluated) -> dict[str, Any]:
    """For machines: every share as [hits, all], and each verdict."""
    verdicts = [
        {"id": one.line.id, "title": one.line.title, "label": one.label, "verdict": one.verdict.kind.value}
        | {"wrong": one.wrong, "why": one.verdict.why, "features": one.verdict.features}
        for one in outcome.judged
    ]
    shares = {
        "right_silence": outcome.precision,
        "told_silent": outcome.silent("SCE"),
        "news_silent": outcome.silent("NUDF"),
        "retold_silent": outcome.silent("R"),
    }
    stories = {"b_cubed": round(outcome.stories.f, 4)} if outcome.stories else {}
    return {name: [share.hits, share.all] for name, share in shares.items()} | stories | {"verdicts": verdicts}


def apart(lines: Sequence[Pair | StreamLine]) -> tuple[list[Pair], list[StreamLine]]:
    """The pairs, and the articles of a stream."""
    return [one for one in lines if isinstance(one, Pair)], [one for one in lines if isinstance(one, StreamLine)]


def numbered(lines: Iterable[str], name: str, unread: dict[str, None]) -> Iterator[Pair | StreamLine]:
    """The labelled lines of a file; keys that say nothing here are added to ``unread``. Raises ValueError at the
    first that is none."""
    for number, text in enumerate(lines, 1):
        if text.strip():
            yield read_labelled(text, f"{name}:{number}", unread)
