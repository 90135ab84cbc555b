"""An announcement is a small linear model, and everything the report says of it is a bound of that model.

The unknowns are the investment of every project, split over the groups it may belong to, and one exchange rate for
every foreign currency. Every printed figure says that a sum of them lies in an interval. What the figures allow
between them is found by linear programming (HiGHS, through SciPy): statistical offices audit suppressed table cells
this way, and economists call it partial identification (Manski, 2003). All bounds are bounds of a ratio, a share
being a part over the whole and an amount in dollars a sum over a rate, so the model is kept in the homogeneous form
of Charnes and Cooper (1962), in which a ratio is linear.

This module knows announcements and numbers; it knows nothing of charts, words or files.
"""

import dataclasses
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from currency_converter import CurrencyConverter, RateNotFoundError
from scipy.optimize import linprog

from helpers.announcement import ADDITIVE, Announcement, DatasetError, Figure, Measure, Project

TOLERANCE = 1e-6  # relative: two bounds closer than this are one
PLAUSIBLE = 1.25  # a rate further from the market's than this factor is a slip in a figure, not a rate somebody used


class Infeasible(Exception):
    """No values of the unknowns agree with all the figures."""


@dataclass(frozen=True)
class Row:
    """One printed figure as a constraint: low <= coefficients · unknowns / unit <= high."""

    figure: Figure
    coefficients: np.ndarray
    unit: int  # the column of an exchange rate, or the last one, the constant 1
    low: float
    high: float
    value: float


@dataclass(frozen=True)
class System:
    """The linear model of one measure.

    Its columns are the `cells` (a project in one combination of groups; or, for a measure that is no sum over
    projects, one quantity), then a rate for each of `currencies`, then the constant 1. Money is in the
    announcement's currency, divided by `scale`. `groups` says how many projects the cells of a row may make.
    """

    cells: tuple[Mapping[str, str], ...]
    currencies: tuple[str, ...]
    rates: Mapping[str, float]  # the rates that are fixed; any other is left to the figures
    rows: tuple[Row, ...]
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
        return np.array(cells + [False] * (len(self.currencies) + 1), float)

    def unit(self, currency="") -> np.ndarray:
        """The coefficients that pick the rate of a currency; of the announcement's own, the constant 1."""
        return np.eye(self.width)[self.unit_column(currency)]

    def unit_column(self, currency) -> int:
        return len(self.cells) + (self.currencies.index(currency) if currency in self.currencies else len(self.currencies))

    def without(self, figures) -> "System":
        return dataclasses.replace(self, rows=tuple(row for row in self.rows if row.figure not in figures))

    def bound(self, numerator, denominator) -> tuple[float, float]:
        """The least and the greatest value of a ratio that the figures allow. Raises Infeasible where they allow none."""
        structure, fixed = self._structure()
        upper = np.vstack([structure, *(line for row in self.rows for line in _within(row.coefficients, row.unit, row.low, row.high))])
        equal = np.vstack([fixed, denominator])
        ends = []
        for sign in (1, -1):
            result = linprog(
                sign * numerator, upper, np.zeros(len(upper)), equal, np.eye(len(equal))[-1], self._limits(),
                integrality=np.arange(self.width) < len(self.cells) if self.whole else None, options={"presolve": sign == 1},
            )  # fmt: skip
            if result.status == 2:
                raise Infeasible
            ends.append(_rounded(sign * result.fun) if result.status == 0 else -sign * np.inf)
        return ends[0], ends[1]

    def nearest(self, wanted) -> tuple[np.ndarray, float]:
        """The unknowns nearest to what is `wanted` of each row (low, high, weight), and their weighted distance from it."""
        structure, fixed = self._structure()
        lines = [(index, line) for index, row in enumerate(self.rows) for line in _within(row.coefficients, row.unit, *wanted(row)[:2])]
        misses = np.zeros((len(lines), len(self.rows)))
        misses[range(len(lines)), [index for index, _ in lines]] = -1
        upper = np.block([[structure, np.zeros((len(structure), len(self.rows)))], [np.array([line for _, line in lines]).reshape(-1, self.width), misses]])
        equal = np.vstack([fixed, self.unit()])
        result = linprog(
            np.append(np.zeros(self.width), [wanted(row)[2] for row in self.rows]), upper, np.zeros(len(upper)),
            np.hstack([equal, np.zeros((len(equal), len(self.rows)))]), np.eye(len(equal))[-1], self._limits() + [(0, None)] * len(self.rows),
        )  # fmt: skip
        return result.x[: self.width], result.fun

    @cached_property
    def misfit(self) -> float:
        """By how much, in all, the figures miss each other; zero where they can all be true."""
        return self.nearest(lambda row: (row.low, row.high, 1))[1]

    @cached_property
    def face_value(self) -> "System":
        """The system with each exact figure taken at face value, or as near to it as all the figures together allow."""
        unknowns, _ = self.nearest(lambda row: (row.value, row.value, 1 / max(row.high - row.low, TOLERANCE)))

        def taken(row):
            value = row.coefficients @ unknowns / (unknowns[row.unit] or 1)
            exact = row.figure.reading.qualifier == "exact"
            return dataclasses.replace(row, low=value if exact else min(row.low, value), high=value if exact else max(row.high, value))

        rates = {currency: _rounded(self.unit(currency) @ unknowns) for currency in self.currencies}
        return dataclasses.replace(self, rows=tuple(map(taken, self.rows)), rates=rates)

    def _limits(self):
        cells = (None, None) if self.signed else (0, None)
        return [cells] * len(self.cells) + [(0, None)] * (len(self.currencies) + 1)

    def _structure(self):
        """What holds whatever is printed: the fixed rates, and how many projects a row stands for."""
        upper = [line for coefficients, low, high in self.groups for line in _within(coefficients, self.width - 1, low, high)]
        equal = [_with(self.unit(currency), self.width - 1, -rate) for currency, rate in self.rates.items()]
        return np.array(upper).reshape(-1, self.width), np.array(equal).reshape(-1, self.width)


