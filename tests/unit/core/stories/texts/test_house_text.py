"""What an outlet prints around every article is no part of what one of them reports."""

from dataclasses import replace

from monitor.core.stories.texts.fingerprint import fingerprint
from monitor.core.stories.texts.house_text import without_house_text
from monitor.core.stories.texts.same_text import TextVerdict, judge_text
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import Article, Fields, VerdictKind
from tests.make import article
from tests.unit.core.stories.judged import candidate

HOUSE = (
    "This gazette stores small files on your computer to know which pages you have opened before. "
    "Choose in the settings of your account which of them we may keep and for how many weeks. "
    "Our evening letter brings ten stories of the day to your inbox before the shops have closed. "
    "Readers who pay for a whole year receive the weekend magazine and the crossword without charge. "
    "Whoever finds a mistake on this page may write to the desk, which reads every single letter."
)
DAM = (
    "Engineers opened two gates of the upper dam on Tuesday night as the lake rose above its mark. "
    "Villages on both banks were told to move their cattle to higher ground before the morning. "
    "The water board expects the level to fall again by the end of the week if no more rain comes."
)
SCHOOL = (
    "Teachers of the northern district walked out on Monday over wages that were not paid since spring. "
    "Parents brought their children to the gates and took them home again an hour later. "
    "The ministry promised to transfer the money as soon as the council has approved the budget."
)


def printed(title: str, report: str, *, feed: str = "gazette") -> Article:
    return article(title, f"{HOUSE} {report}", feed=feed)


def judged(new: Article, *stored: Article) -> TextVerdict:
    texts = [candidate(one, id_=number) for number, one in enumerate(stored, 7)]
    return judge_text(new, fingerprint(new.fields), texts, Thresholds())


def test_a_copy_under_another_headline_is_known_inside_what_its_outlet_prints_around_it() -> None:
    wire = article("Upper dam: two gates opened", DAM, feed="wire")
    other = printed("Teachers walk out in the north", SCHOOL)
    cut = printed("Cattle moved to higher ground", DAM.rpartition(" The water")[0])
    assert not judged(cut, wire).sure, "of an outlet of which nothing else is known"
    found = judged(cut, wire, other)
    assert (found.sure, found.verdict.kind, found.verdict.of) == (True, VerdictKind.COPY, 7)
    assert found.verdict.why.endswith("; left out of this is what other articles of the outlet hold, too")


def test_what_an_outlet_prints_around_it_makes_no_news_seen() -> None:
    """Its headlines have a form, and most of each page is the same."""
    before = printed("Water board tells the villages of the northern lake", "The level of the lake is falling.")
    new = printed(
        "Water board tells the villages of the southern lake",
        "Whoever lives below the dam must leave before the night, the board said.",
    )
    others = printed("Teachers walk out", SCHOOL)
    assert judged(new, before).verdict.kind is VerdictKind.SEEN, "as far as one article can tell"
    found = judged(new, before, others)
    assert not found.sure and found.verdict.kind is VerdictKind.NEW


def test_what_is_printed_again_under_other_headlines_stays_seen() -> None:
    first, second = printed("Upper dam: two gates opened", DAM), printed("Cattle moved to higher ground", DAM)
    again = printed("Lake above its mark", DAM)
    assert judged(again, first, second).verdict.kind is VerdictKind.SEEN


def test_sentences_of_other_articles_are_left_out_and_those_of_this_one_stay() -> None:
    fields = Fields("Dam", HOUSE, f"{DAM} {SCHOOL}")
    around = [fingerprint(Fields("", f"{SCHOOL} Pages were counted.", HOUSE)).shingles]
    assert without_house_text(fields, around) == replace(fields, lead="", text=DAM)


def test_what_a_report_counts_or_denies_otherwise_than_its_outlet_did_is_its_own() -> None:
    """Half of it stands in a wire's text, the rest was printed before the toll rose."""
    flood = (
        "The flood killed 4 people in the valley below the dam, the governor of the province said on Tuesday. "
        "The road to the coast is closed for lorries until engineers have looked at the bridge. "
        "Schools of the valley stay closed until the end of the week and parents keep their children at home."
    )
    boats = (
        "Rescue teams searched the river banks below the broken dam until late in the evening. "
        "Soldiers built a bridge of boats for the villages that the flood had cut off from the road. "
    )
    rest = (
        "Two helicopters carried food and blankets to the school where most families spend the night. "
        "The bishop asked all parishes of the valley to open their halls to those who lost their homes."
    )
    before, wire = article("Flood in the valley", flood, feed="gazette"), article("Boats", boats + rest, feed="wire")
    more, denied = flood.replace("killed 4", "killed 9"), flood.replace("is closed", "is not closed")
    new, again, open_ = (article("Governor visits", f"{one} {boats}", feed="gazette") for one in (more, flood, denied))
    assert judged(again, wire, before).verdict.kind is VerdictKind.COPY
    found = judged(new, wire, before).verdict
    assert found.kind is VerdictKind.UPDATE and found.new[0] == "9 killed"
    assert "killed 9 people" in without_house_text(new.fields, [fingerprint(before.fields).shingles]).lead
    assert "the rest is not counted as news: The road to the coast is not" in judged(open_, wire, before).verdict.why
