"""A series of one's own in the look of the reports: one bar per row."""

import pandas as pd

from helpers.figures import wording as words
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.rows import Row, draw_bars
from helpers.telling.labels import slug

WORDS = 5  # of a title, in the id of its chart


def bars(
    series: pd.Series, title: str, *, unit: str = "", source: str = "", name: str = ""
) -> Chart:
    """A chart of numbers that are not below zero, in the order of the series, which names its rows.

    Shares are fractions of 1 and told in per cent where no `unit` is given; else `unit` is the ISO
    code of a currency, `%`, or the noun that is counted. `name` is the chart's id, by which a page
    links to it and names the file of its numbers; where none is given, it is made of the first
    words of the title. Raises ValueError for an empty series, and for one with a missing or a
    negative number.

    >>> import pandas as pd
    >>> from helpers import charts
    >>> traced = pd.Series({"Jiangning": 0.506, "Telangana": 1.0}, name="Traced")
    >>> charts.bars(traced, title="All of one can be traced, and half of the other").alt
    'All of one can be traced, and half of the other. Jiangning, 50.6%; Telangana, 100%.'
    """
    if not isinstance(series, pd.Series):
        raise TypeError(f"bars takes a series of pandas, not “{series}”")
    values = pd.to_numeric(series, errors="coerce").astype(float)
    if values.empty or values.isna().any() or (values < 0).any():
        raise ValueError("bars: give a series of numbers that are not below zero, none missing")
    told = [words.quantity(v, unit) if unit else words.percent(v) for v in values]
    names = [
        " ".join(map(str, row)) if isinstance(row, tuple) else str(row) for row in series.index
    ]

    def draw(canvas: Canvas) -> None:
        draw_bars(canvas, [Row(*row) for row in zip(names, values, told, strict=True)])

    head = words.sentence(str(series.index.name or "of"))
    column = words.sentence(str(series.name or "value"))
    shown: list[dict[str, Cell]] = [
        {head: name, column: text} for name, text in zip(names, told, strict=True)
    ]
    return Chart(name or slug(title, WORDS) or "bars", title, "", source, shown, draw)
