"""What is said of those whom a number counts, behind an insertion: two killed and 12 others, including four children,
were wounded."""

from __future__ import annotations

import re

from monitor.core.numbers.counts.counts_on import INCLUDED
from monitor.core.numbers.words.figure_words import HAVE_BEEN
from monitor.core.rules.numbers.read import LETTERS, Number

_PART = rf"(?:{'|'.join(sorted(INCLUDED))}|among them|most of them|parmi lesquels)"
_INSERTION = re.compile(
    rf"(?: [^\W\d_]++){{0,4}}(?:, | {{3}}){_PART}\b[^,;:.()]{{1,60}}(?:, | {{3}})"
    rf"(?:(?:have|had|ont|avaient) )?(?:(?:{'|'.join(sorted(HAVE_BEEN))}|ete|sont) )?"
)
"""Folded: it ends before the word that says what befell them."""


def behind_insertion(text: str, number: Number) -> re.Match[str] | None:
    """The word behind an insertion that says of which of them some are, if one stands behind the number."""
    insertion = _INSERTION.match(text, number.end)
    return LETTERS.match(text, insertion.end()) if insertion else None
