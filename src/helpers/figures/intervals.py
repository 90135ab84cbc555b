"""What a printed figure allows: the interval at its word, and the two wider ones.

This module knows numbers only, and nothing of how they are printed.
"""

from dataclasses import dataclass
from decimal import Decimal

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Interval:
    """All values from `low` to `high`, both included, in whole units (yuan, projects, percent)."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low.is_nan() or self.high.is_nan() or not self.low <= self.high:
            raise ValueError(f"the interval from {self.low} to {self.high} is empty")


@dataclass(frozen=True)
class Reading:
    """How a phrase is understood.

    `value` is its number at face value and `interval` what it allows, both in whole units. `kind`
    is ``money``, ``count``, ``percent``, ``times`` (a factor), ``other``, or ``unread`` where it is
    not understood and allows everything; `unit` an ISO 4217 currency code, ``%``, ``times``, the
    noun counted, or another unit as printed, and empty where none is printed; `qualifier` is
    ``exact``, ``over``, ``nearly``, ``about``, ``at_least``, ``up_to``, ``range`` or ``class``.

    `interval` takes every digit at its word. A writer may mean more than that, so there are two
    wider intervals, for those who want to tell a contradiction from a manner of speaking.
    `rounding` is how far the number itself may be from what it was rounded from, 0 where not at
    all: things counted to the last one, and numbers whose qualifier says how rough they are.
    """

    value: Decimal
    interval: Interval
    unit: str
    qualifier: str
    kind: str
    rounding: Decimal = ZERO

    @property
    def round_interval(self) -> Interval:
        """What the number allows if the zeros at its end come from rounding: 500 is 450 to 550."""
        if not self.rounding:
            return self.interval
        low, high = self.value - self.rounding, self.value + self.rounding
        return Interval(min(low, self.interval.low), max(high, self.interval.high))

    @property
    def literal_interval(self) -> Interval:
        """The same with no convention: “more than” is any amount above, “nearly” any below."""
        interval = self.round_interval
        match self.qualifier:
            case "over":
                return Interval(interval.low, INFINITY)
            case "nearly":
                return Interval(min(ZERO, interval.low), interval.high)
            case _:
                return interval
