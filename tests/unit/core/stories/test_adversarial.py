"""Texts that tempt the judge to hide news: next to nothing to compare, forms that are filled in anew, the same words about
something else. Each goes through a real store by the path that polls use, one item of a set after the other.

A silence is a verdict of seen, copy or same_story: under the default policy such an item tells nobody anything.
"""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from monitor.core.entities.guards import guarded
from monitor.core.entities.hits import Hit
from monitor.core.entities.spelled import whole_words
from monitor.core.entities.types import Entity, Guard, Kind
from monitor.core.identity import articles_of
from monitor.core.numbers.counts.figure import MAX_FIGURES, Figure
from monitor.core.numbers.figures import figures, figures_in
from monitor.core.numbers.words.units import KILLED, unit_of
from monitor.core.rules.numbers.read import numbers_in
from monitor.core.stories.texts.conflict import _figure_pairs, conflict
from monitor.core.stories.texts.fingerprint import fingerprint
from monitor.core.stories.watched import NOTHING_WATCHED
from monitor.core.text.document import document
from monitor.core.text.fold import fold
from monitor.core.text.spaced import spaced_words
from monitor.core.types import Fields, Item, Origin, Verdict, VerdictKind
from monitor.intake.types import State
from monitor.store.database import Database
from monitor.store.schema import open_store
from monitor.trial.evaluate import ALERTS
from tests.cost import takes_at_most
from tests.make import NOW, STORY
from tests.store.filled import DAY, HOUR, MINUTE, intake


@dataclass(frozen=True)
class Said:
    """An item of an outlet. Without a guid of its own its place in the set is its guid."""

    title: str
    text: str = ""
    outlet: str = "daily"
    after: timedelta = HOUR
    guid: str = ""


@pytest.fixture
def database(tmp_path: Path, record_property: Callable[[str, object], None]) -> Iterator[Database]:
    opened = open_store(f"sqlite:///{tmp_path}/monitor.sqlite", synchronous="OFF")
    yield opened
    with opened.reading() as tx:  # `python -m bench judging` counts them
        counted = "SELECT (SELECT count(*) FROM article) + (SELECT count(*) FROM edition)"
        record_property("texts", tx.connection.scalar(sql(counted)))
    opened.close()


def verdicts(database: Database, said: Sequence[Said], start: datetime = NOW) -> list[Verdict]:
    """What becomes of the items, in order. None may go into quarantine."""
    found, now = [], start
    for number, one in enumerate(said):
        now += one.after
        guid = one.guid or f"item-{number:05}"
        item = Item(guid, f"https://{one.outlet}.example/{guid}", one.title, one.text, "", now)
        articles, broken = articles_of([item], Origin(one.outlet, f"{one.outlet}.example", one.outlet, ""), now)
        assert not broken
        (taken,) = intake(database).take(articles, now).taken
        assert taken.state is not State.QUARANTINED, taken.reason
        assert taken.verdict is not None
        found.append(taken.verdict)
    return found


def silenced(database: Database, said: Sequence[Said]) -> list[str]:
    """The items that would tell nobody anything, each with the reason."""
    judged = zip(said, verdicts(database, said), strict=True)
    return [f"{one.title!r}: {verdict.why}" for one, verdict in judged if verdict.kind not in ALERTS]


# Next to nothing to compare


@pytest.mark.parametrize(
    "words", ["", " ", "Live", "Breaking", "Video", "…", "\u200b", "🔴", "LIVE:", "عاجل", "速報", "?!"]
)
@pytest.mark.parametrize("outlet", ["daily", "wire"])
def test_an_item_of_no_word_or_one_is_known_by_nothing(database: Database, words: str, outlet: str) -> None:
    assert silenced(database, [Said(words), Said(words, outlet=outlet), Said(words, words, outlet=outlet)]) == []


def test_two_flashes_of_two_words_are_two(database: Database) -> None:
    flashes = [Said("Breaking news"), Said("Breaking news", after=3 * HOUR), Said("Prices rise")]
    assert silenced(database, [*flashes, Said("Prices rise", outlet="wire", after=2 * DAY)]) == []


def test_the_same_label_over_other_texts_tells_nothing(database: Database) -> None:
    label = "In pictures: the week that was"
    one = "A heron stands on the ice of the lake, and children throw paper boats into the mill stream."
    other = "Voters queue in the rain before a school, a goat looks out of a bus, smoke hangs over the refinery."
    assert silenced(database, [Said(label, one), Said(label, other, after=7 * DAY)]) == []


