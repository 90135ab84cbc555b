"""What `announcement check` says beyond loading: can figures be true, and names be shown?

This module computes what a report will need, and draws nothing.
"""

import json
from collections.abc import Iterator, Sequence

from helpers.dataset.entities import Dataset, KnownConflict
from helpers.dataset.loader import load
from helpers.figures import wording
from helpers.figures.article import Article
from helpers.fonts import lacking
from helpers.model.bounds import Conflict
from helpers.model.evidence import Evidence, views
from helpers.model.linear import Infeasible
from helpers.project import ProblemsError, Project


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
    problems = [*_unreadable(dataset), *_contradictions(both), *_unfounded(both)]
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
    told: dict[str, list[Conflict]] = {}
    for conflict in (conflict for view in both for conflict in view.conflicts):
        declared = any(_is_declared(conflict, known, dataset) for known in dataset.known_conflicts)
        if not declared and dataset.measures[conflict.measure].additive:
            told.setdefault(conflict.figures[0].id, []).append(conflict)
    for conflicts in told.values():
        yield _line(conflicts, dataset)


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


def _can_be_divided(both: tuple[Evidence, ...]) -> bool:
    """Whether the solver finds all shares: it may not, though money and counts add up."""
    try:
        for view in both:
            for dimension in view.dataset.dimensions:
                view.shares(dimension)
    except Infeasible:
        return False
    return True


def _unreadable(dataset: Dataset) -> Iterator[str]:
    """A line for each name with characters that the charts' typeface does not have."""
    for place, text in _names(dataset):
        if missing := lacking(text):
            yield (
                f"{place}: “{missing}” cannot be shown in charts; write it in Latin script "
                "(a project’s name as it is printed goes into local_name)"
            )


def _names(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """All that charts write, each with the place where a person can change it."""
    toml = f"data/{dataset.id}/announcement.toml"
    for project in dataset.projects:
        yield f"{project.place}, column name", project.name
    for dimension, terms in dataset.vocabularies.items():
        for term in terms.values():
            yield f"{toml}: [[{dimension}]] {term.id}", term.name
    for source in dataset.sources.values():
        yield f"{toml}: [[source]] {source.id}, outlet", source.outlet
    for measure in dataset.measures.values():
        yield f"{toml}: [[measure]] {measure.id}", measure.name + measure.unit + measure.period
    for rate in dataset.rates.values():
        yield f"{toml}: [[rate]] {rate.currency}, source", rate.source
    for name in ("label", "noun", "money"):
        yield f"{toml}: {name}", getattr(dataset, name)


def _line(conflicts: Sequence[Conflict], dataset: Dataset) -> str:
    """The conflicts of one figure as a line: what cannot be true, and what to do about it.

    It tells the first of them, and the figures of all.
    """
    conflict = conflicts[0]
    involved = dict.fromkeys(figure.id for each in conflicts for figure in each.figures)
    first, *others = conflict.figures
    listed = wording.listed(f"{f.place.rpartition('/')[2]} (“{f.printed}”)" for f in others)
    together = f"together with {listed}" if others else "with the rows of projects.csv"
    measure = conflict.measure
    gap = wording.quantity(conflict.gap, dataset.unit_of(dataset.measures[measure]))
    counted = ", a count in projects.csv," if measure == "projects" else ""
    return (
        f"{first.place}, column printed: “{first.printed}” cannot be true {together}; "
        f"they differ by {gap}; correct the wrong one{counted} or add a row for the "
        "projects that are missing; if there are groups besides those declared, declare one more "
        "with outside = true; if they are printed so, declare [[conflict]] with "
        f"figures = {json.dumps(list(involved))} and a note in announcement.toml, and the report "
        "shows it"
    )
