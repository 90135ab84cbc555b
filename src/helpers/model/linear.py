"""A linear model of printed figures: constraints on sums of unknowns, and what they allow.

The unknowns are the investment (or the number) of every project, split over the groups it may
belong to, and one exchange rate for every foreign currency. Every printed figure says that a
sum of unknowns lies in an interval. What the figures allow between them is found by linear
programming with HiGHS. Statistical offices audit suppressed table cells this way; economists
call it partial identification (Manski 2003).

All bounds are bounds of a ratio: a share is a part over the total, an amount in dollars a sum
over a rate. So the model is kept in the homogeneous form of Charnes & Cooper (1962), in which a
ratio is linear.

This module knows figures as intervals; it knows nothing of datasets or of what is told about them.
"""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import highspy
import numpy as np
from highspy.highs import highs_linear_expression as Expression
from highspy.highs import highs_var as Variable

from helpers.dataset.entities import Figure
from helpers.model.bounds import Bounds

TOLERANCE = 1e-6  # relative to a figure's size: a smaller miss is none
MOST_WEIGHT = 1e8  # HiGHS refuses coefficients below 1e-9, and 1 is divided by a weight
LEAST_SIZE = 1e-6  # of the measure's largest figure: the solver cannot tell smaller figures apart
PRECISION = 1e-9  # of the solver, on numbers of up to 1; well below TOLERANCE, so that both agree
ROOM = 2e-7  # relative: face values have it, so that the solver can move among them
SHRINKING = 1e-3  # to this precision the factor is sought by which rounding has to be used
ZERO = 1e-12  # the solver's noise around nothing
OWN = ""  # the unit of the announcement's own currency, and of all that is no money
INFINITY = float("inf")

Form = np.ndarray  # the coefficients of a linear form, one for each column of the model
Scope = Iterable[tuple[str, str]]


class Infeasible(Exception):
    """No values of the unknowns agree with all the figures."""


@dataclass(frozen=True, eq=False)
class Constraint:
    """One printed figure: low <= form · unknowns / unit <= high.

    The unit is the rate of `currency`, and the constant 1 for the announcement's own. `worth`
    is what one unit of it is worth by the market, so that all constraints are of one magnitude.
    """

    figure: Figure
    form: Form
    currency: str
    low: float
    high: float
    worth: float = 1.0

    @property
    def size(self) -> float:
        """The figure's magnitude, in its own unit."""
        return max(
            LEAST_SIZE / self.worth,
            *(abs(end) for end in (self.low, self.high) if np.isfinite(end)),
        )

    @property
    def weight(self) -> float:
        """The magnitude in the announcement's currency.

        Dividing by it lets small figures count as much as large ones.
        """
        return min(self.size * self.worth, MOST_WEIGHT)

    def widened(self, room: float) -> "Constraint":
        """The constraint with some room on both sides, relative to the figure's size."""
        room *= self.size
        return dataclasses.replace(self, low=self.low - room, high=self.high + room)

    def shrunk(self, factor: float, room: float = 0.0) -> "Constraint":
        """With the interval's half-width multiplied by a factor, and some relative room added."""
        middle, half = (self.high + self.low) / 2, (self.high - self.low) / 2
        half = half * factor + self.size * room
        return dataclasses.replace(self, low=middle - half, high=middle + half)


@dataclass(frozen=True)
class GroupSize:
    """How many projects a row of the table stands for: low <= form · unknowns <= high."""

    form: Form
    low: float
    high: float


