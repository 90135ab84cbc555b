"""A series of one's own in the look of the reports: one bar per row."""

import re

import pandas as pd

from helpers.figures import wording as words
from helpers.telling.charts.canvas import BODY, Canvas, text_width
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.stack import Row, draw_bars

GAP = 10  # points between a bar and its label, and behind that


def bars(series: pd.Series, title: str, *, unit: str = "", source: str = "") -> Chart:
    """A chart of numbers that are not below zero, in the order of the series, which names its rows.

    Shares are fractions of 1 and told in per cent where no `unit` is given; else `unit` is the ISO
    code of a currency, `%`, or the noun that is counted. Raises ValueError for an empty series, and
    for one with a missing or a negative number.

    >>> import pandas as pd
    >>> from helpers import charts
    >>> traced = pd.Series({"Jiangning": 0.506, "Telangana": 1.0}, name="Traced")
    >>> charts.bars(traced, title="All of one can be traced, and half of the other").alt
    'All of one can be traced, and half of the other. Jiangning, 50.6%; Telangana, 100%.'
    """
    values = series.astype(float)
    if values.empty or values.isna().any() or (values < 0).any():
        raise ValueError("bars: give a series of numbers that are not below zero, none missing")
    told = [words.quantity(v, unit) if unit else words.percent(v) for v in values]
    names = [
        " ".join(map(str, name)) if isinstance(name, tuple) else str(name) for name in series.index
    ]

    def draw(canvas: Canvas) -> None:
        label = max(text_width(text, BODY, "semibold") for text in told)
        rows = [Row(*row, "known") for row in zip(names, values, told, strict=True)]
        draw_bars(canvas, rows, canvas.width - label - 2 * GAP)

    head = str(series.index.name or "of").capitalize()
    column = str(series.name or "value").capitalize()
    shown: list[dict[str, Cell]] = [
        {head: name, column: text} for name, text in zip(names, told, strict=True)
    ]
    identity = re.sub(r"\W+", "-", title.lower()).strip("-")
    return Chart(identity, title, "", source, shown, draw)
