"""PART languages: the pairs of texts in two languages again, by the model of the extra `semantic`: how well its cosine
tells those that people called the same."""

from __future__ import annotations

from collections import defaultdict
from time import process_time
from typing import Any

from bench.judging import labelled
from bench.judging.part import Found, Ground
from bench.judging.similar import auc, auc_interval
from bench.judging.targets import Target
from monitor.core.stories.meaning import alike, text_of
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import Fields
from monitor.reference import meaning
from monitor.trial.agreement import Share
from monitor.trial.replay import Line


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
    return Found({"languages": figures}, [target])


def _fields(line: Line) -> Fields:
    return Fields(line.title, line.summary or "", line.content or "")
