"""Counts as people say them."""

from __future__ import annotations


def several(count: int, noun: str, many: str = "") -> str:
    """``1 rule``, ``2 rules``; ``many`` where an `s` is not enough."""
    return f"{count:,} {noun if count == 1 else many or f'{noun}s'}"
