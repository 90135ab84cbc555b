"""A linear model of printed figures: constraints on sums of unknowns, and what they allow.

The unknowns are the investment (and the number) of every project, split over the groups it may
belong to, and one exchange rate for every foreign currency. Every printed figure says that a sum
of unknowns lies in an interval, or is so many times another sum. What the figures allow between
them is found by linear programming with HiGHS, in whole numbers where something is counted.
Statistical offices audit suppressed table cells this way; economists call it partial
identification (Manski 2003).

All bounds are bounds of a ratio: a share is a part over the total, an amount in dollars a sum
over a rate. So every row of the model compares a form with multiples of another (`Row`), which
keeps the model homogeneous, and a ratio linear (Charnes & Cooper 1962).

This module knows figures as intervals; it knows nothing of datasets or of what is told about them.
"""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from helpers.dataset.entities import Figure
from helpers.model.bounds import Bounds
from helpers.model.forms import Form, scaled
from helpers.model.program import BEYOND, INFINITY, Infeasible, Program

__all__ = [
    "BEYOND",
    "INFINITY",
    "Constraint",
    "Infeasible",
    "LinearModel",
    "OfProject",
    "Row",
]

TOLERANCE = 1e-6  # relative to a figure's size: a smaller miss is none
ROOMS = (0.0, 2 * TOLERANCE, 20 * TOLERANCE)  # tried in turn where the solver finds no solution
SHRINKING = 1e-3  # to this precision the factor is sought by which rounding has to be used
# Whole numbers are sought in models with at most so many of them; in larger ones they may be
# fractions, which makes a bound wider, never narrower.
MOST_WHOLE = 300


@dataclass(frozen=True, eq=False)
class Row:
    """low · per <= form <= high · per.

    `per` is the constant 1, the rate of a currency, a number of projects, or the whole of which
    something is a share. `size` is the magnitude of `low` and `high`, and `weight` that of the
    form: dividing by it lets small figures count as much as large ones. `middle` is that of the
    interval, if the row says only one side of it.
    """

    form: Form
    per: Form
    low: float
    high: float
    size: float = 1.0
    weight: float = 1.0
    middle: float | None = None

    def between(self, low: float, high: float) -> "Row":
        return dataclasses.replace(self, low=low, high=high)

    def of(self, per: Form) -> "Row":
        return dataclasses.replace(self, per=per)

    def widened(self, room: float) -> "Row":
        """With some room on both sides, relative to its size."""
        return self.between(self.low - room * self.size, self.high + room * self.size)

    def limited(self, low: float = -INFINITY, high: float = INFINITY) -> "Row":
        """One side of it, which is still shrunk towards the middle of both."""
        middle = (self.high + self.low) / 2
        return dataclasses.replace(self, low=low, high=high, middle=middle)

    def shrunk(self, factor: float) -> "Row":
        """With the interval's half-width multiplied by a factor, where it has a middle."""
        middle = (self.high + self.low) / 2 if self.middle is None else self.middle
        if abs(middle) == INFINITY:
            return self
        low, high = (
            end if abs(end) == INFINITY else middle + (end - middle) * factor
            for end in (self.low, self.high)
        )
        return self.between(low, high)


class OfProject(NamedTuple):
    """What a figure of every project is about: what a part has, of how many, in which unit."""

    form: Form
    number: Form
    unit: Form


@dataclass(frozen=True, eq=False)
class Constraint:
    """A printed figure, as the rows that say it: one, or one for each project that it speaks of.

    What a row bounds, times `factor`, more `offset`, is in whole units of the figure's own unit;
    by how much a form misses is, times `scale`. Where it speaks of projects one by one, `parts` has
    them; `largest` is then the row of the largest of them, if it speaks of that.
    """

    figure: Figure
    rows: tuple[Row, ...]
    factor: float = 1.0
    offset: float = 0.0
    scale: float = 1.0
    parts: tuple[OfProject, ...] = ()
    largest: tuple[Row, ...] = ()

    @property
    def judged(self) -> tuple[Row, ...]:
        """The rows that say whether it is true: of the largest project, one for all of them."""
        return self.largest or self.rows

    def told(self, value: float) -> float:
        """A value of a row's ratio, as the figure would tell it."""
        return value * self.factor + self.offset


