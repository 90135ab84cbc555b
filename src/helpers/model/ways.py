"""Ways out of a conflict, and what all of them agree on.

Where figures cannot all be true, nobody knows which is wrong. Each smallest set of figures that,
left out, lets the others agree is a way out; so is each smallest set of slips, undone. What every
way out gives alike, the conflict does not touch. None is ever applied.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.dataset.entities import COUNT, MONEY, Figure
from helpers.model.assembly import Assembly
from helpers.model.bounds import Bounds, Conflict, Share, Slip, rounded
from helpers.model.changes import Reworded
from helpers.model.conflicts import MOST_CORRECTIONS, corrections, found_conflicts
from helpers.model.readings import Reads
from helpers.model.slips import as_meant
from helpers.project import ProblemsError

if TYPE_CHECKING:
    from helpers.model.evidence import Evidence

ALIKE = 1e-6  # relative: two ways out that differ by less give the same
MOST_WAYS = 6  # that are told one by one


@dataclass(frozen=True, eq=False)
class WayOut:
    """One way in which the figures of investment and of projects would agree.

    Either some `figures` are left out, or some `slips` are undone; `evidence` is what is then
    known, marked as an assumption.
    """

    figures: tuple[Figure, ...]
    slips: tuple[Slip, ...]
    evidence: "Evidence"

    @property
    def kind(self) -> str:
        """What is done: figures are left out ("without"), or slips undone ("corrected")."""
        return "corrected" if self.slips else "without"


def conflicts(evidence: "Evidence") -> tuple[Conflict, ...]:
    """Every minimal set of figures that cannot all be true, however they are rounded."""
    found: list[Conflict] = []
    for block in evidence.models.blocks:
        assembly = evidence.models.assembly(block[0], Reads.ROUND)
        if not assembly.model.agrees:
            found += _conflicts(block, assembly, evidence)
    return tuple(found)


def _conflicts(
    block: tuple[str, ...], assembly: Assembly, evidence: "Evidence"
) -> Iterator[Conflict]:
    model = assembly.model

    def gap_of(figures: Iterable[Figure]) -> float:
        return rounded(sum(model.with_only(figures).misses.values()))

    def bounds_without(figure: Figure, others: Iterable[Figure]) -> Bounds:
        own = model.by_figure[figure.id]
        row = own.rows[0]
        low, high = model.with_only(others).face_value.bound(row.form, row.per)
        return Bounds(own.told(low), own.told(high)).rounded()

    figures = [each.figure for each in model.constraints]
    every = found_conflicts(
        block[0], figures, model.can_be_true, evidence.dataset, gap_of, bounds_without
    )
    for conflict in every:
        about = {figure.about: None for figure in conflict.figures}
        measure = MONEY if MONEY in about else next(iter(about), block[0])
        yield dataclasses.replace(conflict, measure=measure)


def ways_out(evidence: "Evidence") -> tuple[WayOut, ...]:
    """The smallest changes after which the figures of investment and of projects agree.

    None where they agree, or where too many changes would do.
    """
    if evidence.adds_up:
        return ()
    left_out = _corrections(evidence)
    if len(left_out) > MOST_WAYS:
        left_out = ()
    slips = dict.fromkeys(way for conflict in evidence.conflicts for way in conflict.slips)
    kept = [way for way in slips if all(slip.figure.about in (MONEY, COUNT) for slip in way)]
    undone = kept if len(kept) <= MOST_WAYS else []
    found = [WayOut(figures, (), _without(evidence, figures)) for figures in left_out]
    found += [WayOut((), way, _undone(evidence, way)) for way in undone]
    return tuple(way for way in found if way.evidence.adds_up)


def _corrections(evidence: "Evidence") -> tuple[tuple[Figure, ...], ...]:
    model = evidence.models.assembly(MONEY, Reads.ROUND).model
    figures = [each.figure for each in model.constraints]
    sums = [c.figures for c in evidence.conflicts if c.figures[0].id in model.by_figure]
    return corrections(figures, model.can_be_true, sums, kin=evidence.kin)


def _without(evidence: "Evidence", figures: Iterable[Figure]) -> "Evidence":
    return evidence.without({figure.id for figure in figures})


def _undone(evidence: "Evidence", way: tuple[Slip, ...]) -> "Evidence":
    figures = as_meant(evidence.dataset.figures, way, evidence.dataset)
    pairs = zip(evidence.dataset.figures, figures, strict=True)
    reworded = tuple((old, new.printed) for old, new in pairs if old != new)
    return evidence.what_if(Reworded(reworded), figures=figures)


def agreed_shares(evidence: "Evidence", dimension: str) -> tuple[Share, ...]:
    """The shares that every way of leaving figures out agrees on."""
    every = _left_out(evidence)
    if not every:
        return ()
    first, *others = (each.shares(dimension) for each in every)
    by_group = [{share.group: share for share in shares} for shares in others]
    return tuple(
        share
        for share in first
        if all(share.group in shares and _alike(share, shares[share.group]) for shares in by_group)
    )


def agreed_bound(evidence: "Evidence", measure: str, scope: Mapping[str, str]) -> Bounds:
    """The bounds on which every way of leaving figures out agrees. Raises ProblemsError."""
    every = [each.bound(measure, scope) for each in _left_out(evidence)] if _is_sum(measure) else []
    if every and all(_near(every[0].low, b.low) and _near(every[0].high, b.high) for b in every):
        return every[0]
    raise ProblemsError(
        f"the figures of {measure} cannot all be true, and the ways out of that do not agree on "
        "this; see its conflicts, and leave a figure out"
    )


def _is_sum(measure: str) -> bool:
    return measure in (MONEY, COUNT)


def _left_out(evidence: "Evidence") -> list["Evidence"]:
    """The evidence in each way of leaving figures out; none where there may be more ways."""
    if any(conflict.more for conflict in evidence.conflicts):
        return []
    found = _corrections(evidence)
    if not found or len(found) >= MOST_CORRECTIONS:
        return []
    every = [_without(evidence, figures) for figures in found]
    return every if all(each.has_shares for each in every) else []


def _alike(one: Share, other: Share) -> bool:
    ends = ((one.known, other.known), (one.low, other.low), (one.high, other.high))
    return one.projects == other.projects and all(_near(a, b) for a, b in ends)


def _near(one: float, other: float) -> bool:
    return one == other or abs(one - other) <= ALIKE * max(abs(one), abs(other))
