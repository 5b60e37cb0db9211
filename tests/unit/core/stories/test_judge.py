"""The judge on made texts: what is a copy, what an update, what only looks like one."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.core.stories.judge import Recalled, judge
from monitor.core.stories.reports import StorySoFar
from monitor.core.stories.texts.fingerprint import containment, fingerprint
from monitor.core.stories.texts.same_text import judge_text
from monitor.core.stories.thresholds import Thresholds
from monitor.core.stories.watched import Watched
from monitor.core.types import Fields, Mention, VerdictKind
from tests.make import NOW, STORY, article
from tests.unit.core.stories.judged import WIRE, candidate, having_said, incoming, report, verdict


def test_nothing_stored_means_new() -> None:
    assert verdict(WIRE).kind is VerdictKind.NEW


def test_the_same_text_elsewhere_is_a_copy_whatever_its_headline() -> None:
    found = verdict(article("Dozens dead as guns hit a town", STORY, feed="gazette"), WIRE)
    assert (found.kind, found.of) == (VerdictKind.COPY, 7)
    assert "wire" in found.why and found.features["new_in_old"] == 1.0


def test_the_same_text_at_the_same_outlet_is_seen() -> None:
    assert verdict(article("Again", STORY, feed="wire"), WIRE).kind is VerdictKind.SEEN


def test_a_cut_copy_and_a_wrapped_copy_are_copies() -> None:
    cut = STORY[: len(STORY) // 2]
    assert verdict(article("Cut", cut, feed="b"), WIRE).kind is VerdictKind.COPY
    wrapped = f"Follow us on every channel for more. {STORY} Subscribe to our letter and never miss a story again."
    assert verdict(article("Wrapped", wrapped, feed="b"), WIRE).kind is VerdictKind.COPY


def test_a_higher_toll_is_an_update_that_names_the_change() -> None:
    found = verdict(article("Toll rises in Morek", STORY.replace("21", "31"), feed="b"), WIRE)
    assert found.kind is VerdictKind.UPDATE
    assert found.new[0] == "killed: 21 -> 31"


def test_tolls_in_digits_and_in_words_are_compared() -> None:
    flood = STORY.replace("21", "{}").replace("killed", "displaced")
    few, many = (article("People displaced in Morek", flood.format(n), feed=n) for n in ("900,000", "1.2 million"))
    found = verdict(many, few)
    assert (found.kind, found.new[0]) == (VerdictKind.UPDATE, "displaced: 900,000 -> 1.2 million")
    again = article("People displaced in Morek", flood.format("1 200 000"), feed="c")
    assert verdict(again, many).kind is VerdictKind.COPY


def test_stock_background_under_other_news_is_new_and_says_what_it_resembles() -> None:
    background = " ".join(STORY.split()[20:])
    fresh = (
        "The bakery of the eastern quarter opened its doors again after two years of repairs, its owner said today. "
    )
    found = verdict(article("Bakery opens", fresh * 2 + background, feed="wire"), WIRE)
    assert found.kind is VerdictKind.NEW and found.possibly_of == 7


def test_a_share_of_the_others_text_is_not_called_its_own() -> None:
    passage, own = " ".join(STORY.split()[20:32]), "The road to the coast stays closed for repairs until May."
    others = " ".join(f"Line {n} tells what the council of the town said on day {n}." for n in range(30))
    short, long = article("Roads", f"{own} {passage}", feed="a"), article("Council", f"{others} {passage}", feed="b")
    found = judge_text(long, fingerprint(long.fields), [candidate(short)], Thresholds()).verdict
    assert found.features["new_in_old"] < 0.1 and found.features["old_in_new"] > 0.3
    assert found.why.startswith("possibly the same as item 7: ")
    assert found.why.endswith("% of the passages of that one stand in it, but headline and lead differ")


def test_what_a_copy_adds_is_named_where_it_is_not_counted_as_news() -> None:
    more = "The minister of health was arrested at dawn, his deputy said in a short statement to reporters."
    text = " ".join(f"{STORY} {more}".split()[20:])
    found = verdict(article(WIRE.fields.title, text, feed="c"), WIRE)
    assert found.kind is VerdictKind.COPY and "nothing material differs" not in found.why
    assert found.why.endswith(f"the rest is not counted as news: {more}")


def test_under_a_headline_without_a_word_in_common_one_sentence_on_it_is_news() -> None:
    added = "The bakery of the eastern quarter opened its doors again after two years of repairs, its owner said."
    stock = " ".join(f"Line {n} tells what the council of the town said on day {n}." for n in range(10))
    told = article("Council of the town: what was said", stock, feed="a")
    for title, kind in (
        ("Eastern bakery doors", VerdictKind.UPDATE),
        ("A walk along the river", VerdictKind.COPY),
        ("Town: eastern bakery doors", VerdictKind.COPY),
    ):
        found = verdict(article(title, f"{added} {stock}", feed="b"), told)
        assert found.kind is kind, found.why


def test_another_text_is_new() -> None:
    other = (
        "The finance committee met on Monday and agreed to publish the yearly accounts before the summer recess begins."
    )
    assert verdict(article("Accounts", other), WIRE).kind is VerdictKind.NEW


def test_under_a_headline_on_another_watched_town_the_words_are_of_another_event() -> None:
    """Each text names both towns; what stands there whole is a copy under whatever headline."""

    def named(fields: Fields) -> list[Mention]:
        said = f"{fields.title} {fields.lead} {fields.text}"
        return [Mention(town, town, "title", 0, 0, town) for town in ("Morek", "Latamneh") if town in said]

    told = STORY.replace("Morek", "Morek, south of Latamneh,")
    morek = article("Air strikes on Morek kill 21", told, feed="wire")
    for text, kind in (
        (STORY.replace("Morek", "Latamneh, north of Morek,"), VerdictKind.NEW),
        (told, VerdictKind.SEEN),
    ):
        other = article("Air strikes on Latamneh kill 21", text, feed="wire")
        watched = Watched(named, lambda _: frozenset())
        found = judge_text(other, fingerprint(other.fields), [candidate(morek)], Thresholds(), watched)
        assert found.sure and found.verdict.kind is kind, found.verdict.why


def test_a_paragraph_that_counts_more_people_than_the_story_did_is_an_update() -> None:
    """It shares one word with the headline."""
    for added, news in (
        ("The number of people killed in Morek has risen to 34, officials said later.", True),
        ("After the strikes on Morek 90 families were displaced, an aid group said later.", True),
        ("In Morek 7 of the dead were members of one family, a neighbour said later.", False),
        ("In Hama 90 families were displaced last year, an aid group said later.", False),
    ):
        found = verdict(article("Shelling kills 21 in Morek", f"{added} {STORY}", feed="b"), WIRE)
        assert found.kind is (VerdictKind.UPDATE if news else VerdictKind.COPY), added


def test_fewer_people_than_the_background_counts_are_another_count_at_the_head_of_a_copy() -> None:
    """Unless they are far fewer than the headline counts: those are a part."""
    text = f"{STORY} The war has wounded 9,000 people in the province, the civil defence said."
    told = article("Shelling hits Morek's market", text, feed="wire")
    for title, news in (("Shelling hits Morek's market", True), ("Shelling wounds 95 in Morek", False)):
        added = "In Morek 34 were wounded, a doctor told reporters by telephone."
        found = verdict(article(title, f"{added} {text}", feed="b"), replace(told, fields=Fields(title, text, "")))
        assert found.kind is (VerdictKind.UPDATE if news else VerdictKind.COPY), title
        assert not news or found.new[:2] == ("34 wounded", added), "it takes the place of no other count"


def test_what_a_headline_of_another_story_counted_is_no_count_of_this_one() -> None:
    text = f"{STORY} A mine had killed 31 people near Hama."
    before = article("Shelling kills 21 in Morek", text, feed="a", published=hours(4))
    other = article("31 are dead", "", feed="c", published=hours(2))
    again = article("Shelling kills 31 in Morek", text.replace("21", "31"), feed="b", published=NOW)
    for story_id, kind in ((8, VerdictKind.UPDATE), (7, VerdictKind.COPY)):
        reports = [report(before), report(other, id_=8)._replace(story_id=story_id)]
        known = Recalled([candidate(before)], reports, lambda _: StorySoFar(frozenset(), tuple))
        found = judge(incoming(again), fingerprint(again.fields), known)
        assert found.kind is kind, found.why


def test_a_toll_that_the_story_has_told_is_no_news() -> None:
    told = article("Toll rises", STORY.replace("21", "31")[: len(STORY) // 2], feed="b")
    both = having_said(candidate(WIRE), WIRE, told)
    again = article("Late copy", STORY.replace("21", "31"), feed="c")
    for others, kind in (([candidate(told, id_=8)], VerdictKind.SAME_STORY), ([], VerdictKind.UPDATE)):
        found = judge_text(again, fingerprint(again.fields), [both, *others], Thresholds())
        assert found.sure and found.verdict.kind is kind, "unless it was told of something else"


def test_the_same_text_weeks_later_with_other_figures_is_another_event() -> None:
    later = article("Morek again", STORY.replace("21", "9"), feed="b", published=NOW)
    old = article("Morek", STORY, feed="a", published=NOW - timedelta(days=30))
    found = verdict(later, old)
    assert found.kind is VerdictKind.NEW and found.possibly_of == 7


def test_empty_and_one_word_items_merge_with_nothing() -> None:
    for text in ("", "Live", "1"):
        assert verdict(article(text, text), WIRE, article(text, text, feed="z")).kind is VerdictKind.NEW


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_part_is_contained_and_nothing_raises(one: str, other: str) -> None:
    a, b = fingerprint(Fields("", one, "")), fingerprint(Fields("", f"{one}\n{other}", ""))
    assert 0.0 <= containment(a.shingles, b.shingles) <= 1.0
    verdict(article(one, other), article(other, one))


@given(
    st.lists(
        st.sampled_from(["alpha", "beta", "gamma", "delta", "rho", "tau", "phi", "chi", "psi", "nu"]),
        min_size=11,
        max_size=60,
    )
)
def test_a_shared_passage_of_eleven_words_shares_a_print(words: list[str]) -> None:
    passage = " ".join(words)
    one = fingerprint(Fields("", f"first thing said here {passage} and then the end of it", ""))
    other = fingerprint(Fields("", f"quite another opening which goes on for longer {passage} closing", ""))
    assert set(one.prints) & set(other.prints)


TEMPLATE = (
    "Warplanes carried out several air strikes on the town of {place} in the early hours of the morning, destroying "
    "homes and wounding civilians, according to a monitor of the war."
)


def hours(count: float) -> datetime:
    return NOW - timedelta(hours=count)


def test_the_same_sentence_about_another_town_is_another_event() -> None:
    morek = article("Air strikes hit Morek", TEMPLATE.format(place="Morek"), feed="a", published=hours(3))
    for feed in ("a", "b"):
        saraqib = article("Air strikes hit Saraqib", TEMPLATE.format(place="Saraqib"), feed=feed, published=NOW)
        found = verdict(saraqib, morek)
        assert (found.kind, found.possibly_of) == (VerdictKind.NEW, 7), found.why
        assert "morek -> saraqib" in found.why


def test_a_name_that_was_left_out_is_no_name_for_one_that_was_put_in_elsewhere() -> None:
    wind, rain = (
        "The wind {} tore the roofs from houses.",
        "Rain fell on the coast for hours {}, the weather office said.",
    )
    filler = "Roads to the south were closed by fallen trees until late in the evening."
    before = f"{wind.format('in old Karlstadt')} {rain.format('without a break')} {filler}"
    elsewhere = f"{wind.format('in the night')} {rain.format('near Lindau town')} {filler}"
    same_place = f"{wind.format('in old Lindau')} {rain.format('without a break')} {filler}"
    for text, kind in ((elsewhere, VerdictKind.COPY), (same_place, VerdictKind.NEW)):
        found = verdict(article("Storm on the coast", text, feed="b"), article("Storm on the coast", before, feed="a"))
        assert found.kind is kind, found.why


def test_where_letters_have_no_case_watched_entities_tell_places_apart() -> None:
    text = "نفذت الطائرات الحربية عدة غارات جوية على مدينة {} في ساعات الصباح الأولى ودمرت منازل المدنيين في المدينة"
    one = article("غارات", text.format("سراقب"), feed="a", language="ar")
    other = article("غارات جوية", text.format("أريحا"), feed="b", language="ar")
    names = {"سراقب": "saraqib", "أريحا": "ariha"}

    def watched(fields: Fields) -> list[Mention]:
        return [Mention(entity, name, "lead", 0, 0, name) for name, entity in names.items() if name in fields.lead]

    found = judge_text(
        other, fingerprint(other.fields), [candidate(one)], Thresholds(), Watched(watched, lambda _: None)
    )
    assert found.sure and found.verdict.kind is VerdictKind.NEW and "saraqib -> ariha" in found.verdict.why


def test_the_same_short_text_the_next_day_is_another_event() -> None:
    first = article("Air strikes hit Morek", TEMPLATE.format(place="Morek"), feed="a", published=hours(30 * 24))
    again = article("Air strikes hit Morek", TEMPLATE.format(place="Morek"), feed="a", published=NOW)
    assert verdict(again, first).kind is VerdictKind.NEW


def test_a_long_text_published_again_weeks_later_is_old_news() -> None:
    first = article("Morek", STORY, feed="a", published=hours(30 * 24))
    assert verdict(article("Morek again", STORY, feed="b", published=NOW), first).kind is VerdictKind.COPY


def test_a_denial_is_news() -> None:
    text = (
        "A Turkish convoy was {}hit by an air strike near Morek in Idlib province, the defence ministry in Ankara said, "
        "and several soldiers were taken to hospital across the border."
    )
    found = verdict(
        article("Ministry", text.format("not "), feed="b"), article("Convoy hit", text.format(""), feed="a")
    )
    assert found.kind is VerdictKind.UPDATE and "not hit" in found.new[0]


def test_a_denial_that_is_cut_off_or_runs_into_another_sentence_is_none() -> None:
    said = "The mayor said that the old bridge over the river did not fall under the shells"
    for before, after in (
        (f"{STORY} {said}.", f"{STORY} {said[: said.index(' not')]}"),
        (f"{said}. {STORY}", f"Photo of the ruins {said} {STORY}"),
        (f"{STORY} {said}.", f"{STORY} {said.replace('did not', 'didn’t')}, he told us."),
    ):
        for old, new in ((before, after), (after, before)):
            found = verdict(article("Morek", new, feed="b"), article("Morek", old, feed="a"))
            assert found.kind is VerdictKind.COPY, found.why
    denied = said.replace("said that", "denied that")
    found = verdict(article("Morek", f"{denied}. {STORY}", feed="b"), article("Morek", f"{said}. {STORY}", feed="a"))
    assert found.kind is VerdictKind.UPDATE, "though both hold another no"


def test_a_daily_bulletin_is_new_each_day_whatever_its_figures() -> None:
    text = (
        "За прошедшие сутки в провинции Идлиб зафиксировано {} обстрелов со стороны террористических группировок, "
        "сообщил заместитель руководителя Центра по примирению враждующих сторон в Сирии."
    )
    days = [27, 31, 25, 29, 22, 31, 27, 25]
    items = [
        article("Обстрелы за сутки", text.format(n), feed="a", published=hours(24 * (len(days) - day)), language="ru")
        for day, n in enumerate(days)
    ]
    for day in range(1, len(days)):
        found = verdict(items[day], *items[:day])
        assert found.kind in (VerdictKind.NEW, VerdictKind.UPDATE), (day, found.why)


def test_a_report_that_opens_with_a_known_brief_and_goes_on_with_news_is_an_update() -> None:
    brief = "An air strike hit a Turkish convoy in Idlib on Thursday evening, the governor of Hatay told reporters."
    more = (
        f"{brief} Turkey closed the border crossing at Reyhanli within the hour. "
        "Turkey summoned the Russian ambassador over the Idlib strike. "
        "Jets struck back at batteries south of Idlib before midnight, Turkey said."
    )
    found = verdict(
        article("Turkey strikes back and closes Idlib border", more, feed="b"), article("Convoy hit", brief)
    )
    assert found.kind is VerdictKind.UPDATE and len(found.new) >= 2


def test_flashes_without_a_text_find_one_another_by_their_headline() -> None:
    flash = "Heavy shelling reported in the city of Idlib overnight"
    one, other = article(flash, feed="a"), article(flash, feed="b")
    assert set(fingerprint(one.fields).prints) & set(fingerprint(other.fields).prints)
    assert verdict(other, one).kind is VerdictKind.COPY
    short = "قصف مدفعي عنيف على أطراف مدينة إدلب"
    found = verdict(article("مراسلنا", short, feed="b"), article("عاجل", short, feed="a"))
    assert found.kind is VerdictKind.COPY


def test_the_next_edition_of_a_round_up_is_told_for_what_is_new_in_it_and_else_silent() -> None:
    rest = (
        "The council of Dorn approves a new bridge over the river after months of debate. Harbour workers in Northport "
        "end their strike. The weather turns colder from Thursday, with snow above 800 metres."
    )
    told = article("Headlines at 18:00", rest)
    found = verdict(article("Headlines at 19:00", f"A bank was robbed in Dorn this evening. {rest}", guid="b"), told)
    assert (found.kind, found.new) == (VerdictKind.UPDATE, ("A bank was robbed in Dorn this evening.",))
    assert found.why.endswith("and now says: A bank was robbed in Dorn this evening.")
    assert verdict(article("Headlines at 19:00", rest, guid="b"), told).kind is VerdictKind.SEEN
    under_another = article("Northport", f"A bank was robbed in Dorn this evening. {rest}", guid="b")
    assert verdict(under_another, told).kind is not VerdictKind.NEW
