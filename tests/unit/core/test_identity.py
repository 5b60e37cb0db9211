from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitor.core.canonical_url import canonical_url
from monitor.core.identity import Reissuable, StoredItem, articles_of, is_same_item, reissued
from monitor.core.identity_policy import IdentityPolicy, asked_before, described, policy_in_force
from monitor.core.item_key import KeyKind
from monitor.core.types import Item, Origin
from tests.make import NOW, article

ORIGIN = Origin("a", "a.example", "a")


@pytest.mark.parametrize(
    "twin",
    [
        "http://www.example.org/news/5",
        "https://example.org/news/5/",
        "https://example.org/news/5?utm_source=rss&at_medium=x&ito=1490",
        "https://EXAMPLE.org:443/news/5#comments",
        "https://m.example.org/news/5",
        "https://amp.example.org/news/5",
        "https://www.mobile.example.org/news/5",
        "https://example.org/amp/news/5",
        "https://example.org/news/5/amp/",
        "https://example.org/news/amp/5",
        "https://example.org/news/5.amp",
        "https://example.org/news/5?outputType=amp",
        "https://example.org/news/5?amp=1&amp_js_v=0.1&usqp=mq331",
        "https://example-org.cdn.ampproject.org/c/s/example.org/news/5?amp_gsa=1",
        "https://www.google.com/amp/s/www.example.org/amp/news/5",
    ],
)
def test_twins_of_a_link_have_one_key(twin: str) -> None:
    assert canonical_url(twin) == canonical_url("https://example.org/news/5") == "https://example.org/news/5"


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/news/6",
        "https://example.org/news?id=5",
        "http://a.org:81/x",
        "https://amp.dev/news/5",
        "https://example.org/amp",
        "https://m.co/news/5",
        "https://en.example.org/news/5",
        "https://x.cdn.ampproject.org/",
        "https://example.org/news/amps/5",
    ],
)
def test_other_pages_keep_other_keys(other: str) -> None:
    assert canonical_url(other) not in (canonical_url("https://example.org/news/5"), "")


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "", "ftp://x/y", "https://[bad", "//x/y"])
def test_what_is_no_web_link_is_no_key(bad: str) -> None:
    assert canonical_url(bad) == ""


def keys(items: list[Item]) -> list[tuple[str, ...]]:
    found, broken = articles_of(items, ORIGIN, NOW)
    assert not broken
    return [one.keys for one in found]


def test_a_guid_that_stands_twice_with_other_links_names_nothing() -> None:
    assert keys([Item("1", "http://a/1", "One"), Item("1", "http://a/2", "Two")]) == [
        ("url:https://a/1",),
        ("url:https://a/2",),
    ]
    assert keys([Item("1", f"http://a/{n}", f"No. {n}") for n in range(3)])[2] == ("url:https://a/2",)


def test_two_flashes_under_one_headline_and_link_are_two_items() -> None:
    flashes = [Item("", "http://a/", "عاجل", "قصف على إدلب"), Item("", "http://a/", "عاجل", "سقوط مروحية")]
    assert len(set(keys(flashes))) == 2


def test_a_link_that_several_items_share_names_nothing() -> None:
    assert keys([Item("1", "http://a/", "One"), Item("2", "http://a/", "Two")]) == [("guid:1",), ("guid:2",)]
    without_guid = keys([Item("", "http://a/", "One"), Item("", "http://a/", "Two")])
    assert len(without_guid) == 2 and all(key[0].startswith("text:") for key in without_guid)


def test_an_entry_that_stands_twice_counts_once() -> None:
    assert len(keys([Item("1", "http://a/1", "One"), Item("1", "http://a/1", "One, edited")])) == 1
    live = [Item("1", "http://a/live", "One"), Item("1", "http://a/live", "One, edited")]
    assert keys([*live, Item("2", "http://a/live", "Two")]) == [("guid:1",), ("guid:2",)], "also behind a shared link"


