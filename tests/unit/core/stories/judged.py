"""The verdict on an article beside those that are stored."""

from dataclasses import replace

from monitor.core.numbers.figures import figures
from monitor.core.stories.incoming import Incoming
from monitor.core.stories.judge import Recalled, judge
from monitor.core.stories.reports import Report, StorySoFar
from monitor.core.stories.terms import terms
from monitor.core.stories.texts.compared import Said, TextCandidate
from monitor.core.stories.texts.edited import judge_edit
from monitor.core.stories.texts.fingerprint import fingerprint
from monitor.core.stories.thresholds import Thresholds
from monitor.core.stories.watched import NOTHING_WATCHED, Watched
from monitor.core.types import Article, Verdict
from monitor.reference.common_words import rarity
from tests.make import STORY, article

WEIGHTS = rarity().of("en")
WIRE = article("Shelling kills 21 in Morek", STORY, feed="wire")


def incoming(new: Article, watched: Watched = NOTHING_WATCHED, at: Thresholds | None = None) -> Incoming:
    return Incoming(new, terms(new.fields, WEIGHTS), WEIGHTS, at or Thresholds(), watched)


def candidate(of: Article, *, id_: int = 7) -> TextCandidate:
    print_ = fingerprint(of.fields)
    return TextCandidate(
        id_,
        "item 7",
        of.fields.title,
        of.fields,
        of.origin.owner,
        of.published,
        print_,
        lambda: Said(figures(of.fields), print_.shingles),
    )


def having_said(before: TextCandidate, *told: Article) -> TextCandidate:
    """With the figures of all these as those of its story."""
    every = tuple(figure for one in told for figure in figures(one.fields))
    return replace(before, story_said=lambda: Said(every, before.fingerprint.shingles))


def report(of: Article, *, id_: int = 7) -> Report:
    words = terms(of.fields, WEIGHTS)
    return Report(id_, "", of.fields.title, "", of.origin.owner, of.published, id_, words)


def verdict(new: Article, *stored: Article) -> Verdict:
    def story(story_id: int) -> StorySoFar:
        of = stored[story_id - 7]
        return StorySoFar(frozenset(terms(of.fields, WEIGHTS).all), lambda: figures(of.fields))

    texts = [candidate(one, id_=i) for i, one in enumerate(stored, 7)]
    known = Recalled(texts, [report(one, id_=i) for i, one in enumerate(stored, 7)], story)
    return judge(incoming(new), fingerprint(new.fields), known)


def edited(new: Article, before: TextCandidate) -> Verdict:
    return judge_edit(new, fingerprint(new.fields), before, unsaid=0.0)
