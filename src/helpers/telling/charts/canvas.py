"""A column of drawing: text, bars, lines and keys, from the top downwards, and what they come to
as SVG or PNG.

It knows sizes, colours and marks; it knows nothing of what a chart says.
"""

import io
import math
import re
import warnings
from collections.abc import Iterable, Sequence
from typing import IO, Any, Literal

from matplotlib.figure import Figure as Picture
from matplotlib.patches import Rectangle

from helpers.telling.charts.typeface import font, runs, text_width, wrapped
from helpers.telling.palette import COLOURS

WIDE, NARROW = 490, 264  # points; a page's column, and a phone's
NARROW_BELOW = 400
BODY, SMALL, TITLE = 9.5, 8.5, 12.5
LINE = 1.3  # a line's height, in sizes of its type
ASCENT = 0.8  # from a line's top to its baseline, likewise
ABOVE_LINES = 2.5  # between Matplotlib's own order of lines (2) and of text (3)
DENSITY = 144  # of a PNG, in dots an inch: two for each point
HATCH = 4.5  # points between the lines of a hatching
CAP = 4.5  # half the height of the mark at the end of a range
SHARE_OF_WIDTH = {"left": 0.0, "center": 0.5, "right": 1.0}
Align = Literal["left", "center", "right"]


class Canvas:
    """A column `width` points wide that grows downwards: `y` is how far down it is filled."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.y = 0.0
        self.narrow = width < NARROW_BELOW
        self.picture = Picture(facecolor=COLOURS["paper"])
        self.axes = self.picture.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()

    def space(self, height: float) -> None:
        self.y += height

    def text(
        self,
        x: float,
        text: str,
        *,
        size: float = BODY,
        weight: str = "regular",
        colour: str = "ink",
        align: Align = "left",
        wrap: float = math.inf,
        y: float | None = None,
    ) -> float:
        """Write text in lines no longer than `wrap`, and say how high they are together.

        The first line's top is at `y`; where that is not given, at the end of the column, which
        then moves down.
        """
        lines = wrapped(text, size, weight, wrap)
        top = self.y if y is None else y
        for number, line in enumerate(lines):
            self._line(x, top + (number + ASCENT) * size * LINE, line, size, weight, colour, align)
        height = len(lines) * size * LINE
        if y is None:
            self.y = top + height
        return height

    def _line(
        self, x: float, y: float, line: str, size: float, weight: str, colour: str, align: Align
    ) -> None:
        """One line of text, which may be of pieces in several typefaces."""
        pieces = runs(line, weight)
        if len(pieces) > 1:
            x -= SHARE_OF_WIDTH[align] * text_width(line, size, weight)
            align = "left"
        for piece, family, file in pieces:
            self.axes.text(
                x,
                y,
                piece,
                font=font(family, file, size, weight),
                color=COLOURS[colour],
                ha=align,
                parse_math=False,
            )
            x += text_width(piece, size, weight) if len(pieces) > 1 else 0

    def label(self, x: float, y: float, text: str, room: float, *, size: float = BODY) -> None:
        """A number beside its mark, in bold, further left where it would leave `room`."""
        left = max(0.0, min(x, room - text_width(text, size, "semibold")))
        self.text(left, text, size=size, weight="semibold", y=y)

    def name(self, text: str, weight: str = "regular") -> None:
        """What the mark below is called; the upright lines of a scale do not run through it."""
        lines = wrapped(text, BODY, weight, self.width)
        longest = max(text_width(line, BODY, weight) for line in lines)
        self.clear(0, longest, self.y, len(lines) * BODY * LINE)
        self.text(0, text, weight=weight, wrap=self.width)
        self.space(2)

    def bar(self, left: float, right: float, top: float, height: float, colour: str) -> None:
        """A filled rectangle, and a hatched one of what is not known; none without a length."""
        if right <= left:
            return
        if colour == "unknown":
            self._hatched(left, right, top, height)
            return
        shape = Rectangle((left, top), right - left, height, facecolor=COLOURS[colour], linewidth=0)
        self.axes.add_patch(shape)

    def _hatched(self, left: float, right: float, top: float, height: float) -> None:
        """Lines that rise to the right, each cut at the edges, within a frame.

        A pattern of SVG would be lost on a page that hides the first picture that declares it.
        """
        xs: list[float] = []
        ys: list[float] = []
        start = left + HATCH / 2
        while start < right + height:
            low, high = max(left, start - height), min(right, start)
            if high > low:
                xs += [low, high, math.nan]
                ys += [top + start - low, top + start - high, math.nan]
            start += HATCH
        self.line(xs, ys, "hatch", 0.7)
        inset = 0.35
        self.outline(left + inset, right - inset, top + inset, height - 2 * inset, "hatch", 0.7)

    def clear(self, left: float, right: float, top: float, height: float) -> None:
        """A rectangle of paper that hides the lines behind it, and no text."""
        shape = Rectangle((left, top), right - left, height, linewidth=0, zorder=ABOVE_LINES)
        shape.set_facecolor(COLOURS["paper"])
        self.axes.add_patch(shape)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str = "rule",
        width: float = 0.8,
        dashed: bool = False,
    ) -> None:
        self.axes.plot(
            xs,
            ys,
            color=COLOURS[colour],
            linewidth=width,
            linestyle=(0, (3, 2)) if dashed else "-",
            solid_capstyle="butt",
            clip_on=False,
        )

    def outline(
        self,
        left: float,
        right: float,
        top: float,
        height: float,
        colour: str = "rule",
        width: float = 0.8,
    ) -> None:
        bottom = top + height
        corners = [left, right, right, left, left], [top, top, bottom, bottom, top]
        self.line(*corners, colour, width)

    def dot(self, x: float, y: float, colour: str, hollow: bool = False) -> None:
        self.axes.plot(
            [x],
            [y],
            "o",
            markersize=7,
            markeredgewidth=1.4,
            color=COLOURS[colour],
            markerfacecolor=COLOURS["paper" if hollow else colour],
            clip_on=False,
        )

    def whisker(
        self, left: float, right: float, y: float, colour: str, *, endless: bool = False
    ) -> None:
        """A range as a line with a mark at both ends; an arrow where it goes on to the right."""
        self.line([left, right], [y, y], colour, 2.4)
        self.line([left] * 2, [y - CAP, y + CAP], colour, 1.6)
        if endless:
            self.line([right - CAP, right, right - CAP], [y - CAP, y, y + CAP], colour, 1.6)
        else:
            self.line([right] * 2, [y - CAP, y + CAP], colour, 1.6)

    def ruler(self, marks: Iterable[tuple[float, str]], top: float) -> None:
        """Upright lines from `top` down to here with their values below: the axis of a scale."""
        bottom, end = self.y, -math.inf
        for x, name in marks:
            self.axes.plot([x, x], [top, bottom], color=COLOURS["rule"], linewidth=0.6, zorder=0.5)
            half = text_width(name, SMALL) / 2
            left = min(max(0.0, x - half), self.width - 2 * half)
            if left > end:
                self.text(left, name, size=SMALL, colour="muted", y=bottom + 3)
                end = left + 2 * half + 4
        self.space(3 + SMALL * LINE)

    def key(self, entries: Iterable[tuple[str, str]]) -> None:
        """Swatches with their words, in a line, or more where there is no room: what the colours
        of bars mean.
        """
        left = 0.0
        for colour, name in entries:
            across = 16 + text_width(name, SMALL) + 14
            if left and left + across - 14 > self.width:
                left = 0.0
                self.space(SMALL * LINE + 2)
            self.bar(left, left + 11, self.y + 1, 9, colour)
            self.text(left + 16, name, size=SMALL, colour="muted", y=self.y)
            left += across
        self.space(SMALL * LINE + 9)

    def svg(self, margin: float = 0) -> str:
        """What was drawn: as it is, for a page to colour its ground, or with a margin of white
        paper.

        Raises ValueError where the typeface lacks a character.
        """
        bare = {"Date": None, "Creator": None}
        output = io.StringIO()
        self._save(output, margin, format="svg", transparent=not margin, metadata=bare)
        svg = output.getvalue()
        # Only the picture itself; and ids that nothing refers to would be used twice on a page of
        # many charts.
        return re.sub(r'<g id="[^"]*">', "<g>", svg[svg.index("<svg") :])

    def png(self, margin: float) -> bytes:
        """What was drawn, on white paper, at two dots for each point. Raises ValueError as `svg`
        does.
        """
        output = io.BytesIO()
        self._save(output, margin, format="png", dpi=DENSITY, metadata={"Software": None})
        return output.getvalue()

    def _save(self, output: IO[Any], margin: float, **how: Any) -> None:
        across, down = self.width + margin, self.y + margin
        self.picture.set_size_inches((across + margin) / 72, (down + margin) / 72)
        self.axes.set(xlim=(-margin, across), ylim=(down, -margin))
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message="Glyph")
            try:
                self.picture.savefig(output, **how)
            except UserWarning as warning:
                raise ValueError(
                    "a chart has a character that its typefaces lack; "
                    f"use Latin script in names and outlets: {warning}"
                ) from None
