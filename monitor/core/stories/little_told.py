"""News of a story of which readers know a short headline and no more, as where feeds have no summaries. One word tells
there what happened: a convoy enters, a convoy is looted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.core.numbers.amounts import is_of_an_amount
from monitor.core.numbers.words.units import unit_of
from monitor.core.stories.headlines.claims import is_claim, told_so
from monitor.core.stories.headlines.turns import what_it_turns
from monitor.core.stories.reports import StorySoFar
from monitor.core.stories.terms import has_said, stem_hash
from monitor.core.text.fold import fold_text, words_of
from monitor.core.text.words import tokens

LITTLE, SAID, WEIGHT = 10, 0.72, 3.5
"""Stems below which a story has told little; the share of a headline that it has then said, below which the rest is
news, if that weighs as much as a rare word: docs/decisions/0024-short-headlines.md has what each choice tells and keeps
silent. On the labelled short pairs this tells nothing of what was to be silent; from twelve stems on it would."""
SAID_BY_OWN = 0.6
"""The share of a headline that its story must have said where the report most like it is of its own outlet, which
brings it once more for something. Of the labelled repeats that such a report keeps silent an opinion and a list of
the day's offers have less."""
_TELLS = 1.0
"""Weight from which a word tells something: in, to, of do not."""
_SHORTEST, _ENDING = 4, 1
"""Letters that two forms of a word have in common, and those that the shorter one may lose."""
_ALIKE = tuple(
    map(
        words_of,
        (
            "enters enter crosses cross into",
            "sends send deploys deploy dispatches dispatch",
            "shut shuts closed closes close",
            "hits hit rocks shakes strikes jolts struck",
            "jet jets warplane warplanes plane planes aircraft fighter",
            "downed downs down shot shoots shoot",
            "captures capture captured take takes took taken seizes seize falls",
            "raises raise raised hikes hike lifts lift increases increase",
            "cuts cut lowers lower reduces reduce trims trim",
            "army troops forces soldiers military",
            "withdraw withdraws withdrawn pull pulls pulled out retreat retreats",
            "kidnapped kidnaps abducted abduct abducts gunmen",
            "entre entrent pénètre pénètrent",
            "girdi giriyor giriş ulaştı",
            "вошла вошли вошел въехала въехал",
            "دخول يدخل تدخل دخل دخلت",
        ),
    )
)
"""Words by which headlines tell the same."""
_SAYS_LITTLE = words_of(
    "military armed strong powerful major huge massive local people civilian civilians residents border area "
    "troops least amid moins interest "
    "militaire personnes civils askeri kişi sivil военных военная военный человек людей мирных عسكري عسكرية مدنيين "
    "مدنيا شخصا أشخاص"
)
"""What outlets add to a headline and leave out."""


def untold_by_little(
    headline: str, known: float, told: Sequence[str], story: StorySoFar, weights: Mapping[int, float]
) -> str:
    """The words of ``headline``, of which a story has said the share ``known``, that are news of it after the headlines
    ``told``; empty if they are none, or if it has told more than little."""
    if len(story.stems) >= LITTLE or known >= SAID:
        return ""
    return untold(headline, told, story.stems, weights)


def untold(headline: str, told: Sequence[str], said: frozenset[int], weights: Mapping[int, float]) -> str:
    """The words of ``headline`` that neither the stems ``said`` nor other words of ``told`` tell, if they weigh as much
    as a rare word; else empty."""
    words = dict.fromkeys(word for word in tokens(fold_text(headline)) if not is_of_an_amount(word))
    before = {word for other in told for word in tokens(fold_text(other))}
    telling = (word for word in words if weights[stem_hash(word)] >= _TELLS)
    left = [word for word in telling if not has_said(word, said) and not _is_told(word, before, told)]
    return " ".join(left) if sum(weights[stem_hash(word)] for word in left) >= WEIGHT else ""


def _begin_alike(word: str, other: str) -> bool:
    """Whether two words are forms of one, which are cut to different stems: clash and clashes, erupts and eruption."""
    shorter = min(len(word), len(other)) - _ENDING
    return shorter >= _SHORTEST and word[:shorter] == other[:shorter]


def _is_told(word: str, before: set[str], told: Sequence[str]) -> bool:
    """Whether a word says little, or what one of those ``before`` says of whom or of what is done."""
    if word in _SAYS_LITTLE or any(_begin_alike(word, other) for other in before):
        return True
    if any(word in group and not group.isdisjoint(before) for group in _ALIKE):
        return True
    if unit := unit_of(word):
        return any(unit_of(other) == unit for other in before)
    if turns := what_it_turns(word):
        return any(what_it_turns(other) == turns for other in before)
    return is_claim(word) and told_so(word, told)
