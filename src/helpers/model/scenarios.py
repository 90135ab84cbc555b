"""What if: a copy of the evidence with one thing changed, in which everything is computed anew.

Each function returns a new Evidence that is marked as a scenario and says what was changed in it;
the one it is given stays as it is. Where nothing is changed, it is returned itself. What a person
may mistype raises ProblemsError with one line: a name that is not known, with a list of those
that are, or a value of another kind.
"""

import dataclasses
import math
from collections.abc import Iterable, Mapping
from numbers import Real

from helpers.dataset.entities import AnnouncedProject, Dataset, Figure
from helpers.dataset.rows import fits, needed, unit_of
from helpers.figures.reading import read
from helpers.model.bounds import Bounds, rounded
from helpers.model.cells import Groups
from helpers.model.changes import Assumed, Converted, Reworded
from helpers.model.evidence import Evidence
from helpers.model.forms import added, scaled
from helpers.model.linear import Infeasible
from helpers.model.scope import Groups as NamedGroups
from helpers.model.scope import as_groups, ensure_known
from helpers.project import ProblemsError


def assume(evidence: Evidence, groups: Mapping[str, Mapping[str, NamedGroups]]) -> Evidence:
    """Projects belong to other groups: `{"agnos": {"sector": "smart-grid"}}`, or to one of several.

    An assumption holds also where the sources of the evidence do not name the project.
    """
    dataset = evidence.dataset
    found: dict[str, Groups] = {}
    for project_id, wanted in groups.items():
        ensure_known("project", project_id, [project.id for project in dataset.projects])
        if not isinstance(wanted, Mapping):
            raise ProblemsError(_without_dimension(project_id, wanted, dataset))
        if wanted:
            found[project_id] = {n: as_groups(dataset, n, ids) for n, ids in wanted.items()}
    if not found:
        return evidence

    def changed(project: AnnouncedProject) -> AnnouncedProject:
        attributes = {**project.attributes, **found.get(project.id, {})}
        return dataclasses.replace(project, attributes=attributes)

    projects = tuple(map(changed, dataset.projects))
    return evidence.what_if(Assumed(found), projects=projects)


def _without_dimension(project_id: str, wanted: object, dataset: Dataset) -> str:
    """What to say where a group stands without the dimension that it belongs to."""
    fitting = [name for name in dataset.dimensions if wanted in list(dataset.vocabularies[name])]
    dimension = next(iter([*fitting, *dataset.dimensions]), "sector")
    return (
        f"{project_id}: “{wanted}” stands without its dimension; write "
        f'{{"{project_id}": {{"{dimension}": "{wanted}"}}}}'
    )


def without(evidence: Evidence, *figure_ids: str) -> Evidence:
    """Figures are left out.

    In one currency no bound gets narrower; with two, the rate that is used may change.
    """
    _ensure_figures(evidence, figure_ids)
    return evidence.without(figure_ids) if figure_ids else evidence


def replaced(evidence: Evidence, phrases: Mapping[str, str]) -> Evidence:
    """Figures have another wording: `{"total": "25 billion yuan"}`.

    The phrase is read as any other, and what the curator overrides of the old one is dropped
    with it; the phrase that the source has anyway changes nothing. Raises ProblemsError for a
    phrase that is none of the figure's measure.
    """
    _ensure_figures(evidence, phrases)
    reworded = tuple(
        (figure, phrases[figure.id])
        for figure in evidence.figures
        if phrases.get(figure.id, figure.printed) != figure.printed
    )
    if not reworded:
        return evidence
    new = {figure.id: _reworded(evidence, figure, phrase) for figure, phrase in reworded}
    figures = tuple(new.get(figure.id, figure) for figure in evidence.dataset.figures)
    return evidence.what_if(Reworded(reworded), figures=figures)


def at_rate(evidence: Evidence, rates: Mapping[str, float]) -> Evidence:
    """Currencies are converted at other rates: `{"USD": 7.1}`, in the announcement's currency.

    A rate that is given holds for every figure of the evidence, whatever the figures themselves
    imply.
    """
    dataset = evidence.dataset
    foreign = dataset.foreign(dataset.figures)
    for currency, rate in rates.items():
        ensure_known("foreign currency", currency, foreign)
        if not _is_rate(rate):
            shown = f"“{rate}”" if isinstance(rate, str) else rate
            raise ProblemsError(f"{shown} is no rate of {currency}; give a number above zero")
    return evidence.what_if(Converted(dict(rates))) if rates else evidence


def _is_rate(rate: object) -> bool:
    return isinstance(rate, Real) and 0 < float(rate) < math.inf


def at_market_rate(evidence: Evidence) -> Evidence:
    """Every currency is converted at the market's rate of the day."""
    dataset = evidence.dataset
    foreign = dataset.foreign(dataset.figures)
    stated = {currency: dataset.market_rate(currency) for currency in foreign}
    market = {currency: rounded(rate) for currency, rate in stated.items() if rate}
    if not market:
        return evidence
    return evidence.what_if(Converted(market, at_market=True))


def taken_literally(evidence: Evidence, figure: Figure) -> Bounds:
    """What is left outside a figure's `printed_scope` if its sentence is taken at its word.

    In whole units: of the announcement's currency, or projects. Raises Infeasible where the
    others rule it out.
    """
    figures = tuple(
        dataclasses.replace(other, scope=figure.printed_scope or ())
        if (other.key, other.printed_scope) == (figure.key, figure.printed_scope)
        else other
        for other in evidence.dataset.figures
    )
    measure = evidence.dataset.measures[figure.measure]
    dataset = dataclasses.replace(evidence.dataset, figures=figures)
    basis = dataclasses.replace(evidence, dataset=dataset).basis(measure.id, (figure.scope,))
    if basis is None:
        raise Infeasible
    every = basis.sum(measure.id, figure.scope)
    literal = basis.sum(measure.id, figure.printed_scope or ())
    left = added(every, scaled(literal, -1.0))
    return basis.model.bound(left).rounded(basis.scale(measure.id))


def _ensure_figures(evidence: Evidence, figure_ids: Iterable[str]) -> None:
    known = [figure.id for figure in evidence.figures]
    for figure_id in figure_ids:
        ensure_known("figure", figure_id, known)


def _reworded(evidence: Evidence, figure: Figure, phrase: str) -> Figure:
    dataset = evidence.dataset
    measure = dataset.measures[figure.measure]
    if not isinstance(phrase, str):
        raise ProblemsError(f"{figure.id}: {phrase} is no phrase; write it as words, in quotes")
    try:
        reading = read(phrase, dataset.currency)
    except ValueError as error:
        raise ProblemsError(f"{figure.id}: {error}") from None
    if not fits(measure, reading):
        what = f"is not {needed(measure)}, which the measure “{measure.id}” needs"
        raise ProblemsError(f"{figure.id}: “{phrase}” {what}")
    unit = unit_of(measure, reading, dataset.currency)
    if measure.unit == "money" and dataset.market_rate(unit) is None:
        raise ProblemsError(f"{figure.id}: “{phrase}”: no rate of {unit} is known here")
    return dataclasses.replace(
        figure, printed=phrase, reading=reading, interval=reading.interval, unit=unit, note=""
    )
