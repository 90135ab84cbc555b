"""The audit: every figure is left out in turn, and bounded from all the others (leave-one-out).

What the others say depends on how printed numbers are read: as they are printed; with the zeros at
their end as rounding; or with "more than" for any amount above. A figure is contradicted only
where the second reading rules it out as well. This module knows models and figures; it knows
nothing of where they come from.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from helpers.dataset.entities import Dataset, Figure, Relation
from helpers.model.bounds import Basis, Bounds, Verdict, rounded
from helpers.model.conflicts import corrections, minimal_conflicts
from helpers.model.linear import INFINITY, TOLERANCE, Constraint, Infeasible, LinearModel, Row

WAYS = 6  # out of a conflict of others that are tried
ALL = 1.0  # the whole of which something is a share


@dataclass(frozen=True, eq=False)
class Readings:
    """The model of a block of measures in each way of reading its figures.

    `face` is the printed one at the rates at face value. `kin` gives one name to a source, its
    original and its translations.
    """

    printed: LinearModel
    round: LinearModel
    literal: LinearModel
    face: LinearModel
    kin: Callable[[str], str]

    @cached_property
    def conflicts(self) -> tuple[tuple[Figure, ...], ...]:
        """All minimal sets of figures that cannot be true together, however they are rounded."""
        if self.round.agrees:
            return ()
        figures = [each.figure for each in self.round.constraints]
        return minimal_conflicts(figures, self.round.can_be_true, kin=self.kin)

    @cached_property
    def at_face_value(self) -> LinearModel | None:
        """The model with every exact figure at face value; None where they do not agree so."""
        found = self.face.at_face
        return found if found.agrees else None


@dataclass(frozen=True)
class _Room:
    """What some figures leave of the rows of another: bounds of each, in the model's numbers."""

    bounds: tuple[Bounds, ...]

    def gap(self, constraint: Constraint) -> float:
        """How far they rule it out, in the model's numbers; 0 for less than the solver can tell."""
        worst = 0.0
        for (low, high), row in zip(self.bounds, _judged(constraint), strict=True):
            gap = max(low - row.high, row.low - high, 0.0)
            if gap > TOLERANCE * row.size:
                worst = max(worst, gap)
        return worst

    def told(self, constraint: Constraint) -> Bounds:
        low = min(bounds.low for bounds in self.bounds)
        high = max(bounds.high for bounds in self.bounds)
        return Bounds(rounded(constraint.told(low)), rounded(constraint.told(high)))


def audited(
    figures: Iterable[Figure], readings: Mapping[str, Readings], dataset: Dataset
) -> Mapping[str, Verdict]:
    """The verdict on every figure, by its id.

    A quantity that the same source, its original or its translation prints again is left out
    with it, for repetition confirms nothing.
    """
    return {figure.id: _audited(figure, readings[figure.measure], dataset) for figure in figures}


def _audited(figure: Figure, readings: Readings, dataset: Dataset) -> Verdict:
    same = repetitions(figure, readings.printed, dataset)
    rival = _rival(figure, same, readings)
    if rival:
        return rival
    found = _verdict(figure, same, readings)
    if found.verdict != "confirmed":
        return found
    alike = _alike(figure, readings.printed)
    apart = _verdict(figure, alike, readings)
    how = [Basis.ADDS_UP] if apart.verdict == "confirmed" else []
    others = [other for other in alike if other not in same]
    if not how or any(_gives_the_same(figure, other) for other in others):
        how.append(Basis.ALSO_REPORTED)
    return dataclasses.replace(found, how=tuple(how))


def repetitions(figure: Figure, model: LinearModel, dataset: Dataset) -> list[Figure]:
    """The printings of one quantity by one source, its original and its translations."""
    family = dataset.family(figure.source)
    return [other for other in _alike(figure, model) if other.source in family]


def _alike(figure: Figure, model: LinearModel) -> list[Figure]:
    """The figures for the same quantity, of whatever source."""
    own = model.by_figure[figure.id].figure
    return [each.figure for each in model.constraints if each.figure.key == own.key]


def _gives_the_same(figure: Figure, other: Figure) -> bool:
    return other.unit == figure.unit and other.interval.low <= figure.value <= other.interval.high


def _rival(figure: Figure, same: Sequence[Figure], readings: Readings) -> Verdict | None:
    """What a source says that gives two numbers for one thing: each contradicts the other."""
    model = readings.printed
    own = model.by_figure[figure.id]
    for other in same:
        differs = other.interval != own.figure.interval or other.unit != own.figure.unit
        if differs and not model.can_be_true([own.figure, other]):
            alone = model.with_only([other])
            room = _room(own, alone)
            return _told("contradicted", own, room)
    return None


def _verdict(figure: Figure, left_out: Sequence[Figure], readings: Readings) -> Verdict:
    """What all figures but those say of one of them."""
    round_ = readings.round.without(left_out)
    if round_.agrees:
        return _by_others(figure, left_out, readings)
    gone = {other.id for other in left_out}
    conflicts = [each for each in readings.conflicts if not gone & {f.id for f in each}]
    others = [each.figure for each in round_.active]
    ways = corrections(others, readings.round.can_be_true, conflicts, WAYS, readings.kin)
    return _joined([_by_others(figure, [*left_out, *way], readings) for way in ways])


