"""Amounts that nobody prints, and what one of them would settle: an editor's list of whom to call.

A bound is wide because some amounts are not known. Each of them is assumed to be known in turn,
and all shares are bounded anew. This module asks the model; how it is told, it does not know.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from helpers.dataset.entities import JOIN, MONEY, AnnouncedProject, Scope
from helpers.model.assembly import Assembly
from helpers.model.bounds import Bounds, Share
from helpers.model.evidence import Evidence
from helpers.model.forms import Form
from helpers.model.groupings import told_apart
from helpers.model.linear import Row

MOST_CALLS = 10  # undisclosed amounts that are told
MOST_SOLVES = 2000  # bounds that are sought to find them
NOTHING = 1e-6  # of all the money: the solver cannot tell less from nothing


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


def would_settle(evidence: Evidence) -> tuple[Settling, ...]:
    """What would be known if one undisclosed amount were: whom to call, the most useful first.

    How much is open is the sum of the widths of all shares, so that an amount counts for every
    group of which it tells something. First comes the project that leaves least even where its
    amount turns out to tell least; among equals, the one that leaves least if it lies halfway. An
    unnamed row is one amount, that of all its projects.

    At most MOST_SOLVES bounds are sought, and those of one project in any case: one project is
    tried for all of which the same is known and, where they are many, those that may be largest.
    All are sought in fractions of projects, which may leave more, and never less; those of the
    first are then sought in whole ones.
    """
    lead = evidence.dataset.lead
    disclosed = {amount.project.id for amount in evidence.amounts()}
    hidden = [project for project in evidence.named if project.id not in disclosed]
    if lead is None or not hidden or not evidence.has_shares:
        return ()
    basis = evidence.basis(MONEY, told_apart(evidence, (project.id for project in hidden)))
    if basis is None:
        return ()
    every = [_Hidden(each, basis, evidence.shares(lead), lead) for each in _alike(hidden, evidence)]
    vague = [each for each in every if _width(each.room) > NOTHING]
    vague.sort(key=lambda each: -_width(each.room))
    tried = vague[: max(1, MOST_SOLVES // (6 * len(evidence.shares(lead))))]
    ordered = sorted((each for each in tried if each.left()), key=_Hidden.usefulness)
    found = [
        settling for number, each in enumerate(ordered) for settling in each.told(whole=not number)
    ]
    return tuple(found[:MOST_CALLS])


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
    """Projects of which the same is known, and not the amount; `shares` are those of now."""

    projects: list[AnnouncedProject]
    basis: Assembly
    shares: Sequence[Share]
    lead: str

    @cached_property
    def room(self) -> Bounds:
        """Between what the amount of each lies, as a part of the scale of the model."""
        return self.basis.model.bound(self._form)

    @property
    def _form(self) -> Form:
        return self.basis.sum(MONEY, _only(self.projects[0]))

    def usefulness(self) -> tuple[int, ...]:
        """Less is more: what is left at most, halfway and at least, as far as one can tell."""
        left = [sum(map(_width, bounds)) for bounds in self.left()]
        order = max(left), left[len(left) // 2], min(left)
        return tuple(round(each / NOTHING) for each in order)

    def told(self, whole: bool) -> list[Settling]:
        """The same for each of the projects."""
        bounds = self.left(whole) or self.left()
        left = [sum(map(_width, each)) for each in bounds]
        halfway = len(bounds) // 2
        settling = Settling(
            project=self.projects[0],
            amount=self.room.rounded(self.basis.scale(MONEY)),
            now=sum(map(_width, self.shares)),
            then=max(left),
            middle=left[halfway],
            least=min(left),
            shares=tuple(zip(self.shares, bounds[halfway], strict=True)),
        )
        return [dataclasses.replace(settling, project=project) for project in self.projects]

    def left(self, whole: bool = False) -> list[list[Bounds]]:
        """The bounds that are left of all shares if the amount is its least, halfway or its most.

        Of these, it has those that are possible.
        """
        if whole not in self._left:
            low, high = self.room
            tried = [self._known(amount, whole) for amount in (low, (low + high) / 2, high)]
            self._left[whole] = [bounds for bounds in tried if bounds]
        return self._left[whole]

    @cached_property
    def _left(self) -> dict[bool, list[list[Bounds]]]:
        return {}

    def _known(self, amount: float, whole: bool) -> list[Bounds]:
        """The bounds of the shares if the amount were this; none where it cannot be.

        To know more widens nothing: what the solver says beyond the bounds of now is its noise.
        """
        model = self.basis.model
        row = Row(self._form, model.unit, amount, amount)
        model = dataclasses.replace(
            model,
            definite=(*model.definite, row),
            whole=model.whole if whole else frozenset(),
            programs={},
            room=None,
        )
        if not model.agrees:
            return []
        known, found = self.basis.with_model(model), []
        for share in self.shares:
            low, high = known.share(((self.lead, share.group),))
            found.append(Bounds(max(low, share.low), min(high, share.high)))
        return found


def _width(bounds: Bounds | Share) -> float:
    return bounds.high - bounds.low
