"""What a figure counts, as far as it decides whether two figures may be compared: the dead are not the wounded."""

from __future__ import annotations

from functools import lru_cache

from monitor.core.text.fold import fold_text

KILLED, WOUNDED, DISPLACED, HELD, DATE = "killed", "wounded", "displaced", "held", "date"
PEOPLE = frozenset((KILLED, WOUNDED, DISPLACED, HELD))

_STEMS = {
    KILLED: "kill dead death die died dies slain martyr toll fatalit tué tués tuée mort morts décès décéd ölü öldü "
    "öldür ölen hayatını şehit погиб убит убил убит жертв скончал قتل قتيل قتلى مقتل شهيد شهداء ضحايا وفاة وفيات "
    "استشهد مصرع",
    WOUNDED: "wound injur hurt bless yaral ранен ранил пострадавш جرح جريح جرحى إصاب مصاب أصيب",
    DISPLACED: "displac fled flee uproot refugee déplac réfugi yerinden göç sığınmacı мигрант беженц перемещ бежал "
    "نازح نازحين نزح نزوح مهجر لاجئ",
    HELD: "arrest detain captur abduct prisoner arrêt déten gözaltı tutuk esir задерж арест плен اعتقل اعتقال معتقل "
    "أسر أسير اختطف",
    DATE: "january february march april june july august september october november december janvier février mars "
    "avril juin juillet août septembre octobre novembre décembre ocak şubat nisan mayıs haziran temmuz ağustos "
    "eylül ekim kasım aralık январ феврал апрел июн июл август сентябр октябр ноябр декабр "
    "كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر "
    "أكتوبر نوفمبر ديسمبر",
}
_BY_START: dict[str, list[tuple[str, str]]] = {}
for _unit, _words in _STEMS.items():
    for _word in fold_text(_words).split():
        _BY_START.setdefault(_word[:2], []).append((_word, _unit))
_PROCLITICS = ("و", "ف", "ال", "وال")
_WHOLE = frozenset(fold_text("mort morts mars die dead died dies toll fled آب أسر mayıs march").split())
"""Too short to be a stem: only the whole word counts."""


LONGEST_WORD = 50
"""Letters or digits: what is longer is no word, and is neither kept nor compared whole."""


def unit_of(word: str) -> str:
    """The unit that a folded word names, or an empty string."""
    return _unit_of(word[:LONGEST_WORD])


@lru_cache(maxsize=20_000)
def _unit_of(word: str) -> str:
    for start in ("", *_PROCLITICS):
        bare = word.removeprefix(start)
        if start and bare == word:
            continue
        for stem, unit in _BY_START.get(bare[:2], ()):
            if bare == stem or (bare.startswith(stem) and stem not in _WHOLE):
                return unit
    return ""
