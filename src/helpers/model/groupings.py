"""Shares for many ways of putting projects into the groups of a dimension, from few models.

A new Evidence for each way would work the same out again and again. But a project that stands in
one group whole is only added up elsewhere if it stands in another: the model stays as it is unless
some figure tells the two groups apart. So there is one model for all ways that no figure tells
apart, and each sum is bounded once.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from helpers.dataset.entities import COUNT, MONEY, AnnouncedProject, Scope
from helpers.model.assembly import Assembly
from helpers.model.bounds import Bounds, Share
from helpers.model.evidence import Evidence
from helpers.model.forms import Form
from helpers.model.linear import INFINITY

Placed = Mapping[str, str]  # by a project's id, the one group that it is put into


def put(evidence: Evidence, groups: Mapping[str, tuple[str, ...]]) -> Evidence:
    """With projects in other groups of the dimension that leads, by their ids; no scenario."""
    lead = evidence.dataset.lead

    def moved(project: AnnouncedProject) -> AnnouncedProject:
        if lead is None or project.id not in groups:
            return project
        attributes = {**project.attributes, lead: groups[project.id]}
        return dataclasses.replace(project, attributes=attributes)

    projects = tuple(map(moved, evidence.dataset.projects))
    dataset = dataclasses.replace(evidence.dataset, projects=projects)
    return dataclasses.replace(evidence, dataset=dataset)


@dataclass(frozen=True, eq=False)
class Groupings:
    """The shares of the dimension that leads, with some of these projects put into one group."""

    evidence: Evidence
    lead: str
    projects: tuple[AnnouncedProject, ...]

    def shares(self, placed: Placed) -> tuple[Share, ...]:
        """The shares where some projects are put so, and all others stay.

        There are none where the figures rule that out.
        """
        model = self._model(placed)
        if model is None:
            return ()
        return tuple(model.share(group, placed) for group in self._groups)

    @cached_property
    def _groups(self) -> tuple[str, ...]:
        return tuple(self.evidence.dataset.vocabularies[self.lead])

    @cached_property
    def _scopes(self) -> tuple[frozenset[str], ...]:
        """The sets of groups that figures name."""
        scopes = [dict(figure.scope) for figure in self.evidence.entered]
        scopes += [dict(figure.of[1]) for figure in self.evidence.entered if figure.of]
        named = dict.fromkeys(scope[self.lead] for scope in scopes if self.lead in scope)
        return tuple(self.evidence.dataset.groups(self.lead, value) for value in named)

    def _named_by(self, groups: Iterable[str]) -> frozenset[frozenset[int]]:
        """What figures can tell of groups: for each of them the scopes that it lies in."""
        scopes = tuple(enumerate(self._scopes))
        return frozenset(
            frozenset(number for number, scope in scopes if group in scope) for group in groups
        )

    @cached_property
    def _models(self) -> dict[frozenset[tuple[str, frozenset[frozenset[int]]]], "_Model | None"]:
        return {}

    def _model(self, placed: Placed) -> "_Model | None":
        """The model in which projects are put so, or into groups that no figure tells apart."""
        ours = {project.id: project.attributes[self.lead] for project in self.projects}
        apart = {
            id_: (group,)
            for id_, group in placed.items()
            if self._named_by([group]) != self._named_by(ours[id_])
        }
        key = frozenset((id_, self._named_by(groups)) for id_, groups in apart.items())
        if key not in self._models:
            evidence = put(self.evidence, apart) if apart else self.evidence
            reach = {project.id: self._around(project) for project in self.projects}
            self._models[key] = _model(evidence, self.lead, reach)
        return self._models[key]

    def _around(self, project: AnnouncedProject) -> frozenset[str]:
        """The groups that a project may ever be counted in, those around them included."""
        possible = {*project.attributes[self.lead], *project.could_be}
        groups_of = self.evidence.dataset.groups
        return frozenset(g for g in self._groups if groups_of(self.lead, g) & possible)


def _model(evidence: Evidence, lead: str, reach: Mapping[str, frozenset[str]]) -> "_Model | None":
    own = told_apart(evidence, reach)
    basis = evidence.basis(MONEY, own)
    if basis is None:
        return None
    at_face = evidence.face(MONEY, own)
    if at_face.bound(MONEY).high == INFINITY:
        return None
    return _Model(evidence, lead, reach, basis, at_face)


def told_apart(evidence: Evidence, projects: Iterable[str]) -> tuple[Scope, ...]:
    """The scopes that a model must be asked for, so that these projects have columns of their own.

    None where all have, as in any model but a very large one.
    """
    found = evidence.models.assembly(MONEY).layout.possible
    if len(found) == len(evidence.dataset.projects):
        return ()
    return tuple((("project", id_),) for id_ in projects)


@dataclass(frozen=True, eq=False)
class _Model:
    """The models behind the shares; `reach` has the groups in which a project may be counted."""

    evidence: Evidence
    lead: str
    reach: Mapping[str, frozenset[str]]
    basis: Assembly
    at_face: Assembly

    def share(self, group: str, placed: Placed) -> Share:
        """A group's share where these projects stand in one group each."""
        total = self._sum(self.at_face, MONEY, ())
        least, most = self._forms(self.at_face, MONEY, group, placed)
        known = self._bound("known", self.at_face, least, least, total).low
        total = self._sum(self.basis, MONEY, ())
        least, most = self._forms(self.basis, MONEY, group, placed)
        low, high = self._bound("share", self.basis, least, most, total)
        least, most = self._forms(self.basis, COUNT, group, placed)
        count = self._bound("count", self.basis, least, most, self.basis.unit()).low
        return Share(group, round(count), known, low, high)

    def _forms(
        self, assembly: Assembly, measure: str, group: str, placed: Placed
    ) -> tuple[Form, Form]:
        """The sums of what is surely in a group, and of what may be."""
        scope: Scope = ((self.lead, group),)
        least = dict(self._sum(assembly, measure, scope))
        most = dict(self._sum(assembly, measure, scope, most=True))
        inside = self.evidence.dataset.groups(self.lead, group)
        for project, home in placed.items():
            if group in self.reach[project]:
                own: Scope = (("project", project),)
                for column in self._sum(assembly, measure, (*own, *scope), most=True):
                    least.pop(column, None)
                    most.pop(column, None)
                whole = self._sum(assembly, measure, own) if home in inside else {}
                least.update(whole)
                most.update(whole)
        return least, most

    def _sum(self, assembly: Assembly, measure: str, scope: Scope, most: bool = False) -> Form:
        """A sum of the model, which goes through all projects; each is made once."""
        key = assembly is self.at_face, measure, scope, most
        if key not in self._sums:
            found = assembly.most(measure, scope) if most else assembly.sum(measure, scope)
            self._sums[key] = found
        return self._sums[key]

    @cached_property
    def _sums(self) -> dict[tuple[bool, str, Scope, bool], Form]:
        return {}

    @cached_property
    def _bounds(self) -> dict[tuple[str, frozenset[int], frozenset[int]], Bounds]:
        return {}

    def _bound(self, of: str, assembly: Assembly, least: Form, most: Form, per: Form) -> Bounds:
        """The bounds of a sum, each of which is worked out once; all coefficients are 1."""
        key = of, frozenset(least), frozenset(most)
        if key not in self._bounds:
            self._bounds[key] = assembly.model.bound(least, per, most)
        return self._bounds[key]
