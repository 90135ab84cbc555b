"""The pages of a PDF are filled: a chart that would leave half a page empty before it becomes a
little smaller, and a page of a line or two at the end is avoided.

Where everything stands is measured, changed and measured again, as a setter would do it. This
module knows pages and marks on them; it knows nothing of how they are set.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

TOP, BOTTOM = 24, 275  # millimetres from the upper edge between which a page has its text
FULL = 0.61  # of that: a page that is less full has a hole
LAST = 32  # millimetres: more than five lines
STEP = 0.96
SMALLEST = 0.6  # of a picture's own size
ABOVE = 9  # millimetres that a heading keeps from what is before it
# Millimetres by which a page is longer, and points of its type: the best first
WAYS = ((0, 10), (2, 10), (4, 10), (6, 10), (-4, 10), (0, 10.3), (0, 9.8), (-8, 10), (0, 10.6))
MOST_CHANGES = 8  # to pictures and tables of one document


@dataclass(frozen=True)
class Spot:
    """A mark in a document: where a picture or a table begins, or where something ends; in
    millimetres.
    """

    kind: str
    file: str
    height: float
    page: int
    y: float


@dataclass(frozen=True)
class Fit:
    """How a document is made to fit: the millimetres by which its pages are longer, the points of
    its type, the size of each picture that is smaller than its own, and the short tables that are
    not kept whole.
    """

    longer: float = 0
    size: float = 10
    scales: dict[str, float] = field(default_factory=dict)
    broken: tuple[str, ...] = ()


Measure = Callable[[Fit], Sequence[Spot]]


def fitted(measure: Measure) -> Fit:
    """The first way in which no page has a hole and the last is more than a few lines; else the one
    with the fewest such pages.
    """
    tried: list[tuple[int, Fit]] = []
    for longer, size in WAYS:
        fit, faults = _without_holes(measure, Fit(longer, size))
        if not faults:
            return fit
        tried.append((faults, fit))
    return min(tried, key=lambda each: each[0])[1]


def _without_holes(measure: Measure, fit: Fit) -> tuple[Fit, int]:
    """The document with pictures made smaller where that fills a page; how many faults are left."""
    for _ in range(MOST_CHANGES):
        spots = _named(measure(fit))
        better = next(_better(spots, fit), None)
        if better is None:
            return fit, _faults(spots, fit.longer)
        fit = better
    return fit, _faults(_named(measure(fit)), fit.longer)


def _named(spots: Sequence[Spot]) -> list[Spot]:
    """The marks, where one that only names the table after it is one with it: a table that is kept
    whole leaves its name on the page before.
    """
    named = list(spots[:1])
    for before, spot in pairwise(spots):
        if before.kind == spot.kind == "table" and before.file and not spot.file:
            named[-1] = replace(spot, file=before.file)
        else:
            named.append(spot)
    return named


def _ends(spots: Sequence[Spot]) -> dict[int, float]:
    """How far down each page is filled; one that a table runs on from is full."""
    ends: dict[int, float] = {}
    for spot, following in zip(spots, [*spots[1:], None], strict=True):
        runs_on = spot.kind == "table" and following and following.page > spot.page
        filled = {spot.page: spot.y}
        if runs_on and following:
            filled = dict.fromkeys(range(spot.page, following.page), BOTTOM)
        for page, y in filled.items():
            ends[page] = max(ends.get(page, TOP), y)
    return ends


def _holes(spots: Sequence[Spot], longer: float) -> list[int]:
    """The pages but the last that are not full."""
    ends = _ends(spots)
    least = TOP + FULL * (BOTTOM + longer - TOP)
    return [page for page in sorted(ends)[:-1] if ends[page] < least]


def _faults(spots: Sequence[Spot], longer: float) -> int:
    ends = _ends(spots)
    stub = len(ends) > 1 and ends[max(ends)] - TOP < LAST
    return len(_holes(spots, longer)) + stub


def _better(spots: Sequence[Spot], fit: Fit) -> Iterator[Fit]:
    """What fills a hole: the picture behind it at a size that goes into it and can still be read,
    or the table behind it in two parts; else what gives the page before more, and the hole to what
    follows.
    """
    holes = _holes(spots, fit.longer)
    for page in holes:
        yield from _filled(spots, fit, page)
    for page in holes:
        yield from _passed_on(spots, fit, page)


def _filled(spots: Sequence[Spot], fit: Fit, page: int) -> Iterator[Fit]:
    first = _first(spots, page + 1)
    if first and first.kind == "table" and first.file and first.file not in fit.broken:
        yield replace(fit, broken=(*fit.broken, first.file))
    if not first or first.kind != "picture":
        return
    size = (first.height - _lacking(spots, fit, page)) / first.height
    before = fit.scales.get(first.file)
    scale = size * before if before else size
    if before:
        scale = min(scale, before * STEP)  # what was computed was too little
    if SMALLEST <= scale < 1:
        yield replace(fit, scales=fit.scales | {first.file: round(scale, 3)})


def _passed_on(spots: Sequence[Spot], fit: Fit, page: int) -> Iterator[Fit]:
    """The picture that a page with a hole begins with goes onto the page before, where all pictures
    become smaller alike.
    """
    first = _first(spots, page)
    pictures = [spot for spot in spots if spot.kind == "picture" and spot.page == page - 1]
    if not pictures or not first or first.kind != "picture":
        return
    pictures.append(first)
    height = sum(spot.height for spot in pictures)
    size = 1 - _lacking(spots, fit, page - 1) / height
    scales = {spot.file: round(fit.scales.get(spot.file, 1) * size, 3) for spot in pictures}
    if size < 1 and min(scales.values()) >= SMALLEST:
        yield replace(fit, scales=fit.scales | scales)


def _first(spots: Sequence[Spot], page: int) -> Spot | None:
    """What a page begins with, but for a heading."""
    return next((spot for spot in spots if spot.page == page and spot.kind != "heading"), None)


def _lacking(spots: Sequence[Spot], fit: Fit, page: int) -> float:
    """How many millimetres a page is too short for the picture that the next one begins with."""
    following = [spot for spot in spots if spot.page == page + 1 and spot.kind != "heading"]
    bottom = next((spot.y for spot in following[1:] if spot.kind == "end"), BOTTOM)
    return bottom - TOP + ABOVE - (BOTTOM + fit.longer - _ends(spots)[page])