def test_what_shares_guid_and_link_is_several_items_if_headlines_and_dates_say_so() -> None:
    def shared(*headlines: str, hours: int) -> list[Item]:
        dates = (NOW - timedelta(hours=hours * n) for n in range(len(headlines)))
        return [
            Item("http://a/", "http://a/", headline, published=at)
            for headline, at in zip(headlines, dates, strict=True)
        ]

    assert len(keys(shared("Hail in Oslo", "Hail in Bergen", hours=1))) == 2
    assert len(keys(shared("Hail in Oslo", "Hail in Oslo", hours=1))) == 1
    assert len(keys(shared("Hail in Oslo", "Hail in Bergen", hours=0))) == 1, "an edit, as far as can be seen"
    assert len(keys(shared("Hail in Oslo", "Hail in Bergen", "Hail in Bodo", hours=0))) == 3


def known(
    by: KeyKind, *, guid: str = "old", url: str = "http://a/1", title: str = "Strike on Morek kills ten"
) -> StoredItem:
    return StoredItem(guid, url, title, NOW - timedelta(hours=1), by)


def test_a_shared_guid_is_the_same_item_whatever_the_edit() -> None:
    assert is_same_item(article("A wholly other headline", guid="300388484", url="http://a/2"), known(KeyKind.GUID))


def test_a_guid_that_is_a_mere_position_needs_something_that_agrees() -> None:
    other = "Parliament votes on the budget"
    assert not is_same_item(article(other, guid="1", url="http://a/2"), known(KeyKind.GUID))
    assert is_same_item(article(other, guid="1", url="http://www.a/1?utm_source=x"), known(KeyKind.GUID))
    assert is_same_item(
        article(other, guid="1", url="http://a/2", published=NOW - timedelta(hours=1)), known(KeyKind.GUID)
    )
    assert is_same_item(article("Strike on Morek kills eleven", guid="1", url="http://a/2"), known(KeyKind.GUID))


def test_half_of_the_words_of_the_shorter_headline_agree_and_less_do_not() -> None:
    for title, same in (("Strike on farms goes on", True), ("Strike at farms goes on", False), ("", True)):
        assert (
            is_same_item(article(title, "Text.", guid="new"), known(KeyKind.URL, title="Strike on Morek kills ten"))
            is same
        )


def test_another_story_behind_a_link_without_guids_is_another_item() -> None:
    (other,), _ = articles_of([Item("", "http://a/1", "Parliament votes on the budget")], ORIGIN, NOW)
    assert not is_same_item(other, known(KeyKind.URL, guid=""))
    assert not is_same_item(other, replace(known(KeyKind.URL), published=NOW)), "it was seen then, and says no date"


def test_behind_a_link_without_guids_the_date_agrees_or_one_headline_holds_the_other() -> None:
    before = known(KeyKind.URL, guid="")

    def is_same(title: str, published: datetime | None) -> bool:
        (found,), _ = articles_of([Item("", "http://a/1", title, published=published)], ORIGIN, NOW)
        return is_same_item(found, before)

    (retitled,), _ = articles_of([Item("", "http://a/1", "Strike on Idlib kills ten")], ORIGIN, NOW)
    assert is_same_item(retitled, before, own_links=True), "a page of its own"
    assert not is_same("Strike on Idlib kills ten", NOW) and not is_same("Strike on Idlib kills ten", None)
    assert is_same("Strike on Idlib kills ten", before.published)
    assert is_same("Strike on Morek kills ten people", NOW) and is_same("Strike on Morek kills ten", None)


def test_a_shared_link_after_a_reissue_is_the_same_item() -> None:
    assert is_same_item(article("Strike on Morek kills ten people", guid="new"), known(KeyKind.URL))


def test_another_story_at_the_same_address_is_another_item() -> None:
    assert not is_same_item(article("Parliament votes on the budget", guid="new"), known(KeyKind.URL))


def test_dates_that_cannot_be_are_not_believed() -> None:
    for wrong in (NOW + timedelta(days=2), NOW.replace(year=1970), None):
        (found,), _ = articles_of([Item("1", "http://a/1", "One", published=wrong)], ORIGIN, NOW)
        assert found.published == NOW and not found.published_known


def test_a_date_a_few_minutes_ahead_is_believed_and_means_now() -> None:
    """Clocks differ. The day when it was known to be published stays known."""
    (found,), _ = articles_of([Item("1", "http://a/1", "One", published=NOW + timedelta(minutes=5))], ORIGIN, NOW)
    assert found.published == NOW and found.published_known


