"""One mark per row: a bar for an amount, a line with two ends for a range, dots where sizes are far
apart.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from helpers.telling.charts import scale
from helpers.telling.charts.canvas import BODY, Canvas
from helpers.telling.charts.scale import Scale
from helpers.telling.charts.typeface import text_width

GAP = 6  # points between a mark and its label
HEIGHT = 14  # of a row's mark
BETWEEN = 8  # rows
NAMES = 0.36  # of the width is the most that a column of names has
NAME_GAP = 10  # points behind it
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
    left = names_column(canvas, [row.name for row in rows])
    ends = [row.value if row.is_endless else row.end for row in rows]
    least = min(0.0, *(row.value for row in rows))
    width = canvas.width - left
    unit = min(_unit(row, end, least, width) for row, end in zip(rows, ends, strict=True))
    unit = max(unit, LEAST_ROOM * width / (max(ends) - least or 1.0))
    zero, top = left - least * unit, canvas.y
    for index, (row, end) in enumerate(zip(rows, ends, strict=True)):
        height = begin_row(canvas, row.name, left, first=not index)
        low, high = sorted((zero, zero + unit * row.value))
        canvas.bar(low, high, canvas.y, HEIGHT, row.colour)
        if row.is_range and not row.is_endless:
            colour = "hatch" if row.colour == "unknown" else row.colour
            canvas.whisker(high, zero + unit * end, canvas.y + HEIGHT / 2, colour)
        canvas.label(max(high, zero + unit * end) + GAP, canvas.y, row.label, canvas.width)
        canvas.space(height)
    if least < 0:
        canvas.line([zero, zero], [top, canvas.y], "muted")


def _unit(row: Row, end: float, least: float, width: float) -> float:
    """The most points for one, so that a bar and its label are within the width."""
    room = width - GAP - text_width(row.label, BODY, "semibold")
    return room / (max(end, 0.0) - least or 1e-9)


def names_column(canvas: Canvas, names: Sequence[str]) -> float:
    """Where marks begin: behind a column of their names, or at the edge below these on a phone."""
    if canvas.narrow:
        return 0.0
    widest = max(text_width(name, BODY) for name in names)
    return min(widest, NAMES * canvas.width) + NAME_GAP


def begin_row(canvas: Canvas, name: str, left: float, first: bool) -> float:
    """Write the name of a row, beside its mark or above, and say how high the mark's row is."""
    canvas.space(0 if first else BETWEEN)
    if not left:
        canvas.name(name)
        return HEIGHT
    return max(HEIGHT, canvas.text(0, name, wrap=left - NAME_GAP, y=canvas.y + 0.5))


def draw_sizes(
    canvas: Canvas,
    rows: Sequence[Row],
    tell: Callable[[float], str],
    among: Sequence[Row] = (),
) -> None:
    """One dot per row on a logarithmic scale, or a line from end to end of a range, with the
    values of the scale below; on the scale of the rows `among` which they are, where it is shared.
    """
    values = [end for row in among or rows for end in (row.value, row.end)]
    draw_marks(canvas, rows, partial(scale.powers, values), tell, among)


def draw_marks(
    canvas: Canvas,
    rows: Sequence[Row],
    on: Callable[[float, float], Scale],
    tell: Callable[[float], str],
    among: Sequence[Row] = (),
) -> None:
    """One dot or range per row at its place of a scale, whose values stand below; `on` makes the
    scale from where it begins and ends.
    """
    every = among or rows
    left = names_column(canvas, [row.name for row in every])
    widest = max(text_width(row.label, BODY, "semibold") for row in every)
    room = max(left + LEAST_ROOM * canvas.width, canvas.width - widest - 2 * GAP)
    drawn, top = on(left + EDGE, room - EDGE), canvas.y
    for index, row in enumerate(rows):
        height = begin_row(canvas, row.name, left, first=not index)
        end = _mark(canvas, row, drawn)
        canvas.label(end + GAP + 3, canvas.y, row.label, canvas.width)
        canvas.space(height)
    canvas.space(4)
    canvas.ruler(drawn.marks(tell), top)


def _mark(canvas: Canvas, row: Row, on: Scale) -> float:
    """A dot, or a range, at its place; says where it ends."""
    unknown = row.colour == "unknown"
    colour = "hatch" if unknown else row.colour
    y, left = canvas.y + HEIGHT / 2, on.place(row.value)
    right = on.right if row.is_endless else on.place(row.end)
    if row.is_range:
        canvas.whisker(left, right, y, colour, endless=row.is_endless)
    else:
        canvas.dot(left, y, colour, hollow=unknown)
    return right
