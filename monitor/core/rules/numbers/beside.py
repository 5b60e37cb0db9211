"""The word next to a word or number of a folded text, if nothing but a space or apostrophe parts them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_GAPS = (" ", "'")


def word_before(text: str, words: Sequence[re.Match[str]], index: int) -> str:
    """The word before words[index]; empty if there is none, or more parts them."""
    if not 0 < index < len(words):
        return ""
    before = words[index - 1]
    return before[0] if text[before.end() : words[index].start()] in _GAPS else ""


def word_behind(text: str, words: Sequence[re.Match[str]], end: int) -> str:
    """words[end], which follows words[end - 1]; empty if there is none, or more parts them."""
    return words[end][0] if word_before(text, words, end) else ""
