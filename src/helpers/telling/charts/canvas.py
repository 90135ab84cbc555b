"""A column of drawing: text, bars, lines and keys, from the top downwards, and what they come to
as SVG or PNG.

It knows sizes, colours and type; it knows nothing of what a chart says.
"""

import functools
import io
import math
import re
import warnings
from collections.abc import Iterable, Sequence
from typing import IO, Any

from matplotlib import font_manager
from matplotlib.figure import Figure as Picture
from matplotlib.ft2font import LoadFlags
from matplotlib.patches import Rectangle

from helpers import fonts
from helpers.model.evidence import Share
from helpers.telling.palette import COLOURS

WIDE, NARROW = 490, 264  # points; a page's column, and a phone's
NARROW_BELOW = 400
BODY, SMALL, TITLE = 9.5, 8.5, 12.5
LINE = 1.3  # a line's height, in sizes of its type
ASCENT = 0.8  # from a line's top to its baseline, likewise
ABOVE_LINES = 2.5  # between Matplotlib's own order of lines (2) and of text (3)
DENSITY = 144  # of a PNG, in dots an inch: two for each point


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
        align: str = "left",
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
            self.axes.text(
                x,
                top + (number + ASCENT) * size * LINE,
                line,
                font=_font(size, weight),
                color=COLOURS[colour],
                ha=align,
                parse_math=False,
            )
        height = len(lines) * size * LINE
        if y is None:
            self.y = top + height
        return height

    def bar(self, left: float, right: float, top: float, height: float, colour: str) -> None:
        """A filled rectangle; none where it would have no length."""
        if right > left:
            shape = Rectangle(
                (left, top), right - left, height, facecolor=COLOURS[colour], linewidth=0
            )
            self.axes.add_patch(shape)

    def clear(self, left: float, right: float, top: float, height: float) -> None:
        """A rectangle of paper that hides the lines behind it, and no text."""
        shape = Rectangle((left, top), right - left, height, linewidth=0, zorder=ABOVE_LINES)
        shape.set_facecolor(COLOURS["paper"])
        self.axes.add_patch(shape)

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str = "rule", width: float = 0.8
    ) -> None:
        self.axes.plot(
            xs,
            ys,
            color=COLOURS[colour],
            linewidth=width,
            solid_capstyle="butt",
            clip_on=False,
        )

    def outline(self, left: float, right: float, top: float, height: float) -> None:
        bottom = top + height
        self.line([left, right, right, left, left], [top, top, bottom, bottom, top])

    def dot(self, x: float, y: float, colour: str) -> None:
        self.axes.plot([x], [y], "o", color=COLOURS[colour], markersize=8, clip_on=False)

    def share(self, share: Share, left: float, right: float, top: float, height: float) -> None:
        """A share on a track of 100%: what is known of it, and what is possible besides."""
        length = right - left
        self.bar(left, left + length * share.high, top, height, "possible")
        self.bar(left, left + length * share.known, top, height, "known")
        self.outline(left, right, top, height)

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
            self.outline(left, left + 11, self.y + 1, 9)
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
                    "a chart has a character that its typeface lacks; "
                    f"use Latin script in names and outlets: {warning}"
                ) from None


def _font(size: float, weight: str) -> font_manager.FontProperties:
    """The font by its file, since a font of the same name that is installed may be another."""
    return font_manager.FontProperties(
        family=fonts.LATIN, weight=weight, size=size, fname=fonts.latin_file(weight)
    )


@functools.lru_cache(maxsize=5000)
def text_width(text: str, size: float, weight: str = "regular") -> float:
    """How long a line of text is, in points."""
    font = font_manager.get_font(fonts.latin_file(weight))
    font.set_size(size, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64


def wrapped(text: str, size: float, weight: str, width: float) -> list[str]:
    """Text in lines no longer than `width`; a word that is longer has a line of its own.

    An unbreakable space keeps its words together, so the words are not found by `str.split`.
    """
    if width == math.inf:
        return [text]
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
