"""What a headline turns: it denies, corrects, rejects what was told, or something told of ends or is found in it.
Likeness does not see it, as one word differs; the first headline of a story that does it is news, those that retell it
are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from monitor.core.stories.terms import STEM_LETTERS
from monitor.core.stories.turn_words import TURNS
from monitor.core.text.fold import fold_text

_WORD = re.compile(r"[^\W\d_]+")
_CONTRACTED = re.compile(r"n['\u2019]t\b", re.IGNORECASE)
_SECOND, _THIRD = re.compile(r"\b2nd\b", re.IGNORECASE), re.compile(r"\b3rd\b", re.IGNORECASE)
_IN_A_ROW = frozenset(("straight", "consecutive"))
"""Between *second* and what it counts."""
_NOT = frozenset(fold_text("not pas nicht не لم لن ليس ليست").split())
_GOVERNS = 3
"""Words behind *not* of which it may speak: ont pas été libérés."""
_SHORTEST, _NOUN = 4, 3
_WAW = re.compile("^[وف](?=\\w{3})")
_BEHIND_NIE = frozenset(fold_text("les le la l avoir être toute tout en avec son sa ses des du").split())
_DOES = {word: what for what, words in TURNS.items() for word in fold_text(words).split()}
_PUBLISHED = frozenset(("video", "footage", "images", "photos", "audio", "tape", "report", "documents", "statement"))
"""What is released and was no prisoner."""
_STRIKES = tuple(
    fold_text(
        "strik airstrik attack shell bomb blast explo raid missile rocket drone quake frapp attaqu bombard séisme "
        "angriff beschuss beben ataque bombarde sismo terremoto saldır bombal patlama deprem обстріл вибух землетрус "
        "удар атак обстрел взрыв взорв бомб налет землетряс غارة غارات قصف هجوم هجمات انفجار تفجير"
    ).split()
)
"""Beginnings of words for what may happen to a place twice."""
_AGAIN = frozenset(
    fold_text(
        "again second another fresh renewed nouveau nouvelle nouveaux nouvelles deuxième seconde yeni ikinci yeniden "
        "tekrar erneut erneuter erneute otro otra segundo segunda знову другий друга снова вновь повторный повторно "
        "новый новая новые второй вторая جديد جديدة مجددا ثان ثانية"
    ).split()
)
_NTH = {
    word: nth
    for nth, words in {
        2: "zweiter zweite zweites segundo segunda otro otra другий друга друге second another deuxième seconde "
        "ikinci второй вторая второе вторую",
        3: "dritter dritte drittes tercer tercera третій третя третє third troisième üçüncü третий третья третье "
        "третью",
    }.items()
    for word in fold_text(words).split()
}
"""Before what there is once more -> for which time."""
_DAYS = frozenset(fold_text("day night week jour nuit gün день ночь").split())
"""What goes on for a second one of these need not have been told by that word."""
_ONCE_MORE = frozenset(fold_text("again twice ثان ثانية مجددا").split())
"""Behind what happens, or in Arabic what there is, for the second time."""
_TO_COME = frozenset("to will would may might could should".split())  # noqa: SIM905 - words are read best as words
"""English: up to two words before what somebody is yet to do."""
_ANNOUNCED = "says what is to come: "
_LOWERED = frozenset(
    fold_text(
        "lower lowers lowered lowering revise revises revised revision reduces reduced downgrades downgraded "
        "abaisse abaissé révise révisé baisse düşürdü düşürüldü indirdi снизил снизили снизилось уточнили "
        "خفض خفضت تخفيض"
    ).split()
)


def turn(headline: str, told: Sequence[str]) -> str:
    """What ``headline`` does that no headline of ``told`` did, in words for a person; empty if nothing."""
    before = [_words(other) for other in told]
    known = {what for words in before for what in _done(words)}
    known |= {_ANNOUNCED + what for what in known}
    for what, word in _done(ours := _words(headline)).items():
        if what not in known:
            return f"{what} ({word})" if word != what else what
    if once_more := _once_more(ours, before):
        return f"happens again ({once_more})"
    if done := _as_announced(ours, before):
        return f"does what was announced ({done})"
    # After a denial or a refusal, *not* retells it.
    return "" if known & {"denies", "rejects", "calls off"} else _negated(ours, before)


def _as_announced(ours: Sequence[str], told: Sequence[Sequence[str]]) -> str:
    """The English verb of ``ours`` that told headlines announced and none has done: to restrict, restricts. Who is to
    do it stands in both; what is forced *to crash* was no plan."""
    known = {word for words in told for word in words}
    to_come = {
        verb
        for words in told
        for who, one, verb in zip(words, words[1:], words[2:], strict=False)
        if one in _TO_COME and who in ours and len(verb) >= _SHORTEST
    }
    return next((word for word in ours if word not in known and not to_come.isdisjoint(_infinitives(word))), "")


def _infinitives(word: str) -> set[str]:
    """What a verb of the third person may be the form of: restricts, reaches, carries."""
    forms = ((end, instead) for end, instead in (("s", ""), ("es", ""), ("ies", "y")) if word.endswith(end))
    return {word.removesuffix(end) + instead for end, instead in forms}


def lowers(headline: str) -> bool:
    """Whether a headline says that something was counted otherwise before."""
    return any(word in _LOWERED or _DOES.get(word) == "corrects" for word in _words(headline))


def _done(words: Sequence[str]) -> dict[str, str]:
    """What the words do -> the first word that does it. What is announced is kept apart: done, it is news again."""
    found: dict[str, str] = {}
    before = ("", "")
    for at, (word, then) in enumerate(zip(words, [*words[1:], ""], strict=False)):
        # A fire that breaks out ends nothing, nor does what is not broken; the Polish nie is a not. Who is found guilty
        # was not lost.
        if then in ("out", "guilty") or before[1] in _NOT or (word == "nie" and then not in _BEHIND_NIE):
            before = (before[1], word)
            continue
        if what := _DOES.get(word) or _DOES.get(_WAW.sub("", word)) or _claimed(word, words[at + 1 :]):
            if not _PUBLISHED.isdisjoint(words):
                what = {"frees": "publishes", "captures": "publishes"}.get(what, what)
            found.setdefault(what if _TO_COME.isdisjoint(before) else _ANNOUNCED + what, word)
        before = (before[1], word)
    if again := _again(words):
        found.setdefault("happens again", again)
    return found


def _claimed(word: str, behind: Sequence[str]) -> str:
    """English: what is claimed is an attack, and not that something is so, nor lives."""
    if word not in ("claims", "claimed") or not any(one.startswith((*_STRIKES, "responsib")) for one in behind):
        return ""
    return "claims the attack" if "lives" not in behind[:3] and "that" not in behind else ""


def _again(words: Sequence[str]) -> str:
    """The word that says that a place is struck once more; *new* only before what strikes it, as in no New York."""
    bare = (_WAW.sub("", word).removeprefix("ال") for word in words)
    if not any(word.startswith(_STRIKES) or word in ("hit", "hits") for word in bare):
        return ""
    new = (one for one, then in pairwise(words) if one == "new" and (then == "air" or then.startswith(_STRIKES)))
    return next((word for word in words if word in _AGAIN), "") or next(new, "")


def _once_more(ours: Sequence[str], told: Sequence[Sequence[str]]) -> str:
    """What ``ours`` calls a second or third one of what told headlines name and none called so: a second ferry."""
    known = {which for words in told for which in _numbered(words)}
    if any(map(_again, told)):
        known |= {(2, what) for _, what in _numbered(ours)}
    plain = {_stem(word) for words in told for word in words}
    return next(
        (pair for which, pair in _numbered(ours).items() if which[1] in plain | _DAYS and which not in known), ""
    )


def _numbered(words: Sequence[str]) -> dict[tuple[int, str], str]:
    """What is told of for the second or third time, as its stem -> the two words that say so."""
    found = {}
    for one, then in pairwise(words):
        nth, what = (_NTH.get(one), then) if one in _NTH else (2 if then in _ONCE_MORE else None, one)
        if nth and len(what) >= _NOUN:
            found[nth, _stem(what)] = f"{one} {then}"
    return found


def _negated(ours: Sequence[str], told: Sequence[Sequence[str]]) -> str:
    """A word of a told headline behind *not*, where no told headline has it so."""
    known = {stem for words in told for stem in _behind_not(words)}
    plain = {_stem(word) for words in told for word in words}
    for stem, word in _behind_not(ours).items():
        if stem in plain and stem not in known:
            return f"denies (not ... {word})"
    return ""


def _behind_not(words: Sequence[str]) -> dict[str, str]:
    return {
        _stem(word): word
        for at, one in enumerate(words)
        if one in _NOT
        for word in words[at + 1 : at + 1 + _GOVERNS]
        if len(word) >= _SHORTEST
    }


def _stem(word: str) -> str:
    return word[:STEM_LETTERS]


def _words(text: str) -> list[str]:
    text = _SECOND.sub("second", _THIRD.sub("third", _CONTRACTED.sub(" not", text)))
    return [word for word in _WORD.findall(fold_text(text)) if word not in _IN_A_ROW]
