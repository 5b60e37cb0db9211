"""Latin spellings of one Arabic name: al-, el- and ash-, ei and ay, ou and u, sh and ch are one.

Only regular differences between systems of romanisation count (English, French, Turkish, German), so a person can
foresee what is found; this is no measure of similarity. It is for names of entities that have an Arabic name too, and
the written form must hold a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from monitor.core.entities.inflection.scripts import Ending, Script
from monitor.core.entities.inflection.word_edges import word_end
from monitor.core.entities.sounds import sounds
from monitor.core.entities.types import Kind

MIN_LETTERS = 5
"""Letters from which a word may differ in its vowels, and of which a written form has at least as many."""

JOINED_FROM = 8
"""Letters from which words of a name written together are found; shorter ones are other words (tales: Tal al-Eis)."""

_FREE = 7
"""Letters from which a single word may differ in several sounds at once; a shorter one in one (Tunis, not Tones)."""

_MOST_JOINED = 60
"""Ways to write words of one name together; where there would be more, it is found only with spaces or hyphens."""

_ARTICLE = re.compile(r"[aeu](?:[lnrstdz]|[sc]h|sch)")
ELIDED = re.compile(r"(?:[dl]|qu)'")
"""A French article or preposition, written in one with the word behind it."""
_PLAIN = re.compile("[a-z']+")
_SUN = frozenset("tdrzsnlj")
_SEGMENT = re.compile(
    r"(?P<med>(?:(?<=^ahm)|(?<=[ou]hamm)|(?<=[ou]ham))[ae](?=d$))"
    r"|(?P<ei>(?:ei|ai|ey|ay)(?=[^aeiouy']))|(?P<u>(?:ou|oo|u|o)(?![aeiouy]))|(?P<aa>a'?a(?![aeiouy]))"
    r"|(?P<aw>a[uw](?=[^aeiouy']))"
    r"|(?P<i>(?:ee|[iey])(?![aeiouy]))|(?P<a>a(?![aeiouy']))|(?P<vowels>[aeiou]+)|(?P<apostrophe>')"
    r"|(?P<pair>sch|sh|ch|dsch|kh|gh|dh|th|dj)|(?P<double>bb|dd|ff|gg|kk|ll|mm|nn|pp|qq|rr|ss|tt|zz)"
    r"|(?P<between>(?<=[aeiouy])[bdfgklmnqrstz](?=[aeiouy]))|(?P<one>.)"
)
_ABD = "abd"
"""Always before an article, though it may be joined to it: Abd al-, Abdel, Abdul, Abdoul."""
_WITH_ABD = re.compile(rf"{_ABD}([aeu](?:[lnrstdz]|[sc]h|sch))(.*)")
_VOWELS_AFTER_ABD = ("ou", "oo", "a", "e", "i", "o", "u")
_SHORTEST_AFTER_ABD = 3
"""Letters of what is joined to Abd and its article; one more in a name that is nothing else."""
_FINAL_A = re.compile(r"(?<=[^aeiou'])(?:ah|eh|a|e)$")
_FINAL_SHORT_A, _SHORTEST_IN_A = re.compile(r"(?<=[^aeiou'])(?:ah|a)$"), 3
_INNER_AT = re.compile(r"(?<=[^aeiou'])(?:at|et)$")
"""The same feminine ending at the end of a name, and before its next word."""
_PAIRS = {
    "sh": ("sh", "sch", "ch"),
    "ch": ("ch", "sch", "sh"),
    "sch": ("sch", "sh", "ch"),
    "kh": ("kh", "k"),
    "gh": ("gh", "g"),
    "dh": ("dh", "d"),
    "th": ("th", "t"),
    "dj": ("dj", "dsch", "j"),
    "dsch": ("dsch", "dj", "j"),
}
_SINGLES = {"q": ("q", "k"), "j": ("j", "dsch", "dj")}
_CLOSES = re.compile("[^aeiouy']+")
"""What stands behind the vowel of a last syllable that may be long: Numan, Numaan."""
_SHORT_BESIDE: dict[str, Slot] = {"a": ("aa", "a"), "i": ("ee", "i"), "ee": ("ee", "i"), "j": _SINGLES["j"]}
"""Of a short word beside others: Bab, Baab; Din, Deen."""
_LAST = {"n": ("ne", "n"), "b": ("b", "p"), "p": ("p", "b"), "d": ("d", "t"), "t": ("t", "d")}
Slot = tuple[str, ...]
"""Ways to write one sound, longer ones before those they begin with."""
_GAP: Slot = (" ", "")


class RomanisedPattern(NamedTuple):
    """Every regular spelling of ``words``. ``after_article``: the first is an article, before the name itself."""

    words: tuple[str, ...]
    ending: Ending
    after_article: bool

    def match(self, text: str, start: int, language: str) -> tuple[int, int] | None:
        """The whole written span, given that a word begins at ``start`` of a folded ``text``."""
        ends = _ends(self.words, text, start)
        spelled = max([end for end in ends if not text[end : end + 1].isalnum()] or ends, default=start)
        if not self._long_enough(text[start:spelled]):
            return None
        end = word_end(text, spelled, Script.LATIN, self.ending, language)
        return (start, end) if end >= 0 else None

    def spelled(self, forms: Set[str]) -> list[str]:
        """Those of ``forms`` of which the whole is a spelling."""
        return [form for form in forms if self._long_enough(form) and len(form) in _ends(self.words, form, 0)]

    def _long_enough(self, written: str) -> bool:
        return len(written) >= (MIN_LETTERS if len(self.words) == 1 or " " in written else JOINED_FROM)


def is_romanised(words: list[str], kind: Kind) -> bool:
    """Whether a name of an entity that has an Arabic one is that name in Latin letters, and no translation of it:
    places and persons are not translated; groups are, unless they keep the article."""
    if kind is Kind.GROUP:
        return len(words) == 1 or any(map(is_article, words))
    return kind is not Kind.THING


def romanised_pattern(words: tuple[str, ...], ending: Ending) -> RomanisedPattern | None:
    """The pattern of an alias of folded Latin ``words``; None for a single short one, a French article, or other
    letters than those of English."""
    if len(words) == 1 and len(words[0]) < MIN_LETTERS:
        return None
    if any(ELIDED.match(word) or not _PLAIN.fullmatch(word) for word in words):
        return None
    words = tuple(_abd_apart(words))
    return RomanisedPattern(words, ending, len(words) > 1 and bool(_names(words)[1][0]))


def _abd_apart(words: tuple[str, ...]) -> Iterator[str]:
    """``words`` with the article of each name that begins with Abd as a word of its own: abdel fattah, abdelfattah."""
    for word, following in zip(words, (*words[1:], ""), strict=True):
        found = _WITH_ABD.fullmatch(word)
        article, rest = found.groups() if found else ("", "")
        if found and not rest and following and not is_article(following):
            yield from (_ABD, article)
        elif _is_name_after_abd(article, rest, alone=len(words) == 1):
            yield from (_ABD, article, rest)
        else:
            yield word


def _is_name_after_abd(article: str, rest: str, *, alone: bool) -> bool:
    return len(rest) >= _SHORTEST_AFTER_ABD + alone and (article[1:] == "l" or rest.startswith(article[1:]))


def rows_of(several: Sequence[tuple[str, ...]]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """What the spellings of each of ``several`` names of two words or more are looked up by: where one is a single word
    in a text, its sounds are among the first; where it is more, those of the first two that are no articles are among
    the second (sounds.py, spelled.py). All are asked for their sounds at once, which has its price for each call."""
    ways = [list(_ways_of_spans(words)) for words in several]
    each = iter(sounds(chain.from_iterable(written for of_one in ways for _, written in of_one)))
    for of_one in ways:
        rows = {span: frozenset(islice(each, len(written))) for span, written in of_one}
        count = max(end for _, end in rows)
        pairs = (
            f"{one} {other}"
            for cut in range(1, count)
            for end in range(cut + 1, count + 1)
            for one in rows[0, cut]
            for other in rows[cut, end]
        )
        yield rows[0, count], frozenset(pairs)


def _ways_of_spans(words: tuple[str, ...]) -> Iterator[tuple[tuple[int, int], list[str]]]:
    names, articles = _names(words)
    for first in range(len(names)):
        for end in range(first + 1, len(names) + 1):
            yield (first, end), _as_one_word(names, articles, first, end)


def _names(words: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The words that are no articles, and the article before each, if there is one."""
    names, articles, article = [], [], ""
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if following and is_article(word) and not is_article(following):
            article = word
            continue
        names.append(word)
        articles.append(article)
        article = ""
    return names, articles