def test_one_word_a_thousand_times_is_no_text(database: Database) -> None:
    assert silenced(database, [Said("Advertisement", "buy " * 1_000), Said("Weather", "rain " * 1_000)]) == []


def test_what_an_older_disaster_counted_keeps_no_toll_of_today_silent(database: Database) -> None:
    older = "In 2019 a ferry sank in the same waters and 45 people were killed, the port says."
    ferry = Said("Ferry sinks off Vilmark, 12 dead", f"Divers search the wreck. {older}")
    more = Said("More than 40 dead as ferry sinks off Vilmark", outlet="wire")
    second = Said("Second ferry sinks off Vilmark, more than 40 dead", outlet="times")
    assert silenced(database, [ferry, more, second]) == []


# Live blogs


def post(hour: int, says: str) -> str:
    return f"{hour:02}:00 {says}\n"


POSTS = [
    post(8, "The dam at Vilmark is holding, the water board says, and people downstream may stay in their homes."),
    post(9, "Engineers have found a crack in the western sluice. The road below the dam is closed to all traffic."),
    post(11, "The first 900 people leave the lower town. Buses wait at the church, the school and the tannery."),
    post(13, "A second crack is found. The governor asks the army for pumps, and the railway stops its trains."),
    post(15, "Water comes over the crest. Helicopters take 40 people off the roof of the paper mill."),
]


def test_each_new_post_of_a_live_blog_is_told(database: Database) -> None:
    """One guid, the newest post on top, the old ones below it."""
    blog = [Said("Live: the dam at Vilmark", "".join(reversed(POSTS[: n + 1])), guid="live-blog") for n in range(5)]
    assert [verdict.kind for verdict in verdicts(database, blog)] == [VerdictKind.NEW, *[VerdictKind.UPDATE] * 4]


def test_a_live_blog_that_keeps_its_latest_post_only_is_told(database: Database) -> None:
    blog = [Said("Live: the dam at Vilmark", text, guid="live-blog") for text in POSTS]
    assert silenced(database, blog) == []


def test_the_live_blog_of_the_next_day_is_another_item(database: Database) -> None:
    frame = "Welcome to our live coverage of the war. Send questions to the desk. All times are local. "
    days = [
        Said("War live: day 311", frame + "Troops cross the river near Sutterton under fog.", after=DAY),
        Said("War live: day 312", frame + "Sutterton has fallen, and both sides report heavy losses.", after=DAY),
        Said("War live: day 313", frame + "A truce is agreed for the bridge at noon.", after=DAY),
    ]
    assert silenced(database, days) == []


# Forms that are filled in anew


@pytest.mark.parametrize("hours", [6, 24])
def test_round_ups_of_the_hour_are_not_told_by_one_another(database: Database, hours: int) -> None:
    bulletins = [
        "ministers meet on the harbour law; a bridge is closed after a lorry caught fire; rain until Friday",
        "teachers end their walkout; the central bank leaves its rate alone; rain until Friday",
        "a ferry turns back in heavy seas; the opposition picks a leader; two trains are late by hours",
        "a museum gets its statue back; the price of bread goes up again; a judge frees the publisher",
    ]
    frame = "These are the headlines at this hour: {}. The next bulletin follows in six hours."
    said = [
        Said(f"Headlines at {(18 + n * hours) % 24:02}:00", frame.format(told), after=hours * HOUR)
        for n, told in enumerate(bulletins)
    ]
    assert silenced(database, said) == []


def test_the_weather_of_another_day_or_place_is_other_weather(database: Database) -> None:
    frame = "The day in {} begins {}. Temperatures lie between {} and {} degrees, and the wind blows from the {}."
    days = [
        ("Eastmere", "bright", 3, 19, "north"),
        ("Eastmere", "cloudy", 5, 22, "west"),
        ("Northport", "bright", 3, 19, "north"),
        ("Eastmere", "stormy", -2, 8, "east"),
    ]
    daily = [Said(f"The weather in {day[0]} today", frame.format(*day), after=DAY) for day in days]
    assert silenced(database, daily) == []


