"""What a figure counts, as far as it decides whether two figures may be compared: the dead are not the wounded."""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.core.numbers.words.units_beyond import STEMS_BEYOND, WORDS_BEYOND
from monitor.core.text.fold import by_word, fold_text, words_of

KILLED, WOUNDED, DISPLACED, HELD, DATE = "killed", "wounded", "displaced", "held", "date"
CASUALTIES = "casualties"
"""The dead together with others, in one number (casualties.py): 74 killed or injured."""
PEOPLE = frozenset((KILLED, WOUNDED, DISPLACED, HELD, CASUALTIES))
MISSING = "missing"
"""Of people too, but no toll: found, they are alive or among the dead. Its words: counted.py, as no word beside them
says that it counts these and not those."""
FEARED = "feared dead"
"""No toll either: the dead of whom it is not known (feared.py)."""
FATES = PEOPLE | {MISSING, FEARED}
"""Whatever befell people: of all these a first count is news."""

_STEMS = {
    KILLED: "kill death slain martyr fatalit behead décéd décapit öldür şehit погиб убит убил жертв скончал قتل "
    "قتيل قتلى مقتل شهيد جثث "
    "شهداء ضحايا وفاة وفيات استشهد استشهاد مصرع يقتل تقتل",
    WOUNDED: "wound injur blessur yaralı yaralan ранен ранил пострадал пострадавш جرح جريح جرحى أصيب",
    DISPLACED: "displac uproot refugee refugié göçe göçl göçm göçs göçt göçü sığınmacı мигрант беженц перемещ бежал "
    "نازح نازحين نزح نزوح مهجر لاجئ شرد مشرد تشريد",
    HELD: "arrest detain captur abduct hostage prisoner "
    "otage interpellé détenu gözaltı tutuklu tutukla esir задержан задержал арест "
    "пленн заложник похитил похищен اعتقل اعتقال معتقل أسير اختطف اختطاف مختطف خطف رهائن",
    DATE: "january february april june july august september october november december janvier février avril juin "
    "juillet août septembre octobre novembre décembre ocak şubat nisan haziran temmuz ağustos eylül ekim kasım aralık "
    "январ феврал апрел июн июл август сентябр октябр ноябр декабр "
    "كانون شباط آذار نيسان أيار حزيران تموز أيلول تشرين يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر "
    "أكتوبر نوفمبر ديسمبر",
}
"""Beginnings of words of several languages. Frequent words of other meanings begin as other forms do (Tuesday as tué,
fleet as flee, détente as détenu, Italian goccia as göç): those stand in _WORDS.
``tests/unit/core/numbers/test_units.py`` asks the frequent words."""
_WORDS = {
    KILLED: "dead die died dies toll massacred slaughtered perish perished perishes drown drowned drowns умер "
    "умерла умерло умерли умерших умершие умирают توفي توفيت توفوا توفى يتوفى "
    "tue tué tués tuée tuées tuent tuer tuant mort morts morte mortes décès assassiné assassinés assassinée "
    "assassinées assassinent massacrés massacrées massacrent noyé noyés noyée noyées "
    "cadavre cadavres труп трупа трупов трупы جثة جثتان جثتين جثمان جثامين ceset ceseti cesedi cesedine",
    WOUNDED: "hurt blessé blessés blessée blessées blessent إصابة إصابات إصابته أصاب أصابت مصاب مصابا مصابة مصابين "
    "مصابون مصابات",
    DISPLACED: "fled flee flees fleeing homeless fuient fuyant göç déplacé déplacés déplacée déplacées réfugié "
    "réfugiés réfugiée réfugiées",
    HELD: "kidnap kidnaps kidnapped kidnappers "
    "enlevés enlevée enlevées kidnappé kidnappés kidnappée kidnappées détention arrêté arrêtés arrêtée arrêtées "
    "arrêtent "
    "плен плена плену пленом плене أسر أسرى",
    DATE: "march mars mayıs آب",
}
"""Too short or too like others to be a beginning: only the whole word counts."""
_BY_START: dict[str, list[tuple[str, str]]] = {}
for _unit, _stems in (*_STEMS.items(), *STEMS_BEYOND.items()):
    for _stem in fold_text(_stems).split():
        _BY_START.setdefault(_stem[:2], []).append((_stem, _unit))
_BY_WORD = by_word(_WORDS) | by_word(WORDS_BEYOND)
_PROCLITICS = ("و", "ف", "ال", "وال")
_FAMILIES = words_of("الأسر والأسر")
"""With the article it is the families, not captivity."""
_KNOWN = frozenset(("en", "fr", "tr", "ru", "ar"))
_FREQUENT = re.compile(
    r"\b(?:the|and|from|with|after|who|that|were|dans|pour|une|avec|sont|bir|için|olarak)\b",
    re.IGNORECASE,
)
"""Words of English, French and Turkish that other languages in Latin letters do not have: German has was and will,
Dutch of, Danish at, Spanish les and ve."""
_OF_OTHERS = re.compile("[іїєґўәғқңөұһپچژگڤڕۆێە]", re.IGNORECASE)
"""Letters of those that are written as Russian and Arabic are, and are taken for them where none is stated."""


def are_known_in(language: str, text: str) -> bool:
    """Whether the words above are those of the language of ``text``; one that is not stated is told by its words."""
    if len(_OF_OTHERS.findall(text)) > 1:
        return False
    return language.partition("-")[0].lower() in _KNOWN if language else _FREQUENT.search(text) is not None


LONGEST_WORD = 50
"""Letters or digits: what is longer is no word, and is neither kept nor compared whole."""


def unit_of(word: str) -> str:
    """The unit that a folded word names, or an empty string."""
    return _unit_of(word[:LONGEST_WORD])


@lru_cache(maxsize=20_000)
def _unit_of(word: str) -> str:
    if word in _FAMILIES:
        return ""
    for start in ("", *_PROCLITICS):
        bare = word.removeprefix(start)
        if start and bare == word:
            continue
        if unit := _BY_WORD.get(bare):
            return unit
        for stem, unit in _BY_START.get(bare[:2], ()):
            if bare.startswith(stem):
                return unit
    return ""
