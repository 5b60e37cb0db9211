"""Why a condition does not hold, in one line a part: what it says is so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.rules.compile import compile_rules
from monitor.core.rules.explain import explain
from monitor.core.text.document import fields_of
from tests.make import NOW

HEAD = """
entities:
  benish:
    {name: Benish, kind: place, names: [Benish], not_near: {within: 3 words, words: [sing*]}}
  kiev: {name: Kiev, kind: place, names: {pl: [Charków, Odessa]}}
  mill: {name: Mill, kind: place, names: [Mill], context: {within: item, words: [river]}}
rules:
  r: {title: t, severity: low, when: """


def lines(
    when: str,
    text: str,
    *,
    title: str = "",
    age: timedelta = timedelta(0),
    sources: str = "a.example",
    published: datetime = NOW,
    language: str = "en",
) -> list[str]:
    """What the condition makes of the text."""
    rules = compile_rules({"f.yaml": f"{HEAD}{when}}}\n"})
    subject = rules.subject(
        fields_of(title, "", text),
        sources=frozenset(sources.split("|")),
        language=language,
        tags=frozenset(),
        age=age,
        published=published,
    )
    return list(explain(rules.rules["r"].when, subject, rules).lines())


def why(when: str, text: str, *, title: str = "", age: timedelta = timedelta(0), sources: str = "a.example") -> str:
    """The first line of the explanation: what the whole condition makes of the text."""
    return lines(when, text, title=title, age=age, sources=sources)[0]


FIRE_BLAMED = "of: [{words: [fire]}, {words: [blamed]}]"


@pytest.mark.parametrize(
    ("when", "text", "says"),
    [
        (f"{{near: {{within: 5 words, ordered: true, {FIRE_BLAMED}}}}}", "The lamp was blamed for the fire",
         "NO  near, within 5 words in this order: each is there, but in another order"),
        (f"{{near: {{within: 2 words, ordered: true, {FIRE_BLAMED}}}}}", "A lamp is blamed for all that and for the fire",
         "NO  near, within 2 words in this order: each is there, but too far apart"),
        ("{near: {within: 5 words, of: [{phrase: air strike}, {words: [strike]}]}}", "An air strike",
         "NO  near, within 5 words: each is there, but as the same words"),
        (f"{{near: {{within: sentence, {FIRE_BLAMED}}}}}", "A fire. A lamp is blamed.",
         "NO  near, within one sentence: each is there, but not in one sentence"),
        (f"{{near: {{within: 1 words, {FIRE_BLAMED}}}}}", "A fire that a lamp is blamed for",
         "NO  near, within 1 word: each is there, but too far apart"),
        ("{entity: benish}", "Benish Ahmed sings", "NO  entity Benish (benish): »Benish« stands there, its `not_near` refuses it"),
        ("{entity: mill}", "The Mill burns", "NO  entity Mill (mill): »Mill« stands there, its `context` refuses it"),
        ("{entity: mill, in: title}", "The Mill burns", "NO  entity Mill (mill) in title: nothing"),
        ("{entity: mill}", "The barn burns", "NO  entity Mill (mill): nothing"),
        ("{genre: [live, comment]}", "The barn burns", "NO  genre comment, live: none"),
    ],
)  # fmt: skip
def test_what_does_not_hold_says_what_is_wrong(when: str, text: str, says: str) -> None:
    assert why(when, text) == says


def test_ages_that_read_alike_are_told_exactly() -> None:
    assert why("{newer_than: 2d}", "A fire", age=timedelta(hours=50)) == "NO  newer than 2 days: 2 d 2 h old"
    assert why("{newer_than: 2d}", "A fire", age=timedelta(hours=80)) == "NO  newer than 2 days: 3 days old"


def test_a_source_without_a_name_is_not_shown() -> None:
    assert why("{source: b.example}", "A fire", sources="|a.example") == "NO  source b.example: a.example"


def test_what_holds_by_its_parts_shows_them() -> None:
    when = "{all: [{words: [fire]}, {at_least: {n: 1, of: [{words: [blamed]}, {words: [lamp]}]}}]}"
    assert lines(when, "A lamp on fire") == [
        "ok  all of these",
        '  ok  words "fire": »fire«',
        "  ok  at least 1 of these: 1 of 2",
        '    NO  words "blamed": nothing',
        '    ok  words "lamp": »lamp«',
    ]


def test_a_time_of_the_week_is_shown_by_the_clocks_of_its_zone() -> None:
    night = "{during: {hours: '22:00-06:00', zone: Asia/Kathmandu}}"
    friday = datetime(2026, 3, 6, 18, 30, tzinfo=UTC)
    shown = "ok  during 22:00-06:00 Asia/Kathmandu: published Sat 00:15 (Fri 18:30 UTC)"
    assert lines(night, "A fire", published=friday) == [shown]
    assert lines("{during: {days: fri}}", "A fire", published=friday)[0].endswith(": published Fri 18:30 UTC")


def test_what_only_another_language_has_is_told_where_nobody_states_the_language() -> None:
    said = "NO  entity Kiev (kiev): »Odessie« counts where the language is pl, and that of this text is not known"
    assert lines("{entity: kiev}", "Nocą w Odessie", language="")[0] == said
    assert lines("{entity: kiev}", "Nocą w Odessie", language="en")[0] == "NO  entity Kiev (kiev): nothing"
    assert lines("{entity: kiev}", "Nocą w Opolu", language="")[0] == "NO  entity Kiev (kiev): nothing"


def test_what_is_denied_is_told_to_take_no_number() -> None:
    asked = "{number: {of: {words: [deaths]}, at_least: 10, within: sentence}}"
    said = "»deaths« stands there, but »20« is of something else, as what it would count is denied"
    assert lines(asked, "No deaths as 20 rockets land")[0].endswith(said)