def test_the_weather_that_a_day_brings_anew_is_told(database: Database) -> None:
    """A forecast and, hours later, another one for the same place under the same headline."""
    frame = "The day in Eastmere {}. Temperatures lie between {} and {} degrees, and the wind blows from the north."
    given = [("begins bright", 3, 19), ("turns stormy, with floods on the coast", -2, 8)]
    assert (
        silenced(database, [Said("The weather in Eastmere", frame.format(*day), after=6 * HOUR) for day in given]) == []
    )


def test_the_markets_of_another_day_are_other_markets(database: Database) -> None:
    frame = "Shares closed {} {} percent at {} points in moderate trade. Dealers waited for figures due on {}."
    days = [("up", 0.8, 14_210, "Tuesday"), ("up", 0.3, 14_253, "Wednesday"), ("down", 2.9, 13_840, "Thursday")]
    assert silenced(database, [Said("Markets at the close", frame.format(*day), after=DAY) for day in days]) == []


def test_a_strike_on_another_town_is_another_strike(database: Database) -> None:
    frame = "Air strikes hit the town of {} before dawn, rescue workers said. The market and two houses were destroyed."
    towns = ["Morek", "Saraqib", "Binnish", "Ariha"]
    struck = [Said(f"Air strikes hit the town of {town}", frame.format(town), after=2 * HOUR) for town in towns]
    assert silenced(database, struck) == []


# The same words about something else


def test_namesakes_die_one_by_one(database: Database) -> None:
    frame = "{} has died at the age of {}, the family said. Born in {}, Brandt worked as a {} for {} years."
    dead = [
        ("Anna Brandt", 81, "Vilmark", "violinist", 40),
        ("Anna Brandt", 81, "Northport", "surgeon", 35),
        ("Otto Brandt", 77, "Vilmark", "violinist", 40),
    ]
    obituaries = [Said(f"{one[0]}, {one[3]}, dies at {one[1]}", frame.format(*one), after=5 * HOUR) for one in dead]
    assert silenced(database, obituaries) == []


@pytest.mark.parametrize("apart", [HOUR, 4 * DAY])
def test_a_result_the_other_way_round_is_another_match(database: Database, apart: timedelta) -> None:
    frame = "{} beat {} {} in front of {} spectators. The goals fell late, and both coaches praised their players."
    matches = [
        Said("Rovers beat Albion 2-1", frame.format("Rovers", "Albion", "2-1", "11,000"), after=apart),
        Said("Albion beat Rovers 2-1", frame.format("Albion", "Rovers", "2-1", "11,000"), after=apart),
        Said("Rovers beat Albion 3-1", frame.format("Rovers", "Albion", "3-1", "14,000"), after=apart),
    ]
    assert silenced(database, matches) == []


def test_a_result_the_other_way_round_is_another_match_whatever_stands_below(database: Database) -> None:
    matches = [
        Said("Rovers beat Albion 2-1", "Meier and Sand scored before a crowd of 9,000 on Saturday."),
        Said("Albion beat Rovers 2-1", "Kohl and Brandt scored on a wet pitch, and the keeper was hurt."),
    ]
    assert silenced(database, matches) == []


def test_namesakes_of_other_ages_are_two(database: Database) -> None:
    dead = [
        Said("Otto Brandt, 81", "Otto Brandt, teacher and choir master of Vilmark, has died aged 81."),
        Said("Otto Brandt, 54", "Otto Brandt, engineer and mountaineer of Northport, has died aged 54."),
        Said("Otto Brandt dies at 33", "Otto Brandt, a cook of Eastmere, has died.", "wire"),
    ]
    assert silenced(database, dead) == []


def test_a_figure_that_is_written_in_one_with_its_word_is_a_figure(database: Database) -> None:
    """As Japanese, Chinese and Korean write them; two words differ, or it would be a word instead of another."""
    quakes = [
        Said("東京で地震、3人けが", "土曜日の朝、東京で震度5弱の地震があり、3人がけがをした。"),
        Said("大阪で地震、5人けが", "土曜日の夜、大阪で震度4の地震があり、5人がけがをした。"),
    ]
    assert silenced(database, quakes) == []


def test_who_did_what_to_whom_is_in_the_order_of_words(database: Database) -> None:
    frame = "{0} said that the guns of {1} had shelled its border post for an hour at night. {1} did not comment."
    attacks = [
        Said("Eastmere accuses Northport of breaking the truce", frame.format("Eastmere", "Northport")),
        Said("Northport accuses Eastmere of breaking the truce", frame.format("Northport", "Eastmere"), "wire"),
    ]
    assert silenced(database, attacks) == []


