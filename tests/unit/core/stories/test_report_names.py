"""How a reason names what is stored."""

from monitor.core.stories.reports import MAX_NAME, name_of


def test_a_long_headline_is_cut_where_it_is_seen_to_be_cut() -> None:
    long = "Air strikes hit the edge of an observation post " + "near the town of Morek"
    assert name_of("item 7", long, "a-wire") == f'item 7 "{long[: MAX_NAME - 1].rstrip()}…" (a-wire)'
    assert name_of("item 7", long[: MAX_NAME - 2], "") == f'item 7 "{long[: MAX_NAME - 2]}"'
    assert name_of("item 7", "", "a-wire") == "item 7 (a-wire)"
