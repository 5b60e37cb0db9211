from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.core.timing import after_failure, after_success, next_attempt, spread
from tests.make import NOW

HOUR = timedelta(hours=1)


@given(
    name=st.text(min_size=1, max_size=20),
    minutes=st.integers(1, 600),
    failures=st.integers(0, 10_000),
    asked=st.integers(0, 10_000_000),
)
def test_a_feed_is_always_due_again_and_never_too_soon(name: str, minutes: int, failures: int, asked: int) -> None:
    interval, cap = timedelta(minutes=minutes), 6 * HOUR
    due = after_failure(
        NOW,
        name=name,
        interval=interval,
        failures=failures,
        max_interval=cap,
        retry_after=timedelta(seconds=asked),
    )
    assert due >= NOW + 0.9 * interval
    assert due >= NOW + min(timedelta(seconds=asked), timedelta(days=1))
    assert due <= NOW + max(1.1 * max(interval, cap), timedelta(days=1))


@given(name=st.text(max_size=20), minutes=st.integers(1, 600), wished=st.integers(0, 1_000))
def test_a_feed_that_answered_is_due_after_its_wait_and_not_before_its_publisher_wishes(
    name: str, minutes: int, wished: int
) -> None:
    wait, wish = timedelta(minutes=minutes), timedelta(minutes=wished)
    due = after_success(NOW, name=name, wait=wait, wished=wish) - NOW
    assert due >= wish and 0.9 * wait <= due <= max(1.1 * wait, wish)


def test_feeds_of_one_interval_come_a_tenth_sooner_or_later() -> None:
    waits = [(after_success(NOW, name=f"feed {n}", wait=HOUR) - NOW) / HOUR for n in range(1_000)]
    assert min(waits) < 0.91 and max(waits) > 1.09


def test_failures_back_off_and_success_heals_at_once() -> None:
    waits = [
        after_failure(NOW, name="a", interval=timedelta(minutes=5), failures=n, max_interval=6 * HOUR) - NOW
        for n in range(1, 12)
    ]
    assert waits == sorted(waits)
    assert waits[0] < timedelta(minutes=12) and waits[-1] > 5 * HOUR
    assert after_success(NOW, name="a", wait=timedelta(minutes=5)) - NOW < timedelta(minutes=6)


def test_a_thousand_feeds_are_spread_evenly() -> None:
    tenths = [0] * 10
    for number in range(1_000):
        tenths[int(spread(f"feed {number}") * 10)] += 1
    assert min(tenths) > 60


@given(attempts=st.integers(1, 1_000), jitter=st.floats(0, 1, exclude_max=True))
def test_a_delivery_is_tried_again_within_the_hour(attempts: int, jitter: float) -> None:
    assert timedelta(seconds=3) < next_attempt(NOW, attempts, jitter) - NOW < HOUR
