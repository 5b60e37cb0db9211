"""USE CASE: the feeds and rules of the files are brought into the store; and no lease outlives who held it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from monitor.config import Config
from monitor.core.rules.ruleset import RuleSet
from monitor.core.timing import first_poll
from monitor.store import configured, feeds, leases, renamed_rules, rules
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import attempts


def sync_feeds(
    tx: Transaction,
    config: Config,
    now: datetime,
    asked: Mapping[str, str],
    before: Mapping[str, str],
) -> None:
    """Make the store's feeds those of the config. Those that were ``asked`` otherwise ``before`` are asked soon."""
    within, by_host = config.file.polling.first_poll_within, config.file.polling.retry_after_for == "host"
    due = {feed.name: first_poll(now, feed.name, within) for feed in config.file.feeds}
    edited = [name for name, mark in asked.items() if before.get(name, mark) != mark]
    wanted = [(feed.name, feed.url, due[feed.name]) for feed in config.file.feeds]
    configured.sync(tx, wanted, hosts_ask=by_host)
    feeds.ask_anew(tx, {name: due[name] for name in edited})


def sync_rules(
    tx: Transaction, ruleset: RuleSet, now: datetime, renamed: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """What is stored of rules that are ``renamed``, old name -> new name, goes along. Remember what the rules mean;
    which are (new, changed) since the last time. They do not look back."""
    renamed_rules.rename(tx, renamed)
    return rules.remember(tx, ruleset.meanings(), now)


def release_leases(database: Database) -> None:
    """Of polls and deliveries. We hold the daemon's lock, so whoever held these leases is gone."""
    with database.writing() as tx:
        leases.give_back_all(tx)
        attempts.give_back_all(tx)
