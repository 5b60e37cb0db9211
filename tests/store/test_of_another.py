"""The words of a story told of something else: another country denies it, too, or another place is struck."""

from datetime import timedelta

import pytest

from monitor.core.types import Verdict, VerdictKind
from monitor.store.database import Database
from tests.make import NOW, article, ruleset
from tests.store.filled import HOUR, POLICY, intake

RULES = ruleset("""
entities:
  idlib: {name: Idlib, kind: place, names: [Idlib, إدلب]}
  saraqib: {name: Saraqib, kind: place, part_of: idlib, names: [Saraqib, سراقب]}
  ariha: {name: Ariha, kind: place, part_of: idlib, names: [Ariha, أريحا]}
rules:
  idlib: {title: Idlib, severity: low, when: {entity: idlib, parts: true}, tests: [{text: Idlib, expect: match}]}
""")
MORNING = (
    "Turkish observation post in Idlib shelled, two soldiers wounded",
    "Shells hit the post outside Saraqib and wounded two Turkish soldiers.",
)


def second(
    database: Database, first: tuple[str, str], later: tuple[str, str], language: str, apart: timedelta
) -> Verdict:
    both = intake(database, RULES, POLICY)
    both.take([article(*first, feed="wire", language=language, published=NOW - apart)], NOW - apart)
    (taken,) = both.take([article(*later, feed="other", language=language)], NOW).taken
    assert taken.verdict is not None
    return taken.verdict


@pytest.mark.parametrize(
    ("who", "is_news"),
    [("سوريا", True), ("روسيا", False), ("موسكو", False)],
    ids=["Syria", "Russia", "Moscow, its capital"],
)
def test_what_another_country_denies_too_is_news(database: Database, who: str, *, is_news: bool) -> None:
    first = ("روسيا تنفي شن غارات على سراقب", "نفت وزارة الدفاع الأنباء عن غارات على سراقب في إدلب.")
    later = (f"{who} تنفي شن غارات على مدينة سراقب", "نفت وزارة الدفاع مجددا الأنباء عن غارات على سراقب في إدلب.")
    found = second(database, first, later, "ar", HOUR)
    assert ("denies, as another country did" in found.why) is is_news, found
    assert (found.kind is VerdictKind.UPDATE) is is_news, found


@pytest.mark.parametrize(("place", "is_news"), [("Ariha", True), ("Saraqib", False), ("Idlib", False)])
def test_a_strike_on_a_place_that_the_story_has_not_named_is_news(
    database: Database, place: str, *, is_news: bool
) -> None:
    headline = "Turkish observation post in Idlib is shelled and two soldiers wounded"
    text = f"Shells hit the post at {place} in the evening and wounded two Turkish soldiers."
    found = second(database, MORNING, (headline, text), "en", 10 * HOUR)
    assert ("Ariha, which the story has not named" in found.why) is is_news, found
    assert (found.kind is VerdictKind.UPDATE) is is_news, found


@pytest.mark.parametrize(("who", "is_news"), [("Swiss", True), ("Austrian", False)])
def test_what_happens_to_somebody_of_another_country_is_news(database: Database, who: str, *, is_news: bool) -> None:
    first = (
        "Gunmen kidnap Austrian nurse from her home in Ariha",
        "Gunmen took the nurse from her home on Monday, local officials said. A search was under way.",
    )
    later = (
        f"{who} nurse kidnapped by gunmen in Ariha area",
        "Gunmen took a nurse on Monday evening, local officials said. A search was under way.",
    )
    found = second(database, first, later, "en", 7 * HOUR)
    assert ("of Switzerland, which no headline" in found.why) is is_news, found
    assert (found.kind is VerdictKind.UPDATE) is is_news, found


@pytest.mark.parametrize(("who", "is_news"), [("Priest", True), ("Mayor", False)])
def test_a_known_text_above_which_somebody_else_is_killed_is_news(
    database: Database, who: str, *, is_news: bool
) -> None:
    text = (
        "A man was killed by gunmen on a motorbike in front of his house on Tuesday, the police said. Nobody was "
        "arrested. The governor asked people to stay calm and to tell the police what they saw."
    )
    headlines = ("Mayor shot dead in Saraqib", f"{who} shot dead near market of Saraqib")
    found = second(database, (headlines[0], text), (headlines[1], text), "en", HOUR)
    assert ("of somebody else: clergy, not a mayor" in found.why) is is_news, found
    assert (found.kind is VerdictKind.UPDATE) is is_news, found
