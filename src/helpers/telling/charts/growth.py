"""The percentages of one measure, such as how fast each industry grew."""

import math

from helpers.dataset.entities import Figure
from helpers.figures import wording as words
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.rows import Row, draw_bars
from helpers.telling.frames import Subject


def growth(subject: Subject) -> Chart | None:
    """The article's percentages of one measure, the largest first; None where it gives fewer than
    two.

    >>> from helpers import charts, load, views
    >>> charts.growth(views(load("jiangning-2020-05"))).title
    'Integrated circuits grew fastest, by 43.6%'
    """
    findings = base.found(subject)
    dataset, last = findings.dataset, findings.everything
    highest = findings.highest_percentages
    if highest is None or len(highest.ranked) == 1:
        return None  # one number is no picture
    measure, given = highest.measure, highest.ranked
    first = given[0]
    told = base.sentences(
        "growth",
        measure=measure.name,
        period=measure.period,
        number=words.count(len(given)),
        group=text.scope(first.scope, dataset),
        highest=text.face(first),
        grew=highest.grew,
        drawn=base.MOST_ROWS,
        figures=len(given),
    )
    shown = given[: base.MOST_ROWS]

    def draw(canvas: Canvas) -> None:
        draw_bars(canvas, [_row(figure, base.name_of(figure, dataset)) for figure in shown])

    column = f"{words.sentence(measure.name)}, %"
    rows: list[dict[str, Cell]] = [
        {"Of": base.name_of(figure, dataset), column: float(figure.value)} for figure in given
    ]
    keys = {figure.key for figure in given}
    source = base.source_line(last, {f.source for f in last.figures if f.key in keys})
    name = base.marked("growth", *findings.evidences)
    return Chart(name, told["title"], told["subtitle"], source, rows, draw)


def _row(figure: Figure, name: str) -> Row:
    """A bar for a number, and a range from end to end for a figure that is given as one."""
    label = text.face(figure)
    low, high = float(figure.interval.low), float(figure.interval.high)
    if figure.reading.qualifier == "range" and high < math.inf:
        return Row(name, low, label, high=high)
    return Row(name, float(figure.value), label)
