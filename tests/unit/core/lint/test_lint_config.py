"""Lint of rules beside the config: receivers that hear nothing, sources, tags and languages that no feed has."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.routes import Route
from monitor.core.lint.run import lint
from monitor.core.lint.setting import FeedTraits, Setting
from monitor.core.types import Severity
from monitor.core.yaml_marks import parse
from tests.unit.core.lint.linted import COMMON, CONFIG, HEAD, TESTS, found, setting, shown


@pytest.mark.parametrize(
    ("routes", "expected"),
    [
        ([Route(("console",))], ["4:3 idle-receiver"]),
        ([Route(("console", "slack"))], []),
        ([Route(("console",)), Route(("slack",))], ["4:3 idle-receiver"]),
        ([Route(("console",), on_to_next=True), Route(("slack",))], []),
        ([Route(("slack",), Matchers(tags=frozenset({"x"}))), Route(("console",))], []),
        ([Route(("slack",), Matchers(at_least=Severity.HIGH)), Route(("console",))], []),
        ([Route(("slack",), Matchers(rules=frozenset({"nobody"}))), Route(("console",))], ["4:3 idle-receiver"]),
    ],
)
def test_idle_receivers(routes: list[Route], expected: list[str]) -> None:
    assert shown(HEAD + "{entity: morek}", setting(*routes, feeds=())) == expected


def test_a_route_for_graver_alerts_than_there_are_is_idle() -> None:
    text = f"rules:\n  r: {{title: t, severity: low, when: {{words: [fire]}}, {TESTS}}}\n"
    routes = Route(("slack",), Matchers(at_least=Severity.HIGH)), Route(("console",))
    assert shown(text, setting(*routes)) == ["4:3 idle-receiver"]


@pytest.mark.parametrize(
    ("routes", "operations", "expected"),
    [
        ([Route(("console", "slack"))], (), ["4:3 same-address"]),
        ([Route(("console",), Matchers(at_least=Severity.HIGH)), Route(("slack",))], (), []),
        ([Route(("slack",), Matchers(at_least=Severity.HIGH), on_to_next=True), Route(("console",))], (), ["4:3 same-address"]),
        ([Route(("slack",), Matchers(rules=frozenset({"nobody"})), on_to_next=True), Route(("console", "slack"))], (),
         ["4:3 same-address"]),
        ([Route(("console",), escalate=((timedelta(minutes=5), ("slack",)),))], (), []),
        ([Route(("console",), Matchers(at_least=Severity.HIGH)), Route(("slack",))], ("console", "slack"), ["4:3 same-address"]),
    ],
)  # fmt: skip
def test_receivers_with_one_address(routes: list[Route], operations: tuple[str, ...], expected: list[str]) -> None:
    known = setting(*routes, feeds=())
    for addresses, those in (({"console": "x", "slack": "x"}, expected), ({"console": "x", "slack": "y"}, [])):
        one = replace(known, operations=operations, addresses=addresses)
        assert shown(HEAD + "{entity: morek}", one) == those


FEEDS = (
    FeedTraits(frozenset({"gazette", "the gazette", "feeds.gazette.co.uk"}), frozenset({"wire"}), "en"),
    FeedTraits(frozenset({"herald", "herald.example"}), frozenset(), "tr"),
)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{source: gazett}", ["unknown-source"]),
        ("{source: [The Gazette, news.gazette.co.uk, gazette, www.herald.example]}", []),
        ("{source: other.co.uk}", ["unknown-source"]),
        ("{source: 'https://news.gazette.co.uk/world'}", ["address-as-source"]),
        ("{source: gazette.co.uk/world}", ["address-as-source"]),
        ("{source: .gazette.co.uk}", ["address-as-source"]),
        ("{tag: wires}", ["unknown-tag"]),
        ("{tag: wire}", []),
        ("{entity: morek, language: ar}", ["unknown-language"]),
        ("{entity: morek, language: [tr, en-GB]}", []),
    ],
)
def test_sources_tags_and_languages_that_no_feed_has(when: str, expected: list[str]) -> None:
    routes = Route(("console", "slack"))
    assert [one.code for one in found(HEAD + when, setting(routes, feeds=FEEDS))] == expected
    speechless = FeedTraits(frozenset({"x"}), frozenset(), "")
    wide = [code for code in expected if code != "unknown-language"]
    assert [one.code for one in found(HEAD + when, setting(routes, feeds=(*FEEDS, speechless)))] == wide
    assert shown(HEAD + when, setting(routes)) == [], "without feeds nothing is known"


def test_a_receiver_that_only_raised_alerts_reach_is_not_idle() -> None:
    steps = "raise: [{to: high, if: {words: [fire]}}]"
    text = f"rules:\n  r: {{title: t, severity: low, when: {{words: [fire]}}, {steps}, {TESTS}}}\n"
    routes = Route(("slack",), Matchers(at_least=Severity.HIGH)), Route(("console",))
    assert [one.code for one in lint({"r.yaml": text}, {}, setting(*routes), COMMON)] == []


ASKING = """
feeds:
  - {name: gazette, url: 'https://gazette.example/', tags: 'wire, local', language: ua}
