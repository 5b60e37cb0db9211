"""What was counted over years is no toll of today, unless it is in the headline, or that says that it rises."""

import pytest

from monitor.core.numbers.counts.of_years import is_over_years
from monitor.core.types import VerdictKind
from tests.make import article
from tests.unit.core.stories import judged
from tests.unit.core.stories.told import later, verdict

FIRST = article(
    "Missile kills two sailors on tanker off Northport",
    "A missile killed two sailors on a tanker off Northport on Monday, the navy said.",
    feed="wire",
)
SINCE = "Attacks on ships have killed nine sailors off Northport since 2023."
TOLD = "Two sailors died when a missile hit a tanker off Northport on Monday, the navy said."


@pytest.mark.parametrize(
    "sentence",
    [
        SINCE,
        "Nine have been killed since April 2023.",
        "Twelve people have been shot dead by police this year.",
        "Depuis le début de 2023, neuf marins ont été tués.",
        "Desde octubre de 2023 han muerto nueve marinos.",
        "С 2023 года погибли девять моряков.",
        "2023'ten bu yana dokuz denizci öldü.",
        "منذ عام 2023 قتل تسعة بحارة.",
    ],
)
def test_a_sentence_says_that_it_counts_over_years(sentence: str) -> None:
    assert is_over_years(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine have been killed since Monday.",
        "Nine were killed in 2023.",
        "Since then 2,000 people have fled.",
        "Nine people were killed in the deadliest strike on the town since 2019.",
        "Nine have died in what doctors say is the deadliest strike this year.",
        "Nine people were killed in the town, held by rebels since 2015.",
        "Nine have been killed in the town, which rebels have held since 2015.",
        "The strike has killed nine people, the worst toll this year.",
        "Neuf civils ont été tués dans la ville tenue par les rebelles depuis 2015.",
        "Девять человек погибли при самом тяжелом обстреле с 2019 года.",
    ],
)
def test_another_does_not(sentence: str) -> None:
    assert not is_over_years(sentence)


def test_a_total_of_years_below_a_headline_is_no_toll() -> None:
    again = article("Two sailors die as missile hits tanker off Northport", f"{TOLD} {SINCE}", feed="times")
    found = verdict(later(again, 1), FIRST)
    assert found.kind is VerdictKind.SAME_STORY and not found.new, found
    today = article(again.fields.title, f"{TOLD} {SINCE.replace('since 2023', 'on Monday')}", feed="times")
    assert "killed: 2 -> 9" in verdict(later(today, 1), FIRST).new


def test_a_headline_counts_whatever_it_counts() -> None:
    headline = "Attacks off Northport have killed nine sailors since 2023"
    assert "killed: 2 -> 9" in verdict(later(article(headline, TOLD, feed="times"), 1), FIRST).new
    rising = article("Toll of sailors killed off Northport rises", f"{TOLD} {SINCE}", feed="times")
    assert "killed: 2 -> 9" in verdict(later(rising, 1), FIRST).new


def test_nor_is_it_one_in_a_text_that_goes_on() -> None:
    wire = article("Missile hits tanker off Northport", f"{FIRST.fields.lead} The tanker carries oil to Southport.")
    longer = article(wire.fields.title, f"{wire.fields.lead} {SINCE}", feed="gazette")
    assert judged.verdict(longer, wire).kind is not VerdictKind.UPDATE
    today = article(wire.fields.title, f"{wire.fields.lead} {SINCE.replace('since 2023', 'on Monday')}", feed="gazette")
    assert judged.verdict(today, wire).kind is VerdictKind.UPDATE
    changed = article(longer.fields.title, longer.fields.lead.replace("nine", "ten"), feed="gazette")
    assert "killed: 9 -> 10" in judged.verdict(changed, longer).new