@dataclass(frozen=True, eq=False)
class LinearModel:
    """The linear model of some measures that figures relate to each other.

    Its columns are the unknowns; `one` is the column of the constant 1, and `rates` has those of
    exchange rates. Those in `signed` may be below zero, as a growth may; those in `whole` are whole
    numbers, as counts are. `definite` rows hold whatever is printed.

    `links` pairs what goes to a group with the number of projects in it, which is not nothing
    then. `undivided` has, for each project that lies in one group whole, the columns of every
    group, that of the number first. `mixed` says that figures tie amounts and numbers otherwise,
    too. Where numbers are whole, none of the columns in `amounts` is larger than `reach`.

    `constrained` gives the constraint of a figure that is none of the model's own, such as one
    that is read otherwise. The figures in `off` are left out; all models that differ only in this
    share their `programs`, and `room` is what one of them with more figures needed to agree.
    """

    width: int
    one: int
    rates: Mapping[str, int] = dataclasses.field(default_factory=dict)
    signed: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()
    definite: tuple[Row, ...] = ()
    links: tuple[tuple[int, int], ...] = ()
    undivided: tuple[tuple[tuple[int, ...], ...], ...] = ()
    mixed: bool = False
    amounts: frozenset[int] = frozenset()
    reach: float = BEYOND
    constraints: tuple[Constraint, ...] = ()
    constrained: Callable[[Figure], Constraint] | None = None
    off: frozenset[str] = frozenset()
    programs: dict[tuple[float, bool], Program] = dataclasses.field(default_factory=dict)
    room: float | None = None

    @property
    def unit(self) -> Form:
        """The form that is the constant 1."""
        return {self.one: 1.0}

    @cached_property
    def active(self) -> tuple[Constraint, ...]:
        """The constraints of the figures that are not left out."""
        return tuple(each for each in self.constraints if each.figure.id not in self.off)

    @cached_property
    def by_figure(self) -> Mapping[str, Constraint]:
        return {each.figure.id: each for each in self.constraints}

    def without(self, figures: Iterable[Figure]) -> "LinearModel":
        """The model of the other figures; it shares the solver with this one.

        Where these figures agree, so do fewer of them.
        """
        gone = frozenset(figure.id for figure in figures)
        room = self.__dict__.get("_room", self.room)
        return dataclasses.replace(self, off=self.off | gone, room=room)

    def with_only(self, figures: Iterable[Figure]) -> "LinearModel":
        """The model of these figures; some may be read otherwise than in this model."""
        kept = tuple(self._constraint(figure) for figure in figures)
        return self._of(kept)

    def can_be_true(self, figures: Iterable[Figure]) -> bool:
        """Whether some figures agree; some of them may be read otherwise than in this model."""
        wanted = tuple(figures)
        own = self.by_figure
        if all(own[f.id].figure is f for f in wanted if f.id in own) and all(
            figure.id in own for figure in wanted
        ):
            kept = {figure.id for figure in wanted}
            others = (e.figure for e in self.constraints if e.figure.id not in kept)
            return self.without(others).agrees
        return self.with_only(wanted).agrees

    def and_also(self, constraint: Constraint) -> "LinearModel":
        """The model with one more figure, or one that was left out, read as given."""
        if self.by_figure.get(constraint.figure.id) is constraint:
            off = self.off - {constraint.figure.id}
            return dataclasses.replace(self, off=off, room=None)
        return self._of((*self.active, constraint))

    def _of(self, constraints: tuple[Constraint, ...]) -> "LinearModel":
        fresh: dict[tuple[float, bool], Program] = {}
        return dataclasses.replace(
            self, constraints=constraints, off=frozenset(), programs=fresh, room=None
        )

    def _constraint(self, figure: Figure) -> Constraint:
        own = self.by_figure.get(figure.id)
        if own and own.figure is figure:
            return own
        if self.constrained is None:
            raise KeyError(figure.id)
        return self.constrained(figure)

    # what the figures allow

    @cached_property
    def agrees(self) -> bool:
        """Whether all figures can be true."""
        return self._room is not None

    @cached_property
    def _room(self) -> float | None:
        """How much room, relative to their sizes, the figures need to agree; None if too much."""
        if self.room is not None:
            return self.room
        for room in ROOMS[:2]:
            if self._program(room).feasible() and self._counts_agree(room):
                return room
        return None

    def _counts_agree(self, room: float) -> bool:
        if not self._needs_whole or self._program(room).is_whole():
            return True
        return self._program(room, whole=True).feasible()

    @property
    def _needs_whole(self) -> bool:
        return 0 < len(self.whole) <= MOST_WHOLE

    def _program(self, room: float, whole: bool = False) -> Program:
        """The solver with this model's figures in force."""
        if (room, whole) not in self.programs:
            self.programs[room, whole] = Program(self, room, whole)
        program = self.programs[room, whole]
        program.leave_out(self.off)
        return program

    def bound(self, form: Form, per: Form | None = None, most: Form | None = None) -> Bounds:
        """The least and the greatest value of the ratio of two forms.

        `per` is the constant 1 where none is given. Where the greatest value is that of another
        form, for what may be counted in besides, it is `most`. Raises Infeasible where the
        figures allow none.
        """
        if not self.agrees:
            raise Infeasible
        divisor = self.unit if per is None else per
        negative = scaled(form if most is None else most, -1.0)
        return Bounds(self._least(form, divisor), 0.0 - self._least(negative, divisor))

    def least(self, form: Form, per: Form | None = None) -> float:
        """The least value of the ratio of two forms. Raises Infeasible, as `bound` does."""
        if not self.agrees:
            raise Infeasible
        return self._least(form, self.unit if per is None else per)

    def _least(self, form: Form, per: Form) -> float:
        for room in ROOMS:
            if self._room is None or room < self._room:
                continue
            try:
                return self._least_with(room, form, per)
            except Infeasible:
                continue
        return -INFINITY  # the solver's trouble is no limit: too wide, but never too narrow

    def _least_with(self, room: float, form: Form, per: Form) -> float:
        program = self._program(room)
        relaxed = program.minimum(form, per)
        if not self._needs_whole or (relaxed > -INFINITY and program.is_whole([*form, *per])):
            return relaxed
        if relaxed == -INFINITY and per != self.unit:
            return relaxed
        if relaxed > -INFINITY and program.is_reached(form, per, relaxed):
            return relaxed
        return self._program(room, whole=True).least_ratio(form, per, relaxed)

    @cached_property
    def misses(self) -> Mapping[str, float]:
        """By how much the figures must give way, by their ids, for the least miss in all.

        In whole units of what each is about; there are none where all figures can be true.
        """
        if self.agrees:
            return {}
        found = self._least_misses()
        return {
            each.figure.id: miss * each.scale
            for each, miss in zip(self.active, found, strict=True)
            if miss > 0
        }

    def _least_misses(self) -> list[float]:
        for whole in [True, False] if self._needs_whole else [False]:
            try:
                return Program(self, 0.0, whole, elastic=True).misses()
            except Infeasible:  # the solver's trouble: there are always some
                continue
        return [0.0] * len(self.active)

    @cached_property
    def face_value(self) -> "LinearModel":
        """The model with every exact figure at face value, or as near as rounding lets all be.

        Where they do not agree so, the half-widths of all of them are shrunk by one factor, the
        smallest under which they do; then each figure, the finest first, is put at its face
        value if the others leave it that. Where the figures do not agree it is the model itself.
        """
        if not self.agrees:
            return self
        if self.at_face.agrees:
            return self.at_face
        exact = [each for each in self.active if each.figure.exact]
        least = self._least_factor([each.figure.id for each in exact])
        factors = {each.figure.id: least for each in exact}
        for each in sorted(exact, key=_fineness):
            closer = factors | {each.figure.id: 0.0}
            if self._shrunk(closer).agrees:
                factors = closer
        found = self._shrunk(factors)
        return found if found.agrees else self

    @cached_property
    def at_face(self) -> "LinearModel":
        """The model with every exact figure at face value, whether or not they agree so."""
        return self._shrunk({each.figure.id: 0.0 for each in self.active if each.figure.exact})

    def _least_factor(self, figures: Collection[str]) -> float:
        least, most = 0.0, 1.0
        while most - least > SHRINKING:
            middle = (least + most) / 2
            if self._shrunk(dict.fromkeys(figures, middle)).agrees:
                most = middle
            else:
                least = middle
        return most

    def _shrunk(self, factors: Mapping[str, float]) -> "LinearModel":
        return self._of(tuple(_shrunk(each, factors) for each in self.active))


def _shrunk(constraint: Constraint, factors: Mapping[str, float]) -> Constraint:
    """A constraint with its interval shrunk, if its figure has a factor."""
    factor = factors.get(constraint.figure.id)
    if factor is None:
        return constraint
    rows = tuple(row.shrunk(factor) for row in constraint.rows)
    return dataclasses.replace(constraint, rows=rows)


def _fineness(constraint: Constraint) -> tuple[float, str]:
    """How wide a figure is for its size; figures that are alike in it come by their ids."""
    row = constraint.judged[0]
    return (row.high - row.low) / row.size, constraint.figure.id
