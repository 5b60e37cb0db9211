"""An attack that is repelled, a town that is lost, a blast that was an accident: each turns its story once, beside a text
that has said all the rest."""

import pytest

from monitor.core.stories.headlines.reversals import turn
from monitor.core.types import VerdictKind
from tests.make import article
from tests.unit.core.stories.judged import verdict


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("Rebels attack Morek", "Army repels rebel attack on Morek", "repels"),
        ("Rebels attack Morek", "Army fights off rebels in Morek", "repels"),
        ("Army takes control of Morek", "Army loses control of Morek", "loses"),
        ("الفصائل تهاجم مورك", "الجيش يصد هجوم الفصائل على مورك", "repels"),
        ("الجيش يعلن السيطرة على مورك", "الجيش يفقد السيطرة على مورك", "loses"),
        ("Morek'e saldırı", "Morek'e saldırı püskürtüldü", "repels"),
        ("Боевики атаковали Морек", "Армия отразила атаку боевиков на Морек", "repels"),
        ("Армия взяла Морек", "Армия потеряла контроль над Мореком", "loses"),
        ("Blast on tanker off Morek", "Blast on tanker off Morek was an accident, owner says", "tells the cause"),
        ("Explosion à Morek", "L'explosion de Morek était accidentelle", "tells the cause"),
    ],
)
def test_it_is_news_after_what_was_told_and_not_again(told: str, new: str, what: str) -> None:
    assert turn(new, [told]).startswith(what)
    assert turn(new, [told, new]) == ""


@pytest.mark.parametrize(
    "headline", ["Woman killed in accident in Morek", "Army takes control of Morek", "Rebels attack Morek, drive on"]
)
def test_what_only_reads_alike_turns_none_of_these(headline: str) -> None:
    assert not turn(headline, ["Morek"]).startswith(("repels", "loses", "tells the cause"))


def test_that_a_blast_was_an_accident_is_told_in_the_words_of_the_blast() -> None:
    first = article("Explosion on tanker off Morek, navy says", "An explosion was reported on a tanker off Morek port.")
    later = article("Explosion on tanker off Morek was accident, navy says", f"{first.fields.lead} It was an accident.")
    assert verdict(later, first).kind is VerdictKind.UPDATE
