"""A receiver that a command names, and what its messages are made from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from monitor.core.errors import InputError, MonitorError, nearest

if TYPE_CHECKING:
    from monitor.config import ReceiverConfig
    from monitor.core.message.templates import Templates


def receiver_and_templates(path: Path, name: str) -> tuple[ReceiverConfig, Templates]:
    """The receiver ``name`` of the config at ``path``. Raises MonitorError if there is none, or if it or a template is
    wrong."""
    from monitor.config import load_config
    from monitor.core.message.check import problems_with
    from monitor.delivery.channels import receiver_problems
    from monitor.templates import read_templates, templates_of

    config = load_config(path)
    known = config.file.receivers
    if name not in known:
        meant = nearest(name, known) or f": it has {', '.join(known)}"
        raise MonitorError(f'no receiver "{name}" in {path}{meant}')
    texts, problems = read_templates(config.templates_folder)
    templates = templates_of(texts)
    if wrong := [*receiver_problems(config, name), *problems, *problems_with(templates)]:
        raise InputError(wrong)
    return known[name], templates
