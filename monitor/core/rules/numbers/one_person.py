"""*One* where it counts somebody: one person has died, killing one, una persona murió. Elsewhere it is a pronoun, and
no number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.core.numbers.counts.counts_on import PEOPLE
from monitor.core.numbers.counts.measures import is_measure
from monitor.core.numbers.words.figure_words import ACTS, NO_ONE
from monitor.core.numbers.words.units import PEOPLE as BEFALLEN
from monitor.core.numbers.words.units import unit_of
from monitor.core.rules.numbers.beside import word_before, word_behind
from monitor.core.text.fold import words_of

ONE = "one"
_IBERIAN = words_of("un una um uma")
_IBERIAN_PERSONS = words_of(
    "persona hombre mujer niño niña joven policía soldado militar muerto muerta herido herida fallecido fallecida "
    "pessoa homem mulher criança jovem policial morto morta ferido ferida"
)
"""Directly behind these, and no words of French, which has *un* as well."""
_NO_PERSON = frozenset(("by", "at", "time", "in"))
"""Behind *one* behind a verb: killed one by one, one at a time; kills one in 10."""


def is_one_person(text: str, words: Sequence[re.Match[str]], index: int) -> bool:
    """Whether words[index] of the folded ``text`` is *one* and counts a person."""
    before, after = word_before(text, words, index), word_behind(text, words, index + 1)
    if words[index][0] != ONE:
        return words[index][0] in _IBERIAN and after in _IBERIAN_PERSONS
    if not NO_ONE.isdisjoint((before, after)):
        return False
    is_object = (before in ACTS or unit_of(before) in BEFALLEN) and not (is_measure(after) or after in _NO_PERSON)
    return is_object or after in PEOPLE or unit_of(after) in BEFALLEN
