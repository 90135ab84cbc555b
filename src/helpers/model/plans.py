"""Printed plans beside what was signed."""

from collections.abc import Callable, Iterable, Mapping

from helpers.dataset.entities import Dataset, Figure, Measure
from helpers.model.assembly import picked
from helpers.model.bounds import Plan
from helpers.model.linear import INFINITY, LinearModel


def found_plans(
    figures: Iterable[Figure],
    models: Mapping[str, LinearModel],
    dataset: Dataset,
    rate: Callable[[Figure], float],
) -> tuple[Plan, ...]:
    """The first plan printed for each measure in all, beside the figures of what was signed.

    A plan is left out where those figures cannot all be true, or where none is about all of it.
    """
    found: dict[str, Plan] = {}
    for figure in figures:
        measure = dataset.measures[figure.measure]
        if not measure.plan_of or figure.scope or measure.id in found:
            continue
        signed = dataset.measures[measure.plan_of]
        plan = _plan(figure, measure, signed, models[signed.id], rate(figure))
        if plan:
            found[measure.id] = plan
    return tuple(found.values())


def _plan(
    figure: Figure, measure: Measure, signed: Measure, model: LinearModel, rate: float
) -> Plan | None:
    form = model.sum(picked((), signed))
    if model.misses or not form.any():
        return None
    low, high = model.bound(form, model.unit()).rounded(model.scale)
    face = model.face_value.bound(form, model.unit()).rounded(model.scale)
    least, most = float(figure.interval.low) * rate, float(figure.interval.high) * rate
    return Plan(measure, figure, face.low, _ratio(low, most), _ratio(high, least))


def _ratio(part: float, of: float) -> float:
    return part / of if of else INFINITY
