"""One development in several languages is told once: by what its headline does, where and by whom, without a model."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.types import VerdictKind
from monitor.intake.types import Taken
from monitor.store.database import Database
from tests.make import NOW, article, ruleset
from tests.store.filled import HOUR, POLICY, intake

RULES = ruleset("""
entities:
  idlib: {name: Idlib, kind: place, names: [Idlib, Idleb, إدلب, Идлиб*]}
  saraqib: {name: Saraqib, kind: place, part_of: idlib, names: [Saraqib, Serakib, سراقب, Саракиб*]}
  ariha: {name: Ariha, kind: place, part_of: idlib, names: [Ariha, Eriha, أريحا, Ариха]}
rules:
  idlib: {title: Idlib, severity: low, when: {entity: idlib, parts: true}, tests: [{text: Idlib, expect: match}]}
  arabic: {title: In Arabic, severity: low, when: {all: [{entity: idlib, parts: true}, {language: ar}]},
    tests: [{text: إدلب, language: ar, expect: match}]}
""")
TRUCE = ("Turkey and Russia agree ceasefire in Idlib", "The two foreign ministries announced it after talks in Ankara.")
TAKEN = ("Syrian army captures Saraqib", "The army took the town in the east of Idlib province, residents said.")
DENIED = ("Russia denies strikes on Saraqib", "The defence ministry said that none of its planes flew over Idlib.")
REPELLED = ("Syrian army repels attack on Saraqib", "The army held the town in Idlib province, residents said.")
STRUCK = ("Air strikes hit Saraqib", "Warplanes struck the town in Idlib province in the morning.")


def after(
    database: Database, first: tuple[str, str], language: str, later: tuple[str, str], apart: timedelta = HOUR
) -> Taken:
    """What becomes of a report that comes so long after ``first``, in English."""
    both = intake(database, RULES, POLICY)
    both.take([article(*first, feed="wire", language="en", published=NOW - apart)], NOW - apart)
    (taken,) = both.take([article(*later, feed="other", language=language)], NOW).taken
    return taken


KILLED = ("Shelling kills two in Saraqib", "The shells hit a house in the town in Idlib province on Monday.")


def is_silent(taken: Taken) -> bool:
    assert taken.verdict is not None
    return taken.verdict.kind is VerdictKind.SAME_STORY


@pytest.mark.parametrize(
    ("first", "language", "later"),
    [
        (TRUCE, "ar", ("تركيا وروسيا تتفقان على وقف إطلاق النار في إدلب", "أعلنت الخارجيتان ذلك.")),
        (TRUCE, "ru", ("Турция и Россия договорились о перемирии в Идлибе", "Об этом сообщили оба министерства.")),
        (
            TRUCE,
            "fr",
            ("La Turquie et la Russie conviennent d'une trêve à Idleb", "Les deux ministères l'ont annoncé."),
        ),
        (TAKEN, "tr", ("Suriye ordusu Serakib'i ele geçirdi", "Ordu İdlib'deki ilçenin kontrolünü aldı.")),
        (TAKEN, "ru", ("Сирийская армия заняла Саракиб", "Город в провинции Идлиб перешел под ее контроль.")),
        (DENIED, "ar", ("روسيا تنفي شن غارات على سراقب", "قالت وزارة الدفاع إن طائراتها لم تحلق فوق إدلب.")),
        (REPELLED, "ar", ("الجيش السوري يصد هجوما على سراقب", "احتفظ الجيش بالمدينة في محافظة إدلب.")),
        (STRUCK, "tr", ("Serakib'e hava saldırısı", "Savaş uçakları sabah İdlib'deki ilçeyi vurdu.")),
    ],
)
def test_a_development_that_was_told_in_another_language_is_told_again(
    database: Database, first: tuple[str, str], language: str, later: tuple[str, str]
) -> None:
    taken = after(database, first, language, later, HOUR / 2)
    assert is_silent(taken), taken.verdict
    assert taken.verdict is not None and "in another language: both say" in taken.verdict.why
    assert taken.story_id == 1
    told = {settled.match.rule: settled.alert_id for settled in taken.settled}
    assert told["idlib"] is None
    if language == "ar":
        assert told["arabic"] is not None, "that rule has told nothing of it"


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (DENIED, ("سوريا تنفي شن غارات على سراقب", "قالت وزارة الدفاع إن طائراتها لم تحلق فوق إدلب.")),
        (TAKEN, ("الجيش السوري يسيطر على أريحا", "دخلت القوات المدينة في إدلب.")),
        (TAKEN, ("الفصائل تستعيد سراقب", "عادت فصائل المعارضة إلى المدينة في إدلب.")),
        (TRUCE, ("انهيار وقف إطلاق النار في إدلب", "تجدد القصف في إدلب رغم الاتفاق بين تركيا وروسيا.")),
        (STRUCK, ("غارات جديدة على سراقب", "قصفت الطائرات المدينة في إدلب مجددا.")),
        (STRUCK, ("قتلى في غارات على سراقب", "سقط عدد من القتلى في المدينة في إدلب.")),
        (STRUCK, ("غارات على مستشفى في سراقب والدفاع المدني يخلي المرضى", "خرج المستشفى في إدلب عن الخدمة.")),
        (STRUCK, ("الأمم المتحدة تدين الغارات على سراقب", "دعت المنظمة إلى حماية المدنيين في إدلب.")),
        (STRUCK, ("تنديد بالغارات على سراقب", "صدرت بيانات عدة بشأن المدينة في إدلب.")),
    ],
    ids=[
        "another denies",
        "another town",
        "retaken",
        "collapses",
        "again",
        "dead",
        "says more",
        "a reaction",
        "reactions",
    ],
)
def test_what_is_something_else_alerts(database: Database, first: tuple[str, str], later: tuple[str, str]) -> None:
    taken = after(database, first, "ar", later, HOUR / 2)
    assert not is_silent(taken), taken.verdict
    assert {settled.alert_id is not None for settled in taken.settled} == {True}


@pytest.mark.parametrize(("first", "hours"), [(TRUCE, 7), (STRUCK, 2)])
def test_hours_later_it_may_be_another_one(database: Database, first: tuple[str, str], hours: int) -> None:
    later = ("تركيا وروسيا تتفقان على وقف إطلاق النار في إدلب", "أعلنت الخارجيتان ذلك في إدلب.")
    again = ("غارات جوية على سراقب", "قصفت الطائرات المدينة في إدلب.")
    assert not is_silent(after(database, first, "ar", later if first is TRUCE else again, hours * HOUR))


def test_a_town_that_was_retaken_since_is_captured_again(database: Database) -> None:
    both = intake(database, RULES, POLICY)
    retaken = ("Rebels retake Saraqib", "Rebels took the town in Idlib province back from the army.")
    for number, (title, text) in enumerate((TAKEN, retaken)):
        at = NOW - (3 - number) * HOUR
        both.take([article(title, text, feed="wire", language="en", published=at)], at)
    later = article("Suriye ordusu Serakib'i ele geçirdi", "Ordu İdlib'deki ilçeye girdi.", feed="o", language="tr")
    (taken,) = both.take([later], NOW).taken
    assert not is_silent(taken), taken.verdict


def test_what_meets_no_rule_is_not_compared(database: Database) -> None:
    """Its headline stands in no index, and nothing is asked of it."""
    rules = ruleset("""
