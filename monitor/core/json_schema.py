"""A pydantic model as a JSON Schema (draft 2020-12) of the YAML that it accepts, for editors.

Pydantic writes most of it. What our own validators let through, it cannot know: each of them has a shape here, and one
without a shape is an error, so that none is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar, cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

Schema = dict[str, Any]
Shape = Callable[[Schema], Schema]
"""From the schema of what a validator hands on to that of what it takes."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(model: type[BaseModel], shapes: Mapping[str, Shape], definitions: Schema, title: str) -> Schema:
    """The schema of files of which ``model`` is the whole. ``shapes``: qualified name of a validator -> its shape;
    ``definitions``: what they refer to. Raises KeyError for a validator that has no shape."""

    class Generator(_Generator):
        known = shapes

    found = _tidied(model.model_json_schema(by_alias=True, schema_generator=Generator))
    inner = found.pop("$defs", {})
    found["type"] = ["object", "null"]  # an empty file says nothing, and is good
    return {"$schema": DIALECT, "title": title, **found, "$defs": {**definitions, **inner}}


_REFERS = "refers to"
"""Stands for `$ref` until pydantic is done: it knows only definitions of its own."""


def one_or_many(inner: Schema) -> Schema:
    """A list, or its only entry by itself."""
    return {"anyOf": [inner["items"], inner]}


def refer(name: str) -> Shape:
    """A definition by name, whatever pydantic knows."""
    return lambda _: {_REFERS: name}


def and_also(more: Schema) -> Shape:
    """What pydantic knows, and ``more``."""
    return lambda inner: {**inner, **more}


def unchanged(inner: Schema) -> Schema:
    return inner


class _Generator(GenerateJsonSchema):
    known: ClassVar[Mapping[str, Shape]]

    def function_before_schema(self, schema: Any) -> Schema:
        return self._shaped(schema, super().function_before_schema(schema))

    def function_after_schema(self, schema: Any) -> Schema:
        return self._shaped(schema, super().function_after_schema(schema))

    def function_plain_schema(self, schema: Any) -> Schema:
        return self._shaped(schema, {})

    def function_wrap_schema(self, schema: Any) -> Schema:
        return self._shaped(schema, super().function_wrap_schema(schema))

    def tagged_union_schema(self, schema: Any) -> Schema:
        """One of our unions is told apart by code, which the schema says by types."""
        return {"anyOf": [self.generate_inner(choice) for choice in schema["choices"].values()]}

    def default_schema(self, schema: Any) -> Schema:
        """Without the default: it is a Python value, and docs/ state it."""
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: Any) -> Schema:
        """A key without a value is always an error."""
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: Any) -> Schema:
        found: Schema = {"type": "object", "additionalProperties": self.generate_inner(schema["values_schema"])}
        least = {"minProperties": schema["min_length"]} if "min_length" in schema else {}
        return {**found, **least, "propertyNames": self.generate_inner(schema["keys_schema"])}

    def _shaped(self, schema: Any, inner: Schema) -> Schema:
        function = schema["function"]["function"]
        if isinstance(function, partial):  # one of pydantic's own, which has said all
            return inner
        return self.known[function.__qualname__](inner)


def _tidied(value: Any) -> Any:
    """Without the titles that pydantic makes of names; what it says of texts, said of lists where it means them."""
    if isinstance(value, list):
        return [_tidied(one) for one in value]
    if not isinstance(value, dict):
        return value
    if _REFERS in value:
        return {"$ref": f"#/$defs/{value[_REFERS]}"}
    found = {
        key: {name: _tidied(one) for name, one in inner.items()} if key in ("properties", "$defs") else _tidied(inner)
        for key, inner in value.items()
        if key != "title"
    }
    lists = [one for one in (found, *found.get("anyOf", ())) if one.get("type") == "array"]
    if lists:
        for wrong, right in (("minLength", "minItems"), ("maxLength", "maxItems")):
            if wrong in found:
                lists[0][right] = found.pop(wrong)
    return cast(Schema, found)
