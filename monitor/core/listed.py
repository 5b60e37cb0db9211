"""A list in a file that people write."""

from __future__ import annotations

from typing import Any


def listed(value: Any) -> Any:
    """One text that is written without brackets is a list of one."""
    return [value] if isinstance(value, str) else value
