"""The cells of a model: every project, divided only where some figure tells its parts apart.

A table of all combinations of groups would explode: six dimensions of twelve groups are three
million cells a project. But a figure speaks of few groups, and most of one dimension only. So
dimensions that no figure names together are divided apart (`clusters`), and within a cluster all
combinations that lie in the same scopes are one cell.

This module knows scopes as sets of groups; it knows nothing of figures, money or solvers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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

    project: str
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


def divided(
    project: str, possible: Groups, cluster: Sequence[str], selections: Sequence[Selection]
) -> list[Cell]:
    """The cells of a project in one cluster of dimensions. Raises ProblemsError for too many.

    One dimension after the other is added; combinations that lie in the same scopes so far
    are kept as one.
    """
    relevant = {
        number: selection
        for number, selection in enumerate(selections)
        if (selection.projects is None or project in selection.projects)
        and not selection.groups.keys().isdisjoint(cluster)
    }
    found: dict[frozenset[int], dict[str, frozenset[str]]] = {frozenset(relevant): {}}
    for name in cluster:
        longer: dict[frozenset[int], dict[str, frozenset[str]]] = {}
        for scopes, groups in found.items():
            for group in possible[name]:
                kept = frozenset(n for n in scopes if _allows(relevant[n], name, group))
                known = longer.setdefault(kept, {})
                for other, earlier in groups.items():
                    known[other] = known.get(other, frozenset()) | earlier
                known[name] = known.get(name, frozenset()) | {group}
        if len(longer) > MOST_CELLS:
            raise ProblemsError(
                f"the figures divide “{project}” into more than {MOST_CELLS:,} parts by "
                f"{', '.join(cluster)}; name fewer groups together in a scope, or say to which "
                "groups the project belongs"
            )
        found = longer
    return [Cell(project, groups, scopes) for scopes, groups in found.items()]


def _allows(selection: Selection, name: str, group: str) -> bool:
    wanted = selection.groups.get(name)
    return wanted is None or group in wanted
