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
from helpers.model.linear import (
    INFINITY,
    TOLERANCE,
    Constraint,
    Infeasible,
    LinearModel,
    OfProject,
    Row,
)
from helpers.model.rows import EVERY_PROJECT

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
        for (low, high), row in zip(self.bounds, constraint.judged, strict=True):
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
    with it, for repetition confirms nothing; not so one that it prints in another currency.
    """
    return {figure.id: _audited(figure, readings[figure.measure], dataset) for figure in figures}


def _audited(figure: Figure, readings: Readings, dataset: Dataset) -> Verdict:
    family = dataset.family(figure.source)
    alike = _alike(figure, readings.printed)
    rival = _rival(figure, [other for other in alike if other.source in family], readings)
    if rival:
        return rival
    same = [f for f in alike if f.source in family and f.unit == figure.unit]
    found = _verdict(figure, same, readings)
    if found.verdict != "confirmed":
        return found
    others = [other for other in alike if other.source not in family]
    reported = any(_gives_the_same(figure, other) for other in others)
    # What the same source converts into another currency is a sum, too.
    adds_up = not others or _verdict(figure, alike, readings).verdict == "confirmed"
    how = [Basis.ADDS_UP] if adds_up else []
    if reported or not adds_up:
        how.append(Basis.ALSO_REPORTED)
    return dataclasses.replace(found, how=tuple(how))


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
    if as_printed and _leaves_room(as_printed, own, printed, readings.printed):
        return _agreeing(own, as_printed, printed, readings, left_out)
    if as_printed and _leaves_room(as_printed, rounded_own, printed, readings.round):
        return _told("inexact", own, as_printed)
    if not round_.agrees:  # within the solver's tolerance they did
        return _told("consistent", own, as_printed or _Room((Bounds(-INFINITY, INFINITY),)))
    in_round = _room(own, round_)
    if _leaves_room(in_round, own, round_, readings.printed):
        return _agreeing(own, in_round, round_, readings, left_out)
    if _leaves_room(in_round, rounded_own, round_, readings.round):
        return _told("inexact", own, as_printed or in_round)
    literally = readings.literal.without(left_out)
    literal_own = readings.literal.by_figure[figure.id]
    rests = literally.agrees and _leaves_room(
        _room(own, literally), literal_own, literally, readings.literal
    )
    how = (Basis.CONVENTION,) if rests else ()
    found = _told("contradicted", own, as_printed or in_round, how)
    if found.gap:
        return found
    gap = _gap_in_whole(own, printed if as_printed else round_)
    return dataclasses.replace(found, gap=rounded(abs(gap * own.factor)))


def _gap_in_whole(own: Constraint, others: LinearModel) -> float:
    """How far a figure is ruled out that lies in a gap between whole numbers."""
    row = own.judged[0]
    below, above = row.between(-INFINITY, row.low), row.between(row.high, INFINITY)
    limited = [dataclasses.replace(own, rows=(each,)) for each in (below, above)]
    least, most = [_bounds(row.form, row.per, others.and_also(each)) for each in limited]
    return min(gap for gap in (row.low - least.high, most.low - row.high) if gap < INFINITY)


def _leaves_room(room: _Room, own: Constraint, others: LinearModel, every: LinearModel) -> bool:
    """Whether others, by whose bounds there is `room`, can be true together with a figure.

    In whole numbers there are gaps between the bounds; and what every project of a group is worth
    depends on which projects these are. Then the solver is asked; not so where `every` figure can
    be true.
    """
    has_room = not room.gap(own)
    one_by_one = own.figure.relation in EVERY_PROJECT
    if every.agrees:
        return has_room or one_by_one
    if one_by_one or (has_room and others.whole):
        return others.and_also(own).agrees
    return has_room


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
    if own.figure.corrected and (same or _rules_out_what_is_printed(own, room)):
        return _told("contradicted", own, room)  # they bear out what we took it for
    return _told("confirmed" if same else "consistent", own, room)


def _rules_out_what_is_printed(own: Constraint, room: _Room) -> bool:
    """Whether a figure that we take for another amount could not be the one that is printed."""
    printed = own.figure.reading
    low, high = room.told(own)
    apart = high < float(printed.interval.low) or float(printed.interval.high) < low
    return printed.unit in ("", own.figure.unit) and apart


def _face(others: LinearModel, readings: Readings, left_out: Sequence[Figure]) -> LinearModel:
    """The others at face value, or as near as their rounding lets all be."""
    if readings.at_face_value:
        return readings.at_face_value.without(left_out)
    face = readings.face.without(left_out)
    return face.face_value if face.agrees else others


def _says_nothing(own: Constraint, room: _Room) -> bool:
    for (low, high), row in zip(room.bounds, own.judged, strict=True):
        if row.low == -INFINITY and row.high == INFINITY:
            continue  # of each of no projects nothing is said
        is_share = own.figure.relation is Relation.SHARE and row.high <= ALL
        if low > 0 or high < (ALL if is_share else INFINITY):
            return False
    return True


def _within(own: Constraint, room: _Room) -> bool:
    """Whether the others put it where it is printed, to its printed precision.

    Where we override what is printed, they have to meet both.
    """
    for (low, high), row in zip(room.bounds, own.judged, strict=True):
        slack = TOLERANCE * row.size
        least, most = _as_printed(own, row)
        if low < least - slack or high > most + slack:
            return False
    return True


def _as_printed(own: Constraint, row: Row) -> tuple[float, float]:
    """The ends of a row, or of what its phrase says by itself where that is narrower."""
    figure, printed = own.figure, own.figure.reading.interval
    if figure.interval == printed or figure.corrected or figure.relation is not Relation.AMOUNT:
        return row.low, row.high
    low, high = float(printed.low) / own.factor, float(printed.high) / own.factor
    return max(row.low, low), min(row.high, high)


def _room(own: Constraint, others: LinearModel) -> _Room:
    if own.figure.relation is not Relation.LARGEST:
        return _Room(tuple(_bounds(row.form, row.per, others) for row in own.rows))
    every = [_of_the_largest(each, others) for each in own.parts] or [Bounds(0.0, 0.0)]
    return _Room((Bounds(max(b.low for b in every), max(b.high for b in every)),))


def _of_the_largest(part: OfProject, others: LinearModel) -> Bounds:
    """What the largest of some projects is worth: their average at least, and all at most."""
    low, high = _bounds(part.form, part.unit, others)
    most = _bounds(part.number, {others.one: 1.0}, others).high
    return Bounds(low / max(most, 1.0), high)


def _bounds(form: Mapping[int, float], per: Mapping[int, float], others: LinearModel) -> Bounds:
    try:
        return others.bound(form, per)
    except Infeasible:
        return Bounds(-INFINITY, INFINITY)


def _told(verdict: str, own: Constraint, room: _Room, how: tuple[Basis, ...] = ()) -> Verdict:
    low, high = room.told(own)
    gap = room.gap(own) if verdict in ("contradicted", "inexact") else 0.0
    return Verdict(verdict, low, high, rounded(abs(gap * own.factor)), how)
