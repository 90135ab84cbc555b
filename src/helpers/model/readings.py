"""In which way the figures of a model are read: as printed, as rounded, or at their word.

Trailing zeros may be digits or rounding, and "more than" may reach further than the next round
number. What is contradicted in every reading is contradicted.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from helpers.dataset.entities import Figure
from helpers.figures.reading import CURRENCIES, Interval

if TYPE_CHECKING:
    from helpers.model.evidence import Evidence

DOUBT = 0.1  # of a rate that nobody states: figures in two currencies may be this far apart


class Reads(StrEnum):
    """How a printed number is read."""

    PRINTED = "printed"  # to its last printed digit
    ROUND = "round"  # to its last digit that is not 0, where zeros may come from rounding
    LITERAL = "literal"  # so, and with any amount above for "more than"


def reading(reads: Reads, evidence: "Evidence") -> Callable[[Figure], Interval]:
    """The interval of a figure in a way of reading.

    What we override stays, and so does one of two numbers that a source gives for one thing: it
    knows both, so that neither is the other one rounded.
    """

    def interval(figure: Figure) -> Interval:
        own = figure.interval == figure.reading.interval
        if reads is Reads.PRINTED or not own or _has_rival(figure, evidence):
            return figure.interval
        if reads is Reads.ROUND:
            return figure.reading.round_interval
        return figure.reading.literal_interval

    return interval


def _has_rival(figure: Figure, evidence: "Evidence") -> bool:
    """Whether its source, in the original or a translation, gives another number for the same."""
    family = evidence.dataset.family(figure.source)
    alike = [f for f in evidence.entered if f.key == figure.key and f.source in family]
    return any(_apart(figure, other, evidence) for other in alike)


def _apart(figure: Figure, other: Figure, evidence: "Evidence") -> bool:
    low, high = _worth(figure, evidence)
    least, most = _worth(other, evidence)
    return most < low or high < least


def _worth(figure: Figure, evidence: "Evidence") -> tuple[float, float]:
    """The ends of a figure in the announcement's currency, whatever its rate may be."""
    foreign = figure.unit in CURRENCIES and figure.unit != evidence.dataset.currency
    market = evidence.dataset.market_rate(figure.unit) if foreign else None
    low, high = float(figure.interval.low), float(figure.interval.high)
    if market is None:
        return low, high
    stated = figure.unit in evidence.dataset.rates
    room = 0.0 if stated else DOUBT
    return low * market * (1 - room), high * market * (1 + room)
