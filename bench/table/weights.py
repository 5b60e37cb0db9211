"""The weights of the judge, each with what hangs on it, from the stored result of the suite `weights`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bench.judging.weights import LESS, MORE
from bench.stored import Result

SUITE = "weights"


def weights(results: Mapping[str, Result]) -> Iterator[str]:
    """Nothing if it was not run."""
    if SUITE not in results:
        return
    report = results[SUITE]["report"]
    shipped = report["shipped"]
    yield from ("", "### What hangs on each weight of the judge", "")
    yield (
        f"Of {shipped['news']} news with sure labels, of streams, pairs and revisions, {shipped['news_silent']} are "
        f"silent as shipped, and of {shipped['repeats']} repeats {shipped['repeats_told']} alert. Beside each weight: "
        f"how many news more (+) or fewer (-) are silent / how many repeats alert, where it is {LESS:g} or {MORE:g} "
        "times as much or left out; `=` is no difference. A weight with `=` throughout is there for texts that these "
        "sets do not hold."
    )
    yield from ("", f"| weight | value | × {LESS:g} | × {MORE:g} | without | what it is |", "|---|---|---|---|---|---|")
    for one in report["weights"]:
        cells = [_difference(one[way], shipped) for way in ("less", "more", "without")]
        name = f"`{one['where'].removeprefix('monitor.').removesuffix('.')}.{one['name']}`"
        yield f"| {name} | {one['value']:g} | {' | '.join(cells)} | {one['says'].replace('|', '/')} |"


def _difference(found: Mapping[str, Any] | None, shipped: Mapping[str, Any]) -> str:
    if found is None:
        return ""
    news, repeats = (found[what] - shipped[what] for what in ("news_silent", "repeats_told"))
    return f"{news:+d} / {repeats:+d}" if news or repeats else "="