def test_a_denial_in_the_same_words_is_told(database: Database) -> None:
    said = "The army has left the harbour of Eastmere, and its ships are on their way home, a spokesman said on Monday."
    denied = said.replace("has left", "has not left")
    assert (
        silenced(database, [Said("Army leaves Eastmere", said), Said("Army stays in Eastmere", denied, "wire")]) == []
    )


def test_the_boilerplate_of_an_outlet_does_not_make_its_articles_one(database: Database) -> None:
    """Two hundred words around each short text."""
    before = "Accept the small files that this site keeps, or choose which. Sign in to save this page for later. " * 5
    after = "Most read today: ten recipes for a cold evening, the quiz of the week, how to find a cheaper flat. " * 5
    texts = [
        "A ferry with 60 people on board ran aground off Cape Trenton. Nobody was hurt, the coast guard said.",
        "The publisher of the evening paper is free again. A judge found no reason to hold him any longer.",
        "Doctors warn of a hard winter: three hospitals of the north have no beds left for children.",
    ]
    titles = ["Ferry runs aground", "Publisher is free", "Hospitals are full"]
    said = [Said(title, f"{before}\n{text}\n{after}") for title, text in zip(titles, texts, strict=True)]
    assert silenced(database, said) == []


def test_the_background_that_each_report_repeats_does_not_make_them_one(database: Database) -> None:
    background = (
        "The war began in the spring of 2011 with protests against the government. More than half of the people have "
        "fled from their homes since, and several rounds of talks between the parties ended without a result."
    )
    said = [
        Said("Mortar kills 9 in the old town", f"Nine people died when a mortar hit a bakery on Friday. {background}"),
        Said("Convoy reaches the besieged town", f"Thirty lorries with flour arrived on Friday. {background}"),
    ]
    assert silenced(database, said) == []


# Size and script


