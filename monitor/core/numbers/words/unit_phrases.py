"""What a number counts where several words say it, or a word by its neighbours only: lost their lives, 49 bodies found,
sentenced to death."""

from __future__ import annotations

import re

from monitor.core.numbers.words.german_words import without_german

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
    """``sentence`` with what units.py does not see in single folded words in words that it knows."""
    sentence = _BY_SHOTS.sub("", _TOTE_BAG.sub(" ", without_german(sentence)))
    if _OF_AN_EPIDEMIC.search(sentence):
        sentence = _INFECTED.sub("حالة", sentence)
    sentence = _SAID_OTHERWISE.sub(lambda found: "göç" if found[1] else "öldürüldü", sentence)
    sentence = _SENTENCED.sub(lambda found: found[1] or found[2] or " ", sentence)
    sentence = _BODIES.sub(r"\1öldürüldü", sentence) if "odies" in sentence else sentence
    return _LIVES.sub(r"\1öldürüldü", sentence) if "lives" in sentence else sentence
