"""The numbers a text states, each with what it counts and the words around it, read from its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from monitor.core.stories.befell import HARM, STATES, are_the_same
from monitor.core.stories.casualties import counted_together
from monitor.core.stories.counts_on import INCLUDED, counts_on
from monitor.core.stories.dates import is_month
from monitor.core.stories.feared import behind_a_fear, is_feared
from monitor.core.stories.figure import MAX_FIGURES, Figure
from monitor.core.stories.figure_words import (
    ACTS,
    AND,
    AT_LEAST,
    FREED,
    GONE,
    HAVE_BEEN,
    NO_ONE,
    ONE,
    PARTS,
    PASSED,
    PUT_AT,
    RISEN,
    RISEN_BEHIND,
    TOLL,
)
from monitor.core.stories.joined_scales import JOINED, millions_spelled
from monitor.core.stories.measures import counting, is_measure
from monitor.core.stories.number_words import BEGIN, number_at, side_by_side
from monitor.core.stories.numerals import DUALS
from monitor.core.stories.units import (
    CASUALTIES,
    DATE,
    FEARED,
    HELD,
    KILLED,
    LONGEST_WORD,
    MISSING,
    PEOPLE,
    WOUNDED,
    plain_units,
    unit_of,
)
from monitor.core.text.fold import fold_text
from monitor.core.text.marks import APOSTROPHE, tokens_of
from monitor.core.text.remembered import remembered
from monitor.core.text.words import sentences
from monitor.core.types import Fields

MAX_READ = 3_000
"""Figures of one sentence, or of one text, that are looked at: many may be the same one."""
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
_TOKEN = tokens_of(r"[^\W\d_]", lambda word: rf"\d+(?:[.,\u066b\u066c]\d+)*|{word}{APOSTROPHE}")
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Japanese, Chinese and Korean write what is counted in one with its number: 3人, 9명."""
_NAME = re.compile(
    rf"(?<![^\W\d_])(?:(?![{_UNSPACED}])[^\W\d_])++-?\d[\w-]*|(?<!\d)\d++(?!{JOINED}|[{_UNSPACED}])[^\W\d_]++\d*",
    re.IGNORECASE,
)
"""``F-15``, ``M5``, ``4Q``, ``2nd``: no figures. Tried from the first letter of a word only: from each, a word of
100,000 letters took minutes."""
_CLOCK = re.compile(
    r"№ ?\d++|\d{1,4}([-/.])\d{1,2}\1\d{1,4}|\d{1,2}:\d{2}(?::\d{2})?|(?:(?<!\d)\d++)?+\u2044\d++|(?<=[^\W\d_])[²³₀-₉]+"
)
"""Numbers of things (№9), dates and times in digits count nothing, nor do fractions (½, and what other programs make of
it) and the 2 of m²."""
_OF_ONE = {"½": ".5", "¼": ".25", "¾": ".75"}
_HALF = re.compile(rf"(?<=\d)[{''.join(_OF_ONE)}]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")
_SPACED = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2007\u2009\u202f'’]\d{3}(?!\d)){1,5}+"
    r"(?![.,]?\d{3}|[ \u00a0\u2007\u2009\u202f'’]\d{3}(?!\d))"
)
"""Digits grouped by spaces or apostrophes: 41 500. Of more than six groups none belongs to another."""
_PROCLITIC = re.compile("(?<![^\\W_])(?=[وفباكل])[وف]?(?:ال|لل|[بلك])?ـ?(?=\\d)")
"""Arabic writes "and", "to", "with" in one with the digits behind: و30."""
_ROUND = frozenset(["100", "1000", "1000000"])
"""In words, and of nobody knows what: over a hundred fighters are not the 100 killed."""
_AROUND = 3
"""Words on each side that may say what is counted."""
_FURTHER = 10
"""Words before a number among which what it counts may stand if the number is said to have risen: "the number of people
killed in the town has risen to 31"."""
_MAY = re.compile(r"\bmay(?= (?:have|be)\b)")
"""English, and no month."""
_COUNTS = BEGIN | ONE
_TOGETHER = frozenset((KILLED, WOUNDED, HELD, MISSING))
"""What may be counted in one number with the dead, or are the dead."""
_COMMA = re.compile("[,;،؛]")


