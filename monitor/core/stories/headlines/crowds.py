"""How large a crowd a headline tells of: thousands march, tens of thousands, a million."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.words.units import DATE
from monitor.core.stories.headlines.headline_words import HEADLINES
from monitor.core.stories.headlines.many import LEAST
from monitor.core.text.fold import fold_text
from monitor.core.text.marks import LETTERS

_CROWD = re.compile(
    r"(?<!\w)(?:ال|لل|وال)?(?:"
    + fold_text(
        "protest|demonstrat|demonstrier|march(?:es|ed|ing|ers)?(?!\\w)|rall(?:y|ies|ied)(?!\\w)|manifest|défil|gösteri|"
        "sokakta|sokağa|miting|протест|митинг|демонстра|متظاهر|محتج|مظاهر|تظاهر|يتظاهر|marchan?(?!\\w)"
    )
    + ")"
)
"""What many people do at once in a street."""
_MONEY = re.compile(fold_text("[$€£₺₽%]|dollar|euro|доллар|دولار|dolar|dólar|percent"))
LARGER = {20_000: "tens of thousands", 200_000: "hundreds of thousands", 1_000_000: "a million", 2_000_000: "millions"}
"""The fewest that such words mean, and how a reason calls them."""
_LARGER = {
    least: re.compile(rf"(?<!\w)(?:{fold_text(words)})(?!\w)")
    for least, words in (
        (2_000_000, "millions of|des millions|milyonlarca|миллионы|ملايين|millones de|millionen"),
        (1_000_000, "(?:a|one|un|bir|eine?|um) (?:million|milyon|millón|milhão)|миллион|مليون"),
        (
            200_000,
            "hundreds of thousands|centaines de milliers|yüz binlerce|сотни тысяч|مئات (?:ال)?آلاف|cientos de miles|"
            "hunderttausende",
        ),
        (
            20_000,
            "tens of thousands|dizaines de milliers|on binlerce|десятки тысяч|عشرات (?:ال)?آلاف|decenas de miles|"
            "zehntausende",
        ),
    )
}
_NUMBERED = re.compile(r"\d[ .,\d]*$")
_MILES = re.compile(r"(?<!\w)miles de ")
"""Spanish; English miles are no people."""


def crowd_grows(headline: str, told: Iterable[str]) -> str:
    """That a headline tells by such words of a larger crowd than those ``told`` did, for a person; empty if it does
    not, or if they tell of none."""
    if least := _in_words(headline):
        known = max(map(_known, told), default=0)
        if 0 < known < least:
            return f"tells of a crowd of {LARGER[least]}"
    return ""


@lru_cache(maxsize=HEADLINES)
def _in_words(headline: str) -> int:
    """The fewest people of a crowd of tens of thousands or more that is told of in words; else 0."""
    folded = fold_text(headline)
    return _larger(folded) if _CROWD.search(folded) and not _MONEY.search(folded) else 0


def _larger(folded: str) -> int:
    for least, words in _LARGER.items():
        if (found := words.search(folded)) and not _NUMBERED.search(folded[: found.start()]):
            return least
    return 0


@lru_cache(maxsize=HEADLINES)
def _known(headline: str) -> int:
    """How many people at least the crowd of a headline has, in words or digits; 0 if it tells of none."""
    folded = fold_text(headline)
    if not _CROWD.search(folded):
        return 0
    few = [LEAST.get(word, 0) for word in LETTERS.findall(folded)]
    few.append(2_000 if _MILES.search(folded) else 0)
    stated = [int(one.value) for one in figures_in(headline, every=True) if one.value.isdecimal() and one.unit != DATE]
    return max(_larger(folded), *few, *stated)
