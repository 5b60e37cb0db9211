"""Of which story a report is: of that most like it, while that goes on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.stories.reports import Report, StorySoFar, nearest
from monitor.core.stories.same_story import judge_story
from monitor.core.stories.terms import terms
from monitor.core.stories.thresholds import Thresholds
from monitor.core.stories.which_story import same_as
from monitor.core.types import VerdictKind
from tests.make import NOW, article
from tests.unit.core.stories.judged import WEIGHTS, incoming, report
from tests.unit.core.stories.judged import verdict as stored_verdict
from tests.unit.core.stories.told import AGAIN, TOLD, WATCHED, headlines, later, verdict


def test_the_same_words_months_later_are_another_story() -> None:
    found = verdict(later(AGAIN, 24 * 90))
    assert found.kind is VerdictKind.NEW and found.of is None
    assert found.why.endswith(", but 90 days later: a story ends after 60 days"), "no threshold decided it"


def test_a_report_of_years_ago_that_is_more_alike_ends_no_story_of_today() -> None:
    years_ago = article("Drone attack on Northport airport", "", feed="a", published=NOW - timedelta(days=572))
    today = article("Drones strike Northport airport, four killed", "", feed="b", published=NOW - timedelta(hours=1))
    again = stored_verdict(article("Four killed in drone attack on Northport airport", "", feed="c"), years_ago, today)
    assert (again.kind, again.of) == (VerdictKind.SAME_STORY, 8), again.why
    denied = article("Militia denies drone attack on Northport airport", "", feed="c")
    assert stored_verdict(denied, years_ago, today).of == 8
    unlike = article("Northport opens a museum", "", feed="b", published=NOW - timedelta(hours=1))
    assert stored_verdict(denied, years_ago, unlike).possibly_of == 7, "of nothing today, it is beside what it is like"


def test_a_reason_shows_no_score_that_reaches_the_threshold_which_it_misses() -> None:
    told = article("Northport mill dockers court crack governor flood", "", feed="a")
    new = article("Northport mill harbour dockers governor rain flood", "", feed="b")
    ours, at = incoming(new), Thresholds()
    ranked = nearest(ours, [report(told)])
    story = StorySoFar(frozenset(ranked[0].report.terms.all), tuple)
    score = judge_story(ours, ranked, lambda _: story).score
    just_missed = replace(at, nothing_new=round(score + 0.001, 4))
    why = judge_story(replace(ours, thresholds=just_missed), ranked, lambda _: story).why
    said = f"(its score for being told before is {int(score * 100) / 100:.2f}; from {just_missed.nothing_new:g} on"
    assert f"{said} it would be silent, `dedup.nothing_new`)" in why
    days_later = [one._replace(apart=timedelta(days=30)) for one in ranked]
    too_few = replace(at, same_story=days_later[0].near + 0.001)
    why = judge_story(replace(ours, thresholds=too_few), days_later, lambda _: story).why
    needed = f"({too_few.same_story:g} is needed, `dedup.same_story`)"
    assert why.endswith(f" as they are 30 days apart: too little to be sure {needed}"), why
    years_later = [one._replace(likeness=0.41, apart=timedelta(days=2656)) for one in ranked]
    why = judge_story(ours, years_later, lambda _: story).why
    assert why.startswith("nothing stored tells this; ") and why.endswith(", alike by 0.41 of 1, 7 years apart"), why


def test_what_has_nothing_in_common_is_not_named() -> None:
    found = verdict(article("Cholera spreads along the coast", "", feed="b"), article("Governor resigns", "", feed="a"))
    assert found.why == "nothing stored tells this"


def test_what_was_told_today_silences_though_an_old_report_is_more_alike() -> None:
    old = article("Air strikes kill 12 in Idlib", "", feed="a", published=NOW - timedelta(days=20))
    today = article("Twelve killed as air strikes hit Idlib camp", "", feed="b", published=NOW - timedelta(hours=2))
    found = stored_verdict(article("Air strikes kill 12 in Idlib", "", feed="c"), old, today)
    assert (found.of, found.same_as) == (8, ()), "no story becomes one with itself: that would forget what it is"


def test_another_launch_is_not_silent_for_one_of_today_of_another_kind() -> None:
    """Last week's reads more like it than today's; so today's says little of it."""
    weeks_ago = article(
        "Northland launches ballistic missile toward sea", "", feed="a", published=NOW - timedelta(days=5)
    )
    today = article("Northland tests submarine missile, port says", "", feed="b", published=NOW - timedelta(hours=4))
    found = stored_verdict(article("Northland fires ballistic missile toward sea", "", feed="c"), weeks_ago, today)
    assert (found.kind, found.possibly_of) == (VerdictKind.NEW, 7), found.why


