"""Places that a headline names, though no rule watches them."""

from __future__ import annotations

import pytest

from monitor.core.stories.headlines.unlisted_places import unlisted_place
from monitor.core.stories.terms import stem_hash
from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens
from monitor.core.types import Material, VerdictKind
from monitor.reference.common_words import rarity
from tests.make import article
from tests.unit.core.stories.judged import verdict


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


HEADLINE, BODY = "Drone hits bus in Kherson, two dead", "Eight others were wounded, among them the driver of the bus."


@pytest.mark.parametrize("owner", ["wire", "gazette"])
def test_another_town_above_the_same_words_is_news(owner: str) -> None:
    told = article(HEADLINE, BODY, feed="wire", owner="wire")
    there = article("Drone hits bus in Nikopol, two dead", BODY, feed=owner, owner=owner)
    found = verdict(there, told)
    assert (found.kind, found.material) == (VerdictKind.UPDATE, frozenset({Material.NAMES}))
    assert "names Nikopol first" in found.why


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (HEADLINE, BODY),
        ("Drone hits bus in Khersón, two dead", BODY),  # another spelling
        ("Drone hits bus in Nikopol, two dead", f"{BODY} It was on its way in Nikopol."),  # the text has named it
    ],
)
def test_the_same_town_above_the_same_words_is_none(headline: str, text: str) -> None:
    told = article(HEADLINE, text, feed="wire", owner="wire")
    assert verdict(article(headline, text, feed="gazette", owner="gazette"), told).kind is VerdictKind.COPY
