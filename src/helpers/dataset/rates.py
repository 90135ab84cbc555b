"""Market rates of a day, offline: the European Central Bank's, as CurrencyConverter has them.

This module knows currencies and days, and nothing of datasets.
"""

import functools
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter

MOST_DAYS = 10  # without a rate: the bank's longest holidays, with room to spare


def market_rate(currency: str, into: str, day: date) -> float | None:
    """Units of `into` for one of `currency` by the ECB's reference rates of the day.

    On a day without rates, those of the last day that had them are taken, up to ten days before.
    None where there is no such rate.

    >>> round(market_rate("USD", "CNY", date(2020, 5, 20)), 4)
    7.1004
    """
    from currency_converter import RateNotFoundError

    for days in range(MOST_DAYS + 1):
        try:
            return _market().convert(1, currency, into, date=day - timedelta(days))
        except RateNotFoundError:
            continue
        except (ValueError, OverflowError):  # a currency without rates; a day before the year 1
            return None
    return None


@functools.cache
def _market() -> "CurrencyConverter":
    """The table of all rates. Imported here, for it takes time, and most calls never need it."""
    from currency_converter import CurrencyConverter

    return CurrencyConverter()