@dataclass(frozen=True)
class LinearModel:
    """The linear model of one measure.

    Its columns are the `cells` (a project in one combination of groups; or, for a measure that
    is no sum over projects, one scope), then a rate for each of `currencies`, then the constant
    1. Money is in the announcement's currency, divided by `scale`. A rate that is not in
    `rates` is left to the figures. `signed` allows values below zero, as a growth may have;
    `integer` makes the unknowns whole numbers, as counts are.
    """

    cells: tuple[Mapping[str, Any], ...]
    currencies: tuple[str, ...] = ()
    rates: Mapping[str, float] = dataclasses.field(default_factory=dict)
    constraints: tuple[Constraint, ...] = ()
    sizes: tuple[GroupSize, ...] = ()
    scale: float = 1.0
    signed: bool = False
    integer: bool = False

    @property
    def width(self) -> int:
        return len(self.cells) + len(self.currencies) + 1

    def sum(self, scope: Scope = ()) -> Form:
        """The form that adds up the cells in a scope, given as pairs of dimension and group."""
        pairs = tuple(scope)
        picked = [all(cell.get(name) == value for name, value in pairs) for cell in self.cells]
        return np.array(picked + [False] * (self.width - len(picked)), float)

    def unit(self, currency: str = OWN) -> Form:
        """The form that picks the rate of a currency; of the announcement's own, the constant 1."""
        known = currency in self.currencies
        position = self.currencies.index(currency) if known else len(self.currencies)
        return np.eye(self.width)[len(self.cells) + position]

    def constraint_of(self, figure: Figure) -> Constraint:
        return next(row for row in self.constraints if row.figure is figure)

    def without(self, figures: Collection[Figure]) -> "LinearModel":
        kept = (row for row in self.constraints if row.figure not in figures)
        return dataclasses.replace(self, constraints=tuple(kept))

    def agreeing(self, first: tuple | None = None, backwards: bool = False) -> "LinearModel":
        """As many of its figures as agree, taken one after the other, each with those before it.

        The printings of one quantity, given by its key (`Figure.key`), may be taken `first`.
        """
        kept = dataclasses.replace(self, constraints=())
        ordered = reversed(self.constraints) if backwards else self.constraints
        for row in sorted(ordered, key=lambda row: row.figure.key != first):
            longer = dataclasses.replace(kept, constraints=(*kept.constraints, row))
            kept = kept if longer.misses else longer
        return kept

    def bound(self, numerator: Form, denominator: Form) -> Bounds:
        """The least and the greatest value of a ratio of two forms.

        Raises Infeasible where the figures allow none. Figures that agree only within the
        tolerance of `misses` are given that much room.
        """
        try:
            return self._bound(numerator, denominator)
        except Infeasible:
            if self.misses:
                raise
        rows = tuple(row.widened(2 * TOLERANCE) for row in self.constraints)
        return dataclasses.replace(self, constraints=rows)._bound(numerator, denominator)

    def _bound(self, numerator: Form, denominator: Form) -> Bounds:
        program = self._program()
        program.fix(denominator)
        low = program.minimum(numerator)
        return Bounds(low, 0.0 - program.minimum(-numerator))

    def _program(self) -> "Program":
        program = Program(self)
        for row in self.constraints:
            program.require(row)
        return program

    @cached_property
    def misses(self) -> Mapping[str, float]:
        """The figures that must give way, by their ids, and by how much, for the least miss in all.

        The misses are in the measure's unit; there are none where all figures can be true.
        """
        program = Program(self)
        program.fix(self.unit())
        slacks = [program.slack() for _ in self.constraints]
        for row, slack in zip(self.constraints, slacks, strict=True):
            program.require(row, slack)
        found = zip(self.constraints, program.least(slacks), strict=True)
        return {
            row.figure.id: miss * row.weight * self.scale for row, miss in found if miss > TOLERANCE
        }

    @cached_property
    def face_value(self) -> "LinearModel":
        """The model with every exact figure at face value, or as near as rounding lets all be.

        Where they do not agree so, the half-widths of all of them are shrunk by one factor, the
        smallest under which they do; then each figure, the finest first, is put at its face
        value if the others leave it that. Raises Infeasible where the figures do not agree as
        they are printed.
        """
        exact = [row.figure for row in self.constraints if row.figure.exact]
        factors = dict.fromkeys(exact, 0.0)
        if self._shrunk(factors)._feasible():
            return self._shrunk(factors, ROOM)
        if self.misses:
            raise Infeasible
        factors = dict.fromkeys(exact, self._least_factor(exact))
        for row in sorted(self.constraints, key=lambda row: (row.high - row.low) / row.size):
            if row.figure in factors and self._shrunk(factors | {row.figure: 0.0})._feasible():
                factors[row.figure] = 0.0
        return self._shrunk(factors, ROOM)

    def _least_factor(self, exact: Sequence[Figure]) -> float:
        least, most = 0.0, 1.0
        while most - least > SHRINKING:
            middle = (least + most) / 2
            if self._shrunk(dict.fromkeys(exact, middle))._feasible():
                most = middle
            else:
                least = middle
        return most

    def _shrunk(self, factors: Mapping[Figure, float], room: float = 0.0) -> "LinearModel":
        rows = (
            row.shrunk(factors[row.figure], room) if row.figure in factors else row
            for row in self.constraints
        )
        return dataclasses.replace(self, constraints=tuple(rows))

    def _feasible(self) -> bool:
        program = self._program()
        program.fix(self.unit())
        try:
            return program.minimum(np.zeros(self.width)) > -INFINITY
        except Infeasible:
            return False


