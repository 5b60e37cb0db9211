"""Where a written word may begin and end around an alias: one policy per script.

Latin: whole words, plural s/es, an apostrophe and up to seven letters (English possessive, Turkish case endings); where
the language is Turkish also the bare endings. Arabic and Hebrew: proclitics before the word. Cyrillic: a stem and the
endings of the paradigm that the written form belongs to. Scripts without spaces: anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache

from monitor.core.text.marks import MARKS
from monitor.core.text.spaced import joins
from monitor.core.text.words import CJK, is_unspaced


class Script(Enum):
    LATIN = "latin"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    CYRILLIC = "cyrillic"
    UNSPACED = "unspaced"


class Ending(Enum):
    """How a word of an alias may go on in the text."""

    EXACT = "exact"
    INFLECTED = "inflected"
    NAME = "name"
    """As inflected, but no es, and no s after a vowel: a place or a person has no plural (Hama, Hamas)."""
    WILDCARD = "wildcard"


Endings = frozenset[str]
NOTHING: Endings = frozenset([""])

_LETTER = rf"[^\W\d_{CJK}]"
_LETTERS = re.compile(rf"{_LETTER}*+(?:[{MARKS}]++{_LETTER}*+)*+")
_APOSTROPHE_SUFFIX = re.compile(rf"'{_LETTER}{{1,7}}(?![^\W_{CJK}])")
TURKISH_SUFFIX = re.compile(
    r"(?:l[iu])?(?:l[ae]r)?(?:[iu]m(?:[iu]z)?|[iu]n(?:[iu]z)?|s[iu]|y[iu]|[iu])?"
    r"(?:n?d[ae](?:n|ki)?|t[ae](?:n|ki)?|[ny]?[ae]|n?[iu]n|[yn]?[iu]|yl[ae]|l[iu]|n?c[ae]|ki)?(?:ler|lar|d[iu]r)?"
)

_KURDISH_SUFFIX = re.compile("y?(?:[aei]|[ae]n)")
"""Of Kurmanji: li Kerkûkê, bajarê Efrînê, hêzên Pêşmergeyan."""
BARE_ENDINGS = {"tr": TURKISH_SUFFIX, "ku": _KURDISH_SUFFIX, "kmr": _KURDISH_SUFFIX}
"""By language: what may follow a name in Latin letters without an apostrophe."""
_OF_PEOPLE = re.compile("(?:l[iu])?(?:l[ae]r)?")
"""What may stand before a Turkish apostrophe: İdlibliler'in."""
_TURKISH_POSSESSIVE = re.compile("(.*[aeiou])s[iu]|(.*[^aeiou])[iu]")
_SHORTEST_POSSESSED = 4


def turkish_plurals(word: str) -> list[str]:
    """Of the last word of a Turkish compound (gözlem noktası) the plural (noktaları); two where the folded vowel does
    not say which."""
    found = _TURKISH_POSSESSIVE.fullmatch(word)
    stem = (found[1] or found[2]) if found else ""
    vowels = [letter for letter in stem if letter in "aeiou"]
    if len(stem) < _SHORTEST_POSSESSED or not vowels:
        return []
    return [f"{stem}l{vowel}ri" for vowel in (vowels[-1] if vowels[-1] in "ae" else "ae")]


_IN_BRITAIN = (
    (re.compile("is(ations?|ational)$"), r"iz\1"),
    (re.compile("(def|off)ence(s?)$"), r"\1ense\2"),
    (re.compile("^programme(s?)$"), r"program\1"),
    (re.compile("^(cent|theat)re(s?)$"), r"\1er\2"),
    (re.compile("^(lab|harb|arm|neighb|hon)our(s?)$"), r"\1or\2"),
)
_IN_AMERICA = (
    (re.compile("iz(ations?|ational)$"), r"is\1"),
    (re.compile("(def|off)ense(s?)$"), r"\1ence\2"),
    (re.compile("^program(s?)$"), r"programme\1"),
    (re.compile("^(cent|theat)er(s?)$"), r"\1re\2"),
    (re.compile("^(lab|harb|arm|neighb|hon)or(s?)$"), r"\1our\2"),
)


