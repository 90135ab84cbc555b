"""How small and how large the share of each sector can be."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.figures import wording as words
from helpers.model.bounds import Share
from helpers.model.evidence import Evidence
from helpers.model.findings import Group
from helpers.telling.charts import base, scale
from helpers.telling.charts.canvas import BODY, Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.typeface import text_width
from helpers.telling.frames import Subject
from helpers.telling.labels import called

CLOSE = 0.05  # of the money: where no share has more room, the bar of 100% says it all
OPEN = 0.75  # likewise: a view in which each share has as much room shows nothing
SHOWN = 3  # decimals of a share that are seen
HEIGHT = 14  # of a range
EDGE = 5  # points left free at the ends of the scale
MOST_OF_TWO = 10  # rows, where each has a range by either view
Column = tuple[Evidence, Sequence[Group]]  # a view, and the sectors by it, all in one order


@dataclass(frozen=True)
class _Line:
    """Sectors whose bounds are the same by every view that is drawn, the shares by each."""

    names: Sequence[str]
    outside: bool
    shares: Sequence[Share]

    @property
    def name(self) -> str:
        if len(self.names) == 1:
            return self.names[0]
        return words.sentence(f"{words.listed(map(words.mid_sentence, self.names))}, each")


def bounds(subject: Subject) -> Chart | None:
    """The range of what each sector can have of all the money, in each view that narrows it.

    None where nothing is sorted by sector, or no share can be computed; and where a picture would
    show nothing, since all is known or next to nothing.

    >>> from helpers import charts, load, views
    >>> charts.bounds(views(load("jiangning-2020-05"))).title
    'Four of six groups could each hold anything from nothing to 50% of the money'
    """
    findings = base.found(subject)
    spread = findings.spread
    if spread is None or spread.room < CLOSE or not _tells(spread.groups):
        return None
    order = sorted(range(len(spread.groups)), key=lambda place: _size(spread.groups[place]))
    columns: list[Column] = [
        (evidence, [groups[place] for place in order]) for evidence, groups in spread.by_evidence
    ]
    drawn = [column for column in columns if _tells(column[1])]
    alike = len({tuple(_limits(group.share) for group in groups) for _, groups in drawn}) == 1
    drawn = drawn[-1:] if alike else drawn
    lines = _lines(drawn)
    most = base.MOST_ROWS if len(drawn) == 1 else MOST_OF_TWO
    told = base.sentences(
        "bounds",
        f=findings,
        spread=spread,
        silent=None if _tells(columns[0][1]) else math.floor(100 * _least_room(columns[0][1])),
        by=[called(evidence) for evidence, groups in columns if _tells(groups)] if alike else [],
        drawn=most,
        lines=len(lines),
    )

    def draw(canvas: Canvas) -> None:
        _draw(canvas, lines[:most], [words.sentence(called(each)) for each, _ in drawn])

    rows: list[dict[str, Cell]] = [
        {
            "Sector": group.term.name,
            "By": words.sentence(called(evidence)),
            "Known, %": base.percent(group.share.known),
            "At least, %": base.percent(group.share.low),
            "At most, %": base.percent(group.share.high),
        }
        for place in range(len(order))
        for evidence, groups in columns
        for group in [groups[place]]
    ]
    source = base.source_line(findings.everything)
    name = base.marked("bounds", *findings.evidences)
    return Chart(name, told["title"], told["subtitle"], source, rows, draw)


def _tells(groups: Sequence[Group]) -> bool:
    """Whether the bounds of any sector are so close that they tell something."""
    return _least_room(groups) < OPEN


def _least_room(groups: Sequence[Group]) -> float:
    return min(group.share.high - group.share.low for group in groups)


def _limits(share: Share) -> str:
    """The bounds of a share, as finely as its numbers have them."""
    return words.percent_range(share.low, share.high, 1)


def _size(group: Group) -> tuple[bool, float, float]:
    """Fields that the article names first, then by size; equal ones as declared."""
    share = group.share
    return group.term.outside, -round(share.known, SHOWN), -round(share.high, SHOWN)


def _lines(columns: Sequence[Column]) -> list[_Line]:
    """The sectors, those together that no reader could tell apart by their bounds."""
    found: dict[tuple[bool, tuple[str, ...]], _Line] = {}
    for place, group in enumerate(columns[-1][1]):
        shares = [groups[place].share for _, groups in columns]
        key = group.term.outside, tuple(map(_limits, shares))
        names = [*found[key].names, group.term.name] if key in found else [group.term.name]
        found[key] = _Line(names, group.term.outside, shares)
    return list(found.values())


def _draw(canvas: Canvas, lines: Sequence[_Line], views: Sequence[str]) -> None:
    """A range per view below the name of each sector, all on one scale from 0 to 100%."""
    several = len(views) > 1
    labels = [
        [f"{view}, {_limits(share)}" if several else _limits(share) for view, share in each]
        for each in (zip(views, line.shares, strict=True) for line in lines)
    ]
    widest = max(text_width(label, BODY, "semibold") for each in labels for label in each)
    right = canvas.width - widest - 8
    on = scale.whole(EDGE, right - EDGE)
    top = canvas.y
    for index, (line, told) in enumerate(zip(lines, labels, strict=True)):
        canvas.space(9 if index else 0)
        canvas.name(line.name)
        for share, label in zip(line.shares, told, strict=True):
            colour = "outside" if line.outside else "known"
            _range(canvas, share, on, colour)
            canvas.text(right + 8, label, weight="semibold", y=canvas.y)
            canvas.space(HEIGHT)
    canvas.space(4)
    canvas.ruler(on.marks(lambda share: words.percent(share, 0)), top)


def _range(canvas: Canvas, share: Share, on: scale.Scale, colour: str) -> None:
    left, right, y = on.place(share.low), on.place(share.high), canvas.y + HEIGHT / 2
    if _is_range(share):
        canvas.whisker(left, right, y, colour)
    else:
        canvas.dot((left + right) / 2, y, colour)


def _is_range(share: Share) -> bool:
    return "–" in _limits(share)
