"""With `dedup.semantic`, reports in other languages join a story by what a model says they mean."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from monitor.core.types import Article, VerdictKind
from monitor.intake.types import Policy, Taken
from monitor.reference.meaning import meaning
from monitor.store.database import Database
from monitor.store.tables import MeaningRow
from tests.make import NOW, article, ruleset
from tests.store.filled import HOUR, POLICY, intake

RULES = ruleset("""
entities:
  turkey: {name: Turkey, kind: place, names: [Turkey, تركيا, Türkiye]}
rules:
  turkey: {title: Turkey, severity: low, when: {entity: turkey}, tests: [{text: Turkey, expect: match}]}
""")
SEMANTIC = replace(POLICY, meaning=meaning())
RETOLD = replace(SEMANTIC, thresholds=replace(SEMANTIC.thresholds, retold_meaning=0.6))
ENGLISH = article(
    "Turkey agrees to back Sweden's bid to join NATO",
    "The president of Turkey said after talks on Monday that parliament would be asked to ratify the accession.",
    feed="wire",
)
SAME = {
    "ar": ("تركيا توافق على دعم انضمام السويد إلى حلف الناتو", "قال الرئيس إن البرلمان سيصادق على طلب السويد."),
    "tr": (
        "Türkiye, İsveç'in NATO üyeliğini desteklemeyi kabul etti",
        "Türkiye cumhurbaşkanı pazartesi görüşmelerin ardından meclisin katılımı onaylayacağını söyledi.",
    ),
}
OTHER = ("تركيا: افتتاح مهرجان للطعام في غازي عنتاب", "يستمر مهرجان المأكولات أسبوعا ويشارك فيه طهاة من دول عدة.")


def told(
    database: Database, later: Article, after: timedelta = HOUR, first: Article = ENGLISH, policy: Policy = SEMANTIC
) -> Taken:
    """What becomes of a report that comes ``after`` the first one."""
    both = intake(database, RULES, policy)
    both.take([replace(first, published=NOW - after)], NOW - after)
    (taken,) = both.take([later], NOW).taken
    return taken


def meanings(database: Database) -> list[bytes]:
    with database.reading() as tx:
        return list(tx.connection.scalars(select(MeaningRow.__table__.c.packed)))  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", SAME)
def test_the_same_news_in_another_language_goes_on_its_story_and_alerts(database: Database, language: str) -> None:
    taken = told(database, article(*SAME[language], feed="other", language=language))
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.UPDATE, taken.verdict
    assert taken.story_id == 1 and "alike in meaning" in taken.verdict.why
    assert taken.verdict.features["meaning"] >= 0.65
    assert [settled.alert_id is not None for settled in taken.settled] == [True]
    assert [len(packed) for packed in meanings(database)] == [512, 512]


def test_it_may_be_silent_within_hours_if_it_does_nothing_else(database: Database) -> None:
    taken = told(database, article(*SAME["ar"], feed="other", language="ar"), policy=RETOLD)
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.SAME_STORY, taken.verdict
    assert taken.story_id == 1 and "of the same place and hours" in taken.verdict.why
    assert taken.verdict.features["meaning"] >= 0.65
    assert [settled.alert_id for settled in taken.settled] == [None]


def test_after_hours_it_is_not(database: Database) -> None:
    taken = told(database, article(*SAME["ar"], feed="other", language="ar"), 8 * HOUR, policy=RETOLD)
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.UPDATE, taken.verdict


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("تركيا ترفض دعم انضمام السويد إلى حلف الناتو", SAME["ar"][1]),
        ("تركيا توافق على دعم انضمام السويد إلى حلف الناتو ومقتل 20 متظاهرا", SAME["ar"][1]),
        ("فنلندا توافق على دعم انضمام السويد إلى حلف الناتو", "قال الرئيس إن تركيا والبرلمان سيصادقان على طلب السويد."),
    ],
    ids=["rejects", "counts dead", "somebody else"],
)
def test_what_does_more_than_the_report_that_it_is_like_alerts(database: Database, headline: str, text: str) -> None:
    taken = told(database, article(headline, text, feed="other", language="ar"), policy=RETOLD)
    assert taken.verdict is not None and taken.verdict.kind in (VerdictKind.NEW, VerdictKind.UPDATE), taken.verdict
    assert taken.verdict.features["meaning"] >= 0.6, "else it would alert anyhow"
    assert [settled.alert_id is not None for settled in taken.settled] == [True]


def test_other_news_of_the_same_place_is_new(database: Database) -> None:
    taken = told(database, article(*OTHER, feed="other", language="ar"))
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.NEW
    assert taken.verdict.possibly_of is None and taken.story_id == 2, taken.verdict.why


def test_after_three_days_it_is_new(database: Database) -> None:
    taken = told(database, article(*SAME["ar"], feed="other", language="ar"), 72 * HOUR)
    assert taken.verdict is not None and (taken.verdict.kind, taken.story_id) == (VerdictKind.NEW, 2)


def test_what_meets_no_rule_is_not_asked_for_its_meaning(database: Database) -> None:
    told(database, article("Sweden wins", "A match.", feed="b"), first=article("Finland wins", "Another.", feed="a"))
    assert meanings(database) == []


def test_an_edit_keeps_one_meaning_of_its_latest_edition(database: Database) -> None:
    first = article("Turkey votes", "Polls opened.", guid="g", feed="a")
    told(database, article("Turkey sends rescue teams to Greece", "Fires.", guid="g", feed="a"), first=first)
    (kept,) = meanings(database)
    assert kept == meaning()("Turkey sends rescue teams to Greece\nFires.")


def test_what_the_model_fails_at_alerts_by_its_words(database: Database) -> None:
    def fails(text: str) -> bytes:
        raise MemoryError(text)

    with capture_logs() as lines:
        taken = told(database, ENGLISH, first=article("Finland wins", feed="a"), policy=replace(POLICY, meaning=fails))
    assert taken.verdict is not None and taken.verdict.kind is VerdictKind.NEW and taken.settled[0].alert_id == 1
    (line,) = [line for line in lines if "the model failed" in line["event"]]
    assert line["feed"] == "wire" and meanings(database) == []
