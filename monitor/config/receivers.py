"""Whom to tell: one receiver is one target of one channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from monitor.config.schedules import Scheduled
from monitor.core.alerts.schedule import Schedule
from monitor.core.durations import Duration

NEEDED: dict[str, tuple[str, ...]] = {
    "apprise": ("url",),
    "console": (),
    "email": ("host", "from", "to"),
    "slack": ("token", "channel"),
    "webhook": ("url", "secret"),
}
"""What each type of receiver needs."""
ALLOWED: dict[str, tuple[str, ...]] = {
    "apprise": (),
    "console": (),
    "email": ("port", "security", "user", "password"),
    "slack": ("api",),
    "webhook": (),
}
"""What it may have besides, of what not every type has."""
_TYPED = ("url", "secret", "host", "port", "security", "user", "password", "sender", "to", "token", "channel", "api")
_FIELDS = {"from": "sender"}
"""Keys that are no names in Python."""


def _short(value: timedelta) -> timedelta:
    if not timedelta(0) < value <= timedelta(seconds=60):
        raise ValueError("a `timeout` is more than 0s and at most 60s")
    return value


Wait = Annotated[Duration, AfterValidator(_short)]


class ReceiverConfig(Scheduled):
    """One place to tell. Which keys belong to which ``type`` is in NEEDED and ALLOWED."""

    type: Literal["apprise", "console", "email", "slack", "webhook"] = "apprise"
    url: str = ""
    secret: str = ""
    host: str = ""
    port: int = Field(0, ge=0, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: str = ""
    sender: str = Field("", alias="from")
    to: str = ""
    token: str = ""
    channel: str = ""
    api: str = ""
    timeout: Wait = timedelta(seconds=30)

    @property
    def schedule(self) -> Schedule:
        """As it is written; a terminal wakes nobody, so that its messages are capped only if the config says so."""
        found = super().schedule
        return replace(found, cap=None) if self.type == "console" and "cap" not in self.model_fields_set else found

    @property
    def way(self) -> dict[str, Any]:
        """How it is reached, whenever it wants to hear: by another way it may take what it did not take."""
        return self.model_dump(exclude=set(Scheduled.model_fields))

    @field_validator(*_TYPED)
    @classmethod
    def _belongs(cls, value: Any, info: ValidationInfo) -> Any:
        """At the key itself: it has no place in a receiver of this type."""
        field = cls.model_fields[str(info.field_name)]
        name, kind = field.alias or str(info.field_name), info.data.get("type")
        if kind is not None and value != field.default and name not in NEEDED[kind] + ALLOWED[kind]:
            needed = ", ".join(NEEDED[kind] + ALLOWED[kind]) or "no other keys"
            raise ValueError(f"a receiver of type {kind} has no `{name}`: it has {needed}")
        return value

    @model_validator(mode="after")
    def _is_whole(self) -> ReceiverConfig:
        given = self.model_dump(by_alias=True)
        missing = [name for name in NEEDED[self.type] if not given[name]]
        if empty := [name for name in missing if _FIELDS.get(name, name) in self.model_fields_set]:
            raise ValueError(f"`{empty[0]}` is empty: a receiver of type {self.type} needs it")
        if missing == ["url"] and self.type == "apprise":
            raise ValueError("a receiver needs `url: ...` (an Apprise address) or another `type:`, such as console")
        if missing:
            raise ValueError(
                f"a receiver of type {self.type} needs {' and '.join(f'`{name}: ...`' for name in missing)}"
            )
        if ("user" in self.model_fields_set) != ("password" in self.model_fields_set):
            raise ValueError("`user` and `password` go together: write both, or none")
        return self
