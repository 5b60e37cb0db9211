"""Written forms that an alias stands for, each with where it comes from: for a person to look at.

The scan does not use this list: it accepts forms by rule. So the list has examples where there are too many forms
(other spellings, Turkish endings), and whoever shows it lets the scan say which of them are found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, product
from math import gcd, prod
from typing import NamedTuple

from monitor.core.entities.inflection.arabic import FATHERS, other_arabic_names, other_arabic_spellings
from monitor.core.entities.inflection.declined import GERMAN
from monitor.core.entities.inflection.scripts import Ending, Script, script_of
from monitor.core.entities.pattern import AliasWord, Pattern
from monitor.core.entities.romanised import RomanisedPattern, Slot, own_ways, slots_of
from monitor.core.entities.terms import Term, TermKind, alias_key, patterns_of
from monitor.core.entities.types import Kind

_MOST = 200
"""Case forms of one alias that are written out."""
_GOLDEN = 0.618
"""Of the way round: as many steps of this as one likes fall far from each other."""
OTHER_SPELLING = "other spelling"
SOURCES = {
    TermKind.NAME: "name",
    TermKind.CASED: "cased",
    TermKind.ACRONYM: "acronym",
    TermKind.SHORT: "short",
    TermKind.NEVER: "never",
}


class Variant(NamedTuple):
    """``written`` is found where an item in ``language`` (empty: any) has it; ``source`` says why."""

    written: str
    source: str
    language: str = ""


def variants(term: Term, spellings: int) -> Iterator[Variant]:
    """The forms of ``term``, the alias itself first, none twice; of other spellings in Latin letters so many."""
    seen: set[str] = set()
    for variant in _all(term, spellings):
        if variant.written not in seen:
            seen.add(variant.written)
            yield variant


def count_spellings(term: Term) -> int:
    """How many other spellings in Latin letters there are at the most."""
    return sum(prod(map(len, slots_of(pattern.words))) for pattern in _romanised(term))


def _romanised(term: Term) -> list[RomanisedPattern]:
    return [pattern for pattern in patterns_of(term) if isinstance(pattern, RomanisedPattern)]


def _all(term: Term, spellings: int) -> Iterator[Variant]:
    yield Variant(term.alias, SOURCES[term.kind])
    written = [pattern for pattern in patterns_of(term) if isinstance(pattern, Pattern)]
    for pattern in written:
        yield from _written(pattern, term)
    last = written[0].rest[-1] if written[0].rest else written[0].last
    if last.script is Script.LATIN and last.ending in (Ending.INFLECTED, Ending.NAME):
        yield from _latin_endings(term.alias, last)
    for name in _romanised(term):
        for letters in _examples(name, spellings):
            yield Variant(_capitalised(letters), OTHER_SPELLING)


def _examples(name: RomanisedPattern, count: int) -> Iterator[str]:
    """``count`` of the spellings: first those that differ in one sound, one of each; then others."""
    slots = slots_of(name.words)
    own = own_ways(" ".join(name.words), slots)
    single = (
        "".join((*own[:at], slot[way], *own[at + 1 :]))
        for way in range(max(map(len, slots)))
        for at, slot in enumerate(slots)
        if way < len(slot) and slot[way] != own[at]
    )
    yield from islice(dict.fromkeys(chain(single, _spread(slots, count))), count)


def _spread(slots: Sequence[Slot], count: int) -> Iterator[str]:
    """``count`` of the ways to choose one of each slot, spread over all of them and all slots."""
    total = prod(map(len, slots))
    step = 1 if total <= count else int(total * _GOLDEN)
    while gcd(step, total) != 1:
        step += 1
    for number in (at * step % total for at in range(min(count, total))):
        letters = []
        for slot in slots:
            number, chosen = divmod(number, len(slot))
            letters.append(slot[chosen])
        yield "".join(letters)


def _written(pattern: Pattern, term: Term) -> Iterator[Variant]:
    if term.kind is TermKind.ACRONYM:
        yield Variant(pattern.begin.upper(), "with full stops" if "." in pattern.begin else SOURCES[term.kind])
        return
    words = _words(pattern)
    source = _source(pattern, words, term)
    for written in islice(product(*map(_forms, words)), _MOST):
        whole = _like(" ".join(written), term)
        if source:
            yield Variant(whole, source, words[-1].language or words[0].language)
        for before in sorted(pattern.proclitics, key=lambda letters: (len(letters), letters)):
            yield Variant(before + whole, "prefix")


def _words(pattern: Pattern) -> list[AliasWord]:
    """The words of the pattern: those of its beginning have no forms of their own but for the last."""
    *exact, _ = pattern.begin[: len(pattern.begin) - len(pattern.last.letters)].split(" ")
    inner = [AliasWord(letters, script_of(letters), Ending.EXACT) for letters in exact]
    return [*inner, pattern.last, *pattern.rest]


def _forms(word: AliasWord) -> list[str]:
    if word.ending is Ending.WILDCARD:
        return [f"{word.letters}…"]
    if word.ending is Ending.DECLINED or (word.script is Script.CYRILLIC and word.ending is not Ending.EXACT):
        return [word.letters + ending for ending in sorted(word.cyrillic)]
    return [word.letters]


def _source(pattern: Pattern, words: list[AliasWord], term: Term) -> str:
    """What makes the pattern another form than the alias; nothing if it is that."""
    if any(word.ending is Ending.WILDCARD for word in words):
        return "any ending"
    if any(word.ending is Ending.DECLINED for word in words):
        return "adjective" if words[-1].language == GERMAN else "case form"
    if any(word.script is Script.CYRILLIC and word.ending is not Ending.EXACT for word in words):
        return "case form"
    if len(words) == 1 and len(alias_key(term.alias).split()) > 1:
        return "written together"
    if pattern.begin.partition(" ")[0].endswith(","):
        return "last name first"
    if pattern.begin.startswith("لل") and not alias_key(term.alias).startswith("لل"):
        return "preposition and article in one"
    alias = alias_key(term.alias)
    if pattern.begin == alias:
        return ""
    if pattern.begin.replace(" ", "") == alias.replace(" ", ""):
        return "written together" if len(pattern.begin) < len(alias) else "written apart"
    if pattern.first_script is Script.ARABIC:
        return "spelling" if [word.letters for word in words] in _arabic_spellings(alias, term) else "case form"
    first = alias.partition(" ")[0]
    plural = alias.startswith(pattern.begin) or pattern.begin.startswith(f"{first}s ")
    return "plural" if plural or pattern.last.letters.endswith(("lari", "leri")) else "spelling"


def _arabic_spellings(alias: str, term: Term) -> list[list[str]]:
    words = alias.split()
    names = other_arabic_names(words, person=term.of is Kind.PERSON) if term.of else ()
    return [*other_arabic_spellings(words), *(one for one in names if FATHERS.isdisjoint(one))]


def _latin_endings(written: str, last: AliasWord) -> Iterator[Variant]:
    yield Variant(f"{written}'s", "possessive")
    if last.ending is Ending.INFLECTED:
        yield Variant(f"{written}s", "plural")
    elif last.letters[-1] not in "aeiouy":
        yield Variant(f"{written}s", "ending s")
    for ending in ("'da", "'deki", "'nın"):
        yield Variant(written + ending, "apostrophe and up to 7 letters")
    for ending in ("daki", "den", "nin"):
        yield Variant(written + ending, "Turkish ending", "tr")


def _like(folded: str, term: Term) -> str:
    """``folded`` with the capitals of a name."""
    return _capitalised(folded) if term.of is not None and script_of(folded) is Script.LATIN else folded


def _capitalised(words: str) -> str:
    return " ".join(word[:1].upper() + word[1:] if len(word) > 2 else word for word in words.split(" "))
