"""The columns of a model, and the forms that add them up: what is measured, and where it stands.

A project has a column for each measure, and more where figures tell its parts apart. This module
knows datasets, and nothing of what figures say of the quantities that they name.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from helpers.dataset.entities import (
    COMPARISONS,
    COUNT,
    JOIN,
    Dataset,
    Figure,
    Measure,
    Relation,
    Scope,
)
from helpers.model.bounds import Bounds
from helpers.model.cells import Cell, Division, Groups, Selection, clusters
from helpers.model.forms import Form
from helpers.model.linear import INFINITY

Sizes = Mapping[str, tuple[float, float]]  # for each project's id, how many projects it may be
Cluster = tuple[str, ...]  # dimensions that are divided together; none for a project as it is
Part = tuple[str, Cluster, int]  # a project's id, and the number of one of its cells in a cluster
ANY_NUMBER = (0, INFINITY)


class Layout:
    """The columns of a model of some measures, which figures and `extra` scopes tell apart."""

    def __init__(
        self,
        dataset: Dataset,
        measures: Collection[str],
        figures: Collection[Figure],
        rates: Mapping[str, Bounds],
        extra: Collection[Scope],
        possible: Mapping[str, Groups],
        sizes: Sizes,
    ) -> None:
        self.dataset, self.figures, self.rates, self.sizes = dataset, figures, rates, sizes
        self.measures: Mapping[str, Measure] = {id_: dataset.measures[id_] for id_ in measures}
        self.sums = [id_ for id_, measure in self.measures.items() if measure.additive]
        self.possible = possible if self.sums else {}
        has_money = any(measure.unit == "money" for measure in self.measures.values())
        self.currencies = sorted(rates) if has_money else []
        self.scales = {id_: self._scale(id_) for id_ in self.measures}
        self.numbers: dict[Scope, int] = {}
        self.selections: list[Selection] = []
        self._select(extra)
        self.clusters = clusters(self.selections) if self.sums else ()
        self.cells: dict[tuple[str, Cluster], list[Cell]] = {}
        self._divide()
        self.columns: dict[tuple[Any, ...], int] = {}
        self.one = -1
        self._in_scopes: dict[Cluster, dict[int, list[Part]]] = {}
        self._in_groups: dict[tuple[Cluster, str], dict[str, list[tuple[Part, Cell]]]] = {}

    @property
    def wholes(self) -> int:
        """How many columns would stand for whole numbers, at most."""
        if COUNT not in self.sums:
            return 0
        open_ = sum(not self._is_fixed(project) for project in self.possible)
        return open_ + sum(len(cells) for cells in self.cells.values() if len(cells) > 1)

    def place(self) -> None:
        """Gives each unknown its column."""
        for id_ in self.measures:
            self._place(id_)
        for figure in self.figures:
            if figure.relation is Relation.LARGEST:
                for part in self.parts(figure.scope):
                    self._new("largest", figure.id, part)
        for currency in self.currencies:
            self._new("rate", currency)
        self.one = self._new("one")

    def _new(self, *key: Any) -> int:
        return self.columns.setdefault(key, len(self.columns))

    def _select(self, extra: Iterable[Scope]) -> None:
        """The scopes that figures name, each once."""
        scopes = [figure.scope for figure in self.figures if figure.about in self.sums]
        scopes += [f.of[1] for f in self.figures if f.of and f.of[0] in self.sums]
        for scope in [*scopes, *extra]:
            if scope not in self.numbers:
                self.numbers[scope] = len(self.selections)
                self.selections.append(self._selection(scope))

    def _selection(self, scope: Scope) -> Selection:
        pairs = dict(scope)
        named = pairs.pop("project", None)
        projects = None if named is None else frozenset(named.split(JOIN))
        groups = {name: self.dataset.groups(name, value) for name, value in pairs.items()}
        return Selection(projects, groups)

    def _divide(self) -> None:
        """The cells of every project in every cluster; one alone is the project itself."""
        for cluster in self.clusters:
            division = Division(cluster, self.selections)
            for project, possible in self.possible.items():
                self.cells[project, cluster] = division.cells(project, possible)

    def _place(self, measure: str) -> None:
        if measure not in self.sums:
            for figure in self.figures:
                for id_, scope in self.quantities(figure):
                    if id_ == measure:
                        self._new("scope", measure, scope)
            return
        for project in self.possible:
            self._new("total", measure, project)
        for (project, cluster), cells in self.cells.items():
            for number in range(len(cells) if len(cells) > 1 else 0):
                self._new("cell", measure, project, cluster, number)

    def quantities(self, figure: Figure) -> Iterator[tuple[str, Scope]]:
        """What a figure relates: its measure in its scope, what it is a part or a multiple of."""
        yield figure.about, figure.scope
        if figure.of:
            yield figure.of
        wider = self.dataset.measures[figure.about].part_of
        if wider:
            yield wider, figure.scope

    # the columns

    def column(self, measure: str, part: Part) -> int:
        own = self.columns.get(("cell", measure, *part))
        return self.columns["total", measure, part[0]] if own is None else own

    def in_cluster(self, measure: str, project: str, cluster: Cluster) -> list[int]:
        """The columns of all cells of a project in a cluster."""
        number = len(self.cells[project, cluster])
        return [self.column(measure, (project, cluster, place)) for place in range(number)]

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

    def amounts(self) -> frozenset[int]:
        """The columns of what is summed and is no number of projects."""
        return frozenset(
            column
            for key, column in self.columns.items()
            if key[0] in ("cell", "total") and key[1] != COUNT
        )

    def size(self, project: str) -> tuple[float, float]:
        """How many projects a row may be: any number where nobody says that there is one."""
        return self.sizes.get(project, ANY_NUMBER)

    def _is_fixed(self, project: str) -> bool:
        low, high = self.size(project)
        return low == high

    # the forms

    def unit(self, currency: str = "") -> Form:
        """What a value is divided by: the rate of a foreign currency, else the constant 1."""
        column = self.columns["rate", currency] if currency in self.currencies else self.one
        return {column: 1.0}

    def sum(self, measure: str, scope: Scope, most: bool = False) -> Form:
        """What is in a scope: what surely is, or with `most` what may be."""
        if measure not in self.sums:
            column = self.columns.get(("scope", measure, scope))
            return {} if column is None else {column: 1.0}
        return {self.column(measure, part): 1.0 for part in self.parts(scope, most)}

    def number(self, part: Part) -> Form:
        """How many projects a part of one may be: a number where that is fixed."""
        project, cluster, _ = part
        is_whole = len(self.cells.get((project, cluster), ())) <= 1
        if self._is_fixed(project) and is_whole:
            return {self.one: self.size(project)[0]}
        return {self.column(COUNT, part): 1.0}

    def parts(self, scope: Scope, most: bool = False) -> Iterable[Part]:
        """The parts of projects that are in a scope. Raises KeyError for one to be told in `extra`.

        Those are scopes of dimensions that are not divided together, and of projects that are
        merged with others.
        """
        if not self.possible:
            return []
        selection = self._selection(scope)
        if selection.projects and not selection.projects <= self.possible.keys():
            raise KeyError(scope)
        if not selection.groups:
            projects = self.possible if selection.projects is None else selection.projects
            return [(project, (), 0) for project in self.possible if project in projects]
        home = self._home(selection, scope)
        if home and scope in self.numbers:
            return self._of_scopes(home).get(self.numbers[scope], [])
        return [
            part
            for part, cell in self._touching(home, selection)
            if (selection.projects is None or part[0] in selection.projects)
            and (cell.touches(selection) if most else cell.inside(selection))
        ]

    def _home(self, selection: Selection, scope: Scope) -> Cluster:
        """The cluster in which a scope lies; none for a dimension that nothing divides."""
        names = selection.groups.keys()
        for cluster in self.clusters:
            if names <= set(cluster):
                return cluster
        if len(names) > 1:
            raise KeyError(scope)
        return ()

    def _of_scopes(self, cluster: Cluster) -> Mapping[int, list[Part]]:
        """The parts in each scope that is told apart, by its number."""
        if cluster not in self._in_scopes:
            found: dict[int, list[Part]] = {}
            for project in self.possible:
                for place, cell in enumerate(self.cells[project, cluster]):
                    for number in cell.scopes:
                        found.setdefault(number, []).append((project, cluster, place))
            self._in_scopes[cluster] = found
        return self._in_scopes[cluster]

    def _touching(self, home: Cluster, selection: Selection) -> Iterable[tuple[Part, Cell]]:
        """The parts of which something may be in the groups of one dimension of a selection."""
        name = next(iter(selection.groups))
        if (home, name) not in self._in_groups:
            found: dict[str, list[tuple[Part, Cell]]] = {}
            for project in self.possible:
                for place, cell in enumerate(self._cells(project, home, name)):
                    for group in cell.groups[name]:
                        found.setdefault(group, []).append(((project, home, place), cell))
            self._in_groups[home, name] = found
        known = self._in_groups[home, name]
        wanted = sorted(selection.groups[name])
        return {part: cell for group in wanted for part, cell in known.get(group, ())}.items()

    def _cells(self, project: str, cluster: Cluster, name: str) -> list[Cell]:
        if cluster:
            return self.cells[project, cluster]
        return [Cell({name: frozenset(self.possible[project][name])}, frozenset())]

    # sizes

    def worth(self, currency: str) -> float:
        """What one unit of a currency is worth by the market, so that all rows are of one size."""
        if currency not in self.rates:
            return 1.0
        return self.dataset.market_rate(currency) or 1.0

    def magnitude(self, measure: str) -> float:
        """The largest figure of a measure, in units of its columns."""
        return self._largest(measure) / self.scales[measure]

    def _largest(self, measure: str) -> float:
        """The largest finite end of a measure's figures, in the announcement's currency."""
        money = self.dataset.measures[measure].unit == "money"
        ends = [
            abs(float(end)) * (self.worth(figure.unit) if money else 1.0)
            for figure in self.figures
            if figure.about == measure and figure.relation not in COMPARISONS
            for end in (figure.interval.low, figure.interval.high)
            if end.is_finite()
        ]
        return max(ends, default=1.0) or 1.0

    def _scale(self, measure: str) -> float:
        """All measures of one unit have one scale, so that their largest figure is 1.

        A count of projects stays whole, and a percentage as it is.
        """
        kind = self.measures[measure]
        if measure == COUNT or kind.unit == "%":
            return 1.0
        alike = [id_ for id_, other in self.measures.items() if other.unit == kind.unit]
        return max(self._largest(id_) for id_ in alike if id_ != COUNT)