receivers: {console: {type: console}}
routes:
  - {to: console, when: {tag: wires}, then: go on}
  - {to: console, when: {tag: [of-rule, wire], source: ['https://gazette.co.uk/', Herald]}, then: go on}
  - {to: console, when: {source: 'gazett'}, then: go on}
  - {to: console, when: {tag: '${TAG}', language: jp}, then: go on}
  - {to: console, when: {source: 'gazette, herald'}, then: go on}
  - to: console
inhibit:
  - {when: {tag: wire}, hold: {tag: wier}, for: 1h}
"""


def test_what_routes_ask_for_is_asked_of_the_feeds_too() -> None:
    """Tags may be those of rules as well; nothing is said of what the environment gives."""
    text = (HEAD + "{entity: morek}\n").replace("    severity: low", "    tags: [of-rule]\n    severity: low")
    asking = Setting(ASKING, parse(ASKING, "config.yaml"), FEEDS, (Route(("console",)),))
    assert shown(text, asking) == [
        "3:60 several-in-one",
        "3:85 country-code",
        "6:31 unknown-tag",
        "7:57 address-as-source",
        "8:34 unknown-source",
        "9:51 country-code",
        "9:51 unknown-language",
        "10:34 several-in-one",
        "10:34 unknown-source",
        "13:37 unknown-tag",
    ]


@pytest.mark.parametrize(
    ("when", "expected"),
    [("language: ua", ["country-code"]), ("language: [gr, el]", ["country-code"]), ("language: [uk, el-GR]", [])],
)
def test_countries_where_languages_belong(when: str, expected: list[str]) -> None:
    assert [one.code for one in found(HEAD + f"{{entity: morek, {when}}}")] == expected


def test_so_do_names_of_an_entity() -> None:
    text = HEAD.replace("names: [Morek]", "names: {ua: [Morek]}") + "{entity: morek}"
    assert shown(text) == ["3:45 country-code"]


ZONES = """
receivers:
  console: {type: console, zone: Etc/GMT-3}
  a: {url: 'json://h', digest: daily at 07:00 EST, quiet_hours: {hours: '22:00-07:00', zone: Etc/GMT+10}}
  b: {url: 'json://h', digest: daily at 07:00 Europe/London, zone: Etc/GMT, quiet_hours: {hours: '22:00-07:00', zone: EST5EDT}}
routes:
  - to: [console, a, b]
