"""The case endings of Russian and Ukrainian words, by what their dictionary form ends in."""

from __future__ import annotations

from monitor.core.entities.inflection.scripts import NOTHING, Endings, folded_set

_ADJECTIVE = folded_set(
    "ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ых их ыми ими ую юю ей ою ею і ій ім іх іми ої"
)

HARD = folded_set("а у ом ем е ы и і ов ев ей ам ами ах ові еві ів")

_HARD_ALONE = HARD | NOTHING

_HARD_CH = _HARD_ALONE | folded_set("ю")

SURNAME = folded_set("ым ой ых ыми им")

_HARD_SURNAME = _HARD_ALONE | SURNAME

_HARD_A = folded_set("а ы и е у ой ою ей ею і ам ами ах ої ій")

_SOFT_YA = folded_set("я и е ю ей ею ям ями ях ь і єю ьої ій ьою")

_IYA = folded_set("я и ю ей ею ям ями ях е і єю є й")

_HARD_O = folded_set("о а у ом е і ам ами ах ові")

_SOFT_E = folded_set("е я ю ем и ей ям ями ях а у ы")

_SOFT_E_OF_ADJECTIVE = _SOFT_E | folded_set("ого ому им ім")

_SOFT = folded_set("ь я ю ем е и ью ей ям ями ях ев і єм еві ів")

SHORT_I = folded_set("й я ю ем е и ев ям ями ях є єм ї їв єві")

PLURAL_I = folded_set("и ов ев ів ей ам ами ах а у ом е ы") | NOTHING

_PLURAL_Y = folded_set("ы ов ев ам ами ах а у ом е ой") | NOTHING

_NOUN_IE = folded_set("ия ию ием ией ии иям иями иях")

_NOUN_OI = folded_set("оя ою оем ое ои оев оям оями оях")

_UKRAINIAN_ADJECTIVE = folded_set("а е у")
"""Of one in ий those that no Russian one has; what follows are whole paradigms of Ukrainian words."""

_UKRAINIAN_IY = folded_set("ій ього ьому ім ія ію ієм ії ієві")

_UKRAINIAN_YE = folded_set("є я ю ього ьому ім")

_UKRAINIAN_ADJECTIVES = folded_set("і их им ими іх ім іми")

UKRAINIAN_PLURAL = _UKRAINIAN_ADJECTIVES | folded_set("й ів ей ам ами ах ям ями ях")

SHORTEST_STEM = 3

STEM_THAT_STANDS_ALONE, OF_A_WORD = 5, 4
"""Letters from which the bare stem of a noun in а or о counts as a form, of a name and of another word (атак, not АТМ,
not мин); beside other words any does."""

VOWELS = frozenset("аеиоуыэюяі")

PARADIGMS: tuple[tuple[str, int, Endings], ...] = (
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


def paradigm(word: str, shortest_alone: int) -> tuple[str, Endings]:
    if len(word) == 1:
        return word, NOTHING  # М-5, блок А
    for written, cut, endings in PARADIGMS:
        if word.endswith(written):
            stem = word[:-cut]
            if len(stem) < SHORTEST_STEM:
                return word, NOTHING
            alone = endings in (_HARD_A, _HARD_O) and len(stem) >= shortest_alone
            return stem, endings | NOTHING if alone else endings
    if word.endswith("и"):
        if len(word) <= SHORTEST_STEM:
            return word, NOTHING
        return word[:-1], SHORT_I if word[-2] in VOWELS else PLURAL_I
    if word.endswith("і") and len(word) > SHORTEST_STEM:
        # "Балі" is an island and "балів" are points: a short stem is that of an adjective, if any.
        return word[:-1], _UKRAINIAN_ADJECTIVES if len(word) == SHORTEST_STEM + 1 else UKRAINIAN_PLURAL
    if word[-1] in VOWELS or not word[-1].isalpha():
        return word, NOTHING
    if word.endswith("ч"):
        return word, _HARD_CH
    return word, _HARD_SURNAME if word.endswith(("ов", "ев", "єв", "ин", "ын", "ін")) else _HARD_ALONE


def with_bare_stem(stem: str, endings: Endings) -> Endings:
    """``endings`` of a noun in а or о that stands beside other words, of which the bare stem is a form too."""
    return endings | NOTHING if stem and endings in (_HARD_A, _HARD_O) else endings
