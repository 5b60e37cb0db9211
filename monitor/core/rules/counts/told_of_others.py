"""Whether what is said of those whom a number counts ends before another number: 26,000 people were evacuated and two
died; a ferry with 250 passengers caught fire and two were killed. But 12 medics and two fighters were killed."""

from __future__ import annotations

from itertools import pairwise

from monitor.core.numbers.counts.befell import HARM
from monitor.core.numbers.counts.counts_on import PEOPLE
from monitor.core.numbers.words.figure_words import FREED
from monitor.core.numbers.words.units import unit_of
from monitor.core.rules.numbers.read import Number
from monitor.core.text.fold import words_of
from monitor.core.text.marks import LETTERS

_FINITE = words_of(
    "were was have has had are is remain remained stay stayed caught collided sank capsized crashed overturned "
    "derailed exploded collapsed burned burnt ont avait avaient étaient était sont coulé chaviré"
)
"""Verbs that end what may be said of people by a noun or a participle: trapped, aboard, from Goma."""
_SAVED = FREED | words_of(
    "evacuated saved hospitalised hospitalized infected sickened charged jailed évacués évacuées sauvés hospitalisés "
    "affected affectés sinistrés afectados afectadas damnificados damnificadas confinados confinadas afetados afetadas "
    "evacuados evacuadas rescatados rescatadas resgatados resgatadas hospitalizados hospitalizadas ilesos ilesas "
    "tahliye kurtarıldı эвакуированы эвакуировано спасены госпитализированы"
)
"""The same, unless it says of people who they are: 12 freed hostages and two guards were killed."""


def told_of_others(text: str, number: Number, other: Number) -> str:
    """The verb between ``number`` and the ``other`` one behind it that says something else of those whom the first
    counts than that they were killed or wounded; empty if there is none."""
    words = LETTERS.findall(text, number.end, other.start)
    if any(unit_of(word) in HARM for word in words):
        return ""
    return next((word for word, after in pairwise([*words, ""]) if _ends(word, after)), "")


def _ends(word: str, after: str) -> bool:
    return word in _FINITE or (word in _SAVED and after not in PEOPLE)
