"""Headlines in which somebody says, decides or does something: seldom a mere retelling, unless one before has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.core.stories.headlines.claim_words import ACTS, NO_SPEAKER, ONE_ACT, SEVERAL
from monitor.core.stories.terms import STEM_LETTERS
from monitor.core.text.fold import fold_text
from monitor.core.text.saying import SAYS, SAYS_IBERIAN
from monitor.core.text.words import tokens

_SHORTEST = 2
"""Letters of a speaker: *US condemns* is not told by *UN condemns*."""
_GROUPS = [frozenset(group.split()) for group in ONE_ACT]
_ALIKE = {
    verb: frozenset().union(*(group for group in _GROUPS if verb in group)) for verb in frozenset().union(*_GROUPS)
}
"""Verb -> those that may stand for it, itself too."""
_SAYS = SAYS | SAYS_IBERIAN
_MANY_SAY = frozenset(verb.removesuffix("s") for verb in SAYS if verb.endswith("s")) - {"back"}
"""The same of several speakers: *leaders call*. What *comes back* backs nobody."""
_SHORTEST_PLURAL = 4


def is_claim(headline: str) -> bool:
    """Whether a headline tells what somebody said, decided or did."""
    return bool(_claims(tokens(fold_text(headline))))


def told_so(headline: str, told: Iterable[str]) -> bool:
    """Whether each thing that somebody says, decides or does in ``headline`` stands in one of those ``told``: drops,
    dropped, abandons."""
    words, others = tokens(fold_text(headline)), [fold_text(other) for other in told]
    return all(any(_tells(other, words, at) for other in others) for at in _claims(words))


def _claims(words: Sequence[str]) -> list[int]:
    """The places of the words that tell an act. What is voted *to admit* is said by the vote."""
    return [
        at for at, word in enumerate(words) if (word in ACTS or word in SAYS_IBERIAN) and not _is_infinitive(words, at)
    ]


def says_at(words: Sequence[str]) -> list[int]:
    """The places of the verbs by which somebody says something, in English several speakers too."""
    return [
        at
        for at, word in enumerate(words)
        if (word in _SAYS or (word in _MANY_SAY and at > 0 and are_several(words[at - 1])))
        and not _is_infinitive(words, at)
    ]


def are_several(word: str) -> bool:
    """Whether a folded word is a plural of English: *officials*, and not *us*, *press*, *sets*."""
    is_plural = word.endswith("s") and not word.endswith("ss") and len(word) >= _SHORTEST_PLURAL
    return word in SEVERAL or (is_plural and word not in ACTS)


def _is_infinitive(words: Sequence[str], at: int) -> bool:
    return "to" in words[max(0, at - 2) : at] and not words[at].endswith(("s", "ed"))


def _tells(other: str, words: Sequence[str], at: int) -> bool:
    """Whether a folded headline tells the act at words[at]; of what is said, also who says it, as far as the word
    before it is the speaker."""
    verb, speaker = words[at], words[at - 1][:STEM_LETTERS] if at else ""
    # Most headlines do not: they need not be taken apart.
    forms = [form for form in _ALIKE.get(verb, (verb,)) if _base(form) in other]
    if not forms:
        return False
    told = tokens(other)
    is_named = len(speaker) >= _SHORTEST and speaker not in NO_SPEAKER
    if verb in _SAYS and is_named and all(word[:STEM_LETTERS] != speaker for word in told):
        return False
    return any(_is_form(form, word) for form in forms for word in told)


def _is_regular(verb: str) -> bool:
    return verb.isascii() and verb.endswith(("s", "ed"))


def _base(verb: str) -> str:
    """What the forms of a verb begin with."""
    return verb[:STEM_LETTERS] if not _is_regular(verb) else verb.removesuffix("s").removesuffix("ed")


def _is_form(verb: str, word: str) -> bool:
    """Whether ``word`` is a form of a verb in the third person, or of a participle."""
    base = _base(verb)
    if not _is_regular(verb):
        return word[:STEM_LETTERS] == base
    behind = word[len(base) : len(base) + 1]
    return word.startswith(base) and behind in {"", "s", "e", "d", "i", base[-1]}
