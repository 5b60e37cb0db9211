"""Why a number counts nothing: dates, times of day, ages, shares, money, ordinals, parts of names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.core.numbers.counts.ages import is_age
from monitor.core.numbers.counts.dates import MONTHS_FIRST, is_month
from monitor.core.numbers.counts.measures import is_of_a_parent, is_of_a_telephone
from monitor.core.numbers.words.other_words import is_another_word
from monitor.core.numbers.words.units import PEOPLE, unit_of
from monitor.core.numbers.written.may_begin import is_number
from monitor.core.rules.numbers.beside import word_before, word_behind
from monitor.core.rules.numbers.called_by_number import is_a_name, is_a_rate
from monitor.core.text.fold import Folded, fold_text, words_of

_DAY, _TIME, _SHARE, _MONEY = "a day", "a time of day", "a share", "money"
_AGE, _ORDINAL, _YEAR, _PART = "an age", "an ordinal", "a year or part of a date", "part of a name or a fraction"
_RATE = "a rate"
_CHILDREN = "the children of one"
A_SCORE = "a score"
SHARED = frozenset((_DAY, _TIME, _SHARE, _MONEY))
"""What the first of two joined numbers is if the other is: 10-15 %."""
DASHES = "-‐‑‒–—"
_LAST_DAY, _LAST_HOUR, _NOON = 31, 24, 12
_PROCLITIC = re.compile("(?<![^\\W_])[وف]?(?:ال|لل|[بلك])?$")
"""Arabic writes "and", "to", "with" in one with the digits behind: و30."""
_MONEY_BEFORE, _MONEY_BEHIND = re.compile(r"(?:[$€£¥₺₽₹৳]|\b(?:rs|tk)\.?) ?$"), re.compile(r" ?[$€£¥₺₽₹৳]")
_LONGEST_BEFORE = len(" rs. ")
_SHARE_BEFORE = re.compile(r"(?<!\d)(?<!\d )[%٪] ?$")
_SHARE_BEHIND = re.compile(
    rf" ?[%٪]| (?:(?:per|pour) ?cents?|p[eo]r ?c(?:i?ento)|{fold_text('في المئة')}|{fold_text('في المائة')})\b"
)
_PART_BEHIND = re.compile(r"[/º°]")
_TIME_BEHIND = re.compile(r":\d| [ap]\.?m\b|[ap]m\b| (?:gmt|utc|tu|мск|uhr|hs|hrs)\b| o'?clock\b")
_HOUR_BEHIND = re.compile(
    r" (?:du matin|du soir|утра|вечера|ранку|вечора|rano|wieczorem"
    r"|(?:de l|d)a (?:tarde|manana|manha|madrugada|noche|noite))\b"
)
_HOUR_BEFORE = re.compile(rf"(?<!\d )(?<![^\W_])(?:saat|{fold_text('الساعة')}|ore|godzinie|godz\.) $")
_MINUTES_BEFORE = re.compile(r"\d (?:h|heures?) $")
_ORDINAL_BEHIND = re.compile(r"'[iu]?nc[iu]")
"""Turkish, behind digits: 25'inci."""
_SEPTEMBER = re.compile(r"sept(?=\.? \d)")
_HYPHENED_ORDINAL = re.compile(r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|\w+iemes?)")
_SPACED_ORDINAL = re.compile(
    r"(?:перв|втор|четверт|пят|шест|седьм|восьм|девят)(?:ыи|ои|ого|ому|ым|ом|ая|ую|ое|ые|ых)|трет(?:ии|ь[еяю]\w*)"
    r"|(?:перш|друг|четверт|п'ят|шост|сьом|восьм|дев'ят)(?:ии|ого|ому|им|оі|а|у|е|і|их)|трет(?:іи|я|ю|є|ьо\w+|і)"
    r"|(?:bir|iki|uc|dord|bes|alti|yedi|sekiz|dokuz)[iu]?nc[iu]\w*"
)
"""Folded."""
_BEFORE_A_HYPHEN = re.compile(r"[-‐‑](?!(?:plus|odd|some|strong)\b)([a-z]{3,})")
"""Behind a number in words, of which an adjective is made: a five-storey building, a ten-member council."""
_SHARES = words_of(
    "percent percentage pct yüzde процент процента процентов процентами процентам відсоток відсотка "
    "відсотків відсотками procent procenta procentów procentach proc prozent אחוז אחוזים درصد بالمئة بالمائة"
)
_CURRENCIES = words_of(
    "dollar dollars usd euro euros lira lirası pound pounds доллар доллара долларов евро рублей دولار ليرة يورو "
    "tl dólar dólares peso pesos reais dolarów złoty złote złotych гривня гривні гривень долари доларів "
    "rupee rupees inr pkr taka रुपये रुपए रुपया रुपयों روپے"
)
_BEFORE_A_CURRENCY = words_of(
    "de d us american canadian british egyptian sudanese syrian lebanese turkish indian pakistani"
)
"""Between a number and its currency: 15 millions de dollars, 15 million US dollars."""
_PEOPLE = words_of(
    "people persons civilians soldiers children women men residents fighters families refugees kişi sivil asker "
    "aile человек мирных военных детей семей شخص مدني مدنيا عائلة personnes civils soldats familles enfants kes"
)
"""Behind a number that could be a year: 1950 people."""
_BEFORE_A_YEAR = words_of("in since until by en dans depuis в с عام سنة منذ في")
_MONTHS_PORTUGUESE = words_of("janeiro fevereiro março maio junho julho setembro outubro novembro dezembro")
_OLD = range(1500, 1900)
"""Years that only a word before them tells: in 1894."""
_IN_THE_YEAR = words_of("عام سنة")
"""Before any year of three digits or more, if it counts nobody: a hundred people each year."""
_IN_A_YEAR = re.compile("'[dt][ae](?:ki)?(?![^\\W_])")
"""Turkish, behind a year: 1399'da; 1500'den fazla are more than 1,500."""
_BEHIND_MAY = frozenset(("be", "have"))
_GERMAN = words_of("am vom den dem der zum bis seit ab")
"""Before 5. April, of which the month is English as well."""
_SHORT_MONTH = 4
"""Letters of one that a full stop may shorten."""


