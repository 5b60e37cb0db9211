"""By what the items of a feed are known: as the config says, or by what the feed has shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from monitor.core.item_key import KeyKind, kind_of
from monitor.core.types import Article

CHANGING_POLLS = 3
"""Polls in which guids changed under their links, from which a feed's guids say nothing. A new publishing system
changes all of them at once, and once."""
_BY_CONFIG = "(config)"


class IdentityPolicy(StrEnum):
    """``AUTO``: by guid and link, as far as each document shows that they can be trusted."""

    AUTO = "auto"
    GUID = "guid"
    URL = "url"
    TITLE = "title"


def policy_in_force(asked: IdentityPolicy, changing_polls: int) -> IdentityPolicy:
    """What holds for a feed, of whose polls ``changing_polls`` brought items under other guids."""
    if asked is IdentityPolicy.AUTO and changing_polls >= CHANGING_POLLS:
        return IdentityPolicy.URL
    return asked


def asked_before(shown: str) -> IdentityPolicy:
    """What the config asked for when :func:`described` said ``shown``."""
    name, _, why = shown.partition(" ")
    return IdentityPolicy(name) if why == _BY_CONFIG else IdentityPolicy.AUTO


def described(asked: IdentityPolicy, changing_polls: int, found: Sequence[Article]) -> str:
    """By what the items of a document are known, and why, for a person."""
    if not found:
        return ""
    if asked is not IdentityPolicy.AUTO:
        return f"{asked} {_BY_CONFIG}"
    if policy_in_force(asked, changing_polls) is IdentityPolicy.URL:
        return f"url (guids change under their links, in {changing_polls} polls)"
    kinds = Counter(kind_of(key) for article in found for key in article.keys)
    guids = sum(bool(article.guid) for article in found)
    most = len(found) / 2
    if kinds[KeyKind.GUID] > most and kinds[KeyKind.URL] > most:
        return "guid and url"
    if kinds[KeyKind.GUID] > most:
        return "guid (links are shared or missing)"
    why = "several items have the same guid" if guids > most else "no guids"
    return f"url ({why})" if kinds[KeyKind.URL] > most else f"title and date ({why}, links are shared or missing)"