def test_the_config_says_in_which_language_a_feed_is_before_the_feed_does() -> None:
    item = Item("1", "http://a/1", "One", language="en-US", tags=("war",))
    known = Origin("a", "a.example", "a", "tr", ("local",))
    assert [articles_of([item], origin, NOW)[0][0].language for origin in (ORIGIN, known)] == ["en", "tr"]
    assert articles_of([item], known, NOW)[0][0].tags == ("local", "war")


def test_what_has_no_headline_is_known_by_its_text_in_whatever_document_it_comes() -> None:
    texts = "A flash.", "Another flash.", "A  FLASH."
    keys = [articles_of([Item("", "", "", text)], ORIGIN, NOW)[0][0].keys for text in texts]
    assert keys[0] == keys[2] != keys[1]


def test_a_javascript_link_is_not_shown() -> None:
    (found,), _ = articles_of([Item("1", "javascript:alert(1)", "One")], ORIGIN, NOW)
    assert found.url == "" and found.keys == ("guid:1",)


def test_an_edit_of_white_space_is_no_edition() -> None:
    one, other = article("One  two", "text\n\nmore", guid="1"), article("One two", "text\nmore", guid="1")
    assert one.edition == other.edition != article("One two", "text more!", guid="1").edition


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("auto", ("guid:1", "url:https://a/1")), ("guid", ("guid:1",)), ("url", ("url:https://a/1",))],
)
def test_a_policy_chooses_the_keys(policy: str, expected: tuple[str, ...]) -> None:
    (found,), _ = articles_of([Item("1", "http://a/1", "One")], ORIGIN, NOW, IdentityPolicy(policy))
    assert found.keys == expected


@pytest.mark.parametrize(
    ("policy", "item", "expected"),
    [
        ("guid", Item("", "http://a/1", "One"), "url:https://a/1"),  # there is no guid to know it by
        ("url", Item("1", "", "One"), "guid:1"),
    ],
)
def test_what_lacks_that_by_which_its_feed_is_known_is_known_by_the_other(
    policy: str, item: Item, expected: str
) -> None:
    (found,), _ = articles_of([item], ORIGIN, NOW, IdentityPolicy(policy))
    assert found.keys == (expected,)


def test_by_link_what_shares_a_link_is_one_item() -> None:
    items = [Item("1", "http://a/1", "One"), Item("2", "http://a/1", "Two")]
    assert [one.keys for one in articles_of(items, ORIGIN, NOW, IdentityPolicy.URL)[0]] == [("url:https://a/1",)]


def test_where_guids_change_a_link_that_several_headlines_share_names_nothing() -> None:
    items = [Item("1", "http://a/1", "One"), Item("2", "http://a/2", "One"), Item("3", "http://a/2", "Two"),
             Item("4", "http://a/1", "One"), Item("5", "", "Three")]  # fmt: skip
    found, _ = articles_of(items, ORIGIN, NOW, IdentityPolicy.URL, guids_change=True)
    assert [one.keys for one in found] == [
        ("url:https://a/1",), ("text:https://a/2|one|",), ("text:https://a/2|two|",), ("text:|three|",)
    ]  # fmt: skip


def test_by_title_neither_guid_nor_link_count() -> None:
    items = [Item("1", "http://a/1", "One", published=NOW), Item("2", "http://a/2", "One", published=NOW)]
    found, _ = articles_of(items, ORIGIN, NOW, IdentityPolicy.TITLE)
    assert [one.keys for one in found] == [(f"text:|one|{NOW.isoformat()}",)]


def test_of_a_feed_known_by_links_the_link_says_all() -> None:
    other = article("Parliament votes on the budget", guid="new")
    assert is_same_item(other, known(KeyKind.URL), IdentityPolicy.URL) and not is_same_item(other, known(KeyKind.URL))


