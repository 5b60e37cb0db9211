"""The starter files: config, rules and seeds as they ship, in a clone or in an installed package."""

from __future__ import annotations

from pathlib import Path


def starter_folder() -> Path:
    """Where config.yaml, rules/ and seeds/ stand that came with this program."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "starter"
    return packed if packed.is_dir() else package.parent


def own_matters(config: Path) -> str:
    """What stands in a clone's config by now that is nobody else's; empty if nothing does."""
    from monitor.core.yaml_marks import parse
    from monitor.files import read_text

    values = parse(read_text(config, "the config that ships"), str(config)).value or {}
    receivers, feeds = values.get("receivers") or {}, values.get("feeds") or []
    if receivers not in ({}, {"console": {"type": "console"}}):
        return "receivers"
    if values.get("heartbeat"):
        return "a heartbeat"
    for asked in (values.get("polling") or {}, *feeds):
        if found := {"headers", "user", "password", "proxy"} & set(asked):
            return f"a {min(found)}"
    return ""
