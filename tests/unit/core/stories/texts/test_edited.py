"""An edit of an item: when anything in it is news, and what."""

from monitor.core.stories.texts.fingerprint import fingerprint
from monitor.core.stories.texts.same_text import judge_text
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import VerdictKind
from tests.cost import takes_at_most
from tests.make import STORY, article
from tests.unit.core.stories.judged import WIRE, candidate, edited, having_said, verdict

TOLL = (
    "Shelling killed {killed} people {more}in the town of Morek in Idlib province, the civil defence said. "
    "Rescue teams pulled survivors from collapsed houses near the market."
)


def test_an_edit_without_new_figures_is_seen_and_with_them_an_update() -> None:
    before = candidate(WIRE)
    typo = article("Shelling kills 21 in Morek", STORY.replace("collapsed", "colapsed"), feed="wire")
    assert edited(typo, before).kind is VerdictKind.SEEN
    more = article("Shelling kills 25 in Morek", STORY.replace("21", "25"), feed="wire")
    assert edited(more, before).kind is VerdictKind.UPDATE


def test_what_a_text_states_is_told_though_its_story_has_stated_too_much_since_to_know_it() -> None:
    before = having_said(candidate(WIRE), article("Later", STORY.replace("21", "9"), feed="wire"))
    assert "21" not in {figure.value for figure in before.story_said().figures}
    copy = article(WIRE.fields.title, f"{STORY} ", feed="b")
    assert judge_text(copy, fingerprint(copy.fields), [before], Thresholds()).verdict.kind is VerdictKind.COPY
    again = article(WIRE.fields.title, STORY.replace("pulled", "brought"), feed="wire")
    assert edited(again, before).kind is VerdictKind.SEEN


def test_an_edit_that_denies_the_headline_is_told_though_there_is_no_text() -> None:
    one = article("Interior minister resigns over protest deaths", "")
    found = edited(article("Interior minister denies resigning over protest deaths", ""), candidate(one))
    assert found.kind is VerdictKind.UPDATE and "denies" in found.why


def test_comments_that_are_counted_below_an_item_are_no_news() -> None:
    one = article("Shelling kills 21 in Morek", f"{STORY} Comments: 3")
    again = article("Shelling kills 21 in Morek", f"{STORY} Comments: 19")
    found = edited(again, candidate(one))
    assert found.kind is VerdictKind.SEEN and "3 -> 19" in found.why


def test_a_toll_equal_to_another_figure_of_the_story_is_news() -> None:
    before = article("Shelling in Idlib kills 5", TOLL.format(killed=5, more="and wounded 12 "), feed="a")
    after = article("Shelling in Idlib kills 12", TOLL.format(killed=12, more=""), feed="a")
    found = edited(after, candidate(before))
    assert found.kind is VerdictKind.UPDATE and found.new[0] == "killed: 5 -> 12"


def test_a_day_of_the_month_is_no_toll() -> None:
    dated = article("Shelling", "On August 21 shelling killed 9 people in the town of Morek, the civil defence said.")
    more = article("Shelling", "On August 21 shelling killed 21 people in the town of Morek, the civil defence said.")
    assert "killed: 9 -> 21" in edited(more, candidate(dated)).new


def test_a_toll_in_words_is_a_toll() -> None:
    two, eleven = (article(f"{n} killed in Idlib", TOLL.format(killed=n, more=""), feed="a") for n in ("two", "eleven"))
    assert edited(eleven, candidate(two)).new[0] == "killed: 2 -> 11"
    assert verdict(eleven, two).kind is VerdictKind.UPDATE
    same = article("Morek is shelled", TOLL.format(killed=2, more=""), feed="b")
    assert verdict(same, two).kind is VerdictKind.COPY, "two is 2"


def test_a_correction_back_to_an_earlier_figure_is_told() -> None:
    first, second = (article("Morek", TOLL.format(killed=n, more=""), feed="a") for n in (21, 25))
    before = having_said(candidate(second), first, second)
    assert edited(first, before).new[0] == "killed: 25 -> 21"


def test_an_edit_that_puts_another_text_in_place_is_told() -> None:
    before = article("Live: talks open in Ankara", "Delegations met on Monday to discuss the lines of a ceasefire.")
    after = article("Live: base overrun, soldiers captured", "Fighters broke through the fence and took the garrison.")
    assert edited(after, candidate(before)).kind is VerdictKind.UPDATE


def test_a_table_of_thousands_of_figures_costs_little() -> None:
    rows = "\n".join(f"Village {n} in the district counts {n * 7} families and {n * 3} tents" for n in range(4_000))
    before, after = article("Table", rows), article("Table", rows.replace("tents", "shelters").replace("7", "8"))
    known = candidate(before)
    with takes_at_most(10):
        found = edited(after, known)
    assert found.kind is VerdictKind.UPDATE
