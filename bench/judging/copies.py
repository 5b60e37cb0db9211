"""Real articles as other outlets print them: cut, retitled, wrapped, reordered, retyped. One seed, one set of copies.

Each function takes an article and a source of chance, and returns the headline and the text of the copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from html import escape
from random import Random

from bench.judging.articles import Original

Copy = tuple[str, str]
LATER = timedelta(hours=4)
"""After the original, unless the copy says otherwise."""
BEFORE = timedelta(days=3)
"""How long before the original a back-dated copy claims to be."""
_CHANGED = 0.1
"""Share of words that are changed."""
_DROPPED = 0.3
_LEAD_WORDS = 40
_WRAP_BEFORE = (
    "This site keeps small files on your device to remember what you like. Accept all of them or choose which. "
    "Sign in to save this page for later. Home / World / Regions / Latest. Share it by mail or copy the address. "
    "Reading time: about four minutes. Listen to this page. Our newsletter brings the day to your inbox every evening."
)
_WRAP_AFTER = (
    "Did you find a mistake? Write to our desk and we will look at it. Follow us on every channel for more of this. "
    "Most read today: ten recipes for a cold evening; the quiz of the week; how to find a cheaper flat. "
    "All rights are with the publisher. Printing again is allowed with a licence only. Terms, privacy, imprint, jobs. "
    "Support our work for the price of one coffee a month, and read without advertisements."
)
_SYNONYMS = {
    "said": "stated", "killed": "slain", "people": "persons", "attack": "assault", "attacks": "assaults",
    "forces": "troops", "government": "authorities", "city": "town", "town": "locality", "after": "following",
    "area": "zone", "areas": "zones", "near": "close to", "also": "likewise", "many": "numerous", "big": "large",
    "group": "faction", "fighters": "combatants", "wounded": "hurt", "injured": "hurt", "children": "minors",
    "officials": "functionaries", "report": "account", "reported": "related", "told": "informed", "show": "display",
    "began": "started", "part": "portion", "help": "aid", "since": "from", "several": "various",
    "around": "about", "about": "roughly", "against": "versus", "country": "nation", "home": "house", "homes": "houses",
    "new": "fresh", "last": "past", "former": "previous", "major": "principal", "president": "leader",
    "more": "further", "made": "produced", "because": "since", "but": "yet", "while": "as", "will": "shall",
    "company": "firm", "money": "funds", "police": "officers", "often": "frequently",
}  # fmt: skip


def as_it_is(of: Original, _: Random) -> Copy:
    return of.title, _text(of.paragraphs)


def cut_to_60(of: Original, _: Random) -> Copy:
    return of.title, _cut(of, 0.6)


def cut_to_30(of: Original, _: Random) -> Copy:
    return of.title, _cut(of, 0.3)


def lead_only(of: Original, _: Random) -> Copy:
    """Whole sentences from the beginning, until they are forty words."""
    kept: list[str] = []
    for sentence in of.sentences:
        kept.append(sentence)
        if len(" ".join(kept).split()) >= _LEAD_WORDS:
            break
    return of.title, " ".join(kept)


def retitled(of: Original, chance: Random) -> Copy:
    """A headline made of another sentence of the text."""
    return _other_title(of, chance), _text(of.paragraphs)


def wrapped(of: Original, _: Random) -> Copy:
    return of.title, _text((_WRAP_BEFORE, *of.paragraphs, _WRAP_AFTER))


def paragraphs_reordered(of: Original, chance: Random) -> Copy:
    return of.title, _text(chance.sample(of.paragraphs, len(of.paragraphs)))


def sentences_reordered(of: Original, chance: Random) -> Copy:
    return of.title, " ".join(chance.sample(of.sentences, len(of.sentences)))


def words_replaced(of: Original, chance: Random) -> Copy:
    """A synonym for as many words as every tenth, as far as there are any here."""
    words = _text(of.paragraphs).split(" ")
    able = [i for i, word in enumerate(words) if word in _SYNONYMS]
    for i in chance.sample(able, min(len(able), round(_CHANGED * len(words)))):
        words[i] = _SYNONYMS[words[i]]
    return of.title, " ".join(words)


def words_mistyped(of: Original, chance: Random) -> Copy:
    """Two letters change places in every tenth word."""
    words = _text(of.paragraphs).split(" ")
    able = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    for i in chance.sample(able, min(len(able), round(_CHANGED * len(words)))):
        at = chance.randrange(1, len(words[i]) - 2)
        word = words[i]
        words[i] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return of.title, " ".join(words)


def back_dated(of: Original, chance: Random) -> Copy:
    """As it is; who makes it dates it back by BEFORE."""
    return as_it_is(of, chance)


def credited(of: Original, chance: Random) -> Copy:
    agency = chance.choice(("AFP", "Reuters", "AP", "dpa"))
    first, *rest = of.paragraphs
    before, after = f"({agency}) - {first}", f"Reporting by the {agency} bureau; editing by our night desk. © {agency}"
    return f"{of.title} | {agency}", _text((before, *rest, after))


def debris(of: Original, chance: Random) -> Copy:
    """Markup that was escaped once too often, spaces that do not break, places of pictures."""
    shown = []
    for paragraph in of.paragraphs:
        text = escape(escape(paragraph)) if chance.random() < 0.5 else escape(paragraph)
        shown.append(f'<div class="p">{text.replace(" ", "&nbsp;", 3)}</div>\n<span>[image]</span>&#8203;')
    return escape(of.title), "<br/>".join(shown)


def retyped(of: Original, _: Random) -> Copy:
    """Capitals in headline and lead, typographer's quotes, long dashes, no commas."""
    first, *rest = of.paragraphs
    text = _text((first.upper(), *rest)).replace(",", "").replace(" - ", " — ").replace("'", "’")
    return of.title.upper(), re.sub(r'"([^"\n]*)"', r"«\1»", text)


