"""Known articles: what a seed says is told to nobody, whoever publishes it again."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.testing import FeedServer
from tests.conftest import ROOT, SHARED
from tests.make import STORY, Entry, rss, workspace
from tests.running import Clock, command, headlines, running

ORIGINAL = SHARED / "seeds" / "the-national-2019-08-21-khan-sheikhoun.txt"
FINGERPRINT = "the-national-2019-08-21-khan-sheikhoun.fingerprint.json"
THE_DAY = datetime(2019, 8, 22, 9, 0, tzinfo=UTC)


@pytest.mark.shared
@pytest.mark.parametrize("seeded", [False, True])
async def test_the_original_under_another_address_alerts_without_its_seed_and_not_with_it(
    tmp_path: Path, feed_server: FeedServer, seeded: bool
) -> None:
    title, _, body = ORIGINAL.read_text(encoding="utf-8").partition("\n")
    paragraphs = "".join(f"<p>{text}</p>" for text in body.split("\n\n"))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    shutil.rmtree(tmp_path / "rules")
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    if seeded:
        (tmp_path / "seeds").mkdir()
        shutil.copy(ROOT / "seeds" / FINGERPRINT, tmp_path / "seeds")
    feed_server.put("/a", rss([Entry("old", "Markets were open")]))
    async with running(config, Clock(THE_DAY)) as run:
        await run.poll()
        again = Entry("x", title, paragraphs, "https://reprints.example/2019/08/22/corridor", THE_DAY)
        feed_server.put("/a", rss([again, Entry("old", "Markets were open")]))
        await run.poll(minutes=5)
        item = run.items()[-1]
        assert item.title == title.strip()
        if seeded:
            assert not run.alerts()
            assert item.verdict in ("copy", "seen") and "fingerprint" in item.verdict_why
        else:
            assert set(headlines(run.alerts())) == {item.title} and item.verdict == "new"


@pytest.mark.shared
def test_the_fingerprint_that_ships_is_what_seeds_add_makes_and_holds_no_word(tmp_path: Path) -> None:
    shipped = json.loads((ROOT / "seeds" / FINGERPRINT).read_text(encoding="utf-8"))
    workspace(tmp_path, {})
    done = command(
        "seeds", "add", ORIGINAL, "--url", shipped["url"], "--published", shipped["published"],
        "--source", "The National", "--language", "en", "--fingerprint", folder=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "seeds" / FINGERPRINT).read_text(encoding="utf-8")) == shipped
    words = {word.lower() for word in ORIGINAL.read_text(encoding="utf-8").split() if len(word) > 3}
    kept = json.dumps([shipped["title_words"], shipped["figures"], shipped["shingles"]]).lower()
    assert not {word for word in words if word.isalpha() and f'"{word}"' in kept}


async def test_a_text_seed_silences_a_copy_and_lets_a_higher_toll_through(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    (tmp_path / "seeds").mkdir()
    (tmp_path / "article.txt").write_text(f"Morek is hit\n\n{STORY}\n", encoding="utf-8")
    added = command(
        "seeds", "add", "article.txt", "--url", "https://known.example/1", "--published", "2026-03-01", folder=tmp_path
    )
    assert added.returncode == 0, added.stderr
    (listed,) = json.loads(command("seeds", "list", "--json", folder=tmp_path).stdout)
    assert listed["name"] == "article"
    feed_server.put("/a", rss([]))
    async with running(config) as run:
        await run.poll()
        feed_server.put("/a", rss([Entry("1", "A town is hit", STORY)]))
        await run.poll(minutes=5)
        assert not run.alerts() and "seed:article" in run.items()[0].verdict_why
        more = Entry("2", "A town is hit, toll rises", STORY.replace("21", "40"))
        feed_server.put("/a", rss([more]))
        await run.poll(minutes=5)
        assert headlines(run.alerts()) == [more.title] and run.alerts()[0].new[0] == "killed: 21 -> 40"


def test_adding_a_seed_twice_writes_nothing(tmp_path: Path) -> None:
    workspace(tmp_path, {})
    (tmp_path / "a.txt").write_text(f"Title\n{STORY}", encoding="utf-8")
    options = ("seeds", "add", "a.txt", "--url", "https://known.example/1", "--published", "2026-03-01")
    assert command(*options, folder=tmp_path).returncode == 0
    before = (tmp_path / "seeds" / "a.md").read_bytes()
    again = command(*options, folder=tmp_path)
    assert again.returncode == 1 and "exists already" in again.stderr
    assert (tmp_path / "seeds" / "a.md").read_bytes() == before
