"""Where the judge changes its mind; ``dedup:`` in config.yaml sets them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Each from 0 to 1; docs/dedup.md says what they are measured on.

    Of texts: ``same_text`` is the share of one that stands in the other, from which it may be the same; from
    ``sure_text`` it is, whatever headline and lead say. Between the two ``head_agrees`` is the share of the headline's
    words, or of the passages of the beginning, that must agree: an outlet's stock background fills half an article, but
    not its head. From ``possibly`` a new article is marked as possibly the same.

    Of stories: from ``same_story`` a report, by its likeness, is of a known one, from ``possibly_story`` perhaps; from
    ``nothing_new`` it says nothing new there. By what a model makes of reports in two languages, from ``same_meaning``
    they are of one story, from ``possibly_meaning`` perhaps; from ``retold_meaning`` one tells the other again, if it
    is of the same place and hours and does nothing else (development.py): 1 is never.
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
    retold_meaning: float = 1.0
