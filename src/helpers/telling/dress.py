"""A frame becomes an HTML table: cells by the kinds that the schema declares, numbers to the
right, text to the left.

The alignment is written into every cell, since JupyterLab aligns all of them to the right;
colours are left to the page, so that a table can be read on light and on dark. Each cell names
its column, so that a phone can show a row as a card and a screen reader can say what it reads.
"""

import base64
import math
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from helpers.dataset.schema import TABLES, Column, Kind
from helpers.figures import wording as words
from helpers.figures.reading import CURRENCIES
from helpers.telling import columns, labels, verdicts

Record = Mapping[Any, Any]  # a row, by the names of its columns
# Nothing to say, or not known
NONE = Markup('<span class="none" style="{}">–</span>').format(verdicts.FADED)
NO_WIDTH = "\N{ZERO WIDTH SPACE}"
NO_LIMIT = "no limit"
DOLLARS = (
    "US dollars"  # the unit of a column that is in dollars whatever the announcement's currency
)
# The unit of a column of which some rows are amounts, and others count something
OF_MEASURE = "whole units of the announcement’s currency; where no money is meant, as `unit` says"
UNTOLD = "not told"  # the unit of a column of which two tables say unlike things
IDS = (
    "group",
    "project",
    "announcement",
)  # an index whose row has a name needs not be shown beside it
NAMES = ("name", "label")
UNITS = ("unit", "currency")  # columns that the numbers of their row carry already
DECIMALS = 1
AS_GIVEN = 6  # significant digits of what a source gives; what is computed has fewer
LONGEST = 60  # characters of a caption in a short representation


@dataclass(frozen=True)
class Table:
    """A table to be shown: `html` is what a page shows, `frame` what its download holds.

    >>> from helpers import load, table
    >>> table(load("jiangning-2020-05").sources, "Who said it")
    Table(Who said it: 5 rows)
    """

    html: Markup
    frame: pd.DataFrame = field(repr=False)
    caption: str = ""

    def __repr__(self) -> str:
        name = self.caption or ", ".join(map(str, self.frame.columns))
        rows = labels.counted(len(self.frame), "row")
        return f"Table({textwrap.shorten(name, LONGEST, placeholder='…')}: {rows})"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": str(self.html), "text/plain": repr(self)}


@dataclass(frozen=True)
class Shown:
    """A column as a page shows it: its head, its cells, whether they stand to the right, and its
    width in per cent.

    `role` is what a style sheet knows it by (`main`, `verdict` or `more`), empty for any other.
    """

    label: str
    cells: Sequence[str | Markup]
    numeric: bool = False
    width: float = 0
    role: str = ""


def laid_out(
    shown: Sequence[Shown],
    frame: pd.DataFrame,
    caption: str | Markup = "",
    *,
    id: str = "",
    file: str = "",
) -> Table:
    """Columns as a table, the first of which heads its rows; `file` names the CSV file of the
    frame that it offers.
    """
    link = download(file, frame) if file else Markup("")
    head = Markup("").join(
        Markup('<th scope="col"{} style="{}">{}</th>').format(_role(c), _align(c), c.label)
        for c in shown
    )
    rows = [_row(shown, cells) for cells in zip(*(column.cells for column in shown), strict=True)]
    widths = [Markup('<col style="width: {}%">').format(c.width) for c in shown if c.width]
    html = Markup(
        "<table{}>\n{}{}\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>"
    ).format(
        Markup(' id="{}"').format(id) if id else "",
        Markup("<caption>{}{}</caption>").format(caption, link) if caption or link else "",
        Markup("<colgroup>{}</colgroup>").format(Markup("").join(widths)) if widths else "",
        head,
        Markup("\n").join(rows),
    )
    return Table(html, frame, Markup(caption).striptags() if caption else "")


def _align(column: Shown) -> str:
    return f"text-align: {'right' if column.numeric else 'left'}"