def figures(fields: Fields) -> tuple[Figure, ...]:
    """The figures of a text, in order, each once."""
    found: dict[Figure, None] = {}
    read = 0
    for text in (fields.title, fields.lead, fields.text):
        for sentence in sentences(text):
            stated = figures_in(sentence, every=True)
            found.update(dict.fromkeys(stated))
            read += len(stated)
            if len(found) >= MAX_FIGURES or read >= MAX_READ:
                return tuple(found)[:MAX_FIGURES]
    return tuple(found)


def figures_in(sentence: str, *, every: bool = False) -> list[Figure]:
    """The figures of one sentence: digits of any script, and number words where they count people; with ``every``
    wherever they stand. What is stated is taken so: "10 years" is no news after "ten years"."""
    return [figure for figure, always in _written(sentence) if always or every]


@remembered(5_000)
def _written(sentence: str) -> tuple[tuple[Figure, bool], ...]:
    """The figures of a sentence, and whether each counts wherever it stands."""
    if not _DIGIT.search(sentence) and _COUNTS.isdisjoint(_TOKEN.of(folded := fold_text(sentence)).findall(folded)):
        return ()
    text = _MAY.sub("might", fold_text(plain_units(_plain(counting(sentence)))))
    tokens = list(_TOKEN.of(text).finditer(text))
    words = [token[0][:LONGEST_WORD] for token in tokens]
    parts = _parts(text, tokens, words)
    result: list[tuple[Figure, bool]] = []
    index = counted = 0
    while index < len(words) and len(result) < MAX_READ:
        word, taken = words[index], 1
        is_digits = word[0].isdecimal()
        if (is_digits or word in BEGIN) and (number := number_at(side_by_side(text, tokens, index))):
            taken = number.taken
            end = index if word in DUALS else index + taken
            first = _at_least(words, index)
            if first and counted == first and text[tokens[first - 1].end() : tokens[first].start()] == " ":
                counted -= 1  # "two bombs kill 10": the kill is of the 10 as well
            figure, counted = _figure(number.value, words, parts, index, end, counted)
            if is_digits or figure.unit or number.value not in _ROUND:
                result.append((figure, is_digits or figure.unit not in ("", DATE)))
        elif word in ONE and (unit := _one_of_people(words, index)):
            result.append((Figure("1", unit, tuple(words[index + 1 : index + 1 + _AROUND])), True))
        index += taken
    return tuple(result)


def _parts(text: str, tokens: Sequence[re.Match[str]], words: Sequence[str]) -> list[int]:
    """For each word the part of the sentence, between commas and *and*, in which it stands."""
    begins = (
        words[at] in AND or (at > 0 and _COMMA.search(text, tokens[at - 1].end(), token.start()) is not None)
        for at, token in enumerate(tokens)
    )
    return list(accumulate(begins))


def _one_of_people(words: Sequence[str], at: int) -> str:
    """What happened to somebody whom words[at], *one*, counts; empty if it counts nobody."""
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    if not NO_ONE.isdisjoint((before, after)):
        return ""
    unit = unit_of(after) or (unit_of(before) if before in ACTS else "")
    return unit if unit in PEOPLE else ""


def _plain(sentence: str) -> str:
    """Without what digits are part of and count nothing; each number in one piece, by itself."""
    sentence = millions_spelled(sentence)
    plain = _NAME.sub(" _ ", _CLOCK.sub(" ", _HALF.sub(lambda half: _OF_ONE[half[0]], _PROCLITIC.sub("", sentence))))
    return _SPACED.sub(lambda number: "".join(filter(str.isdecimal, number[0])), plain)


