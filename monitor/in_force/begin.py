"""USE CASE: what a run begins with: the files on the disk, or else the last good set that the database keeps."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.config import Config, config_of, read_config
from monitor.core.errors import InputError, StoreError
from monitor.core.yaml_marks import parse
from monitor.files import Texts
from monitor.in_force.load import Files, emptied, read_files, understand
from monitor.store import file_sets
from monitor.store.database import Database, is_made
from monitor.store.schema import Tell, open_store, silent

_STORE_BLOCK = re.compile(r"^store:[^\n]*(?:\n[ \t][^\n]*|\n)*", re.MULTILINE)
"""The section as people write it, for a file that is no YAML elsewhere."""


@dataclass(frozen=True)
class RefusedFiles:
    """Files on the disk that are not used, and why."""

    texts: Texts
    error: InputError


@dataclass(frozen=True)
class Beginning:
    """What is in force at the start, over which database; ``refused`` if that is the last good set."""

    files: Files
    database: Database
    refused: RefusedFiles | None = None


def begin(path: Path, tell: Tell = silent) -> Beginning:
    """The files at ``path``; if they are bad, the last good set. ``tell`` hears of an upgrade of the database. Raises
    InputError with what is wrong with the files if there is no such set, StoreError if the database of good files
    cannot be used."""
    texts = read_files(path)
    try:
        files = understand(texts)
    except InputError as error:
        return _last_good(path, RefusedFiles(texts, error), tell)
    store = files.config.file.store
    database = open_store(files.config.store_url, synchronous=store.synchronous, tell=tell)
    try:
        with database.reading() as tx:
            gone = emptied(texts, file_sets.texts_of_good_set(tx, path))
    except BaseException:
        database.close()
        raise
    if gone:
        database.close()
        return _last_good(path, RefusedFiles(texts, InputError(gone)), tell)
    return Beginning(files, database)


def _last_good(path: Path, refused: RefusedFiles, tell: Tell) -> Beginning:
    database = find_database(path, tell=tell)
    if database is None:
        raise refused.error
    try:
        kept = kept_files(database, path)
    except StoreError:
        kept = None
    if kept is None:  # what a person wrote last is what to mend
        database.close()
        raise refused.error
    return Beginning(kept, database, refused)


def kept_files(database: Database, path: Path) -> Files | None:
    """What the last good set means now; None if there is none, or if it is good no more: kept by another version, or
    with a secret that is gone. Raises StoreError."""
    with database.reading() as tx:
        kept = file_sets.texts_of_good_set(tx, path)
    try:
        return understand(kept) if kept else None
    except InputError:
        return None


def find_database(path: Path, *, guess: bool = True, tell: Tell = silent) -> Database | None:
    """The database of the config at ``path``, however bad that is; None if it was never made or cannot be used, or if
    the config does not say which and ``guess`` is false."""
    try:
        config = store_only(path) if guess else _stated_store(path)
    except InputError:
        return None
    if not is_made(config.store_url):
        return None
    try:
        return open_store(config.store_url, synchronous=config.file.store.synchronous, tell=tell)
    except StoreError:
        return None


def store_only(path: Path) -> Config:
    """The config at ``path`` with nothing but its `store:`, as far as that can be read; else the default."""
    try:
        return _stated_store(path)
    except InputError:
        return config_of("", path)


def _stated_store(path: Path) -> Config:
    """Raises InputError if its `store:` cannot be read, or no file is there."""
    return config_of(json.dumps(_store_section(read_config(path), path)), path)


def _store_section(text: str, path: Path) -> dict[str, Any]:
    try:
        value = parse(text, str(path)).value
    except InputError:
        block = _STORE_BLOCK.search(text)
        value = parse(block[0] if block else "", str(path)).value
    return {"store": value["store"]} if isinstance(value, dict) and value.get("store") else {}
