"""One mark per row: a bar for an amount, a line with two ends for a range, dots where sizes are far
apart.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpers.telling.charts import scale
from helpers.telling.charts.canvas import BODY, Canvas
from helpers.telling.charts.scale import Scale
from helpers.telling.charts.typeface import text_width

GAP = 6  # points between a mark and its label
HEIGHT = 14  # of a row's mark
BETWEEN = 8  # rows
LEAST_ROOM = 0.3  # of the width is left to the longest bar, however long its label is
EDGE = 5  # points left free at the ends of a scale, for half a dot


@dataclass(frozen=True)
class Row:
    """An amount with its name above and a label behind; a range where `high` is above `value`."""

    name: str
    value: float
    label: str
    colour: str = "known"
    high: float = -math.inf

    @property
    def end(self) -> float:
        return max(self.value, self.high)

    @property
    def is_range(self) -> bool:
        return self.high > self.value

    @property
    def is_endless(self) -> bool:
        return self.high == math.inf


def draw_bars(canvas: Canvas, rows: Sequence[Row]) -> None:
    """One bar per row from a common zero; the longest with its label fills the width.

    A range is drawn from end to end behind the bar of what it is in any case.
    """
    ends = [row.value if row.is_endless else row.end for row in rows]
    least = min(0.0, *(row.value for row in rows))
    unit = min(_unit(row, end, least, canvas.width) for row, end in zip(rows, ends, strict=True))
    unit = max(unit, LEAST_ROOM * canvas.width / (max(ends) - least or 1.0))
    zero = -least * unit
    for index, (row, end) in enumerate(zip(rows, ends, strict=True)):
        canvas.space(BETWEEN if index else 0)
        canvas.name(row.name)
        low, high = sorted((zero, zero + unit * row.value))
        canvas.bar(low, high, canvas.y, HEIGHT, row.colour)
        if row.is_range and not row.is_endless:
            colour = "hatch" if row.colour == "unknown" else row.colour
            canvas.whisker(high, zero + unit * end, canvas.y + HEIGHT / 2, colour)
        canvas.label(max(high, zero + unit * end) + GAP, canvas.y, row.label, canvas.width)
        canvas.space(HEIGHT)
    if least < 0:
        canvas.line([zero, zero], [0, canvas.y], "muted")


def _unit(row: Row, end: float, least: float, width: float) -> float:
    """The most points for one, so that a bar and its label are within the width."""
    room = width - GAP - text_width(row.label, BODY, "semibold")
    return room / (max(end, 0.0) - least or 1e-9)


def draw_sizes(
    canvas: Canvas, rows: Sequence[Row], tell: Callable[[float], str], on: Scale | None = None
) -> None:
    """One dot per row on a logarithmic scale, or a line from end to end of a range, with the
    values of the scale below.
    """
    widest = max(text_width(row.label, BODY, "semibold") for row in rows)
    room = max(LEAST_ROOM * canvas.width, canvas.width - widest - GAP)
    values = [end for row in rows for end in (row.value, row.end)]
    drawn = on or scale.powers(values, EDGE, room - EDGE)
    draw_marks(canvas, rows, drawn, tell)


def draw_marks(
    canvas: Canvas, rows: Sequence[Row], on: Scale, tell: Callable[[float], str], most: int = 5
) -> None:
    """One dot or range per row at its place of a scale, whose values stand below."""
    top = canvas.y
    for index, row in enumerate(rows):
        canvas.space(BETWEEN if index else 0)
        canvas.name(row.name)
        y = canvas.y + HEIGHT / 2
        left, right = on.place(row.value), on.right if row.is_endless else on.place(row.end)
        unknown = row.colour == "unknown"
        colour = "hatch" if unknown else row.colour
        if row.is_range:
            canvas.whisker(left, right, y, colour, endless=row.is_endless)
        else:
            canvas.dot(left, y, colour, hollow=unknown)
        canvas.label(right + GAP + 3, canvas.y, row.label, canvas.width)
        canvas.space(HEIGHT)
    canvas.space(4)
    canvas.ruler(on.marks(tell, most), top)
