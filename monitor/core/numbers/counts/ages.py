"""The ages of people: Man, 34, killed; boys aged 15 and 16; singer dies at the age of 74."""

from __future__ import annotations

import re

from monitor.core.numbers.words.numerals import SMALL

_OF_THEM = r"(?! ?(?:including|mostly|mainly|most|many|some|all|according|possibly|dont|parmi|selon)\b)"
"""What follows a comma behind a number of people: in Goma, 85, mostly civilians, were killed."""
_BEFELL_ONE = (
    r"(?:dies|was killed|tué|tuée|décédé|décédée|est mort|est morte|öldü|öldürüldü|yaralandı|vuruldu|"
    r"muere|murió|muerto|muerta|morre|morreu|morto|morta|muore|stirbt|starb|getötet|zginął|zginęła|zmarł|zmarła|"
    r"загинув|загинула|помер|померла|"
    r"hayatını|yaşamını|погиб|погибла|убит|убита|ранен|ранена|умер|умерла|скончался|скончалась)\b"
)
"""What befell one person, directly behind a number in brackets that then is no toll: Ariha (12), Saraqib (30) killed
is one."""
_PUT_AT = "".join(rf"(?<!\b{word} dead at )" for word in ("the", "of", "put", "puts", "and", "count", "counts"))
"""Behind these *dead at* gives a toll: officials put dead at 54, number of dead at 54."""
_DEAD_AT = (
    rf"(?:(?<=\bdies at )|(?<=\bdied at )|(?<=[^\W\d_] dead at ){_PUT_AT})(?:[1-9]\d|1[01]\d)"
    r"(?=[,:](?!\d)|[;!?)'\"\u2019\u201d\n]|\.?\s*$|\.\s|\s(?:[-\u2013\u2014]|after|following|from|in|of|on)(?:\s|$))"
)
"""Nothing behind it that it would count: not 12 died at 30 sites."""
_SMALL = "|".join(word for word, value in SMALL.items() if value < 10)
"""Folded, as they are written in English. Ages from ten on are seldom written in words, tolls are."""
_OF_AGE = {
    ("aged", "ages", "age", "age of", "ages of", "aged between", "aged from"): (" and ", " to ", "-", "–"),
    ("âgé de", "âgée de", "âgés de", "âgées de"): (" et ", "-", "–"),
    ("w wieku", "w wieku od", "wieku między"): (" i ", " do "),
}
"""What stands before ages, and between two."""
_AGED = [f"{before} " for words in _OF_AGE for before in words]
_TWO_AGED = [
    f"{before} {digits}{joint}"
    for words, joints in _OF_AGE.items()
    for before in words
    for digits in (r"\d", r"\d\d")
    for joint in joints
]
_IS_AGED = "|".join(rf"(?<=\b{before})" for before in (*_AGED, *_TWO_AGED))
"""Boys aged 15 and 16: a look behind has one length, so that each way is written out."""
_WAS = "|".join(
    rf"(?<=\b{who} {was} )" for who in ("he", "she", "who") for was in ("is", "was", "was just", "was only")
)
_WHOSE = (
    "man woman boy girl teen teenager driver cyclist motorcyclist pedestrian mother father mann frau junge mädchen "
    "mutter vater fußgänger fußgängerin schüler schülerin rentner rentnerin "
    "homme femme mère père hombre mujer madre padre uomo donna"
)
_BEFORE_THEIRS = "|".join((*(rf"(?<=\b{who} \()" for who in _WHOSE.split()), r"(?<=fahrer \()", r"(?<=fahrerin \()"))
"""Cyclist (27) hurt in collision; not Oman (12). In German whatever one drives is written in one: Radfahrer."""
_AT_DEATH = r"(?:gestorben|verstorben|tot|dies|died)\b"
_AGE = re.compile(
    r"(?=\d)(?:"
    rf"(?:(?<=[^\W\d_], )|(?<=[^\W\d_],)|(?<=[^\W\d_] , )|(?<=[^\W\d_]\), ))(?:1[01])?\d{{1,2}}(?<!\d{{4}})"
    rf"(?=\s?,(?!\d){_OF_THEM}|\.?\s*$|\.\s|\n"  # Man, 34, killed
    r"|\s[-–—]\s(?:who|whose|he|she|his|her)\b|\sand\s(?-i:[A-Z])[\w'’. -]{1,40},\s\d{1,2}\b"
    r"|\sand\s\d{1,2},\s)|(?:(?<=[^\W\d_], \d and )|(?<=[^\W\d_], \d\d and ))\d{1,2}(?=,\s)"  # sisters, 5 and 7, hurt
    rf"|(?<=[^\W\d_] \()(?:1[01])?\d{{1,2}}(?=\) {_BEFELL_ONE})"  # Ali (34) öldü
    rf"|(?<=\()(?:{_BEFORE_THEIRS})(?:1[01])?\d{{1,2}}(?=\))"
    rf"|(?<=[^\W\d_] mit )[1-9]\d(?= {_AT_DEATH})"  # Sänger mit 74 gestorben
    r"|\b\d{1,2}(?=[-–] (?:and|or|to|et|ou|und|oder|i|oraz) \d{1,2}[-–][^\W\d_])"  # 19- und 17-Jährige
    rf"|(?<=[\s–-])(?:{_IS_AGED})\d{{1,3}}\b(?![.,]\d)"
    r"|(?<=\bboth )\d{1,2}(?=[,.)]|\sand\b|\s*$)"
    rf"|(?:{_WAS})\d{{1,2}}(?=\s(?:and|when|at|with)\b|[,.)](?!\d)|\s*$)"  # she was 13 when
    r"|(?<=\bjust )\d{1,2}(?=\swhen\s(?:he|she)\b)"
    r"|(?:(?<=muere a los )|(?<=murió a los )|(?<=fallece a los )|(?<=falleció a los ))\d{2,3}\b"
    rf"|{_DEAD_AT}"  # singer dies at 74
    r")",
    re.IGNORECASE,
)


_IN_WORDS = (
    re.compile(rf", (?<=[^\W\d_], )(?:{_SMALL})(?=,\s{_OF_THEM})", re.IGNORECASE),  # a girl, two, was hurt
    re.compile(rf"aged (?:{_SMALL})(?:\sand\s(?:{_SMALL}))?(?![^\W_])", re.IGNORECASE),
)
"""Beginning with what is looked for faster than behind."""
_TOLD = ("age ", "age of ")
_LONGEST_TOLD = len("age of ")
_BEFORE_WORDS = (len(", "), len("aged "))


def without_ages(sentence: str) -> str:
    """``sentence`` without the ages of people: whoever is 34 is no 34. The age that a whole sentence tells is left as
    one of years: obituaries of two are often alike but for it."""
    for words in _IN_WORDS:
        sentence = words.sub(" ", sentence)
    return _AGE.sub(_told, sentence)


def _told(age: re.Match[str]) -> str:
    before = age.string[max(0, age.start() - _LONGEST_TOLD) : age.start()].lower()
    return f"{age[0]} years" if before.endswith(_TOLD) else " "


def is_age(text: str, start: int) -> bool:
    """Whether the number that stands at text[start:] is the age of whom the text names before it."""
    if text[start].isdecimal():
        return _AGE.match(text, start) is not None
    return any(
        start >= before and words.match(text, start - before) is not None
        for words, before in zip(_IN_WORDS, _BEFORE_WORDS, strict=True)
    )


def ages_in(text: str) -> frozenset[str]:
    """The ages of people that a text gives beside them, in digits as it writes them: Man, 34, killed; dies at 74."""
    return frozenset(match[0] for match in _AGE.finditer(text))
