"""`monitor stories` and `monitor items not-duplicate`: what they show and change, and that the judge never undoes it.

Each poll is a monitor of its own on the same folder, so that everything here has survived a restart.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.core.alerts.types import Alert
from monitor.core.types import AlertKind
from monitor.store.articles import StoredArticle
from monitor.testing import FeedServer, WebhookServer
from tests.make import Entry, rss, workspace
from tests.running import Clock, command_here, daemon, headlines, running

BLAZE = Entry("blaze", "Blaze destroys grain warehouse beside Morek market", "Flames lit the sky for hours.")
BURNS = Entry("burns", "Grain warehouse beside Morek market burns down", "The owner wept in the yard.")
BOTH = Entry("both", "Grain warehouse beside Morek market destroyed in blaze", "Nothing could be saved.")
"""The judge takes BURNS for BLAZE again, and BOTH is so like either that it makes them one story."""
OLIVES = Entry("olives", "Farmers of Idlib plant olive saplings", "Volunteers came from afar.")


@dataclass
class Desk:
    """A folder with three feeds, polled once when told; the commands act on it between the polls."""

    folder: Path
    server: FeedServer
    clock: Clock = field(default_factory=lambda: Clock(datetime.now(UTC) - timedelta(hours=3)))
    told: str = ""
    """What the console said in the latest poll."""
    items: list[StoredArticle] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)

    async def open(self) -> Desk:
        """The first poll, of empty feeds."""
        for feed in "abc":
            self.server.put(f"/{feed}", rss([]))
        self.config = self.workspace()
        return await self.polls()

    def workspace(self, **sections: Any) -> Path:
        feeds = {feed: {"url": f"{self.server.url}/{feed}", "owner": feed, "interval": "1s"} for feed in "abc"}
        return workspace(self.folder, feeds, **sections)

    async def hears(self, feed: str, *entries: Entry) -> Desk:
        self.server.put(f"/{feed}", rss(entries, host=f"http://{feed}.example"))
        return await self.polls()

    async def polls(self) -> Desk:
        async with running(self.config, self.clock) as run:
            await run.poll(minutes=1)
            self.clock.now = max(self.clock.now, datetime.now(UTC))  # what a command has put there is due now
            await run.deliver()
            self.items, self.alerts, self.told = run.items(), run.alerts(), run.console.getvalue()
        return self

    def stories(self) -> dict[str, int | None]:
        """Headline -> the number of its story."""
        return {item.title: item.story_id for item in self.items}

    def says(self, *arguments: str | int) -> str:
        done = command_here(*arguments, folder=self.folder)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return str(done.stdout)

    def values(self, *arguments: str | int) -> Any:
        return json.loads(self.says(*arguments, "--json"))


@pytest.fixture
async def desk(tmp_path: Path, feed_server: FeedServer) -> Desk:
    return await Desk(tmp_path, feed_server).open()


async def one_story(desk: Desk) -> None:
    """Item 1 has alerted, item 2 is taken for the same story and silent."""
    await desk.hears("a", BLAZE)
    await desk.hears("b", BURNS)
    assert [(item.story_id, item.verdict) for item in desk.items] == [(1, "new"), (1, "same_story")]
    assert headlines(desk.alerts) == [BLAZE.title]


async def two_stories(desk: Desk) -> None:
    """A fire and a planting, stories 1 and 2; both have alerted."""
    await desk.hears("a", BLAZE, OLIVES)
    assert len(set(desk.stories().values())) == len(desk.alerts) == 2


# What is shown


async def test_a_list_has_every_story_once_the_latest_first(desk: Desk) -> None:
    assert desk.says("stories", "list") == "no stories yet: `monitor poll` fetches some\n"
    await desk.hears("a", BLAZE)
    await desk.hears("c", OLIVES)
    await desk.hears("b", BURNS)
    rows = [(row["id"], row["headline"], row["items"], row["sources"]) for row in desk.values("stories", "list")]
    assert rows == [(1, BLAZE.title, 2, 2), (2, OLIVES.title, 1, 1)]
    head, first, second = desk.says("stories", "list").splitlines()
    assert head.split() == ["id", "updated", "at", "items", "sources", "headline"]
    assert first.startswith("1 ") and first.rstrip().endswith(f"2      2        {BLAZE.title}")
    assert second.startswith("2 ") and OLIVES.title in second


async def test_a_story_shows_its_items_its_figures_and_who_tells_and_told_it(desk: Desk) -> None:
    await desk.hears("a", Entry("4", "Blaze kills 4 in grain warehouse beside Morek market", "The sky was red."))
    await desk.hears("b", Entry("9", "Grain warehouse blaze beside Morek market: 9 killed", "More bodies were found."))
    shown = desk.says("stories", "show", 1).splitlines()
    assert shown[:4] == [
        "story 1: Blaze kills 4 in grain warehouse beside Morek market",
        "2 items of 2 sources, independent: 2 (a, b)",
        "told by: idlib-mention",
        "figures: 4 killed, 9 killed",
    ]
    assert [line.split()[0] for line in shown[5:]] == ["id", "1", "2"]
    assert "update" in shown[-1] and "killed: 4 -> 9" in shown[-1]
    (story,) = desk.values("stories", "show", 1)
    assert [(item["id"], item["verdict"], item["verdict_of"]) for item in story["timeline"]] == [
        (1, "new", None), (2, "update", 1)
    ]  # fmt: skip
    assert story["changes"] == [] and story["independent"] == {"a": [1], "b": [2]}


async def test_what_cannot_be_done_is_one_line_and_changes_nothing(desk: Desk) -> None:
    await one_story(desk)
    await desk.hears("c", OLIVES)
    before = desk.values("items"), desk.values("stories", "list"), desk.values("stories", "show", 1)
    for arguments, line in REFUSED.items():
        done = command_here(*arguments.split(), folder=desk.folder)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", f"monitor: {line}\n")
    assert before == (desk.values("items"), desk.values("stories", "list"), desk.values("stories", "show", 1))


REFUSED = {
    "stories show 9": "no story 9: `monitor stories list` has the latest",
    "stories merge 9 1": "no story 9: `monitor stories list` has the latest",
    "stories merge 1 9": "no story 9: `monitor stories list` has the latest",
    "stories merge 1 1": "story 1 cannot become part of itself: name two stories",
    "stories split 9 1": "no story 9: `monitor stories list` has the latest",
    "stories split 1 9": "no item 9: `monitor items` lists them",
    "stories split 1 2 3": "item 3 is of story 2, not of 1",
    "stories split 1 1 2 1": "these are all items of story 1: there is nothing to split",
    f"items not-duplicate {2**63 - 1}": f"no item {2**63 - 1}: `monitor items` lists them",
    "items not-duplicate 1": "item 1 counts as no duplicate: its verdict is new; "
    "`monitor stories split 1 1` takes it out of its story",
    "items not-duplicate 3": "item 3 counts as no duplicate: its verdict is new",
}


# No duplicate


async def test_an_item_that_is_no_duplicate_alerts_now_and_begins_a_story(desk: Desk) -> None:
    await one_story(desk)
    assert desk.says("items", "not-duplicate", 2).splitlines() == [
        "item 2 begins story 2; alerts: 1",
        "  idlib-mention: alert, new story: no duplicate of item 1, as a person says",
    ]
    by_hand = " UTC: a person took item 2 out of story 1, as no duplicate: story 2\n"
    assert all(
        by_hand in desk.says(*shown) for shown in (("stories", "show", 1), ("stories", "show", 2), ("explain", 2))
    )
    assert "a person" not in desk.says("explain", 1), "it was not moved"
    await desk.polls()
    assert headlines(desk.alerts) == [BLAZE.title, BURNS.title]
    assert desk.alerts[-1].kind is AlertKind.FIRST and desk.alerts[-1].group == "story:2"
    assert desk.told.count(BURNS.title) == 1, "the outbox has it, the daemon sends it"
    assert "verdict: new: no duplicate of item 1, as a person says" in desk.says("explain", 2)
    again = command_here("items", "not-duplicate", "2", folder=desk.folder)
    assert (again.returncode, again.stderr) == (1, "monitor: item 2 counts as no duplicate: its verdict is new\n")


async def test_an_item_that_is_no_duplicate_still_credits_its_agency(desk: Desk) -> None:
    await desk.hears("a", BLAZE)
    await desk.hears("b", replace(BURNS, text="AMMAN (Reuters) - The owner wept in the yard."))
    desk.says("items", "not-duplicate", 2)
    await desk.polls()
    assert [alert.reports.owners for alert in desk.alerts] == [("a",), ("Reuters",)]


async def test_a_daemon_that_runs_sends_what_a_correction_alerts(desk: Desk, webhook: WebhookServer) -> None:
    await one_story(desk)
    config = desk.workspace(receivers={"hook": {"url": webhook.apprise_url}}, routes=[{"to": "hook"}])
    with daemon(config):
        done = command_here("items", "not-duplicate", "2", folder=desk.folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert [message["title"] for message in webhook.wait_for(1)] == [f"[LOW] {BURNS.title}"]


async def test_an_item_that_is_no_duplicate_stays_apart_whatever_comes(desk: Desk) -> None:
    await one_story(desk)
    desk.says("items", "not-duplicate", 2)
    await desk.hears("c", BOTH)
    stories = desk.stories()
    assert {stories[BLAZE.title], stories[BURNS.title]} == {1, 2} and stories[BOTH.title] in (1, 2)
    changed = Entry("burns", BURNS.title, "The owner wept in the yard, and a neighbour gave him tea.")
    await desk.hears("b", changed)
    assert desk.items[1].edition_number == 2 and desk.items[1].story_id == 2, "an edit of it is of its own story"


async def test_a_report_of_what_was_no_duplicate_belongs_to_it_and_follows_up(desk: Desk) -> None:
    await one_story(desk)
    desk.says("items", "not-duplicate", 2)
    await desk.hears("c", Entry("more", f"{BURNS.title}, 3 killed", "Three guards were asleep inside."))
    assert desk.stories()[f"{BURNS.title}, 3 killed"] == 2
    assert desk.alerts[-1].kind is AlertKind.FOLLOW_UP and desk.alerts[-1].group == "story:2"


async def test_what_has_alerted_does_not_alert_again_as_no_duplicate(desk: Desk) -> None:
    await desk.hears("a", BLAZE)
    await desk.hears("b", Entry("burns", f"{BURNS.title}, 3 killed", "Three guards were asleep inside."))
    assert [item.verdict for item in desk.items] == ["new", "update"] and len(desk.alerts) == 2
    assert desk.says("items", "not-duplicate", 2).splitlines() == [
        "item 2 begins story 2; alerts: 0",
        "  idlib-mention: alerted on it before",
    ]
    await desk.hears("c", Entry("again", f"{BURNS.title}: 3 killed", "They were guards."))
    assert desk.stories()[f"{BURNS.title}: 3 killed"] == 2 and len(desk.alerts) == 2, "its story counts as told"
    assert [alert.group for alert in desk.alerts] == ["story:1", "story:2"]


async def test_what_came_in_a_first_poll_is_silent_as_no_duplicate(tmp_path: Path, feed_server: FeedServer) -> None:
    desk = Desk(tmp_path, feed_server)
    desk.config = desk.workspace()
    feed_server.put("/a", rss([BLAZE]))
    feed_server.put("/b", b"", status=503)  # so that its first poll comes after that of the other
    feed_server.put("/c", rss([]))
    await desk.polls()
    feed_server.put("/b", rss([BURNS], host="http://b.example"))
    desk.clock.now += timedelta(hours=1)
    await desk.polls()
    assert [item.verdict for item in desk.items] == ["new", "same_story"] and not desk.alerts
    assert desk.says("items", "not-duplicate", 2).splitlines() == [
        "item 2 begins story 2; alerts: 0",
        "  idlib-mention: suppressed, in the feed's first poll: known from now on, counts as told",
    ]


# Split


async def test_a_split_is_shown_with_both_stories_and_counts_as_told(desk: Desk) -> None:
    await one_story(desk)
    said = desk.says("stories", "split", 1, 2)
    assert said == "story 2 has them now; it counts as told by the rules that told story 1\n"
    for story, headline in ((1, BLAZE.title), (2, BURNS.title)):
        shown = desk.says("stories", "show", story)
        assert shown.startswith(f"story {story}: {headline}\n1 item of 1 source, independent: 1 ")
        assert "told by: idlib-mention\n" in shown and ": a person took item 2 out of story 1: story 2\n" in shown
    shown = desk.says("explain", 2)
    assert "\nstory 2, edition 1\n" in shown and ": a person took item 2 out of story 1: story 2\n" in shown
    await desk.hears("c", Entry("again", f"{BURNS.title} in blaze", "It was insured."))
    assert desk.stories()[f"{BURNS.title} in blaze"] == 2 and len(desk.alerts) == 1


async def test_stories_that_were_split_are_never_made_one(desk: Desk) -> None:
    await one_story(desk)
    desk.says("stories", "split", 1, 2)
    await desk.hears("c", BOTH)
    await desk.hears("a", BLAZE, Entry("more", f"{BOTH.title} at dawn", "The crews were late."))
    stories = desk.stories()
    assert (stories[BLAZE.title], stories[BURNS.title]) == (1, 2)
    assert [change["kind"] for change in desk.values("stories", "show", 1)[0]["changes"]] == ["split"]


async def test_what_left_with_a_split_does_not_keep_news_silent(desk: Desk) -> None:
    """Nine were killed elsewhere: in the story that stays, nine killed is news."""
    await desk.hears("a", Entry("4", "Blaze kills 4 in grain warehouse beside Morek market", "The sky was red."))
    await desk.hears("b", Entry("9", "Grain warehouse beside Morek market collapses, 9 killed", "A wall was cracked."))
    assert [item.story_id for item in desk.items] == [1, 1]
    desk.says("stories", "split", 1, 2)
    figures = [desk.values("stories", "show", story)[0]["figures"] for story in (1, 2)]
    assert figures == [["4 killed"], ["9 killed"]]
    toll = Entry("toll", "Grain warehouse blaze beside Morek market: 9 killed", "They lay in the ashes.")
    await desk.hears("c", toll)
    assert desk.stories()[toll.title] == 1
    assert desk.alerts[-1].headline == toll.title and desk.alerts[-1].new[0] == "killed: 4 -> 9"


async def test_a_story_whose_first_item_leaves_is_named_after_what_stays(desk: Desk) -> None:
    await one_story(desk)
    desk.says("stories", "split", 1, 1)
    assert {row["id"]: row["headline"] for row in desk.values("stories", "list")} == {1: BURNS.title, 2: BLAZE.title}


async def test_a_merged_story_whose_namesake_leaves_is_named_after_what_stays(desk: Desk) -> None:
    await one_story(desk)
    desk.says("stories", "split", 1, 2)
    desk.says("stories", "merge", 1, 2)
    desk.says("stories", "split", 2, 2)
    assert {row["id"]: row["headline"] for row in desk.values("stories", "list")} == {2: BLAZE.title, 3: BURNS.title}


# Merge


async def test_a_merge_is_shown_and_stays(desk: Desk) -> None:
    await two_stories(desk)
    assert desk.says("stories", "merge", 2, 1) == "1 item of story 2 now belongs to story 1\n"
    assert ": a person made story 2 part of story 1\n" in desk.says("stories", "show", 1)
    (only,) = desk.values("stories", "list", "-n", 1)
    assert (only["id"], only["items"]) == (1, 2), "the story that is gone takes no place in the list"
    gone = command_here("stories", "show", "2", folder=desk.folder)
    assert (gone.returncode, gone.stderr) == (1, "monitor: story 2 is part of story 1 now\n")
    await desk.hears("b", BURNS, Entry("olive", f"{OLIVES.title} today", "They sang."))
    assert set(desk.stories().values()) == {1}
    assert len(desk.alerts) == 2 and {alert.group for alert in desk.alerts} == {"story:1"}


async def test_the_rules_that_told_either_story_have_told_the_merged_one(desk: Desk) -> None:
    """Only the story that goes was told; what is new of the other follows up."""
    await desk.hears("a", Entry("quiet", "Convoy of grain lorries overturns beside bridge", "A tyre had burst."))
    await desk.hears("b", OLIVES)
    assert headlines(desk.alerts) == [OLIVES.title]
    desk.says("stories", "merge", 2, 1)
    more = Entry("more", "Convoy of grain lorries overturns beside bridge in Morek, 2 killed", "Both drove.")
    await desk.hears("c", more)
    assert desk.alerts[-1].headline == more.title and desk.alerts[-1].kind is AlertKind.FOLLOW_UP


async def test_a_merge_undoes_a_split(desk: Desk) -> None:
    await one_story(desk)
    desk.says("stories", "split", 1, 2)
    desk.says("stories", "merge", 1, 2)
    await desk.hears("c", BOTH)
    assert set(desk.stories().values()) == {2}
    kinds: Sequence[str] = [change["kind"] for change in desk.values("stories", "show", 2)[0]["changes"]]
    assert kinds == ["split", "merge"]
