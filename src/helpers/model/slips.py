"""Slips of a unit that would explain a conflict: ten-fold, lakh for crore, dollar for yuan.

Every slip that a printed phrase invites is a binary variable of one small mixed-integer
programme, which finds the fewest of them under which all figures agree.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import highspy

from helpers.dataset.entities import Dataset, Figure
from helpers.model.bounds import Rate, Slip
from helpers.model.linear import (
    INFINITY,
    MOST_WEIGHT,
    OWN,
    TOLERANCE,
    Constraint,
    Infeasible,
    LinearModel,
    Program,
)

MOST_SLIPS = 3  # at once: more of them would reconcile anything, and explain nothing
MOST_MENDS = (
    6  # sets of slips that are listed; where there are more, none of them explains anything
)
CHOSEN = 0.5  # the solver's binary values are nearly 0 or nearly 1


class SlipKind(StrEnum):
    """What was perhaps mistaken: a zero, one word of scale for another, or the currency."""

    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    LAKH_FOR_CRORE = "lakh_for_crore"
    CRORE_FOR_LAKH = "crore_for_lakh"
    MILLION_FOR_BILLION = "million_for_billion"
    BILLION_FOR_MILLION = "billion_for_million"
    BILLION_FOR_TRILLION = "billion_for_trillion"
    TRILLION_FOR_BILLION = "trillion_for_billion"
    WAN_FOR_YI = "wan_for_yi"
    YI_FOR_WAN = "yi_for_wan"
    CURRENCY = "currency"


@dataclass(frozen=True)
class _Scales:
    """Two words that are taken for each other: `factor` of the smaller make one of the larger."""

    smaller: str
    larger: str
    too_small: SlipKind
    too_large: SlipKind
    factor: int


SCALES = (
    _Scales(
        smaller=r"lakh|lac\b|\bl\b",
        larger=r"crore|\bcr\b",
        too_small=SlipKind.LAKH_FOR_CRORE,
        too_large=SlipKind.CRORE_FOR_LAKH,
        factor=100,
    ),
    _Scales(
        smaller=r"million|mn\b|\d ?m\b",
        larger=r"billion|bn\b|\d ?b\b",
        too_small=SlipKind.MILLION_FOR_BILLION,
        too_large=SlipKind.BILLION_FOR_MILLION,
        factor=1000,
    ),
    _Scales(
        smaller=r"billion|bn\b|\d ?b\b",
        larger=r"trillion|tn\b",
        too_small=SlipKind.BILLION_FOR_TRILLION,
        too_large=SlipKind.TRILLION_FOR_BILLION,
        factor=1000,
    ),
    _Scales(
        smaller="[万萬]",
        larger="[亿億]",
        too_small=SlipKind.WAN_FOR_YI,
        too_large=SlipKind.YI_FOR_WAN,
        factor=10**4,
    ),
)


@dataclass(frozen=True)
class _Alternative:
    """What a figure was perhaps meant as: its ends times `factor`, in units of `currency`."""

    slip: Slip
    factor: float
    currency: str


def fewest_slips(
    model: LinearModel, dataset: Dataset, rates: Mapping[str, Rate]
) -> tuple[tuple[Slip, ...], ...]:
    """The smallest sets of slips under which all figures agree, at most MOST_MENDS of them."""
    search = _Search(model, {currency: rates[currency].value for currency in model.currencies})
    for rows in _printings(model, dataset):
        search.add(rows, list(_alternatives(rows[0], model, dataset)))
    return tuple(search.sets())


def _printings(model: LinearModel, dataset: Dataset) -> list[list[Constraint]]:
    """The figures, those together that repeat one another: a slip is repeated with its figure."""
    found: dict[tuple, list[Constraint]] = {}
    for row in model.constraints:
        kin = min(dataset.family(row.figure.source))
        key = (row.figure.key, kin, row.figure.value, row.currency)
        found.setdefault(key, []).append(row)
    return list(found.values())


def _alternatives(row: Constraint, model: LinearModel, dataset: Dataset) -> Iterator[_Alternative]:
    figure = row.figure
    value = float(figure.value)
    money = dataset.measures[figure.measure].unit == "money"
    for kind, factor in _factors(figure, money):
        slip = Slip(figure, kind, value * factor, figure.unit)
        yield _Alternative(slip, factor, row.currency)
    if figure.unit in model.currencies:
        slip = Slip(figure, SlipKind.CURRENCY, value, dataset.currency)
        yield _Alternative(slip, 1.0, OWN)


def _factors(figure: Figure, money: bool) -> Iterator[tuple[SlipKind, float]]:
    """What may have been mistaken in a printed phrase, and the factor by which it was meant."""
    yield SlipKind.TOO_LARGE, 0.1
    yield SlipKind.TOO_SMALL, 10
    if not money:
        return
    phrase = figure.printed.lower()
    for words in SCALES:
        if re.search(words.larger, phrase):
            yield words.too_large, 1 / words.factor
        elif re.search(words.smaller, phrase):
            yield words.too_small, words.factor


class _Search:
    """The mixed-integer programme of one model at fixed rates: it minimises the number of slips."""

    def __init__(self, model: LinearModel, rates: Mapping[str, float]) -> None:
        self.rates = {**rates, OWN: 1.0}
        self.program = Program(model)
        self.program.fix(model.unit())
        self.highs = self.program.highs
        self.slips: list[Slip] = []
        self.chosen: list[highspy.highs.highs_var] = []

    def add(self, rows: Sequence[Constraint], alternatives: Sequence[_Alternative]) -> None:
        """The printings of one figure: meant as printed, or all of them in one other way."""
        chosen = [self.highs.addBinary() for _ in alternatives]
        for row in rows:
            total = self.program.expression(row.form)
            for end, sign in ((row.low, 1), (row.high, -1)):
                if abs(end) == INFINITY:
                    continue
                printed = end * self.rates[row.currency]
                shift = self.highs.qsum(
                    (end * other.factor * self.rates[other.currency] - printed) * variable
                    for other, variable in zip(alternatives, chosen, strict=True)
                )
                size = min(row.size * self.rates[row.currency], MOST_WEIGHT)
                beyond = (total - shift - printed) * (sign / size)
                self.highs.addConstr(beyond >= -TOLERANCE)
        if chosen:
            self.highs.addConstr(self.highs.qsum(chosen) <= 1)
        self.slips += [other.slip for other in alternatives]
        self.chosen += chosen

    def sets(self) -> list[tuple[Slip, ...]]:
        """The smallest sets, in the order of the figures: each is found, then forbidden."""
        if not self.chosen:
            return []
        self.highs.addConstr(self.highs.qsum(self.chosen) <= MOST_SLIPS)
        found: list[list[int]] = []
        while len(found) < MOST_MENDS:
            try:
                values = self.program.least(self.chosen)
            except Infeasible:
                break
            places = [place for place, value in enumerate(values) if value > CHOSEN]
            if not places or (found and len(places) > len(found[0])):
                break  # the miss is within the tolerances, or a larger set would be next
            found.append(places)
            repeated = self.highs.qsum(self.chosen[place] for place in places)
            self.highs.addConstr(repeated <= len(places) - 1)
        return [tuple(self.slips[place] for place in places) for places in sorted(found)]
