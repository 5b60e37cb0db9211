"""Which figure takes the place of which: as if each were compared with each, and not at the price of that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.numbers.counterparts import COUNTERPART, counterparts
from monitor.core.numbers.counts.figure import MAX_FIGURES, Figure, hashed_word, tells
from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.words.units import DATE

Pairs = Callable[[Iterable[Figure], Iterable[Figure]], dict[Figure, Figure]]


def each_with_each(new: Iterable[Figure], old: Iterable[Figure]) -> dict[Figure, Figure]:
    """The pairs by their definition."""
    ours, theirs = list(new)[:MAX_FIGURES], list(old)[-MAX_FIGURES:]
    told = {figure: words_of(figure) for figure in (*ours, *theirs)}
    pairs = [
        (score, a, b)
        for a in ours
        for b in theirs
        if a.value != b.value
        and DATE not in (a.unit, b.unit)
        and (score := likeness(a, told[a], b, told[b])) >= COUNTERPART
    ]
    pairs.sort(key=lambda pair: -pair[0])
    found: dict[Figure, Figure] = {}
    used: set[str] = set()
    for _, a, b in pairs:
        if a not in found and b.value not in used:
            found[a] = b
            used.add(b.value)
    return found


def words_of(figure: Figure) -> tuple[str, frozenset[str]]:
    words = [hashed_word(word) for word in figure.about if tells(word)]
    return (words[0] if words else ""), frozenset(words)


def likeness(a: Figure, told_a: tuple[str, frozenset[str]], b: Figure, told_b: tuple[str, frozenset[str]]) -> float:
    if a.unit and b.unit and a.unit != b.unit:
        return 0.0
    same_unit = 1.0 if a.unit and a.unit == b.unit != DATE else 0.0
    same_subject = told_a[0] and told_a[0] == told_b[0] and bool(a.unit) == bool(b.unit)
    return same_unit + len(told_a[1] & told_b[1]) + (0.5 if same_subject else 0)


words = st.sampled_from(
    ["people", "killed", "town", "Morek", "of", "the", "market", "shells", "hit", hashed_word("killed")]
)
figure = st.builds(
    Figure,
    st.integers(1, 12).map(str),
    st.sampled_from(["", "killed", "wounded", DATE]),
    st.lists(words, max_size=6).map(tuple),
)


@settings(max_examples=1_000)
@given(st.lists(figure, max_size=25), st.lists(figure, max_size=25))
def test_pairs_are_those_of_each_compared_with_each(new: list[Figure], old: list[Figure]) -> None:
    assert list(counterparts(new, old).items()) == list(each_with_each(new, old).items())


def test_of_more_figures_than_are_looked_at_the_first_new_and_the_last_old_count() -> None:
    new = [Figure(str(n), "killed", ("killed", f"place{n % 50}")) for n in range(350)]
    old = [Figure(str(n + 200), "killed", ("killed", f"place{n % 70}")) for n in range(350)]
    assert list(counterparts(new, old).items()) == list(each_with_each(new, old).items())


def test_many_figures_of_one_thing_cost_little() -> None:
    def cost(pairs: Pairs, places: int) -> float:
        new = [Figure(str(n), "killed", ("people", "killed", f"place{n % places}")) for n in range(MAX_FIGURES)]
        old = [Figure(str(n + 1_000), one.unit, one.about) for n, one in enumerate(new)]
        began = process_time()
        assert len(pairs(new, old)) == MAX_FIGURES
        return process_time() - began

    for places in (1, MAX_FIGURES):
        cheap, dear = (min(cost(pairs, places) for _ in range(3)) for pairs in (counterparts, each_with_each))
        assert cheap < dear / 2, (places, cheap, dear)


def test_people_who_are_killed_are_not_fewer_of_those_in_need() -> None:
    needy, killed = "Syria has more than 4 million people in need.", "At least nine people were killed in a strike."
    assert counterparts(figures_in(killed), figures_in(needy, every=True)) == {}
    (pair,) = counterparts(figures_in("4.1 million people are in need."), figures_in(needy, every=True)).items()
    assert [one.value for one in pair] == ["4100000", "4000000"]


def test_people_who_are_killed_are_not_fewer_of_the_days_that_something_took() -> None:
    days = figures_in("The ship sank after it was hit by a rebel missile four days earlier.", every=True)
    shots = figures_in("The ship sank after it was hit by a rebel missile 12 times.", every=True)
    killed = figures_in("Rebel missile kills two on tanker")
    assert [one.unit for one in killed] == ["killed"]
    assert counterparts(killed, days) == counterparts(killed, shots) == counterparts(days, killed) == {}
    (pair,) = counterparts(figures_in("It was hit by a missile five days earlier.", every=True), days).items()
    assert [one.value for one in pair] == ["5", "4"]
