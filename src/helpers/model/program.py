"""A linear model in HiGHS: one instance that is solved again and again, each time warm.

This module knows matrices and the solver's ways; it knows nothing of figures.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import highspy
import numpy as np

from helpers.model.forms import Form, added, scaled

if TYPE_CHECKING:
    from helpers.model.linear import LinearModel, Row

INFINITY = float("inf")
PRECISION = 1e-9  # of the solver, on numbers of up to 1
ZERO = 1e-12  # the solver's noise around nothing
WHOLE = 1e-6  # a number this near to a whole one is whole
BEYOND = 1e3  # times the largest figure: no single project is worth more, if no share says so
NODES = 2000  # of the search for whole numbers; a bound that is not found by then stays wider
STEPS = 12  # of Dinkelbach's method; each step doubles the number of right digits


class Infeasible(Exception):
    """No values of the unknowns agree with all the figures."""


class Program:
    """A model's rows, each on both sides, and a last one that fixes what a ratio is divided by.

    `room` widens the rows of figures, relative to their sizes. With `whole`, counts are whole
    numbers, and the constant is 1; without, the solution may be scaled. An `elastic` program has
    a slack for every figure, by which it may miss.
    """

    def __init__(
        self, model: "LinearModel", room: float, whole: bool = False, elastic: bool = False
    ) -> None:
        self.model = model
        self.whole = whole
        self.constraints = model.active if elastic else model.constraints
        self.slacks = len(self.constraints) if elastic else 0
        self.rows = _Rows()
        for row in model.definite:
            self._add(row)
        for amount, count in model.links if whole else ():
            self.rows.add({amount: 1 / model.reach, count: -1.0}, -INFINITY, 0.0)
        self.places: dict[str, range] = {}
        for number, constraint in enumerate(self.constraints):
            slack = model.width + number if elastic else None
            first = len(self.rows.lower)
            for row in constraint.rows:
                self._add(row.widened(room), slack)
            self.places[constraint.figure.id] = range(first, len(self.rows.lower))
        self.off: frozenset[str] = frozenset()
        self.highs = self._started()
        self.filled: dict[tuple[frozenset[str], frozenset[int]], bool] = {}
        self.stopped = False  # whether the last search for whole numbers was given up
        self.divisor: dict[int, float] = {}
        self.costs: dict[int, float] = {}

    def _add(self, row: "Row", slack: int | None = None) -> None:
        """A row's two sides; a slack lets it miss by so much of its weight."""
        if row.low == row.high and slack is None:
            self.rows.add(_side(row, row.low), 0.0, 0.0)
            return
        if row.low > -INFINITY:
            extra = {} if slack is None else {slack: 1.0}
            self.rows.add({**_side(row, row.low), **extra}, 0.0, INFINITY)
        if row.high < INFINITY:
            extra = {} if slack is None else {slack: -1.0}
            self.rows.add({**_side(row, row.high), **extra}, -INFINITY, 0.0)

    def _started(self) -> highspy.Highs:
        model, rows = self.model, self.rows
        self.last = len(rows.lower)
        rows.add({}, 1.0, 1.0)
        highs = highspy.Highs()
        highs.silent()
        highs.setOptionValue("threads", 1)  # the same steps everywhere, and none to lose in a fork
        highs.setOptionValue("primal_feasibility_tolerance", PRECISION)
        highs.setOptionValue("mip_feasibility_tolerance", PRECISION)
        highs.setOptionValue("mip_rel_gap", 0.0)  # else a count of 20,000 may be off by two
        highs.setOptionValue("mip_abs_gap", PRECISION)
        highs.setOptionValue("mip_max_nodes", NODES)
        lower = np.zeros(model.width + self.slacks)
        lower[list(model.signed)] = -INFINITY
        linear = highspy.HighsLp()
        linear.num_col_, linear.num_row_ = len(lower), len(rows.lower)
        linear.col_cost_ = np.zeros(len(lower))
        upper = np.full(len(lower), INFINITY)
        if self.whole:  # HiGHS has called nothing the most of what has no limit
            upper[list(model.amounts)] = model.reach
        linear.col_lower_, linear.col_upper_ = lower, upper
        linear.row_lower_, linear.row_upper_ = np.array(rows.lower), np.array(rows.upper)
        linear.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        linear.a_matrix_.start_ = np.array(rows.start)
        linear.a_matrix_.index_ = np.array(rows.index)
        linear.a_matrix_.value_ = np.array(rows.value)
        if self.whole:
            kinds = [highspy.HighsVarType.kContinuous] * len(lower)
            for column in model.whole:
                kinds[column] = highspy.HighsVarType.kInteger
            linear.integrality_ = kinds
        highs.passModel(linear)
        return highs

    def leave_out(self, figures: frozenset[str]) -> None:
        """These figures limit nothing, all others do."""
        for figure in figures - self.off:
            for row in self.places.get(figure, ()):
                self.highs.changeRowBounds(row, -INFINITY, INFINITY)
        for figure in self.off - figures:
            for row in self.places.get(figure, ()):
                self.highs.changeRowBounds(row, self.rows.lower[row], self.rows.upper[row])
        self.off = figures

    def _fix(self, form: Form) -> None:
        """A form has the value 1, and so scales the solution."""
        for column in self.divisor.keys() - form.keys():
            self.highs.changeCoeff(self.last, column, 0.0)
        for column, value in form.items():
            if self.divisor.get(column) != value:
                self.highs.changeCoeff(self.last, column, value)
        self.divisor = dict(form)

    def _seek(self, form: Form) -> None:
        """What is to be as small as possible."""
        for column in self.costs.keys() - form.keys():
            self.highs.changeColCost(column, 0.0)
        for column, value in form.items():
            if self.costs.get(column) != value:
                self.highs.changeColCost(column, value)
        self.costs = dict(form)

    def feasible(self) -> bool:
        try:
            self._fix(self.model.unit)
            self._seek({})
            self._solve()
        except Infeasible:
            return False
        return True

    def minimum(self, form: Form, per: Form) -> float:
        """The least value of a ratio; minus infinity where nothing limits it. Raises Infeasible."""
        self._fix(per)
        self._seek(form)
        if not self._solve():
            return -INFINITY
        value = self.highs.getInfo().objective_function_value
        return value if abs(value) > ZERO else 0.0

    def is_whole(self, sought: Collection[int] = ()) -> bool:
        """Whether the solution stands in whole numbers as well; `sought` are columns that count.

        It does where its counts came out so anyway, or where others that did leave its amounts
        as they are: each group that gets something must have a project, and that is all. Not so
        where a number of projects is what is sought.
        """
        values = self.highs.getSolution().col_value
        one = values[self.model.one]
        needed = frozenset(count for amount, count in self.model.links if values[amount] > ZERO)
        if one <= ZERO:
            return False
        has_all = all(values[count] / one > 1 - WHOLE for count in needed)
        if has_all and self._counts_are_whole(values):
            return True
        replaceable = not self.model.mixed and self.model.whole.isdisjoint(sought)
        return replaceable and self._has_projects(needed)

    def is_reached(self, form: Form, per: Form, least: float) -> bool:
        """Whether a least value is still reached where each undivided project is put in one group.

        It is put where most of it lies in the last solution. If so, the value is that of whole
        numbers, too, and nothing has to be searched.
        """
        values = self.highs.getSolution().col_value
        emptied = []
        for cells in self.model.undivided:
            amounts = [sum(values[column] for column in cell[1:]) for cell in cells]
            home = amounts.index(max(amounts))
            if amounts[home] > ZERO:
                others = [cell for number, cell in enumerate(cells) if number != home]
                emptied += [column for cell in others for column in cell]
        for column in emptied:
            self.highs.changeColBounds(column, 0.0, 0.0)
        try:
            found = self.minimum(form, per)
            close = found <= least + PRECISION * max(1.0, abs(least))
            return close and self.is_whole([*form, *per])
        except Infeasible:
            return False
        finally:
            for column in emptied:
                self.highs.changeColBounds(column, 0.0, INFINITY)

    def _counts_are_whole(self, values: Sequence[float]) -> bool:
        one = values[self.model.one]
        return all(_near_whole(values[column] / one) for column in self.model.whole)

    def _has_projects(self, counts: frozenset[int]) -> bool:
        """Whether all these numbers of projects can be 1 or more at once."""
        key = (self.off, counts)
        if key not in self.filled:
            self.filled[key] = self._fills(counts)
        return self.filled[key]

    def _fills(self, counts: frozenset[int]) -> bool:
        """Whether whole numbers are found right away, without a search; it may miss some."""
        for column in counts:
            self.highs.changeColBounds(column, 1.0, INFINITY)
        found = self.feasible()
        values = self.highs.getSolution().col_value if found else []
        for column in counts:
            self.highs.changeColBounds(column, 0.0, INFINITY)
        return found and self._counts_are_whole(values)

    def least_ratio(self, form: Form, per: Form, relaxed: float) -> float:
        """The least value of a ratio in whole numbers, by Dinkelbach's method (1967).

        `relaxed` is the least value in fractions. Raises Infeasible.
        """
        self._fix(self.model.unit)
        ratio = 0.0 if relaxed == -INFINITY else relaxed
        for _ in range(STEPS):
            self._seek(added(form, scaled(per, -ratio)))
            if not self._solve():
                return relaxed
            found = self._bound()
            if per == self.model.unit:  # nothing is scaled, so that the first step is the last
                return self._least_found(relaxed, ratio + found)
            if self.stopped:
                return relaxed
            part, whole = self._value(form), self._value(per)
            if whole <= ZERO:
                return relaxed
            if abs(found) <= PRECISION or abs(part / whole - ratio) <= PRECISION:
                return max(relaxed, _clean(ratio))
            ratio = part / whole
        return relaxed

    def _least_found(self, relaxed: float, value: float) -> float:
        """A least value in whole numbers, unless it only shows how far links reach."""
        if relaxed == -INFINITY and value < -self.model.reach / 2:
            return relaxed
        return max(relaxed, _clean(value))

    def misses(self) -> list[float]:
        """By how much every figure misses, in its model's units, where the sum of them is least."""
        self._fix(self.model.unit)
        self._seek({self.model.width + number: 1.0 for number in range(self.slacks)})
        if not self._solve() or not self.highs.getSolution().value_valid:
            raise Infeasible
        values = self.highs.getSolution().col_value
        found = zip(self.constraints, values[self.model.width :], strict=True)
        return [
            miss * max(row.weight for row in each.rows) if miss > WHOLE else 0.0
            for each, miss in found
        ]

    def _bound(self) -> float:
        """The least value that is proved: of a search that was stopped, not the best one found."""
        info = self.highs.getInfo()
        return min(info.mip_dual_bound, info.objective_function_value)

    def _value(self, form: Form) -> float:
        values = self.highs.getSolution().col_value
        return sum(values[column] * value for column, value in form.items())

    def _solve(self) -> bool:
        """Minimise; False where there is no least value. Raises Infeasible.

        HiGHS is asked again without presolve, which now and then calls infeasible what is not.
        Where it cannot tell either way, nothing is taken to limit the objective: a bound may be
        too wide, but never too narrow.
        """
        status = highspy.HighsModelStatus
        said = []
        self.stopped = False
        for presolve in ("choose", "off"):
            self.highs.setOptionValue("presolve", presolve)
            self.highs.run()
            said.append(self.highs.getModelStatus())
            if said[-1] in (status.kOptimal, status.kUnbounded):
                return said[-1] == status.kOptimal
            if said[-1] == status.kSolutionLimit:
                self.stopped = True
                return True
            self.highs.clearSolver()
        if status.kInfeasible in said:
            raise Infeasible
        return False


class _Rows:
    """The rows of a sparse matrix, with their bounds."""

    def __init__(self) -> None:
        self.start = [0]
        self.index: list[int] = []
        self.value: list[float] = []
        self.lower: list[float] = []
        self.upper: list[float] = []

    def add(self, coefficients: Mapping[int, float], lower: float, upper: float) -> None:
        kept = {column: value for column, value in coefficients.items() if value}
        self.index += kept
        self.value += kept.values()
        self.start.append(len(self.index))
        self.lower.append(lower)
        self.upper.append(upper)


def _side(row: "Row", end: float) -> dict[int, float]:
    """One side of a row: the form less so many times what it is compared with, by its weight."""
    found = {column: value / row.weight for column, value in row.form.items()}
    for column, value in row.per.items():
        found[column] = found.get(column, 0.0) - end * value / row.weight
    return found


def _near_whole(value: float) -> bool:
    return abs(value - round(value)) <= WHOLE


def _clean(value: float) -> float:
    return value if abs(value) > ZERO else 0.0
