"""The charts of the comparison, each of the frame of all announcements."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from helpers.figures import wording as words
from helpers.model.bounds import Share
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.stack import Row, draw_bars
from helpers.telling.columns import NamedRow
from helpers.telling.columns import rows as rows_of

MOST = 40  # rows of a chart: nobody reads further, and a thousand would take memory for nothing
KNOWN_WITHIN = 0.05  # bounds of a share that are as close are told as one number
SAME = 1e-3  # relative: the ends of an average that are as close are one number
LABEL = 130  # points at the right, for the label of a bar
PAD = 0.04  # of the range of rates, beyond it on both sides
MILLION = 1e6


def is_known(frame: pd.DataFrame) -> "pd.Series[bool]":
    """Where the bounds of the foreign share are close enough to give it as one number."""
    return frame.foreign_high - frame.foreign_low <= KNOWN_WITHIN


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


def average(row: NamedRow) -> str:
    """The average size of a project, in words; empty where it cannot be computed."""
    low, high = row.average_low_usd, row.average_high_usd
    if np.isnan(high):
        return ""
    if high - low <= high * SAME:
        return words.quantity(high, "USD", 3)
    return words.span(float(f"{low:.3g}"), float(f"{high:.3g}"), "USD", 3)


def disclosure(frame: pd.DataFrame) -> Chart:
    """The part of the money that is given project by project, announcement by announcement.

    >>> from helpers import comparison
    >>> comparison.disclosure(comparison.announcements()).rows[1]["Disclosed, %"]
    50.6
    """
    ordered = frame.sort_values(
        ["disclosed", "projects_disclosed"], ascending=False, na_position="last", kind="stable"
    )
    whole = int((frame.projects_disclosed == frame.projects).sum())
    told = _told("disclosure", frame, whole=whole)
    rows = rows_of(ordered)
    bars = [Row(row.label, np.nan_to_num(row.disclosed), _share_label(row, told)) for row in rows]
    numbers: list[dict[str, Cell]] = [
        {
            "Announcement": row.label,
            "Disclosed, %": "" if np.isnan(row.disclosed) else base.percent(row.disclosed),
            "For projects": _number_of(row),
        }
        for row in rows
    ]
    return _chart("disclosure", told, numbers, lambda canvas: _bars(canvas, bars))


def _number_of(row: NamedRow) -> str:
    given = f"{row.projects_disclosed:,}"
    return given if pd.isna(row.projects) else f"{given} of {row.projects:,}"


def _share_label(row: NamedRow, told: Mapping[str, str]) -> str:
    number = _number_of(row)
    if np.isnan(row.disclosed):
        reason = told["no_limit"] if row.adds_up else told["conflict"]
        return f"{number}; {reason}"
    given = row.projects_disclosed and row.disclosed
    share = words.percent(row.disclosed) if given else told["none"]
    return f"{share} ({number})"


def _bars(canvas: Canvas, bars: Sequence[Row]) -> None:
    draw_bars(canvas, bars[:MOST], canvas.width - LABEL)


def beyond(frame: pd.DataFrame) -> tuple[str, str] | None:
    """The announcement whose foreign share is not known closely, but is above all that are.

    Its least share in words, and its label; None where there is none.
    """
    close = is_known(frame)
    wide = frame[frame.foreign_low.notna() & ~close].sort_values("foreign_low")
    highest = frame.foreign[close].max()
    if wide.empty or not wide.foreign_low.iloc[-1] > highest:
        return None
    return words.percent(wide.foreign_low.iloc[-1]), str(wide.label.iloc[-1])


def foreign(frame: pd.DataFrame) -> Chart | None:
    """The share of foreign investors with its bounds; None where no projects are sorted by
    origin.

    >>> from helpers import comparison
    >>> comparison.foreign(comparison.announcements()).rows[0]["Known, %"]
    33.0
    """
    given = frame[frame.foreign.notna()]
    if given.empty:
        return None
    ordered = given.assign(settled=is_known(given)).sort_values(
        ["settled", "foreign"], ascending=False, kind="stable"
    )
    known = ordered.foreign[ordered.settled]
    ends = words.percent_range(known.min(), known.max(), 1) if len(known) else ""
    told = _told("foreign", ordered, ends=ends, beyond=beyond(frame))
    rows = rows_of(ordered)

    def draw(canvas: Canvas) -> None:
        canvas.key([("known", "known"), ("possible", "possible besides"), ("paper", "ruled out")])
        for index, row in enumerate(rows[:MOST]):
            _draw_share(canvas, row, first=not index)

    numbers: list[dict[str, Cell]] = [
        {
            "Announcement": row.label,
            "Known, %": base.percent(row.foreign),
            "At least, %": base.percent(row.foreign_low),
            "At most, %": base.percent(row.foreign_high),
        }
        for row in rows
    ]
    return _chart("foreign", told, numbers, draw)


def _draw_share(canvas: Canvas, row: NamedRow, first: bool) -> None:
    canvas.space(0 if first else 8)
    canvas.text(0, row.label, wrap=canvas.width)
    canvas.space(2)
    room = canvas.width - 70
    share = Share("foreign", 0, row.foreign, row.foreign_low, row.foreign_high)
    canvas.share(share, 0, room, canvas.y, 12)
    label = words.percent_range(share.low, share.high)
    canvas.text(room + 6, label, weight="semibold", y=canvas.y - 1)
    canvas.space(12)


def sizes(frame: pd.DataFrame) -> Chart | None:
    """The average size of a project, in US dollars; None where none can be computed.

    >>> from helpers import comparison
    >>> comparison.sizes(comparison.announcements()).rows[0]["Announcement"]
    'CHIPS Act, April 2024'
    """
    sized = frame[frame.average_high_usd.notna()]
    if sized.empty:
        return None
    rows = rows_of(sized.sort_values("average_high_usd", ascending=False))
    told = _told("sizes", sized, largest=average(rows[0]), smallest=average(rows[-1]))
    bars = [Row(row.label, row.average_high_usd / MILLION, average(row)) for row in rows]
    numbers: list[dict[str, Cell]] = [
        {
            "Announcement": row.label,
            "At least, US$ million": float(f"{row.average_low_usd / MILLION:.4g}"),
            "At most, US$ million": float(f"{row.average_high_usd / MILLION:.4g}"),
        }
        for row in rows
    ]
    return _chart("sizes", told, numbers, lambda canvas: _bars(canvas, bars))


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
    rows = rows_of(rated)
    units = words.currencies(rows[0].currency)
    unit = words.currency(rows[0].rate_currency)
    apart = int(ruled_out(rated).sum())
    told = _told("rates", rated, apart=apart, units=units, unit=unit)

    def draw(canvas: Canvas) -> None:
        _draw_rates(canvas, rated.head(MOST))

    columns = {
        "Implied": "rate_implied",
        "Market": "rate_market",
        "At least": "rate_low",
        "At most": "rate_high",
    }
    numbers: list[dict[str, Cell]] = [
        {"Announcement": row.label, "Date": f"{row.date:%Y-%m-%d}"}
        | {
            f"{head}, {units} to the {unit}": float(f"{getattr(row, name):.5g}")
            for head, name in columns.items()
        }
        for row in rows
    ]
    return _chart("rates", told, numbers, draw)


def _draw_rates(canvas: Canvas, rated: pd.DataFrame) -> None:
    ends = rated[["rate_low", "rate_high", "rate_market"]]
    lowest, highest = float(ends.min().min()), float(ends.max().max())
    pad = (highest - lowest) * PAD

    def place(value: float) -> float:
        return (value - lowest + pad) / (highest - lowest + 2 * pad) * canvas.width

    for index, row in enumerate(rows_of(rated)):
        canvas.space(12 if index else 0)
        implied, market = words.rate(row.rate_implied), words.rate(row.rate_market, 5)
        label = f"{row.label}: implied {implied}, market {market}"
        canvas.text(0, label, wrap=canvas.width)
        canvas.space(4)
        y = canvas.y + 7
        canvas.line([0, canvas.width], [y, y])
        canvas.bar(place(row.rate_low), place(row.rate_high), y - 5, 10, "possible")
        canvas.dot(place(row.rate_implied), y, "known")
        canvas.line([place(row.rate_market)] * 2, [y - 7, y + 7], "ink", 2)
        canvas.space(14)


def _told(name: str, frame: pd.DataFrame, **facts: object) -> dict[str, str]:
    """The sentences of a chart; the subtitle says how many rows are left out, if any are."""
    more = {"number": len(frame), "most": MOST}
    return text.blocks(f"comparison/{name}", **facts, **more)


def _chart(
    name: str,
    told: Mapping[str, str],
    rows: Sequence[dict[str, Cell]],
    draw: Callable[[Canvas], None],
) -> Chart:
    source = base.sentences("comparison/source")["line"]
    title, subtitle = words.sentence(told["title"]), words.sentence(told["subtitle"])
    return Chart(name, title, subtitle, source, rows[:MOST], draw)
