"""Amounts that are not understood: their scale, their decimals or their currency cannot be told.

Wrong by a factor is worse than missed, so such a figure is named with the reason, and not read.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.figures.grammar import CURRENCY_BEHIND, FLAGS, figure_in_text
from helpers.figures.intervals import Reading
from helpers.figures.meaning import Match, unread

SCALE = "its scale is not understood"
DECIMALS = "its digits may be read in two ways"
UNIT = "its unit stands only with the number behind it"
CURRENCY = "its currency is not understood"
LONGEST_CODE = 5  # letters of a code, the space behind and the character before

_NUMBER = r"\d[\d.,]*"
# what looks like a scale, a slip of one, or one that means different things in different countries
_STRANGE_SCALE = re.compile(
    r"[ -]?(?:[a-z]*[iy]l+i?[ao]n?s?|[a-z]*illi?ards?|crors?|carores?|crs|lakhes?|arabs?|kharabs?"
    r"|mlds?|mrds?|milliards?)\b(?<!\bmillion)(?<!\bbillion)(?<!\btrillion)"
    r"|(?-i:[a-z]{1,12})(?<!st)(?<!nd)(?<!rd)(?<!th)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"[.,'’]?\d[\d.,'’]*(?:\s?[a-z]*illions?|\s?crores?|\s?lakhs?)?(?<![.,'’])"
    r"|[-.]?(?:[a-z]*illions?|crores?|lakhs?)\b|\.(?:bil|mil|tril|bn|mn|tn)\b",
    re.IGNORECASE,
)
_TWO_WAYS = re.compile(r"\d{1,3}\.\d{3}|\d{1,2}(?:,\d{2})+")
_THREE_DECIMALS = re.compile(r"\d{1,3}\.\d{3}")
# a number that shows that its writer puts a comma before decimals
_DECIMAL_COMMA = re.compile(r"\d,\d{1,2}\s?(?:million|billion|trillion|%|per ?cent)")
_DECIMALS_TYPED = re.compile(r"\d+\.\d\d[1-9]")
# a number behind a sign that no table has: ₠5 billion, XY$3m
_STRANGE_SIGN = re.compile(
    rf"(?:(?<![A-Za-z])[A-Z][A-Za-z]{{0,3}}\$|[₠-⃏])\s?{_NUMBER}"
    r"(?:\s?(?:thousand|million|billion|trillion|bn|mn|m|b|k)\b)?"
)
# letters before an amount without a currency, which seem to be one: QZX 20 billion
_STRANGE_LETTERS = re.compile(r"(?<![A-Za-z])(?P<letters>[A-Z]{2,3}) ?$")
_NO_CURRENCIES = frozenset(
    [
        "GDP",
        "FDI",
        "GVA",
        "IPO",
        "THE",
        "AND",
        "FOR",
        "OUT",
        "ITS",
        "CEO",
        "IMF",
        "EU",
        "US",
        "UK",
        "UN",
        "AI",
        "EV",
        "IT",
        "TO",
        "OF",
        "IN",
        "AT",
        "ON",
        "BY",
        "IS",
        "OR",
        "AS",
        "UP",
        "HAS",
        "WAS",
        "ARE",
        "NEW",
        "ALL",
        "TOP",
        "GCC",
        "WTO",
        "ADB",
        "AFD",
        "EIB",
        "IFC",
        "PPP",
        "MSP",
        "SME",
        "CPC",
        "PRC",
        "USA",
        "UAE",
        "KSA",
        "RE",
    ]
)


@dataclass(frozen=True)
class Doubt:
    """Why an amount is not understood, and where what seems to belong to it ends."""

    reason: str
    end: int


def why_not_understood(figure: Match, text: str, is_typed: bool = False) -> Doubt | None:
    """Why an amount cannot be read; None where it can, and where it is no amount.

    One that a person types, and does not find in a text, may have three decimals: €1.234.
    """
    if not (figure["currency"] or figure["currency_behind"]):
        return None
    number = figure["high"] or figure["number"] or ""
    has_scale = bool(figure["high_scale"] or figure["scale"] or figure["size"])
    if has_scale and _THREE_DECIMALS.fullmatch(number) and _DECIMAL_COMMA.search(text):
        return Doubt(DECIMALS, figure.end())
    has_decimals = is_typed and _DECIMALS_TYPED.fullmatch(number)
    if not has_scale and _TWO_WAYS.fullmatch(number) and not has_decimals:
        return Doubt(DECIMALS, figure.end())
    if figure["currency_behind"]:
        return None
    if rest := _GOES_ON.match(text, figure.end()):
        return Doubt(DECIMALS, rest.end())
    scale = None if has_scale else _STRANGE_SCALE.match(text, figure.end())
    return Doubt(SCALE, scale.end()) if scale else None


def is_money_counted(reading: Reading) -> bool:
    """Whether what seems to be counted ends in the name of a currency.

    Things counted are no money: in “150 milion US dollars” the scale is a slip.
    """
    return reading.kind == "count" and bool(_name_of_money().search(reading.unit))


@functools.cache
def _name_of_money() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{CURRENCY_BEHIND})$", FLAGS)


def strange_letters_before(figure: Match, text: str) -> int | None:
    """Where the letters before a bare amount begin that seem to be its currency; None for none."""
    before = text[max(0, figure.start() - LONGEST_CODE) : figure.start()]
    code = _STRANGE_LETTERS.search(before)
    if not code or code["letters"] in _NO_CURRENCIES:
        return None
    return figure.start() - len(before) + code.start()


def amounts_not_understood(text: str) -> Iterator[tuple[int, int, Reading, str]]:
    """The amounts of a text whose currency no table has: where each begins and ends, and why."""
    for amount in _STRANGE_SIGN.finditer(text):
        if figure_in_text().match(text, amount.start()):
            continue
        yield amount.start(), amount.end(), unread(), CURRENCY
