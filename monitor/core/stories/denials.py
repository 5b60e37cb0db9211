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

_REVERSALS = frozenset(
    fold_text(
        "withdraws withdraw withdrawn retreats retreat quits collapses collapse collapsed "
        "ends ended breaks broken rejects reject rejected refuses refused cancels cancelled canceled postpones "
        "postponed delays delayed halts halted suspends suspended resumes resumed lifts lifted reverses reversed "
        "overturns overturned annuls annulled reopens reopened releases released frees freed acquitted escapes "
        "escaped survives survived retakes retaken recaptures recaptured vetoes vetoed "
        "quitte quittent retire retirent échoue rompt rompu rejette refuse annule annulé reporte reporté suspend "
        "suspendu reprend levé libère libéré acquitté reprennent "
        "çekildi çekiliyor ayrıldı çöktü bozuldu reddetti iptal ertelendi askıya serbest geri kaldırıldı "
        "покинул покинули отступил отступили вышли сорвано сорвалось отверг отклонил отменил отменили отменен перенес "
        "приостановил приостановили возобновил возобновили освободил освободили освобожден отбил отбили "
        "انسحب انسحبت ينسحب تنسحب انسحاب انهار انهارت انهيار رفض رفضت ألغى ألغت إلغاء تأجيل أجل علق علقت تعليق "
        "استأنف استأنفت استئناف أفرج أفرجت الإفراج استعاد استعادت"
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


def reversals(headline: str) -> list[str]:
    """The words of a headline, folded, by which something ends, fails or is turned back."""
    return [word for word in _words(headline) if word in _REVERSALS]


def _words(text: str) -> list[str]:
    return _WORD.findall(fold_text(text))
