"""An alias as written by a person -> the patterns that find it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.core.entities.alias_words import (
    AFTER_DASH,
    alias_word,
    name_ending,
    name_words,
    with_bare_stems,
    with_ordinals,
    written_words,
)
from monitor.core.entities.designators import has_designator, other_designators
from monitor.core.entities.inflection.arabic import (
    forms_of_nisba,
    other_arabic_names,
    other_arabic_spellings,
    without_final_hamza,
)
from monitor.core.entities.inflection.cyrillic import cyrillic_spellings
from monitor.core.entities.inflection.cyrillic_adjectives import derived_from_other_stems
from monitor.core.entities.inflection.declined import POLISH, german_adjective, polish_cases
from monitor.core.entities.inflection.proclitics import hebrew_articles
from monitor.core.entities.inflection.scripts import Ending, Script, script_of
from monitor.core.entities.keys import StrippedWord
from monitor.core.entities.pattern import QUOTE, AliasWord, AnyPattern, Pattern
from monitor.core.entities.pattern_forms import SHORTEST_AFTER_ABD, all_patterns, pattern_of, patterns_of_case
from monitor.core.entities.romanised import JOINED_FROM, RomanisedPattern, is_article, is_romanised, romanised_pattern
from monitor.core.entities.slavic import may_have_slavic_spellings, slavic_spellings
from monitor.core.entities.types import Kind
from monitor.core.plural import several
from monitor.core.text.fold import fold_text

MIN_LENGTH, MAX_LENGTH = 2, 120
"""Characters of an alias."""

_JOINED_FROM = {Script.UNSPACED: 2, Script.ARABIC: 6, Script.HEBREW: 6}
"""Letters from which the words of a name are found written together too (#NorthportHarbour); elsewhere JOINED_FROM."""

_NON_JOINER = "\u200c"

_SHORTEST_OF_PEOPLE = 6
"""Letters of a plural in -is."""

_SHORTEST_OF_PERSON, _MOST_OF_PERSON = 3, 3
"""Letters of each of so many Cyrillic words of a person, of which the last may come first: Петров Иван Ильич."""


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
    written = written_words(alias)
    found: list[AnyPattern] = []
    for other in (written,) if exact else (written, *_other_words(written)):
        words = [alias_word(word, ending, name=name) for word in other]
        words = words if exact else with_ordinals(with_bare_stems(words))
        found.extend(all_patterns(words, exact=exact, noun=not name))
    return found


def name_patterns(alias: str, kind: Kind, *, romanised: bool) -> list[AnyPattern]:
    """The patterns of an entity's name: also written together, and with the words that come of it. ``romanised``:
    an Arabic name in other letters, of which there are several regular spellings."""
    written = _of_people(written_words(alias), kind) if romanised else written_words(alias)
    found: list[AnyPattern] = list(all_patterns(name_words(written, kind), noun=kind is Kind.THING))
    if "*" in alias:
        return found
    split = [word.removeprefix(AFTER_DASH) for word in written]
    script = script_of(split[0])
    may_be_designated = (script is Script.UNSPACED or not alias.isalpha()) and has_designator(alias)
    if script in (Script.ARABIC, Script.HEBREW) or may_be_designated:
        for other in _other_words(split):
            found.extend(all_patterns(name_words(other, kind), noun=kind is Kind.THING))
    if kind is Kind.PLACE and not alias.isascii():
        found.extend(_derived_words(written))
    if script is Script.ARABIC:
        for other in _other_arabic_words(split, kind):
            found.extend(patterns_of_case(name_words(other, kind)))
    if len(split) > 1:
        joined = "".join(split)
        if len(joined) >= _JOINED_FROM.get(script, JOINED_FROM):
            found.extend(all_patterns(name_words([joined], kind)))
    if script is Script.ARABIC and _NON_JOINER in alias:
        found.extend(name_patterns(alias.replace(_NON_JOINER, " "), kind, romanised=romanised))
    if romanised and (spelled := _spelling(split, kind)) is not None:
        found.append(spelled)
    for other in _other_names(split, script, kind, romanised=romanised):
        found.extend(all_patterns(name_words(other, kind)))
    return found


def _other_names(words: list[str], script: Script, kind: Kind, *, romanised: bool) -> Iterator[list[str]]:
    """Other words for the same name."""
    if romanised and script is Script.CYRILLIC:
        yield from cyrillic_spellings(words, person=kind is Kind.PERSON)
    if len(words) < 2:
        return
    if script is Script.ARABIC:
        yield from _two_words_in_one(words)
    if kind is Kind.PERSON:
        yield from hebrew_articles(words) if romanised and script is Script.HEBREW else _other_orders(words, script)


def _other_orders(words: list[str], script: Script) -> Iterator[list[str]]:
    """A person's last name first; in Arabic the last name with an article."""
    *first, last = words
    if script is Script.LATIN:
        if is_article(first[-1]) and len(first) > 1:
            yield [first.pop(), f"{last},", *first]
        yield [f"{last},", *first]
    elif script is Script.CYRILLIC and min(map(len, words)) >= _SHORTEST_OF_PERSON and len(words) <= _MOST_OF_PERSON:
        yield [last, *first]
    elif script is Script.ARABIC and not last.startswith("ال") and len(last) >= SHORTEST_AFTER_ABD:
        yield [*first, f"ال{last}"]


def slavic_patterns(alias: str, kind: Kind) -> Iterator[AnyPattern]:
    """The other spellings in Latin letters of a name that is Cyrillic."""
    if may_have_slavic_spellings(alias, kind):
        for spelling in slavic_spellings(written_words(alias), kind):
            yield from all_patterns(name_words(spelling, kind))


def declined_patterns(alias: str, kind: Kind, languages: Sequence[str]) -> Iterator[Pattern]:
    """The cases of a name in Latin letters in these languages, of which it has other letters there."""
    words = name_words(written_words(alias), kind)
    if "*" in alias or any(word.script is not Script.LATIN for word in words):
        return
    for language in languages:
        declined = [_declined(word, kind, language, is_last=word is words[-1]) for word in words]
        if any(word.ending is Ending.DECLINED for word in declined):
            yield pattern_of(declined)


def _declined(word: AliasWord, kind: Kind, language: str, *, is_last: bool) -> AliasWord:
    if language == POLISH:
        stem = polish_cases(word.letters)
    else:
        stem = german_adjective(word.letters, kind) if is_last else None
    if stem is None:
        return word
    return word._replace(letters=stem[0], ending=Ending.DECLINED, cyrillic=stem[1], language=language)


def name_spelling(alias: str, kind: Kind) -> RomanisedPattern | None:
    """Of the patterns of a romanised name that of its other spellings, for which the rest need not be made."""
    words = _of_people(written_words(alias), kind)
    return None if "*" in alias else _spelling([word.removeprefix(AFTER_DASH) for word in words], kind)


def _of_people(words: list[str], kind: Kind) -> list[str]:
    """Of a group that is called by a plural of Arabic the singular: Houthis, Houthi. It takes an s."""
    one = words[0] if kind is Kind.GROUP and len(words) == 1 else ""
    return [one[:-1]] if one.isascii() and one.endswith("is") and len(one) >= _SHORTEST_OF_PEOPLE else words


def _spelling(words: list[str], kind: Kind) -> RomanisedPattern | None:
    if script_of(words[0]) is not Script.LATIN or not is_romanised(words, kind):
        return None
    return romanised_pattern(tuple(words), name_ending(kind))


def spelled_patterns(name: RomanisedPattern, forms: Sequence[StrippedWord]) -> Iterator[tuple[str, AnyPattern]]:
    """Words of a text, given with what they are without an ending, that are a spelling of ``name``, and what finds
    each."""
    if name.after_article:
        yield from ((word, name) for word, _ in forms)  # the article has spellings too
        return
    spelled = set(name.spelled({form for _, form in forms}))
    for word, form in forms:
        if form in spelled:
            yield word, pattern_of([AliasWord(form, Script.LATIN, name.ending)])


def acronym_patterns(alias: str) -> list[AnyPattern]:
    """The acronym as written and with full stops (H.T.S.)."""
    found = patterns(alias, exact=True)
    letters = fold_text(alias)
    if letters.isalpha() and len(letters) > 2:
        found.extend(all_patterns([alias_word(".".join(letters), Ending.EXACT)], exact=True))
    return found


def _two_words_in_one(words: list[str]) -> Iterator[list[str]]:
    """As Persian writes them with a non-joiner between, which folds to nothing, and Arabic often without: ابوبكر, of
    ابو بكر."""
    if len(words) > 2:
        for at in range(len(words) - 1):
            yield [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]


def _other_words(words: list[str]) -> Iterator[list[str]]:
    """The ``words`` of an alias, be it a name or not, as others write them."""
    yield from other_designators(words)
    if any(QUOTE in word for word in words) and script_of(words[0]) is Script.HEBREW:
        yield [word.replace(QUOTE, "''") for word in words]  # צה''ל, of which one key types the half twice
    if script_of(words[0]) is Script.ARABIC:
        yield from other_arabic_spellings(words)


def _other_arabic_words(words: list[str], kind: Kind) -> Iterator[list[str]]:
    if (shorter := without_final_hamza(words)) != words:
        yield shorter
    yield from other_arabic_names(words, person=kind is Kind.PERSON)
    if kind is Kind.GROUP and len(words) == 1:
        yield from ([form] for form in forms_of_nisba(words[0]))


def _derived_words(words: list[str]) -> Iterator[Pattern]:
    """The adjective of a place, where it has another stem than the name."""
    last = words[-1].removeprefix(AFTER_DASH)
    if script_of(last) is Script.CYRILLIC:
        *inner, own = name_words(words, Kind.PLACE)
        for letters, endings in derived_from_other_stems(last):
            yield pattern_of([*inner, own._replace(letters=letters, cyrillic=endings)])
