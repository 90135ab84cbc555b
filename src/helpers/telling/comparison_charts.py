"""The charts of the comparison, each of the frame of all announcements."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from helpers.figures import wording as words
from helpers.telling import text
from helpers.telling.charts import base, scale
from helpers.telling.charts.canvas import BODY, SMALL, Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.exchange_rate import told_marks
from helpers.telling.charts.rows import (
    EDGE,
    HEIGHT,
    Row,
    begin_row,
    draw_marks,
    draw_sizes,
    names_column,
)
from helpers.telling.charts.typeface import text_width
from helpers.telling.columns import NamedRow
from helpers.telling.columns import rows as rows_of

MOST = 12  # rows of a picture, so that it has room on a page of A4
MOST_NUMBERS = 40  # rows of its numbers; the table of all announcements has every one
KNOWN_WITHIN = 0.05  # bounds of a share that are as close are told as one number
OPEN = 0.95  # bounds of a share that are as far apart show nothing
ALL = 0.9995  # what would be written 100%
NEXT_TO_NOTHING = 0.0005  # what would be written 0.0%
MILLION = 1e6
INVESTMENT = "investment"  # what the money is, where it is not given away


def of_one_pair(frame: pd.DataFrame) -> pd.DataFrame:
    """The announcements that imply a rate, of the two currencies that most of them have; and that
    have a market's rate beside it.
    """
    rated = frame[frame.rate_implied.notna() & ~frame.rate_stated.astype(bool)]
    pairs = rated.currency.astype(str) + rated.rate_currency.astype(str)
    return rated[pairs == pairs.mode().iloc[0]] if len(rated) else rated


def ruled_out(rated: pd.DataFrame) -> "pd.Series[bool]":
    """Where the figures rule the market's rate out."""
    return ~rated.rate_market.between(rated.rate_low, rated.rate_high)


def how_traced(frame: pd.DataFrame) -> dict[str, int]:
    """In how many announcements all, a part, and none of the money is traced to a sector.

    Those whose figures do not add up are none of these: their shares depend on which are wrong.
    """
    known = frame.traced.fillna(0)
    nothing = (known <= NEXT_TO_NOTHING) & frame.adds_up.astype(bool)
    return {
        "whole": int((known >= ALL).sum()),
        "some": int(((known > NEXT_TO_NOTHING) & (known < ALL)).sum()),
        "nothing": int(nothing.sum()),
    }


def in_dollars(low: float, high: float) -> str:
    """An amount in US dollars, in words; empty where it cannot be computed."""
    return "" if np.isnan(low) else base.in_dollars(low, high)


def average(row: NamedRow) -> str:
    """The average size of a project, in words; empty where it cannot be computed."""
    return in_dollars(row.average_low_usd, row.average_high_usd)


def share(row: NamedRow) -> str:
    """The foreign share, in words: one number, or its bounds."""
    low, high = row.foreign_low, row.foreign_high
    if high - low <= KNOWN_WITHIN:
        return words.percent(row.foreign)
    return words.percent_range(low, high, 1)


def traced(frame: pd.DataFrame) -> Chart:
    """How much of the money can be traced to a sector, announcement by announcement, the most
    first.

    >>> from helpers import comparison
    >>> comparison.traced(comparison.announcements()).rows[3]["Traced, %"]
    50.6
    """
    ordered = frame.sort_values("traced", ascending=False, na_position="last", kind="stable")
    rows = rows_of(ordered)
    told = _told("traced", frame, **how_traced(frame))

    def draw(canvas: Canvas) -> None:
        canvas.key(
            [("known", told["known"]), ("outside", told["outside"]), ("unknown", told["unknown"])]
        )
        shown = rows[:MOST]
        labels = [_traced(row, told) for row in shown]
        left = names_column(canvas, [row.label for row in shown])
        right = canvas.width - max(text_width(label, BODY, "semibold") for label in labels) - 8
        for index, (row, label) in enumerate(zip(shown, labels, strict=True)):
            height = begin_row(canvas, row.label, left, first=not index)
            _draw_traced(canvas, row, left, right)
            canvas.text(right + 8, label, weight="semibold", y=canvas.y)
            canvas.space(height)

    numbers: list[dict[str, Cell]] = [
        {
            "Announcement": row.label,
            "Traced, %": "" if np.isnan(row.traced) else base.percent(row.traced),
            "Outside the fields named, %": (
                "" if np.isnan(row.traced) else base.percent(row.traced_outside)
            ),
            "Why not": "" if not np.isnan(row.traced) else _traced(row, told),
        }
        for row in rows
    ]
    return chart_of("traced", told, numbers, draw)


