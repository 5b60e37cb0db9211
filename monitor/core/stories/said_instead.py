"""Two headlines that are the same but for a word or two: another mayor is arrested, another village is struck, what was
closed is open. Likeness does not see it, as all the rest agrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from monitor.core.numbers.amounts import is_of_an_amount, state_the_same
from monitor.core.stories.headlines.claims import is_claim, told_so
from monitor.core.stories.headlines.reversals import lowers
from monitor.core.stories.terms import has_said, stem_hash
from monitor.core.stories.texts.conflict import are_spellings
from monitor.core.stories.watched import Watched, names_place
from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens

SAME_WORDS, OTHER_WORDS = 3, 2
"""Words that two headlines have in common around what one says instead of the other, and the most that this takes, as
many in both."""
WEIGHT = 1.5
"""Weight of that from which it says something."""
NAME_WORDS, NAME = 3, 4.0
"""Words that a name may have where the other has another number of them, and the weight that one of each must have:
Umm Ruwaba, Kutum. It says what names are in Arabic, which has no capitals."""
_VOUCHES = frozenset(("says", "said", "say", "tells", "reports", "announces", "confirms"))
"""English verbs of which one instead of another leaves what was said as it was."""


def said_instead(
    headline: str, told: Iterable[str], stems: frozenset[int], weights: Mapping[int, float], watched: Watched
) -> str:
    """What ``headline`` says where one of those ``told``, otherwise the same, says something else, for a person; empty
    if nothing, or if the story has said it (``stems``). Of two watched places it is known which is part of which: those
    are no business of words."""
    ours = tokens(fold_text(headline))
    for other in told:
        new, old = _apart(ours, tokens(fold_text(other)))
        as_many = 0 < len(new) == len(old) <= OTHER_WORDS
        if len(ours) - len(new) < SAME_WORDS or not (as_many or _are_names(new, old, weights)):
            continue
        if all(map(is_of_an_amount, (*new, *old))) and state_the_same(headline, other):
            continue
        if _is_one(new, old) or (names_place(" ".join(new), watched) and names_place(" ".join(old), watched)):
            continue
        unsaid = (word for word in new if not word.isdigit() and not has_said(word, stems))
        if sum(weights[stem_hash(word)] for word in unsaid) >= WEIGHT:
            return f"says {' '.join(new)} instead of {' '.join(old)}"
    return ""


def _are_names(new: Sequence[str], old: Sequence[str], weights: Mapping[int, float]) -> bool:
    """Whether each may be a name of up to three words."""
    return all(
        0 < len(words) <= NAME_WORDS and any(weights[stem_hash(word)] >= NAME for word in words) for words in (new, old)
    )


def _apart(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What stands in each between what they begin and end with alike."""
    front = _alike(ours, theirs)
    back = _alike(ours[front:][::-1], theirs[front:][::-1])
    return ours[front : len(ours) - back], theirs[front : len(theirs) - back]


def _alike(ones: Sequence[str], others: Sequence[str]) -> int:
    """How many words both begin with, in whatever form."""
    same = (stem_hash(one) == stem_hash(other) for one, other in zip(ones, others, strict=False))
    return next((at for at, is_same in enumerate(same) if not is_same), min(len(ones), len(others)))


def _is_one(new: Sequence[str], old: Sequence[str]) -> bool:
    """Whether the words are spellings of those, or tell the same act: arrests, detains; says, confirms."""
    if _VOUCHES.issuperset((*new, *old)):
        return True
    said = " ".join(new)
    if lowers(said) and lowers(" ".join(old)):
        return True
    return all(map(are_spellings, new, old)) or (is_claim(said) and told_so(said, [" ".join(old)]))
