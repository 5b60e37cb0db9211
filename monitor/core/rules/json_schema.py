"""The JSON Schema of rule files."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from monitor.core.durations import PATTERN
from monitor.core.json_schema import Schema, Shape, and_also, json_schema, one_or_many, refer, unchanged
from monitor.core.language_tags import TAG_PATTERN
from monitor.core.rules.regexes import MAX_REGEX
from monitor.core.rules.schema import ONE_OF_THEM, TELLS, RuleFileSchema
from monitor.core.rules.stream_schema import TIME
from monitor.core.rules.windows import DAYS, HOURS

_WORD = r"(?:[^\s*]+|[^\s*]{3,}\*)"
_WITHIN = r"sentence|paragraph|0*(?:[1-9]|[1-4][0-9]|50) words?"
_MEMBER: Schema = {"$ref": "#/$defs/Member"}
_MODIFIERS = {"in", "parts"}
"""Keys of a condition that ask for nothing by themselves."""
_LITERALS = {"entity": ["in", "parts"], "words": ["in"], "phrase": ["in"], "regex": ["in"]}
"""Keys of a condition that find a piece of text, each with those that may stand beside it."""
_FINDING = {**_LITERALS, "number": []}


def rules_schema() -> Schema:
    """What one file below rules/ may hold."""
    found = json_schema(RuleFileSchema, _SHAPES, _definitions(), "A file of watch rules")
    condition = found["$defs"]["ConditionSchema"]
    condition["anyOf"] = [{"required": [key]} for key in sorted(set(condition["properties"]) - _MODIFIERS)]
    not_together: list[Schema] = [{"required": list(pair)} for pair in combinations(ONE_OF_THEM, 2)]
    no_updates = {"required": ["material", "on_story"], "properties": {"on_story": {"enum": sorted(TELLS)}}}
    found["$defs"]["RuleSchema"]["not"] = {"anyOf": [*not_together, no_updates]}
    found["$defs"]["NearSchema"]["properties"]["of"]["items"] = _MEMBER
    for name in ("CountSchema", "NumberSchema"):
        found["$defs"][name]["properties"]["of"] = _MEMBER
    return found


def _definitions() -> Schema:
    return {
        "Name": _pattern(r"^[a-z0-9][a-z0-9-]{0,63}$(?!\n)"),
        "Text": _pattern(r"\S"),
        "Alias": _pattern(rf"^(?=\s*\S[\s\S]{{0,118}}\S\s*$)\s*{_WORD}(?:\s+{_WORD})*\s*$")
        | {"description": "2 to 120 characters; * only at the end of a word, after three letters or more"},
        "Within": _pattern(rf"^(?:{_WITHIN})$(?!\n)"),
        "Reach": _pattern(rf"^(?:item|{_WITHIN})$(?!\n)"),
        "Hours": _pattern(HOURS),
        "Language": _pattern(r"^[a-z]{2,3}$(?!\n)"),
        "LanguageTag": _pattern(rf"^{TAG_PATTERN}$(?!\n)"),
        "LanguageIfAny": _pattern(rf"^(?:{TAG_PATTERN})?$(?!\n)"),
        "StreamTime": _pattern(rf"^(?:{TIME})$(?!\n)") | {"description": "Since the beginning: 00:20, or 3d 00:20"},
        "Duration": _pattern(PATTERN) | {"description": "A number and one of s m h d w, such as 48h"},
        "Member": _member(),
    }


def _pattern(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _member() -> Schema:
    """A condition that finds one piece of text, or one of several: what `near` takes."""
    here = {"$ref": "#/$defs/Member"}
    ways: list[Any] = [{"required": [key], "propertyNames": {"enum": [key, *more]}} for key, more in _FINDING.items()]
    for key, most in (("any", {}), ("all", {"maxItems": 1})):
        inside = {key: {"anyOf": [here, {"type": "array", "items": here, **most}]}}
        ways.append({"required": [key], "propertyNames": {"enum": [key]}, "properties": inside})
    return {"allOf": [{"$ref": "#/$defs/ConditionSchema"}, {"anyOf": ways}]}


def _capitals(inner: Schema) -> Schema:
    """Of the letters that have a small form only the commonest can be told by a pattern."""
    word, words = inner["anyOf"]
    capital = {"allOf": [word], "not": {"pattern": "[a-zß-öø-ÿа-џ]"}}
    return {**inner, "anyOf": [capital, {**words, "items": capital}]}


def _list_or_words(inner: Schema) -> Schema:
    """The name of a list, or words in brackets: one word alone would be a name."""
    name, words = inner["anyOf"]
    return {"anyOf": [name, {**words["anyOf"][1], "minItems": 1}]}


def _one_of(*keys: str) -> list[Schema]:
    return [{"required": [key]} for key in keys]


_has_text = and_also(
    {"anyOf": [{"required": [key], "properties": {key: {"minLength": 1}}} for key in ("title", "lead", "text")]}
)
_SHAPES: dict[str, Shape] = {
    "duration": refer("Duration"),
    "listed": one_or_many,
    "conditions": one_or_many,
    "_alias": refer("Alias"),
    "_text": refer("Text"),
    "_name": refer("Name"),
    "EntitySchema._capitals": _capitals,
    "_within": refer("Within"),
    "_reach": refer("Reach"),
    "_language": refer("Language"),
    "language_tag": refer("LanguageTag"),
    "_language_if_any": refer("LanguageIfAny"),
    "_regex": and_also({"minLength": 1, "maxLength": MAX_REGEX}),
    "_day": and_also({"enum": list(DAYS)}),
    "_moment": unchanged,
    "_link": unchanged,
    "_ever": lambda inner: {"anyOf": [{"const": True}, inner]},
    "DuringSchema._clock": refer("Hours"),
    "DuringSchema._known_zone": unchanged,
    "DuringSchema._says_when": and_also({"anyOf": _one_of("hours", "days")}),
    "_Bounds._bounded": and_also({"anyOf": _one_of("at_least", "at_most")}),
    "AtLeastSchema._enough": unchanged,
    "CountSchema._somewhere": and_also(  # in place of that of _Bounds, which it holds
        {
            "anyOf": [
                {"required": ["at_least"], "properties": {"at_least": {"minimum": 1}}},
                *({"required": [key], "properties": {"within": {"const": "item"}}} for key in ("at_least", "at_most")),
            ]
        }
    ),
    "_some": unchanged,
    "SpikeSchema._longer": unchanged,
    "RuleSchema._of_updates": unchanged,
    "RuleSchema._alone": unchanged,
    "RuleSchema._rises": unchanged,
    "GuardSchema._asks": and_also({"anyOf": _one_of("words", "entity")}),
    "EntitySchema._named": and_also({"anyOf": _one_of("names", "cased", "acronyms")}),
    "_list_or_words": _list_or_words,
    "ConditionSchema._makes_sense": and_also(
        {"dependentRequired": {"parts": ["entity"]}, "dependentSchemas": {"in": {"anyOf": _one_of(*_LITERALS)}}}
    ),
    "_time": refer("StreamTime"),
    "StreamTestSchema._ordered": unchanged,
    "SampleArticleSchema._has_text": _has_text,
}
