"""What Arabic and Hebrew write in one with the word behind it: and, in, to, the article."""

from __future__ import annotations

from monitor.core.entities.inflection.scripts import folded_set

PROCLITICS = folded_set("و ف ب ك ل ال وال فال بال كال وبال فبال وكال وب ول وك فب فل فك لل ولل فلل")

PROCLITICS_BEFORE_AL = folded_set("و ف ب ك وب وك فب فك")

PROCLITICS_BEFORE_LIL = folded_set("و ف")
"""Before لل: the preposition ل and the article in one, the alef left out."""

HEBREW_PROCLITICS = folded_set("ו ב ל מ ה כ ש וב ול ומ וה וכ וש שב של שמ שה מה כש לכ ושב ומה")

LONGEST_PROCLITIC = 4
