"""The words of numbers, in the languages served.

Words that also mean something else are no numbers by themselves (Turkish `on`, ten, is English; `one` is a pronoun
everywhere): number_words.py says beside which others they are.
"""

from __future__ import annotations

from monitor.core.numbers.words.numerals_beyond import (
    HUNDREDS_BEYOND,
    ONE_BEYOND,
    ROUND_BEYOND,
    SCALES_BEYOND,
    SMALL_BEYOND,
)
from monitor.core.text.fold import by_word, words_of

SMALL = by_word(
    {
        2: "two deux iki два две двое двух двоих اثنان اثنين اثنتان اثنتين",
        3: "three trois üç üçe три трое трех троих ثلاثة ثلاث",
        4: "four quatre dört dörde четыре четверо четырех четверых أربعة أربع",
        5: "five cinq beş beşe пять пятеро пяти пятерых خمسة خمس",
        6: "six altı altıya шесть шестеро шести ستة ست",
        7: "seven sept yedi yediye семь семеро семи سبعة سبع",
        8: "eight huit sekiz sekize восемь восьми ثمانية ثماني ثمان",
        9: "nine neuf dokuz dokuza девять девяти تسعة تسع",
        10: "ten dix десять десяти عشرة عشر",
        11: "eleven onze onbir onbire одиннадцать одиннадцати",
        12: "twelve douze oniki onikiye двенадцать двенадцати",
        13: "thirteen treize тринадцать тринадцати",
        14: "fourteen quatorze четырнадцать четырнадцати",
        15: "fifteen quinze пятнадцать пятнадцати",
        16: "sixteen seize шестнадцать шестнадцати",
        17: "seventeen семнадцать семнадцати",
        18: "eighteen восемнадцать восемнадцати",
        19: "nineteen девятнадцать девятнадцати",
        20: "twenty vingt yirmi yirmiye двадцать двадцати عشرون عشرين",
        30: "thirty trente otuz otuza тридцать тридцати ثلاثون ثلاثين",
        40: "forty quarante kırk kırka сорок сорока أربعون أربعين",
        50: "fifty cinquante elli elliye пятьдесят пятидесяти خمسون خمسين",
        60: "sixty soixante altmış altmışa шестьдесят шестидесяти ستون ستين",
        70: "seventy yetmiş yetmişe семьдесят семидесяти سبعون سبعين",
        80: "eighty seksen seksene восемьдесят восьмидесяти ثمانون ثمانين",
        90: "ninety doksan doksana девяносто девяноста تسعون تسعين",
    }
)
SMALL |= SMALL_BEYOND
ONE = words_of("one bir bire un une один одна одну одного одно واحد واحدة yek") | ONE_BEYOND
"""Only behind a larger number: alone they are no numbers but articles and pronouns."""
TWO = words_of("ikiye")
"""The same: alone it is what something is split into."""
HUNDREDS = by_word(
    {
        100: "сто ста",
        200: "двести двухсот مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي",
        300: "триста трехсот ثلاثمئة ثلاثمائة",
        400: "четыреста четырехсот أربعمئة أربعمائة",
        500: "пятьсот пятисот خمسمئة خمسمائة",
        600: "шестьсот шестисот ستمئة ستمائة",
        700: "семьсот семисот سبعمئة سبعمائة",
        800: "восемьсот восьмисот ثمانمئة ثمانمائة",
        900: "девятьсот девятисот تسعمئة تسعمائة",
    }
)
HUNDREDS |= HUNDREDS_BEYOND
HUNDRED = words_of("hundred cent cents yüz yüze مئة مائة sed hundert")
"""Behind two to ninety-nine."""
CENT = words_of("cent cents")
"""Coins behind other numbers than the French ones below ten."""
CENT_BEHIND = words_of("deux trois quatre cinq six sept huit neuf")
CENT_ALONE = words_of("de moins environ quelque presque")
"""Before a French hundred that is not behind a number: plus de cent morts."""
ABOUT = by_word(
    {
        10: "dizaine decena dezena",
        12: "douzaine docena dúzia",
        15: "quinzaine quincena",
        20: "vingtaine veintena vintena",
        30: "trentaine treintena trintena",
        40: "quarantaine cuarentena quarentena",
        50: "cinquantaine cincuentena",
        60: "soixantaine",
        100: "centaine centenar centena",
        1_000: "millar milhar",
    }
)
"""Between ABOUT_BEHIND and ABOUT_BEFORE: une centaine de morts. Elsewhere some are a fortnight, or quarantine."""
ABOUT_HALF = words_of("media medio meia meio")
"""Before those of Spanish and Portuguese, of which they are half: medio centenar de muertos."""
ABOUT_BEHIND = ABOUT_HALF | words_of("une bonne petite una un buena uma um boa")
ABOUT_BEFORE = words_of("de d")
SCALES = by_word(
    {
        1_000: "thousand tausend mille bin bine bini тысяча тысячи тысяч тысячу тыс ألف آلاف الف ألفا hezar "
        "тисяча тисячі тисяч тисячу тис هزار ہزار हजार হাজার",
        100_000: "lakh lakhs लाख লাখ লক্ষ لاکھ",
        1_000_000: "million millions milyon milyona milyonu миллион миллиона миллионов млн مليون ملايين مليونا mîlyon "
        "мільйон мільйона мільйони мільйонів میلیون ملین millón millones milhão milhões millionen mio",
        10_000_000: "crore crores करोड़ কোটি کروڑ",
        1_000_000_000: "billion billions milliard milliards milyar миллиард миллиарда миллиардов млрд مليار مليارات "
        "мільярд мільярда мільярди мільярдів میلیارد bn mrd",
        1_000_000_000_000: "trillion trillions trilyon триллион триллиона триллионов трлн تريليون تريليونات трильйон",
    }
)
SCALES |= SCALES_BEYOND
"""Behind any number; also behind digits, as a hundred is."""
SHORTENED = words_of("тыс тис млн млрд трлн tys mio mrd")
"""With a full stop behind them."""
TWO_OF = by_word({1_000: "ألفان ألفين ألفا ألفي", 1_000_000: "مليونان مليونين مليونا مليوني"})
"""The Arabic dual. The last of the accusatives also stand behind numbers, as scales."""
ALONE = words_of("mille hundert tausend тысяча тысячу тисяча тисячу tysiąc مئة مائة ألف")
"""Scales that need no number before them."""
ARTICLES = words_of("a one un une bir один одна одну")
"""What may stand before a scale instead of a number: a hundred."""
BARE = ALONE | words_of("hundred cent yüz thousand bin million milyon миллион مليون مليار sed hezar")
"""Scales that need none if a smaller number follows at once (bin 500)."""
HALVES = words_of("half demi medio meio halbe yarım نصف pół")
"""Before a scale, of which they are half: half a million."""
NO_HALF = words_of("a one and et y e und ve i и")
"""Before those above: two and a half million, dos y medio millones."""
NEVER_ALONE = words_of("bin sed")
"""Scales that are other words behind an article."""
VAGUE = words_of(
    "several few many couple per pour quelques plusieurs birkaç несколько кілька декілька kilka einige mehrere paar "
    "عدة بضع بضعة"
)
"""Before a scale: nobody knows how many, or a share."""
ROUND = (
    words_of(
        "dozen dozens hundreds thousands dizaine dizaines douzaine douzaines centaine centaines millier milliers "
        "сотня сотни сотен десяток десятка десятков عشرات مئات"
    )
    | ROUND_BEYOND
)
"""Behind a number: more or fewer than can be said."""
UNITS_AR = by_word(
    {
        1: "أحد إحدى واحد واحدة",
        2: "اثنا اثني اثنتا اثنتي اثنان اثنين اثنتان",
        3: "ثلاثة ثلاث",
        4: "أربعة أربع",
        5: "خمسة خمس",
        6: "ستة ست",
        7: "سبعة سبع",
        8: "ثمانية ثماني ثمان",
        9: "تسعة تسع",
    }
)
"""What stands before ten (خمسة عشر), or before `and` and the tens (خمسة وعشرون)."""
UNITS_TR = by_word(
    {
        1: "bir bire",
        2: "iki ikiye",
        3: "üç üçe",
        4: "dört dörde",
        5: "beş beşe",
        6: "altı altıya",
        7: "yedi yediye",
        8: "sekiz sekize",
        9: "dokuz dokuza",
    }
)
"""Behind `on`, ten, also as what a toll rises to."""
DUALS = words_of(
    "قتيلان قتيلين جريحان جريحين شهيدان شهيدين جنديان جنديين طفلان طفلين طفلتان طفلتين شخصان شخصين رجلان رجلين "
    "امرأتان امرأتين سيدتان سيدتين شابان شابين عنصران عنصرين مقاتلان مقاتلين صحفيان شقيقان شقيقين"
)
"""Arabic counts two by the ending of the noun, which says what is counted as well."""
