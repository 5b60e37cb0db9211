"""Ordinals that are written with a full stop, as in Turkish and German: 2. Ordu, 5. März."""

from __future__ import annotations

import re
from collections.abc import Callable

from monitor.core.text.fold import fold_text

_NUMBER = re.compile(r"[^\s.!?؟…।][^\S\n][(\"'“„«]?\d{1,2}\Z")
"""One or two digits with a word before them."""
_LONGEST_NUMBER = 5
_NEXT = re.compile(r"[^\S\n]{1,2}([^\W\d_]\w{0,19})")
_COUNTED = re.compile(
    r"(?:ordu|kolordu|tumen|tugay|tabur|piyade|komando|zirhli|mekanize|gozlem|bolge|dunya|donem|hafta|yil)\w*"
    r"|gun(?:u|de)\w*|kat(?:i|ta)\w*|kez|agir"
    r"|(?:armee|korps|panzerdivision|bataillon|weltkrieg|jahrestag|jahrhundert|tag|stock|bezirk"
    r"|januar|februar|marz|april|mai|juni|juli|august|september|oktober|november|dezember)(?:s|e|es|en)?"
)
"""Folded words that are counted so, also where they have a capital."""


def is_ordinal(text: str, stop: int, is_small: Callable[[int], bool]) -> bool:
    """Whether the full stop at ``stop`` makes an ordinal of the digits before it: no sentence begins with a small
    letter, nor, most likely, with a word that is counted so. ``is_small`` says so of the letter at an offset."""
    if not _NUMBER.search(text[max(0, stop - _LONGEST_NUMBER) : stop]):
        return False
    following = _NEXT.match(text, stop + 1)
    if following is None:
        return False
    return is_small(following.start(1)) or _COUNTED.fullmatch(fold_text(following[1])) is not None
