"""How the longer findings are found, each from one or two evidences.

`helpers.model.findings` puts them together; what they are is told in `helpers.model.records`.
"""

from collections.abc import Sequence

from helpers.dataset.entities import JOIN, MONEY, Dataset, Figure, number_of
from helpers.model.evidence import Evidence
from helpers.model.linear import INFINITY
from helpers.model.records import (
    NEGLIGIBLE,
    SETTLED,
    Disclosure,
    Group,
    ImpliedRate,
    Origins,
    Part,
    Spread,
    Undisclosed,
    Unsorted,
)
from helpers.model.scenarios import at_market_rate
from helpers.model.told import (
    Checked,
    Percentages,
    ToldPlan,
)

EXAMPLES = ("confirmed", "consistent", "contradicted", "inexact")  # that show a check, best first


def disclosure(evidence: Evidence, every: tuple[float, float]) -> Disclosure:
    """Of how many projects an amount is given, and by which sources; `every` bounds how many there
    are.
    """
    number, low, high = evidence.disclosed()
    with_amount = {project.id for project, *_ in evidence.amounts()}
    given: dict[str, set[str]] = {}
    for figure in evidence.figures:
        if figure.measure == MONEY and len(figure.scope) == 1:
            name, project = figure.scope[0]
            if name == "project" and project in with_amount:
                given.setdefault(figure.source, set()).add(project)
    sources = [source for source in evidence.dataset.sources if source in given]
    complete = [source for source in sources if given[source] == with_amount]
    return Disclosure(
        evidence=evidence,
        projects=number,
        low=low,
        high=high,
        sources=tuple(sources),
        complete=tuple(complete),
        every=every == (number, number),
        others=_others(evidence),
    )


def _others(evidence: Evidence) -> tuple[float, float] | None:
    if not evidence.has_shares:
        return None
    low, high = evidence.undisclosed()
    given = sum(amount.value for amount in evidence.amounts())
    return (low, high) if high > NEGLIGIBLE * given else None


def parts(evidence: Evidence, dimension: str) -> tuple[Part, ...]:
    """The money by group: what is known, fields that the article names first and the largest first;
    then the rest.
    """
    terms = evidence.dataset.vocabularies[dimension]
    named = dimension == "sector" and any(not term.outside for term in terms.values())
    known = [(terms[g], share) for g, share in evidence.known(dimension).items()]
    known = [(term, share) for term, share in known if share > NEGLIGIBLE]
    known.sort(key=lambda pair: (named and pair[0].outside, -pair[1]))
    found = [
        Part(term.id, term.name, share, "outside" if named and term.outside else "known")
        for term, share in known
    ]
    rest = 1 - sum(part.share for part in found)
    if rest > NEGLIGIBLE:
        kind = "open" if evidence.divided(dimension) else "unknown"
        found.append(Part(None, "", rest, kind))
    return tuple(found)


def groups(evidence: Evidence, dimension: str) -> tuple[Group, ...]:
    """Every group of a dimension with its share, in the order in which they are declared."""
    terms = evidence.dataset.vocabularies[dimension]
    return tuple(Group(terms[share.group], share) for share in evidence.shares(dimension))


def without_amounts(evidence: Evidence, dimension: str) -> tuple[Group, ...]:
    """The groups that may get money and to which no source ties any.

    No amount is given for such a group, nor for a project that may be in it.
    """
    given = {pair for f in evidence.figures if f.measure == MONEY for pair in f.scope}
    touched = {g for project, *_ in evidence.amounts() for g in project.attributes[dimension]}
    return tuple(
        group
        for group in groups(evidence, dimension)
        if group.share.high > NEGLIGIBLE
        and (dimension, group.term.id) not in given
        and group.term.id not in touched
    )


def spread(solved: Sequence[Evidence]) -> Spread | None:
    """How closely the shares of all sectors are known; None where nothing at all is known of any.

    `solved` are the evidences that have shares.
    """
    if not solved or "sector" not in solved[-1].dataset.dimensions:
        return None
    found = tuple((evidence, groups(evidence, "sector")) for evidence in solved)
    if all(group.may_be_nothing and group.may_be_all for _, each in found for group in each):
        return None
    return Spread(found)


def own_figures(evidence: Evidence) -> tuple[Figure, ...]:
    """The figures that the article itself gives."""
    article = evidence.dataset.article.id
    return tuple(figure for figure in evidence.figures if figure.source == article)


def origins(article: Evidence, everything: Evidence) -> Origins | None:
    """Where the money comes from; None where nothing can be said."""
    if "origin" not in everything.dataset.dimensions or not everything.has_shares:
        return None
    found = groups(everything, "origin")
    known = sum(group.share.known for group in found)
    number = sum(group.share.projects for group in found)
    fewest, most = everything.project_count()
    is_known = number_of(everything.dataset.projects) is not None or most < INFINITY
    counted = is_known and 0 < number == fewest
    money, settled = known > NEGLIGIBLE, known > SETTLED
    told = tuple(
        group
        for group in found
        if (group.share.known > NEGLIGIBLE or counted if money else group.share.projects)
    )
    if not told:
        return None
    total = everything.total()[0]
    averages = tuple(
        group.share.known * total / group.share.projects
        if counted and settled and group.share.projects
        else None
        for group in told
    )
    silent = article is not everything and not article.alone
    silent = silent and article.has_shares and sum(article.known("origin").values()) < NEGLIGIBLE
    return Origins(told, counted, settled, money, averages, silent)


