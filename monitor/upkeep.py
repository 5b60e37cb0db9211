"""USE CASE: what is done around polling: bring feeds, seeds and rules of the files into the store."""

from __future__ import annotations

from datetime import datetime

from monitor.config import Config
from monitor.core.rules.ruleset import RuleSet
from monitor.core.timing import first_poll
from monitor.store import deliveries, feeds, rules
from monitor.store.database import Database

SEEDS_FEED = "seeds:"
"""The feed name under which seeds keep their keys; no configured feed has it."""


def sync_feeds(database: Database, config: Config, now: datetime) -> None:
    """Make the store's feeds those of the config, and close deliveries whose receiver is gone."""
    within = config.file.polling.first_poll_within
    wanted = [(feed.name, feed.url, first_poll(now, feed.name, within)) for feed in config.file.feeds]
    with database.writing() as tx:
        feeds.sync(tx, wanted)
        deliveries.close_without_receiver(tx, set(config.file.receivers), now)


def release_leases(database: Database) -> None:
    """We hold the daemon's lock, so whoever held these leases is gone."""
    with database.writing() as tx:
        feeds.give_back_all(tx)
        deliveries.give_back_all(tx)


def sync_rules(database: Database, ruleset: RuleSet, now: datetime) -> tuple[list[str], list[str]]:
    """Remember what the rules mean; which are (new, changed) since the last time. They do not look back."""
    with database.writing() as tx:
        return rules.remember(tx, ruleset.meanings(), now)
