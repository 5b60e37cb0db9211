"""Sites whose feeds are known from the address of what a person looks at: YouTube, Reddit, Mastodon. Pure.

Sources: the `link rel=alternate` of YouTube's channel pages; https://www.reddit.com/wiki/rss;
https://docs.joinmastodon.org/user/network/ (RSS of a profile).
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

_YOUTUBE = "https://www.youtube.com/feeds/videos.xml"
_YOUTUBE_HOSTS = frozenset(["youtube.com", "m.youtube.com", "music.youtube.com", "youtu.be"])
_CHANNEL = re.compile(r"/channel/(UC[\w-]{22})(?:/|$)")
_USER = re.compile(r"/user/([\w.-]+)(?:/|$)")
_REDDIT_HOSTS = frozenset(["reddit.com", "old.reddit.com", "new.reddit.com", "np.reddit.com", "m.reddit.com"])
_REDDIT = re.compile(
    r"(/r/[\w+]+(?:/(?:new|hot|top|rising|controversial)|/comments/\w+(?:/\w+)?)?|/(?:u|user)/[\w-]+(?:/m/\w+)?)"
    r"/?(?:\.rss)?"
)
_PROFILE = re.compile(r"/@(\w[\w.-]*)(?:@([\w.-]+\.\w+))?(?:/with_replies|/media)?/?")
_ACCOUNT = re.compile(r"(/users/\w[\w.-]*|/tags/\w+)/?")


def feed_of_site(url: str) -> str:
    """The feed of a YouTube channel, user or playlist, or of a subreddit, thread or user of Reddit; empty if ``url`` is
    none of these. A YouTube @handle is not: only its page names the channel."""
    parts = _split(url)
    host = (parts.hostname or "").removeprefix("www.") if parts else ""
    if parts and host in _YOUTUBE_HOSTS:
        return _youtube(parts)
    if parts and host in _REDDIT_HOSTS and (found := _REDDIT.fullmatch(parts.path)):
        chosen = {key: values[0] for key, values in parse_qs(parts.query).items() if key in ("t", "sort")}
        query = f"?{urlencode(chosen)}" if chosen else ""
        return f"https://www.reddit.com{re.sub('^/u/', '/user/', found[1])}/.rss{query}"
    return ""


def feed_of_profile(url: str) -> str:
    """Where the feed is if ``url`` is a profile or tag on a Mastodon server, which only its answer can tell; empty if
    it cannot be one. A profile of another server that is shown here has its feed at home."""
    parts = _split(url)
    if parts is None or not parts.netloc:
        return ""
    if found := _PROFILE.fullmatch(parts.path):
        name, home = found.groups()
        return f"https://{home}/@{name}.rss" if home else f"{parts.scheme}://{parts.netloc}/@{name}.rss"
    if account := _ACCOUNT.fullmatch(parts.path):
        return f"{parts.scheme}://{parts.netloc}{account[1]}.rss"
    return ""


def _youtube(parts: SplitResult) -> str:
    if playlist := parse_qs(parts.query).get("list"):
        return f"{_YOUTUBE}?{urlencode({'playlist_id': playlist[0]})}"
    if channel := _CHANNEL.match(parts.path):
        return f"{_YOUTUBE}?channel_id={channel[1]}"
    if user := _USER.match(parts.path):
        return f"{_YOUTUBE}?user={user[1]}"
    return ""


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None
