"""Names that are too short, that are ordinary words, or that hold what nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from monitor.core.entities.inflection.proclitics import PROCLITICS, PROCLITICS_BEFORE_AL
from monitor.core.entities.inflection.scripts import Script, script_of
from monitor.core.entities.terms import alias_key
from monitor.core.lint.book import Book, Place, Written
from monitor.core.lint.finding import Finding

CommonWords = Mapping[str, Mapping[str, float]]
"""Language code -> folded word -> how common it is (Zipf: 4 is ten times in a million words)."""

_SAFE = {Script.LATIN: 4, Script.CYRILLIC: 4, Script.ARABIC: 3, Script.HEBREW: 3, Script.UNSPACED: 2}
"""Letters that a name of one word has at least. Arabic and Hebrew names are longer than they look: no vowels."""
SCRIPTS = {
    **dict.fromkeys(("ar", "fa", "ur"), Script.ARABIC),
    **dict.fromkeys(("ru", "uk", "bg", "mk", "sr"), Script.CYRILLIC),
    **dict.fromkeys(("zh", "ja", "ko", "th"), Script.UNSPACED),
    "he": Script.HEBREW,
}
"""Scripts of languages; all others are written in Latin letters."""
MAX_FREQUENT = 8
"""Names that one finding shows."""
_JOINERS = "\u200c\u200d"
_JOINED = re.compile("[\u0600-\u08ff\ufb50-\ufeff\u0900-\u109f]")
"""Letters between which a joiner is part of the spelling: Persian, Kurdish, Indian scripts."""


def short_aliases(book: Book) -> Iterator[Finding]:
    for alias in _exposed(book):
        word = alias_key(alias.text)
        if " " in word:
            continue
        letters = len(word.removesuffix("*"))
        safe = _SAFE[script_of(word)]
        if letters < safe:
            yield alias.place.warning(
                "short-alias",
                f'"{alias.text}" has only {letters} letters: write a longer name, put it under `cased` or '
                "`acronyms`, or give the entity a `context`",
            )
        elif word.endswith("*") and letters == safe:
            message = f'"{alias.text}" is found in every word that begins with these {letters} letters: write more'
            yield alias.place.warning("short-alias", message)


def common_words(book: Book, common: CommonWords, listed: CommonWords) -> Iterator[Finding]:
    """Names that are in ``common``; of those listed under a language, in what ``common`` or ``listed`` knows of it.
    Those on one line of a file are one finding: most are only famous, and read through as one."""
    words = {**listed, **common}
    found: dict[tuple[str, str], list[_Frequent]] = {}
    for alias in _exposed(book):
        word = alias_key(alias.text)
        script = script_of(word)
        asked = (alias.language,) if alias.language in words else tuple(common)
        known = [
            (zipf, language)
            for language in asked
            if SCRIPTS.get(language, Script.LATIN) is script and (zipf := words[language].get(word))
        ]
        if not known and script is Script.ARABIC:
            never = book.entities[alias.owner].value.get("never", ())
            cancelled = {alias_key(phrase) for phrase in ([never] if isinstance(never, str) else never)}
            yield from _with_prefix(alias, word, [words[language] for language in asked], cancelled)
        if known:
            zipf, language = max(known)
            found.setdefault((str(alias.place), alias.owner), []).append(_Frequent(alias, language, zipf))
    for frequent in found.values():
        yield frequent[0].alias.place.warning("common-word", _are_frequent(frequent))


class _Frequent(NamedTuple):
    alias: Written
    language: str
    zipf: float


def _are_frequent(found: Sequence[_Frequent]) -> str:
    """``found`` are those of one line."""
    remedy = "put it under `cased` or `short`, or give the entity a `context`; if not, `# allow: common-word`"
    if len(found) == 1:
        one = found[0]
        said = f'"{one.alias.text}" is a frequent word in language {one.language} (Zipf {one.zipf:.1f})'
        return f"{said}: if it means other things too, {remedy}"
    named = ", ".join(f'"{one.alias.text}" ({one.language}, Zipf {one.zipf:.1f})' for one in found[:MAX_FREQUENT])
    more = f" and {len(found) - MAX_FREQUENT} more" if len(found) > MAX_FREQUENT else ""
    return f"{named}{more} are frequent words: if one means other things too, {remedy}"


def _with_prefix(
    alias: Written, word: str, languages: Iterable[Mapping[str, float]], cancelled: Set[str]
) -> Iterator[Finding]:
    """A prefix and the name that together are another word: ف + أطمة is Fatima."""
    for prefix in sorted(PROCLITICS_BEFORE_AL if word.startswith("ال") else PROCLITICS):
        if " " not in word and any(prefix + word in known for known in languages):
            if prefix + word in cancelled:
                continue
            yield alias.place.warning(
                "common-word",
                f'"{alias.text}" is also found in {prefix + word}, a frequent word: put that under `never`, or give '
                "the entity a `context`",
            )
            return


def _exposed(book: Book) -> Iterator[Written]:
    """Names that nothing but their letters guards."""
    guarded = {name for name, place in book.entities.items() if "context" in place.value}
    return (alias for alias in book.aliases if alias.key == "names" and alias.owner not in guarded)


def invisible_characters(book: Book, files: Mapping[str, str]) -> Iterator[Finding]:
    """Only characters that stand in the file themselves: an escape such as \\u200f is seen."""
    if not any(_is_invisible(character) for text in files.values() for character in set(text)):
        return
    for one in (*book.aliases, *book.words, *book.exact):
        yield from _invisible_in(one.text, one.place, files)


def _invisible_in(text: str, place: Place, files: Mapping[str, str]) -> Iterator[Finding]:
    for index, character in enumerate(text):
        if _is_invisible(character) and character in files[place.marked.path]:
            if character in _JOINERS and _joins(text, index):
                continue
            name = unicodedata.name(character, "no name").lower()
            message = f"U+{ord(character):04X} ({name}) stands after {_before(text, index)}: remove it"
            yield place.warning("invisible-character", message)
            return


_CURLY = re.compile("[“”„‟].*|.*[“”„‟]|[‘’‚‛].*[‘’‚‛]", re.DOTALL)
"""Single ones at both ends only: at one they are letters of names, as in ‘Afrin."""


def curly_quotes(book: Book) -> Iterator[Finding]:
    """Quotes that word processors type for \", around what then is looked for with them. Of « » nobody takes that."""
    for one in (*book.aliases, *book.words, *book.exact):
        if len(one.text) > 1 and _CURLY.fullmatch(one.text.strip()):
            message = (
                f'{one.text} is found only where these quotes stand around it: remove them, or type straight ones (")'
            )
            yield one.place.warning("curly-quotes", message)


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


def _joins(text: str, index: int) -> bool:
    return all(_JOINED.match(text[at : at + 1]) for at in (index - 1, index + 1) if at >= 0)


def _before(text: str, index: int) -> str:
    return f'"{text[:index][-20:]}"' if index else "nothing, at the beginning"
