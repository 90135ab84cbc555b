"""One bar of 100%, whose parts are named inside, or below where there is no room."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.telling.charts.canvas import LINE, SMALL, Canvas
from helpers.telling.charts.typeface import text_width, wrapped
from helpers.telling.palette import INKS

INSET = 5  # from a segment's edge to its label
LEAST_ROOM = 32  # points, without which a label inside a segment is no label
MOST_LINES = 2  # of a name inside its segment
MOST_LEADERS = 2  # labels on lines of their own; more of them are a list
LEAST_LENGTH = 0.5  # points: no part is so small that it vanishes
PERCENT_SIZE = 11
SWATCH = 9
BETWEEN = 4  # lines of a list


@dataclass(frozen=True)
class Segment:
    """A part of a bar of 100%: its `fraction` of it, that fraction in words (or an amount), its
    name, and its colour.
    """

    fraction: float
    percent: str
    name: str
    colour: str

    @property
    def label(self) -> str:
        return f"{self.percent} {self.name}"


def draw_stack(canvas: Canvas, segments: Sequence[Segment], width: float = 0) -> None:
    """One bar of 100%, as wide as the picture unless a `width` is given.

    Labels that do not fit into their segments stand below: one or two on lines that lead there,
    if no line meets a label; else all in a list, from left to right.
    """
    width = width or canvas.width
    inside = [_lines_inside(segment, width) for segment in segments]
    height = 27 + 11 * max(inside, default=1)
    left, outside = 0.0, []
    for segment, lines in zip(segments, inside, strict=True):
        right = left + segment.fraction * width
        seam = 1 if right < width - 1 else 0
        end = max(right - seam, left + LEAST_LENGTH)
        canvas.bar(left, end, canvas.y, height, segment.colour)
        if lines:
            _label_inside(canvas, segment, left, right)
        else:
            outside.append(((left + right) / 2, segment))
        left = right
    canvas.space(height)
    hung = [_hung(x, segment, canvas.width) for x, segment in outside]
    if order := _order(hung):
        _labels_on_lines(canvas, order)
    elif outside:
        _list(canvas, [segment for _, segment in outside])


def _lines_inside(segment: Segment, width: float) -> int:
    """In how many lines a name stands inside its segment; 0 where it does not fit."""
    room = segment.fraction * width - 2 * INSET
    widths = [text_width(word, SMALL) for word in segment.name.split(" ")]
    longest = max(*widths, text_width(segment.percent, PERCENT_SIZE, "semibold"))
    if room < LEAST_ROOM or longest > room:
        return 0
    lines = len(wrapped(segment.name, SMALL, "regular", room))
    return lines if lines <= MOST_LINES else 0


def _label_inside(canvas: Canvas, segment: Segment, left: float, right: float) -> None:
    ink = INKS.get(segment.colour, "ink")
    x, top, room = left + INSET, canvas.y, right - left - 2 * INSET
    lines = wrapped(segment.name, SMALL, "regular", room)
    if segment.colour == "unknown":  # text can be read on paper, and not on hatching
        longest = max(text_width(line, SMALL) for line in lines)
        across = max(longest, text_width(segment.percent, PERCENT_SIZE, "semibold"))
        canvas.clear(x - 3, x + across + 3, top + 4, 16 + len(lines) * SMALL * LINE)
    canvas.text(x, segment.percent, size=PERCENT_SIZE, weight="semibold", colour=ink, y=top + 5)
    canvas.text(x, segment.name, size=SMALL, colour=ink, wrap=room, y=top + 19)


@dataclass(frozen=True)
class _Hung:
    """A label at the end of a line that leads down from the middle `x` of its segment."""

    x: float
    left: float
    right: float
    label: str


def _hung(x: float, segment: Segment, width: float) -> _Hung:
    """A label that begins at its line, or ends there where the picture would be too narrow."""
    length = text_width(segment.label, SMALL)
    left = x - 1 if x - 1 + length <= width else x + 1 - length
    return _Hung(x, left, left + length, segment.label)


def _order(hung: Sequence[_Hung]) -> tuple[_Hung, ...] | None:
    """The labels from the top down so that no line passes through a label above its own; None
    where there is no such order, or a label would leave the picture.
    """
    if len(hung) > MOST_LEADERS or any(each.left < 0 for each in hung):
        return None
    orders = itertools.permutations(hung)
    return next((order for order in orders if _is_clear(order)), None)


def _is_clear(order: Sequence[_Hung]) -> bool:
    pairs = itertools.combinations(order, 2)
    return all(not above.left <= below.x <= above.right for above, below in pairs)


def _labels_on_lines(canvas: Canvas, order: Sequence[_Hung]) -> None:
    bottom = canvas.y
    for each in order:
        canvas.space(5)
        canvas.line([each.x, each.x], [bottom, canvas.y + 3], "muted")
        canvas.text(each.left, each.label, size=SMALL, y=canvas.y + 2)
        canvas.space(SMALL * LINE)
    canvas.space(3 if order else 0)


def _list(canvas: Canvas, segments: Sequence[Segment]) -> None:
    """The labels in the order of their segments, each with its colour; in two columns where there
    is room for any two side by side.
    """
    canvas.space(7)
    if len({segment.colour for segment in segments}) < len(segments):
        canvas.text(0, "From left to right:", size=SMALL, colour="muted")
        canvas.space(2)
    indent = SWATCH + 6
    column = canvas.width / 2
    widest = max(text_width(segment.label, SMALL) for segment in segments)
    columns = 2 if widest + indent < column - 6 else 1
    depth = -(-len(segments) // columns)
    top, lowest = canvas.y, canvas.y
    for number, segment in enumerate(segments):
        if number % depth == 0:
            canvas.y = top
        x = (number // depth) * column if columns > 1 else 0.0
        canvas.bar(x, x + SWATCH, canvas.y + 1, SWATCH, segment.colour)
        room = (column if columns > 1 else canvas.width) - indent
        canvas.text(x + indent, segment.label, size=SMALL, wrap=room)
        canvas.space(BETWEEN)
        lowest = max(lowest, canvas.y)
    canvas.y = lowest
