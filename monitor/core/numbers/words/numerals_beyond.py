"""The words of numbers in Ukrainian, Polish, Spanish, Portuguese, German, Italian and Persian.

Left out are those that are other words elsewhere, as nobody states the language of a headline: Spanish and Portuguese
`dos` (of the), `tres` (French très), `once` and `doze` (English), `dois` (French), `sete` (Sète), `nove` (new), `dez`
(December), `cem` (a name), German `elf`, Italian `due`, `sei` and `otto`, Persian `نه` (no), `ده` (Arabic this), `سی`
(the C of بي بي سي) and `نود`. Some of these are read where only a number
can stand: behind another one, before people or millions, or where a toll rises to it.
"""

from __future__ import annotations

from monitor.core.text.fold import by_word, words_of

_SLAVIC = by_word(
    {
        2: "дві двоє двом dwa dwie dwaj dwóch dwoje",
        3: "троє трьох trzy trzej trzech troje",
        4: "чотири четверо чотирьох cztery czterej czterech czworo",
        5: "п'ять п'яти п'ятьох п'ятеро pięć pięciu pięcioro",
        6: "шість шістьох sześć sześciu sześcioro",
        7: "сім сімох семеро siedem siedmiu siedmioro",
        8: "вісім вісьмох восьмеро osiem ośmiu ośmioro",
        9: "дев'ять дев'яти дев'ятьох дев'ятеро dziewięć dziewięciu",
        10: "десятьох десятеро dziesięć dziesięciu",
        11: "одинадцять одинадцяти одинадцятеро jedenaście jedenastu",
        12: "дванадцять дванадцяти дванадцятеро dwanaście dwunastu",
        13: "тринадцять тринадцяти тринадцятеро trzynaście trzynastu",
        14: "чотирнадцять чотирнадцяти чотирнадцятеро czternaście czternastu",
        15: "п'ятнадцять п'ятнадцяти п'ятнадцятеро piętnaście piętnastu",
        16: "шістнадцять шістнадцяти шістнадцятеро szesnaście szesnastu",
        17: "сімнадцять сімнадцяти сімнадцятеро siedemnaście siedemnastu",
        18: "вісімнадцять вісімнадцяти вісімнадцятеро osiemnaście osiemnastu",
        19: "дев'ятнадцять дев'ятнадцяти дев'ятнадцятеро dziewiętnaście dziewiętnastu",
        20: "двадцять двадцяти dwadzieścia dwudziestu",
        30: "тридцять тридцяти trzydzieści trzydziestu",
        40: "czterdzieści czterdziestu",
        50: "п'ятдесят п'ятдесяти pięćdziesiąt pięćdziesięciu",
        60: "шістдесят шістдесяти sześćdziesiąt sześćdziesięciu",
        70: "сімдесят сімдесяти siedemdziesiąt siedemdziesięciu",
        80: "вісімдесят вісімдесяти osiemdziesiąt osiemdziesięciu",
        90: "дев'яносто дев'яноста dziewięćdziesiąt dziewięćdziesięciu",
    }
)
_IBERIAN = by_word(
    {
        2: "duas",
        4: "cuatro quatro",
        5: "cinco",
        6: "seis",
        7: "siete",
        8: "ocho oito",
        9: "nueve",
        10: "diez",
        12: "doce",
        13: "trece treze",
        14: "catorce catorze",
        15: "quince",
        16: "dieciséis dezasseis dezesseis",
        17: "diecisiete dezassete dezessete",
        18: "dieciocho dezoito",
        19: "diecinueve dezanove dezenove",
        20: "veinte vinte",
        21: "veintiún veintiuno veintiuna",
        22: "veintidós",
        23: "veintitrés",
        24: "veinticuatro",
        25: "veinticinco",
        26: "veintiséis",
        27: "veintisiete",
        28: "veintiocho",
        29: "veintinueve",
        30: "treinta trinta",
        40: "cuarenta quarenta",
        50: "cincuenta cinquenta",
        60: "sesenta sessenta",
        70: "setenta",
        80: "ochenta oitenta",
        90: "noventa",
    }
)
_GERMAN = by_word(
    {
        2: "zwei",
        3: "drei",
        4: "vier",
        5: "fünf",
        6: "sechs",
        7: "sieben",
        8: "acht",
        9: "neun",
        10: "zehn",
        12: "zwölf",
        13: "dreizehn",
        14: "vierzehn",
        15: "fünfzehn",
        16: "sechzehn",
        17: "siebzehn",
        18: "achtzehn",
        19: "neunzehn",
        20: "zwanzig",
        30: "dreißig",
        40: "vierzig",
        50: "fünfzig",
        60: "sechzig",
        70: "siebzig",
        80: "achtzig",
        90: "neunzig",
    }
)
_ITALIAN = by_word(
    {
        3: "tre",
        4: "quattro",
        5: "cinque",
        7: "sette",
        10: "dieci",
        11: "undici",
        12: "dodici",
        13: "tredici",
        14: "quattordici",
        15: "quindici",
        16: "sedici",
        17: "diciassette",
        18: "diciotto",
        19: "diciannove",
        20: "venti",
        30: "trenta",
        40: "quaranta",
        50: "cinquanta",
    }
)
_PERSIAN = by_word(
    {
        2: "دو",
        3: "سه",
        4: "چهار",
        5: "پنج",
        6: "شش",
        7: "هفت",
        8: "هشت",
        11: "یازده",
        12: "دوازده",
        13: "سیزده",
        14: "چهارده",
        15: "پانزده",
        16: "شانزده",
        17: "هفده",
        18: "هجده هیجده",
        19: "نوزده",
        20: "بیست",
        40: "چهل",
        50: "پنجاه",
        60: "شصت",
        70: "هفتاد",
        80: "هشتاد",
    }
)
_HUNDREDS_SLAVIC = by_word(
    {
        100: "sto stu",
        200: "двісті dwieście dwustu",
        300: "трьохсот trzysta trzystu",
        400: "чотириста чотирьохсот czterysta czterystu",
        500: "п'ятсот п'ятисот pięćset pięciuset",
        600: "шістсот шестисот sześćset sześciuset",
        700: "сімсот семисот siedemset siedmiuset",
        800: "вісімсот восьмисот osiemset ośmiuset",
        900: "дев'ятсот дев'ятисот dziewięćset dziewięciuset",
    }
)
_HUNDREDS_IBERIAN = by_word(
    {
        100: "cien ciento cento",
        200: "doscientos doscientas duzentos duzentas",
        300: "trescientos trescientas trezentos trezentas",
        400: "cuatrocientos cuatrocientas quatrocentos quatrocentas",
        500: "quinientos quinientas quinhentos quinhentas",
        600: "seiscientos seiscientas seiscentos seiscentas",
        700: "setecientos setecientas setecentos setecentas",
        800: "ochocientos ochocientas oitocentos oitocentas",
        900: "novecientos novecientas novecentos novecentas",
    }
)
SMALL_BEYOND = _SLAVIC | _IBERIAN | _GERMAN | _ITALIAN | _PERSIAN
HUNDREDS_BEYOND = _HUNDREDS_SLAVIC | _HUNDREDS_IBERIAN
_ONE_FA = words_of("یک")
ONE_BEYOND = words_of("одне одній jeden jedna jedno jednego uno una um uma") | _ONE_FA
HUNDREDS_BEFORE = words_of("sto stu ciento cento")
"""No hundred unless a smaller number follows: `ciento` is of *por ciento*, `sto` Czech and Italian."""
ABOUT_STO = words_of("ponad około blisko prawie niemal najmniej")
"""Before a Polish hundred with nothing behind it: ponad sto osób."""
SCALES_BEYOND = by_word(
    {
        1_000: "tysiąc tysiące tysięcy tys mila",
        1_000_000: "milion miliona miliony milionów mln milione milioni",
        1_000_000_000: "miliard miliardy mld miliardo miliardi",
    }
)
IBERIAN = _IBERIAN.keys() | _HUNDREDS_IBERIAN.keys()
MIL = "mil"
"""A thousand behind a number in these words: behind digits it may be Turkish, or Polish, for miles."""
BEHIND_IBERIAN = by_word({2: "dos dois", 3: "tres", 7: "sete", 9: "nove", 10: "dez", 11: "once"})
"""Numbers behind another one in these words only: treinta y dos, ciento once, vinte e três."""
TENS_WITH_Y = words_of("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
"""Not *veinte*: murieron veinte y cinco resultaron heridos is of two numbers, 25 are `veinticinco`."""
PERSIAN_TENS = {word for word, value in _PERSIAN.items() if value >= 20} | {"thirty", "ninety"}
PERSIAN_UNITS = {word for word, value in _PERSIAN.items() if value < 10} | {"nine"} | _ONE_FA
"""Joined by و: بیست و سه. The English ones are read in their place before people (before_people.py)."""
TENS_WITH_E = words_of("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
ROUND_BEYOND = words_of(
    "docena docenas decenas centenas centenares dúzia dúzias dezenas десятків сотень tuzin tuziny setki setek"
)
