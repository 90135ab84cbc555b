"""The percentages of one measure, such as how fast each industry grew."""

from helpers.dataset.entities import Figure
from helpers.figures import wording as words
from helpers.model.findings import Findings
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.stack import Row, draw_bars
from helpers.telling.frames import Subject

LABEL = 60  # points at the right, for a percentage


def growth(subject: Subject) -> Chart | None:
    """The article's percentages of one measure, the largest first; None where it gives fewer than
    two.

    >>> from helpers import charts, load, views
    >>> charts.growth(views(load("jiangning-2020-05"))).title
    'Integrated circuits grew fastest, by 43.6%'
    """
    findings = base.found(subject)
    dataset, last = findings.dataset, findings.everything
    given = _given(findings)
    if len(given) <= 1:
        return None  # one number is no picture
    measure, first = dataset.measures[given[0].measure], given[0]
    told = base.sentences(
        "growth",
        measure=measure.name,
        period=measure.period,
        number=words.count(len(given)),
        group=text.scope(first.scope, dataset),
        highest=text.face(first),
        grew=measure.name.startswith("growth") and first.value > 0,
    )

    def draw(canvas: Canvas) -> None:
        colours = ["known"] + ["outside"] * (len(given) - 1)
        bars = [
            Row(base.name_of(figure, dataset), float(figure.value), text.face(figure), colour)
            for figure, colour in zip(given, colours, strict=True)
        ]
        draw_bars(canvas, bars, canvas.width - LABEL)

    column = f"{words.sentence(measure.name)}, %"
    rows: list[dict[str, Cell]] = [
        {"Of": base.name_of(figure, dataset), column: float(figure.value)} for figure in given
    ]
    keys = {figure.key for figure in given}
    source = base.source_line(last, {f.source for f in last.figures if f.key in keys})
    return Chart("growth", told["title"], told["subtitle"], source, rows, draw)


def _given(findings: Findings) -> list[Figure]:
    """The percentages of the measure that has the highest one, each quantity once, the largest
    first.
    """
    if not findings.percentages:
        return []
    chosen = max(findings.percentages, key=lambda each: max(f.value for f in each.figures))
    first: dict[object, Figure] = {}
    for figure in chosen.figures:
        first.setdefault(figure.key, figure)
    return sorted(first.values(), key=lambda figure: -figure.value)
