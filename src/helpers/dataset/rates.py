"""Market rates of a day, offline: the European Central Bank's, as CurrencyConverter carries them.

This module knows currencies and days, and nothing of datasets.
"""

import functools
from datetime import date

from currency_converter import CurrencyConverter, RateNotFoundError


def market_rate(currency: str, into: str, day: date) -> float | None:
    """Units of `into` for one of `currency`: the ECB's reference rates of the day or the last before it, or None."""
    try:
        return _market().convert(1, currency, into, date=day)
    except (RateNotFoundError, ValueError):
        return None


@functools.cache
def _market():
    return CurrencyConverter(
        fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known"
    )
