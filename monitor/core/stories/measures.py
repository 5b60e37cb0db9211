"""Numbers that count no people though words such as *killed* stand beside them (ages, spans of time), and how
long ago something was."""

from __future__ import annotations

import re

from monitor.core.text.fold import fold_text

_UNCOUNTED = re.compile(
    r"(?<=[^\W\d_]), ?\d{1,3}(?=,(?!\d))"  # Man, 34, killed
    r"|\b(?:aged|âgée?s?\sde)\s\d{1,3}\b"
    r"|\b\d{1,3}-(?:year|month|day|week)s?-olds?\b"
    r"|\b\d{1,3}[- ]yaş\w*"
    r"|\b\d{1,4}\s(?:sec|min|hour|day|week|month|year)\w*\sago\b"
    r"|\bil\sy\sa\s\d{1,4}\s\w+|\b\d{1,4}\s\w+\s(?:önce|назад)\b|(?:قبل|منذ)\s\d{1,4}\s\w+"
    r"|\b\d{1,4}\s?°"
    r"|\b\d{1,3}\smin(?:ute)?s?\sread\b",
    re.IGNORECASE,
)
_MEASURES = frozenset(
    fold_text(
        "year years month months week weeks day days hour hours minute minutes second seconds percent km kilometre "
        "kilometres kilometer kilometers mile miles metre metres meter meters dollar dollars euro euros "
        "an ans année années mois semaine semaines jour jours heure heures kilomètre kilomètres mètre mètres "
        "yıl yıldır yıllık ay gün saat dakika kilometre metre "
        "год года лет месяц месяца месяцев неделя недели недель день дня дней час часа часов минута минуты минут км "
        "километр километра километров метр метра метров процент процента процентов "
        "سنة سنوات عام عاما أعوام يوم يوما أيام شهر شهرا أشهر ساعة ساعات دقيقة دقائق كيلومتر كيلومترات متر مترا"
    ).split()
)


def counting(sentence: str) -> str:
    """``sentence`` without the ages of people, what lies how long ago, degrees: whoever is 34 is no 34."""
    return _UNCOUNTED.sub(" ", sentence)


def is_measure(word: str) -> bool:
    """Whether a folded ``word`` behind a number says what it measures."""
    return word in _MEASURES
