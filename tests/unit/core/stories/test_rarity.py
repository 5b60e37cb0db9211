"""What a word says, in whatever language a feed says that it is in."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.core.stories.rarity import UNLISTED, Rarity
from monitor.core.stories.terms import stem_hash

LISTS: Mapping[str, Mapping[str, float]] = {"en": {"shelling": 1e-6, "city": 1e-3}, "tr": {"kent": 1e-3}}


def test_a_language_has_its_own_weights_and_none_that_is_known_has_those_of_rare_words() -> None:
    rarity = Rarity(lambda language: LISTS.get(language, {}))
    assert rarity.of("") is rarity.of("en")
    assert rarity.of("tr")[stem_hash("kent")] < UNLISTED == rarity.of("so")[stem_hash("kent")]
    assert rarity.of("ar")[stem_hash("city")] == rarity.of("en")[stem_hash("city")], "it is not written in its letters"
    assert rarity.of("so")[stem_hash("reuters")] == 0.0, "who tells it is not what it is about"


def test_what_feeds_call_a_language_is_not_kept_for_ever() -> None:
    rarity = Rarity(lambda language: LISTS.get(language, {}))
    made = {id(rarity.of(f"language of item {number}")) for number in range(1_000)}
    assert len(made) == 1 and len(rarity._made) < 10
