"""config.yaml and the environment -> a frozen Config; every mistake at its line. Reference: docs/config.md."""

from monitor.config.file import (
    Config,
    ConfigFile,
    checked,
    config_of,
    config_or_default,
    load_config,
    missing_folders,
    read_config,
)
from monitor.config.polling import FeedConfig, PollingConfig
from monitor.config.receivers import ReceiverConfig

__all__ = [
    "Config",
    "ConfigFile",
    "FeedConfig",
    "PollingConfig",
    "ReceiverConfig",
    "checked",
    "config_of",
    "config_or_default",
    "load_config",
    "missing_folders",
    "read_config",
]
