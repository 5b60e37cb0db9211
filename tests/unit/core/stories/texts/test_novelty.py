"""What a text says that its story has not: where it stands decides whether it is news or background."""

from __future__ import annotations

import pytest

from monitor.core.numbers.figures import figures
from monitor.core.stories.texts.fingerprint import fingerprint
from monitor.core.stories.texts.novelty import NEWS_WITHIN, changes_of, novelty
from monitor.core.types import Fields
from tests.make import STORY, article

TITLE = "Shelling burns houses in Morek"
NEWS = "Shelling burned 40 houses in Morek before noon, the mayor of the town told a visitor."
FILLER = [
    "The road to the south was open again by the evening.",
    "Bakers in the old quarter sold bread until late at night.",
    "A school near the river will not open its doors this week.",
    "Buses to the coast left with an empty row or two.",
    "Farmers spoke of a dry spring and of poor harvests.",
    "Rain is due at the end of the month.",
    "The museum shows old maps until June.",
]
OLD = STORY.replace("two collapsed", "12 collapsed")
SAID = article("Shelling hits Morek", f"{OLD} {' '.join(FILLER)}").fields


def changes(text: str, title: str = TITLE) -> tuple[str, ...]:
    return novelty(Fields(title, "", text), figures(SAID), fingerprint(SAID).shingles).changes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{NEWS} {' '.join(FILLER)}", ("40 houses",)),
        (f"{' '.join(FILLER)} {NEWS}", ()),
        (f"{' '.join(FILLER)} {OLD.replace('12 collapsed', '15 collapsed')}", ("collapsed: 12 -> 15",)),
        (" ".join(FILLER), ()),
    ],
)
def test_a_new_figure_is_news_at_the_head_and_where_an_old_sentence_was_changed(
    text: str, expected: tuple[str, ...]
) -> None:
    assert len(FILLER) >= NEWS_WITHIN
    assert changes(text) == expected


def test_the_missing_take_the_place_of_no_other_people() -> None:
    told = Fields("Ferry sinks off Northport, 30 dead", "", "A ferry sank off Northport and 30 people died.")
    new = Fields("Ferry sinks off Northport", "", "A ferry sank off Northport; 30 people died and 50 are missing.")
    more = Fields(new.title, "", new.text.replace("50", "54"))
    assert novelty(new, figures(told), fingerprint(told).shingles).changes == ("50 missing",)
    assert novelty(more, figures(new), fingerprint(new).shingles).changes == ("missing: 50 -> 54",)


def test_a_new_figure_is_news_if_its_sentence_is_on_the_subject() -> None:
    assert changes(NEWS, "Mayor opens a bridge") == ()


def test_a_headline_printed_once_more_above_the_text_is_no_sentence_of_it() -> None:
    for headline in (f"{TITLE}.", f"05-07-2026 {TITLE}."):
        found = novelty(Fields(TITLE, "", f"{headline} {OLD}"), figures(SAID), fingerprint(SAID).shingles)
        assert found.sentences == ()
    found = novelty(Fields(TITLE, "", f"Watch: {TITLE}. {OLD}"), figures(SAID), fingerprint(SAID).shingles)
    assert found.sentences == (f"Watch: {TITLE}.",)


@pytest.mark.parametrize(
    ("now", "shown"),
    [("$41 million", "dollars: 44 million -> 41 million"), ("$2 billion", "2 billion dollars")],
)
def test_a_sum_of_money_is_a_change_of_one_that_is_near_it(now: str, shown: str) -> None:
    said = article("Bank borrows $44 million in Northport", "").fields
    found = novelty(article(f"Bank borrows {now} in Northport", "").fields, figures(said), fingerprint(said).shingles)
    assert found.changes == (shown,)


@pytest.mark.parametrize(
    ("said", "told", "shown"),
    [
        (
            "19 people were killed, and 19 fighters were killed",
            "3 people were killed. 1 fighter was killed.",
            {"killed: 3 -> 19"},
        ),
        (
            "Floods killed 14 people. The earthquake before killed 52,000 people.",
            "Floods killed 10 people. A landslide killed 5 people.",
            {"killed: 10 -> 14", "52,000 killed"},
        ),
        ("The earthquake killed 2,500 people", "The earthquake killed 21 people", {"killed: 21 -> 2500"}),
    ],
)
def test_no_count_is_shown_twice_or_as_the_rise_of_another_disaster(said: str, told: str, shown: set[str]) -> None:
    ours, theirs = (figures(Fields("", "", text)) for text in (said, told))
    assert set(changes_of(dict.fromkeys(ours, True), theirs)) == shown
