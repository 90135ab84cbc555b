"""The figures of some sources of a dataset, and what they allow.

An announcement is a small linear model, and everything that the report says of it is a bound of
that model. This module says which figures enter it, and asks it for rates, totals, shares,
amounts and plans. It knows nothing of charts or files.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from helpers.dataset.entities import AnnouncedProject, Dataset, Figure
from helpers.model.assembly import Groups, assembled, group_sizes, picked, sized
from helpers.model.audit import audited
from helpers.model.bounds import (
    Amount,
    Bounds,
    Conflict,
    Disclosed,
    Plan,
    Rate,
    Share,
    Verdict,
    rounded,
)
from helpers.model.changes import Assumed, Change, Converted
from helpers.model.conflicts import found_conflicts
from helpers.model.linear import INFINITY, Form, LinearModel
from helpers.model.plans import found_plans
from helpers.model.scope import as_scope, ensure_known
from helpers.project import ProblemsError

# Nobody uses a rate that is further from the market's than this factor. A rate that is vaguer is
# not used either, unless the figures rule the market's out.
PLAUSIBLE = 1.25
ARTICLE, ALL_SOURCES = "article", "all-sources"


@dataclass(frozen=True, eq=False, repr=False)
class Evidence:
    """The figures of some sources of a dataset, and what they allow.

    `name` is the id of the view: ARTICLE or ALL_SOURCES. `changes` say what differs from what the
    sources say, where it is a scenario ("what if"); `dataset` is then the changed one.
    """

    name: str
    dataset: Dataset
    sources: frozenset[str]
    changes: tuple[Change, ...] = ()

    def __repr__(self) -> str:
        name = f"{self.name}, what if" if self.is_scenario else self.name
        return f"<Evidence {self.dataset.id}: {name}; {len(self.figures)} figures>"

    @property
    def is_scenario(self) -> bool:
        """Whether it is no finding, since something in it is assumed ("what if")."""
        return bool(self.changes)

    @cached_property
    def given_rates(self) -> Mapping[str, float]:
        """The exchange rates that stand in place of those implied and of the market's."""
        conversions = [change for change in self.changes if isinstance(change, Converted)]
        return {code: rate for each in conversions for code, rate in each.rates.items()}

    @cached_property
    def assumed(self) -> Mapping[str, Groups]:
        """By project, the groups that it is assumed to belong to whatever the sources say."""
        found: dict[str, Groups] = {}
        for change in self.changes:
            if isinstance(change, Assumed):
                for project, groups in change.groups.items():
                    found[project] = {**found.get(project, {}), **groups}
        return found

    @property
    def alone(self) -> bool:
        """Whether the article is the only source."""
        return len(self.dataset.sources) == 1

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that these sources print."""
        return tuple(figure for figure in self.dataset.figures if figure.source in self.sources)

    @cached_property
    def named(self) -> tuple[AnnouncedProject, ...]:
        """The projects that these sources print; the others are known to exist, and no more."""
        amounts = {dict(figure.scope).get("project") for figure in self.figures}
        return tuple(
            project
            for project in self.dataset.projects
            if project.source in self.sources or project.id in amounts
        )

    # rates

    @cached_property
    def rates(self) -> Mapping[str, Rate]:
        """The rate of each foreign currency: given by hand, else implied, else the market's."""
        measures = self.dataset.measures
        units = {f.unit for f in self.figures if measures[f.measure].unit == "money"}
        return {c: self._rate(c) for c in sorted(units - {self.dataset.currency})}

    @cached_property
    def _free(self) -> LinearModel:
        """The model of investment in which the figures (those that agree) decide on the rates."""
        model = self._model("investment", self.given_rates)
        return model.agreeing() if model.misses else model

    def _rate(self, currency: str) -> Rate:
        market = rounded(self.dataset.market_rate(currency) or 1.0)
        if currency in self.given_rates:
            value = float(self.given_rates[currency])
            return Rate(currency, value, value, value, market, implied=False)
        if currency in self._free.currencies:
            ratio = self._free.unit(currency), self._free.unit()
            bounds = self._free.bound(*ratio)
            if _is_plausible(bounds, market):
                value = sum(self._free.face_value.bound(*ratio)) / 2
                return Rate(currency, rounded(value), *bounds.rounded(), market, implied=True)
        return Rate(currency, market, market, market, market, implied=False)

    def rate(self, figure: Figure) -> float:
        """Units of the announcement's currency for one of a figure's own."""
        return self.rates[figure.unit].value if figure.unit in self.rates else 1.0

    # models

    @cached_property
    def models(self) -> Mapping[str, LinearModel]:
        """The model of every measure.

        A rate that the figures imply is left to them in that of investment, and fixed elsewhere.
        """
        used = {currency: rate.value for currency, rate in self.rates.items()}
        fixed = {currency: rate.value for currency, rate in self.rates.items() if not rate.implied}
        return {
            measure: self._model(measure, fixed if measure == "investment" else used)
            for measure in self.dataset.measures
        }

    @cached_property
    def counted(self) -> LinearModel:
        """The model of the number of projects, unnamed groups being as large as the table says.

        The audit leaves that size open, for it is worked out from the very figures that are
        audited.
        """
        return self._model("projects", {}, counted=True)

    def _model(
        self, measure: str, rates: Mapping[str, float], counted: bool = False
    ) -> LinearModel:
        kind = self.dataset.measures[measure]
        model = assembled(self.dataset, kind, self.figures, self._possible, rates)
        return sized(model, group_sizes(self.named, counted)) if measure == "projects" else model

    def _possible(self, project: AnnouncedProject) -> Groups:
        """The groups that a project may belong to: any, where these sources do not name it."""
        anything = {
            name: tuple(self.dataset.vocabularies[name]) for name in self.dataset.dimensions
        }
        known = project.attributes if project in self.named else anything
        return {**known, **self.assumed.get(project.id, {})}

    @property
    def _bounding(self) -> Mapping[str, LinearModel]:
        """The model that bounds each measure: for projects, with the table's counts."""
        return {**self.models, "projects": self.counted}

    # what the figures allow

    @cached_property
    def adds_up(self) -> bool:
        """Whether the figures of investment, and those of projects, can all be true."""
        return not self.models["investment"].misses and not self.counted.misses

    @property
    def has_shares(self) -> bool:
        """Whether shares can be computed: the figures add up, and the total has a limit."""
        return self.adds_up and self.total().high < INFINITY

    def bound(self, measure: str, scope: Mapping[str, str] | None = None) -> Bounds:
        """The least and the greatest value in a scope, such as `{"origin": "foreign"}`.

        In whole units (of the announcement's currency, projects, percent). Raises ProblemsError
        for a name that is not known, and where the figures of the measure cannot all be true.
        """
        ensure_known("measure", measure, self.dataset.measures)
        pairs = as_scope(self.dataset, scope or {})
        model = self._bounding[measure]
        if model.misses:
            raise ProblemsError(
                f"the figures of {measure} cannot all be true, so they bound nothing; "
                "see its conflicts, and leave a figure out"
            )
        form = model.sum(picked(pairs, self.dataset.measures[measure]))
        if not self.dataset.measures[measure].additive and not form.any():
            return Bounds(-INFINITY if model.signed else 0.0, INFINITY)
        return model.bound(form, model.unit()).rounded(model.scale)

    def total(self) -> Bounds:
        """The bounds of all investment, in whole units of the announcement's currency.

        Every exact figure is taken at face value. Where the figures do not add up, it is what is
        printed for the total, by the article if it prints one.
        """
        if not self.adds_up:
            return self._printed_total()
        model = self.models["investment"].face_value
        return model.bound(model.sum(), model.unit()).rounded(model.scale)

    def _printed_total(self) -> Bounds:
        if self.total_figure is None:
            return Bounds(0.0, INFINITY)
        interval = self.total_figure.interval
        return Bounds(float(interval.low), float(interval.high))

    @cached_property
    def total_figure(self) -> Figure | None:
        """The figure that gives all the money: of the article's, if it has any, the finest.

        One that the curator corrects counts only where there is no other.
        """
        key, currency = ("investment", ()), self.dataset.currency
        given = [f for f in self.figures if f.key == key and f.unit == currency]
        own = [f for f in given if f.source == self.dataset.article.id] or given
        return min(own, key=lambda f: (f.corrected, f.interval.high - f.interval.low), default=None)

    def known(self, dimension: str) -> Mapping[str, float]:
        """The share of investment that is in each group in any case.

        Every exact figure is taken at face value. Empty where the figures do not add up.
        """
        if dimension not in self._known:
            self._known[dimension] = self._known_shares(dimension) if self.adds_up else {}
        return self._known[dimension]

    @cached_property
    def _known(self) -> dict[str, Mapping[str, float]]:
        return {}

    def _known_shares(self, dimension: str) -> Mapping[str, float]:
        model = self.models["investment"].face_value
        groups = self.dataset.vocabularies[dimension]
        return {g: model.bound(model.sum([(dimension, g)]), model.sum()).low for g in groups}

    def shares(self, dimension: str) -> tuple[Share, ...]:
        """The share of investment of every group of a dimension, in declared order.

        None where the figures do not add up.
        """
        if dimension not in self._shares:
            self._shares[dimension] = tuple(self._bounded_shares(dimension))
        return self._shares[dimension]

    @cached_property
    def _shares(self) -> dict[str, tuple[Share, ...]]:
        return {}

    def _bounded_shares(self, dimension: str) -> Iterator[Share]:
        money, counts = self.models["investment"], self.counted
        for group, known in self.known(dimension).items():
            scope = [(dimension, group)]
            low, high = money.bound(money.sum(scope), money.sum())
            projects = counts.bound(counts.sum(scope), counts.unit()).low
            yield Share(group, round(projects), known, low, high)

    def project_count(self) -> Bounds:
        """The bounds of the number of projects.

        Where the counts do not add up, it is at least as many as the table has.
        """
        if self.counted.misses:
            return Bounds(sum(project.count for project in self.named), INFINITY)
        low, high = self.counted.bound(self.counted.sum(), self.counted.unit())
        return Bounds(round(low), high)

    def amounts(self) -> tuple[Amount, ...]:
        """The projects whose amount is printed, the largest first."""
        investment = [figure for figure in self.figures if figure.measure == "investment"]
        printed = {figure.scope: figure for figure in reversed(investment)}
        named = [(project, printed.get((("project", project.id),))) for project in self.named]
        found = [
            Amount(project, figure, float(figure.value) * self.rate(figure))
            for project, figure in named
            if figure
        ]
        return tuple(sorted(found, key=lambda amount: -amount.value))

    def disclosed(self) -> Disclosed:
        """How many projects have their amounts printed, and what share of all investment.

        Every exact figure is taken at face value.
        """
        number = sum(amount.project.count for amount in self.amounts())
        if not self.adds_up:
            return Disclosed(number, math.nan, math.nan)
        if not number:
            return Disclosed(0, 0.0, 0.0)
        model = self.models["investment"].face_value
        return Disclosed(number, *model.bound(self._disclosed_form(model), model.sum()))

    def undisclosed(self) -> Bounds:
        """The bounds of the investment of all projects whose amount is not printed.

        In whole units of the announcement's currency; NaN where the figures do not add up.
        """
        if not self.adds_up:
            return Bounds(math.nan, math.nan)
        model = self.models["investment"].face_value
        others = model.sum() - self._disclosed_form(model)
        return model.bound(others, model.unit()).rounded(model.scale)

    def _disclosed_form(self, model: LinearModel) -> Form:
        forms = (model.sum([("project", amount.project.id)]) for amount in self.amounts())
        return sum(forms, np.zeros(model.width))

    def divided(self, dimension: str) -> bool:
        """Whether all the money is printed by project or by group.

        What is then not known of it, the figures themselves leave open.
        """
        printed = {figure.scope for figure in self.figures if figure.measure == "investment"}
        return len(self.named) == len(self.dataset.projects) and all(
            (("project", project.id),) in printed or ((dimension, group),) in printed
            for project in self.named
            for group in project.attributes[dimension]
        )

    def plans(self) -> tuple[Plan, ...]:
        """Every plan that is printed for a measure in all, beside what was signed."""
        return found_plans(self.figures, self._bounding, self.dataset, self.rate)

    @cached_property
    def audit(self) -> Mapping[str, Verdict]:
        """The verdict of all other figures on every figure, by its id (leave-one-out)."""
        return audited(self.figures, self.models, self.dataset)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All minimal conflicts of each measure that does not add up, and what mends them."""
        wrong = (measure for measure, model in self._bounding.items() if model.misses)
        return tuple(each for measure in wrong for each in self._conflicts_of(measure))

    def _conflicts_of(self, measure: str) -> tuple[Conflict, ...]:
        own = [figure for figure in self.figures if figure.measure == measure]
        rates = self._bounding[measure].rates

        def model_of(figures: Iterable[Figure]) -> LinearModel:
            model = assembled(
                self.dataset, self.dataset.measures[measure], figures, self._possible, rates
            )
            sizes = group_sizes(self.named, counted=True)
            return sized(model, sizes) if measure == "projects" else model

        def bounds_without(figure: Figure, others: Iterable[Figure]) -> Bounds:
            model = model_of([*others, figure])
            row = model.constraint_of(figure)
            face = model.without([figure]).face_value
            return face.bound(row.form, face.unit(row.currency)).rounded(face.scale)

        return found_conflicts(
            measure,
            own,
            lambda figures: not model_of(figures).misses,
            self.dataset,
            lambda figures: rounded(sum(model_of(figures).misses.values())),
            bounds_without,
        )


def _is_plausible(bounds: Bounds, market: float) -> bool:
    """Whether a rate that the figures imply is one that somebody used.

    It has to be definite, and not far from the market's.
    """
    low, high = bounds
    rules_out_market = low > 0 and high < INFINITY and not low <= market <= high
    definite = high <= PLAUSIBLE * low or rules_out_market
    return definite and market / PLAUSIBLE < high and low < market * PLAUSIBLE


# All callers share what is worked out of the dataset at hand, and no other one is kept.
@lru_cache(maxsize=1)
def views(dataset: Dataset) -> tuple[Evidence, Evidence]:
    """What the article alone supports, and what all sources together do.

    They are the same where there is no other source.
    """
    return (
        Evidence(ARTICLE, dataset, frozenset([dataset.article.id])),
        Evidence(ALL_SOURCES, dataset, frozenset(dataset.sources)),
    )


def distinct(views: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The views that say different things: only one, where there is no source but the article.

    That one is the article's, unless the other is a scenario.
    """
    if not views[0].alone:
        return tuple(dict.fromkeys(views))
    return tuple(views[-1:] if views[-1].is_scenario else views[:1])
