"""What a dataset holds once it is read: sources, terms, measures, projects, figures. Plain records.

This module knows figures as intervals, and nothing of files, nor of what is computed from figures.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from helpers.dataset.rates import market_rate
from helpers.figures.reading import CURRENCIES, Interval, Reading

Scope = tuple[tuple[str, str], ...]  # pairs of a vocabulary, or `project`, and ids joined by JOIN
MONEY, COUNT = "investment", "projects"  # the measures that every announcement has; both are sums
JOIN = ","  # between the groups that a scope joins: sector=a,b


class Relation(StrEnum):
    """What a figure says of the projects in its scope."""

    AMOUNT = ""  # how much they come to
    SHARE = "share"  # which part, in %, of another quantity that is
    TIMES = "times"  # how many times another quantity that is
    GROWTH = "growth"  # by how many % that exceeds another quantity
    EACH = "each"  # how much every single one of them comes to
    LARGEST = "largest"  # how much the largest of them comes to
    PART = "part"  # how much some of them come to, who are not told apart


COMPARISONS = (Relation.SHARE, Relation.TIMES, Relation.GROWTH)  # those with another quantity


@dataclass(frozen=True)
class Source:
    """A report of the announcement.

    `role` is ``article`` (the one examined), ``original`` (the one that it translates) or
    ``corroboration``; `paragraphs` is their number, the headline being 1.
    """

    id: str
    role: str
    title: str
    outlet: str
    address: str
    published: str
    accessed: datetime.date
    language: str
    paragraphs: int | None = None
    translates: str | None = None
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True)
class Term:
    """A word of a vocabulary: a sector, an origin, …

    `outside` marks a group that the article does not name itself; `within` names the group that
    this one is a part of, such as the province of a city.
    """

    id: str
    name: str
    outside: bool = False
    note: str = ""
    within: str | None = None


@dataclass(frozen=True)
class Measure:
    """What a figure measures: `unit` is ``money``, ``%`` or the noun that is counted.

    An `additive` measure is a sum over the projects; the figures of any other stand by themselves.
    The others name a measure: the one it is a plan of, the one whose outcome it is, the one whose
    shares its figures give in %, and the one it is a part of in every group of projects.
    """

    id: str
    name: str
    unit: str
    period: str = ""
    plan_of: str | None = None
    additive: bool = False
    share_of: str | None = None
    part_of: str | None = None
    outcome_of: str | None = None


@dataclass(frozen=True)
class StatedRate:
    """A rate of the day for a currency without a market rate here.

    `value` is in units of the announcement's currency for one of `currency`; `source` says where it
    is from.
    """

    currency: str
    value: float
    source: str


@dataclass(frozen=True, kw_only=True)
class KnownConflict:
    """Figures that cannot all be true and are printed so: a finding, not a typo.

    They are those that `figures` names or, where it names none, all those of `measure`.
    """

    measure: str = ""
    figures: tuple[str, ...] = ()
    note: str


@dataclass(frozen=True)
class Change:
    version: str
    date: datetime.date
    what: str


@dataclass(frozen=True)
class AnnouncedProject:
    """One announced undertaking, or an unnamed group of `count`, which is None where not known.

    `attributes` has, for each dimension, the ids of the groups that it may belong to: one where the
    group is known or judged, all of them where nothing is printed. `could_be` are the groups of the
    lead dimension that it could belong to if it were not for our judgement; a source names the
    group where it is empty. `place` names its row.
    """

    id: str
    name: str
    local_name: str
    count: int | None
    source: str
    paragraph: int | None
    attributes: Mapping[str, tuple[str, ...]]
    note: str
    place: str
    could_be: tuple[str, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether its group in the lead dimension is our judgement, and could be another one."""
        return len(self.could_be) > 1


@dataclass(frozen=True)
class Figure:
    """A number as a source prints it, and how it is understood.

    `reading` is what the phrase says by itself. `interval` (in whole units) and `unit` (an ISO
    currency code, ``%`` or the noun that is counted) are what is used: the same, unless the dataset
    overrides them for the reason in `note`. `scope` picks the projects that it is about;
    `printed_scope` those that its sentence names, and is None where they are the same. `of` is the
    measure and the scope of the other quantity where `relation` compares with one. `numerator` is
    the measure whose shares `measure` gives, empty for any other measure. It is `judged` where we
    do not take its words as they stand. `place` names its row.
    """

    id: str
    source: str
    paragraph: int | None
    measure: str
    scope: Scope
    printed_scope: Scope | None
    printed: str
    reading: Reading
    interval: Interval
    unit: str
    note: str
    place: str
    relation: Relation = Relation.AMOUNT
    of: tuple[str, Scope] | None = None
    numerator: str = ""
    judged: bool = False

    @property
    def about(self) -> str:
        """The measure of the quantity that it is about, whatever it says of that."""
        return self.numerator or self.measure

    @property
    def key(self) -> tuple[Any, ...]:
        """What is measured: figures with the same key are printings of one quantity.

        It is the measure and the scope and, where the figure does not give their amount, what it
        says of that.
        """
        if self.relation is Relation.AMOUNT:
            return self.measure, self.scope
        return self.about, self.scope, self.relation, self.of

    @property
    def exact(self) -> bool:
        """Whether it is printed without a qualifier, and taken as it is printed."""
        return self.reading.qualifier == "exact" and self.interval == self.reading.interval

    @property
    def value(self) -> Decimal:
        """Its number at face value, in whole units.

        For a range, or where the interval in use rules the printed number out, it is the middle of
        the interval, or its lower end where it has no upper one.
        """
        low, high = self.interval.low, self.interval.high
        if low <= self.reading.value <= high and self.reading.qualifier != "range":
            return self.reading.value
        return (low + high) / 2 if high.is_finite() else low

    @property
    def corrected(self) -> bool:
        """Whether what is used rules out what is printed: another currency or interval."""
        printed = self.reading.interval
        apart = printed.high < self.interval.low or printed.low > self.interval.high
        other_currency = self.reading.unit not in ("", self.unit) and self.unit in CURRENCIES
        return other_currency or apart


