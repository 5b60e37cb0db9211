"""The compiled rules: immutable, swapped as a whole, every match made with one version of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from types import MappingProxyType
from typing import NotRequired, TypedDict, Unpack
from urllib.parse import urlsplit

from monitor.core.canonical_url import is_web
from monitor.core.durations import as_set
from monitor.core.entities.guards import guarded
from monitor.core.entities.hits import Hit, in_text_order
from monitor.core.entities.keys import WITH_ENDINGS
from monitor.core.entities.lexicon import Lexicon
from monitor.core.entities.terms import Term, TermKind
from monitor.core.entities.types import Entity, wholes_of
from monitor.core.rules.aside_from_text import is_excluded, may_hold
from monitor.core.rules.candidates import Candidates
from monitor.core.rules.conditions import Condition, Evidence, Subject
from monitor.core.rules.evaluate import evaluate
from monitor.core.rules.over_time import OverTime, Rated, SeveralSources
from monitor.core.rules.rule_tests import InlineTest, StreamTest
from monitor.core.stories.watched import Watched
from monitor.core.text.captions import without_old_captions
from monitor.core.text.document import Document, document
from monitor.core.types import Article, Fields, Match, Material, Mention, Severity
from monitor.core.untrusted import source_name

_QUOTED = re.compile("'(?=([a-z0-9:-]+)')")
_INLINE = re.compile("'((words|phrase):rule:[a-z0-9-]+:[0-9]+)'")
_WORDS = 3
"""Words that are named as the reason of a severity."""
_LONGEST_HOST = 253
"""Characters that a name may have in the DNS."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One watch rule, compiled."""

    id: str
    title: str
    severity: Severity
    when: Condition
    on_story: str
    material: tuple[Material, ...]
    """Of the updates that ``on_story`` asks for, those that are news by one of these."""
    tags: tuple[str, ...]
    tests: tuple[InlineTest, ...]
    over_time: OverTime = OverTime()
    streams: tuple[StreamTest, ...] = ()


class ItemAttributes(TypedDict):
    """What is known of an item beside its text."""

    sources: frozenset[str]
    language: str
    tags: frozenset[str]
    age: timedelta
    url: NotRequired[str]
    published: NotRequired[datetime]


