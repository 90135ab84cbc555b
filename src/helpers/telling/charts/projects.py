"""The projects whose amount is given, by size."""

from dataclasses import dataclass

from helpers.dataset.entities import AnnouncedProject, Dataset, Figure
from helpers.figures import wording as words
from helpers.model.evidence import Evidence
from helpers.model.records import Disclosure
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.stack import Row, draw_bars
from helpers.telling.frames import Subject

PAIR = 2  # of projects: both of them, and not all two


@dataclass(frozen=True)
class _Amount:
    """A project's amount: its bar, the phrase of its source, and what stands in brackets where
    there is room.
    """

    bar: Row
    value: int
    phrase: str
    aside: str = ""

    def row(self, room: bool) -> Row:
        label = f"{self.bar.label} ({self.aside})" if room and self.aside else self.bar.label
        return Row(self.bar.name, self.bar.value, label, self.bar.colour)


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
    given = [
        _given(project, figure, evidence, amount) for project, figure, amount in evidence.amounts()
    ]
    if not given:
        return None
    disclosure = findings.disclosed[evidence.name]
    number, disclosed = round(findings.projects[0]), disclosure.projects
    rates = [rate for code, rate in evidence.rates.items() if code in _units(evidence)]
    told = text.blocks(
        "projects",
        money=dataset.money,
        noun=dataset.noun,
        currency=words.currencies(dataset.currency),
        disclosed=words.count(disclosed),
        nouns=words.plural(dataset.noun),
        one=number == 1,
        two=number == PAIR,
        every=disclosed >= number > 0,
        number=words.count(number, dataset.noun),
        largest=given[0].bar.label,
        rates=[(words.rate(rate.value), words.currency(rate.currency)) for rate in rates],
        others=words.count(max(number - disclosed, 0), f"other {dataset.noun}"),
        together=number - disclosed > 1,
        known=number > 0,
    )
    amounts = [*given, *([] if 0 < number <= disclosed else _others(disclosure, told))]

    def draw(canvas: Canvas) -> None:
        room = canvas.width - (110 if canvas.narrow else 210)
        draw_bars(canvas, [amount.row(not canvas.narrow) for amount in amounts], room)

    rows: list[dict[str, Cell]] = [
        {
            words.sentence(dataset.noun): amount.bar.name,
            base.amount_column(dataset): amount.value,
            "As printed": amount.phrase,
        }
        for amount in amounts
    ]
    source = base.source_line(evidence, disclosure.sources)
    subtitle = words.sentence(told["subtitle"])
    return Chart("projects", told["title"], subtitle, source, rows, draw)


def _given(project: AnnouncedProject, figure: Figure, evidence: Evidence, amount: float) -> _Amount:
    dataset = evidence.dataset
    label = text.face(figure, evidence.rate(figure), dataset.currency)
    own = text.face(figure)
    bar = Row(_name(project, dataset), amount, label)
    return _Amount(bar, round(amount), figure.printed, own if own != label else "")


def _name(project: AnnouncedProject, dataset: Dataset) -> str:
    if project.count is None or project.count == 1:
        return project.name
    return f"{project.name} ({words.count(project.count, dataset.noun)})"


def _others(disclosure: Disclosure, told: dict[str, str]) -> list[_Amount]:
    """All projects without an amount, as one bar that is as long as they can be worth together."""
    if disclosure.others is None:
        return []
    low, high = disclosure.others
    label = words.span(low, high, disclosure.evidence.dataset.currency, 4)
    bar = Row(words.sentence(told["others"]), high, label, "unknown")
    return [_Amount(bar, base.short(high), told["unknown"], told["unknown"])]


def _units(evidence: Evidence) -> frozenset[str]:
    """The units in which money is given that was announced."""
    money = [figure for figure in evidence.figures if figure.measure == "investment"]
    return frozenset(figure.unit for figure in money)
