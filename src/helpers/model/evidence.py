"""An announcement is a small linear model, and everything the report says of it is a bound of that model.

The unknowns are the investment of every project, split over the groups it may belong to, and one exchange rate for
every foreign currency. Every printed figure says that a sum of them lies in an interval. What the figures allow
between them is found by linear programming (HiGHS, through SciPy): statistical offices audit suppressed table cells
this way, and economists call it partial identification (Manski, 2003). All bounds are bounds of a ratio, a share
being a part over the whole and an amount in dollars a sum over a rate, so the model is kept in the homogeneous form
of Charnes and Cooper (1962), in which a ratio is linear.

This module knows announcements and numbers; it knows nothing of charts or files.
"""

import contextlib
import ctypes
import dataclasses
import itertools
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp

from helpers.dataset.entities import AnnouncedProject, Dataset, Figure, Measure

TOLERANCE = 1e-6  # relative: two bounds closer than this are one
LEAST = 1e-6  # the part of its measure's largest figure that is as small to the solver as anything smaller
SOLVED = 2e-7  # relative: the room that a solution needs to be found again, the solver's own precision being 1e-7
MOST_SLIPS, MOST_MENDS = 3, 6  # beyond which slips explain nothing
SCALE_SLIPS = (  # words for one, words for the other, how many of the one make one of the other
    (r"lakh|lac\b|\bl\b", r"crore|\bcr\b", "lakh", "crore", 100),
    (r"million|mn\b|\d ?m\b", r"billion|bn\b|\d ?b\b", "million", "billion", 1000),
    (r"billion|bn\b|\d ?b\b", r"trillion|tn\b", "billion", "trillion", 1000),
    ("[万萬]", "[亿億]", "万", "亿", 10**4),
)
# A rate further from the market's than this factor is none that somebody used; nor is one that is vaguer, unless the
# figures rule the market's out.
PLAUSIBLE = 1.25


class Infeasible(Exception):
    """No values of the unknowns agree with all the figures."""


@dataclass(frozen=True, eq=False)
class Constraint:
    """One printed figure as a constraint: low <= coefficients · unknowns / unit <= high."""

    figure: Figure
    coefficients: np.ndarray
    unit: int  # the column of an exchange rate, or the last one, the constant 1
    low: float
    high: float

    @property
    def size(self) -> float:
        """The figure's own magnitude, by which its constraint is divided so that small figures count as much as
        large.
        """
        return max(LEAST, *(abs(end) for end in (self.low, self.high) if np.isfinite(end)))

    def lines(self):
        """The constraint as rows of A with A · unknowns <= 0."""
        if self.low > -np.inf:
            yield _with(-self.coefficients, self.unit, self.low) / self.size
        if self.high < np.inf:
            yield _with(self.coefficients, self.unit, -self.high) / self.size