def test_guids_that_change_in_several_polls_are_not_believed() -> None:
    assert [policy_in_force(IdentityPolicy.AUTO, polls) for polls in (0, 1, 2, 3)] == ["auto"] * 3 + ["url"]
    assert policy_in_force(IdentityPolicy.GUID, 9) == "guid", "the config's word"


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([Item("1", "http://a/1", "One"), Item("2", "http://a/2", "Two")], "guid and url"),
        ([Item("", "http://a/1", "One"), Item("", "http://a/2", "Two")], "url (no guids)"),
        ([Item("1", "http://a/1", "One"), Item("1", "http://a/2", "Two")], "url (several items have the same guid)"),
        ([Item("1", "http://a/", "One"), Item("2", "http://a/", "Two")], "guid (links are shared or missing)"),
        ([Item("", "", "One"), Item("", "", "Two")], "title and date (no guids, links are shared or missing)"),
    ],
)
def test_what_a_document_shows_is_said(items: list[Item], said: str) -> None:
    assert described(IdentityPolicy.AUTO, 0, articles_of(items, ORIGIN, NOW)[0]) == said


def test_what_is_said_of_how_items_are_known_names_who_decided_it() -> None:
    found = articles_of([Item("1", "http://a/1", "One")], ORIGIN, NOW)[0]
    assert described(IdentityPolicy.URL, 9, found) == "url (config)"
    assert described(IdentityPolicy.AUTO, 3, found) == "url (guids change under their links, in 3 polls)"
    assert described(IdentityPolicy.URL, 9, ()) == "", "of an empty document nothing is known"


@pytest.mark.parametrize("policy", IdentityPolicy)
def test_what_the_config_asked_for_is_known_from_what_was_said_of_it(policy: IdentityPolicy) -> None:
    found = articles_of([Item("1", "http://a/1", "One")], ORIGIN, NOW)[0]
    assert asked_before(described(policy, 0, found)) is policy
    assert asked_before("") is IdentityPolicy.AUTO


TITLES = [f"Council of district {name} meets on roads" for name in ("one", "two", "three", "four", "five", "six")]


def test_a_document_issued_anew_is_known_by_its_headlines() -> None:
    stored = [Reissuable(title, NOW - timedelta(days=1), "x") for title in reversed(TITLES)]
    day_before = NOW - timedelta(days=1)
    anew = [article(title, guid=f"n{n}", published=day_before) for n, title in enumerate(TITLES)]
    assert reissued(anew, 6, stored) == {n: 5 - n for n in range(6)}
    assert reissued(anew, 20, stored) == {}, "a few of many are items under a headline of before"
    assert len(reissued(anew, 12, stored)) == 6 and reissued(anew, 13, stored) == {}
    assert reissued(anew[:4], 4, stored) == {}
    mixed = [*anew[:4], *(article(f"Another item number {n} of the day", guid=f"x{n}") for n in range(2))]
    assert reissued(mixed, 6, stored) == {}, "four that are told again are no new publishing system"
    most = [*anew[:5], *(article(f"Another item number {n} of the day", guid=f"x{n}") for n in range(5))]
    assert len(reissued(most, 10, stored)) == 5, "half of what is unknown is enough"
    assert reissued([*most, article("One more item of the day", guid="y")], 11, stored) == {}, "and less is not"
    today = [article(title, guid=f"n{n}") for n, title in enumerate(TITLES)]
    assert reissued(today, 6, stored) == {}, "the same headlines a day later: another day's items"
    twice = [*stored, Reissuable(TITLES[0], day_before, "y")]
    assert 0 not in reissued(anew, 6, twice), "a headline that stands twice names none"


def test_of_a_document_issued_anew_under_other_dates_the_texts_say_what_is_what() -> None:
    anew = [article(title, guid=f"n{n}") for n, title in enumerate(TITLES)]
    stored = [Reissuable(one.fields.title, NOW - timedelta(days=9), one.edition) for one in anew]
    assert reissued(anew, 6, stored) == {n: n for n in range(6)}


def test_headlines_of_three_words_name_no_item_and_such_of_four_do() -> None:
    for words, known in (("Weather in {}", False), ("Weather report for {}", True)):
        titles = [words.format(name) for name in ("Idlib", "Morek", "Hama", "Homs", "Aleppo", "Tartus")]
        anew = [article(title, guid=f"n{n}") for n, title in enumerate(titles)]
        assert bool(reissued(anew, 6, [Reissuable(title, NOW, "x") for title in titles])) is known
