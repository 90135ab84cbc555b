"""The records that findings are made of, and the thresholds behind them.

They hold no sentence and no number rounded to text: shares are fractions of 1, amounts whole units
of the announcement's currency.
"""

from dataclasses import dataclass

from helpers.dataset.entities import Figure, Measure, Term
from helpers.model.evidence import (
    MOST_MENDS,
    Conflict,
    Drop,
    Evidence,
    Rate,
    Share,
    Slip,
    Verdict,
)

NEGLIGIBLE = 0.0005  # a smaller share would be written 0.0%, so nothing is said of it
VAGUE = (
    0.005  # half a percentage point: with more room above what is known, it is "at least" so much
)
SETTLED = (
    0.995  # of the money: where as much is known by origin, the rest could not move an average
)
OPEN_FROM, OPEN_TO = 0.005, 0.05  # an open group may be next to nothing, and may be a twentieth
EXACT = 1.0001  # a total whose ends are within one in 10,000 of each other is told as one number
NEAR = 0.002  # relative: a market rate closer than this lies "just" outside what the figures allow


@dataclass(frozen=True)
class Part:
    """A piece of a bar of 100%: `share` is at face value; `group` is None for what is in no known
    group.

    `kind` is "known", "outside" (known to be in none of the fields that the article names),
    "unknown" (no source says which group) or "open" (all of it is given by project or group, in
    figures too round to say how the rest divides).
    """

    group: str | None
    name: str
    share: float
    kind: str


@dataclass(frozen=True)
class Bar:
    """All the money of one evidence, by `Findings.lead`. The part that is not known comes last.

    `both` marks the one bar that stands for the article alone and for all sources, where they say
    the same.
    """

    evidence: Evidence
    parts: tuple[Part, ...]
    both: bool = False

    @property
    def known(self) -> float:
        return sum(part.share for part in self.parts if part.group is not None)

    @property
    def rest(self) -> Part | None:
        return next((part for part in self.parts if part.group is None), None)

    @property
    def largest(self) -> Part | None:
        known = [part for part in self.parts if part.group is not None]
        return max(known, key=lambda part: part.share, default=None)


@dataclass(frozen=True)
class Disclosure:
    """How many projects have an amount, and the bounds of their part of the money (NaN in a
    conflict).

    `sources` are those that give any of these amounts, `complete` those of them that give every
    one.
    """

    evidence: Evidence
    projects: int
    low: float
    high: float
    sources: tuple[str, ...]
    complete: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """A group of a dimension, and its share of all the money."""

    term: Term
    share: Share

    @property
    def vague(self) -> bool:
        """Whether the share may be noticeably larger than what is known of it."""
        return self.share.high - self.share.known > VAGUE


@dataclass(frozen=True)
class ToldConflict:
    """A conflict in a sum (of money, of projects), in one evidence.

    `against` is the figure for the whole, where leaving it out reconciles the others: what they
    come to stands beside it. `parts` is the number of projects behind that sum, or None where it is
    not a sum of single projects. `suspects` are the slips of the only smallest set that would
    reconcile everything. `repeated` says that the evidence before this one has the same figures in
    conflict.
    """

    evidence: Evidence
    measure: Measure
    conflict: Conflict
    against: Drop | None
    parts: int | None
    suspects: tuple[Slip, ...]
    repeated: bool

    @property
    def partial(self) -> bool:
        """Whether there are other figures of the measure than those in conflict."""
        of_it = [f for f in self.evidence.figures if f.measure == self.measure.id]
        return len(of_it) > len(self.conflict.figures)

    @property
    def more_ways(self) -> bool:
        """Whether there may be more sets of slips than those that were sought."""
        return len(self.conflict.slips) == MOST_MENDS

    @property
    def unit(self) -> str:
        return self.evidence.dataset.unit_of(self.measure)


@dataclass(frozen=True)
class Difference:
    """A quantity that is no sum of projects, of which the sources give numbers that cannot all be
    true.
    """

    measure: Measure
    scope: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Correction:
    """A figure of the article that is not taken as its words stand, and the figures of others for
    the same.
    """

    figure: Figure
    others: tuple[Figure, ...]


@dataclass(frozen=True)
class LiteralReading:
    """A figure whose sentence names other projects than those it is taken for.

    `left` has, for each evidence, what the sentence at its word would leave for all other projects,
    in `unit`: bounds, or None where the other figures rule it out.
    """

    figure: Figure
    unit: str
    left: tuple[tuple[Evidence, tuple[float, float] | None], ...]


@dataclass(frozen=True)
class Checked:
    """A figure of the article, and what all the others say of it."""

    figure: Figure
    verdict: Verdict


@dataclass(frozen=True)
class Origins:
    """Where the money comes from: `groups` of which anything is known.

    `money`: some of it is given by origin. `counted`: every project is counted. `settled`: (nearly)
    all money is known. `averages` has the money a project of each group, in the order of `groups`,
    or None. `article_silent`: the article alone gives nothing by origin.
    """

    groups: tuple[Group, ...]
    counted: bool
    settled: bool
    money: bool
    averages: tuple[float | None, ...]
    article_silent: bool


@dataclass(frozen=True)
class ImpliedRate:
    """A rate that the figures imply, beside the market's, and what the choice between them changes.

    `conflicts` are those of the money's figures at the market's rate; `disclosed` is the part of
    the money that is given project by project (at face value), at the market's rate and at the
    implied one.
    """

    rate: Rate
    conflicts: tuple[Conflict, ...]
    disclosed: tuple[float, float]

    @property
    def outside(self) -> bool:
        """Whether the market's rate lies outside what the figures allow."""
        return not self.rate.low <= self.rate.market <= self.rate.high

    @property
    def near(self) -> bool:
        """Whether the market's rate lies outside, but hardly."""
        apart = max(self.rate.low - self.rate.market, self.rate.market - self.rate.high)
        return 0 < apart < NEAR * self.rate.market


@dataclass(frozen=True)
class Percentages:
    """The percentages that the article gives of one measure, and what the dataset notes on what
    they are of.
    """

    measure: Measure
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Undisclosed:
    """The projects without an amount: the names of some, the number of those without a name.

    `every` says that no project has an amount.
    """

    names: tuple[str, ...]
    unnamed: int
    every: bool

    @property
    def number(self) -> int:
        return len(self.names) + self.unnamed


@dataclass(frozen=True)
class Unsorted:
    """The projects of which a dimension's group is not known: `several` may be in one of a few
    groups, `free` in any.

    `every` says that nothing is known of any project.
    """

    dimension: str
    several: int
    free: int
    every: bool

    @property
    def number(self) -> int:
        return self.several + self.free
