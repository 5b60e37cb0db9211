"""monitor deliveries, monitor deliveries list | show | retry | drop"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ByOption, ConfigOption, JsonOption, LimitOption, number
from monitor.cli.output import say_json, show
from monitor.cli.store import reading, writing
from monitor.core.alerts.delivery_state import OPEN, DeliveryState
from monitor.core.errors import nearest

app = typer.Typer(help="What was sent to whom, what waits and why; try again, give up.", invoke_without_command=True)


def _state(written: str) -> DeliveryState:
    try:
        return DeliveryState(written)
    except ValueError:
        raise typer.BadParameter(f'"{written}" is no state: {", ".join(DeliveryState)}') from None


DeliveryId = Annotated[int, typer.Argument(parser=number, help="An id, from `monitor deliveries list`.")]
StatesOption = Annotated[
    list[DeliveryState] | None,
    typer.Option("--state", parser=_state, metavar="STATE", help="Only in this state; may be repeated."),
]


@app.callback()
@app.command("list")
def deliveries(
    context: typer.Context,
    config: ConfigOption = CONFIG,
    limit: LimitOption = 30,
    state: StatesOption = None,
    receiver: Annotated[str, typer.Option("--receiver", help="Only to this receiver.")] = "",
    as_json: JsonOption = False,
) -> None:
    """List deliveries: what was sent to whom, what waits and why.

    Example: monitor deliveries list --state held --state dead
    """
    if context.invoked_subcommand is not None:
        return
    from monitor.clock import utc_now
    from monitor.store.deliveries import backlog, outbox

    with reading(config) as tx:
        found = outbox.listed(tx, limit=limit, states=state or (), receiver=receiver)
        known = [] if found or not receiver else outbox.receivers(tx)
        failing = {one.receiver: one for one in backlog.backlogs(tx)}
    columns = ("id", "alert_id", "receiver", "state", "attempts", "next_attempt_at", "why", "key")
    now = utc_now()
    kept = {one.id: failing[one.receiver].keeps(one, now) for one in found if one.receiver in failing}
    rows = [asdict(one) | {"why": one.error or kept.get(one.id) or one.why_at(now)} for one in found]
    if not as_json:  # of what is over it is the time that was planned
        rows = [row if row["state"] in OPEN else row | {"next_attempt_at": None} for row in rows]
    alike = nearest(receiver, known) if receiver and receiver not in known else ""
    to = f' to "{receiver}"' if receiver else ""
    show(rows, columns, as_json=as_json, empty=f"no deliveries{to}{alike}")


@app.command("show")
def show_(delivery: DeliveryId, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Show a delivery: its alerts, where it stands and why, every attempt with its time and how it ended.

    Example: monitor deliveries show 42
    """
    from monitor.acts import redelivery
    from monitor.clock import utc_now
    from monitor.core.message.plain import safe
    from monitor.core.zones import stamp_to_the_second
    from monitor.store import alerts
    from monitor.store.deliveries import attempts, backlog

    with reading(config) as tx:
        found = redelivery.get(tx, delivery)
        tries = [asdict(one) for one in attempts.of(tx, delivery)]
        told = alerts.get_all(tx, found.alerts)
        failing = [one for one in backlog.backlogs(tx) if one.receiver == found.receiver]
    kept = "".join(one.keeps(found, utc_now()) for one in failing)
    reason = found.error or kept or found.why_at(utc_now())
    if as_json:
        say_json([asdict(found) | {"why": reason, "tries": tries}], indent=1)
        return
    why = f": {reason}" if reason else ""
    due = f", next at {stamp_to_the_second(found.next_attempt_at)}" if found.state in OPEN else ""
    lines = [f"delivery {found.id} to {found.receiver}, key {found.key}", f"{found.state}{due}{why}"]
    lines += [f"alert {alert.id} [{alert.severity}] {alert.headline}" for alert in told]
    sys.stdout.write("\n".join(safe(" ".join(line.split())) for line in lines) + "\n\n")
    untried = "not tried yet" if found.state in OPEN else "no attempt of its own"
    rows = [one | {"outcome": one["outcome"] or "end not recorded"} for one in tries]
    show(rows, ("number", "started_at", "ended_at", "outcome", "detail"), as_json=False, empty=untried)


@app.command("retry")
def retry(
    delivery: Annotated[int | None, typer.Argument(parser=number, help="An id, if it is one.")] = None,
    config: ConfigOption = CONFIG,
    receiver: Annotated[str, typer.Option("--receiver", help="All that failed to this receiver.")] = "",
    dead: Annotated[bool, typer.Option("--dead", help="All that were given up; with --receiver, its own.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Also one that arrived: it is marked as a repeat.")] = False,
) -> None:
    """Have a delivery sent now, whatever holds it; or all that failed, instead of at their next time.

    Example: monitor deliveries retry --receiver newsroom
    """
    from monitor.acts import redelivery
    from monitor.clock import utc_now
    from monitor.config import load_config

    if (delivery is None) != bool(receiver or dead):
        raise typer.BadParameter("name one delivery by its id, or all with --receiver NAME or --dead")
    if again and delivery is None:
        raise typer.BadParameter("--again goes with one delivery, named by its id")
    known = load_config(config).file.receivers
    with writing(config) as database:
        if delivery is None:
            found = redelivery.retry_all(database, receiver, known, utc_now(), dead=dead)
        else:
            found = [redelivery.retry(database, delivery, known, utc_now(), again=again)]
    for one in found:
        repeat = ", marked as a possible repeat" if one.state in (DeliveryState.SENT, DeliveryState.TOLD) else ""
        sys.stdout.write(f"delivery {one.id} to {one.receiver} was {one.state}: to be sent now{repeat}\n")
    if not found:
        sys.stdout.write("nothing to retry\n")


@app.command("drop")
def drop(
    delivery: DeliveryId,
    reason: Annotated[str, typer.Option("--reason", help="Why it is given up.")],
    config: ConfigOption = CONFIG,
    by: ByOption = "",
) -> None:
    """Give a delivery up: it is not sent. `retry` takes that back.

    Example: monitor deliveries drop 42 --reason "told by phone"
    """
    from monitor.acts import redelivery
    from monitor.clock import utc_now

    with writing(config) as database:
        found = redelivery.drop(database, delivery, by, reason, utc_now())
    sys.stdout.write(f"delivery {found.id} to {found.receiver} was {found.state}: dropped\n")
