"""All aliases of all rules in one table of words, and the scan that finds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Literal

from monitor.core.entities.aliases import Pattern, spelled_pattern
from monitor.core.entities.hits import Hit, counted, letters_fit
from monitor.core.entities.keys import bare_forms, lookups
from monitor.core.entities.leads import Candidate, Leads, ScannedText, leads_of
from monitor.core.entities.numbers_by_key import NumbersByKey
from monitor.core.entities.romanised import RomanisedPattern
from monitor.core.entities.sounds import closed, sounds
from monitor.core.entities.spelled import Spelled, parted_words, whole_words
from monitor.core.entities.terms import Term, TermKind, patterns_of
from monitor.core.entities.unspaced import Unspaced
from monitor.core.entities.vocabulary import LONGEST_WORD, Vocabulary
from monitor.core.text.document import Document
from monitor.core.text.spaced import capitals

MAX_FOLLOWED = 5_000
"""Words of one document that lead to names, up to which every one is followed up."""
MAX_FOLLOWED_EACH = 200
"""Where there are more: occurrences of one word, from the beginning of the text; fewer, if there are many words."""
Occurrence = tuple[Candidate, tuple[int, int]]


class Lexicon:
    """Terms compiled. Building is linear in the number of letters; afterwards it is only read, but for what the words
    of texts lead to, which is worked out when a word is first met."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)
        self._keys, self._beginnings, self._spelled = NumbersByKey(), NumbersByKey(), Spelled()
        unspaced: list[tuple[str, int]] = []
        for number, term in enumerate(self._terms):
            for pattern in patterns_of(term):
                if isinstance(pattern, RomanisedPattern):
                    self._spelled.add(pattern, number)
                elif pattern.key is None:
                    unspaced.append((pattern.begin, number))
                else:
                    (self._beginnings if pattern.key.begins else self._keys).add(pattern.key.letters, number)
        self._shortest_beginning = min(map(len, self._beginnings), default=1)
        self._longest_beginning = max(map(len, self._beginnings), default=0)
        self._spelled.close()
        self._unspaced = Unspaced(unspaced)
        self._words, self._turkish_words = Vocabulary[Leads](), Vocabulary[Leads]()
        self._made: dict[int, tuple[Candidate, ...]] = {}

    def scan(self, document: Document, language: str) -> dict[str, tuple[Hit, ...]]:
        """Every concept in ``document``, with its hits in text order."""
        found: dict[str, dict[TermKind, set[Hit]]] = {}
        for candidate, span in self._occurrences(ScannedText.of(document, language)):
            term = candidate.term
            if letters_fit(term, document, span):
                kinds = found.setdefault(term.concept, {})
                kinds.setdefault(term.kind, set()).add(Hit(term.concept, term.alias, *span))
        return {concept: hits for concept, kinds in found.items() if (hits := counted(kinds))}

    def _occurrences(self, text: ScannedText) -> Iterator[Occurrence]:
        """Each candidate that stands in ``text``, and where."""
        words, count = text.words.words, len(text.words.words)
        leading = self._leading(words, text.language)
        capital = capitals(text.folded, text.words) if self._spelled else []
        wholes = whole_words(text.folded.text, text.words) if self._spelled else words
        places = [number for number, leads in enumerate(leading) if leads and (leads.named or capital[number])]
        for number in places if len(places) <= MAX_FOLLOWED else _thinned(places, words):
            leads = leading[number]
            assert leads
            _, candidates, beside, spelled, begins = leads
            for where, whole, found in beside:
                if 0 <= (at := number + where) < count:
                    candidates += found.get(words[at] if whole else words[at][:2], ())
            if (spelled or begins) and capital[number]:
                candidates += spelled
                if begins and (several := self._spelled.several(begins, wholes, number + 1)):
                    candidates += self._spellings_of(several)
            for candidate in candidates:
                if (span := candidate.match(text, number)) is not None:
                    yield candidate, span
        if wholes is not words:
            yield from self._with_apostrophes(text, wholes, capital)
        for number, start in self._unspaced.found(text.folded.text):
            for candidate in self._candidates(number):
                pattern = candidate.pattern
                if isinstance(pattern, RomanisedPattern) or pattern.key is not None:
                    continue
                if (span := pattern.match(text.folded.text, start, text.language)) is not None:
                    yield candidate, span

    def _leading(self, words: list[str], language: str) -> list[Leads | Literal[False]]:
        """What each of ``words`` leads to."""
        if language == "tr":
            return self._turkish_words.leading(words, partial(self._leads, turkish=True))
        return self._words.leading(words, partial(self._leads, turkish=False))

    def _with_apostrophes(self, text: ScannedText, wholes: list[str], capital: list[bool]) -> Iterator[Occurrence]:
        """Spellings that hold an apostrophe, which parts words."""
        parted = list(islice(parted_words(wholes), MAX_FOLLOWED))
        for (_, number, parts), leads in zip(
            parted, self._leading([one.word for one in parted], text.language), strict=True
        ):
            if not leads or not capital[number]:
                continue
            for candidate in leads.spelled:
                if isinstance(candidate.pattern, Pattern):
                    span = candidate.pattern.match(text.folded.text, text.starts[number], text.language)
                else:
                    span = candidate.match(text, number)
                if span is not None:
                    yield candidate, span
            if leads.begins is not None:
                for candidate in self._spellings_of(self._spelled.several(leads.begins, wholes, number + parts)):
                    if (span := candidate.match(text, number)) is not None:
                        yield candidate, span

    def _spellings_of(self, terms: Iterable[int]) -> tuple[Candidate, ...]:
        return tuple(one for term in terms for one in self._candidates(term) if one.spelled)

    def _candidates(self, number: int) -> tuple[Candidate, ...]:
        """The patterns of a term; made when first asked for."""
        made = self._made.get(number)
        if made is None:
            term = self._terms[number]
            made = self._made[number] = tuple(Candidate.of(term, one) for one in patterns_of(term))
        return made

    def _leads(self, word: str, *, turkish: bool) -> Leads | None:
        """What ``word`` of a text leads to; ``turkish``: bare Turkish endings are allowed."""
        is_word = len(word) <= LONGEST_WORD
        forms = lookups(word, turkish=turkish) if is_word else set()
        candidates = [one for form in self._keys.among(forms) for one in self._under(self._keys, form)]
        if self._beginnings:
            beginnings = {
                bare[:length]
                for bare in bare_forms(word[:LONGEST_WORD])
                for length in range(self._shortest_beginning, min(len(bare), self._longest_beginning) + 1)
            }
            candidates += [
                one for form in self._beginnings.among(beginnings) for one in self._under(self._beginnings, form)
            ]
        if not self._spelled or not is_word or not word.isascii():
            return leads_of(candidates, (), None) if candidates else None
        rows = {form: closed(sounds(form)) for form in forms}
        spelled = tuple(one for form, row in rows.items() for one in self._spellings(form, row))
        begins = self._spelled.begins(rows[word])
        return leads_of(candidates, spelled, begins) if candidates or spelled or begins else None

    def _under(self, table: NumbersByKey, form: str) -> Iterator[Candidate]:
        for number in table.get(form):
            for candidate in self._candidates(number):
                key = None if isinstance(candidate.pattern, RomanisedPattern) else candidate.pattern.key
                if key is not None and key.letters == form and key.begins is (table is self._beginnings):
                    yield candidate

    def _spellings(self, form: str, row: str) -> Iterator[Candidate]:
        for number in self._spelled.alone(row):
            for candidate in self._candidates(number):
                pattern = candidate.pattern
                found = spelled_pattern(pattern, form) if isinstance(pattern, RomanisedPattern) else None
                if found is not None:
                    yield candidate._replace(pattern=found)


def _thinned(places: list[int], words: list[str]) -> list[int]:
    """A text that repeats itself without end costs no more than a long one that does not. The first occurrence of each
    word is kept, so that no name is lost for the number of others."""
    seen: Counter[str] = Counter()
    most = max(1, min(MAX_FOLLOWED_EACH, MAX_FOLLOWED // len({words[number] for number in places})))
    kept = []
    for number in places:
        seen[words[number]] += 1
        if seen[words[number]] <= most:
            kept.append(number)
    return kept
