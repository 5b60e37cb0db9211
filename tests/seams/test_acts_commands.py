"""monitor silences, alerts and deliveries, as a person types them, on a stored alert with a message that fails."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Any

import pytest

from monitor.testing import FeedServer, WebhookServer
from tests.make import RULES, STORY, Entry, rss, workspace
from tests.running import command, command_here


@pytest.fixture
def folder(tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer) -> Path:
    """A workspace in which one alert was sent to ``hook`` and not taken by ``broken``."""
    with WebhookServer(lambda _: 500) as broken:
        receivers = {"hook": {"url": webhook.apprise_url}, "broken": {"url": broken.apprise_url}}
        routes = [{"to": ["hook", "broken"]}]
        workspace(tmp_path, {"a": f"{feed_server.url}/a"}, receivers=receivers, routes=routes)
        for entries in ([], [Entry("1", "Shelling kills 21 in Morek", STORY)]):
            feed_server.put("/a", rss(entries))
            command("poll", folder=tmp_path)
    return tmp_path


def said(folder: Path, *arguments: str | int) -> str:
    """What a command prints when it works."""
    done = command_here(*arguments, folder=folder)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def as_json(folder: Path, *arguments: str | int) -> Any:
    return json.loads(said(folder, *arguments, "--json"))


def refused(folder: Path, *arguments: str | int) -> str:
    """The one line, or the usage, of a command that does not work."""
    done = command_here(*arguments, folder=folder)
    assert done.returncode in (1, 2) and "Traceback" not in done.stderr
    assert done.returncode == 2 or len(done.stderr.splitlines()) == 1
    return done.stderr


def test_a_silence_is_previewed_made_listed_shown_and_ended(folder: Path) -> None:
    given = ("silences", "add", "--rule", "idlib-mention", "--for", "2h", "--reason", "exercise", "--by", "amal")
    assert "it would cover, of the last 7 days: 1 alert\n" in said(folder, *given, "--preview")
    assert said(folder, "silences", "list") == "nothing is silenced\n"
    assert "silence 1: rule idlib-mention" in said(folder, *given, "--severity-at-most", "high")
    (row,) = as_json(folder, "silences", "list")
    assert (row["by"], row["reason"], row["state"]) == ("amal", "exercise", "in force")
    assert row["matchers"] == {"rules": ["idlib-mention"], "at_most": "high"}
    assert "it covers, of the alerts made in its time: 0 alerts\n" in said(folder, "silences", "show", 1)
    _put_an_alert(folder, "meanwhile")
    (shown,) = as_json(folder, "silences", "show", 1)
    assert [alert["headline"] for alert in shown["alerts"]] == ["Headline of meanwhile"]
    assert f"ended by {getpass.getuser()}" in said(folder, "silences", "end", 1)
    _put_an_alert(folder, "after")
    (shown,) = as_json(folder, "silences", "show", 1)
    assert [alert["headline"] for alert in shown["alerts"]] == ["Headline of meanwhile"] and shown["waiting"] == []
    assert as_json(folder, "silences", "list") == []
    assert as_json(folder, "silences", "list", "--all")[0]["state"] == "ended"


def test_a_list_of_silences_says_by_name_what_they_are_of_and_how_much_they_kept_back(
    folder: Path, feed_server: FeedServer
) -> None:
    said(folder, "silences", "add", "--rule", "idlib-mention", "--for", "1h", "--reason", "drill")
    said(folder, "alerts", "snooze", 1, "--for", "4h")
    feed_server.put("/a", rss([Entry("1", "Shelling kills 21 in Morek", STORY), Entry("2", "A market opens in Idlib")]))
    command("poll", folder=folder)
    told = said(folder, "silences")
    assert "rule Idlib is mentioned (idlib-mention)" in told and 'story 1 "Shelling kills 21 in Morek"' in told
    silence, snooze = as_json(folder, "silences")
    assert (silence["kind"], silence["kept_back"], snooze["kept_back"]) == ("silence", 1, 0)
    assert silence["what"] == "rule Idlib is mentioned (idlib-mention)", "two receivers, one alert"
    assert silence["matchers"] == {"rules": ["idlib-mention"]}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("silences add --rule strike-near-post --for 2h --reason x", 'unknown rule "strike-near-post" - did you mean'),
        ("silences add --entity idlip --for 2h --reason x", 'unknown entity "idlip" - did you mean "idlib"?'),
        ("silences add --rule idlib-mention --for 2x --reason x", "a duration is a number and a unit"),
        ("silences add --rule idlib-mention --until noon --reason x", "a time is written 2026-03-01T08:00"),
        ("silences add --rule idlib-mention --until 2026-03-01 --reason x", "it would be over already"),
        ("silences add --rule idlib-mention --reason x", "say how long"),
        ("silences add --rule idlib-mention --for 2h --until 2100-01-01 --reason x", "--for and --until both say when"),
        ("silences add --language arabic --for 2h --reason x", '"arabic" would cover nothing'),
        ("silences add --rule idlib-mention --for 2h", "Missing option '--reason'"),
        ("silences add --severity-at-most low --for 2h --reason x", "a silence of everything would hide too much"),
        ("silences add --tag x --severity-at-most hig --for 2h --reason x", '"hig" is no severity - did you mean "high"?'),
        ("silences add --story 99999999999999999999999 --for 2h --reason x", "Invalid value for '--story'"),
        ("silences add --rule idlib-mention --language= --for 2h --reason x", "a language of a silence is empty"),
        ("silences add --rule idlib-mention --tag= --for 2h --reason x", "a tag of a silence is empty"),
        ("silences add --rule idlib-mention --source=\u00a0 --for 2h --reason x", "a source of a silence is empty"),
        ("silences add --rule idlib-mention --for 2h --reason=", "say why: others read the reason"),
        ("silences show 9", "no silence 9: `monitor silences list` has the latest"),
        ("alerts ack 99", "no alert 99: `monitor alerts list` has the latest"),
        ("alerts snooze 1", "say how long"),
        ("alerts snooze 1 --for 2h --entity kafr-nabl", 'alert 1 has no entity "kafr-nabl"'),
        ("deliveries show 99", "no delivery 99: `monitor deliveries list` has the latest"),
        ("deliveries retry", "name one delivery by its id, or all with --receiver NAME or --dead"),
        ("deliveries retry --receiver hok", 'the config has no receiver "hok" - did you mean "hook"?'),
        ("deliveries retry 1 --dead", "name one delivery by its id, or all"),
        ("deliveries retry --dead --again", "--again goes with one delivery"),
        ("deliveries list --state ded", '"ded" is no state: pending, held'),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_line(tmp_path: Path, arguments: str, says: str) -> None:
    workspace(tmp_path, {}, receivers={"hook": {"type": "console"}}, routes=[{"to": "hook"}])
    if arguments.startswith("alerts snooze 1 --for"):
        _put_an_alert(tmp_path)
    assert says in " ".join(refused(tmp_path, *arguments.split(" ")).replace("│", " ").split())


def test_a_headline_without_end_does_not_fill_the_screen_but_programs_get_it_whole(tmp_path: Path) -> None:
    headline = "Ferries stop " + "and go on " * 150
    workspace(tmp_path, {})
    said(tmp_path, "alerts")
    _put_an_alert(tmp_path, headline=headline)
    table = said(tmp_path, "alerts")
    assert len(table.splitlines()) < 10 and "…" in table
    assert as_json(tmp_path, "alerts")[0]["headline"] == headline


def _put_an_alert(folder: Path, key: str = "k1", name: str = "monitor", **given: Any) -> None:
    from monitor.clock import utc_now
    from monitor.store import alerts
    from monitor.store.schema import open_store
    from tests.make import an_alert

    database = open_store(f"sqlite:///{folder}/{name}.sqlite")
    with database.writing() as tx:
        alerts.insert(tx, an_alert(key, created=utc_now(), **given), None)
    database.close()


def test_a_source_is_silenced_under_the_name_by_which_routes_know_it(folder: Path) -> None:
    arguments = ("silences", "add", "--source", "www.Gazette.example", "--for", "2h", "--reason", "x", "--json")
    (made,) = json.loads(said(folder, *arguments))
    assert made["matchers"] == {"sources": ["gazette.example"]}


def test_a_silence_can_be_made_while_an_edit_of_the_files_is_not_used(folder: Path) -> None:
    assert said(folder, "silences", "list")
    rules = folder / "rules" / "rules.yaml"
    rules.write_text(RULES.replace("entity: idlib, parts", "entity: idlip, parts"), encoding="utf-8")
    assert "silence 1" in said(folder, "silences", "add", "--rule", "idlib-mention", "--for", "1h", "--reason", "storm")


def test_people_act_on_alerts_while_the_config_has_a_mistake_but_never_in_another_database(tmp_path: Path) -> None:
    config = workspace(tmp_path, {}, store={"url": "sqlite:///mine.sqlite"})
    given = json.loads(config.read_text(encoding="utf-8"))
    assert said(tmp_path, "alerts") == "no alerts yet\n"
    _put_an_alert(tmp_path, name="mine")
    config.write_text(json.dumps(given | {"feedz": []}), encoding="utf-8")
    for arguments in ("alerts ack 1", "alerts snooze 1 --entity idlib --for 1h", "silences list", "silences end 1"):
        done = command_here(*arguments.split(), folder=tmp_path)
        assert done.returncode == 0, done.stderr
        (line,) = done.stderr.splitlines()
        assert line.startswith("config.yaml has mistakes, which `monitor check` tells")
    assert '"acknowledged_by": "' in command_here("alerts", "--json", folder=tmp_path).stdout
    (tmp_path / "mine.sqlite").rename(tmp_path / "data.sqlite")
    assert "feedz" in refused(tmp_path, "alerts", "ack", 1)
    (tmp_path / "data").mkdir()
    (tmp_path / "data.sqlite").rename(tmp_path / "data" / "monitor.sqlite")  # where it is if the config says nothing
    config.write_text(json.dumps(given | {"store": {"url": "${NOT_SET_HERE}"}}), encoding="utf-8")
    assert "NOT_SET_HERE" in refused(tmp_path, "alerts", "ack", 1)
    config.unlink()
    assert "cannot read it" in refused(tmp_path, "alerts", "ack", 1)


def test_an_alert_is_acknowledged_and_snoozed_and_its_list_says_so(folder: Path) -> None:
    (alert, *_) = as_json(folder, "alerts", "list")
    assert alert["acknowledged_by"] is None and sorted(alert["told"])[-1] == "hook sent"
    assert any(told.startswith("broken pending (") for told in alert["told"])
    assert f"alert {alert['id']} acknowledged by amal" in said(folder, "alerts", "ack", alert["id"], "--by", "amal")
    assert "acknowledged before by amal" in said(folder, "alerts", "ack", alert["id"], "--by", "badr")
    assert as_json(folder, "alerts")[0]["acknowledged_by"] == "amal"
    assert "story 1: snoozed until" in said(folder, "alerts", "snooze", alert["id"], "--for", "4h")
    assert as_json(folder, "silences", "list")[0]["kind"] == "snooze"
    assert said(folder, "alerts", "list", "--held") == "nothing is held back\n"


def test_deliveries_are_shown_retried_repeated_and_dropped(folder: Path, webhook: WebhookServer) -> None:
    (waits,) = as_json(folder, "deliveries", "list", "--state", "pending")
    (sent,) = as_json(folder, "deliveries", "list", "--receiver", "hook", "--state", "sent", "--state", "dead")
    (shown,) = as_json(folder, "deliveries", "show", waits["id"])
    assert [(one["number"], one["outcome"]) for one in shown["tries"]] == [(1, "failed")] and "500" in shown["tries"][
        0
    ]["detail"]
    assert "Shelling kills 21 in Morek" in said(folder, "deliveries", "show", waits["id"])
    assert f"delivery {waits['id']} to broken was pending: to be sent now" in said(
        folder, "deliveries", "retry", "--receiver", "broken"
    )
    assert said(folder, "deliveries", "retry", "--dead") == "nothing to retry\n"
    assert "needs no retry: it was sent; --again repeats it" in refused(folder, "deliveries", "retry", sent["id"])
    assert "marked as a possible repeat" in said(folder, "deliveries", "retry", sent["id"], "--again")
    assert "was pending: dropped" in said(folder, "deliveries", "drop", waits["id"], "--reason", "told by phone")
    command("poll", folder=folder)
    assert ["possible repeat" in message["message"] for message in webhook.received] == [False, True]
    (dropped,) = as_json(folder, "deliveries", "--state", "dropped")
    assert dropped["why"] == f"dropped by {getpass.getuser()}: told by phone"


def test_output_is_safe_on_a_terminal(folder: Path) -> None:
    given = ("--reason", "a\x1b[31mred\u202e", "--by", "x\x07")
    shown = said(folder, "silences", "add", "--rule", "idlib-mention", "--for", "1h", *given)
    assert not {"\x1b", "\x07", "\u202e"} & set(shown + said(folder, "silences", "list"))
