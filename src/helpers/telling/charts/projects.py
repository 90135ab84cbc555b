"""The projects whose amount is given, by size."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.dataset.entities import AnnouncedProject, Dataset, Figure
from helpers.figures import wording as words
from helpers.model.evidence import Evidence
from helpers.model.findings import Findings
from helpers.model.records import Disclosure
from helpers.telling import text
from helpers.telling.charts import base, scale
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.rows import Row, draw_bars, draw_sizes
from helpers.telling.frames import Subject

MOST = base.MOST_ROWS - 1  # amounts drawn: all others together are one more
PAIR = 2  # of projects: both of them, and not all two


@dataclass(frozen=True)
class _Amount:
    """A project's amount: its mark, the phrase of its source, and what stands in brackets where
    there is room.
    """

    mark: Row
    value: int
    phrase: str
    aside: str = ""

    def row(self, room: bool) -> Row:
        label = f"{self.mark.label} ({self.aside})" if room and self.aside else self.mark.label
        mark = self.mark
        return Row(mark.name, mark.value, label, mark.colour, mark.high)


def projects(subject: Subject) -> Chart | None:
    """One bar per project whose amount is given, the largest first, and one for all the others
    together.

    None where no amount is given.

    >>> from helpers import charts, load, views
    >>> charts.projects(views(load("jiangning-2020-05")).article).title
    'Amounts are known for one of 16 projects, and the largest is worth 1.065 billion yuan'
    """
    findings = base.found(subject)
    evidence = findings.everything
    dataset = evidence.dataset
    suspects = findings.excess.suspects if findings.excess else ()
    at_fault = {slip.figure.id for slip in suspects} | _disputed(evidence)
    given = [
        _given(project, figure, evidence, amount, figure.id in at_fault)
        for project, figure, amount in evidence.amounts()
    ]
    if not given:
        return None
    disclosure = findings.disclosed[evidence.name]
    shown = given if len(given) <= MOST else given[: MOST - 1]
    told = text.blocks("projects", **_facts(findings, disclosure, given, len(shown)))
    number = round(findings.projects[0])
    others = [] if 0 < number <= disclosure.projects else _others(disclosure, told)
    drawn = [*shown, *_smaller(given[len(shown) :], told, dataset), *others]

    def draw(canvas: Canvas) -> None:
        _draw(canvas, [amount.row(not canvas.narrow) for amount in drawn], dataset)

    rows: list[dict[str, Cell]] = [
        {
            words.sentence(dataset.noun): amount.mark.name,
            base.amount_column(dataset): amount.value,
            "As printed": amount.phrase,
        }
        for amount in [*given, *others]
    ]
    source = base.source_line(evidence, disclosure.sources)
    name, subtitle = base.marked("projects", evidence), words.sentence(told["subtitle"])
    return Chart(name, told["title"], subtitle, source, rows, draw)


def _disputed(evidence: Evidence) -> set[str]:
    """The amounts of projects for which another source gives one that cannot be the same."""
    given: dict[str, list[Figure]] = {}
    known = {evidence.dataset.currency, *evidence.rates}
    for figure in evidence.figures:
        scope = figure.scope
        plain = figure.unit in known and figure.key == ("investment", scope)
        if plain and len(scope) == 1 and scope[0][0] == "project":
            given.setdefault(scope[0][1], []).append(figure)
    return {
        one.id
        for figures in given.values()
        for one, other in itertools.permutations(figures, 2)
        if not _overlap(_amount(one, evidence), _amount(other, evidence))
    }


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _amount(figure: Figure, evidence: Evidence) -> tuple[float, float]:
    """The least and the greatest that a figure means in the announcement's currency, at any rate
    that the figures allow.
    """
    low, high = float(figure.interval.low), float(figure.interval.high)
    if figure.unit not in evidence.rates:
        return low, high
    rate = evidence.rates[figure.unit]
    return low * rate.low, high * rate.high


def _facts(
    findings: Findings, disclosure: Disclosure, given: Sequence[_Amount], shown: int
) -> dict[str, object]:
    """What the sentences of the chart are made of."""
    evidence, dataset = findings.everything, findings.dataset
    number, disclosed = round(findings.projects[0]), disclosure.projects
    units = dict.fromkeys(figure.unit for _, figure, _ in evidence.amounts())
    rates = [evidence.rates[unit] for unit in units if unit in evidence.rates]
    return {
        "money": dataset.money,
        "noun": dataset.noun,
        "currency": words.currencies(dataset.currency),
        "disclosed": words.count(disclosed),
        "nouns": words.plural(dataset.noun),
        "one": number == 1,
        "two": number == PAIR,
        "every": disclosed >= number > 0,
        "known": number > 0,
        "number": words.count(number, dataset.noun),
        "largest": given[0].mark.label,
        "rates": [(words.rate(rate.value), words.currency(rate.currency)) for rate in rates],
        "others": words.count(max(number - disclosed, 0), f"other {dataset.noun}"),
        "together": number - disclosed > 1,
        "total": text.total(findings) if findings.total_known else "",
        "dollars": base.total_in_dollars(findings),
        "units": base.units(dataset),
        "smaller": words.count(len(given) - shown, f"smaller {dataset.noun}"),
        "left_out": len(given) > shown,
        "wrong": [amount.mark.name for amount in given if amount.mark.colour == "wrong"],
        "far_apart": _far_apart([amount.mark for amount in given]),
    }


def _given(
    project: AnnouncedProject, figure: Figure, evidence: Evidence, amount: float, wrong: bool
) -> _Amount:
    """An amount as a bar, in its own colour where it is likely to be a slip."""
    dataset = evidence.dataset
    rate = evidence.rate(figure)
    label = text.face(figure, rate, dataset.currency)
    own = text.face(figure) if rate != 1 else ""
    colour = "wrong" if wrong else "known"
    mark = Row(_name(project, dataset), amount, label, colour)
    low, high = float(figure.interval.low) * rate, float(figure.interval.high) * rate
    if figure.reading.qualifier == "range" and high < math.inf:
        mark = Row(mark.name, low, label, colour, high)
    return _Amount(mark, round(amount), figure.printed, own)


def _name(project: AnnouncedProject, dataset: Dataset) -> str:
    if project.count is None or project.count == 1:
        return project.name
    return f"{project.name} ({words.count(project.count, dataset.noun)})"


def _others(disclosure: Disclosure, told: dict[str, str]) -> list[_Amount]:
    """All projects without an amount together: what they are worth in any case, and may be."""
    if disclosure.others is None:
        return []
    low, high = disclosure.others
    label = words.span(low, high, disclosure.evidence.dataset.currency, 4)
    name = words.sentence(told["others"])
    ends = base.short(low), base.short(high)
    mark = Row(name, low, label, "unknown", high if ends[0] != ends[1] else low)
    return [_Amount(mark, ends[1], told["unknown"])]


def _smaller(rest: Sequence[_Amount], told: dict[str, str], dataset: Dataset) -> list[_Amount]:
    """The smallest as one, where there are more than a page has room for."""
    if not rest:
        return []
    value = sum(amount.value for amount in rest)
    label = words.quantity(value, dataset.currency, text.ROUGH)
    return [_Amount(Row(words.sentence(told["smaller"]), value, label), value, "")]


def _far_apart(rows: Sequence[Row]) -> bool:
    return scale.far_apart(row.end for row in rows if row.colour != "unknown")


def _draw(canvas: Canvas, rows: Sequence[Row], dataset: Dataset) -> None:
    """Bars, or dots on a logarithmic scale where the sizes are too far apart for bars."""
    if _far_apart(rows):
        draw_sizes(canvas, rows, lambda value: words.quantity(value, dataset.currency, 1))
    else:
        draw_bars(canvas, rows)
