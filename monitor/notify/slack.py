"""Slack by its bot API, with threads. The only user of slack-sdk."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from monitor.core.alerts.types import Delivery, SendFailed, Sent
from monitor.core.message.media import slack_blocks
from monitor.core.message.plain import one_line
from monitor.core.message.slack import Post
from monitor.core.message.templates import Templates
from monitor.core.types import Severity
from monitor.notify.answers import limit, not_sent, retry_after

API = "https://slack.com/api/"
_LATER = frozenset({
    "ratelimited", "rate_limited", "message_limit_exceeded", "fatal_error", "internal_error", "request_timeout",
    "service_unavailable", "team_added_to_org", "org_login_required", "accesslimited", "ekm_access_denied",
})  # fmt: skip
"""Errors of chat.postMessage that pass; all others stay until somebody changes the config or the channel."""
_HALF_DONE = frozenset({"fatal_error", "internal_error"})
"""Of these Slack says itself that some of what was asked may have been done."""
_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""Errors of what a template wrote: a user's own may be at fault."""
_THREADS = frozenset({
    "thread_not_found", "invalid_thread_ts", "message_not_found", "cannot_reply_to_message",
    "restricted_action_thread_locked", "restricted_action_non_threadable_channel",
})  # fmt: skip
"""Errors of the thread: outside of it the message is taken."""
_silent = logging.getLogger("monitor.slack")
_silent.setLevel(logging.CRITICAL)


class SlackNotifier:
    """Posts to one channel. What follows a message stands in its thread; what is grave stands in the channel as well:
    of a reply in a thread only those hear who wrote in it."""

    def __init__(
        self, token: str, channel: str, api: str, templates: Templates, timeout: timedelta, now: Callable[[], datetime]
    ) -> None:
        self._token, self._channel, self._api = token, channel, api or API
        self._templates, self._seconds, self._now = templates, timeout.total_seconds(), now

    def send(self, delivery: Delivery) -> Sent | SendFailed:
        thread = self._thread(delivery.earlier.reference if delivery.earlier else "")
        outcome, error = self._tried(delivery, self._templates, thread)
        if error in _BLOCKS and "slack.json.j2" in self._templates.own:
            outcome, error = self._tried(delivery, self._templates.without_own(), thread)
        if thread and error in _THREADS:
            outcome, error = self._tried(delivery, self._templates, "")
        return outcome

    def _thread(self, reference: str) -> str:
        """The ``ts`` of an earlier message, if it stands in this channel. Old references name no channel, and count."""
        place, _, ts = reference.rpartition(":")
        return ts if place in ("", f"slack:{self._channel}") and re.fullmatch(r"\d+\.\d+", ts) else ""

    def _tried(self, delivery: Delivery, templates: Templates, thread: str) -> tuple[Sent | SendFailed, str]:
        """How one request ended, and Slack's name for the error."""
        post, seconds = slack_blocks(delivery, templates, in_thread=bool(thread)), limit(delivery, self._seconds)
        try:
            is_grave = delivery.alert.severity.rank >= Severity.HIGH.rank
            return asyncio.run(self._post(post, thread, seconds, is_grave=is_grave)), ""
        except SlackApiError as error:
            return self._refused(error), _reason(error)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return not_sent(error, seconds), ""
        except AttributeError:  # by slack-sdk, which takes any JSON for an object
            return SendFailed("Slack's answer is none of its API; it may have arrived", unknown=True), ""

    async def _post(self, post: Post, thread: str, seconds: float, *, is_grave: bool) -> Sent:
        within = aiohttp.ClientTimeout(total=seconds, sock_connect=self._seconds)
        async with aiohttp.ClientSession(timeout=within) as session:
            client = AsyncWebClient(self._token, base_url=self._api, session=session, retry_handlers=[], logger=_silent)
            answer = await client.chat_postMessage(
                channel=self._channel,
                text=post.text,
                blocks=post.blocks,
                thread_ts=thread or None,
                reply_broadcast=True if thread and is_grave else None,
                unfurl_links=False,
                unfurl_media=False,
            )
        data = answer.data if isinstance(answer.data, dict) else {}
        if not data.get("ts"):
            return Sent("taken, without a ts: nothing can follow in its thread")
        return Sent(f"ts {data['ts']} in {data.get('channel')}", f"slack:{self._channel}:{data['ts']}")

    def _refused(self, error: SlackApiError) -> SendFailed:
        answer = error.response
        status = getattr(answer, "status_code", getattr(answer, "status", 0))
        data = getattr(answer, "data", None)
        reason = _reason(error)
        if status == 429 or reason in ("ratelimited", "rate_limited"):
            wait = retry_after(getattr(answer, "headers", {}), self._now()) or timedelta(seconds=30)
            return SendFailed("Slack: too many messages", retry_after=wait)
        again = retry_after(getattr(answer, "headers", {}), self._now()) if status >= 500 else None
        if not reason:
            said = f"Slack answered HTTP {status} without a reason"
            return SendFailed(said, unknown=status < 400, retry_after=again)
        needed = f", needs {data['needed']}" if isinstance(data, dict) and data.get("needed") else ""
        permanent = status < 500 and reason not in _LATER
        unknown = reason in _HALF_DONE
        return SendFailed(f"Slack: {reason}{needed}", unknown=unknown, permanent=permanent, retry_after=again)


def _reason(error: SlackApiError) -> str:
    data = getattr(error.response, "data", None)
    return one_line(str(data.get("error", "")), 100) if isinstance(data, dict) else ""