def _role(column: Shown) -> Markup:
    return Markup(' class="col-{}"').format(column.role) if column.role else Markup("")


def _row(shown: Sequence[Shown], cells: Sequence[str | Markup]) -> Markup:
    head = Markup('<th scope="row"{} style="{}">{}</th>').format(
        _role(shown[0]), _align(shown[0]), cells[0]
    )
    others = [
        Markup('<td data-label="{0}"{1} style="{2}"><{3}>{4}</{3}></td>').format(
            c.label, _role(c), _align(c), _box(cell), cell
        )
        for c, cell in zip(shown[1:], cells[1:], strict=True)
    ]
    return Markup("<tr>{}{}</tr>").format(head, Markup("").join(others))


def _box(cell: str | Markup) -> str:
    """The element that holds what is in a cell: one for words, or one that paragraphs may be in."""
    return "div" if isinstance(cell, Markup) and "<details" in cell else "span"


def small(told: str | Markup) -> Markup:
    """What stands in a cell beside its main matter."""
    return Markup('<span class="aside" style="font-weight: 400">{}</span>').format(told)


def anchored(told: Markup, names: Sequence[str]) -> Markup:
    """Something that links lead to by each of these names.

    All but the first have a place of no width behind it, for paper knows one name a place.
    """
    first = Markup('<span id="{}">{}</span>').format(names[0], told)
    others = (Markup('<span id="{}">{}</span>').format(name, NO_WIDTH) for name in names[1:])
    return first + Markup("").join(others)


def download(file: str, frame: pd.DataFrame) -> Markup:
    """A link that saves a frame as a CSV file, which the page carries itself.

    >>> "data:text/csv" in download("one.csv", pd.DataFrame({"amount": [1.0]}))
    True
    """
    content = base64.b64encode(columns.written(frame)).decode()
    return Markup(
        ' <a class="download" download="{0}" href="data:text/csv;base64,{1}">Save as CSV</a>'
    ).format(file, content)


def dressed(frame: pd.DataFrame, currency: str = "", widths: Sequence[float] = ()) -> list[Shown]:
    """The columns of any frame, its index first, each by its declared kind or else by its dtype.

    Two neighbours that are the lower and the upper bound of one thing become one column of
    ranges. A column of ids is left out where the names are there, and one of units where the
    numbers carry them.
    """
    plain = _tidy(frame)
    declared = {str(name): _declared(str(name), frame) for name in plain}
    carried = any(column.kind in (Kind.NUMBER, Kind.MONEY) for column in declared.values())
    money = currency or str(frame.attrs.get("currency", ""))
    found: list[Shown] = []
    names = iter(declared)
    for name in names:
        column = declared[name]
        if name in UNITS and carried:
            continue
        if (upper := _upper(name)) in declared:
            next(names)
            found.append(_ranges(plain, column, upper, money))
            continue
        cells = [
            _cell(value, column, _unit(row, column, money)) for value, row in _rows(plain, name)
        ]
        found.append(Shown(column.label, cells, column.numeric))
    padded = [*widths, *[0.0] * (len(found) - len(widths))]
    return [replace(column, width=width) for column, width in zip(found, padded, strict=False)]


