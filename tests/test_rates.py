"""Market rates, and between which rates an announcer converts who does not tell its own."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.dataset.rates import AROUND_THE_DAY, MOST_DAYS, market_band, market_rate

DAYS = st.dates(date(2010, 1, 4), date(2024, 12, 31))
CURRENCIES = st.sampled_from(["CNY", "USD", "EUR", "GBP", "INR", "JPY", "ZAR", "MYR", "KRW"])
OTHER_SERIES = 7.0928  # yuan for a dollar on 20 May 2020 by the Federal Reserve


def test_the_band_is_the_year_of_rates_and_a_little_more():
    low, high = market_band("USD", "CNY", date(2020, 5, 20))
    year = [market_rate("USD", "CNY", date(2020, 5, 20) - timedelta(n)) for n in range(366)]
    assert (low, high) == pytest.approx((min(year) * 0.995, max(year) * 1.005))
    assert low < OTHER_SERIES < high


def test_where_there_is_no_rate_of_the_day_there_is_no_band():
    assert market_band("AED", "CNY", date(2020, 5, 20)) is None
    assert market_band("EUR", "ISK", date(2017, 6, 1)) is None  # it gave none for nine years
    assert market_band("USD", "CNY", date(1, 1, 1)) is None


def test_no_rate_older_than_seven_days_is_one_of_the_day():
    last = date(2008, 12, 9)  # before the króna had no rates for nine years
    assert market_rate("EUR", "ISK", last) == 290.0
    assert market_rate("EUR", "ISK", last + timedelta(MOST_DAYS)) == 290.0
    assert market_rate("EUR", "ISK", last + timedelta(MOST_DAYS + 1)) is None


@given(CURRENCIES, CURRENCIES, DAYS)
def test_every_band_holds_what_an_announcer_may_have_taken(currency, into, day):
    rate = market_rate(currency, into, day)
    low, high = market_band(currency, into, day)
    rounded = float(f"{rate:.1e}")
    assert low <= rate * (1 - AROUND_THE_DAY) and rate * (1 + AROUND_THE_DAY) <= high
    assert abs(rounded / rate - 1) > 0.05 or low <= rounded <= high


@given(CURRENCIES, CURRENCIES, DAYS)
def test_every_working_day_has_a_rate_and_there_and_back_is_the_same(currency, into, day):
    there, back = market_rate(currency, into, day), market_rate(into, currency, day)
    assert there * back == pytest.approx(1)
