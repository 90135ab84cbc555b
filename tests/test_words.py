"""What is written can be read: a number in words stands for the number it was made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures import wording as words
from helpers.figures.reading import read

UNITS = st.sampled_from(["CNY", "USD", "INR", "EUR", "GBP", "JPY", "AED"])


@given(st.floats(1e-5, 9e14), UNITS, st.integers(3, 6))
def test_an_amount_is_written_as_it_would_be_printed(value, unit, digits):
    text = words.quantity(value, unit, digits)
    reading = read(text)
    assert not re.search(r"\de", text) and reading.unit == unit
    assert (
        float(reading.interval.low) * (1 - 1e-9)
        <= value
        <= float(reading.interval.high) * (1 + 1e-9)
    )


@pytest.mark.parametrize(
    "value, text",
    [
        (7.100383, "7.100"),
        (6.98652, "6.987"),
        (83.5, "83.50"),
        (999.96, "1,000"),
        (1180.4, "1,180"),
        (23215, "23,215"),
        (0.0125, "0.01250"),
        (999.6, "999.6"),
        (6.938e-05, "0.00006938"),
    ],
)
def test_a_rate_is_written_without_an_exponent(value, text):
    assert words.rate(value) == text


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=12))
def test_parts_make_a_whole_as_printed(amounts):
    parts = words.whole([amount / sum(amounts) for amount in amounts])
    assert round(sum(float(part.rstrip("%")) for part in parts), 6) == 100
