"""Words of numbers that are also a name or a word of another language: Charlie Kirk is no Turkish forty (kırk), who
seizes a town is no French sixteen (seize), and Polish *ten* is this one."""

from __future__ import annotations

import re

_TURKISH = (
    r"[ \u00a0](?i:ki[sş]i|asker|sivil|polis|[cç]ocuk|kad[iı]n|i[sş][cç]i|militan|ter[oö]rist|[oö]l[uü]|yaral[iı]|bin|"
    r"milyon|ya[sş]|g[uü]n|y[iı]l|saat)"
)
_FRENCH = (
    r"[ \u00a0](?i:personnes?|morts?|mortes|tu[eé]e?s|bless[eé]e?s|civils|soldats|militaires|policiers|gendarmes|"
    r"enfants|femmes|hommes|combattants|corps|victimes|otages|migrants|r[eé]fugi[eé]s|passagers|autres|cas|ans|jours|"
    r"heures|mois|mille|millions|milliards|kilom|km|familles|villages|pays)"
)
_BEFORE_SEIZE = "".join(
    rf"(?<!\b{word} )" for word in ("[Ll]es", "[Dd]es", "de", "moins", "environ", "plus", "presque", "fait", "cent")
)
_OTHER_WORD = re.compile(
    r"(?<![^\W_])(?:"
    rf"[Kk]irk(?!{_TURKISH})|KIRK(?!{_TURKISH})"
    rf"|[Dd]ort(?!{_TURKISH})"
    rf"|{_BEFORE_SEIZE}(?i:seize)(?!{_FRENCH})"
    r"|UC"  # a university
    r"|7[-‑](?i:eleven)|(?<=7[-‑])(?i:eleven)"
    r"|(?<=[^\W\d_]['’])ten"  # AIDS'ten
    r"|(?i:ten)(?= (?:noorden|zuiden|oosten|westen|minste|gevolge|einde|tijde|opzichte|slotte)\b)"
    r"|(?P<this>[Tt]en)"  # Polish
    r")(?![^\W_])"
)
_TURKISH_LETTERS = re.compile("[ğşıĞŞİ]")
"""Where they stand, KIRK in capitals is the number."""
_POLISH_WORD = re.compile(r"(?<![^\W_])[a-z]*[ąćęłńśźż]")
"""One that is no name. Where one stands, *ten* is no number; Ten killed in Łódź are ten."""
_AROUND = 100
"""Characters."""


def is_another_word(text: str, start: int) -> bool:
    """Whether what begins at text[start:], as published, is no number though folded it is the word of one."""
    found = _OTHER_WORD.match(text, start)
    return found is not None and not _is_a_number(text, found)


def without_other_words(sentence: str) -> str:
    """``sentence``, as published, with a mark for each of these words."""
    return _OTHER_WORD.sub(lambda found: found[0] if _is_a_number(sentence, found) else "_", sentence)


def _is_a_number(text: str, found: re.Match[str]) -> bool:
    """Whether it is one all the same, by the letters around it."""
    around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
    if found[0] == "KIRK":
        return _TURKISH_LETTERS.search(around) is not None
    return found["this"] is not None and _POLISH_WORD.search(around) is None
