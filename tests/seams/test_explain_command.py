"""`monitor items --find` and `monitor explain`, as a person asks: what became of this, and why not?"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.testing import FeedServer, WebhookServer
from tests.make import RULES, STORY, Entry, rss, workspace
from tests.running import command_here, running
from tests.timeline import HEAD, SUNDAY, day
from tests.timeline import rules as one_rule

SHELLING = Entry("1", "Shelling kills 21 in Morek", STORY, "https://www.gazette.example/news/1?utm_source=rss")
MARKET = Entry("2", "سوق في مدينة إدلب", "Bread.", "http://gazette.example/news/2/")
COAST = Entry("3", "Fishermen of the coast kills time", "Nothing of it here.", "http://gazette.example/news/3")


@pytest.fixture
def folder(tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer) -> Path:
    """A workspace with three items: one alerted, one in Arabic, and one that no rule matched."""
    receivers = {"hook": {"url": webhook.apprise_url}, "night": {"url": webhook.apprise_url}}
    feeds = {"gazette": f"{feed_server.url}/a"}
    workspace(tmp_path, feeds, receivers=receivers, routes=[{"to": ["hook", "night"]}])
    for entries in ([], [SHELLING, MARKET, COAST]):
        feed_server.put("/a", rss(entries))
        assert command_here("poll", folder=tmp_path).returncode == 0
    return tmp_path


def said(folder: Path, *arguments: str | int) -> str:
    done = command_here(*arguments, folder=folder)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def found(folder: Path, *arguments: str) -> list[str]:
    rows: list[dict[str, Any]] = json.loads(said(folder, "items", "--json", *arguments))
    return [row["title"] for row in rows]


def test_an_item_is_found_by_words_of_its_headline_in_any_script_and_by_its_address(folder: Path) -> None:
    assert found(folder, "--find", "MOREK shelling") == [SHELLING.title]
    assert found(folder, "--find", "kills") == found(folder, "--find", "kills", "--feed", "gazette")
    assert sorted(found(folder, "--find", "kills")) == sorted([SHELLING.title, COAST.title])
    assert found(folder, "--find", "kills", "--matched") == [SHELLING.title]
    assert found(folder, "--find", "ادلب") == [MARKET.title], "as it is compared, not as it is written"
    for address in (
        "https://www.gazette.example/news/1?utm_source=rss",
        "http://gazette.example/news/1/?fbclid=x",
        "gazette.example/news/1",
        "www.gazette.example/news/1#top",
    ):
        assert found(folder, "--find", address) == [SHELLING.title], address
    assert found(folder, "--find", "http://other.example/news/1") == found(folder, "--find", "%") == []
    assert "it was never fetched" in said(folder, "items", "--find", "nowhere")
    assert "gazette.example/news/2/" in said(folder, "items", "--find", "إدلب")


def test_explain_takes_words_or_an_address_and_lists_several(folder: Path) -> None:
    (shelling,) = json.loads(said(folder, "explain", "morek", "--json"))
    assert shelling["title"] == SHELLING.title
    assert said(folder, "explain", "gazette.example/news/1") == said(folder, "explain", shelling["id"])
    assert said(folder, "explain", "shelling", "21") == said(folder, "explain", shelling["id"])
    several = json.loads(said(folder, "explain", "kills", "--json"))
    assert [one["id"] for one in several] == sorted((one["id"] for one in several), reverse=True) and len(several) == 2
    assert f"{shelling['id']} " in said(folder, "explain", "kills")
    done = command_here("explain", "nothing of the kind", folder=folder)
    assert done.returncode == 1 and '"nothing of the kind": nothing stored' in done.stderr


def test_explain_says_who_was_told_and_which_rules_came_later(folder: Path) -> None:
    shown = said(folder, "explain", "morek")
    assert ": hook sent; night sent\n" in shown
    rules = RULES.replace(
        "  idlib-mention:", "  coast:\n    {title: Coast, severity: low, when: {words: [coast]}}\n  idlib-mention:"
    )
    (folder / "rules" / "rules.yaml").write_text(rules, encoding="utf-8")
    assert command_here("poll", folder=folder).returncode == 0
    shown = said(folder, "explain", "coast")
    assert "no rule matched it" in shown
    assert "rules saw no more than its feed gave: its text has 19 characters, and its page was not read." in shown
    assert "its page" not in said(folder, "explain", "morek"), "a rule saw what it needed"
    assert "added or changed since it came, and not tried on it as they are now: coast (" in shown


def test_a_new_rule_in_another_file_does_not_make_others_changed(tmp_path: Path, feed_server: FeedServer) -> None:
    workspace(tmp_path, {"a": f"{feed_server.url}/a"}, rules=RULES + f"  killed: {KILLED}\n")
    feed_server.put("/a", rss([SHELLING]))
    assert command_here("poll", folder=tmp_path).returncode == 0
    rule = "rules: {coast: {title: Coast, severity: low, when: {words: [coast]}}}\n"
    (tmp_path / "rules" / "before.yaml").write_text(rule, encoding="utf-8")
    assert command_here("poll", folder=tmp_path).returncode == 0
    (line,) = (line for line in said(tmp_path, "explain", "morek").splitlines() if line.startswith("added or changed"))
    assert line.count("UTC)") == 1 and " coast (" in line


def test_explain_takes_what_messages_and_reasons_call_an_item(folder: Path) -> None:
    alert, *_ = json.loads(said(folder, "alerts", "list", "--json"))
    (item,) = json.loads(said(folder, "explain", "morek", "--json"))
    shown = said(folder, "explain", item["id"])
    for named in (("alert", alert["id"]), (f"Alert #{alert['id']}",), (f"item {item['id']}",)):
        assert said(folder, "explain", *named) == shown, named
    done = command_here("explain", "alert", 999, folder=folder)
    assert (done.returncode, done.stderr) == (1, "monitor: no alert 999: `monitor alerts list` has the latest\n")


def test_explain_takes_what_stands_in_a_message(folder: Path) -> None:
    """Whoever has a message copies its last line, or one of its links."""
    alert, *_ = json.loads(said(folder, "alerts", "list", "--json"))
    (item,) = json.loads(said(folder, "explain", "morek", "--json"))
    message, *_ = json.loads(said(folder, "deliveries", "list", "--json"))
    shown, page = said(folder, "explain", item["id"]), "http://127.0.0.1:8420"
    for copied in (
        f"alert {alert['id']}, 77, 78 · key {message['key']}",
        f"alert {alert['id']} · key {message['key']} (possible repeat: an earlier attempt may have arrived)",
        f"key {message['key']}",
        message["key"],
        f"{page}/items/{item['id']}",
        f"https://monitor.example/items/{item['id']}",
        f"{page}/stories/{item['story_id']}",
        f"story {item['story_id']}",
        f"{page}/acts/acknowledge.{alert['id']}.1796598570.1ca5f93a.FeNShX_7519IP",
        f"{page}/silences/of/{alert['id']}",
    ):
        assert said(folder, "explain", copied) == shown, copied
    for unknown, why in (("story 999", "no story 999: "), (f"{page}/items/999", "no item 999: ")):
        done = command_here("explain", unknown, folder=folder)
        assert (done.returncode, done.stderr[: len(why) + 9]) == (1, f"monitor: {why}")


def test_an_address_of_an_outlet_that_looks_like_one_of_the_page_is_the_outlets(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    entries = [SHELLING, Entry("3", "Fishermen wait", "No fish.", "http://gazette.example/items/1")]
    feed_server.put("/a", rss(entries))
    assert command_here("poll", folder=tmp_path).returncode == 0
    assert "Fishermen wait" in said(tmp_path, "explain", "http://gazette.example/items/1")


def test_a_seed_is_found_and_said_to_be_one(folder: Path) -> None:
    (folder / "seeds").mkdir(exist_ok=True)
    seed = f"---\ntitle: Bridge opened in Morek\nurl: https://wire.example/b\npublished: 2019-08-21\n---\n{STORY}\n"
    (folder / "seeds" / "bridge.md").write_text(seed, encoding="utf-8")
    assert command_here("poll", folder=folder).returncode == 0
    for asked in ("wire.example/b", "bridge", "seed:bridge"):
        shown = said(folder, "explain", asked)
        assert "\na seed, first seen " in shown and "rules are not asked of a seed" in shown and "no rule" not in shown
    assert found(folder, "--find", "bridge") == [], "it is no item"


def test_it_says_when_an_item_was_published_and_that_a_date_is_missing_or_not_believed(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=2)
    entries = [
        Entry("1", "Bridge opened in Morek", published=datetime(2026, 3, 1, 8, 51, tzinfo=UTC)),
        Entry("2", "Bakery opened in Idlib", published=ahead),
        Entry("3", "School opened in Aleppo", published=None),
    ]
    workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    feed_server.put("/a", rss(entries))
    assert command_here("poll", folder=tmp_path).returncode == 0
    assert "\npublished 2026-03-01 08:51 UTC\n" in said(tmp_path, "explain", "bridge")
    for word in ("bakery", "school"):
        assert "\npublished: that it was first seen counts, as its date is missing" in said(tmp_path, "explain", word)


def test_explain_says_what_to_do_if_the_answer_is_wrong(tmp_path: Path, feed_server: FeedServer) -> None:
    workspace(tmp_path, {"a": f"{feed_server.url}/a", "b": f"{feed_server.url}/b"})
    for entries in ([], [SHELLING, COAST]):
        feed_server.put("/a", rss(entries))
        feed_server.put("/b", rss(entries[:1], host="http://b.example"))
        assert command_here("poll", folder=tmp_path).returncode == 0
    rows = json.loads(said(tmp_path, "items", "--matched", "--json"))
    (first,) = (row["id"] for row in rows if row["verdict"] == "new")
    (known,) = (row["id"] for row in rows if row["verdict"] != "new")
    assert f"if it tells something else: `monitor items not-duplicate {known}`\n" in said(tmp_path, "explain", known)
    assert "not-duplicate" not in said(tmp_path, "explain", first)
    (coast,) = json.loads(said(tmp_path, "explain", "coast", "--json"))
    assert f"`monitor explain {coast['id']} --rule NAME`" in said(tmp_path, "explain", "coast")


def test_explain_says_what_each_rule_decided_and_a_reason_once(tmp_path: Path, feed_server: FeedServer) -> None:
    rules = RULES.replace("  idlib-mention:", f"  killed:\n    {KILLED}\n  idlib-mention:")
    workspace(tmp_path, {"a": f"{feed_server.url}/a"}, rules=rules)
    for entries in ([], [SHELLING]):
        feed_server.put("/a", rss(entries))
        assert command_here("poll", folder=tmp_path).returncode == 0
    shown = said(tmp_path, "explain", "morek")
    lines = [line.partition(", rule set")[0] for line in shown.splitlines()]
    at = rules.splitlines().index("  killed:") + 1
    assert re.search(rf"^killed: alert 1 \(edition 1, rule set [0-9a-f]+, rules/rules.yaml:{at}\)$", shown, re.M)
    at = lines.index("killed: alert 1 (edition 1")
    assert lines[at + 1].startswith("  new story: ") and lines[at + 2] == "  found: kills (words, title)"
    assert lines[at + 3 : at + 5] == ["idlib-mention: alert 2 (edition 1", "  for the same reason"]
    assert lines[at + 5].startswith("  found: Morek (morek, title); ")


KILLED = "{title: Killed, severity: low, when: {words: [kills]}, tests: [{text: kills, expect: match}]}"


def test_of_what_a_first_poll_brought_the_setting_is_named(tmp_path: Path, feed_server: FeedServer) -> None:
    workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    feed_server.put("/a", rss([SHELLING]))
    assert command_here("poll", folder=tmp_path).returncode == 0
    shown = said(tmp_path, "explain", "morek")
    assert "in the feed's first poll" in shown and "`polling.first_poll_alerts`" in shown.splitlines()[-1]


def test_what_rules_leave_out_is_shown(tmp_path: Path, feed_server: FeedServer) -> None:
    caption = "Shelling of Morek that killed 21, on Jan. 5, 2019. (Sami Haddad/Reuters)"
    workspace(tmp_path, {"gazette": f"{feed_server.url}/a"})
    for entries in ([], [Entry("1", "A judge decides", caption)]):
        feed_server.put("/a", rss(entries))
        assert command_here("poll", folder=tmp_path).returncode == 0
    assert f"rules do not look at the caption of an old picture: {caption}" in said(tmp_path, "explain", "1")
    (known,) = json.loads(said(tmp_path, "explain", "1", "--json"))
    assert (known["matches"], known["old_captions"]) == ([], [caption])


def test_a_rule_is_shown_part_by_part_on_the_stored_text(folder: Path) -> None:
    lines = said(folder, "explain", "coast", "--rule", "strike-near-posts").splitlines()
    at = (folder / "rules" / "rules.yaml").read_text(encoding="utf-8").splitlines().index("  strike-near-posts:") + 1
    where = f"does not meet rule strike-near-posts as it is on the disk, rules/rules.yaml:{at}."
    assert lines[0] == COAST.title and where in lines[1]
    assert lines[2:] == [
        "NO  near, within 12 words",
        "  NO  entity Turkish observation posts (posts): nothing",
        "  NO  words of the list strike: nothing",
    ]
    assert "meets rule idlib-mention" in said(folder, "explain", "morek", "--rule", "idlib-mention")
    of_several = said(folder, "explain", "kills", "--rule", "idlib-mention").splitlines()
    met = {title: row for row in of_several for title in (SHELLING.title, COAST.title) if title in row}
    assert " yes " in met[SHELLING.title] and " no " in met[COAST.title]
    assert of_several[-1].endswith("part by part: `monitor explain ID --rule idlib-mention`")
    rows = json.loads(said(folder, "explain", "kills", "--rule", "idlib-mention", "--json"))
    assert sorted(row["holds"] for row in rows) == [False, True]
    done = command_here("explain", "coast", "--rule", "idlib-mentio", folder=folder)
    assert done.returncode == 1 and 'unknown rule "idlib-mentio" - did you mean "idlib-mention"?' in done.stderr


async def test_what_waited_for_confirmation_says_by_what_it_was_told(tmp_path: Path) -> None:
    asked = one_rule(confirm="{sources: 2, within: 2h, alert: wait}")
    async with day(tmp_path, SUNDAY, rules=asked) as it:
        await it.at("10:00", "a", HEAD, STORY)
        assert "confirmed since" not in said(tmp_path, "explain", 1)
        await it.at("10:30", "c", "Guns fired on Morek before dawn", "Morek was shelled, says a farmer.")
        alert = it.run.alerts()[-1].id
        shown = " ".join(said(tmp_path, "explain", 1).split())
        assert f"alert {alert}: phone sent" in shown
        (explained,) = json.loads(said(tmp_path, "explain", 1, "--json"))
        assert explained["matches"][0]["why"].endswith(f"; confirmed since, by alert {alert}")


def test_explain_shows_the_passages_that_a_copy_shares(tmp_path: Path, feed_server: FeedServer) -> None:
    workspace(tmp_path, {"a": f"{feed_server.url}/a", "b": f"{feed_server.url}/b"})
    later = Entry(
        "9", "Guns fire on Morek, 31 dead", f"{STORY.replace('21', '31')} Rain fell at noon.", "http://b.example/9"
    )
    for of_a, of_b in (([], []), ([SHELLING], []), ([SHELLING], [later])):
        feed_server.put("/a", rss(of_a))
        feed_server.put("/b", rss(of_b, host="http://b.example"))
        assert command_here("poll", folder=tmp_path).returncode == 0
    (row,) = json.loads(said(tmp_path, "explain", "guns", "--json"))
    shown = said(tmp_path, "explain", row["id"])
    assert row["verdict"] == "update" and "\nnew in it: killed: 21 -> 31\n" in shown
    assert f"shares {sum(len(one['text'].split()) for one in row['shared'])} words with it, in " in shown
    lead = STORY.replace("21", "31")
    for one in row["shared"]:
        assert row[one["here"]["field"]][one["here"]["start"] : one["here"]["end"]] == one["text"]
        assert one["text"] in lead and one["text"] in STORY
        assert f"  »{one['text'][:100]}" in shown
        assert f"« ({one['here']['field']} {one['here']['start']}-{one['here']['end']}; there lead " in shown


def test_explain_names_the_rules_that_hold_but_for_what_they_exclude(tmp_path: Path, feed_server: FeedServer) -> None:
    drill = (
        "  drill: {title: Guns, severity: low, when: {words: [shelled], not: [{words: [drill]}, {source: z.example}]}}"
    )
    workspace(
        tmp_path, {"a": f"{feed_server.url}/a"}, rules=RULES.replace("  idlib-mention:", f"{drill}\n  idlib-mention:")
    )
    entry = Entry("9", "Garrison holds drill", "It shelled empty hills.", "http://a.example/9")
    for entries in ([], [entry, replace(entry, guid="8", title="Garrison rests", link="http://a.example/8")]):
        feed_server.put("/a", rss(entries))
        assert command_here("poll", folder=tmp_path).returncode == 0
    at = (tmp_path / "rules" / "rules.yaml").read_text(encoding="utf-8").splitlines().index(drill) + 1
    why = f'drill holds for it but for what it excludes: not words "drill": »drill«, rules/rules.yaml:{at}\n'
    assert why in said(tmp_path, "explain", "garrison", "drill")
    assert "but for what it excludes" not in said(tmp_path, "explain", "rests")
    (known,) = json.loads(said(tmp_path, "explain", "drill", "--json"))
    assert known["kept_out"] == [{"rule": "drill", "why": 'not words "drill": »drill«'}]
    (tmp_path / "rules" / "rules.yaml").write_text("rules: {drill: {}}", encoding="utf-8")
    assert "but for what it excludes" not in said(tmp_path, "explain", "garrison", "drill"), "and no mistake of files"


async def test_an_item_whose_text_was_forgotten_says_so(tmp_path: Path, feed_server: FeedServer) -> None:
    """Else a person looks for the words that a rule found, and for the bug."""
    feed_server.put("/a", rss([COAST]))
    config = workspace(tmp_path, {"gazette": f"{feed_server.url}/a"}, store={"forget_after": "30d"})
    async with running(config) as run:
        await run.poll()
        await run.monitor.ticks.notice_missed_time()
        run.clock.move(days=31)
        await run.monitor.ticks.forget()
    for more in ((), ("--rule", "idlib-mention")):
        assert re.search(
            r"[Ii]ts text was forgotten \(`store.forget_after`\): only the headline is left",
            said(tmp_path, "explain", 1, *more),
        )
