"""Real feeds, changed by their structure, through the daemon's own workers: entries or a reason, nothing else."""

from __future__ import annotations

import argparse
import asyncio
import gzip
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.folders import FEEDS
from bench.judging.measuring import resident_mb
from bench.suite import SEED, Option, Suite
from monitor.config import PollingConfig
from monitor.core.feeds.evidence import ReadingEvidence
from monitor.core.identity import articles_of
from monitor.core.types import Origin
from monitor.sources.document import parse_document
from monitor.sources.types import Parsed
from monitor.sources.workers import WorkerFailed, Workers

LARGEST = 60_000
"""Bytes of a feed that is taken as a base: small ones have the same structure and more cases a second."""
AT_ONCE = 4
GROWTH = 50.0
"""MB by which the parent may grow."""
_TOKEN = re.compile(rb"<!\[CDATA\[.*?\]\]>|<[^>]*>|[^<]+", re.DOTALL)
_CHARSETS = (b"utf-8", b"utf-16", b"windows-1256", b"iso-8859-9", b"koi8-r", b"shift_jis", b"utf-7", b"x-unknown", b"")
_ODD = (
    *(b"\x00", b"&#xD800;", b"&#0;", b"&#99999999999;", b"\xff\xfe", b"\xed\xa0\x80", b"]]>", b"<!--", b"-->", b"&"),
    *(b"<", b"<![CDATA[", b"&nbsp;", b"&amp;amp;", b"\xe2\x80\xae", b"<script>x</script>", b"javascript:alert(1)"),
    *(b"0000-00-00", b"Mon, 99 Foo 99999 99:99:99 +9999", b"9" * 400, b"\r", b"<?xml version='1.1'?>", b"http://["),
    b"//",
)
_ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "%s"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' % (b"y" * 500),
    b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    b"<!DOCTYPE x [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
)
Change = Callable[[list[bytes], random.Random], None]


@dataclass
class Report:
    """How the cases ended; ``problems`` should be empty."""

    cases: int
    ended: dict[str, int]
    items: int
    seconds: float
    slowest_seconds: float
    parent_grew_mb: float
    late: list[int] = field(default_factory=list)
    """Cases that met their deadline: expected of none, and worth a look, as an expression of ours may be the reason."""
    problems: list[str] = field(default_factory=list)


