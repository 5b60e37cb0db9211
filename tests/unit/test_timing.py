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
