"""What a headline turns: it denies, corrects, rejects what was told, or something told of ends or is found in it.
Likeness does not see it, as one word differs; the first headline of a story that does it is news, those that retell it
are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from monitor.core.numbers.units import HELD, KILLED, WOUNDED, unit_of
from monitor.core.stories.headlines.claims import are_several
from monitor.core.stories.headlines.turn_words import (
    AGAIN,
    AMONG,
    BEGUN,
    BEHIND_NIE,
    BEHIND_NOUN,
    DAYS,
    DISASTERS,
    IN_A_ROW,
    LOWERED,
    NO_PLAN,
    NOT,
    NTH,
    ONCE_MORE,
    PLANNED,
    PUBLISHED,
    RELATIVE,
    RISES,
    STRIKES,
    TO_COME,
    TURNS,
    TURNS_APART,
    TURNS_OF_TWO,
)
from monitor.core.stories.headlines.turn_words_beyond import TURNS_BEYOND, TURNS_OF_TWO_BEYOND
from monitor.core.stories.headlines.turn_words_iberian import (
    TURNS_APART_IBERIAN,
    TURNS_IBERIAN,
    TURNS_OF_TWO_IBERIAN,
)
from monitor.core.stories.headlines.turn_words_of_conflict import (
    ASSAULTS,
    ATTACK,
    CONVOYS,
    TURNS_OF_CONFLICT,
    TURNS_OF_TWO_OF_CONFLICT,
)
from monitor.core.stories.headlines.turn_words_of_office import (
    TURNS_APART_OF_OFFICE,
    TURNS_OF_OFFICE,
    TURNS_OF_TWO_OF_OFFICE,
)
from monitor.core.stories.terms import STEM_LETTERS
from monitor.core.text.fold import by_word, fold_text
from monitor.core.text.marks import LETTERS

_CONTRACTED = re.compile(r"n['\u2019]t\b", re.IGNORECASE)
_SECOND, _THIRD = re.compile(r"\b2nd\b", re.IGNORECASE), re.compile(r"\b3rd\b", re.IGNORECASE)
_CONDEMNED = re.compile(r"\bcondamné\b", re.IGNORECASE)
"""French: folded, he is sentenced is *condamne*, he condemns."""
_GOVERNS = 3
"""Words behind *not* of which it may speak: ont pas été libérés."""
_SHORTEST, _NOUN, _NOUN_LONG = 4, 3, 5
_BEFORE_NOUN = re.compile("^(?:[وف]?لل|[وفبل]?(?:ال)?)(?=\\w{3})")
"""Arabic: and, then, by, for, the, for the."""
_DOES = {
    **by_word(TURNS),
    **by_word(TURNS_BEYOND),
    **by_word(TURNS_OF_CONFLICT),
    **by_word(TURNS_OF_OFFICE),
    **by_word(TURNS_IBERIAN),
}


def _pairs(of: Mapping[str, str]) -> Mapping[tuple[str, ...], str]:
    return {tuple(fold_text(pair).split()): what for what, pairs in of.items() for pair in pairs.split(", ")}


_DO_TOGETHER = {
    **_pairs(TURNS_OF_TWO),
    **_pairs(TURNS_OF_TWO_BEYOND),
    **_pairs(TURNS_OF_TWO_OF_CONFLICT),
    **_pairs(TURNS_OF_TWO_OF_OFFICE),
    **_pairs(TURNS_OF_TWO_IBERIAN),
}
_DO_APART = {**_pairs(TURNS_APART), **_pairs(TURNS_APART_OF_OFFICE), **_pairs(TURNS_APART_IBERIAN)}
_A = "ein"
"""At the end of a German headline part of its verb (nimmt Celle ein), else an article."""
_UNSPACED = re.compile("|".join(sorted((word for word in _DOES if word > "\u3000"), key=len, reverse=True)))
"""Of Chinese and Japanese, the longest first."""
_OF_SEVERAL = re.compile(r"(?<=s)['\u2019](?=\s)")
"""The hostages' release: nobody frees."""
_NAMED = 5
"""Words that may name a disaster: behind Northport chemical plant blast."""
_OF_RATES = frozenset(("cuts rates", "raises rates"))
_ANNOUNCED = "says what is to come: "
HEADLINES = 2_000
"""Of so many it is remembered what they do: those of a story are asked again for each report of it."""
_FOUND = frozenset((KILLED, WOUNDED, HELD))
"""The people among whom it is news to be: not those displaced, among whom cholera spreads."""


