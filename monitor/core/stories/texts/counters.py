"""Numbers that a page keeps about itself or that drift by themselves: comments, views, a price. An edit that changes
nothing else is no news, however often it comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from monitor.core.stories.texts.novelty import subject_of
from monitor.core.text.fold import words_of

DRIFTS = 5
"""Earlier editions of an item that each changed a number from which it is one that drifts."""
_MAY_DRIFT = words_of(
    "dollar dollars euro euros lira liras pound pounds ruble rubles oil brent gold bitcoin btc eth index "
    "point points share shares follower followers subscribers reads downloads signatures degrees "
    "livre livres pétrole indice abonnés partages dolar avro altın endeks takipçi derece "
    "доллар доллара долларов евро рубль рубля рублей нефть индекс подписчиков دولار دولارا يورو ليرة مؤشر متابع"
)
"""What nobody is woken for: prices, and what pages count that may be news elsewhere. All else never drifts."""
_OF_THE_PAGE = words_of(
    "comment comments view views viewed like likes reply replies retweet retweets repost reposts upvotes reactions "
    "bookmarks commentaire commentaires vues réponses yorum görüntülenme beğeni okunma "
    "комментарий комментария комментариев просмотр просмотра просмотров лайков репостов "
    "تعليق تعليقات تعليقا مشاهدة مشاهدات إعجاب إعجابات"
)


def drifting(editions: Iterable[Collection[str]]) -> frozenset[str]:
    """What the numbers that drift count, by what the numbers counted that each of the earlier ``editions`` of an item
    changed (Verdict.counted)."""
    counted = Counter(subject for subjects in editions for subject in set(subjects))
    return frozenset(subject for subject, times in counted.items() if times >= DRIFTS and subject in _MAY_DRIFT)


def is_counter(change: str, drifts: frozenset[str]) -> bool:
    """Whether a change of a number (novelty.py) is of one that a page keeps about itself, or that drifts."""
    subject = subject_of(change)
    return subject in _OF_THE_PAGE or subject in drifts
