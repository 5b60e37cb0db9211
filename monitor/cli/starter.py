"""The starter files: config, rules and seeds as they ship, in a clone or in an installed package."""

from __future__ import annotations

from pathlib import Path


def starter_folder() -> Path:
    """Where config.yaml, rules/ and seeds/ stand that came with this program."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "starter"
    return packed if packed.is_dir() else package.parent
