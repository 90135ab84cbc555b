"""What sentences need beyond the findings: whose amounts they are, what the money is in dollars,
and which plans are left unsaid.

Plain values for the templates; nothing here is a sentence.
"""

from dataclasses import dataclass

from helpers.dataset.entities import Dataset, Figure, Relation
from helpers.model.bounds import Drop, Slip
from helpers.model.findings import Findings
from helpers.model.records import Disclosure
from helpers.model.relating import related, singles, wholes

__all__ = [
    "allowed_literally",
    "article_at_implied_rate",
    "borne_out_by",
    "givers",
    "plans_left_unsaid",
    "priced",
    "related",
    "singles",
    "suspected",
    "wholes",
]
DOLLAR = "USD"
NO_UPPER_END, NO_LOWER_END = ("over", "at_least"), ("nearly", "up_to")


@dataclass(frozen=True)
class Priced:
    """Of how many projects an amount of their own is given, and of which unnamed groups one sum.

    `groups` has the number of projects in each, None where that is not known.
    """

    single: int
    groups: tuple[int | None, ...]


def priced(disclosure: Disclosure) -> Priced:
    """The sum of a group is the amount of none of its projects."""
    projects = [amount.project for amount in disclosure.evidence.amounts()]
    groups = tuple(project.count for project in projects if project.count != 1)
    return Priced(len(projects) - len(groups), groups)


def givers(disclosure: Disclosure) -> tuple[str, ...]:
    """A few sources that give all these amounts between them: one, where one gives them all."""
    if disclosure.complete:
        return disclosure.complete[:1]
    evidence = disclosure.evidence
    wanted = {(("project", amount.project.id),) for amount in evidence.amounts()}
    given = {
        source: {f.scope for f in evidence.figures if f.source == source and _is_amount(f)}
        for source in disclosure.sources
    }
    found: list[str] = []
    while wanted and given:
        best = max(given, key=lambda source: len(given[source] & wanted))
        if not given[best] & wanted:
            break
        found.append(best)
        wanted -= given.pop(best)
    return tuple(source for source in disclosure.sources if source in found)


def _is_amount(figure: Figure) -> bool:
    return figure.measure == "investment" and figure.relation is Relation.AMOUNT


def dollar_rate(dataset: Dataset) -> float | None:
    """US dollars for one unit of the announcement's currency, at the market's rate of the day.

    None where the money is in dollars, or no rate of the day is known.
    """
    rate = dataset.market_rate(DOLLAR) if dataset.currency != DOLLAR else None
    return 1 / rate if rate else None


def article_at_implied_rate(told: Findings) -> float:
    """The part of the money that the projects have of which the article gives an amount, at the
    rate of all sources.
    """
    given = {amount.project.id for amount in told.article.amounts()}
    every = told.everything
    amounts = sum(a.value for a in every.amounts() if a.project.id in given)
    return amounts / every.total().low


def allowed_literally(drop: Drop) -> bool:
    """Whether the words of a figure, such as “more than”, would by themselves leave room for what
    the others come to.
    """
    qualifier = drop.figure.reading.qualifier
    return qualifier in (NO_UPPER_END if drop.gap > 0 else NO_LOWER_END)


def suspected(told: Findings, figure: Figure) -> tuple[Slip, ...]:
    """The slip of a unit that a figure would have, if slips are the cause of a conflict."""
    slips = (slip for each in told.conflicts for slip in each.suspects)
    return tuple(slip for slip in slips if slip.figure.id == figure.id)[:1]


def borne_out_by(told: Findings) -> tuple[str, ...]:
    """The sources that give what the slips would make of their figures, if each slip has one."""
    suspects = next((each.suspects for each in told.conflicts), ())
    found = [slip.borne_out for slip in suspects]
    return tuple(dict.fromkeys(f.source for each in found for f in each)) if all(found) else ()


def plans_left_unsaid(told: Findings) -> tuple[Figure, ...]:
    """Plans of something of which the figures do not add up, so that nothing stands beside them."""
    measures = told.dataset.measures
    said = {each.plan.measure.id for each in told.plans}
    broken = {each.measure.id for each in told.conflicts}
    found: dict[str, Figure] = {}
    for figure in told.everything.figures:
        measure = measures[figure.measure]
        if measure.plan_of in broken and measure.id not in said and not figure.scope:
            found.setdefault(measure.id, figure)
    return tuple(found.values())
