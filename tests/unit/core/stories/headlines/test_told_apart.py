"""Headlines in the same words that tell of two events, and those that do not."""

from __future__ import annotations

import pytest

from monitor.core.stories.headlines.told_apart import told_apart


@pytest.mark.parametrize(
    ("headline", "told", "why"),
    [
        ("Albion beat Rovers 3-1", "Rovers beat Albion 2-1", "the other way round: Albion ... Rovers"),
        (
            "Eastmere accuses Northport of fire",
            "Northport accuses Eastmere of fire",
            "the other way round: Eastmere ... Northport",
        ),
        ("Talks between Eastmere and Northport", "Talks between Northport and Eastmere", ""),
        ("Eastmere, Northport sign truce", "Northport, Eastmere sign truce", ""),
        ("Mill burns in Vilmark", "Vilmark mill burns", ""),
        ("toll of mill fire rises", "fire of mill toll rises", ""),
        ("Otto Brandt, 54", "Otto Brandt, 81", "of somebody else: at 54, not at 81"),
        ("Singer Otto Brandt dies at 74", "Otto Brandt, 74, singer", ""),
        ("Otto Brandt dies", "Otto Brandt dies at 74", ""),
        ("Toll of 54", "Toll of 81", ""),
        ("Judge shot dead in Northport", "Mayor shot dead in Northport", "of somebody else: a judge, not a mayor"),
        ("Judge shot dead in Northport", "Northport judge killed by gunmen", ""),
        ("Northport judge shot, mayor says", "Mayor: judge killed in Northport", ""),
        ("Mayor: shelling kills 21 in Northport", "Shelling kills 21 in Northport, a doctor says", ""),
        ("Judge opens Northport fair", "Mayor opens Northport fair", ""),
        ("Nine police killed in Northport", "Nine soldiers killed in Northport", ""),
        ("Un imam enlevé à Northport", "Un préfet enlevé à Northport", "of somebody else: clergy, not a governor"),
    ],
)
def test_two_events_are_told_apart(headline: str, told: str, why: str) -> None:
    assert told_apart(headline, told) == why
