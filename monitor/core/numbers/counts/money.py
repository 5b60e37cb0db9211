"""Sums of money with their sign, as the judge reads them: $5 million are 5 million dollars, and nobody was killed."""

from __future__ import annotations

import re

from monitor.core.text.fold import fold_text, words_of

_NAMES = {"$": "dollars", "€": "euros", "£": "pounds", "₺": "lira", "₽": "roubles", "¥": "yen", "₹": "rupees"}
_SCALES = (
    r"(?:thousand|lakh|crore|hundred|mille|bin|tys|тыс\w*|ألف|آلاف"
    r"|m[iy]l(?:l?ion|yon)\w*|mln|mio|mn|милл?ион\w*|млн|مليون|ملايين"
    r"|bil(?:l?ion)\w*|bn|mil(?:l?iard|yar)\w*|mrd|mld|миллиард\w*|млрд|مليار|tril(?:lion|yon)\w*|tn)"
)
_SUM = re.compile(
    rf"([{''.join(_NAMES)}]) ?(\d[\d.,]*(?<=\d)(?: ?{_SCALES}(?![^\W_])\.?)*)( [^\W\d_]+)?", re.IGNORECASE
)
CURRENCIES = words_of(" ".join(_NAMES.values()))


def in_words(sentence: str) -> str:
    """``sentence`` with the name of the currency behind each sum whose sign stands before it."""
    return _SUM.sub(_named, sentence)


def _named(found: re.Match[str]) -> str:
    sign, number, following = found[1], found[2], found[3] or ""
    name = "" if fold_text(following.strip()) in CURRENCIES else f" {_NAMES[sign]}"
    return f"{number}{name}{following}"