def is_article(word: str) -> bool:
    """al, el, an, ash ..."""
    return _ARTICLE.fullmatch(word) is not None


def _as_one_word(names: list[str], articles: list[str], first: int, end: int) -> list[str]:
    """How ``names[first:end]`` may be written as one word, with an article between them, before and behind; none of
    several names if there would be too many ways."""
    ways = [
        f"{article}{names[first]}" for article in _joined_articles(names[first], articles[first] if first > 0 else "")
    ]
    for at in range(first + 1, min(end + 1, len(names))):
        more = (one for way in ways for one in _last_ways(way)) if at < end or articles[at] else ways
        name = names[at] if at < end else ""
        ways = [f"{way}{article}{name}" for way in more for article in _joined_articles(names[at], articles[at])]
        if len(ways) > _MOST_JOINED:
            return []
    return ways


def _joined_articles(noun: str, own: str) -> tuple[str, ...]:
    """What may stand for the article ``own`` before ``noun`` if it is not apart; its vowel makes no difference."""
    if not own:
        return ("",)
    return ("", *(f"a{sound}" for sound in _article_sounds(noun, own)))


def _last_ways(begun: str) -> tuple[str, ...]:
    """``begun`` with its end as it may be written where something is joined to it."""
    ways = _LAST.get(begun[-1])
    return tuple({begun, *(begun[:-1] + way for way in ways)}) if ways else (begun,)