def turn(headline: str, told: Sequence[str]) -> str:
    """What ``headline`` does that no headline of ``told`` did, in words for a person; empty if nothing."""
    before = [_words(other) for other in told]
    known = {what for words in before for what in _done(words)}
    if any(_strikes(word) or word in ASSAULTS for words in before for word in words):
        known.add(ATTACK)
    known |= {_ANNOUNCED + what for what in known}
    for what, word in _done(ours := _words(headline)).items():
        if what not in known:
            return f"{what} ({word})" if word != what else what
    if once_more := _once_more(ours, before):
        return f"happens again ({once_more})"
    if done := _as_announced(ours, before):
        return f"does what was announced ({done})"
    unit, found = _among(ours)
    if found and not any(found & _among(words)[1] for words in before):
        return f"tells who is among those {unit}"
    # After a denial or a refusal, *not* retells it.
    return "" if known & {"denies", "rejects", "calls off"} else _negated(ours, before)


def all_turns(headline: str) -> frozenset[str]:
    """What a headline does, in words for a person, the same in every language; :data:`ATTACK` of what is struck."""
    words = _words(headline)
    struck = any(map(_strikes, words)) and ASSAULTS.isdisjoint(words)
    return frozenset(_done(words)) | (frozenset((ATTACK,)) if struck else frozenset())


def words_beside(headline: str) -> list[str]:
    """The words of a headline, folded, that turn nothing and name no strike."""
    words = _words(headline)
    pairs = {at for at, pair in enumerate(pairwise(words)) if pair in _DO_TOGETHER}
    return [word for at, word in enumerate(words) if not (what_it_turns(word) or at in pairs or at - 1 in pairs)]


def counts_more(headline: str, told: Sequence[str]) -> str:
    """That ``headline`` says in words that a count rises, which no headline of ``told`` did, for a person; empty if
    not."""
    rises = _rises_in_words(headline)
    return f"counts more than before ({rises})" if rises and not any(map(_rises_in_words, told)) else ""


def _rises_in_words(headline: str) -> str:
    """The word by which a headline says that a count rises, where its numbers are not read: auf elf, a once. With
    digits, figures say whether it was told."""
    if any(map(str.isdecimal, headline)):
        return ""
    return next((word for word in _words(headline) if word in RISES), "")


def _as_announced(ours: Sequence[str], told: Sequence[Sequence[str]]) -> str:
    """The English verb of ``ours`` that told headlines announced and none has done: to restrict, restricts; to be
    elected, elected. Who is to do it stands in both; what is forced *to crash* was no plan."""
    known = {word for words in told for word in _not_to_come(words)}
    to_come = {verb for words in told for who, verb in _plans(words) if who in ours and len(verb) >= _SHORTEST}
    # Whoever is to be elected and confirmed is so at once: two outlets' words for one act.
    passive = {verb for verb in to_come if verb.startswith("be ")}
    to_come -= passive if any(f"be {word}" in passive for word in known) else set()
    begun = (BEGUN if to_come else frozenset()) - known
    done = (word for word in _not_to_come(ours) if word in begun or not to_come.isdisjoint(_forms(word)))
    return next((word for word in done if word not in known), "")


