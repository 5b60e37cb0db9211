"""Whether a number behind another one counts the same."""

import pytest

from monitor.core.numbers.counts.counts_on import counts_on
from monitor.core.numbers.figures import figures_in
from monitor.core.text.fold import fold_text


@pytest.mark.parametrize(
    ("behind", "counts"),
    [
        ("", True),
        ("in Saraqib", True),
        ("people in Saraqib", True),
        ("more in Saraqib", True),
        ("Turkish soldiers", True),
        ("of them children", True),
        ("чел овек", False),
        ("человек", True),
        ("homes destroyed", False),
        ("rescued", False),
        ("people are without power", False),
        ("others hospitalised", False),
        ("in hospital", False),
        ("in need", False),
    ],
)
def test_what_stands_behind_says_whether_it_does(behind: str, *, counts: bool) -> None:
    assert counts_on(fold_text(behind).split()) is counts


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("Five killed, 3,000 homes destroyed", [("5", "killed"), ("3000", "")]),
        ("Quake kills five, 80,000 lose power", [("5", "killed"), ("80000", "")]),
        ("Two dead, 12 rescued", [("2", "killed"), ("12", "")]),
        ("At least 14 people were killed and 50 people were taken to hospital", [("14", "killed"), ("50", "")]),
        ("12 killed in Morek, 3 in Saraqib", [("12", "killed"), ("3", "killed")]),
        ("12 killed, including 8 apprentices", [("12", "killed"), ("8", "killed")]),
        ("مقتل 2 مدنيين و20 عسكريا", [("2", "killed"), ("20", "killed")]),
        ("Three killed, 14 others injured", [("3", "killed"), ("14", "wounded")]),
        ("Beş ölü, 80.000 kişi elektriksiz", [("5", "killed"), ("80000", "")]),
    ],
)
def test_a_number_of_something_else_counts_no_dead(sentence: str, stated: list[tuple[str, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures_in(sentence)] == stated