def _traced(row: NamedRow, told: Mapping[str, str]) -> str:
    if not np.isnan(row.traced):
        return words.percent(row.traced)
    return told["unsorted"] if row.adds_up else told["conflict"]


def _draw_traced(canvas: Canvas, row: NamedRow, left: float, right: float) -> None:
    """A bar of 100%: in a field that the article names, in another, in none that is known."""
    traced, outside = np.nan_to_num(row.traced), np.nan_to_num(row.traced_outside)
    known = 1.0 if traced >= ALL else traced
    ends = [left + part * (right - left) for part in (0.0, known - outside, known, 1.0)]
    for start, end, colour in zip(ends, ends[1:], ("known", "outside", "unknown"), strict=False):
        canvas.bar(start, end, canvas.y, HEIGHT, colour)


def foreign(frame: pd.DataFrame) -> Chart | None:
    """The share of foreign investors with its bounds, the smallest first; None where nothing is
    known of any.

    >>> from helpers import comparison
    >>> comparison.foreign(comparison.announcements()).rows[0]["Announcement"]
    'Jiangyin, autumn 2020'
    """
    sorted_by_origin = frame[frame.foreign.notna()]
    open_to_all = sorted_by_origin.foreign_high - sorted_by_origin.foreign_low >= OPEN
    limited = sorted_by_origin[~open_to_all]
    if limited.empty:
        return None
    ordered = limited.sort_values(["foreign_low", "foreign_high"], kind="stable")
    rows = rows_of(ordered)
    told = _told(
        "foreign",
        ordered,
        ends=ends_of(ordered),
        unknown=list(sorted_by_origin.label[open_to_all]),
    )

    def draw(canvas: Canvas) -> None:
        marks = [Row(row.label, row.foreign_low, share(row), high=_end(row)) for row in rows[:MOST]]
        draw_marks(canvas, marks, scale.whole, lambda value: words.percent(value, 0))

    numbers: list[dict[str, Cell]] = [
        {
            "Announcement": row.label,
            "At least, %": base.percent(row.foreign_low),
            "At most, %": base.percent(row.foreign_high),
        }
        for row in rows
    ]
    return chart_of("foreign", told, numbers, draw)


def _end(row: NamedRow) -> float:
    """The upper end of a share that is drawn as a range; the lower one where it is a dot."""
    apart = row.foreign_high - row.foreign_low > KNOWN_WITHIN
    return float(row.foreign_high if apart else row.foreign_low)


def ends_of(limited: pd.DataFrame) -> list[tuple[str, str]]:
    """The smallest and the largest foreign share, each with its announcement, if whatever the
    shares are within their bounds these are the two; else nothing.
    """
    smallest = limited.sort_values("foreign_high", kind="stable").iloc[:1]
    largest = limited.sort_values("foreign_low", kind="stable").iloc[-1:]
    least_of_others = limited.foreign_low.drop(smallest.index).min()
    most_of_others = limited.foreign_high.drop(largest.index).max()
    first = bool(smallest.foreign_high.iloc[0] <= least_of_others)
    last = bool(largest.foreign_low.iloc[0] >= most_of_others)
    if not first or not last:
        return []
    return [(share(row), str(row.label)) for row in rows_of(pd.concat([smallest, largest]))]


def sizes(frame: pd.DataFrame) -> Chart | None:
    """The average size of a project, in US dollars, what is invested apart from what is granted;
    None where none can be computed.

    >>> from helpers import comparison
    >>> comparison.sizes(comparison.announcements()).rows[0]["Announcement"]
    'Jiangning, autumn 2021'
    """
    sized = frame[frame.average_high_usd.notna()]
    if sized.empty:
        return None
    is_granted = sized.money != INVESTMENT
    ordered = sized.assign(granted=is_granted).sort_values(
        ["granted", "average_high_usd"], ascending=[True, False], kind="stable"
    )
    rows = rows_of(ordered)
    granted = list(dict.fromkeys(sized.money[is_granted]))
    told = _told(
        "sizes",
        sized,
        granted=granted,
        ends=sizes_of(frame),
        largest=average(rows[0]),
    )

    def draw(canvas: Canvas) -> None:
        marks = [(row.granted, _size(row)) for row in rows[:MOST]]
        groups = [[mark for is_granted, mark in marks if is_granted == each] for each in (0, 1)]
        names = [told["invested"], told["given"]]
        _draw_sizes(canvas, [pair for pair in zip(names, groups, strict=True) if pair[1]])

    numbers: list[dict[str, Cell]] = [
        {
            "Announcement": row.label,
            "Money": row.money,
            "At least, US$ million": float(f"{row.average_low_usd / MILLION:.3g}"),
            "At most, US$ million": float(f"{row.average_high_usd / MILLION:.3g}"),
            "Total": in_dollars(row.total_low_usd, row.total_high_usd),
        }
        for row in rows
    ]
    return chart_of("sizes", told, numbers, draw)


