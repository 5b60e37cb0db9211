"""Reports of one event in other words: when they are of one story, and when they say something new in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.core.stories.claims import is_claim, told_so
from monitor.core.stories.clauses import main_clause
from monitor.core.stories.comment import is_comment
from monitor.core.stories.dates import dates_in
from monitor.core.stories.figure import Figure
from monitor.core.stories.figures import figures, figures_in
from monitor.core.stories.headlines import headline_counts, rising_from
from monitor.core.stories.reports import Report, StorySoFar, nearest
from monitor.core.stories.reversals import turn
from monitor.core.stories.same_story import judge_story, same_as
from monitor.core.stories.sources import Telling, agency_of, independent
from monitor.core.stories.terms import Terms, likeness, stem_hash, terms, weighed
from monitor.core.stories.thresholds import Thresholds
from monitor.core.stories.watched import Watched
from monitor.core.types import Article, Fields, Mention, Verdict, VerdictKind
from tests.make import NOW, article
from tests.unit.test_judge import WEIGHTS, report
from tests.unit.test_judge import verdict as stored_verdict

TOLD = article(
    "Car bomb kills four at a checkpoint outside Afrin",
    "A car bomb went off at a checkpoint of the town's police on Tuesday morning and killed four people.",
    feed="wire",
)
AGAIN = article(
    "Four dead in car bomb blast at Afrin checkpoint",
    "Police of the town said the car exploded when guards stopped it for a search.",
    feed="gazette",
)


PARTS = {
    "aleppo": frozenset[str](),
    "idlib": frozenset[str](),
    "ariha": frozenset({"idlib"}),
    "saraqib": frozenset({"idlib"}),
}
"""Watched places, and what they are part of."""


def named(fields: Fields) -> list[Mention]:
    words = fields.title.casefold().split()
    return [Mention(place, place, "title", 0, 0, place) for place in PARTS if place in words]


WATCHED = Watched(named, PARTS.get)


def verdict(new: Article, told: Article = TOLD) -> Verdict:
    ours = terms(new.fields, WEIGHTS)
    ranked = nearest(new, ours, [report(told)], WEIGHTS)
    story = StorySoFar(frozenset(terms(told.fields, WEIGHTS).all), lambda: figures(told.fields))
    return judge_story(new, ours, ranked, story, WEIGHTS, Thresholds(), WATCHED)


def headlines(new: str, told: str, told_text: str = "") -> Verdict:
    """The verdict on a headline of another outlet an hour after another one."""
    return verdict(later(article(new, "", feed="b"), 1), article(told, told_text, feed="a"))


def later(one: Article, hours: float) -> Article:
    return replace(one, published=one.published + timedelta(hours=hours))


def test_the_same_event_in_other_words_says_nothing_new() -> None:
    found = verdict(later(AGAIN, 1))
    assert (found.kind, found.of) == (VerdictKind.SAME_STORY, 7), found.why
    assert found.features["told"] >= Thresholds().nothing_new


def test_what_was_only_explained_before_is_not_told_by_that() -> None:
    again = later(AGAIN, 1)
    told, explained, reported = (
        verdict(again, replace(TOLD, fields=replace(TOLD.fields, title=f"{word}{TOLD.fields.title}")))
        for word in ("", "Explained: ", "Reported: ")
    )
    assert told.features["told"] - explained.features["told"] == pytest.approx(0.1, abs=0.03)
    assert told.features["told"] - reported.features["told"] < 0.05


def test_a_higher_toll_in_other_words_is_an_update_that_names_it() -> None:
    higher = article("Nine dead in car bomb blast at Afrin checkpoint", AGAIN.fields.text, feed="gazette")
    found = verdict(later(higher, 3))
    assert found.kind is VerdictKind.UPDATE and found.new[0] == "killed: 4 -> 9"


def test_more_than_so_many_is_what_the_story_counted() -> None:
    told = article("Ferry sinks off Northport, 216 dead", "Divers searched the wreck of the ferry.", feed="a")
    rounded = article("More than 200 dead as ferry sinks off Northport", "", feed="b")
    assert verdict(later(rounded, 1), told).kind is VerdictKind.SAME_STORY
    for other in ("200 dead as ferry sinks off Northport", "More than 150 dead as ferry sinks off Northport"):
        assert verdict(later(article(other, "", feed="b"), 1), told).kind is VerdictKind.UPDATE, other
    passed = article("More than 220 dead as ferry sinks off Northport", "", feed="b")
    assert verdict(later(passed, 1), told).kind is VerdictKind.UPDATE


@pytest.mark.parametrize(
    ("told", "text", "hours", "new"),
    [
        ("Ferry sinks off Northport, 12 dead", "In 2019 a ferry sank there and 45 were killed.", 1, "killed: 12 -> 40"),
        ("Ferry sinks off Northport", "In 2019 a ferry sank there and 45 were killed.", 1, "40 killed"),
        ("Ferry sinks off Northport, 45 dead", "", 48, "killed: 45 -> 40"),
        ("Second ferry sinks off Northport, 12 dead", "The first sank on Monday: 45 killed.", 1, "killed: 12 -> 40"),
    ],
    ids=["a disaster of old", "the first toll", "two days later", "the one before"],
)
def test_more_than_so_many_is_news_where_only_another_event_had_a_few_more(
    told: str, text: str, hours: int, new: str
) -> None:
    more = later(article("More than 40 dead as ferry sinks off Northport", "", feed="b"), hours)
    found = verdict(more, article(told, text, feed="a"))
    assert (found.kind, found.new[0]) == (VerdictKind.UPDATE, new), found.why


@pytest.mark.parametrize(
    "headline",
    ["More than 40 more dead as ferry sinks off Northport", "Second ferry sinks off Northport, over 40 dead"],
)
def test_more_than_so_many_besides_are_others(headline: str) -> None:
    assert headlines(headline, "Ferry sinks off Northport, 45 dead").kind is VerdictKind.UPDATE


def test_the_first_death_is_news_though_it_is_one() -> None:
    told = article("Harbour fire in Northport injures dozens", "Two sheds burnt down.", feed="a")
    dead = article("One dead, dozens injured in Northport harbour fire", "", feed="b")
    found = verdict(later(dead, 1), told)
    assert (found.kind, found.new[0]) == (VerdictKind.UPDATE, "1 killed"), found.why
    assert verdict(later(article("Dozens injured in Northport harbour fire", "", feed="b"), 1), told).kind is (
        VerdictKind.SAME_STORY
    )


def test_a_part_of_the_toll_is_no_news() -> None:
    part = article(AGAIN.fields.title, "Among the four killed were two guards, police said.", feed="gazette")
    assert verdict(later(part, 1)).kind is VerdictKind.SAME_STORY


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


def test_what_has_nothing_in_common_is_not_named() -> None:
    found = verdict(article("Cholera spreads along the coast", "", feed="b"), article("Governor resigns", "", feed="a"))
    assert found.why == "nothing stored tells this"


def test_what_is_told_again_days_later_is_another_event_unless_it_is_comment() -> None:
    told = article("Air strikes kill 12 in Idlib", "Warplanes bombed the town of Ariha.", feed="a")
    again = article("Air strikes on Idlib kill 12 people", "Jets bombed a school in Maarat al-Numan.", feed="b")
    assert verdict(later(again, 71), told).kind is VerdictKind.SAME_STORY
    found = verdict(later(again, 73), told)
    assert (found.kind, found.possibly_of) == (VerdictKind.NEW, 7) and "3 days" in found.why
    podcast = article("Air strikes on Idlib kill 12 people - podcast", "", feed="b")
    assert verdict(later(podcast, 73), told).kind is VerdictKind.SAME_STORY


def test_what_was_told_today_silences_though_an_old_report_is_more_alike() -> None:
    old = article("Air strikes kill 12 in Idlib", "", feed="a", published=NOW - timedelta(days=20))
    today = article("Twelve killed as air strikes hit Idlib camp", "", feed="b", published=NOW - timedelta(hours=2))
    assert stored_verdict(article("Air strikes kill 12 in Idlib", "", feed="c"), old, today).of == 8


def test_another_launch_is_not_silent_for_one_of_today_of_another_kind() -> None:
    """Last week's reads more like it than today's; so today's says little of it."""
    weeks_ago = article(
        "Northland launches ballistic missile toward sea", "", feed="a", published=NOW - timedelta(days=5)
    )
    today = article("Northland tests submarine missile, port says", "", feed="b", published=NOW - timedelta(hours=4))
    found = stored_verdict(article("Northland fires ballistic missile toward sea", "", feed="c"), weeks_ago, today)
    assert (found.kind, found.possibly_of) == (VerdictKind.NEW, 7), found.why


