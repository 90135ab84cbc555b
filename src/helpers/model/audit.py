"""The audit: every figure is left out in turn, and bounded from all the others (leave-one-out).

This module knows models and figures; it knows nothing of where they come from.
"""

from collections.abc import Iterable, Mapping

from helpers.dataset.entities import Dataset, Figure
from helpers.model.bounds import Verdict, rounded
from helpers.model.linear import INFINITY, TOLERANCE, Constraint, LinearModel


def audited(
    figures: Iterable[Figure], models: Mapping[str, LinearModel], dataset: Dataset
) -> Mapping[str, Verdict]:
    """The verdict on every figure, by its id.

    A quantity that the same source, its original or its translation prints again is left out
    with it, for repetition confirms nothing.
    """
    found = {}
    for figure in figures:
        model = models[figure.measure]
        others = model.without(repetitions(figure, model, dataset))
        found[figure.id] = _verdict(model.constraint_of(figure), others)
    return found


def repetitions(figure: Figure, model: LinearModel, dataset: Dataset) -> list[Figure]:
    """The printings of one quantity by one source, its original and its translations."""
    family = dataset.family(figure.source)
    figures = (row.figure for row in model.constraints)
    return [other for other in figures if other.key == figure.key and other.source in family]


def _verdict(row: Constraint, others: LinearModel) -> Verdict:
    if others.misses:
        return _verdict_of_disagreeing(row, others)
    unit = others.unit(row.currency)
    low, high = others.bound(row.form, unit)
    slack = TOLERANCE * row.size
    gap = max(low - row.high, row.low - high, 0)
    printed = row.figure.reading.interval
    least = max(row.low, float(printed.low) / others.scale) - slack
    most = min(row.high, float(printed.high) / others.scale) + slack
    if low <= 0 and high == INFINITY:
        verdict = "unchecked"
    elif gap > slack or row.figure.corrected:
        verdict = "contradicted"
    elif least <= low and high <= most:
        verdict = "confirmed"
    else:
        low_at_face, high_at_face = others.face_value.bound(row.form, unit)
        confirmed = least <= low_at_face and high_at_face <= most
        verdict = "confirmed" if confirmed else "consistent"
    found = (low, high, gap if gap > slack else 0.0)
    return Verdict(verdict, *(rounded(value * others.scale) for value in found))


def _verdict_of_disagreeing(row: Constraint, others: LinearModel) -> Verdict:
    """Where the others disagree among themselves: what those of them that agree say.

    They are taken in either order, and a contradiction counts before anything else.
    """
    ways = [
        _verdict(row, others.agreeing(row.figure.key, backwards)) for backwards in (False, True)
    ]
    return next((way for way in ways if way.verdict == "contradicted"), ways[0])