def test_an_item_of_two_megabytes_is_judged_in_seconds_and_its_copy_is_known(database: Database) -> None:
    words = " ".join(f"w{n % 7919}x{n % 104_729}" for n in range(2_000_000 // 11))
    text = f"{STORY}\n{words}."
    assert len(text) > 1_900_000
    with takes_at_most(20):
        first, again = verdicts(database, [Said("A long report", text), Said("Guns hit a town", text, "wire")])
        assert (first.kind, again.kind) == (VerdictKind.NEW, VerdictKind.COPY)


@pytest.mark.parametrize(
    "piece", ["1 ", "100 ", "1 000 ", "100'", "twenty ", "hundred ", "2 bin 500 ", "و3 ", "on bir "]
)
def test_numbers_without_an_end_are_read_in_a_second(piece: str) -> None:
    """What is quadratic takes minutes, and takes_at_most fails. Which numbers they are is not asked."""
    text = piece * (100_000 // len(piece)) + ".500"
    with takes_at_most(5):
        figures_in(text)
        numbers_in(fold(text))


@pytest.mark.parametrize("piece", ["a", "0", "日", "ก", "و", ".", "a1", "1.", "a'"])
def test_a_text_without_a_space_is_judged_in_seconds(database: Database, piece: str) -> None:
    """A file in base64, a page in Thai: what is looked for from the first letter is not looked for from each.
    It fails over its time, and if one goes into quarantine."""
    with takes_at_most(20):
        verdicts(database, [Said("A long word", piece * (400_000 // len(piece))), Said("After", STORY, "wire")])


def test_numbers_of_any_length_and_script_are_judged(database: Database) -> None:
    """Infinite as floating numbers, too long for Python to read, digits that are no decimals."""
    long = [
        f"Air strikes killed {'1' * 400} people in Morek",
        f"Air strikes killed 9{'000' * 100} million million people",
        f"A bomb &#{'1' * 5_000}; in Saraqib",
        "\u1369 January: guns hit Ariha",
    ]
    assert silenced(database, [Said(text, text) for text in long]) == []


def made_up(count: int, salt: int) -> list[str]:
    """Words of nine letters, always the same."""
    return ["".join(chr(97 + (n * 7_919 + salt) // 26**place % 26) for place in range(9)) for n in range(1, count + 1)]


def test_hundreds_of_names_beside_a_shared_sentence_are_compared_in_seconds() -> None:
    shared = "Opening " + " ".join(made_up(600, 5_000_000))
    sides = [
        Fields("x", f"{shared} {' '.join('A' + word for word in made_up(400, salt))}", "") for salt in (10**11, 10**12)
    ]
    ours, theirs = (fingerprint(side).shingles for side in sides)
    with takes_at_most(10):
        found = conflict(sides[0], ours, sides[1], theirs, NOTHING_WATCHED)
    assert found.names


def test_thousands_of_figures_are_compared_in_seconds() -> None:
    old = [Figure(str(n), "", (f"w{n}",)) for n in range(24_000)]
    with takes_at_most(10):
        assert not _figure_pairs(old, [Figure(str(n), KILLED, ()) for n in range(24_000)])


def test_the_same_figure_over_and_over_is_read_in_a_second() -> None:
    with takes_at_most(10):
        assert figures(Fields("x", "1 " * 190_000, "")) == figures(Fields("x", "1 " * 100, ""))
        assert len(figures(Fields("x", " ".join(map(str, range(5_000, 60_000))), ""))) == MAX_FIGURES


def test_words_of_any_length_name_their_unit_and_are_not_kept_whole() -> None:
    assert unit_of("killed" + "x" * 200_000) == unit_of("killed") == KILLED
    tracemalloc.start()
    for n in range(20):
        unit_of(f"{n}" + "x" * 100_000)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 1_000_000


def test_a_long_word_with_thousands_of_apostrophes_is_read_once() -> None:
    text = "a" * 80_000 + "'" * 4_000 + " ma'arat"
    with takes_at_most(10):
        assert whole_words(text, spaced_words(text)) == {1: "ma'arat"}


@pytest.mark.parametrize("unit", ["sentence", "paragraph"])
def test_a_guard_does_not_walk_over_the_sentences_before(unit: str) -> None:
    seen = document(Fields("", "", f"{' '.join(['foo'] * 4_000)}.\n{' '.join(['bar'] * 4_000)}."))
    hits = {
        name: tuple(Hit(name, word, found.start(), found.end()) for found in re.finditer(word, seen.folded.text))
        for name, word in (("near", "foo"), ("it", "bar"))
    }
    entity = Entity("it", "It", Kind.PLACE, (), context=Guard(unit, 0, ("near",)))
    with takes_at_most(10):
        assert guarded([entity], hits, seen) == {"near": hits["near"]}


ARABIC = (
    "قال الدفاع المدني إن القصف على بلدة مورك في ريف حماة قتل 21 شخصا يوم الثلاثاء. "
    "وانتشلت فرق الإنقاذ ناجين من منزلين قرب السوق، وفق ما نقلته وكالة Reuters عن متطوعين من White Helmets. "
    "وقال سكان إن المدافع أطلقت النار من الجنوب نحو ساعة قبل الفجر، ونشروا صورا على Facebook و Telegram."
)


def test_a_copy_in_arabic_with_latin_names_and_marks_of_direction_is_known(database: Database) -> None:
    marked = ARABIC.replace("Reuters", "\u2066Reuters\u2069").replace("قال", "\u200fقـال").replace("21", "٢١")
    first, copied = verdicts(
        database, [Said("قصف على مورك", ARABIC), Said("القصف يطال بلدة", f"\u202b{marked}\u202c", "wire")]
    )
    assert (first.kind, copied.kind) == (VerdictKind.NEW, VerdictKind.COPY)


def test_latin_names_in_arabic_texts_do_not_make_them_one(database: Database) -> None:
    other = (
        "أعلنت شركة الكهرباء أن التيار سيعود إلى المدينة يوم الخميس بعد إصلاح المحطة، وفق ما نقلته وكالة Reuters. "
        "ونشر متطوعون من White Helmets صورا على Facebook و Telegram لعمال يصلحون الأسلاك فوق الجسر."
    )
    said = [
        Said("Reuters: قصف على مورك White Helmets Facebook", ARABIC),
        Said("Reuters: عودة الكهرباء White Helmets Facebook", other, "wire"),
    ]
    assert silenced(database, said) == []


@pytest.mark.parametrize(
    "text", ["\x00" * 50, "\ud800 broken", "a\u0301" * 5_000, "\u202e" * 300, "(" * 5_000, "1 " * 5_000]
)
def test_hostile_characters_do_not_stop_the_judge(database: Database, text: str) -> None:
    """It fails if one goes into quarantine."""
    verdicts(database, [Said(text, text), Said(text[::-1], text, "wire"), Said("After", STORY, after=MINUTE)])
