"""What an outlet prints around its articles: menus, subscriptions, stock background. Known by standing in other
articles of the same outlet, under other headlines; what is left of a text without it is what the text reports."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from monitor.core.numbers.figures import figures_in
from monitor.core.stories.texts.conflict import denies
from monitor.core.stories.texts.fingerprint import containment, shingles_of, sorted_unique
from monitor.core.text.words import sentences
from monitor.core.types import Fields

_OF_HOUSE = 0.5
"""Share of a sentence's passages that other articles of the outlet hold, from which it is none of this report."""


def without_house_text(fields: Fields, others: Sequence[NDArray[np.uint64]]) -> Fields:
    """``fields`` without the sentences that stand in ``others``: the shingles of the outlet's other articles."""
    printed = sorted_unique(np.concatenate(others))

    def bare(text: str) -> str:
        return " ".join(sentence for sentence in sentences(text) if not _is_of_house(sentence, printed))

    return Fields(fields.title, bare(fields.lead), bare(fields.text))


def _is_of_house(sentence: str, printed: NDArray[np.uint64]) -> bool:
    """A changed sentence that counts or denies is what this report says: 9 killed, where another said 4."""
    share = containment(shingles_of(sentence), printed)
    return share == 1.0 or (share >= _OF_HOUSE and not denies(sentence) and not figures_in(sentence))
