"""The records that findings on the money are made of, and the thresholds behind them.

They hold no sentence and no number rounded to text: shares are fractions of 1, amounts whole units
of the announcement's currency.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.dataset.entities import Term
from helpers.dataset.rates import SAME_DAY_TOLERANCE
from helpers.model.bounds import Conflict, Rate, Share
from helpers.model.evidence import Evidence

NEGLIGIBLE = 0.0005  # a smaller share would be written 0.0%, so nothing is said of it
WHOLE = 1 - NEGLIGIBLE  # a larger share would be written 100.0%, so it is "all" of the money
# Half a percentage point: with more room above what is known, it is "at least" so much.
VAGUE = 0.005
# Of the money: where as much is known by origin, the rest could not move an average.
SETTLED = 0.995
OPEN_FROM, OPEN_TO = 0.005, 0.05  # an open group may be next to nothing, and may be a twentieth
EXACT = 1.0001  # a total whose ends are within one in 10,000 of each other is told as one number


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
        """The part of the money that is known to be in a group."""
        return sum(part.share for part in self.parts if part.group is not None)

    @property
    def some_known(self) -> bool:
        return self.known > NEGLIGIBLE

    @property
    def outside(self) -> float:
        """The part that is known to lie in none of the fields that the article names."""
        return sum(part.share for part in self.parts if part.kind == "outside")

    @property
    def outside_of_known(self) -> float | None:
        """How much of what is known that is; None where it is next to none of it, or all."""
        told = NEGLIGIBLE < self.outside < self.known
        return self.outside / self.known if told else None

    @property
    def rest(self) -> Part | None:
        """The part of which the group is not known; None where there is (next to) none."""
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
    one. `every` says that it is every project there is. `others` bounds what all the other
    projects are worth together; None where that cannot be told, or is next to nothing beside these.
    """

    evidence: Evidence
    projects: int
    low: float
    high: float
    sources: tuple[str, ...]
    complete: tuple[str, ...]
    every: bool
    others: tuple[float, float] | None

    @property
    def share(self) -> tuple[float, float] | None:
        """The bounds of their part of the money; None where it cannot be told, or is next to
        nothing.
        """
        told = self.evidence.has_shares and self.low > NEGLIGIBLE
        return (self.low, self.high) if told else None

    @property
    def vague(self) -> bool:
        """Whether their part of the money is noticeably open."""
        return self.high - self.low > VAGUE

    @property
    def whole(self) -> bool:
        """Whether they are all of the money."""
        return self.low > WHOLE


@dataclass(frozen=True)
class Group:
    """A group of a dimension, and its share of all the money."""

    term: Term
    share: Share

    @property
    def vague(self) -> bool:
        """Whether the share may be noticeably larger than what is known of it."""
        return self.share.high - self.share.known > VAGUE

    @property
    def none(self) -> bool:
        """Whether no money is known to be in it."""
        return self.share.known <= NEGLIGIBLE

    @property
    def whole(self) -> bool:
        """Whether all the money is known to be in it."""
        return self.share.known > WHOLE

    @property
    def open(self) -> bool:
        """Whether it may be next to nothing, and may be a good part of the money."""
        return self.share.low < OPEN_FROM and self.share.high > OPEN_TO

    @property
    def may_be_nothing(self) -> bool:
        return self.share.low < NEGLIGIBLE

    @property
    def may_be_all(self) -> bool:
        return self.share.high > WHOLE


@dataclass(frozen=True)
class Reach:
    """How much of the money each of several groups could be at most: from `low` to `high`."""

    low: float
    high: float

    @property
    def all(self) -> bool:
        """Whether each of them could be all of the money."""
        return self.low > WHOLE


def reach(groups: Sequence[Group]) -> Reach:
    """How much of the money each of the groups could be at most."""
    highs = [group.share.high for group in groups]
    return Reach(min(highs), max(highs))


@dataclass(frozen=True)
class Spread:
    """How closely the shares of all sectors are known: in every evidence that has shares, the
    last of which decides what is said.
    """

    by_evidence: tuple[tuple[Evidence, tuple[Group, ...]], ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        return self.by_evidence[-1][1]

    @property
    def open(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.open)

    @property
    def reach(self) -> Reach | None:
        """How much of the money each of the open groups could be at most."""
        return reach(self.open) if self.open else None

    @property
    def room(self) -> float:
        """How far the bounds of the vaguest share are apart."""
        return max(group.share.high - group.share.low for group in self.groups)

    @property
    def exact(self) -> bool:
        """Whether the share of every sector is known."""
        return self.room < NEGLIGIBLE

    @property
    def points(self) -> int:
        """To within how many percentage points every share is known."""
        return math.ceil(100 * self.room)


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

    @property
    def smallest(self) -> Group:
        """The group with the least money, of those that have any."""
        some = (group for group in self.groups if group.share.known > NEGLIGIBLE)
        return min(some, key=lambda group: group.share.known)


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
        """Whether the figures rule the market's rate out, however they are rounded."""
        return self.rate.outside

    @property
    def near(self) -> bool:
        """Whether they rule it out only as they are printed, and only that one series of it."""
        return not self.outside and not self.rate.low <= self.rate.market <= self.rate.high

    @property
    def just(self) -> bool:
        """Whether another market series of the day might lie inside."""
        room = SAME_DAY_TOLERANCE * self.rate.market
        return self.rate.low - room <= self.rate.market <= self.rate.high + room


@dataclass(frozen=True)
class Undisclosed:
    """The projects without an amount: the names of some, the number of those without a name.

    `every` says that no project has an amount. Numbers are None where nobody says them.
    """

    names: tuple[str, ...]
    unnamed: int | None
    every: bool

    @property
    def number(self) -> int | None:
        return None if self.unnamed is None else len(self.names) + self.unnamed


@dataclass(frozen=True)
class Unsorted:
    """The projects of which a dimension's group is not known: `several` may be in one of a few
    groups, `free` in any.

    `every` says that nothing is known of any project. Numbers are None where nobody says them.
    """

    dimension: str
    several: int | None
    free: int | None
    every: bool

    @property
    def number(self) -> int | None:
        if self.several is None or self.free is None:
            return None
        return self.several + self.free
