"""Exchange rates: which one an announcer used, or between which bounds it may lie.

A rate that a person gives, or the dataset states, is kept. Where figures in two currencies fix
the rate between them, it is the announcer's own. Else nobody knows it: the market's of the day
stands at face value, and bounds allow a band around it.
"""

import dataclasses
from typing import TYPE_CHECKING

from helpers.dataset.rates import SAME_DAY_TOLERANCE, market_band
from helpers.model.assembly import Assembly
from helpers.model.bounds import Bounds, Rate, rounded
from helpers.model.conflicts import minimal_conflicts
from helpers.model.linear import INFINITY, LinearModel
from helpers.model.readings import Reads

if TYPE_CHECKING:
    from helpers.model.evidence import Evidence

# Nobody uses a rate that is further from the market's than this factor. A rate that is vaguer is
# not used either, unless the figures rule the market's out.
PLAUSIBLE = 1.25
ANY = Bounds(0.0, INFINITY)


def found_rate(currency: str, evidence: "Evidence") -> Rate:
    """The rate of a foreign currency, and what it may be."""
    dataset = evidence.dataset
    market = rounded(dataset.market_rate(currency) or 1.0)
    if currency in evidence.given_rates:
        value = float(evidence.given_rates[currency])
        return Rate(currency, value, value, value, market, implied=False)
    if currency in dataset.rates:
        return Rate(currency, market, market, market, market, implied=False, stated=True)
    implied = _implied(currency, market, evidence)
    if implied:
        return implied
    low, high = _band(currency, market, evidence)
    return Rate(currency, market, low, high, market, implied=False)


def _band(currency: str, market: float, evidence: "Evidence") -> Bounds:
    dataset = evidence.dataset
    band = market_band(currency, dataset.currency, dataset.date) or (market, market)
    return Bounds(min(rounded(band[0]), market), max(rounded(band[1]), market))


def _implied(currency: str, market: float, evidence: "Evidence") -> Rate | None:
    """The rate that the figures fix, if they do: those of them that are in no conflict."""
    printed = free(evidence, Reads.PRINTED)
    if currency not in printed.model.rates:
        return None
    model = _agreeing(printed.model, evidence)
    if not model.agrees:
        return None
    bounds = model.bound(printed.unit(currency))
    if not _is_plausible(bounds, market):
        return None
    value = sum(model.face_value.bound(printed.unit(currency))) / 2
    in_round = free(evidence, Reads.ROUND)
    room = _agreeing(in_round.model, evidence).bound(in_round.unit(currency))
    most_market = market * (1 + SAME_DAY_TOLERANCE)
    least_market = market * (1 - SAME_DAY_TOLERANCE)
    outside = most_market < room.low or room.high < least_market
    found = Rate(currency, rounded(value), *bounds.rounded(), market, implied=True)
    band = _band(currency, market, evidence)
    near = Bounds(min(band.low, found.low), max(band.high, found.high))
    return dataclasses.replace(found, outside=outside, near=near)


def free(evidence: "Evidence", reads: Reads) -> Assembly:
    """The model of investment in which the figures decide on the rates that are not known."""
    dataset = evidence.dataset
    rates = dict.fromkeys(evidence.foreign, ANY)
    known = {code: rate.value for code, rate in dataset.rates.items()} | dict(evidence.given_rates)
    rates |= {code: Bounds(rate, rate) for code, rate in known.items() if code in rates}
    return evidence.models.free(rates, reads)


def _agreeing(model: LinearModel, evidence: "Evidence") -> LinearModel:
    """The model without the figures that are in any conflict: of those, none is preferred."""
    while not model.agrees:  # of very many conflicts, not all are found at once
        figures = [each.figure for each in model.active]
        found = minimal_conflicts(figures, model.can_be_true, kin=evidence.kin)
        if not found:
            break
        model = model.without(figure for conflict in found for figure in conflict)
    return model


def _is_plausible(bounds: Bounds, market: float) -> bool:
    """Whether a rate that the figures imply is one that somebody used.

    It has to be definite, and not far from the market's.
    """
    low, high = bounds
    rules_out_market = low > 0 and high < INFINITY and not low <= market <= high
    definite = high <= PLAUSIBLE * low or rules_out_market
    return definite and market / PLAUSIBLE < high and low < market * PLAUSIBLE