def _with(coefficients, column, value):
    changed = coefficients.copy()
    changed[column] += value
    return changed


def _within(coefficients, unit, low, high):
    """low <= coefficients · z / unit <= high, as rows of A with A · z <= 0."""
    if low > -np.inf:
        yield _with(-coefficients, unit, low)
    if high < np.inf:
        yield _with(coefficients, unit, -high)


@dataclass(frozen=True)
class Rate:
    """Units of the announcement's currency for one of a foreign one: `value` is used; `implied` where the figures fix it."""

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

    dimension: str
    group: str
    projects: int
    known: float
    low: float
    high: float


@dataclass(frozen=True)
class Verdict:
    """What all the other figures say of one: `low` and `high` bound it, in its unit; `gap` is by how much they rule it out."""

    verdict: str  # confirmed, consistent, contradicted or unchecked
    low: float
    high: float
    gap: float = 0.0


@dataclass(frozen=True)
class Conflict:
    """Figures of which not all can be true, though all but any one of them can; `gap` is by how much, in the measure's unit.

    Where dropping one of them would mend everything, it comes first.
    """

    measure: str
    figures: tuple[Figure, ...]
    gap: float


@dataclass(frozen=True, eq=False)
class View:
    """An announcement as some of its sources print it. `rates` given by hand replace those implied or of the market."""

    name: str
    announcement: Announcement
    sources: frozenset[str]
    given_rates: Mapping[str, float] | None = None

    @property
    def alone(self) -> bool:
        """Whether the article is all there is."""
        return len(self.announcement.sources) == 1

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.announcement.figures if figure.source in self.sources)

    @cached_property
    def named(self):
        """The projects that these sources print; the others are known to exist, and no more."""
        amounts = {dict(figure.scope).get("project") for figure in self.figures}
        return tuple(p for p in self.announcement.projects if p.source in self.sources or p.id in amounts)

    @cached_property
    def rates(self) -> Mapping[str, Rate]:
        """The exchange rate of each foreign currency: the one that the figures imply, else the market's on the day."""
        free = self._system("investment", {})
        found = {}
        for currency in free.currencies:
            market = market_rate(currency, self.announcement)
            low, high = free.bound(free.unit(currency), free.unit()) if free.misfit < TOLERANCE else (0, np.inf)
            implied = market / PLAUSIBLE < high < np.inf and 0 < low < market * PLAUSIBLE
            value = free.face_value.rates[currency] if implied else market
            found[currency] = Rate(currency, value, low if implied else market, high if implied else market, market, implied)
        return found

    @cached_property
    def systems(self) -> Mapping[str, System]:
        fixed = {c: rate.market for c, rate in self.rates.items() if not rate.implied} if self.given_rates is None else self.given_rates
        return {measure: self._system(measure, fixed) for measure in self.announcement.measures}

    @cached_property
    def counted(self) -> System:
        """The model of the number of projects with every unnamed group of the size that the curator gives it.

        The audit leaves that size open, for it is worked out from the very figures that are audited.
        """
        return self._system("projects", {}, counted=True)

    def _system(self, measure, fixed_rates, counted=False):
        announcement, printed = self.announcement, [figure for figure in self.figures if figure.measure == measure]
        groups = []
        if measure in ADDITIVE:
            cells = [
                {"project": project.id} | dict(zip(announcement.dimensions, groups_))
                for project in announcement.projects
                for groups_ in itertools.product(*(
                    project.attributes[d] if project in self.named else tuple(announcement.vocabularies[d]) for d in announcement.dimensions
                ))
            ]  # fmt: skip
        else:
            cells = [dict(scope) for scope in dict.fromkeys(figure.scope for figure in printed)]
        units = {figure.unit for figure in printed}
        money = announcement.measures[measure].unit == "money"
        currencies = tuple(sorted(units - {announcement.currency})) if money else ()
        ends = [float(end) for figure in printed for end in (figure.interval.low, figure.interval.high) if end.is_finite()]
        scale = max(ends, default=1.0) if money else 1.0
        empty = System(tuple(cells), currencies, {c: fixed_rates[c] for c in currencies if c in fixed_rates}, (), (), scale,
                       signed=announcement.measures[measure].unit == "%", whole=measure == "projects")  # fmt: skip
        if measure == "projects":
            groups = [(empty.sum([("project", p.id)]), p.count if p.count == 1 or counted else 1, p.count if p.count == 1 or counted else np.inf) for p in self.named]
        rows = [
            Row(figure, empty.sum(figure.scope) if measure in ADDITIVE else np.array([c == dict(figure.scope) for c in cells] + [0] * (len(currencies) + 1), float),
                empty.unit_column(figure.unit), *(float(v) / scale for v in (figure.interval.low, figure.interval.high, figure.reading.value)))
            for figure in printed
        ]  # fmt: skip
        return dataclasses.replace(empty, rows=tuple(rows), groups=tuple(groups))

    def project_count(self) -> int:
        """The number of projects, or the least that the figures allow."""
        return round(self.counted.bound(self.counted.sum(), self.counted.unit())[0])

    def amounts(self) -> tuple[tuple[Project, Figure, float], ...]:
        """The projects whose amount is printed, largest first: the figure and its face value in the announcement's currency."""
        printed = {dict(figure.scope).get("project"): figure for figure in reversed(self.figures) if figure.measure == "investment"}
        rates = {self.announcement.currency: 1.0} | {c: rate.value for c, rate in self.rates.items()} | dict(self.given_rates or {})
        found = [(p, printed[p.id], float(printed[p.id].reading.value) * rates[printed[p.id].unit]) for p in self.named if p.id in printed]
        return tuple(sorted(found, key=lambda item: -item[2]))

    def total(self) -> tuple[float, float, float]:
        """All investment, in whole units of the announcement's currency: at face value, and its bounds."""
        system = self.systems["investment"]
        low, high = system.bound(system.sum(), system.unit())
        face, _ = system.face_value.bound(system.sum(), system.unit())
        return _rounded(face * system.scale), _rounded(low * system.scale), _rounded(high * system.scale)

    @cache
    def known(self, dimension) -> Mapping[str, float]:
        """The share of investment that is printed for a group or its projects, at face value."""
        system = self.systems["investment"].face_value
        return {g: system.bound(system.sum([(dimension, g)]), system.sum())[0] for g in self.announcement.vocabularies[dimension]}

    @cache
    def shares(self, dimension) -> tuple[Share, ...]:
        """The share of investment of every group of a dimension, in the order in which they are declared."""
        money, counts = self.systems["investment"], self.counted
        found = []
        for group in self.announcement.vocabularies[dimension]:
            scope = [(dimension, group)]
            low, high = money.bound(money.sum(scope), money.sum())
            projects, _ = counts.bound(counts.sum(scope), counts.unit())
            found.append(Share(dimension, group, round(projects), self.known(dimension)[group], low, high))
        return tuple(found)

    def disclosed(self) -> tuple[int, float]:
        """How many projects have their amounts printed, and the part of all investment that these make, at face value."""
        amounts = self.amounts()
        return sum(project.count for project, *_ in amounts), sum(amount for *_, amount in amounts) / self.total()[0]

    def plans(self) -> tuple[tuple[Measure, Figure, float, float, float], ...]:
        """For every measure of which a plan is printed: the plan's figure, what was signed at face value, and the
        least and the greatest part of the plan that it can be."""
        found = {}
        for figure in self.figures:
            measure = self.announcement.measures[figure.measure]
            if measure.plan_of and not figure.scope and measure.id not in found:
                system = self.systems[measure.plan_of]
                low, high = (end * system.scale for end in system.bound(system.sum(), system.unit()))
                signed = _rounded(system.face_value.bound(system.sum(), system.unit())[0] * system.scale)
                found[measure.id] = (measure, figure, signed, low / float(figure.interval.high), high / float(figure.interval.low))
        return tuple(found.values())

    @cache
    def audit(self) -> Mapping[str, Verdict]:
        """The verdict on every figure, by its id: what all the others say of it when it is left out.

        A quantity that the same source, its original or its translation prints again is left out with it, for
        repetition confirms nothing.
        """
        found = {}
        for figure in self.figures:
            system = self.systems[figure.measure]
            family = self.announcement.family(figure.source)
            others = system.without([f for f in self.figures if f.key == figure.key and f.source in family])
            row = next(row for row in system.rows if row.figure is figure)
            found[figure.id] = _verdict(row, others, system.scale)
        return found

    def conflicts(self) -> tuple[Conflict, ...]:
        """For every measure whose figures cannot all be true, a set of them that cannot, and no smaller part of it."""
        found = []
        for measure, system in (self.systems | {"projects": self.counted}).items():
            if system.misfit < TOLERANCE:
                continue
            core = system
            for row in reversed(system.rows):
                smaller = core.without([row.figure])
                if smaller.misfit >= TOLERANCE:
                    core = smaller
            mends = {row.figure.id for row in core.rows if system.without([row.figure]).misfit < TOLERANCE}
            ordered = sorted((row.figure for row in core.rows), key=lambda figure: figure.id not in mends)
            found.append(Conflict(measure, tuple(ordered), core.misfit * system.scale))
        return tuple(found)


