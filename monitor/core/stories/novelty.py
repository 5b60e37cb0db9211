"""What does a text say that its story has not said? Changed figures, and new ones in new sentences on the subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.core.stories.figures import Figure, counterparts, figures_in
from monitor.core.stories.fingerprint import containment, fingerprint, title_words
from monitor.core.text.words import sentences
from monitor.core.types import Fields

MAX_SHOWN = 5
_COVERED = 0.5
"""A sentence of whose shingles this share is known says nothing new."""


@dataclass(frozen=True, slots=True)
class Novelty:
    """``changes`` name what is materially new, ready to be shown; ``sentences`` have no counterpart."""

    changes: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def material(self) -> bool:
        return bool(self.changes)


def novelty(fields: Fields, known_figures: Sequence[Figure], known_shingles: NDArray[np.uint64]) -> Novelty:
    """``fields`` against everything its story has said: its figures and its shingles."""
    known_values = {figure.value for figure in known_figures}
    subject = title_words(fields.title)
    fresh: list[str] = []
    unknown: dict[Figure, bool] = {}
    for sentence in (s for text in (fields.title, fields.lead, fields.text) for s in sentences(text)):
        covered = containment(fingerprint(Fields("", sentence, "")).shingles, known_shingles) >= _COVERED
        on_subject = not covered and len(subject & title_words(sentence)) >= 2
        if not covered and sentence != fields.title:
            fresh.append(sentence)
        for figure in figures_in(sentence):
            if figure.value not in known_values:
                unknown.setdefault(figure, on_subject)
    replaced = counterparts(unknown, known_figures)
    changes = [f"{new.subject or old.subject}: {old.value} -> {new.value}" for new, old in replaced.items()]
    named = {figure.value for figure in replaced}
    for figure, on_subject in unknown.items():
        if on_subject and figure.value not in named:
            named.add(figure.value)
            changes.append(f"{figure.value} {figure.subject}".strip())
    return Novelty(tuple(changes[:MAX_SHOWN]), tuple(dict.fromkeys(fresh))[:MAX_SHOWN])
