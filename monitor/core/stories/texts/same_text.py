"""Has this text been told? Which stored article it copies, holds or continues, and what is new in it.

When in doubt it is another text: a wrong merge hides news, a duplicate only annoys. Whether a text of its own tells a
story that is known is the question of same_story.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.core.durations import shown as duration
from monitor.core.numbers.stated import Stated
from monitor.core.stories.headlines.forms import NEXT_DAY, is_next_edition
from monitor.core.stories.headlines.recounts import (
    headline_counts,
    lowers_a_count,
    moves_a_count,
    none_counted,
    rising_from,
)
from monitor.core.stories.texts.compared import (
    Comparison,
    TextCandidate,
    compare,
    conflict_with,
    likeness_of_titles,
    news_beyond,
)
from monitor.core.stories.texts.conflict import Conflict
from monitor.core.stories.texts.fingerprint import MIN_TITLE, Fingerprint, fingerprint
from monitor.core.stories.texts.house_text import without_house_text
from monitor.core.stories.texts.novelty import Novelty, head_figures, novelty
from monitor.core.stories.thresholds import Thresholds
from monitor.core.stories.watched import NOTHING_WATCHED, Watched, elsewhere
from monitor.core.types import ANY_MATERIAL, Article, Material, Verdict, VerdictKind

MIN_SHARED, MIN_WHOLE = 6, 3
"""Shingles that must be shared before overlap means anything; fewer if they are all of both texts."""
RELATED_WITHIN = timedelta(days=14)
"""Two texts further apart may be the same text, but no update of one another."""
LONG = 120
"""Shingles from which a text is more than a form: other names in it are other words for the same."""
SHORT = 40
"""Shingles below which a text may be a template, which is filled in anew the next day."""


@dataclass(frozen=True, slots=True)
class TextVerdict:
    """``sure``: the text is told, or it is the words of a told one about something else. Otherwise nothing was found
    that settles it, and ``verdict`` says what was."""

    verdict: Verdict
    sure: bool


@dataclass(frozen=True, slots=True)
class _New:
    """The text that is judged, and by what. ``told`` gives the people that headlines of the story of a candidate
    counted."""

    article: Article
    print_: Fingerprint
    thresholds: Thresholds
    watched: Watched
    told: Callable[[int], Stated]

    def is_of_its_outlet(self, candidate: TextCandidate) -> bool:
        return candidate.owner == self.article.origin.owner


def judge_text(
    article: Article,
    print_: Fingerprint,
    candidates: Sequence[TextCandidate],
    thresholds: Thresholds,
    watched: Watched = NOTHING_WATCHED,
    told: Callable[[int], Stated] = none_counted,
) -> TextVerdict:
    """``article`` against ``candidates``, which may be none. Once more without what its outlet prints around other
    articles too, if that settles nothing or may be all that does. ``told`` gives the people that headlines of the story
    of a candidate counted."""
    new = _New(article, print_, thresholds, watched, told)
    found = _judge(new, candidates)
    around = [one for one in candidates if _is_around(new, one)]
    if not around or (found.sure and not _may_be_around(new, found.verdict, candidates)):
        return found
    fields = without_house_text(article.fields, [one.fingerprint.shingles for one in around])
    bare = fingerprint(fields)
    if fields == article.fields or len(bare.shingles) < MIN_SHARED:
        return found
    others = [one for one in candidates if one not in around]
    again = _judge(replace(new, article=replace(article, fields=fields), print_=bare), others)
    if not again.sure:
        return again if found.sure else found
    why = f"{again.verdict.why}; left out of this is what other articles of the outlet hold, too"
    return replace(again, verdict=replace(again.verdict, why=why))


def _is_around(new: _New, one: TextCandidate) -> bool:
    """Whether it is another article of the outlet, by its headline: what stands in both says nothing of either."""
    return new.is_of_its_outlet(one) and likeness_of_titles(new.print_, one.fingerprint) < new.thresholds.head_agrees


def _may_be_around(new: _New, verdict: Verdict, candidates: Sequence[TextCandidate]) -> bool:
    """Whether it is silent for what it shares with an article of the same outlet."""
    silent = verdict.kind in (VerdictKind.SEEN, VerdictKind.SAME_STORY) and verdict.score < 1.0
    return silent and any(one.id == verdict.of and new.is_of_its_outlet(one) for one in candidates)


def _judge(new: _New, candidates: Sequence[TextCandidate]) -> TextVerdict:
    article, print_, thresholds = new.article, new.print_, new.thresholds
    compared = [c for c in (compare(print_, candidate) for candidate in candidates) if _means_something(print_, c)]
    if not compared:
        return TextVerdict(
            Verdict(VerdictKind.NEW, "no stored article shares a passage or the headline with it"), False
        )
    # The text that holds most of the new one, then the one most like it; the oldest of equals.
    best = max(compared, key=lambda c: (c.new_in_old + 0.5 * c.old_in_new + 0.2 * c.title, -c.candidate.id))
    caption = len(print_.shingles) < SHORT and new.is_of_its_outlet(best.candidate)
    sure = best.overlap >= thresholds.sure_text and not caption
    agrees = sure or max(0.0 if caption else best.head, best.title) >= thresholds.head_agrees
    same = best.overlap >= thresholds.same_text and agrees and not _around_another(new, best)
    if not same and not _same_headline(new, best):
        return TextVerdict(_doubtful(best, thresholds), False)
    filled_in = best.overlap < 1.0 and len(print_.shingles) < LONG
    if filled_in and (where := elsewhere(article.fields.title, best.candidate.title, new.watched)):
        return TextVerdict(_elsewhere(best, where), True)
    other = conflict_with(article, print_, best.candidate, new.watched)
    alike = (c.candidate.fields for c in compared if c is not best and c.overlap >= thresholds.possibly)

    def heads() -> Stated:
        heads_alike = (figure for fields in alike if fields for figure in head_figures(fields))
        return Stated((*new.told(best.candidate.id).figures, *heads_alike))

    return TextVerdict(_told_before(new, best, other, heads), True)


def _around_another(new: _New, best: Comparison) -> bool:
    """Whether the owner printed the shared passages around another article: under another headline stands something
    that was not said before. Menus, background and subscription texts can be most of what a feed gives."""
    if not new.is_of_its_outlet(best.candidate) or best.title >= new.thresholds.head_agrees:
        return False
    return bool(novelty(new.article.fields, (), best.candidate.fingerprint.shingles).sentences)


def _means_something(print_: Fingerprint, compared: Comparison) -> bool:
    """Enough is shared for overlap to say anything: six shingles, the whole of a shorter text, or a headline."""
    whole = compared.shared >= MIN_WHOLE and compared.new_in_old == compared.old_in_new == 1.0
    return compared.shared >= MIN_SHARED or whole or (compared.title == 1.0 and len(print_.title_words) >= MIN_TITLE)


def _same_headline(new: _New, best: Comparison) -> bool:
    """The same headline of five words or more within three days, and a body that is absent or agrees in part."""
    close = abs(new.article.published - best.candidate.published) <= timedelta(days=3)
    body_agrees = best.overlap >= new.thresholds.possibly or not len(new.print_.shingles)
    return best.title == 1.0 and len(new.print_.title_words) >= MIN_TITLE and close and body_agrees


def _doubtful(best: Comparison, thresholds: Thresholds) -> Verdict:
    name, features = best.candidate.name, best.features()
    if best.overlap < thresholds.possibly and best.title < 1.0:
        why = f"{_shares(best, name)}: too little for the same text"
        return Verdict(VerdictKind.NEW, why, score=best.overlap, features=features)
    why = f"possibly the same as {name}: {_shares(best)}, but headline and lead differ"
    return Verdict(VerdictKind.NEW, why, score=best.overlap, possibly_of=best.candidate.id, features=features)


def _shares(best: Comparison, name: str = "") -> str:
    """The greater of the two shares, as that of whose passages it is; ``name`` if the other text is not named yet."""
    if best.old_in_new > best.new_in_old:
        return f"{_percent(best.old_in_new)} of the passages of {name or 'that one'} stand in it"
    return f"{_percent(best.new_in_old)} of its passages stand {f'in {name}' if name else 'there'}"


def _percent(share: float) -> str:
    """Never ``100%`` of what is less than all."""
    return f"{share if share == 1 else min(share, 0.99):.0%}"


def _elsewhere(best: Comparison, where: str) -> Verdict:
    why = f"the words of {best.candidate.name}, but of another place: {where}"
    return Verdict(VerdictKind.NEW, why, score=best.overlap, possibly_of=best.candidate.id, features=best.features())


def _told_before(new: _New, best: Comparison, other: Conflict, heads: Callable[[], Stated]) -> Verdict:
    """The verdict on a text that is the one of ``best``. ``other`` is what the two say otherwise, ``heads`` gives what
    the headlines and leads of all texts like it stated."""
    article, thresholds = new.article, new.thresholds
    candidate, score, features = best.candidate, best.overlap, best.features()
    apart = abs(article.published - candidate.published)

    def another(why: str) -> Verdict:
        return Verdict(VerdictKind.NEW, why, score=score, possibly_of=candidate.id, features=features)

    if but := _used_for_another(new, candidate, other, apart):
        return another(f"the words of {candidate.name}, but {but}")
    found = news_beyond(article, candidate, candidate.story_said())
    figures, denied = _figures(new, candidate, found, other, heads), (other.denied,) if other.denied else ()
    material = tuple(dict.fromkeys((*figures, *denied)))
    if material and apart > RELATED_WITHIN:
        return another(f"close to {candidate.name}, but {duration(apart)} later and with news: {'; '.join(material)}")
    if other.figures and not material and apart > NEXT_DAY and new.is_of_its_outlet(candidate):
        return another(
            f"the words of {candidate.name}, {duration(apart)} later and with other figures: {other.shown[0]}"
        )
    states = best.title < 0.5 and len(found.on_subject) >= (2 if best.title else 1)
    if material or states:
        shown = material or found.on_subject[:2]
        why = f"continues {candidate.name} and now says: {'; '.join(shown)}"
        unsaid = tuple(dict.fromkeys((*shown, *found.sentences[:2])))
        is_new = {Material.FIGURES: figures, Material.EVENTS: denied, Material.WORDS: states}
        kinds = frozenset(kind for kind, found_new in is_new.items() if found_new)
        return Verdict(VerdictKind.UPDATE, why, candidate.id, score, unsaid, kinds, features=features)
    outlet = new.is_of_its_outlet(candidate)
    if outlet and (fresh := _new_in_edition(article.fields.title, candidate.title, found)):
        why = f"the next edition of {candidate.name}, and now says: {fresh[0]}"
        return Verdict(VerdictKind.UPDATE, why, candidate.id, score, fresh, ANY_MATERIAL, features=features)
    if not other.figures and (best.new_in_old >= thresholds.same_text or best.title == 1.0):
        kind = VerdictKind.SEEN if outlet else VerdictKind.COPY
        where = "at the same outlet," if outlet else f"of {candidate.owner}," if candidate.owner else "of"
        why = _copied(best, where, found.sentences, thresholds)
        return Verdict(kind, why, candidate.id, score, features=features)
    why = f"holds {_percent(best.old_in_new)} of {candidate.name}, and adds nothing material"
    return Verdict(VerdictKind.SAME_STORY, why, candidate.id, score, found.sentences, features=features)


def _used_for_another(new: _New, candidate: TextCandidate, other: Conflict, apart: timedelta) -> str:
    """Why a text in the words of ``candidate`` tells of another event, whatever it adds; empty if it does not."""
    length, headline = len(new.print_.shingles), new.article.fields.title
    if other.names and length < LONG:
        return f"of something else: {'; '.join(other.shown)}"
    recounted = headline_counts(headline, candidate.title)
    if recounted and recounted.another_event and not lowers_a_count(headline):
        return f"of another event: {recounted.shown}"
    goes_on = recounted is not None and moves_a_count(headline)
    if apart > NEXT_DAY and length < SHORT and not candidate.seed and not goes_on:
        return f"{duration(apart)} later: a short text may be used again"
    return ""


def _new_in_edition(headline: str, told: str, found: Novelty) -> tuple[str, ...]:
    """The new sentences of a round-up that its outlet brings anew each hour or day; none of another text."""
    return tuple(one for one in found.sentences if one != headline) if is_next_edition(headline, told) else ()


def _figures(
    new: _New, candidate: TextCandidate, found: Novelty, other: Conflict, heads: Callable[[], Stated]
) -> tuple[str, ...]:
    """What of an article that goes on from ``candidate`` is counted otherwise, for a person."""
    changes, headline = found.changes, new.article.fields.title
    recounted = headline_counts(headline, candidate.title)
    if recounted and (lowers_a_count(headline) or recounted.new not in new.told(candidate.id)):
        rise = rising_from(recounted, new.told(candidate.id))
        changes = (rise.shown, *rise.beside(changes))
    # A copy that counts more in a sentence of the other is news, though the story stated that number of something else.
    raised = () if recounted or found.changes else other.raised(heads())
    return (*changes, *raised)


def _copied(best: Comparison, where: str, unsaid: Sequence[str], thresholds: Thresholds) -> str:
    """Why a text counts as told, ``where`` it was, and what it says beside that."""
    name = best.candidate.name
    shares = f"{_percent(best.new_in_old)} of its passages stand there" if best.shared else "the same headline"
    rest = f"the rest is not counted as news: {unsaid[0]}" if unsaid else "nothing material differs"
    same = "text" if best.new_in_old >= thresholds.same_text or not best.shared else "headline"
    return f"the {same} {where} {name}: {shares}, {rest}"