entities:
  idlib: {name: Idlib, kind: place, names: [Idlib, إدلب]}
rules:
  other: {title: Other, severity: low, when: {words: [harbour]}, tests: [{text: harbour, expect: match}]}
""")
    both = intake(database, rules, POLICY)
    both.take([article(*TRUCE, feed="wire", language="en", published=NOW - HOUR)], NOW - HOUR)
    later = article("تركيا وروسيا تتفقان على وقف إطلاق النار في إدلب", "", feed="other", language="ar")
    (taken,) = both.take([replace(later)], NOW).taken
    assert not is_silent(taken)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("ar", "مقتل شخصين بقصف مدفعي على سراقب", "سقطت القذائف على منزل في المدينة بريف إدلب."),
        ("tr", "Serakib'e top atışı: 2 ölü", "İdlib'in Serakib ilçesinde bir eve top mermisi düştü."),
        ("ru", "Двое погибли при обстреле Саракиба", "Снаряды попали в дом в городе в провинции Идлиб."),
    ],
)
def test_as_many_people_of_one_town_within_hours_are_the_same(
    database: Database, language: str, title: str, text: str
) -> None:
    taken = after(database, KILLED, language, (title, text))
    assert is_silent(taken), taken.verdict
    assert taken.verdict is not None and "2 killed" in taken.verdict.why


@pytest.mark.parametrize(
    ("title", "text", "hours"),
    [
        ("Serakib'e top atışı: 2 ölü", "İdlib'in Serakib ilçesinde bir eve top mermisi düştü.", 4),
        ("Serakib'e top atışı: 3 ölü", "İdlib'in Serakib ilçesinde bir eve top mermisi düştü.", 1),
        ("Serakib'de 2 kişi daha öldü", "İdlib'in Serakib ilçesinde iki kişi daha hayatını kaybetti.", 1),
        ("Eriha'ya top atışı: 2 ölü", "İdlib'in Eriha ilçesinde bir eve top mermisi düştü.", 1),
        ("İdlib'de 2 ölü", "İdlib'de iki kişi öldü.", 1),
        ("Serakib'de ölen 2 kişi öğretmen çift ve komşuları çıktı", "İdlib'deki ölenlerin adları açıklandı.", 1),
    ],
    ids=["hours later", "three", "two more", "another town", "no town", "who they were"],
)
def test_others_are_not(database: Database, title: str, text: str, hours: int) -> None:
    assert not is_silent(after(database, KILLED, "tr", (title, text), hours * HOUR))
