"""USE CASE: given articles -> intake, the very path that polls use, in virtual time on a throw-away store."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from monitor.core.identity import articles_of
from monitor.core.rules.conditions import EPOCH
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.reports import name_of
from monitor.core.types import ArticleOrigin, Item, Origin, Outcome
from monitor.core.untrusted import NotJson, Whole, moment, read_json
from monitor.intake import Intake, Policy, Taken
from monitor.intake.seeds import sync_seeds
from monitor.intake.types import Settled, State
from monitor.rulebook import Seed
from monitor.store import alerts, articles, editions
from monitor.store.database import Database, Transaction

MAX_UNREAD = 50
"""Keys without a meaning from which no more are looked for."""


class Line(BaseModel):
    """One article of the input. A ``published`` that cannot be read counts as none."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    url: Whole = ""
    title: Whole = ""
    published: str | None = None
    id: Whole | int | None = None
    summary: Whole | None = None
    content: Whole | None = None
    source: Whole | None = None
    owner: Whole | None = None
    feed: Whole | None = None
    tags: tuple[Whole, ...] | None = None
    language: Whole | None = None

    @property
    def time(self) -> datetime | None:
        return moment(self.published or "")

    @property
    def item(self) -> Item:
        guid = str(self.id) if self.id is not None else ""
        return Item(guid, self.url, self.title, self.summary or "", self.content or "", self.time, self.language or "")

    def origin(self, otherwise: str) -> Origin:
        """Where it came from: its ``source``, or the host of its link, or ``otherwise``."""
        host = self.url.split("/")[2] if self.url.count("/") >= 2 else ""
        source = self.source or host.removeprefix("www.")
        feed = self.feed or source or otherwise
        return Origin(feed, source or feed, self.owner or source or feed, self.language or "", self.tags or ())


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no article: where and why."""

    where: str
    reason: str


def read_line(text: str, where: str, unread: dict[str, None] | None = None) -> Line | BadLine:
    """One line of a file. ``where`` is ``file:line``; keys that say nothing here are added to ``unread``."""
    try:
        value = read_json(text)
    except NotJson as error:
        return BadLine(f"{where}:{error.column}", str(error))
    if unread is not None:
        note_unread(unread, value, Line.model_fields)
    try:
        return Line.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        field = first["loc"][0] if first["loc"] else "line"
        return BadLine(f"{where}:1", f"{field}: {_EXPECTED.get(first['type'], first['msg'].lower())}")


def note_unread(unread: dict[str, None], value: Any, known: Container[str]) -> None:
    """Add the keys of ``value``, if it has keys, that are not ``known``."""
    if isinstance(value, dict) and len(unread) < MAX_UNREAD:
        unread.update(dict.fromkeys(key for key in value if key not in known))


_EXPECTED = {
    "string_type": "expected text",
    "tuple_type": "expected a list",
    "model_type": "expected an object with keys such as title",
}


class Replay:
    """Articles in, one JSON-ready answer for each, in input order. Virtual now is the largest date so far."""

    def __init__(self, database: Database, rules: RuleSet, seeds: Iterable[Seed], policy: Policy) -> None:
        self._database = database
        self._intake = Intake(database, rules, policy)
        self._now = EPOCH
        self._number = 0
        self.counts: Counter[str] = Counter()
        known = tuple(seeds)
        sync_seeds(database, known, max((seed.published for seed in known), default=EPOCH))

    def run(self, lines: Iterable[Line | BadLine]) -> Iterator[dict[str, Any]]:
        """Streams: memory does not grow with the number of lines, the store does."""
        for line in lines:
            self._number += 1
            if isinstance(line, BadLine):
                self.counts["bad lines"] += 1
                yield {"error": f"{line.where}: {line.reason}"}
            else:
                yield self._one(line)

    def _one(self, line: Line) -> dict[str, Any]:
        published = line.time
        if published is not None and published > self._now:
            self._now = published
        name = str(line.id) if line.id is not None else str(self._number)
        found, broken = articles_of([line.item], line.origin("replay"), self._now)
        result = self._intake.take(found, self._now, poll=name, broken=broken)
        self.counts["lines"] += 1
        if not result.taken:
            self.counts["quarantined"] += 1
            return {"id": name, "url": line.url, "error": broken[0].reason}
        return self._answer(name, line, result.taken[0])

    def _answer(self, name: str, line: Line, taken: Taken) -> dict[str, Any]:
        self.counts[f"state {taken.state}"] += 1
        if taken.verdict is None:
            return {"id": name, "url": line.url, "error": f"quarantined: {taken.reason}"}
        decision = _decision(taken)
        with self._database.reading() as tx:
            of = _output_id(tx, taken.verdict.of)
            possibly = _output_id(tx, taken.verdict.possibly_of)
            story = _story_id(tx, taken.story_id) or name
            why, decision["why"] = _of_the_input(tx, taken.verdict.why), _of_the_input(tx, decision["why"])
            matches = [_match(tx, settled) for settled in taken.settled]
        self.counts[f"verdict {taken.verdict.kind}"] += 1
        verdict = {
            "kind": taken.verdict.kind.value,
            "of": of,
            "score": round(taken.verdict.score, 4),
            "why": why,
            "new": list(taken.verdict.new),
            "possibly_of": possibly,
        }
        self.counts["alerts" if decision["alert"] else "silent"] += 1
        self.counts["matched"] += bool(taken.settled)
        return {
            "id": name,
            "url": line.url,
            "fields": asdict(taken.article.fields),
            "matches": matches,
            "verdict": verdict,
            "story": story,
            "decision": decision,
        }


def _match(tx: Transaction, settled: Settled) -> dict[str, Any]:
    """A rule that holds, and what became of it: rules decide each for itself."""
    return {
        "rule": settled.match.rule,
        "severity": settled.match.severity.value,
        "mentions": [asdict(mention) for mention in settled.match.mentions],
        "outcome": settled.decision.outcome.value,
        "why": _of_the_input(tx, settled.decision.why),
        "hold_until": settled.hold_until.isoformat() if settled.hold_until else None,
    }


def _decision(taken: Taken) -> dict[str, Any]:
    """One decision for the article: it alerts if any of its rules does."""
    if not taken.settled:
        why = f"no rule is asked: {taken.verdict.why}" if taken.state is State.UNCHANGED and taken.verdict else ""
        return {"alert": False, "receivers": [], "why": why or "no rule matches"}
    alerting = [s.decision for s in taken.settled if s.decision.outcome is Outcome.ALERT]
    receivers = dict.fromkeys(receiver for decision in alerting for receiver in decision.receivers)
    chosen = alerting[0] if alerting else taken.settled[0].decision
    return {"alert": bool(alerting), "receivers": list(receivers), "why": chosen.why}


def _output_id(tx: Transaction, article_id: int | None) -> str | None:
    stored = articles.get(tx, article_id) if article_id is not None else None
    if stored is None:
        return None
    return f"seed:{stored.seed}" if stored.origin == ArticleOrigin.SEED else editions.first_poll_of(tx, stored.id)


_STORED = re.compile(r"\bitem (\d+)\b")
_ALERTED = re.compile(r"^told before by this rule \(alert (\d+)\)")


def _of_the_input(tx: Transaction, why: str) -> str:
    """The reason with the names that the input's lines have, for the numbers of a store that nobody can look into."""
    for number in dict.fromkeys(_STORED.findall(why)):
        stored = articles.get(tx, int(number))
        # Else a headline that the reason quotes has such words.
        if stored is not None and stored.origin != ArticleOrigin.SEED:
            names = (stored.name, f"item {_output_id(tx, stored.id)}")
            was, now = (name_of(name, stored.title, stored.source) for name in names)
            why = why.replace(was, now)
    if told := _ALERTED.match(why):
        of = _output_id(tx, alerts.article_of(tx, int(told[1])))
        why = f"told before by this rule (of item {of}){why[told.end() :]}"
    return why


def _story_id(tx: Transaction, story_id: int | None) -> str | None:
    first = articles.first_of_story(tx, story_id) if story_id is not None else None
    return _output_id(tx, first)
