"""Does a number go on counting what a find with another number counts? Kills two soldiers and 12 civilians; not: kills
two near a camp that shelters 20,000 people, nor: kills two, affects 30,000."""

from __future__ import annotations

import re

from monitor.core.entities.hits import Hit
from monitor.core.numbers.counts.counts_on import INCLUDED
from monitor.core.numbers.words.figure_words import ACTS, AT_LEAST, OTHERWISE, PASSED, RISEN, TOLL
from monitor.core.rules.conditions import Subject
from monitor.core.rules.counts.claimed import AND
from monitor.core.rules.numbers.read import Number, first_from, joint
from monitor.core.text.fold import words_of
from monitor.core.text.marks import LETTERS
from monitor.core.text.saying import SAYS

_A = "a"
"""Spanish, before whom a verb befalls: mata a 3."""
_REACH = 200
"""Characters between the two numbers in which what joins them is looked for."""
_MOST_BEFORE = 2
"""Words between a number and the find behind it: five people were killed."""
_MARK = re.compile(rf"[^\w\s'’]| {{3}}|{AND.pattern}")
"""Any punctuation joins, and a dash between spaces, which folds to three of them."""
_PREFIX = re.compile(r"^و?(?:ال)?(?=\w{3})")
JOINS = words_of(
    "plus well then also or after besides along together versus bringing raising taking total alongside "
    "ainsi outre ou après puis avec soit portant ya da veya ile birlikte ayrıca sonra "
    "а также вместе плюс после или еще еше затем доведя "
    "مع أو بعد إضافة فضلا كذلك ثم además junto tras o oltre insieme dopo sowie oder nach oprócz oraz після або також"
)
"""Words by which another number of the same follows: two soldiers plus 12 civilians, four on Monday after 12 on
Sunday."""
_TOTALS = TOLL | PASSED | RISEN | words_of("total tally sayısı bilanço итог إجمالي")


def counts_otherwise(subject: Subject, number: Number, hit: Hit) -> str:
    """What shows that ``number``, which stands behind ``hit``, counts something else than that and its own number do:
    the word that says so, or the last before it if nothing joins it to these. Empty if it may count the same."""
    own_end = _end_of_own(subject, number, hit)
    if own_end is None or number.start - own_end > _REACH:
        return ""
    text = subject.document.folded.text
    if not _TOTALS.isdisjoint(_words(text, hit.start, number.start)):
        return ""
    last = max((mark.end() for mark in _MARK.finditer(text, own_end, number.start)), default=None)
    words = _words(text, own_end, number.start)
    plain = [word for word in words if word not in AT_LEAST and word != _A]
    if not plain:
        return ""
    if last is None and JOINS.isdisjoint(words) and INCLUDED.isdisjoint(words):
        return plain[-1]
    behind = words if last is None else _words(text, last, number.start)
    return "" if not SAYS.isdisjoint(behind) else next((word for word in behind if word in OTHERWISE), "")


def is_of_who_did_it(subject: Subject, number: Number, hit: Hit) -> bool:
    """Whether ``hit`` is a verb, with those whom it counts directly behind it, so that the ``number`` before it is of
    those who did it, or of where: attack on a convoy of 40 soldiers kills two."""
    text, numbers = subject.document.folded.text, subject.numbers
    at = first_from(numbers, hit.end)
    if text[hit.start : hit.end] not in ACTS or at >= len(numbers):
        return False
    return number.end <= hit.start and is_directly_behind(text, numbers[at], hit)


def _end_of_own(subject: Subject, number: Number, hit: Hit) -> int | None:
    """Where ``hit`` and its own number end, which is another than ``number`` behind them; None if it has none."""
    document, numbers = subject.document, subject.numbers
    text, at = document.folded.text, first_from(numbers, hit.end)
    if at < len(numbers) and numbers[at].start < number.start and is_directly_behind(text, numbers[at], hit):
        own = numbers[at]
        return None if joint(document.folded, own, number) else own.end
    if at > 0 and numbers[at - 1].end <= hit.start:
        between = text[numbers[at - 1].end : hit.start]
        if not _MARK.search(between) and len(LETTERS.findall(between)) <= _MOST_BEFORE:
            return hit.end
    return None


def _words(text: str, start: int, end: int) -> list[str]:
    """Those between, without what Arabic writes in one with them: وارتفاع الحصيلة."""
    return [_PREFIX.sub("", word) for word in LETTERS.findall(text, start, end)]


def is_directly_behind(text: str, number: Number, hit: Hit) -> bool:
    """Whether at most an *at least*, or a Spanish *a* (mata a 3), stands between ``hit`` and the number behind it."""
    between = text[hit.end : number.start]
    return not _MARK.search(between) and all(word in AT_LEAST or word == _A for word in LETTERS.findall(between))