@pytest.mark.parametrize(
    ("first", "second", "hours"),
    [
        ("Weather for Idlib on February 6: rain by noon", "Weather for Idlib on February 7: rain by noon", 2),
        ("Weather for Idlib: rain by noon, wind later", "Weather for Idlib: rain by night, wind later", 24),
    ],
    ids=["another date, whoever prints it", "the outlet's own form, the next day"],
)
def test_a_form_that_is_filled_in_anew_is_another_article(first: str, second: str, hours: float) -> None:
    found = verdict(later(article(second, "", feed="a"), hours), article(first, "", feed="a"))
    assert (found.kind, found.possibly_of) == (VerdictKind.NEW, 7) and "form" in found.why


@pytest.mark.parametrize(
    ("headline", "clause"),
    [
        ("Dockers walk out after Northport mayor is dismissed", "Dockers walk out"),
        ("Dockers walk out as mayor speeds up plan amid protests", "Dockers walk out"),
        ("After the flood, cholera spreads in Northport", "cholera spreads in Northport"),
        ("Grève des dockers après le renvoi du maire", "Grève des dockers"),
        ("Limanda yangından sonra işçiler greve gitti", "işçiler greve gitti"),
        ("Докеры бастуют после отставки мэра", "Докеры бастуют"),
        ("إضراب عمال الميناء بعد إقالة العمدة", "إضراب عمال الميناء"),
        ("After the flood", ""),
        ("Panic after flood", ""),
        ("Mayor dismissed", ""),
    ],
)
def test_what_stands_before_after_is_the_news_of_a_headline(headline: str, clause: str) -> None:
    assert main_clause(headline) == clause


