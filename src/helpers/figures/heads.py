"""Amounts in the columns of a table whose head says the currency and the scale: (Rs crore), 亿元.

A row is a line whose cells are parted by tabs or by “ ; ”, as `article` parts those of a page.
"""

import functools
import re
from collections.abc import Iterator, Sequence

from helpers.figures.grammar import CURRENCY_BEFORE, CURRENCY_BEHIND, FLAGS, figure_in_text
from helpers.figures.intervals import Reading
from helpers.figures.meaning import reading_of
from helpers.figures.nouns import Noun
from helpers.figures.quantities import SCALE

MOST_LETTERS = 80  # of a head; a longer cell is text
_BORDER = re.compile(r"\t|\s;(?:\s|$)|\s?\|\s?")
_IN_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{1,30})[)\]）]|[,，:：]\s?([^,，:：]{1,20})$")
_UNIT = rf"""\s*(?:[Ii]n[ ]|单位[:：]?|Unit:?[ ])?
    (?:(?P<before>{CURRENCY_BEFORE})\s*(?:[ ]in)?(?P<scale>{SCALE})?
    |(?P<scale_first>{SCALE})\s?(?P<behind>{CURRENCY_BEHIND})?
    |(?P<alone>{CURRENCY_BEHIND}))\s*"""
_NUMBER = rf"\s*(?:{CURRENCY_BEFORE})?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*"

Cell = tuple[int, int]  # where it begins and ends in its line


@functools.cache
def _unit() -> re.Pattern[str]:
    return re.compile(_UNIT, FLAGS)


@functools.cache
def _number() -> re.Pattern[str]:
    return re.compile(_NUMBER, FLAGS)


def amounts_of_columns(
    lines: Sequence[str], currencies: Sequence[str]
) -> Iterator[tuple[int, int, int, Reading, str]]:
    """The amounts of the columns of all tables.

    Each with the number of its line from 0, where it stands there, its reading, and what the head
    of its column says.
    """
    units: dict[int, re.Match[str]] = {}
    columns = 0
    for number, line in enumerate(lines):
        cells = _cells(line)
        if len(cells) <= 1:
            units = {}
            continue
        heads = _units(line, cells)
        if heads:
            units, columns = heads, len(cells)
            continue
        if len(cells) != columns:
            continue
        for column, unit in units.items():
            if amount := _amount(line, cells[column], unit, currencies):
                yield number, *amount


def _cells(line: str) -> list[Cell]:
    borders = [border.span() for border in _BORDER.finditer(line)]
    if not borders:
        return []
    starts = [0, *(end for _, end in borders)]
    ends = [*(start for start, _ in borders), len(line)]
    cells = list(zip(starts, ends, strict=True))
    return cells if line[slice(*cells[-1])].strip() else cells[:-1]


def _units(line: str, cells: Sequence[Cell]) -> dict[int, re.Match[str]]:
    """What the cells of a head say, by their columns; none where a cell is a number."""
    units = {}
    for column, cell in enumerate(cells):
        text = line[slice(*cell)]
        if _number().fullmatch(text) or len(text) > MOST_LETTERS:
            return {}
        if unit := _unit_of(text):
            units[column] = unit
    return units


def _unit_of(head: str) -> re.Match[str] | None:
    whole = _unit().fullmatch(head)
    if whole:
        return whole
    bracket = _IN_BRACKETS.search(head)
    return _unit().fullmatch(bracket[1] or bracket[2]) if bracket else None


def _amount(
    line: str, cell: Cell, unit: re.Match[str], currencies: Sequence[str]
) -> tuple[int, int, Reading, str] | None:
    number = _number().fullmatch(line, *cell)
    if not number:
        return None
    figure = figure_in_text().fullmatch(_in_full(number["number"], unit))
    if not figure:
        return None
    try:
        reading = reading_of(figure, figure[0], Noun(), currencies)
    except ValueError:
        return None
    return number.start("number"), number.end("number"), reading, unit[0].strip()


def _in_full(number: str, unit: re.Match[str]) -> str:
    """The amount as it is printed outside of a table: Rs 5,000 crore, 5,000亿元."""
    scale = (unit["scale"] or unit["scale_first"] or "").strip()
    gap = " " if scale.isascii() and len(scale) > 1 else ""
    behind = unit["behind"] or unit["alone"] or ""
    amount = f"{unit['before'] or ''}{number}{gap}{scale}"
    return f"{amount} {behind}" if behind.isascii() and behind else f"{amount}{behind}"
