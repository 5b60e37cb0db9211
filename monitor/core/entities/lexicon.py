"""All aliases of all rules in one table of words, and the scan that finds them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice, starmap

from monitor.core.entities.aliases import spelled_patterns
from monitor.core.entities.hits import Hit, counted, letters_fit
from monitor.core.entities.key_table import KeyTable, Under
from monitor.core.entities.keys import WITH_ENDINGS, NewWords, StrippedWord
from monitor.core.entities.leads import Leads, ScannedText, TermCandidate, leads_of
from monitor.core.entities.pattern import Pattern
from monitor.core.entities.romanised import RomanisedPattern
from monitor.core.entities.spelled import Begun, Parted, Spelled, parted_words, whole_words
from monitor.core.entities.terms import Term, TermKind, patterns_of, spelling_of
from monitor.core.entities.unspaced import Unspaced
from monitor.core.entities.vocabulary import Vocabulary
from monitor.core.text.document import Document
from monitor.core.text.spaced import capitals

MAX_FOLLOWED = 5_000
"""Words of one document that lead to names, up to which every one is followed up."""
MAX_FOLLOWED_EACH = 200
"""Where there are more: of words that lead to the same, from the beginning of the text; fewer, if much is led to."""
MAX_KEPT = 10_000
"""Terms up to which all patterns are kept as they are made. Of more only those are made again that a text asks for: a
pattern is half a kilobyte, and most of many are never met."""
Occurrence = tuple[TermCandidate, tuple[int, int]]


class Lexicon:
    """Terms compiled. Building is linear in the number of letters; afterwards it is only read, but for what the words
    of texts lead to, which is worked out when a word is first met."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)
        self._keys, self._spelled = KeyTable(), Spelled()
        self._made: dict[int, tuple[TermCandidate, ...]] = {}
        unspaced: list[tuple[str, int]] = []
        for number, term in enumerate(self._terms):
            patterns = patterns_of(term)
            if len(self._terms) <= MAX_KEPT:
                self._made[number] = tuple(TermCandidate.of(term, one) for one in patterns)
            for pattern in patterns:
                if isinstance(pattern, RomanisedPattern):
                    self._spelled.add(pattern, number)
                elif pattern.key is None:
                    unspaced.append((pattern.begin, number))
                else:
                    self._keys.add(pattern.key, number)
        self._keys.close()
        self._spelled.close()
        self._unspaced = Unspaced(unspaced)
        self._words, self._words_with_endings = Vocabulary[Leads](), Vocabulary[Leads]()
        self._made_spellings: dict[int, TermCandidate | None] = {}
        self._by_keys: dict[frozenset[Under], Leads] = {}

    def scan(self, document: Document, language: str) -> dict[str, tuple[Hit, ...]]:
        """Every concept in ``document``, with its hits in text order."""
        found: dict[str, list[tuple[TermKind, Hit]]] = {}
        for candidate, span in self._occurrences(ScannedText.of(document, language)):
            term = candidate.term
            if letters_fit(term, document, span):
                found.setdefault(term.concept, []).append((term.kind, Hit(term.concept, term.alias, *span)))
        return {concept: hits for concept, kinds in found.items() if (hits := counted(kinds))}

    def _occurrences(self, text: ScannedText) -> Iterator[Occurrence]:
        """Each candidate that stands in ``text``, and where."""
        words = text.words.words
        wholes = whole_words(text.folded.text, text.words) if self._spelled else {}
        parted = list(islice(parted_words(wholes), MAX_FOLLOWED))
        numbers, leading = self._leading([*words, *(one.word for one in parted)] if parted else words, text.language)
        behind = bisect_left(numbers, len(words))
        begun: list[Begun] = []
        yield from self._of_words(text, numbers[:behind], leading[:behind], begun)
        for number, leads in zip(numbers[behind:], leading[behind:], strict=True):
            yield from self._with_apostrophe(text, parted[number - len(words)], leads, begun)
        if begun:
            yield from self._spelled_in_several(text, begun, wholes)
        yield from self._in_unspaced(text)

    def _of_words(
        self, text: ScannedText, numbers: list[int], leading: list[Leads], begun: list[Begun]
    ) -> Iterator[Occurrence]:
        """What the words of these ``numbers`` lead to. Spellings of several words are ``begun``."""
        words = text.words.words
        for number, leads, capital in _followed(numbers, leading, text):
            _, candidates, beside, spelled, begins = leads
            for where, whole, found in beside:
                if 0 <= (at := number + where) < len(words):
                    candidates += found.get(words[at] if whole else words[at][:2], ())
            if capital:
                candidates += spelled
                if begins:
                    begun.append(Begun(number, (number + 1, number + 2), begins))
            for candidate in candidates:
                if (span := candidate.match(text, number)) is not None:
                    yield candidate, span

    def _leading(self, words: Sequence[str], language: str) -> tuple[list[int], list[Leads]]:
        """The numbers of those of ``words`` that lead somewhere, and where."""
        if language in WITH_ENDINGS:
            return self._words_with_endings.leading(words, partial(self._leads, with_endings=True))
        return self._words.leading(words, partial(self._leads, with_endings=False))

    def _with_apostrophe(
        self, text: ScannedText, word: Parted, leads: Leads, begun: list[Begun]
    ) -> Iterator[Occurrence]:
        """Spellings that hold an apostrophe, which parts words. Those of several words are ``begun``."""
        start = text.words.starts[word.number]
        if capitals(text.folded, [start]) == [False]:
            return
        for candidate in leads.spelled:
            if isinstance(candidate.pattern, Pattern):
                span = candidate.pattern.match(text.folded.text, start, text.language)
            else:
                span = candidate.match(text, word.number)
            if span is not None:
                yield candidate, span
        if leads.begins is not None:
            following = word.number + word.parts
            begun.append(Begun(word.number, (following, following + 1), leads.begins))

    def _spelled_in_several(
        self, text: ScannedText, begun: Sequence[Begun], wholes: Mapping[int, str]
    ) -> Iterator[Occurrence]:
        """Other spellings of names of several words."""
        for number, term in self._spelled.several(begun, text.words.words, wholes):
            spelling = self._spelling(term)
            if spelling is not None and (span := spelling.match(text, number)) is not None:
                yield spelling, span

    def _in_unspaced(self, text: ScannedText) -> Iterator[Occurrence]:
        """Names in scripts that write no spaces."""
        for number, start in self._unspaced.found(text.folded.text):
            for candidate in self._candidates(number):
                pattern = candidate.pattern
                if isinstance(pattern, RomanisedPattern) or pattern.key is not None:
                    continue
                if (span := pattern.match(text.folded.text, start, text.language)) is not None:
                    yield candidate, span

    def _candidates(self, number: int) -> tuple[TermCandidate, ...]:
        """The patterns of a term; made when first asked for."""
        made = self._made.get(number)
        if made is None:
            term = self._terms[number]
            made = self._made[number] = tuple(TermCandidate.of(term, one) for one in patterns_of(term))
        return made

    def _spelling(self, number: int) -> TermCandidate | None:
        """The other spellings of a term, if it has any; made when first asked for."""
        if number not in self._made_spellings:
            term = self._terms[number]
            pattern = spelling_of(term)
            self._made_spellings[number] = None if pattern is None else TermCandidate.of(term, pattern)
        return self._made_spellings[number]

    def _leads(self, words: Sequence[str], in_haste: bool, *, with_endings: bool) -> dict[str, Leads]:
        """What of ``words`` leads somewhere, and where; ``in_haste`` without other spellings of names;
        ``with_endings``: bare endings of names are allowed, as in Turkish."""
        leads: dict[str, Leads] = {}
        new = NewWords.of(words, with_endings=with_endings)
        for word, found in self._keys.found(new).items():
            keys = frozenset(found)
            if keys not in self._by_keys:
                self._by_keys[keys] = leads_of(one for under in keys for one in self._under(under))
            leads[word] = self._by_keys[keys]
        if self._spelled and not in_haste:
            same_sounds, begins = self._spelled.found(new)
            spelled: dict[str, tuple[TermCandidate, ...]] = {}
            for word, candidate in chain.from_iterable(starmap(self._spellings, same_sounds)):
                spelled[word] = (*spelled.get(word, ()), candidate)
            for word in spelled.keys() | begins.keys():
                known = leads.get(word, _NOTHING)
                leads[word] = known._replace(spelled=spelled.get(word, ()), begins=begins.get(word))
        return leads

    def _under(self, under: Under) -> Iterator[TermCandidate]:
        for number in self._keys.get(under):
            for candidate in self._candidates(number):
                key = None if isinstance(candidate.pattern, RomanisedPattern) else candidate.pattern.key
                if key is not None and (key.letters, key.begins) == under:
                    yield candidate

    def _spellings(self, forms: list[StrippedWord], terms: Iterable[int]) -> Iterator[tuple[str, TermCandidate]]:
        """Words of which the ``forms`` are spellings of ``terms``."""
        for candidate in filter(None, map(self._spelling, terms)):
            assert isinstance(candidate.pattern, RomanisedPattern)
            for word, pattern in spelled_patterns(candidate.pattern, forms):
                yield word, candidate._replace(pattern=pattern)