DISMISSED = "Northport mayor dismisses harbour chief over plan to close docks"


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Crowds torch barricades after Northport mayor dismisses harbour chief", "update"),
        ("Harbour chief dismissed as Northport mayor plans to close docks", "same_story"),
        ("Northport mayor dismisses harbour chief after plan to close docks", "same_story"),
        ("Why crowds torch barricades after Northport mayor dismisses harbour chief", "same_story"),
        ("Four killed after Northport mayor dismisses harbour chief over docks", "update"),
    ],
    ids=["unheard of", "told", "the same", "an explanation", "people are figures' business"],
)
def test_a_headline_that_tells_something_new_after_what_was_told_is_news(headline: str, kind: str) -> None:
    found = headlines(headline, DISMISSED, "The harbour chief said the docks would stay open.")
    assert found.kind.value == kind, found.why


def test_a_new_number_of_a_word_is_not_unheard_of() -> None:
    told = "Northport mayor signs deal with watchdog over harbour dispute"
    again = headlines("Crew sign deals with watchdogs amid Northport harbour dispute", told)
    assert again.kind is VerdictKind.SAME_STORY, again.why


def test_what_is_said_behind_after_is_no_claim_of_the_headline() -> None:
    found = headlines("Harbour chief gone after Northport mayor says docks close", DISMISSED)
    assert found.features["claim"] is False


def test_an_explanation_turns_nothing() -> None:
    told = "Northport mayor dismisses harbour chief over docks"
    found = headlines("Why Northport mayor rejects harbour chief over docks", told)
    assert "rejects" not in found.why


