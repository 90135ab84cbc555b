"""What does not add up: an irreducible infeasible subset (IIS), and the smallest mends.

A mend is one figure dropped, or the fewest slips of a unit under which all figures agree (see
`slips`). Mends are found and never applied.
"""

from collections.abc import Iterator, Mapping

from helpers.dataset.entities import Dataset
from helpers.model.audit import repetitions
from helpers.model.bounds import Conflict, Drop, Rate, rounded
from helpers.model.linear import LinearModel
from helpers.model.slips import fewest_slips


def found_conflicts(
    models: Mapping[str, LinearModel], dataset: Dataset, rates: Mapping[str, Rate]
) -> tuple[Conflict, ...]:
    """For every measure whose figures cannot all be true, an IIS of them, and its mends."""
    return tuple(
        _conflict(measure, model, dataset, rates)
        for measure, model in models.items()
        if model.misses
    )


def _conflict(
    measure: str, model: LinearModel, dataset: Dataset, rates: Mapping[str, Rate]
) -> Conflict:
    core = _irreducible(model)
    drops = tuple(_drops(model, dataset))
    dropped = [drop.figure for drop in drops]
    figures = sorted((row.figure for row in core.constraints), key=lambda f: f not in dropped)
    gap = rounded(sum(core.misses.values()))
    return Conflict(measure, tuple(figures), gap, drops, fewest_slips(model, dataset, rates))


def _irreducible(model: LinearModel) -> LinearModel:
    """An IIS by the deletion filter: a figure goes if the rest still disagrees without it."""
    core = model
    for row in reversed(model.constraints):
        smaller = core.without([row.figure])
        if smaller.misses:
            core = smaller
    return core


def _drops(model: LinearModel, dataset: Dataset) -> Iterator[Drop]:
    """The figures without which, and without their repetitions, all others agree."""
    for row in model.constraints:
        figure = row.figure
        same = [f for f in repetitions(figure, model, dataset) if f.value == figure.value]
        others = model.without(same)
        if not others.misses:
            face = others.face_value
            ends = face.bound(row.form, face.unit(row.currency))
            yield Drop(figure, *ends.rounded(model.scale))