def _figure(
    value: str, words: Sequence[str], parts: Sequence[int], start: int, end: int, counted: int
) -> tuple[Figure, int]:
    """The number that stands at words[start:end]. ``parts`` are those in which the words stand; ``counted`` is the end
    of the words that say what numbers before it count; given back is where it is then."""
    others = counted
    after = [at for at in range(end, min(end + _AROUND, len(words))) if not words[at][0].isdigit()]
    before = _before(words, start)
    said = _said(words, parts, [at for at in after if words[at] not in ACTS], start, end, counted)
    if said is not None and (fate := _fate(words, parts, said, start, counted)) is not None:
        said = fate
    unit = "" if said is None else MISSING if _is_missing(words[said]) else unit_of(words[said])
    if unit == HELD and any(parts[at] == parts[end - 1] and words[at] in FREED for at in range(end, len(words))):
        unit = ""
    about = tuple(words[at] for at in (*after, *before))
    rises = any(words[at] in RISEN for at in before) or any(words[at] in RISEN_BEHIND for at in after[:2])
    if not unit and (rises or _is_a_count(words, parts, start, end)):
        earlier = range(start - 1, max(0, start - _FURTHER) - 1, -1)
        said = next((at for at in earlier if unit_of(words[at]) in PEOPLE), said)
        unit = "" if said is None else unit_of(words[said])
    beside = {*words[end : end + 1], *words[max(0, start - 1) : start]}
    whole = value if words[start].isalnum() else ""  # 2,010 is no year
    if _YEAR.fullmatch(whole) and not any(unit_of(word) in PEOPLE for word in beside):
        unit = DATE
    if unit in PEOPLE and ("." in value or (end < len(words) and is_measure(words[end]))):
        unit = ""
    if len(value) <= 2 and any(map(is_month, beside)):
        unit = DATE
    if said is not None and said >= start and unit == unit_of(words[said]):
        counted = said + 1
    if unit == KILLED and said is not None and is_feared(words, said, start):
        unit = FEARED
    elif said is not None and unit in _TOGETHER and (behind := counted_together(words, said, start, others)):
        unit, counted = CASUALTIES, max(counted, behind if said >= start else 0)
    return Figure(value, unit, about), counted


def _is_a_count(words: Sequence[str], parts: Sequence[int], start: int, end: int) -> bool:
    """Whether the number at words[start:end] is what a toll passes, or is put at: behind *to* or *at*, with nothing
    named behind it that it would count."""
    first = _at_least(words, start)
    is_bare = end >= len(words) or parts[end] != parts[end - 1] or words[end] in PARTS
    verb = words[max(0, first - 1) : start]
    said = (is_bare and not PUT_AT.isdisjoint(verb)) or not PASSED.isdisjoint(verb)
    return said and not TOLL.isdisjoint(words[max(0, start - _FURTHER) : first])


def _said(
    words: Sequence[str], parts: Sequence[int], behind: Sequence[int], start: int, end: int, counted: int
) -> int | None:
    """Where the word stands that says what the number at words[start:end] counts, at best in its own part of the
    sentence; ``behind`` are the places after it where that may be."""
    first = _at_least(words, start)
    ahead = _before(words, first)
    if first < start:  # at least so many: no day of the month before
        ahead = [at for at in ahead if unit_of(words[at]) != DATE]
    if first and words[first - 1] in PARTS:
        ahead = []
    free = [at for at in ahead if at >= counted]
    ours = [at for at in free if parts[at] == parts[start]], [at for at in behind if parts[at] == parts[end - 1]]
    if (missing := _missing(words, *ours)) is not None:
        return missing
    said = _says_unit(words, *ours, end)
    said = _says_unit(words, free, behind, end) if said is None else said
    said = _befell(words, end) if said is None else said
    said = _says_unit(words, ahead, behind, end) if said is None else said
    if (
        said is None
        or said > start
        or unit_of(words[said]) not in PEOPLE
        or not INCLUDED.isdisjoint(words[:first][-1:])
    ):
        return said
    joined = words[first - 1] in AND or parts[first - 1] == parts[start]  # kills two soldiers and 12 civilians
    of_another = said < counted or (not joined and any(map(_is_number, words[said + 1 : first])))
    return None if of_another and not counts_on(words[end : bisect_right(parts, parts[end - 1], end)]) else said


