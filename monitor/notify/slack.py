"""Slack by its bot API, with threads. The only user of slack-sdk."""

from __future__ import annotations

import asyncio
import logging
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
from monitor.notify.answers import not_sent, retry_after

API = "https://slack.com/api/"
_LATER = frozenset({
    "ratelimited", "rate_limited", "message_limit_exceeded", "fatal_error", "internal_error", "request_timeout",
    "service_unavailable", "team_added_to_org", "org_login_required", "accesslimited", "ekm_access_denied",
})  # fmt: skip
"""Errors of chat.postMessage that pass; all others stay until somebody changes the config or the channel."""
_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""Errors of what a template wrote: a user's own may be at fault."""
_silent = logging.getLogger("monitor.slack")
_silent.setLevel(logging.CRITICAL)


class SlackNotifier:
    """Posts to one channel. What follows a message stands in its thread."""

    def __init__(
        self, token: str, channel: str, api: str, templates: Templates, timeout: timedelta, now: Callable[[], datetime]
    ) -> None:
        self._token, self._channel, self._api = token, channel, api or API
        self._templates, self._seconds, self._now = templates, timeout.total_seconds(), now

    def send(self, delivery: Delivery) -> Sent | SendFailed:
        thread = delivery.earlier.reference if delivery.earlier else ""
        outcome, error = self._tried(delivery, self._templates, thread)
        if error in _BLOCKS and "slack.json.j2" in self._templates.own:
            outcome, error = self._tried(delivery, self._templates.without_own(), thread)
        return outcome

    def _tried(self, delivery: Delivery, templates: Templates, thread: str) -> tuple[Sent | SendFailed, str]:
        """How one request ended, and Slack's name for the error."""
        post = slack_blocks(delivery, templates, in_thread=bool(thread))
        try:
            return asyncio.run(self._post(post, thread)), ""
        except SlackApiError as error:
            return self._refused(error), _reason(error)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return not_sent(error, self._seconds), ""

    async def _post(self, post: Post, thread: str) -> Sent:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._seconds)) as session:
            client = AsyncWebClient(self._token, base_url=self._api, session=session, retry_handlers=[], logger=_silent)
            answer = await client.chat_postMessage(
                channel=self._channel,
                text=post.text,
                blocks=post.blocks,
                thread_ts=thread or None,
                unfurl_links=False,
                unfurl_media=False,
            )
        return Sent(f"ts {answer['ts']} in {answer['channel']}", str(answer["ts"]))

    def _refused(self, error: SlackApiError) -> SendFailed:
        answer = error.response
        status = getattr(answer, "status_code", getattr(answer, "status", 0))
        data = getattr(answer, "data", None)
        reason = _reason(error)
        if status == 429 or reason in ("ratelimited", "rate_limited"):
            again = retry_after(getattr(answer, "headers", {}), self._now()) or timedelta(seconds=30)
            return SendFailed("Slack: too many messages", retry_after=again)
        if not reason:
            return SendFailed(f"Slack answered HTTP {status} without a reason", unknown=status < 400)
        needed = f", needs {data['needed']}" if isinstance(data, dict) and data.get("needed") else ""
        return SendFailed(f"Slack: {reason}{needed}", permanent=status < 500 and reason not in _LATER)


def _reason(error: SlackApiError) -> str:
    data = getattr(error.response, "data", None)
    return one_line(str(data.get("error", "")), 100) if isinstance(data, dict) else ""
