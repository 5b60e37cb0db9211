"""`monitor seeds check`: what a seed would have kept silent is what it keeps silent when the items come after it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.core.plural import several
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import Article, Verdict, VerdictKind
from monitor.intake import Intake, Policy
from monitor.intake.seeds import sync_seeds
from monitor.rulebook import Seed, load_seeds
from monitor.seeds.check import Effect, SeedsCheck
from monitor.store.database import Database
from monitor.store.schema import open_store
from monitor.testing import FeedServer
from tests.make import NOW, STORY, Entry, article, rss, ruleset, workspace
from tests.running import Clock, command, command_here, daemon, running

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RULES = ruleset()
POLICY = Policy((), DAY)
TITLE = "Shelling kills 21 people in the town of Morek"


def markdown(published: datetime) -> str:
    return f"""---
title: "{TITLE}"
url: https://wire.example/morek
source: wire
published: {published.isoformat()}
language: en
---
{STORY}
"""


OTHERS = (
    "The council of the port voted on Monday for a second bridge, which is to be paid for by a new toll on lorries."
)
PASSAGE = "two collapsed houses near the market. A Turkish observation post"
"""Of the seed, and yet none that the index keeps: what holds only this is found by its link or its words."""
ARTICLES = {
    "copy": article("A town is hit, rescuers say", STORY, guid="copy"),
    "seen": article(TITLE, STORY, feed="wire", owner="wire", guid="seen"),
    "cut": article(TITLE, STORY[:200], guid="cut"),
    "update": article("Toll of Morek rises", STORY.replace("21", "40"), guid="update"),
    "report": article("Shelling on Morek town kills 21 people, residents say", "", guid="report"),
    "link": article("In pictures", PASSAGE, guid="link", url="https://wire.example/morek"),
    "passage": article("Shelling on Morek town", PASSAGE, guid="passage"),
    "other": article("A second bridge for the port", OTHERS, guid="other"),
    "name": article("Morek has a new mayor, and a new market hall", OTHERS, guid="name"),
}


@pytest.fixture
def seeds(tmp_path: Path) -> dict[str, Seed]:
    """The seed as a text, and the fingerprint of it."""
    workspace(tmp_path, {})
    (tmp_path / "known.md").write_text(markdown(NOW - 2 * DAY), encoding="utf-8")
    for options in ((), ("--fingerprint",)):
        assert command_here("seeds", "add", "known.md", *options, folder=tmp_path).returncode == 0
    return {seed.kind: seed for seed in load_seeds(tmp_path / "seeds", RULES)}


def take(database: Database, *found: Article, now: datetime = NOW) -> None:
    for one in found:
        Intake(database, RULES, POLICY).take([one], now)


def effect(database: Database, seed: Seed, since: datetime = NOW - DAY) -> Effect:
    with database.reading() as tx:
        return SeedsCheck(tx, RULES, Thresholds(), since, NOW).effect(seed)


def told_when_it_comes(folder: Path, seed: Seed, one: Article) -> tuple[str, float, str]:
    """The verdict on an article that comes when nothing but the seed is known."""
    database = open_store(f"sqlite:///{folder}/{one.guid}-{seed.kind}.sqlite", synchronous="OFF")
    sync_seeds(database, [seed], NOW)
    verdict = Intake(database, RULES, POLICY).take([one], NOW).taken[0].verdict
    database.close()
    assert verdict is not None
    return told(verdict)


def told(verdict: Verdict) -> tuple[str, float, str]:
    """The score as far as the store keeps what it is made of."""
    return verdict.kind.value, round(verdict.score, 5), verdict.why


def test_a_seed_that_does_not_say_whose_it_is(database: Database, tmp_path: Path) -> None:
    workspace(tmp_path, {})
    (tmp_path / "known.md").write_text(markdown(NOW - 2 * DAY).replace("source: wire\n", ""), encoding="utf-8")
    assert command_here("seeds", "add", "known.md", folder=tmp_path).returncode == 0
    take(database, *ARTICLES.values())
    (seed,) = load_seeds(tmp_path / "seeds", RULES)
    whys = [one.verdict.why for one in effect(database, seed).touched]
    assert any(why.startswith('the text of seed:known "') for why in whys)
    assert not any("()" in why or "of ," in why for why in whys)


@pytest.mark.parametrize("kind", ["text", "fingerprint"])
def test_the_verdicts_are_those_of_items_that_come_after_the_seed(
    database: Database, tmp_path: Path, seeds: dict[str, Seed], kind: str
) -> None:
    take(database, *ARTICLES.values())
    seed = seeds[kind]
    found = {one.item.guid: told(one.verdict) for one in effect(database, seed).touched}
    when_it_comes = {guid: told_when_it_comes(tmp_path, seed, one) for guid, one in ARTICLES.items()}
    assert found == {guid: one for guid, one in when_it_comes.items() if one[0] != VerdictKind.NEW}
    assert found["update"][0] == VerdictKind.UPDATE
    assert {"copy", "seen", "cut", "link"} <= set(found) and "other" not in found
    assert ("passage" in found and found["passage"][0] == VerdictKind.COPY) == (kind == "fingerprint")
    assert ("report" in found) == (kind == "text")


def test_only_the_items_of_the_days_count_and_a_stored_seed_is_checked_alike(
    database: Database, seeds: dict[str, Seed]
) -> None:
    seed = seeds["text"]
    take(database, ARTICLES["copy"], ARTICLES["other"])
    take(database, ARTICLES["cut"], now=NOW - 3 * DAY)
    before = effect(database, seed)
    assert [one.item.guid for one in before.touched] == ["copy"] and before.within.items == 2
    assert [one.item.guid for one in effect(database, seed, NOW - 4 * DAY).touched] == ["cut", "copy"]
    sync_seeds(database, [seed], NOW)
    again = effect(database, seed)
    assert [(one.item, one.verdict) for one in again.touched] == [(one.item, one.verdict) for one in before.touched]
    assert again.within.items == 2


def test_a_short_seed_inside_a_long_item_is_found(database: Database, seeds: dict[str, Seed]) -> None:
    background = " ".join(f"In the year {year} the council of town number {year * 7} met again." for year in range(80))
    take(database, article("A long read on the province", f"{background} {STORY} {background}", guid="long"))
    (one,) = effect(database, seeds["text"]).touched
    assert one.item.guid == "long" and one.is_silent


async def test_the_command_tells_what_had_alerted_beside_a_daemon_and_writes_nothing(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    now = datetime.now(UTC)
    config = workspace(tmp_path, {"a": feed_server.put("/a", rss([]))})
    async with running(config, Clock(now)) as run:
        await run.poll()
        feed_server.put("/a", rss([Entry(one.guid, one.fields.title, one.fields.lead) for one in ARTICLES.values()]))
        await run.poll(minutes=5)
        alerted = Counter(alert.url for alert in run.alerts())
    (tmp_path / "known.md").write_text(markdown(now - HOUR), encoding="utf-8")
    assert command("seeds", "add", "known.md", folder=tmp_path).returncode == 0
    before = dump(tmp_path)
    text = command("seeds", "check", folder=tmp_path)
    assert (text.returncode, text.stderr) == (0, "") and dump(tmp_path) == before
    checked = check(tmp_path, "known", "--days", "2")
    touched = {one["title"]: one for one in checked["touched"]}
    copy, update = touched["A town is hit, rescuers say"], touched["Toll of Morek rises"]
    assert (copy["silent"], copy["verdict"], copy["score"]) == (True, "copy", 1.0)
    assert (update["silent"], update["verdict"], update["new"][0]) == (False, "update", "killed: 21 -> 40")
    assert {one["url"]: len(one["alerted"]) for one in checked["touched"]} == {
        one["url"]: alerted[one["url"]] for one in checked["touched"]
    }
    had = sum(bool(one["alerted"]) for one in checked["touched"] if one["silent"])
    counts = f"{checked['silent']} silent ({had} had alerted), {several(checked['follow_ups'], 'follow-up')}"
    assert text.stdout.startswith(f"known: {counts}, of {len(ARTICLES)} items since ")
    assert "  follow-up  " in text.stdout and "    had alerted: idlib-mention" in text.stdout
    with daemon(config):
        again = check(tmp_path, "known")
    assert [one["item"] for one in again["touched"]] == [one["item"] for one in checked["touched"]]


def check(folder: Path, *arguments: str) -> dict[str, Any]:
    done = command_here("seeds", "check", *arguments, "--json", folder=folder)
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def dump(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "monitor.sqlite") as connection:
        return list(connection.iterdump())


def test_a_seed_that_is_not_there_and_a_folder_without_any_have_a_clear_line(tmp_path: Path) -> None:
    workspace(tmp_path, {})
    assert command_here("seeds", "check", folder=tmp_path).stdout == "no seeds\n"
    (tmp_path / "known.md").write_text(markdown(NOW), encoding="utf-8")
    assert command_here("seeds", "add", "known.md", folder=tmp_path).returncode == 0
    wrong = command_here("seeds", "check", "knwon", folder=tmp_path)
    assert wrong.returncode == 1
    assert wrong.stderr == 'monitor: no seed is named "knwon" - did you mean "known"?\n'
    assert (
        command_here("seeds", "add", "known.md", "--fingerprint", "--name", "hashes", folder=tmp_path).returncode == 0
    )
    assert command_here("seeds", "check", "hashes", folder=tmp_path).stdout.startswith("hashes.fingerprint: 0 silent")
