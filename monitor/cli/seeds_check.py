"""monitor seeds check"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import CONFIG, NUMBER, ConfigOption, JsonOption, whole
from monitor.cli.output import say, say_json
from monitor.core.errors import MonitorError, nearest
from monitor.core.plural import several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.seeds.check import Effect, Touched


def check(
    name: Annotated[list[str] | None, typer.Argument(help="Seeds; without any, all of the folder.")] = None,
    days: Annotated[
        int, typer.Option("--days", parser=whole(1, 3_650), metavar=NUMBER, help="How far to look back.")
    ] = 30,
    config: ConfigOption = CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Say what a seed would have kept silent of the stored items of the last days, and what would be a follow-up of it.

    Example: monitor seeds check article --days 7
    """
    from datetime import timedelta

    from monitor.cli.store import reading
    from monitor.clock import utc_now
    from monitor.in_force.load import load_files
    from monitor.seeds.check import SeedsCheck

    files = load_files(config)
    seeds = {seed.name: seed for seed in files.seeds}
    name = [_as_fingerprint(one) if _as_fingerprint(one) in seeds and one not in seeds else one for one in name or ()]
    for unknown in (one for one in name if one not in seeds):
        raise MonitorError(f'no seed is named "{unknown}"{nearest(unknown, seeds)}')
    now = utc_now()
    with reading(config) as tx:
        looked = SeedsCheck(tx, files.rules, files.config.file.dedup.thresholds, now - timedelta(days=days), now)
        effects = [looked.effect(seeds[one]) for one in dict.fromkeys(name or seeds)]
    if as_json:
        say_json([_as_value(effect) for effect in effects], indent=1)
        return
    say([line for effect in effects for line in _told(effect)] or ["no seeds"])


def _as_fingerprint(name: str) -> str:
    """What `seeds add --fingerprint` makes of a name that it is given."""
    return f"{name}.fingerprint"


def _told(effect: Effect) -> Iterator[str]:
    from monitor.core.zones import stamp

    silent, within = effect.silent, effect.within
    counts = f"{len(silent)} silent ({sum(bool(one.alerted) for one in silent)} had alerted)"
    counts += f", {several(len(effect.follow_ups), 'follow-up')}"
    yield f"{effect.seed.name}: {counts}, of {several(within.items, 'item')} since {stamp(within.since)}"
    for one in effect.touched:
        item, verdict = one.item, one.verdict
        what = f"silent, {verdict.kind}" if one.is_silent else "follow-up"
        yield f"  item {item.id}  {what}  {verdict.score:.2f}  {item.published_at:%Y-%m-%d %H:%M}  {item.source}"
        yield f"    {item.title}"
        yield f"    {verdict.why}"
        if one.alerted:
            yield f"    had alerted: {', '.join(one.alerted)}"


def _as_value(effect: Effect) -> dict[str, Any]:
    return {
        "seed": effect.seed.name,
        "kind": effect.seed.kind,
        "since": effect.within.since,
        "items": effect.within.items,
        "silent": len(effect.silent),
        "follow_ups": len(effect.follow_ups),
        "touched": [_touched(one) for one in effect.touched],
    }


def _touched(one: Touched) -> dict[str, Any]:
    item, verdict = one.item, one.verdict
    return {
        "item": item.id,
        "title": item.title,
        "url": item.url,
        "source": item.source,
        "published": item.published_at,
        "silent": one.is_silent,
        "verdict": verdict.kind.value,
        "score": round(verdict.score, 4),
        "why": verdict.why,
        "new": list(verdict.new),
        "alerted": list(one.alerted),
    }
