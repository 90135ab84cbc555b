"""The numbers of a text that no figure covers: those that look like figures, and the others.

A date, a rank or a name with a digit is no figure and is passed over rightly; an amount that is not
understood is passed over as well, and a person has to be told.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?P<sign>(?:[A-Z]{1,3}\.?\s?)?[$€£¥₹₩₱฿₦₫]\s?)?\d(?:[\d,.’']*\d)?"
    r"(?P<scale>\s?(?:%|per ?cent\b"
    r"|(?:thousand|million|billion|trillion|crores?|lakhs?|bn|mn|bil|mil|tril|cr)\b"
    r"|[十百千]?[万萬亿億兆]))?"
)


@dataclass(frozen=True)
class Leftover:
    """A number in a line that no figure covers; `is_amount` if it has a scale or a unit."""

    start: int
    end: int
    is_amount: bool


def leftover(line: str, covered: Iterable[tuple[int, int]]) -> Iterator[Leftover]:
    """The numbers of a line that overlap with none of the places that are covered, in order.

    >>> list(leftover("RM5.4bil since 2019", []))[0]
    Leftover(start=2, end=8, is_amount=True)
    """
    places = sorted(covered, reverse=True)
    for match in _NUMBER.finditer(line):
        start, end = match.span()
        while places and places[-1][1] <= start:
            places.pop()  # it ends before all that comes now
        if not places or places[-1][0] >= end:
            yield Leftover(start, end, bool(match["sign"] or match["scale"]))
