"""What a dataset holds once it is read: sources, terms, measures, projects, figures. Plain records, no files.

This module knows figures as intervals and nothing of how a folder is read, nor of what is computed from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from helpers.dataset.rates import market_rate
from helpers.figures.reading import CURRENCIES, Interval, Reading


@dataclass(frozen=True)
class Source:
    """A report of the announcement; `role` is the article itself, its original (where it translates one), or
    corroboration.
    """

    id: str
    role: str
    title: str
    outlet: str
    address: str
    published: str
    accessed: date
    language: str
    paragraphs: int | None = None
    translates: str | None = None
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True)
class Term:
    """A word of a vocabulary: a sector, an origin, … `outside` marks a group that the article does not name itself."""

    id: str
    name: str
    outside: bool = False
    note: str = ""


@dataclass(frozen=True)
class Measure:
    """What a figure measures; `unit` is ``money``, ``%`` or the noun counted, `plan_of` the measure it is a plan of.

    One that is `additive` is a sum over the projects; any other stands by itself.
    """

    id: str
    name: str
    unit: str
    period: str = ""
    plan_of: str | None = None
    additive: bool = False


@dataclass(frozen=True)
class StatedRate:
    """A rate of the day for a currency of which there is no market rate here: units of the announcement's currency for
    one of it, and who says so.
    """

    currency: str
    value: float
    source: str


@dataclass(frozen=True)
class KnownConflict:
    """A measure whose figures cannot all be true, and are printed so: a finding, and no slip of the curator."""

    measure: str
    note: str


@dataclass(frozen=True)
class Change:
    version: str
    date: date
    what: str


@dataclass(frozen=True)
class AnnouncedProject:
    """One announced undertaking, or an unnamed group of `count`.

    `attributes` has, for each dimension, the ids it may belong to: one where it is known or judged, all where
    nothing is printed.
    """

    id: str
    name: str
    local_name: str
    count: int
    source: str
    paragraph: int | None
    attributes: Mapping[str, tuple[str, ...]]
    note: str
    place: str


@dataclass(frozen=True)
class Figure:
    """A number as a source prints it, and how it is read.

    `reading` is the phrase by itself; `interval` and `unit` (ISO currency code, ``%`` or the noun counted) are what is
    used: the same, unless the curator overrides them for the reason in `note`. `scope` and `printed_scope` pick
    projects by attribute; the second is set only where the sentence names other projects than the curator reads.
    """

    id: str
    source: str
    paragraph: int | None
    measure: str
    scope: tuple[tuple[str, str], ...]
    printed_scope: tuple[tuple[str, str], ...] | None
    printed: str
    reading: Reading
    interval: Interval
    unit: str
    note: str
    place: str

    @property
    def key(self):
        """What is measured: figures with one key are printings of one quantity."""
        return self.measure, self.scope

    @property
    def exact(self) -> bool:
        """Whether it is printed without a qualifier, and read as it is printed."""
        return self.reading.qualifier == "exact" and self.interval == self.reading.interval

    @property
    def value(self) -> Decimal:
        """Its number at face value; the middle of its interval where it is a range or the curator's reading rules that
        out.
        """
        low, high = self.interval.low, self.interval.high
        if low <= self.reading.value <= high and self.reading.qualifier != "range":
            return self.reading.value
        return (low + high) / 2 if high.is_finite() else low

    @property
    def corrected(self) -> bool:
        """Whether the curator's reading rules out the phrase as printed: another currency, or an interval apart."""
        printed = self.reading.interval
        return (self.reading.unit not in ("", self.unit) and self.unit in CURRENCIES) or (
            printed.high < self.interval.low or printed.low > self.interval.high
        )


@dataclass(frozen=True, eq=False)
class Dataset:
    """One event at which investment was announced. `dimensions` are the vocabularies that projects are sorted by."""

    id: str
    title: str
    date: date
    place: str
    currency: str
    version: str
    updated: date
    sources: Mapping[str, Source]
    vocabularies: Mapping[str, Mapping[str, Term]]
    dimensions: tuple[str, ...]
    measures: Mapping[str, Measure]
    projects: tuple[AnnouncedProject, ...]
    figures: tuple[Figure, ...]
    changes: tuple[Change, ...]
    digest: str
    rates: Mapping[str, StatedRate] = field(default_factory=dict)
    known_conflicts: Mapping[str, KnownConflict] = field(default_factory=dict)
    date_note: str = ""
    local_language: str = ""
    label: str = ""  # a short name, for where it stands beside others
    status: str = (
        ""  # what a reader must know of the announcement first, such as that it is preliminary
    )
    noun: str = "project"
    money: str = "investment"

    @property
    def article(self) -> Source:
        return next(source for source in self.sources.values() if source.role == "article")

    @property
    def lead(self) -> str | None:
        """The dimension by which the answer is given: the sector, or else the first that sorts the projects."""
        return next((d for d in ("sector", *self.dimensions) if d in self.dimensions), None)

    def narrows(self, project: AnnouncedProject, dimension: str) -> bool:
        """Whether anything is known of the group that a project belongs to."""
        return len(project.attributes[dimension]) in range(
            1, max(2, len(self.vocabularies[dimension]))
        )

    def unit_of(self, measure: Measure) -> str:
        """The unit in which a measure is computed: for money, the announcement's currency."""
        return self.currency if measure.unit == "money" else measure.unit

    def market_rate(self, currency: str) -> float:
        """Units of the announcement's currency for one of `currency` on its day: the market's, or the one stated."""
        stated = self.rates.get(currency)
        return stated.value if stated else market_rate(currency, self.currency, self.date)

    def family(self, source: str) -> frozenset[str]:
        """The source with its original and its translations: they confirm nothing of each other."""
        kin = {source}
        for _ in self.sources:  # no chain of translations is longer
            kin |= {s.id for s in self.sources.values() if s.translates in kin}
            kin |= {self.sources[id_].translates for id_ in kin} - {None}
        return frozenset(kin)
