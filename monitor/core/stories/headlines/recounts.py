"""Two headlines that count the same thing otherwise (21 killed, 31 killed)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from monitor.core.numbers.counts.figure import PART, Figure, grouped, is_nearly, number
from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.stated import Stated
from monitor.core.numbers.words.figure_words import NEARLY, PASSED, RISEN, TOLL
from monitor.core.numbers.words.units import DATE, PEOPLE
from monitor.core.numbers.written.digits import plain_digits
from monitor.core.numbers.written.may_begin import BEGIN
from monitor.core.stories.headlines.headline_words import HEADLINES
from monitor.core.stories.headlines.reversals import lowers
from monitor.core.text.fold import fold_text, words_of

_MORE = ("more than", "over", "plus de", "более", "свыше", "أكثر من", *sorted(PASSED))
_MORE_THAN = re.compile(
    rf"\b(?:{'|'.join(map(fold_text, _MORE))})"
    r"\s+(\d++(?:[.,]\d++)*+)(?! (?:more|others?)\b)"
)
_NEARLY = re.compile(rf"\b(?:{'|'.join(sorted(NEARLY))})\s+(?:de\s+)?(\d++(?:[.,]\d++)*+)")
_LEAST = ("at least", "au moins", "en az", "по меньшей мере", "как минимум", "не менее", "ما لا يقل عن")
_AT_LEAST = re.compile(rf"\b(?:{'|'.join(map(fold_text, _LEAST))})\s+(\w[\w.,]*)(?! (?:more|others?)\b)")
_SINCE = "|".join(fold_text("after in since over for après depuis en после спустя за بعد منذ خلال").split())
_YEARS = "|".join(fold_text("year years an ans année années год года лет عام عاما سنوات سنة").split())
_YIL, _YILDIR = fold_text("yıl yıldır").split()
_THEN = "|".join(fold_text("sonra önce boyunca içinde aradan").split())
_FOR_SO_LONG = re.compile(rf"\b(?:{_SINCE})\s(\d+)\s(?:{_YEARS})\b|\b(\d+)\s(?:{_YILDIR}|{_YIL}\s(?:{_THEN}))\b")
"""How long ago or for how long something was, and no news: returns after 11 years."""
_PRISON = words_of("prison jail jailed sentenced sentence behind hapis тюрьмы السجن")
_INSTEAD = (
    "not",
    "instead of",
    "rather than",
    "down from",
    "et non",
    "au lieu de",
    "а не",
    "вместо",
    "وليس",
    "بدلا من",
    "y no",
    "en lugar de",
    "e não",
    "em vez de",
    "und nicht",
    "نه",
)
_TAKEN_BACK = re.compile(rf"\b(?:{'|'.join(map(fold_text, _INSTEAD))})\s+(\w[\w.,]*)")
"""Nine killed, not 14."""
_FROM_TO = re.compile(
    rf"\b(?:{'|'.join(map(fold_text, ('from', 'de', 'von', 'da', 'с', 'со', 'з', 'із', 'из', 'من', 'از')))})"
    rf"\s+(\d[\d.,]*)(?=\s+(?:{'|'.join(map(fold_text, ('to', 'a', 'para', 'à', 'auf', 'до', 'إلى', 'به')))})\s+\d)"
)
"""A toll that goes from 57 to 55 is 55."""
_RISES = words_of(
    "rise climb jumps yükseldi yükseliyor çıktı arttı поднялось ارتفع ارتفعت ارتفاع يرتفع ترتفع رسید رسیده"
).union(RISEN, PASSED)
_ROUNDED = 1.25
"""How many times a round number what is "more than" it may be: 216 are more than 200, and nobody says so of 300."""


@dataclass(frozen=True, slots=True)
class Recount:
    """The figures of two headlines that count the same, as far as is known."""

    old: Figure
    new: Figure

    @property
    def shown(self) -> str:
        return f"{self.new.unit}: {grouped(self.old.value)} -> {grouped(self.new.value)}"

    @property
    def shown_alone(self) -> str:
        """Where it may be no correction."""
        return f"{grouped(self.new.value)} {self.new.unit}"

    def beside(self, changes: Iterable[str]) -> tuple[str, ...]:
        """Those of ``changes``, as novelty.py shows them, that do not say the same once more."""
        unit, value = self.new.unit, grouped(self.new.value)
        again = re.compile(rf"{unit}: .* -> {value}|{value} {unit}")
        return tuple(change for change in changes if not again.fullmatch(change))

    @property
    def another_event(self) -> bool:
        return number(self.new) < PART * number(self.old)


def rising_from(recount: Recount, told: Stated) -> Recount:
    """Where the count rises, from the highest that the headlines of its story told: readers know that one."""
    if number(recount.new) <= number(recount.old):
        return recount
    known = [figure for figure in told.figures if figure.unit == recount.new.unit]
    lower = [figure for figure in (recount.old, *known) if number(figure) < number(recount.new)]
    return replace(recount, old=max(lower, key=number))


def falling_from(recount: Recount, told: Iterable[str]) -> Recount:
    """Where a headline lowers a count, from the one that the headlines of its story, the latest first, told last: 4,
    then 14, and now 9."""
    known = (figure for headline in told for figure in _people(headline) if figure.unit == recount.new.unit)
    higher = (figure for figure in known if number(figure) > number(recount.new))
    return replace(recount, old=next(higher, recount.old))


def was_lowered_to(counted: Figure, told: Iterable[str]) -> bool:
    """Whether one of the headlines of a story, the latest first, has lowered a count to so many, and none since then
    told more than those before."""
    since, before, is_lowered = 0.0, 0.0, False
    for headline in told:
        known = [figure for figure in _people(headline) if figure.unit == counted.unit]
        highest = max(map(number, known), default=0.0)
        if is_lowered:
            before = max(before, highest)
        elif lowers_a_count(headline) and counted.value in {figure.value for figure in known}:
            is_lowered = True
        else:
            since = max(since, highest)
    return is_lowered and since <= max(before, number(counted))


def headline_counts(headline: str, told: str) -> Recount | None:
    """What ``headline`` counts otherwise than ``told``; None if either counts no people, or ``told`` has the most of
    those that ``headline`` counts: of 7 killed, 5 are children, and of 5 killed nobody told 7."""
    ours, theirs = _people(headline), _people(told)
    for unit in dict.fromkeys(counted.unit for counted in ours):
        new = max((f for f in ours if f.unit == unit), key=number)
        old = [f for f in theirs if f.unit == unit]
        if old and new.value not in {f.value for f in old}:
            return Recount(max(old, key=number), new)
    return None


def counts_fewer(headline: str, told: str) -> bool:
    """Whether ``headline`` counts fewer of the people that ``told`` counts."""
    recount = headline_counts(headline, told)
    return recount is not None and number(recount.new) < number(recount.old)


def none_counted(_: int) -> Stated:
    return Stated(())


def counted_in_headlines(headlines: Iterable[str]) -> Stated:
    """The people that headlines count: what was told as the news, not in passing."""
    return Stated(figure for headline in headlines for figure in _people(headline))


def says_from_how_many(headline: str) -> bool:
    """Whether a headline counts *more than*, *at least* or *nearly* so many."""
    folded = fold_text(headline)
    return any(words.search(folded) for words in (_MORE_THAN, _AT_LEAST, _NEARLY))


def rounds(headline: str, figure: Figure, told: Iterable[Figure]) -> bool:
    """Whether ``headline`` says "more than" or "nearly" so many people where headlines have ``told`` the few more or
    less that it means, or "at least" so many where they told more. What stands in a text is no such count: in 2019 a
    ferry sank there and 45 were killed."""
    folded, least = fold_text(headline), number(figure)
    known = [number(one) for one in told if figure.unit == one.unit]
    if figure.value in map(plain_digits, _MORE_THAN.findall(folded)):
        return any(least < one <= _ROUNDED * least for one in known)
    if figure.value in map(_counted, _AT_LEAST.findall(folded)):
        return any(least < one < least / PART for one in known)
    if figure.value in map(plain_digits, _NEARLY.findall(folded)):
        return any(is_nearly(one, figure) for one in known)
    return False


def _counted(word: str) -> str:
    """The number that a word writes, in digits."""
    return next((figure.value for figure in figures_in(f"{word} dead")), "")


def is_how_long(headline: str, figure: Figure) -> bool:
    """Whether ``figure`` counts the years that something is ago or lasted, which is the news of a sentence only."""
    folded = fold_text(headline)
    if not _PRISON.isdisjoint(re.findall(r"\w+", folded)):
        return False
    return figure.value in {value for found in _FOR_SO_LONG.findall(folded) for value in found}


def lowers_a_count(headline: str) -> bool:
    """Whether a headline says that something was counted otherwise before."""
    return lowers(headline) and any(figure.unit != DATE for figure in figures_in(headline))


def moves_a_count(headline: str) -> bool:
    """Whether a headline says that so many people are counted now and fewer or more were before: however long after, it
    goes on with one event."""
    rises = not _RISES.isdisjoint(_words(headline))
    return counts_people(headline) and (rises or lowers(headline))


def says_a_toll_rises(headline: str) -> bool:
    """Whether a headline says that a toll rises, with a number or without: *toll of reporters rises*."""
    words = _words(headline)
    return not TOLL.isdisjoint(words) and not _RISES.isdisjoint(words)


def _words(headline: str) -> list[str]:
    return re.findall(r"\w+", fold_text(headline))


def counts_people(headline: str) -> bool:
    return bool(_people(headline))


@lru_cache(maxsize=HEADLINES)
def _people(headline: str) -> tuple[Figure, ...]:
    """The people that a headline counts; what it takes back it does not count."""
    folded = fold_text(headline)
    counted = _TAKEN_BACK.sub(_without_number, _FROM_TO.sub(" ", folded))
    # Folded, who died in Turkish (ölü) is nobody any more.
    stated = figures_in(headline if counted == folded else counted)
    return tuple(figure for figure in stated if figure.unit in PEOPLE)


def counted_before(headline: str) -> frozenset[str]:
    """The numbers, in plain digits, that a headline says were counted before: from 57 to 55."""
    return frozenset(map(plain_digits, _FROM_TO.findall(fold_text(headline))))


def _without_number(found: re.Match[str]) -> str:
    return " " if found[1][0].isdecimal() or found[1] in BEGIN else found[0]