class Program:
    """A linear model in HiGHS, in homogeneous form: all rows compare with multiples of a unit.

    It has what holds whatever is printed (fixed rates, sizes of groups); figures are added by
    `require`. One form is then fixed at 1: the constant for plain values, or the denominator of
    a ratio, by which the solution is scaled.
    """

    def __init__(self, model: LinearModel) -> None:
        self.model = model
        self.highs = highs = highspy.Highs()
        highs.silent()
        highs.setOptionValue("threads", 1)  # the same steps everywhere, and none to lose in a fork
        highs.setOptionValue("primal_feasibility_tolerance", PRECISION)
        highs.setOptionValue("mip_feasibility_tolerance", PRECISION)
        highs.setOptionValue("mip_rel_gap", 0.0)  # else a count of 20,000 may be off by two
        least = -INFINITY if model.signed else 0.0
        kind = highspy.HighsVarType.kInteger if model.integer else highspy.HighsVarType.kContinuous
        highs.addVariables(len(model.cells), lb=least, type=kind)
        highs.addVariables(len(model.currencies) + 1)
        one = self.expression(model.unit())
        for currency, rate in model.rates.items():
            highs.addConstr(self.expression(model.unit(currency)) - rate * one == 0)
        for size in model.sizes:
            number = self.expression(size.form)
            highs.addConstr(number - size.low * one >= 0)
            if size.high < INFINITY:
                highs.addConstr(number - size.high * one <= 0)

    def expression(self, form: Form) -> Expression:
        columns = np.flatnonzero(form)
        expression = self.highs.expr()
        expression.idxs, expression.vals = columns.tolist(), form[columns].tolist()
        return expression

    def fix(self, form: Form) -> None:
        self.highs.addConstr(self.expression(form) == 1)

    def slack(self) -> Variable:
        return self.highs.addVariable()

    def require(self, row: Constraint, slack: Any = 0.0) -> None:
        """A figure holds, or misses by no more than the slack times its weight."""
        total = self.expression(row.form)
        unit = self.expression(self.model.unit(row.currency))
        if row.low > -INFINITY:
            self.highs.addConstr((total - row.low * unit) * (1 / row.weight) + slack >= 0)
        if row.high < INFINITY:
            self.highs.addConstr((total - row.high * unit) * (1 / row.weight) - slack <= 0)

    def minimum(self, form: Form) -> float:
        """The least value of a form; minus infinity where nothing limits it. Raises Infeasible."""
        if not self.solve(self.expression(form)):
            return -INFINITY
        value = self.highs.getObjectiveValue()
        return value if abs(value) > ZERO else 0.0

    def least(self, variables: Sequence[Variable]) -> list[float]:
        """The values of some variables where their sum is least. Raises Infeasible."""
        if not self.solve(self.highs.qsum(variables)):
            raise Infeasible
        return [float(self.highs.val(variable)) for variable in variables]

    def solve(self, objective: Expression) -> bool:
        """Minimise; False where there is no least value. Raises Infeasible.

        HiGHS is asked again without presolve, which now and then calls infeasible what is not.
        Where it cannot tell either way, nothing is taken to limit the objective: a bound may be
        too wide, but never too narrow. A second solve starts from the solution of the first.
        """
        status = highspy.HighsModelStatus
        said = []
        for presolve in ("choose", "off"):
            self.highs.setOptionValue("presolve", presolve)
            self.highs.minimize(objective)
            said.append(self.highs.getModelStatus())
            if said[-1] in (status.kOptimal, status.kUnbounded):
                return said[-1] == status.kOptimal
            self.highs.clearSolver()
        if status.kInfeasible in said:
            raise Infeasible
        return False
