"""The words of a headline that say more than names, lists, turns, countries and counts do."""

import pytest

from monitor.core.stories.unexplained import unexplained
from monitor.core.types import Mention
from monitor.reference.common_words import rarity


def found(headline: str, language: str, *named: str) -> list[str]:
    starts = [(name, headline.index(name)) for name in named]
    mentions = [Mention("any", name, "title", at, at + len(name), name) for name, at in starts]
    return unexplained(headline, language, mentions, rarity().of(language))


@pytest.mark.parametrize(
    ("headline", "language", "named", "left"),
    [
        ("Turkey and Russia agree ceasefire in Idlib", "en", ["Idlib"], ["agree"]),
        ("Air strikes hit market in Saraqib", "en", ["Saraqib"], []),
        ("Air strikes hit market in Saraqib", "en", [], ["saraqib"]),
        ("12 killed in Saraqib", "en", ["Saraqib"], []),
        ("Saraqib struck again", "en", ["Saraqib"], ["struck"]),
        ("Suriye ordusu Serakib'i ele geçirdi", "tr", ["Serakib'i", "ordusu"], []),
        ("الأمم المتحدة تدين الغارات على سراقب", "ar", ["سراقب"], ["الامم", "المتحده", "تدين"]),
    ],
)
def test_what_nothing_explains_is_left(headline: str, language: str, named: list[str], left: list[str]) -> None:
    assert found(headline, language, *named) == left


def test_an_expression_that_finds_the_whole_headline_explains_none() -> None:
    headline = "Governor resigns as dam above Saraqib threatens to burst"
    assert found(headline, "en", headline) == found(headline, "en")