"""


def test_zones_that_are_others_than_they_look_like() -> None:
    when = "{entity: morek, during: {days: mon, zone: Etc/GMT+3}}"
    text = f"{HEAD}{{entity: morek}}\n  by-day: {{title: t, severity: low, when: {when}}}\n"
    told = [one for one in found(text, Setting(ZONES, parse(ZONES, "config.yaml"))) if one.code == "odd-zone"]
    assert [(one.problem.path, one.problem.line, one.problem.message.partition(":")[0]) for one in told] == [
        ("config.yaml", 3, "Etc/GMT-3 is 3h ahead of UTC"),
        ("config.yaml", 4, "EST knows no summer time"),
        ("config.yaml", 4, "Etc/GMT+10 is 10h behind UTC"),
        ("r.yaml", 15, "Etc/GMT+3 is 3h behind UTC"),
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("confirm: {sources: 3, within: 6h, alert: wait}", ["too-few-sources"]),
        ("confirm: {sources: 2, within: 6h, alert: wait}", []),
        ("confirm: {sources: 3, within: 6h, independent_by: feed}", []),
        ("confirm: {sources: 4, within: 6h, independent_by: feed}", ["too-few-sources"]),
        ("confirm: {sources: 9, within: 6h, independent_by: domain}", []),
        ("raise: [{to: high, if: {sources: 3, within: 6h}}]", ["too-few-sources"]),
        ("raise: [{to: high, if: {words: [fire]}}]", []),
    ],
)
def test_more_sources_than_there_are(asked: str, expected: list[str]) -> None:
    feeds = tuple(FeedTraits(frozenset(), frozenset(), "en", owner) for owner in ("a", "a", "b"))
    text = (HEAD + "{entity: morek}\n").replace("    severity: low", f"    {asked}\n    severity: low")
    for known, those in ((feeds, expected), ((), [])):
        assert [one.code for one in found(text, setting(Route(("console", "slack")), feeds=known))] == those


HIGH = Matchers(at_least=Severity.HIGH)


@pytest.mark.parametrize(
    ("routes", "expected"),
    [
        ([Route(("console", "slack")), Route(("slack",), Matchers(tags=frozenset({"wire"})))], ["idle-route"]),
        ([Route(("slack",), Matchers(tags=frozenset({"wire"}))), Route(("console", "slack"))], []),
        ([Route(("console", "slack"), on_to_next=True), Route(("slack",))], []),
        ([Route(("slack",), HIGH), Route(("console",)), Route(("slack",), HIGH)], ["idle-route"]),
        ([Route(("slack",), HIGH), Route(("console",))], []),
        ([Route(("console", "slack"), Matchers(at_least=Severity.LOW)), Route(("slack",)), Route(("slack",))], ["idle-route"] * 2),
    ],
)  # fmt: skip
def test_routes_that_no_alert_comes_to(routes: list[Route], expected: list[str]) -> None:
    text = CONFIG + "".join("  - to: console\n" for _ in routes)
    asking = Setting(text, parse(text, "config.yaml"), (), tuple(routes))
    assert [one.code for one in found(HEAD + "{entity: morek}", asking) if one.code != "same-address"] == expected


OWNERS = """
feeds:
  - {name: a, url: 'https://herald.example/rss'}
  - {name: b, url: 'https://other.example/rss', owner: OWNER}
  - {name: c, url: 'https://gazette.example/rss', owner: Gazette}
receivers: {console: {type: console}}
routes: [{to: console}]
"""


@pytest.mark.parametrize("owner", ["Herald.example", "https://herald.example/", "www.herald.example"])
def test_one_owner_in_two_ways(owner: str) -> None:
    for written, expected in ((owner, ["4:56 one-owner-twice"]), ("herald.example", []), ("other", [])):
        text = OWNERS.replace("OWNER", written)
        feeds = tuple(FeedTraits(frozenset(), frozenset(), "", one) for one in ("herald.example", written, "Gazette"))
        asking = Setting(text, parse(text, "config.yaml"), feeds, (Route(("console",)),))
        assert shown(HEAD + "{entity: morek}", asking) == expected