@dataclass(frozen=True)
class LinearModel:
    """The linear model of one measure.

    Its columns are the `cells` (a project in one combination of groups; or, for a measure that is no sum over
    projects, one quantity), then a rate for each of `currencies`, then the constant 1. Money is in the
    announcement's currency, divided by `scale`. `groups` says how many projects the cells of a row may make.
    """

    cells: tuple[Mapping[str, str], ...]
    currencies: tuple[str, ...]
    rates: Mapping[str, float]  # the rates that are fixed; any other is left to the figures
    rows: tuple[Constraint, ...]
    groups: tuple[tuple[np.ndarray, float, float], ...]
    scale: float
    signed: bool  # whether a value may be below zero, as a growth may
    whole: bool  # whether the unknowns are whole numbers, as counts are

    @property
    def width(self) -> int:
        return len(self.cells) + len(self.currencies) + 1

    def sum(self, scope=()) -> np.ndarray:
        """The coefficients that add up the cells in a scope."""
        cells = [all(cell.get(name) == value for name, value in scope) for cell in self.cells]
        return np.array(cells + [False] * (self.width - len(cells)), float)

    def unit(self, currency="") -> np.ndarray:
        """The coefficients that pick the rate of a currency; of the announcement's own, the constant 1."""
        return np.eye(self.width)[self.unit_column(currency)]

    def unit_column(self, currency) -> int:
        position = (
            self.currencies.index(currency) if currency in self.currencies else len(self.currencies)
        )
        return len(self.cells) + position

    def without(self, figures) -> "LinearModel":
        return dataclasses.replace(
            self, rows=tuple(row for row in self.rows if row.figure not in figures)
        )

    def agreeing(self, first=(), backwards=False) -> "LinearModel":
        """As many of its figures as agree, taken one after the other, each with those before it; `first` the printings
        of one quantity, by its key.
        """
        kept = dataclasses.replace(self, rows=())
        ordered = reversed(self.rows) if backwards else self.rows
        for row in sorted(ordered, key=lambda row: row.figure.key != first):
            longer = dataclasses.replace(kept, rows=(*kept.rows, row))
            kept = kept if longer.misses else longer
        return kept

    def bound(self, numerator, denominator) -> tuple[float, float]:
        """The least and the greatest value of a ratio that the figures allow. Raises Infeasible where they allow
        none.
        """
        return self._solve(numerator, denominator), 0.0 - self._solve(-numerator, denominator)

    def _solve(self, objective, denominator):
        upper, equal = self._structure()
        upper = np.vstack([upper, *(line for row in self.rows for line in row.lines())])
        equal = np.vstack([equal, denominator])
        result = _linear_program(objective, upper, equal, self._limits(), self._whole_numbers())
        if result.status == 2:
            raise Infeasible
        return -np.inf if result.status else result.fun if abs(result.fun) > 1e-12 else 0.0

    @cached_property
    def misses(self) -> Mapping[str, float]:
        """The figures that must give way, and by how much in their measure's unit, for the least miss in all."""
        upper, equal = self._structure()
        lines = [(index, line) for index, row in enumerate(self.rows) for line in row.lines()]
        slack = np.zeros((len(upper) + len(lines), len(self.rows)))
        slack[range(len(upper), len(slack)), [index for index, _ in lines]] = -1
        result = _linear_program(
            np.append(np.zeros(self.width), np.ones(len(self.rows))),
            np.hstack([np.vstack([upper, *(line for _, line in lines)]), slack]),
            np.hstack(
                [np.vstack([equal, self.unit()]), np.zeros((len(equal) + 1, len(self.rows)))]
            ),
            self._limits() + [(0, None)] * len(self.rows),
            np.append(self._whole_numbers(), np.zeros(len(self.rows))),
        )
        if result.x is None:
            raise Infeasible
        found = zip(self.rows, result.x[self.width :])
        return {
            row.figure.id: float(miss) * row.size * self.scale
            for row, miss in found
            if miss > TOLERANCE
        }

    @cached_property
    def face_value(self) -> "LinearModel":
        """The system with every exact figure at face value, or as near to it as rounding allows all of them to be.

        Where they do not agree so, the half-widths of all of them are shrunk by one factor, the smallest under which
        they do; then each, the finest first, is put at its face value if the others leave it that. Raises Infeasible
        where the figures do not agree as they are.
        """
        exact = [row.figure for row in self.rows if row.figure.exact]
        factors = dict.fromkeys(exact, 0.0)
        if not self._shrunk(factors)._feasible():
            if not self._feasible():
                raise Infeasible
            least, most = 0.0, 1.0
            while most - least > 1e-3:
                middle = (least + most) / 2
                agrees = self._shrunk(dict.fromkeys(exact, middle))._feasible()
                least, most = (least, middle) if agrees else (middle, most)
            factors = dict.fromkeys(exact, most)
            for row in sorted(self.rows, key=lambda row: (row.high - row.low) / row.size):
                if row.figure in factors and self._shrunk(factors | {row.figure: 0.0})._feasible():
                    factors[row.figure] = 0.0
        return self._shrunk(factors, SOLVED)

    def _shrunk(self, factors, room=0.0):
        """The half-widths of figures shrunk by their factors, but for some room relative to the figure's size."""

        def shrunk(row):
            middle, half = (
                (row.high + row.low) / 2,
                (row.high - row.low) / 2 * factors[row.figure] + row.size * room,
            )
            return dataclasses.replace(row, low=middle - half, high=middle + half)

        return dataclasses.replace(
            self, rows=tuple(shrunk(r) if r.figure in factors else r for r in self.rows)
        )

    def _feasible(self):
        try:
            return self._solve(np.zeros(self.width), self.unit()) > -np.inf
        except Infeasible:
            return False

    def slips(self, printings, alternatives) -> tuple[tuple[int, ...], ...]:
        """The fewest slips under which all figures agree, and every other set of as few.

        `printings` are the rows that repeat each other, by their indices in `rows`, for a slip is repeated with its
        figure; `alternatives` are pairs of a printing and the rows that it may have been meant as. A slip is a binary
        variable of one small milp; a set that is found is forbidden, and the next one sought. Indices of
        `alternatives` come back.
        """
        cells, count = len(self.cells), len(alternatives)
        rates = [*(self.rates[currency] for currency in self.currencies), 1.0]
        limit = lambda row, end: getattr(row, end) * rates[row.unit - cells]
        lines, bounds = [], []
        for place, rows in enumerate(printings):
            for position, index in enumerate(rows):
                row = self.rows[index]
                size = row.size * rates[row.unit - cells]
                for end, sign in (("low", -1), ("high", 1)):
                    if np.isfinite(here := limit(row, end)):
                        slack = [
                            here - limit(m[position], end) if whose == place else 0.0
                            for whose, m in alternatives
                        ]
                        lines.append(sign * np.append(row.coefficients[:cells], slack) / size)
                        bounds.append(sign * here / size + TOLERANCE)
        for place in range(len(printings)):  # a printing is meant in one way
            lines.append(
                np.append(np.zeros(cells), [float(whose == place) for whose, _ in alternatives])
            )
            bounds.append(1)
        upper, _ = self._structure()
        lines += list(np.hstack([upper[:, :cells], np.zeros((len(upper), count))]))
        bounds += list(-upper[:, -1])
        slipped = np.append(np.zeros(cells), np.ones(count))
        lines.append(slipped)
        bounds.append(MOST_SLIPS)
        whole = np.append(np.full(cells, float(self.whole)), np.ones(count))
        low = np.append(np.full(cells, -np.inf if self.signed else 0.0), np.zeros(count))
        high = np.append(np.full(cells, np.inf), np.ones(count))
        found = []
        while len(found) < MOST_MENDS:
            constraint = LinearConstraint(np.array(lines), -np.inf, np.array(bounds))
            with _quiet():
                result = milp(
                    slipped, constraints=constraint, integrality=whole, bounds=(low, high)
                )
            if result.x is None or (found and round(result.fun) > len(found[0])):
                break
            chosen = tuple(int(number) for number in np.flatnonzero(result.x[cells:] > 0.5))
            found.append(chosen)
            lines.append(
                np.append(np.zeros(cells), [float(number in chosen) for number in range(count)])
            )
            bounds.append(len(chosen) - 1)
        return tuple(found)

    def _whole_numbers(self):
        return (np.arange(self.width) < len(self.cells)) & self.whole

    def _limits(self):
        cells = (None, None) if self.signed else (0, None)
        return [cells] * len(self.cells) + [(0, None)] * (len(self.currencies) + 1)

    def _structure(self):
        """What holds whatever is printed: how many projects a row stands for, and the rates that are fixed."""
        upper, equal = (
            [],
            [_with(self.unit(c), self.width - 1, -rate) for c, rate in self.rates.items()],
        )
        for coefficients, low, high in self.groups:
            upper.append(_with(-coefficients, self.width - 1, low))
            if high < np.inf:
                upper.append(_with(coefficients, self.width - 1, -high))
        return np.array(upper).reshape(-1, self.width), np.array(equal).reshape(-1, self.width)


