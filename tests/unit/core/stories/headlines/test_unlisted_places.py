"""Places that a headline names, though no rule watches them."""

from __future__ import annotations

import pytest

from monitor.core.stories.headlines.unlisted_places import unlisted_place
from monitor.core.stories.terms import stem_hash
from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens
from monitor.reference.common_words import rarity


def place(headline: str, said: str = "", language: str = "en") -> str:
    return unlisted_place(headline, frozenset(map(stem_hash, tokens(fold_text(said)))), rarity().of(language))


@pytest.mark.parametrize(
    ("headline", "language", "named"),
    [
        ("Militants attack barracks in Sevare", "en", "Sevare"),
        ("Militants attack barracks in Mali's Sevare at dawn", "en", "Sevare"),
        ("Un marché brûle à l'Arcahaie", "fr", "Arcahaie"),
        ("Choléra : huit morts à La Gonâve", "fr", "Gonâve"),
        ("Des bandits tirent près de Petite-Rivière", "fr", "Petite-Rivière"),
        ("Обстрел в Купянске, есть раненые", "ru", "Купянске"),
        ("Raid on the Sevare barracks", "en", ""),
        ("Sevare fuel depot hit by drone", "en", "Sevare"),
        ("Fuel depot hit by drone", "en", ""),
        ("Hospital in Sevare hit by drone", "en", "Sevare"),
        ("Militants attack in force", "en", ""),
        ("Army Attacks Barracks in Sevare", "en", ""),
        ("قصف على سوق كتم", "ar", ""),
    ],
)
def test_a_name_behind_a_word_of_place(headline: str, language: str, named: str) -> None:
    assert place(headline, language=language) == named


def test_what_the_story_has_said_is_no_news() -> None:
    assert place("Militants attack barracks in Sevare", "Smoke rose over Sevare.") == ""
    assert place("Raid in Petite-Rivière ends", "They left Rivière.", "fr") == ""
