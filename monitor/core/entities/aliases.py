"""An alias as written by a person -> the pattern that finds it: a literal for the automaton, the rest to verify."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.core.entities.inflection import Ending, Script, cyrillic_stem, script_of, word_end, word_start
from monitor.core.text.fold import fold_text

MIN_LENGTH, MAX_LENGTH = 2, 120
"""Characters of an alias."""


@dataclass(frozen=True, slots=True)
class AliasWord:
    """One word of an alias: its folded letters (a stem if it inflects) and how it may go on."""

    letters: str
    script: Script
    ending: Ending


@dataclass(frozen=True, slots=True)
class Pattern:
    """``literal`` is what the automaton looks for: the words up to the first that may go on in letters.
    ``rest`` is verified after it."""

    literal: str
    last: AliasWord
    rest: tuple[AliasWord, ...]
    first_script: Script
    has_article: bool

    def match(self, text: str, start: int, language: str) -> tuple[int, int] | None:
        """The whole written span, given that ``literal`` stands at ``start`` of a folded ``text``."""
        begin = word_start(text, start, self.first_script, self.has_article)
        if begin < 0:
            return None
        end = word_end(text, start + len(self.literal), self.last.script, self.last.ending, language)
        for word in self.rest:
            if end < 0 or not text.startswith(word.letters, end + 1) or text[end] != " ":
                return None
            end = word_end(text, end + 1 + len(word.letters), word.script, word.ending, language)
        return (begin, end) if end >= 0 else None


def problem_with(alias: str) -> str:
    """What is wrong with an alias as a person wrote it, with the remedy; empty if nothing is."""
    if not MIN_LENGTH <= len(alias.strip()) <= MAX_LENGTH:
        return f'"{alias[:40]}" has {len(alias.strip())} characters: an alias has {MIN_LENGTH} to {MAX_LENGTH}'
    for word in alias.split():
        star = word.find("*")
        if star >= 0 and (star != len(word) - 1 or star < 3):
            return f'"{word}": * stands only at the end of a word, after three letters or more'
    if not fold_text(alias.replace("*", "")).strip():
        return f'"{alias[:40]}" holds no letter or digit'
    return ""


def patterns(alias: str, *, exact: bool = False) -> tuple[Pattern, ...]:
    """The patterns of one alias, whose form :func:`problem_with` accepts. ``exact`` allows no inflection."""
    words = [_word(word, exact) for word in _split(alias)]
    found = [_pattern(words)]
    if not exact and len(words) > 1 and words[0].script is Script.LATIN and not words[0].letters.endswith("s"):
        # "poste d'observation turc" is also written "postes d'observation turcs".
        plural = AliasWord(words[0].letters + "s", words[0].script, words[0].ending)
        found.append(_pattern([plural, *words[1:]]))
    return tuple(found)


def _split(alias: str) -> list[str]:
    return fold_text(alias).split()


def _word(word: str, exact: bool) -> AliasWord:
    script = script_of(word)
    if word.endswith("*"):
        return AliasWord(word[:-1], script, Ending.WILDCARD)
    if exact:
        return AliasWord(word, script, Ending.EXACT)
    if script is Script.CYRILLIC:
        return AliasWord(cyrillic_stem(word), script, Ending.INFLECTED)
    return AliasWord(word, script, Ending.INFLECTED)


def _pattern(words: list[AliasWord]) -> Pattern:
    """Words are joined into the literal until one that goes on in the text by letters of its own."""
    count = 1
    while count < len(words) and not _open(words[count - 1]):
        count += 1
    head = words[:count]
    first = head[0]
    return Pattern(
        literal=" ".join(word.letters for word in head),
        last=head[-1],
        rest=tuple(words[count:]),
        first_script=first.script,
        has_article=first.script is Script.ARABIC and first.letters.startswith("ال"),
    )


def _open(word: AliasWord) -> bool:
    return word.ending is Ending.WILDCARD or word.script is Script.CYRILLIC
