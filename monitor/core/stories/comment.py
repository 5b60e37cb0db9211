"""Opinion, explanation, review, live page: a text about news that is told elsewhere, by its headline and its link."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from monitor.core.text.fold import fold_text

_ASKS = re.compile(r"[?؟？]\s*(?:[|–-].*)?$")
_FIRST = frozenset(
    fold_text(
        "how why what who where when which is are can could will should does do comment pourquoi quel quelle quoi "
        "faut neden nasıl niçin kim как почему зачем что кто كيف لماذا ماذا هل من أين wie warum was wer cómo por qué"
    ).split()
)
_MARKS = re.compile(
    r"\b(?:"  # said once: looked for before each mark, it takes nine times as long
    + "|".join(
        fold_text(mark)
        for mark in (
            "opinion", "editorial", "op-ed", "analysis", "explainer", "explained", "takeaways", "what to know",
            "need to know", "podcast", "in pictures", "in charts", "briefing", "letters", "readers",
            "essay", "review", "reviews", "the view on", "view on", "profile", "timeline", "fact check",
            "pictures show",
            "analyse", "éditorial", "tribune", "entretien", "portrait", "décryptage", "en images",
            "analiz", "görüş", "yorum", "röportaj", "köşe yazısı",
            "анализ", "мнение", "колонка", "интервью", "разбор",
        )
    )
    + r")\b|" + "|".join(fold_text(mark) for mark in ("تحليل", "مقال", "رأي", "افتتاحية", "مقابلة", "حوار مع"))
)  # fmt: skip
_LABELS = r"(?:video|photos|interview|watch)"
_LABEL = re.compile(rf"^\W*{_LABELS}\b|\b{_LABELS}\W*$")
"""What a text is, first or last in its headline; inside it tells of evidence: as video shows, a police interview."""
_SECTIONS = frozenset(
    re.findall(
        r"[\w-]+",
        "opinion opinions commentisfree podcast podcasts editorial editorials gallery video videos letters in-pictures "
        "books analysis ideas style culture columnists explainers comment tribune debats idees yazarlar gorus",
    )
)
_LIVE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(map(fold_text, ("live", "liveblog", "live-blog", "live-news", "en direct", "canlı", "онлайн", "مباشر")))
    + r")(?!\w)"
)
_WORD = re.compile(r"\w+")


def is_live(title: str, url: str) -> bool:
    """Whether a page is written on: its new sentences are its news, under whatever headline."""
    return _LIVE.search(fold_text(title)) is not None or _LIVE.search(urlsplit(url).path.lower()) is not None


def is_comment(title: str, url: str) -> bool:
    """Whether a text comments, explains or shows rather than reports, as far as headline and link say so."""
    folded = fold_text(title)
    first = _WORD.search(folded)
    return (
        _ASKS.search(title) is not None
        or (first is not None and first[0] in _FIRST)
        or _MARKS.search(folded) is not None
        or _LABEL.search(folded) is not None
        or bool(_SECTIONS & set(urlsplit(url).path.lower().split("/")))
    )
