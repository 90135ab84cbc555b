"""Phrases as the reports print them, and what each stands for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.lexicon import SCALES
from helpers.printed import read

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
]


@pytest.mark.parametrize("phrase, low, high, unit, qualifier", PHRASES)
def test_a_printed_phrase_is_read_as_its_interval(phrase, low, high, unit, qualifier):
    reading = read(phrase)
    assert (float(reading.interval.low), float(reading.interval.high)) == (low, high)
    assert (reading.unit, reading.qualifier) == (unit, qualifier)


@pytest.mark.parametrize(
    "phrase",
    ["", "over", "many", "20 bilion yuan", "1.2.3 billion", "12,34", "twenty-ish", "5%元", "RMB 5 million dollars", "NaN", "1e9", "-", "20 billion yuan or 3", "100至50亿元"],
)
def test_what_cannot_be_read_is_refused_with_the_phrase_in_the_message(phrase):
    with pytest.raises(ValueError, match=r"cannot read|two currencies|empty"):
        read(phrase)


@given(st.decimals("0.01", "99999", places=2), st.sampled_from([s for s in SCALES if s.isascii()]))
def test_the_interval_contains_what_is_printed_and_only_what_rounds_to_it(number, scale):
    reading = read(f"{number} {scale} yuan")
    assert reading.value == number * SCALES[scale]
    assert reading.interval.high - reading.interval.low == Decimal("0.01") * SCALES[scale]
    assert reading.interval.low <= reading.value <= reading.interval.high


@given(st.integers(1, 10**6), st.sampled_from(["over", "nearly", "about", "at least", "up to", "超", "近", "约"]))
def test_a_qualified_interval_holds_the_number_itself_and_nothing_below_zero(number, qualifier):
    reading = read(f"{qualifier} {number} billion yuan")
    assert 0 <= reading.interval.low <= reading.value <= reading.interval.high


@given(st.text(max_size=40))
def test_any_text_is_either_read_or_refused(text):
    try:
        reading = read(text)
    except ValueError:
        return
    assert reading.interval.low <= reading.interval.high
