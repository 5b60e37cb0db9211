"""What a receiver was told, against what it should have been told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

News = tuple[str, str]
"""Rule and link of an alert; the rule is empty where the medium does not show it of each."""


@dataclass(frozen=True, slots=True)
class Message:
    """One that arrived ``at`` so many seconds of the monotonic clock; ``more`` alerts are counted and not listed."""

    key: str
    news: tuple[News, ...]
    more: int
    possible_repeat: bool
    form: str
    at: float


@dataclass
class Account:
    """Of one receiver."""

    receiver: str
    expected: int
    told: int
    messages: int
    summaries: int
    attempts: int
    repeats: int
    """Messages with something that was told before, each marked."""


def account(
    receiver: str, attempts: int, messages: Sequence[Message], expected: Collection[News]
) -> tuple[Account, list[str]]:
    """What was told, and what is wrong with it: lost, never expected, or repeated unmarked."""
    told: Counter[News] = Counter()
    problems, repeats = [], 0
    for message in messages:
        news = set(message.news)
        again = sorted(news & told.keys())
        repeats += bool(again)
        if again and not message.possible_repeat:
            problems.append(f"{receiver}: {again} again without a mark, key {message.key}")
        told.update(news)
    problems += [f"{receiver}: lost {one}" for one in sorted(set(expected) - told.keys())]
    problems += [f"{receiver}: not in the undisturbed run {one}" for one in sorted(told.keys() - set(expected))]
    summaries = sum(message.form == "summary" for message in messages)
    return Account(receiver, len(expected), len(told), len(messages), summaries, attempts, repeats), problems
