"""An update of a story that a rule told reaches that rule though its own text does not meet it, and says so; but not
where the rule asks for other sources, languages or tags."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.core.types import AlertKind
from monitor.testing import FeedServer, WebhookServer
from tests.make import NOW, Entry, rss, workspace
from tests.running import Running, command_here, headlines, running

MEETS = Entry(
    "meets",
    "Blaze destroys grain warehouse beside Morek market",
    "The sky was red.",
    published=NOW - timedelta(hours=1),
)
GOES_ON = Entry(
    "on", "Grain warehouse blaze beside market: 3 guards killed", "They slept.", published=NOW - timedelta(minutes=5)
)
RULES = """
entities:
  morek: {name: Morek, kind: place, names: [Morek]}
rules:
  morek: {title: Morek is mentioned, severity: low, when: WHEN}
"""


def watching(folder: Path, server: FeedServer, when: str = "{entity: morek}", **sections: object) -> Path:
    """Feed `a` is English and tagged local, feed `b` French; what a rule asks of them is ``when``."""
    feeds: dict[str, dict[str, Any]] = {
        "a": {"interval": "1s", "url": f"{server.url}/a", "owner": "a", "language": "en", "tags": ["local"]},
        "b": {"interval": "1s", "url": f"{server.url}/b", "owner": "b", "language": "fr"},
    }
    return workspace(folder, feeds, rules=RULES.replace("WHEN", when), **sections)


async def told_and_gone_on(run: Running, server: FeedServer) -> None:
    """The rule tells the story as `a` has it; then `b` has an update that does not name the place."""
    for feed in "ab":
        server.put(f"/{feed}", rss([]))
    await run.poll()
    for feed, entry in (("a", MEETS), ("b", GOES_ON)):
        server.put(f"/{feed}", rss([entry], host=f"http://{feed}.example"))
        await run.poll(minutes=1)
    assert [(item.verdict, item.story_id) for item in run.items()] == [("new", 1), ("update", 1)]


async def test_an_inherited_match_is_marked_in_the_message_and_explained(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    receivers = {"hook": {"url": webhook.apprise_url}}
    config = watching(tmp_path, feed_server, receivers=receivers, routes=[{"to": "hook"}])
    why = "inherited, its own text does not meet the rule that told its story: goes on from item 1 "
    async with running(config) as run:
        await told_and_gone_on(run, feed_server)
        assert [alert.kind for alert in run.alerts()] == [AlertKind.FIRST, AlertKind.FOLLOW_UP]
        await run.deliver()
        first, second = sorted(webhook.wait_for(2), key=lambda message: "follow-up" in message["title"])
    assert second["title"] == f"[LOW] follow-up: {GOES_ON.title}"
    assert f"Why: {why}" in second["message"] and "New: 3 killed" in second["message"]
    assert "inherited" not in first["message"]
    (explained,) = json.loads(command_here("explain", 2, "--json", folder=tmp_path).stdout)
    (match,) = explained["matches"]
    assert (match["inherited"], match["outcome"], match["words"]) == (True, "alert", [])
    assert "inherited, its own text" in command_here("explain", 2, folder=tmp_path).stdout
    assert "inherited" not in command_here("explain", 1, folder=tmp_path).stdout


@pytest.mark.parametrize(
    ("asked", "hears"),
    [
        ("{source: [a, b]}", True),
        ("{source: a}", False),
        ("{not: {source: b}}", False),
        ("{language: [en, fr]}", True),
        ("{language: en}", False),
        ("{tag: local}", False),
        ("{url: a.example}", False),
        ("{newer_than: 2h}", True),
        ("{not: {words: [gardening]}}", True),
        ("{any: [{source: a}, {words: [grain]}]}", True),
        ("{at_least: {n: 2, of: [{source: a}, {words: [grain]}, {words: [market]}]}}", True),
        ("{at_least: {n: 2, of: [{source: a}, {tag: local}, {words: [grain]}]}}", False),
    ],
)
async def test_an_update_is_not_inherited_by_a_rule_that_its_item_is_excluded_from(
    tmp_path: Path, feed_server: FeedServer, asked: str, hears: bool
) -> None:
    """Beside the place. What is asked of the text counts as met, whatever it is."""
    async with running(watching(tmp_path, feed_server, f"{{all: [{{entity: morek}}, {asked}]}}")) as run:
        await told_and_gone_on(run, feed_server)
        assert headlines(run.alerts()) == [MEETS.title, *([GOES_ON.title] if hears else [])]
