"""What a report counts that its story has not stated."""

import pytest

from monitor.core.types import Article, VerdictKind
from tests.make import article
from tests.unit.core.stories.told import AGAIN, after, headlines, later, verdict


def test_a_higher_toll_in_other_words_is_an_update_that_names_it() -> None:
    higher = article("Nine dead in car bomb blast at Afrin checkpoint", AGAIN.fields.text, feed="gazette")
    found = verdict(later(higher, 3))
    assert found.kind is VerdictKind.UPDATE and found.new[0] == "killed: 4 -> 9"


def test_a_lowered_toll_is_told_from_the_one_that_was_told_last() -> None:
    told = [
        article("Blast at Northport mill kills four", "", feed="wire"),
        later(article("Northport mill blast: eleven killed", "", feed="wire"), 2),
        later(article("Toll of Northport mill blast rises to 14", "", feed="times"), 4),
    ]
    new = later(article("Correction: blast at Northport mill kills nine, not 14", "", feed="gazette"), 6)
    found = after(told, new)
    assert found.kind is VerdictKind.UPDATE and found.new[0] == "killed: 14 -> 9", found


def of_outlets(*headlines: str) -> list[Article]:
    """Reports of one story, each of another outlet, two hours apart."""
    return [later(article(one, "", feed=f"outlet-{n}"), 2 * n) for n, one in enumerate(headlines)]


@pytest.mark.parametrize(
    ("told", "new", "change"),
    [
        (("kills 34", "toll lowered to 29"), "Correction: Northport mill blast killed 29, not 34", ""),
        (("kills 34", "toll lowered to 29", "kills 34"), "Northport mill blast toll corrected to 29", ""),
        (("kills 34", "toll lowered to 29"), "Northport mill blast toll lowered to 27", "killed: 29 -> 27"),
        (("kills 34", "toll lowered to 29", "kills 36"), "Northport mill blast toll revised to 29", "killed: 36 -> 29"),
        (("kills 29", "kills 34"), "Correction: Northport mill blast killed 29, not 34", "killed: 34 -> 29"),
    ],
    ids=["lowered, then corrected", "after a straggler", "lowered again", "risen since", "as it was at first"],
)
def test_a_lowered_toll_is_told_once(told: tuple[str, ...], new: str, change: str) -> None:
    *before, last = of_outlets(*(f"Northport mill blast {one}" for one in told), new)
    found = after(before, last)
    assert found.kind is (VerdictKind.UPDATE if change else VerdictKind.SAME_STORY), found.why
    assert found.new[:1] == ((change,) if change else ())


@pytest.mark.parametrize("passes", ["passes", "tops", "surpasses", "hits"])
def test_a_toll_that_passes_a_number_counts_the_dead(passes: str) -> None:
    told = article("Storm in Northport kills 216", "", feed="a")
    found = after([told], later(article(f"Death toll of Northport storm {passes} 300", "", feed="b"), 2))
    assert found.new[:1] == ("killed: 216 -> 300",), found.why
    again = after([told], later(article(f"Death toll of Northport storm {passes} 200", "", feed="b"), 2))
    assert "200" not in again.why, again.why
    towns = headlines("Storm that killed nine last week hits 31 towns of Northport", "Storm kills nine in Northport")
    assert "killed: 9 -> 31" not in towns.why, towns.why


@pytest.mark.parametrize("hours", [6, 26])
@pytest.mark.parametrize(
    ("told", "new", "change"),
    [
        ("Blast at Northport mill kills 14", "Northport mill blast toll rises to 19", "killed: 14 -> 19"),
        ("Vilmark patlamasında ölü sayısı 12'ye yükseldi", "Vilmark patlamasında ölü sayısı 17'ye yükseldi", "killed: 12 -> 17"),
        ("Blast at Northport mill kills 14", "Northport mill blast toll revised to 11", "killed: 14 -> 11"),
    ],
)  # fmt: skip
def test_a_count_that_an_outlet_says_has_moved_is_one_of_the_same_event_a_day_later(
    told: str, new: str, change: str, hours: int
) -> None:
    found = verdict(later(article(new, "", feed="a"), hours), article(told, "", feed="a"))
    assert (found.kind, found.new[0]) == (VerdictKind.UPDATE, change), found.why


def test_where_it_may_be_another_event_the_reason_has_both_counts() -> None:
    told = article("Blast at Northport mill kills 14", "", feed="a")
    found = verdict(later(article("Blast at Northport mill kills 19", "", feed="a"), 26), told)
    assert found.kind is VerdictKind.NEW and found.why.endswith("; if it is of the same, killed: 14 -> 19"), found.why


def test_more_than_so_many_is_what_the_story_counted() -> None:
    told = article("Ferry sinks off Northport, 216 dead", "Divers searched the wreck of the ferry.", feed="a")
    rounded = article("More than 200 dead as ferry sinks off Northport", "", feed="b")
    assert verdict(later(rounded, 1), told).kind is VerdictKind.SAME_STORY
    for other in ("200 dead as ferry sinks off Northport", "More than 150 dead as ferry sinks off Northport"):
        assert verdict(later(article(other, "", feed="b"), 1), told).kind is VerdictKind.UPDATE, other
    passed = article("More than 220 dead as ferry sinks off Northport", "", feed="b")
    assert verdict(later(passed, 1), told).kind is VerdictKind.UPDATE