def test_another_subject_is_another_story() -> None:
    other = article("Bakery in Azaz reopens after repairs", "Its owner said bread will be sold from Monday.", feed="b")
    assert verdict(other).of is None


def test_what_a_story_has_said_is_asked_only_for_a_report_of_it() -> None:
    """It is a question to the store, and most reports are of no story."""

    def unasked(_: int) -> StorySoFar:
        raise AssertionError("asked")

    other = article("Bakery in Azaz reopens after repairs", "Its owner said bread will be sold from Monday.", feed="b")
    ours, again = incoming(other), incoming(AGAIN)
    assert judge_story(ours, nearest(ours, [report(TOLD)]), unasked).of is None
    with pytest.raises(AssertionError, match="asked"):
        judge_story(again, nearest(again, [report(TOLD)]), unasked)


def test_reports_of_two_stories_that_one_report_tells_make_them_one() -> None:
    other = Report(8, "", AGAIN.fields.title, "", "gazette", NOW, 9, terms(AGAIN.fields, WEIGHTS))
    new = article(AGAIN.fields.title, TOLD.fields.text, feed="times")
    ranked = nearest(incoming(new), [report(TOLD), other])
    assert same_as(ranked) == (7,) and ranked[0].report.story_id == 9
    far = [one._replace(apart=timedelta(days=3)) for one in ranked]
    assert same_as(far) == ()


def test_reports_of_two_events_stay_two_stories_whoever_retells_one() -> None:
    aleppo = article("Air strike on Aleppo market kills several, rescuers say", "", feed="wire")
    retold = article("Several killed in air strike on Aleppo market, rescuers say", "", feed="times")
    ours = incoming(retold)
    for headline, together in (
        ("Air strike on Saraqib market kills several, rescuers say", False),
        ("Air strike on Aleppo market kills many, rescuers say", True),
    ):
        other = report(article(headline, "", feed="post"), id_=8)
        ranked = nearest(ours, [report(aleppo), other])
        assert bool(same_as(ranked, retold.fields.title, WATCHED)) is together, headline


@pytest.mark.parametrize(
    ("told", "other"),
    [
        (
            (
                "निर्वाचन आयोगले मतदानको मिति तोक्यो",
                "आयोगले स्थानीय तहको मतदान वैशाखमा गर्ने निर्णय गरेको छ। दलहरूले मितिमा सहमति जनाएका छन्।",
            ),
            (
                "काठमाडौंमा सडक विस्तार रोकियो",
                "अदालतले काठमाडौंको सडक विस्तार रोक्न आदेश दिएको छ। स्थानीयले मुआब्जा नपाएको भन्दै मुद्दा हालेका थिए।",
            ),
        ),
        (
            (
                "မန္တလေးမြို့တွင် ရေကြီး",
                "ဧရာဝတီမြစ်ရေ မြင့်တက်လာ၍ မန္တလေးမြို့ အနောက်ပိုင်း ရပ်ကွက်များ ရေမြုပ်သွားသည်။ လူများ ရွှေ့ပြောင်းနေရသည်။",
            ),
            (
                "ရန်ကုန်တွင် စျေးသစ် ဖွင့်လှစ်",
                "ရန်ကုန်မြို့ မြောက်ပိုင်းတွင် စျေးအသစ်တစ်ခု ဖွင့်လှစ်ခဲ့သည်။ ကုန်သည်များက ဆိုင်ခန်းခ ကြီးသည်ဟု ပြောကြသည်။",
            ),
        ),
    ],
    ids=["Nepali", "Burmese"],
)
def test_other_events_in_a_script_with_vowel_signs_are_no_one_story(
    told: tuple[str, str], other: tuple[str, str]
) -> None:
    assert verdict(article(*other, feed="gazette"), article(*told)).kind is VerdictKind.NEW


def test_a_name_with_an_article_is_one_word_in_common() -> None:
    """El Vessar was struck and remembers its dead; that hunger is declared there is another story."""
    for article_of_name in ("El", "al", "Al"):
        found = headlines(f"Hunger declared in {article_of_name} Vessar", f"{article_of_name} Vessar mourns forty dead")
        assert found.kind is VerdictKind.NEW, found
