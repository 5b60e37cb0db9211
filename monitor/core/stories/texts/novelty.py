"""What does a text say that its story has not said? Changed figures, and new ones in new sentences on the subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.core.numbers.counterparts import counterparts
from monitor.core.numbers.counts.figure import MAX_FIGURES, Figure, Tolls, amount, grouped
from monitor.core.numbers.counts.money import CURRENCIES
from monitor.core.numbers.counts.of_years import is_over_years
from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.stated import Stated
from monitor.core.numbers.words.units import DATE, PEOPLE
from monitor.core.stories.headlines.recounts import says_a_toll_rises
from monitor.core.stories.texts.fingerprint import containment, shingles_of
from monitor.core.text.fold import fold_text
from monitor.core.text.words import sentences, tokens
from monitor.core.types import Fields

MAX_SHOWN = 5
MAX_SENTENCES = 2_000
NEWS_WITHIN = 7
"""Sentences, the headline among them, in which a text says what is new."""
_ALMOST = 0.2
"""A sentence of whose shingles this share is known was changed, not written anew."""
_COVERED = 0.5
"""A sentence of whose shingles this share is known says nothing new."""
_ONE_SUM = 4
"""Of two sums of money, times as much as the other, one hardly is the other corrected: they are shown as two."""
_ONE_TOLL = 1_000
"""Of two counts of people, so many times the other, one is of something else, as of the disaster before."""
_TELLING = 4
"""Letters from which a word says what a headline is about; three in scripts that write no short vowels."""


@dataclass(frozen=True, slots=True)
class Novelty:
    """``changes`` name what is materially new, ready to be shown; ``sentences`` have no counterpart, ``on_subject``
    are those of them that speak of what the headline does."""

    changes: tuple[str, ...]
    sentences: tuple[str, ...]
    on_subject: tuple[str, ...]


def novelty(
    fields: Fields, known_figures: Sequence[Figure], known_shingles: NDArray[np.uint64], tolls: Tolls | None = None
) -> Novelty:
    """``fields`` against everything its story has said: its figures and its shingles. ``tolls`` are those of the story
    where they are known apart from what its texts count in the background."""
    known, tolls = Stated(known_figures), tolls or Tolls(known_figures)
    subject, headline = _telling(fields.title), Tolls(figures_in(fields.title))
    goes_on = says_a_toll_rises(fields.title)
    fresh: dict[str, bool] = {}
    unknown: dict[Figure, bool] = {}
    beside: dict[Figure, bool] = {}
    for place, sentence in enumerate(all_sentences(fields)):
        share = containment(shingles_of(sentence), known_shingles)
        covered = share >= _COVERED
        common = 0 if covered else len(subject & _telling(sentence))
        on_subject = common >= 2
        # Where an old sentence was changed, it is what the outlet counts anew.
        over_years = place > 0 and share < _ALMOST and not goes_on and is_over_years(sentence)
        if not covered and _says_more(sentence, fields.title):
            fresh[sentence] = on_subject
        # What is new stands at the head, or where an old sentence was changed; further down stands background.
        if len(unknown) < MAX_FIGURES and (place < NEWS_WITHIN or share >= _ALMOST):
            for figure in figures_in(sentence):
                if figure.unit == DATE or figure in known or (over_years and figure.unit in PEOPLE):
                    continue
                passed = tolls.are_passed_by(figure)
                if figure.unit not in PEOPLE or share >= _ALMOST or passed:
                    # More people than the story ever counted are news of it, though the sentence names one word of it.
                    unknown[figure] = unknown.get(figure, False) or on_subject or (passed and common >= 1)
                elif place and common and not headline.have_as_part(figure):
                    # Fewer people in a sentence of its own are another count, unless they are of those in the headline.
                    beside[figure] = True
    changes = (*changes_of(unknown, known_figures), *changes_of(beside, ()))[:MAX_SHOWN]
    told = tuple(sentence for sentence, on_subject in fresh.items() if on_subject)
    return Novelty(changes, tuple(fresh)[:MAX_SHOWN], told[:MAX_SHOWN])


def _says_more(sentence: str, headline: str) -> bool:
    """Whether there is a word beside the headline, which pages print once more above their text."""
    return any(map(str.isalpha, sentence.replace(headline, "")))


def all_sentences(fields: Fields) -> list[str]:
    """The sentences of headline, lead and text, as far as they are compared."""
    return [s for text in (fields.title, fields.lead, fields.text) for s in sentences(text)][:MAX_SENTENCES]


def added(fields: Fields, before: Fields) -> Fields:
    """Under its headline the sentences of ``fields`` that ``before`` did not have."""
    had = frozenset(all_sentences(before))
    below = (one for text in (fields.lead, fields.text) for one in sentences(text))
    return Fields(fields.title, "", " ".join(one for one in below if one not in had))


def head_figures(fields: Fields) -> list[Figure]:
    """What a text counts where it says what is new, not in its background."""
    return [figure for sentence in all_sentences(fields)[:NEWS_WITHIN] for figure in figures_in(sentence, every=True)]


def changes_of(unknown: Mapping[Figure, bool], known: Sequence[Figure]) -> tuple[str, ...]:
    """Figures that a story has not stated, for a person: each beside the one whose place it takes, and those that are
    news by themselves."""
    replaced = counterparts(unknown, known)
    changes = [_change(new, old) for new, old in _each_once(replaced)]
    named = {figure.value for figure in replaced}
    for figure, on_subject in unknown.items():
        if on_subject and figure.value not in named:
            named.add(figure.value)
            changes.append(f"{grouped(figure.value)} {figure.unit or figure.thing}".strip())
    return tuple(changes[:MAX_SHOWN])


def _each_once(replaced: Mapping[Figure, Figure]) -> list[tuple[Figure, Figure]]:
    """One number in the place of two, as a report says it of two things, is shown beside the greater of them."""
    best: dict[tuple[str, str], tuple[Figure, Figure]] = {}
    for new, old in replaced.items():
        same = new.unit or new.subject or old.subject, new.value
        if same not in best or amount(old.value) > amount(best[same][1].value):
            best[same] = new, old
    return list(best.values())


def _change(new: Figure, old: Figure) -> str:
    what = new.unit or new.thing or old.thing or new.subject or old.subject
    if what in PEOPLE and amount(new.value) > _ONE_TOLL * max(amount(old.value), 1):
        return f"{grouped(new.value)} {what}"
    if what in CURRENCIES and not 1 / _ONE_SUM < amount(new.value) / max(amount(old.value), 1) < _ONE_SUM:
        return f"{grouped(new.value)} {what}"
    return f"{what}: {grouped(old.value)} -> {grouped(new.value)}"


def subject_of(change: str) -> str:
    """What a change counts, as :func:`changes_of` shows it: ``killed: 21 -> 31``, ``31 killed``."""
    subject, _, changed = change.partition(": ")
    return subject if changed else change.rpartition(" ")[2]


def _telling(text: str) -> set[str]:
    words = (max(token.split("'"), key=len) for token in tokens(fold_text(text)))
    return {word for word in words if len(word) >= (_TELLING if word.isascii() else _TELLING - 1)}
