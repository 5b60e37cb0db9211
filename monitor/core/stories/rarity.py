"""How much a word says: the rarer it is in its language, the more two articles that share it have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import log10

from monitor.core.language_tags import is_language
from monitor.core.stories.terms import stem_hash
from monitor.core.text.fold import fold_text

Frequencies = Callable[[str], Mapping[str, float]]
"""Language -> word -> the share of all words that it is; empty for a language that has no list."""
UNLISTED = 4.6
"""What a word says that no list holds: it is rarer than once in a million words."""
_WORDS = 40
"""Words in a short item: a word that is one in forty stands in each, and says nothing."""


_CODES = (
    "ar fa ur ckb ps sd he ru uk be bg mk sr kk ky mn tg el hy ka am ti zh ja ko th lo my km bo "
    "hi mr ne bn as pa gu or ta te kn ml si"
)
_OTHER_LETTERS = frozenset(_CODES.split())
"""Languages that are not written in Latin letters."""
_TELLERS = fold_text(
    "reuters afp associated press agence france presse anadolu xinhua tass interfax dpa efe sana "
    "facebook twitter telegram youtube whatsapp instagram tiktok cnn bbc msn cnet "
    "رويترز سانا الأناضول فيسبوك تويتر تلغرام يوتيوب рейтер тасс интерфакс телеграм"
).split()
"""Who tells something is not what it is about."""


class Weights(dict[int, float]):
    """Stem -> weight, 0 for a word of every text; a stem that no list holds has UNLISTED."""

    def __missing__(self, stem: int) -> float:
        return UNLISTED


class Rarity:
    """The weights of each language, made when it is first met."""

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._made: dict[str, Weights] = {}
        self._of_no_list = Weights(dict.fromkeys(map(stem_hash, _TELLERS), 0.0))

    def of(self, language: str) -> Weights:
        """An item without a language counts as English, by whose words most of these are written."""
        language = language or "en"
        weights = self._made.get(language)
        if weights is None:
            if not is_language(language):  # feeds call one what they like, and what is made is kept
                return self._of_no_list
            weights = self._made[language] = self._weights_of(language)
        return weights

    def _weights_of(self, language: str) -> Weights:
        """Words in Latin letters are ordinary or not by English in a language that is written otherwise."""
        known = self.of("en") if language in _OTHER_LETTERS else {}
        own = _weights(self._frequencies(language))
        return Weights({**known, **own, **self._of_no_list}) if known or own else self._of_no_list


def _weights(frequencies: Mapping[str, float]) -> Weights:
    shares: dict[int, float] = {}
    for word, share in frequencies.items():
        if folded := fold_text(word):
            stem = stem_hash(folded)
            shares[stem] = shares.get(stem, 0.0) + share
    return Weights({stem: max(0.0, -log10(min(1.0, share * _WORDS))) for stem, share in shares.items()})