@pytest.mark.parametrize("nearly", ["Nearly 220", "Almost 220", "Some 220"])
def test_a_round_number_nearly_reached_is_what_the_story_counted(nearly: str) -> None:
    told = article("Ferry sinks off Northport, 216 dead", "", feed="a")
    assert verdict(later(article(f"{nearly} dead as ferry sinks off Northport", "", feed="b"), 1), told).new == ()
    text = article(
        "Divers search Northport ferry, which sank off the town", f"The wreck in which {nearly.lower()} died."
    )
    assert "220" not in verdict(later(text, 1), told).why
    for other in ("220 dead", "Nearly 290 dead", "Nearly 217 dead"):
        found = verdict(later(article(f"{other} as ferry sinks off Northport", "", feed="b"), 1), told)
        assert found.new[:1] == (f"killed: 216 -> {other.split()[-2]}",), found.why


@pytest.mark.parametrize("least", ["At least 12 dead", "At least twelve dead", "Au moins 12 morts"])
def test_at_least_so_many_are_no_news_where_more_were_counted(least: str) -> None:
    told = "Ferry sinks off Northport, 15 dead"
    assert headlines(f"{least} as ferry sinks off Northport", told).kind is VerdictKind.SAME_STORY


@pytest.mark.parametrize(
    "headline",
    [
        "12 dead as ferry sinks off Northport",
        "At least 16 dead as ferry sinks off Northport",
        "At least 12 more dead as ferry sinks off Northport",
        "At least 7 dead as ferry sinks off Northport",
    ],
    ids=["a correction", "more", "besides", "another event"],
)
def test_other_counts_below_the_one_that_was_told_are_news(headline: str) -> None:
    assert headlines(headline, "Ferry sinks off Northport, 15 dead").kind is not VerdictKind.SAME_STORY


def test_at_least_half_of_what_was_told_is_not_what_is_left_of_it() -> None:
    found = headlines("At least 7 dead as ferry sinks off Northport", "Ferry sinks off Northport, 14 dead")
    assert found.kind is VerdictKind.UPDATE and "killed: 14 -> 7" in found.why, found.why


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


def test_a_toll_in_a_headline_is_told_however_many_died_elsewhere() -> None:
    found = headlines(
        "64 dead as ferry sinks off Gaza",
        "Ferry sinks off Gaza, rescue under way",
        "A ferry sank off Gaza. A disaster in the same waters killed 300 people in 2014.",
    )
    assert found.kind is VerdictKind.UPDATE and "64" in found.new[0]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("es", "Vuelca un bus de pasajeros en la ruta de Temuco", "Bus volcado en la ruta de Temuco: 12 rescatados"),
        ("", "Vuelca un bus de pasajeros en la ruta de Temuco", "Bus volcado en la ruta de Temuco: 12 rescatados"),
        ("de", "Reisebus kippt auf der Straße bei Celle um", "Reisebus bei Celle kippt auf Straße um: 12 Helfer"),
        ("ru", "Автобус перекинувся на трасі біля Умані", "Автобус на трасі біля Умані перекинувся: 12 врятованих"),
        ("fa", "واژگونی اتوبوس مسافربری در جاده طبس", "واژگونی اتوبوس مسافربری در جاده طبس ۱۲ کشته داشت"),
        ("ne", "तनहुँको सडकमा बस पल्टियो", "तनहुँको सडकमा बस पल्टियो, १२ जनाको मृत्यु"),
    ],
)
def test_the_first_number_of_a_story_in_a_language_of_which_little_is_known(
    language: str, first: str, second: str
) -> None:
    told = article(first, first, feed="wire", language=language)
    found = verdict(article(second, first, feed="gazette", language=language), told)
    assert found.kind is VerdictKind.UPDATE and found.new[0].startswith("12 "), found


@pytest.mark.parametrize("text", ["Die Polizei will bis morgen warten.", "Was geschah, ist offen."])
def test_a_language_that_is_not_stated_is_told_by_no_word_that_others_have(text: str) -> None:
    told = article("Reisebus kippt auf der Straße bei Celle um", "", feed="wire", language="")
    found = verdict(article("Reisebus kippt bei Celle auf Straße um: 12 Helfer", text, feed="b", language=""), told)
    assert found.kind is VerdictKind.UPDATE and found.new[0] == "12 helfer", found


@pytest.mark.parametrize(
    ("language", "told", "text", "new"),
    [
        (
            "en",
            "Blast at Northport mill",
            "The mill lies 12 kilometres from town.",
            "12 killed in Northport mill blast",
        ),
        ("en", "Blast at Northport mill", "It burnt 3 sheds.", "Three killed in Northport mill blast"),
        ("de", "Brand in der Mühle von Celle", "Die Mühle liegt 12 Kilometer von Celle.", "Brand in Celle: 12 Tote"),
    ],
)
def test_the_dead_are_not_as_many_of_something_else(language: str, told: str, text: str, new: str) -> None:
    before = article(told, text, feed="wire", language=language)
    found = verdict(article(new, "", feed="gazette", language=language), before)
    assert found.kind is VerdictKind.UPDATE and found.new[0].split()[0] in ("12", "3"), found


