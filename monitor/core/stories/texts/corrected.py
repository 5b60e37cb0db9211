"""A new edition that says that the one before was wrong: *an earlier version said that they had been freed*."""

from __future__ import annotations

from monitor.core.stories.headlines.headline_words import headline_words
from monitor.core.stories.headlines.turn_table import DOES
from monitor.core.stories.texts.novelty import all_sentences
from monitor.core.text.fold import fold_text, words_of
from monitor.core.types import Fields

_CORRECTING = words_of("correcting corrigeant corrigiendo corrigindo correggendo")
"""Beside the words by which headlines correct: below them a report does so *correcting an earlier one*."""
_TRIFLES = words_of(
    "typo typos typographical spelling misspelled misspelt dateline byline coquille coquilles orthographe errata "
    "ortografía ortografia tippfehler опечатка опечатку опечатки yazım إملائي إملائية"
)
"""What is corrected without a change of the news."""
_VERSIONS = tuple(
    map(
        fold_text,
        (
            "earlier version",
            "previous version",
            "earlier report",
            "earlier headline",
            "version précédente",
            "précédente version",
            "version antérieure",
            "versión anterior",
            "versão anterior",
            "versione precedente",
            "früheren Version",
            "früheren Fassung",
            "önceki sürüm",
            "предыдущей версии",
            "ранней версии",
            "попередній версії",
            "نسخة سابقة",
            "النسخة السابقة",
        ),
    )
)
"""What a text calls the edition before it."""


def correction(fields: Fields, before: Fields) -> str:
    """The sentence by which the edition ``fields`` says that the one ``before`` was wrong, if its headline has other
    words; empty if it does not. Under the same headline it mostly is of a name's spelling."""
    if frozenset(headline_words(fields.title)) == frozenset(headline_words(before.title)):
        return ""
    known = {*all_sentences(before), fields.title}
    return next((one for one in all_sentences(fields) if one not in known and _corrects(one)), "")


def _corrects(sentence: str) -> bool:
    words = headline_words(sentence)
    if not _TRIFLES.isdisjoint(words):
        return False
    if any(DOES.get(word) == "corrects" or word in _CORRECTING for word in words):
        return True
    folded = fold_text(sentence)
    return any(version in folded for version in _VERSIONS)
