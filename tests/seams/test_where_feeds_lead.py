"""Which addresses a feed may be read from, and what is said of one that does not answer."""

from __future__ import annotations

from pathlib import Path

from monitor.testing import FeedServer
from tests.make import OLD, rss, workspace
from tests.running import running


async def test_redirects_are_followed_and_loops_end(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/new", rss([OLD]))
    feed_server.put("/old", b"", status=301, headers={"Location": "/new"})
    feed_server.put("/loop", b"", status=302, headers={"Location": "/loop"})
    urls = {name: f"{feed_server.url}/{name}" for name in ("old", "loop")}
    async with running(workspace(tmp_path, urls)) as run:
        done = await run.poll()
        assert done["old"].outcome == "changed" and done["loop"].reason == "more than 8 redirects"


async def test_what_a_proxy_changed_on_the_way_is_read(tmp_path: Path, feed_server: FeedServer) -> None:
    url = feed_server.put("/a", rss([OLD]), status=203)
    async with running(workspace(tmp_path, {"a": url})) as run:
        assert (await run.poll())["a"].outcome == "changed"


async def test_only_public_addresses_are_dialled_unless_a_network_is_allowed(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([OLD]))
    port = feed_server.port
    hosts = {"literal": "127.0.0.1", "name": "localhost", "six": "[::1]", "mapped": "[::ffff:127.0.0.1]"}
    urls = {name: f"http://{host}:{port}/a" for name, host in hosts.items()}
    async with running(workspace(tmp_path / "no", urls, polling={"allow_networks": []})) as run:
        for polled in (await run.poll()).values():
            assert " is not dialled: it is this host, and feeds are read from public ones" in polled.reason, polled
        assert polled.reason.endswith("(polling.allow_networks)")
    assert feed_server.requests == []
    async with running(workspace(tmp_path / "yes", {"a": urls["name"], "b": urls["literal"]})) as run:
        assert [polled.outcome for polled in (await run.poll()).values()] == ["changed", "changed"]


async def test_a_redirect_does_not_lead_where_the_feed_itself_may_not(tmp_path: Path, feed_server: FeedServer) -> None:
    targets = {
        "inside": "http://127.0.0.2:1/secret",
        "metadata": "http://169.254.169.254/latest",
        "file": "file:///etc",
    }
    for name, target in targets.items():
        feed_server.put(f"/{name}", b"", status=302, headers={"Location": target})
    async with running(workspace(tmp_path, {name: f"{feed_server.url}/{name}" for name in targets})) as run:
        done = await run.poll()
        assert done["inside"].reason.startswith("127.0.0.2 is not dialled: it is this host")
        assert done["metadata"].reason.startswith("169.254.169.254 is not dialled: ")
        assert done["file"].reason == "redirected to file:///etc: only http and https are read"


async def test_a_host_that_is_down_is_one_clear_reason(tmp_path: Path, feed_server: FeedServer) -> None:
    with FeedServer() as gone:
        url = f"{gone.url}/a"
    async with running(workspace(tmp_path, {"a": url})) as run:
        assert "cannot connect to 127.0.0.1" in (await run.poll())["a"].reason