def implied_rates(evidence: Evidence) -> tuple[ImpliedRate, ...]:
    """The exchange rates that the figures imply, where they add up."""
    implied = [rate for rate in evidence.rates.values() if rate.implied]
    if not implied or not evidence.adds_up:
        return ()
    market, total = at_market_rate(evidence), evidence.total()[0]
    at_market, at_implied = (
        sum(amount for *_, amount in each.amounts()) / total for each in (market, evidence)
    )
    conflicts_ = tuple(c for c in market.conflicts if c.measure == MONEY)
    return tuple(ImpliedRate(rate, conflicts_, (at_market, at_implied)) for rate in implied)


def percentages(evidence: Evidence) -> tuple[Percentages, ...]:
    """The percentages that are given, by measure."""
    dataset, found = evidence.dataset, []
    figures = [f for f in own_figures(evidence) if dataset.measures[f.measure].unit == "%"]
    for measure in dict.fromkeys(figure.measure for figure in figures):
        of_it = tuple(figure for figure in figures if figure.measure == measure)
        pairs = [pair for f in of_it for pair in f.scope if pair[0] != "project"]
        groups = ((name, group) for name, value in pairs for group in value.split(JOIN))
        notes = (dataset.vocabularies[name][group].note for name, group in groups)
        kept = tuple(dict.fromkeys(note for note in notes if note))
        found.append(Percentages(dataset.measures[measure], of_it, kept))
    return tuple(found)


def undisclosed(evidence: Evidence) -> Undisclosed | None:
    """The projects of which no amount is given; None where every amount is given."""
    with_amount = {project.id for project, *_ in evidence.amounts()}
    others = [p for p in evidence.dataset.projects if p.id not in with_amount]
    names = tuple(project.name for project in others if project.count == 1)
    unnamed = number_of(project for project in others if project.count != 1)
    if not others:
        return None
    if unnamed is None:
        return Undisclosed(names, None, not with_amount)
    every = len(names) + unnamed == evidence.project_count()[0]
    return Undisclosed(names, unnamed, every)


def plans(
    evidence: Evidence, figure: Figure | None, total: tuple[float, float]
) -> tuple[ToldPlan, ...]:
    """The plans, each beside what there is of it: of all the money, `figure` or else `total`."""
    dataset, found = evidence.dataset, []
    for plan in evidence.plans():
        of = dataset.measures[plan.measure.plan_of or ""]
        money = of.id == MONEY
        low, high = total if money else (plan.signed, plan.signed)
        unit = dataset.unit_of(of)
        found.append(ToldPlan(plan, of, unit, figure if money else None, low, high))
    return tuple(found)


def round_example(evidence: Evidence) -> Figure | None:
    """An amount of the article that may be a rounded one, if it has any."""
    return next(
        (
            figure
            for figure in own_figures(evidence)
            if figure.measure == MONEY
            and figure.exact
            and figure.interval == figure.reading.interval != figure.reading.round_interval
        ),
        None,
    )


def check_example(checked: Sequence[Checked], currency: str) -> Checked | None:
    """The figure whose check explains the method best: an amount, best one that is exact and
    matches.
    """

    def rank(each: Checked) -> tuple[bool, int, bool, bool]:
        figure, verdict = each.figure, each.verdict
        ends = verdict.low > -INFINITY and verdict.high < INFINITY
        return (
            figure.unit != currency,
            EXAMPLES.index(verdict.verdict),
            not ends,
            not figure.exact,
        )

    usable = [c for c in checked if c.verdict.verdict in EXAMPLES and not c.figure.corrected]
    return min(usable, key=rank, default=None)


def unsorted(dataset: Dataset) -> tuple[Unsorted, ...]:
    """For each dimension, the projects whose group is not known."""
    found = []
    for dimension in dataset.dimensions:
        vague = [p for p in dataset.projects if len(p.attributes[dimension]) > 1]
        several = [project for project in vague if dataset.narrows(project, dimension)]
        free = [project for project in vague if project not in several]
        if vague:
            every = len(free) == len(dataset.projects)
            found.append(Unsorted(dimension, number_of(several), number_of(free), every))
    return tuple(found)


def noted(dataset: Dataset) -> tuple[Figure, ...]:
    """The figures with a note that are no single project's amount."""
    projects = {project.id for project in dataset.projects}
    return tuple(f for f in dataset.figures if f.note and f.id not in projects)


def examples(evidence: Evidence) -> tuple[Figure, ...]:
    """Amounts that are taken as intervals: one of each way of saying them."""
    found: dict[str, Figure] = {}
    for figure in own_figures(evidence):
        money = evidence.dataset.measures[figure.measure].unit == "money"
        if money and figure.interval == figure.reading.interval and not figure.corrected:
            found.setdefault(figure.reading.qualifier, figure)
    return tuple(found.values())


def silent(evidence: Evidence) -> tuple[str, ...]:
    """What no source speaks of: of "sector", "origin", "growth" and "plans"."""
    dataset, figures = evidence.dataset, evidence.figures
    spoken = {
        "sector": "sector" in dataset.dimensions,
        "origin": "origin" in dataset.dimensions,
        "growth": any(figure.unit == "%" for figure in figures),
        "plans": any(dataset.measures[figure.measure].plan_of for figure in figures),
    }
    return tuple(topic for topic, said in spoken.items() if not said)
