"""Words, sentences and the script a text is written in: the units that distances and fingerprints count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.core.text.fold import fold_text
from monitor.core.text.marks import MARKS, UNSPACED_MARKS, tokens_of
from monitor.core.text.ordinals import is_ordinal

_ALL_MARKS = MARKS + UNSPACED_MARKS


def _with_apostrophe(run: str) -> str:
    return f"{run}(?:'{run})?+"


_WORD = tokens_of(r"[^\W_]", _with_apostrophe, _ALL_MARKS)
_WORD_OR_LINE = tokens_of(r"\w", _with_apostrophe, _ALL_MARKS)
"""The same for a text without ``_``, in two thirds of the time."""
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Scripts without spaces between words: Chinese, Japanese, Korean, Thai, Lao, Burmese, Khmer."""
_CJK_RUN = re.compile(f"[{CJK}]")
_CHARACTER = re.compile(rf"[\s\S][{UNSPACED_MARKS}]*+")
"""With its marks."""
_SENTENCE_END = re.compile(r"(?<![.!?؟…।])[.!?؟…।]++[\"')\]”’“»«›‹]*+(?=\s|$)|[。！？။។]|\n")
"""Tried once for a run of stops."""
_ABBREVIATED = (
    "dr mr mrs ms mme lt col gen maj sgt capt cpl brig adm cmdr st mt prof rev hon gov sen rep jr vs approx dept "
    "ул им пл пр тыс млн млрд alb yb yrd doç bzw ca"
)
_ABBREVIATIONS = frozenset((_ABBREVIATED + " " + fold_text(_ABBREVIATED)).split())
"""As written and as folded."""
_BEFORE_A_NUMBER = frozenset(re.findall(r"\w+", "no nos nr pp art fig sec jan feb mar apr aug sept oct nov dec"))
_LONGEST = max(map(len, _ABBREVIATIONS | _BEFORE_A_NUMBER))
_PARAGRAPH_END = re.compile(r"\n")
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("tr", re.compile(r"[ğışİĞŞ]")),
)
_OTHER_SCRIPTS = (
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
)
_IN_OTHER_SCRIPTS = re.compile(r"[\u0370-\u03ff\u0590-\u05ff\u0900-\u10ff\uac00-\ud7a3]")
_LETTERS_OF = {
    "ar": (
        ("ckb", re.compile(r"[ێۆڕڵە]\w*+")),
        ("ur", re.compile(r"[ٹڈڑےںھہ]\w*+")),
        ("fa", re.compile(r"[پچژگکی]\w*+")),
    ),
    "ru": (("uk", re.compile("[іїєґІЇЄҐ]")),),
    "zh": (("ja", re.compile(r"[\u3041-\u309f\u30a1-\u30fa]")),),
}
"""Letters that a language has and the one that its script is taken for has not, first those that others have not; of
Arabic script the words that hold them, for one may be a foreign name. The point of Chinese and Japanese names (U+30FB)
is no letter."""
_LETTERS_OF_ITS_OWN = {"ar": re.compile(r"[ةىإ]\w*+"), "ru": re.compile(r"[ыэъёЫЭЪЁ]\w*+")}
"""Words of the one that its script is taken for, which may name what is of another."""
_QUOTED = re.compile("«[^«»]*+»|“[^“”]*+”")
_CHARACTERS_A_LETTER = 30
"""In such a language there is one such letter or word, or more, in so many."""
_HINDI_WORD = re.compile(r"(?<!\S)(?:में|है|हैं|के|ने|से|और)(?!\S)")
"""Words that other languages in Devanagari do not have, or not by themselves."""

_NO_TURKISH_WORD = re.compile(
    r"\b(?:the|of|to|and|for|with|that|was|from|has|over|after|les|des|du|dans|pour|est|die|und|das|nicht|von|dem"
    r"|los|las|del|que|por)\b",
    re.IGNORECASE,
)
"""Frequent words of other languages in Latin letters, none of which is Turkish."""
_CHARACTERS_A_TURKISH_LETTER = 40
"""In Turkish there are three or four in so many."""


def is_unspaced(character: str) -> bool:
    """Whether the character belongs to a script written without spaces between words."""
    return _CJK_RUN.match(character) is not None


