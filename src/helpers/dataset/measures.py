"""The measures that a draft declares: their names and units, by what its figures are proposed as.

This module knows measures and their ids, and nothing of where figures stand.
"""

from collections.abc import Sequence

from helpers.dataset.draftwords import unit_name
from helpers.dataset.entities import Measure
from helpers.dataset.gathered import Proposal
from helpers.dataset.mentions import slug
from helpers.dataset.relating import UNNAMED

NAMES = {
    "projects": "projects signed",
    "investment": "investment signed",
    "jobs": "jobs that the projects are to create",
    "average-investment": "average investment of a project",
    "programme-investment": "money of the whole programme",
    "private-investment": "private investment beside it",
    "other-amounts": "other amounts",
    "loans": "loans",
    "output": "output",
    "revenue": "revenue",
    "exports": "foreign trade",
    "tax": "tax",
    "growth": "growth",
    "percentage": "percentage",
    "area": "area",
    "capacity": "capacity",
    "time": "time",
    "things": "other things counted",
}
TIMES = {
    "planned-": "{} planned",
    "earlier-": "earlier {}",
    "year-": "{} so far this year",
}
UNITS = {"projects": "projects", "jobs": "jobs"}
OF_ALL = {
    "investment": "the investment in all",
    "projects": "the number of all",
    "jobs": "the jobs in all",
}

RELATED = {
    "share": "the share of the {group}projects in the {measure} of all",
    "each": "what every single one of {project} comes to",
    "largest": "the {measure} of the largest project",
    "part": "a part of the {measure} of {project}, in one phase",
}


def declared_measures(proposals: Sequence[Proposal]) -> tuple[list[str], list[Measure]]:
    """The id of the measure of each proposal, and the measures to declare.

    A measure has one unit: where the same one stands with another unit, it gets an id of its own.
    """
    declared = {id_: _measure(id_, _unit(id_, None)) for id_ in ("projects", "investment")}
    ids: list[str] = []
    for proposal in proposals:
        unit = _unit(proposal.measure, None if proposal.relation else proposal)
        id_ = proposal.measure
        if id_ in declared and declared[id_].unit != unit:
            id_ = f"{id_}-{slug(unit) or 'other'}"
        declared.setdefault(id_, _measure(id_, unit, proposal.measure))
        ids.append(id_)
    return ids, list(declared.values())


def _unit(measure: str, proposal: Proposal | None) -> str:
    """The unit of a measure: ``money``, ``%``, or the noun that is counted, in Latin script."""
    for word in measure.split("-"):
        if word in UNITS:
            return UNITS[word]
    kind = proposal.figure.reading.kind if proposal else "money"
    if proposal is None or kind in ("money", "percent"):
        return "%" if kind == "percent" else "money"
    name = unit_name(proposal.figure.reading.unit)
    return name if name and name.isascii() else "things"


def _measure(id_: str, unit: str, base: str = "") -> Measure:
    time = next((time for time in TIMES if id_.startswith(time)), "")
    of = id_.removeprefix(time)
    name = NAMES.get(base or id_) or NAMES.get(of) or of.replace("-", " ")
    plan_of = of if time == "planned-" and of in NAMES else None
    if time:
        name = TIMES[time].format(of.replace("-", " "))
    return Measure(id_, name, unit, plan_of=plan_of, additive=id_ == "jobs")


def described(measure: str, proposal: Proposal) -> str:
    """What a figure is proposed as, in words: “the number of all foreign projects”."""
    group = f"{proposal.group[1]} " if proposal.group else ""
    if proposal.relation:
        return RELATED[proposal.relation].format(
            measure=_words(measure), group=group, project=_project(proposal.project, group)
        )
    if proposal.project:
        return f"the {_words(measure)} of “{proposal.project}”"
    if measure in OF_ALL:
        return f"{OF_ALL[measure]} {group}projects"
    return f"{_words(measure)}, apart from the projects"


def _project(name: str, group: str) -> str:
    """Which projects a relation is about."""
    if name == UNNAMED:
        return "the projects that have no name"
    return f"“{name}”" if name else f"all {group}projects"


def _words(measure: str) -> str:
    return measure.replace("-", " ")