def test_a_number_that_a_text_gave_is_known_in_a_language_whose_dead_are_not() -> None:
    told = article("Brand in der Mühle von Celle", "In der Mühle gab es 12 Tote.", feed="wire", language="de")
    again = article("Brand in der Mühle von Celle: 12 Tote", "", feed="gazette", language="de")
    assert verdict(again, told).kind is VerdictKind.SAME_STORY


def test_more_dead_beside_those_that_were_told_are_news_though_a_text_counted_as_many_elsewhere() -> None:
    before = "A blast of last autumn left seven dead there."
    found = headlines("Blast at Northport mill kills 7, 5 of them guards", "Blast at Northport mill kills 5", before)
    assert found.kind is VerdictKind.UPDATE and found.new[0] == "killed: 5 -> 7"
    again = headlines("Blast at Northport mill kills 7", "Blast at Northport mill kills 7, 5 of them guards", before)
    assert again.kind is VerdictKind.SAME_STORY


def test_the_first_number_of_a_story_in_a_known_language_counts_people() -> None:
    told = article("Strike shuts the port of Lirquen", "Workers of the port of Lirquen stopped work.", feed="wire")
    again = article("Strike shuts the port of Lirquen: 5 things", "Workers of the port of Lirquen stopped.", feed="b")
    assert verdict(again, told).kind is VerdictKind.SAME_STORY


def test_a_part_of_those_counted_takes_the_place_of_no_count() -> None:
    text = "Rescue workers counted 47 wounded at the mill."
    found = headlines("Two guards wounded in Northport mill blast", "Blast at Northport mill", text)
    assert found.kind is VerdictKind.UPDATE and "2 wounded" in found.new and "47" not in found.why
    most = headlines("40 guards wounded in Northport mill blast", "Blast at Northport mill", text)
    assert "wounded: 47 -> 40" in most.new
    lowered = headlines("Northport mill blast: number of wounded lowered to 12", "Blast at Northport mill", text)
    assert "wounded: 47 -> 12" in lowered.new


def test_the_caption_of_an_old_picture_counts_nobody() -> None:
    caption = "The quay of Northport on March 22, 2019, after four deaths in a fire. (Sami Haddad/AFP via Getty Images)"
    told = article("Police offer reward for the arson of Northport mill", "A sum was named by police.", feed="wire")
    new = later(article("Police offer reward for the arson of Northport mill", caption, feed="gazette"), 6)
    assert "4 killed" not in after([told], new).new
    recent = caption.replace("March 22, 2019", new.published.strftime("%B %d, %Y"))
    of_today = later(article("Police offer reward for the arson of Northport mill", recent, feed="gazette"), 6)
    assert "4 killed" in after([told], of_today).new


def test_below_a_headline_fewer_of_those_whom_it_counts_are_some_of_them() -> None:
    told = article("Fire at Northport mill kills 12", "", feed="wire")
    text = "The toll of the fire at Northport mill rose to 31: 27 died of smoke. At least 40 people were wounded."
    found = after([told], later(article("Toll of fire at Northport mill rises to 31", text, feed="gazette"), 1))
    assert "killed: 12 -> 31" in found.new and "40 wounded" in found.new
    assert "27" not in found.why


@pytest.mark.parametrize(
    ("new", "count"),
    [
        ("Blast at mill in Vilmark kills 11", "11 killed"),
        ("Blast at mill in Vilmark kills 19", "19 killed"),
        ("Toll of blast at mill in Vilmark rises to 19", "killed: 14 -> 19"),
    ],
)
def test_what_is_counted_at_another_place_corrects_nothing(new: str, count: str) -> None:
    told = article("Blast at mill in Northport kills 14", "", feed="a")
    found = verdict(later(article(new, "", feed="b"), 3), told)
    assert found.kind is VerdictKind.UPDATE and found.new[0] == count, found


@pytest.mark.parametrize(("number", "count"), [("three", "3 killed"), ("seven", "killed: 5 -> 7")])
def test_fewer_at_a_watched_place_that_is_named_first_correct_nothing(number: str, count: str) -> None:
    told = [
        article("Strike kills five in Idlib", "", feed="a"),
        later(article("Rescuers at work in Saraqib after strike kills five", "", feed="b"), 1),
    ]
    found = after(told, later(article(f"Strike kills {number} in Ariha", "", feed="c"), 2))
    assert found.kind is VerdictKind.UPDATE and found.new[0] == count, found


def test_what_was_counted_before_is_no_count_of_a_headline() -> None:
    told = article("Más de 200 muertos en Morek", "", feed="a", language="es")
    lowered = later(article("Rebajan de 254 a 238 los muertos de Morek", "", feed="b", language="es"), 5)
    found = after([told], lowered)
    assert "killed: 200 -> 238" in found.why and "254" not in found.why
