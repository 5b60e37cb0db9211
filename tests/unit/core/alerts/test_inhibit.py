"""Which alerts hold others: one on the province those on its towns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.alerts.inhibit import Inhibition, by_wider, standing
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.types import Alert
from tests.make import NOW, an_alert

HOUR = timedelta(hours=1)
WIDE, NARROW = Matchers(tags=frozenset({"province"})), Matchers(tags=frozenset({"town"}))
HOLDS = Inhibition(WIDE, NARROW, 2 * HOUR)


def alert(number: int, *tags: str, hours: int = 0, story: int | None = None) -> Alert:
    return replace(an_alert(f"k{number}"), id=number, tags=tags, created=NOW - hours * HOUR, story=story)


def held_by(told: list[Alert], one: Alert, *inhibitions: Inhibition) -> str:
    found = by_wider(standing(inhibitions or (HOLDS,), told, NOW), one)
    return found.why.split(" (")[0] if found else ""


def test_a_wider_alert_holds_a_narrower_one_for_its_time() -> None:
    town = alert(9, "town")
    assert held_by([alert(1, "province")], town) == "alert 1"
    assert held_by([alert(1, "province", hours=2)], town) == held_by([alert(1, "province", hours=-1)], town) == ""
    assert held_by([alert(1, "town")], town) == held_by([alert(1, "province")], alert(9, "port")) == ""
    assert held_by([alert(1, "province", hours=1), alert(2, "province")], town) == "alert 2"


def test_none_holds_itself_nor_what_is_as_wide() -> None:
    both = alert(1, "province", "town")
    assert held_by([both], both) == held_by([both], alert(2, "province", "town")) == ""
    assert held_by([both], alert(2, "town")) == "alert 1"


def test_it_may_ask_for_the_same_story() -> None:
    same = replace(HOLDS, same_story=True)
    assert held_by([alert(1, "province", story=4)], alert(2, "town", story=4), same) == "alert 1"
    assert held_by([alert(1, "province", story=4)], alert(2, "town", story=5), same) == ""
    assert held_by([alert(1, "province")], alert(2, "town"), same) == ""


def test_what_was_told_is_looked_through_once_for_all_that_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Alert] = []
    hold_for = Matchers.hold_for

    def looked_at(matchers: Matchers, one: Alert) -> bool:
        asked.append(one)
        return hold_for(matchers, one)

    monkeypatch.setattr(Matchers, "hold_for", looked_at)
    wider = standing([HOLDS], [alert(number, "province" if number == 1 else "port") for number in range(1, 101)], NOW)
    held = [by_wider(wider, alert(number, "town")) for number in range(200, 300)]
    assert all(held)
    assert [one.id for one in asked if one.id < 200] == list(range(1, 101))
    assert len(asked) == 300, "of each that waits, whether it is narrower and not as wide"