def _linear_program(objective, upper, equal, limits, whole):
    """HiGHS on upper · x <= 0 and equal · x = (0, …, 0, 1). It is asked again without presolve, which may call
    infeasible what is not; where neither finds a solution, or that there is no bound, either may say infeasible.
    """
    found = []
    for presolve in (True, False):
        zeros, ends = np.zeros(len(upper)), np.eye(len(equal))[-1]
        options = {"presolve": presolve}
        found.append(
            linprog(
                objective, upper, zeros, equal, ends, limits, integrality=whole, options=options
            )
        )
        if found[-1].status in (0, 3):
            return found[-1]
    return min(found, key=lambda result: result.status != 2)


def _with(coefficients, column, value):
    changed = coefficients.copy()
    changed[column] += value
    return changed


def _rounded(value) -> float:
    """To ten significant digits, so that the solver's last digits are never printed."""
    return float(f"{value:.10g}")


@contextlib.contextmanager
def _quiet():
    """Nothing reaches the terminal: HiGHS now and then prints a line for its own developers, past Python."""
    flush = getattr(ctypes.CDLL(None), "fflush", None) if os.name == "posix" else None
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        if flush:
            flush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


@dataclass(frozen=True)
class Rate:
    """Units of the announcement's currency for one of a foreign one: `value` is used; `implied` where the figures fix
    it.
    """

    currency: str
    value: float
    low: float
    high: float
    market: float
    implied: bool


