"""What if: a copy of the evidence with one thing changed, in which everything is computed anew.

Each function returns a new Evidence whose label says what was assumed; the one it is given
stays as it is. A name that is not known raises ProblemsError, with a list of those that are.
"""

import dataclasses
import math
from collections.abc import Iterable, Mapping

from helpers.dataset.entities import AnnouncedProject, Figure, Measure
from helpers.figures.reading import Reading, read
from helpers.model.assembly import Groups, picked
from helpers.model.bounds import Bounds
from helpers.model.evidence import Evidence
from helpers.model.scope import Groups as NamedGroups
from helpers.model.scope import as_groups, ensure_known
from helpers.project import ProblemsError


def assume(evidence: Evidence, groups: Mapping[str, Mapping[str, NamedGroups]]) -> Evidence:
    """Projects belong to other groups: `{"agnos": {"sector": "smart-grid"}}`, or to one of several.

    An assumption holds also where the sources of the evidence do not name the project.
    """
    dataset = evidence.dataset
    assumed: dict[str, Groups] = dict(evidence.assumed)
    told = []
    for project_id, wanted in groups.items():
        ensure_known("project", project_id, [project.id for project in dataset.projects])
        found = {name: as_groups(dataset, name, ids) for name, ids in wanted.items()}
        assumed[project_id] = {**assumed.get(project_id, {}), **found}
        told += [f"{project_id} in {' or '.join(ids)}" for ids in found.values()]

    def changed(project: AnnouncedProject) -> AnnouncedProject:
        attributes = {**project.attributes, **assumed.get(project.id, {})}
        return dataclasses.replace(project, attributes=attributes)

    return dataclasses.replace(
        evidence,
        dataset=dataclasses.replace(dataset, projects=tuple(map(changed, dataset.projects))),
        assumed=assumed,
        label=f"{_label(evidence)}, {_listed(told)} assumed",
    )


def without(evidence: Evidence, *figure_ids: str) -> Evidence:
    """Figures are left out.

    In one currency no bound gets narrower; with two, the rate that is used may change.
    """
    for figure_id in figure_ids:
        ensure_known("figure", figure_id, [figure.id for figure in evidence.figures])
    kept = tuple(f for f in evidence.dataset.figures if f.id not in figure_ids)
    return _with_figures(evidence, kept, f"{_label(evidence)} without {_listed(figure_ids)}")


def replaced(evidence: Evidence, phrases: Mapping[str, str]) -> Evidence:
    """Figures are printed otherwise: `{"total": "25 billion yuan"}`.

    The phrase is read as any other, and what the curator overrides of the old one is dropped
    with it; the phrase that is printed anyway changes nothing. Raises ProblemsError for a
    phrase that is none of the figure's measure.
    """
    for figure_id in phrases:
        ensure_known("figure", figure_id, [figure.id for figure in evidence.figures])
    figures = tuple(
        _printed_as(evidence, figure, phrases[figure.id]) if figure.id in phrases else figure
        for figure in evidence.dataset.figures
    )
    told = [f"{figure_id} being “{phrase}”" for figure_id, phrase in phrases.items()]
    return _with_figures(evidence, figures, f"{_label(evidence)}, {_listed(told)}")


def at_rate(evidence: Evidence, rates: Mapping[str, float]) -> Evidence:
    """Currencies are converted at other rates: `{"USD": 7.1}`, in the announcement's currency.

    A rate that is given holds for every figure of the evidence, whatever the figures themselves
    imply.
    """
    dataset = evidence.dataset
    money = [f for f in dataset.figures if dataset.measures[f.measure].unit == "money"]
    foreign = sorted({figure.unit for figure in money} - {dataset.currency})
    for currency, rate in rates.items():
        ensure_known("foreign currency", currency, foreign)
        if not (math.isfinite(rate) and rate > 0):
            raise ProblemsError(f"{rate} is no rate of {currency}; give a number above zero")
    told = [f"{rate:g} {dataset.currency} for 1 {c}" for c, rate in rates.items()]
    return dataclasses.replace(
        evidence,
        given_rates={**evidence.given_rates, **rates},
        label=f"{_label(evidence)} at {_listed(told)}",
    )


def at_market_rate(evidence: Evidence) -> Evidence:
    """Every currency is converted at the market's rate of the day."""
    market = {currency: rate.market for currency, rate in evidence.rates.items()}
    label = f"{_label(evidence)} at the market’s rate"
    return dataclasses.replace(at_rate(evidence, market), label=label)


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
    model = _with_figures(evidence, figures, evidence.label).models[measure.id]
    every = model.sum(picked(figure.scope, measure))
    literal = model.sum(picked(figure.printed_scope or (), measure))
    return model.bound(every - literal, model.unit()).rounded(model.scale)


def _with_figures(evidence: Evidence, figures: tuple[Figure, ...], label: str) -> Evidence:
    dataset = dataclasses.replace(evidence.dataset, figures=figures)
    return dataclasses.replace(evidence, dataset=dataset, label=label)


def _printed_as(evidence: Evidence, figure: Figure, phrase: str) -> Figure:
    if phrase == figure.printed:
        return figure
    dataset = evidence.dataset
    measure = dataset.measures[figure.measure]
    try:
        reading = read(phrase, dataset.currency)
    except ValueError as error:
        raise ProblemsError(f"{figure.id}: {error}") from None
    unit = _unit(reading, measure, dataset.currency)
    if unit is None:
        kind = {"money": "amount of money", "%": "percentage"}.get(measure.unit, "count")
        needed = f"as “{measure.id}” needs"
        raise ProblemsError(f"{figure.id}: “{phrase}” is no {kind}, {needed}")
    if measure.unit == "money" and dataset.market_rate(unit) is None:
        raise ProblemsError(f"{figure.id}: “{phrase}”: no rate of {unit} is known here")
    return dataclasses.replace(
        figure, printed=phrase, reading=reading, interval=reading.interval, unit=unit, note=""
    )


def _unit(reading: Reading, measure: Measure, currency: str) -> str | None:
    """The unit in which a phrase gives a measure; None where it is of another kind."""
    if measure.unit == "money":
        is_money = reading.kind == "money" or not reading.unit
        return (reading.unit or currency) if is_money else None
    if measure.unit == "%":
        return "%" if reading.kind == "percent" else None
    is_count = reading.kind != "percent" and not (reading.kind == "money" and reading.unit)
    return measure.unit if is_count else None


def _label(evidence: Evidence) -> str:
    return evidence.label or evidence.name


def _listed(words: Iterable[str]) -> str:
    *most, last = list(words) or ["nothing"]
    return f"{', '.join(most)} and {last}" if most else last
