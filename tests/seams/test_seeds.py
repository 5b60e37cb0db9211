"""Known articles: what a seed says is told to nobody, whoever publishes it again."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.core.stories.texts.fingerprint import fingerprint
from monitor.core.types import Fields
from monitor.intake.seeds import fingerprint_of
from monitor.rulebook import Seed, load_seeds
from monitor.testing import FeedServer
from tests.conftest import ROOT, SHARED
from tests.make import STORY, Entry, rss, ruleset, workspace
from tests.running import Clock, command, command_here, daemon, headlines, running, until

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
    done = command_here(
        "seeds", "add", ORIGINAL, "--url", shipped["url"], "--published", shipped["published"],
        "--source", "The National", "--language", "en", "--fingerprint", folder=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "seeds" / FINGERPRINT).read_text(encoding="utf-8")) == shipped
    words = {word.lower() for word in ORIGINAL.read_text(encoding="utf-8").split() if len(word) > 3}
    figures = [(value, *stems) for value, _unit, *stems in shipped["figures"]]  # a unit is a word of ours: killed
    kept = json.dumps([shipped["title_words"], figures, shipped["shingles"]]).lower()
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
    assert command_here(*options, folder=tmp_path).returncode == 0
    before = (tmp_path / "seeds" / "a.md").read_bytes()
    again = command_here(*options, folder=tmp_path)
    assert again.returncode == 1 and "exists already" in again.stderr
    assert (tmp_path / "seeds" / "a.md").read_bytes() == before


# Adding: every form, all or none

PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Morek is hit | The Gazette</title>
<meta property="og:site_name" content="The Gazette"><meta property="article:published_time" content="2026-03-01T08:00:00+02:00">
<link rel="canonical" href="https://gazette.example/morek"></head><body>
<nav><ul><li><a href="/">Home of the gazette</a></li></ul></nav>
<article><h1>Morek is hit</h1><p>{STORY}</p><p>A second paragraph says &lt;b&gt; &amp; what nobody else says of it at all.</p></article>
<aside>{"<p><a href='/x'>Read also what was said of another thing that day</a></p>" * 9}</aside>
<footer>All rights reserved by the gazette, which keeps them all for itself, whatever comes.</footer></body></html>"""
MARKDOWN = f"""---
title: "From Markdown"
url: https://md.example/1
published: 2026-02-03
author: left out
entities: [morek]
---
{STORY}
"""
JSON = {"title": "From JSON", "url": "https://json.example/1", "published": "2026-02-04T10:00:00Z", "text": STORY}
FACTS = ("--url", "https://known.example/1", "--published", "2026-02-01")


