"""Where the judge changes its mind; ``dedup:`` in config.yaml sets them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The shares, 0 to 1, at which the judge changes its mind.

    ``same_text``: share of one text that stands in the other, from which it may be the same text. ``sure_text``:
    from here it is, whatever headline and lead say. ``head_agrees``: share of the headline's words or of the
    lead's passages that must agree below ``sure_text`` - an outlet's stock background fills half an article, but
    not its head. ``possibly``: overlap from which a new article is marked as possibly the same.
    """

    same_text: float = 0.5
    sure_text: float = 0.7
    head_agrees: float = 0.3
    possibly: float = 0.3
    same_story: float = 0.3
    nothing_new: float = 0.61
    possibly_story: float = 0.25
    same_meaning: float = 0.65
    possibly_meaning: float = 0.5
