"""The config -> what its parts are given: intake its policy, the HTTP client its limits."""

from __future__ import annotations

from monitor.config import Config, PollingConfig
from monitor.intake import Policy
from monitor.reference.meaning import meaning
from monitor.sources.http import Limits


def policy_of(config: Config) -> Policy:
    polling = config.file.polling
    dedup = config.file.dedup
    model = meaning() if dedup.semantic else None
    return Policy(config.routes, polling.alert_window, polling.first_poll_alerts, dedup.thresholds, model)


def limits_of(polling: PollingConfig) -> Limits:
    return Limits(
        connect=polling.connect_timeout,
        total=polling.timeout,
        max_bytes=polling.max_bytes,
        per_host=polling.per_host,
        concurrency=polling.concurrency,
        allow_networks=polling.allowed,
        proxy=polling.proxy,
    )
