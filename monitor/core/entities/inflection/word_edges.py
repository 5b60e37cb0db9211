"""Where a written word may begin and end around an alias: one policy per script.

Latin: whole words, plural s/es, an apostrophe and up to seven letters (English possessive, Turkish case endings); where
the language is Turkish, Kurdish or Polish also the bare endings. Arabic and Hebrew: proclitics before the word.
Cyrillic: a stem and the endings of the paradigm that the written form belongs to. Scripts without spaces: anywhere.
"""

from __future__ import annotations

import re

from monitor.core.entities.inflection.latin import BARE_ENDINGS, OF_LANGUAGES, OF_PEOPLE, takes_s
from monitor.core.entities.inflection.proclitics import LONGEST_PROCLITIC
from monitor.core.entities.inflection.scripts import NOTHING, Ending, Endings, Script
from monitor.core.text.marks import MARKS
from monitor.core.text.spaced import joins
from monitor.core.text.words import CJK

_LETTER = rf"[^\W\d_{CJK}]"

_LETTERS = re.compile(rf"{_LETTER}*+")

_WITH_MARKS = re.compile(rf"(?:[{MARKS}]++{_LETTER}*+)*+")

_MARKS = frozenset(MARKS)

_APOSTROPHE_SUFFIX = re.compile(rf"'{_LETTER}{{1,7}}(?![^\W_{CJK}])")


def word_start(text: str, start: int, script: Script, proclitics: frozenset[str]) -> int:
    """Where the written word begins that holds the alias at ``start``; -1 if the alias may not begin there."""
    if start == 0 or script is Script.UNSPACED or not joins(text[start - 1]):
        return start
    if not proclitics:
        return -1
    begin = start
    while begin > 0 and text[begin - 1].isalpha() and start - begin <= LONGEST_PROCLITIC:
        begin -= 1
    return begin if text[begin:start] in proclitics else -1


def _end_of_letters(text: str, start: int) -> int:
    rest = _LETTERS.match(text, start)
    end = rest.end() if rest else start
    if end < len(text) and text[end] in _MARKS and (more := _WITH_MARKS.match(text, end)):
        return more.end()
    return end


def declined_end(text: str, end: int, endings: Endings) -> int:
    """Where the written word ends that goes on at ``end`` with one of ``endings``; -1 if it does not."""
    after = _end_of_letters(text, end)
    return -1 if text[end:after] not in endings or (after < len(text) and joins(text[after])) else after


def word_end(
    text: str, end: int, script: Script, ending: Ending, language: str, cyrillic: frozenset[str] = NOTHING
) -> int:
    """Where the written word ends whose alias part ends at ``end``; -1 if it may not go on as it does."""
    if script is Script.UNSPACED:
        return end
    after = _end_of_letters(text, end)
    tail = text[end:after]
    if ending is Ending.WILDCARD:
        return -1 if after < len(text) and joins(text[after]) else after
    if ending is not Ending.EXACT:
        if script is Script.CYRILLIC:
            if tail not in cyrillic:
                return -1
            tail = ""
        elif tail and script is Script.LATIN:
            plural = tail in ("s", "es") if ending is Ending.INFLECTED else tail == "s" and takes_s(text, end, language)
            bare = None if ending is Ending.NAME and tail in OF_LANGUAGES else BARE_ENDINGS.get(language)
            of_people = plural or OF_PEOPLE.fullmatch(tail)
            if not of_people and text.startswith("'", after):
                return -1  # of "Maliye'den" the name is Maliye
            tail = "" if plural or (bare and bare.fullmatch(tail)) else tail
    if tail or (after < len(text) and joins(text[after])):
        return -1
    if script is Script.LATIN and ending is not Ending.EXACT:
        suffix = _APOSTROPHE_SUFFIX.match(text, after)
        return suffix.end() if suffix else after
    return after
