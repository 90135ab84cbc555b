"""How small and how large the share of each sector can be."""

from collections.abc import Sequence

from helpers.figures import wording as words
from helpers.model.bounds import Share
from helpers.model.findings import Group
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import BODY, SMALL, Canvas, text_width
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.frames import Subject
from helpers.telling.labels import called

WIDEST_NAME = 180.0  # points, beyond which a sector's name is wrapped
WIDEST_VIEW = 90.0  # likewise of a view's name, on a phone
GAP = 12
SHOWN = 3  # decimals of a share that are seen
Column = tuple[str, Sequence[Group]]  # a view's name, and the sectors by it, all in one order


def bounds(subject: Subject) -> Chart | None:
    """A track of 100% for each sector in each view, with what is known and what is possible.

    None where nothing is sorted by sector, or no share can be computed.

    >>> from helpers import charts, load, views
    >>> charts.bounds(views(load("jiangning-2020-05"))).title
    'Four of six groups could each hold anything from nothing to 50% of the money'
    """
    findings = base.found(subject)
    spread = findings.spread
    if spread is None:
        return None
    order = sorted(range(len(spread.groups)), key=lambda place: _size(spread.groups[place]))
    columns: list[Column] = [
        (words.sentence(called(evidence)), [groups[place] for place in order])
        for evidence, groups in spread.by_evidence
    ]
    names = [group.term.name for group in columns[-1][1]]
    told = base.sentences("bounds", f=findings, spread=spread)

    def draw(canvas: Canvas) -> None:
        canvas.key([("known", "known"), ("possible", "possible besides"), ("paper", "ruled out")])
        if canvas.narrow:
            _draw_narrow(canvas, names, columns)
        else:
            _draw_wide(canvas, names, columns)

    rows: list[dict[str, Cell]] = [
        {
            "Sector": name,
            "By": view,
            "Known, %": base.percent(groups[place].share.known),
            "At least, %": base.percent(groups[place].share.low),
            "At most, %": base.percent(groups[place].share.high),
        }
        for place, name in enumerate(names)
        for view, groups in columns
    ]
    source = base.source_line(findings.everything)
    return Chart("bounds", told["title"], told["subtitle"], source, rows, draw)


def _size(group: Group) -> tuple[bool, float, float]:
    """Fields that the article names first, then by size; equal ones as declared."""
    share = group.share
    return group.term.outside, -round(share.known, SHOWN), -round(share.high, SHOWN)


def _track(canvas: Canvas, share: Share, left: float, right: float) -> None:
    canvas.share(share, left, right - 52, canvas.y + 2, 10)
    canvas.text(right - 46, text.limits(share), weight="semibold", y=canvas.y + 0.5)


def _draw_narrow(canvas: Canvas, names: Sequence[str], columns: Sequence[Column]) -> None:
    """A sector below the other, with a line for each view; a single view is named once, above."""
    several = len(columns) > 1
    widest = max(text_width(name, SMALL) for name, _ in columns)
    left = GAP + min(WIDEST_VIEW, widest) if several else 0.0
    if not several:
        canvas.text(0, columns[0][0], colour="muted", wrap=canvas.width)
        canvas.space(6)
    for index, name in enumerate(names):
        canvas.space(9 if index else 0)
        canvas.text(0, name, weight="semibold", wrap=canvas.width)
        for view, groups in columns:
            _track(canvas, groups[index].share, left, canvas.width)
            height = _small(canvas, view, left - GAP) if several else 0
            canvas.space(max(15, height + 2))


def _small(canvas: Canvas, name: str, room: float) -> float:
    return canvas.text(0, name, size=SMALL, colour="muted", wrap=room, y=canvas.y + 1)


def _draw_wide(canvas: Canvas, names: Sequence[str], columns: Sequence[Column]) -> None:
    """A row for each sector, with a panel for each view."""
    widest = max(text_width(name, BODY) for name in names)
    left = min(WIDEST_NAME, widest) + GAP
    panel = (canvas.width - left) / len(columns)
    heights = [
        canvas.text(left + n * panel, name, weight="semibold", wrap=panel - 8, y=canvas.y)
        for n, (name, _) in enumerate(columns)
    ]
    canvas.space(max(heights) + 4)
    for place, name in enumerate(names):
        height = canvas.text(0, name, wrap=left - GAP, y=canvas.y)
        for number, (_, groups) in enumerate(columns):
            start = left + number * panel
            _track(canvas, groups[place].share, start, start + panel - 8)
        canvas.space(max(20, height + 6))
