"""The cells of a model: every project, divided only where some figure tells its parts apart.

A table of all combinations of groups would explode: six dimensions of twelve groups are three
million cells a project. But a figure speaks of few groups, and most of one dimension only. So
dimensions that no figure names together are divided apart (`clusters`), and within a cluster all
combinations that lie in the same scopes are one cell.

This module knows scopes as sets of groups; it knows nothing of figures, money or solvers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.project import ProblemsError

Groups = Mapping[str, tuple[str, ...]]  # for each dimension, the groups that are possible
MOST_CELLS = 200_000  # of one project: more are never needed for an announcement that can be read


@dataclass(frozen=True)
class Selection:
    """Which projects a scope picks: some by name (or None for all), in some groups by dimension."""

    projects: frozenset[str] | None
    groups: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Cell:
    """A part of a project: combinations of groups that lie in the same scopes.

    `groups` has, for each dimension of the cluster, the groups that occur in them; `scopes` the
    numbers of the scopes that they lie in.
    """

    groups: Mapping[str, frozenset[str]]
    scopes: frozenset[int]

    def inside(self, selection: Selection) -> bool:
        """Whether all of it lies in a scope, as far as this cluster tells."""
        groups = selection.groups.items()
        return all(self.groups[name] <= wanted for name, wanted in groups if name in self.groups)

    def touches(self, selection: Selection) -> bool:
        """Whether some of it may lie in a scope."""
        groups = selection.groups.items()
        return all(self.groups[name] & wanted for name, wanted in groups if name in self.groups)


def clusters(selections: Iterable[Selection]) -> tuple[tuple[str, ...], ...]:
    """The dimensions that scopes name, those together that some scope names together."""
    found: list[set[str]] = []
    for selection in selections:
        joined = set(selection.groups)
        if not joined:
            continue
        apart = []
        for cluster in found:
            if cluster & joined:
                joined |= cluster
            else:
                apart.append(cluster)
        found = [*apart, joined]
    return tuple(sorted(tuple(sorted(cluster)) for cluster in found))


class Division:
    """The projects, divided in one cluster of dimensions as scopes tell their parts apart.

    Projects that may be in the same groups, and are named by the same scopes, have the same cells.
    """

    def __init__(self, cluster: Sequence[str], selections: Sequence[Selection]) -> None:
        self.cluster = cluster
        self.selections = {
            number: selection
            for number, selection in enumerate(selections)
            if not selection.groups.keys().isdisjoint(cluster)
        }
        self.of_all = frozenset(n for n, each in self.selections.items() if each.projects is None)
        self.named = {n: each.projects for n, each in self.selections.items() if each.projects}
        self.allowing: dict[tuple[str, str], frozenset[int]] = {}
        self.known: dict[tuple[Any, ...], list[Cell]] = {}

    def cells(self, project: str, possible: Groups) -> list[Cell]:
        """The cells of a project. Raises ProblemsError for too many."""
        own = frozenset(number for number, projects in self.named.items() if project in projects)
        key = (own, *(possible[name] for name in self.cluster))
        if key not in self.known:
            self.known[key] = self._divided(project, possible, self.of_all | own)
        return self.known[key]

    def _divided(self, project: str, possible: Groups, relevant: frozenset[int]) -> list[Cell]:
        """One dimension after the other; what lies in the same scopes so far is kept as one."""
        found: dict[frozenset[int], dict[str, frozenset[str]]] = {relevant: {}}
        for name in self.cluster:
            longer: dict[frozenset[int], dict[str, list[frozenset[str]]]] = {}
            for scopes, groups in found.items():
                for group in possible[name]:
                    known = longer.setdefault(scopes & self._allowing(name, group), {})
                    known.setdefault(name, []).append(frozenset([group]))
                    for other, earlier in groups.items():
                        known.setdefault(other, []).append(earlier)
            if len(longer) > MOST_CELLS:
                raise ProblemsError(
                    f"the figures divide “{project}” into more than {MOST_CELLS:,} parts by "
                    f"{', '.join(self.cluster)}; name fewer groups together in a scope, or say to "
                    "which groups the project belongs"
                )
            found = {
                scopes: {other: frozenset().union(*each) for other, each in groups.items()}
                for scopes, groups in longer.items()
            }
        return [Cell(groups, scopes) for scopes, groups in found.items()]

    def _allowing(self, name: str, group: str) -> frozenset[int]:
        """The numbers of the scopes in which something of a group may lie."""
        if (name, group) not in self.allowing:
            self.allowing[name, group] = frozenset(
                number
                for number, selection in self.selections.items()
                if group in selection.groups.get(name, (group,))
            )
        return self.allowing[name, group]
