"""The rows of a model: what figures say of its columns, and what holds whatever is printed.

This module knows what figures mean, and solves nothing.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from helpers.dataset.entities import COMPARISONS, COUNT, Figure, Relation
from helpers.figures.reading import Interval
from helpers.model.forms import Form, added, scaled
from helpers.model.layout import Layout, Part
from helpers.model.linear import BEYOND, INFINITY, Constraint, OfProject, Row

MOST_WEIGHT = 1e8  # HiGHS refuses coefficients below 1e-9, and 1 is divided by a weight
LEAST_SIZE = 1e-6  # of the measure's largest figure: the solver cannot tell smaller figures apart
FARTHEST = 100.0  # times BEYOND: with larger numbers the solver takes fractions for whole ones
EVERY_PROJECT = (Relation.EACH, Relation.LARGEST)  # what is said of projects one by one


class _Ends(NamedTuple):
    """What a figure allows, in units of its columns, in a currency."""

    low: float
    high: float
    currency: str


def definite(layout: Layout) -> Iterator[Row]:
    """What holds whatever is printed."""
    one = {layout.one: 1.0}
    for (project, cluster), cells in layout.cells.items():
        if len(cells) > 1:
            for measure in layout.sums:
                columns = layout.in_cluster(measure, project, cluster)
                total = {layout.columns["total", measure, project]: -1.0}
                yield Row(added(dict.fromkeys(columns, 1.0), total), one, 0.0, 0.0)
    for project in layout.possible if COUNT in layout.sums else ():
        low, high = layout.size(project)
        if low > 0 or high < INFINITY:
            yield Row({layout.columns["total", COUNT, project]: 1.0}, one, low, high)
    for currency in layout.currencies:
        low, high = layout.rates[currency]
        if low > 0 or high < INFINITY:
            yield Row({layout.columns["rate", currency]: 1.0}, one, low, high)
    yield from _parts_of_measures(layout)
    for key, column in layout.columns.items():
        if key[0] == "largest":
            choice = {column: 1.0}
            yield Row(choice, one, -INFINITY, 1.0)
            number = layout.number(key[2])
            yield Row(added(choice, scaled(number, -1.0)), one, -INFINITY, 0.0)


def _parts_of_measures(layout: Layout) -> Iterator[Row]:
    """A measure that is part of another is nowhere more than that."""
    for id_, measure in layout.measures.items():
        if not measure.part_of:
            continue
        scopes = {scope for f in layout.figures for m, scope in layout.quantities(f) if m == id_}
        wider = layout.scales[measure.part_of] / layout.scales[id_]
        for scope in sorted(scopes | {()}):
            part, all_ = layout.sum(id_, scope), layout.sum(measure.part_of, scope)
            if part and all_:
                row = added(part, scaled(all_, -wider))
                yield Row(row, {layout.one: 1.0}, -INFINITY, 0.0)


def links(layout: Layout) -> Iterator[tuple[int, int]]:
    """What goes to a group, and the number of projects in it: nothing goes to none."""
    amounts = [measure for measure in layout.sums if measure != COUNT]
    for measure in amounts if COUNT in layout.sums else ():
        for (project, cluster), cells in layout.cells.items():
            if len(cells) > 1:
                columns = layout.in_cluster(measure, project, cluster)
                counts = layout.in_cluster(COUNT, project, cluster)
                yield from zip(columns, counts, strict=True)
        for project in layout.possible:
            if not layout.size(project)[0]:
                amount = layout.columns["total", measure, project]
                yield amount, layout.columns["total", COUNT, project]


def undivided(layout: Layout) -> Iterator[tuple[tuple[int, ...], ...]]:
    """The columns of every project that is one, by its cells in a cluster, the count first."""
    amounts = [measure for measure in layout.sums if measure != COUNT]
    for (project, cluster), cells in layout.cells.items() if COUNT in layout.sums else ():
        if len(cells) > 1 and layout.size(project) == (1, 1):
            columns = [layout.in_cluster(each, project, cluster) for each in [COUNT, *amounts]]
            yield tuple(zip(*columns, strict=True))


def is_mixed(layout: Layout) -> bool:
    """Whether figures tie amounts to numbers of projects, other than by their groups."""
    pairs = [(figure.about, figure.of[0]) for figure in layout.figures if figure.of]
    pairs += [(id_, each.part_of) for id_, each in layout.measures.items() if each.part_of]
    each = any(figure.relation in EVERY_PROJECT for figure in layout.figures)
    return each or any((one == COUNT) != (other == COUNT) for one, other in pairs)


def reach(layout: Layout) -> float:
    """How large a column may be: a share of one in a thousand is of something far larger."""
    farthest = 1.0
    for figure in layout.figures:
        low = float(figure.interval.low)
        if figure.relation is Relation.SHARE and low > 0:
            farthest = max(farthest, 100 / low)
        elif figure.relation is Relation.TIMES:
            farthest = max(farthest, low, 1 / low if low > 0 else 1.0)
    return BEYOND * min(farthest, FARTHEST)


def constraint(
    layout: Layout, interval: Callable[[Figure], Interval], figure: Figure
) -> Constraint:
    """What a figure says of the columns, if it allows an interval."""
    allowed = interval(figure)
    low, high = float(allowed.low), float(allowed.high)
    scale = layout.scales[figure.about]
    if figure.relation in COMPARISONS:
        row = _ratio(layout, figure, low, high)
        percent = figure.relation is not Relation.TIMES
        offset = -100.0 if figure.relation is Relation.GROWTH else 0.0
        return Constraint(figure, (row,), 100.0 if percent else 1.0, offset, scale)
    ends = _Ends(low / scale, high / scale, figure.unit)
    if figure.relation in EVERY_PROJECT:
        return _of_every_project(layout, figure, ends, scale)
    if figure.relation is Relation.PART:
        ends = ends._replace(high=INFINITY)
    row = _amount(layout, layout.sum(figure.about, figure.scope), ends)
    return Constraint(figure, (row,), scale, 0.0, scale)


def _amount(layout: Layout, form: Form, ends: _Ends) -> Row:
    low, high, currency = ends
    worth = layout.worth(currency)
    size = max(LEAST_SIZE / worth, _size(low, high))
    return Row(form, layout.unit(currency), low, high, size, min(size * worth, MOST_WEIGHT))


def _size(*ends: float) -> float:
    return max((abs(end) for end in ends if abs(end) < INFINITY), default=0.0)


def _ratio(layout: Layout, figure: Figure, low: float, high: float) -> Row:
    """A percentage of something, so many times something, or its growth."""
    of, scope = figure.of or (figure.about, ())
    if figure.relation is not Relation.TIMES:
        low, high = low / 100, high / 100
    if figure.relation is Relation.GROWTH:
        low, high = low + 1, high + 1
    whole = scaled(layout.sum(of, scope), layout.scales[of] / layout.scales[figure.about])
    size = max(LEAST_SIZE, _size(low, high))
    weight = min(size * max(layout.magnitude(of), LEAST_SIZE), MOST_WEIGHT)
    return Row(layout.sum(figure.about, figure.scope), whole, low, high, size, weight)


def _of_every_project(layout: Layout, figure: Figure, ends: _Ends, scale: float) -> Constraint:
    """Every project of the scope lies between; or none is larger, and one is so large."""
    parts = list(layout.parts(figure.scope))
    every = tuple(
        OfProject(
            {layout.column(figure.about, part): 1.0},
            layout.number(part),
            layout.unit(figure.unit),
        )
        for part in parts
    )
    if figure.relation is Relation.EACH:
        rows = tuple(_for_each(layout, of, ends) for of in every)
        nothing = Row({}, {layout.one: 1.0}, -INFINITY, INFINITY)
        return Constraint(figure, rows or (nothing,), scale, 0.0, scale, every)
    judged = _amount(layout, {}, ends)
    rows = tuple(_largest(layout, figure, parts, every, ends))
    return Constraint(figure, rows or (judged,), scale, 0.0, scale, every, (judged,))


def _largest(
    layout: Layout, figure: Figure, parts: list[Part], every: tuple[OfProject, ...], ends: _Ends
) -> Iterator[Row]:
    choices: dict[int, float] = {}
    for part, of in zip(parts, every, strict=True):
        choice = {layout.columns["largest", figure.id, part]: 1.0}
        choices.update(choice)
        none_larger = _for_each(layout, of, ends)
        yield none_larger.limited(high=none_larger.high)
        one_so_large = _for_each(layout, of._replace(number=choice), ends)
        yield one_so_large.limited(low=one_so_large.low)
    if choices:
        yield Row(choices, {layout.one: 1.0}, 1.0, INFINITY)


def _for_each(layout: Layout, of: OfProject, ends: _Ends) -> Row:
    """So much for each of a number of projects, in a currency.

    A number times a rate would be no linear form where both are open; then the ends of the
    rate are taken, which is wider than need be.
    """
    row = _amount(layout, of.form, ends)
    low, high, currency = ends
    if currency not in layout.currencies:
        return row.of(of.number)
    if list(of.number) == [layout.one]:
        return row.of(scaled(of.unit, of.number[layout.one]))
    least, most = layout.rates[currency]
    worth = layout.worth(currency)
    at_least = low * least / worth if low > 0 else low
    at_most = high * most / worth if high > 0 else high
    return row.of(scaled(of.number, worth)).between(at_least, at_most)
