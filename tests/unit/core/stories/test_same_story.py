"""Reports of one event in other words: when they are of one story, and when they say something new in it."""

from dataclasses import replace

import pytest

from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import VerdictKind
from tests.make import article
from tests.unit.core.stories.told import AGAIN, TOLD, headlines, later, verdict


def test_the_same_event_in_other_words_says_nothing_new() -> None:
    found = verdict(later(AGAIN, 1))
    assert (found.kind, found.of) == (VerdictKind.SAME_STORY, 7), found.why
    assert found.features["told"] >= Thresholds().nothing_new


def test_a_count_speaks_for_a_retelling_in_the_first_hours_only() -> None:
    counts, plain = (AGAIN, replace(AGAIN, fields=replace(AGAIN.fields, title="Car bomb blast at Afrin checkpoint")))
    early = verdict(later(counts, 19)).features["told"] - verdict(later(plain, 19)).features["told"]
    late = verdict(later(counts, 21)).features["told"] - verdict(later(plain, 21)).features["told"]
    assert early - late == pytest.approx(0.1, abs=0.03), "as many may have died in another one"


def test_what_was_only_explained_before_is_not_told_by_that() -> None:
    again = later(AGAIN, 1)
    told, explained, reported = (
        verdict(again, replace(TOLD, fields=replace(TOLD.fields, title=f"{word}{TOLD.fields.title}")))
        for word in ("", "Explained: ", "Reported: ")
    )
    assert told.features["told"] - explained.features["told"] == pytest.approx(0.1, abs=0.03)
    assert told.features["told"] - reported.features["told"] < 0.05


def test_a_headline_with_far_fewer_dead_tells_of_another_event() -> None:
    one = article("Nine dead in car bomb blast at Afrin checkpoint", "", feed="a")
    other = article("Two dead in car bomb blast at Afrin checkpoint", "", feed="b")
    found = verdict(later(other, 2), one)
    assert (found.kind, found.possibly_of) == (VerdictKind.NEW, 7) and "another event" in found.why


def test_a_statement_on_it_is_an_update() -> None:
    said = article("Ankara condemns Afrin bombing and blames fighters", "The ministry named no group.", feed="b")
    found = verdict(later(said, 6), TOLD)
    assert found.kind is not VerdictKind.SAME_STORY


def test_what_is_told_again_days_later_is_another_event_unless_it_is_comment() -> None:
    told = article("Air strikes kill 12 in Idlib", "Warplanes bombed the town of Ariha.", feed="a")
    again = article("Air strikes on Idlib kill 12 people", "Jets bombed a school in Ariha.", feed="b")
    assert verdict(later(again, 71), told).kind is VerdictKind.SAME_STORY
    found = verdict(later(again, 73), told)
    assert (found.kind, found.possibly_of) == (VerdictKind.NEW, 7) and "3 days" in found.why
    podcast = article("Air strikes on Idlib kill 12 people - podcast", "", feed="b")
    assert verdict(later(podcast, 73), told).kind is VerdictKind.SAME_STORY


@pytest.mark.parametrize(
    ("headline", "below", "kind"),
    [
        ("Twelve killed in raid on camp", "The raid was near Westquay in the north.", "update"),
        ("Twelve killed in raid on camp", "The raid was near Eastmere in the north.", "same_story"),
        ("Twelve held in raid on camp site", "It was near Westquay in the north.", "same_story"),
    ],
)
def test_a_place_below_a_headline_of_violence_tells_another_event(headline: str, below: str, kind: str) -> None:
    told = article(headline, "The raid was near Eastmere in the north.", feed="a")
    found = verdict(article(f"{headline}, police say", below, feed="b"), told)
    assert (found.kind, "is of Westquay" in found.why) == (kind, kind == "update"), found.why


@pytest.mark.parametrize(
    ("first", "second", "hours", "why"),
    [
        (
            "Weather for Idlib on February 6: rain by noon",
            "Weather for Idlib on February 7: rain by noon",
            2,
            "2 hours later, but its headline is for another day or hour",
        ),
        (
            "Weather for Idlib: rain by noon, wind later",
            "Weather for Idlib: rain by night, wind later",
            24,
            "24 hours later, by the same outlet: so long after, a headline so like it is taken for another event",
        ),
    ],
    ids=["another date, whoever prints it", "the outlet's own form, the next day"],
)
def test_a_form_that_is_filled_in_anew_is_another_article(first: str, second: str, hours: float, why: str) -> None:
    found = verdict(later(article(second, "", feed="a"), hours), article(first, "", feed="a"))
    assert (found.kind, found.possibly_of) == (VerdictKind.NEW, 7)
    assert found.why == f'like item 7 "{first}", {why}'


def test_a_headline_that_only_counts_what_was_counted_is_told_the_more() -> None:
    told = "Ferry sinks off Northport pier, 12 dead"
    text = "Divers searched the wreck."
    plain, counts, claims = (
        headlines(new, told, text).features
        for new in (
            "Down off Northport pier: ferry",
            "Down off Northport pier: ferry, 12 dead",
            "Down off Northport pier: ferry, 12 dead, mayor resigns",
        )
    )
    assert float(counts["told"]) - float(plain["told"]) > 0.1
    assert claims["claim"] and float(claims["told"]) < float(plain["told"])


def test_what_is_new_is_said_once() -> None:
    title = "Weber urges mayor to shut harbour of Morek"
    assert headlines(title, "Harbour of Morek burns after blast").new == (title,)