def _ends(words: tuple[str, ...], text: str, start: int) -> set[int]:
    """Where in ``text`` spellings of ``words`` end that begin at ``start``. Not by an expression, which would take a
    hundred times as long to make as this takes."""
    if not _differs_freely(words):
        return {start + len(form) for form in _one_differs(words[0]) if text.startswith(form, start)}
    ends = {start}
    for slot in slots_of(words):
        ends = {end + len(way) for end in ends for way in slot if text.startswith(way, end)}
        if not ends:
            break
    return ends


def _differs_freely(words: tuple[str, ...]) -> bool:
    return len(words) > 1 or len(words[0]) >= _FREE


@lru_cache(maxsize=10_000)
def _one_differs(word: str) -> frozenset[str]:
    """The spellings of a short ``word``, of which only one sound may differ."""
    slots = slots_of((word,))
    own = own_ways(word, slots)
    return frozenset("".join((*own[:at], way, *own[at + 1 :])) for at, slot in enumerate(slots) for way in slot)


@lru_cache(maxsize=10_000)
def slots_of(words: tuple[str, ...]) -> tuple[Slot, ...]:
    """The ways to write each sound of ``words``, in order; of a single short word only one may differ at a time."""
    return tuple(_all_slots(words))


def own_ways(word: str, slots: Sequence[Slot]) -> list[str]:
    """How ``word`` itself, or several with a space between, writes each sound."""
    found: list[str] = []
    for slot in slots:
        rest = word[sum(map(len, found)) :]
        found.append(max((way for way in slot if rest.startswith(way)), key=len))
    return found


def _all_slots(words: tuple[str, ...]) -> Iterator[Slot]:
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if following and _ARTICLE.fullmatch(word) and not _ARTICLE.fullmatch(following):
            vowels = _VOWELS_AFTER_ABD if index > 0 and words[index - 1] == _ABD else "aeu"
            article = _article(following, word, first=index == 0, vowels=vowels)
            yield article if index == 0 else tuple(_behind_a_word(article))
            continue
        of_abd = index > 1 and words[index - 2] == _ABD and is_article(words[index - 1])
        short = len(word) < MIN_LETTERS and not of_abd
        yield from _slots(word, inner=bool(following), short=short, alone=len(words) == 1)
        after = words[index + 2] if index + 2 < len(words) else ""
        if following and not (after and is_article(following) and not is_article(after)):
            yield _gap(words)


