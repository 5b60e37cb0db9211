"""How alike two reports are in meaning, whatever their languages: the cosine of what a model made of them.

The model stands outside (monitor/reference/meaning.py); here its numbers are packed, compared and judged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from monitor.core.stories.development import Development, says_nothing_else
from monitor.core.stories.facts import head
from monitor.core.stories.other_language import Foreign, Told, retold, says_nothing_new
from monitor.core.stories.reports import StorySoFar
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import ANY_MATERIAL, Article, Fields, Verdict, VerdictKind

Meaning = Callable[[str], bytes]
"""A text -> what it means, packed."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A stored report and what it means, packed."""

    id: int
    name: str
    packed: bytes


def packed(vector: NDArray[np.float32]) -> bytes:
    """One signed byte a dimension: the length of a vector says nothing, and an eighth of a percent is exact enough."""
    scaled: NDArray[np.int8] = np.rint(vector * (127 / max(float(np.abs(vector).max()), 1e-9))).astype(np.int8)
    return scaled.tobytes()


def text_of(fields: Fields) -> str:
    """What of a report a model is given: its beginning."""
    start = head(fields)
    return f"{start.title}\n{start.lead}"


def alike(one: bytes, others: Sequence[bytes]) -> list[float]:
    """The cosine of one packed meaning and each of the others, -1 to 1."""
    every = np.frombuffer(b"".join((one, *others)), dtype=np.int8).reshape(len(others) + 1, -1).astype(np.float32)
    every /= np.maximum(np.linalg.norm(every, axis=1, keepdims=True), 1e-9)
    return [float(cosine) for cosine in every[1:] @ every[0]]


def most_alike(ours: bytes, found: Sequence[Meant], least: float) -> list[tuple[float, Meant]]:
    """Those of ``found`` that are alike in meaning by ``least`` or more, the most alike first."""
    likened = zip(alike(ours, [one.packed for one in found]), found, strict=True)
    return sorted((one for one in likened if one[0] >= least), key=lambda one: (-one[0], one[1].id))


def judge_same_meaning(
    ours: Told,
    found: Sequence[tuple[float, Foreign, Development]],
    story: Callable[[int], StorySoFar],
    words: Verdict,
) -> Verdict:
    """The verdict on a report: ``words``, which lets it alert, unless one of ``found``, the most alike in meaning
    first, tells the same: of the same places within hours, and the report does nothing else and counts no more."""
    for likeness, other, theirs in found:
        apart = abs(ours.article.published - other.published)
        is_same = says_nothing_else(ours.development, theirs, apart)
        if is_same and says_nothing_new(ours, theirs, story(other.story_id)):
            told = retold(ours, other, f"alike in meaning by {likeness:.2f} of 1, of the same place and hours", words)
            return replace(told, features=told.features | {"meaning": round(likeness, 3)})
    return words


def judge_meaning(
    article: Article, ours: bytes, found: Sequence[Meant], thresholds: Thresholds, otherwise: Verdict
) -> Verdict:
    """The verdict on ``article``: ``otherwise``, which is ``new``, unless one of ``found`` means the same. Never a
    silent one: what is alike in meaning may say something new."""
    likeness, best = max(zip(alike(ours, [one.packed for one in found]), found, strict=True), key=lambda pair: pair[0])
    features = otherwise.features | {"meaning": round(likeness, 3)}
    if likeness >= thresholds.same_meaning:
        why = f"goes on from {best.name}, in another language: alike in meaning by {likeness:.2f} of 1"
        new = (article.fields.title,)
        return Verdict(VerdictKind.UPDATE, why, best.id, likeness, new, ANY_MATERIAL, features=features)
    if likeness < thresholds.possibly_meaning or otherwise.possibly_of is not None:
        return replace(otherwise, features=features)
    why = f"possibly of the story of {best.name}, in another language: alike in meaning by {likeness:.2f} of 1"
    return replace(otherwise, why=why, possibly_of=best.id, features=features)
