"""Printed plans beside what was signed."""

from typing import TYPE_CHECKING

from helpers.dataset.entities import Figure, Measure, Relation
from helpers.model.bounds import Plan
from helpers.model.linear import INFINITY

if TYPE_CHECKING:
    from helpers.model.evidence import Evidence


def found_plans(evidence: "Evidence") -> tuple[Plan, ...]:
    """The first plan printed for each measure in all, beside the figures of what was signed.

    A plan is left out where those figures cannot all be true, or where none is about all of it.
    """
    measures = evidence.dataset.measures
    found: dict[str, Plan] = {}
    for figure in evidence.entered:
        measure = measures[figure.measure]
        is_amount = figure.relation is Relation.AMOUNT
        if not measure.plan_of or not is_amount or figure.scope or measure.id in found:
            continue
        plan = _plan(figure, measure, measures[measure.plan_of], evidence)
        if plan:
            found[measure.id] = plan
    return tuple(found.values())


def _plan(figure: Figure, measure: Measure, signed: Measure, evidence: "Evidence") -> Plan | None:
    basis = evidence.basis(signed.id)
    if basis is None or not basis.sum(signed.id):
        return None
    low, high = basis.bound(signed.id)
    at_face = evidence.face(signed.id).bound(signed.id).low
    rate = evidence.rate(figure)
    least, most = float(figure.interval.low) * rate, float(figure.interval.high) * rate
    return Plan(measure, figure, at_face, _ratio(low, most), _ratio(high, least))


def _ratio(part: float, of: float) -> float:
    return part / of if of else INFINITY
