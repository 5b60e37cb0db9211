"""Languages as they are written in rules, config and seeds: by a code, with or without that of a country."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

TAG_PATTERN = "[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*"
"""Also for JSON Schema."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def is_language(code: str) -> bool:
    """Whether it may be a language's code, as languages are compared: two or three small letters."""
    return _LANGUAGE.fullmatch(code) is not None


def _language(value: Any) -> str:
    if not isinstance(value, str) or not is_language(value):
        raise ValueError("a language is a code of two or three small letters, such as en, ar or ku")
    return value


def language_tag(value: Any) -> str:
    """Raises ValueError if it is no code of a language, with or without that of a country."""
    if not isinstance(value, str) or not re.fullmatch(TAG_PATTERN, value):
        raise ValueError("a language is a code such as tr, ar or tr-TR")
    return value


def _language_if_any(value: Any) -> str:
    return "" if value == "" else language_tag(value)


Language = Annotated[str, BeforeValidator(_language)]
LanguageTag = Annotated[str, BeforeValidator(language_tag)]
LanguageIfAny = Annotated[str, BeforeValidator(_language_if_any)]
"""As LanguageTag, or empty: not stated."""