def _verdict(row, others, scale):
    figure, unit = row.figure, np.eye(others.width)[row.unit]
    try:
        low, high = others.bound(row.coefficients, unit)
    except Infeasible:
        return Verdict("unchecked", -np.inf, np.inf)
    slack = TOLERANCE * max(abs(row.value), 1 / scale)
    gap = max(low - row.high, row.low - high, 0)
    printed = figure.reading.interval
    least, most = max(row.low, float(printed.low) / scale) - slack, min(row.high, float(printed.high) / scale) + slack
    if low <= 0 and high == np.inf:
        verdict = "unchecked"
    elif gap > slack or figure.corrected:
        verdict = "contradicted"
    elif least <= low and high <= most:
        verdict = "confirmed"
    else:
        low_at_face, high_at_face = others.face_value.bound(row.coefficients, unit)
        verdict = "confirmed" if least <= low_at_face and high_at_face <= most else "consistent"
    return Verdict(verdict, _rounded(low * scale), _rounded(high * scale), _rounded(gap * scale) if gap > slack else 0.0)


def _rounded(value):
    """To ten significant digits, so that the solver's last digits are never printed."""
    return float(f"{value:.10g}")


def views(announcement: Announcement) -> tuple[View, View]:
    """What the article alone supports, and what all sources together support: the same where there is no other source."""
    return (
        View("article", announcement, frozenset([announcement.article.id])),
        View("all-sources", announcement, frozenset(announcement.sources)),
    )