def sizes_of(frame: pd.DataFrame) -> list[tuple[str, str]]:
    """The smallest and the largest average of what is invested, with their announcements; nothing
    where there are not two.
    """
    invested = frame[frame.average_high_usd.notna() & (frame.money == INVESTMENT)]
    if len(invested) < len(("smallest", "largest")):
        return []
    ends = invested.sort_values("average_high_usd").iloc[[0, -1]]
    return [(average(row), row.label) for row in rows_of(ends)]


def _size(row: NamedRow) -> Row:
    unknown = pd.isna(row.projects)
    name = row.label if unknown else f"{row.label} ({words.count(row.projects, row.noun)})"
    apart = row.average_high_usd - row.average_low_usd > row.average_high_usd * base.SAME
    low = row.average_low_usd if apart else row.average_high_usd
    return Row(name, low, average(row), high=row.average_high_usd)


def _draw_sizes(canvas: Canvas, groups: Sequence[tuple[str, Sequence[Row]]]) -> None:
    """The groups one below the other, on one logarithmic scale."""
    rows = [row for _, group in groups for row in group]
    for index, (name, group) in enumerate(groups):
        canvas.space(12 if index else 0)
        if len(groups) > 1:
            canvas.text(0, name, size=SMALL, weight="semibold", colour="muted")
            canvas.space(4)
        draw_sizes(canvas, group, lambda value: words.quantity(value, "USD", 1), among=rows)


def rates(frame: pd.DataFrame) -> Chart | None:
    """The rate that each announcement implies beside the market's, the earliest first; None
    without any.

    >>> from helpers import comparison
    >>> comparison.rates(comparison.announcements()).id
    'rates'
    """
    rated = of_one_pair(frame)
    if rated.empty:
        return None
    rows = rows_of(rated.assign(apart=ruled_out(rated)))
    units = words.currencies(rows[0].currency)
    unit = words.currency(rows[0].rate_currency)
    apart = int(ruled_out(rated).sum())
    told = _told("rates", rated, apart=apart, units=units, unit=unit)

    def draw(canvas: Canvas) -> None:
        _draw_rates(canvas, rows[:MOST], told)

    columns = {
        "Implied": ("rate_implied", 4),
        "Market": ("rate_market", 5),
        "At least": ("rate_low", 4),
        "At most": ("rate_high", 4),
    }
    numbers: list[dict[str, Cell]] = [
        {"Announcement": row.label, "Date": f"{row.date:%Y-%m-%d}"}
        | {
            f"{head}, {units} to the {unit}": float(f"{getattr(row, name):.{digits}g}")
            for head, (name, digits) in columns.items()
        }
        for row in rows
    ]
    return chart_of("rates", told, numbers, draw)


def _draw_rates(canvas: Canvas, rows: Sequence[NamedRow], told: Mapping[str, str]) -> None:
    values = [v for row in rows for v in (row.rate_low, row.rate_high, row.rate_market)]
    on = scale.around(values, EDGE, canvas.width - EDGE)
    top = canvas.y
    for index, row in enumerate(rows):
        canvas.space(12 if index else 0)
        implied, market = words.rate(row.rate_implied), words.rate(row.rate_market, 5)
        canvas.name(f"{row.label}: {told['implied']} {implied}, {told['market']} {market}")
        y = canvas.y + 8
        canvas.whisker(on.place(row.rate_low), on.place(row.rate_high), y, "known")
        canvas.dot(on.place(row.rate_implied), y, "known")
        colour = "wrong" if row.apart else "ink"
        canvas.line([on.place(row.rate_market)] * 2, [y - 8, y + 8], colour, 2)
        canvas.space(16)
    canvas.space(4)
    canvas.ruler(told_marks(on, told["units"]), top)


def _told(name: str, frame: pd.DataFrame, **facts: object) -> dict[str, str]:
    return told_of(name, len(frame), **facts)


def told_of(name: str, number: int, **facts: object) -> dict[str, str]:
    """The sentences of a chart; the subtitle says how many rows are left out, if any are."""
    return text.blocks(f"comparison/{name}", **facts, number=number, most=MOST)


def chart_of(
    name: str,
    told: Mapping[str, str],
    rows: Sequence[dict[str, Cell]],
    draw: Callable[[Canvas], None],
) -> Chart:
    source = base.sentences("comparison/source")["line"]
    title, subtitle = words.sentence(told["title"]), words.sentence(told["subtitle"])
    return Chart(name, title, subtitle, source, rows[:MOST_NUMBERS], draw)