@dataclass(frozen=True)
class Share:
    """A group's share of all investment: `known` at face value, and the sharp bounds `low` and `high`; fractions of 1.

    `projects` is the number of projects known to be in the group.
    """

    group: str
    projects: int
    known: float
    low: float
    high: float


@dataclass(frozen=True)
class Verdict:
    """What all the other figures say of one: `low` and `high` bound it, in its unit; `gap` is how far they rule it
    out.
    """

    verdict: str  # confirmed, consistent, contradicted or unchecked
    low: float
    high: float
    gap: float = 0.0


@dataclass(frozen=True)
class Drop:
    """A figure without which all the others agree: they make it `low` to `high`, each at face value, in its unit."""

    figure: Figure
    low: float
    high: float

    @property
    def gap(self) -> float:
        """How far the figure's own face value lies outside; below zero where it is the larger."""
        value = float(self.figure.value)
        return self.low - value if value < self.low else min(0.0, self.high - value)


@dataclass(frozen=True)
class Slip:
    """A figure that would fit if it was meant to be `value`, in `unit`: `kind` says what was mistaken for what."""

    figure: Figure
    kind: str
    value: float
    unit: str


@dataclass(frozen=True)
class Conflict:
    """Figures of which not all can be true, though all but any one of them can; `gap` is by how much, in their unit.

    `drops` and `slips` are the smallest mends: the figures of which one, dropped, mends everything, and the sets of
    fewest slips of a unit that do. None is ever applied.
    """

    measure: str
    figures: tuple[Figure, ...]
    gap: float
    drops: tuple[Drop, ...] = ()
    slips: tuple[tuple[Slip, ...], ...] = ()


