"""What lint claims about conditions holds on every text: never true, always true, implied."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.core.lint.book import read
from monitor.core.lint.formula import Neither, Node, Reader
from monitor.core.lint.logic import Condition, can_hold
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Fields
from tests.schema_documents import as_yaml

WORDS = ("fire", "barn", "mill", "dock")
ENTITIES = {
    "north": {"name": "North", "kind": "place", "names": ["Northland"]},
    "port": {"name": "Port", "kind": "place", "part_of": "north", "names": ["Northport"]},
}
LISTS = {"l": ["fire", "barn"]}
TEXTS = ["Fire", "barn", "mill", "dock", "Northland", "Northport", "and", "so.", "on", "big\n", "fire barn"]

_in = st.sampled_from([{}, {}, {"in": "title"}, {"in": ["lead", "text"]}])
_some = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True)
_literals = st.one_of(
    st.builds(lambda n, p, f: {"entity": n, "parts": p, **f}, st.sampled_from(["north", "port"]), st.booleans(), _in),
    st.builds(lambda w, f: {"words": w, **f}, st.one_of(st.just("l"), _some), _in),
    st.builds(lambda w, f: {"phrase": w, **f}, _some | st.just(["fire barn"]), _in),
)
_origins = st.one_of(
    st.builds(lambda n: {"language": n}, st.lists(st.sampled_from(["en", "tr"]), min_size=1, unique=True)),
    st.builds(lambda n: {"source": n}, st.sampled_from(["gazette.example", "news.gazette.example"])),
    st.builds(lambda n: {"tag": n}, st.sampled_from(["a", "b"])),
    st.builds(lambda n: {"newer_than": n}, st.sampled_from(["1h", "3h"])),
)
_near = st.builds(
    lambda within, of: {"near": {"within": within, "of": of}},
    st.sampled_from(["1 word", "4 words", "sentence", "paragraph"]),
    st.lists(_literals | st.builds(lambda of: {"any": of}, st.lists(_literals, min_size=1, max_size=2)), min_size=2, max_size=3),
)  # fmt: skip


def _groups(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = st.sampled_from(["all", "any", "not"])
    return st.dictionaries(keys, st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=2)


conditions = st.recursive(_literals | _origins | _near, _groups, max_leaves=7)
subjects = st.builds(
    lambda title, text, language, sources, tags, hours: (
        Fields(" ".join(title), "", " ".join(text)),
        {
            "language": language,
            "sources": frozenset(sources),
            "tags": frozenset(tags),
            "age": timedelta(hours=hours),
        },
    ),
    st.lists(st.sampled_from(TEXTS), max_size=3),
    st.lists(st.sampled_from(TEXTS), max_size=8),
    st.sampled_from(["en", "tr", "ru"]),
    st.sampled_from([["gazette.example"], ["gazette.example", "news.gazette.example"], ["herald.example"]]),
    st.lists(st.sampled_from(["a", "b"]), unique=True),
    st.sampled_from([0, 2, 5]),
)
SOUND = settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))


def compiled(**when: Any) -> tuple[RuleSet, dict[str, Node]]:
    rules = {name: {"title": "t", "severity": "low", "when": condition} for name, condition in when.items()}
    files = {"f.yaml": as_yaml({"entities": ENTITIES, "lists": LISTS, "rules": rules})}
    ruleset, book = compile_rules(files), read(files)
    reader = Reader(book, ruleset.entities)
    return ruleset, {name: reader.node(place.below("when")) for name, place in book.rules.items()}


@SOUND
@given(conditions, conditions, st.lists(subjects, min_size=6, max_size=6))
def test_what_is_claimed_of_conditions_holds_on_texts(one: Any, other: Any, texts: list[Any]) -> None:
    both = {"all": [one, other]}
    either = {"any": [one, {"not": other}]}
    rules, nodes = compiled(one=one, other=other, both=both, either=either)
    never = {name for name, node in nodes.items() if not can_hold(node)}
    always = {name for name, node in nodes.items() if not can_hold(Neither(node))}
    known_ways = {name: Condition(node) for name, node in nodes.items()}
    implied = [(a, b) for a in nodes for b in nodes if a != b and known_ways[a].implies(known_ways[b])]
    for part in ("one", "other"):  # what holds in too many ways is not looked through
        if known_ways["both"].holds is not None and known_ways[part].fails is not None:
            assert ("both", part) in implied
    for fields, known in texts:
        held = {match.rule for match in rules.match_subject(rules.subject(fields, **known))}
        assert not held & never, (fields, known)
        assert always <= held, (fields, known)
        assert not [(a, b) for a, b in implied if a in held and b not in held], (fields, known)
