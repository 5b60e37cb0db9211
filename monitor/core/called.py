"""What people call a thing, and what files do."""

from __future__ import annotations


def named(name: str, by: str) -> str:
    """``Khan Sheikhoun (khan-sheikhoun)``: what people call a thing, with the id ``by`` which files do."""
    return by if name == by else f"{name} ({by})"
