"""What an answer hangs on, what would settle it, and what is the case if something is assumed.

A bound of "0 to 50 %" is honest, and one cannot use it: the reader wants to know why it is so wide.
Part of that is our own judgement, which puts a project into a group, and part are amounts that
nobody prints. Everything here is computed for the dimension that leads, and nothing of it is a
finding. This module asks the model; it knows nothing of how an answer is told.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from helpers.dataset.entities import AnnouncedProject, Figure
from helpers.model.bounds import Bounds, Share, Slip
from helpers.model.evidence import Evidence

NOTHING = 1e-9  # of all the money: the solver cannot tell less from nothing


@dataclass(frozen=True)
class Turn:
    """A judged project, put into one of the groups that it could belong to; all others stay.

    `is_ours` says whether we put it there, or into one of several such groups. There are no
    `shares` where the figures rule it out.
    """

    project: AnnouncedProject
    group: str
    is_ours: bool
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Reach:
    """How far the answer moves when judgements are turned, one at a time.

    `known` has, for each group, the least and the greatest known share; `project` is the one that
    moves a known share most, and None where none does.
    """

    known: Mapping[str, Bounds]
    project: AnnouncedProject | None


@dataclass(frozen=True)
class Settling:
    """How much would be known if the amount of one project were.

    `now` and `then` are how wide the bounds of all shares are together, as a sum of fractions of
    1. `then` is the most that is left, and `least` the least, by what the amount turns out to be;
    `middle` is what is left if it lies halfway. `amount` is between what it can lie now, and
    `shares` are those of now, each with its bounds then, if it lies halfway.
    """

    project: AnnouncedProject
    amount: Bounds
    now: float
    then: float
    middle: float
    least: float
    shares: tuple[tuple[Share, Bounds], ...]


class ScenarioKind(StrEnum):
    """What a scenario assumes."""

    EQUAL = "equal"  # all projects without an amount are of one size
    WITHOUT = "without"  # some figures that cannot be true with the others are left out
    CORRECTED = "corrected"  # some of them are slips


@dataclass(frozen=True, eq=False)
class Scenario:
    """What would be known if something were so; `evidence` is marked as an assumption.

    `figures` are those that are left out, and `slips` those that are undone.
    """

    kind: ScenarioKind
    evidence: Evidence
    figures: tuple[Figure, ...] = ()
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True)
class Moves:
    """The shares for every way of grouping the judged projects that have an amount.

    `groups` has the groups that each of `projects` could belong to. `shares` has, by the groups of
    the projects in the same order, known, low and high of every group of the dimension; a
    combination that the figures rule out has none. `left_out` are projects that stay where we put
    them, since there would be too many combinations.
    """

    projects: tuple[AnnouncedProject, ...]
    groups: tuple[tuple[str, ...], ...]
    shares: Mapping[tuple[str, ...], tuple[Share, ...]]
    left_out: tuple[AnnouncedProject, ...] = ()


def unjudged(evidence: Evidence) -> Evidence:
    """With no judgement of ours: a judged project may be in any group that it could belong to.

    It is a view as the others are, and no scenario. Where we judge nothing, it is returned itself.
    """
    lead, dataset = evidence.dataset.lead, evidence.dataset
    if lead is None:
        return evidence
    projects = tuple(_open(project, lead) for project in dataset.projects)
    if projects == dataset.projects:
        return evidence
    opened = dataclasses.replace(dataset, projects=projects)
    return dataclasses.replace(evidence, dataset=opened, unjudged=True)


def _open(project: AnnouncedProject, lead: str) -> AnnouncedProject:
    ours = project.attributes[lead]
    if not project.judged or set(ours) == set(project.could_be):
        return project
    return _put(project, lead, project.could_be)


def _put(project: AnnouncedProject, lead: str, groups: tuple[str, ...]) -> AnnouncedProject:
    return dataclasses.replace(project, attributes={**project.attributes, lead: groups})


def _judged(evidence: Evidence) -> tuple[AnnouncedProject, ...]:
    return tuple(project for project in evidence.named if project.judged)


def hangs_on(evidence: Evidence) -> tuple[Turn, ...]:
    """Every judged project, put in turn into each group that it could belong to.

    Empty where nothing is judged, or where there are no shares.
    """
    lead = evidence.dataset.lead
    if lead is None or not evidence.has_shares:
        return ()
    return tuple(
        Turn(project, group, group in project.attributes[lead], _shares(evidence, project, group))
        for project in _judged(evidence)
        for group in project.could_be
    )


def _shares(evidence: Evidence, project: AnnouncedProject, group: str) -> tuple[Share, ...]:
    lead, dataset = evidence.dataset.lead, evidence.dataset
    assert lead is not None
    projects = tuple(_put(p, lead, (group,)) if p is project else p for p in dataset.projects)
    turned = dataclasses.replace(dataset, projects=projects)
    return dataclasses.replace(evidence, dataset=turned).shares(lead)


def reach(turns: tuple[Turn, ...]) -> Reach:
    """How far the known shares move over all turns, and the project that moves one most."""
    known: dict[str, Bounds] = {}
    by_project: dict[str, dict[str, Bounds]] = {}
    for turn in turns:
        own = by_project.setdefault(turn.project.id, {})
        for share in turn.shares:
            known[share.group] = _with(known.get(share.group), share.known)
            own[share.group] = _with(own.get(share.group), share.known)
    widest = {id_: max(map(_width, own.values()), default=0.0) for id_, own in by_project.items()}
    most = max(turns, key=lambda turn: widest[turn.project.id], default=None)
    moves = most is not None and widest[most.project.id] > NOTHING
    return Reach(known, most.project if most and moves else None)


def _width(bounds: Bounds) -> float:
    return bounds.high - bounds.low


def _with(bounds: Bounds | None, value: float) -> Bounds:
    if bounds is None:
        return Bounds(value, value)
    return Bounds(min(bounds.low, value), max(bounds.high, value))


def would_settle(evidence: Evidence) -> tuple[Settling, ...]:
    """What would be known if a single undisclosed amount were, the most useful first."""
    return ()


def scenarios(evidence: Evidence) -> tuple[Scenario, ...]:
    """What would be known if something were so."""
    return tuple(
        Scenario(
            ScenarioKind.WITHOUT if way.figures else ScenarioKind.CORRECTED,
            way.evidence,
            way.figures,
            way.slips,
        )
        for way in evidence.ways_out
    )


def moves(evidence: Evidence, most: int = 300) -> Moves | None:
    """The shares for every way of grouping the judged projects that have an amount."""
    return None
