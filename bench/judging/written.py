"""PART written: made-up streams in Arabic, Turkish and Russian on the first subject (texts/README.md): what the judge
makes of them, and which of the shipped rules they meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from bench.judging import labelled
from bench.judging.part import Found, Ground
from bench.judging.shown import mistake
from bench.judging.streams import ALERTED, SILENT
from bench.judging.targets import Target, at_least
from monitor.core.identity import articles_of
from monitor.core.rules.ruleset import RuleSet
from monitor.trial.agreement import Share
from monitor.trial.evaluate import Evaluated, Evaluation, JudgedLine

POOLED = "written streams"
BY_ANOTHER_HAND = "written streams, another hand"
LANGUAGES = ("ar", "tr", "ru")
OTHERS = ("other-ar", "other-tr", "other-ru", "other-en")
"""By somebody who has seen neither rules nor code."""


def written(ground: Ground) -> Found:
    found = Found()
    _judged(ground, found, BY_ANOTHER_HAND, OTHERS)
    pooled, every, met = _judged(ground, found, POOLED, LANGUAGES)
    found.targets = [
        at_least(f"{POOLED}: sure N, U alerted", ALERTED, _alerted(pooled)),
        at_least(f"{POOLED}: S, R silent", SILENT, pooled.silent("SR")),
        at_least(f"{POOLED}: news that meets the rules it must", ALERTED, _share(every, met, "NU")),
        Target(f"{POOLED}: items off the subject that meet a rule", 0, _false_alarms(every, met).hits, at_most=True),
    ]
    return found


def _judged(
    ground: Ground, found: Found, what: str, names: Sequence[str]
) -> tuple[Evaluated, list[labelled.Written], dict[str, frozenset[str]]]:
    """These streams together: what the judge makes of them, their lines, and the rules that each line meets by its id.
    Each stream is printed, and both it and all of them go into the figures of ``found``."""
    evaluation = Evaluation(ground.folder, ground.rules, ground.policy)
    streams = {name: labelled.written(name) for name in names}
    outcomes = {name: evaluation.stream(lines) for name, lines in streams.items()}
    every = list(chain.from_iterable(streams.values()))
    met = {str(one.id): rules_met(ground.rules, one) for one in every}
    for name, lines in streams.items():
        _show(outcomes[name].judged, met, ground)
        found.figures[name] = _figures(outcomes[name], lines, met)
        ground.say(f"== {what}, {name}: {found.figures[name]}")
    pooled = Evaluated([one for outcome in outcomes.values() for one in outcome.judged])
    found.figures[what] = _figures(pooled, every, met)
    ground.say(f"== {what}: {found.figures[what]}")
    return pooled, every, met


def rules_met(rules: RuleSet, line: labelled.Written) -> frozenset[str]:
    """The ids of the rules that the article meets by its own text."""
    assert line.time is not None
    (article,), _ = articles_of([line.item], line.origin("evaluation"), line.time)
    return frozenset(match.rule for match in rules.match(article, line.time))


def _missing(line: labelled.Written, met: frozenset[str]) -> frozenset[str]:
    """Of the rules that ``line`` must meet those that it does not."""
    return frozenset(() if met else line.rules) if "some" in line.rules else frozenset(line.rules) - met


def _share(lines: Iterable[labelled.Written], met: dict[str, frozenset[str]], labels: str) -> Share:
    return Share.of(not _missing(one, met[str(one.id)]) for one in lines if one.label and one.label in labels)


def _false_alarms(lines: Iterable[labelled.Written], met: dict[str, frozenset[str]]) -> Share:
    return Share.of(bool(met[str(one.id)]) for one in lines if not one.rules)


def _alerted(outcome: Evaluated) -> Share:
    return Share.of(not one.silent for one in outcome.of("NU", sure=True))


def _figures(outcome: Evaluated, lines: Sequence[labelled.Written], met: dict[str, frozenset[str]]) -> dict[str, str]:
    return {
        "news that alerts": str(_alerted(outcome)),
        "repeats that are silent": str(outcome.silent("SR")),
        "copies that are silent": str(outcome.silent("S")),
        "items that meet a rule": str(Share.of(bool(met[str(one.id)]) for one in lines if one.rules)),
        "items that meet all they must": str(_share(lines, met, "NUSR")),
        "items off the subject that meet a rule": str(_false_alarms(lines, met)),
    }


def _show(judged: Iterable[JudgedLine], met: dict[str, frozenset[str]], ground: Ground) -> None:
    """Each mistake of the judge, repeats that alert among them, and of the rules."""
    for one in judged:
        if (one.label in "NU" and one.silent) or (one.label in "SR" and not one.silent):
            ground.say(mistake(one))
        for wrong in _wrong(one, met[str(one.line.id)]):
            ground.say(f"    {wrong}, {one.line.id}: {one.line.title}")


def _wrong(one: JudgedLine, met: frozenset[str]) -> Iterator[str]:
    assert isinstance(one.line, labelled.Written)
    if missing := _missing(one.line, met):
        yield f"does not meet {', '.join(sorted(missing))} (but {', '.join(sorted(met)) or 'none'})"
    if met and not one.line.rules:
        yield f"off the subject, meets {', '.join(sorted(met))}"
