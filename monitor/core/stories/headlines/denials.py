"""Whether a headline denies that something happened: who does confirms it to nobody."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.words.units import PEOPLE
from monitor.core.stories.headlines.turn_table import ONES
from monitor.core.text.fold import fold_text, words_of
from monitor.core.text.marks import LETTERS

HEADLINES = 2_000
"""Of so many it is remembered: those of a matter are asked again for each report on it."""
_ALSO_NOT = frozenset(("nie",))
"""French for denies, but Polish for not and German for never."""
_ALL = frozenset[str]().union(*(words_of(of.get("denies", "")) for of in ONES)) - _ALSO_NOT
_UNSPACED = tuple(word for word in _ALL if word > "\u3000")
_REFUSED = frozenset(
    ("access", "aid", "bail", "care", "entry", "exit", "food", "medicine", "passage", "treatment", "visas")
)
"""Behind *denied*: who is denied entry was refused it."""
_WHO_DID_IT = words_of(
    "role involvement responsibility part links link blame implication responsabilité rôle причастность "
    "participación autoría responsabilidad implicación vínculos vínculo nexos nexo participação autoria envolvimento "
    "responsabilidade ligação ligações "
    "ответственность sorumluluğu ilgisi ilgisini مسؤولية مسؤوليته مسؤوليتها تورط تورطه تورطها "
    "ضلوع ضلوعه ضلوعها علاقته علاقتها"
)
"""Who denies this does not deny that it happened."""
_FALSE = re.compile(r"\b(?:es|son|é|são) fals[oa]s?\b", re.IGNORECASE)
"""Spanish and Portuguese: it is false that."""
_MEANWHILE = re.compile(
    r"\b(?:as|after|amid|while|following|alors que|après|tras|mientras|después|luego"
    r"|após|enquanto|depois|после|بعد)\b"
)
"""Behind it stands what happened, if it counts people: denies attack as 30 are killed."""


@lru_cache(HEADLINES)
def denies(headline: str) -> bool:
    """In the languages in which the judge hears of denials."""
    folded = fold_text(headline)
    words = LETTERS.findall(folded)
    said = _FALSE.search(headline) is not None or any(
        word in _ALL and not (word.startswith("den") and then in _REFUSED) for word, then in pairwise([*words, ""])
    )
    if not said:
        return any(word in folded for word in _UNSPACED)
    return _WHO_DID_IT.isdisjoint(words) and not _tells_a_toll(headline)


def _tells_a_toll(headline: str) -> bool:
    meanwhile = _MEANWHILE.search(headline)
    return meanwhile is not None and any(one.unit in PEOPLE for one in figures_in(headline[meanwhile.end() :]))