def _fate(words: Sequence[str], parts: Sequence[int], said: int, start: int, counted: int) -> int | None:
    """Where the word stands that says what befell those of whom words[said], behind their number, says who they are:
    killed 21 displaced people, 21 prisoners were killed. None if nothing says so."""
    if said < start or unit_of(words[said]) not in STATES:
        return None
    before = _at_least(words, start) - 1
    if before >= counted and parts[before] == parts[start] and unit_of(words[before]) in HARM:
        of_others = words[before] not in ACTS and any(_is_number(word) for word in words[max(0, before - 2) : before])
        return None if of_others else before  # 2 killed 3000 displaced
    for at in range(said + 1, min(said + _FURTHER, len(words))):
        if _is_number(words[at]) or parts[at] != parts[said]:
            return None
        if unit_of(words[at]) in HARM:
            has_own = any(map(_is_number, words[at + 1 : at + 2]))
            return at if not has_own and are_the_same(words[said + 1 : at]) else None
    return None


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in BEGIN


def _missing(words: Sequence[str], before: Sequence[int], after: Sequence[int]) -> int | None:
    """Where the word stands that says that those are missing whom a number between these places counts; None if none
    does, as in *4 missing miners dead*."""
    if before and unit_of(words[before[0]]):  # what stands between two numbers belongs to the second
        after = [at for at in after if not words[at + 1 : at + 2] or not words[at + 1][0].isdigit()]
    said = next((at for at in (*after, *before) if _is_missing(words[at]) or unit_of(words[at]) in PEOPLE), None)
    if said is None or unit_of(words[said]) in PEOPLE:
        return None
    return None if any(at > said and unit_of(words[at]) in PEOPLE for at in after) else said


def _is_missing(word: str) -> bool:
    return word in GONE or word.removeprefix("و") in GONE


def _before(words: Sequence[str], start: int) -> list[int]:
    """The places of the words before words[start], the nearest first."""
    return [at for at in range(start - 1, max(start - _AROUND, 0) - 1, -1) if not words[at][0].isdigit()]


def _at_least(words: Sequence[str], start: int) -> int:
    """Where the "at least" begins that stands before words[start]; ``start`` if there is none."""
    while start and words[start - 1] in AT_LEAST and not _as_of_time(words, start - 1):
        start -= 1
    return start


def _as_of_time(words: Sequence[str], at: int) -> bool:
    """Whether words[at] is an *as* other than those of "as many as": injured as 3 ferries collide."""
    return words[at] == "as" and "many" not in words[max(0, at - 1) : at + 2]


def _says_unit(words: Sequence[str], before: Sequence[int], after: Sequence[int], end: int) -> int | None:
    """Where the word nearest to a number that says what it counts stands; ``before`` and ``after`` are the places of
    those around it, the nearest first."""
    # "kills 30, injures 90": what stands between two numbers belongs to the second.
    shared = _NUMBER.fullmatch(words[end + 1]) if end + 1 < len(words) else None
    sides = (before, after) if shared and before and unit_of(words[before[0]]) else (after, before)
    nearest = (at for pair in range(_AROUND) for side in sides for at in side[pair : pair + 1])
    return next((at for at in nearest if unit_of(words[at])), None)


def _befell(words: Sequence[str], end: int) -> int | None:
    """Where a word of people stands that says what happened to those whom the number before words[end] counts: 12
    Syrian government soldiers were killed."""
    for at in range(end, min(end + _FURTHER, len(words) - 1)):
        if words[at][0].isdigit() or words[at] in BEGIN:
            return None
        if (feared := behind_a_fear(words, at)) is not None:
            return feared if unit_of(words[feared]) in PEOPLE else None
        if words[at] in HAVE_BEEN:
            return at + 1 if unit_of(words[at + 1]) in PEOPLE else None
    return None
