"""What the model finds, as plain records: bounds, shares, rates, verdicts, conflicts.

Shares are fractions of 1. Amounts are in whole units of the announcement's currency, or of the
figure's own unit where a record says so. This module computes nothing.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from helpers.dataset.entities import AnnouncedProject, Figure, Measure

SIGNIFICANT_DIGITS = 10  # the solver's own precision ends before: its last digits are never shown


def rounded(value: float) -> float:
    """A number without the solver's last digits."""
    return float(f"{value:.{SIGNIFICANT_DIGITS}g}")


class Bounds(NamedTuple):
    """The least and the greatest value that the figures allow; `high` may be infinite."""

    low: float
    high: float

    def rounded(self, scale: float = 1.0) -> "Bounds":
        """Both ends in units of 1/scale, without the solver's last digits."""
        return Bounds(rounded(self.low * scale), rounded(self.high * scale))


class Amount(NamedTuple):
    """A project whose amount is printed; `value` is in the announcement's currency."""

    project: AnnouncedProject
    figure: Figure
    value: float


class Disclosed(NamedTuple):
    """How many projects have their amounts printed, and the bounds of their share.

    `low` and `high` are fractions of all investment, and NaN where the figures do not add up.
    """

    projects: int
    low: float
    high: float


@dataclass(frozen=True)
class Rate:
    """Units of the announcement's currency for one of a foreign one.

    `value` is the one at face value; bounds allow anything from `low` to `high`. `market` is the
    market's rate of the day, or the one that the dataset states. Where `implied`, the figures
    themselves fix the rate, and `outside` says that they rule the market's out however they are
    rounded; `near` is between what it may be without them. Where `stated`, the dataset gives it, and it is kept. Else the announcer's rate is not
    known, and `low` to `high` is a band around the market's.
    """

    currency: str
    value: float
    low: float
    high: float
    market: float
    implied: bool
    stated: bool = False
    outside: bool = False
    near: Bounds = Bounds(0.0, math.inf)


@dataclass(frozen=True)
class Share:
    """A group's share of all investment, as fractions of 1.

    `known` is the share that is in the group in any case, every exact figure taken at face
    value; `low` and `high` are the sharp bounds. `projects` is the number of projects known to
    be in the group.
    """

    group: str
    projects: int
    known: float
    low: float
    high: float


class Basis(StrEnum):
    """What a verdict rests on."""

    ADDS_UP = "adds-up"  # other quantities imply the figure
    ALSO_REPORTED = "also-reported"  # another source gives the same quantity
    CONVENTION = "convention"  # how far "more than" and "nearly" reach


@dataclass(frozen=True)
class Verdict:
    """What all other figures say of one that is left out (leave-one-out).

    `verdict` is one of confirmed (they give the same number), consistent (they leave room for it),
    inexact (only its last digits do not agree, and they may be rounded), contradicted (they rule it
    out), disputed (they disagree among themselves, and some ways out of that rule it out) or
    unchecked (nothing else bears on it). `how` has what a confirmation or a contradiction rests on.
    The others bound the figure by `low` and `high`, in its own unit; `gap` is how far they rule it
    out.
    """

    verdict: str
    low: float
    high: float
    gap: float = 0.0
    how: tuple[Basis, ...] = ()


@dataclass(frozen=True)
class Drop:
    """A figure without which all others agree.

    The others, at face value, make it `low` to `high`, in its unit.
    """

    figure: Figure
    low: float
    high: float

    @property
    def gap(self) -> float:
        """How far the face value lies outside; below zero where the figure is the larger."""
        value = float(self.figure.value)
        return self.low - value if value < self.low else min(0.0, self.high - value)


@dataclass(frozen=True)
class Slip:
    """A figure that would fit if it meant `value`, in `unit`; `kind` says what was mistaken.

    `phrase` is how it would then be printed, and is empty where the phrase cannot be put so;
    `meant` is the figure so read, with all that repeats it. `borne_out` are the figures of unrelated sources that give that very value.
    """

    figure: Figure
    kind: str
    value: float
    unit: str
    phrase: str = ""
    borne_out: tuple[Figure, ...] = ()
    meant: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """A minimal conflict: all `figures` but any one can be true, and not all of them.

    `gap` is their least total miss, in the unit of the measure. `drops` are the figures of which
    one, dropped, mends everything there is; `slips` are the smallest sets of slips that do, and up
    to `tried` slips at once were tried. No mend is ever applied. A `tally` is two numbers that one
    source gives for one thing. `more` says that there may be other conflicts than those found.
    """

    measure: str
    figures: tuple[Figure, ...]
    gap: float
    drops: tuple[Drop, ...] = ()
    slips: tuple[tuple[Slip, ...], ...] = ()
    tried: int = 3
    tally: bool = False
    more: bool = False


@dataclass(frozen=True)
class Plan:
    """A printed plan beside what was signed.

    `signed` is in whole units; `low` and `high` bound the part of the plan that it makes, as
    fractions of 1.
    """

    measure: Measure
    figure: Figure
    signed: float
    low: float
    high: float
