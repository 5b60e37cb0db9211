"""Of a headline that tells one thing after another - protests erupt after a minister is dismissed - what is the news.
What stands behind *after* was told; it makes the headline like those that told it, however new the rest is."""

from __future__ import annotations

from monitor.core.text.fold import fold_text, words_of
from monitor.core.text.marks import LETTERS

_BEHIND = words_of(
    "after as amid despite following while when during before since ahead "
    "après alors tandis pendant malgré lors avant "
    "после пока несмотря накануне "
    "بعد وسط رغم خلال عقب إثر "
    "nach nachdem während trotz wegen obwohl tras después mientras durante pese dopo mentre nonostante après "
    "після попри внаслідок напередодні po mimo podczas μετά ενώ καθώς παρά پس پی"
)
"""Words behind which a headline says what was told."""
_BEFORE = words_of("sonra ardından üzerine rağmen sırasında önce")
"""Turkish: words before which it does."""
_FEWEST = 2
"""Words that make a clause."""


def main_clause(headline: str) -> str:
    """The part of ``headline`` that tells what is new; empty if it does not part the two."""
    for at, word in enumerate(LETTERS.finditer(headline)):
        folded = fold_text(word[0])
        if folded in _BEHIND and at == 0:
            return _clause(headline.partition(",")[2])
        if folded in _BEHIND and at >= _FEWEST:
            return headline[: word.start()].strip()
        if folded in _BEFORE and at >= _FEWEST:
            return _clause(headline[word.end() :])
    return ""


def _clause(text: str) -> str:
    return text.strip() if len(LETTERS.findall(text)) >= _FEWEST else ""
