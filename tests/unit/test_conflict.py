"""What two texts say otherwise that share most of their words."""

from __future__ import annotations

import pytest

from monitor.core.stories.conflict import Conflict, conflict
from monitor.core.stories.fingerprint import fingerprint
from monitor.core.stories.watched import NOTHING_WATCHED
from monitor.core.types import Fields


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
