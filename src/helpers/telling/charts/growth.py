"""The percentages of one measure, such as how fast each industry grew."""

from helpers.figures import wording as words
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
