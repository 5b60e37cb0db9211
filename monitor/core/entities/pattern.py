"""A pattern of one form of an alias: what is looked for in a text, and how it is verified there."""

from __future__ import annotations

from typing import NamedTuple

from monitor.core.entities.inflection.proclitics import LONGEST_PROCLITIC
from monitor.core.entities.inflection.scripts import NOTHING, Ending, Script
from monitor.core.entities.inflection.word_edges import declined_end, word_end, word_start
from monitor.core.entities.keys import Key
from monitor.core.entities.romanised import RomanisedPattern
from monitor.core.text.spaced import SpacedWords

_WIDEST_DASH = 5
"""Spaces to which a dash folds at most: one for each of its characters, as in `fire -- smoke`."""

QUOTE = '"'
"""Around words of a name that reports put into quotes: бригада «Азов», le groupe "Wagner"."""


class AliasWord(NamedTuple):
    """One word of an alias: its folded letters (a stem if it inflects) and how it may go on. ``after_dash``: a dash
    stands before it, which a text may set between spaces (Damascus – Aleppo). ``cyrillic``: what may stand behind the
    letters, also of a word that is declined in one ``language`` only."""

    letters: str
    script: Script
    ending: Ending
    cyrillic: frozenset[str] = NOTHING
    after_dash: bool = False
    language: str = ""

    def end(self, text: str, start: int, language: str) -> int:
        if self.ending is Ending.DECLINED:
            return declined_end(text, start + len(self.letters), self.cyrillic) if language == self.language else -1
        return word_end(text, start + len(self.letters), self.script, self.ending, language, self.cyrillic)


class Pattern(NamedTuple):
    """``begin`` is verified first: the words up to the first that may go on in letters; then ``rest`` after it.
    ``key`` is what the pattern is looked up by; without one, ``begin`` is looked for anywhere in the text."""

    key: Key | None
    begin: str
    last: AliasWord
    rest: tuple[AliasWord, ...]
    first_script: Script
    proclitics: frozenset[str]

    def match(self, text: str, start: int, language: str) -> tuple[int, int] | None:
        """The whole written span, given that ``begin`` may stand at ``start`` of a folded ``text``."""
        opened = start - (start > 0 and text[start - 1] == QUOTE)
        begun = start + len(self.begin) if text.startswith(self.begin, start) else _in_quotes(self.begin, text, opened)
        if begun < 0:
            return None
        begin = word_start(text, start, self.first_script, self.proclitics)
        if begin < 0:
            return None
        end = self.last.end(text, begun - len(self.last.letters), language)
        for word in self.rest:
            if end < 0:
                return None
            end = _next_word(text, end, opened, wide=word.after_dash)
            if not text.startswith(word.letters, end):
                return None
            end = word.end(text, end, language)
        return _with_quotes(text, begin, end, opened < start) if end >= 0 else None

    def match_at(self, text: str, words: SpacedWords, number: int, language: str) -> tuple[int, int] | None:
        """As :meth:`match`, given that the word ``number`` of the text has the key."""
        assert self.key is not None
        first = number - self.key.at
        if first < 0:
            return None
        start = words.starts[first] - self.key.lead
        if not self.proclitics:
            return self.match(text, start, language) if start >= 0 else None
        word = words.words[first]
        for before in range(min(len(word), LONGEST_PROCLITIC + 1)):
            if word.startswith(self.key.first, before) and (span := self.match(text, start + before, language)):
                return span
        return None


def _with_quotes(text: str, begin: int, end: int, opened: bool) -> tuple[int, int]:
    """What stands at text[begin:end], with the other half of a quote of which one half stands in it. ``opened``: before
    it a quote begins."""
    if text.count(QUOTE, begin, end) % 2 == 0:
        return begin, end
    closes = text[text.rfind(QUOTE, begin, end) - 1] != " "
    return (begin - 1, end) if opened and closes else (begin, end + text.startswith(QUOTE, end))


def _in_quotes(words: str, text: str, start: int) -> int:
    """Where ``words`` end that begin at ``start``, or at the quote there, some of them in quotes; -1 if they do not
    stand there."""
    if text.find(QUOTE, start + 1, start + 1 + len(words)) < 0:
        return -1
    opened, start = start, start + text.startswith(QUOTE, start)
    first, *others = words.split(" ")
    if not others or not text.startswith(first, start):
        return -1
    end = start + len(first)
    for word in others:
        end = _next_word(text, end, opened, wide=False)
        if not text.startswith(word, end):
            return -1
        end += len(word)
    return end


def _next_word(text: str, end: int, start: int, *, wide: bool) -> int:
    """Where the word begins that stands behind one that ends at ``end``; beyond the text if none does. ``start``: of
    the whole; ``wide``: a dash may part the two."""
    end += _closes_quote(text, start, end)
    end += (_spaces_at(text, end) or 1) if wide else 1
    if not text.startswith(" ", end - 1):
        return len(text) + 1
    return end + text.startswith(QUOTE, end)


def _closes_quote(text: str, start: int, end: int) -> bool:
    """Whether at ``end`` a quote ends that was opened behind ``start``."""
    return text.startswith(QUOTE, end) and text.count(QUOTE, start, end) % 2 == 1


AnyPattern = Pattern | RomanisedPattern


def _spaces_at(text: str, start: int) -> int:
    end = start
    while end < start + _WIDEST_DASH and text.startswith(" ", end):
        end += 1
    return end - start
