"""How small and how large the share of each sector can be."""

import math
from collections.abc import Mapping, Sequence

from helpers.dataset.entities import Term
from helpers.figures import wording as words
from helpers.model.evidence import Share
from helpers.model.findings import Findings
from helpers.telling.charts import base
from helpers.telling.charts.canvas import BODY, SMALL, Canvas, text_width
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.columns import called
from helpers.telling.frames import Subject

SECTOR = "sector"
WIDEST_NAME = 180.0  # points, beyond which a sector's name is wrapped
WIDEST_VIEW = 90.0  # likewise of a view's name, on a phone
GAP = 12
PRECISE = 0.0005  # half of the last digit that is shown
SHOWN = 3  # decimals of a share that are seen
FINE = 0.01  # below a per cent, a bound is shown with one decimal
Column = tuple[str, Mapping[str, Share]]  # a view's name, and the share of each sector in it


def bounds(subject: Subject) -> Chart | None:
    """A track of 100% for each sector in each view, with what is known and what is possible.

    None where nothing is sorted by sector, or no share can be computed.

    >>> from helpers import charts, load, views
    >>> charts.bounds(views(load("jiangning-2020-05"))).title
    'Four of six groups could each hold anything from none to 50% of the money'
    """
    findings = base.found(subject)
    dataset = findings.dataset
    if SECTOR not in dataset.dimensions or not findings.solved:
        return None
    terms = dataset.vocabularies[SECTOR]
    if all(_says_nothing(s) for evidence in findings.solved for s in evidence.shares(SECTOR)):
        return None
    columns: list[Column] = [
        (words.sentence(called(evidence)), {s.group: s for s in evidence.shares(SECTOR)})
        for evidence in findings.solved
    ]
    last = columns[-1][1]
    ordered = sorted(terms.values(), key=lambda term: _order(term, last))
    told = base.sentences("bounds", **_facts(findings, last))

    def draw(canvas: Canvas) -> None:
        canvas.key([("known", "known"), ("possible", "possible besides"), ("paper", "ruled out")])
        if canvas.narrow:
            _draw_narrow(canvas, ordered, columns)
        else:
            _draw_wide(canvas, ordered, columns)

    rows: list[dict[str, Cell]] = [
        {
            "Sector": term.name,
            "By": name,
            "Known, %": base.percent(shares[term.id].known),
            "At least, %": base.percent(shares[term.id].low),
            "At most, %": base.percent(shares[term.id].high),
        }
        for term in ordered
        for name, shares in columns
    ]
    source = base.source_line(findings.everything)
    return Chart("bounds", told["title"], told["subtitle"], source, rows, draw)


def _says_nothing(share: Share) -> bool:
    """Whether a sector may have none of the money and may have all of it."""
    return share.low < PRECISE and share.high > 1 - PRECISE


def _order(term: Term, shares: Mapping[str, Share]) -> tuple[bool, float, float]:
    """Fields that the article names first, then by size; equal ones as declared."""
    share = shares[term.id]
    return term.outside, -round(share.known, SHOWN), -round(share.high, SHOWN)


def _facts(findings: Findings, last: Mapping[str, Share]) -> Mapping[str, object]:
    """What the sentences of the chart are made of; the bounds are those of all sources."""
    highs = [group.share.high for group in findings.open_groups]
    room = max(share.high - share.low for share in last.values())
    return {
        "money": findings.dataset.money,
        "open": words.count(len(highs)) if highs else "",
        "all": len(highs) == len(last),
        "groups": words.count(len(last), "group"),
        "ends": words.percent_range(min(highs), max(highs)) if highs else "",
        "points": words.count(math.ceil(100 * room), "percentage point"),
        "exact": room < PRECISE,
    }


def _track(canvas: Canvas, share: Share, left: float, right: float) -> None:
    canvas.share(share, left, right - 52, canvas.y + 2, 10)
    label = words.percent_range(share.low, share.high, 0 if share.high >= FINE else 1)
    canvas.text(right - 46, label, weight="semibold", y=canvas.y + 0.5)


def _draw_narrow(canvas: Canvas, terms: Sequence[Term], columns: Sequence[Column]) -> None:
    """A sector below the other, with a line for each view; a single view is named once, above."""
    several = len(columns) > 1
    widest = max(text_width(name, SMALL) for name, _ in columns)
    left = GAP + min(WIDEST_VIEW, widest) if several else 0.0
    if not several:
        canvas.text(0, columns[0][0], colour="muted", wrap=canvas.width)
        canvas.space(6)
    for index, term in enumerate(terms):
        canvas.space(9 if index else 0)
        canvas.text(0, term.name, weight="semibold", wrap=canvas.width)
        for name, shares in columns:
            _track(canvas, shares[term.id], left, canvas.width)
            height = _small(canvas, name, left - GAP) if several else 0
            canvas.space(max(15, height + 2))


def _small(canvas: Canvas, name: str, room: float) -> float:
    return canvas.text(0, name, size=SMALL, colour="muted", wrap=room, y=canvas.y + 1)


def _draw_wide(canvas: Canvas, terms: Sequence[Term], columns: Sequence[Column]) -> None:
    """A row for each sector, with a panel for each view."""
    widest = max(text_width(term.name, BODY) for term in terms)
    left = min(WIDEST_NAME, widest) + GAP
    panel = (canvas.width - left) / len(columns)
    heights = [
        canvas.text(left + n * panel, name, weight="semibold", wrap=panel - 8, y=canvas.y)
        for n, (name, _) in enumerate(columns)
    ]
    canvas.space(max(heights) + 4)
    for term in terms:
        height = canvas.text(0, term.name, wrap=left - GAP, y=canvas.y)
        for number, (_, shares) in enumerate(columns):
            start = left + number * panel
            _track(canvas, shares[term.id], start, start + panel - 8)
        canvas.space(max(20, height + 6))