def _gap(words: tuple[str, ...]) -> Slot:
    """What parts two words; of just two that are no article perhaps one: Yahya Sinwar, Yahya al-Sinwar."""
    if len(words) > 2 or any(word == _ABD or is_article(word) for word in words):
        return _GAP
    articles = (way for way in _article(words[1], "al", first=False) if way.endswith(" "))
    return (*(f" {article}" for article in articles), *_GAP)


def _article(noun: str, own: str, *, first: bool, vowels: Iterable[str] = "aeu") -> Slot:
    """The article ``own`` before ``noun``, with its space: as it is, with l, or with the first sound of the noun if
    that is a sun letter. Inside a name it may be joined to the noun or missing."""
    ways = _article_sounds(noun, own)
    written = sorted((f"{vowel}{way}" for vowel in vowels for way in ways), reverse=True)
    return tuple(f"{way} " for way in written) + (() if first else (*written, ""))


def _article_sounds(noun: str, own: str) -> set[str]:
    """What the vowel of the article ``own`` may have behind it before ``noun``."""
    found = {"l", own[1:]}
    if noun[0] in _SUN:
        found.add(noun[0])
    if noun[0] == "s" or noun.startswith("ch"):
        found |= {"s", "sh", "ch", "sch"}
    return found


def _behind_a_word(article: Slot) -> Iterator[str]:
    """The ways to write an ``article`` with what parts it from the word before it; Turkish may join it to that:
    Tahrir'uş Şam, Babu'l Hava."""
    yield from (gap + way for gap in _GAP for way in article)
    for way in article:
        if way.endswith(" "):
            yield f"'{way}"
            if way[0] == "u" and way.strip() not in ("ut", "ud"):  # I'd, don't: no end of a name (spelled.py)
                yield f"u'{way[1:]}"


def _slots(word: str, *, inner: bool, short: bool, alone: bool) -> Iterator[Slot]:
    """The sounds of one word. A ``short`` word varies only in its diphthongs and digraphs, and in the length of its
    vowels, its j and its final a where other words stand beside it."""
    final = None if short else (_INNER_AT if inner else _FINAL_A).search(word)
    if short and not alone and not inner and len(word) > _SHORTEST_IN_A:
        final = _FINAL_SHORT_A.search(word)
    end = final.start() if final else len(word)
    for found in _SEGMENT.finditer(word):
        if found.start() >= end:
            break
        yield _ways(found, len(word), short=short, alone=alone)
    if final:
        yield ("ah", "a") if short else ("at", "et") if inner else ("ah", "eh", "a", "e")


def _ways(found: re.Match[str], length: int, *, short: bool, alone: bool) -> Slot:
    kind, text = found.lastgroup, found[0]
    at_end = found.end() == length
    match kind:
        case "ei":
            return "ei", "ai", "ey", "ay", "e"
        case "u" if not (short and alone) or len(text) == 2:
            # No alternative ends as the next sound begins, or matching could take exponential time.
            bare = at_end or found.string[found.end()] == "'"
            ways: Slot = ("ou", "oo", "u", "o") if bare else ("ou", "oo", "u'", "u", "o'", "o")
            return (*ways, "aw") if text == "o" and not at_end else ways
        case "aw" if not (short and alone):
            return "aw", "au", "ou", "o"
        case "aa":
            return "'aa", "a'a", "aa", "'a", "a"
        case "med":
            return "a", "e"
        case "i" if not short and (found.start() > 0 or text in "ie"):
            return ("i", "e") if found.start() == 0 else ("ee", "i", "e", "y")
        case "a" if not short and not at_end:
            return ("a'", "aa", "a") if _CLOSES.fullmatch(found.string, found.end()) else ("a'", "a")
        case "apostrophe":
            return "'", ""
        case "pair" if not short or text in ("sh", "ch", "sch", "dsch"):
            return _PAIRS[text]
        case "double" if text == "qq" and not short:
            return "qq", "kk", "q", "k"
        case "double" if not short:
            return text, text[0]
        case "between" if not short:
            return (*_SINGLES.get(text, (text,)), text + text)
    if short and not alone and text in _SHORT_BESIDE and (text == "j" or _CLOSES.fullmatch(found.string, found.end())):
        return _SHORT_BESIDE[text]
    if at_end and text in _LAST and (not short or (text == "n" and (not alone or length > 3))):
        return _LAST[text]
    return (text,) if short else _SINGLES.get(text, (text,))
