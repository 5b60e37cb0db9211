"""Which files below rules/ and seeds/ are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from monitor.core.errors import InputError
from monitor.core.rules.compile import compile_rules
from monitor.rulebook import load_rules, load_seeds, read_rules, read_seeds
from tests.make import RULES

SEED = "---\ntitle: S\npublished: 2026-01-01\n---\nWords of a seed.\n"


def _volume(folder: Path, name: str, text: str) -> None:
    """As Kubernetes mounts a ConfigMap."""
    folder.mkdir()
    (folder / "..2026_01").mkdir()
    (folder / "..2026_01" / name).write_text(text, encoding="utf-8")
    (folder / "..data").symlink_to("..2026_01")
    (folder / name).symlink_to(f"..data/{name}")


def test_a_configmap_is_read_once(tmp_path: Path) -> None:
    _volume(tmp_path / "rules", "a.yaml", RULES)
    _volume(tmp_path / "seeds", "a.md", SEED)
    rules = load_rules(tmp_path / "rules")
    assert rules.rules and len(load_seeds(tmp_path / "seeds", rules)) == 1


def test_folders_behind_links_are_read(tmp_path: Path) -> None:
    for name in ("shared", "rules", "seeds"):
        (tmp_path / name).mkdir()
    (tmp_path / "shared" / "a.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "shared" / "a.md").write_text(SEED, encoding="utf-8")
    for folder in ("rules", "seeds"):
        (tmp_path / folder / "shared").symlink_to("../shared")
    assert list(read_rules(tmp_path / "rules")[0]) == [str(tmp_path / "rules" / "shared" / "a.yaml")]
    assert list(read_seeds(tmp_path / "seeds")[0]) == [str(tmp_path / "seeds" / "shared" / "a.md")]


def test_links_in_a_circle_and_two_ways_to_a_file(tmp_path: Path) -> None:
    below = tmp_path / "rules" / "below"
    below.mkdir(parents=True)
    (below / "a.yaml").write_text(RULES, encoding="utf-8")
    (below / "up").symlink_to(tmp_path)
    (below / "again").symlink_to(below)
    (tmp_path / "rules" / "b.yaml").symlink_to(below / "a.yaml")
    assert len(read_rules(tmp_path / "rules")[0]) == 1


def test_a_link_that_leads_nowhere_is_a_mistake_and_a_draft_is_none(tmp_path: Path) -> None:
    (tmp_path / ".#a.yaml").symlink_to("user@host.1")
    (tmp_path / "a.yaml").symlink_to("gone.yaml")
    with pytest.raises(InputError, match=r"a\.yaml: cannot read it"):
        load_rules(tmp_path)


def test_a_file_that_goes_while_its_folder_is_read_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(RULES, encoding="utf-8")
    opened = Path.open

    def as_it_is_renamed(path: Path, *given: Any, **named: Any) -> Any:
        if path.name == "b.yaml" and path.exists():
            path.rename(path.with_name("c.yaml"))
        return opened(path, *given, **named)

    monkeypatch.setattr(Path, "open", as_it_is_renamed)
    texts, problems = read_rules(tmp_path)
    assert [Path(path).name for path in texts] == ["a.yaml", "c.yaml"] and problems == []


def test_a_folder_whose_link_leads_nowhere_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "shared-1.2").symlink_to("/mnt/away")
    for read in (read_rules, read_seeds):
        (problem,) = read(tmp_path)[1]
        assert str(problem) == f"{tmp_path}/shared-1.2: leads nowhere: expected a link to a folder of files"


@pytest.mark.parametrize("name", ["a.md", "a.json"])
def test_the_language_of_a_seed_is_a_code_or_none(tmp_path: Path, name: str) -> None:
    def seed(language: str) -> Path:
        keys = f'"title": "S", "published": "2026-01-01", "language": "{language}"'
        as_text = "---\n" + keys.replace(", ", "\n") + "\n---\nWords of a seed.\n"
        path = tmp_path / name
        path.write_text(as_text if name == "a.md" else f'{{{keys}, "text": "Words of a seed."}}', encoding="utf-8")
        return path

    rules = compile_rules({})
    for code in ("en", "tr-TR", "pt_BR", ""):
        seed(code)
        assert [one.language for one in load_seeds(tmp_path, rules)] == [code]
    path = seed("english")
    with pytest.raises(InputError) as caught:
        load_seeds(tmp_path, rules)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (str(path), 4 if name == "a.md" else 1)
    assert "a language is a code such as tr" in problem.message
