"""In which way the figures of a model are read: as printed, as rounded, or at their word.

Trailing zeros may be digits or rounding, and "more than" may reach further than the next round
number. What is contradicted in every reading is contradicted.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Any

from helpers.dataset.entities import Figure, Relation
from helpers.figures.reading import CURRENCIES, Interval
from helpers.model.conflicts import MOST_CONFLICTS, minimal_conflicts

if TYPE_CHECKING:
    from helpers.model.evidence import Evidence

DOUBT = 0.1  # of a rate that nobody states: figures in two currencies may be this far apart


class Reads(StrEnum):
    """How a printed number is read."""

    PRINTED = "printed"  # to its last printed digit
    ROUND = "round"  # to its last digit that is not 0, where zeros may come from rounding
    LITERAL = "literal"  # so, and with any amount above for "more than"


def reading(
    reads: Reads, evidence: "Evidence", eased: frozenset[str] | None = None
) -> Callable[[Figure], Interval]:
    """The interval of a figure in a way of reading.

    Only the figures in `eased` are read otherwise than as printed, or all where none are named.
    What we override stays, and so does one of two numbers that a source gives for one thing: it
    knows both, so that neither is the other one rounded.
    """

    rivals = _rivals(evidence) if reads is not Reads.PRINTED else frozenset()

    def interval(figure: Figure) -> Interval:
        own = figure.interval == figure.reading.interval
        if reads is Reads.PRINTED or not own or (figure.key, evidence.kin(figure.source)) in rivals:
            return figure.interval
        if eased is not None and figure.id not in eased:
            return figure.interval
        if reads is Reads.ROUND:
            return figure.reading.round_interval
        return figure.reading.literal_interval

    return interval


def eased(block: tuple[str, ...], evidence: "Evidence") -> frozenset[str] | None:
    """The figures of a block whose zeros have to be rounding, if all are to agree.

    They are those of every minimal conflict of what is printed, and of what is then left of them.
    None, for all of them, where there may be more conflicts than are sought.
    """
    model = evidence.models.assembly(block[0]).model
    figures = [each.figure for each in model.constraints]
    read = reading(Reads.ROUND, evidence)
    found: frozenset[str] = frozenset()
    while True:
        current = [_read(figure, found, read) for figure in figures]
        if model.can_be_true(current):
            return found
        conflicts = minimal_conflicts(current, model.can_be_true, kin=evidence.kin)
        if len(conflicts) >= MOST_CONFLICTS:
            return None
        said = {(figure.key, figure.interval) for each in conflicts for figure in each}
        more = {figure.id for figure in current if (figure.key, figure.interval) in said}
        if more <= found:
            return found
        found |= more


def _read(figure: Figure, eased: frozenset[str], read: Callable[[Figure], Interval]) -> Figure:
    return replace(figure, interval=read(figure)) if figure.id in eased else figure


def _rivals(evidence: "Evidence") -> frozenset[tuple[Any, str]]:
    """The quantities of which a source, in the original or a translation, gives two numbers.

    Two parts of a quantity may differ, of course.
    """
    found: dict[tuple[Any, str], list[Figure]] = {}
    for figure in evidence.entered:
        if figure.relation is not Relation.PART:
            found.setdefault((figure.key, evidence.kin(figure.source)), []).append(figure)
    return frozenset(
        key
        for key, figures in found.items()
        if any(_apart(one, other, evidence) for one, other in combinations(figures, 2))
    )


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