def test_another_subject_is_another_story() -> None:
    other = article("Bakery in Azaz reopens after repairs", "Its owner said bread will be sold from Monday.", feed="b")
    assert verdict(other).of is None


def test_what_a_story_stated_is_asked_only_for_a_report_of_it() -> None:
    """It is a question to the store, and most reports are of no story."""

    def unasked() -> tuple[Figure, ...]:
        raise AssertionError("asked")

    other = article("Bakery in Azaz reopens after repairs", "Its owner said bread will be sold from Monday.", feed="b")
    ours = terms(other.fields, WEIGHTS)
    found = judge_story(
        other,
        ours,
        nearest(other, ours, [report(TOLD)], WEIGHTS),
        StorySoFar(frozenset(), unasked),
        WEIGHTS,
        Thresholds(),
    )
    assert found.of is None


def test_reports_of_two_stories_that_one_report_tells_make_them_one() -> None:
    other = Report(8, "item 8", AGAIN.fields.title, "gazette", NOW, terms(AGAIN.fields, WEIGHTS), story_id=9)
    new = article(AGAIN.fields.title, TOLD.fields.text, feed="times")
    ranked = nearest(new, terms(new.fields, WEIGHTS), [report(TOLD), other], WEIGHTS)
    assert same_as(ranked) == (7,) and ranked[0].report.story_id == 9
    far = [one._replace(apart=timedelta(days=3)) for one in ranked]
    assert same_as(far) == ()


def test_reports_of_two_events_stay_two_stories_whoever_retells_one() -> None:
    aleppo = article("Air strike on Aleppo market kills several, rescuers say", "", feed="wire")
    retold = article("Several killed in air strike on Aleppo market, rescuers say", "", feed="times")
    ours = terms(retold.fields, WEIGHTS)
    for headline, together in (
        ("Air strike on Saraqib market kills several, rescuers say", False),
        ("Air strike on Aleppo market kills many, rescuers say", True),
    ):
        other = report(article(headline, "", feed="post"), id_=8)
        ranked = nearest(retold, ours, [report(aleppo), other], WEIGHTS)
        assert bool(same_as(ranked, retold.fields.title, WATCHED)) is together, headline


@pytest.mark.parametrize(
    ("new", "told", "kind"),
    [
        ("Air strike on Idlib hospital, patients moved", "Air strike on Aleppo hospital, patients moved", "new"),
        ("Air strike on Saraqib hospital, patients moved", "Air strike on Idlib hospital, patients moved", "update"),
        (
            "Air strike on Idlib hospital, patients moved",
            "Air strike on Saraqib hospital, patients moved",
            "same_story",
        ),
        ("Air strikes kill five in Saraqib in Idlib", "Air strikes kill five in Ariha in Idlib", "new"),
        ("Air strikes kill five in Saraqib in Idlib", "Air strikes kill five in Saraqib", "same_story"),
        ("Hostages not freed in Gaza, Israel says", "Hostages freed in Gaza, Israel says", "update"),
        ("Hostages weren't freed in Gaza, Israel says", "Hostages freed in Gaza, Israel says", "update"),
        ("Hostages freed in Gaza, says Israel", "Hostages freed in Gaza, Israel says", "same_story"),
        ("CORRECTION: Hostages held in Gaza, Israel says", "Hostages held in Gaza, Israel says", "update"),
        ("Gaza ceasefire of Israel and Hamas collapses", "Israel and Hamas agree Gaza ceasefire", "update"),
        ("Rescuers lower toll of Gaza market strike to 21", "Gaza market strike kills 31, rescuers say", "update"),
    ],
)
def test_what_no_likeness_of_headlines_keeps_silent(new: str, told: str, kind: str) -> None:
    found = headlines(new, told, "Of the 31 killed 21 were found in a shop.")
    assert found.kind.value == kind, found.why


