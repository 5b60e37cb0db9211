"""What Arabic and Hebrew write in one with the word behind it: and, in, to, the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.core.entities.inflection.scripts import folded_set

PROCLITICS = folded_set("و ف ب ك ل ال وال فال بال كال وبال فبال وكال وب ول وك فب فل فك لل ولل فلل")

PROCLITICS_BEFORE_AL = folded_set("و ف ب ك وب وك فب فك")

PROCLITICS_BEFORE_LIL = folded_set("و ف")
"""Before لل: the preposition ل and the article in one, the alef left out."""

HEBREW_PROCLITICS = folded_set("ו ב ל מ ה כ ש וב ול ומ וה וכ וש שב של שמ שה מה כש לכ ושב ומה")

LONGEST_PROCLITIC = 4

_ARABIC_ARTICLE = "אל"


def hebrew_articles(words: Sequence[str]) -> Iterator[list[str]]:
    """Of a person with an Arabic name in Hebrew the article before the last name, which may stand or not."""
    if len(words) > 2 and words[-2] == _ARABIC_ARTICLE:
        yield [*words[:-2], words[-1]]
    else:
        yield [*words[:-1], _ARABIC_ARTICLE, words[-1]]
