"""A word nearer to a number than a find is, which says what that number counts: `wounded` in "21 people were killed and
30 wounded"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from monitor.core.entities.hits import Hit
from monitor.core.numbers.counts.befell import HARM, STATES, are_the_same
from monitor.core.numbers.words.figure_words import AND as JOINS_CLAUSES
from monitor.core.numbers.words.figure_words import AT_LEAST, GONE
from monitor.core.numbers.words.units import DATE, MISSING, unit_of
from monitor.core.rules.conditions import Subject
from monitor.core.rules.counts.inserted import behind_insertion
from monitor.core.rules.numbers.read import LETTERS, Number, first_from
from monitor.core.text.document import Document
from monitor.core.text.fold import words_of

_CLAUSE_LENGTH = 300
"""Characters between a word of people and what befell them."""
_BEHIND_A_COMMA = 3
AND = re.compile(r"\b(?:and|et|ve|и|und|y|e|ed|oraz|i|і|та|و)\b|(?<![^\W_])و(?=\d)")
"""What joins two numbers, each with what it counts."""
_AND_OR_COMMA = re.compile(rf"{AND.pattern}|[,،]")
_PARTICIPLES = words_of("wounding injuring killing hurting leaving displacing hiriendo matando ferindo blessant tuant")
"""Behind a comma these have those whom they befall behind them."""
_OTHERS = words_of("another other otros otras outros outras autres")
"""Between an `and` and its number: y otras 12 resultaron heridas."""
_AROUND = 8
"""Words on each side in which another counted thing may claim a number."""
_WHO = STATES | {MISSING}
"""What words say of people who may have been harmed all the same: 4 missing miners were found dead."""
_FATE = re.compile(
    r" (held|jailed|charged|rescued|saved|freed|released|evacuated|hospitali[sz]ed|questioned|trapped)"
    r"(?:(?=[,;.!?)]|\Z|\n| (?:for|over|after|as|with)\b)|(?= (?:in|by|from|at|on|and)\b)(?P<goes_on>))"
)
"""What else befell those whom the number right before it counts: teen shot dead, 3 held. Not: 10 rescued later died.
Where it goes on with a place, a find behind may be what became of them: 14 trapped in a mine found dead."""
_SEMICOLON = re.compile("[;؛]")
_OF_THE = re.compile(r" (?:(?:more |others )?of (?:the|those) |des |из (?:числа )?|من (?:ال)?)")
"""Between a number and those of whom they are: 15 of the wounded have died."""


def words_between(document: Document, number: Number, hit: Hit) -> int:
    """How many words stand between a number and a find."""
    words = document.words
    if hit.start <= number.start < hit.end:
        return 0
    if number.start < hit.start:
        return max(0, words.index(hit.start) - words.index(number.end - 1) - 1)
    return max(0, words.index(number.start) - words.index(hit.end - 1) - 1)


def claiming_word(subject: Subject, number: Number, hit: Hit) -> str:
    """The word of the same sentence that is no part of ``hit`` and says nearer by what the number counts, if there is
    one. Where number and hit are parted, a word that nothing parts from the number may be farther (5 killed, 40 were
    wounded)."""
    document = subject.document
    distance = words_between(document, number, hit)
    starts, text, sentences = document.words.starts, document.folded.text, document.sentences
    first, last = bisect_right(starts, number.start) - 1, bisect_left(starts, number.end)
    own = {_counted_by(word) for word in LETTERS.findall(text, hit.start, hit.end)}
    if (said := behind_insertion(text, number)) and (unit := _counted_by(said[0])) not in ("", DATE):
        return "" if unit in own else said[0]
    fate = _FATE.match(text, number.end)
    if fate and not hit.start <= fate.start(1) < hit.end and (hit.start < number.start or fate["goes_on"] is None):
        return fate[1]
    parted = _mark_between(text, number, hit.start, hit.end) or _of_another(subject, number, hit)
    parted = parted or _is_joined(text, number, hit.end)
    for step in range(min(distance + (_BEHIND_A_COMMA if parted else 0), _AROUND)):
        for at in (last + step, first - 1 - step):
            if not 0 <= at < len(starts) or hit.start <= starts[at] < hit.end:
                continue
            word = LETTERS.match(text, starts[at])
            unit = _counted_by(word[0]) if word else ""
            if not word or unit in ("", DATE, *own) or sentences.index(starts[at]) != sentences.index(number.start):
                continue
            farther = step >= distance
            if farther and (_is_beyond(number, word, hit) or _mark_between(text, number, word.start(), word.end())):
                continue
            if _parts_clauses(subject, number, word, hit) or _is_of_the_next(subject, number, word, hit):
                continue
            if not HARM.isdisjoint(own) and _befell(subject, number, word, hit):
                continue
            if not _has_its_own(subject, number, word, hit, farther=farther) and not _is_listed(
                subject, number, word, hit
            ):
                return word[0]
    return ""


def _is_beyond(number: Number, word: re.Match[str], hit: Hit) -> bool:
    """Whether ``hit`` stands between the number and the word."""
    return word.start() < hit.start < number.start or number.start < hit.start < word.start()


def _is_listed(subject: Subject, number: Number, word: re.Match[str], hit: Hit) -> bool:
    """Whether a comma parts a word from the number, which nothing parts from ``hit`` before it, and the word has a
    number of its own directly behind it: the number of dead in Goma rose to 15, injured 40."""
    text, numbers = subject.document.folded.text, subject.numbers
    if not hit.end <= number.start < number.end <= word.start() or "," not in text[number.end : word.start()]:
        return False
    at = first_from(numbers, word.end())
    has_own = at < len(numbers) and text[word.end() : numbers[at].start].strip(" ") == ""
    inside = first_from(numbers, hit.end)
    return has_own and numbers[inside] == number and not _mark_between(text, number, hit.start, hit.end)


def _counted_by(word: str) -> str:
    """Whom a folded word counts: the dead, the wounded ..., or those who are missing; empty if nobody."""
    return MISSING if word.removeprefix("و") in GONE else unit_of(word)


def _befell(subject: Subject, number: Number, word: re.Match[str], hit: Hit) -> bool:
    """Whether ``hit`` says what happened to those whom ``word`` says who they are: 21 displaced people were killed,
    gunmen kill at least four hostages, asesinan a 4 secuestrados."""
    text, numbers = subject.document.folded.text, subject.numbers
    if hit.end <= number.start and text[number.end : word.start()] == " " and _counted_by(word[0]) in _WHO:
        between = text[hit.end : number.start]
        is_object = all(one in AT_LEAST or one == "a" for one in LETTERS.findall(between))
        return is_object and LETTERS.sub("", between).strip(" ") == ""
    if not number.end <= word.start() < word.end() < hit.start or hit.start - word.end() > _CLAUSE_LENGTH:
        return False
    if _counted_by(word[0]) not in _WHO and not _OF_THE.fullmatch(text, number.end, word.start()):
        return False
    between = text[word.end() : hit.start]
    is_plain = LETTERS.sub("", between).strip(" ") == ""
    at = first_from(numbers, word.end())
    has_own = at < len(numbers) and numbers[at].start <= hit.end + 1  # 12 held suspects killed three
    return is_plain and not has_own and are_the_same(LETTERS.findall(between))


def _of_another(subject: Subject, number: Number, hit: Hit) -> bool:
    """Whether ``hit`` stands before the number and has another (2 dead 30 wounded), or an Arabic `and` written in one
    with the number parts them (3 قتلى و20 جريحا)."""
    text, numbers = subject.document.folded.text, subject.numbers
    if number.start < hit.end:
        return False
    if text[number.start - 1] == "و" and text[hit.end : number.start - 1] == " ":
        return True
    at = first_from(numbers, hit.end) - 1
    return at >= 0 and text[numbers[at].end : hit.start].strip(" ") == ""


def _is_joined(text: str, number: Number, end: int) -> bool:
    """Whether an `and` stands between ``end`` and the number behind it, and directly before that: a guard was killed
    and 12 were wounded."""
    words = LETTERS.findall(text, max(end, number.start - _CLAUSE_LENGTH), number.start)
    while words and (words[-1] in AT_LEAST or words[-1] in _OTHERS):
        words.pop()
    return bool(words) and words[-1] in JOINS_CLAUSES


def _parts_clauses(subject: Subject, number: Number, word: re.Match[str], hit: Hit) -> bool:
    """Whether a word before the number, which no number follows but this behind an `and`, ends its clause there (a
    guard was killed and 12 people were wounded), or one behind it begins another (kills two and 12 civilians, wounding
    others)."""
    text, numbers = subject.document.folded.text, subject.numbers
    if word.start() >= number.end:
        return word[0] in _PARTICIPLES and hit.end <= number.start and "," in text[number.end : word.start()]
    is_first = numbers[first_from(numbers, word.end())] == number
    return (
        is_first
        and number.end <= hit.start
        and _is_joined(text, number, word.end())
        and not _mark_between(text, number, hit.start, hit.end)
    )


def _is_of_the_next(subject: Subject, number: Number, word: re.Match[str], hit: Hit) -> bool:
    """Whether a semicolon parts a word from the number, and not ``hit`` before it, and the word has a number of its own
    there: deaths reach 39; 68 are missing."""
    text, numbers = subject.document.folded.text, subject.numbers
    mark = _SEMICOLON.search(text, number.end, word.start())
    if not mark or hit.end > number.start or _SEMICOLON.search(text, hit.end, number.start):
        return False
    at = first_from(numbers, mark.end())
    return at < len(numbers) and numbers[at].start < word.start()


def _has_its_own(subject: Subject, number: Number, word: re.Match[str], hit: Hit, *, farther: bool) -> bool:
    """Whether a word that says what is counted is joined by an `and` to the number, and counts another: 20 wounded and
    30 people were killed; killed 30 and wounded 5. A comma joins as well: 3 killed, 14 others wounded; kills two
    soldiers and 12 civilians, wounds 30."""
    text, numbers = subject.document.folded.text, subject.numbers
    at = first_from(numbers, word.end())
    if word.end() <= number.start:
        own = at > 0 and text[numbers[at - 1].end : word.start()] == " "
        return own and _AND_OR_COMMA.search(text, word.end(), number.start) is not None
    joins = _AND_OR_COMMA if hit.end <= number.start else AND  # shot 2 officers, killing 1, arrested
    joined = joins.search(text, number.end, word.start()) or word[0].startswith("و")
    own = at < len(numbers) and text[word.end() : numbers[at].start].removesuffix(" a ").strip(" :") == ""
    return bool((joined and (own or farther)) or (own and text[word.end()] == ":"))


def _mark_between(text: str, number: Number, start: int, end: int) -> bool:
    """Whether a comma or bracket stands between the number and text[start:end]."""
    between = text[number.end : start] if number.start < start else text[end : number.start]
    between = between[:_CLAUSE_LENGTH]
    return any(mark in between for mark in ",;:،؛([)]")
