"""Phrases as the reports print them, and what each stands for."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.grammar import EXAMPLES, FLAGS
from helpers.figures.lexicon import SCALES
from helpers.figures.reading import Interval, Reading, find, read

INF = float("inf")
PHRASES = [
    # the article
    ("over 20 billion", 20e9, 30e9, "", "over"),
    ("16 industrial projects", 16, 16, "industrial projects", "exact"),
    ("three", 3, 3, "", "exact"),
    ("100 billion", 99.5e9, 100.5e9, "", "exact"),
    ("100-billion-dollar", 99.5e9, 100.5e9, "USD", "exact"),
    ("10.8%", 10.75, 10.85, "%", "exact"),
    ("23%", 22.5, 23.5, "%", "exact"),
    ("two innovation center projects", 2, 2, "innovation center projects", "exact"),
    ("20.15 billion yuan", 20.145e9, 20.155e9, "CNY", "exact"),
    ("150 million US dollars", 149.5e6, 150.5e6, "USD", "exact"),
    ("75", 75, 75, "", "exact"),
    ("nearly 70 billion yuan", 60e9, 70e9, "CNY", "nearly"),
    # the Chinese reports
    ("超200亿", 20e9, 30e9, "", "over"),
    ("超 200 億", 20e9, 30e9, "", "over"),
    ("超200億元", 20e9, 30e9, "CNY", "over"),
    ("201.5亿元", 20.145e9, 20.155e9, "CNY", "exact"),
    ("9.5億美元", 945e6, 955e6, "USD", "exact"),
    ("1.5亿美元", 145e6, 155e6, "USD", "exact"),
    ("135億元", 13.45e9, 13.55e9, "CNY", "exact"),
    ("30亿元", 2.95e9, 3.05e9, "CNY", "exact"),
    ("16個", 16, 16, "個", "exact"),
    ("2个创新中心项目", 2, 2, "创新中心项目", "exact"),
    ("三大", 3, 3, "大", "exact"),
    ("千億級", 100e9, 1000e9, "", "class"),
    ("千億", 100e9, 1000e9, "", "class"),
    # every other line of the table of readings
    ("50多亿", 5e9, 6e9, "", "over"),
    ("逾1000亿元", 100e9, 200e9, "CNY", "over"),
    ("nearly 100", 90, 100, "", "nearly"),
    ("近10亿元", 900e6, 1e9, "CNY", "nearly"),
    ("约3,720亿", 371.5e9, 372.5e9, "", "about"),
    ("about 20 billion yuan", 15e9, 25e9, "CNY", "about"),
    ("at least 5 billion yuan", 5e9, float("inf"), "CNY", "at_least"),
    ("不少于5亿元", 500e6, float("inf"), "CNY", "at_least"),
    ("up to $17.6 billion", 0, 17.6e9, "USD", "up_to"),
    ("50亿—100亿元", 5e9, 10e9, "CNY", "range"),
    ("10 to 20 billion yuan", 10e9, 20e9, "CNY", "range"),
    ("10至20亿元", 1e9, 2e9, "CNY", "range"),
    ("3.6万个", 35_500, 36_500, "个", "exact"),
    ("二十亿", 1.95e9, 2.05e9, "", "exact"),
    ("US$150 million", 149.5e6, 150.5e6, "USD", "exact"),
    ("２０１．５亿元", 20.145e9, 20.155e9, "CNY", "exact"),  # full-width digits
    # ceilings, stacked scales, halves and short names of currencies
    ("as many as 1,500 workers", 0, 1500, "workers", "up_to"),
    ("最高獎勵500萬元", 0, 5e6, "CNY", "up_to"),
    ("₹65k crore", 645e9, 655e9, "INR", "exact"),
    ("Rs 3.4 L", 335e3, 345e3, "INR", "exact"),
    ("10+ lakh jobs", 1e6, 2e6, "jobs", "over"),
    ("1个多亿", 1e8, 2e8, "", "over"),
    ("兆元級", 1e12, 10e12, "CNY", "class"),
    ("1兆2,000億元", 1.19995e12, 1.20005e12, "CNY", "exact"),
    ("one and a half billion euros", 1.45e9, 1.55e9, "EUR", "exact"),
    ("百分之百", 99.5, 100.5, "%", "exact"),
    ("15-per-cent", 14.5, 15.5, "%", "exact"),
    ("$3-billion-to-$4-billion", 3e9, 4e9, "USD", "range"),
    ("R2.5 billion", 2.45e9, 2.55e9, "ZAR", "exact"),
    ("50亿迪拉姆", 4.95e9, 5.05e9, "AED", "exact"),
    ("美金5億元至6億元", 5e8, 6e8, "USD", "range"),
    ("约3-5亿元", 250e6, 550e6, "CNY", "range"),
    ("around £310m-£340m", 305e6, 345e6, "GBP", "range"),
    ("1,200-job", 1200, 1200, "job", "exact"),
    ("61 Fortune Global 500 firms", 61, 61, "Fortune Global 500 firms", "exact"),
    ("half the investment", 50, 50, "%", "exact"),
    ("over two thirds of the jobs", 66.6, 76.6, "%", "over"),
    ("33 degrees Celsius", 32.5, 33.5, "degrees Celsius", "exact"),
]


@pytest.mark.parametrize(
    ("part", "example"),
    [(part, example) for part, (_, examples) in EXAMPLES.items() for example in examples],
)
def test_a_part_of_the_grammar_takes_of_an_example_what_is_marked(part, example):
    before, marked, _ = re.split(r"[\[\]]", example)
    text = example.replace("[", "").replace("]", "")
    taken = re.compile(EXAMPLES[part][0], FLAGS).match(text, len(before))
    assert taken and taken[0] == marked


def test_every_part_of_the_grammar_has_two_examples():
    assert [part for part, (_, examples) in EXAMPLES.items() if len(set(examples)) < 2] == []


@pytest.mark.parametrize("phrase, low, high, unit, qualifier", PHRASES)
def test_a_printed_phrase_is_read_as_its_interval(phrase, low, high, unit, qualifier):
    reading = read(phrase)
    assert (float(reading.interval.low), float(reading.interval.high)) == (low, high)
    assert (reading.unit, reading.qualifier) == (unit, qualifier)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "over",
        "many",
        "20 bilion yuan",
        "1.2.3 billion",
        "12,34",
        "twenty-ish",
        "5%元",
        "RMB 5 million dollars",
        "NaN",
        "1e9",
        "-",
        "20 billion yuan or 3",
        "100至50亿元",
        "1亿2000亿",
    ],
)
def test_what_cannot_be_read_is_refused_with_the_phrase_in_the_message(phrase):
    with pytest.raises(ValueError, match=r"cannot read|two currencies|empty"):
        read(phrase)


# What stands in a line, and what is found: the figure, its interval and its unit. It is nothing
# rather than a part of a figure.
IN_TEXT = {
    "raised $1.5 B": [("$1.5 B", 1.45e9, 1.55e9, "USD")],
    "Rs 1.5 lakh-crore investment": [("Rs 1.5 lakh-crore", 1.45e12, 1.55e12, "INR")],
    "paid CHF 1'000'000, or € 1,5 billion": [
        ("CHF 1'000'000", 999_999.5, 1_000_000.5, "CHF"),
        ("€ 1,5 billion", 1.45e9, 1.55e9, "EUR"),
    ],
    "about $.5 billion": [("about $.5 billion", 450e6, 550e6, "USD")],
    "between $.5 billion and $1 billion": [
        ("between $.5 billion and $1 billion", 0.5e9, 1e9, "USD")
    ],
    "几十亿元、数百亿元": [],
    "总投资3亿3千万元": [("3亿3千万元", 325e6, 335e6, "CNY")],
    "增资6億7,151萬美元": [("6億7,151萬美元", 671.505e6, 671.515e6, "USD")],
    "投资30多个亿元": [("30多个亿元", 3e9, 4e9, "CNY")],
    "全市GDP突破1.5万亿元": [("突破1.5万亿元", 1.5e12, 1.6e12, "CNY")],
    "since the port opened in November 2021 to £3.8bn": [("£3.8bn", 3.75e9, 3.85e9, "GBP")],
    "from 2023 to 1.5 billion yuan": [("1.5 billion yuan", 1.45e9, 1.55e9, "CNY")],
    "rose from 5 billion yuan to 7 billion yuan": [
        ("5 billion yuan", 4.5e9, 5.5e9, "CNY"),
        ("7 billion yuan", 6.5e9, 7.5e9, "CNY"),
    ],
    "ranging from €15 million to €180 million": [
        ("€15 million to €180 million", 15e6, 180e6, "EUR")
    ],
    "lent $5 to 7 companies": [("$5", 4.5, 5.5, "USD"), ("7 companies", 7, 7, "companies")],
    "one thousand two hundred jobs": [("one thousand two hundred jobs", 1200, 1200, "jobs")],
    "three thousand and twenty new homes, two thousand one-bedroom flats": [
        ("three thousand and twenty new homes", 3020, 3020, "new homes"),
        ("two thousand one-bedroom flats", 1500, 2500, "one-bedroom flats"),
    ],
    "employment of around 1.31 lakh, and investment of 1.31 lakh": [
        ("around 1.31 lakh", 130_500, 131_500, ""),
        ("1.31 lakh", 130_500, 131_500, "INR"),
    ],
    "总投资6亿元，带动就业1.2万，岗位补贴5万": [
        ("6亿元", 5.5e8, 6.5e8, "CNY"),
        ("1.2万", 11_500, 12_500, ""),
        ("5万", 45_000, 55_000, "CNY"),
    ],
    "a population of 268 million, 40% of them in towns": [
        ("268 million", 267.5e6, 268.5e6, ""),
        ("40%", 39.5, 40.5, "%"),
    ],
    "其中有8成為擴大產能，2024成为新起点": [("8成", 75, 85, "%")],
    "與其中11家代表性廠商簽約": [("11家代表性廠商", 11, 11, "代表性廠商")],
    "6 00,000 tonne of storage": [],  # a slip, and neither 6 nor 0 tonnes
    "half the jobs, but half the battle": [("half", 50, 50, "%")],
    # the first share is named as not understood: by itself, it is no percentage
    "fell from 12 to 8 percent": [("12", -INF, INF, ""), ("8 percent", 7.5, 8.5, "%")],
    "raised from 2019 to 8 percent": [("8 percent", 7.5, 8.5, "%")],
    "20 billion quatloos, and $5m": [
        ("20 billion quatloos", 19.5e9, 20.5e9, "quatloos"),
        ("$5m", 4.5e6, 5.5e6, "USD"),
    ],
    "1 000 000 000 EUR": [("1 000 000 000 EUR", 999_999_999.5, 1_000_000_000.5, "EUR")],
    "簽約30億元，預約20家廠商，折合約4億美元": [
        ("30億元", 2.95e9, 3.05e9, "CNY"),
        ("20家廠商", 20, 20, "廠商"),
        ("約4億美元", 350e6, 450e6, "USD"),
    ],
    "spread over 5,068 units, takes over 12 plants and handles over 30 ships": [
        ("5,068 units", 5068, 5068, "units"),
        ("12 plants", 12, 12, "plants"),
        ("over 30 ships", 30, 40, "ships"),
    ],
    "raised $2 billion two years ago, to be a $1 trillion one": [
        ("$2 billion", 1.5e9, 2.5e9, "USD"),
        ("$1 trillion", 0.5e12, 1.5e12, "USD"),
    ],
    "a 300-bed hospital with a 5-star hotel": [("300-bed", 300, 300, "bed")],
    "its 31 aircraft need 20 aircraft engines": [
        ("31 aircraft", 31, 31, "aircraft"),
        ("20 aircraft engines", 20, 20, "aircraft engines"),
    ],
    "won 3,500 orders; R134a and N95 are no money": [("3,500 orders", 3500, 3500, "orders")],
    "在219家国家级经开区中，“三个一”机制": [("219家国家级经开区", 219, 219, "国家级经开区")],
    "一萬二千億元": [("一萬二千億元", 1.15e12, 1.25e12, "CNY")],
    "home to 61 Fortune 500 firms, and Telangana signed 20 MoUs": [
        ("61 Fortune 500 firms", 61, 61, "Fortune 500 firms"),
        ("20 MoUs", 20, 20, "MoUs"),
    ],
    "on day two of the Summit, one in five companies, the Big Four firms and the Group of 20 "
    "nations flew Boeing 737 jets": [],
    "this year 20 projects were signed by a group of 16 companies": [
        ("20 projects", 20, 20, "projects"),
        ("16 companies", 16, 16, "companies"),
    ],
    "on 20 May 2020, the 8th of 5G projects, No. 12, tel. 0512-6555 0199": [],
    "参会六万零三百二十八人": [("六万零三百二十八人", 60328, 60328, "人")],
    # these ended in a traceback once
    "百亿-job": [],
    "总投资百余万亿元": [("百余万亿元", 1e14, 2e14, "CNY")],
    "20亿至30个多亿元": [("20亿至30个多亿元", -INF, INF, "")],  # named as not understood
}


@pytest.mark.parametrize("line", IN_TEXT)
def test_a_figure_in_a_line_is_found_whole_or_not_at_all(line):
    found = [
        (f.phrase, float(f.reading.interval.low), float(f.reading.interval.high), f.reading.unit)
        for f in find(line)
    ]
    assert found == IN_TEXT[line]


@given(st.decimals("0.01", "99999", places=2), st.sampled_from([s for s in SCALES if s.isascii()]))
def test_the_interval_contains_what_is_printed_and_only_what_rounds_to_it(number, scale):
    reading = read(f"{number} {scale} yuan")
    assert reading.value == number * SCALES[scale]
    assert reading.interval.high - reading.interval.low == Decimal("0.01") * SCALES[scale]
    assert reading.interval.low <= reading.value <= reading.interval.high


@given(
    st.integers(1, 10**6),
    st.sampled_from(["over", "nearly", "about", "at least", "up to", "超", "近", "约"]),
)
def test_a_qualified_interval_holds_the_number_itself_and_nothing_below_zero(number, qualifier):
    reading = read(f"{qualifier} {number} billion yuan")
    assert 0 <= reading.interval.low <= reading.value <= reading.interval.high


# What a phrase allows if the zeros at its end come from rounding, and if it is taken with no
# convention at all.
ROUND = [
    ("Rs 500 crore", (4.5e9, 5.5e9), (4.5e9, 5.5e9)),
    ("20 billion yuan", (15e9, 25e9), (15e9, 25e9)),
    ("RMB91.15 bln", (91.145e9, 91.155e9), (91.145e9, 91.155e9)),
    ("100.00 billion yuan", (99.995e9, 100.005e9), (99.995e9, 100.005e9)),
    ("201.5亿元", (20.145e9, 20.155e9), (20.145e9, 20.155e9)),
    ("1兆2,000億元", (1.15e12, 1.25e12), (1.15e12, 1.25e12)),
    ("$1,200", (1150, 1250), (1150, 1250)),
    ("over 20 billion yuan", (20e9, 30e9), (20e9, INF)),
    ("超200亿", (20e9, 30e9), (20e9, INF)),
    ("nearly 70 billion yuan", (60e9, 70e9), (0, 70e9)),
    ("近10亿元", (900e6, 1e9), (0, 1e9)),
    ("about 20 billion yuan", (15e9, 25e9), (15e9, 25e9)),
    ("10 to 20 billion yuan", (10e9, 20e9), (10e9, 20e9)),
    ("千亿级", (100e9, 1000e9), (100e9, 1000e9)),
    ("70%", (65, 75), (65, 75)),
    ("20.0%", (19.95, 20.05), (19.95, 20.05)),
    ("over 50%", (50, 60), (50, INF)),
    ("30万个岗位", (250_000, 350_000), (250_000, 350_000)),
    ("3.50万个岗位", (34_950, 35_050), (34_950, 35_050)),
    ("3,000 jobs", (3000, 3000), (3000, 3000)),
    ("over 3,000 jobs", (3000, 4000), (3000, INF)),
    ("two dozen projects", (24, 24), (24, 24)),
]


def ends(interval):
    return float(interval.low), float(interval.high)


@pytest.mark.parametrize("phrase, rounded, literal", ROUND)
def test_zeros_may_come_from_rounding_and_over_may_be_any_amount_above(phrase, rounded, literal):
    reading = read(phrase)
    assert (ends(reading.round_interval), ends(reading.literal_interval)) == (rounded, literal)


def test_a_range_that_a_person_gives_is_meant_so():
    given_ends = Interval(Decimal(100), Decimal(200))
    reading = Reading(Decimal(150), given_ends, "CNY", "range", "money")
    assert reading.round_interval == reading.literal_interval == given_ends


def holds(outer, inner):
    return outer.low <= inner.low and inner.high <= outer.high


@given(
    st.one_of(st.integers(1, 10**7), st.decimals("0.01", "99999", places=2)),
    st.sampled_from(["", "over ", "nearly ", "about ", "at least ", "up to ", "超", "近", "约"]),
    st.sampled_from([" billion yuan", "%", " jobs", " thousand jobs", "亿元", "万个", " MW"]),
)
def test_each_way_to_take_a_figure_allows_what_the_stricter_one_does(number, qualifier, unit):
    reading = read(f"{qualifier}{number}{unit}")
    assert holds(reading.round_interval, reading.interval)
    assert holds(reading.literal_interval, reading.round_interval)
    assert reading.qualifier != "exact" or reading.round_interval == reading.literal_interval
