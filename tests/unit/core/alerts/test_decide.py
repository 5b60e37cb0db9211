from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.alerts.decide import Circumstances, decide
from monitor.core.alerts.keys import key_of
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.routes import Route, receivers_of, routes_for, without_way_out
from monitor.core.types import ANY_MATERIAL, AlertKind, Material, Outcome, Severity, Verdict, VerdictKind
from tests.make import an_alert

WINDOW = timedelta(days=3)


def at(**more: object) -> Circumstances:
    values: dict[str, object] = {
        "baseline": False,
        "age": timedelta(0),
        "alert_window": WINDOW,
        "unheard": timedelta(0),
        "told": False,
        "matched_before": False,
        "on_story": "updates",
        "material": ANY_MATERIAL,
    }
    return Circumstances(**(values | more))  # type: ignore[arg-type]


def verdict(kind: VerdictKind, possibly_of: int | None = None) -> Verdict:
    material = frozenset((Material.FIGURES, Material.WORDS)) if kind is VerdictKind.UPDATE else frozenset()
    of = None if kind is VerdictKind.NEW else 1
    return Verdict(kind, f"is {kind}", of=of, material=material, possibly_of=possibly_of)


@pytest.mark.parametrize(
    ("kind", "circumstances", "expected"),
    [
        (VerdictKind.NEW, at(), AlertKind.FIRST),
        (VerdictKind.NEW, at(baseline=True), None),
        (VerdictKind.NEW, at(age=timedelta(days=4)), None),
        (VerdictKind.NEW, at(age=timedelta(days=4), unheard=timedelta(days=1)), AlertKind.FIRST),
        (VerdictKind.NEW, at(age=timedelta(days=5), unheard=timedelta(days=1)), None),
        (VerdictKind.NEW, at(age=timedelta(days=12), unheard=timedelta(days=90)), AlertKind.FIRST),
        (VerdictKind.NEW, at(age=timedelta(days=13), unheard=timedelta(days=90)), None),
        (VerdictKind.NEW, at(told=True), AlertKind.FIRST),
        (VerdictKind.COPY, at(), AlertKind.FIRST),
        (VerdictKind.COPY, at(told=True), None),
        (VerdictKind.SAME_STORY, at(told=True), None),
        (VerdictKind.SEEN, at(told=True), None),
        (VerdictKind.SEEN, at(matched_before=True), None),
        (VerdictKind.SEEN, at(), AlertKind.FIRST),
        (VerdictKind.UPDATE, at(told=True), AlertKind.FOLLOW_UP),
        (VerdictKind.UPDATE, at(), AlertKind.FIRST),
        (VerdictKind.UPDATE, at(told=True, matched_before=True), AlertKind.FOLLOW_UP),
        (VerdictKind.UPDATE, at(told=True, on_story="first"), None),
        (VerdictKind.COPY, at(told=True, on_story="every"), AlertKind.FOLLOW_UP),
        (VerdictKind.UPDATE, at(baseline=True), None),
        (VerdictKind.UPDATE, at(told=True, material=frozenset((Material.FIGURES,))), AlertKind.FOLLOW_UP),
        (VerdictKind.UPDATE, at(told=True, material=frozenset((Material.WORDS, Material.NAMES))), AlertKind.FOLLOW_UP),
        (VerdictKind.UPDATE, at(told=True, material=frozenset((Material.EVENTS,))), None),
        (VerdictKind.UPDATE, at(material=frozenset((Material.EVENTS,))), AlertKind.FIRST),
    ],
)
def test_what_becomes_of_a_match(kind: VerdictKind, circumstances: Circumstances, expected: AlertKind | None) -> None:
    decision = decide(verdict(kind), circumstances)
    assert (decision.kind if decision.outcome is Outcome.ALERT else None) == expected
    assert decision.why


@pytest.mark.parametrize(
    ("kind", "circumstances", "said"),
    [
        (VerdictKind.NEW, at(), "new story: is new"),
        (VerdictKind.COPY, at(), "first word of this story by this rule: is copy"),
        (VerdictKind.NEW, at(baseline=True), "in the feed's first poll: known from now on, counts as told"),
        (VerdictKind.COPY, at(told=True), "told before by this rule: is copy"),
        (
            VerdictKind.COPY,
            at(told=True, on_story="every"),
            "the rule asks for every report of a story (`on_story: every`): is copy",
        ),
        (VerdictKind.UPDATE, at(told=True), "is update"),
        (
            VerdictKind.UPDATE,
            at(told=True, on_story="first"),
            "the rule asks for the first report of a story only (`on_story: first`): is update",
        ),
        (
            VerdictKind.UPDATE,
            at(told=True, material=frozenset((Material.STATEMENTS, Material.EVENTS))),
            "the rule asks for updates by events, statements (`material`), this is one by figures, words: is update",
        ),
    ],
)
def test_what_is_said_of_it(kind: VerdictKind, circumstances: Circumstances, said: str) -> None:
    assert decide(verdict(kind), circumstances).why == said


def test_news_of_no_known_kind_says_that_it_is_told_whatever_the_rule_asks() -> None:
    """As in another language: a rule on figures alone would look wrong else."""
    foreign = replace(verdict(VerdictKind.UPDATE), material=ANY_MATERIAL)
    said = "; of which kind its news is cannot be said, so that it is told whatever `material` asks"
    assert decide(foreign, at(told=True, material=frozenset((Material.FIGURES,)))).why == f"is update{said}"
    assert decide(foreign, at(told=True)).why == "is update"


def test_what_is_perhaps_of_a_story_that_was_told_is_no_new_one() -> None:
    assert decide(verdict(VerdictKind.NEW, possibly_of=1), at(told=True)).outcome is Outcome.SUPPRESSED
    assert decide(verdict(VerdictKind.NEW, possibly_of=1), at()).kind is AlertKind.FIRST


def test_what_is_just_too_old_says_by_how_much() -> None:
    told = decide(verdict(VerdictKind.NEW), at(age=timedelta(days=3, hours=5)))
    assert told.why == "published 3 d 5 h ago, longer than alert_window (3 days)"


def test_the_first_route_that_takes_it_decides() -> None:
    routes = [
        Route(("phone",), Matchers(at_least=Severity.HIGH)),
        Route(("arabic",), Matchers(languages=frozenset({"ar"}))),
        Route(("console",)),
    ]
    assert receivers_of(routes_for(routes, an_alert(severity=Severity.LOW))) == ("console",)
    assert receivers_of(routes_for(routes, an_alert(severity=Severity.CRITICAL))) == ("phone",)
    assert receivers_of(routes_for(routes, an_alert(severity=Severity.LOW, language="ar"))) == ("arabic",)


def test_a_route_may_go_on_to_the_next() -> None:
    routes = [Route(("phone", "log"), on_to_next=True), Route(("console", "log"))]
    assert receivers_of(routes_for(routes, an_alert())) == ("phone", "log", "console")


def test_a_rule_without_a_certain_way_out_is_named() -> None:
    routes = [
        Route(("phone",), Matchers(at_least=Severity.HIGH)),
        Route(("mail",), Matchers(sources=frozenset({"a.example"}))),
    ]
    assert without_way_out(routes, [("low", Severity.LOW), ("high", Severity.HIGH)]) == ("low",)


def test_keys_of_other_parts_are_others_though_the_parts_joined_are_the_same() -> None:
    assert key_of("fire", "a-north") != key_of("fire-a", "north") != key_of("fire-a-north")
    assert key_of("ab", "c") != key_of("a", "bc")
