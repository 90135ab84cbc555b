"""Where a number stands between two edges of a picture, and which round numbers are marked."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from matplotlib.ticker import LogLocator, MaxNLocator

PAD = 0.06  # of the range of a linear scale, beyond it on both sides
LOG_PAD = 0.1  # of a power of ten, likewise
ROUND = [1, 2, 2.5, 5, 10]
CLOSE = 100  # a logarithmic scale no longer than this factor has marks between the powers of ten
APART = 1000  # sizes that differ by this factor stand on a logarithmic scale


@dataclass(frozen=True)
class Scale:
    """A scale from `least` to `most`, drawn from `left` to `right`."""

    least: float
    most: float
    left: float
    right: float
    log: bool = False

    def place(self, value: float) -> float:
        low, here, high = map(self._measure, (self.least, value, self.most))
        return self.left + (here - low) / (high - low) * (self.right - self.left)

    def _measure(self, value: float) -> float:
        return math.log10(max(value, self.least)) if self.log else value

    def marks(self, tell: Callable[[float], str], most: int = 5) -> list[tuple[float, str]]:
        """Round numbers on the scale, each with its place and in words."""
        close = self.log and self.most < CLOSE * self.least
        subs = (1.0, 2.0, 5.0) if close else (1.0,)
        locator = LogLocator(subs=subs) if self.log else MaxNLocator(most, steps=ROUND)
        values = locator.tick_values(self.least, self.most)
        within = [float(value) for value in values if self.least <= value <= self.most]
        return [(self.place(value), tell(value)) for value in within]


def around(values: Iterable[float], left: float, right: float) -> Scale:
    """A linear scale that has all these values and a little more, and need not begin at zero."""
    found = [value for value in values if math.isfinite(value)]
    low, high = min(found), max(found)
    pad = (high - low or abs(high) or 1.0) * PAD
    return Scale(low - pad, high + pad, left, right)


def powers(values: Iterable[float], left: float, right: float) -> Scale:
    """A logarithmic scale that has all these values, which are above zero."""
    found = [value for value in values if 0 < value < math.inf]
    low, high = math.log10(min(found)), math.log10(max(found))
    return Scale(10 ** (low - LOG_PAD), 10 ** (high + LOG_PAD), left, right, log=True)


def whole(left: float, right: float) -> Scale:
    """From nothing to 100%."""
    return Scale(0.0, 1.0, left, right)


def far_apart(values: Iterable[float]) -> bool:
    """Whether sizes differ so much that the smallest would be no more than a hair's breadth."""
    some = [value for value in values if value > 0]
    return bool(some) and max(some) >= APART * min(some)