def _plans(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Who is to do what: the word before *to* or *will*, or before *is set to*, and the verb, or *be* and a
    participle."""
    for at in range(1, len(words) - 1):
        if words[at] in TO_COME:
            who = words[at - 2] if words[at - 1] in PLANNED and at > 1 else words[at - 1]
            behind = [word for word in words[at + 1 : at + 1 + _GOVERNS] if not word.endswith("ly")]
            yield who, " ".join(behind[: 2 if behind[:1] == ["be"] else 1])


def _not_to_come(words: Sequence[str]) -> list[str]:
    """The words without those that somebody is yet to do."""
    plans = {verb.removeprefix("be ") for _, verb in _plans(words)}
    return [word for word in words if word not in plans]


def _forms(word: str) -> set[str]:
    """What a word may have been announced as: restricts, reaches, carries, ruled as their infinitives, elected as *be
    elected*."""
    past = {word.removesuffix("d"), word.removesuffix("ed")} if word.endswith("ed") else set[str]()
    return _infinitives(word) | past | {f"be {word}"}


def _among(words: Sequence[str]) -> tuple[str, frozenset[str]]:
    """What people are among whom somebody is told to be (killed, held), and who: the stems of what stands before."""
    for at, word in enumerate(words):
        units = (unit_of(then) for then in words[at + 1 : at + 1 + AMONG.get(word, 0)])
        if unit := next((unit for unit in units if unit in _FOUND), ""):
            return unit, frozenset(_stem(who) for who in words[:at] if len(who) >= _SHORTEST)
    return "", frozenset()


def _infinitives(word: str) -> set[str]:
    """What a verb of the third person may be the form of: restricts, reaches, carries."""
    forms = ((end, instead) for end, instead in (("s", ""), ("es", ""), ("ies", "y")) if word.endswith(end))
    return {word.removesuffix(end) + instead for end, instead in forms}


def lowers(headline: str) -> bool:
    """Whether a headline says that something was counted otherwise before: a bank that lowers rates counts nothing."""
    words = _words(headline)
    if _OF_RATES & _done(words).keys():
        return False
    return any(word in LOWERED or _DOES.get(word) == "corrects" for word in words)


@lru_cache(maxsize=HEADLINES)
def _done(words: tuple[str, ...]) -> Mapping[str, str]:
    """What the words do -> the first word that does it. What is announced is kept apart: done, it is news again."""
    found: dict[str, str] = {}
    before = ("", "")
    for at, (word, then) in enumerate(zip(words, [*words[1:], ""], strict=False)):
        # A fire that breaks out ends nothing, nor does what is not broken; the Polish nie is a not. Who is found guilty
        # was not lost. Of whom a headline says *who escaped*, that was told.
        told = before[1] == "that" or not RELATIVE.isdisjoint(before)
        together = _DO_TOGETHER.get((word, then), "")
        is_behind = (before[1], word) in _DO_TOGETHER  # a premier who quits withdraws nothing
        skipped = told or is_behind or (then in ("out", "guilty") and not together) or before[1] in NOT
        if skipped or (word == "nie" and then not in BEHIND_NIE):
            before = (before[1], word)
            continue
        does = together or _DOES.get(word) or _DOES.get(_BEFORE_NOUN.sub("", word)) or _they_do(before[1], word, then)
        if what := does or _claimed(words, at) or _caused(word, words[at + 1 : at + 1 + _NAMED]):
            if not PUBLISHED.isdisjoint(words):
                what = {"frees": "publishes", "captures": "publishes"}.get(what, what)
            if TO_COME.isdisjoint(before):
                found.setdefault(what, word)
            elif what not in NO_PLAN:
                found.setdefault(_ANNOUNCED + what, word)
        before = (before[1], word)
    for (verb, behind), what in _DO_APART.items():
        if verb in words and behind in words[words.index(verb) :] and (behind != _A or words[-1] == _A):
            found.setdefault(what, verb)
    if again := _again(words):
        found.setdefault("happens again", again)
    return found


def _they_do(who: str, verb: str, then: str) -> str:
    """English: what several do by ``verb``, which is listed with its *s*: kidnappers free nuns, police retract."""
    if then in BEHIND_NOUN or not are_several(who):
        return ""
    return _DOES.get(f"{verb}s", "") or _DOES.get(f"{verb}es", "")


def _claimed(words: Sequence[str], at: int) -> str:
    """English: what is claimed is an attack, and not that something is so, nor lives."""
    if words[at] not in ("claims", "claimed"):
        return ""
    behind = words[at + 1 :]
    if not any(one.startswith((*STRIKES, "responsib")) for one in behind):
        return ""
    return "claims the attack" if "lives" not in behind[:3] and "that" not in behind else ""


def _caused(word: str, behind: Sequence[str]) -> str:
    """English: what is *behind* a blast or a fire; nobody stands behind bars by it."""
    return "tells the cause" if word == "behind" and any(one.startswith(DISASTERS) for one in behind) else ""


@lru_cache(maxsize=HEADLINES)
def _again(words: tuple[str, ...]) -> str:
    """The word that says that a place is struck once more, or another convoy comes."""
    if not any(_strikes(word) or word in CONVOYS or _DOES.get(word) == ATTACK for word in words):
        return ""
    new = (one for at, one in enumerate(words) if one == "new" and _may_be_new(words[at + 1 : at + 1 + _GOVERNS]))
    return next((word for word in words if word in AGAIN), "") or next(new, "")


def _may_be_new(behind: Sequence[str]) -> bool:
    """Whether *new* before these words is once more: a new air strike, a new Turkish convoy; not New York."""
    return (
        not CONVOYS.isdisjoint(behind) or behind[:1] == ("air",) or any(one.startswith(STRIKES) for one in behind[:1])
    )


def what_it_turns(word: str) -> str:
    """What a folded word does by itself in a headline; empty if nothing."""
    plain = _BEFORE_NOUN.sub("", word)
    return _DOES.get(word) or _DOES.get(plain) or (ATTACK if _strikes(word) else "")


def is_struck(headline: str) -> bool:
    """Whether a headline tells of a strike, a blast or the like."""
    return any(map(_strikes, _words(headline)))


def plain_words(headline: str) -> frozenset[str]:
    """The words of a headline, folded, those in Arabic without what is written with the noun."""
    words = _words(headline)
    return frozenset((*words, *(_BEFORE_NOUN.sub("", word) for word in words)))


def _strikes(word: str) -> bool:
    if not word.isascii():
        word = _BEFORE_NOUN.sub("", word)
    return word.startswith(STRIKES) or word in ("hit", "hits")


def _once_more(ours: tuple[str, ...], told: Sequence[tuple[str, ...]]) -> str:
    """What ``ours`` calls a second or third one of what told headlines name and none called so: a second ferry."""
    if not (numbered := _numbered(ours)):
        return ""
    known = {which for words in told for which in _numbered(words)}
    if any(map(_again, told)):
        known |= {(2, what) for _, what in numbered}
    plain = {_stem(word) for words in told for word in words}

    def is_told(stem: str) -> bool:  # two children, a third child
        return stem in plain | DAYS or (len(stem) >= _NOUN_LONG and any(one.startswith(stem) for one in plain))

    return next((pair for which, pair in numbered.items() if which not in known and is_told(which[1])), "")


@lru_cache(maxsize=HEADLINES)
def _numbered(words: tuple[str, ...]) -> Mapping[tuple[int, str], str]:
    """What is told of for the second or third time, as its stem -> the two words that say so."""
    found = {}
    for one, then in pairwise(words):
        nth, what = (NTH.get(one), then) if one in NTH else (2 if then in ONCE_MORE else None, one)
        if nth and len(what) >= _NOUN:
            found[nth, _stem(what)] = f"{one} {then}"
    return found


def _negated(ours: Sequence[str], told: Sequence[Sequence[str]]) -> str:
    """A word of a told headline behind *not*, where no told headline has it so."""
    if not (denied := _behind_not(ours)):
        return ""
    known = {stem for words in told for stem in _behind_not(words)}
    plain = {_stem(word) for words in told for word in words}
    return next((f"denies (not ... {word})" for stem, word in denied.items() if stem in plain - known), "")


def _behind_not(words: Sequence[str]) -> dict[str, str]:
    return {
        _stem(word): word
        for at, one in enumerate(words)
        if one in NOT
        for word in words[at + 1 : at + 1 + _GOVERNS]
        if len(word) >= _SHORTEST
    }


def _stem(word: str) -> str:
    return word[:STEM_LETTERS]


@lru_cache(maxsize=HEADLINES)
def _words(text: str) -> tuple[str, ...]:
    text = _OF_SEVERAL.sub("'s", text)
    text = _SECOND.sub("second", _THIRD.sub("third", _CONTRACTED.sub(" not", _CONDEMNED.sub("condamnée", text))))
    folded = _UNSPACED.sub(r" \g<0> ", fold_text(text))
    return tuple(word for word in LETTERS.findall(folded) if word not in IN_A_ROW)
