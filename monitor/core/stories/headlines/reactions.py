"""Whether a headline tells what somebody says to an event, rather than the event: condemns, warns, mourns."""

from __future__ import annotations

from functools import lru_cache

from monitor.core.stories.headlines.headline_words import HEADLINES, plain_words
from monitor.core.text.fold import words_of

_REACTS = words_of(
    "condemns condemn condemned denounces denounce denounced warns warn warned urges urge urged slams mourns mourn "
    "vows vow threatens calls demands demand "
    "condamne condamnent dénonce dénoncent avertit appelle appellent exige exigent pleure "
    "kınadı kınıyor kınadılar uyardı uyarıyor çağrı çağrısı istedi "
    "осудил осудила осудили осуждает осуждают предупредил предупредила предупреждает призвал призвала призвали "
    "призывает требует пригрозил скорбит "
    "يدين تدين أدان أدانت إدانة يندد تندد ندد نددت تنديد يحذر تحذر حذر حذرت يدعو تدعو دعا دعت يطالب تطالب طالب طالبت "
    "يتوعد تتوعد توعد "
    "verurteilt verurteilen warnt warnen fordert fordern condena condenan advierte advierten exige "
    "засудив засудила засудили закликав закликає condanna condannano potępia potępił condenou"
)


@lru_cache(HEADLINES)
def reacts(headline: str) -> bool:
    """In the languages whose headlines the judge knows best."""
    return not _REACTS.isdisjoint(plain_words(headline))
