"""Documents made from a JSON Schema (the part of it that ours use), and documents with one thing changed."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import strategies as st

Schema = dict[str, Any]
_LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x4FF, exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zs"))
_WORDS = st.sampled_from(["fire", "air strike*", "غارة", "обстрел", "北港", "x y", "HTS", "no", "12:30", "a"])
_DEPTH = 4
"""Objects inside each other."""


@st.composite
def documents(draw: st.DrawFn, schema: Schema) -> Any:
    """A value that ``schema`` most likely accepts."""
    return _value(draw, schema, schema["$defs"], 0)


def _value(draw: st.DrawFn, schema: Schema, defs: Schema, depth: int) -> Any:
    if "$ref" in schema:
        return _value(draw, defs[schema["$ref"].rpartition("/")[2]], defs, depth)
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    if "const" in schema:
        return schema["const"]
    if "properties" in schema or schema.get("type") == "object" or schema.get("type") == ["object", "null"]:
        return _object(draw, schema, defs, depth)
    if "allOf" in schema:
        return _value(draw, _joined(draw, schema, defs, depth), defs, depth)
    if "anyOf" in schema:
        choices = [one for one in schema["anyOf"] if not one.get("$ref", "").endswith("/Secret")]
        return _value(draw, draw(st.sampled_from(choices)), defs, depth)
    return _plain(draw, schema, defs, depth)


def _plain(draw: st.DrawFn, schema: Schema, defs: Schema, depth: int) -> Any:
    match schema.get("type"):
        case "array":
            least = schema.get("minItems", 0)
            count = draw(st.integers(least, min(schema.get("maxItems", least + 2), least + 2)))
            return [_value(draw, schema["items"], defs, depth + 1) for _ in range(count)]
        case "boolean":
            return draw(st.booleans())
        case "integer":
            return draw(st.integers(schema.get("minimum", -5), schema.get("maximum", 1_000)))
        case "number":
            return draw(st.floats(schema.get("minimum", 0), schema.get("maximum", 99), width=16).filter(_is_short))
    if "pattern" in schema:
        known = _WORDS if "Alias" in schema.get("description", "Alias") else st.nothing()
        return draw(st.from_regex(schema["pattern"], alphabet=_LETTERS | st.just(" ")) | known)
    text = st.text(_LETTERS, min_size=schema.get("minLength", 0), max_size=min(schema.get("maxLength", 20), 20))
    return draw(text | _WORDS)


def _is_short(number: float) -> bool:
    """Whether YAML writes it as people do."""
    return "e" not in repr(number)


def _object(draw: st.DrawFn, schema: Schema, defs: Schema, depth: int) -> dict[str, Any]:
    if "properties" not in schema:
        names = st.from_regex(r"\A[a-z][a-z0-9-]{0,9}\Z")
        found = draw(st.lists(names, max_size=2, unique=True))
        return {name: _value(draw, schema["additionalProperties"], defs, depth + 1) for name in found}
    properties = schema["properties"]
    keys = set(schema.get("required", ()))
    optional = sorted(set(properties) - keys)
    if depth >= _DEPTH:
        optional = [key for key in optional if not _holds_objects(properties[key], defs)]
    ways = [way for way in schema.get("anyOf", ()) if set(way.get("required", ())) <= keys | set(optional)]
    if ways:
        keys.update(draw(st.sampled_from(ways)).get("required", ()))
    keys.update(draw(st.lists(st.sampled_from(optional), max_size=3, unique=True)) if optional else ())
    keys = {key for key in keys if set(schema.get("dependentRequired", {}).get(key, ())) <= keys}
    for key, more in schema.get("dependentSchemas", {}).items():
        if key in keys and not any(set(way["required"]) <= keys for way in more.get("anyOf", ())):
            keys.discard(key)
    return {key: _value(draw, properties[key], defs, depth + 1) for key in sorted(keys)}


def _joined(draw: st.DrawFn, schema: Schema, defs: Schema, depth: int) -> Schema:
    """The parts of an ``allOf`` as one: what one way of it allows, with what the rest says of these keys."""
    found: Schema = {key: value for key, value in schema.items() if key != "allOf"}
    for part in schema["allOf"]:
        whole = defs[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
        if "properties" not in whole and "anyOf" in whole:
            ways = [way for way in whole["anyOf"] if depth < _DEPTH or "properties" not in way]
            whole = draw(st.sampled_from(ways))
        for key, value in whole.items():
            found[key] = {**found.get(key, {}), **value} if key == "properties" else value
    allowed = found.pop("propertyNames", {}).get("enum")
    if allowed is not None:
        found["properties"] = {key: value for key, value in found["properties"].items() if key in allowed}
        found.pop("anyOf", None)
    return found


def _holds_objects(schema: Schema, defs: Schema, seen: frozenset[str] = frozenset()) -> bool:
    name = schema.get("$ref", "").rpartition("/")[2]
    if name:
        return name not in seen and _holds_objects(defs[name], defs, seen | {name})
    inner = [*schema.get("anyOf", ()), *schema.get("allOf", ()), *([schema["items"]] if "items" in schema else ())]
    return "properties" in schema or any(_holds_objects(one, defs, seen) for one in inner)


_ODD: list[Any] = [None, True, False, 0, 1, -1, 7, 2.5, "", " ", "x", "fire", "no match", "48h", "3 words", "sentence", "yes", "true", "5", 3.0,
                   [], {}, [None], ["fire"], [["fire"]], {"x": "y"}, {"words": ["fire"]}, [{"entity": "e"}]]  # fmt: skip


@st.composite
def changed(draw: st.DrawFn, document: Any, keys: list[str]) -> Any:
    """``document`` with one thing removed, renamed, added, wrapped or replaced. ``keys``: words that may be keys."""
    document = copy.deepcopy(document)
    places = list(_places(document))
    if not places:
        return draw(st.sampled_from(_ODD))
    holder, key = draw(st.sampled_from(places))
    odd = copy.deepcopy(draw(st.sampled_from(_ODD)))
    match draw(st.sampled_from(["remove", "rename", "add", "wrap", "replace", "replace"])):
        case "remove":
            del holder[key]
        case "rename" if isinstance(holder, dict):
            holder[draw(st.sampled_from([*keys, f"{key}s"]))] = holder.pop(key)
        case "add" if isinstance(holder, dict):
            holder[draw(st.sampled_from(keys))] = odd
        case "wrap":
            holder[key] = [holder[key]]
        case _:
            holder[key] = odd
    return document


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in list(inner):
        found.append((value, key))
        found += _places(one)
    return found


def keys_of(schema: Schema) -> list[str]:
    """Every key that ``schema`` knows anywhere."""
    found: set[str] = set()
    waiting: list[Any] = [schema]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            found.update(one.get("properties", ()))
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return sorted(found)


def as_yaml(document: Any) -> str:
    """``document`` as a file: JSON, which is YAML too."""
    return json.dumps(document, ensure_ascii=False)