@dataclass(frozen=True)
class Plan:
    """A printed plan beside what was signed: `low` and `high` bound the part of the plan that was signed can be."""

    measure: Measure
    figure: Figure
    signed: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Evidence:
    """An announcement as some of its sources print it. `at_market` has every currency at the market's rate of the
    day.
    """

    name: str
    dataset: Dataset
    sources: frozenset[str]
    at_market: bool = False

    @property
    def alone(self) -> bool:
        """Whether the article is all there is."""
        return len(self.dataset.sources) == 1

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.dataset.figures if figure.source in self.sources)

    @cached_property
    def named(self) -> tuple[AnnouncedProject, ...]:
        """The projects that these sources print; the others are known to exist, and no more."""
        amounts = {dict(figure.scope).get("project") for figure in self.figures}
        return tuple(
            p for p in self.dataset.projects if p.source in self.sources or p.id in amounts
        )

    @cached_property
    def rates(self) -> Mapping[str, Rate]:
        """The exchange rate of each foreign currency: the one that the figures imply, else the market's on the day."""
        money = [
            figure
            for figure in self.figures
            if self.dataset.measures[figure.measure].unit == "money"
        ]
        free, found = self._system("investment", {}), {}
        free = free.agreeing() if free.misses else free
        for currency in sorted({figure.unit for figure in money} - {self.dataset.currency}):
            market = value = low = high = _rounded(self.dataset.market_rate(currency))
            implied = False
            if currency in free.currencies and not self.at_market:
                least, most = free.bound(free.unit(currency), free.unit())
                definite = most <= PLAUSIBLE * least or (
                    least > 0 and most < np.inf and not least <= market <= most
                )
                implied = definite and market / PLAUSIBLE < most and least < market * PLAUSIBLE
            if implied:
                value = sum(free.face_value.bound(free.unit(currency), free.unit())) / 2
                low, high = least, most
            found[currency] = Rate(currency, *map(_rounded, (value, low, high)), market, implied)
        return found

    def rate(self, figure: Figure) -> float:
        """Units of the announcement's currency for one of a figure's own."""
        return self.rates[figure.unit].value if figure.unit in self.rates else 1.0

    @cached_property
    def models(self) -> Mapping[str, LinearModel]:
        used = {currency: rate.value for currency, rate in self.rates.items()}
        fixed = {currency: rate.value for currency, rate in self.rates.items() if not rate.implied}
        return {
            m: self._system(m, fixed if m == "investment" else used) for m in self.dataset.measures
        }

    @cached_property
    def counted(self) -> LinearModel:
        """The model of the number of projects with every unnamed group of the size that the curator gives it.

        The audit leaves that size open, for it is worked out from the very figures that are audited.
        """
        return self._system("projects", {}, counted=True)

    def _system(self, measure, fixed_rates, counted=False):
        kind, printed = (
            self.dataset.measures[measure],
            [f for f in self.figures if f.measure == measure],
        )
        money = kind.unit == "money"
        currencies = (
            tuple(sorted({figure.unit for figure in printed} - {self.dataset.currency}))
            if money
            else ()
        )
        ends = [
            abs(float(end))
            for f in printed
            for end in (f.interval.low, f.interval.high)
            if end.is_finite()
        ]
        scale = max(ends, default=1.0) if money else 1.0
        system = LinearModel(
            cells=self._cells(measure),
            currencies=currencies,
            rows=(),
            groups=(),
            scale=scale or 1.0,
            rates={
                currency: rate for currency, rate in fixed_rates.items() if currency in currencies
            },
            signed=kind.unit == "%",
            whole=kind.additive and kind.unit not in ("money", "%"),
        )
        rows, groups = [], []
        for figure in printed:
            low, high = (
                float(figure.interval.low) / system.scale,
                float(figure.interval.high) / system.scale,
            )
            picked = system.sum(figure.scope if kind.additive else [("scope", figure.scope)])
            rows.append(Constraint(figure, picked, system.unit_column(figure.unit), low, high))
        if measure == "projects":
            for project in self.named:
                sizes = (
                    (project.count, project.count) if project.count == 1 or counted else (1, np.inf)
                )
                groups.append((system.sum([("project", project.id)]), *sizes))
        return dataclasses.replace(system, rows=tuple(rows), groups=tuple(groups))

    def _cells(self, measure):
        announcement = self.dataset
        if not announcement.measures[measure].additive:
            scopes = dict.fromkeys(
                figure.scope for figure in self.figures if figure.measure == measure
            )
            return tuple({"scope": scope} for scope in scopes)
        cells = []
        for project in announcement.projects:
            anything = {
                dimension: tuple(announcement.vocabularies[dimension])
                for dimension in announcement.dimensions
            }
            possible = project.attributes if project in self.named else anything
            for groups in itertools.product(
                *(possible[dimension] for dimension in announcement.dimensions)
            ):
                cells.append({"project": project.id} | dict(zip(announcement.dimensions, groups)))
        return tuple(cells)

    @cached_property
    def adds_up(self) -> bool:
        """Whether the figures of investment can all be true; if not, nothing is computed from them."""
        return not self.models["investment"].misses and not self.counted.misses

    @property
    def has_shares(self) -> bool:
        """Whether shares can be computed: the figures can all be true, and the total has a limit."""
        return self.adds_up and self.total()[1] < np.inf

    def total(self) -> tuple[float, float]:
        """The bounds of all investment, in whole units of the announcement's currency; at face value where that is
        exact. Where the figures do not add up, what is printed for the whole, by the article if it prints it.
        """
        if not self.adds_up:
            printed = [
                f
                for f in self.figures
                if f.key == ("investment", ()) and f.unit == self.dataset.currency
            ]
            own = [f for f in printed if f.source == self.dataset.article.id] or printed
            finest = min(own, key=lambda f: f.interval.high - f.interval.low, default=None)
            return (
                (0.0, np.inf)
                if finest is None
                else (float(finest.interval.low), float(finest.interval.high))
            )
        system = self.models["investment"].face_value
        return tuple(
            _rounded(end * system.scale) for end in system.bound(system.sum(), system.unit())
        )

    @lru_cache(maxsize=16)  # of the views at hand; all of them would never be let go
    def known(self, dimension) -> Mapping[str, float]:
        """The share of investment that is in a group in any case, every exact figure taken at face value."""
        system = self.models["investment"].face_value
        groups = self.dataset.vocabularies[dimension]
        return {
            group: system.bound(system.sum([(dimension, group)]), system.sum())[0]
            for group in groups
        }

    @lru_cache(maxsize=16)  # of the views at hand; all of them would never be let go
    def shares(self, dimension) -> tuple[Share, ...]:
        """The share of investment of every group of a dimension, in the order in which they are declared."""
        money, counts = self.models["investment"], self.counted
        found = []
        for group, known in self.known(dimension).items():
            scope = [(dimension, group)]
            low, high = money.bound(money.sum(scope), money.sum())
            projects, _ = counts.bound(counts.sum(scope), counts.unit())
            found.append(Share(group, round(projects), known, low, high))
        return tuple(found)

    def project_count(self) -> tuple[int, float]:
        """The bounds of the number of projects; where they do not add up, the number in the table of projects."""
        if self.counted.misses:
            return sum(project.count for project in self.named), np.inf
        low, high = self.counted.bound(self.counted.sum(), self.counted.unit())
        return round(low), high

    def amounts(self) -> tuple[tuple[AnnouncedProject, Figure, float], ...]:
        """The projects whose amount is printed, largest first: the figure, and its face value in the announcement's
        currency.
        """
        printed = {
            figure.scope: figure
            for figure in reversed(self.figures)
            if figure.measure == "investment"
        }
        named = [(project, printed.get((("project", project.id),))) for project in self.named]
        found = [
            (project, figure, float(figure.value) * self.rate(figure))
            for project, figure in named
            if figure
        ]
        return tuple(sorted(found, key=lambda item: -item[2]))

    def disclosed(self) -> tuple[int, float, float]:
        """How many projects have their amounts printed, and the bounds of the part of all investment that is theirs,
        every exact figure taken at face value; these are not numbers where the figures do not add up.
        """
        projects = [project for project, *_ in self.amounts()]
        number = sum(project.count for project in projects)
        if not self.adds_up:
            return number, np.nan, np.nan
        if not projects:
            return 0, 0.0, 0.0
        system = self.models["investment"].face_value
        return number, *system.bound(self._theirs(system, projects), system.sum())

    def undisclosed(self) -> tuple[float, float]:
        """The bounds of the investment of all projects whose amount is not printed, in whole units of the currency."""
        system = self.models["investment"].face_value
        others = system.sum() - self._theirs(system, [project for project, *_ in self.amounts()])
        return tuple(_rounded(end * system.scale) for end in system.bound(others, system.unit()))

    def _theirs(self, system, projects):
        return sum(
            (system.sum([("project", project.id)]) for project in projects), np.zeros(system.width)
        )

    def divided(self, dimension) -> bool:
        """Whether all the money is printed by project or by group: what is not known of it, its figures leave open."""
        printed = {figure.scope for figure in self.figures if figure.measure == "investment"}
        return len(self.named) == len(self.dataset.projects) and all(
            (("project", project.id),) in printed or ((dimension, group),) in printed
            for project in self.named
            for group in project.attributes[dimension]
        )

    def plans(self) -> tuple[Plan, ...]:
        """Every plan that is printed for the whole of a measure, beside what was signed."""
        found = {}
        for figure in self.figures:
            measure = self.dataset.measures[figure.measure]
            if measure.plan_of and not figure.scope and measure.id not in found:
                system = (
                    self.models[measure.plan_of] if measure.plan_of != "projects" else self.counted
                )
                if system.misses:
                    continue
                low, high = (
                    end * system.scale for end in system.bound(system.sum(), system.unit())
                )
                signed = system.face_value.bound(system.sum(), system.unit())[0] * system.scale
                least, most = (
                    float(end) * self.rate(figure)
                    for end in (figure.interval.low, figure.interval.high)
                )
                found[measure.id] = Plan(
                    measure,
                    figure,
                    _rounded(signed),
                    low / most if most else np.inf,
                    high / least if least else np.inf,
                )
        return tuple(found.values())

    @cached_property
    def audit(self) -> Mapping[str, Verdict]:
        """The verdict on every figure, by its id: what all the others say of it when it is left out.

        A quantity that the same source, its original or its translation prints again is left out with it, for
        repetition confirms nothing.
        """
        found = {}
        for figure in self.figures:
            system = self.models[figure.measure]
            others = system.without(self._repeated(figure))
            row = next(row for row in system.rows if row.figure is figure)
            found[figure.id] = _verdict(row, others)
        return found

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """For every measure whose figures cannot all be true, a set of them that cannot, and no smaller part of it."""
        found = []
        for measure, system in (self.models | {"projects": self.counted}).items():
            if not system.misses:
                continue
            core = system
            for row in reversed(system.rows):
                smaller = core.without([row.figure])
                if smaller.misses:
                    core = smaller
            drops = []
            for figure in (row.figure for row in system.rows):
                same = [f for f in self._repeated(figure) if f.value == figure.value]
                others = system.without(same)
                if not others.misses:
                    face, row = (
                        others.face_value,
                        next(row for row in system.rows if row.figure is figure),
                    )
                    ends = face.bound(row.coefficients, face.unit(row.figure.unit))
                    drops.append(Drop(figure, *(_rounded(end * system.scale) for end in ends)))
            mends = [drop.figure for drop in drops]
            ordered = sorted(
                (row.figure for row in core.rows), key=lambda figure: figure not in mends
            )
            gap = _rounded(sum(core.misses.values()))
            found.append(Conflict(measure, tuple(ordered), gap, tuple(drops), self._slips(system)))
        return tuple(found)

    def _repeated(self, figure):
        """The printings of one quantity by one source, its original and its translations."""
        family = self.dataset.family(figure.source)
        return [f for f in self.figures if f.key == figure.key and f.source in family]

    def _slips(self, system):
        announcement = self.dataset
        fixed = dataclasses.replace(
            system, rates={c: self.rates[c].value for c in system.currencies}
        )
        printings = {}
        for index, row in enumerate(system.rows):
            same = min(self.dataset.family(row.figure.source))
            printings.setdefault((row.figure.key, same, row.figure.value, row.unit), []).append(
                index
            )
        places, alternatives, kinds = list(printings.values()), [], []
        for place, indices in enumerate(places):
            rows = [system.rows[index] for index in indices]
            figure = rows[0].figure
            for kind, factor in _slips_of(
                figure, money=announcement.measures[figure.measure].unit == "money"
            ):
                meant = [
                    dataclasses.replace(row, low=row.low * factor, high=row.high * factor)
                    for row in rows
                ]
                alternatives.append((place, meant))
                kinds.append(Slip(figure, kind, float(figure.value) * factor, figure.unit))
            if figure.unit in system.currencies:
                meant = [
                    dataclasses.replace(row, unit=system.unit_column(announcement.currency))
                    for row in rows
                ]
                alternatives.append((place, meant))
                kind = f"has {figure.unit} for {announcement.currency}"
                kinds.append(Slip(figure, kind, float(figure.value), announcement.currency))
        sets = fixed.slips(places, alternatives)
        return tuple(tuple(kinds[number] for number in chosen) for chosen in sets)


