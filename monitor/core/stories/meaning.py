"""How alike two reports are in meaning, whatever their languages: the cosine of what a model made of them.

The model stands outside (monitor/reference/meaning.py); here its numbers are packed, compared and judged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from monitor.core.stories.facts import head
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


def judge_meaning(
    article: Article, ours: bytes, found: Sequence[Meant], thresholds: Thresholds, otherwise: Verdict
) -> Verdict:
    """The verdict on ``article``: ``otherwise``, which is ``new``, unless one of ``found`` means the same. Never a
    silent one: what is alike in meaning may say something new."""
    likeness, best = max(zip(alike(ours, [one.packed for one in found]), found, strict=True), key=lambda pair: pair[0])
    features = otherwise.features | {"meaning": round(likeness, 3)}
    if likeness >= thresholds.same_meaning:
        why = f"goes on from {best.name}, in another language: alike in meaning by {likeness:.2f}"
        new = (article.fields.title,)
        return Verdict(VerdictKind.UPDATE, why, best.id, likeness, new, ANY_MATERIAL, features=features)
    if likeness < thresholds.possibly_meaning or otherwise.possibly_of is not None:
        return replace(otherwise, features=features)
    why = f"possibly of the story of {best.name}, in another language: alike in meaning by {likeness:.2f}"
    return replace(otherwise, why=why, possibly_of=best.id, features=features)
