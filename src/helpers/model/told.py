"""The records of what is said of single figures: verdicts, conflicts, differences, plans.

Like those of `helpers.model.records` they hold no sentence and no number rounded to text.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from helpers.dataset.entities import COUNT, MONEY, Figure, Measure
from helpers.model.bounds import Conflict, Drop, Plan, Slip, Verdict
from helpers.model.evidence import Evidence
from helpers.model.records import VAGUE
from helpers.model.slips import MOST_MENDS

FEW = 3  # figures that a sentence names one by one; more of them are only counted
# What stands before a number that it qualifies; a range or a size class is told as an interval.
QUALIFIERS = ("over", "nearly", "about", "at_least", "up_to")
BOUNDING = ("range", "at_least")  # of these words a reader sees without help what they may mean
SIGNED = (MONEY, COUNT)  # the measures of what was signed; of no other is that said
GROWTH = "growth"  # a measure with this word in its name: its percentages are how fast a thing grew


@dataclass(frozen=True)
class Checked:
    """A figure of the article, and what all the others say of it."""

    figure: Figure
    verdict: Verdict


@dataclass(frozen=True)
class Against:
    """The figures that the others rule out: `misfits` each by itself, `rivals` in a sum that does
    not add up, those included that are only disputed.

    `suspects` are the ids of those that the only smallest set of slips would change.
    """

    misfits: tuple[Checked, ...]
    rivals: tuple[Checked, ...]
    suspects: frozenset[str]

    @property
    def at_fault(self) -> tuple[Figure, ...]:
        """The figures of the sum that slips of a unit would put right."""
        return tuple(each.figure for each in self.rivals if each.figure.id in self.suspects)

    @property
    def dragged(self) -> tuple[Figure, ...]:
        """The others of the sum, which are in conflict only because of those."""
        return tuple(each.figure for each in self.rivals if each.figure.id not in self.suspects)


@dataclass(frozen=True)
class ToldConflict:
    """What cannot be true in a sum (of money, of projects), in one evidence.

    `sets` are all minimal sets of figures that cannot be true together, the smallest first.
    `against` is the figure for the whole, where leaving it out reconciles the others: what they
    come to stands beside it. `parts` is the number of projects behind that sum, or None where it is
    not a sum of single projects.

    `suspects` are the slips of the only smallest set that would reconcile everything, or of the
    only one that unrelated sources bear out. `repeated` says that the evidence before this one has
    the same figures in conflict.
    """

    evidence: Evidence
    measure: Measure
    sets: tuple[Conflict, ...]
    against: Drop | None
    parts: int | None
    suspects: tuple[Slip, ...]
    repeated: bool

    @property
    def conflict(self) -> Conflict:
        """The smallest set; what would mend everything is the same for all of them."""
        return self.sets[0]

    @property
    def others(self) -> tuple[Conflict, ...]:
        """The sets beside the smallest, as far as a page names them.

        Beside numbers for one thing that differ, sums that they are in say nothing more.
        """
        sets = self.sets[1:]
        if self.is_pair(self.conflict):
            sets = tuple(conflict for conflict in sets if self.is_pair(conflict))
        return sets[:FEW]

    @property
    def unnamed(self) -> int:
        """How many more sets there are."""
        return len(self.sets) - 1 - len(self.others)

    @property
    def follow(self) -> bool:
        """Whether each of those has a figure of the sets that are named."""
        named = (self.conflict, *self.others)
        figures = {figure.id for conflict in named for figure in conflict.figures}
        rest = (conflict for conflict in self.sets if conflict not in named)
        return all(figures & {figure.id for figure in conflict.figures} for conflict in rest)

    @property
    def excess(self) -> bool:
        """Whether the amounts of single projects come to more than the total given for them."""
        return self.against is not None and self.against.gap > 0 and self.parts is not None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in conflict, each phrase of a paragraph once.

        Where one figure stands against all others, they are those of every set; else those of the
        smallest.
        """
        sets = self.sets if self.against else self.sets[:1]
        every = dict.fromkeys(figure for conflict in sets for figure in conflict.figures)
        return once(every)

    @property
    def borne_out(self) -> bool:
        """Whether unrelated sources give the very numbers that would reconcile everything."""
        return bool(self.suspects) and all(slip.borne_out for slip in self.suspects)

    @property
    def tallies(self) -> bool:
        """Whether they are nothing but numbers that one source gives for one thing."""
        return all(conflict.tally for conflict in self.sets)

    @property
    def gap(self) -> float:
        """By how much they differ: at face value from the figure that stands against the others."""
        return abs(self.against.gap) if self.against else self.gap_of(self.conflict)

    def is_pair(self, conflict: Conflict) -> bool:
        """Whether it is two numbers for one thing, of one source or of two."""
        figures = conflict.figures
        keys = {figure.key for figure in figures}
        return len(figures) > 1 == len(keys) and figures[1:] == figures[-1:]

    def gap_of(self, conflict: Conflict) -> float:
        """By how much the figures of one set differ: two numbers for one thing at face value."""
        if not self.is_pair(conflict):
            return conflict.gap
        one, other = (float(f.value) * self.evidence.rate(f) for f in conflict.figures)
        return abs(one - other)

    @property
    def partial(self) -> bool:
        """Whether there are other figures of the measure than those in conflict."""
        of_it = [f for f in self.evidence.figures if f.measure == self.measure.id]
        return len(of_it) > len(self.figures)

    @property
    def more_ways(self) -> bool:
        """Whether there may be more sets of slips than those that were sought."""
        return len(self.conflict.slips) == MOST_MENDS

    @property
    def unit(self) -> str:
        return self.evidence.dataset.unit_of(self.measure)


def once(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures without those that say the same phrase of the same paragraph again."""
    every = tuple(figures)
    found = {(f.printed, f.source, f.paragraph): f for f in reversed(every)}
    return tuple(figure for figure in every if figure in found.values())


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
class Percentages:
    """The percentages that the article gives of one measure, and what the dataset notes on what
    they are of.
    """

    measure: Measure
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]

    @property
    def ranked(self) -> tuple[Figure, ...]:
        """Each quantity once, the largest first."""
        first = {figure.key: figure for figure in reversed(self.figures)}
        once = [figure for figure in self.figures if first[figure.key] is figure]
        return tuple(sorted(once, key=lambda figure: -figure.value))

    @property
    def grew(self) -> bool:
        """Whether they say how fast things grew, and the first of them did."""
        return GROWTH in self.measure.name.split() and self.ranked[0].value > 0


@dataclass(frozen=True)
class ToldPlan:
    """A plan, and how much of it there is: the figures of the measure `of`, from `low` to `high`.

    `figure` is the one that gives all the money, where that is what it is a plan of.
    """

    plan: Plan
    of: Measure
    unit: str
    figure: Figure | None
    low: float
    high: float

    @property
    def signed(self) -> bool:
        """Whether this was signed, so that "signed" may be said of it."""
        return self.of.id in SIGNED

    @property
    def limited(self) -> bool:
        """Whether it can be drawn: the plan is not one that may be for nothing at all."""
        return self.plan.high < math.inf

    @property
    def vague(self) -> bool:
        """Whether a reader has to be told what the words of the plan may mean."""
        apart = self.plan.high - self.plan.low > VAGUE
        return apart and self.plan.figure.reading.qualifier not in BOUNDING


def qualified(figure: Figure) -> bool:
    """Whether its number is told with the qualifier that its source has: `over 20 billion`."""
    as_worded = figure.interval == figure.reading.interval
    return not figure.exact and as_worded and figure.reading.qualifier in QUALIFIERS
