"""Which lines on what is new a message shows."""

import pytest

from monitor.core.alerts.new_lines import new_lines

HEADLINE = "First Bank's shares drop more than 17% after downgrade. Not everyone agrees"


@pytest.mark.parametrize(
    "line",
    [
        HEADLINE,
        "Not everyone agrees",
        "(Anna Muster/Photo Agency via Another)",
        "[Read more in our app]",
        "Haha.",
        "'Mr.",
        "The Federal Deposit Insurance Corporation...",
        "17 after",
    ],
)
def test_what_tells_a_reader_nothing_more_is_left_out(line: str) -> None:
    assert new_lines([line, "Depositors queue at its doors."], HEADLINE) == ("Depositors queue at its doors.",)


@pytest.mark.parametrize(
    "line",
    [
        "killed: 21 -> 31",
        "31 killed",
        "dollars: 44.5 million -> 41 million",
        "1,234,567 dollars",
        "31 billion",
        "(Two soldiers died.) Both were from Northport.",
        "Rebels withdraw.",
        "انسحبوا",
        "The bank said that its depositors, of whom most are small firms in the north, ...",
    ],
)
def test_what_tells_more_is_shown(line: str) -> None:
    assert new_lines([line, line], "31 killed and 1 bank closed") == (line,)


def test_a_number_is_left_out_where_a_sentence_that_is_shown_has_it() -> None:
    assert new_lines(["40 homes", "The flood took 40 homes."], "Flood in Northport") == ("The flood took 40 homes.",)
    assert new_lines(["40 homes", "The flood took 1,400 homes."], "Flood in Northport") == (
        "40 homes",
        "The flood took 1,400 homes.",
    )