def tokens(folded: str) -> list[str]:
    """The words of a folded text; scripts without spaces give overlapping pairs of characters."""
    words = (_WORD if "_" in folded else _WORD_OR_LINE).of(folded).findall(folded)
    if folded.isascii() or not _CJK_RUN.search(folded):
        return words
    found: list[str] = []
    for word in words:
        if word.isascii() or not _CJK_RUN.search(word) or len(word) == 1:
            found.append(word)
        else:
            characters = _CHARACTER.findall(word)
            found.extend(map("".join, pairwise(characters)) if len(characters) > 1 else characters)
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a plain text, stripped, empty ones left out."""
    pieces, start = [], 0
    for end in _sentence_ends(text, lambda at: text[at].islower()):
        pieces.append(text[start:end].strip())
        start = end
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]


def _sentence_ends(text: str, is_small: Callable[[int], bool]) -> Iterator[int]:
    for end in _SENTENCE_END.finditer(text):
        if end[0] == ".":
            goes_on = _abbreviates(text, end.start()) or is_ordinal(text, end.start(), is_small)
        else:
            goes_on = end[0] == ".)" and end.end() + 1 < len(text) and is_small(end.end() + 1)  # (D-Calif.) said
        if not goes_on:
            yield end.end()


def _abbreviates(text: str, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to an initial (`U.S.`, `J.`) or an abbreviation (`Lt.`, `No. 5`)."""
    start, first = stop, max(0, stop - _LONGEST - 1)
    while start > first and text[start - 1].isalnum() and not text[start - 1].isdecimal():
        start -= 1
    if start == stop or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
        return False
    if start > 1 and text[start - 1] in "'’" and text[start - 2].isalnum():  # don't.
        return False
    letters = text[start:stop].lower()
    if letters in _BEFORE_A_NUMBER:
        return text[stop + 1 : stop + 3].strip()[:1].isdigit()
    return len(letters) == 1 or letters in _ABBREVIATIONS


def script_language(text: str) -> str:
    """A language code guessed from the script alone, or an empty string: Latin text says nothing by itself."""
    sample = text[:2_000]
    if sample.isascii():
        return ""
    scripts = (*_SCRIPTS, *_OTHER_SCRIPTS) if _IN_OTHER_SCRIPTS.search(sample) else _SCRIPTS
    best, code = max((len(pattern.findall(sample)), code) for code, pattern in scripts)
    needed = max(3, len(sample) // 4)
    if code == "tr":
        # A text of another language may name Turks.
        needed = len(sample) // _CHARACTERS_A_TURKISH_LETTER + 2 if _NO_TURKISH_WORD.search(sample) else 1
    return _in_script(code, sample) if best >= needed else ""


def _in_script(code: str, sample: str) -> str:
    """The language of a text that is written as ``code`` is."""
    if code == "hi":
        return code if _HINDI_WORD.search(sample) else ""
    sample = _QUOTED.sub("", sample) or sample  # a quote may be in another language
    own = len(_LETTERS_OF_ITS_OWN[code].findall(sample)) if code in _LETTERS_OF_ITS_OWN else 0
    for other, letters in _LETTERS_OF.get(code, ()):
        count = len(letters.findall(sample))
        if count > max(1, own) and count * _CHARACTERS_A_LETTER > len(sample):
            return other
    return code


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where each unit of one kind begins in a text; ``index`` says in which unit an offset lies."""

    starts: Sequence[int]

    def index(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def start_of(self, offset: int) -> int:
        """Where the unit begins in which ``offset`` lies."""
        return self.starts[at - 1] if (at := self.index(offset)) else 0


def word_bounds(folded: str, spaced: Sequence[int]) -> Bounds:
    """Each word is a unit; in scripts without spaces each character. ``spaced`` are the starts of the words between
    anything else (spaced.py): the same, but for apostrophes and such scripts."""
    if "'" not in folded and (folded.isascii() or not _CJK_RUN.search(folded)):
        return Bounds(spaced)
    return Bounds([start for start, _ in word_spans(folded)])


def word_spans(folded: str) -> list[tuple[int, int]]:
    """Where each word stands in a folded text; in scripts without spaces each character."""
    words = _WORD.of(folded).finditer(folded)
    if folded.isascii() or not _CJK_RUN.search(folded):
        return [word.span() for word in words]
    spans: list[tuple[int, int]] = []
    for word in words:
        if not word[0].isascii() and _CJK_RUN.search(word[0]):
            spans.extend(one.span() for one in _CHARACTER.finditer(folded, word.start(), word.end()))
        else:
            spans.append(word.span())
    return spans


def sentence_bounds(folded: str, is_small: Callable[[int], bool]) -> Bounds:
    """``is_small``: whether a letter was small before it was folded."""
    return Bounds(list(_sentence_ends(folded, is_small)))


def paragraph_bounds(folded: str) -> Bounds:
    return Bounds([end.end() for end in _PARAGRAPH_END.finditer(folded)])