def at_market_rate(view: View) -> View:
    """The same view with every currency converted at the market's rate of the day."""
    return dataclasses.replace(view, given_rates={currency: rate.market for currency, rate in view.rates.items()})


def as_printed(view: View, figure: Figure) -> tuple[float, float]:
    """What is left for the projects outside `figure.printed_scope` if its sentence is taken at its word.

    Bounds in whole units of the announcement's currency. Raises Infeasible where the other figures rule it out.
    """
    literal = {
        f.id: dataclasses.replace(f, scope=f.printed_scope) for f in view.figures if f.key == figure.key and f.printed_scope == figure.printed_scope
    }
    changed = dataclasses.replace(view.announcement, figures=tuple(literal.get(f.id, f) for f in view.announcement.figures))
    system = dataclasses.replace(view, announcement=changed).systems["investment"]
    low, high = system.bound(system.sum(figure.scope) - system.sum(figure.printed_scope), system.unit())
    return low * system.scale, high * system.scale


def market_rate(currency: str, announcement: Announcement) -> float:
    """Units of the announcement's currency for one of `currency`: the ECB's reference rates of its date."""
    try:
        return _converter().convert(1, currency, announcement.currency, date=announcement.date)
    except (RateNotFoundError, ValueError) as error:
        raise DatasetError([f"data/{announcement.id}/announcement.toml: date: no market rate from {currency} to {announcement.currency}: {error}"]) from error


@cache
def _converter():
    return CurrencyConverter(fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known")
