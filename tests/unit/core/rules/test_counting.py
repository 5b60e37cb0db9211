"""Which number counts what, and how numbers are written."""

import pytest

from monitor.core.rules.compile import compile_rules
from monitor.core.rules.inline_tests import failures
from monitor.core.rules.numbers.read import MAX_NUMBERS, numbers_in
from monitor.core.text.fold import fold

RULE = """
rules:
  many:
    title: Many people killed or injured
    severity: high
    when: {{number: {{of: {{words: [killed, injured, ranen*, öldü]}}, at_least: 10, within: sentence}}}}
    tests:
      - {{text: "{text}", expect: {expect}}}
"""


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("21 people were killed.", "match"),
        ("Killed: 21.", "match"),
        ("At least twenty-one people were killed", "match"),
        ("Nine were killed and 30 houses burnt.", "no match"),
        ("40 tents burnt; two people were injured.", "no match"),
        ("Two were killed; in all 40 were injured.", "match"),
        ("40 people were injured, two of them badly.", "match"),
        ("100 people, including 20 children, were killed.", "match"),
        ("In 2019 two were killed.", "no match"),
        ("Two were killed at 22:30, 15 km away.", "no match"),
        ("1 200 people were killed.", "match"),
        ("5 killed, 40 wounded", "no match"),
        ("5 people killed, 40 were wounded", "no match"),
        ("killed 21, wounded 5", "match"),
        ("9 dead, 282 missing and 9 injured", "no match"),
        ("9 morts, 282 disparus et 9 injured", "no match"),
        ("2 were killed, 282 are unaccounted for", "no match"),
        ("12 missing dockers were killed", "match"),
        ("Killed in the F-16 raid", "no match"),
        ("15 days after two were killed", "no match"),
        ("21 displaced people were killed.", "match"),
        ("21 prisoners of war killed in fire", "match"),
        ("At least 21 displaced Northport families have been injured", "match"),
        ("500 displaced by strikes that killed dockers", "no match"),
        ("500 people displaced, killed livestock seen", "no match"),
        ("12 detained suspects killed 3 guards", "no match"),
        ("40 arrested over killed dockers", "no match"),
    ],
)
def test_a_number_counts_what_its_clause_says(text: str, expect: str) -> None:
    rules = compile_rules({"rule.yaml": RULE.format(text=text, expect=expect)})
    assert failures(rules) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("6 000 déplacés", [6000]),
        ("6\u202f000 personnes, 12'000 autres", [6000, 12000]),
        ("Killed: 6 000.", [6000]),
        ("12 000, selon l'ONU, 6'000, plus de 12 000 000.", [12_000, 6000, 12_000_000]),
        ("12 000 2500, 1 234,56", [12_000, 2500]),
        ("200-300 people, 5–100 more, 1 000-1 500", [200, 300, 5, 100, 1000, 1500]),
        ("1,234,567 people and 2.5 million more", [1234567, 2_500_000]),
        ("٦٬٠٠٠ شخص", [6000]),
        ("in 2019 120 people", [120]),
        ("214 hezar kes", [214_000]),
        ("2,50,000 cusecs, 12,34,567 people, २,५०,००० जना", [250_000, 1_234_567, 250_000]),
        ("2.5 lakh people, 3 lakhs, a lakh, 1 crore 20 lakh", [250_000, 300_000, 100_000, 12_000_000]),
        ("३ लाख लोग, 15 हजार, 1.2 करोड़, ২ লাখ", [300_000, 15_000, 12_000_000, 200_000]),
        ("900k displaced, 1.2m people, 10-15k, 150тыс беженцев", [900_000, 1_200_000, 10, 15_000, 150_000]),
        ("a 10m wall, 30mn, 5km, 4kings, €1.5bn", []),
        ("dozens, half a dozen, a dozen, three dozen, several dozen", [20, 6, 12, 36, 20]),
        ("half a million, un demi-million, yarım milyon, medio millón, نصف مليون", [500_000] * 5),
        ("one and a half million, half of them", [1_500_000]),
        ("a million and a half, un million et demi, bir buçuk milyon, 1,5 milyon", [1_500_000] * 4),
        ("полтора миллиона, 2 с половиной миллиона, półtora miliona", [1_500_000, 2_500_000, 1_500_000]),
        ("مليون ونصف المليون, anderthalb Millionen, two and a half thousand", [1_500_000, 1_500_000, 2_500]),
        ("two and a half years, one and a half hours", [2]),
        ("345 mil deslocados, 50 mil ficaram desalojadas, 20 mil açıkta", [345_000, 50_000, 20]),
        (
            "tens of thousands of people, hundreds of thousands, a few thousand, millions of people",
            [2e4, 2e5, 2000, 2e6],
        ),
        ("scores of people, scores killed; Ali scores twice", [20, 20]),
        ("des dizaines de morts, des centaines de milliers, quelques milliers", [20, 200_000, 2000]),
        ("onlarca, on binlerce, yüz binlerce kişi, birkaç yüz", [20, 20_000, 200_000, 200]),
        ("десятки погибших, сотни тысяч, несколько тысяч, около сотни, более тысячи", [20, 200_000, 2000, 100, 1000]),
        ("عشرات القتلى، عشرات الآلاف، ومئات الجرحى", [20, 20_000, 200]),
        ("bi hezaran kes, bi sedan; a sedan", [2000, 200]),
        ("hundreds of dollars, dozens of per cent, 21 hundreds", [21]),
        ("۳ هزار نفر، 2 میلیون", [3000, 2_000_000]),
        ("12 тис. осіб, 3 мільйони", [12_000, 3_000_000]),
        ("2 millones, 3 milhões, lakh people", [2_000_000, 3_000_000]),
        ("5,10 people, 1,2,3", []),
        ("₹2,50,000, ₹5 crore, Rs 5 lakh, Rs. 2,000, Rs.50, Tk 3 lakh, 50 crore rupees, 2 lakh Indian rupees", []),
        ("5 करोड़ रुपये, 2 लाख रुपए, 3 لاکھ روپے", []),
        ("offers 5 lakh people, hours 12 people", [500_000, 12]),
        ("twenty-one, one hundred and fifty, two hundred fifty, a thousand, three million", [21, 150, 250, 1000, 3e6]),
        ("quatre-vingt-dix-sept, soixante-dix, soixante et onze, deux mille trois cents", [97, 70, 71, 2300]),
        ("двадцать один, сто пятьдесят, две тысячи, пять тысяч двести", [21, 150, 2000, 5200]),
        ("yirmi bir, iki yüz elli, üç bin", [21, 250, 3000]),
        ("مقتل مئة، خمسة وعشرون، مئة وخمسون، ثلاثة آلاف", [100, 25, 150, 3000]),
        ("مقتل 5 مدنيين و30 عسكريا، ل40 شخصا، بالـ50، فال60 والM5 وكمM5", [5, 30, 40, 50, 60]),
        ("5% 20 people, 5 % 30 people", [20, 30]),
        ("2 bin 500 kişi, bin 500, yüz elli, yüz bin, 1 milyon 200 bin", [2500, 1500, 150, 100_000, 1_200_000]),
        ("on iki, iki yüz on beş, on bin", [12, 215]),
        ("2 тысячи 500, 2 тыс. 500 человек, 1 млн 200 тыс., две тысячи", [2500, 2500, 1_200_000, 2000]),
        ("3 آلاف و500، ألف و500، ألفين وخمسمئة، 10 hezar û 500", [3500, 1500, 2500, 10_500]),
        ("cent vingt, mille deux cents, hundred and five, 1 million 200 thousand", [120, 1200, 105, 1_200_000]),
        ("خمسة عشر، أحد عشر، اثني عشر، ثلاث عشرة، واحد وعشرون، أحد عشر ألف", [15, 11, 12, 13, 21, 11_000]),
        ("50 ألفا، 25 ألفاً و300، ألفا نازح، مليوني نازح، ٢٫٥ مليون", [50_000, 25_300, 2000, 2_000_000, 2_500_000]),
        ("2 thousand 3 thousand, two hundred-three hundred, 20 and 5", [2000, 3000, 200, 300, 20, 5]),
        ("per cent 20, several hundred two, two dozen, a bin, in 2011 bin Laden, 50 cents", [20, 200, 2, 24, 50]),
        ("2 million five months, 2 million 5 people, 21 hundreds flee", [2e6, 5, 2e6, 5, 21]),
        ("2.3 million, 1.2 billion", [2_300_000, 1_200_000_000]),
        ("مقتل مائتي شخص، مائتا، مائتين وخمسين", [200, 200, 250]),
        (
            "plus de cent morts, au moins cent vingt, près d'une centaine de morts, une vingtaine d'enfants",
            [100, 120, 100, 20],
        ),
        ("cent, les centaines de, une quarantaine de 14 jours, dans une quinzaine, de cents, pour cent", [200, 14]),
        ("Osama bin Laden, one of them, cent, a million, the hundred", [1e6]),
        ("5 % or 5 per cent, € 5, 5 €, 5 мая, 3 May, 12.30, 5 pm, %21 öldü, ٪٢١, 05.03, F-16, COVID-19, 40-member", []),
        ("1950 people, 1950, 1-2 people", [1950, 1, 2]),
        ("17 June 2016 Civilians Killed; in June 2016 civilians were killed; on 5 March 30 people", [30]),
        ("on 3 March 2020, at 10:30, 5% of the 25th Division, M4, $40", []),
        ("a 53-10 defeat, a vote of 193–114, 2-2, 120-30 people, مقتل 20-15 في حلب", [120, 30, 20, 15]),
        ("12 and 13 March, 40 and 13 March, 10-15 %, 10 or 15 dollars", [40]),
        ("about 1950 people, in 1950 people fled, since 1950 people", [1950]),
        ("12, 13 and 14 March, 21-13 March, killed 21, 13 March", [21]),
        ("5 March 30 people", [30]),
        ("In March 13 people were killed; in March 13 houses burnt; March 13 people", [13]),
        ("on 2026-03-21 houses burnt, of 2026-03-21 30 people", [30]),
    ],
)
def test_how_numbers_are_written(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers_in(fold(text))] == values


def test_a_number_behind_a_long_text_is_read_and_one_behind_too_many_others_is_not() -> None:
    long = fold("word " * 10_000 + "7 dead, a hundred and " + "word " * 10_000 + "fifty")
    assert [number.value for number in numbers_in(long)] == [7, 100, 50]
    assert [number.value for number in numbers_in(fold(f"6, {'2026 ' * (MAX_NUMBERS - 2)}7, 8"))] == [6, 7]


@pytest.mark.parametrize("before", range(480, 520))
def test_a_number_is_read_whole_wherever_it_stands(before: int) -> None:
    text = fold("word " * before + "two hundred and fifty thousand three hundred and twenty one")
    assert [number.value for number in numbers_in(text)] == [250_321]
