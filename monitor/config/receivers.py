"""Whom to tell: one receiver is one target of one channel."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from monitor.config.fields import Strict


class ReceiverConfig(Strict):
    """One place to tell: this terminal (``type: console``) or an Apprise address with one target."""

    type: Literal["apprise", "console"] = "apprise"
    url: str = ""

    @model_validator(mode="after")
    def _has_address(self) -> ReceiverConfig:
        if self.type == "apprise" and not self.url:
            raise ValueError("a receiver needs `url: ...` (an Apprise address) or `type: console`")
        if self.type == "console" and self.url:
            raise ValueError("a console receiver has no url")
        return self
