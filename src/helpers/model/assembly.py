"""The figures of a dataset become a linear model: the unknowns, and which of them a figure sums.

Measures that figures relate to each other share a model (`blocks`): a percentage of the jobs ties
them to what it is of, and a group of no projects gets no money. This module knows datasets and
builds models; it solves nothing.
"""

import dataclasses
import functools
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from helpers.dataset.entities import JOIN, MONEY, AnnouncedProject, Dataset, Figure, Scope
from helpers.figures.reading import Interval
from helpers.model import rows
from helpers.model.bounds import Bounds
from helpers.model.cells import Groups
from helpers.model.forms import Form
from helpers.model.layout import Layout, Sizes
from helpers.model.linear import INFINITY, MOST_WHOLE, LinearModel


def blocks(dataset: Dataset, figures: Iterable[Figure]) -> tuple[tuple[str, ...], ...]:
    """The measures, those together that are related: each block has a model of its own."""
    sums = {id_ for id_, measure in dataset.measures.items() if measure.additive}
    pairs = [{id_, measure.part_of} for id_, measure in dataset.measures.items() if measure.part_of]
    pairs += [{figure.measure, figure.about} for figure in figures]
    pairs += [{figure.about, figure.of[0]} for figure in figures if figure.of]
    found: list[set[str]] = [sums] if sums else []
    for pair in [*pairs, *({id_} for id_ in dataset.measures)]:
        joined = set(pair).union(*(block for block in found if block & pair))
        found = [*(block for block in found if not block & pair), joined]
    order = list(dataset.measures)
    return tuple(sorted(tuple(sorted(block, key=order.index)) for block in found))


@dataclass(frozen=True, eq=False)
class Assembly:
    """A model, and where in it what is measured stands."""

    layout: Layout
    model: LinearModel

    def scale(self, measure: str) -> float:
        """How many whole units of a measure one unit of its columns is."""
        return self.layout.scales[measure]

    def sum(self, measure: str, scope: Scope = ()) -> Form:
        """The form that adds up what is surely in a scope."""
        return self.layout.sum(measure, scope)

    def most(self, measure: str, scope: Scope = ()) -> Form:
        """The form that adds up what may be in a scope: parts of it no figure tells apart."""
        return self.layout.sum(measure, scope, most=True)

    def unit(self, currency: str = "") -> Form:
        """What a value is divided by: the rate of a foreign currency, else the constant 1."""
        return self.layout.unit(currency)

    def with_model(self, model: LinearModel) -> "Assembly":
        return dataclasses.replace(self, model=model)

    def bound(self, measure: str, scope: Scope = (), currency: str = "") -> Bounds:
        """The least and the greatest value in a scope, in whole units. Raises Infeasible."""
        least, most = self.sum(measure, scope), self.most(measure, scope)
        found = self.model.bound(least, self.unit(currency), most)
        return found.rounded(self.scale(measure))

    def share(self, scope: Scope) -> Bounds:
        """The least and the greatest part of the money in a scope. Raises Infeasible."""
        return self.model.bound(self.sum(MONEY, scope), self._money, self.most(MONEY, scope))

    @functools.cached_property
    def _money(self) -> Form:
        return self.sum(MONEY)


def assembled(
    dataset: Dataset,
    measures: Collection[str],
    figures: Collection[Figure],
    possible: Callable[[AnnouncedProject], Groups],
    sizes: Sizes,
    rates: Mapping[str, Bounds],
    interval: Callable[[Figure], Interval],
    extra: Collection[Scope] = (),
) -> Assembly:
    """The model of one block of measures.

    `possible` says which groups a project may belong to, `sizes` how many projects a row may be,
    `rates` between what an exchange rate lies, `interval` how a figure is read. Scopes in `extra`
    are told apart though no figure names them. Raises ProblemsError where it gets too large.
    """
    own = [figure for figure in figures if figure.measure in measures]
    every = {project.id: possible(project) for project in dataset.projects}
    given = (dataset, measures, own, rates, extra)
    layout = Layout(*given, every, sizes)
    if layout.wholes > MOST_WHOLE:
        layout = Layout(*given, *_merged(every, sizes, own, extra))
    layout.place()
    whole = layout.whole()
    constrained = functools.partial(rows.constraint, layout, interval)
    model = LinearModel(
        width=len(layout.columns),
        one=layout.one,
        rates={currency: layout.columns["rate", currency] for currency in layout.currencies},
        signed=layout.signed(),
        whole=whole,
        definite=tuple(rows.definite(layout)),
        links=tuple(rows.links(layout)) if len(whole) <= MOST_WHOLE else (),
        undivided=tuple(rows.undivided(layout)),
        mixed=rows.is_mixed(layout),
        amounts=layout.amounts(),
        reach=rows.reach(layout),
        constraints=tuple(constrained(figure) for figure in own),
        constrained=constrained,
    )
    return Assembly(layout, model)


def group_sizes(projects: Iterable[AnnouncedProject], counted: bool) -> Sizes:
    """How many projects each row of the table stands for.

    An unnamed group may have any number of them, unless the table's number is to be `counted`.
    """
    return {project.id: _size(project, counted) for project in projects}


def _size(project: AnnouncedProject, counted: bool) -> tuple[float, float]:
    known = project.count is not None and (project.count == 1 or counted)
    return (project.count, project.count) if known and project.count else (1, INFINITY)


def _merged(
    possible: Mapping[str, Groups],
    sizes: Sizes,
    figures: Collection[Figure],
    extra: Iterable[Scope],
) -> tuple[Mapping[str, Groups], Sizes]:
    """The projects, those as one that no figure tells apart: of a great many, only sums matter.

    So no project is known to lie in one group whole, and bounds may be wider than need be.
    """
    scopes = [*extra, *(figure.scope for figure in figures), *(f.of[1] for f in figures if f.of)]
    named = {id_ for scope in scopes for id_ in dict(scope).get("project", "").split(JOIN)}
    alike: dict[Any, list[str]] = {}
    for project, groups in possible.items():
        key = project if project in named else (tuple(groups.items()), project in sizes)
        alike.setdefault(key, []).append(project)
    every = list(alike.values())
    joined = {
        each[0]: (sum(sizes[id_][0] for id_ in each), sum(sizes[id_][1] for id_ in each))
        for each in every
        if each[0] in sizes
    }
    return {each[0]: possible[each[0]] for each in every}, joined
