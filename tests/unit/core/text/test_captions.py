"""Captions of pictures: which they are, that rules do not look at old ones, and that the judge looks at none."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.core.rules.compile import compile_rules
from monitor.core.rules.inline_tests import failures
from monitor.core.stories.terms import terms
from monitor.core.text.captions import old_captions, without_captions, without_old_captions
from monitor.core.types import Fields
from monitor.intake.types import Policy
from monitor.reference.common_words import rarity
from monitor.trial.evaluate import Evaluation, StreamLine

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


def test_news_on_the_line_of_a_caption_stays() -> None:
    news = "Shelling killed five people in Saraqib on Sunday. "
    left = without_old_captions(Fields("Title", news + CAMP, ""), PUBLISHED)
    assert left.lead == news + " " * len(CAMP)
    assert without_captions(f"{news}A map of Syria. (AP Photo)") == news


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


def test_no_caption_says_what_is_new() -> None:
    map_of_it = "A map of Syria with its capital, Damascus. (AP Photo)"
    text = f"Shells fell on Saraqib.\n{map_of_it}\nNobody was hurt (Saturday)."
    assert without_captions(text) == "Shells fell on Saraqib.\n\nNobody was hurt (Saturday)."
    weights = rarity().of("en")
    assert terms(Fields("Shells fall on Saraqib", map_of_it, ""), weights).body == ()
    assert terms(Fields("Shells fall on Saraqib", map_of_it.replace("(AP Photo)", ""), ""), weights).body != ()


def test_a_report_above_a_caption_tells_again_what_is_told(tmp_path: Path) -> None:
    headline = "Shells hit crowded bakery in Saraqib and kill at least nine people"
    told = (
        "Rescuers and residents said that the shells came down on a queue before noon, and that more lay under bricks."
    )
    caption = (
        "A map of Syria that shows where Damascus, the capital of the country, lies beside its neighbours. (AP Photo)"
    )
    lines = [
        StreamLine(id=str(day), url=f"http://{host}/", title=headline, summary=below, published=f"2023-06-{day}T08:00:00Z",
             source=host, language="en", label="R")
        for day, host, below in ((24, "gazette.example", told), (26, "herald.example", caption))
    ]  # fmt: skip
    policy = Policy((), timedelta(days=36_500))
    outcome = Evaluation(tmp_path, None, policy).stream(lines)
    assert [one.verdict.kind.value for one in outcome.judged] == ["new", "same_story"]
