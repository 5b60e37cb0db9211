"""Numbers that count no people though words such as *killed* stand beside them (ages, spans of time), and how
long ago something was."""

from __future__ import annotations

import re

from monitor.core.numbers.counts.ages import without_ages
from monitor.core.numbers.words.numerals import SMALL
from monitor.core.text.fold import words_of

_PARENT_OF = (
    r"(?:(?:(?:grand)?(?:father|mother)|parent|dad|mum|mom)[ -]of[ -]|"
    r"(?:père|mère|padre|madre|pai|mãe) d[ei] |(?:vater|mutter) von |(?:отец|мать) |(?:أب|أم) لـ?)"
)
_OF_A_PARENT = r" çocuk (?:baba|anne)\w*"
_SMALL = "|".join(("one", *(word for word, value in SMALL.items() if value < 20)))
_TELEPHONE = r"(?<!\d)(?<!\d[.,])\d{3}(?:[-.]|\)\s)\d{3}[-.]\d{4}(?!\d|[.,]\d)"
_UNCOUNTED = re.compile(
    r"(?=\d)(?:"
    r"\b\d{1,3}-(?:year|month|day|week)s?-olds?\b"
    r"|\b\d{1,3}(?:[- ]yaş|-(?:jährig|letni|lat[ek]|miesięczn|річн|летн))\w*"
    r"|\b\d{1,4}\s(?:sec|min|hour|day|week|month|year)\w*\sago\b"
    r"|\b\d{1,4}\s\w+\s(?:önce|назад)\b"
    r"|\b\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.m\b\.?|[ap]m\b)"
    r"|\b\d{1,2}[.:]?\d\d\s(?:gmt|utc|bst|e[sd]t|ces?t|мск|local\stime|uhr|hs|hrs)\b|\b\d{1,2}\s(?:uhr|gmt|utc|hs|hrs)\b"
    r"|\b\d{1,4}\s?°"
    rf"|{_TELEPHONE}"
    r"|\b1\d{3}['’][dt][ae](?:ki)?\b"  # a year; 1500'den fazla are more than 1,500
    rf"|\b\d{{1,2}}{_OF_A_PARENT}"
    r"|\b\d{1,3}\smin(?:ute)?s?\sread\b"
    r"|\d{1,4}\s?[年月日時时點点分秒号號歳岁歲년월일시분초세살]"
    r")"
    rf"|\b(?=[^\W\d_])(?:il\sy\sa\s\d{{1,4}}\s\w+|(?<!\d\s)(?:saat|الساعة|ore|godzinie|godz\.)\s\d{{1,2}}\b|{_PARENT_OF}(?:\d{{1,2}}|{_SMALL})\b)"
    r"|(?:قبل|منذ)\s\d{1,4}\s\w+",
    re.IGNORECASE,
)
_CALLED_BY = re.compile(_TELEPHONE)
_BEFORE_CHILDREN = re.compile(rf"\b{_PARENT_OF}$", re.IGNORECASE)
_BEHIND_CHILDREN = re.compile(_OF_A_PARENT, re.IGNORECASE)
_YEARS = words_of(
    "year years an ans année années год года годы лет "
    "yaş yaşında yaşındaki yaşındaydı yaşlarında yıl yılda yıldır yıllık yıllar yıldan yılında yılındaki sene senedir "
    "سنة سنوات سنين عام عاما أعوام "
    "рік роки року років rok lata lat año años ano anos jahr jahre jahren anno anni"
)
_MEASURES = _YEARS | words_of(
    "month months mois ay ayda aydır aylık месяц месяца месяцев شهر شهرا أشهر شهور "
    "week weeks semaine semaines hafta haftada haftadır haftalık haftadan неделя недели недель "
    "أسبوع أسبوعا أسابيع "
    "day days jour jours journée journées gün günde gündür günlük günden güne günü günün gününde "
    "день дня дней يوم يوما أيام "
    "hour hours h hr hrs heure heures saat saatte saattir saatlik saati saatten saatin час часа часов ساعة ساعات "
    "minute minutes min mn mins dakika dakikada dakikadır dakikalık dakikadan "
    "минута минуты минуту минут мин دقيقة دقائق "
    "second seconds seconde secondes saniye секунда секунды секунд ثانية ثوان ثواني "
    "m mm cm km kms kilometre kilometres kilometer kilometers kilomètre kilomètres kilometrede kilometrelik "
    "mile miles metre metres meter meters mètre mètres metrede metrelik foot feet ft pied pieds "
    "мм см м км километр километра километров километре километрах метр метра метров метре метрах миль "
    "ملم سم كم كلم كيلومتر كيلومترا كيلومترات متر مترا أمتار ميل ميلا أميال "
    "kg kilo kilos ton tons tonne tonnes тонна тонны тонн кг كغ كلغ كيلوغرام طن طنا أطنان "
    "місяць місяці місяців тиждень тижні тижнів дні днів година години годин хвилина хвилини хвилин "
    "кілометр кілометри кілометрів метри метрів тонни "
    "decade decades décennie décennies décadas decenni jahrzehnte jahrzehnten dekad dekady dekadach "
    "лет годам сутки суток "
    "miesiąc miesiące miesięcy miesiącach tydzień tygodnie tygodni tygodniach dzień dni dniach godzina godziny godzin "
    "godzinach minuty minutach latach promile promili "
    "kilometr kilometry kilometrów metrów "
    "meses semana semanas día días dia dias hora horas minuto minutos segundos "
    "kilómetro kilómetros quilómetro quilómetros quilômetros metros toneladas "
    "monat monate monaten woche wochen tag tage tagen stunde stunden minuten sekunden kilometern metern tonnen "
    "mese mesi settimana settimane giorno giorni ore minuti chilometri metri tonnellate "
    "percent prozent процент процента процентов dollar dollars dólar dólares pesos reais bolívares gourdes euro "
    "euros євро евро pounds lira roubles rupees yen"
)
_THINGS = words_of(
    "times bullets rounds shots gunshots counts charges goals books inches inch mph fois balles coups chefs kez kurşun "
    "kurşunla раз раза пуль выстрелов ciosów مرات رصاصة veces balas vezes volte colpi mal schüsse kugeln razy "
    "disparos balazos tiros facadas puñaladas"
)


def counting(sentence: str) -> str:
    """``sentence`` without the ages of people, what lies how long ago, degrees: whoever is 34 is no 34."""
    return _UNCOUNTED.sub(" ", without_ages(sentence))


def is_of_a_parent(text: str, start: int, stop: int) -> bool:
    """Whether the number text[start:stop] is that of somebody's children: a father of 10 is killed, not ten people."""
    return _BEFORE_CHILDREN.search(text, max(0, start - 16), start) is not None or bool(
        _BEHIND_CHILDREN.match(text, stop)
    )


def is_of_a_telephone(text: str, start: int, stop: int) -> bool:
    """Whether text[start:stop], digits, are some of those of a telephone: 313-596-2260, (555) 123-4567."""
    called = _CALLED_BY.search(text, max(0, start - len("555) 123-")), stop + len(") 123-4567"))
    return called is not None and called.start() <= start and stop <= called.end()


def is_measure(word: str) -> bool:
    """Whether a folded ``word`` behind a number says what it measures."""
    return word in _MEASURES


def is_thing(word: str) -> bool:
    """Whether a folded ``word`` behind a number says how often, or counts by what or for what somebody was killed,
    wounded or held: shot 12 times, arrested on 56 counts. It counts no people then."""
    return word in _THINGS


def is_years(word: str) -> bool:
    """Whether a folded ``word`` behind a number says that it counts years, of a life or otherwise."""
    return word in _YEARS
