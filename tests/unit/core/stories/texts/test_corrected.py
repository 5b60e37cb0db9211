"""An edit that says of itself that the edition before was wrong is news, if it has another headline."""

import pytest

from monitor.core.types import Material, VerdictKind
from tests.make import article
from tests.unit.core.stories.judged import candidate, edited

TRUCE = ("Army and rebels accept truce", "The army and the rebels have accepted a truce of three months, envoys said.")
FREED = ("Rebels free crew of ferry", "The rebels freed the crew of the ferry on Monday, envoys said.")
TAKEN = ("Les rebelles prennent Bara", "Les rebelles ont pris la ville lundi, selon des habitants.")
ENTERED = ("المتمردون في مدينة بارا", "بلغ المتمردون مدينة بارا يوم الاثنين، وفق سكان.")


@pytest.mark.parametrize(
    ("before", "headline", "text"),
    [
        (
            TRUCE,
            "Rebels accept truce; army yet to answer",
            "The rebels have accepted a truce, envoys said, correcting an earlier statement on the army.",
        ),
        (
            TRUCE,
            "Rebels study truce",
            "The rebels are studying a truce, envoys said. This story corrects a headline that said more.",
        ),
        (
            FREED,
            "Rebels to free crew of ferry",
            "The rebels will free the crew. An earlier version said that they had freed it.",
        ),
        (
            TAKEN,
            "Les rebelles aux portes de Bara",
            "Les rebelles sont aux portes de la ville. Une version précédente disait à tort qu'ils l'avaient prise.",
        ),
        (ENTERED, "المتمردون قرب مدينة بارا", "بلغ المتمردون مشارف المدينة. وذكرت نسخة سابقة من الخبر أنهم فيها."),
    ],
)
def test_an_edit_that_corrects_what_its_headline_told_is_an_update(
    before: tuple[str, str], headline: str, text: str
) -> None:
    found = edited(article(headline, text), candidate(article(*before)))
    assert found.kind is VerdictKind.UPDATE and "corrects what its headline told" in found.why, found.why
    assert Material.EVENTS in found.material and found.new[0] == headline
    assert len(found.new) == len(set(found.new))


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (FREED[0], f"{FREED[1]} An earlier version misstated the owner of the ferry."),
        ("Rebels release crew of ferry", f"{FREED[1]} This story was corrected to fix a typo in the second paragraph."),
        ("Rebels release crew of ferry", FREED[1]),
    ],
    ids=["under the same headline", "a typo", "says nothing of it"],
)
def test_other_edits_stay_silent(headline: str, text: str) -> None:
    assert edited(article(headline, text), candidate(article(*FREED))).kind is VerdictKind.SEEN


def test_what_was_corrected_before_is_no_news_again() -> None:
    before = article("Rebels to free crew", "They will free it. An earlier version said that they had.")
    again = article("Rebels to free crew of ferry", "They will free it. An earlier version said that they had.")
    assert edited(again, candidate(before)).kind is VerdictKind.SEEN