def bases(folder: Path) -> list[bytes]:
    """The feeds below ``folder`` that are small enough."""
    found = (path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    return [body for body in found if 0 < len(body) <= LARGEST]


def mutated(body: bytes, chance: random.Random) -> bytes:
    """``body`` after one to five changes of its structure."""
    tokens = _TOKEN.findall(body) or [body]
    for _ in range(chance.randint(1, 5)):
        chance.choice(_CHANGES)(tokens, chance)
        tokens = tokens or [b""]
    changed = b"".join(tokens)[: 4 * LARGEST]
    return chance.choice(_WHOLE)(changed, chance) if chance.random() < 0.4 else changed


def _place(tokens: Sequence[bytes], chance: random.Random) -> int:
    return chance.randrange(len(tokens))


def _leave_out(tokens: list[bytes], chance: random.Random) -> None:
    start = _place(tokens, chance)
    del tokens[start : start + chance.choice((1, 1, 2, 5, 50))]


def _repeat(tokens: list[bytes], chance: random.Random) -> None:
    start = _place(tokens, chance)
    some = tokens[start : start + chance.choice((1, 2, 10))]
    tokens[start:start] = some * chance.choice((1, 2, 20, 200))


def _swap(tokens: list[bytes], chance: random.Random) -> None:
    one, other = _place(tokens, chance), _place(tokens, chance)
    tokens[one], tokens[other] = tokens[other], tokens[one]


def _nest(tokens: list[bytes], chance: random.Random) -> None:
    name = chance.choice((b"item", b"div", b"entry", b"media:group", b"a:b"))
    depth = chance.choice((1, 10, 500, 3_000))
    at = _place(tokens, chance)
    tokens[at:at] = [b"<%s>" % name] * depth + [b"</%s>" % name] * chance.choice((0, depth))


def _odd(tokens: list[bytes], chance: random.Random) -> None:
    tokens.insert(_place(tokens, chance), chance.choice(_ODD) * chance.choice((1, 1, 3, 1_000)))


def _odd_inside(tokens: list[bytes], chance: random.Random) -> None:
    at = _place(tokens, chance)
    cut = chance.randrange(len(tokens[at]) + 1)
    tokens[at] = tokens[at][:cut] + chance.choice(_ODD) + tokens[at][cut:]


def _attributes(tokens: list[bytes], chance: random.Random) -> None:
    at = _place(tokens, chance)
    if tokens[at].endswith(b">") and tokens[at][:1] == b"<":
        names = b"".join(b' a%d="%d"' % (number, number) for number in range(chance.choice((1, 20, 2_000))))
        tokens[at] = tokens[at][:-1] + names + b' xml:base="%s">' % chance.choice(_ODD[14:])


def _entities(tokens: list[bytes], chance: random.Random) -> None:
    tokens.insert(min(1, len(tokens)), chance.choice(_ENTITIES))
    tokens.insert(_place(tokens, chance), b"&b;" * chance.choice((1, 1_000)))


def _cut_off(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _flip(body: bytes, chance: random.Random) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.randint(1, 30)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _other_charset(body: bytes, chance: random.Random) -> bytes:
    name = chance.choice(_CHARSETS)
    head = b'<?xml version="1.0" encoding="%s"?>' % name
    rest = re.sub(rb"^\s*<\?xml[^>]*\?>", b"", body)
    if name and chance.random() < 0.5:
        try:
            return head + rest.decode("utf-8", "replace").encode(name.decode(), "replace")
        except LookupError:
            pass
    return head + rest


def _packed(body: bytes, chance: random.Random) -> bytes:
    packed = gzip.compress(body, 1)
    return packed if chance.random() < 0.5 else packed[: len(packed) // 2]


def _before(body: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"\xef\xbb\xbf", b"\n\n ", b"\xff\xfe", b"<!-- x -->", b"{", b"\x1f\x8b")) + body


_CHANGES: tuple[Change, ...] = (
    _leave_out, _repeat, _swap, _nest, _odd, _odd_inside, _odd_inside, _attributes, _entities)  # fmt: skip
_WHOLE = (_cut_off, _flip, _other_charset, _packed, _before)


def run(found: Sequence[bytes], cases: int, seed: int, deadline: timedelta = PollingConfig().parse_deadline) -> Report:
    """``cases`` mutations of ``found``, by ``seed``: the same every time."""
    return asyncio.run(_run_all(found, cases, seed, deadline))


async def _run_all(found: Sequence[bytes], cases: int, seed: int, deadline: timedelta) -> Report:
    workers = Workers(2, deadline)
    ended: Counter[str] = Counter()
    report = Report(cases, {}, 0, 0.0, 0.0, 0.0)
    numbers = iter(range(cases))
    now = datetime.now(UTC)

    async def work() -> None:
        for number in numbers:
            chance = random.Random(f"{seed}/{number}")
            body = mutated(chance.choice(found), chance)
            began = time.perf_counter()
            ended[await _one(workers, body, number, now, report)] += 1
            report.slowest_seconds = max(report.slowest_seconds, round(time.perf_counter() - began, 2))

    try:
        await workers.run(parse_document, b"", "", "", 1)  # the pool is there before memory is measured
        began, before = time.perf_counter(), resident_mb()
        await asyncio.gather(*(work() for _ in range(AT_ONCE)))
        report.seconds, report.parent_grew_mb = round(time.perf_counter() - began, 1), round(resident_mb() - before, 1)
    finally:
        workers.close()
    report.ended = dict(ended.most_common(30))
    if report.parent_grew_mb > GROWTH:
        report.problems.append(f"the parent grew by {report.parent_grew_mb} MB")
    return report


async def _one(workers: Workers, body: bytes, number: int, now: datetime, report: Report) -> str:
    """How the case ended, in a word or two."""
    try:
        parsed = await workers.run(parse_document, body, "", "http://127.0.0.1/feed", 200, ReadingEvidence())
    except WorkerFailed as error:
        if "parse_deadline" in str(error):
            report.late.append(number)
        return re.sub(r"\d[\d,.]*", "N", str(error))[:60]
    except Exception as error:
        report.problems.append(f"case {number}: {type(error).__name__}: {error}")
        return "a bug"
    if not isinstance(parsed, Parsed):
        return re.split(r"[(:,]", parsed.reason)[0].strip()[:60]
    if parsed.evidence is not None and parsed.evidence.differed:
        report.problems.append(f"case {number}: the fast reading differed")
    articles, broken = articles_of(parsed.items, Origin("a", "a.example", "a"), now)
    report.items += len(articles)
    report.problems.extend(f"case {number}: {one.reason}" for one in broken)
    for article in articles:
        if "\x00" in f"{article.keys}{article.url}{article.fields}" or article.url.lower().startswith("javascript"):
            report.problems.append(f"case {number}: what no store or page takes: {article.keys!r:.200}")
    return "entries" if articles else "no entries"


def _run(options: argparse.Namespace, folder: Path) -> Report:  # noqa: ARG001
    return run(bases(options.feeds), options.cases, options.seed)


SUITE = Suite(
    "fuzz",
    "real feeds changed by their structure: entries or a reason, never a crash",
    _run,
    (
        Option("cases", 100_000, "changed feeds", quick=1_000),
        Option("feeds", FEEDS, "folder of feeds", kind=Path),
        SEED,
    ),
)
