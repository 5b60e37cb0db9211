"""Reports in two languages are of two events if their headlines name two places, whatever else agrees."""

import pytest

from monitor.core.types import VerdictKind
from monitor.intake.types import Taken
from monitor.store.database import Database
from tests.make import NOW, article, ruleset
from tests.store.filled import HOUR, POLICY, intake

RULES = ruleset("""
entities:
  syria: {name: Syria, kind: place, names: [Syria, سوريا, Syrie]}
  idlib: {name: Idlib, kind: place, part_of: syria, names: [Idlib, إدلب, Idleb]}
  saraqib: {name: Saraqib, kind: place, part_of: idlib, names: [Saraqib, سراقب, Saraqeb]}
  ariha: {name: Ariha, kind: place, part_of: idlib, names: [Ariha, أريحا]}
  binnish: {name: Binnish, kind: place, part_of: idlib, names: [Binnish, بنش]}
rules:
  idlib: {title: Idlib, severity: low, when: {entity: idlib, parts: true}, tests: [{text: Idlib, expect: match}]}
""")


def after(database: Database, first: tuple[str, str], language: str, later: tuple[str, str]) -> Taken:
    """What becomes of a report that comes an hour after ``first``, in English."""
    both = intake(database, RULES, POLICY)
    both.take([article(*first, feed="wire", language="en", published=NOW - HOUR)], NOW - HOUR)
    (taken,) = both.take([article(*later, feed="other", language=language)], NOW).taken
    return taken


STRIKE = ("Air strike on Ariha kills 12", "The strike on the town in Idlib province, Syria, killed 12 people.")
SHELLED = ("Shelling of Saraqib kills 25", "Shelling killed 25 people in Saraqib in Idlib province on Monday.")
TAKEN = (
    "Army captures Saraqib",
    "The army captured Saraqib in Idlib province, an hour after it had entered Binnish, residents said.",
)


@pytest.mark.parametrize(
    ("first", "language", "later"),
    [
        (STRIKE, "ar", ("مقتل 12 شخصا في قصف على سراقب", "قتل 12 شخصا في قصف على المدينة في محافظة إدلب في سوريا.")),
        (STRIKE, "fr", ("Idleb : 12 morts dans une frappe à Saraqeb", "La frappe a tué 12 personnes en Syrie.")),
        (
            SHELLED,
            "fr",
            ("Des drones frappent Ariha", "La veille, 25 personnes avaient été tuées à Saraqeb, près d'Idleb."),
        ),
        (SHELLED, "ar", ("طائرات مسيرة تقصف أريحا", "جاء ذلك غداة مقتل 25 شخصا في قصف على سراقب في إدلب.")),
        (TAKEN, "ar", ("الجيش يسيطر على بنش", "سيطر الجيش على بلدة بنش في إدلب بعد سيطرته على سراقب.")),
    ],
    ids=["a town with as many dead", "under a label", "the day before", "the day before, in Arabic", "the next town"],
)
def test_news_of_another_place_alerts(
    database: Database, first: tuple[str, str], language: str, later: tuple[str, str]
) -> None:
    taken = after(database, first, language, later)
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.NEW, taken.verdict
    assert taken.story_id == 2
    assert [settled.alert_id for settled in taken.settled] == [2]


@pytest.mark.parametrize(
    ("first", "language", "later"),
    [
        (STRIKE, "fr", ("Syrie : 12 morts dans une frappe", "La frappe sur Ariha, à Idleb, a tué 12 personnes.")),
        (STRIKE, "ar", ("مقتل 12 شخصا في قصف على إدلب", "قتل 12 شخصا في قصف على أريحا في إدلب.")),
        (SHELLED, "fr", ("Bombardement à Saraqeb et Ariha", "Des obus ont tué 25 personnes à Saraqeb, à Idleb.")),
    ],
    ids=["no place in the headline", "the province", "one place more"],
)
def test_what_may_be_of_the_same_place_is_told_again(
    database: Database, first: tuple[str, str], language: str, later: tuple[str, str]
) -> None:
    taken = after(database, first, language, later)
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.SAME_STORY, taken.verdict
    assert taken.story_id == 1
