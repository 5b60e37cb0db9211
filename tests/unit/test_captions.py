"""Captions of old pictures: which they are, and that rules do not look at them."""

from datetime import UTC, datetime

import pytest

from monitor.core.rules.compile import compile_rules
from monitor.core.rules.inline_tests import failures
from monitor.core.text.captions import old_captions, without_old_captions
from monitor.core.types import Fields

PUBLISHED = datetime(2023, 3, 20, tzinfo=UTC)
CAMP = "A view of a camp near Atmeh, Idlib province, on Feb. 14, 2022. (Sami Haddad/AFP via Getty Images)"


def found(lead: str) -> list[str]:
    return [lead[start:end] for _, start, end in old_captions(Fields("A judge decides", lead, ""), PUBLISHED)]


@pytest.mark.parametrize(
    "caption",
    [
        CAMP,
        "A view of Idlib, Syria, Dec. 1, 2019. Winters are cold there. (The Tower Press/AP-Sami Haddad)",
        "Idlib on 5 March 2023 (AP Photo/Sami Haddad)",
        "Men walk in Idlib on May 23, 2021, ahead of a vote on May 26, 2021. (Sami Haddad/Reuters)",
        "Idlib, June 4, 2021 (Reuters Handout)",
    ],
)
def test_a_caption_of_an_old_picture(caption: str) -> None:
    assert found(caption) == [caption]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on Idlib on March 19, 2023. (Sami Haddad/AFP)",
        "Shells fell on Idlib. (Sami Haddad/AFP)",
        "Shells fell on Idlib, as they did on Feb. 14, 2022, residents said. (Reuters)",
        "Idlib on Feb. 14, 2022 (the day of the strike) and now",
        "Idlib on June 31, 2021 (Sami Haddad/AFP)",
        "The strike of Feb. 14, 2022, is remembered in Idlib today, March 18, 2023. (Sami Haddad/AFP)",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text) == []


def test_the_lines_around_it_stay_where_they_were() -> None:
    lead = f"Shells fell on Saraqib.\n{CAMP}\nNobody was hurt."
    left = without_old_captions(Fields("Title", lead, ""), PUBLISHED)
    assert left.lead == f"Shells fell on Saraqib.\n{' ' * len(CAMP)}\nNobody was hurt."


def test_rules_do_not_look_at_it() -> None:
    rule = """
entities:
  idlib: {{name: Idlib, kind: place, names: [Idlib]}}
rules:
  rule:
    title: A rule
    severity: low
    when: {{entity: idlib}}
    tests: [{{title: A judge decides, lead: "{lead}", at: "2023-03-20T00:00:00Z", expect: {expect}}}]
"""
    for lead, expect in ((CAMP, "no match"), (CAMP.replace("2022", "2023").replace("Feb. 14", "March 19"), "match")):
        assert failures(compile_rules({"rule.yaml": rule.format(lead=lead, expect=expect)})) == ()
