"""One amount in other numbers: 52.1 % and 52 percent, $2.48bn and $2.5 billion, 72 hours and three days. Of people
this is not asked: 52 killed are not 50."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from monitor.core.numbers.counts.figure import Figure, hashed_word, tells
from monitor.core.numbers.words.units import DATE, PEOPLE
from monitor.core.text.fold import by_word

_MINUTES = {
    hashed_word(word): Decimal(minutes)
    for word, minutes in by_word(
        {
            1: "minute minutes dakika dakikalık минут минуты دقيقة دقائق minuten minutos minuti",
            60: "hour hours heure heures saat saatlik час часа часов ساعة ساعات stunden stunde hora horas ore",
            1_440: "day days jour jours gün günlük день дня дней يوم أيام يوما tage tagen tag día días dia dias giorni",
            10_080: "week weeks semaine semaines hafta haftalık неделя недели недель أسبوع أسابيع wochen woche semana "
            "semanas settimane",
        }
    ).items()
}
_LARGE = Decimal(1_000_000)
"""From which on two numbers that round to one are one, whatever stands beside them."""
_FAR = Decimal("0.03")
"""More than this share apart, a number is no other one that was rounded: 2.6 are not 3."""
_LONGEST = 20


def is_inexact(figure: Figure) -> bool:
    """Whether the amount of a figure may well be said in another number."""
    if figure.unit in PEOPLE or figure.unit == DATE or len(figure.value) > _LONGEST:
        return False
    return "." in figure.value or len(figure.value) > 6 or _kind_of(figure) != ""


def says_the_same(one: Figure, other: Figure) -> bool:
    """Whether two figures of which neither counts people, and one :func:`is_inexact`, say one amount."""
    if {one.unit, other.unit} & {*PEOPLE, DATE} or max(len(one.value), len(other.value)) > _LONGEST:
        return False
    try:
        a, b = Decimal(one.value), Decimal(other.value)
    except InvalidOperation:
        return False
    ours, theirs = _kind_of(one), _kind_of(other)
    if ours and theirs:
        return a * _MINUTES[ours] == b * _MINUTES[theirs]
    if not (a >= _LARGE and b >= _LARGE) and _about(one).isdisjoint(_about(other)):
        return False
    return _is_rounded(a, b) or _is_rounded(b, a)


def are_other_times(one: Figure, other: Figure) -> bool:
    """Whether two figures of one value count hours and days: 72 of each."""
    ours, theirs = _kind_of(one), _kind_of(other)
    return ours != "" and theirs != "" and _MINUTES[ours] != _MINUTES[theirs]


def _kind_of(figure: Figure) -> str:
    """The word behind the number, if it counts time; else empty."""
    word = hashed_word(figure.about[0]) if figure.about else ""
    return word if word in _MINUTES else ""


def _about(figure: Figure) -> set[str]:
    return {hashed_word(word) for word in figure.about if tells(word)}


def _is_rounded(amount: Decimal, exact: Decimal) -> bool:
    """Whether ``amount`` is ``exact`` to fewer places."""
    place = Decimal(1).scaleb(_exponent(amount))
    if _exponent(amount) <= _exponent(exact) or abs(amount - exact) > _FAR * exact:
        return False
    return (exact / place).quantize(Decimal(1), ROUND_HALF_UP) * place == amount


def _exponent(amount: Decimal) -> int:
    """Of the last digit that is not 0, in whole numbers at least that of the ones."""
    exponent = amount.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent if exponent < 0 or amount >= _LARGE else 0
