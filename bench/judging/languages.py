"""PART languages: what the model of the extra `semantic` is worth. The pairs of texts in two languages again: how well
its cosine tells those that people called the same. And the stories of headlines again, where it is asked of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from time import process_time
from typing import Any

from bench.judging import labelled
from bench.judging.part import Found, Ground
from bench.judging.similar import auc, auc_interval
from bench.judging.targets import Target
from monitor.core.rules.compile import compile_rules
from monitor.core.stories.meaning import alike, text_of
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import Fields
from monitor.reference import meaning
from monitor.trial.agreement import Share
from monitor.trial.evaluate import Evaluation
from monitor.trial.replay import Line

OF_ALL = """
rules:
  all:
    title: Every text, so that the model is asked of each
    severity: low
    when: {regex: '\\S'}
    tests: [{text: Anything, expect: match}]
"""


def languages(ground: Ground) -> Found:
    if not meaning.is_installed():
        ground.say(f"\n== languages\nskipped, as the model is not there: {meaning.REMEDY}")
        return Found({}, [])
    across = [one for one in labelled.similar() if one.languages[0] != one.languages[1]]
    of, began = meaning.meaning(), process_time()
    scored = defaultdict[tuple[str, str], list[tuple[float, bool]]](list)
    for one in across:
        a, b = (of(text_of(_fields(line))) for line in (one.pair.a, one.pair.b))
        scored[one.languages].append((alike(a, [b])[0], one.same))
    cost = 1000 * (process_time() - began) / (2 * len(across))
    every = [pair for pairs in scored.values() for pair in pairs]
    figures: dict[str, Any] = {"across": auc(every), "milliseconds a text": round(cost, 1)}
    figures["by languages"] = {"-".join(sorted(pair)): auc(pairs) for pair, pairs in sorted(scored.items())}
    for name in ("same_meaning", "possibly_meaning"):
        above = [same for cosine, same in every if cosine >= getattr(Thresholds(), name)]
        found = Share(sum(above), sum(same for _, same in every))
        figures[f"from {name}"] = {"right": str(Share.of(above)), "found": str(found)}
    ground.say(f"\n== languages\narea under the curve with the model, 0.5 is chance: {figures}")
    low, high = auc_interval(every)
    told = f"{len(every)} pairs, {low:.2f} to {high:.2f}"
    target = Target("pairs across languages: AUC, with the model", 0.88, figures["across"], of=told)
    return Found({"languages": figures}, [_headlines(ground), target])


def _headlines(ground: Ground) -> Target:
    lines = labelled.stories("stories-headlines")
    policy = replace(ground.policy, meaning=meaning.meaning())
    found = Evaluation(ground.folder, compile_rules({"all.yaml": OF_ALL}), policy).stream(lines).stories
    ground.say(f"stories-headlines, the model asked of each: {found}")
    return Target("stories from headlines with the model: B-cubed F", 0.91, round(found.f, 4) if found else 0.0)


def _fields(line: Line) -> Fields:
    return Fields(line.title, line.summary or "", line.content or "")
