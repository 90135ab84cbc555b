"""What an answer hangs on, what would settle it, and what would be known if something were so.

A bound of "0 to 50 %" is honest, and one cannot use it: the reader wants to know why it is so wide.
Part of that is our own judgement, which puts a project into a group, and part are amounts that
nobody prints. Everything here is told of the dimension that leads, and nothing of it is a finding.
This module asks the model; it knows nothing of how an answer is told.
"""

import dataclasses
import itertools
import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from helpers.dataset.entities import JOIN, MONEY, AnnouncedProject, Figure, Relation
from helpers.figures.reading import Interval, Reading
from helpers.model.bounds import Bounds, Share, Slip
from helpers.model.changes import Equalised
from helpers.model.evidence import Evidence
from helpers.model.groupings import Groupings, put
from helpers.model.hidden import NOTHING, Settling, would_settle

__all__ = [
    "Moves",
    "Reach",
    "Scenario",
    "ScenarioKind",
    "Settling",
    "Turn",
    "hangs_on",
    "moves",
    "reach",
    "scenarios",
    "unjudged",
    "would_settle",
]

MOST_TURNED = 100  # judged projects: of more, nobody reads what each of them moves
MOST_MOVES = 300  # combinations of groups
EQUAL_SIZE = "equal size"  # no figure of a dataset has a blank in its id


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
    lead = evidence.dataset.lead
    opened = {
        project.id: project.could_be
        for project in _judged(evidence)
        if lead and set(project.could_be) != set(project.attributes[lead])
    }
    return dataclasses.replace(put(evidence, opened), unjudged=True) if opened else evidence


def _judged(evidence: Evidence) -> tuple[AnnouncedProject, ...]:
    """The projects of these sources that we judge, unless something else is assumed of them."""
    lead = evidence.dataset.lead
    if lead is None or evidence.unjudged:
        return ()
    assumed = {id_ for id_, groups in evidence.assumed.items() if lead in groups}
    return tuple(p for p in evidence.named if p.judged and p.id not in assumed)


def hangs_on(evidence: Evidence) -> tuple[Turn, ...]:
    """Every judged project, put in turn into each group that it could belong to.

    Empty where nothing is judged, or where there are no shares. Of more than MOST_TURNED judged
    projects, those with the largest amounts are turned.
    """
    lead, judged = evidence.dataset.lead, _judged(evidence)
    if lead is None or not judged or not evidence.has_shares:
        return ()
    turned = _largest_first(judged, evidence)[:MOST_TURNED]
    groupings = Groupings(evidence, lead, tuple(turned))
    return tuple(
        Turn(
            project, group, group in project.attributes[lead], groupings.shares({project.id: group})
        )
        for project in judged
        if project in turned
        for group in project.could_be
    )


def _largest_first(
    projects: Iterable[AnnouncedProject], evidence: Evidence
) -> list[AnnouncedProject]:
    """Projects by their amounts; those without one come last, in the order of the table."""
    amounts = _amounts(evidence)
    return sorted(projects, key=lambda project: -amounts.get(project.id, 0.0))


def _amounts(evidence: Evidence) -> dict[str, float]:
    return {amount.project.id: amount.value for amount in evidence.amounts()}


def reach(turns: Sequence[Turn]) -> Reach:
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
    if most is None or widest[most.project.id] <= NOTHING:
        return Reach(known, None)
    return Reach(known, most.project)


def _with(bounds: Bounds | None, value: float) -> Bounds:
    """Bounds that reach to a value as well."""
    if bounds is None:
        return Bounds(value, value)
    return Bounds(min(bounds.low, value), max(bounds.high, value))


def _width(bounds: Bounds | Share) -> float:
    return bounds.high - bounds.low


def scenarios(evidence: Evidence) -> tuple[Scenario, ...]:
    """What would be known if something were so: each scenario is an assumption, never a finding.

    Either all projects without an amount are of one size, or a conflict is left by one of its ways
    out.
    """
    equal = _equalised(evidence)
    found = [Scenario(ScenarioKind.EQUAL, equal)] if equal else []
    for way in evidence.ways_out:
        kind = ScenarioKind.WITHOUT if way.figures else ScenarioKind.CORRECTED
        found.append(Scenario(kind, way.evidence, way.figures, way.slips))
    return tuple(found)


def _equalised(evidence: Evidence) -> Evidence | None:
    """With what is left of the total divided evenly among the projects without an amount.

    None where the total or the number of projects is not known, where nothing is left for two of
    them or more, or where other figures rule it out.
    """
    if not evidence.has_shares:
        return None
    amounts = evidence.amounts()
    total, projects = evidence.total(), evidence.project_count()
    counts = [amount.project.count for amount in amounts]
    if None in counts or projects.low != projects.high or _width(total) > NOTHING * total.high:
        return None
    left = total.low - sum(amount.value for amount in amounts)
    number = round(projects.low) - sum(count or 0 for count in counts)
    if number <= 1 or left <= NOTHING * total.high:
        return None
    figure = _of_one_size(evidence, Decimal(round(left / number)))
    figures = (*evidence.dataset.figures, figure)
    found = evidence.what_if(Equalised(figure, number), figures=figures)
    return found if found.has_shares else None


def _of_one_size(evidence: Evidence, each: Decimal) -> Figure:
    """The figure that says what each project without an amount comes to."""
    dataset, disclosed = evidence.dataset, _amounts(evidence)
    hidden = [project.id for project in dataset.projects if project.id not in disclosed]
    interval = Interval(each, each)
    reading = Reading(each, interval, dataset.currency, "exact", "money")
    return Figure(
        id=EQUAL_SIZE,
        source=dataset.article.id,
        paragraph=None,
        measure=MONEY,
        scope=(("project", JOIN.join(hidden)),),
        printed_scope=None,
        printed=EQUAL_SIZE,
        reading=reading,
        interval=interval,
        unit=dataset.currency,
        note="",
        place="",
        relation=Relation.EACH,
    )


def moves(evidence: Evidence, most: int = MOST_MOVES) -> Moves | None:
    """The shares for every way of grouping the judged projects that have an amount.

    Only these move money that is known. Of so many that there would be more than `most`
    combinations, those with the largest amounts move. None where there is no such project, or
    where there are no shares.
    """
    lead, amounts = evidence.dataset.lead, _amounts(evidence)
    priced = [project for project in _judged(evidence) if project.id in amounts]
    every = _largest_first(priced, evidence)
    number = _most_moved(every, most)
    if lead is None or not number or not evidence.has_shares:
        return None
    moved, left_out = tuple(every[:number]), tuple(every[number:])
    groups = tuple(project.could_be for project in moved)
    groupings = Groupings(evidence, lead, moved)
    ids = [project.id for project in moved]
    shares = {
        chosen: groupings.shares(dict(zip(ids, chosen, strict=True)))
        for chosen in itertools.product(*groups)
    }
    return Moves(moved, groups, shares, left_out)


def _most_moved(projects: Sequence[AnnouncedProject], most: int) -> int:
    """How many of the first projects can be moved in no more than so many ways."""
    ways = itertools.accumulate((len(project.could_be) for project in projects), operator.mul)
    return sum(number <= most for number in ways)
