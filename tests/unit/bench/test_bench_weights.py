"""The suite `weights` changes what it says it changes, and shows it."""

from __future__ import annotations

from dataclasses import asdict
from multiprocessing import get_context
from multiprocessing.connection import Connection

from bench.judging.weights import ADDED, Mistakes, Report, Weight, _set, every_weight
from bench.table.weights import weights
from monitor.core.numbers.counts import figure
from monitor.core.stories.headlines import recounts
from monitor.core.stories.terms import BODY_WEIGHT


def _after(to: Connection, weight: Weight) -> None:
    _set(weight, weight.value * 2)
    to.send([vars(module)["PART"] for module in (figure, recounts)])


def test_a_weight_is_changed_where_it_stands_and_where_it_was_taken_from_there() -> None:
    weight = Weight(figure.__name__, "PART", figure.PART)
    context = get_context("fork")  # in a process of its own, as the suite does
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_after, args=(theirs, weight))
    process.start()
    assert ours.recv() == [weight.value * 2] * 2
    process.join()
    assert weight.value == figure.PART == vars(recounts)["PART"]


def test_each_weight_says_what_it_is() -> None:
    found = list(every_weight())
    assert [one.name for one in found if not one.says] == []
    (body,) = (one for one in found if one.name == "BODY_WEIGHT")
    assert body.value == BODY_WEIGHT and body.name in ADDED[body.where] and "headline" in body.says


def test_the_page_shows_what_hangs_on_each() -> None:
    shipped = Mistakes(9, 217, 79, 315)
    one = Weight(
        "monitor.core.stories.terms", "BODY_WEIGHT", 0.3, "The | headline", Mistakes(10, 217, 76, 315), shipped
    )
    lines = list(weights({"weights": {"report": asdict(Report(shipped, [one]))}}))
    assert lines[-1] == "| `core.stories.terms.BODY_WEIGHT` | 0.3 | +1 / -3 | = |  | The / headline |"
    assert list(weights({})) == []
