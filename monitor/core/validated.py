"""What a model finds wrong with a marked document, as Problems: each at its line and column, in plain words, with the
key that was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor.core.errors import InputError, Problem, as_list, nearest
from monitor.core.yaml_marks import COMMENT_BEGINS, MAX_PROBLEMS, Marked, Path, abridged, without_value

Model = TypeVar("Model", bound=BaseModel)
_GROUPED = re.compile("[0-9]{3}")
"""What is left of 1,000 behind its comma."""
_ADDRESS = re.compile(r"(?<=//)[^'\"]+")


class Misshapen(InputError):
    """A document that is not as its model asks. ``parts``: what holds its mistakes, () where it is all of it."""

    def __init__(self, problems: Iterable[Problem], parts: Iterable[Path]) -> None:
        super().__init__(problems)
        self.parts = frozenset(parts)


def validate(model: type[Model], marked: Marked) -> Model:
    """``marked`` as ``model``. Raises Misshapen with one Problem for each of pydantic's errors.

    No key may be left without a value: what reads as a condition or a setting must not mean nothing.
    """
    value = {} if marked.value is None else marked.value
    if not isinstance(value, dict):
        wrong = marked.problem((), "expected keys and values, such as `rules:`, at the top of the file")
        raise Misshapen([wrong], [()])
    if empty := without_value(value):
        problems = [marked.problem(where, _nothing_at(where, marked, model), at_key=True) for where in empty]
        # What was meant to stand below it stands beside it, and is no mistake of its own.
        raise Misshapen(problems, (where[:-1] if _beside(where, marked, model) else where for where in empty))
    try:
        return model.model_validate(value)
    except ValidationError as error:
        details = [one for one in error.errors(include_url=False) if not _follows(one)]
        problems = [_problem(one, model, marked) for one in details[:MAX_PROBLEMS]]
        raise Misshapen(abridged(problems, len(details)), (_written(one, marked) for one in details)) from None


def _nothing_at(where: Path, marked: Marked, model: type[BaseModel]) -> str:
    name = next(step for step in reversed(where) if isinstance(step, str))
    comment = f": {COMMENT_BEGINS}" if where in marked.commented else ""
    if where[-1] != name:
        return f'"{name}" has an entry without a value{comment}'
    why = _why_none(name) or comment or _in_braces(where, marked, model) or _beside(where, marked, model)
    return f'"{name}" has no value{why}'


def _in_braces(where: Path, marked: Marked, model: type[BaseModel]) -> str:
    """That a comma parts the text before it, where such a text stands on the same line and this is no key."""
    line, column = marked.keys[where]
    on_the_line = (at for one, at in marked.keys.items() if one[:-1] == where[:-1] and at < (line, column))
    if str(where[-1]) in _keys_at(model, where[:-1]) or all(at[0] != line for at in on_the_line):
        return ""
    return ": inside { } a comma ends the text before it: write quotes around text that holds one, [ ] around a list"


def _beside(where: Path, marked: Marked, model: type[BaseModel]) -> str:
    """The key that stands behind one without a value, where it belongs below it."""
    behind = (one for one in marked.keys if one[:-1] == where[:-1] and marked.keys[one] > marked.keys[where])
    following = min(behind, key=lambda one: marked.keys[one], default=())
    name = str(following[-1]) if following else ""
    is_below = name in _keys_at(model, where)
    is_strange = bool(following) and len(where) == 1 and name not in _keys_at(model, ())
    return f': indent "{name}" and what follows by two spaces more' if is_below or is_strange else ""


def _why_none(name: str) -> str:
    """What a key looks like that was meant to be more, or less."""
    if any(quote in name for quote in "“”„‘’"):
        return ": “ ” and ‘ ’ quote nothing here: write \" or ' around text that holds a comma or colon"
    if _GROUPED.fullmatch(name):
        return f": a comma here begins what comes next: write a number without one, such as 1{name}"
    before, colon, behind = name.partition(":")
    return f": write a space behind the colon: {before}: {behind}" if colon and before and behind else ""


def _follows(detail: ErrorDetails) -> bool:
    """Whether a list is only too short because its wrong entries, which have errors of their own, do not count."""
    given, least = detail["input"], detail.get("ctx", {}).get("min_length", 0)
    return detail["type"] == "too_short" and isinstance(given, list | tuple) and len(given) >= least


def _problem(detail: ErrorDetails, model: type[BaseModel], marked: Marked) -> Problem:
    where = _written(detail, marked)
    kind, name = detail["type"], str(where[-1]) if where else ""
    if kind == "extra_forbidden":
        known = _keys_at(model, where[:-1])
        message = f'unknown key "{name}"{_meant(name, known)}'
        return marked.problem(where, message, at_key=True)
    if kind == "missing":
        return marked.problem(where[:-1], f'"{name}" is missing: write `{name}: ...` here')
    if kind in ("enum", "literal_error"):
        expected = str(detail.get("ctx", {}).get("expected", ""))
        known = set(re.findall(r"'([^']+)'", expected))
        given = _shown(detail["input"]).strip("'")
        hint = _several(detail)
        return marked.problem(where, f'"{given}" is not one of {expected}{hint or nearest(given, known)}')
    if kind in ("too_short", "too_long"):
        return marked.problem(where, _length_message(detail))
    if kind in ("model_type", "dict_type", "mapping_type"):
        # A dict's keys are names, which nobody can list: those of what it holds would stand a level too high.
        keys = _list_known(_keys_at(model, where)) if kind == "model_type" else _named(detail["input"])
        hint = _as_condition(detail["input"], _keys_at(model, where)) or _under_the_only(model, where, detail["input"])
        return marked.problem(where, f"expected keys and values, found {_shown(detail['input'])}{hint or keys}")
    if kind == "string_type" and isinstance(detail["input"], list | dict):
        return marked.problem(where, f"expected one text, found {_kind(detail['input'])}")
    if kind == "tuple_type" and (hint := _as_condition(detail["input"], _keys_at(model, where))):
        return marked.problem(where, f"expected conditions, found {_shown(detail['input'])}{hint}")
    if kind == "tuple_type" and isinstance(detail["input"], dict):
        return marked.problem(where, "expected a list: begin each entry with `- `, or write [a, b]")
    message = _PLAINER.get(kind) or str(detail["msg"]).removeprefix("Value error, ")
    is_said = isinstance(detail["input"], dict | list) or f'"{detail["input"]}"' in message
    shown = "" if is_said else f" (found {_shown(detail['input'])})"
    said = message[:1].lower() + message[1:] + shown + _several(detail)
    return marked.problem(where, said, at_key=_OF_A_KEY in detail["loc"])


def _under_the_only(model: type[BaseModel], where: Path, given: Any) -> str:
    """How a text is written that stands in place of the only key there: quiet: 3d, {for: 3d}."""
    known = _keys_at(model, where)
    return f": write {{{min(known)}: {given}}}" if len(known) == 1 and _MEASURE.fullmatch(str(given)) else ""


_MEASURE = re.compile("[0-9.]+ ?[a-z]+")
_OF_A_KEY = "[key]"
"""What pydantic puts behind the place of a key that is wrong itself."""


def _several(detail: ErrorDetails) -> str:
    """How a list is written, where its entries stand in one text."""
    is_entry = bool(detail["loc"]) and isinstance(detail["loc"][-1], int)
    return as_list(detail["input"]) if is_entry and isinstance(detail["input"], str) else ""


def _as_condition(given: Any, known: set[str]) -> str:
    """How a condition is written, where one of the ``known`` keys was to stand and something else does."""
    return _CONDITION.get(type(given), "") if {"all", "words"} <= known else ""


def _named(given: Any) -> str:
    return ": give each entry a name (`NAME: ...`) instead of a dash or brackets" if isinstance(given, list) else ""


def _meant(name: str, known: set[str]) -> str:
    """What to write for an unknown key: what other tools call by its name, or one spelt like it, or any."""
    called = next((ours for ours, theirs in _CALLED.items() if ours in known and name.lower() in theirs), "")
    if called:
        return f' - did you mean "{called}"?'
    return nearest(name, known, _SPELT_LIKE) or _list_known(known)


_CALLED = {
    "words": {"contains", "contain", "includes", "keyword", "keywords", "match", "text"},
    "all": {"and"},
    "any": {"or"},
}
"""Our keys, and what search boxes and other rule languages call them."""
_CONDITION: dict[type, str] = {
    str: ": a condition is written {words: [fire]} or {entity: northport}, two that must hold {all: [{...}, {...}]}",
    list: ": write `all:` before the list, or `any:` if one of them is enough",
}
"""What is written instead of a condition, and what to do about it."""
_SPELT_LIKE = 0.65
"""From here two keys are slips of each other: `langauge`, `sevrity`; `contains` is no `count`."""


def _written(detail: ErrorDetails, marked: Marked) -> Path:
    """Where the file has it: pydantic's path without the members of unions that it tried."""
    where: Path = ()
    *above, last = detail["loc"] or ("",)
    for step in above:
        where = (*where, step) if (*where, step) in marked.marks else where
    whole = (*where, last)
    return whole if whole in marked.marks or detail["type"] in ("missing", "extra_forbidden") else where


