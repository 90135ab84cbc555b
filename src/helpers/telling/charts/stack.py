"""Two ways to draw amounts that many charts share: one bar of 100%, and one bar per row."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.telling.charts.canvas import LINE, SMALL, Canvas, text_width, wrapped
from helpers.telling.palette import INKS

INSET = 5  # from a segment's edge to its label
LEAST_ROOM = 32  # points, without which a label inside a segment is no label
MOST_LINES = 2  # of a name inside its segment


@dataclass(frozen=True)
class Segment:
    """A part of a bar of 100%: its `fraction` of it, that fraction in words, its name, and its
    colour.
    """

    fraction: float
    percent: str
    name: str
    colour: str


def draw_stack(canvas: Canvas, segments: Sequence[Segment]) -> None:
    """One bar of 100%; a label that does not fit into its segment stands below, on a line of its
    own.
    """
    inside = [_lines_inside(segment, canvas.width) for segment in segments]
    height = 27 + 11 * max(inside, default=1)
    left, below = 0.0, []
    for segment, lines in zip(segments, inside, strict=True):
        right = left + segment.fraction * canvas.width
        seam = 1 if right < canvas.width - 1 else 0
        canvas.bar(left, right - seam, canvas.y, height, segment.colour)
        if lines:
            _label_inside(canvas, segment, left, right)
        else:
            below.append(((left + right) / 2, f"{segment.percent} {segment.name}"))
        left = right
    canvas.space(height)
    _labels_below(canvas, below)


def _lines_inside(segment: Segment, width: float) -> int:
    """In how many lines a name stands inside its segment; 0 where it does not fit."""
    room = segment.fraction * width - 2 * INSET
    lines = wrapped(segment.name, SMALL, "regular", room)
    longest = max(text_width(line, SMALL) for line in lines)
    fits = room > LEAST_ROOM and len(lines) <= MOST_LINES and longest <= room
    return len(lines) if fits else 0


def _label_inside(canvas: Canvas, segment: Segment, left: float, right: float) -> None:
    ink = INKS.get(segment.colour, "ink")
    x, top = left + INSET, canvas.y
    canvas.text(x, segment.percent, size=11, weight="semibold", colour=ink, y=top + 5)
    room = right - left - 2 * INSET
    canvas.text(x, segment.name, size=SMALL, colour=ink, wrap=room, y=top + 19)


def _labels_below(canvas: Canvas, labels: Sequence[tuple[float, str]]) -> None:
    """Labels on lines that lead down from the middles of their segments, a row each.

    First, from the leftmost on, those that have to stand to the left of their line; then, from the
    rightmost on, the others. A line that would still cross a label goes on behind it.
    """
    bottom, rows = canvas.y, []
    for x, text in _ordered(labels, canvas.width):
        lines = wrapped(text, SMALL, "regular", canvas.width)
        canvas.space(5)
        rows.append((x, canvas.y, lines))
        canvas.space(len(lines) * SMALL * LINE)
    for x, top, _ in rows:
        canvas.line([x, x], [bottom, top + 3], "muted")
    for x, top, lines in rows:
        length = max(text_width(line, SMALL) for line in lines)
        left = _left_edge(x, length, canvas.width)
        canvas.clear(left, left + length, top + 3, len(lines) * SMALL * LINE - 2)
        for number, line in enumerate(lines):
            canvas.text(left, line, size=SMALL, y=top + 2 + number * SMALL * LINE)
    canvas.space(3 if labels else 0)


def _ordered(labels: Sequence[tuple[float, str]], width: float) -> list[tuple[float, str]]:
    to_right = [(x, text) for x, text in sorted(labels) if x + text_width(text, SMALL) <= width]
    to_left = [label for label in sorted(labels) if label not in to_right]
    return [*to_left, *reversed(to_right)]


def _left_edge(x: float, length: float, width: float) -> float:
    """Where a label begins: at its line, or so far to the left that it ends there; on the
    picture in any case.
    """
    edge = x - 1 if x + length <= width else min(x + 1, width - 1) - length
    return max(0.0, edge)


@dataclass(frozen=True)
class Row:
    """A bar with its name above and a label at its end."""

    name: str
    value: float
    label: str
    colour: str = "known"


def draw_bars(canvas: Canvas, rows: Sequence[Row], room: float) -> None:
    """One bar per row; the longest is `room` long, and a label that would leave the picture stands
    further left.
    """
    longest = max(*(row.value for row in rows), 0.0, 1e-9)
    for index, row in enumerate(rows):
        canvas.space(8 if index else 0)
        canvas.text(0, row.name, wrap=canvas.width)
        canvas.space(2)
        length = room * max(0.0, row.value) / longest
        canvas.bar(0, length, canvas.y, 14, row.colour)
        canvas.text(length + 6, row.label, weight="semibold", y=canvas.y)
        canvas.space(14)
