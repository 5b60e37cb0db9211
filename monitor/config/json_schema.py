"""The JSON Schema of config.yaml, as it is written: with `${NAME}` and `file:PATH` where a secret may stand."""

from __future__ import annotations

from monitor.config import ConfigFile
from monitor.config.receivers import ALLOWED, NEEDED, ReceiverConfig
from monitor.core.alerts.schedule import DIGEST_PATTERN
from monitor.core.durations import PATTERN
from monitor.core.json_schema import Schema, Shape, and_also, json_schema, one_or_many, refer, unchanged
from monitor.core.language_tags import TAG_PATTERN
from monitor.core.rules.windows import HOURS


def config_schema() -> Schema:
    """What config.yaml may hold."""
    found = json_schema(ConfigFile, _SHAPES, _DEFINITIONS, "The config of monitor")
    found["properties"]["receivers"]["minProperties"] = 1
    return found


_DEFINITIONS: Schema = {
    "Duration": {
        "type": "string",
        "pattern": PATTERN,
        "description": "A number and one of s m h d w, such as 5m",
    },
    "Secret": {
        "type": "string",
        "pattern": r"\$\{[A-Za-z_][A-Za-z0-9_]*\}|^file:",
        "description": "${NAME}: from the environment; file:PATH: from a file",
    },
}


def _pattern_or_secret(pattern: str) -> Shape:
    return lambda inner: {"anyOf": [{**inner, "pattern": pattern}, refer("Secret")({})]}


def _or_secret(inner: Schema) -> Schema:
    """A value that is more than plain text may come from the environment too."""
    scalar = inner.get("type") in ("integer", "number", "boolean", "string") or "Severity" in inner.get("$ref", "")
    if not (scalar or inner == _DURATION) or inner == {"type": "string"}:
        return inner
    return {"anyOf": [inner, refer("Secret")({})]}


_DURATION = refer("Duration")({})


def _by_type(inner: Schema) -> Schema:
    """Which keys of a receiver must stand, and which must not, by its type."""
    known = {name for names in (*NEEDED.values(), *ALLOWED.values()) for name in names}
    absent = {"port": {"const": 0}, "security": {"const": "starttls"}}
    ways = []
    for kind, needed in NEEDED.items():
        is_it: Schema = {"properties": {"type": {"const": kind}}}
        if kind != ReceiverConfig.model_fields["type"].default:
            is_it["required"] = ["type"]
        there = {name: {"minLength": 1} for name in needed}
        not_there = {name: absent.get(name, {"maxLength": 0}) for name in known - {*needed, *ALLOWED[kind]}}
        then = {"required": list(needed), "properties": {**there, **dict(sorted(not_there.items()))}}
        ways.append({"if": is_it, "then": then})
    together = {"user": ["password"], "password": ["user"]}
    return {**inner, "allOf": ways, "dependentRequired": together}


_ADDRESS = r"^\s*[hH][tT][tT][pP][sS]?://[^/?#\s]+(?:[/?#]|$(?!\n))"
_ADDRESS_OR_NONE = r"^$|^[hH][tT][tT][pP][sS]?://[^/?#\s]|\$\{[A-Za-z_][A-Za-z0-9_]*\}|^file:"
_LANGUAGE_TAG = rf"^{TAG_PATTERN}$(?!\n)"

_SHAPES: dict[str, Shape] = {
    "duration": refer("Duration"),
    "listed": one_or_many,
    "_polite": unchanged,
    "_some": unchanged,
    "_off": lambda inner: {"anyOf": [{"const": "off"}, inner]},
    "_hours": and_also({"pattern": HOURS}),
    "QuietHoursConfig._leaves_time": and_also(
        {
            "if": {"properties": {"hours": {"const": "00:00-24:00"}}},
            "then": {"required": ["days"], "properties": {"days": {"minItems": 1, "maxItems": 6}}},
        }
    ),
    "known_zone": unchanged,
    "_digest": and_also({"pattern": DIGEST_PATTERN}),
    "_network": and_also({"pattern": r"^\s*[0-9A-Fa-f:.]+(?:/[0-9.]+)?\s*$"}),
    "Strict._as_written": _or_secret,
    "_of_a_proxy": and_also({"pattern": _ADDRESS_OR_NONE}),
    "HeartbeatConfig._of_the_web": and_also({"pattern": _ADDRESS_OR_NONE}),
    "language_tag": _pattern_or_secret(_LANGUAGE_TAG),
    "FeedConfig._code": _pattern_or_secret(rf"^$|{_LANGUAGE_TAG}"),
    "_header_value": and_also({"pattern": r"^(?:\S(?:[^\x00-\x1f\x7f]*\S)?)?$(?!\n)"}),
    "FeedConfig._keeps_secrets": unchanged,
    "FeedConfig._may_be_sent": and_also(
        {
            "if": {"required": ["password"], "properties": {"password": {"minLength": 1}}},
            "then": {"required": ["user"], "properties": {"user": {"minLength": 1}}},
        }
    ),
    "FeedConfig._one_line": and_also({"pattern": r"^(?:[^\s:]|\S(?:\S| )*[^\s:])$(?!\n)"}),
    "FeedConfig._web": _pattern_or_secret(_ADDRESS),
    "_short": unchanged,
    "ReceiverConfig._belongs": unchanged,
    "ReceiverConfig._is_whole": _by_type,
    "PollingConfig._fits_a_header": and_also({"pattern": r"^[^\x00-\x1f\x7f]*$(?!\n)"}),
    "PollingConfig._in_order": unchanged,
    "WebConfig._resolvable": unchanged,
    "WebConfig._root_of_a_site": and_also({"pattern": r"^$|^https?://[^\s/?#@]+/?$(?!\n)"}),
}
