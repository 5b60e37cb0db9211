"""Which of the system's changes are worth a look at the files."""

from pathlib import Path

import pytest
from watchfiles import Change

from monitor.run.watch import Watched, may_mean_something


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "s.md", "s.fingerprint.json", ".#a.yaml"])
@pytest.mark.parametrize("change", Change)
def test_files_that_are_read_mean_something(change: Change, name: str, tmp_path: Path) -> None:
    assert may_mean_something(change, str(tmp_path / name))


@pytest.mark.parametrize("name", ["a.yaml~", ".a.yaml.swp", "a.yaml.tmp", "notes.txt", "4913"])
@pytest.mark.parametrize("change", [Change.added, Change.modified])
def test_what_editors_write_beside_them_does_not(change: Change, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("", encoding="utf-8")
    assert not may_mean_something(change, str(tmp_path / name))


def test_a_folder_may_bring_and_take_files(tmp_path: Path) -> None:
    assert may_mean_something(Change.added, str(tmp_path))
    assert may_mean_something(Change.deleted, str(tmp_path / "gone"))
    assert not may_mean_something(Change.modified, str(tmp_path))


def test_around_the_folders_only_the_config_and_the_way_to_them_count(tmp_path: Path) -> None:
    config, rules = tmp_path / "config.yaml", tmp_path / "far" / "rules"
    watched = Watched.of(config, [rules, tmp_path / "seeds"])
    assert watched.around == (tmp_path,) and watched.below == ()
    assert watched.concerns(Change.modified, str(config)) and watched.concerns(Change.added, str(tmp_path / "far"))
    assert watched.concerns(Change.deleted, str(tmp_path / "seeds"))
    for name in ("config.yaml~", "data", "monitor.sqlite", "monitor.sqlite-wal", "log.jsonl"):
        assert not watched.concerns(Change.added, str(tmp_path / name))
    assert not watched.concerns(Change.modified, str(rules.parent))


def test_a_folder_is_watched_once_it_exists(tmp_path: Path) -> None:
    (tmp_path / "far" / "rules").mkdir(parents=True)
    watched = Watched.of(tmp_path / "config.yaml", [tmp_path / "far" / "rules"])
    assert watched.around == (tmp_path, tmp_path / "far") and watched.below == (tmp_path / "far" / "rules",)


def test_a_config_that_is_a_link_is_watched_where_it_leads_too(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "ours.yaml").touch()
    (tmp_path / "config.yaml").symlink_to(tmp_path / "real" / "ours.yaml")
    watched = Watched.of(tmp_path / "config.yaml", [])
    assert watched.around == (tmp_path, tmp_path / "real")
    assert watched.concerns(Change.modified, str(tmp_path / "real" / "ours.yaml"))


def test_where_a_link_leads_to_a_folder_that_is_away_its_return_is_watched_for(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "shared").symlink_to(tmp_path / "drive" / "shared")
    watched = Watched.of(tmp_path / "config.yaml", [tmp_path / "rules"])
    assert tmp_path in watched.around and watched.below == (tmp_path / "rules",)
    assert watched.concerns(Change.added, str(tmp_path / "drive"))


def test_each_link_on_the_way_to_a_folder_is_watched_and_another_folder_in_its_place_is_seen(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "far" / "v1" / "rules" / "below").mkdir(parents=True)
    (tmp_path / "far" / "current").symlink_to("v1")
    (tmp_path / "rules" / "shared").symlink_to("../far/current/rules")
    (tmp_path / "far" / "v1" / "rules" / "below" / "up").symlink_to(tmp_path / "rules")
    far = tmp_path / "far"
    watched = Watched.of(tmp_path / "config.yaml", [tmp_path / "rules"])
    assert {tmp_path, tmp_path / "rules", far, far / "v1"} <= set(watched.around)
    assert watched.below == (tmp_path / "rules",)
    for way in (far / "current", far / "v1", far / "v1" / "rules"):
        assert watched.concerns(Change.added, str(way)) and watched.concerns(Change.deleted, str(way))
        assert not watched.concerns(Change.modified, str(way))
    assert not watched.concerns(Change.added, str(far / "v2"))
    assert watched == Watched.of(tmp_path / "config.yaml", [tmp_path / "rules"])
    (far / "v1").rename(far / "v0")
    (far / "v1" / "rules").mkdir(parents=True)
    assert watched != Watched.of(tmp_path / "config.yaml", [tmp_path / "rules"])
    (tmp_path / "rules" / "circle").symlink_to("circle")
    assert tmp_path / "rules" / "circle" in Watched.of(tmp_path / "config.yaml", [tmp_path / "rules"]).folders
