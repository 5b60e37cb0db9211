"""Any channel that Apprise knows, by its URL. The only user of apprise."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Thread

import apprise
from apprise import AppriseAsset, AppriseResult, AppriseResultStatus, NotifyFormat

from monitor.core.alerts.types import Delivery, SendFailed, Sent
from monitor.core.message.media import Message, markdown, text
from monitor.core.message.plain import cut_to_units, one_line, units
from monitor.core.message.templates import Templates
from monitor.notify.answers import limit, no_answer

# What a channel warns of is the reason in a SendFailed; the process's own log says it from there.
_said = logging.getLogger("apprise")
_said.setLevel(logging.DEBUG)
_said.propagate = False
_said.addHandler(logging.NullHandler())
_FAILED_ON_THE_WAY = "Socket Exception"
"""How the line begins, of those for debugging, that says how a connection failed."""
_NEVER_BEGAN = "Max retries exceeded"
_TIMED_OUT = "timed out"
_AFTER_IT_BEGAN = (_TIMED_OUT, "Connection aborted", "Connection broken", "Connection unexpectedly closed")
"""How requests and smtplib speak of a connection that was never made, and of one that ended."""
_BY_SMTP = frozenset({"mailto", "mailtos"})
_READ_MARKDOWN = frozenset({"discord", "mmost", "mmosts", "zulip"})
"""Services that read Markdown in every text they are given."""
MAX_TITLE = 240
"""Characters of a title. With what parts it from the text it takes of the room for a message: most services have no
room beside it."""
SMALL = 200
"""Characters of a message in which there is room for its title and key only."""


class AppriseNotifier:
    """One Apprise instance with one target, kept for the receiver's life: its rate gap is kept in it."""

    def __init__(self, url: str, templates: Templates, timeout: timedelta = timedelta(seconds=30)) -> None:
        self._templates, self._timeout = templates, timeout.total_seconds()
        self._last: Thread | None = None
        self._apprise = apprise.Apprise(asset=_asset())
        if not self._apprise.add(url):
            raise ValueError("not an address that Apprise understands")
        (self._plugin,) = self._apprise
        plugin = self._plugin
        if plugin.socket_read_timeout == apprise.URLBase.socket_read_timeout:  # no `rto=` in the address
            plugin.socket_read_timeout = self._timeout
        self._room = plugin.body_maxlen
        self._most_of_title = min(MAX_TITLE, plugin.title_maxlen or MAX_TITLE)
        self._title = min(self._most_of_title, self._room // 2)
        # Not by the URL: https://discord.com/... is a Discord too.
        names: set[str] = plugin.schemas()  # type: ignore[no-untyped-call]
        # A letter has the time for connecting for all that it waits for.
        self._waits_by = "socket_connect_timeout" if names & _BY_SMTP else "socket_read_timeout"
        self._usual: float = getattr(plugin, self._waits_by)
        self._markdown = bool(names & _READ_MARKDOWN)
        self._plain_title = "zulip" in names  # it shows a topic as it is

    def message(self, delivery: Delivery) -> Message:
        """What the service is given."""
        made = markdown if self._markdown else partial(text, chat=True)
        said = made(delivery, self._templates, max(1, self._room - self._title - 2))
        if self._plain_title:
            said = replace(said, title=text(delivery, self._templates, chat=True).title)
        if self._room < SMALL or (self._room < 2 * MAX_TITLE and delivery.key not in said.body):
            return self._small(said.title, delivery)
        return Message(cut_to_units(said.title, self._title), said.body)

    def _small(self, title: str, delivery: Delivery) -> Message:
        repeat = " (possible repeat)" if delivery.possible_repeat else ""
        key = cut_to_units(one_line(f"key {delivery.key}{repeat}", MAX_TITLE), self._room // 2)
        rest = self._room - units(key) - 2
        return Message(cut_to_units(title, min(self._most_of_title, rest)), key)

    def send(self, delivery: Delivery) -> Sent | SendFailed:
        if self._last is not None and self._last.is_alive():
            return SendFailed("the service still keeps the last attempt waiting, none is begun before its end")
        setattr(self._plugin, self._waits_by, limit(delivery, self._usual))
        answer: Future[AppriseResult] = Future()
        self._last = Thread(target=self._notify, args=(self.message(delivery), answer), name="in Apprise", daemon=True)
        self._last.start()
        try:
            result = answer.result(limit(delivery, self._timeout))
        except TimeoutError:
            return no_answer(limit(delivery, self._timeout))
        if result.status is AppriseResultStatus.SUCCESS:
            return Sent()
        reasons = [str(entry.message) for entry in result.logs() if entry.level in ("WARNING", "ERROR", "CRITICAL")]
        said = "; ".join(reasons)[:400] or "the receiver refused the message"
        if signs := _of_one_that_may_have_arrived(result):
            said = f"{said.removesuffix('.')}: no answer; it may have arrived"
            waited = timedelta(seconds=limit(delivery, self._usual) if _TIMED_OUT in signs else 0)
            return SendFailed(said, unknown=True, waited=waited)
        return SendFailed(said)

    def _notify(self, said: Message, answer: Future[AppriseResult]) -> None:
        """In a thread of its own: what Apprise limits itself, it runs in threads that all its services share."""
        try:
            # Always as text: Apprise would rewrite Markdown by rules of its own, in which feeds' signs count.
            answer.set_result(
                self._apprise.notify(
                    title=said.title, body=said.body, body_format=NotifyFormat.TEXT, log_level=logging.DEBUG
                )
            )
        except Exception as error:  # raised where the answer is awaited
            answer.set_exception(error)


def _of_one_that_may_have_arrived(result: AppriseResult) -> set[str]:
    """How the connection ended, or that the time was up, after the message may have been sent. Apprise itself says only
    that it failed."""
    said = [str(entry.message) for entry in result.logs() if entry.level == "DEBUG"]
    how = [line for line in said if line.startswith(_FAILED_ON_THE_WAY) and _NEVER_BEGAN not in line]
    return {sign for line in how for sign in _AFTER_IT_BEGAN if sign in line}


def problem_with(url: str) -> str:
    """Why Apprise cannot use ``url``, or that it names several targets; empty if it is good."""
    plugin = apprise.Apprise.instantiate(url, asset=_asset(), suppress_exceptions=True)
    if plugin is None:
        return (
            "Apprise does not understand this address: write one such as slack://TOKEN_A/TOKEN_B/TOKEN_C/#channel, "
            "mailto://USER:PASSWORD@HOST?to=YOU or json://HOST/PATH"
        )
    if len(plugin) > 1:
        return f"names {len(plugin)} targets: one receiver has one target, so that a retry repeats no success"
    return ""


def _asset() -> AppriseAsset:
    return AppriseAsset(
        app_id="monitor", app_desc="News alerts", secure_logging=True, async_mode=False, service_timeout=0
    )
