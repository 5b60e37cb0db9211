"""Who people are and what befell them: 21 displaced people were killed, 21 prisoners died."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.numbers.words.units import DISPLACED, HELD, KILLED, WOUNDED
from monitor.core.text.fold import words_of

STATES, HARM = frozenset((DISPLACED, HELD)), frozenset((KILLED, WOUNDED))
"""What a word says of people: who they are, and what befalls them all the same."""
_WHO = 2
"""Words that may say more of them: displaced Northport families."""
_HAVE_BEEN = words_of("were was are is have has had been be reported feared confirmed ont été a sont были был была")
_PARTING = words_of(
    "by after as when while since in at on over for from near to with amid that who which where and or but not "
    "par après dans en sur pour depuis avec qui que où et ou mais "
    "после в на за из от с у что которые где и или но"
)
"""Behind these somebody else is spoken of: 500 displaced by strikes that killed two."""


def are_the_same(between: Sequence[str]) -> bool:
    """Whether the folded words between who people are and what befell somebody leave it to the same people."""
    others = [word for word in between if word not in _HAVE_BEEN]
    return len(others) <= _WHO and _PARTING.isdisjoint(others)
