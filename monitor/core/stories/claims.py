"""Headlines in which somebody says, decides or does something: seldom a mere retelling, unless one before has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.core.stories.terms import STEM_LETTERS
from monitor.core.text.fold import fold_text, words_of
from monitor.core.text.words import tokens

_SHORTEST = 2
"""Letters of a speaker: *US condemns* is not told by *UN condemns*."""
NO_SPEAKER = words_of(
    "he she it we they who that which a an the of on over against for to by with amid in at from about as and or "
    "his her its their no not"
)
"""Before a verb no speaker, or one who is named elsewhere; or *calls* is no verb behind it: *amid calls for peace*."""
_VERBS = words_of(
    # English headlines tell in the present tense, and in participles where somebody was acted upon.
    "says said condemns denies warns calls vows claims accuses confirms announces admits rejects urges demands "
    "threatens pledges apologizes apologises blames insists orders approves agrees votes bans declares sentenced "
    "charged arrested detains resigns concedes restricts lifts suspends releases freed evacuates reopens closes "
    "opens withdraws joins signs invites visits meets explains seizes captures intercepts breaks wins loses dies "
    "appeals asks seeks offers refuses postpones delays cancels launches sends deploys halts imposes backs sues "
    "named identified identifies jailed indicted convicted acquitted appoints expels extends "
    "testify testifies say condemn deny warn vow announce admit reject urge demand threaten approve agree sign "
    "seize arrest detain withdraw "
    "abandons abolishes accepts activates adopts alleges allows appears apprehends arrives assures attempts "
    "attends awards bails begins blasts blocks boosts borrows boycotts buys ceases challenges clash "
    "clashes collapses commits complains completes concludes condones considers continue continues convenes "
    "criticises cuts deepens defeats defends defies delivers departs deports derails discovers dismissed "
    "dismisses disperses dissolves ditches doubles drops eases ejects elects endorses ends enters erupt "
    "erupts escalates escapes evades exits expands expects explodes faces fails finds fired fires flee flees "
    "freezes gains gives grants guarantees hands heads hears hires holds hosts improves increases "
    "inspects intensifies intervenes investigates invokes jails keeps leads leaked loosens lowers "
    "makes merges mourns moves narrows nears negotiates nominates notifies obtains occupies ousted oversees "
    "overturns pardons passes pays permits picks plans pleads plunges prepares prevents probes proceeds "
    "prohibits promotes provides publishes quits raids raises rallies ramps ratifies reaches reacts readies "
    "rebukes receives recognises recognizes recommends recovered recovers reduces regains reinstates removes "
    "renews repatriates replaces rescued rescues restarts restores resumes retains returned returns reveals "
    "revives revokes rises rules sacked sacks salutes sets settles shows shuts slashes slows soars speaks "
    "spreads spurns stops storms summons surpasses surrenders swears sweeps takes tells thanks tightens "
    "topples trails tries triggers triples tumbles turns unveils upholds vanishes vetoes volunteers walks "
    "widens wipes writes "
    "slams decries denounces criticizes hails welcomes praises suggests proposes hopes promises "
    "annonce dénonce condamne dément accuse avertit appelle exige menace promet affirme confirme refuse rejette "
    "approuve vote arrête libère signe quitte "
    "açıkladı duyurdu kınadı yalanladı uyardı suçladı doğruladı reddetti onayladı imzaladı tutuklandı söyledi dedi "
    "заявил заявила заявили сообщил сообщила осудил опроверг предупредил обвинил подтвердил отверг одобрил "
    "подписал арестован призвал потребовал объявил "
    "يقول قال قالت أعلن أعلنت تعلن يعلن أكد أكدت يؤكد تؤكد نفى نفت ينفي تنفي أدان أدانت تدين يدين حذر حذرت يحذر "
    "تحذر اتهم اتهمت يتهم تتهم دعا دعت يدعو تدعو طالب طالبت وافق وافقت رفض رفضت وقع وقعت اعتقل"
)


_SYNONYMS = tuple(
    map(
        str.split,
        (
            "accuses blames alleges",
            "condemns denounces slams decries criticizes criticises blasts rebukes",
            "says said",
            "urges calls asks appeals demands",
            "hails welcomes praises salutes",
            "fires sacks dismisses ousted sacked fired dismissed",
            "drops abandons ditches withdraws scraps dropped",
            "arrests detains apprehends arrested arrest detain",
            "fires launches tests",
            "warns threatens",
            "vows pledges promises",
            "approves passes adopts backs",
            "halts stops suspends pauses",
            "named identified identifies",
            "charged indicted",
            "sentenced jailed convicted",
        ),
    )
)
"""English verbs by which two outlets tell of one act."""
_ALIKE = {
    verb: {other for group in _SYNONYMS if verb in group for other in group} for group in _SYNONYMS for verb in group
}
_SAYS = words_of(
    "says said claims tells alleges warns calls urges demands vows accuses blames insists admits confirms denies "
    "announces explains asks appeals condemns denounces slams decries criticizes criticises blasts rebukes "
    "threatens pledges promises hopes suggests proposes hails welcomes praises defends backs "
    "say warn vow urge deny condemn announce demand threaten"
)
"""English verbs by which each says something else: only the same speaker tells again."""


_MANY_SAY = frozenset(verb.removesuffix("s") for verb in _SAYS if verb.endswith("s")) - {"back"}
"""The same of several speakers: *leaders call*. What *comes back* backs nobody."""
_MANY = frozenset(("police", "people", "women", "men", "children", "troops"))
"""Several of whom no s is the sign."""
_SHORTEST_PLURAL = 4


def is_claim(headline: str) -> bool:
    """Whether a headline tells what somebody said, decided or did."""
    return bool(_claims(tokens(fold_text(headline))))


def told_so(headline: str, told: Iterable[str]) -> bool:
    """Whether each thing that somebody says, decides or does in ``headline`` stands in one of those ``told``: drops,
    dropped, abandons."""
    words, others = tokens(fold_text(headline)), [fold_text(other) for other in told]
    return all(any(_tells(other, words, at) for other in others) for at in _claims(words))


def _claims(words: Sequence[str]) -> list[int]:
    """The places of the words that tell an act. What is voted *to admit* is said by the vote."""
    return [at for at, word in enumerate(words) if word in _VERBS and not _is_infinitive(words, at)]


def says_at(words: Sequence[str]) -> list[int]:
    """The places of the English verbs by which somebody says something, several speakers too."""
    return [
        at
        for at, word in enumerate(words)
        if (word in _SAYS or (word in _MANY_SAY and at > 0 and are_several(words[at - 1])))
        and not _is_infinitive(words, at)
    ]


def are_several(word: str) -> bool:
    """Whether a folded word is a plural of English: *officials*, and not *us*, *press*, *sets*."""
    is_plural = word.endswith("s") and not word.endswith("ss") and len(word) >= _SHORTEST_PLURAL
    return word in _MANY or (is_plural and word not in _VERBS)


def _is_infinitive(words: Sequence[str], at: int) -> bool:
    return "to" in words[max(0, at - 2) : at] and not words[at].endswith(("s", "ed"))


def _tells(other: str, words: Sequence[str], at: int) -> bool:
    """Whether a folded headline tells the act at words[at]; of what is said, also who says it, as far as the word
    before it is the speaker."""
    verb, speaker = words[at], words[at - 1][:STEM_LETTERS] if at else ""
    # Most headlines do not: they need not be taken apart.
    forms = [form for form in _ALIKE.get(verb, (verb,)) if _base(form) in other]
    if not forms:
        return False
    told = tokens(other)
    is_named = len(speaker) >= _SHORTEST and speaker not in NO_SPEAKER
    if verb in _SAYS and is_named and all(word[:STEM_LETTERS] != speaker for word in told):
        return False
    return any(_is_form(form, word) for form in forms for word in told)


def _is_regular(verb: str) -> bool:
    return verb.isascii() and verb.endswith(("s", "ed"))


def _base(verb: str) -> str:
    """What the forms of a verb begin with."""
    return verb[:STEM_LETTERS] if not _is_regular(verb) else verb.removesuffix("s").removesuffix("ed")


def _is_form(verb: str, word: str) -> bool:
    """Whether ``word`` is a form of a verb in the third person, or of a participle."""
    base = _base(verb)
    if not _is_regular(verb):
        return word[:STEM_LETTERS] == base
    behind = word[len(base) : len(base) + 1]
    return word.startswith(base) and behind in {"", "s", "e", "d", "i", base[-1]}
