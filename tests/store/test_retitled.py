"""A text that is known under a headline that alone has something new: as an edit, and at another outlet."""

from __future__ import annotations

import pytest

from monitor.core.types import NOTHING_NEW, VerdictKind
from monitor.intake import Intake
from monitor.store.database import Database
from tests.make import NOW, RULES, STORY, article, ruleset
from tests.store.filled import HOUR, POLICY
from tests.store.taking import TITLE, only

MORE = (
    "  saraqib: {name: Saraqib, kind: place, part_of: idlib, names: [Saraqib]}\n"
    "  union: {name: Northern Union, kind: group, names: [Northern Union]}\n"
    "  guard: {name: Coast Guard, kind: group, names: [Coast Guard]}\n"
    "  brigade: {name: Third Brigade, kind: group, part_of: union, names: [Third Brigade]}\n"
)
WATCHING = ruleset(RULES.replace("lists:\n", f"{MORE}lists:\n"))
TOLD = f"{STORY} Guns of the Third Brigade stood there, the council of the town said. It urged the mayor to leave."


def taken(database: Database, headline: str, feed: str) -> tuple[VerdictKind, str, int]:
    """The verdict on TOLD under another headline, its reason, and how many alerts it makes."""
    intake = Intake(database, WATCHING, POLICY)
    intake.take([article(TITLE, TOLD, guid="g1")], NOW)
    result = intake.take([article(headline, TOLD, guid="g1", feed=feed)], NOW + HOUR)
    found = only(result).verdict
    assert found is not None
    return found.kind, found.why, len(result.alert_ids)


@pytest.mark.parametrize("feed", ["a", "b"], ids=["edit", "copy"])
@pytest.mark.parametrize(
    ("headline", "why"),
    [
        ("Toll of Morek shelling rises to 31", "31"),
        ("Army denies it shelled Morek", "denies"),
        ("Headmaster among dead in Morek shelling", "among those killed"),
        ("Guns shell Morek and Saraqib in Idlib", "names Saraqib first"),
        ("Coast Guard blamed for Morek shelling", "names Coast Guard first"),
        ("Gas attack kills 21 in Morek, doctors say", "poison or forbidden arms"),
        ("Famine declared in Morek", "famine"),
        ("Hospital in Morek hit by shelling", "a hospital was struck"),
    ],
)
def test_what_only_the_headline_of_a_known_text_tells_is_told(
    database: Database, feed: str, headline: str, why: str
) -> None:
    kind, reason, alerts = taken(database, headline, feed)
    assert kind is VerdictKind.UPDATE and why in reason, reason
    assert alerts == 1


@pytest.mark.parametrize("feed", ["a", "b"], ids=["edit", "copy"])
@pytest.mark.parametrize(
    "headline",
    [
        "At least 21 dead after shelling of Morek",
        "Guns fire on town in Idlib, killing 21",
        "Northern Union guns shell town of Morek",
        "Council of town urges Morek mayor to leave",
        "Why the guns were turned on Morek",
    ],
)
def test_a_headline_in_other_words_over_a_known_text_stays_silent(database: Database, feed: str, headline: str) -> None:
    kind, reason, alerts = taken(database, headline, feed)
    assert kind in (VerdictKind.SEEN, VerdictKind.COPY), reason
    assert alerts == 0


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Pilgrims picnic in Morek", VerdictKind.UPDATE),
        ("Guns fire on town in Idlib, killing 21", VerdictKind.SEEN),
    ],
)
def test_an_outlet_that_brings_its_text_once_more_for_something_else_is_heard(
    database: Database, headline: str, kind: VerdictKind
) -> None:
    """Other outlets find headlines of their own for a text: there it is a copy."""
    intake = Intake(database, WATCHING, POLICY)
    intake.take([article(TITLE, TOLD, guid="g1")], NOW)
    again = only(intake.take([article(headline, TOLD, guid="g2")], NOW + HOUR)).verdict
    assert again is not None and again.kind is kind, again
    copied = only(intake.take([article(headline, TOLD, guid="g3", feed="b")], NOW + HOUR)).verdict
    assert copied is not None and copied.kind in NOTHING_NEW, copied
