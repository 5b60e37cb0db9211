"""The rows of the README: what a newcomer asks, with a sentence of figures from the stored result of one suite."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bench.stored import Result

Report = Any


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    suite: str
    sentence: Callable[[Report], str]


def _kill(r: Report) -> str:
    return (
        f"{r['kills']} kills, {r['delivered']:,} of {r['expected']:,} messages delivered, "
        f"{r['repeats']} came twice and are marked as such, {_none(r['problems'], 'none is lost', 'wrong')}"
    )


def _snapshots(r: Report) -> str:
    return (
        f"{r['feeds']} feeds, {r['polls']:,} polls, {r['items']:,} items each stored once, "
        f"{r['editions']:,} edits known as edits, {_none(r['differences'], 'no difference', 'differences')}"
    )


def _faults(r: Report) -> str:
    accounts = r["accounts"]
    repeats = [one["repeats"] for one in accounts]
    missed = sum(one["expected"] - one["told"] for one in accounts)
    return (
        f"{sum(r['disturbances'].values())} disturbances, {r['expected']} alerts, {len(accounts)} receivers: "
        f"{'none is lost' if not missed else f'{missed} are lost'}; what came twice "
        f"({min(repeats)} to {max(repeats)} messages a receiver) is marked"
    )


def _latency(r: Report) -> str:
    told = [
        f"{one['items_a_second']:g} a second: "
        + (
            f"more than it can keep, {one['kept_a_second']:g} a second are told"
            if one["saturated"]
            else f"half within {one['p50']:.2g} s, 99 of 100 within {one['p99']:.2g} s"
        )
        for one in r["loads"]
    ]
    return "; ".join(told)


def _end_to_end(r: Report) -> str:
    return (
        f"{r['items']:,} items of {r['feeds']} feeds, {r['messages']:,} messages: "
        f"{r['items_a_second']:.3g} items a second, {r['cpu_ms_an_item']:.3g} ms of CPU an item "
        f"(load of the machine {r['load']:.1f})"
    )


def _streams(r: Report) -> str:
    pooled = r["parts"]["streams"]["streams pooled"]
    shipped, apart = pooled["as shipped"], pooled["held out"]["all"]
    news, repeats = _counts(shipped["news that alerts"]), _counts(shipped["repeats that are silent"])
    further = r["parts"]["further"]["further streams"]
    other, told = _counts(further["news that alerts"]), _counts(further["repeats that are silent"])
    streams = len(r["parts"]["further"]) - 1
    held = [_counts(apart.partition(f"{name} ")[2])[0] for name in ("sure N, U alerted", "of S, C, R")]
    return (
        f"{news[0]} of {news[1]} news alert, {repeats[0]} of {repeats[1]} repeats are silent; with thresholds from "
        f"other stories than those they are tried on {held[0]} and {held[1]}; on {streams} streams of "
        f"other subjects {other[0]} of {other[1]} alert, {told[0]} of {told[1]} are silent"
    )


def _copies(r: Report) -> str:
    ways = {name: _counts(one["known"]) for name, one in r["parts"]["copies"]["copies known again"].items()}
    worst = min(ways, key=lambda name: ways[name][0] / ways[name][1])
    least = min(hits / of for name, (hits, of) in ways.items() if name != worst)
    hits, of = ways[worst]
    fresh = next(line for line in r["targets"] if line.startswith("fresh items"))
    wrong, items = _counts(fresh)
    return (
        f"in {len(ways) - 1} of {len(ways)} ways {least:.1%} or more are known again, in the worst "
        f"(`{worst}`) {hits / of:.1%}; {wrong} of {items:,} fresh items are taken for known ones"
    )


def _updates(r: Report) -> str:
    silent = {
        kind: _counts(next(line for line in r["targets"] if line.startswith(f"updates: {kind}, silent beside")))
        for kind in ("toll_changed", "paragraph_added")
    }
    return " and ".join(f"{hits} of {of}" for hits, of in silent.values()) + " are silent"


def _names(r: Report) -> str:
    known, unknown = r["forms"]["language known"], r["forms"]["language unknown"]
    alarms = [*known["false alarms"], *unknown["false alarms"]]
    letters, found = (r["words"][f"found as {what}"]["HTS"] for what in ("letters", "words"))
    taken = f"taken for the name {found} times" if found else "never taken for the name"
    return (
        f"{known['recall']:.1%} found with the language known, {unknown['recall']:.1%} without, "
        f"{_none(alarms, 'no false alarm', 'false alarms')}; `HTS` stands {letters} times as "
        f"letters in {r['words']['documents']:,} English texts and is {taken}"
    )


def _matching(r: Report) -> str:
    size = next(one for one in r["sizes"] if one["rules"] == 10_000)
    peers = "; ".join(f"{name} {ms:,.3g} ms" if ms < 100 else f"{name} {ms:,.0f} ms" for name, ms in r["peers"].items())
    return (
        f"{size['mean']:.2f} ms (99 of 100 below {size['p99']:.1f} ms), {size['memory_mb']:.0f} MB, compiled in "
        f"{size['build_seconds']:.0f} s while the old set serves; {peers}"
    )


def _polling(r: Report) -> str:
    ours, reader = r["ours"], r["reader"]
    return ", ".join(
        f"{what} {ours[kind]['cpu_ms_a_poll']:.3g} ms (reader {reader[kind]['cpu_ms_a_poll']:.3g})"
        for what, kind in (("nothing new", "unchanged"), ("one new item in 50 KB", "changed"))
    )


def _mixed(r: Report) -> str:
    parse = ", ".join(f"{way} {ms:.3g} ms" for way, ms in r["parse_ms"].items())
    ours, reader = r["ours"]["cpu_ms_a_poll"], r["reader"]["cpu_ms_a_poll"]
    return f"{ours:.3g} ms a poll (reader {reader:.3g}); parsing of such a document alone: {parse}"


def _footprint(r: Report) -> str:
    largest = ", ".join(f"{name} {size:.0f}" for name, size in list(r["largest"].items())[:3])
    return (
        f"{r['install_mb']:.0f} MB on the disk in {r['packages']} packages ({largest}); to load the command line takes "
        f"{r['import_seconds']:.2f} s of CPU, before what a command itself needs; {r['idle_feeds']:,} feeds that rest "
        f"cost {r['idle_cpu_percent']:.2g}% of a core; {r['resident_mb']:.0f} MB with them, "
        f"{r['resident_mb_per_1000_feeds']:.2g} MB more per 1,000 feeds"
    )


def _none(found: list[Any], nothing: str, something: str) -> str:
    return f"{len(found)} {something}" if found else nothing


def _counts(share: str) -> tuple[int, int]:
    """Of the first "HITS of ALL" in a text."""
    found = re.search(r"(\d+) of (\d+)", share)
    assert found is not None, share
    return int(found[1]), int(found[2])


ANSWERS = (
    Answer("real feeds, all their snapshots served over HTTP in order, compared with an independent reading",
           "snapshots", _snapshots),
    Answer("`kill -9` at random moments while polling, judging and delivering", "kill", _kill),
    Answer("the same with a full disk, a locked database, and receivers of which most refuse, hang, fail or wait",
           "faults", _faults),
    Answer("from an item in the answer to a poll to the webhook that took its message", "latency", _latency),
    Answer("real snapshots as fast as it goes, all that is new told: fetch, parse, match, judge, commit, deliver",
           "end-to-end", _end_to_end),
    Answer("labelled streams of real items, most of which tell again what was told", "judging", _streams),
    Answer("real articles copied in many ways: cut, retitled, wrapped, reordered, mistyped ...", "judging", _copies),
    Answer("real articles printed again with a higher toll, or with a paragraph of new figures, beside the original",
           "judging", _updates),
    Answer("names written as reporters write them, in twelve scripts", "names", _names),
    Answer("a text against 10,000 rules over 50,000 places, beside what else could do it in the same run", "matching",
           _matching),
    Answer("CPU of a poll, beside lemon24/reader in the same run", "polling", _polling),
    Answer("the same where one feed in twenty has a new item in 50 KB, and the others have nothing", "polling-mixed",
           _mixed),
    Answer("what it takes", "footprint", _footprint),
)  # fmt: skip


def sentences(results: Mapping[str, Result]) -> list[tuple[Answer, str]]:
    """Each with its figures; a suite without a result was not run, and says so."""
    found = []
    for answer in ANSWERS:
        report = results[answer.suite]["report"] if answer.suite in results else None
        try:
            said = answer.sentence(report)
        except (KeyError, IndexError, TypeError, StopIteration):
            said = "not run"
        found.append((answer, said))
    return found
