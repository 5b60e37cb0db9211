"""What two texts say otherwise that share most of their words."""

from __future__ import annotations

import re

import pytest

from monitor.core.stories.texts.conflict import Conflict, conflict
from monitor.core.stories.texts.fingerprint import fingerprint
from monitor.core.stories.watched import NOTHING_WATCHED, Watched
from monitor.core.types import Fields, Mention


def between(new: str, old: str) -> Conflict:
    ours, theirs = Fields("", "", new), Fields("", "", old)
    return conflict(ours, fingerprint(ours).shingles, theirs, fingerprint(theirs).shingles, NOTHING_WATCHED)


@pytest.mark.parametrize(
    ("says", "one", "other"),
    [
        ("Ferries cross the sound again after a repair of the quay, and on {} the first one left on time.",
         "Monday", "Friday"),
        ("Паром снова ходит через пролив после ремонта причала, и {} стала днём первого рейса по расписанию.",
         "Среда", "Пятница"),
    ],
)  # fmt: skip
def test_another_day_of_the_week_is_no_other_name(says: str, one: str, other: str) -> None:
    assert between(says.format(one), says.format(other)) == Conflict()
    assert between(says.format("Salem"), says.format("Ashford")).names == (("ashford", "salem"),)


def test_a_place_named_after_another_that_is_named_first_is_a_place_of_its_own() -> None:
    ids = {"مرفأ نورثبورت": "harbour", "سوق نورثبورت": "market", "نورثبورت": "northport"}

    def mentions(fields: Fields) -> list[Mention]:
        found = re.finditer("|".join(ids), fields.text)
        return [Mention(ids[one[0]], one[0], "text", one.start(), one.end(), one[0]) for one in found]

    says = "أغلقت نورثبورت مدارسها. سقطت قذائف الليلة الماضية على {} نورثبورت وأحرقت مخزنين كبيرين قبل وصول الإطفاء"
    new, old = (Fields("", "", says.format(place)) for place in ("مرفأ", "سوق"))
    prints = [fingerprint(one).shingles for one in (new, old)]
    found = conflict(new, prints[0], old, prints[1], Watched(mentions, lambda _: None))
    assert found.names == (("market", "harbour"),)
