"""What a value in a rule file may be: names, aliases, distances."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from monitor.core.entities.aliases import problem_with
from monitor.core.language_tags import Language, LanguageTag
from monitor.core.listed import listed
from monitor.core.text.fold import fold_text

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_IN_NAMES = re.compile("[a-z0-9]+")
MAX_WITHIN = 50
"""Words that a distance may span."""
_WITHIN = re.compile(r"0*([0-9]{1,3}) words?")


def conditions(value: Any) -> Any:
    """One condition that is written without a dash is a list of one."""
    return [value] if isinstance(value, dict) else value


def _no_text(value: Any) -> ValueError:
    if isinstance(value, dict):
        return ValueError("expected text, found keys and values: put quotes around text that holds a colon")
    if isinstance(value, list):
        return ValueError("expected text, found a list: remove its brackets, or its dash")
    return ValueError("expected text: put it in quotes")


def _alias(value: Any) -> str:
    if not isinstance(value, str):
        raise _no_text(value)
    if wrong := problem_with(value):
        raise ValueError(wrong)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _no_text(value)
    if not value.strip():
        raise ValueError("is empty")
    return value


def _name(value: Any) -> str:
    if not isinstance(value, str) or not ID.fullmatch(value):
        meant = "-".join(_IN_NAMES.findall(fold_text(value))) if isinstance(value, str) else ""
        write = f": write {meant}" if ID.fullmatch(meant) else ""
        raise ValueError(f"a name is lower-case letters, digits and hyphens{write}")
    return value


def _within(value: Any) -> str:
    found = _WITHIN.fullmatch(value) if isinstance(value, str) else None
    if value not in ("sentence", "paragraph") and not (found and 0 < int(found[1]) <= MAX_WITHIN):
        raise ValueError(f"expected `sentence`, `paragraph` or `N words` with N up to {MAX_WITHIN}")
    return str(value)


def _reach(value: Any) -> str:
    if value == "item":
        return "item"
    try:
        return _within(value)
    except ValueError as error:
        raise ValueError(str(error).replace("expected ", "expected `item`, ")) from None


def _link(value: str) -> str:
    urlsplit(value)  # what it cannot take apart, nothing later can
    return value


def _list_or_words(value: Any) -> Any:
    if isinstance(value, str) and not ID.fullmatch(value):
        each = ", ".join(f'"{word.strip(_QUOTES)}"' for word in value.split(",") if word.strip(_QUOTES))
        raise ValueError(f"`words: {value}` names a list; to give the words themselves write `words: [{each}]`")
    return value


_QUOTES = ' "“”„‟‘’'
Link = Annotated[str, AfterValidator(_link)]
Alias = Annotated[str, BeforeValidator(_alias)]
Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_name)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(listed), Field(min_length=1)]
Aliases = Annotated[tuple[Alias, ...], BeforeValidator(listed), Field(min_length=1)]
ListOrWords = Annotated[
    Annotated[Name, Tag("list")] | Annotated[Aliases, Tag("words")],
    Discriminator(lambda value: "list" if isinstance(value, str) else "words"),
    BeforeValidator(_list_or_words),
]
Within = Annotated[str, BeforeValidator(_within)]
"""How close together: `sentence`, `paragraph` or `N words`."""
Reach = Annotated[str, BeforeValidator(_reach)]
"""As Within, or `item`: anywhere in the same item."""
Languages = Annotated[tuple[LanguageTag, ...], BeforeValidator(listed), Field(min_length=1)]
WrittenNames = Annotated[
    Annotated[Aliases, Tag("list")] | Annotated[dict[Language, Aliases], Tag("languages"), Field(min_length=1)],
    Discriminator(lambda value: "languages" if isinstance(value, dict) else "list"),
]
"""Names in a list, or by language."""
FieldNames = Annotated[tuple[Literal["title", "lead", "text"], ...], BeforeValidator(listed), Field(min_length=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


def distance(within: str) -> tuple[str, int]:
    """``12 words`` -> (words, 12); ``sentence`` -> (sentence, 0)."""
    number, _, unit = within.rpartition(" ")
    return ("words", int(number)) if number else (unit, 0)
