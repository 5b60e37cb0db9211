"""No host is asked more often than its gap allows, and no feed is passed over."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count, pairwise
from threading import Event

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.feeds.turns import Turns
from tests.make import NOW

SECOND = timedelta(seconds=1)


@settings(max_examples=50)
@given(
    gap=st.integers(1, 20),
    feeds=st.integers(1, 15),
    interval=st.integers(1, 30),
    stalls=st.sets(st.integers(0, 200), max_size=60),
)
def test_the_gap_holds_and_every_feed_has_its_turn(gap: int, feeds: int, interval: int, stalls: set[int]) -> None:
    turns, polled = Turns(), list[tuple[int, str]]()
    due = {f"feed {n}": NOW for n in range(feeds)}
    for second in range(1_000):
        if second in stalls:  # the daemon was busy elsewhere
            continue
        now = NOW + second * SECOND
        for feed in sorted((f for f in due if due[f] <= now), key=lambda f: due[f]):
            at = turns.turn(feed, "one.example", now, gap * SECOND)
            if at <= now:
                polled.append((second, feed))
                due[feed] = now + interval * SECOND
            else:
                due[feed] = at
    seconds = [second for second, _ in polled]
    assert all(later - sooner >= gap for sooner, later in pairwise(seconds))
    counts = [sum(one == feed for _, one in polled) for feed in due]
    assert min(counts) >= max(counts) // 2 - 2, counts
    possible = min(1_000 // gap, feeds * (1_000 // max(interval, gap)))
    assert len(polled) >= 0.6 * possible - 2, "the host is asked as often as it may be"


@settings(max_examples=30)
@given(feeds=st.integers(1, 40), late=st.lists(st.integers(0, 80), min_size=1, max_size=20))
def test_a_poll_that_begins_a_little_late_costs_the_next_feed_no_turn(feeds: int, late: list[int]) -> None:
    """As claims do: each comes some milliseconds after the first feed is due."""
    turns, polled = Turns(), list[tuple[timedelta, str]]()
    due = {f"feed {n}": NOW for n in range(feeds)}
    now, claims = NOW, 0
    while now < NOW + 300 * SECOND:
        for feed in sorted((f for f in due if due[f] <= now), key=lambda f: due[f]):
            due[feed] = turns.turn(feed, "one.example", now, SECOND)
            if due[feed] <= now:
                polled.append((now - NOW, feed))
                due[feed] = now + feeds * SECOND / 2
        now = max(now, min(due.values())) + timedelta(milliseconds=late[claims % len(late)])
        claims += 1
    assert all(later - sooner >= SECOND for (sooner, _), (later, _) in pairwise(polled))
    assert len(polled) >= 270, "the host is asked as often as it may be"
    for feed in due:
        times = [at for at, one in polled if one == feed]
        assert all(later - sooner <= (feeds + 3) * 1.1 * SECOND for sooner, later in pairwise(times)), feed


def test_hosts_do_not_wait_for_one_another_and_no_gap_is_no_wait() -> None:
    turns = Turns()
    assert turns.turn("a", "one.example", NOW, SECOND) == turns.turn("b", "two.example", NOW, SECOND) == NOW
    assert turns.turn("c", "one.example", NOW, SECOND) == NOW + SECOND == turns.waiting(NOW)
    assert turns.turn("d", "three.example", NOW, 0 * SECOND) == turns.turn("e", "three.example", NOW, 0 * SECOND) == NOW


def test_a_feed_that_comes_before_its_turn_keeps_it() -> None:
    turns = Turns()
    turns.turn("a", "one.example", NOW, SECOND)
    at = turns.turn("b", "one.example", NOW, SECOND)
    assert turns.turn("b", "one.example", NOW + SECOND / 2, SECOND) == at == NOW + SECOND
    assert turns.turn("c", "one.example", NOW + SECOND / 2, SECOND) == NOW + 2 * SECOND


def test_a_feed_that_does_not_come_for_its_turn_is_not_waited_for() -> None:
    turns = Turns()
    turns.turn("a", "one.example", NOW, SECOND)
    turns.turn("gone", "one.example", NOW, SECOND)
    assert turns.waiting(NOW + 62 * SECOND) is None


def test_hosts_that_nobody_asks_any_more_are_forgotten_and_those_that_wait_are_not() -> None:
    turns = Turns()
    for hour in range(5_000):
        now = NOW + timedelta(hours=hour)
        assert turns.turn(f"page {hour}", f"{hour}.example", now, SECOND) == now
        turns.asked(f"cdn-{hour}.example", now, SECOND)
        turns.turn(f"gone {hour}", f"{hour}.example", now, SECOND)
    assert len(turns._last) + len(turns._next) + len(turns._given) <= 1_004
    turns = Turns()
    for number in range(5_000):
        turns.turn(f"page {number}", f"{number}.example", NOW, SECOND)
    assert {turns.turn("later", f"{number}.example", NOW, SECOND) for number in range(5_000)} == {NOW + SECOND}


def test_a_host_that_a_redirect_asked_is_left_alone_for_its_gap_and_who_has_a_turn_keeps_it() -> None:
    turns = Turns()
    turns.asked("one.example", NOW, SECOND)
    assert turns.turn("a", "one.example", NOW, SECOND) == NOW + SECOND
    turns.asked("one.example", NOW + SECOND / 2, SECOND)
    assert turns.turn("a", "one.example", NOW + SECOND, SECOND) == NOW + SECOND
    assert turns.turn("b", "one.example", NOW + SECOND, SECOND) > NOW + SECOND


def test_while_a_host_has_enough_to_answer_nobody_is_passed_over() -> None:
    turns, feeds = Turns(), ["one", "two", "three"]
    for seconds in range(10):
        now = NOW + seconds * SECOND
        turns.put_off("slow.example", now)
        assert all(turns.turn(feed, "slow.example", now, SECOND) > now for feed in feeds)
    at = [turns.turn(feed, "slow.example", now, SECOND) for feed in feeds]
    assert at == [now + SECOND, now + 2 * SECOND, now + 3 * SECOND]
    assert turns.turn("new", "slow.example", at[0], SECOND) > at[2]
    assert turns.turn("one", "slow.example", at[0], SECOND) == at[0]


def test_turns_move_with_a_clock_that_is_set_back() -> None:
    turns, day = Turns(), timedelta(days=1)
    turns.turn("a", "one.example", NOW, SECOND)
    assert turns.turn("b", "one.example", NOW, SECOND) == NOW + SECOND
    turns.set_back(day)
    assert turns.waiting(NOW - day) == turns.turn("b", "one.example", NOW - day, SECOND) == NOW - day + SECOND
    assert turns.turn("c", "one.example", NOW - day, SECOND) == NOW - day + 2 * SECOND


def test_a_feed_that_comes_late_for_its_turn_by_less_than_a_minute_has_it() -> None:
    turns = Turns()
    for feed in "abc":
        turns.turn(feed, "one.example", NOW, SECOND)
    late = NOW + 30 * SECOND
    assert turns.waiting(late) == NOW + SECOND
    assert turns.turn("b", "one.example", late, SECOND) == late


def test_a_gap_of_minutes_holds_however_many_other_hosts_are_asked_meanwhile() -> None:
    turns, gap = Turns(), timedelta(minutes=5)

    def others(now: datetime) -> None:
        for number in range(1_200):
            turns.turn(f"other {now} {number}", f"{now}-{number}.example", now, SECOND)

    assert turns.turn("a", "one.example", NOW, gap) == NOW
    later = NOW + timedelta(minutes=3)
    others(later)
    assert turns.turn("b", "one.example", later, gap) == NOW + gap
    assert turns.turn("c", "one.example", later, gap) == NOW + 2 * gap
    late = NOW + gap + 50 * SECOND
    assert turns.turn("b", "one.example", late, gap) == late
    others(NOW + 2 * gap)
    assert turns.turn("c", "one.example", NOW + 2 * gap, gap) >= late + gap


def test_what_a_thread_asks_while_another_claims_breaks_neither() -> None:
    """Claims ask for turns in the thread of the writer, redirects are followed in that of the event loop."""
    turns, is_over, hosts = Turns(), Event(), count()

    def follow() -> None:
        while not is_over.is_set():
            turns.asked(f"cdn-{next(hosts)}.example", NOW, SECOND)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(1) as others:
            followed = others.submit(follow)
            try:
                for number in range(50_000):
                    turns.turn("a", f"{number}.example", NOW, SECOND)
            finally:
                is_over.set()
            followed.result()
    finally:
        sys.setswitchinterval(before)