def _tidy(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its index as columns, without the ids of rows that have names; names come
    first.
    """
    counted = isinstance(frame.index, pd.RangeIndex) and frame.index.name is None
    plain = frame if counted else frame.reset_index()
    name = next((name for name in NAMES if name in plain), None)
    if name is None:
        return plain
    return plain[[name, *(c for c in plain if c != name and c not in IDS)]]


def _rows(plain: pd.DataFrame, name: str) -> list[tuple[object, Record]]:
    return list(zip(plain[name].tolist(), plain.to_dict("records"), strict=True))


def _declared(name: str, frame: pd.DataFrame) -> Column:
    """What a column holds: as the frame's own table says it, else as every other one does, else
    as its dtype does.
    """
    own = TABLES.get(str(frame.attrs.get("table", "")))
    if own is not None and name in own.names:
        return own.column(name)
    others = [t.column(name) for t in TABLES.values() if name in t.names]
    if others and len({column.kind for column in others}) == 1:
        alike = len({column.unit for column in others}) == 1
        return others[0] if alike else replace(others[0], unit=UNTOLD)
    return Column(name, _kind_of(name, frame), name.replace("_", " ").capitalize(), "")


def _kind_of(name: str, frame: pd.DataFrame) -> Kind:
    values = frame[name] if name in frame else frame.reset_index()[name]
    if pd.api.types.is_bool_dtype(values):
        return Kind.FLAG
    if pd.api.types.is_integer_dtype(values):
        return Kind.INTEGER
    if pd.api.types.is_datetime64_any_dtype(values):
        return Kind.DATE
    return Kind.NUMBER if pd.api.types.is_numeric_dtype(values) else Kind.TEXT


def _upper(name: str) -> str:
    """The name of the column of upper bounds that belongs to one of lower bounds."""
    head, low, tail = name.rpartition("low")
    return f"{head}high{tail}" if low else ""


def _unit(row: Record, column: Column, currency: str) -> str:
    """The unit of a number: of an amount the currency, of any other what its row says.

    Where a column is in the unit of the measure, that is an amount in a row of any currency.
    """
    unit = row.get("unit")
    given = unit if isinstance(unit, str) else ""
    if column.unit == OF_MEASURE:
        return currency if given in CURRENCIES else given
    if column.kind is not Kind.MONEY:
        return "" if column.unit == UNTOLD else given
    own = row.get("currency")
    fallback = own if isinstance(own, str) else currency
    return "USD" if column.unit == DOLLARS else fallback


def _ranges(plain: pd.DataFrame, low: Column, high: str, currency: str) -> Shown:
    label = low.label.replace("At least", "Range").replace("at least", "range")
    cells = [
        _range(lower, upper, low.kind, _unit(row, low, currency))
        for (lower, row), upper in zip(_rows(plain, low.name), plain[high].tolist(), strict=True)
    ]
    return Shown(label, cells, numeric=True)


def _range(low: object, high: object, kind: Kind, unit: str) -> str | Markup:
    if _missing(low) and _missing(high):
        return NONE
    least = -math.inf if _missing(low) else float(low)  # type: ignore[arg-type]
    most = math.inf if _missing(high) else float(high)  # type: ignore[arg-type]
    if kind is Kind.FRACTION:
        return words.percent_range(least, most, DECIMALS)
    if kind is Kind.RATE:
        ends = words.rate(least), words.rate(most)
        return ends[0] if ends[0] == ends[1] else "–".join(ends)
    return words.span(least, most, unit).strip()


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value


def _number(value: float, unit: str) -> str:
    return words.quantity(value, unit, AS_GIVEN) if unit else columns.plain_number(value)


def _money(value: float, unit: str) -> str:
    return words.quantity(value, unit) if unit else columns.plain_number(value)


FORMATS: Mapping[Kind, Callable[..., str]] = {
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.FRACTION: lambda value, _: words.percent(value),
    Kind.RATE: lambda value, _: words.rate(value),
    Kind.COUNT: lambda value, _: f"{value:,}",
    Kind.INTEGER: lambda value, _: f"{value:,}",
    Kind.DATE: lambda value, _: words.day(value),
    Kind.FLAG: lambda value, _: "yes" if value else "no",
}


def _cell(value: object, column: Column, unit: str) -> str | Markup:
    if _missing(value) or value == "":
        return NONE
    if isinstance(value, float | np.floating) and math.isinf(value):
        return NO_LIMIT
    if column.name == "verdict":
        return verdicts.named(str(value))
    show = FORMATS.get(column.kind)
    return show(value, unit) if show else str(value)
