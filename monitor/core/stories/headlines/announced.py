"""A headline that does what told ones only announced: to restrict, restricts; to be elected, elected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.core.stories.headlines.turn_words.common import BEGUN, PLANNED, TO_COME

_VERB_WITHIN = 3
"""Words behind *to* among which the verb is: to formally restrict."""
_SHORTEST = 4


def as_announced(ours: Sequence[str], told: Sequence[Sequence[str]]) -> str:
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
            behind = [word for word in words[at + 1 : at + 1 + _VERB_WITHIN] if not word.endswith("ly")]
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


def _infinitives(word: str) -> set[str]:
    """What a verb of the third person may be the form of: restricts, reaches, carries."""
    forms = ((end, instead) for end, instead in (("s", ""), ("es", ""), ("ies", "y")) if word.endswith(end))
    return {word.removesuffix(end) + instead for end, instead in forms}
