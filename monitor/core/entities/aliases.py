"""An alias as written by a person -> the patterns that find it: a key to look up, the rest to verify."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from monitor.core.entities.inflection import (
    HEBREW_PROCLITICS,
    LONGEST_PROCLITIC,
    NOTHING,
    PROCLITICS,
    PROCLITICS_BEFORE_AL,
    PROCLITICS_BEFORE_LIL,
    Ending,
    Script,
    across_the_atlantic,
    cyrillic_forms,
    cyrillic_vowel_changes,
    derived_from_other_stems,
    forms_of_nisba,
    script_of,
    turkish_plurals,
    with_alef,
    with_plural_of_men,
    without_final_hamza,
    word_end,
    word_start,
)
from monitor.core.entities.keys import Form, Key, key_of
from monitor.core.entities.romanised import JOINED_FROM, RomanisedPattern, is_romanised, romanised_pattern
from monitor.core.entities.slavic import may_have_slavic_spellings, slavic_spellings
from monitor.core.entities.types import Kind
from monitor.core.plural import several
from monitor.core.text.fold import fold_text
from monitor.core.text.lookalikes import unmixed
from monitor.core.text.spaced import SpacedWords

MIN_LENGTH, MAX_LENGTH = 2, 120
"""Characters of an alias."""

_DASH, _LIKE_A_DASH = "-‐‑‒–—―−", "-‐‑‒–—―−﹣－־_·‧・･•"
"""The latter are all that fold to a space."""
_LIKE_DASHES = frozenset(_LIKE_A_DASH)
_BETWEEN_NAMES = re.compile(
    rf"(?<=[^\W\d_]{{4}})[{_DASH}](?=[^\W\d_]{{4}})"
    rf"|\s+[{_LIKE_A_DASH}][{_LIKE_A_DASH}\s]*|[{_LIKE_A_DASH}][{_LIKE_A_DASH}\s]+"
)
"""Between two long words, beside a space, or several: what parts two names, not the article or the halves of one."""
_AFTER_DASH = "-"
"""No folded word holds one."""
_WIDEST_DASH = 5
"""Spaces to which a dash folds at most: one for each of its characters, as in `fire -- smoke`."""

_JOINED_FROM = {Script.UNSPACED: 2, Script.ARABIC: 6, Script.HEBREW: 6}
"""Letters from which the words of a name are found written together too (#NorthportHarbour); elsewhere JOINED_FROM."""

QUOTE = '"'
"""Around words of a name that reports put into quotes: бригада «Азов», le groupe "Wagner"."""

_NON_JOINER = "\u200c"
_ABD = "عبد"
_SHORTEST_AFTER_ABD = 4
"""Letters of what follows Abd, with its article."""
_MOST_ABD = 3
"""Names in one alias that begin with Abd, up to which each may be written in either way."""


class AliasWord(NamedTuple):
    """One word of an alias: its folded letters (a stem if it inflects) and how it may go on. ``after_dash``: a dash
    stands before it, which a text may set between spaces (Damascus – Aleppo)."""

    letters: str
    script: Script
    ending: Ending
    cyrillic: frozenset[str] = NOTHING
    after_dash: bool = False

    def end(self, text: str, start: int, language: str) -> int:
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
    return (begin - 1, end) if opened else (begin, end + text.startswith(QUOTE, end))


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


def problem_with(alias: str) -> str:
    """What is wrong with an alias as a person wrote it, with the remedy; empty if nothing is."""
    length = len(alias.strip())
    if not MIN_LENGTH <= length <= MAX_LENGTH:
        return f'"{alias[:40]}" has {several(length, "character")}: an alias has {MIN_LENGTH} to {MAX_LENGTH}'
    for word in alias.split() if "*" in alias else ():
        star = word.find("*")
        if star >= 0 and (star != len(word) - 1 or star < 3 or not fold_text(word[:star]).strip()):
            return f'"{word}": * stands only at the end of a word, after three letters or more'
    plain = alias.isascii() and alias[0].isalnum()
    if not plain and not fold_text(alias.replace("*", "")).strip():
        return f'"{alias[:40]}" holds no letter or digit'
    return ""


def patterns(alias: str, *, exact: bool = False, name: bool = True) -> list[AnyPattern]:
    """The patterns of one alias, whose form :func:`problem_with` accepts. ``exact`` allows no inflection; ``name``:
    it names something, so fewer short forms count."""
    ending = Ending.EXACT if exact else Ending.INFLECTED
    return list(_patterns([_word(word, ending, name=name) for word in _split(alias)], exact=exact, noun=not name))


def name_patterns(alias: str, kind: Kind, *, romanised: bool) -> list[AnyPattern]:
    """The patterns of an entity's name: also written together, and with the words that come of it. ``romanised``:
    an Arabic name in Latin letters, of which there are several regular spellings."""
    written = _split(alias)
    found: list[AnyPattern] = list(_patterns(_name_words(written, kind), noun=kind is Kind.THING))
    if "*" in alias:
        return found
    split = [word.removeprefix(_AFTER_DASH) for word in written]
    script = script_of(split[0])
    if kind is Kind.PLACE and not alias.isascii():
        found.extend(_derived_words(written))
    if script is Script.ARABIC:
        for other in _other_arabic_words(split, kind):
            found.extend(_one_case(_name_words(other, kind)))
    if len(split) > 1:
        joined = "".join(split)
        if len(joined) >= _JOINED_FROM.get(script, JOINED_FROM):
            found.extend(_patterns(_name_words([joined], kind)))
    if script is Script.ARABIC:
        for other in _two_words_in_one(split):
            found.extend(_patterns(_name_words(other, kind)))
        if _NON_JOINER in alias:
            found.extend(name_patterns(alias.replace(_NON_JOINER, " "), kind, romanised=romanised))
    if romanised and (spelled := _spelling(split, kind)) is not None:
        found.append(spelled)
    if script is Script.LATIN and kind is Kind.PERSON and len(split) > 1:
        found.extend(_patterns(_name_words([f"{split[-1]},", *split[:-1]], kind)))
    return found


def slavic_patterns(alias: str, kind: Kind) -> Iterator[AnyPattern]:
    """The other spellings in Latin letters of a name that is Cyrillic."""
    if may_have_slavic_spellings(alias, kind):
        for spelling in slavic_spellings(_split(alias), kind):
            yield from _patterns(_name_words(spelling, kind))


def name_spelling(alias: str, kind: Kind) -> RomanisedPattern | None:
    """Of the patterns of a romanised name that of its other spellings, for which the rest need not be made."""
    return None if "*" in alias else _spelling([word.removeprefix(_AFTER_DASH) for word in _split(alias)], kind)


def _spelling(words: list[str], kind: Kind) -> RomanisedPattern | None:
    if script_of(words[0]) is not Script.LATIN or not is_romanised(words, kind):
        return None
    return romanised_pattern(tuple(words), _name_ending(kind))


def spelled_patterns(name: RomanisedPattern, forms: Sequence[Form]) -> Iterator[tuple[str, AnyPattern]]:
    """Words of a text, given with what they are without an ending, that are a spelling of ``name``, and what finds
    each."""
    if name.after_article:
        yield from ((word, name) for word, _ in forms)  # the article has spellings too
        return
    spelled = set(name.spelled({form for _, form in forms}))
    for word, form in forms:
        if form in spelled:
            yield word, _pattern([AliasWord(form, Script.LATIN, name.ending)])


def acronym_patterns(alias: str) -> list[AnyPattern]:
    """The acronym as written and with full stops (H.T.S.)."""
    found = patterns(alias, exact=True)
    letters = fold_text(alias)
    if letters.isalpha() and len(letters) > 2:
        found.extend(_patterns([_word(".".join(letters), Ending.EXACT)], exact=True))
    return found


def _patterns(words: list[AliasWord], *, exact: bool = False, noun: bool = False) -> Iterator[Pattern]:
    """``noun``: a word of the language and no name, which has all cases in Arabic."""
    if exact or (len(words) == 1 and words[0].script is Script.LATIN and words[0].ending is Ending.NAME):
        yield _pattern(words)  # most names are one Latin word, which changes behind its letters only
        return
    yield from _one_case(words)
    if words[-1].ending is not Ending.NAME:
        for other in (*_arabic_cases(words, noun=noun), *_english_spellings(words)):
            yield from _one_case(other)


def _english_spellings(words: list[AliasWord]) -> Iterator[list[AliasWord]]:
    """Of what is no place and no person, which keep their spelling (Pearl Harbor)."""
    if len(words) > 1 and all(word.script is Script.LATIN and word.ending is Ending.INFLECTED for word in words):
        for letters in across_the_atlantic([word.letters for word in words]):
            yield _with_letters(words, letters)


def _arabic_cases(words: list[AliasWord], *, noun: bool) -> Iterator[list[AliasWord]]:
    if all(word.script is Script.ARABIC and word.ending is not Ending.WILDCARD for word in words):
        letters = [word.letters for word in words]
        if (oblique := with_plural_of_men(letters)) != letters:
            yield _with_letters(words, oblique)
        if noun and (accusative := with_alef(letters)):
            yield _with_letters(words, accusative)


def _with_letters(words: list[AliasWord], letters: list[str]) -> list[AliasWord]:
    return [word._replace(letters=other) for word, other in zip(words, letters, strict=True)]


def _one_case(words: list[AliasWord]) -> Iterator[Pattern]:
    yield _pattern(words)
    first, last = words[0], words[-1]
    for other in _abd_ways(words):
        yield _pattern(other)
    countable = first.script is Script.LATIN and first.letters.isalpha() and first.letters[-1] != "s"
    if len(words) > 1 and countable and last.ending is not Ending.NAME:
        # "poste d'observation turc" is also written "postes d'observation turcs".
        yield _pattern([AliasWord(first.letters + "s", first.script, first.ending), *words[1:]])
    if len(words) > 1 and last.script is Script.LATIN and last.ending is Ending.INFLECTED:
        for plural in turkish_plurals(last.letters):
            yield _pattern([*words[:-1], last._replace(letters=plural)])
    if first.script is Script.ARABIC and first.letters.startswith("ال") and len(first.letters) > 4:
        # The preposition and the article in one, three lam written as two: الجيش, للجيش; اللطامنة, للطامنة.
        rest = first.letters[2:]
        lil = AliasWord(("ل" if rest[0] == "ل" else "لل") + rest, first.script, first.ending)
        yield _pattern([lil, *words[1:]], PROCLITICS_BEFORE_LIL)
    for at, word in enumerate(words):
        if word.script is Script.CYRILLIC:
            for letters, endings in cyrillic_vowel_changes(word.letters, word.cyrillic):
                yield _pattern([*words[:at], word._replace(letters=letters, cyrillic=endings), *words[at + 1 :]])


def _abd_ways(words: list[AliasWord]) -> Iterator[list[AliasWord]]:
    """Other ways to write the names in ``words`` that begin with Abd: عبد الفتاح, عبدالفتاح."""
    if not any(word.letters.startswith(_ABD) for word in words):
        return
    apart = [part for word in words for part in _abd_apart(word)]
    pairs = [at for at in range(len(apart) - 1) if apart[at].letters == _ABD and _may_join_abd(apart[at + 1])]
    for joined in product((True, False), repeat=min(len(pairs), _MOST_ABD)):
        written = list(apart)
        for at, join in reversed(list(zip(pairs, joined, strict=False))):
            if join:
                written[at : at + 2] = [written[at + 1]._replace(letters=_ABD + written[at + 1].letters)]
        if written != words:
            yield written


def _abd_apart(word: AliasWord) -> list[AliasWord]:
    rest = word.letters.removeprefix(_ABD)
    if rest == word.letters or len(rest) < _SHORTEST_AFTER_ABD or not rest.startswith("ال"):
        return [word]
    return [word._replace(letters=_ABD, ending=Ending.EXACT), word._replace(letters=rest, after_dash=False)]


def _may_join_abd(word: AliasWord) -> bool:
    return word.letters.startswith("ال") and len(word.letters) >= _SHORTEST_AFTER_ABD and not word.after_dash


def _split(alias: str) -> list[str]:
    """The folded words; one that stands behind a dash begins with a mark."""
    if _LIKE_DASHES.isdisjoint(alias):
        return _without_quotes(unmixed(fold_text(alias)).split())
    found: list[str] = []
    for part in _BETWEEN_NAMES.split(alias):
        words = unmixed(fold_text(part)).split()
        found += [_AFTER_DASH + words[0], *words[1:]] if found and words else words
    return _without_quotes(found)


def _without_quotes(words: list[str]) -> list[str]:
    """The quotes inside a name are not everybody's (бригада «Азов»); those around the whole of it are asked for."""
    written = " ".join(words)
    if QUOTE not in written or (len(words) > 1 and written[0] == written[-1] == QUOTE and written.count(QUOTE) == 2):
        return words
    bare = [_AFTER_DASH * word.startswith(_AFTER_DASH) + word.removeprefix(_AFTER_DASH).strip(QUOTE) for word in words]
    return bare if len(words) > 1 and all(word.removeprefix(_AFTER_DASH) for word in bare) else words


def _spaces_at(text: str, start: int) -> int:
    end = start
    while end < start + _WIDEST_DASH and text.startswith(" ", end):
        end += 1
    return end - start


def _word(word: str, ending: Ending = Ending.INFLECTED, *, derives: bool = False, name: bool = True) -> AliasWord:
    if word.startswith(_AFTER_DASH):
        return _word(word.removeprefix(_AFTER_DASH), ending, derives=derives, name=name)._replace(after_dash=True)
    script = script_of(word)
    if word.endswith("*"):
        return AliasWord(word[:-1], script, Ending.WILDCARD)
    if script is Script.CYRILLIC and ending is not Ending.EXACT:
        stem, endings = cyrillic_forms(word, derives=derives, name=name)
        return AliasWord(stem, script, ending, endings)
    return AliasWord(word, script, ending)


def _name_words(words: list[str], kind: Kind) -> list[AliasWord]:
    inner = [_word(word) for word in words[:-1]]
    people = kind is Kind.GROUP and len(words) == 1 and words[0].endswith(("ы", "и"))
    return [*inner, _word(words[-1], _name_ending(kind), derives=kind is Kind.PLACE or people)]


def _two_words_in_one(words: list[str]) -> Iterator[list[str]]:
    """As Persian writes them with a non-joiner between, which folds to nothing, and Arabic often without: ابوبكر, of
    ابو بكر."""
    if len(words) > 2:
        for at in range(len(words) - 1):
            yield [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]


def _other_arabic_words(words: list[str], kind: Kind) -> Iterator[list[str]]:
    if (shorter := without_final_hamza(words)) != words:
        yield shorter
    if kind is Kind.GROUP and len(words) == 1:
        yield from ([form] for form in forms_of_nisba(words[0]))


def _derived_words(words: list[str]) -> Iterator[Pattern]:
    """The adjective of a place, where it has another stem than the name."""
    last = words[-1].removeprefix(_AFTER_DASH)
    if script_of(last) is Script.CYRILLIC:
        *inner, own = _name_words(words, Kind.PLACE)
        for letters, endings in derived_from_other_stems(last):
            yield _pattern([*inner, own._replace(letters=letters, cyrillic=endings)])


def _name_ending(kind: Kind) -> Ending:
    return Ending.NAME if kind in (Kind.PLACE, Kind.PERSON) else Ending.INFLECTED


def _pattern(words: list[AliasWord], proclitics: frozenset[str] | None = None) -> Pattern:
    """Words are joined into the literal until one that goes on in the text by letters of its own."""
    if len(words) == 1:
        (only,) = words
        key = key_of([(only.letters, only.script, only.ending)])
        proclitics = _proclitics(only) if proclitics is None else proclitics
        return Pattern(key, only.letters, only, (), only.script, proclitics)
    words = _singular(words)
    count = 1
    while count < len(words) and not _open(words[count - 1]) and not words[count].after_dash:
        count += 1
    head = words[:count]
    if count < len(words) and not _open(head[-1]):
        head[-1] = head[-1]._replace(ending=Ending.EXACT)
    first = head[0]
    if proclitics is None:
        proclitics = _proclitics(first)
    begin = " ".join(word.letters for word in head)
    key = key_of([(word.letters, word.script, word.ending) for word in words])
    return Pattern(key, begin, head[-1], tuple(words[count:]), first.script, proclitics)


def _singular(words: list[AliasWord]) -> list[AliasWord]:
    """A plural at the end of several Latin words is found in the singular too: the s may stand there or not."""
    last = words[-1]
    plural = last.script is Script.LATIN and last.ending is Ending.INFLECTED and last.letters.endswith("s")
    if len(words) == 1 or not plural or len(last.letters) < 5 or last.letters.endswith(("ss", "us", "is", "'s")):
        return words
    return [*words[:-1], last._replace(letters=last.letters[:-1])]


def _proclitics(first: AliasWord) -> frozenset[str]:
    if first.script is Script.ARABIC:
        return PROCLITICS_BEFORE_AL if first.letters.startswith("ال") else PROCLITICS
    if first.script is Script.HEBREW and len(first.letters) > 2:
        return HEBREW_PROCLITICS
    return frozenset()


def _open(word: AliasWord) -> bool:
    return word.ending is Ending.WILDCARD or word.script is Script.CYRILLIC
