"""What a report tells again is news to a rule that what told it first did not meet: each rule compares with what it has
told itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.core.types import AlertKind
from monitor.testing import FeedServer
from tests.make import NOW, Entry, rss, workspace
from tests.running import Running, headlines, running

RULES = """
rules:
  blast:
    title: A blast in Khartoum, but not by b
    severity: high
    on_story: ON_STORY
    when: {all: [{words: [Khartoum]}, {words: [blast, airport]}], not: {source: b}}
"""


def entry(number: int, title: str, text: str) -> Entry:
    return Entry(f"e{number}", title, text, published=NOW - timedelta(minutes=30 - number))


TWO = entry(
    1,
    "Blast at fuel depot of Khartoum kills two",
    "A blast tore through the fuel depot of Khartoum refinery and killed two drivers.",
)
NINE = entry(
    2,
    "Fuel depot blast in Khartoum: toll rises to 9 dead",
    "The toll of the blast at the fuel depot of Khartoum rose to 9 dead, medics say.",
)
AGAIN = entry(
    3,
    "Nine killed in Khartoum fuel depot blast",
    "Nine people were killed by the blast at the fuel depot of Khartoum, medics say.",
)
ONCE_MORE = entry(
    4,
    "Khartoum: nine dead in blast at fuel depot",
    "Medics say nine people died in the blast at the fuel depot of Khartoum.",
)
OLD_TOLL = entry(
    5,
    "Two killed as blast rips through Khartoum fuel depot",
    "Two drivers were killed by a blast at the fuel depot of Khartoum refinery.",
)
COMES = entry(6, "Convoy reaches Khartoum airport", "Trucks reached the airport of Khartoum, residents said.")
ENTERED = entry(7, "Fighters enter Khartoum airport", "Fighters entered the airport of Khartoum, residents said.")
TAKEN = entry(
    8, "Fighters enter Khartoum airport, tower burns", "Fighters entered the airport of Khartoum, two residents said."
)


def watching(folder: Path, server: FeedServer, on_story: str = "updates") -> Path:
    feeds: dict[str, dict[str, Any]] = {
        name: {"interval": "1s", "url": f"{server.url}/{name}", "owner": name, "language": "en"} for name in "abc"
    }
    return workspace(folder, feeds, rules=RULES.replace("ON_STORY", on_story))


async def told(run: Running, server: FeedServer, *come: tuple[str, Entry]) -> list[str]:
    """The headlines that alerted, as one report after another comes in its feed."""
    has: dict[str, dict[str, Entry]] = {name: {} for name in "abc"}
    for name in has:
        server.put(f"/{name}", rss([]))
    await run.poll()
    for name, one in come:
        has[name][one.guid] = one
        server.put(f"/{name}", rss(list(has[name].values()), host=f"http://{name}.example"))
        await run.poll(minutes=1)
    assert {item.story_id for item in run.items()} == {1}, "all of one story"
    return headlines(run.alerts())


async def test_a_toll_that_only_an_excluded_outlet_had_told_is_news_once(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    async with running(watching(tmp_path, feed_server)) as run:
        found = await told(run, feed_server, ("a", TWO), ("b", NINE), ("c", AGAIN), ("a", ONCE_MORE))
        assert [item.verdict for item in run.items()] == ["new", "update", "same_story", "same_story"]
        assert found == [TWO.title, AGAIN.title]
        news = run.alerts()[1]
        assert (news.kind, news.new) == (AlertKind.FOLLOW_UP, ("killed: 2 -> 9",))
        assert news.why.startswith("not told by this rule yet, as no report that said so met it: killed: 2 -> 9; ")


async def test_an_edit_to_a_toll_that_only_an_excluded_outlet_had_told_is_news_once(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    nine = replace(TWO, title=TWO.title.replace("two", "nine"), text=TWO.text.replace("two", "nine"))
    typo = replace(nine, text=nine.text.replace("tore", "ripped"))
    async with running(watching(tmp_path, feed_server)) as run:
        found = await told(run, feed_server, ("a", TWO), ("b", NINE), ("a", nine), ("a", typo))
        assert found == [TWO.title, nine.title]


async def test_what_an_excluded_outlet_did_first_is_news_once(tmp_path: Path, feed_server: FeedServer) -> None:
    async with running(watching(tmp_path, feed_server)) as run:
        found = await told(
            run, feed_server, ("a", COMES), ("b", ENTERED), ("c", TAKEN), ("a", replace(TAKEN, guid="x"))
        )
        assert [item.verdict for item in run.items()][:2] == ["new", "update"]
        assert found == [COMES.title, TAKEN.title]
        assert f'not told by this rule yet, as item 2 "{ENTERED.title}" (b) did not meet it: ' in run.alerts()[1].why


async def test_what_the_rule_has_told_is_no_news_for_what_others_told_meanwhile(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    async with running(watching(tmp_path, feed_server)) as run:
        assert await told(run, feed_server, ("a", TWO), ("b", NINE), ("c", OLD_TOLL)) == [TWO.title]


async def test_a_rule_that_asks_for_the_first_word_hears_of_none_of_it(tmp_path: Path, feed_server: FeedServer) -> None:
    async with running(watching(tmp_path, feed_server, "first")) as run:
        assert await told(run, feed_server, ("a", TWO), ("b", NINE), ("c", AGAIN)) == [TWO.title]


@pytest.mark.parametrize(("most_heard", "again"), [(200, []), (1, [ONCE_MORE.title])])
async def test_a_toll_that_was_told_long_before_is_no_news_though_many_reports_came_since(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch, most_heard: int, again: list[str]
) -> None:
    """A wide story: before a count is called new to a rule, more is asked than the latest reports that it heard of."""
    monkeypatch.setattr("monitor.intake.untold.MOST_ASKED", 1)
    monkeypatch.setattr("monitor.intake.untold.MOST_HEARD", most_heard)
    by_b = replace(NINE, title=NINE.title.replace("toll rises", "the toll rises"))
    async with running(watching(tmp_path, feed_server)) as run:
        found = await told(run, feed_server, ("a", TWO), ("c", NINE), ("c", OLD_TOLL), ("b", by_b), ("a", ONCE_MORE))
        assert found == [TWO.title, NINE.title, *again]