@pytest.mark.parametrize(
    ("told", "retold"),
    [
        (["Russia rejects Turkish truce plan"], "Moscow refuses Turkish truce plan"),
        (["Russia rejects Turkish truce plan"], "Turkish truce plan not accepted by Russia"),
        (["Hamas leader killed", "Hamas denies leader was killed"], "Hamas leader not killed, says Hamas"),
        (["Turkish post shelled"], "Turkish post No. 9 shelled, no casualties"),
        (["Strike hits hospital"], "Strike hits hospital, Moscow does not comment"),
        (["Captain charged over ferry"], "Captain of ferry indicted"),
        (["Police detain man over fire"], "Man arrested over fire"),
        (["Mayor's grip on Northport"], "Mayor's grip on Northport dented but not broken"),
        (["Firefighters in Northport harbour"], "Fire breaks out in Northport harbour"),
    ],
)
def test_what_retells_a_turn_or_denies_nothing_of_it_turns_nothing(told: list[str], retold: str) -> None:
    assert turn(retold, told) == ""


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("قصف مستشفى في إدلب", "قصف مستشفى في إدلب وروسيا تنفي", "denies"),
        ("Rus uçakları hastaneyi vurdu", "Rusya hastaneyi vurduğunu yalanladı", "denies"),
        ("Авиаудар по больнице", "Россия отрицает авиаудар по больнице", "denies"),
        ("Les otages libérés", "Les otages n'ont pas été libérés", "denies"),
        ("Army captures Saraqib", "Rebels retake Saraqib", "takes back"),
        ("Rebels capture Saraqib", "قوات النظام تستعيد سراقب", "takes back"),
        ("Captain of ferry appears in court", "Captain charged over ferry", "brings to court"),
        ("Rebels attack Saraqib", "Rebels capture Saraqib", "captures"),
        ("Yangın için soruşturma", "Kaptan tutuklandı", "arrests"),
        ("Капитан на допросе", "Капитан парома задержан", "arrests"),
        ("Le capitaine interrogé", "Le capitaine démissionne", "leaves office"),
        ("استجواب القبطان", "اعتقال قبطان العبارة", "arrests"),
    ],
)
def test_turns_are_heard_in_five_languages(told: str, new: str, what: str) -> None:
    assert turn(new, [told]).startswith(what)


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        (["Turkey to withdraw from Morek post"], "Turkey withdraws from Morek post", "withdraws"),
        (["Hamas names hostages to be freed"], "Hamas frees hostages", "frees"),
        (["Army will soon lift siege, could reopen road"], "Army reopens road", "takes up again"),
        (["Turkey withdraws from Morek post"], "Turkey to withdraw from Morek post", ""),
        (["Turkey to withdraw from Morek post"], "Turkish army to withdraw from Morek post", ""),
        (["Port to restrict ferries on Sunday"], "Port restricts ferries", "does what was announced (restricts)"),
        (["Port will carry spare boats"], "Port carries spare boats", "does what was announced (carries)"),
        (["Port to restrict ferries on Sunday", "Port restricts ferries"], "City port restricts ferries", ""),
        (["Port to restrict ferries on Sunday"], "Port to restrict ferries", ""),
        (["Wave forces it to crash into Northport pier"], "Ferry crashes into Northport pier", ""),
        (["Talks on Morek post"], "Turkey to withdraw from Morek post", "says what is to come: withdraws"),
        (["Turkey to withdraw from Morek post", "Turkey withdraws from Morek post"], "Turks withdraw from Morek", ""),
    ],
)
def test_what_was_announced_is_news_when_it_is_done(told: list[str], new: str, what: str) -> None:
    assert turn(new, told).startswith(what) and bool(turn(new, told)) is bool(what)


