"""By what an update is news, and the rules that ask for some of it only."""

from __future__ import annotations

import pytest

from monitor.core.types import ANY_MATERIAL, Article, Material, Outcome, VerdictKind
from monitor.intake import Intake, Taken
from monitor.store.database import Database
from tests.make import NOW, RULES, STORY, article, ruleset
from tests.store.filled import HOUR, POLICY
from tests.store.taking import TITLE, only

MORE = "  saraqib: {name: Saraqib, kind: place, part_of: idlib, names: [Saraqib]}\n"
KNOWN = RULES.replace("lists:\n", f"{MORE}lists:\n")
LEAD = "The council of Morek in Idlib says shelling killed 21 people in the town before noon."
FIGURES, EVENTS, NAMES, STATEMENTS, WORDS = Material


def asking(*of: Material) -> str:
    """Rules that ask for updates by these."""
    return KNOWN.replace("severity: low\n", f"severity: low\n    material: [{', '.join(of)}]\n")


def after(database: Database, first: Article, then: Article, rules: str = KNOWN) -> Taken:
    """What becomes of ``then`` when ``first`` was told."""
    intake = Intake(database, ruleset(rules), POLICY)
    assert len(intake.take([first], NOW).alert_ids) == 1
    return only(intake.take([then], NOW + HOUR))


@pytest.mark.parametrize(
    ("headline", "below", "material"),
    [
        ("Toll of Morek shelling rises to 31", "In Morek the council now counts 31 killed.", {FIGURES}),
        ("Shelling kills 21 in Morek and Saraqib", "Guns fired on both towns.", {NAMES}),
        ("Morek shelling goes on, army denies it", "The council of Morek counts 21 dead.", {EVENTS}),
        ("Governor urges calm in Morek where shelling kills 21", "He spoke in Idlib.", {STATEMENTS}),
        ("Guns on hills burn market of Morek", "Smoke stands over the town in Idlib, and roofs are gone.", {WORDS}),
        ("Army denies shelling as toll of Morek rises to 31", "In Morek 31 are killed.", {FIGURES, EVENTS, WORDS}),
    ],
)
def test_an_update_says_by_what_it_is_one(
    database: Database, headline: str, below: str, material: set[Material]
) -> None:
    told, then = article(TITLE, LEAD, guid="g1"), article(headline, below, guid="g2", feed="b")
    verdict = after(database, told, then).verdict
    assert verdict is not None and verdict.kind is VerdictKind.UPDATE
    assert verdict.material == material, verdict.why


def test_another_word_in_the_place_of_a_told_one_counts_beside_a_name(database: Database) -> None:
    told = article("Shelling hits old market of Morek in Idlib at noon", LEAD, guid="g1")
    then = article("Shelling hits Saraqib depot of Morek in Idlib at noon", "", guid="g2", feed="b")
    verdict = after(database, told, then).verdict
    assert verdict is not None and verdict.why.endswith("names Saraqib first")
    assert verdict.material == {NAMES, EVENTS}


@pytest.mark.parametrize(
    ("headline", "text", "material"),
    [
        (TITLE, STORY.replace("21", "31"), {FIGURES}),
        ("Army denies it shelled Morek", STORY, {EVENTS, STATEMENTS}),
        ("Army denies it shelled Morek, killing 31", STORY.replace("21", "31"), {FIGURES, EVENTS, STATEMENTS}),
        ("Zahl der Toten in Morek steigt auf elf", STORY, {FIGURES}),
        (
            "Ferry sinks off Northport harbour",
            "Divers look for passengers of the ferry. It left at dawn.",
            ANY_MATERIAL,
        ),
    ],
)
def test_so_does_an_edit(database: Database, headline: str, text: str, material: set[Material]) -> None:
    told, then = article(TITLE, STORY, guid="g1"), article(headline, text, guid="g1")
    verdict = after(database, told, then).verdict
    assert verdict is not None and verdict.kind is VerdictKind.UPDATE
    assert verdict.material == material, verdict.why


@pytest.mark.parametrize(
    ("asked", "headline", "is_told"),
    [
        ((FIGURES,), "Toll of Morek shelling rises to 31 in Idlib", True),
        ((EVENTS, STATEMENTS), "Toll of Morek shelling rises to 31 in Idlib", False),
        ((EVENTS, STATEMENTS), "Morek shelling goes on in Idlib, army denies it", True),
        ((FIGURES, EVENTS, NAMES, STATEMENTS), "Guns on hills burn market of Morek in Idlib", False),
        ((WORDS,), "Guns on hills burn market of Morek in Idlib", True),
    ],
)
def test_a_rule_hears_of_updates_by_what_it_asks_for(
    database: Database, asked: tuple[Material, ...], headline: str, *, is_told: bool
) -> None:
    told = article(TITLE, LEAD, guid="g1")
    (settled,) = after(database, told, article(headline, "", guid="g2", feed="b"), asking(*asked)).settled
    assert (settled.decision.outcome is Outcome.ALERT) is is_told, settled.decision.why
    if not is_told:
        assert settled.decision.why.startswith(
            f"the rule asks for updates by {', '.join(asked)} (`material`), this is one by "
        )
