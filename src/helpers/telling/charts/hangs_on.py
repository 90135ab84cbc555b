"""What each sector is known to get as we judge, and with no judgement of ours."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.figures import wording as words
from helpers.model.records import NEGLIGIBLE, Group
from helpers.telling.charts import base, scale
from helpers.telling.charts.canvas import BODY, Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.typeface import text_width
from helpers.telling.frames import Subject
from helpers.telling.hinges import hinges

HEIGHT = 14  # of a mark
EDGE = 5  # points left free at the ends of the scale
BETWEEN = 9  # rows


@dataclass(frozen=True)
class _Line:
    """A group, as we judge (`ours`) and without our judgement."""

    ours: Group
    without: Group

    @property
    def colour(self) -> str:
        return "outside" if self.ours.term.outside else "known"

    @property
    def label(self) -> str:
        known = "none" if self.ours.none else words.percent(self.ours.share.known)
        return f"{known} ({_could_be(self.without)})"


def hangs_on(subject: Subject) -> Chart | None:
    """A dot a sector for what is known to go there as we judge, on a line of what it could get with
    no judgement of ours; None where that is the same.

    >>> from helpers import charts, load, views
    >>> charts.hangs_on(views(load("jiangning-2020-05"))).rows[-1]["At least without, %"]
    14.6
    >>> charts.hangs_on(views(load("telangana-2025-01"))) is None
    True
    """
    findings = base.found(subject)
    found = hinges(findings)
    if found.furthest is None:
        return None
    lines = [_Line(ours, without) for ours, without in found.pairs]
    furthest = _Line(*found.furthest)
    told = base.sentences(
        "hangs_on",
        f=findings,
        furthest=furthest,
        drawn=base.MOST_ROWS,
        lines=len(lines),
    )

    def draw(canvas: Canvas) -> None:
        _draw(canvas, sorted(lines, key=_size)[: base.MOST_ROWS])

    rows: list[dict[str, Cell]] = [
        {
            words.sentence(findings.lead or ""): line.ours.term.name,
            "Known as we judge, %": base.percent(line.ours.share.known),
            "Known without, %": base.percent(line.without.share.known),
            "At least without, %": base.percent(line.without.share.low),
            "At most without, %": base.percent(line.without.share.high),
        }
        for line in lines
    ]
    source = base.source_line(findings.everything)
    name = base.marked("hangs-on", *findings.evidences)
    return Chart(name, told["title"], told["subtitle"], source, rows, draw)


def _size(line: _Line) -> tuple[bool, float, float]:
    """Fields that the article names first, then by size."""
    ours, without = line.ours, line.without
    return ours.term.outside, -ours.share.known, -without.share.high


def _could_be(group: Group) -> str:
    return words.percent_range(group.share.low, group.share.high, 1)


def _draw(canvas: Canvas, lines: Sequence[_Line]) -> None:
    """A line and a dot below the name of each sector, all on one scale from 0 to 100%."""
    widest = max(text_width(line.label, BODY, "semibold") for line in lines)
    right = canvas.width - widest - 8
    on, top = scale.whole(EDGE, right - EDGE), canvas.y
    for index, line in enumerate(lines):
        canvas.space(BETWEEN if index else 0)
        canvas.name(line.ours.term.name)
        low, high = (on.place(end) for end in (line.without.share.low, line.without.share.high))
        middle = canvas.y + HEIGHT / 2
        if high - low > NEGLIGIBLE * (on.right - on.left):
            canvas.whisker(low, high, middle, line.colour)
        canvas.dot(on.place(line.ours.share.known), middle, line.colour, hollow=line.ours.none)
        canvas.text(right + 8, line.label, weight="semibold", y=canvas.y)
        canvas.space(HEIGHT)
    canvas.space(4)
    canvas.ruler(on.marks(lambda share: words.percent(share, 0)), top)
