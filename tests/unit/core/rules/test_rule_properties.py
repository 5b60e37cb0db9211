"""What holds of every rule set and every text: the index of candidate rules, order, negation, spans, further aliases."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from monitor.core.errors import InputError
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.evaluate import evaluate
from monitor.core.rules.ruleset import ItemAttributes, RuleSet
from monitor.core.text.fold import fold_text
from monitor.core.types import Fields, Match, Mention
from tests.schema_documents import as_yaml

Document = dict[str, Any]
Text = tuple[Fields, ItemAttributes]
Place = tuple[str, int, int, str]

ENTITIES: dict[str, Document] = {
    "idlib": {"name": "Idlib", "kind": "place", "names": ["Idlib", "إدلب", "Идлиб", "伊德利卜", "イドリブ"]},
    "khan": {"name": "Khan", "kind": "place", "part_of": "idlib", "names": ["Khan Sheikhoun", "خان شيخون", "Хан-Шейхун"]},
    "posts": {"name": "Posts", "kind": "thing", "names": ["observation posts", "наблюдательный пост", "نقاط المراقبة"]},
    "hts": {"name": "HTS", "kind": "group", "names": ["Tahrir al-Sham", "تحرير الشام"], "acronyms": ["HTS"], "never": ["Tariff Schedule"]},
    "kalin": {"name": "Kalin", "kind": "person", "part_of": "hts", "names": ["Ibrahim Kalin", "Ибрагим Калын"], "short": ["Kalin"]},
    "shell": {"name": "Shell", "kind": "group", "cased": ["Shell"], "not_near": {"within": "sentence", "words": ["shelling", "أطلق"]}},
    "gate": {"name": "Gate", "kind": "place", "names": ["Gate", "الباب", "นคร"], "context": {"within": "4 words", "entity": "khan", "words": "strike"}},
}  # fmt: skip
LISTS: Document = {
    "strike": ["air strike*", "shelling", "قصف", "обстрел*", "空袭"],
    "dead": ["killed", "people", "قتلى", "погиб*", "fire"],
}
WORDS = ["fire", "air strike", "bombard*", "غارة", "взрыв", "爆炸", "אדלב"]
REGEXES = [r"\bM[0-9]\b", r"(?i)idlib\S*", r"\d+", "قص.?", "[空爆].", r"\p{Cyrillic}+", "e*"]
ALIASES = [
    alias for entity in ENTITIES.values() for key in ("names", "cased", "acronyms", "short", "never") for alias in entity.get(key, ())
]  # fmt: skip
SPOKEN = [*ALIASES, *(word for words in LISTS.values() for word in words), *WORDS]
PIECES = st.sampled_from(
    [
        *(alias.replace("*", "ed") for alias in SPOKEN),
        *("Khan", "post", "Sheikhoun", "خان", "Идлибом", "بإدلب", "İDLİB'de", "M5", "in"),
        *("3 people", "twelve", "21", "1 000", "٣", "пять", "and", "the", "of"),
        *(". ", "\n", ", ", "! ", "。"),
    ]
)
WITHIN = st.sampled_from(["1 word", "3 words", "20 words", "sentence", "paragraph"])
SLOW = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def few(items: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    """One to ``most`` of them."""
    return st.lists(items, min_size=1, max_size=most)


def some_of(names: list[str], most: int = 2) -> st.SearchStrategy[list[str]]:
    """One to ``most`` different ones."""
    return st.lists(st.sampled_from(names), min_size=1, max_size=most, unique=True)


def bounds(most: int, least: int = 0) -> st.SearchStrategy[Document]:
    """at_least, at_most or both; if ``least`` is above 0, at_least is among them."""
    pairs = st.tuples(st.integers(least, most), st.integers(least, most)).map(sorted)
    both = pairs.map(lambda pair: {"at_least": pair[0], "at_most": pair[1]})
    only = ["at_least"] if least else ["at_least", "at_most"]
    return both | st.tuples(st.sampled_from(only), both).map(lambda one: {one[0]: one[1][one[0]]})


def merged(*parts: st.SearchStrategy[Document]) -> st.SearchStrategy[Document]:
    """One condition of all keys of ``parts``."""
    return st.tuples(*parts).map(lambda found: {key: value for part in found for key, value in part.items()})


def key(name: str, value: st.SearchStrategy[Any]) -> st.SearchStrategy[Document]:
    return value.map(lambda given: {name: given})


_in: st.SearchStrategy[Document] = st.sampled_from([{}, {}, {}, {"in": "title"}, {"in": ["lead", "text"]}])
_words = st.one_of(st.sampled_from(sorted(LISTS)), some_of(WORDS))
_literals = st.one_of(
    merged(key("entity", some_of(sorted(ENTITIES))), key("parts", st.booleans()), _in),
    merged(key("words", _words), _in),
    merged(key("phrase", some_of(["fire", "observation post", "خان", "the Gate", "伊德"])), _in),
    merged(key("regex", some_of(REGEXES)), _in),
)
_choices = _literals | key("any", few(_literals, 2))
_numbers = key("number", merged(key("of", _choices), bounds(30), key("within", WITHIN)))
_finding = st.one_of(_literals, _choices, _numbers)
_counts = key(
    "count",
    merged(key("of", _finding), bounds(4))
    | merged(key("of", _finding), bounds(4, least=1), key("within", st.sampled_from(["paragraph", "sentence"]))),
)
_near = key(
    "near",
    merged(key("within", WITHIN), key("ordered", st.booleans()), key("of", st.lists(_finding, min_size=2, max_size=3))),
)
_origins = st.one_of(
    key("source", some_of(["gazette.example", "herald.example"])),
    key("language", some_of(["en", "tr", "ar"])),
    key("tag", some_of(["war", "sport"])),
    key("url", some_of(["/world/", "Sport"])),
    key("newer_than", st.sampled_from(["1h", "3h"])),
    st.just({"during": {"hours": "22:00-06:00", "days": ["sat", "sun"], "zone": "Europe/London"}}),
)
_simple = st.one_of(_literals, _counts, _near, _numbers, _origins)


def _groups(inner: st.SearchStrategy[Document]) -> st.SearchStrategy[Document]:
    several = st.lists(inner, min_size=2, max_size=4)
    at_least = several.flatmap(lambda of: st.integers(1, len(of)).map(lambda n: {"at_least": {"n": n, "of": of}}))
    plain = st.dictionaries(st.sampled_from(["all", "any", "not"]), few(inner), min_size=1, max_size=2)
    return st.one_of(plain, at_least, merged(_literals, key("not", few(inner, 2))))


CONDITIONS = st.recursive(_simple, _groups, max_leaves=6).filter(lambda one: _depth(one) <= 6)


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    return max(map(_depth, value), default=0) if isinstance(value, list) else 0


@st.composite
def rule_books(draw: st.DrawFn) -> dict[str, Document]:
    """Rules by name; each may ask for those before it."""
    rules: dict[str, Document] = {}
    for number, when in enumerate(draw(st.lists(CONDITIONS, min_size=2, max_size=6))):
        asks = bool(rules) and draw(st.booleans())
        if asks:
            other = {"rule": draw(some_of(sorted(rules)))}
            when = draw(st.sampled_from([{"all": [other, when]}, {"any": [when, other]}, {"not": other}, {"all": [when], "not": [other]}]))  # fmt: skip
        rules[f"r{number}"] = {"title": "t", "severity": "low", "when": when}
    return rules


def _joined(pieces: list[str]) -> str:
    return " ".join(pieces)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """An item made of the words that rules look for."""
    fields = Fields(*(_joined(draw(st.lists(PIECES, max_size=most))) for most in (4, 4, 14)))
    known = ItemAttributes(
        sources=frozenset(draw(st.lists(st.sampled_from(["gazette.example", "herald.example"]), max_size=2))),
        language=draw(st.sampled_from(["", "en", "tr", "ar"])),
        tags=frozenset(draw(st.lists(st.sampled_from(["war", "sport"]), max_size=2))),
        age=timedelta(hours=draw(st.sampled_from([0, 2, 5]))),
        url=draw(st.sampled_from(["", "http://gazette.example/world/1", "http://herald.example/SPORT"])),
        published=draw(st.sampled_from([datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 3, 12, tzinfo=UTC)])),
    )
    return fields, known


TEXTS = st.lists(texts(), min_size=3, max_size=3)


def compiled(rules: Mapping[str, Document], entities: Mapping[str, Document] = ENTITIES) -> RuleSet:
    return compile_rules({"f.yaml": as_yaml({"entities": entities, "lists": LISTS, "rules": rules})})


def matched(rules: RuleSet, text: Text) -> dict[str, set[Place]]:
    """Rule -> the places that it shows. Which of several concepts that stand at one place is named is left open."""
    fields, known = text
    return {
        match.rule: {(mention.field, mention.start, mention.end, mention.text) for mention in match.mentions}
        for match in rules.match_subject(rules.subject(fields, **known))
    }


# Evaluation


@SLOW
@given(rule_books(), TEXTS)
def test_the_index_of_candidates_leaves_out_no_rule_that_holds(rules: dict[str, Document], items: list[Text]) -> None:
    book = compiled(rules)
    for fields, known in items:
        subject = book.subject(fields, **known)
        each = [
            Match(rule.id, rule.title, rule.severity, book.mentions(subject, evidence))
            for rule in book.rules.values()
            if (evidence := evaluate(rule.when, subject)) is not None
        ]
        assert list(book.match_subject(subject)) == each


@SLOW
@given(rule_books(), TEXTS, st.data())
def test_neither_the_order_nor_the_files_of_rules_matter(
    rules: dict[str, Document], items: list[Text], data: st.DataObject
) -> None:
    """Whatever is in whichever file, and in whichever order."""
    parts = [("entities", *one) for one in ENTITIES.items()] + [("lists", *one) for one in LISTS.items()]
    parts += [("rules", *one) for one in rules.items()]
    files: dict[str, dict[str, Document]] = {"b.yaml": {}, "a.yaml": {}, "c/d.yaml": {}}
    for section, name, value in data.draw(st.permutations(parts)):
        file = data.draw(st.sampled_from(sorted(files)))
        files[file].setdefault(section, {})[name] = value
    one, other = compiled(rules), compile_rules({path: as_yaml(document) for path, document in files.items()})
    for item in items:
        assert matched(one, item) == matched(other, item)


@SLOW
@given(rule_books(), CONDITIONS, TEXTS)
def test_another_rule_changes_no_match_of_the_others(
    rules: dict[str, Document], more: Document, items: list[Text]
) -> None:
    another = {"title": "t", "severity": "low", "when": {"any": [more, {"rule": "r0"}]}}
    before = compiled(rules)
    for after in (compiled({**rules, "zz": another}), compiled({"another": {**another, "when": more}, **rules})):
        for item in items:
            found = matched(after, item)
            assert {name: found[name] for name in found if name in rules} == matched(before, item)


@SLOW
@given(rule_books(), CONDITIONS, TEXTS)
def test_not_holds_exactly_where_the_condition_does_not(
    rules: dict[str, Document], when: Document, items: list[Text]
) -> None:
    rules = {**rules, "x": {"title": "t", "severity": "low", "when": {"any": [when, {"rule": "r1"}]}}}
    negated = {f"not-{name}": {**rule, "when": {"not": rule["when"]}} for name, rule in rules.items()}
    by_name = {f"no-{name}": {**rule, "when": {"not": {"rule": name}}} for name, rule in rules.items()}
    twice = {f"yes-{name}": {**rule, "when": {"not": {"not": rule["when"]}}} for name, rule in rules.items()}
    book = compiled({**rules, **negated, **by_name, **twice})
    for item in items:
        held = set(matched(book, item))
        for name in rules:
            assert (f"not-{name}" in held) == (f"no-{name}" in held) == (name not in held)
            assert (f"yes-{name}" in held) == (name in held)


# Spans

LITERALS: dict[str, Document] = {
    "everything": {"title": "t", "severity": "low", "when": {"any": [{"entity": sorted(ENTITIES)}, *({"words": name} for name in LISTS), {"words": WORDS}]}},
}  # fmt: skip
UNGUARDED = {
    name: {key: value for key, value in entity.items() if key not in ("context", "not_near")}
    for name, entity in ENTITIES.items()
}
BOOK = compiled(LITERALS, UNGUARDED)

HARAKAT, TATWEEL, ACUTE, DOT = "\u064e\u0651", "\u0640", "\u0301", "\u0323"
FORMAT = ["\u200b", "\u200f", "\u200d", "\u00ad", "\u2066", "\u202e"]
MARKS = [HARAKAT, TATWEEL, ACUTE, DOT, ACUTE + FORMAT[0] + DOT, *FORMAT]
BETWEEN = [" ", " ", ", ", "\r\n", "\n", "\0", "\x07", " \U0001f468\u200d\U0001f469\u200d\U0001f467 ", "\u202e", " ﬁ", " ½ ", "ﷺ ", " ﬀ"]  # fmt: skip
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
LIGATURES = {"fi": "ﬁ", "st": "ﬆ", "لا": "ﻻ", "قص": "ﻗﺺ", "إد": "ﺇﺩ", "اب": "ﺎﺏ", "ل": "ﻠ", "Ш": "Ш\u0307", "イド": "ｲﾄﾞ", "リブ": "リフ\u3099"}  # fmt: skip
LOOK_ALIKE = {"e": "е", "a": "а", "o": "о", "i": "і"}


@st.composite
def disguised(draw: st.DrawFn, spelled: str) -> str:
    """``spelled`` with letters in other forms and marks among them."""
    if draw(st.booleans()):
        for letters, other in LIGATURES.items():
            spelled = spelled.replace(letters, other)
    if draw(st.integers(0, 3)) == 0:
        spelled = spelled.translate(FULL_WIDTH)
    if draw(st.integers(0, 3)) == 0:
        letter = draw(st.sampled_from(sorted(LOOK_ALIKE)))
        spelled = spelled.replace(letter, LOOK_ALIKE[letter], 1)
    for mark in draw(st.lists(st.sampled_from(MARKS), max_size=3)):
        at = draw(st.integers(0, len(spelled)))
        spelled = spelled[:at] + mark + spelled[at:]
    return spelled


WRITTEN = st.sampled_from([*(alias.replace("*", "ed") for alias in SPOKEN), "d'Idlib", "Idlib'de", "بالباب", "للشام", "KhanSheikhoun", "Kalin, Ibrahim", "Идлибом", "H.T.S."])  # fmt: skip
DISGUISED = WRITTEN.flatmap(disguised)
BODIES = st.lists(DISGUISED | st.sampled_from(BETWEEN), max_size=8).map("".join)
SPREAD = st.lists(st.tuples(DISGUISED, st.sampled_from(BETWEEN)).map("".join), max_size=6).map("".join)


def same_mention_alone(mention: Mention, language: str) -> bool:
    """Whether the words shown, with nothing around them, are found whole by the same alias; full names stand in
    another field for the short forms."""
    alone = Fields("Ibrahim Kalin", "", mention.text)
    (match,) = BOOK.match_subject(
        BOOK.subject(alone, sources=frozenset(), language=language, tags=frozenset(), age=timedelta(0))
    )
    found = {(one.entity, one.alias, one.start, one.end) for one in match.mentions if one.field == "text"}
    return (mention.entity, mention.alias, 0, len(mention.text)) in found


def ends_with_its_letter(mention: Mention, field: str) -> bool:
    """Whether the vowel signs and accents of its last letter belong to it, and the format marks behind do not."""
    last, after = mention.text[-1], field[mention.end : mention.end + 1]
    unfinished = bool(after) and unicodedata.category(after) == "Mn" and not fold_text(after)
    return not unfinished and (bool(fold_text(last)) or unicodedata.category(last) == "Mn")


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(BODIES, SPREAD, SPREAD, st.sampled_from(["", "tr", "ar"]))
def test_what_is_shown_is_exactly_what_was_found(title: str, lead: str, text: str, language: str) -> None:
    """Each mention is a piece of the text as published, is found by the same alias when it stands alone, letter for
    letter, and takes the marks on its last letter with it."""
    fields = Fields(title, lead, text)
    matches = BOOK.match_subject(
        BOOK.subject(fields, sources=frozenset(), language=language, tags=frozenset(), age=timedelta(0))
    )
    mentions = {mention for match in matches for mention in match.mentions}
    assert set(BOOK.entities_in(fields, language)) == {one for one in mentions if one.entity in ENTITIES}
    for mention in mentions:
        field = fields.get(mention.field)
        assert 0 <= mention.start < mention.end <= len(field)
        assert field[mention.start : mention.end] == mention.text
        assert same_mention_alone(mention, language), mention
        assert ends_with_its_letter(mention, field), mention


# Aliases

MORE = st.sampled_from([*SPOKEN, "Idlib province", "Khan", "Sheikhoun Idlib", "خان", "الشام", "Идлиб Хан", "伊德", "德利", "Kalin", "the", "people killed"])  # fmt: skip


@SLOW
@given(
    st.lists(texts(), min_size=6, max_size=6),
    st.sampled_from(sorted(UNGUARDED)),
    st.sampled_from(["names", "cased", "acronyms", "short", "never"]),
    st.lists(MORE, min_size=1, max_size=6, unique_by=fold_text),
    st.booleans(),
)
def test_another_alias_takes_no_mention_of_another_entity(
    items: list[Text], name: str, kind: str, aliases: list[str], first: bool
) -> None:
    """Whatever kind of alias it is, also where it is a part of another's name or the same, and wherever its entity
    stands in the file."""
    entity = {**UNGUARDED[name], kind: [*UNGUARDED[name].get(kind, ()), *map(str.upper, aliases)]}
    if kind != "acronyms":
        entity[kind] = [*UNGUARDED[name].get(kind, ()), *aliases]
    others = {other: one for other, one in UNGUARDED.items() if other != name}
    try:
        more = compiled(LITERALS, {name: entity, **others} if first else {**others, name: entity})
    except InputError:  # the entity has one of them already
        assume(False)
    for fields, known in items:
        before, after = (book.entities_in(fields, known["language"]) for book in (BOOK, more))
        assert [one for one in after if one.entity != name] == [one for one in before if one.entity != name]
