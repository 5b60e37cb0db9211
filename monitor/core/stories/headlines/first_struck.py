"""What is struck that must be spared or that many depend on - a hospital, a school, a bridge - where a story has told
of strikes, but not on that."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from monitor.core.stories.headlines.headline_words import headline_words, plain_words, strikes
from monitor.core.stories.headlines.targets import TARGETS
from monitor.core.stories.headlines.turn_words.conflict import ATTACK
from monitor.core.stories.headlines.turns import turns_of
from monitor.core.stories.terms import stem_hash
from monitor.core.text.fold import words_of

_DESTROYS = "destroys"
_BACK = words_of("back out record low high")
"""Behind *hits* nothing is struck: the camp of a candidate hits back."""
_HIT = words_of("touché touchée touchés touchées visé visée visés visées ciblé ciblée ciblés")
"""French: which alone are of other things as well."""
_ARMS = ("missil", "rocket", "drone", "ракет", "roket", "صواريخ")
"""What is fired in a test, or seen, strikes nothing yet."""
_OF_WORK = words_of(
    "staff workers nurses teachers doctors union unions pay wage wages walkout drivers students talks grève greve"
)
"""Who strikes for pay strikes no hospital."""
_OF_TRADE = words_of("stock stocks share shares bond bonds oil housing financial price prices investors inflation")
"""Markets of these are no places."""
_THINGS = {
    **TARGETS,
    "a dam": words_of("dam barrage baraj barajı плотина плотину плотины سد staudamm гребля греблю zapora diga"),
    "a power station": words_of(
        "substation santral santrali trafo электростанция электростанцию подстанция подстанцию тэц гэс kraftwerk "
        "umspannwerk електростанцію підстанцію"
    ),
    "an ambulance": words_of("ambulance ambulances ambulans ambulansı إسعاف krankenwagen rettungswagen ambulancia"),
    "a convoy": words_of("convoy convoys convoi convois konvoy konvoyu konvoyuna колонна колонну конвой قافلة konvoi"),
}
"""Beside what tells two strikes apart (told_apart.py)."""
_STEMS = {kind: frozenset(map(stem_hash, words)) for kind, words in _THINGS.items()}


def first_struck(headline: str, told: Sequence[str], said: Collection[int]) -> str:
    """What ``headline`` tells to be struck, for a person, if neither the headlines ``told`` nor the stems ``said`` have
    named such a thing; empty if nothing."""
    if not _is_struck(headline_words(headline)):
        return ""
    words = plain_words(headline)
    for kind, those in _THINGS.items():
        is_new = not those.isdisjoint(words) and _STEMS[kind].isdisjoint(said)
        is_place = kind != "a market" or _OF_TRADE.isdisjoint(words)
        if is_new and is_place and not any(those & plain_words(one) for one in told):
            return f"tells first that {kind} was struck"
    return ""


def _is_struck(words: Sequence[str]) -> bool:
    does = turns_of(tuple(words))
    if ATTACK in does or _DESTROYS in does or not _HIT.isdisjoint(words):
        return True
    no_strike = (*_ARMS, "strik") if not _OF_WORK.isdisjoint(words) else _ARMS
    hits = (at for at, word in enumerate(words) if strikes(word) and not word.startswith(no_strike))
    return any(_BACK.isdisjoint(words[at + 1 : at + 2]) for at in hits)
