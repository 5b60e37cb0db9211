"""How long rules take: a document against 100 to 40,000 of them, beside a loop of regexes and a search index.

Every size runs in a process of its own, so that its memory is its own. Times are CPU time, as other work may run
beside.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import fmean, quantiles
from typing import Any

from bench import place_rules
from bench.suite import Option, Suite
from bench.texts import corpus
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Fields

SIZES = ((100, 500), (1_000, 5_000), (10_000, 50_000), (40_000, 50_000))
"""(rules, entities)"""
_LISTED = 12_000
_PEER_RULES, _PEER_DOCUMENTS, _FTS_DOCUMENTS, _BATCH = (10_000, 50_000), 20, 5, 100

Texts = Sequence[tuple[str, str]]


@dataclass
class Size:
    """Measured at one size. Times of a document in milliseconds."""

    rules: int
    entities: int
    aliases: int
    build_seconds: float
    memory_mb: float
    mean: float
    p50: float
    p99: float
    worst: float
    matches: float
    """A document."""
    names: int
    """Different watched names in a text of at most 200,000 characters that is nothing else: the dearest text."""
    names_fire: int
    """The rules that hold for it."""
    names_first: float
    """Milliseconds that it takes."""
    names_again: float


@dataclass
class Report:
    documents: int = 0
    characters: float = 0.0
    sizes: list[Size] = field(default_factory=list)
    peers: dict[str, float] = field(default_factory=dict)
    """Milliseconds a document against ``peer_rules`` rules."""
    peer_rules: int = 0
    long_text_ms: dict[str, float] = field(default_factory=dict)
    """200,000 characters each."""


def measure(sizes: Sequence[tuple[int, int]] = SIZES) -> Report:
    """Run every size and the peers."""
    texts = corpus()
    report = Report(len(texts), round(fmean(len(text) for _, text in texts), 1))
    for rules, entities in sizes:
        report.sizes.append(Size(**_child("size", rules, entities)))
    among = min(_PEER_RULES, max(sizes))
    report.peers, report.peer_rules = _child("peers", *among), among[0]
    report.long_text_ms = _child("long", *SIZES[0])
    return report


def _child(what: str, rules: int, entities: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.matching", what, str(rules), str(entities)]
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _size(rules: int, entities: int) -> dict[str, Any]:
    texts, names = corpus(), _some(entities)
    files = place_rules.rule_files(names, rules, random.Random(1))
    aliases = sum(map(len, names.values()))
    del names
    gc.collect()
    before = _memory()
    begun = time.process_time()
    ruleset = compile_rules(files)
    build = time.process_time() - begun
    files.clear()
    gc.collect()
    _times(ruleset, texts)  # what a daemon has seen before is warm
    memory = _memory() - before
    spent, matches = _times(ruleset, texts)
    cuts = quantiles(spent, n=100)
    listed = _listed(_some(entities))
    (first, again), fired = _times(ruleset, [("en", ", ".join(listed))] * 2)
    return asdict(
        Size(rules, entities, aliases, round(build, 2), round(memory, 1), round(fmean(spent), 4), round(cuts[49], 4),
             round(cuts[98], 4), round(max(spent), 3), round(matches / len(texts), 3), len(listed), fired // 2,
             round(first), round(again))
    )  # fmt: skip


def _listed(names: place_rules.Entities) -> list[str]:
    """One name of each of as many entities as there is room for."""
    chance = random.Random(2)
    return [chance.choice(names[one]) for one in chance.sample(list(names), min(len(names), _LISTED))]


def _times(ruleset: RuleSet, texts: Texts) -> tuple[list[float], int]:
    """Milliseconds of each document, and the matches of all."""
    spent, matches = [], 0
    for language, text in texts:
        begun = time.process_time()
        found = _match(ruleset, text, language)
        spent.append((time.process_time() - begun) * 1e3)
        matches += len(found)
    return spent, matches


def _match(ruleset: RuleSet, text: str, language: str) -> tuple[Any, ...]:
    return ruleset.match_subject(
        ruleset.subject(
            Fields("", "", text), sources=frozenset(), language=language, tags=frozenset(), age=timedelta(0)
        )
    )


def _some(entities: int) -> place_rules.Entities:
    """Evenly from large to small places, so that every size has entities equally often in the news."""
    everything = place_rules.places(SIZES[-1][1])
    step = len(everything) // entities
    return {one: everything[one] for one in list(everything)[::step][:entities]}


def _memory() -> float:
    """MB of this process now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if sys.platform == "linux" else 0
    return pages * resource.getpagesize() / 1e6


