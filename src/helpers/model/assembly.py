"""The figures of a dataset become linear models: the unknowns, and which a figure adds up.

This module knows datasets and builds models; it solves nothing.
"""

import dataclasses
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from helpers.dataset.entities import AnnouncedProject, Dataset, Figure, Measure
from helpers.model.linear import INFINITY, OWN, Constraint, GroupSize, LinearModel

Groups = Mapping[str, tuple[str, ...]]  # for each dimension, the groups that are possible
Sizes = Mapping[str, tuple[float, float]]  # for each project's id, how many projects it may be


def assembled(
    dataset: Dataset,
    measure: Measure,
    figures: Iterable[Figure],
    possible: Callable[[AnnouncedProject], Groups],
    rates: Mapping[str, float],
) -> LinearModel:
    """The model of one measure: of a sum over projects, or of quantities that stand by themselves.

    `possible` says which groups a project may belong to; `rates` fixes exchange rates, and any
    other is left to the figures.
    """
    printed = [figure for figure in figures if figure.measure == measure.id]
    money = measure.unit == "money"
    units = {figure.unit for figure in printed} if money else set()
    currencies = tuple(sorted(units - {dataset.currency}))
    if measure.additive:
        cells: tuple[Mapping[str, Any], ...] = tuple(_cells(dataset, possible))
    else:
        scopes = dict.fromkeys(figure.scope for figure in printed)
        cells = tuple({"scope": scope} for scope in scopes)
    worth = {currency: dataset.market_rate(currency) or 1.0 for currency in currencies}
    model = LinearModel(
        cells=cells,
        currencies=currencies,
        rates={currency: rate for currency, rate in rates.items() if currency in currencies},
        scale=_scale(printed, worth) if money else 1.0,
        signed=measure.unit == "%",
        integer=measure.additive and measure.unit not in ("money", "%"),
    )
    rows = (_constraint(figure, measure, model, worth) for figure in printed)
    return dataclasses.replace(model, constraints=tuple(rows))


def sized(model: LinearModel, sizes: Sizes) -> LinearModel:
    """The model of counts with the number of projects that each row of the table stands for."""
    rows = (
        GroupSize(model.sum([("project", project)]), low, high)
        for project, (low, high) in sizes.items()
    )
    return dataclasses.replace(model, sizes=tuple(rows))


def picked(scope: Iterable[tuple[str, str]], measure: Measure) -> list[tuple[str, Any]]:
    """What picks the cells of a scope.

    A measure that is no sum over projects has a cell for each scope that is printed, and they
    are not added up.
    """
    pairs: list[tuple[str, Any]] = list(scope)
    return pairs if measure.additive else [("scope", tuple(pairs))]


def _cells(
    dataset: Dataset, possible: Callable[[AnnouncedProject], Groups]
) -> Iterator[Mapping[str, str]]:
    """Every project in every combination of groups that it may belong to."""
    for project in dataset.projects:
        groups = possible(project)
        for combination in itertools.product(*(groups[name] for name in dataset.dimensions)):
            yield {"project": project.id} | dict(zip(dataset.dimensions, combination, strict=True))


def _scale(printed: Collection[Figure], worth: Mapping[str, float]) -> float:
    """The largest finite end, in the announcement's currency; the model's numbers are below 1."""
    ends = (
        abs(float(end)) * worth.get(figure.unit, 1.0)
        for figure in printed
        for end in (figure.interval.low, figure.interval.high)
        if end.is_finite()
    )
    return max(ends, default=1.0) or 1.0


def _constraint(
    figure: Figure, measure: Measure, model: LinearModel, worth: Mapping[str, float]
) -> Constraint:
    return Constraint(
        figure=figure,
        form=model.sum(picked(figure.scope, measure)),
        currency=figure.unit if figure.unit in model.currencies else OWN,
        low=float(figure.interval.low) / model.scale,
        high=float(figure.interval.high) / model.scale,
        worth=worth.get(figure.unit, 1.0),
    )


def group_sizes(projects: Iterable[AnnouncedProject], counted: bool) -> Sizes:
    """How many projects each row of the table stands for.

    An unnamed group may have any number of them, unless the table's number is to be `counted`.
    """
    fixed = {p.id: (p.count, p.count) for p in projects if p.count == 1 or counted}
    return {p.id: fixed.get(p.id, (1, INFINITY)) for p in projects}
