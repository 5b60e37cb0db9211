"""Every target: what is asked, of which suite, where in its report it is found, and why it is not reached.

A reader of a report raises KeyError, IndexError, TypeError or StopIteration where the report has no such thing: that is
"not run". Targets of judging stand beside what they measure (`bench/judging/`) and are read from its result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Report = Any
"""The ``report`` of a stored result, as JSON gives it."""
Peer = tuple[str, Callable[[Report], float]]
"""Name, and its figure of the same kind."""
JUDGE_US = {"p50": 1_000, "p99": 3_000, "p99.9": 20_000}
"""Microseconds of recall and judge an item."""
DISK_BYTES, JUDGE_MB, OPEN_SECONDS = 700, 200, 2
STORED = 1_000_000
REGEX_LOOP_MS = 564.0
"""What the loop of regexes takes a text on the machine from which the times of matching come."""


@dataclass(frozen=True, slots=True)
class Target:
    """``size`` says how much was measured and how much is asked; with less, a figure that is good enough shows
    nothing yet. ``why`` stands where it falls short, or was never run."""

    subject: str
    what: str
    suite: str
    wanted: float
    unit: str
    measured: Callable[[Report], float]
    at_most: bool = True
    peers: tuple[Peer, ...] = ()
    size: tuple[Callable[[Report], int], int, str] | None = None
    why: str | Callable[[Report], str] = ""


def _rules(report: Report, rules: int) -> Any:
    return next(size for size in report["sizes"] if size["rules"] == rules)


def _slower(report: Report) -> float:
    """How many times as long as the machine of the targets this one takes."""
    return float(report["peers"]["regex loop"]) / REGEX_LOOP_MS


def _by_the_loop(of: Callable[[Report], float]) -> Callable[[Report], str]:
    def why(report: Report) -> str:
        if report.get("peer_rules", 10_000) != 10_000:
            return ""
        times = _slower(report)
        return (
            f"The loop of regexes takes {times:.2f} times as long here as where the target was set; "
            f"divided by that it would be {of(report) / times:.2g}."
        )

    return why


def _matching(
    what: str,
    wanted: float,
    unit: str,
    of: Callable[[Report], float],
    peers: tuple[Peer, ...] = (),
    *,
    why: str | Callable[[Report], str] = "",
) -> Target:
    return Target("Rules", what, "matching", wanted, unit, of, peers=peers, why=why or _by_the_loop(of))


def _dearest(report: Report) -> float:
    times = report["long_text_ms"]
    return float(max(times["new words, Latin"], *times.values()))


def _all_names(report: Report) -> str:
    size = _rules(report, 10_000)
    return (
        f"None of its {size['names']:,} names and of the {size['names_fire']:,} rules that hold is left out to be "
        f"quick; once the names are known it takes {size['names_again']:,} ms."
    )


RULES = (
    Target("Rules", "forms of names found, language known", "names", 0.97, "",
           lambda r: r["forms"]["language known"]["recall"], at_most=False),
    Target("Rules", "forms of names found, language unknown", "names", 0.95, "",
           lambda r: r["forms"]["language unknown"]["recall"], at_most=False),
    Target("Rules", "false alarms among forms that are no name", "names", 1, "",
           lambda r: max(len(one["false alarms"]) for one in r["forms"].values())),
    Target("Rules", "`HTS` in English texts taken for the group", "names", 0, "",
           lambda r: r["words"]["found as words"]["HTS"]),
    Target("Rules", "`Oman`, `Assad`, `Van`, `Hama`, `ISIS` found other than as whole words in their capitals", "names",
           0, "", lambda r: len(r["words"]["not whole words in their capitals"])),
    _matching("10,000 rules, 50,000 entities: a text, mean", 0.3, "ms", lambda r: _rules(r, 10_000)["mean"], (
        ("loop of regexes", lambda r: r["peers"]["regex loop"]),
        ("SQLite FTS5", lambda r: r["peers"]["SQLite FTS5 per rule"]),
        ("tantivy, 100 texts at once", lambda r: r["peers"]["tantivy, batches of 100"]))),
    _matching("10,000 rules: the 99th of a hundred texts", 2, "ms", lambda r: _rules(r, 10_000)["p99"]),
    _matching("10,000 rules: memory", 350, "MB", lambda r: _rules(r, 10_000)["memory_mb"]),
    _matching("10,000 rules: compiled in", 10, "s", lambda r: _rules(r, 10_000)["build_seconds"]),
    _matching("100 rules: a text, mean", 0.08, "ms", lambda r: _rules(r, 100)["mean"]),
    _matching("40,000 rules: a text, mean", 0.8, "ms", lambda r: _rules(r, 40_000)["mean"]),
    _matching("100 times the rules: times the time", 5, "times",
              lambda r: _rules(r, 10_000)["mean"] / _rules(r, 100)["mean"]),
    _matching("a million texts against 10,000 rules", 10, "min", lambda r: _rules(r, 10_000)["mean"] * 1e6 / 60_000),
    _matching("the dearest 200,000 characters", 50, "ms", _dearest,
              why="Words that were never met before are looked up one by one, once; texts of nothing but numbers are "
                  "read number by number."),
    _matching("200,000 characters of nothing but watched names, the first time", 50, "ms",
              lambda r: _rules(r, 10_000)["names_first"], why=_all_names),
)  # fmt: skip


def _scale(report: Report) -> Any:
    return report["sizes"][-1]


def _found_by(peer: str, share: str) -> Peer:
    return peer, lambda report: report["peers"][peer]["us"][share] / 1_000


def _by_reader(report: Report) -> str:
    reader = report["reader"]["unchanged"]["polls_a_cpu_second"]
    return (
        "Most of a poll is the client's request and the kernel ([0019](decisions/0019-what-a-poll-costs.md)). "
        f"reader does {reader:,.0f} a CPU second here, where the target was set about 420."
    )


PEERS = ("datasketch", "rensa", "simhash", "exact hash")
_SCALE: dict[str, Any] = {"size": (lambda r: _scale(r)["stored"], STORED, "items stored")}
_MANY = "The index is read from SQLite, not from memory."
JUDGING = (
    *(Target("Stories", f"recall and judge an item, {name}", "judging-scale", limit / 1_000, "ms",
             lambda r, name=name: _scale(r)["recall_and_judge"][name] / 1_000,  # type: ignore[misc]
             peers=tuple(_found_by(peer, name) for peer in PEERS), why=_MANY, **_SCALE)
      for name, limit in JUDGE_US.items()),
    Target("Stories", "disk beyond row and text, an item", "judging-scale", DISK_BYTES, "bytes",
           lambda r: r["disk_bytes_an_item"]["beyond row and text"],
           why="Passages, headlines and telling words are keys of one table, with its index.", **_SCALE),
    Target("Stories", "resident memory with the store open", "judging-scale", JUDGE_MB, "MB",
           lambda r: r["again"]["used_mb"], **_SCALE),
    Target("Stories", "opening the store", "judging-scale", OPEN_SECONDS, "s", lambda r: r["again"]["open_seconds"],
           **_SCALE),
    Target("Stories", "10,000 feeds, 10,000 rules, 1,000,000 items at once: memory of all processes", "together", 900,
           "MB", lambda r: r["total_mb"], size=(lambda r: r["items"], STORED, "items stored")),
)  # fmt: skip
WHY_JUDGING = (
    ("pairs-short", "The two kinds of sets disagree about opinion on a told story (`disputed` in the result): one "
                    "threshold cannot serve both."),
    ("pairs-long", "Copies to which an outlet added passages come out as updates."),
    ("streams pooled, held out: sure", "A threshold is chosen where others' stories lose 5%; these then lose one item "
                                       "more. What ships is more cautious."),
    ("further streams", "Subjects on which no weight was set. What is new in a summary only may be silent; what "
                        "retells in other words, or quotes somebody else, alerts "
                        "([the labels](../bench/judging/labels/README.md))."),
    ("written streams", "Made-up texts in Arabic, Turkish and Russian "
                        "([what they are](../bench/judging/texts/README.md)). The judge knows a report in other words "
                        "by names and stems in common, and in these languages words change more."),
    ("stream", "What retells with a name, a figure or a quotation of its own still alerts."),
    ("copies: printed_elsewhere", "Boilerplate counts as text: [known limits](dedup.md#known-limits)."),
    ("updates: toll_changed", "Beside its original it is seen; among all that is stored another text is "
                              "taken for one that told it."),
    ("updates: paragraph_added", "What counts fewer people, or names nothing of the headline, is no news: "
                                 "[known limits](dedup.md#known-limits)."),
    ("stories from headlines", "The model joins reports in two languages; within one, as here, it does not help: "
                               "0.72 to 0.77, tried aside ([0012](decisions/0012-other-languages.md))."),
    ("stories-articles", "A story ends after 60 days without a report, and the same words more than three days later "
                         "are told as new."),
    ("stories", "A wide subject is several stories, and what shares no word with it stays outside."),
    ("pairs across languages", "This is without the model that the target is for: "
                               "[0012](decisions/0012-other-languages.md) has the figure with it."),
)  # fmt: skip
"""How the name of a target of `judging` begins -> why it falls short."""


def _polled(kind: str, wanted: int) -> dict[str, Any]:
    return {"size": (lambda r: r["ours"][kind]["polls"], wanted, "feeds")}


SOURCES = (
    Target("Sources", "differences from an independent reading of all snapshots; a second first alert is one",
           "snapshots", 0, "", lambda r: len(r["differences"]), size=(lambda r: r["feeds"], 29, "feeds")),
    Target("Sources", "a full replay of all snapshots", "snapshots", 600, "s", lambda r: r["seconds"],
           size=(lambda r: r["feeds"], 29, "feeds")),
    Target("Sources", "304s a CPU second, times those of lemon24/reader", "polling", 8, "times",
           lambda r: r["times_reader_unchanged"], at_most=False,
           why=_by_reader,
           **_polled("unchanged", 2_000)),
    Target("Sources", "CPU of a changed feed of 50 KB with one new item, by feedparser", "polling", 25, "ms",
           lambda r: r["ours"]["changed"]["cpu_ms_a_poll"],
           peers=(("reader", lambda r: r["reader"]["changed"]["cpu_ms_a_poll"]),),
           why="feedparser alone takes about as long as reader in all; identity, judge and commit come on top.",
           **_polled("changed", 2_000)),
    Target("Sources", "the same by a verified fast parser", "polling", 6, "ms",
           lambda r: r["ours"]["fast"]["cpu_ms_a_poll"],
           size=(lambda r: r["ours"]["fast"]["polls"], 200, "feeds"),
           why="Parsing is the small part then: fetch, identity, judge and commit of the new item are the rest."),
    Target("Sources", "cold TLS polls a CPU second", "polling-many", 300, "",
           lambda r: r["tls"]["polls_a_cpu_second"], at_most=False, size=(lambda r: r["tls"]["polls"], 1_000, "feeds"),
           why="All but what a 304 costs over an open connection is the handshake, in aiohttp and OpenSSL."),
    Target("Sources", "share of one core, 2,000 feeds at 5 minutes", "polling-many", 20, "%",
           lambda r: r["share_percent"], size=(lambda r: round(r["seconds"]), 60, "seconds")),
    Target("Sources", "resident memory with 10,000 feeds", "polling-many", 300, "MB", lambda r: r["resident_mb"],
           size=(lambda r: r["feeds"], 10_000, "feeds")),
    Target("Sources", "feeds changed at random that end in anything but entries or a reason", "fuzz", 0, "",
           lambda r: len(r["problems"]), size=(lambda r: r["cases"], 100_000, "cases")),
    Target("Sources", "the slowest of the files made to hurt a parser", "adversarial", 6, "s",
           lambda r: r["slowest_seconds"], why=lambda r: f"`{r['slowest']}` runs into `parse_deadline`, or near it."),
    Target("Sources", "a worker grows by it", "adversarial", 400, "MB", lambda r: r["worker_grew_mb"]),
    Target("Sources", "the daemon's own process grows by it", "adversarial", 50, "MB", lambda r: r["parent_grew_mb"]),
    Target("Sources", "documents of other feeds wait meanwhile, the 999th of a thousand", "adversarial", 2, "s",
           lambda r: r["other_feeds_late"],
           why="What comes while each worker has such a file waits until its deadline."),
    Target("Sources", "texts of one thing, 100,000 characters, without a verdict within ten seconds", "texts", 0, "",
           lambda r: len(r["problems"]), size=(lambda r: r["characters"], 100_000, "characters")),
    Target("Sources", "main text of pages, F1", "pages", 0.91, "", lambda r: r["full_text"]["f1"], at_most=False),
)  # fmt: skip


def _load(report: Report, rate: float) -> Any:
    return next(one for one in report["loads"] if one["items_a_second"] == rate)


ALERTING = (
    Target("Alerts", "messages lost, or twice unmarked, by `kill -9`", "kill", 0, "", lambda r: len(r["problems"]),
           size=(lambda r: r["kills"], 1_000, "kills")),
    Target("Alerts", "the same with a full disk, a locked database and receivers in trouble", "faults", 0, "",
           lambda r: len(r["problems"]), size=(lambda r: sum(r["disturbances"].values()), 1_000, "disturbances")),
    Target("Alerts", "a message beside dead receivers, the 99th of a hundred: later by", "beside", 1, "s",
           lambda r: r["delay"]),
    Target("Alerts", "in a storm: receivers above their cap, alerts unaccounted for", "storm", 0, "",
           lambda r: len(r["problems"]), size=(lambda r: r["items"], 10_000, "items")),
    Target("Alerts", "memory that the calm part of a soak adds", "soak", 30,
           "MB", lambda r: r["grown_mb"], size=(lambda r: int(r["minutes"]), 30, "minutes")),
    Target("Alerts", "messages lost, or twice unmarked, in a soak", "soak", 0, "", lambda r: len(r["problems"]),
           size=(lambda r: int(r["minutes"]), 30, "minutes")),
    Target("Alerts", "from answer to accepted webhook at 50 items a second, the 99th of a hundred", "latency", 1, "s",
           lambda r: _load(r, 50)["p99"],
           why=lambda r: (
               f"{_load(r, 50)['kept_a_second']:g} items a second are told at most: an item's intake and its message "
               "together cost more CPU than two cores have at this load, as one thread writes the store."
           )),
)  # fmt: skip
TARGETS = (*RULES, *JUDGING, *SOURCES, *ALERTING)
SUBJECTS = ("Rules", "Stories", "Sources", "Alerts")

HELD_BY_TESTS = {
    "spans are the published text; an alias takes no mention from another entity; the scan equals a naive search; "
    "the index of candidates equals every rule": (
        "tests/unit/core/rules/test_rule_properties.py", "tests/unit/core/entities/test_lexicon.py"),
    "bad and hostile rule files: one clear line each": (
        "tests/seams/test_hostile_rules.py", "tests/seams/test_bad_input.py"),
    "the shipped rules, with inline tests in each language": ("tests/seams/test_check.py",),
    "the known article refetched, cut and wrapped; updated; another of the same week": (
        "tests/seams/test_known_article.py",),
    "odd texts that must not be merged": ("tests/unit/core/stories/test_adversarial.py",),
    "peers' own feeds, file by file, and adversarial ones": ("tests/suites/test_suites.py",),
    "hostile servers: each ends in a reason, other feeds undisturbed": ("tests/seams/test_hostile_server.py",),
    "limits of hosts, Retry-After, an even spread": (
        "tests/seams/test_manners.py", "tests/unit/core/feeds/test_turns.py"),
    "days of alerting as stories in virtual time": (
        "tests/seams/test_alerting.py",
        "tests/seams/test_alerting_over_time.py",
        "tests/seams/test_escalating.py",
        "tests/seams/test_held_by_alerts.py",
        "tests/seams/test_receiver_troubles.py",
        "tests/seams/test_silenced_stories.py",
    ),
    "letters, webhooks and Slack byte by byte": (
        "tests/seams/test_email.py", "tests/seams/test_webhook.py", "tests/seams/test_slack.py"),
    "hostile content in each medium": ("tests/unit/core/message/test_harmless.py",),
    "clocks that jump": ("tests/seams/test_clock_jumps.py",),
}  # fmt: skip
"""What has no figure -> where it is tried."""