_NOTHING = leads_of(())


def _followed(numbers: list[int], leading: list[Leads], text: ScannedText) -> list[tuple[int, Leads, bool]]:
    """Those of the words that lead somewhere that are followed up, and whether each was written with a capital: a text
    that repeats itself without end costs no more than a long one that does not. Of words that lead to the same the
    first is kept, so that no name is lost for the number of others."""
    starts = text.words.starts
    capital = capitals(text.folded, [starts[number] for number in numbers])
    if len(numbers) <= MAX_FOLLOWED:
        every = zip(numbers, leading, capital, strict=True)
        return [(number, leads, large) for number, leads, large in every if large or leads.named]
    places = _fewer([at for at, leads in enumerate(leading) if capital[at] or leads.named], leading)
    return [(numbers[at], leading[at], capital[at]) for at in places]


def _fewer(places: list[int], leading: list[Leads]) -> list[int]:
    """Of the places those that are followed up, where there may be too many."""
    if len(places) <= MAX_FOLLOWED:
        return places
    same = [id(leading[at]) for at in places]
    left = dict.fromkeys(same, max(1, min(MAX_FOLLOWED_EACH, MAX_FOLLOWED // len(set(same)))))
    kept = []
    for at, same_leads in zip(places, same, strict=True):
        if left[same_leads]:
            left[same_leads] -= 1
            kept.append(at)
    return kept
