"""Where two texts that share most of their words say different things: another place, another figure, a denial.

Templates are filled in anew each day, and a correction changes one word: most passages agree, and the text is another.
A conflict needs both sides: each text has something in a sentence that stands almost the same in the other. What a
copy leaves out or wraps around is on one side only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain, islice, pairwise

import numpy as np
from numpy.typing import NDArray

from monitor.core.numbers.counts.dates import WEEKDAYS
from monitor.core.numbers.counts.figure import MAX_FIGURES, Figure, amount, grouped
from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.stated import Stated
from monitor.core.numbers.words.units import DATE, LONGEST_WORD, PEOPLE, unit_of
from monitor.core.stories.texts.fingerprint import containment, shingles_of
from monitor.core.stories.texts.novelty import all_sentences
from monitor.core.stories.watched import Watched
from monitor.core.text.fold import fold_text, words_of
from monitor.core.text.marks import LETTERS
from monitor.core.types import Fields

_ALMOST = (0.2, 1.0)
"""Share of a sentence's shingles that stand in the other text: below, it is another sentence; at 1, the same."""
_SHORTEST = 4
_SPELLING = 0.75
"""Likeness of two names from which they may be spellings of one: Hassakeh, Hasakeh."""
_MAX_NAMES, _MAX_KNOWN = 50, 500
"""Names of one text whose spelling is compared, and names of the other that they are compared with."""
_NAMED_WITHIN = 5
"""Sentences in which a text names what it is about; further down, outlets name what they like."""
_DENIALS = words_of(
    "not no never denies denied deny false untrue pas dément démenti nie değil yalanladı yalanlandı yok не нет "
    "опроверг опровергли опровергла опровергает ложь لم لن ليس ليست نفى نفت ينفي تنفي نفي"
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """``names`` and ``figures`` are (old, new) pairs as words for a person; ``denied`` is a sentence that says no
    where the other text does not, or the other way round."""

    names: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    denied: str = ""

    @property
    def shown(self) -> tuple[str, ...]:
        figures = [_shown(*old.rpartition(": "), new) for old, new in self.figures]
        return (*figures, *(f"{old} -> {new}" for old, new in self.names), *([self.denied] if self.denied else []))

    def unless_told(self, told: Stated) -> Conflict:
        """Without the numbers of people that rise to what was ``told``."""

        def is_told(old: str, after: str) -> bool:
            unit, _, before = old.rpartition(": ")
            return unit in PEOPLE and amount(after) > amount(before) and Figure(after, unit, ()) in told

        return replace(self, figures=tuple(pair for pair in self.figures if not is_told(*pair)))

    def raised(self, told: Stated) -> tuple[str, ...]:
        """Where more people are counted than were ``told``, for a person."""
        changes = ((*old.rpartition(": "), new) for old, new in self.figures)
        return tuple(
            _shown(unit, colon, before, after)
            for unit, colon, before, after in changes
            if unit in PEOPLE and amount(after) > amount(before) and Figure(after, unit, ()) not in told
        )


def conflict(
    new: Fields, new_shingles: NDArray[np.uint64], old: Fields, old_shingles: NDArray[np.uint64], watched: Watched
) -> Conflict:
    """What ``new`` says otherwise than ``old`` where they otherwise say the same."""
    ours, theirs = _Side.of(new, old_shingles, watched), _Side.of(old, new_shingles, watched)
    lost, gained = _of_one_sentence(theirs.names_not_in(ours), ours.names_not_in(theirs))
    figures = _figure_pairs(theirs.figures_not_in(ours), ours.figures_not_in(theirs))
    denied = next(chain(_denied(ours.denials, old), _denied(theirs.denials, new)), "")
    names = ((_joined(lost), _joined(gained)),) if lost and gained else ()
    return Conflict(names, figures, denied)


@dataclass(frozen=True, slots=True)
class _Side:
    """One text: all that it names and counts, and what it does in sentences that almost stand in the other."""

    all_names: dict[str, None]
    """In text order."""
    all_figures: Stated
    names: dict[str, str]
    """Each with the first sentence that holds it."""
    figures: tuple[Figure, ...]
    denials: tuple[str, ...]
    small: frozenset[str]
    """Words that stand there without a capital: no names, wherever else they begin with one."""

    @classmethod
    def of(cls, fields: Fields, other: NDArray[np.uint64], watched: Watched) -> _Side:
        sentences = all_sentences(fields)
        # A headline is written anew by each outlet; it is compared only where there is nothing else.
        body = [s for s in sentences if s != fields.title] or sentences
        almost = [s for s in body if _ALMOST[0] <= _share(s, other) < _ALMOST[1]]
        if not almost:
            return cls({}, Stated(()), {}, (), (), frozenset())
        mentions = sorted(watched.mentions(fields), key=lambda mention: -len(mention.text))
        entities = {mention.text: mention.entity for mention in mentions}
        named: dict[str, str] = {}
        for sentence in body[:_NAMED_WITHIN]:
            for name in _names(sentence, entities) if sentence in almost else ():
                named.setdefault(name, sentence)
        return cls(
            dict.fromkeys(name for sentence in sentences for name in _names(sentence, entities)),
            Stated(figure for sentence in sentences for figure in figures_in(sentence)),
            named,
            tuple(dict.fromkeys(f for sentence in almost for f in figures_in(sentence) if f.unit != DATE)),
            tuple(filter(denies, almost)),
            frozenset(fold_text(" ".join(w for s in sentences for w in LETTERS.findall(s) if w[0].islower())).split()),
        )

    def names_not_in(self, other: _Side) -> dict[str, str]:
        small = self.small | other.small
        unknown = (name for name in self.names if name not in small and name not in other.all_names)
        known = list(islice(other.all_names, _MAX_KNOWN))
        return {
            name: self.names[name]
            for name in islice(unknown, _MAX_NAMES)
            if not any(are_spellings(name, one) for one in known)
        }

    def figures_not_in(self, other: _Side) -> list[Figure]:
        return [figure for figure in self.figures if figure not in other.all_figures]


def _of_one_sentence(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Of names, each with its sentence, those that stand in a sentence which the other text has with other names: what
    one of them left out is no name for what the other put in elsewhere."""
    prints = {sentence: shingles_of(sentence) for sentence in {*old.values(), *new.values()}}

    def have_counterpart(names: Mapping[str, str], others: Mapping[str, str]) -> list[str]:
        return [
            name
            for name, sentence in names.items()
            if any(containment(prints[sentence], prints[other]) >= _ALMOST[0] for other in others.values())
        ]

    return have_counterpart(old, new), have_counterpart(new, old)


def _denied(sentences: Sequence[str], other: Fields) -> Iterator[str]:
    """Those of one text that say no in the midst of words that stand in the other without it. Where the other breaks
    off, or a sentence of it runs into the next, it says nothing else."""
    if not sentences:
        return
    pairs = frozenset(pair for sentence in all_sentences(other) for pair in pairwise(_words(sentence)))
    for sentence in sentences:
        words = _words(sentence)
        for at in (at for at, word in enumerate(words) if word in _DENIALS):
            beside = {*pairwise(words[max(0, at - 1) : at + 2])}
            around = {*pairwise(words[max(0, at - 2) : at]), *pairwise(words[at + 1 : at + 3])}
            if around and around <= pairs and pairs.isdisjoint(beside):
                yield sentence


def _words(sentence: str) -> list[str]:
    return LETTERS.findall(fold_text(sentence).replace("n't", " not"))


def denies(sentence: str) -> bool:
    return not _DENIALS.isdisjoint(_words(sentence))


def _share(sentence: str, other: NDArray[np.uint64]) -> float:
    return containment(shingles_of(sentence), other)


def _names(sentence: str, entities: dict[str, str]) -> list[str]:
    """The watched entities of a sentence, and its capitalised words but the first: folded. Of ``entities`` the longest
    come first: Niger is no part of Nigeria."""
    found = []
    for text, entity in entities.items():
        if text in sentence:
            found.append(entity)
            sentence = sentence.replace(text, " ")
    words = [word[0] for word in LETTERS.finditer(sentence)][1:]
    folded = (fold_text(word)[:LONGEST_WORD] for word in words if word[0].isupper() and len(word) >= _SHORTEST)
    return [*found, *(word for word in folded if word not in WEEKDAYS and not unit_of(word))]


def are_spellings(one: str, other: str) -> bool:
    """Whether two names may be forms or spellings of one word."""
    size = max(_SHORTEST, min(len(one), len(other)) - 2)
    form = len(one) >= size and len(other) >= size and one[:size] == other[:size]
    if one == other or form:
        return True
    if one[0] != other[0]:
        return False
    matcher = SequenceMatcher(None, one, other)
    # The first two are upper bounds of the third, and take a fraction of its time.
    return min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= _SPELLING and matcher.ratio() >= _SPELLING


def _figure_pairs(old: Sequence[Figure], new: Sequence[Figure]) -> tuple[tuple[str, str], ...]:
    """Figures of one unit on both sides."""
    by_unit: dict[str, Figure] = {}
    for figure in old:
        by_unit.setdefault(figure.unit, figure)
    pairs = []
    for figure in new:
        other = by_unit.get(figure.unit)
        if other is not None:
            what = figure.unit or figure.subject
            pairs.append((f"{what}: {other.value}" if what else other.value, figure.value))
    return tuple(dict.fromkeys(pairs))[:MAX_FIGURES]


def _shown(unit: str, colon: str, before: str, after: str) -> str:
    return f"{unit}{colon}{grouped(before)} -> {grouped(after)}"


def _joined(names: Sequence[str]) -> str:
    return ", ".join(names[:3])