def add(folder: Path, *arguments: str | Path, **environment: str) -> str:
    """Standard error of a call that must work: empty."""
    done = command_here("seeds", "add", *arguments, folder=folder, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def refused(folder: Path, *arguments: str | Path, **environment: str) -> list[str]:
    """Standard error of a call that must not work, and that nothing is written."""
    before = sorted((folder / "seeds").glob("*"))
    done = command("seeds", "add", *arguments, folder=folder, **environment)
    assert done.returncode == 1 and not done.stdout
    assert sorted((folder / "seeds").glob("*")) == before
    return done.stderr.splitlines()


def seeds_in(folder: Path) -> dict[str, Seed]:
    return {seed.name: seed for seed in load_seeds(folder / "seeds", ruleset())}


def test_one_call_adds_articles_of_every_form(tmp_path: Path, feed_server: FeedServer) -> None:
    workspace(tmp_path, {})
    address = feed_server.put("/2026/03/morek-is-hit.html", PAGE, content_type="text/html; charset=utf-8")
    for name, text in {
        "a.md": MARKDOWN,
        "b.json": json.dumps(JSON),
        "c.html": PAGE,
        "d.txt": f"# Text\n{STORY}",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    told = add(tmp_path, "a.md", "b.json", "c.html", address, "--published", "2001-01-01", "--source", "Someone")
    assert told.count(" written: ") == 4 and "seeds/morek-is-hit.md written: Morek is hit, 2026-03-01 06:00 UTC" in told
    add(tmp_path, "d.txt", *FACTS, "--language", "en")
    found = seeds_in(tmp_path)
    facts = {name: (s.title, s.url, s.source, f"{s.published:%Y-%m-%d}", s.language) for name, s in found.items()}
    assert facts == {
        "a": ("From Markdown", "https://md.example/1", "Someone", "2026-02-03", ""),
        "b": ("From JSON", "https://json.example/1", "Someone", "2026-02-04", ""),
        "c": ("Morek is hit", "https://gazette.example/morek", "The Gazette", "2026-03-01", "en"),
        "d": ("Text", "https://known.example/1", "", "2026-02-01", "en"),
        "morek-is-hit": ("Morek is hit", address, "The Gazette", "2026-03-01", "en"),
    }
    assert found["a"].entities == ("morek",)
    page = f"{STORY}\nA second paragraph says <b> & what nobody else says of it at all."
    assert {name: seed.text for name, seed in found.items()} == dict.fromkeys("abd", STORY) | {
        "c": page,
        "morek-is-hit": page,
    }
    assert feed_server.requests[0][1]["User-Agent"].startswith("monitor/")


def test_with_one_bad_article_none_is_added_and_each_mistake_has_its_line(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    workspace(tmp_path, {})
    files = {
        "good.md": MARKDOWN,
        "long.txt": f"No address\n{STORY}",
        "short.txt": "Only a headline",
        "date.md": MARKDOWN.replace("2026-02-03", "last summer"),
        "text.json": json.dumps(JSON | {"text": ""}),
        "broken.json": '{"title": ',
        "empty.html": "<html><body><p></p></body></html>",
        "nul.txt": f"Title\n{STORY}\0",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("Überschrift\nText".encode("latin-1"))
    gone, pdf = f"{feed_server.url}/gone", feed_server.put("/a.pdf", b"%PDF", content_type="application/pdf")
    lines = refused(tmp_path, *files, "latin.txt", "none.txt", gone, pdf, *("--published", "2026-01-01"))
    assert {line.partition(": ")[0]: line.partition(": ")[2] for line in lines} == {
        "long.txt": "does not say where it was published: give --url",
        "short.txt": "expected the headline on the first line and the article's text below it",
        "date.md:4:12": "expected a date such as 2019-08-21 or 2019-08-21T18:00:00Z, of the years 1970 to 2200 (found 'last summer')",
        "text.json": "has no text: it must hold one",
        "broken.json:1:11": "not JSON: expecting value",
        "empty.html": "no headline is found in this page: save it as a text file, its headline first",
        "nul.txt": "holds NUL characters: it is no text",
        "latin.txt:1:1": "not UTF-8 text: save the file as UTF-8",
        "none.txt": "cannot read it (no such file or directory): expected an article: a text, Markdown, HTML or JSON file, or an address with http:// or https://",
        gone: "cannot fetch it: HTTP 404 Not Found",
        pdf: "it is application/pdf, not an article: expected a page, text or JSON",
    }


def test_a_language_that_is_no_code_is_refused_of_who_gives_it_and_left_out_of_a_page(tmp_path: Path) -> None:
    workspace(tmp_path, {})
    (tmp_path / "a.txt").write_text(f"Text\n{STORY}", encoding="utf-8")
    (line,) = refused(tmp_path, "a.txt", *FACTS, "--language", "English")
    assert line.startswith("a.txt: a language is a code such as tr"), line
    (tmp_path / "b.html").write_text(PAGE.replace('lang="en-GB"', 'lang="english"'), encoding="utf-8")
    add(tmp_path, "b.html")
    assert seeds_in(tmp_path)["b"].language == ""


def test_what_concerns_several_articles_together_is_refused_too(tmp_path: Path) -> None:
    workspace(tmp_path, {})
    (tmp_path / "other").mkdir()
    for name in ("a.md", "other/a.md"):
        (tmp_path / name).write_text(MARKDOWN, encoding="utf-8")
    (tmp_path / "b.md").write_text(MARKDOWN.replace("morek", "nowhere"), encoding="utf-8")
    (line,) = refused(tmp_path, "a.md", "other/a.md")
    assert line.startswith("other/a.md: would be ") and line.endswith(", as a.md: add it alone, with --name")
    assert refused(tmp_path, "a.md", "b.md", "--name", "x") == [
        "monitor: --url and --name are of one article, and 2 are given: add it alone"
    ]
    assert refused(tmp_path, "a.md", "b.md") == ['b.md: unknown entity "nowhere"']
    assert refused(tmp_path, "a.md", "--name", "../x")[0].startswith('a.md: "../x" is no name for a seed')


def test_a_page_as_fingerprint_is_that_of_its_text_and_a_fingerprint_is_added_as_it_is(tmp_path: Path) -> None:
    workspace(tmp_path, {})
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    add(tmp_path, "page.html", "--fingerprint")
    made = tmp_path / "seeds" / "page.fingerprint.json"
    (seed,) = seeds_in(tmp_path).values()
    text = Fields("Morek is hit", "", f"{STORY}\nA second paragraph says <b> & what nobody else says of it at all.")
    assert (fingerprint_of(seed).shingles == fingerprint(text).shingles).all()
    made.rename(tmp_path / "theirs.fingerprint.json")
    add(tmp_path, "theirs.fingerprint.json")
    again = tmp_path / "seeds" / "theirs.fingerprint.json"
    assert again.read_bytes() == (tmp_path / "theirs.fingerprint.json").read_bytes()


def test_trafilatura_reads_pages_when_asked_and_is_named_where_it_is_absent(tmp_path: Path) -> None:
    workspace(tmp_path, {})
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    absent = tmp_path / "absent"
    absent.mkdir()
    (absent / "trafilatura.py").write_text("raise ModuleNotFoundError", encoding="utf-8")
    assert refused(tmp_path, "page.html", "--fulltext", PYTHONPATH=str(absent)) == [
        "monitor: to find the main text of a page needs trafilatura: pip install trafilatura lxml-html-clean"
        " (what the extra `fulltext` names)"
    ]
    add(tmp_path, "page.html", "--fulltext")
    (seed,) = seeds_in(tmp_path).values()
    assert seed.text.startswith(STORY) and "<b> &" in seed.text and "Read also" not in seed.text


def test_a_running_daemon_takes_over_a_seed_that_is_changed(tmp_path: Path, feed_server: FeedServer) -> None:
    config = workspace(tmp_path, {"a": feed_server.put("/a", rss([]))})
    (tmp_path / "seeds").mkdir()
    seed = tmp_path / "seeds" / "known.md"
    text = MARKDOWN.replace("author: left out\n", "")
    seed.write_text(text.replace(STORY, "Another text, which nobody would print again."), encoding="utf-8")
    with daemon(config) as running:
        running.wait_for("seeds read")
        seed.write_text(text, encoding="utf-8")
        running.wait_for("seeds read", 2)
        feed_server.put("/a", rss([Entry("1", "A town is hit", STORY)]))
        until(lambda: bool(items(tmp_path)), "the item is stored")
    (item,) = items(tmp_path)
    assert item["verdict"] == "copy" and "seed:known" in item["verdict_why"]


def items(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(command_here("items", "--json", folder=folder).stdout)
    return found