def sentences_dropped(of: Original, chance: Random) -> Copy:
    kept = [sentence for sentence in of.sentences if chance.random() >= _DROPPED]
    return of.title, " ".join(kept or of.sentences)


def breaks_lost(of: Original, _: Random) -> Copy:
    """Paragraphs run into one another without even a space."""
    return of.title, "".join(paragraph.strip() for paragraph in of.paragraphs)


def printed_elsewhere(of: Original, chance: Random) -> Copy:
    """What syndication does at once: another headline, an agency's credit, the end cut off, boilerplate around."""
    first, *rest = _cut(of, 0.6).split("\n")
    return _other_title(of, chance), _text((_WRAP_BEFORE, f"(Reuters) - {first}", *rest, _WRAP_AFTER))


def merged(of: Original, other: Original) -> Copy:
    """Two wires of the same hours as one article, under the headline of the first."""
    return of.title, _text((*of.paragraphs, *other.paragraphs))


COPIES: tuple[Callable[[Original, Random], Copy], ...] = (
    as_it_is, cut_to_60, cut_to_30, lead_only, retitled, wrapped, paragraphs_reordered, sentences_reordered,
    words_replaced, words_mistyped, back_dated, credited, debris, retyped, sentences_dropped, breaks_lost,
    printed_elsewhere,
)  # fmt: skip
"""All but ``merged``, which takes two articles."""


def _text(paragraphs: Sequence[str]) -> str:
    return "\n".join(paragraphs)


def _cut(of: Original, share: float) -> str:
    """The beginning of the text, to the end of a word."""
    text = _text(of.paragraphs)
    return text[: round(share * len(text))].rpartition(" ")[0]


def _other_title(of: Original, chance: Random) -> str:
    body = of.sentences[1:] or of.sentences
    return " ".join(chance.choice(body[:6]).split()[:10]).rstrip(".,;:")
