"""What a figure counts, as far as it decides whether two figures may be compared: the dead are not the wounded."""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.core.numbers.german_words import without_german
from monitor.core.numbers.units_beyond import STEMS_BEYOND, WORDS_BEYOND
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
_SAID_OTHERWISE = re.compile(
    r"\b(?:öl(?:en|ü|dü|müş|ecek)\w*"
    r"|(?:hayat|yaşam|can)(?:ını|larını)\s(?:kaybe[dt]|yitir)\w*"
    r"|(?:lost|lose|losing)\s(?:their|his|her)\slife|(?:lost|lose|losing)\stheir\slives"
    r"|lives\s(?:(?:were|are|was|have\sbeen|had\sbeen)\s)?(?:lost|claimed)"
    r"|(?:perdu|perdent|perd|coûté|coûte|coûtent|coûtant)\sla\svie"
    r"|(?:trouvé|trouvent|trouve)\sla\smort|(?<=\bont\s)péri|(?<=\ba\s)péri"
    r"|(?:лиши|потеря)\w*\sжизн\w*"
    r"|(?:أود[ىت]|[تي]ودي)\sبحياة"
    r"|لق(?:ي|وا|يت)\s(?:حتفهم|حتفه|حتفها|مصرعهم|مصرعه|مصرعها))\b"
    r"|\b(?:no|sin|sem|aucun|нет|немає)\s(?:survivors|sobrevivientes|supervivientes|sobreviventes|survivant|выживших|"
    r"вцілілих)|\bno\shay\s(?:sobrevivientes|supervivientes)|\bnão\shá\ssobreviventes|\bвыживших\sнет"
    r"|\bkurtulan\s(?:yok|olmadı)|\bلا\sناجين|\bجان\s(?:خود\sرا\sاز\sدست\sداد|باخت)\w*"
    r"|\bums\sLeben\b|\bv[íi]c?timas?\s(?:morta(?:is|les)|mortal|fata(?:is|les)|fatal)\b|\bnie\sżyj[eą]\b"
    r"|\b(?:pierden?|perdieron|perdió|perdido|cobr(?:a|an|ó|aron)|cuesta|costó)\sla\svida\b"
    r"|\b(?:perde(?:m|u|ram)?|perdido|custou|tirou)\sa\svida\b"
    r"|\b(yer(?:inden|lerinden)\s(?:ed|ol)\w*|(?:ont|avaient|aient)\sfui|sans[ -]abris?|sin\shogar)\b",
    re.IGNORECASE,
)
"""What counts people in several words, or by a letter that folding takes: öldü, they died, and oldu, it became."""
_LIVES = re.compile(
    r"(\b(?:claim(?:s|ed|ing)?|cost(?:s|ing)?|tak(?:es?|ing)|took|los(?:t|es|ing))"
    r"(?:\s(?:at\sleast|(?:more|fewer|less)\sthan|as\smany\sas|up\sto|over|about|around|nearly|almost|some|another))?"
    r"\s[\w.,-]+\s(?:(?:more|other|human|innocent|civilian|hundred|thousand|million)\s|(?:\w+\s){1,3}their\s)?"
    r"|\bclaim(?:s|ed|ing)?\s(?=lives\sof\b))lives\b",
    re.IGNORECASE,
)
"""Those of the dead, behind what ends them: floods claim at least 99 lives, the lives of 99. What stands
between is the number."""
_FOUND = r"(?:f[io]nd|found|recover|retriev|pull|discover|exhum|unearth|uncover|dug|dig|wash)"
_BODIES = re.compile(
    rf"(?<!ing )\b(?:dead\s)?bodies(?=\s(?:(?:were|was|are|is|have\sbeen|had\sbeen)\s)?(?:{_FOUND}|of\s))"
    rf"|(\b{_FOUND}\w*\s(?:out\s|up\s)?(?:at\sleast\s|(?:more|fewer)\sthan\s|some\s|another\s)?[\w.,-]+\s(?:more\s)?)bodies\b",
    re.IGNORECASE,
)
"""Those of the dead: 49 bodies found, rescuers recover 12 bodies; not the bodies of the United Nations."""
_SENTENCED = re.compile(
    r"\b((?:sentenc|condemn)\w*\s(?:[\w-]+\s){0,3}?)to\sdeath\b|\bdeath\s(?:penalt|sentence|row\b)\w*"
    r"|\b(condamnée?s?\s(?:\w+\s)?)à\smort\b",
    re.IGNORECASE,
)
"""Whom a court sentences to death is not dead."""
_BY_SHOTS = re.compile(
    r"(?<=[^\W\d_] )(?:a|com|con) (?:tiros|balazos|bala|machetazos|puñaladas|cuchilladas|golpes|facadas)(?= (?:a|al) )",
    re.IGNORECASE,
)
"""Between a Spanish verb and whom it befalls: matan a tiros a 4 jóvenes."""
_OF_AN_EPIDEMIC = re.compile(
    r"\b(?:و|ب|ال|بال|وال)?(?:كوليرا|كورونا|ملاريا|إيبولا|حصبة|جدري|الضنك|شلل الأطفال|التهاب السحايا)\b"
)
_INFECTED = re.compile(r"\b(?=(?:ال)?إصاب(?:ة|ات)\b)(?:ال)?إصاب\w+")
"""Arabic: of an epidemic these are cases, not wounded."""
_TOTE_BAG = re.compile(r"\btote(?=\s(?:bag|box)(?:e?s)?\b)", re.IGNORECASE)
"""English, and no German dead."""


def plain_units(sentence: str) -> str:
    """``sentence`` with what :func:`unit_of` does not see in single folded words in words that it knows."""
    sentence = _BY_SHOTS.sub("", _TOTE_BAG.sub(" ", without_german(sentence)))
    if _OF_AN_EPIDEMIC.search(sentence):
        sentence = _INFECTED.sub("حالة", sentence)
    sentence = _SAID_OTHERWISE.sub(lambda found: "göç" if found[1] else "öldürüldü", sentence)
    sentence = _SENTENCED.sub(lambda found: found[1] or found[2] or " ", sentence)
    sentence = _BODIES.sub(r"\1öldürüldü", sentence) if "odies" in sentence else sentence
    return _LIVES.sub(r"\1öldürüldü", sentence) if "lives" in sentence else sentence


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