def across_the_atlantic(words: Sequence[str]) -> list[list[str]]:
    """``words`` as they are spelled on the other side: Ministry of Defence, of Defense."""
    spelled = [[_respelled(word, rules) for word in words] for rules in (_IN_BRITAIN, _IN_AMERICA)]
    return [one for one in spelled if one != list(words)]


def _respelled(word: str, rules: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, other in rules:
        word = pattern.sub(other, word)
    return word


def _set(text: str) -> frozenset[str]:
    """Folded as the text is."""
    return frozenset(text.replace("й", "и").replace("ї", "і").split())


PROCLITICS = _set("و ف ب ك ل ال وال فال بال كال وبال فبال وكال وب ول وك فب فل فك لل ولل فلل")
PROCLITICS_BEFORE_AL = _set("و ف ب ك وب وك فب فك")
PROCLITICS_BEFORE_LIL = _set("و ف")
"""Before لل: the preposition ل and the article in one, the alef left out."""
HEBREW_PROCLITICS = _set("ו ב ל מ ה כ ש וב ול ומ וה וכ וש שב של שמ שה מה כש לכ ושב ומה")
LONGEST_PROCLITIC = 4

_SHORTEST_PLURAL_OF_MEN = 6
"""Letters without the article: قانون, تعاون and سجون are none."""
_SHORTEST_WITH_ALEF, _SHORTEST_ALONE_WITH_ALEF, _MOST_WITH_ALEF = 3, 4, 2
"""Letters of a word, of one that is the whole alias, and words of an alias: a third mostly has another case."""
_WITHOUT_ALEF = ("ا", "ه", "ء", "ات", "ون", "ين")
_SHORTEST_WITH_HAMZA, _SHORTEST_NISBA = 5, 4
_ENDINGS_OF_NISBA = ("ه", "ون", "ين")

_ADJECTIVE = _set(
    "ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ых их ыми ими ую юю ей ою ею і ій ім іх іми ої"
)
_HARD = _set("а у ом ем е ы и і ов ев ей ам ами ах ові еві ів")
_HARD_ALONE = _HARD | NOTHING
_HARD_CH = _HARD_ALONE | _set("ю")
_SURNAME = _set("ым ой ых ыми им")
_HARD_SURNAME = _HARD_ALONE | _SURNAME
_HARD_A = _set("а ы и е у ой ою ей ею і ам ами ах ої ій")
_SOFT_YA = _set("я и е ю ей ею ям ями ях ь і єю ьої ій ьою")
_IYA = _set("я и ю ей ею ям ями ях е і єю є й")
_HARD_O = _set("о а у ом е і ам ами ах ові")
_SOFT_E = _set("е я ю ем и ей ям ями ях а у ы")
_SOFT_E_OF_ADJECTIVE = _SOFT_E | _set("ого ому им ім")
_SOFT = _set("ь я ю ем е и ью ей ям ями ях ев і єм еві ів")
_SHORT_I = _set("й я ю ем е и ев ям ями ях є єм ї їв єві")
_PLURAL_I = _set("и ов ев ів ей ам ами ах а у ом е ы") | NOTHING
_PLURAL_Y = _set("ы ов ев ам ами ах а у ом е ой") | NOTHING
_NOUN_IE = _set("ия ию ием ией ии иям иями иях")
_NOUN_OI = _set("оя ою оем ое ои оев оям оями оях")
_UKRAINIAN_ADJECTIVE = _set("а е у")
"""Of one in ий those that no Russian one has; what follows are whole paradigms of Ukrainian words."""
_UKRAINIAN_IY = _set("ій ього ьому ім ія ію ієм ії ієві")
_UKRAINIAN_YE = _set("є я ю ього ьому ім")
_UKRAINIAN_ADJECTIVES = _set("і их им ими іх ім іми")
_UKRAINIAN_PLURAL = _UKRAINIAN_ADJECTIVES | _set("й ів ей ам ами ах ям ями ях")
_VOCATIVE = _set("о")
_OF_RUSSIAN_PLACE = _set("ий ая ое ие ого ому им ом их ими ую ой ою")
_OF_UKRAINIAN_PLACE = _set("ий а е і ого ому им ій у ою их ими ої")
_OF_REGION = _set("а ы и і е у ой ою")


def _derived(russian: str | None, ukrainian: str | None, region: str | None = None) -> Endings:
    """The adjective made of a place's name by these suffixes, and the region around it (Харківщина)."""
    of_all = ((russian, _OF_RUSSIAN_PLACE), (ukrainian, _OF_UKRAINIAN_PLACE), (region, _OF_REGION))
    return frozenset(suffix + ending for suffix, endings in of_all if suffix is not None for ending in endings)


_DERIVED: tuple[tuple[tuple[str, ...], Endings], ...] = (
    (("ск", "цк"), _derived("", None)),
    (("ськ", "цьк"), _derived(None, "")),
    (("ц", "сс"), _derived("к", "ьк")),
    (("с",), _derived("ск", "ьк")),
    (("ль", "л"), _derived("ьск", "ьськ", "ьщин")),
    (("и", "і"), _derived("иск", "иськ")),
    (("",), _derived("ск", "ськ", "щин")),
)
"""What a place's name ends in before its case ending, and the endings of the adjective made of it: Курск, курский;
Винница, винницкий; Мариуполь, мариупольский; Латакия, латакийский; Идлиб, идлибский."""
_BEFORE_UKRAINIAN_SK = {
    **dict.fromkeys("гжз", ("з", "ьк")),
    **dict.fromkeys("кч", ("ц", "ьк")),
    **dict.fromkeys("хш", ("с", "ьк")),
}
"""What the last letter of a stem becomes, and the suffix behind it: Кременчук, кременчуцький."""
_WITHOUT_REGION_SUFFIX = (("ськ", "щин"), ("цьк", "ччин"), ("с", "щин"))
"""What a stem loses before the suffix of its region: Луганськ, Луганщина; Донецьк, Донеччина; Одеса, Одещина."""

_SHORTEST_STEM = 3
_SHORTEST_DERIVED, _SHORTEST_DERIVED_OF_IYA = 4, 6
"""Letters of a stem from which its adjective is found. Those in ия are mostly states, of whose adjective every report
is full (сирийский)."""
_SHORTEST_EC, _SHORTEST_OK = 4, 5
_LONGEST_SHORT_I = 4
_SHORT_NOUN = re.compile("[а-яіїє]+[аеиоуыэюяі]и")
"""As бой, бои, чай, край: и may be й."""
_STEM_THAT_STANDS_ALONE, _OF_A_WORD = 5, 4
"""Letters from which the bare stem of a noun in а or о counts as a form, of a name and of another word (атак, not АТМ,
not мин)."""
_VOWELS = frozenset("аеиоуыэюяі")
_FLEETING = dict(zip(
    ["огон", "ден", "уровен", "камен", "корен", "парен", "ливен", "угол", "церков",
     "вогон", "півден", "ірпін", "донец"],
    ["огн", "дн", "уровн", "камн", "корн", "парн", "ливн", "угл", "церкв",
     "вогн", "півдн", "ірпен", "дінц"], strict=True,
))  # fmt: skip
"""Stems before ь that lose or change their vowel. Most keep it (тень, степень), so that no rule says it."""
_OPENED = dict(zip(
    ["ріг", "схід", "захід", "північ", "загін", "міст", "бік", "поділ"],
    ["рог", "сход", "заход", "півноч", "загон", "мост", "бок", "подол"], strict=True,
))  # fmt: skip
"""Ukrainian words whose і is another vowel before an ending; most keep it too."""
_SOFTENED = {"к": "ц", "г": "з", "х": "с"}
"""Before the Ukrainian ending і: Авдіївка, Авдіївці."""
_SOFTENING = _set("і")
_DOUBLED = frozenset("дтзсцлн")
"""Before the Ukrainian ending ю of words in ь: Умань, Уманню."""
_DOUBLING = _set("ю")
_POSSESSIVE = _set("ого ому им")
"""Часів Яр, Часового Яру."""

_PARADIGMS: tuple[tuple[str, int, Endings], ...] = (
    ("ыи", 2, _ADJECTIVE),
    ("ои", 2, _ADJECTIVE | _NOUN_OI),
    ("ькии", 2, _ADJECTIVE | _UKRAINIAN_ADJECTIVE),
    ("іи", 2, _UKRAINIAN_IY),
    ("ии", 2, _ADJECTIVE | _NOUN_IE),
    ("ие", 2, _ADJECTIVE | _NOUN_IE),
    ("ая", 2, _ADJECTIVE),
    ("яя", 2, _ADJECTIVE),
    ("ое", 2, _ADJECTIVE),
    ("ее", 2, _ADJECTIVE),
    ("ые", 2, _ADJECTIVE),
    ("ия", 1, _IYA),
    ("ія", 1, _IYA),
    ("а", 1, _HARD_A),
    ("я", 1, _SOFT_YA),
    ("о", 1, _HARD_O),
    ("не", 1, _SOFT_E_OF_ADJECTIVE),
    ("ве", 1, _SOFT_E_OF_ADJECTIVE),
    ("ке", 1, _SOFT_E_OF_ADJECTIVE),
    ("те", 1, _SOFT_E_OF_ADJECTIVE),
    ("е", 1, _SOFT_E),
    ("є", 1, _UKRAINIAN_YE),
    ("ь", 1, _SOFT),
    ("ы", 1, _PLURAL_Y),
)
"""What a form given in the dictionary's case ends in, the letters that are its ending, and all endings it may have."""
CYRILLIC_ENDINGS = (
    frozenset().union(
        *(_SURNAME, _HARD, _SHORT_I, _PLURAL_I, _UKRAINIAN_PLURAL, _POSSESSIVE),
        *(endings for _, endings in _DERIVED),
        *(_derived(None, suffix) for _, suffix in _BEFORE_UKRAINIAN_SK.values()),
        *(_derived(None, None, suffix) for _, suffix in _WITHOUT_REGION_SUFFIX),
        *(endings for _, _, endings in _PARADIGMS),
    )
    - NOTHING
)
"""All that a Cyrillic word may have behind its stem."""
CYRILLIC_TAILS = frozenset(ending[at:] for ending in CYRILLIC_ENDINGS for at in range(len(ending)))
"""What such an ending may end in."""


def script_of(word: str) -> Script:
    """The script of a folded word, by its first letter that decides."""
    if word.isascii():
        return Script.LATIN
    for character in word:
        if "\u0600" <= character <= "\u06ff":
            return Script.ARABIC
        if "\u0400" <= character <= "\u052f":
            return Script.CYRILLIC
        if "\u05d0" <= character <= "\u05ea":
            return Script.HEBREW
        if is_unspaced(character):
            return Script.UNSPACED
    return Script.LATIN


def cyrillic_forms(word: str, *, derives: bool = False, name: bool = True) -> tuple[str, Endings]:
    """A folded word in the dictionary's case -> its stem and all endings that the stem may have in a text, with those
    of its adjective if it ``derives`` one. Of a ``name`` fewer short forms count, which are words of their own (Хама,
    хам)."""
    if not name and len(word) <= _LONGEST_SHORT_I and _SHORT_NOUN.fullmatch(word):
        return word[:-1], _SHORT_I
    stem, endings = _paradigm(word, _STEM_THAT_STANDS_ALONE if name else _OF_A_WORD)
    if derives and len(stem) >= (_SHORTEST_DERIVED_OF_IYA if stem.endswith(("и", "і")) else _SHORTEST_DERIVED):
        if word.endswith("а") and len(stem) >= _STEM_THAT_STANDS_ALONE:
            endings = _both(endings, _VOCATIVE)
        endings = _both(endings, _adjective_of(word if word.endswith("ь") else stem))
    return stem, endings


def _adjective_of(stem: str) -> Endings:
    return next(derived for ends, derived in _DERIVED if stem.endswith(ends))


def derived_from_other_stems(word: str) -> Iterator[tuple[str, Endings]]:
    """Stems that the adjective and the region of a place have, which its name has not: Авдеевка, авдеевский;
    Запорожье, запорожский; Запоріжжя, запорізький; Кременчук, кременчуцький; Рига, рижский; Донецьк, Донеччина."""
    stem, _ = _paradigm(word, _STEM_THAT_STANDS_ALONE)
    suffix_falls = word.endswith(("вка", "нка", "ье", "ьє"))
    doubled = word.endswith("я") and stem[-2:] == stem[-1] * 2
    base = stem[:-1] if suffix_falls or doubled else stem
    if len(base) < _SHORTEST_DERIVED:
        return
    if base != stem:
        yield base, _adjective_of(base)
    if word.endswith("га"):
        yield f"{base[:-1]}ж", _derived("ск", None)
    if base[-1] in _BEFORE_UKRAINIAN_SK and not base.endswith(("ск", "цк", "ьк")):
        letter, suffix = _BEFORE_UKRAINIAN_SK[base[-1]]
        yield base[:-1] + letter, _derived(None, suffix)
    for lost, suffix in _WITHOUT_REGION_SUFFIX:
        if base.endswith(lost):
            yield base.removesuffix(lost), _derived(None, None, suffix)


@cache
def _both(endings: Endings, more: Endings) -> Endings:
    """One set for all words of a kind."""
    return endings | more


def _paradigm(word: str, shortest_alone: int) -> tuple[str, Endings]:
    for written, cut, endings in _PARADIGMS:
        if word.endswith(written):
            stem = word[:-cut]
            if len(stem) < _SHORTEST_STEM:
                return word, NOTHING
            alone = endings in (_HARD_A, _HARD_O) and len(stem) >= shortest_alone
            return stem, endings | NOTHING if alone else endings
    if word.endswith("и"):
        if len(word) <= _SHORTEST_STEM:
            return word, NOTHING
        return word[:-1], _SHORT_I if word[-2] in _VOWELS else _PLURAL_I
    if word.endswith("і") and len(word) > _SHORTEST_STEM:
        # "Балі" is an island and "балів" are points: a short stem is that of an adjective, if any.
        return word[:-1], _UKRAINIAN_ADJECTIVES if len(word) == _SHORTEST_STEM + 1 else _UKRAINIAN_PLURAL
    if word[-1] in _VOWELS or not word[-1].isalpha():
        return word, NOTHING
    if word.endswith("ч"):
        return word, _HARD_CH
    return word, _HARD_SURNAME if word.endswith(("ов", "ев", "єв", "ин", "ын", "ін")) else _HARD_ALONE


def cyrillic_vowel_changes(stem: str, endings: Endings) -> Iterator[tuple[str, Endings]]:
    """Other stems of the same word: боец, бойца; рынок, рынка; огонь, огня; каски, касок."""
    if stem.endswith("ец") and len(stem) >= _SHORTEST_EC:
        yield stem[:-2] + ("иц" if stem[-3] in _VOWELS else "ц"), endings - NOTHING
    elif stem.endswith("ок") and len(stem) >= _SHORTEST_OK and "ов" in endings:
        yield stem[:-2] + "к", endings - NOTHING
    elif len(stem) > 1 and stem.endswith("к") and stem[-2] not in _VOWELS and "ах" in endings and "ові" not in endings:
        yield stem[:-1] + ("ек" if stem[-2] in "жшч" else "ок"), NOTHING
    if stem in _FLEETING and "ь" in endings:
        yield _FLEETING[stem], endings
    yield from _ukrainian_changes(stem, endings)


def _ukrainian_changes(stem: str, endings: Endings) -> Iterator[tuple[str, Endings]]:
    """Харків, Харкова; Київ, Києва; Ріг, Рогу, Розі; Тернопіль, Тернополя; Авдіївка, Авдіївці; Умань, Уманню."""
    if len(stem) < _SHORTEST_STEM:
        return
    opened = _OPENED.get(stem, stem)
    if opened != stem:
        yield opened, endings - NOTHING
    if "ь" not in endings:
        if stem.endswith("ів") and len(stem) > _SHORTEST_STEM and "ові" in endings:
            for vowel in "є" if stem[-3] in _VOWELS else "ое":
                yield f"{stem[:-2]}{vowel}в", (endings | _POSSESSIVE) - NOTHING
        if opened[-1] in _SOFTENED and "ах" in endings and "і" in endings:
            yield opened[:-1] + _SOFTENED[opened[-1]], _SOFTENING
    elif stem.endswith("піл"):
        yield f"{stem[:-2]}ол", endings
    elif stem[-1] in _DOUBLED and stem[-2] in _VOWELS:
        yield stem + stem[-1], _DOUBLING


def with_plural_of_men(words: Sequence[str]) -> list[str]:
    """Arabic plurals as they are outside the nominative: الإخوان المسلمون, الإخوان المسلمين."""
    return [f"{word[:-2]}ين" if _is_plural_of_men(word) else word for word in words]


def with_alef(words: Sequence[str]) -> list[str]:
    """Arabic words without an article in the accusative: قصف جوي, قصفا جويا. None if letters do not show it; not of a
    single short word or one in ي, which would be another word (درع, درعا; روسي, روسيا)."""
    alone = len(words) == 1
    if len(words) > _MOST_WITH_ALEF or any(word.startswith("ال") for word in words):
        return []
    if alone and (len(words[0]) < _SHORTEST_ALONE_WITH_ALEF or words[0].endswith("ي")):
        return []
    takes = [len(word) >= _SHORTEST_WITH_ALEF and not word.endswith(_WITHOUT_ALEF) for word in words]
    return [f"{word}ا" if one else word for word, one in zip(words, takes, strict=True)] if takes[0] else []


def _is_plural_of_men(word: str) -> bool:
    return word.endswith("ون") and len(word.removeprefix("ال")) >= _SHORTEST_PLURAL_OF_MEN


def without_final_hamza(words: Sequence[str]) -> list[str]:
    """As many write names: صنعا, of صنعاء."""
    short = _SHORTEST_WITH_HAMZA
    return [w[:-1] if w.endswith("اء") and len(w.removeprefix("ال")) >= short else w for w in words]


def forms_of_nisba(word: str) -> list[str]:
    """The other forms of a group's name in ي: الحوثي, الحوثية, الحوثيون, الحوثيين."""
    if not word.endswith("ي") or len(word.removeprefix("ال")) < _SHORTEST_NISBA:
        return []
    return [word + ending for ending in _ENDINGS_OF_NISBA]


def word_start(text: str, start: int, script: Script, proclitics: frozenset[str]) -> int:
    """Where the written word begins that holds the alias at ``start``; -1 if the alias may not begin there."""
    if start == 0 or script is Script.UNSPACED or not joins(text[start - 1]):
        return start
    if not proclitics:
        return -1
    begin = start
    while begin > 0 and text[begin - 1].isalpha() and start - begin <= LONGEST_PROCLITIC:
        begin -= 1
    return begin if text[begin:start] in proclitics else -1


def word_end(
    text: str, end: int, script: Script, ending: Ending, language: str, cyrillic: frozenset[str] = NOTHING
) -> int:
    """Where the written word ends whose alias part ends at ``end``; -1 if it may not go on as it does."""
    if script is Script.UNSPACED:
        return end
    rest = _LETTERS.match(text, end)
    tail = rest[0] if rest else ""
    after = end + len(tail)
    if ending is Ending.WILDCARD:
        return -1 if after < len(text) and joins(text[after]) else after
    if ending is not Ending.EXACT:
        if script is Script.CYRILLIC:
            if tail not in cyrillic:
                return -1
            tail = ""
        elif tail and script is Script.LATIN:
            plural = (
                tail in ("s", "es") if ending is Ending.INFLECTED else tail == "s" and text[end - 1] not in "aeiouy"
            )
            bare = BARE_ENDINGS.get(language)
            of_people = plural or _OF_PEOPLE.fullmatch(tail)
            if not of_people and text.startswith("'", after):
                return -1  # of "Maliye'den" the name is Maliye
            tail = "" if plural or (bare and bare.fullmatch(tail)) else tail
    if tail or (after < len(text) and joins(text[after])):
        return -1
    if script is Script.LATIN and ending is not Ending.EXACT:
        suffix = _APOSTROPHE_SUFFIX.match(text, after)
        return suffix.end() if suffix else after
    return after
