"""Whether a rule would look at an item at all, its text left aside: where it was published, in which language, when;
and whether it excludes the item by its text."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.rules.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Count,
    Literal,
    Near,
    Not,
    NumberNear,
    Regex,
    Subject,
)
from monitor.core.rules.evaluate import evaluate


def is_excluded(condition: Condition, subject: Subject) -> bool:
    """Whether ``condition`` does not hold because the text of ``subject`` has what stands in a `not`, which more text
    would not change."""
    match condition:
        case Not(part):
            return evaluate(part, subject) is not None
        case All(parts):
            return any(is_excluded(part, subject) for part in parts)
        case AnyOf(parts):
            return all(is_excluded(part, subject) for part in parts)
        case AtLeast(least, parts):
            return len(parts) - sum(is_excluded(part, subject) for part in parts) < least
        case _:
            return False


def may_hold(condition: Condition, subject: Subject) -> bool:
    """Whether some text could make ``condition`` hold for the item of ``subject``. False if what it asks of sources,
    languages, tags, links or times excludes the item."""
    return _known(condition, subject) is not False


def _known(condition: Condition, subject: Subject) -> bool | None:
    """Whether it holds, as far as that does not depend on the text; None if it does."""
    match condition:
        case Literal() | Regex() | Near() | Count() | NumberNear():
            return None
        case Not(part):
            known = _known(part, subject)
            return None if known is None else not known
        case All(parts):
            return _at_least(len(parts), parts, subject)
        case AnyOf(parts):
            return _at_least(1, parts, subject)
        case AtLeast(least, parts):
            return _at_least(least, parts, subject)
        case _:
            return evaluate(condition, subject) is not None


def _at_least(least: int, parts: Sequence[Condition], subject: Subject) -> bool | None:
    known = [_known(part, subject) for part in parts]
    if known.count(True) >= least:
        return True
    return None if len(known) - known.count(False) >= least else False
