"""The page's colours can be read: contrast of text on what it stands on, by day and by night (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import monitor.web

TEMPLATES = Path(monitor.web.__file__).parent / "templates"
ENOUGH = 4.5


def palettes(page: str) -> list[dict[str, str]]:
    """Name -> colour, of the light palette and of the dark one, which takes the place of a part of it."""
    light, dark = (
        dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", css))
        for css in re.findall(r":root \{(.*?)\}", (TEMPLATES / page).read_text(encoding="utf-8"), re.DOTALL)
    )
    return [light, light | dark]


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    shares = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("page", ["base.html", "newer.html"])
def test_text_stands_out_from_its_ground(page: str) -> None:
    for colours in palettes(page):
        grounds = [colours[name] for name in ("paper", "back") if name in colours]
        texts = {name: colour for name, colour in colours.items() if name not in ("paper", "back", "line")}
        assert grounds and texts
        faint = {name for name, colour in texts.items() if min(contrast(colour, on) for on in grounds) < ENOUGH}
        assert not faint, page


def test_black_on_white_is_the_most() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
