"""Numbers written as words, in the languages served, as far as tolls are written so: two to twenty, and the tens.

Words that also mean something else are left out (Turkish `on`, ten, is English; `one` is a pronoun everywhere).
"""

from __future__ import annotations

from monitor.core.text.fold import fold_text

_WORDS = {
    2: "two deux iki два двое двух двоих اثنان اثنين",
    3: "three trois üç три трое трех троих ثلاثة ثلاث",
    4: "four quatre dört четыре четверо четырех четверых أربعة أربع",
    5: "five cinq beş пять пятеро пяти пятерых خمسة خمس",
    6: "six altı шесть шестеро шести ستة ست",
    7: "seven sept yedi семь семеро семи سبعة سبع",
    8: "eight huit sekiz восемь восьми ثمانية ثماني",
    9: "nine neuf dokuz девять девяти تسعة تسع",
    10: "ten dix десять десяти عشرة عشر",
    11: "eleven onze onbir одиннадцать одиннадцати",
    12: "twelve douze oniki двенадцать двенадцати",
    13: "thirteen treize тринадцать тринадцати",
    14: "fourteen quatorze четырнадцать четырнадцати",
    15: "fifteen quinze пятнадцать пятнадцати",
    16: "sixteen seize шестнадцать шестнадцати",
    17: "seventeen семнадцать семнадцати",
    18: "eighteen восемнадцать восемнадцати",
    19: "nineteen девятнадцать девятнадцати",
    20: "twenty vingt yirmi двадцать двадцати عشرون عشرين",
    30: "thirty trente otuz тридцать тридцати ثلاثون ثلاثين",
    40: "forty quarante kırk сорок сорока أربعون أربعين",
    50: "fifty cinquante elli пятьдесят пятидесяти خمسون خمسين",
    60: "sixty soixante altmış шестьдесят шестидесяти ستون ستين",
    70: "seventy yetmiş семьдесят семидесяти سبعون سبعين",
    80: "eighty seksen восемьдесят восьмидесяти ثمانون ثمانين",
    90: "ninety doksan девяносто تسعون تسعين",
}
_VALUES = {fold_text(word): value for value, words in _WORDS.items() for word in words.split()}
_DUALS = {fold_text(word): 2 for word in ("قتيلان", "قتيلين", "جريحان", "جريحين", "شهيدان", "شهيدين")}
"""Arabic counts two by the ending of the noun, which says what is counted as well."""


def numeral(words: list[str], index: int) -> tuple[int, int] | None:
    """The value that begins at folded ``words[index]`` and how many words it takes, or None."""
    value = _VALUES.get(words[index]) or _DUALS.get(words[index])
    if value is None:
        return None
    unit = _VALUES.get(words[index + 1]) if index + 1 < len(words) and value % 10 == 0 and value >= 20 else None
    return (value + unit, 2) if unit is not None and unit < 10 else (value, 1)


def value_of(word: str) -> int | None:
    """The value that one folded word names, if it is a number from two to twenty, one of the tens, or a dual."""
    return _VALUES.get(word) or _DUALS.get(word)


def is_dual(word: str) -> bool:
    """Whether the word is both number and what is counted."""
    return word in _DUALS
