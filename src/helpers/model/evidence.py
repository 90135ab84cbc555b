"""The figures of some sources of a dataset, and what they allow.

An announcement is a small linear model, and everything that the report says of it is a bound of
that model. This module says which figures enter it and how they are read, and asks it for totals,
shares, amounts and plans. It knows nothing of charts or files.
"""

import dataclasses
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from helpers.dataset.entities import (
    COUNT,
    JOIN,
    MONEY,
    AnnouncedProject,
    Dataset,
    Figure,
    Relation,
    Scope,
)
from helpers.model import ways
from helpers.model.assembly import Assembly
from helpers.model.audit import Readings, audited
from helpers.model.bounds import Amount, Bounds, Conflict, Disclosed, Plan, Rate, Share, Verdict
from helpers.model.cells import Groups
from helpers.model.changes import Assumed, Change, Converted, LeftOut
from helpers.model.forms import Form, added
from helpers.model.linear import INFINITY, LinearModel
from helpers.model.models import Models
from helpers.model.plans import found_plans
from helpers.model.program import WHOLE
from helpers.model.rates import found_rate
from helpers.model.readings import Reads
from helpers.model.scope import as_scope, ensure_known
from helpers.project import ProblemsError

ARTICLE, ALL_SOURCES = "article", "all-sources"