def _slips_of(figure, money):
    """The slips that the printed phrase of a figure invites: what was mistaken, and by which factor it is meant."""
    yield "is ten times too large", 0.1
    yield "is ten times too small", 10
    if money:
        phrase = figure.printed.lower()
        for smaller, larger, small, large, factor in SCALE_SLIPS:
            if re.search(larger, phrase):
                yield f"has {large} for {small}", 1 / factor
            elif re.search(smaller, phrase):
                yield f"has {small} for {large}", factor


def _verdict(row, others):
    figure, unit = row.figure, others.unit(row.figure.unit)
    slack = TOLERANCE * row.size
    if (
        others.misses
    ):  # the others disagree among themselves: what those of them that agree say, either way
        ways = [
            _verdict(row, others.agreeing(row.figure.key, backwards)) for backwards in (False, True)
        ]
        return next((verdict for verdict in ways if verdict.verdict == "contradicted"), ways[0])
    low, high = others.bound(row.coefficients, unit)
    gap = max(low - row.high, row.low - high, 0)
    printed = figure.reading.interval
    least = max(row.low, float(printed.low) / others.scale) - slack
    most = min(row.high, float(printed.high) / others.scale) + slack
    if low <= 0 and high == np.inf:
        verdict = "unchecked"
    elif gap > slack or figure.corrected:
        verdict = "contradicted"
    elif least <= low and high <= most:
        verdict = "confirmed"
    else:
        low_at_face, high_at_face = others.face_value.bound(row.coefficients, unit)
        verdict = "confirmed" if least <= low_at_face and high_at_face <= most else "consistent"
    return Verdict(
        verdict, *(_rounded(v * others.scale) for v in (low, high, gap if gap > slack else 0.0))
    )