_PLAINER = {
    "tuple_type": "expected a list",
    "string_type": "expected text: put it in quotes",
    "bool_type": "expected true or false",
    "int_type": "expected a whole number, written without quotes, commas and spaces: 1000",
    "int_parsing": "expected a whole number, written without quotes, commas and spaces: 1000",
    "int_from_float": "expected a whole number",
    "float_type": "expected a number, written without quotes, commas and spaces: 0.5",
}


def _kind(value: list[Any] | dict[str, Any]) -> str:
    return "a list" if isinstance(value, list) else "keys and values"


def _length_message(detail: ErrorDetails) -> str:
    limits = detail.get("ctx", {})
    wanted = f"at least {limits['min_length']}" if "min_length" in limits else f"at most {limits['max_length']}"
    found = limits.get("actual_length", 0)
    return f"expected {wanted}, found {found}{'' if found else ': write one here, or leave the key out'}"


def _shown(value: Any) -> str:
    """``value`` for a message: short, and of an address only its kind, for the rest may be secret."""
    text = _ADDRESS.sub("…", str(value).lower() if isinstance(value, bool) else repr(value))
    return text if len(text) <= 60 else text[:57] + "..."


def _list_known(known: set[str]) -> str:
    return f"; known here: {', '.join(sorted(known))}" if known else ""


def _keys_at(model: type[BaseModel], where: Path) -> set[str]:
    """The keys that ``model`` knows at ``where``, walking through lists, dicts and optional fields."""
    current: list[Any] = [model]
    for step in where:
        current = [inner for one in current for inner in _below(one, step)]
    return {f.alias or n for one in current for inner in _models_in(one) for n, f in inner.model_fields.items()}


def _below(annotation: Any, step: str | int) -> list[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [f.annotation for n, f in annotation.model_fields.items() if step == (f.alias or n)]
    inner = _models_in(annotation)
    if isinstance(step, int) or get_origin(annotation) is dict:
        return inner
    fields = [field for one in inner for field in _below(one, step)]  # of a union: what may be missing is one
    return fields or [annotation]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models_in(part)]
