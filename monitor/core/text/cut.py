"""Is the text of an item cut? Whether its page is worth reading, from what the feed gives."""

from __future__ import annotations

import re

from monitor.core.types import Fields

SHORT = 800
"""Characters below which a feed gives a summary. Of 1,500 items of 88 feeds two in five are shorter than 400, and a
sixth of these end with an ellipsis; above 800 it is one in 170."""
_END = 60
"""Characters at the end of a text that say whether it goes on elsewhere."""
_GOES_ON = re.compile(
    r"(?:\.\.\.|…|\[(?:…|\.\.\.)\]|»|→|>>)\W*$"
    r"|\b(?:read (?:more|on|the (?:full|rest|whole|entire))|continue reading|(?:full|more) (?:story|article)"
    r"|keep reading|weiterlesen|mehr lesen"
    r"|lire (?:la suite|plus)|leer más|seguir leyendo|leggi (?:tutto|di più)|lees (?:meer|verder)"
    r"|devamı(?:nı oku)?|читать (?:далее|полностью)|подробнее|читати далі|اقرأ (?:المزيد|أيضا)|المزيد)\b[^.!?]{0,30}$",
    re.IGNORECASE,
)


def why_cut(fields: Fields) -> str:
    """Why the text looks cut; empty if it looks whole."""
    text = f"{fields.lead}\n{fields.text}".strip()
    if _GOES_ON.search(text[-_END:]):
        return "its text goes on elsewhere"
    return f"its text has {len(text)} characters" if len(text) < SHORT else ""