def _joined(ways: Sequence[Verdict]) -> Verdict:
    """The verdict where others disagree: that of every way out, or disputed where some rule it out.

    Of those that do not, the one that says least is taken.
    """
    order = ("unchecked", "consistent", "inexact", "confirmed", "contradicted")
    first = min(ways, key=lambda way: order.index(way.verdict))
    verdicts = {way.verdict for way in ways}
    mixed = "contradicted" in verdicts and len(verdicts) > 1
    low, high = min(way.low for way in ways), max(way.high for way in ways)
    gap = min(way.gap for way in ways)
    return Verdict("disputed" if mixed else first.verdict, low, high, gap, first.how)


def _by_others(figure: Figure, left_out: Sequence[Figure], readings: Readings) -> Verdict:
    """What others that agree say, read as printed if they agree so."""
    own = readings.printed.by_figure[figure.id]
    rounded_own = readings.round.by_figure[figure.id]
    printed, round_ = readings.printed.without(left_out), readings.round.without(left_out)
    as_printed = _room(own, printed) if printed.agrees else None
    if as_printed and not as_printed.gap(own):
        return _agreeing(own, as_printed, printed, readings, left_out)
    if as_printed and not as_printed.gap(rounded_own):
        return _told("inexact", own, as_printed)
    if not round_.agrees:  # within the solver's tolerance they did
        return _told("consistent", own, as_printed or _Room((Bounds(-INFINITY, INFINITY),)))
    in_round = _room(own, round_)
    if not in_round.gap(own):
        return _agreeing(own, in_round, round_, readings, left_out)
    if not in_round.gap(rounded_own):
        return _told("inexact", own, as_printed or in_round)
    literally = readings.literal.without(left_out)
    literal_own = readings.literal.by_figure[figure.id]
    rests = literally.agrees and not _room(own, literally).gap(literal_own)
    how = (Basis.CONVENTION,) if rests else ()
    return _told("contradicted", own, as_printed or in_round, how)


def _agreeing(
    own: Constraint,
    room: _Room,
    others: LinearModel,
    readings: Readings,
    left_out: Sequence[Figure],
) -> Verdict:
    """The verdict of others that leave room for a figure: do they say anything, or all of it?"""
    if _says_nothing(own, room):
        return _told("unchecked", own, room)
    same = _within(own, room)
    if not same and own.figure.relation is Relation.AMOUNT:
        same = _within(own, _room(own, _face(others, readings, left_out)))
    if same and own.figure.corrected:
        return _told("contradicted", own, room)  # they give the number that we took it for
    return _told("confirmed" if same else "consistent", own, room)


def _face(others: LinearModel, readings: Readings, left_out: Sequence[Figure]) -> LinearModel:
    """The others at face value, or as near as their rounding lets all be."""
    if readings.at_face_value:
        return readings.at_face_value.without(left_out)
    face = readings.face.without(left_out)
    return face.face_value if face.agrees else others


def _says_nothing(own: Constraint, room: _Room) -> bool:
    for (low, high), row in zip(room.bounds, _judged(own), strict=True):
        is_share = own.figure.relation is Relation.SHARE and row.high <= ALL
        if low > 0 or high < (ALL if is_share else INFINITY):
            return False
    return True


def _within(own: Constraint, room: _Room) -> bool:
    """Whether the others put it where it is printed, to its printed precision."""
    for (low, high), row in zip(room.bounds, _judged(own), strict=True):
        slack = TOLERANCE * row.size
        if low < row.low - slack or high > row.high + slack:
            return False
    return True


def _judged(own: Constraint) -> tuple[Row, ...]:
    """The rows that a figure is judged by: of the largest project, one for all of them."""
    if own.figure.relation is not Relation.LARGEST:
        return own.rows
    low = max(row.low for row in own.rows[1::2])
    return (own.rows[0].between(low, own.rows[0].high),)


def _room(own: Constraint, others: LinearModel) -> _Room:
    if own.figure.relation is not Relation.LARGEST:
        return _Room(tuple(_bounds(row.form, row.per, others) for row in own.rows))
    every = [_bounds(row.form, row.per, others) for row in own.rows[:-1:2]]
    return _Room((Bounds(max(b.low for b in every), max(b.high for b in every)),))


def _bounds(form: Mapping[int, float], per: Mapping[int, float], others: LinearModel) -> Bounds:
    try:
        return others.bound(form, per)
    except Infeasible:
        return Bounds(-INFINITY, INFINITY)


def _told(
    verdict: str, own: Constraint, room: _Room, how: tuple[Basis, ...] = ()
) -> Verdict:
    low, high = room.told(own)
    gap = room.gap(own) if verdict in ("contradicted", "inexact") else 0.0
    return Verdict(verdict, low, high, rounded(abs(gap * own.factor)), how)