@pytest.mark.parametrize(
    ("new", "again"),
    [
        ("Second air strike hits market in Saraqib", True),
        ("Air strikes hit market in Saraqib again", True),
        ("New air strikes hit market in Saraqib", True),
        ("Nouvelles frappes sur le marché de Saraqib", True),
        ("Serakib'de pazara ikinci saldırı", True),
        ("Новый удар по рынку Саракиба", True),
        ("غارات جديدة على سوق في سراقب", True),
        ("تجدد القصف مجددا على سراقب", True),
        ("New York Times on air strike in Saraqib", False),
        ("Assad in Saraqib for second visit", False),
        ("Grain deal extended again", False),
    ],
)
def test_that_it_is_struck_again_is_news_once(new: str, again: bool) -> None:
    told = "Air strikes hit market in Saraqib"
    assert turn(new, [told]).startswith("happens again") is again
    assert turn(new, [told, "Another air strike on Saraqib"]) == ""


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ("Ferry sinks off Northport", "Second ferry sinks off Northport"),
        ("Bus crashes near Northport", "Another bus in crash near Northport"),
        ("Fire breaks out in Northport harbour", "Fire in Northport harbour breaks out again"),
        ("Un ferry coule à Northport", "Un deuxième ferry coule à Northport"),
        ("Northport'ta feribot battı", "Northport'ta ikinci feribot battı"),
        ("Паром затонул у Нортпорта", "Второй паром затонул у Нортпорта"),
        ("غرق عبارة في الميناء", "غرق عبارة ثانية في الميناء"),
    ],
)
def test_whatever_happens_a_second_time_is_news_once(told: str, new: str) -> None:
    assert turn(new, [told]).startswith("happens again")
    assert turn(new, [told, new]) == ""
    assert turn(new, ["Something else is the news"]) == ""


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("Dockers block Northport", "Dockers block Northport for second day", "happens again (second day)"),
        ("Dockers block Northport", "Dockers block Northport for 2nd straight night", "happens again (second night)"),
        ("Dockers block Northport a second day", "Northport blocked by dockers on 2nd day", ""),
        ("Ferry crash off Northport", "Navy releases footage of ferry crash", "publishes (releases)"),
        ("Ferry crew held off Northport", "Navy releases ferry crew", "frees (releases)"),
        ("Ferry crash off Northport", "Drone footage captures ferry crash", "publishes (captures)"),
        ("Le maire de Northport accusé", "Le maire de Northport nie les faits", "denies (nie)"),
        ("Prom zatonął koło Northport", "Prom zatonął, kapitan nie żyje", ""),
    ],
)
def test_what_goes_on_and_what_comes_out_are_turns(told: str, new: str, what: str) -> None:
    assert turn(new, [told]) == what


@pytest.mark.parametrize(
    ("headline", "comments"),
    [
        ("Video: ferry crashes into pier", True),
        ("Ferry crashes into pier – video", True),
        ("Watch ferry crash into pier", True),
        ("Captain jailed as video shows ferry crash", False),
        ("Jury hears captain's police interview of March", False),
    ],
)
def test_a_video_is_a_label_at_the_edge_and_evidence_inside(headline: str, comments: bool) -> None:
    assert is_comment(headline, "") is comments


def test_a_headline_that_only_counts_what_was_counted_is_told_the_more() -> None:
    told = "Ferry sinks off Northport pier, 12 dead"
    text = "Divers searched the wreck."
    plain, counts, claims = (
        headlines(new, told, text).features
        for new in (
            "Ferry down off Northport pier",
            "Ferry down off Northport pier, 12 dead",
            "Ferry down off Northport pier, 12 dead, mayor resigns",
        )
    )
    assert float(counts["told"]) - float(plain["told"]) > 0.1
    assert claims["claim"] and float(claims["told"]) < float(plain["told"])


def test_a_third_one_is_news_after_a_second() -> None:
    told = ["Ferry sinks off Northport", "Second ferry sinks off Northport"]
    assert turn("Another ferry sinks off Northport", told) == ""
    assert turn("Third ferry sinks off Northport", told) == "happens again (third ferry)"


def test_a_toll_in_a_headline_is_told_however_many_died_elsewhere() -> None:
    found = headlines(
        "64 dead as ferry sinks off Gaza",
        "Ferry sinks off Gaza, rescue under way",
        "A ferry sank off Gaza. A disaster in the same waters killed 300 people in 2014.",
    )
    assert found.kind is VerdictKind.UPDATE and "64" in found.new[0]


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


