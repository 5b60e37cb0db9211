"""Opinion, explanation, review, live page: a text about news that is told elsewhere, by its headline and its link."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from monitor.core.text.fold import fold_text, words_of

_ASKS = re.compile(r"[?؟？]\s*(?:[|–-].*)?$")
_QUESTION = frozenset("?؟？")
_FIRST = words_of(
    "how why what who where when which comment pourquoi quel quelle quoi faut neden nasıl niçin как почему зачем "
    "что кто كيف لماذا ماذا هل أين wie warum was wer cómo qué quién quiénes cuándo dónde"
)
_FIRST_OF_A_QUESTION = words_of("is are can could will should does do kim من por")  # IS, Can, Will, Kim; "from", "for"
"""Only with a question mark: else they are names, or begin a report."""
_MARKS = re.compile(
    r"\b(?:"  # said once: looked for before each mark, it takes nine times as long
    + "|".join(
        fold_text(mark)
        for mark in (
            "op-ed", "explainer", "explained", "takeaways", "what to know", "need to know", "in pictures", "in charts",
            "the view on", "view on", "fact check", "pictures show", "en images", "köşe yazısı", "حوار مع",
            "things to know", "here's what", "here's why", "here's how", "big questions", "key dates",
            "key moments", "a look at", "story so far", "choses à savoir", "faut savoir", "ce que l'on sait",
            "ce que nous savons", "lo que se sabe", "qué se sabe", "así fue", "esto se sabe", "en imágenes", "en fotos",
            "o que se sabe", "em imagens", "einfach erklärt",
        )
    )
    + r")\b"
)  # fmt: skip
_LABELS = "|".join(
    fold_text(
        "video photos interview watch opinion editorial analysis podcast briefing letters readers essay review reviews "
        "profile timeline factbox backgrounder obituary obituaries nécrologie некролог "
        "kommentar leitartikel meinung hintergrund "
        "analyse éditorial tribune entretien portrait décryptage analiz görüş yorum röportaj "
        "análisis opinión entrevista cronología análise opinião "
        "анализ мнение колонка интервью разбор تحليل مقال رأي افتتاحية مقابلة"
    ).split()
)
_LABEL = re.compile(rf"^\W*(?:{_LABELS})\b|\b(?:{_LABELS})(?:\W*$|\s?[:|])")
"""What a text is, first or last in its headline or before a colon; inside it tells of evidence, and of
what is done: as video shows, a police interview, an analysis that confirms a death."""
_SECTIONS = frozenset(
    re.findall(
        r"[\w-]+",
        "opinion opinions commentisfree podcast podcasts editorial editorials gallery video videos letters in-pictures "
        "books analysis ideas style culture columnists explainers comment tribune debats idees yazarlar gorus",
    )
)
_NO_LIVE_PAGE = {
    "live": "in near with under among without here there longer together alone off through along at outside within "
    "below abroad by fire ammunition ammo round rounds bullet bullets grenade grenades shell shells bomb bombs music "
    "animals cattle birds",
    "canlı": "bomba bombanın bombalar bombalı kalkan bulundu çıkarıldı çıktı kurtarıldı kurtuldu hayvan",
    "онлайн": "голосование голосования сервис сервиса казино обучение",
}
"""Words -> behind which others they speak of no page: who live near the port, live rounds, the suicide bomb that is
*canlı bomba*. What begins with *Live in* is a page."""
_LIVE = re.compile(
    r"(?<!\w)(?:liveblog|en\Wdirect|en\Wvivo|ao\Wvivo|minuto a minuto|^live(?=\W(?:in|near|at|outside)\b)"
    + rf"|(?<!{fold_text('غير')} )(?<!{fold_text('بشكل')} ){fold_text('مباشر')}"  # indirect, directly
    + "".join(
        rf"|{fold_text(word)}(?!\W(?:{'|'.join(fold_text(others).split())})\b)"
        for word, others in _NO_LIVE_PAGE.items()
    )
    + r")(?!\w)"
)
_WHY = "por que "
"""Spanish and Portuguese."""
_WORD = re.compile(r"\w+")


def is_live(title: str, url: str) -> bool:
    """Whether a page is written on: its new sentences are its news, under whatever headline."""
    return _LIVE.search(fold_text(title)) is not None or _LIVE.search(urlsplit(url).path.lower()) is not None


def is_comment(title: str, url: str) -> bool:
    """Whether a text comments, explains or shows rather than reports, as far as headline and link say so."""
    folded = fold_text(title)
    return (
        _ASKS.search(title) is not None
        or _begins_a_question(title, folded)
        or _MARKS.search(folded) is not None
        or _LABEL.search(folded) is not None
        or bool(_SECTIONS & set(urlsplit(url).path.lower().split("/")))
    )


def _begins_a_question(title: str, folded: str) -> bool:
    first = _WORD.search(folded)
    if first is None:
        return False
    if folded.startswith(_WHY, first.start()):
        return True
    if first[0] in _FIRST:
        return title.isupper() or not title.lstrip().startswith("WHO ")
    return first[0] in _FIRST_OF_A_QUESTION and not _QUESTION.isdisjoint(title)
