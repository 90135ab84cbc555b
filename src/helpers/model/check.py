"""What `announcement check` says beyond loading: can figures be true, and names be shown?

This module computes what a report will need, and draws nothing.
"""

import json
from collections.abc import Iterator, Sequence

from helpers.dataset.entities import COUNT, Dataset, Figure, KnownConflict
from helpers.dataset.loader import load
from helpers.dataset.showing import unshowable
from helpers.figures import wording
from helpers.figures.article import Article
from helpers.model.bounds import Conflict
from helpers.model.evidence import Evidence, views
from helpers.model.linear import Infeasible
from helpers.project import ProblemsError, Project

MOST_SETS = 3  # of figures that one figure contradicts are told; there may be dozens


def checked(
    announcement_id: str, project: Project, article: Article | None = None
) -> tuple[Evidence, Evidence]:
    """The views of an announcement (the article alone, all sources), if it can be reported on.

    Raises ProblemsError with every problem, among them figures that contradict each other; and,
    where the article itself is given, with every phrase that does not stand where the dataset
    says.
    """
    dataset = load(announcement_id, article, project)
    both = views(dataset)
    problems = [*unshowable(dataset), *_contradictions(both), *_unfounded(both)]
    if not problems and not _can_be_divided(both):
        problems.append(
            f"data/{dataset.id}: no division of projects and money agrees with all the figures"
        )
    if problems:
        raise ProblemsError(*problems)
    return both


def _contradictions(both: tuple[Evidence, ...]) -> Iterator[str]:
    """A line for each figure that others rule out in a sum, unless it is declared as printed.

    That sources differ on a measure of another kind, such as a growth, is a finding and no problem.
    """
    dataset = both[0].dataset
    found: dict[frozenset[str], Conflict] = {}
    for conflict in (conflict for view in both for conflict in view.conflicts):
        declared = any(_is_declared(conflict, known, dataset) for known in dataset.known_conflicts)
        if not declared and dataset.measures[conflict.measure].additive:
            found.setdefault(frozenset(figure.id for figure in conflict.figures), conflict)
    open_ = list(found.values())
    while open_:
        alike = _with_one_figure(open_)
        yield _line(alike, dataset)
        open_ = [conflict for conflict in open_ if conflict not in alike]


def _with_one_figure(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """The first conflict and, where one of its figures is in many, all those: it is one decision,
    for that figure is most likely the one that is wrong.
    """
    first, *others = conflicts
    by_figure = [
        [first, *(other for other in others if figure in other.figures)] for figure in first.figures
    ]
    return max(by_figure, key=len)


def _is_declared(conflict: Conflict, known: KnownConflict, dataset: Dataset) -> bool:
    """Whether a conflict is a known one: of its measure, or about the quantities that it names.

    These may be some of those in conflict, or all that are in several conflicts.
    """
    if not known.figures:
        return conflict.measure == known.measure
    named = {figure.key for figure in dataset.figures if figure.id in known.figures}
    found = {figure.key for figure in conflict.figures}
    return named <= found or found <= named


def _unfounded(both: tuple[Evidence, ...]) -> Iterator[str]:
    """A line for each [[conflict]] that is declared, but that the figures do not bear out."""
    dataset = both[0].dataset
    found = [conflict for view in both for conflict in view.conflicts]
    for known in dataset.known_conflicts:
        if not any(_is_declared(conflict, known, dataset) for conflict in found):
            name = known.measure or ", ".join(known.figures)
            yield (
                f"data/{dataset.id}/announcement.toml: [[conflict]] {name}: "
                "its figures can all be true; delete the entry"
            )


def _listed(conflict: Conflict, first: Figure) -> str:
    """The figures of a conflict besides the first, each with its row."""
    others = [figure for figure in conflict.figures if figure is not first]
    if not others:
        return "with the rows of projects.csv"
    rows = (f"{each.place.rpartition('/')[2]} (“{each.printed}”)" for each in others)
    return f"together with {wording.listed(rows)}"


def _can_be_divided(both: tuple[Evidence, ...]) -> bool:
    """Whether the solver finds all shares: it may not, though money and counts add up."""
    try:
        for view in both:
            for dimension in view.dataset.dimensions:
                view.shares(dimension)
    except Infeasible:
        return False
    return True


def _line(alike: Sequence[Conflict], dataset: Dataset) -> str:
    """Conflicts that share a figure as a line: what cannot be true, and what to do about it."""
    conflict = alike[0]
    in_all = [f for f in conflict.figures if all(f in other.figures for other in alike)]
    first = in_all[0]
    sets = [_listed(each, first) for each in alike]
    together = ", nor ".join(sets[:MOST_SETS])
    if len(sets) > MOST_SETS:
        together += f", nor with {len(sets) - MOST_SETS} more such sets of figures"
    involved = dict.fromkeys(figure.id for each in alike for figure in each.figures)
    measure = conflict.measure
    gap = wording.quantity(conflict.gap, dataset.unit_of(dataset.measures[measure]))
    counted = ", a count in projects.csv," if measure == COUNT else ""
    return (
        f"{first.place}, column printed: “{first.printed}” cannot be true {together}; "
        f"they differ by {gap}; correct the wrong one{counted} or add a row for the "
        "projects that are missing; if there are groups besides those declared, declare one more "
        "with outside = true; if they are printed so, declare [[conflict]] with "
        f"figures = {json.dumps(list(involved))} and a note in announcement.toml, and the report "
        "shows it"
    )