@dataclass(frozen=True, eq=False)
class Dataset:
    """One event at which investment was announced, as a folder of `data/` has it.

    `dimensions` are the vocabularies that sort the projects; `label` is a short name; `status` is
    what a reader must know first; `noun` and `money` are what is announced, and what its money is.
    """

    id: str
    title: str
    date: datetime.date
    place: str
    currency: str
    version: str
    updated: datetime.date
    sources: Mapping[str, Source]
    vocabularies: Mapping[str, Mapping[str, Term]]
    dimensions: tuple[str, ...]
    measures: Mapping[str, Measure]
    projects: tuple[AnnouncedProject, ...]
    figures: tuple[Figure, ...]
    changes: tuple[Change, ...]
    digest: str
    rates: Mapping[str, StatedRate] = field(default_factory=dict)
    known_conflicts: tuple[KnownConflict, ...] = ()
    date_note: str = ""
    local_language: str = ""
    label: str = ""
    status: str = ""
    noun: str = "project"
    money: str = "investment"

    def __repr__(self) -> str:
        counts = (
            f"{len(self.projects)} projects, {len(self.figures)} figures, "
            f"{len(self.sources)} sources"
        )
        return f"<Dataset {self.id}: {self.title}; {counts}>"

    @property
    def article(self) -> Source:
        return next(source for source in self.sources.values() if source.role == "article")

    @property
    def lead(self) -> str | None:
        """The dimension that the report leads with: the sector, or else the first one; or None."""
        return lead_of(self.dimensions)

    def groups(self, name: str, value: str) -> frozenset[str]:
        """The groups, or projects, that a pair of a scope picks: those joined, and all within them.

        Raises KeyError where there is no such vocabulary.
        """
        return groups_of(name, value, self.vocabularies)

    def narrows(self, project: AnnouncedProject, dimension: str) -> bool:
        """Whether anything is known of the group that a project belongs to."""
        possible = len(project.attributes[dimension])
        return possible == 1 or 1 < possible < len(self.vocabularies[dimension])

    def unit_of(self, measure: Measure) -> str:
        """The unit in which a measure is computed: for money, the announcement's currency."""
        return self.currency if measure.unit == "money" else measure.unit

    def foreign(self, figures: Iterable[Figure]) -> tuple[str, ...]:
        """The foreign currencies in which some figures give money.

        A percentage or a factor is of money, but in no currency.
        """
        money = [f for f in figures if self.measures[f.about].unit == "money"]
        units = {figure.unit for figure in money if figure.relation not in COMPARISONS}
        return tuple(sorted(units - {self.currency}))

    def market_rate(self, currency: str) -> float | None:
        """Units of the announcement's currency for one of `currency` on its day.

        It is the rate that the dataset states, or else the market's; None where there is neither,
        which happens for no currency of a figure.
        """
        stated = self.rates.get(currency)
        return stated.value if stated else market_rate(currency, self.currency, self.date)

    def family(self, source: str) -> frozenset[str]:
        """The source with its original and its translations, which do not confirm each other."""
        kin = {source}
        for _ in self.sources:  # no chain of translations is longer
            kin |= {other.id for other in self.sources.values() if other.translates in kin}
            kin |= {self.sources[id_].translates or id_ for id_ in kin}
        return frozenset(kin)


def number_of(projects: Iterable[AnnouncedProject]) -> int | None:
    """How many projects these rows stand for; None where one of them does not know."""
    number = 0
    for project in projects:
        if project.count is None:
            return None
        number += project.count
    return number


def lead_of(dimensions: Sequence[str]) -> str | None:
    """The dimension that a report leads with: the sector, or else the first one; or None."""
    if "sector" in dimensions:
        return "sector"
    return next(iter(dimensions), None)


def groups_of(
    name: str, value: str, vocabularies: Mapping[str, Mapping[str, Term]]
) -> frozenset[str]:
    """The groups, or projects, that a pair of a scope picks."""
    joined = frozenset(value.split(JOIN))
    return joined if name == "project" else with_inner(joined, vocabularies[name])


def with_inner(groups: frozenset[str], terms: Mapping[str, Term]) -> frozenset[str]:
    """These groups of a vocabulary, and all that lie within one of them."""
    inner = frozenset(term.id for term in terms.values() if term.within in groups)
    return groups if inner <= groups else with_inner(groups | inner, terms)
