"""Vowels and consonants of a Cyrillic stem that change before an ending."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.core.entities.inflection.cyrillic_cases import SHORTEST_STEM, VOWELS
from monitor.core.entities.inflection.scripts import NOTHING, Endings, folded_set

_SHORTEST_EC, _SHORTEST_OK = 4, 5

_FLEETING = dict(zip(
    ["огон", "ден", "уровен", "камен", "корен", "парен", "ливен", "угол", "церков",
     "вогон", "півден", "ірпін", "донец"],
    ["огн", "дн", "уровн", "камн", "корн", "парн", "ливн", "угл", "церкв",
     "вогн", "півдн", "ірпен", "дінц"], strict=True,
))  # fmt: skip
"""Stems before ь that lose or change their vowel. Most keep it (тень, степень), so that no rule says it."""

_OPENED = dict(zip(
    ["ріг", "схід", "захід", "північ", "загін", "міст", "бік", "поділ"],
    ["рог", "сход", "заход", "півноч", "загон", "мост", "бок", "подол"], strict=True,
))  # fmt: skip
"""Ukrainian words whose і is another vowel before an ending; most keep it too."""

_OPENED_ENDS = dict(zip(
    ["хід", "тік", "ріг", "говір", "бір", "пір", "двір", "стір"],
    ["ход", "ток", "рог", "говор", "бор", "пор", "двор", "стор"], strict=True,
))  # fmt: skip
"""The same of all that end so: перехід, потік, витік, поріг, договір, вибір, опір, простір."""

_SOFTENED = {"к": "ц", "г": "з", "х": "с"}
"""Before the Ukrainian ending і: Авдіївка, Авдіївці."""

_SOFTENING = folded_set("і")

_DOUBLED = frozenset("дтзсцлн")
"""Before the Ukrainian ending ю of words in ь: Умань, Уманню."""

_DOUBLING = folded_set("ю")

POSSESSIVE = folded_set("ого ому им")
"""Часів Яр, Часового Яру."""


def cyrillic_vowel_changes(stem: str, endings: Endings) -> Iterator[tuple[str, Endings]]:
    """Other stems of the same word: боец, бойца; рынок, рынка; огонь, огня; каски, касок."""
    if stem.endswith("ец") and len(stem) >= _SHORTEST_EC:
        yield stem[:-2] + ("иц" if stem[-3] in VOWELS else "ц"), endings - NOTHING
    elif stem.endswith("ок") and len(stem) >= _SHORTEST_OK and "ом" in endings:
        yield stem[:-2] + "к", endings - NOTHING
    elif len(stem) > 1 and stem.endswith("к") and stem[-2] not in VOWELS and "ах" in endings and "ові" not in endings:
        yield stem[:-1] + ("ек" if stem[-2] in "жшч" else "ок"), NOTHING
    if stem in _FLEETING and "ь" in endings:
        yield _FLEETING[stem], endings
    yield from _ukrainian_changes(stem, endings)


def _opened(stem: str) -> str:
    """``stem`` as it is before an ending, where its last і changes there."""
    if stem in _OPENED:
        return _OPENED[stem]
    end = next((one for one in _OPENED_ENDS if stem.endswith(one)), "")
    return stem.removesuffix(end) + _OPENED_ENDS.get(end, "")


def _ukrainian_changes(stem: str, endings: Endings) -> Iterator[tuple[str, Endings]]:
    """Харків, Харкова; Київ, Києва; Ріг, Рогу, Розі; Тернопіль, Тернополя; Авдіївка, Авдіївці; Умань, Уманню."""
    if len(stem) < SHORTEST_STEM:
        return
    opened = _opened(stem)
    if opened != stem:
        yield opened, endings - NOTHING
    if "ь" not in endings:
        if stem.endswith("ів") and len(stem) > SHORTEST_STEM and "ові" in endings:
            for vowel in "є" if stem[-3] in VOWELS else "ое":
                yield f"{stem[:-2]}{vowel}в", (endings | POSSESSIVE) - NOTHING
        if opened[-1] in _SOFTENED and "у" in endings and "і" in endings and "ого" not in endings:
            yield opened[:-1] + _SOFTENED[opened[-1]], _SOFTENING
    elif stem.endswith("піл"):
        yield f"{stem[:-2]}ол", endings
    elif stem[-1] in _DOUBLED and stem[-2] in VOWELS:
        yield stem + stem[-1], _DOUBLING
