"""Numbers in digits of any script, grouped and pointed as any language does."""

from __future__ import annotations

import re

_GROUPS = re.compile(r"\d{1,3}(?:[.,\u066c]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}")
"""Of thousands; or as in India, 2,50,000."""
_POINTED = re.compile(r"\d[\d,]*,\d{3}\.\d+|\d[\d.]*\.\d{3},\d+")
"""Groups and a point: 1,234.5 and 1.234,5."""
_BETWEEN = re.compile("[ '\u066c]")
_POINT = {"\u066b": "."}
MOST_DIGITS = 15
"""Digits of a number that a scale multiplies."""


def plain_digits(word: str) -> str:
    """``3,500`` and ``3.500`` -> ``3500``; ``3,500.5`` -> ``3500.5``; ``2.5`` stays; digits of any script become
    ASCII."""
    digits = word if word.isascii() else "".join(str(int(c)) if c.isdecimal() else _POINT.get(c, c) for c in word)
    if _BETWEEN.search(digits):
        return _BETWEEN.sub("", digits).replace(",", ".")
    if _GROUPS.fullmatch(digits):
        return re.sub(r"[.,\u066c]", "", digits)
    if "," in digits and "." in digits and _POINTED.fullmatch(digits):
        point = max(digits.rfind(","), digits.rfind("."))
        return f"{re.sub('[.,]', '', digits[:point])}.{digits[point + 1 :]}"
    return digits.replace(",", ".")


def scaled(plain: str, scale: int) -> str:
    """A number in plain digits (1.2) times a scale, in whole ones; empty if it is a year or no such number."""
    whole, _, part = plain.partition(".")
    if len(plain) > MOST_DIGITS or not (whole.isdecimal() and (part or "0").isdecimal()) or may_be_year(plain):
        return ""
    return str(int(whole + part) * scale // 10 ** len(part))


def may_be_year(digits: str) -> bool:
    """Whether plain digits may be of a year; 2000 is round."""
    return len(digits) == 4 and digits.isdecimal() and 1900 < int(digits) < 2100 and int(digits) % 100 > 0
