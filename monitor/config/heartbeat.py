"""`heartbeat:` of config.yaml: a watcher elsewhere, who is told that all is well."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from pydantic import field_validator

from monitor.config.fields import Interval, Strict


class HeartbeatConfig(Strict):
    """``url`` is asked once in ``every`` as long as all is well; empty: nobody is told."""

    url: str = ""
    every: Interval = timedelta(minutes=1)

    @field_validator("url")
    @classmethod
    def _of_the_web(cls, value: str) -> str:
        if value and not re.match(r"https?://[^\s/?#]", value, re.IGNORECASE):
            raise ValueError("the watcher's http or https address, such as https://watcher.example/ping/NAME")
        urlsplit(value)  # what it cannot take apart, nobody could ask
        return value