class RuleSet:
    """All rules over one table of words. ``version`` changes when any meaning changes."""

    def __init__(
        self,
        entities: Mapping[str, Entity],
        rules: Mapping[str, Rule],
        terms: tuple[Term, ...],
        version: str,
        places: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """``places`` says of rules where they are written: ``rules/fire.yaml:12``. A line more above one changes
        nothing of what it means, so that it is no part of the rule."""
        self.entities, self.rules, self.version, self.places = entities, rules, version, places
        self._terms = terms
        self._lexicon = Lexicon(terms)
        self._guarded = tuple(e for e in entities.values() if e.context is not None or e.not_near is not None)
        self._in_order = tuple(rules.values())
        self._candidates = Candidates([rule.when for rule in self._in_order])

    def aliases_of(self, concept: str) -> tuple[str, ...]:
        """How an entity, a list or the words of one condition are written; not where they do not count."""
        mine = (term for term in self._terms if term.concept == concept)
        return tuple(term.alias for term in mine if term.kind is not TermKind.NEVER)

    def meanings(self) -> dict[str, str]:
        """Rule id -> a hash of what the rule matches; it changes when the rule or a word it uses changes, not with the
        rule's name. Behind it stands in which matters the rule listens for silence, if it does."""
        words: dict[str, list[str]] = {}
        for term in self._terms:
            words.setdefault(term.concept, []).append(f"{term.kind}:{term.alias}")
        guards = {e.id: repr((e.context, e.not_near)) for e in self._guarded}
        result = {}
        for rule in self.rules.values():
            text = repr((rule.when, rule.over_time))
            text += "".join(guards[name] for name in sorted(guards.keys() & _quoted(text)))
            # Words that stand in a rule are called by its name, under which it is the same rule still.
            text = _INLINE.sub(lambda found: repr((found[2], sorted(words.get(found[1], ())))), text)
            used = sorted(words.keys() & _quoted(text))
            content = text + repr([(concept, sorted(words[concept])) for concept in used])
            listens = f" quiet by {rule.over_time.group_by}" if rule.over_time.quiet else ""
            result[rule.id] = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16] + listens
        return result

    def match(self, article: Article, now: datetime) -> tuple[Match, ...]:
        """The rules that hold for ``article``, each with its mentions, in rule order."""
        return self.match_subject(self.subject_of(article, now))

    def looks_at(self, rule: str, article: Article, now: datetime) -> bool:
        """Whether a rule could hold for ``article`` if only its text were another: what the rule asks of sources,
        languages, tags, links and times does not exclude it."""
        return may_hold(self.rules[rule].when, Subject(document(article.fields), {}, **_known_of(article, now)))

    def excludes(self, rule: str, article: Article, now: datetime) -> bool:
        """Whether a rule has in a `not` what the text of ``article`` says, so that more text would not make it hold."""
        return is_excluded(self.rules[rule].when, self.subject_of(article, now))

    def rated(self, rule: str, article: Article, now: datetime, sources: Callable[[timedelta], int]) -> Rated:
        """The rule's own severity, or that of the highest of its `raise` steps that holds for ``article``; ``sources``
        counts the independent ones of the last so long."""
        found, subject = Rated(self.rules[rule].severity), None
        for number, step in enumerate(self.rules[rule].over_time.raises, 1):
            by = f"{step.to} by step {number} of `raise`"
            if isinstance(step.when, SeveralSources):
                if (count := sources(step.when.within)) >= step.when.sources:
                    found = Rated(step.to, f"{by}: {count} sources within {as_set(step.when.within)}")
                continue
            subject = subject or self.subject_of(article, now)
            if (evidence := evaluate(step.when, subject)) is not None:
                found = Rated(step.to, f"{by}{_words_of(self.mentions(subject, evidence))}")
        return found

    def subject_of(self, article: Article, now: datetime) -> Subject:
        """As :meth:`subject`, of an article that comes ``now``."""
        return self.subject(article.fields, **_known_of(article, now))

    def subject(self, fields: Fields, **known: Unpack[ItemAttributes]) -> Subject:
        """What is known of one text, for conditions to be evaluated on; captions of old pictures are left out of it."""
        published = known.get("published")
        doc = document(without_old_captions(fields, published) if published else fields)
        return Subject(doc, self._hits(doc, known["language"]), **known)

    def refused(self, subject: Subject, concepts: Iterable[str]) -> dict[str, tuple[Hit, ...]]:
        """Of ``concepts`` the entities with mentions that their guards took away from ``subject``, and these."""
        wanted = {entity.id for entity in self._guarded}.intersection(concepts)
        found = self._lexicon.scan(subject.document, subject.language) if wanted else {}
        refused = {
            name: tuple(hit for hit in found[name] if hit not in subject.hits.get(name, ()))
            for name in sorted(wanted & found.keys())
        }
        return {name: hits for name, hits in refused.items() if hits}

    def elsewhere(self, subject: Subject, concepts: Iterable[str]) -> tuple[str, tuple[Hit, ...]]:
        """A language with endings of its own in which some of ``concepts`` would be found in ``subject``, of which
        nobody states a language, and where; an empty one if there is none."""
        for language in sorted(WITH_ENDINGS) if not subject.language else ():
            found = self._hits(subject.document, language)
            if hits := tuple(hit for name in concepts for hit in found.get(name, ())):
                return language, hits
        return "", ()

    def _hits(self, doc: Document, language: str) -> dict[str, tuple[Hit, ...]]:
        hits = self._lexicon.scan(doc, language)
        return guarded(self._guarded, hits, doc) if self._guarded else hits

    def match_subject(self, subject: Subject) -> tuple[Match, ...]:
        """The rules that hold for ``subject``, in rule order."""
        matches = []
        for position in self._candidates.among(subject.hits):
            rule = self._in_order[position]
            evidence = evaluate(rule.when, subject)
            if evidence is not None:
                matches.append(Match(rule.id, rule.title, rule.severity, _mentions(subject.document, evidence)))
        return tuple(matches)

    def mentions(self, subject: Subject, evidence: Evidence) -> tuple[Mention, ...]:
        """Where the hits of ``evidence`` stand in the text as published."""
        return _mentions(subject.document, evidence)

    def entities_in(self, fields: Fields, language: str) -> tuple[Mention, ...]:
        """Every watched entity (not lists, not phrases) mentioned in ``fields``."""
        doc = document(fields)
        hits = self._hits(doc, language)
        return _mentions(doc, tuple(h for concept, found in hits.items() if concept in self.entities for h in found))

    def watched(self, language: str) -> Watched:
        """What the judge of one article in ``language`` asks: of the same headlines several times."""
        return Watched(
            cache(partial(self.entities_in, language=language)),
            self._around,
            lambda name: self.entities[name].name,
            self._whole,
        )

    def _around(self, name: str) -> frozenset[str] | None:
        return self._whole(name) if self.entities[name].kind == "place" else None

    def _whole(self, name: str) -> frozenset[str]:
        return frozenset(wholes_of(self.entities, name))


def _known_of(article: Article, now: datetime) -> ItemAttributes:
    return {
        "sources": source_names(article),
        "language": article.language,
        "tags": frozenset(article.tags),
        "age": now - article.published,
        "url": article.url,
        "published": article.published,
    }


def source_names(article: Article) -> frozenset[str]:
    """The names a `source:` condition may use: the link's domain and those above it, the feed, the owner."""
    origin = article.origin
    own = map(source_name, (origin.feed, origin.source, origin.owner))
    host = urlsplit(article.url).hostname if is_web(article.url) else None  # a seed's may be anything
    return domains(host or "").union(own)


def _words_of(mentions: tuple[Mention, ...]) -> str:
    """The first of them, for a sentence."""
    texts = list(dict.fromkeys(mention.text for mention in mentions))[:_WORDS]
    return f": »{'«, »'.join(texts)}«" if texts else ""


def _quoted(text: str) -> frozenset[str]:
    """The concepts that a repr may name."""
    return frozenset(_QUOTED.findall(text))


def domains(host: str) -> frozenset[str]:
    """A host's name without www., and the domains above it; none of what is too long for any host."""
    if len(host) > _LONGEST_HOST:  # a publisher may write anything, and each alert keeps all of them
        return frozenset()
    labels = source_name(host).split(".")
    return frozenset(".".join(labels[i:]) for i in range(len(labels) - 1))


def _mentions(doc: Document, evidence: tuple[Hit, ...]) -> tuple[Mention, ...]:
    mentions = []
    for hit in sorted(set(evidence), key=in_text_order):
        name, start, end, text = doc.locate(hit.start, hit.end)
        mentions.append(Mention(_public_name(hit.concept), hit.alias, name, start, end, text))
    return tuple(mentions)


def _public_name(concept: str) -> str:
    """Inline words, phrases, expressions and numbers have no name of their own: they show as what they are."""
    return concept.split(":")[0] if concept.startswith(("words:", "phrase:", "regex:", "number:")) else concept
