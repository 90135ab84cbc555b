"""The figures of a dataset become a linear model: the unknowns, and which of them a figure sums.

Measures that figures relate to each other share a model (`blocks`): a percentage of the jobs ties
them to what it is of, and a group of no projects gets no money. This module knows datasets and
builds models; it solves nothing.
"""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from helpers.dataset.entities import (
    COMPARISONS,
    JOIN,
    AnnouncedProject,
    Dataset,
    Figure,
    Measure,
    Relation,
    Scope,
)
from helpers.figures.reading import Interval
from helpers.model.bounds import Bounds
from helpers.model.cells import Cell, Groups, Selection, clusters, divided
from helpers.model.linear import (
    INFINITY,
    MOST_WHOLE,
    Constraint,
    Form,
    LinearModel,
    Row,
    added,
    scaled,
)

COUNT = "projects"  # the measure of which a project is the unit
MOST_WEIGHT = 1e8  # HiGHS refuses coefficients below 1e-9, and 1 is divided by a weight
LEAST_SIZE = 1e-6  # of the measure's largest figure: the solver cannot tell smaller figures apart

Sizes = Mapping[str, tuple[float, float]]  # for each project's id, how many projects it may be


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

    layout: "_Layout"
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
    layout = _Layout(dataset, tuple(measures), own, possible, sizes, rates, interval, extra)
    whole = layout.whole()
    links = tuple(layout.links()) if len(whole) <= MOST_WHOLE else ()
    model = LinearModel(
        width=len(layout.columns),
        one=layout.one,
        rates={currency: layout.columns["rate", currency] for currency in layout.currencies},
        signed=layout.signed(),
        whole=whole,
        definite=tuple(layout.definite()),
        links=links,
        mixed=any(figure.relation in (Relation.EACH, Relation.LARGEST) for figure in own),
        constraints=tuple(layout.constraint(figure) for figure in own),
        constrained=layout.constraint,
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


class _Layout:
    """The columns of a model, and the rows that figures make of them."""

    def __init__(
        self,
        dataset: Dataset,
        measures: tuple[str, ...],
        figures: list[Figure],
        possible: Callable[[AnnouncedProject], Groups],
        sizes: Sizes,
        rates: Mapping[str, Bounds],
        interval: Callable[[Figure], Interval],
        extra: Collection[Scope],
    ) -> None:
        self.dataset, self.figures, self.sizes = dataset, figures, sizes
        self.rates, self.interval = rates, interval
        self.measures: Mapping[str, Measure] = {id_: dataset.measures[id_] for id_ in measures}
        self.sums = [id_ for id_, measure in self.measures.items() if measure.additive]
        self.possible = {p.id: possible(p) for p in dataset.projects} if self.sums else {}
        self.currencies = sorted({f.unit for f in figures if f.unit in rates})
        self.scales = {id_: self._scale(id_) for id_ in self.measures}
        self._selections(extra)
        self.columns: dict[tuple[Any, ...], int] = {}
        self._divide()
        for id_ in self.measures:
            self._place(id_)
        for figure in figures:
            if figure.relation == Relation.LARGEST:
                for project, cell in self._parts(figure.scope):
                    self._new("largest", figure.id, project, cell)
        for currency in self.currencies:
            self._new("rate", currency)
        self.one = self._new("one")

    # the columns

    def _new(self, *key: Any) -> int:
        return self.columns.setdefault(key, len(self.columns))

    def _selections(self, extra: Iterable[Scope]) -> None:
        """The scopes that figures name, each once."""
        scopes = [figure.scope for figure in self.figures if figure.about in self.sums]
        scopes += [f.of[1] for f in self.figures if f.of and f.of[0] in self.sums]
        self.numbers: dict[Scope, int] = {}
        self.selections: list[Selection] = []
        for scope in [*scopes, *extra]:
            if scope not in self.numbers:
                self.numbers[scope] = len(self.selections)
                self.selections.append(self._selection(scope))
        self.clusters = clusters(self.selections) if self.sums else ()

    def _selection(self, scope: Scope) -> Selection:
        pairs = dict(scope)
        named = pairs.pop("project", None)
        projects = None if named is None else frozenset(named.split(JOIN))
        groups = {name: self.dataset.groups(name, value) for name, value in pairs.items()}
        return Selection(projects, groups)

    def _divide(self) -> None:
        """The cells of every project in every cluster; one alone is the project itself."""
        self.cells: dict[tuple[str, tuple[str, ...]], list[Cell]] = {}
        for project, possible in self.possible.items():
            for cluster in self.clusters:
                found = divided(project, possible, cluster, self.selections)
                self.cells[project, cluster] = found

    def _place(self, measure: str) -> None:
        if measure not in self.sums:
            for figure in self.figures:
                for id_, scope in self._quantities(figure):
                    if id_ == measure:
                        self._new("scope", measure, scope)
            return
        for project in self.possible:
            self._new("total", measure, project)
        for (project, cluster), cells in self.cells.items():
            for number in range(len(cells) if len(cells) > 1 else 0):
                self._new("cell", measure, project, cluster, number)

    def _quantities(self, figure: Figure) -> Iterator[tuple[str, Scope]]:
        """What a figure relates: its measure in its scope, what it is a part or a multiple of."""
        yield figure.about, figure.scope
        if figure.of:
            yield figure.of
        wider = self.dataset.measures[figure.about].part_of
        if wider:
            yield wider, figure.scope

    def _column(self, measure: str, project: str, cluster: tuple[str, ...], number: int) -> int:
        key = ("cell", measure, project, cluster, number)
        return self.columns.get(key, self.columns["total", measure, project])

    def signed(self) -> frozenset[int]:
        """The columns that may be below zero: rates of growth that stand by themselves."""
        return frozenset(
            column
            for key, column in self.columns.items()
            if key[0] == "scope" and self.measures[key[1]].unit == "%"
        )

    def whole(self) -> frozenset[int]:
        """The columns of numbers of projects that are not fixed anyway, and of choices."""
        found = set()
        for key, column in self.columns.items():
            counts = key[:2] == ("cell", COUNT)
            open_ = key[:2] == ("total", COUNT) and not self._is_fixed(key[2])
            if counts or open_ or key[0] == "largest":
                found.add(column)
        return frozenset(found)

    def _is_fixed(self, project: str) -> bool:
        low, high = self.sizes.get(project, (0, INFINITY))
        return low == high

    # the forms

    def unit(self, currency: str = "") -> Form:
        if currency in self.currencies:
            return {self.columns["rate", currency]: 1.0}
        if currency in self.rates:  # of a figure that is read otherwise than as printed
            return {self.one: sum(self.rates[currency]) / 2}
        return {self.one: 1.0}

    def sum(self, measure: str, scope: Scope, most: bool = False) -> Form:
        if measure not in self.sums:
            column = self.columns.get(("scope", measure, scope))
            return {} if column is None else {column: 1.0}
        found: dict[int, float] = {}
        for project, cell in self._parts(scope, most):
            column = self._column(measure, project, *cell)
            found[column] = 1.0
        return found

    def _parts(
        self, scope: Scope, most: bool = False
    ) -> Iterator[tuple[str, tuple[tuple[str, ...], int]]]:
        """The parts of projects that are in a scope: each with its cluster and its number there."""
        number, selection = self.numbers.get(scope), self._selection(scope)
        names = selection.groups.keys()
        homes = [cluster for cluster in self.clusters if names and names <= set(cluster)]
        home = homes[0] if homes else ()
        if not home and len(names) > 1:
            raise KeyError(scope)  # the caller names such a scope in `extra`
        for project, possible in self.possible.items():
            if selection.projects is not None and project not in selection.projects:
                continue
            cells = self.cells.get((project, home)) if home else None
            if not cells:
                groups = {name: frozenset(possible[name]) for name in names}
                cells = [Cell(project, groups, frozenset())]
                known = None
            else:
                known = number
            for place, cell in enumerate(cells):
                if _lies_in(cell, selection, known, most):
                    yield project, (home, place)

    # the rows

    def definite(self) -> Iterator[Row]:
        """What holds whatever is printed."""
        one = {self.one: 1.0}
        for (project, cluster), cells in self.cells.items():
            if len(cells) > 1:
                for measure in self.sums:
                    columns = self._columns(measure, project, cluster)
                    total = {self.columns["total", measure, project]: -1.0}
                    yield Row(added(dict.fromkeys(columns, 1.0), total), one, 0.0, 0.0)
        for project in self.possible if COUNT in self.sums else ():
            low, high = self.sizes.get(project, (0, INFINITY))
            if low > 0 or high < INFINITY:
                yield Row({self.columns["total", COUNT, project]: 1.0}, one, low, high)
        for currency in self.currencies:
            low, high = self.rates[currency]
            if low > 0 or high < INFINITY:
                yield Row({self.columns["rate", currency]: 1.0}, one, low, high)
        yield from self._parts_of_measures()
        for key, column in self.columns.items():
            if key[0] == "largest":
                yield Row({column: 1.0}, one, -INFINITY, 1.0)
                count = self._number(key[2], key[3])
                yield Row(added({column: 1.0}, scaled(count, -1.0)), one, -INFINITY, 0.0)

    def _columns(self, measure: str, project: str, cluster: tuple[str, ...]) -> list[int]:
        """The columns of all cells of a project in a cluster."""
        cells = self.cells[project, cluster]
        return [self._column(measure, project, cluster, number) for number in range(len(cells))]

    def links(self) -> Iterator[tuple[int, int]]:
        """What goes to a group, and the number of projects in it: nothing goes to none."""
        amounts = [measure for measure in self.sums if measure != COUNT]
        for measure in amounts if COUNT in self.sums else ():
            for (project, cluster), cells in self.cells.items():
                if len(cells) > 1:
                    columns = self._columns(measure, project, cluster)
                    counts = self._columns(COUNT, project, cluster)
                    yield from zip(columns, counts, strict=True)
            for project in self.possible:
                if not self.sizes.get(project, (0, INFINITY))[0]:
                    yield (
                        self.columns["total", measure, project],
                        self.columns["total", COUNT, project],
                    )

    def _parts_of_measures(self) -> Iterator[Row]:
        """A measure that is part of another is nowhere more than that."""
        for id_, measure in self.measures.items():
            if not measure.part_of:
                continue
            scopes = {scope for f in self.figures for m, scope in self._quantities(f) if m == id_}
            wider = self.scales[measure.part_of] / self.scales[id_]
            for scope in sorted(scopes | {()}):
                part, all_ = self.sum(id_, scope), self.sum(measure.part_of, scope)
                if part and all_:
                    yield Row(added(part, scaled(all_, -wider)), {self.one: 1.0}, -INFINITY, 0.0)

    def constraint(self, figure: Figure) -> Constraint:
        """What a figure says of the columns."""
        interval = self.interval(figure)
        low, high = float(interval.low), float(interval.high)
        scale = self.scales[figure.about]
        if figure.relation in COMPARISONS:
            row = self._ratio(figure, low, high)
            percent = figure.relation != Relation.TIMES
            offset = -100.0 if figure.relation == Relation.GROWTH else 0.0
            return Constraint(figure, (row,), 100.0 if percent else 1.0, offset, scale)
        low, high = low / scale, high / scale
        if figure.relation in (Relation.EACH, Relation.LARGEST):
            return Constraint(figure, tuple(self._each(figure, low, high)), scale, 0.0, scale)
        form = self.sum(figure.about, figure.scope)
        high = INFINITY if figure.relation == Relation.PART else high
        row = self._amount(form, figure.unit, low, high)
        return Constraint(figure, (row,), scale, 0.0, scale)

    def _amount(self, form: Form, currency: str, low: float, high: float) -> Row:
        worth = self._worth(currency)
        size = max(LEAST_SIZE / worth, *(abs(end) for end in (low, high) if abs(end) < INFINITY))
        return Row(form, self.unit(currency), low, high, size, min(size * worth, MOST_WEIGHT))

    def _ratio(self, figure: Figure, low: float, high: float) -> Row:
        """A percentage of something, so many times something, or its growth."""
        of, scope = figure.of or (figure.about, ())
        if figure.relation != Relation.TIMES:
            low, high = low / 100, high / 100
        if figure.relation == Relation.GROWTH:
            low, high = low + 1, high + 1
        whole = scaled(self.sum(of, scope), self.scales[of] / self.scales[figure.about])
        size = max(LEAST_SIZE, *(abs(end) for end in (low, high) if abs(end) < INFINITY))
        weight = min(size * max(self._magnitude(of), LEAST_SIZE), MOST_WEIGHT)
        return Row(self.sum(figure.about, figure.scope), whole, low, high, size, weight)

    def _each(self, figure: Figure, low: float, high: float) -> Iterator[Row]:
        """Every project of the scope lies between; or none is larger, and one is so large."""
        largest, choices = figure.relation == Relation.LARGEST, {}
        for project, cell in self._parts(figure.scope):
            form = {self._column(figure.about, project, *cell): 1.0}
            number = self._number(project, cell)
            least = -INFINITY if largest else low
            yield self._per_project(form, number, figure.unit, least, high)
            if largest:
                choice = {self.columns["largest", figure.id, project, cell]: 1.0}
                choices.update(choice)
                yield self._per_project(form, choice, figure.unit, low, INFINITY)
        if largest:
            yield Row(choices, {self.one: 1.0}, 1.0, INFINITY)

    def _per_project(
        self, form: Form, number: Form, currency: str, low: float, high: float
    ) -> Row:
        """So much for each of a number of projects, in a currency.

        A number times a rate would be no linear form where both are open; then the ends of the
        rate are taken, which is wider than need be.
        """
        worth = self._worth(currency)
        row = self._amount(form, currency, low, high)
        if not currency or currency not in self.rates:
            return dataclasses.replace(row, per=number)
        if list(number) == [self.one]:
            return dataclasses.replace(row, per=scaled(self.unit(currency), number[self.one]))
        least, most = self.rates[currency]
        in_own = dataclasses.replace(row, per=number, size=row.size * worth)
        return in_own.between(low * least, high * most)

    def _number(self, project: str, cell: tuple[tuple[str, ...], int]) -> Form:
        """How many projects a part of one may be: a number where that is fixed."""
        cluster, place = cell
        low, high = self.sizes.get(project, (0, INFINITY))
        if low == high and len(self.cells.get((project, cluster), ())) < 2:
            return {self.one: low}
        return {self._column(COUNT, project, cluster, place): 1.0}

    def _worth(self, currency: str) -> float:
        """What one unit of a currency is worth by the market, so that all rows are of one size."""
        if currency not in self.rates:
            return 1.0
        return self.dataset.market_rate(currency) or 1.0

    def _magnitude(self, measure: str) -> float:
        return self._largest(measure) / self.scales[measure]

    def _largest(self, measure: str) -> float:
        """The largest finite end of a measure's figures, in the announcement's currency."""
        money = self.dataset.measures[measure].unit == "money"
        ends = [
            abs(float(end)) * (self._worth(figure.unit) if money else 1.0)
            for figure in self.figures
            if figure.about == measure and figure.relation not in COMPARISONS
            for end in (figure.interval.low, figure.interval.high)
            if end.is_finite()
        ]
        return max(ends, default=1.0) or 1.0

    def _scale(self, measure: str) -> float:
        """All money has one scale, so that its largest figure is 1; other numbers are as they are.

        A count of projects stays whole.
        """
        kind = self.dataset.measures[measure]
        if kind.unit != "money":
            return 1.0
        money = [id_ for id_, other in self.measures.items() if other.unit == "money"]
        return max(self._largest(id_) for id_ in money)


def _lies_in(cell: Cell, selection: Selection, number: int | None, most: bool) -> bool:
    """Whether a cell is in a scope; of a scope that no figure names, surely, or at `most`."""
    if number is not None:
        return number in cell.scopes
    return cell.touches(selection) if most else cell.inside(selection)
