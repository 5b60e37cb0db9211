"""What a rule asks over time, as the pure function that decides it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from monitor.core.alerts.matters import Matter, Past, Sighting, domain_of, groups_of
from monitor.core.alerts.over_time import Judged, over_time, usual
from monitor.core.rules.over_time import ConfirmSchema, FirstMentionSchema, OverTime, QuietSchema, Rated, SpikeSchema
from monitor.core.types import AlertKind, Decision, Match, Mention, Outcome, Severity
from tests.make import NOW, article

LOW = Rated(Severity.LOW)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW = Decision(Outcome.ALERT, "new story", AlertKind.FIRST)
KNOWN = Decision(Outcome.SUPPRESSED, "told before")
CONFIRM = ConfirmSchema(sources=3, within=6 * HOUR)
SPIKE = SpikeSchema(at_least=4, within=HOUR, times=3.0, over=DAY)


def seen(*owners: str, copies: Sequence[str] = (), every: timedelta = 5 * timedelta(minutes=1)) -> list[Sighting]:
    """Sightings that end now."""
    return [
        Sighting(NOW - every * (len(owners) - 1 - n), n, owner, f"{owner}.example", owner, owner in copies)
        for n, owner in enumerate(owners)
    ]


def past(matter: Matter, sightings: Sequence[Sighting], rate: Callable[[datetime, datetime], int]) -> Past:
    """As the store counts them."""

    def within(span: timedelta) -> list[Sighting]:
        return [one for one in sightings if one.at > NOW - span and not one.is_copy]

    def sources(span: timedelta, by: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(getattr(one, by) for one in within(span)))

    return Past(matter, lambda span: len(within(span)), sources, rate)


def judged(
    asked: OverTime,
    base: Decision = NEW,
    severity: Severity = Severity.LOW,
    *,
    sightings: Sequence[Sighting] = (),
    before: float = 0,
    matter: Matter = Matter(),
    by: str = "",
) -> Judged:
    return over_time(asked, base, Rated(severity, by), past(matter, sightings, lambda _, __: int(before)), NOW)


@pytest.mark.parametrize(
    ("sightings", "base", "matter", "expected", "kind"),
    [
        (seen("a"), NEW, {}, Outcome.ALERT, AlertKind.FIRST),
        (seen("a", "b", "a"), KNOWN, {}, Outcome.SUPPRESSED, None),
        (seen("a", "b", "c"), KNOWN, {"last_alert": NOW - HOUR}, Outcome.ALERT, AlertKind.FOLLOW_UP),
        (seen("a", "b", "c"), KNOWN, {}, Outcome.ALERT, AlertKind.FIRST),
        (seen("a", "b", "c"), KNOWN, {"last_alert": NOW - 7 * HOUR}, Outcome.ALERT, AlertKind.FIRST),
        (seen("a", "b", "c", copies=["b"]), KNOWN, {}, Outcome.SUPPRESSED, None),
        (seen("a", "b", "c", every=4 * HOUR), KNOWN, {}, Outcome.SUPPRESSED, None),
        (
            seen("a", "b", "c", "d"),
            KNOWN,
            {"confirmed": NOW - HOUR, "last_alert": NOW - HOUR},
            Outcome.SUPPRESSED,
            None,
        ),
    ],
)
def test_confirmation(
    sightings: list[Sighting], base: Decision, matter: dict[str, Any], expected: Outcome, kind: AlertKind | None
) -> None:
    found = judged(OverTime(confirm=CONFIRM), base, sightings=sightings, matter=Matter(**matter))
    assert found.decision.outcome is expected
    assert kind is None or found.decision.kind is kind
    assert found.reports.wanted == 3
    assert found.releases == (kind is not None and len(sightings) > 1), "what waited is told with what confirms it"


def test_what_several_sources_go_on_telling_stays_confirmed() -> None:
    was = Matter(confirmed=NOW - 5 * HOUR)
    assert judged(OverTime(confirm=CONFIRM), KNOWN, sightings=seen(*"abc"), matter=was).matter.confirmed == NOW
    assert judged(OverTime(confirm=CONFIRM), KNOWN, sightings=seen(*"ab"), matter=was).matter == replace(
        was, first_match=NOW, last_match=NOW
    )


def test_confirmation_counts_what_makes_sources_independent() -> None:
    two = [Sighting(NOW, 1, "house", "one.example", "x", False), Sighting(NOW, 2, "house", "two.example", "y", False)]
    for by, expected in (("owner", 1), ("domain", 2), ("feed", 2)):
        asked = OverTime(confirm=ConfirmSchema(sources=2, within=HOUR, independent_by=by))
        assert len(judged(asked, KNOWN, sightings=two).reports.owners) == expected


def test_what_is_told_unconfirmed_says_so() -> None:
    one = judged(OverTime(confirm=CONFIRM), sightings=seen("a"))
    assert one.decision.why == "new story; unconfirmed: 1 of 3 independent sources within 6 hours"
    assert judged(OverTime(confirm=CONFIRM), KNOWN, sightings=seen("a")).decision == KNOWN


def test_waiting_holds_and_says_how_many_there_are() -> None:
    wait = OverTime(confirm=ConfirmSchema(sources=3, within=HOUR, alert="wait"))
    found = judged(wait, sightings=seen("a", "b"))
    assert found.decision.outcome is Outcome.HELD
    assert found.decision.why == (
        "waits for confirmation until 2026-03-01 13:00 UTC: 2 of 3 independent sources within 60 minutes: a, b"
    )
    assert found.matter.last_alert is None


def test_the_usual_is_the_average_and_from_two_weeks_on_that_of_the_same_hours() -> None:
    def rate(start: datetime, end: datetime) -> int:
        return 10 if end - start == HOUR else 336  # ten at this hour of each week, one an hour on average

    two_weeks = SpikeSchema(at_least=4, within=HOUR, times=3.0, over=14 * DAY)
    assert usual(SPIKE, past(Matter(), (), lambda _, __: 48), NOW) == 2.0
    assert usual(two_weeks, past(Matter(), (), rate), NOW) == pytest.approx((10 + 10 + 1) / 3)


@pytest.mark.parametrize(
    ("count", "before", "matter", "kind"),
    [
        (4, 0, {}, AlertKind.FIRST),
        (3, 0, {}, None),
        (4, 48, {}, None),
        (6, 48, {}, AlertKind.FIRST),
        (5, 0, {"is_spiking": True, "last_alert": NOW - HOUR}, None),
        (5, 0, {"is_spiking": True, "last_alert": NOW - 7 * HOUR}, AlertKind.FOLLOW_UP),
        (3, 0, {"is_spiking": True, "last_alert": NOW - HOUR}, None),
    ],
)
def test_spikes(count: int, before: float, matter: dict[str, Any], kind: AlertKind | None) -> None:
    asked = OverTime(spike=SPIKE, repeat_after=6 * HOUR)
    found = judged(asked, sightings=seen(*"abcdefgh"[:count]), before=before, matter=Matter(**matter))
    assert (found.decision.kind if found.decision.outcome is Outcome.ALERT else None) == kind
    assert found.matter.is_spiking == (count >= 4 and count >= 3 * before / 24)


def test_the_usual_is_said_so_that_the_reader_can_multiply_it() -> None:
    within = SpikeSchema(at_least=4, within=HOUR, times=3.0, over=3 * DAY)
    found = judged(OverTime(spike=within), sightings=seen(*"abcde"), before=119)
    assert found.decision.why == "spike: 5 matches in 60 minutes, the usual is 1.65", (
        "5 is more than three times as much"
    )


def test_the_first_mention() -> None:
    ever, after = OverTime(first_mention=FirstMentionSchema()), OverTime(first_mention=FirstMentionSchema(after=DAY))
    assert judged(ever, KNOWN).decision.outcome is Outcome.ALERT
    assert judged(ever, matter=Matter(last_match=NOW - 99 * DAY)).decision.outcome is Outcome.SUPPRESSED
    assert judged(after, KNOWN, matter=Matter(last_match=NOW - 2 * DAY)).decision.outcome is Outcome.ALERT
    assert judged(after, matter=Matter(last_match=NOW - HOUR)).decision.outcome is Outcome.SUPPRESSED


def test_the_first_mention_says_no_more_than_the_rule_knows() -> None:
    ever = OverTime(first_mention=FirstMentionSchema())
    assert judged(ever).decision.why == "the first mention that this rule has heard"
    before = Matter(last_match=NOW - HOUR, last_article=7)
    other = over_time(ever, NEW, LOW, replace(past(before, (), lambda _, __: 0), article=8), NOW)
    last = "mentioned before, last on 2026-03-01 11:00 UTC"
    asked = "the rule asks for the first of all (`first_mention`)"
    assert other.decision.why == f"{last}; {asked}"
    edit = over_time(ever, NEW, LOW, replace(past(before, (), lambda _, __: 0), article=7), NOW)
    assert edit.decision.why == f"{last} by an earlier edition of this item; {asked}"


def test_of_whom_a_mention_or_a_spike_is() -> None:
    ever, heard = OverTime(first_mention=FirstMentionSchema()), Matter(last_match=NOW - HOUR)

    def why(asked: OverTime, matter: Matter, *sightings: Sighting) -> str:
        of_weber = replace(past(matter, sightings, lambda _, __: 0), of="Weber")
        return over_time(asked, NEW, LOW, of_weber, NOW).decision.why

    assert why(ever, Matter()) == "the first mention of Weber that this rule has heard"
    assert why(ever, heard) == (
        "Weber was mentioned before, last on 2026-03-01 11:00 UTC; the rule asks for the first of all (`first_mention`)"
    )
    after = OverTime(first_mention=FirstMentionSchema(after=HOUR))
    assert why(after, heard) == "the first mention of Weber in 60 minutes that this rule has heard"
    assert why(OverTime(spike=SPIKE), heard, *seen(*"abcd")) == (
        "spike: 4 mentions of Weber in 60 minutes, the usual is none"
    )


def test_a_first_mention_and_a_spike_say_that_the_rule_was_not_in_force_all_the_time() -> None:
    """Out of the files for weeks it has heard nothing, and that is no silence."""

    def why(asked: OverTime, matter: Matter, *sightings: Sighting, since: timedelta) -> str:
        rule = replace(past(matter, sightings, lambda _, __: 0), since=lambda: NOW - since)
        return over_time(asked, NEW, LOW, rule, NOW).decision.why

    after, heard = OverTime(first_mention=FirstMentionSchema(after=30 * DAY)), Matter(last_match=NOW - 61 * DAY)
    away = "; it is in force as it is since 2026-02-28 12:00 UTC only"
    told = "the first mention in 61 days that this rule has heard"
    assert why(after, heard, since=DAY) == told + away
    assert why(after, heard, since=62 * DAY) == told
    spike, said = OverTime(spike=SPIKE), "spike: 4 matches in 60 minutes, the usual is none"
    assert why(spike, heard, *seen(*"abcd"), since=2 * DAY) == said
    assert (
        why(spike, heard, *seen(*"abcd"), since=HOUR)
        == f"{said}; it is in force as it is since 2026-03-01 11:00 UTC only"
    )


def test_a_spike_that_goes_on_says_when_it_is_told_again() -> None:
    was, said = (
        Matter(is_spiking=True, last_alert=NOW - HOUR),
        "the spike goes on: 4 matches in 60 minutes, the usual is none",
    )
    once, again = OverTime(spike=SPIKE), OverTime(spike=SPIKE, repeat_after=6 * HOUR)
    told = [judged(one, sightings=seen(*"abcd"), matter=was).decision.why for one in (once, again)]
    assert told == [
        f"{said}; the rule has no `repeat_after`, so one is told once",
        f"{said}; it is told again from 2026-03-01 17:00 UTC on (`repeat_after`)",
    ]


def test_what_a_rule_asks_is_said_as_it_asks_it() -> None:
    """Rounded, 150 minutes are two hours, and a report after two hours and a quarter is said to be within them."""
    confirm = ConfirmSchema(sources=2, within=150 * timedelta(minutes=1))
    assert judged(OverTime(confirm=confirm), sightings=seen("a")).decision.why.endswith("within 150 minutes")
    quiet = OverTime(quiet=QuietSchema(**{"for": 60 * HOUR}))
    assert "a silence of 60 hours" in judged(quiet, matter=Matter(last_match=NOW)).decision.why
    heard = judged(quiet, matter=Matter(last_match=NOW - 60 * HOUR, quiet_told=NOW - HOUR)).decision.why
    assert heard == "heard of again after 2 d 12 h"


def test_a_rule_on_silence_tells_its_end_only_if_it_told_its_beginning() -> None:
    asked = OverTime(quiet=QuietSchema(**{"for": 3 * DAY}))
    assert judged(asked, matter=Matter(last_match=NOW - HOUR)).decision.outcome is Outcome.SUPPRESSED
    found = judged(asked, matter=Matter(last_match=NOW - 4 * DAY, quiet_told=NOW - DAY))
    assert found.decision.why == "heard of again after 4 days" and found.matter.quiet_told is None


def test_a_severity_rises_at_once_and_never_falls() -> None:
    told = Matter(severity=Severity.MEDIUM, last_alert=NOW - HOUR, last_match=NOW - HOUR)
    risen = judged(OverTime(repeat_after=6 * HOUR), KNOWN, Severity.HIGH, matter=told, by="high by step 1")
    assert risen.decision.outcome is Outcome.ALERT and risen.hold_until is None
    assert risen.decision.why == (
        "severity raised from medium to high; without that silent, as told before; high by step 1"
    )
    later = judged(OverTime(), NEW, Severity.LOW, matter=told)
    assert later.severity is Severity.MEDIUM
    assert later.decision.why == "new story; still medium: the severity of what was told never falls"
    first = judged(OverTime(), NEW, Severity.HIGH, by="high by step 1")
    assert first.decision.why == "new story; high by step 1"
    assert judged(OverTime(), KNOWN, Severity.LOW, matter=told).decision.outcome is Outcome.SUPPRESSED


def test_repeat_after_does_not_wait_for_a_clock_that_was_set_back() -> None:
    after = judged(OverTime(repeat_after=2 * HOUR), matter=Matter(last_alert=NOW + 999 * HOUR, severity=Severity.LOW))
    assert after.hold_until == NOW + 2 * HOUR


def test_repeat_after_holds_until_its_end_and_counts_from_what_was_told_then() -> None:
    asked = OverTime(repeat_after=2 * HOUR)
    first = judged(asked)
    assert (first.hold_until, first.matter.last_alert) == (None, NOW)
    soon = judged(asked, matter=Matter(last_alert=NOW - HOUR, severity=Severity.LOW))
    assert soon.hold_until == NOW + HOUR and soon.matter.last_alert == NOW - HOUR
    after = judged(asked, matter=Matter(last_alert=NOW - 3 * HOUR, held_until=NOW - HOUR, severity=Severity.LOW))
    assert after.hold_until == NOW + HOUR, "two hours from when the held ones were told"
    over = judged(asked, matter=Matter(last_alert=NOW - 2 * HOUR, severity=Severity.LOW))
    assert over.hold_until is None, "and not a moment longer"


def test_repeat_after_counts_from_what_was_told_last_and_not_from_what_it_held_before_that() -> None:
    asked = OverTime(repeat_after=2 * HOUR)
    told = judged(asked, matter=Matter(last_alert=NOW - 5 * HOUR, held_until=NOW - 3 * HOUR, severity=Severity.LOW))
    assert told.hold_until is None
    assert judged(asked, matter=told.matter).hold_until == NOW + 2 * HOUR


def test_repeat_after_holds_nothing_that_has_become_confirmed() -> None:
    asked = OverTime(confirm=CONFIRM, repeat_after=6 * HOUR)
    told = Matter(last_alert=NOW - HOUR, severity=Severity.LOW)
    assert judged(asked, sightings=seen(*"ab"), matter=told).hold_until == NOW + 5 * HOUR
    assert judged(asked, sightings=seen(*"abc"), matter=told).hold_until is None


def test_the_matters_of_a_match_are_entities_and_no_lists_of_words_and_its_rule_where_it_names_none() -> None:
    named = [Mention(name, name, "title", 0, 1, name) for name in ("morek", "weapons", "idlib", "morek")]
    match = Match("r", "R", Severity.LOW, tuple(named))
    assert groups_of("entity", match, article("A"), 1, {"idlib", "morek"}) == ("entity:morek", "entity:idlib")
    assert groups_of("entity", match, article("A"), 1, set()) == ("rule:r",)


def test_one_site_is_one_source_with_or_without_www() -> None:
    assert domain_of(article("A", url="https://www.news.example/1")) == domain_of(
        article("B", url="https://news.example/2")
    )


def test_a_spike_is_compared_with_a_past_that_is_longer_than_itself() -> None:
    with pytest.raises(ValueError, match="make it longer than `within`"):
        SpikeSchema(at_least=4, within=HOUR, times=3.0, over=HOUR)