def test_what_a_sentence_counts() -> None:
    def counted(text: str) -> list[tuple[str, str]]:
        return [(figure.value, figure.unit) for figure in figures_in(text)]

    assert counted("The blast kills 30, injures 90") == [("30", "killed"), ("90", "wounded")]
    assert counted("An F-15 and 2 M5 convoys passed the 4Q deadline at 18:30 on 06-08-2013") == [("2", "")]
    assert counted("The number of people killed in the old town has risen to 51") == [("51", "killed")]
    assert counted("The price of bread has risen to 21") == [("21", "")]
    assert counted("12 May 2023") == [("12", "date"), ("2023", "date")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("le bilan dépasse 41 500 morts, 41\u202f200 blessés", ["41500", "41200"]),
        ("В Газе 41\xa0500 погибших", ["41500"]),
        ("200-300 killed, 6'000 wounded", ["200", "300", "6000"]),
        ("1.2 million displaced, 900,000 displaced, 100 bin ölü", ["1200000", "900000", "100000"]),
        ("50 ألف نازح، 25 ألفاً و300 جريح، مقتل 5 مدنيين و30 عسكريا", ["50000", "25300", "5", "30"]),
        ("Two hundred killed", ["200"]),
        ("One hundred and fifty dead", ["150"]),
        ("Twenty-one dead", ["21"]),
        ("Two dozen dead", []),
        ("Quatre-vingts morts", ["80"]),
        ("soixante-douze morts, vingt et un blessés", ["72", "21"]),
        ("Двадцать один погибший, две тысячи раненых", ["21", "2000"]),
        ("Yirmi bir kişi öldü, on beş yaralı", ["21", "15"]),
        ("مقتل خمسة عشر شخصا، خمسة وعشرون جريحا، أحد عشر قتيلا", ["15", "25", "11"]),
        ("Over one hundred fighters came", []),
        ("In 2011 bin Laden was killed", ["2011"]),
    ],
)
def test_figures_have_their_whole_value(text: str, values: list[str]) -> None:
    assert [figure.value for figure in figures_in(text, every=True)] == values


def test_headlines_that_count_the_same_otherwise() -> None:
    recount = headline_counts("Toll rises to 31 dead", "21 killed in Morek")
    assert recount is not None and recount.shown == "killed: 21 -> 31" and not recount.another_event
    assert headline_counts("Family of 5 among 12 killed", "12 killed in crash") is None
    assert headline_counts("31 dead", "Strike on Morek") is None
    for new, told, shown in (
        ("21 killed, 40 wounded in Morek", "21 killed, 30 wounded in Morek", "wounded: 30 -> 40"),
        ("12 killed and 21 wounded in Morek", "21 killed in Morek", "killed: 21 -> 12"),
    ):
        each = headline_counts(new, told)
        assert each is not None and each.shown == shown, "the dead by the dead, the wounded by the wounded"


def test_a_rise_is_told_from_the_count_that_readers_know() -> None:
    told = ("21 killed in Morek", "Toll of Morek: 24 killed", "52 wounded in Morek", "40 killed in Afrin")
    recount = headline_counts("31 killed in Morek", told[0])
    assert recount is not None and rising_from(recount, told).shown == "killed: 24 -> 31"
    lowered = headline_counts("12 killed in Morek", told[0])
    assert lowered is not None and rising_from(lowered, told).shown == "killed: 21 -> 12"


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Wordle today: hints for February 6", {"feb 6"}),
        ("Clues for Monday, 6 May", {"monday", "may 6"}),
        ("Kurs dolara 7 lutego", {"lut 7"}),
        ("May the best win 12 medals", set()),
        ("Headlines 6/2/2023", {"6/2/2023"}),
        ("Headlines 2023-02-06, 18:00", {"2023-02-06", "18:00"}),
        ("L'ordre d'évacuation étendu à 12.000 habitants", set()),
        ("1.200.000 kişi evlerini terk etti", set()),
        ("3:000 and 112.50 dollars", set()),
    ],
)
def test_days_that_a_headline_names(headline: str, expected: set[str]) -> None:
    assert dates_in(headline) == expected