@dataclass(frozen=True, eq=False, repr=False)
class Evidence:
    """The figures of some sources of a dataset, and what they allow.

    `name` is the id of the view: ARTICLE or ALL_SOURCES. `changes` say what differs from what the
    sources say, where it is a scenario ("what if"); `dataset` is then the changed one. `unjudged`
    says that our judgements are left out of it: a project may be in any group it could belong to.
    """

    name: str
    dataset: Dataset
    sources: frozenset[str]
    changes: tuple[Change, ...] = ()
    unjudged: bool = False

    def __repr__(self) -> str:
        name = f"{self.name}, what if" if self.is_scenario else self.name
        name = f"{name}, unjudged" if self.unjudged else name
        return f"<Evidence {self.dataset.id}: {name}; {len(self.figures)} figures>"

    @property
    def is_scenario(self) -> bool:
        """Whether it is no finding, since something in it is assumed ("what if")."""
        return bool(self.changes)

    def what_if(self, change: Change, **replaced: Any) -> "Evidence":
        """The evidence with something else in its dataset, marked as a scenario by the change."""
        dataset = dataclasses.replace(self.dataset, **replaced)
        return dataclasses.replace(self, dataset=dataset, changes=(*self.changes, change))

    def without(self, figure_ids: Collection[str]) -> "Evidence":
        """What if these figures were not there?"""
        gone = tuple(figure for figure in self.figures if figure.id in figure_ids)
        kept = tuple(figure for figure in self.dataset.figures if figure.id not in figure_ids)
        return self.what_if(LeftOut(gone), figures=kept)

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

    @cached_property
    def entered(self) -> tuple[Figure, ...]:
        """The figures as they enter the model.

        The article alone is taken at its word: that a figure is about other projects than its
        sentence says, other sources tell.
        """
        if self.name != ARTICLE or self.alone:
            return self.figures
        return tuple(_at_its_word(figure) for figure in self.figures)

    # models

    @cached_property
    def rates(self) -> Mapping[str, Rate]:
        """The rate of each foreign currency: given by hand, stated, implied, or the market's."""
        return {code: found_rate(code, self) for code in self.foreign}

    @cached_property
    def foreign(self) -> tuple[str, ...]:
        """The foreign currencies in which money is given."""
        return self.dataset.foreign(self.figures)

    def rate(self, figure: Figure) -> float:
        """Units of the announcement's currency for one of a figure's own, at face value."""
        return self.rates[figure.unit].value if figure.unit in self.rates else 1.0

    @cached_property
    def models(self) -> Models:
        """The linear models of these figures, by the measure that is asked of."""
        return Models(self)

    def basis(self, measure: str, extra: tuple[Scope, ...] = ()) -> Assembly | None:
        """The model that bounds a measure; None where its figures cannot all be true."""
        return self.models.basis(measure, extra)

    def face(self, measure: str, extra: tuple[Scope, ...] = ()) -> Assembly:
        """The model at face value: of every exact figure, and of the rates. Raises Infeasible."""
        return self.models.face(measure, extra)

    # what the figures allow

    @cached_property
    def adds_up(self) -> bool:
        """Whether the figures of investment and of projects can all be true."""
        return self.basis(MONEY) is not None

    @property
    def has_shares(self) -> bool:
        """Whether shares can be computed: the figures add up, and the total has a limit."""
        return self.adds_up and self.total().high < INFINITY

    def bound(self, measure: str, scope: Mapping[str, str] | None = None) -> Bounds:
        """The least and the greatest value in a scope, such as `{"origin": "foreign"}`.

        In whole units (of the announcement's currency, projects, percent). Where the figures
        cannot all be true, it is what every way out of that agrees on. Raises ProblemsError for a
        name that is not known, and where the ways out do not agree.
        """
        ensure_known("measure", measure, self.dataset.measures)
        pairs = as_scope(self.dataset, scope or {})
        basis = self.basis(measure, (pairs,))
        if basis is None:
            return ways.agreed_bound(self, measure, scope or {})
        kind = self.dataset.measures[measure]
        if not kind.additive and not basis.sum(measure, pairs):
            return Bounds(-INFINITY if kind.unit == "%" else 0.0, INFINITY)
        return basis.bound(measure, pairs)

    def total(self) -> Bounds:
        """The bounds of all investment, in whole units of the announcement's currency.

        Every exact figure is taken at face value. Where the figures do not add up, it is what is
        printed for the total, by the article if it prints one.
        """
        return self.face(MONEY).bound(MONEY) if self.adds_up else self._printed_total()

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
        key, currency = (MONEY, ()), self.dataset.currency
        given = [f for f in self.entered if f.key == key and f.unit == currency]
        own = [f for f in given if f.source == self.dataset.article.id] or given
        return min(own, key=lambda f: (f.corrected, f.interval.high - f.interval.low), default=None)

    def known(self, dimension: str) -> Mapping[str, float]:
        """The share of investment that is in each group in any case.

        Every exact figure is taken at face value. Where the figures do not add up, it has only
        the groups of which every way out says the same.
        """
        return {share.group: share.known for share in self.shares(dimension)}

    def shares(self, dimension: str) -> tuple[Share, ...]:
        """The share of investment of every group of a dimension, in declared order.

        Where the figures do not add up, it has only those that every way out agrees on.
        """
        if dimension not in self._shares:
            found = self._bounded_shares if self.adds_up else self._agreed_shares
            self._shares[dimension] = tuple(found(dimension))
        return self._shares[dimension]

    @cached_property
    def _shares(self) -> dict[str, tuple[Share, ...]]:
        return {}

    def _agreed_shares(self, dimension: str) -> tuple[Share, ...]:
        return ways.agreed_shares(self, dimension)

    def _bounded_shares(self, dimension: str) -> Iterator[Share]:
        basis, face = self.basis(MONEY), self.face(MONEY)
        if basis is None:
            return
        all_at_face = face.sum(MONEY)
        scopes = [((dimension, group),) for group in self.dataset.vocabularies[dimension]]
        # One after the other: the solver is quickest where only what is sought changes.
        known = [face.model.least(face.sum(MONEY, scope), all_at_face) for scope in scopes]
        counts = [basis.model.least(basis.sum(COUNT, scope)) for scope in scopes]
        for scope, least, count in zip(scopes, known, counts, strict=True):
            low, high = basis.share(scope)
            at_face = min(max(least, low), high)  # the solver's last digits may say otherwise
            yield Share(scope[0][1], math.ceil(count - WHOLE), at_face, low, high)

    def project_count(self) -> Bounds:
        """The bounds of the number of projects.

        Where the figures do not add up, it is what every way out of that agrees on, or else at
        least as many as the table has.
        """
        try:
            low, high = self.bound(COUNT)
        except ProblemsError:
            return Bounds(sum(project.count or 1 for project in self.named), INFINITY)
        return Bounds(math.ceil(low - WHOLE), high)

    def joint_share(self, dimension: str, groups: Iterable[str]) -> Bounds | None:
        """The bounds of the share that some groups of a dimension have together.

        None where the figures do not add up.
        """
        scope = ((dimension, JOIN.join(groups)),)
        basis = self.basis(MONEY, (scope,))
        if basis is None:
            return None
        return basis.share(scope)

    def amounts(self) -> tuple[Amount, ...]:
        """The projects whose amount is printed, the largest first."""
        printed = {
            figure.scope: figure
            for figure in reversed(self.entered)
            if figure.measure == MONEY and figure.relation is Relation.AMOUNT
        }
        named = [(project, printed.get((("project", project.id),))) for project in self.named]
        found = [
            Amount(project, figure, float(figure.value) * self.rate(figure))
            for project, figure in named
            if figure
        ]
        return tuple(sorted(found, key=lambda amount: -amount.value))

    def disclosed(self) -> Disclosed:
        """How many projects have their amounts printed, and what share of all investment.

        Every exact figure is taken at face value. A group of which nobody says how many projects
        it has counts as one.
        """
        number = sum(amount.project.count or 1 for amount in self.amounts())
        if not self.adds_up:
            return Disclosed(number, math.nan, math.nan)
        if not number:
            return Disclosed(0, 0.0, 0.0)
        face = self.face(MONEY)
        return Disclosed(number, *face.model.bound(self._disclosed(face), face.sum(MONEY)))

    def undisclosed(self) -> Bounds:
        """The bounds of the investment of all projects whose amount is not printed.

        In whole units of the announcement's currency, with the rounding of all the figures that
        it is made of; NaN where they do not add up.
        """
        basis = self.basis(MONEY)
        if basis is None:
            return Bounds(math.nan, math.nan)
        disclosed = self._disclosed(basis)
        others = {
            column: value for column, value in basis.sum(MONEY).items() if column not in disclosed
        }
        return basis.model.bound(others).rounded(basis.scale(MONEY))

    def _disclosed(self, assembly: Assembly) -> Form:
        scopes = [(("project", amount.project.id),) for amount in self.amounts()]
        return added(*(assembly.sum(MONEY, scope) for scope in scopes))

    def divided(self, dimension: str) -> bool:
        """Whether all the money is printed by project or by group.

        What is then not known of it, the figures themselves leave open.
        """
        money = [figure for figure in self.entered if figure.measure == MONEY]
        printed = {figure.scope for figure in money if figure.relation is Relation.AMOUNT}
        return len(self.named) == len(self.dataset.projects) and all(
            (("project", project.id),) in printed or ((dimension, group),) in printed
            for project in self.named
            for group in project.attributes[dimension]
        )

    def plans(self) -> tuple[Plan, ...]:
        """Every plan that is printed for a measure in all, beside what was signed."""
        return found_plans(self)

    @cached_property
    def audit(self) -> Mapping[str, Verdict]:
        """The verdict of all other figures on every figure, by its id (leave-one-out).

        That a row of the table is one project, the figure that counts it says itself.
        """
        block_of = self.models.block_of
        readings = {block: self._readings(block) for block in block_of.values()}
        by_measure = {measure: readings[block] for measure, block in block_of.items()}
        found = dict(audited(self.figures, by_measure, self.dataset))
        for figure in self.figures:
            names = dict(figure.scope)
            if figure.about == COUNT and names.keys() == {"project"}:
                alone = self._readings(block_of[COUNT], unsized=names["project"])
                found |= audited([figure], {figure.measure: alone}, self.dataset)
        return found

    def _readings(self, block: tuple[str, ...], unsized: str = "") -> Readings:
        """The models of a block in each reading, one row of the table being of any size."""

        def model(reads: Reads = Reads.PRINTED, at_face: bool = False) -> LinearModel:
            options = {"counted": False, "at_face": at_face, "unsized": unsized}
            return self.models.assembly(block[0], reads, **options).model

        return Readings(
            model(Reads.PRINTED),
            model(Reads.ROUND),
            model(Reads.LITERAL),
            model(at_face=True),
            self.kin,
        )

    def kin(self, source: str) -> str:
        """A source with its original and its translations, by one name."""
        return self._kin[source]

    @cached_property
    def _kin(self) -> Mapping[str, str]:
        return {source: min(self.dataset.family(source)) for source in self.dataset.sources}

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every minimal set of figures that cannot all be true, and what would mend it."""
        return ways.conflicts(self)

    @cached_property
    def ways_out(self) -> tuple[ways.WayOut, ...]:
        """The smallest changes after which the figures of investment and of projects agree."""
        return ways.ways_out(self)


def _at_its_word(figure: Figure) -> Figure:
    if figure.printed_scope is None:
        return figure
    return dataclasses.replace(figure, scope=figure.printed_scope, printed_scope=None)


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
