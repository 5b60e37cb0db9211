"""What the files on the disk mean once nobody is in the middle of writing them."""

from __future__ import annotations

import asyncio

from monitor.core.errors import InputError
from monitor.files import Texts
from monitor.in_force.load import Files, emptied, read_files, understand

SETTLED_SECONDS = 0.5
"""So long a mistake must stand in the files: an editor that saves by renaming leaves a folder without its file for a
moment, one that writes in place an empty file."""
MOST_LOOKS = 10
"""At files that change at each of them."""


async def settled(texts: Texts, before: Texts) -> tuple[Texts, Files | InputError]:
    """``texts``, or what stands in the files in their place a moment later if these have a mistake, or lost the end of
    a rule file or all templates; and what they mean, or all that is wrong with them. ``before`` are those in force."""
    for look in range(1, MOST_LOOKS + 1):
        found = await asyncio.to_thread(_understood, texts, before)
        if look == MOST_LOOKS or (isinstance(found, Files) and not _lost_text(texts, before)):
            break
        await asyncio.sleep(SETTLED_SECONDS)
        later = await asyncio.to_thread(read_files, texts.path)
        if later == texts:
            break
        texts = later
    return texts, found


def _lost_text(texts: Texts, before: Texts) -> bool:
    """The beginning of a rule file may be a good one, as a save in place leaves it; no template is good as well."""
    if before.templates and not texts.templates:
        return True
    kept = ((before.rules.get(path, ""), text) for path, text in texts.rules.items())
    return any(was != text and was.startswith(text) for was, text in kept)


def _understood(texts: Texts, before: Texts) -> Files | InputError:
    try:
        files = understand(texts)
    except InputError as error:
        return error
    gone = emptied(texts, before)
    return InputError(gone) if gone else files
