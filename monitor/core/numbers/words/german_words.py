"""German *die* and *dies*, by which nobody dies (die vier Hauptdarsteller are not four dead), and *toll*, great."""

from __future__ import annotations

import re

from monitor.core.numbers.words.numerals import SMALL

_ALIKE = re.compile(r"(?<![^\W_])(?:[Dd]ies?|toll)(?![^\W_])")
_GERMAN = re.compile(
    r"(?<![^\W_])(?:(?<!van )(?<!von )der|das|und|ist|sind|nicht|wurden?|wird|werden|haben|hatten?|[Ee]ine[mnr]?|ein|"
    r"für|auf|sich|auch|oder|nach|dem|zu[mr]|über|durch|beim|seit|vom|mit|ihre|keine|mehr|noch|dass|"
    r"wenn|kann|können|könnten?|soll|sollen|muss|müssen|gibt|ich|sie|wir)(?![^\W_])"
)
"""Small words that English has not; one in a sentence is enough. No Ein: the camp Ein el-Hilweh is none."""
_BEGINS = re.compile(r"(?:^|[:.!?„“\"»«–—]\s?)$")
"""Before the first word of a sentence or quotation: no English one begins with the verb."""
_FOLLOWS = re.compile(
    r"\s(?:\d+[€%]|\d[\d.,]*\s[A-ZÄÖÜ]|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|am|im|es|man)\b)"
)
_BEFORE_A_VERB = re.compile(
    rf"(?:\d|\b(?:{'|'.join(word for word in SMALL if word.isascii())}|dozens|hundreds|thousands|people|others)) ?$",
    re.IGNORECASE,
)
"""Whom the English verb is of: 12 Die 30 Hurt."""
_LONGEST_NUMBER = 10
_LONGEST_BEGINNING = 2
"""Characters."""


def without_german(sentence: str) -> str:
    """``sentence``, as published, with a mark for each of these words that is German."""
    if _ALIKE.search(sentence) is None:
        return sentence
    is_german = _GERMAN.search(sentence) is not None
    return _ALIKE.sub(lambda word: "_" if is_german or _is_article(sentence, word) else word[0], sentence)


def _is_article(sentence: str, word: re.Match[str]) -> bool:
    if word[0] == "Die" and _BEGINS.search(sentence, max(0, word.start() - _LONGEST_BEGINNING), word.start()):
        return True
    if word[0] == "toll" or _FOLLOWS.match(sentence, word.end()) is None:
        return False
    return _BEFORE_A_VERB.search(sentence, max(0, word.start() - _LONGEST_NUMBER), word.start()) is None
