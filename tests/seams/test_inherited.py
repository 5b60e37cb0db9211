"""An update of a story that a rule told reaches that rule though its own text does not meet it, and says so; but not
where the rule asks for other sources, languages or tags."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.types import AlertKind
from monitor.store import silences
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

NOT_ITSELF = "its own text does not meet the rule, which told the story that it is of: "


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
    why = f"{NOT_ITSELF}goes on from item 1 "
    async with running(config) as run:
        await told_and_gone_on(run, feed_server)
        assert [alert.kind for alert in run.alerts()] == [AlertKind.FIRST, AlertKind.FOLLOW_UP]
        await run.deliver()
        first, second = sorted(webhook.wait_for(2), key=lambda message: "follow-up" in message["title"])
    assert second["title"] == f"[LOW] follow-up: {GOES_ON.title}"
    assert f"Why: {why}" in second["message"] and "New: 3 killed" in second["message"]
    assert "its own text" not in first["message"]
    (explained,) = json.loads(command_here("explain", 2, "--json", folder=tmp_path).stdout)
    (match,) = explained["matches"]
    assert (match["inherited"], match["outcome"], match["words"]) == (True, "alert", [])
    assert "its own text does not meet the rule, which told" in command_here("explain", 2, folder=tmp_path).stdout
    assert "its own text" not in command_here("explain", 1, folder=tmp_path).stdout


async def test_an_inherited_alert_is_on_the_entities_that_its_rule_asks_for_and_its_article_names(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """What is silenced of an entity is silent also where a rule only inherits the report that names it."""
    destroyed = "{all: [{entity: morek}, {words: [destroys]}]}"
    rules = RULES.replace("WHEN", destroyed)
    rules = rules.replace("rules:", "  other: {name: Other, kind: place, names: [Marketville]}\nrules:")
    config = watching(tmp_path, feed_server)
    (tmp_path / "rules" / "rules.yaml").write_text(rules, encoding="utf-8")
    names_it = replace(GOES_ON, text="They slept in Morek, not in Marketville.")
    async with running(config) as run:
        with run.monitor.database.writing() as tx:
            matchers = Matchers(entities=frozenset({"morek"}))
            later = NOW + timedelta(hours=1)
            silences.insert(tx, Silence(0, SilenceKind.SILENCE, matchers, "amal", "exercise", NOW, NOW, later))
        for feed in "ab":
            feed_server.put(f"/{feed}", rss([]))
        await run.poll()
        for feed, entry in (("a", MEETS), ("b", names_it)):
            feed_server.put(f"/{feed}", rss([entry], host=f"http://{feed}.example"))
            await run.poll(minutes=1)
        inherited = next(one for one in run.alerts() if one.rule == "morek" and one.kind is AlertKind.FOLLOW_UP)
        assert inherited.why.startswith(NOT_ITSELF) and (inherited.entities, inherited.names) == (
            ("morek",),
            ("Morek",),
        )
        await run.deliver()
        assert run.console.getvalue() == ""


@pytest.mark.parametrize("by", ["story", "entity"])
async def test_what_a_rule_inherits_goes_on_in_its_matter(tmp_path: Path, feed_server: FeedServer, by: str) -> None:
    """It does not fall below the severity that was told, rises by a step that it meets itself, and waits otherwise as
    `repeat_after` asks."""
    over_time = f"""
    group_by: {by}
    repeat_after: 6h
    raise:
      - {{to: medium, if: {{words: [destroys]}}}}
      - {{to: high, if: {{number: {{of: {{words: [killed]}}, at_least: 5, within: 2 words}}}}}}"""
    path = watching(tmp_path, feed_server)
    rule = "\n    ".join(["morek:", "title: Morek is mentioned", "severity: low", "when: {entity: morek}"])
    rules = RULES[: RULES.index("morek: {title")] + rule + over_time
    (path.parent / "rules" / "rules.yaml").write_text(rules, encoding="utf-8")
    worse = entry(2, "Grain warehouse blaze beside market: 7 guards killed", "They slept.")
    async with running(path) as run:
        assert await told_with(run, feed_server, GOES_ON, worse) == [MEETS.title, GOES_ON.title, worse.title]
        first, second, third = run.alerts()
        assert [one.severity for one in (first, second, third)] == ["medium", "medium", "high"]
        assert len({one.group for one in (first, second, third)}) == 1
        assert second.why.startswith(NOT_ITSELF) and third.why.startswith(NOT_ITSELF)
        await run.deliver()
        told = run.console.getvalue()
        assert [f"[MEDIUM] follow-up: {GOES_ON.title}" in told, f"[HIGH] follow-up: {worse.title}" in told] == [
            False,
            True,
        ], told


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


def entry(number: int, title: str, text: str) -> Entry:
    return Entry(f"more-{number}", title, text, published=NOW - timedelta(minutes=4 - number))


async def told_with(run: Running, server: FeedServer, *more: Entry) -> list[str]:
    """The headlines that alerted: of MEETS, and then of ``more``, as `a` has them one after another."""
    for feed in "ab":
        server.put(f"/{feed}", rss([]))
    await run.poll()
    for count in range(len(more) + 1):
        server.put("/a", rss([MEETS, *more[:count]], host="http://a.example"))
        await run.poll(minutes=1)
    return headlines(run.alerts())


async def test_what_goes_on_from_a_report_that_the_rule_never_met_is_not_inherited(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """Report by report a story comes to another subject."""
    beside = entry(1, "Governor: warehouse blaze will not delay vote", "He spoke at noon.")
    vote = entry(2, "Governor says nothing will delay vote", "On Monday.")
    async with running(watching(tmp_path, feed_server)) as run:
        assert await told_with(run, feed_server, beside, vote) == [MEETS.title]
        assert {item.story_id for item in run.items()} == {1}, "the third one is an update of the same story"


async def test_what_goes_on_from_an_earlier_edition_of_itself_is_inherited_though_that_was_silent(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    first = entry(1, "Governor: warehouse blaze will not delay vote", "He spoke at noon.")
    edited = replace(first, title=f"{first.title}: 30 killed", text="Doctors counted 30 killed.")
    async with running(watching(tmp_path, feed_server)) as run:
        assert await told_with(run, feed_server, first) == [MEETS.title]
        feed_server.put("/a", rss([MEETS, edited], host="http://a.example"))
        await run.poll(minutes=1)
        assert headlines(run.alerts()) == [MEETS.title, edited.title]


async def test_what_goes_on_from_a_silent_report_of_what_the_rule_told_is_inherited(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    again = entry(1, "Blaze destroys grain warehouse by a market", "Firemen came.")
    dead = entry(2, "Grain warehouse blaze by a market: 3 guards killed", "They slept.")
    async with running(watching(tmp_path, feed_server)) as run:
        assert await told_with(run, feed_server, again, dead) == [MEETS.title, dead.title]
        kinds = {item.title: item.verdict for item in run.items()}
        assert kinds[again.title] == "same_story"


async def test_what_goes_on_from_a_report_that_inherited_is_inherited(tmp_path: Path, feed_server: FeedServer) -> None:
    toll = entry(2, "Toll of warehouse blaze rises to 5", "On Monday.")
    dead = entry(1, GOES_ON.title, "They slept.")
    async with running(watching(tmp_path, feed_server)) as run:
        assert await told_with(run, feed_server, dead, toll) == [MEETS.title, dead.title, toll.title]


async def test_what_goes_on_in_other_words_from_a_report_that_inherited_is_not_inherited(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """Of what the rule met itself it is; from one report that only goes on to the next, a story leaves its subject."""
    wires = entry(2, "Old wires and cheap locks: inside grain warehouse where guards slept", "A lawyer spoke on radio.")
    dead = entry(1, GOES_ON.title, "They slept. The warehouse belonged to a trader who sold grain to bakers nearby.")
    async with running(watching(tmp_path, feed_server)) as run:
        assert await told_with(run, feed_server, dead, wires) == [MEETS.title, dead.title]
        verdicts = {item.title: (item.verdict, item.verdict_of, item.verdict_why) for item in run.items()}
        kind, of, why = verdicts[wires.title]
        assert (kind, of) == ("update", 2) and "which has not told this" in why, why


FILM = "Documentary on grain warehouse blaze beside market opens"
DRILL = "Governor: grain warehouse blaze beside market was a drill"


@pytest.mark.parametrize(
    ("headline", "excluded", "is_told"),
    [(FILM, "comedy", True), (FILM, "documentary", False), (DRILL, "drill", True)],
)
async def test_what_a_rule_excludes_by_its_words_is_not_inherited_where_it_only_retells(
    tmp_path: Path, feed_server: FeedServer, headline: str, excluded: str, is_told: bool
) -> None:
    async with running(watching(tmp_path, feed_server, f"{{entity: morek, not: {{words: [{excluded}]}}}}")) as run:
        told = await told_with(run, feed_server, entry(1, headline, "On Monday."))
        assert told == [MEETS.title, *[headline] * is_told]
        assert {item.verdict for item in run.items()} == {"new", "update"}


async def test_what_a_person_made_one_story_is_inherited_as_a_whole(tmp_path: Path, feed_server: FeedServer) -> None:
    other = entry(1, "Governor: old bridge will not be closed to trucks", "He spoke at noon.")
    goes_on = entry(2, "Governor says nothing will close old bridge", "On Monday.")
    async with running(watching(tmp_path, feed_server)) as run:
        assert await told_with(run, feed_server, other) == [MEETS.title]
        assert command_here("stories", "merge", 1, 2, folder=tmp_path).returncode == 0
        feed_server.put("/a", rss([MEETS, other, goes_on], host="http://a.example"))
        await run.poll(minutes=1)
        assert headlines(run.alerts()) == [MEETS.title, goes_on.title]