def test_a_figure_stored_before_scales_were_read_is_compared_by_its_whole_value() -> None:
    (now,) = figures_in("1.2 million displaced by floods")
    stored = Figure("1.2", "displaced", ("million", "displaced", "by"))
    for before in (stored, stored.hashed):
        assert (
            (Figure.unpacked(before.packed()).value, "displaced") == (now.value, now.unit) == ("1200000", "displaced")
        )
    for other in (now, now.hashed, Figure("2011", "date", ("bin", "laden")), Figure("7", "", ())):
        assert Figure.unpacked(other.packed()) == other


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


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Northport ferry sails again after 11 years, crowds cheer", VerdictKind.SAME_STORY),
        ("Northport ferry captain jailed for 11 years, crowds cheer", VerdictKind.UPDATE),
        ("Northport ferry sails again, 11 crowds cheer", VerdictKind.UPDATE),
    ],
)
def test_for_how_many_years_is_no_figure_of_the_news(headline: str, kind: VerdictKind) -> None:
    told = headline.replace("after 11 years", "").replace("for 11 years", "").replace("11 ", "")
    assert headlines(headline, told, "Of 40 ferries one was left.").kind is kind


def test_copies_and_one_agency_are_one_source() -> None:
    def telling(id_: int, owner: str, kind: str, of: int | None, text: str) -> Telling:
        return Telling(id_, owner, VerdictKind(kind), of, Fields("t", "", text))

    found = independent(
        [
            telling(1, "wire", "new", None, "Four people were killed."),
            telling(2, "gazette", "copy", 1, "Four people were killed."),
            telling(3, "times", "same_story", 1, "BEIRUT (Reuters) - A bomb went off."),
            telling(4, "herald", "update", 3, "A bomb went off in Afrin. Reporting by Reuters."),
            telling(5, "wire", "update", 1, "The toll rose."),
            telling(6, "akhbar", "same_story", 1, "دمشق - سانا: انفجرت سيارة"),
        ]
    )
    assert found == {"wire": [1, 2, 5], "Reuters": [3, 4], "SANA": [6]}
    assert agency_of(Fields("AFP", "", "x " * 300 + "he told AFP on Monday. " + "y " * 300)) == ""


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


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("es", "Vuelca un bus de pasajeros en la ruta de Temuco", "Bus volcado en la ruta de Temuco deja 12 muertos"),
        ("", "Vuelca un bus de pasajeros en la ruta de Temuco", "Bus volcado en la ruta de Temuco deja 12 muertos"),
        ("de", "Reisebus kippt auf der Straße bei Celle um", "Reisebus bei Celle kippt auf Straße um: 12 Tote"),
        ("ru", "Автобус перекинувся на трасі біля Умані", "Автобус на трасі біля Умані перекинувся: 12 загиблих"),
        ("fa", "واژگونی اتوبوس مسافربری در جاده طبس", "واژگونی اتوبوس مسافربری در جاده طبس ۱۲ کشته داشت"),
        ("ne", "तनहुँको सडकमा बस पल्टियो", "तनहुँको सडकमा बस पल्टियो, १२ जनाको मृत्यु"),
    ],
)
def test_the_first_number_of_a_story_in_a_language_whose_dead_are_not_known(
    language: str, first: str, second: str
) -> None:
    told = article(first, first, feed="wire", language=language)
    found = verdict(article(second, first, feed="gazette", language=language), told)
    assert found.kind is VerdictKind.UPDATE and found.new[0].startswith("12 "), found


def test_the_first_number_of_a_story_in_a_known_language_counts_people() -> None:
    told = article("Strike shuts the port of Lirquen", "Workers of the port of Lirquen stopped work.", feed="wire")
    again = article("Strike shuts the port of Lirquen: 5 things", "Workers of the port of Lirquen stopped.", feed="b")
    assert verdict(again, told).kind is VerdictKind.SAME_STORY


def test_a_headline_without_words_does_nothing() -> None:
    assert turn("㊀ 12", ["Ferry sinks"]) == turn("", ["Ferry sinks"]) == ""