def why_uncounted(folded: Folded, words: Sequence[re.Match[str]], index: int, end: int, value: float) -> str:
    """Why the number at words[index:end] counts nothing; empty if it counts something."""
    text, first, last = folded.text, words[index], words[end - 1]
    start, stop = first.start(), last.end()
    before, after = text[start - 1 : start], text[stop : stop + 1]
    if before.isalnum() and not _PROCLITIC.search(text, max(0, start - 5), start):
        return _PART
    if after.isalpha() or before in ("/", ":", "#") or value != int(value) or _PART_BEHIND.match(text, stop):
        return _PART
    following = word_behind(text, words, end)
    if why := _share_or_money(text, words, index, end, following) or _time(text, words, index, end, value, following):
        return why
    if first[0].startswith("0") or _hyphenated(folded, first, last) or is_a_name(folded, words, index, end, value):
        return _PART
    if is_a_rate(text, words, index):
        return _RATE
    if is_age(folded.written, folded.span(start, stop)[0]):
        return _AGE
    if is_of_a_parent(folded.written, *folded.span(start, stop)):
        return _CHILDREN
    if _is_ordinal(folded, words, index, end, following):
        return _ORDINAL
    if _SEPTEMBER.match(text, start) or (value <= _LAST_DAY and _is_day(folded, words, index, end, following)):
        return _DAY
    of_a_date = index > 0 and (words[index - 1][0] in _BEFORE_A_YEAR or is_month(words[index - 1][0]))
    counts_people = following in _PEOPLE and not of_a_date
    return _YEAR if not counts_people and end == index + 1 and _is_date(text, words, index) else ""


def names_people(word: str) -> bool:
    """Whether a folded word behind a number says that it counts people."""
    return word in _PEOPLE or unit_of(word) in PEOPLE


def may_share(why: str, value: float) -> bool:
    """Whether a number of this value may be what one joined to it is (``why``): 12 and 13 March, 10-15 %."""
    return why in SHARED and (why != _DAY or value <= _LAST_DAY)


def is_day(why: str) -> bool:
    """Whether a number counts nothing because it is a day of a month."""
    return why == _DAY


def _share_or_money(text: str, words: Sequence[re.Match[str]], index: int, end: int, behind: str) -> str:
    start, stop = words[index].start(), words[end - 1].end()
    before = word_before(text, words, index)
    if _SHARE_BEFORE.search(text, max(0, start - 2), start) or _SHARE_BEHIND.match(text, stop):
        return _SHARE
    if before in _SHARES or behind in _SHARES:
        return _SHARE
    if behind in _BEFORE_A_CURRENCY:
        behind = word_behind(text, words, end + 1)
    money = _MONEY_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start) or _MONEY_BEHIND.match(text, stop)
    return _MONEY if money or before in _CURRENCIES or behind in _CURRENCIES else ""


