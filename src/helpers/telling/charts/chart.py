"""What a chart is: a picture in two widths with its title, its source line, its alt text and its
numbers.
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from matplotlib import style

from helpers.telling.charts.canvas import NARROW, SMALL, TITLE, WIDE, Canvas

MIME = "application/vnd.investment-chart+json"
MARGIN = 14  # points of white paper round a picture that stands by itself
Cell = str | int | float


@dataclass(frozen=True, repr=False)
class Chart:
    """A picture in two widths, with the numbers it shows.

    `rows` are of text and numbers; the name of a column says its unit after a comma, and the
    first column heads the row. The sentences (`title`, `subtitle`, `source`) are text of the
    page; where the picture travels alone they are part of it.

    >>> from helpers import charts, load, views
    >>> charts.shares(views(load("jiangyin-2020-10"))).svg()[:4]
    '<svg'
    """

    id: str
    title: str
    subtitle: str
    source: str
    rows: Sequence[Mapping[str, Cell]]
    draw: Callable[[Canvas], None]

    def __repr__(self) -> str:
        return f"Chart({self.id}: {self.title})"

    @property
    def alt(self) -> str:
        """The text that stands for the picture where it cannot be seen: its title, then its
        numbers row by row.
        """
        lines = (
            ", ".join(_said(column, cell) for column, cell in row.items() if cell != "")
            for row in self.rows
        )
        return f"{self.title}. {'; '.join(lines)}."

    def svg(self, width: float = WIDE, framed: bool = True, travelling: bool = False) -> str:
        """The picture as SVG, `width` points wide.

        `framed` has its title and its source line in it. `travelling` is for a file of its own:
        white paper, and text drawn as shapes.
        """
        with self._style(width, "path" if travelling else "none"):
            return self._canvas(width, framed).svg(margin=MARGIN if travelling else 0)

    def png(self, width: float = WIDE) -> bytes:
        """The picture with its title and source line as PNG on white paper, two pixels a point."""
        with self._style(width, "path"):
            return self._canvas(width, framed=True).png(margin=MARGIN)

    def _style(self, width: float, fonttype: str) -> AbstractContextManager[None]:
        """Matplotlib's own defaults, whatever style is set on this computer, ids that are always
        the same, and letters as wide in a PNG as they are measured.
        """
        settings = {
            "svg.fonttype": fonttype,
            "svg.hashsalt": f"{self.id}-{width}",
            "text.hinting": "none",
        }
        return style.context(settings, after_reset=True)

    def _canvas(self, width: float, framed: bool) -> Canvas:
        canvas = Canvas(width)
        if framed:
            canvas.text(0, self.title, size=TITLE, weight="semibold", wrap=width)
            canvas.space(3)
            canvas.text(0, self.subtitle, colour="muted", wrap=width)
            canvas.space(10)
        self.draw(canvas)
        if framed:
            canvas.space(8)
            canvas.text(0, self.source, size=SMALL, colour="muted", wrap=width)
        return canvas

    def _repr_mimebundle_(self, **_: object) -> tuple[dict, dict]:
        """A PNG for JupyterLab and nbconvert, and the parts of the chart for the pages of this
        project.

        Numbers are strings or whole numbers in it, since JupyterLab writes 100.0 as 100 when it
        saves a notebook.
        """
        columns = list(self.rows[0]) if self.rows else []
        parts = {
            "id": self.id,
            "title": self.title,
            "subtitle": self.subtitle,
            "source": self.source,
            "alt": self.alt,
            "wide": self.svg(WIDE, framed=False),
            "narrow": self.svg(NARROW, framed=False),
            "columns": columns,
            "rows": [[_saved(cell) for cell in row.values()] for row in self.rows],
        }
        picture = base64.b64encode(self.png()).decode()
        data = {"image/png": picture, "text/plain": self.alt, MIME: parts}
        return data, {"image/png": {"alt": self.alt}}


def _said(column: str, cell: Cell) -> str:
    """A cell in words, the unit from its column's name: `known 45.4%`, `amount 3,000,000,000
    yuan`.
    """
    if isinstance(cell, str):
        return cell
    label, _, unit = column.partition(", ")
    gap = "" if unit.startswith("%") or not unit else " "
    lowered = label[:1].lower() + label[1:] if label[1:2].islower() else label
    return f"{lowered} {cell:,}{gap}{unit}"


def _saved(cell: Cell) -> str | int:
    return str(cell) if isinstance(cell, float) else cell
