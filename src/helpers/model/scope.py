"""Names that a person types: checked against what is known, with a suggestion where one is not."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from helpers.dataset.entities import JOIN, Dataset
from helpers.dataset.problems import suggested
from helpers.project import ProblemsError

MOST_LISTED = 20  # names in one message: a longer list is not read

Groups = str | Collection[str]  # one group's id, or several


def ensure_known(what: str, name: Any, known: Iterable[str]) -> None:
    """Raises ProblemsError for a name that is not known, with the closest match and a list."""
    names = list(known)
    if name in names:
        return
    listed = ", ".join(names[:MOST_LISTED]) or "none"
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    question = suggested(str(name), names)
    raise ProblemsError(f"“{name}” is no {what} here; {question}known: {listed}{more}")


def as_groups(dataset: Dataset, dimension: str, groups: Groups) -> tuple[str, ...]:
    """The ids of groups of a dimension, in declared order. Raises ProblemsError."""
    ensure_known("dimension", dimension, dataset.dimensions)
    known = dataset.vocabularies[dimension]
    several = isinstance(groups, Collection) and not isinstance(groups, str)
    wanted = list(groups) if several else [groups]
    if not wanted:
        raise ProblemsError(f"no {dimension} is named; known: {', '.join(known)}")
    for group in wanted:
        ensure_known(dimension, group, known)
    return tuple(group for group in known if group in wanted)


def as_scope(dataset: Dataset, scope: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """A scope as figures have it: sorted pairs of dimension and ids. Raises ProblemsError."""
    found = []
    for name, value in scope.items():
        known = [project.id for project in dataset.projects]
        if name != "project":
            ensure_known("dimension", name, (*dataset.dimensions, "project"))
            known = list(dataset.vocabularies[name])
        joined = str(value).split(JOIN)
        for group in joined:
            ensure_known(name, group, known)
        found.append((name, JOIN.join(id_ for id_ in known if id_ in joined)))
    return tuple(sorted(found))
