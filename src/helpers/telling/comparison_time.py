"""The charts of the comparison that have time in them: one place over the years, and what came of
what was announced.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from matplotlib.dates import date2num

from helpers.figures import wording as words
from helpers.telling.charts import base, scale
from helpers.telling.charts.canvas import BODY, LINE, SMALL, Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.rows import EDGE, GAP, HEIGHT, Row, begin_row, draw_bars
from helpers.telling.charts.scale import Scale
from helpers.telling.charts.typeface import text_width
from helpers.telling.columns import NamedRow
from helpers.telling.columns import rows as rows_of
from helpers.telling.comparison_charts import MOST, chart_of, in_dollars, told_of
from helpers.telling.summary import Summary

FEWEST = 3  # announcements of one place are a series
TALL = 170  # points, of the picture of a series
TEXT = 2 * LINE * SMALL  # points, of a label of two lines
MOST_RISES = 4  # steps that a label may stand higher than its dot
CAP = 3.5  # half the width of the mark at the end of a range
MILLION = 1e6


def of_one_place(frame: pd.DataFrame) -> pd.DataFrame:
    """The announcements of the place that has the most of them, the earliest first; none where no
    place has three with a total in dollars.

    The label of an announcement begins with its place: `Jiangning, May 2020`.
    """
    known = frame[frame.total_low_usd.notna()]
    places = known.label.str.partition(",")[0]
    if known.empty or places.value_counts().max() < FEWEST:
        return known.iloc[:0]
    return known[places == places.mode().iloc[0]].sort_values("date", kind="stable")


def series(frame: pd.DataFrame) -> Chart | None:
    """The totals of one place's announcements by date, in US dollars at each day's rate; None where
    no place has three.

    >>> from helpers import comparison
    >>> comparison.series(comparison.announcements()).id
    'series'
    """
    found = of_one_place(frame)
    if found.empty:
        return None
    rows = rows_of(found)
    largest = max(rows, key=lambda row: row.total_low_usd)
    smallest = min(rows, key=lambda row: row.total_low_usd)
    places = list(dict.fromkeys(map(_who, rows)))
    told = told_of(
        "series",
        len(rows),
        place=rows[0].label.partition(",")[0],
        largest=(_when(largest), _total(largest)),
        smallest=(_when(smallest), _total(smallest)),
        places=places,
    )

    def draw(canvas: Canvas) -> None:
        _draw_series(canvas, rows[-MOST:], places, told)

    numbers: list[dict[str, Cell]] = [
        {
            "Announcement": row.label,
            "Date": f"{row.date:%Y-%m-%d}",
            "Of": _who(row),
            "Projects": "" if pd.isna(row.projects) else int(row.projects),
            "Total": row.total,
            "At least, US$ million": float(f"{row.total_low_usd / MILLION:.3g}"),
        }
        for row in rows
    ]
    return chart_of("series", told, numbers, draw)


def _when(row: NamedRow) -> str:
    return str(row.label.partition(",")[2].strip() or words.day(row.date))


def _total(row: NamedRow) -> str:
    return in_dollars(row.total_low_usd, row.total_high_usd)


def _who(row: NamedRow) -> str:
    return str(row.place.partition(",")[0])


def _day(row: NamedRow) -> float:
    return float(date2num(row.date))


def _draw_series(
    canvas: Canvas, rows: Sequence[NamedRow], places: Sequence[str], told: Mapping[str, str]
) -> None:
    """Each total at its date, or one bar per row where the labels would meet."""
    labels = [(_total(row), _when(row)) for row in rows]
    widths = [max(text_width(line, SMALL, "semibold") for line in label) for label in labels]
    edge = max(widths[0], widths[-1]) / 2
    across = Scale(_day(rows[0]), _day(rows[-1]) + 1, edge, canvas.width - edge)
    up = Scale(0, max(map(_end, rows)), TALL, 0)
    spots = [(across.place(_day(row)), up.place(_end(row))) for row in rows]
    boxes = None if canvas.narrow else _boxes(spots, widths, canvas.width)
    if boxes is None:
        names = [words.sentence(f"{_when(row)}, {_who(row)}") for row in rows]
        amounts = zip(names, rows, labels, strict=True)
        bars = [
            Row(name, row.total_low_usd, label[0], high=_end(row)) for name, row, label in amounts
        ]
        draw_bars(canvas, bars)
        return
    if len(places) > 1:
        _draw_key(canvas, places, told)
    origin = canvas.y - min(box.top for box in boxes)
    for row, (x, y), label, box in zip(rows, spots, labels, boxes, strict=True):
        bottom = up.place(row.total_low_usd) + origin
        canvas.line([x, x], [TALL + origin, bottom], "hatch", 0.8)
        if bottom - y - origin > 1:
            canvas.line([x, x], [bottom, y + origin], "known", 2.4)
            canvas.line([x - CAP, x + CAP], [y + origin] * 2, "known", 1.6)
        if y - box.top > TEXT + GAP:
            canvas.line([x, x], [y + origin - GAP, box.top + origin + TEXT], "hatch", 0.8)
        canvas.dot(x, bottom, "known", hollow=_who(row) != places[0])
        top = box.top + origin
        canvas.text(box.left, label[0], size=SMALL, weight="semibold", y=top)
        canvas.text(box.left, label[1], size=SMALL, y=top + TEXT / 2)
    canvas.y = TALL + origin
    canvas.line([0, canvas.width], [canvas.y] * 2, "muted")
    years = range(rows[0].date.year + 1, rows[-1].date.year + 1)
    marks = [(across.place(float(date2num(date(year, 1, 1)))), str(year)) for year in years]
    canvas.ruler(marks, canvas.y - 4)


def _end(row: NamedRow) -> float:
    """The most that a total is known to be limited to, or the least where it has no limit."""
    limited = row.total_high_usd < math.inf
    return float(row.total_high_usd if limited else row.total_low_usd)


@dataclass(frozen=True)
class _Box:
    """Where the two lines of a label stand."""

    left: float
    top: float
    width: float

    def meets(self, other: "_Box") -> bool:
        """Whether two labels are closer than a reader would like."""
        across = (
            self.left < other.left + other.width + 4 and other.left < self.left + self.width + 4
        )
        return across and abs(self.top - other.top) < TEXT

    def meets_stem(self, x: float, y: float) -> bool:
        """Whether the line from the dot at `x` and `y` down to the axis passes through."""
        return self.left - 3 < x < self.left + self.width + 3 and y - GAP < self.top + TEXT


def _boxes(
    spots: Sequence[tuple[float, float]], widths: Sequence[float], room: float
) -> list[_Box] | None:
    """A place for each label: above its dot, or beside the line that leads there; None where one
    has none that is free.
    """
    found: list[_Box] = []
    for (x, y), width in zip(spots, widths, strict=True):
        stems = [spot for spot in spots if spot != (x, y)]
        risen = zip(spots, found, strict=False)
        stems += [(other, box.top + TEXT) for (other, _), box in risen]
        free = (
            box
            for box in _places(x, y, width)
            if 0 <= box.left <= room - width
            and not any(box.meets(each) for each in found)
            and not any(box.meets_stem(*stem) for stem in stems)
            and not any(each.meets_stem(x, box.top + TEXT) for each in found)
        )
        box = next(free, None)
        if box is None:
            return None
        found.append(box)
    return found


def _places(x: float, y: float, width: float) -> Iterator[_Box]:
    """Where the label of a dot may stand, the best first: above it, in the middle or to a side."""
    for rise in range(MOST_RISES):
        top = y - TEXT - GAP - rise * (TEXT + 4)
        for left in (x - width / 2, x - width + 3, x - 3):
            yield _Box(left, top, width)


def _draw_key(canvas: Canvas, places: Sequence[str], told: Mapping[str, str]) -> None:
    """Which dot is which place, in a line."""
    left = 4.0
    for number, place in enumerate(places[:2]):
        name = f"{place}{told['others']}" if number else place
        canvas.dot(left, canvas.y + 6, "known", hollow=number > 0)
        canvas.text(left + 9, name, size=SMALL, colour="muted")
        canvas.y -= SMALL * LINE
        left += 9 + text_width(name, SMALL) + 18
    canvas.space(SMALL * LINE + 6)


def outcomes(summaries: Sequence[Summary]) -> Chart | None:
    """What came of what was announced, as a share of it, the least first; None where no source
    says.
    """
    found = [(each.label, outcome) for each in summaries for outcome in each.outcomes]
    if not found:
        return None
    found.sort(key=lambda pair: pair[1].ratio)
    (first, least), (last, most) = found[0], found[-1]
    told = told_of(
        "outcomes",
        len(found),
        least=(least.name, first, words.percent(least.ratio, 0)),
        largest=(most.name, last, words.percent(most.ratio, 0)),
        crore=any(each.outcomes and each.currency == "INR" for each in summaries),
    )

    def draw(canvas: Canvas) -> None:
        _draw_outcomes(
            canvas,
            [
                Row(
                    f"{label}: {each.name}, {each.final} {told['after']} {each.announced}",
                    each.ratio,
                    words.percent(each.ratio, 0),
                )
                for label, each in found[:MOST]
            ],
            told,
        )

    numbers: list[dict[str, Cell]] = [
        {
            "Announcement": label,
            "What": each.name,
            "Announced": each.announced,
            "Final": each.final,
            "Final, % of what was announced": base.percent(each.ratio),
        }
        for label, each in found
    ]
    return chart_of("outcomes", told, numbers, draw)


def _draw_outcomes(canvas: Canvas, rows: Sequence[Row], told: Mapping[str, str]) -> None:
    """A dot per row with a line from what was announced, which is 100%."""
    widest = max(text_width(row.label, BODY, "semibold") for row in rows)
    most = max(1.0, *(row.value for row in rows))
    on = scale.Scale(0.0, most * 1.02, EDGE, canvas.width - widest - 2 * GAP)
    start, top = on.place(1), canvas.y
    for index, row in enumerate(rows):
        begin_row(canvas, row.name, 0, first=not index)
        x, y = on.place(row.value), canvas.y + HEIGHT / 2
        canvas.line([start, x], [y, y], "known", 2.4)
        canvas.dot(x, y, "known")
        canvas.label(max(x, start) + GAP + 3, canvas.y, row.label, canvas.width)
        canvas.space(HEIGHT)
    canvas.space(4)
    canvas.line([start, start], [top, canvas.y], "ink", 1)
    canvas.ruler(on.marks(lambda value: words.percent(value, 0)), top)
    canvas.text(0, told["announced"], size=SMALL, colour="muted", wrap=canvas.width)
