"""How often the judge is right, as shares for a person."""

from monitor.core.stories.agreement import Share


def test_a_share_of_nothing_is_no_figure() -> None:
    assert str(Share.of([])) == "no case"
    assert str(Share.of([True, False])).startswith("0.500 (1 of 2, ")