def _time(text: str, words: Sequence[re.Match[str]], index: int, end: int, value: float, following: str) -> str:
    start, stop = words[index].start(), words[end - 1].end()
    if _TIME_BEHIND.match(text, stop) or (value <= _NOON and _HOUR_BEHIND.match(text, stop)):
        return _TIME
    if value <= _LAST_HOUR and _HOUR_BEFORE.search(text, max(0, start - 9), start):
        return _TIME
    minutes = value < 60 and _MINUTES_BEFORE.search(text, max(0, start - 10), start)
    return _TIME if minutes and not names_people(following) else ""


def _hyphenated(folded: Folded, first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether it is part of a name or of an adjective (F-16, COVID-19, a 40-member team), or no number."""
    start, end = folded.span(first.start(), last.end())
    written = folded.written
    if not first[0][0].isdecimal():
        made = _BEFORE_A_HYPHEN.match(written, end)
        return is_another_word(written, start) or (made is not None and not is_number(made[1]))
    before, after = written[max(0, start - 2) : start], written[end : end + 2]
    if end - start in (3, 4) and is_of_a_telephone(written, start, end):
        return True
    return (len(before) == 2 and before[1] in DASHES and before[0].isalpha()) or (
        len(after) == 2 and after[0] in DASHES and after[1].isalpha()
    )


def _is_ordinal(folded: Folded, words: Sequence[re.Match[str]], index: int, end: int, following: str) -> bool:
    """25'inci gün, twenty-fifth, двадцать пятый."""
    first, last = words[index], words[end - 1]
    if first[0][0].isdecimal():
        return _ORDINAL_BEHIND.match(folded.text, last.end()) is not None
    if _SPACED_ORDINAL.fullmatch(following):
        return True
    hyphen = folded.written[folded.span(first.start(), last.end())[1] :][:1]
    return bool(hyphen) and hyphen in DASHES and _HYPHENED_ORDINAL.fullmatch(following) is not None


def _is_day(folded: Folded, words: Sequence[re.Match[str]], index: int, end: int, following: str) -> bool:
    """13 March, March 13, Feb. 13, 13 de marzo, am 13. März; not: in March 13 people were killed."""
    text = folded.text
    if _is_a_german_day(text, words, index, end):
        return True
    if is_month(following) and not _is_verb(folded, words, end):
        return True
    if following == "de" and (is_month(named := word_behind(text, words, end + 1)) or named in _MONTHS_PORTUGUESE):
        return True
    month = words[index - 1] if index else None
    if month is None or month[0] not in MONTHS_FIRST or _is_verb(folded, words, index - 1):
        return False
    between = text[month.end() : words[index].start()]
    if between != " " and not (between == ". " and len(month[0]) <= _SHORT_MONTH):
        return False
    before = word_before(text, words, index - 1)
    has_a_day = before.isdecimal() and int(before[:3]) <= _LAST_DAY
    return not has_a_day and not (before == "in" and names_people(following))


def _is_a_german_day(text: str, words: Sequence[re.Match[str]], index: int, end: int) -> bool:
    """Digits, a full stop and a month: 13. März; in other languages a sentence may end there."""
    if end >= len(words) or text[words[end - 1].end() : words[end].start()] != ". " or not is_month(words[end][0]):
        return False
    return words[end][0] not in MONTHS_FIRST or word_before(text, words, index) in _GERMAN


def _is_verb(folded: Folded, words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether words[at] is no month but what may be."""
    is_may = words[at][0] == "may"
    return is_may and (folded.was_small(words[at].start()) or word_behind(folded.text, words, at + 1) in _BEHIND_MAY)


def _is_date(text: str, words: Sequence[re.Match[str]], index: int) -> bool:
    """A year, or a part of 2026 03 01 (hyphens are folded to spaces)."""
    own = words[index][0]
    if len(own) == 4 and own.isdecimal() and int(own) % 100:
        is_told = index > 0 and words[index - 1][0] in _BEFORE_A_YEAR
        if 1900 <= int(own) < 2100 or (is_told and int(own) in _OLD):
            return True
    if len(own) in (3, 4) and own.isdecimal() and own[0] != "0" and _is_told_a_year(text, words, index):
        return True
    return any(
        len(word[0]) == 4 and word[0].isdecimal() and text[word.end() : words[at + 1].start()] == " "
        and len(words[at + 1][0]) == 2 and words[at + 1][0].isdecimal()
        for at, word in enumerate(words[max(0, index - 2) : index], max(0, index - 2))
    )  # fmt: skip


def _is_told_a_year(text: str, words: Sequence[re.Match[str]], index: int) -> bool:
    """في عام 363, 1399'da."""
    if len(words[index][0]) == 4 and _IN_A_YEAR.match(text, words[index].end()):
        return True
    return word_before(text, words, index) in _IN_THE_YEAR and not names_people(word_behind(text, words, index + 1))
