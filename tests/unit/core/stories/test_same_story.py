"""Reports of one event in other words: when they are of one story, and when they say something new in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.stories.headlines.claims import is_claim, told_so
from monitor.core.stories.headlines.comment import is_comment
from monitor.core.stories.reports import Report, StorySoFar, nearest
from monitor.core.stories.same_story import judge_story
from monitor.core.stories.sources import Telling, agency_of, has_text_of, independent
from monitor.core.stories.terms import Terms, likeness, stem_hash, terms, weighed
from monitor.core.stories.thresholds import Thresholds
from monitor.core.stories.which_story import same_as
from monitor.core.types import Fields, VerdictKind
from tests.make import NOW, article
from tests.unit.core.stories.judged import WEIGHTS, incoming, report
from tests.unit.core.stories.judged import verdict as stored_verdict
from tests.unit.core.stories.told import AGAIN, TOLD, WATCHED, headlines, later, verdict


def test_the_same_event_in_other_words_says_nothing_new() -> None:
    found = verdict(later(AGAIN, 1))
    assert (found.kind, found.of) == (VerdictKind.SAME_STORY, 7), found.why
    assert found.features["told"] >= Thresholds().nothing_new


def test_a_count_speaks_for_a_retelling_in_the_first_hours_only() -> None:
    counts, plain = (AGAIN, replace(AGAIN, fields=replace(AGAIN.fields, title="Car bomb blast at Afrin checkpoint")))
    early = verdict(later(counts, 19)).features["told"] - verdict(later(plain, 19)).features["told"]
    late = verdict(later(counts, 21)).features["told"] - verdict(later(plain, 21)).features["told"]
    assert early - late == pytest.approx(0.1, abs=0.03), "as many may have died in another one"


def test_what_was_only_explained_before_is_not_told_by_that() -> None:
    again = later(AGAIN, 1)
    told, explained, reported = (
        verdict(again, replace(TOLD, fields=replace(TOLD.fields, title=f"{word}{TOLD.fields.title}")))
        for word in ("", "Explained: ", "Reported: ")
    )
    assert told.features["told"] - explained.features["told"] == pytest.approx(0.1, abs=0.03)
    assert told.features["told"] - reported.features["told"] < 0.05


def test_a_headline_with_far_fewer_dead_tells_of_another_event() -> None:
    one = article("Nine dead in car bomb blast at Afrin checkpoint", "", feed="a")
    other = article("Two dead in car bomb blast at Afrin checkpoint", "", feed="b")
    found = verdict(later(other, 2), one)
    assert (found.kind, found.possibly_of) == (VerdictKind.NEW, 7) and "another event" in found.why


def test_a_statement_on_it_is_an_update() -> None:
    said = article("Ankara condemns Afrin bombing and blames fighters", "The ministry named no group.", feed="b")
    found = verdict(later(said, 6), TOLD)
    assert found.kind is not VerdictKind.SAME_STORY


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


def test_what_is_told_again_days_later_is_another_event_unless_it_is_comment() -> None:
    told = article("Air strikes kill 12 in Idlib", "Warplanes bombed the town of Ariha.", feed="a")
    again = article("Air strikes on Idlib kill 12 people", "Jets bombed a school in Ariha.", feed="b")
    assert verdict(later(again, 71), told).kind is VerdictKind.SAME_STORY
    found = verdict(later(again, 73), told)
    assert (found.kind, found.possibly_of) == (VerdictKind.NEW, 7) and "3 days" in found.why
    podcast = article("Air strikes on Idlib kill 12 people - podcast", "", feed="b")
    assert verdict(later(podcast, 73), told).kind is VerdictKind.SAME_STORY


@pytest.mark.parametrize(
    ("headline", "below", "kind"),
    [
        ("Twelve killed in raid on camp", "The raid was near Westquay in the north.", "update"),
        ("Twelve killed in raid on camp", "The raid was near Eastmere in the north.", "same_story"),
        ("Twelve held in raid on camp site", "It was near Westquay in the north.", "same_story"),
    ],
)
def test_a_place_below_a_headline_of_violence_tells_another_event(headline: str, below: str, kind: str) -> None:
    told = article(headline, "The raid was near Eastmere in the north.", feed="a")
    found = verdict(article(f"{headline}, police say", below, feed="b"), told)
    assert (found.kind, "is of Westquay" in found.why) == (kind, kind == "update"), found.why


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


@pytest.mark.parametrize(
    ("first", "second", "hours", "why"),
    [
        (
            "Weather for Idlib on February 6: rain by noon",
            "Weather for Idlib on February 7: rain by noon",
            2,
            "2 hours later, but its headline is for another day or hour",
        ),
        (
            "Weather for Idlib: rain by noon, wind later",
            "Weather for Idlib: rain by night, wind later",
            24,
            "24 hours later, by the same outlet: so long after, a headline so like it is taken for another event",
        ),
    ],
    ids=["another date, whoever prints it", "the outlet's own form, the next day"],
)
def test_a_form_that_is_filled_in_anew_is_another_article(first: str, second: str, hours: float, why: str) -> None:
    found = verdict(later(article(second, "", feed="a"), hours), article(first, "", feed="a"))
    assert (found.kind, found.possibly_of) == (VerdictKind.NEW, 7)
    assert found.why == f'like item 7 "{first}", {why}'


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
    ("headline", "comments"),
    [
        ("Video: ferry crashes into pier", True),
        ("Ferry crashes into pier – video", True),
        ("Watch ferry crash into pier", True),
        ("Obituary: Ada Weber, who lit the harbour", True),
        ("Paper prints obituary of living mayor of Northport", False),
        ("Captain jailed as video shows ferry crash", False),
        ("Jury hears captain's police interview of March", False),
        ("Por qué hay motines en la cárcel de Northport", True),
        ("Quiénes son los monjes secuestrados en Northport", True),
        ("Motín en Northport: lo que se sabe", True),
        ("Análisis: el motín en Northport", True),
        ("Motín en Northport por falta de agua", False),
        ("Multan a Northport por no dar agua", False),
    ],
)
def test_a_video_is_a_label_at_the_edge_and_evidence_inside(headline: str, comments: bool) -> None:
    assert is_comment(headline, "") is comments


@pytest.mark.parametrize(
    ("headline", "comments"),
    [
        ("WHO halts trial of vaccine", False),
        ("Who halts the trial", True),
        ("IS claims blast at mill", False),
        ("Is the mill safe? What inspectors say", True),
        ("Kim cancels launch", False),
        ("Kim kazandı?", True),
        ("Can Ardıç sentenced in Northport", False),
        ("Por segunda vez arde el molino", False),
        ("من دمشق: إعلان وقف النار", False),
        ("High-profile lawyer shot in Northport", False),
        ("DNA analysis confirms death of captain", False),
        ("Governor orders review of ferry ban after storm", False),
        ("Ferry review: slow but dry", True),
        ("Analysis: the ferry that nobody wanted", True),
        ("Northport today: five things to know", True),
        ("Here’s what we know about the ferry", True),
        ("Four big questions about the ferry", True),
        ("Key dates of the ferry trial", True),
        ("What is left here shows what we know of the ferry", True),
        ("Mayor says what we know of the ferry is little", False),
        ("Cinq choses à savoir sur le moulin", True),
        ("Incendie du moulin : ce que l’on sait", True),
        ("Families want to know who lit the mill", False),
        ("Министр в интервью назвал переговоры законченными", False),
        ("مصدر: نتائج تحليل العينات غدا", False),
    ],
)
def test_names_and_deeds_are_no_questions_and_labels(headline: str, comments: bool) -> None:
    assert is_comment(headline, "") is comments


def test_a_headline_that_only_counts_what_was_counted_is_told_the_more() -> None:
    told = "Ferry sinks off Northport pier, 12 dead"
    text = "Divers searched the wreck."
    plain, counts, claims = (
        headlines(new, told, text).features
        for new in (
            "Down off Northport pier: ferry",
            "Down off Northport pier: ferry, 12 dead",
            "Down off Northport pier: ferry, 12 dead, mayor resigns",
        )
    )
    assert float(counts["told"]) - float(plain["told"]) > 0.1
    assert claims["claim"] and float(claims["told"]) < float(plain["told"])


def test_telling_words_come_back_from_the_store() -> None:
    found = terms(TOLD.fields, WEIGHTS)
    back = Terms.unpacked(found.packed())
    assert back.all == found.all and len(back.title) == len(found.title)
    assert back.norm == pytest.approx(found.norm)
    assert len(found.packed()) == 5 + 4 * len(found.all)
    empty = terms(Fields("", "", ""), WEIGHTS)
    assert Terms.unpacked(empty.packed()) == empty == Terms((), (), 0.0)


def test_one_word_in_common_is_no_likeness_and_oneself_is_all_alike() -> None:
    def alike(one: str, other: str) -> float:
        ours, theirs = (terms(Fields(title, "", ""), WEIGHTS) for title in (one, other))
        return likeness(weighed(ours, WEIGHTS), ours.norm, theirs, WEIGHTS)

    assert alike("Afrin burns", "Afrin") == alike("Breaking news", "Breaking news") == alike("", "") == 0.0
    assert alike("Afrin burns", "Afrin burns") == pytest.approx(1.0)


def test_forms_of_a_word_have_one_stem() -> None:
    assert stem_hash("observation") == stem_hash("observations") == stem_hash("observatory")
    assert stem_hash("المعارضة") == stem_hash("والمعارضة") == stem_hash("معارضة")
    assert stem_hash("hama") != stem_hash("hamas")


def test_what_comments_and_what_reports() -> None:
    comments = (
        "Why Idlib matters",
        "Is the truce over?",
        "Idlib: five takeaways",
        "هل تسقط إدلب؟",
        "İdlib neden önemli?",
    )
    assert all(is_comment(title, "") for title in comments)
    assert is_comment("Idlib burns", "https://a.example/opinion/idlib") and not is_comment(
        "Idlib burns", "https://a.example/news/1"
    )
    assert not is_comment("Shelling kills 21 in Morek", "")
    claims = (
        "Ankara condemns strike",
        "Mayor slams harbour strike",
        "Senator suggests closing the harbour",
        "Rebels say town is lost",
        "أنقرة تدين الغارة",
        "МИД осудил удар",
        "Ankara saldırıyı kınadı",
    )
    assert all(is_claim(title) for title in claims)
    assert all(map(is_claim, ("Province appeals for aid after flood", "Harbour bomber named", "Owner of ferry jailed")))
    assert not is_claim("Strike on Morek market")


@pytest.mark.parametrize(
    ("headline", "told", "so"),
    [
        ("Mayor drops ferry plan", "Mayor has dropped ferry plan", True),
        ("Mayor abandons ferry plan", "Mayor drops ferry plan", True),
        ("Mayor fires captain", "Mayor sacks captain", True),
        ("Port fires flares", "Port launches flares", True),
        ("Mayor drops ferry plan", "Drones over the ferry", False),
        ("Mayor bans ferries", "Bank of ferries", False),
        ("Mayor bans ferries", "Ferries banned", True),
        ("Council blames mayor, opens inquiry", "Council blames mayor", False),
        ("Council votes to admit Northport", "Northport vote of council", True),
        ("Captain says ferry was full", "Mayor says ferry was full", False),
        ("Captain says ferry was full", "Ferry was full, captain said", True),
        ("US condemns ferry plan", "Vilmark condemns ferry plan", False),
        ("US condemns ferry plan", "Ferry plan condemned by US", True),
        ("Mayor under fire amid calls for ferry plan", "Captain calls for ferry plan under fire", True),
        ("Captain says ferry was full", "Northport captain says ferry was overladen", True),
        ("Мэр заявил о пожаре", "Мэр заявила о пожаре", True),
    ],
)
def test_whether_it_was_told_that_they_do_it(headline: str, told: str, so: bool) -> None:
    assert told_so(headline, ["Ferry plan of Northport", told]) is so


def test_an_act_that_is_told_takes_nothing_off() -> None:
    told = "Northport mayor drops harbour ferry plan"
    again, act = (headlines(f"Harbour ferry plan: Northport mayor {does} it", told) for does in ("drops", "defends"))
    assert (again.features["claim"], act.features["claim"]) == (False, True)
    assert float(again.features["told"]) - float(act.features["told"]) > 0.1


def test_copies_and_one_agency_are_one_source() -> None:
    def telling(id_: int, owner: str, of: int | None, text: str) -> Telling:
        return Telling(id_, owner, agency_of(Fields("t", "", text)), of)

    found = independent(
        [
            telling(1, "wire", None, "Four people were killed."),
            telling(2, "gazette", 1, "Four people were killed."),
            telling(3, "times", None, "BEIRUT (Reuters) - A bomb went off."),
            telling(4, "herald", None, "A bomb went off in Afrin. Reporting by Reuters."),
            telling(5, "wire", None, "The toll rose."),
            telling(6, "akhbar", None, "دمشق - سانا: انفجرت سيارة"),
            telling(7, "post", 4, "A bomb went off in Afrin, the mayor says now."),
        ]
    )
    assert found == {"wire": [1, 2, 5], "Reuters": [3, 4, 7], "SANA": [6]}
    assert agency_of(Fields("AFP", "", "x " * 300 + "he told AFP on Monday. " + "y " * 300)) == ""


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Smoke over the harbour. (Ali Omar/Reuters)\nA fire broke out.", ""),
        ("Smoke over the harbour, March 3. (Ali Omar/AFP via Getty Images)\nA fire broke out.", ""),
        ("A fire broke out. (AFP)", "AFP"),
        ("Clashes near Sana'a: the road is shut.", ""),
        ("The girl, Sana Omar, was found.", ""),
        ("DAMASCUS, SANA - The road is shut.", "SANA"),
        ("İHA saldırısında 3 kişi öldü.", ""),
        ("HATAY (İHA) - 3 kişi öldü.", "IHA"),
        ("Hubo un motín en la cárcel. Con información de EFE", "EFE"),
        ("Efe Yılmaz öldü.", ""),
        ("Uma rebelião começou. *Com informações da Agência Brasil", "Agência Brasil"),
        ("Madrid, 3 Mar. (EUROPA PRESS) - Hubo un motín.", "Europa Press"),
    ],
)
def test_who_took_a_picture_and_words_like_an_agency_are_no_credit(text: str, agency: str) -> None:
    assert agency_of(Fields("t", "", text)) == agency


@pytest.mark.parametrize(
    ("kind", "features", "has"),
    [
        ("copy", {}, True),
        ("seen", {}, True),
        ("update", {"new_in_old": 0.9}, True),
        ("same_story", {"new_in_old": 0.2}, True),
        ("update", {"likeness": 0.9}, False),
        ("new", {"new_in_old": 0.4}, False),
    ],
)
def test_a_text_with_news_in_it_is_whose_it_was(kind: str, features: dict[str, float], has: bool) -> None:
    assert has_text_of(VerdictKind(kind), 1, features) == (1 if has else None)


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


def test_what_is_new_is_said_once() -> None:
    title = "Weber urges mayor to shut harbour of Morek"
    assert headlines(title, "Harbour of Morek burns after blast").new == (title,)
