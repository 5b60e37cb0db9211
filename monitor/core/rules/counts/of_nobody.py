"""Whether a find is denied by what stands beside it, so that it counts nobody: no one killed, keine Toten, погибших
нет. A number in the same sentence is of something else: no deaths as 20 rockets land."""

from __future__ import annotations

import re

from monitor.core.entities.hits import Hit
from monitor.core.rules.conditions import Subject
from monitor.core.text.fold import fold_text

_NO = (
    "no|no ?one|nobody|none|without",
    "aucun|aucune|personne n'|pas de|pas d'|sans|sans faire de|sans faire",
    "kein|keine|keinen|keiner|niemand|ohne",
    "nikt nie|nikogo nie|nie|nie ma|bez|brak",
    "ніхто не|нікого не|не|без|немає|нема|не було",
    "никто не|никого не|не|без|нет|не было",
    "sin|no hay|no hubo|ningún|ninguna|sem|não há|não houve|nenhum|nenhuma|nessun|nessuna|nessuno|senza",
    "دون|بدون|لا|لم يسقط|لم تقع|لم يقع|ولا",
    "hiç|ללא|בלי|אין",
)
_BETWEEN = (
    "was|were|has been|have been|had been|is|are|a été|any|further|immediate|reported|new|more|civilian|وقوع|سقوط|تسجيل"
)
_BEFORE = re.compile(rf"(?<![^\W_])({fold_text('|'.join(_NO))})(?: (?:{fold_text(_BETWEEN)}))?(?: |(?<='))$")
"""Folded, before the find."""
_IN_PORTUGUESE = "no"
"""In the: 20 mortos no ataque."""
_NO_DATA = "данных|информации|сведений|даних|інформації|відомостей"
"""Of the dead, of whom something else is not there."""
_BEHIND = re.compile(
    rf" (?:(?:нет|немає|нема)(?! (?:{fold_text(_NO_DATA)}))|не было|не було|{fold_text('yok|yoktu|olmadı|yaşanmadı')})"
    r"(?![^\W_])"
)
_LONGEST = 40
"""Characters of what denies."""


def is_of_nobody(subject: Subject, hit: Hit) -> bool:
    """Whether ``hit`` is denied by the words beside it: 15 rockets hit town, no one killed."""
    text = subject.document.folded.text
    found = _BEFORE.search(text, max(0, hit.start - _LONGEST), hit.start)
    if found and not (found[1] == _IN_PORTUGUESE and subject.language == "pt"):
        return True
    return _BEHIND.match(text, hit.end) is not None