@lru_cache(maxsize=1)
def views(announcement: Dataset) -> tuple[Evidence, Evidence]:
    """What the article alone supports, and what all sources together support: the same where there is no other
    source.
    """
    return (
        Evidence("article", announcement, frozenset([announcement.article.id])),
        Evidence("all-sources", announcement, frozenset(announcement.sources)),
    )


def distinct(views: tuple[Evidence, Evidence]) -> tuple[Evidence, ...]:
    """The views that say different things: only the article's, where there is no other source."""
    return views[:1] if views[0].alone else views


def at_market_rate(view: Evidence) -> Evidence:
    """The same view with every currency converted at the market's rate of the day."""
    return dataclasses.replace(view, at_market=True)


def taken_literally(view: Evidence, figure: Figure) -> tuple[float, float]:
    """What is left for the projects outside `figure.printed_scope` if its sentence is taken at its word.

    Bounds in whole units: of the announcement's currency, or projects. Raises Infeasible where the others rule it out.
    """
    alike = [
        f for f in view.figures if f.key == figure.key and f.printed_scope == figure.printed_scope
    ]
    literal = [
        dataclasses.replace(f, scope=f.printed_scope) if f in alike else f
        for f in view.dataset.figures
    ]
    changed = dataclasses.replace(view.dataset, figures=tuple(literal))
    system = dataclasses.replace(view, dataset=changed).models[figure.measure]
    low, high = system.bound(
        system.sum(figure.scope) - system.sum(figure.printed_scope), system.unit()
    )
    return _rounded(low * system.scale), _rounded(high * system.scale)
