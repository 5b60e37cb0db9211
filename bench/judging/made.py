"""PART copies: made articles over a store of real ones. Are copies known again, are changes told, is fresh news taken
for old, does an outlet's form hide what it is filled in with?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from bench.judging.articles import FIRST, Original, originals, twins
from bench.judging.changes import Change, numbers, paragraph_added, toll_changed
from bench.judging.copies import BEFORE, COPIES, LATER, Copy, back_dated, merged
from bench.judging.part import Found, Ground
from bench.judging.shelf import Answer, Shelf
from bench.judging.targets import at_least, at_most
from bench.judging.templates import FORMS, instances
from bench.texts import NEWS, lines
from monitor.core.types import VerdictKind
from monitor.trial.agreement import Share
from monitor.trial.evaluate import Evaluation, Pair
from monitor.trial.replay import Line

ELSEWHERE = "another-outlet.example"
SAMPLE = 200
"""Articles drawn by lot for each way to copy or change; all of them are stored."""
FRESH, INSTANCES = 2_000, 40
_SHOWN = 5
"""Failures of one kind that are printed."""


def copies(ground: Ground) -> Found:
    made = MadeArticles(ground)
    made.run()
    return made.found


class MadeArticles:
    """Runs each kind over a store of its own, tells it, and gathers the figures and the targets."""

    def __init__(self, ground: Ground) -> None:
        self._ground, self._say = ground, ground.say
        self._originals = originals()
        self._twins = twins(self._originals)
        self._shelf = self._on_shelf("all", self._originals)
        self._evaluation = Evaluation(ground.folder, ground.rules, ground.policy)
        self.found = Found()

    def run(self) -> None:
        self._copies()
        self._fresh()
        self._changes()
        self._templates()

    def _on_shelf(self, name: str, known: Sequence[Original]) -> Shelf:
        ground = self._ground
        return Shelf(ground.folder / name, ground.rules, ground.policy, [one.line for one in known])

    def _lot(self, name: str) -> Random:
        return Random(f"{self._ground.seed} {name}")

    def _sample(self, name: str) -> list[Original]:
        """Those that are copied or changed in one way, in the order in which they came."""
        drawn = self._lot(f"sample {name}").sample(range(len(self._originals)), SAMPLE)
        return [self._originals[number] for number in sorted(drawn)]

    def _copies(self) -> None:
        self._say(
            f"\n== made copies at another outlet, {SAMPLE} of {len(self._originals)} articles drawn for each kind"
        )
        figures = self.found.figures["copies known again"] = {}
        for make in COPIES:
            name, chance = make.__name__, self._lot(make.__name__)
            later = -BEFORE if make is back_dated else LATER
            made = [_copied(one, make(one, chance), later) for one in self._sample(name)]
            figures[name] = self._known_again(name, made)
        drawn = {one.id for one in self._sample("merged")}
        pairs = [(a, b) for a, b in pairwise(self._originals) if a.id in drawn]
        also = {a.id: self._twins[b.id] for a, b in pairs}
        figures["merged"] = self._known_again("merged", [_copied(a, merged(a, b), LATER) for a, b in pairs], also)

    def _known_again(self, name: str, made: Iterable[Line], also: dict[str, set[str]] | None = None) -> dict[str, Any]:
        answers = self._shelf.judge(made)
        failed = []
        for answer in answers:
            original = _root(str(answer.line.id))
            right = self._twins[original] | (also or {}).get(original, set())
            if _root(answer.of) not in right:
                failed.append(answer)
        share = Share(len(answers) - len(failed), len(answers))
        self.found.targets.append(at_least(f"copies: {name}, known again", 0.98, share))
        kinds = _kinds(answers)
        self._tell(f"{name}: {share} {kinds}", failed)
        return {"known": str(share), "silent": str(Share.of(a.silent for a in answers)), "verdicts": kinds}

    def _fresh(self) -> None:
        """Articles that nothing on the shelf tells: each corpus over the other, and items of another year."""
        news = [given for given in lines(NEWS / "2023-03.jsonl.gz") if given["language"] == "en"]
        chosen = self._lot("fresh").sample(news, FRESH)
        items = [
            Line.model_validate(given | {"id": f"fresh-{number}", "published": _within(number).isoformat()})
            for number, given in enumerate(chosen)
        ]
        syria = [one for one in self._originals if one.corpus == "syria"]
        events = [one for one in self._originals if one.corpus == "events"]
        runs = {
            "short items": self._shelf.judge(items),
            "events over syria": self._on_shelf("syria", syria).judge([one.line for one in events]),
            "syria over events": self._on_shelf("events", events).judge([one.line for one in syria]),
        }
        known = {one.id for one in self._originals}
        figures = self.found.figures["fresh items taken for known ones"] = {}
        self._say("\n== fresh items")
        every = []
        for name, answers in runs.items():
            own = {str(answer.line.id) for answer in answers}
            wrong = [a for a in answers if a.of in known and a.of not in own]
            figures[name] = str(Share(len(wrong), len(answers)))
            self._tell(f"{name}: {figures[name]}", wrong)
            every += [a in wrong for a in answers]
        self.found.targets.append(at_most("fresh items taken for known ones", 0.005, Share.of(every)))

    def _changes(self) -> None:
        self._say("\n== made updates, at another outlet")
        figures = self.found.figures["updates"] = {}
        stated = {one.id: numbers(one) for one in self._originals}
        for make in (toll_changed, paragraph_added):
            chance = self._lot(make.__name__)
            changes: dict[str, Change] = {}
            sample = self._sample(make.__name__)
            for one in sample:
                known = frozenset[str]().union(*(stated[twin] for twin in self._twins[one.id]))
                if change := make(one, known, chance):
                    changes[one.id] = change
            pairs = [
                Pair(a=one.line, b=_copied(one, (changes[one.id].title, changes[one.id].text), LATER), label="U")
                for one in sample
                if one.id in changes
            ]
            alone = self._evaluation.pairs(pairs).silent("U")
            self._say(f"  {make.__name__}, nothing stored but the original: silent {alone}")
            self.found.targets.append(
                at_most(f"updates: {make.__name__}, silent beside its original only", 0.02, alone)
            )
            told = self._told(make.__name__, self._shelf.judge(pair.b for pair in pairs), changes)
            figures[make.__name__] = {"silent beside its original only": str(alone)} | told

    def _told(self, name: str, answers: Sequence[Answer], changes: dict[str, Change]) -> dict[str, Any]:
        silent = Share.of(answer.silent for answer in answers)
        named = Share.of(_names(answer, changes[_root(str(answer.line.id))].figure) for answer in answers)
        self.found.targets.append(at_most(f"updates: {name}, silent among all", 0.02, silent))
        kinds = _kinds(answers)
        self._tell(f"{name}: silent {silent}, change named {named} {kinds}", [a for a in answers if a.silent])
        return {"silent": str(silent), "change named": str(named), "verdicts": kinds}

    def _templates(self) -> None:
        self._say("\n== forms of one outlet, filled in anew")
        figures = self.found.figures["template instances silent"] = {}
        every = []
        for form in FORMS:
            shelf = self._on_shelf(form.__name__, [])
            answers = shelf.judge(instances(form, INSTANCES, self._lot(form.__name__)))
            silent = [answer.silent for answer in answers]
            every += silent
            figures[form.__name__] = str(Share.of(silent))
            what = f"{form.__name__}: silent {Share.of(silent)} {_kinds(answers)}"
            self._tell(what, [answer for answer in answers if answer.silent])
        self.found.targets.append(at_most("template instances of one outlet silent", 0.01, Share.of(every)))

    def _tell(self, what: str, failed: Sequence[Answer]) -> None:
        self._say(f"  {what}")
        for one in failed[:_SHOWN]:
            self._say(f"      {one.line.id} as {one.verdict.kind}: {one.line.title[:90]}\n        {one.verdict.why}")


def _copied(of: Original, copy: Copy, later: timedelta) -> Line:
    title, text = copy
    return Original.as_line(f"{of.id}~", title, text, ELSEWHERE, of.published + later)


def _kinds(answers: Iterable[Answer]) -> dict[str, int]:
    return dict(sorted(Counter(answer.verdict.kind.value for answer in answers).items()))


def _root(name: str) -> str:
    """The original of a copy."""
    return name.partition("~")[0]


def _names(answer: Answer, figure: str) -> bool:
    return answer.verdict.kind is VerdictKind.UPDATE and any(figure in new for new in answer.verdict.new)


def _within(number: int) -> datetime:
    """An hour at which the shelf is filled."""
    return FIRST + timedelta(minutes=5) * number