def _peers(rules: int, entities: int) -> dict[str, Any]:
    names = _some(entities)
    chance = random.Random(1)
    groups = [[name for one in chance.sample(list(names), 5) for name in names[one]] for _ in range(rules)]
    texts = corpus()[:: len(corpus()) // _BATCH][:_BATCH]
    found = {
        "regex loop": _regex_loop(groups, texts[:_PEER_DOCUMENTS]),
        "SQLite FTS5 per rule": _fts5(groups, texts[:_FTS_DOCUMENTS]),
    }
    for name, peer in (("tantivy, batches of 100", _tantivy),):
        try:
            found[name] = peer(groups, texts)
        except ModuleNotFoundError as missing:
            found[f"{name}: not measured, lacks {missing.name}"] = -1.0
    return {name: round(value, 2) for name, value in found.items()}


def _regex_loop(groups: list[list[str]], texts: Texts) -> float:
    compiled = [
        re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", re.IGNORECASE) for names in groups
    ]  # fmt: skip
    return _spent(lambda: [rule.search(text) for _, text in texts for rule in compiled]) / len(texts)


def _fts5(groups: list[list[str]], texts: Texts) -> float:
    """A search for each rule in a table that holds the one text."""
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE one USING fts5(text)")
    queries = [" OR ".join('"' + name.replace('"', " ") + '"' for name in names) for names in groups]

    def search() -> None:
        for _, text in texts:
            table.execute("DELETE FROM one")
            table.execute("INSERT INTO one VALUES (?)", (text,))
            for query in queries:
                table.execute("SELECT rowid FROM one WHERE one MATCH ?", (query,)).fetchone()

    return _spent(search) / len(texts)


def _tantivy(groups: list[list[str]], texts: Texts) -> float:
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("text").build()

    def phrase(name: str) -> Any:
        words = re.findall(r"\w+", name.lower())
        if len(words) == 1:
            return tantivy.Query.term_query(schema, "text", words[0])
        return tantivy.Query.phrase_query(schema, "text", words)

    queries = [
        tantivy.Query.boolean_query([(tantivy.Occur.Should, phrase(name)) for name in names]) for names in groups
    ]

    def percolate() -> None:
        index = tantivy.Index(schema)
        writer = index.writer(15_000_000, 1)
        for _, text in texts:
            writer.add_document(tantivy.Document(text=text))
        writer.commit()
        index.reload()
        searcher = index.searcher()
        for query in queries:
            searcher.search(query, len(texts))

    return _spent(percolate) / len(texts)


def _long(rules: int, entities: int) -> dict[str, float]:
    """Documents that could cost most: 200,000 characters of one thing, of words never met before, of numbers where
    there is a rule of numbers. Of three runs the fastest; words are new in each."""
    names = _some(entities)
    files = place_rules.rule_files(names, rules, random.Random(1))
    ruleset = compile_rules(files | {"toll.yaml": json.dumps(_TOLL)})
    first = next(iter(names.values()))
    pieces = {"one name": first[0], "Arabic letters": "غارة", "a topic": "killed", "letters": "a", "apostrophes": "a'",
              "numbers": "killed 21", "dates": "killed 2026-03-01"}  # fmt: skip
    texts = {what: [f"{piece} " * (1_000_000 // len(piece))] * 3 for what, piece in pieces.items()}
    chance = random.Random(1)
    texts |= {what: [_new_words(letters, chance) for _ in range(3)] for what, letters in _LETTERS.items()}
    return {
        what: round(min(_spent(lambda text=text: _match(ruleset, text, "en")) for text in three), 1)  # type: ignore[misc]
        for what, three in texts.items()
    }


_TOLL = {
    "rules": {
        "toll": {
            "title": "Ten or more killed",
            "severity": "low",
            "when": {"number": {"of": {"words": ["killed"]}, "at_least": 10, "within": "sentence"}},
        }
    }
}
_LETTERS = {
    "new words, Latin": "abcdefghijklmnopqrstuvwxyz",
    "new words, Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "new words, Cyrillic": "абвгдежзиклмнопрстуфхцчшщыьэюя",
}


def _new_words(letters: str, chance: random.Random) -> str:
    """Words of three to nine letters."""
    words = ("".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(40_000))
    return " ".join(words)


def _spent(work: Callable[[], Any]) -> float:
    """Milliseconds."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1e3


def _run(options: argparse.Namespace, folder: Path) -> Report:  # noqa: ARG001
    return measure([size for size in SIZES if size[0] in options.rules])


SUITE = Suite(
    "matching",
    "a text against 100 to 40,000 rules, beside a loop of regexes and search engines",
    _run,
    (Option("rules", [rules for rules, _ in SIZES], "numbers of rules", quick=[100, 1_000], kind=int),),
)


if __name__ == "__main__":
    work = {"size": _size, "peers": _peers, "long": _long}[sys.argv[1]]
    json.dump(work(int(sys.argv[2]), int(sys.argv[3])), sys.stdout)
