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
from functools import cached_property
from typing import Any

from helpers.dataset.entities import JOIN, AnnouncedProject, Figure, Relation, Scope
from helpers.figures.reading import Interval, Reading
from helpers.model.assembly import Assembly
from helpers.model.bounds import Bounds, Share, Slip
from helpers.model.changes import Equalised
from helpers.model.evidence import MONEY, Evidence
from helpers.model.groupings import Groupings, put
from helpers.model.linear import Form, Row

MOST_TURNED = 100  # judged projects: of more, nobody reads what each of them moves
MOST_MOVES = 300  # combinations of groups
MOST_CALLS = 10  # undisclosed amounts that are told
MOST_SOLVES = 2000  # bounds that are sought to find them
NOTHING = 1e-6  # of all the money: the solver cannot tell less from nothing
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


@dataclass(frozen=True)
class Settling:
    """How much would be known if the amount of one project were.

    `now` and `then` are how wide the bounds of all shares are together, as a sum of fractions of
    1. `amount` is between what the project's can lie now, in whole units; what is left depends on
    where in there it turns out to be. `then` is the most and `least` the least that is left, and
    `middle` what is left halfway. `shares` are those of now, each with its bounds halfway.
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


def would_settle(evidence: Evidence) -> tuple[Settling, ...]:
    """What would be known if one undisclosed amount were: whom to call, the most useful first.

    How much is open is the sum of the widths of all shares, so that an amount counts for every
    group of which it tells something. First comes the project that leaves least even where its
    amount turns out to tell least; among equals, the one that leaves least if it lies halfway. An
    unnamed row is one amount, that of all its projects.

    At most MOST_SOLVES bounds are sought, and those of one project in any case: one project is
    tried for all of which the same is known and, where they are many, those that may be largest.
    """
    lead, disclosed = evidence.dataset.lead, _amounts(evidence)
    hidden = [project for project in evidence.named if project.id not in disclosed]
    if lead is None or not hidden or not evidence.has_shares:
        return ()
    basis = evidence.basis(MONEY, tuple(map(_only, hidden)))
    if basis is None:
        return ()
    every = [_Hidden(each, basis) for each in _alike(hidden, evidence)]
    vague = [each for each in every if _width(each.room) > NOTHING]
    vague.sort(key=lambda each: -_width(each.room))
    shares = evidence.shares(lead)
    tried = vague[: max(1, MOST_SOLVES // (6 * len(shares)))]  # three amounts, both ends of each
    found = [settling for each in tried for settling in each.settlings(shares, lead)]
    return tuple(sorted(found, key=_usefulness)[:MOST_CALLS])


def _usefulness(settling: Settling) -> tuple[float, ...]:
    return tuple(round(left / NOTHING) for left in (settling.then, settling.middle, settling.least))


def _only(project: AnnouncedProject) -> Scope:
    return (("project", project.id),)


def _alike(
    projects: Iterable[AnnouncedProject], evidence: Evidence
) -> list[list[AnnouncedProject]]:
    """The projects, those together of which the sources say the same."""
    found: dict[Any, list[AnnouncedProject]] = {}
    scopes = {figure.scope for figure in evidence.entered}
    scopes |= {figure.of[1] for figure in evidence.entered if figure.of}
    by_name = [scope for scope in scopes if "project" in dict(scope)]
    for project in projects:
        named = frozenset(s for s in by_name if project.id in dict(s)["project"].split(JOIN))
        key = tuple(sorted(project.attributes.items())), project.count, named
        found.setdefault(key, []).append(project)
    return list(found.values())


@dataclass(frozen=True, eq=False)
class _Hidden:
    """Projects of which the same is known, and not the amount; `basis` bounds each of them."""

    projects: list[AnnouncedProject]
    basis: Assembly

    @cached_property
    def room(self) -> Bounds:
        """Between what the amount of each lies, as a part of the scale of the model."""
        return self.basis.model.bound(self._form)

    @property
    def _form(self) -> Form:
        return self.basis.sum(MONEY, _only(self.projects[0]))

    def settlings(self, shares: Sequence[Share], lead: str) -> list[Settling]:
        low, high = self.room
        tried = [self._known(amount, shares, lead) for amount in (low, (low + high) / 2, high)]
        possible = [bounds for bounds in tried if bounds]
        if not possible:
            return []
        left = [sum(map(_width, bounds)) for bounds in possible]
        middle = len(possible) // 2
        pairs = tuple(zip(shares, possible[middle], strict=True))
        amount = self.room.rounded(self.basis.scale(MONEY))
        now = sum(map(_width, shares))
        return [
            Settling(project, amount, now, max(left), left[middle], min(left), pairs)
            for project in self.projects
        ]

    def _known(self, amount: float, shares: Sequence[Share], lead: str) -> list[Bounds]:
        """The bounds of the shares if the amount were this; none where it cannot be.

        To know more widens nothing: what the solver says beyond the bounds of now is its noise.
        """
        model = self.basis.model
        row = Row(self._form, model.unit, amount, amount)
        model = dataclasses.replace(model, definite=(*model.definite, row), programs={}, room=None)
        if not model.agrees:
            return []
        found = []
        for share in shares:
            scope = ((lead, share.group),)
            least, most = self.basis.sum(MONEY, scope), self.basis.most(MONEY, scope)
            low, high = model.bound(least, self.basis.sum(MONEY), most)
            found.append(Bounds(max(low, share.low), min(high, share.high)))
        return found


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

    None where the total or the number of projects is not known, where nothing is left, or where
    other figures rule it out.
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
    if number < 1 or left <= NOTHING * total.high:
        return None
    figure = _of_one_size(evidence, Decimal(round(left / number)))
    dataset = dataclasses.replace(evidence.dataset, figures=(*evidence.dataset.figures, figure))
    changes = (*evidence.changes, Equalised(figure, number))
    found = dataclasses.replace(evidence, dataset=dataset, changes=changes)
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
