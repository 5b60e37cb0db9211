"""Those who are missing: no number of a word beside them says that it counts these and not the dead."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.numbers.words.figure_words import ANOTHER_CLAUSE, GONE
from monitor.core.numbers.words.units import PEOPLE, unit_of
from monitor.core.numbers.written.may_begin import is_number


def is_missing(word: str) -> bool:
    return word in GONE or word.removeprefix("و") in GONE


def missing(words: Sequence[str], before: Sequence[int], after: Sequence[int]) -> int | None:
    """Where the word stands that says that those are missing whom a number between these places counts; None if none
    does, as in *4 missing miners dead*."""
    # What stands between two numbers belongs to the second.
    if before and (unit_of(words[before[0]]) or is_missing(words[before[0]])):
        after = [at for at in after if not words[at + 1 : at + 2] or not words[at + 1][0].isdigit()]
    said = next((at for at in (*after, *before) if is_missing(words[at]) or unit_of(words[at]) in PEOPLE), None)
    if said is None or unit_of(words[said]) in PEOPLE:
        return None
    if after and said >= after[0] and words[after[0]] in ANOTHER_CLAUSE:
        return None
    behind = (at for at in after if at > said and not any(map(is_number, words[said + 1 : at])))
    return None if any(unit_of(words[at]) in PEOPLE for at in behind) else said
