"""Words by which a text says that something is not so, or not as it was said."""

from __future__ import annotations

import re

from monitor.core.text.fold import fold_text

_WORD = re.compile(r"[^\W\d_]+")
_DENIALS = frozenset(
    fold_text(
        "not no never denies denied deny false untrue pas dément démenti nie değil yalanladı yalanlandı yok не нет "
        "опроверг опровергли опровергла опровергает ложь لم لن ليس ليست نفى نفت ينفي تنفي نفي"
    ).split()
)
_CORRECTIONS = frozenset(
    fold_text(
        "correction corrections corrected corrects corrigendum erratum retracts retracted retraction clarification "
        "rectificatif rectification düzeltme tekzip поправка исправление уточнение تصحيح تصويب"
    ).split()
)
_LOWERED = frozenset(
    fold_text(
        "lower lowers lowered lowering revise revises revised revision reduces reduced downgrades downgraded "
        "abaisse abaissé révise révisé baisse düşürdü düşürüldü indirdi снизил снизили снизилось уточнили "
        "خفض خفضت تخفيض"
    ).split()
)


def denies(text: str) -> bool:
    """Whether a text says *not*, *denies* or the like."""
    return not _DENIALS.isdisjoint(_words(text))


def corrects(headline: str) -> bool:
    """Whether a headline calls itself a correction."""
    return not _CORRECTIONS.isdisjoint(_words(headline))


def lowers(headline: str) -> bool:
    """Whether a headline speaks of a count made smaller, or otherwise than it was."""
    return not (_LOWERED | _CORRECTIONS).isdisjoint(_words(headline))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold_text(text))
