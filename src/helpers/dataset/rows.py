"""A row of projects.csv or figures.csv becomes a project or a figure; what is wrong is noted.

This module knows what the cells of a row may hold, and nothing of files or of the other rows.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from helpers.dataset.entities import AnnouncedProject, Figure, Measure
from helpers.dataset.head import SLUG, Head, not_a_slug
from helpers.dataset.problems import Row, suggested, undeclared
from helpers.dataset.schema import TABLES
from helpers.figures.reading import CURRENCIES, LARGEST, Interval, Reading, read

COUNT = re.compile(r"[0-9]{1,6}")
PARAGRAPH = re.compile(r"[1-9][0-9]{0,5}")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
JUDGED = ("low", "high", "unit", "printed_scope")  # what is set there departs from the source
KINDS = {"money": "money", "%": "percent"}  # of a phrase, by the unit of its measure; else a count


@dataclass(frozen=True)
class Declared:
    """What rows may refer to. `project_ids` is None where projects.csv cannot be read."""

    head: Head
    dimensions: tuple[str, ...]
    project_ids: tuple[str, ...] | None

    def words(self, name: str) -> Iterable[str] | None:
        """What may stand behind ``name=`` in a scope; None where nothing picks by this name."""
        return self.project_ids if name == "project" else self.head.vocabularies.get(name)


def read_project(row: Row, declared: Declared) -> AnnouncedProject:
    """The project of a row of projects.csv.

    A row with a mistake gives one, too, so that the mistakes in other rows are found as well.
    """
    _check_cells(row, "dataset-projects")
    source, paragraph = _locator(row, declared.head)
    return AnnouncedProject(
        id=row["id"],
        name=row["name"],
        local_name=row["local_name"],
        count=_count(row),
        source=source,
        paragraph=paragraph,
        attributes={name: _groups(row, name, declared.head) for name in declared.dimensions},
        note=row["note"],
        place=row.place,
    )


def read_amount(row: Row, declared: Declared) -> Figure | None:
    """The amount that a row of projects.csv gives; None where it gives none, or a wrong one."""
    if not row["printed"]:
        return None
    added = dict.fromkeys(TABLES["dataset-figures"].required, "")
    of_project = {"measure": "investment", "scope": f"project={row['id']}"}
    return _figure(replace(row, cells=added | dict(row.cells) | of_project), declared)


def read_figure(row: Row, declared: Declared) -> Figure | None:
    """The figure of a row of figures.csv; None where the row does not make one."""
    _check_cells(row, "dataset-figures")
    return _figure(row, declared)


def _check_cells(row: Row, table: str) -> None:
    """Note the cells that must not be empty and are, and an id that has other characters."""
    for column in TABLES[table].columns:
        if column.filled and not row[column.name]:
            row.say(column.name, f"the {column.name} is empty; every row has one")
    if row["id"] and not SLUG.fullmatch(row["id"]):
        row.say("id", not_a_slug(row["id"]))


def _count(row: Row) -> int:
    count = int(row["count"]) if COUNT.fullmatch(row["count"]) else 0
    if row["count"] and count < 1:
        what = "write 1, or how many projects the row stands for"
        row.say("count", f"“{row['count']}” is not a number of projects; {what}")
    return count


def _groups(row: Row, dimension: str, head: Head) -> tuple[str, ...]:
    """The groups that a project may belong to: those named, or all where none is."""
    known = head.vocabularies[dimension]
    named = tuple(dict.fromkeys(row[dimension].split()))
    for word in named:
        if word not in known:
            question = suggested(word, known)
            what = (
                f"“{word}” is not declared; {question}Use ids, with a space between two that are "
                f"possible: {', '.join(known)}; or declare it as [[{dimension}]] in "
                "announcement.toml"
            )
            row.say(dimension, what)
    if dimension == "sector" and named and not row["note"]:
        what = "say why the project belongs to this sector, or that the article says so"
        row.say("note", what)
    return named or tuple(known)


def _locator(row: Row, head: Head) -> tuple[str, int | None]:
    """The source of a row, and the paragraph of it where that is given."""
    source, paragraph = head.sources.get(row["source"]), row["paragraph"]
    if row["source"] and not source:
        row.say("source", undeclared(row["source"], "source", head.sources))
    if paragraph and not PARAGRAPH.fullmatch(paragraph):
        row.say("paragraph", f"“{paragraph}” is not a paragraph number; the headline is 1")
        return row["source"], None
    number = int(paragraph) if paragraph else None
    if source and source.role == "article" and not number:
        what = "the paragraph is empty; give its number in the article, the headline being 1"
        row.say("paragraph", what)
    elif source and source.paragraphs and number and number > source.paragraphs:
        have = f"{source.id} has {source.paragraphs} paragraphs"
        row.say("paragraph", f"{have}, so there is no paragraph {paragraph}")
    return row["source"], number


def _figure(row: Row, declared: Declared) -> Figure | None:
    head = declared.head
    measure = head.measures.get(row["measure"])
    if row["measure"] and not measure:
        row.say("measure", undeclared(row["measure"], "measure", head.measures))
    scope = _scope(row, "scope", measure, declared)
    printed_scope = _scope(row, "printed_scope", measure, declared)
    source, paragraph = _locator(row, head)
    _check_judgement(row)
    reading = _reading(row, measure, head.currency)
    interval = _interval(row, reading) if reading else None
    if reading is None or interval is None or measure is None:
        return None
    return Figure(
        id=row["id"],
        source=source,
        paragraph=paragraph,
        measure=measure.id,
        scope=scope,
        printed_scope=printed_scope if row["printed_scope"] else None,
        printed=row["printed"],
        reading=reading,
        interval=interval,
        unit=_unit(row, measure, reading, head.currency),
        note=row["note"],
        place=row.place,
    )


def _check_judgement(row: Row) -> None:
    judged = [column for column in JUDGED if row[column]]
    if judged and not row["note"]:
        verb = "is a judgement" if len(judged) == 1 else "are judgements"
        row.say("note", f"{' and '.join(judged)} {verb} of yours; say why")


def _reading(row: Row, measure: Measure | None, currency: str) -> Reading | None:
    """How the phrase is understood; where its words are unknown, as `low` and `high` say."""
    try:
        return read(row["printed"], currency)
    except ValueError as error:
        by_hand = _by_hand(row, measure) if row["printed"] else None
        if by_hand is None:
            or_so = ", or give low, high and a note too" if row.file == "figures.csv" else ""
            hint = "copy the figure as the source prints it, such as “over 20 billion yuan”"
            row.say("printed", f"{error}; {hint}{or_so}")
        return by_hand


def _by_hand(row: Row, measure: Measure | None) -> Reading | None:
    """The reading of words that are not known here, such as two-thirds, by its two ends."""
    low, high = _number(row["low"]), _number(row["high"])
    if low is None or high is None or low > high:
        return None
    kind = KINDS.get(measure.unit, "count") if measure else "count"
    unit = {"money": row["unit"], "percent": "%"}.get(kind, "")
    return Reading((low + high) / 2, Interval(low, high), unit, "range", kind)


def _interval(row: Row, reading: Reading) -> Interval | None:
    """What the phrase allows, with `low` and `high` in place of its ends where they are set."""
    low = _number(row["low"]) if row["low"] else reading.interval.low
    high = _number(row["high"]) if row["high"] else reading.interval.high
    if low is None or high is None or low > high:
        what = "write two plain numbers in whole units, the smaller first"
        row.say("low", f"“{row['low']}” to “{row['high']}” is not an interval; {what}")
        return None
    return Interval(low, high)


def _number(text: str) -> Decimal | None:
    number = Decimal(text) if NUMBER.fullmatch(text) else None
    return number if number is not None and abs(number) < LARGEST else None


def _unit(row: Row, measure: Measure, reading: Reading, currency: str) -> str:
    """The unit of a figure: a currency for money, else that of its measure."""
    of_money = measure.unit == "money"
    if row["unit"] and not (of_money and row["unit"] in CURRENCIES):
        what = f"for money, use one of {', '.join(sorted(CURRENCIES))}"
        row.say("unit", f"“{row['unit']}” cannot be the unit here; {what}")
    if not fits(measure, reading):
        what = f"is not {needed(measure)}, which the measure “{measure.id}” needs"
        row.say("printed", f"“{row['printed']}” {what}{_unit_hint(measure, reading)}")
    given = row["unit"] if of_money else ""
    return given or unit_of(measure, reading, currency)


def unit_of(measure: Measure, reading: Reading, currency: str) -> str:
    """The unit of a phrase: for money its own currency, else the announcement's `currency`."""
    return reading.unit or currency if measure.unit == "money" else measure.unit


def needed(measure: Measure) -> str:
    """What a phrase has to be for a measure: `an amount of money`, `a percentage`, `a count`."""
    return {"money": "an amount of money", "%": "a percentage"}.get(measure.unit, "a count")


def fits(measure: Measure, reading: Reading) -> bool:
    """Whether a phrase is of the kind that its measure needs; a bare number is no percentage."""
    if measure.unit == "money":
        return reading.kind == "money" or not reading.unit
    if measure.unit == "%":
        return reading.kind == "percent"
    return reading.kind != "percent" and not (reading.kind == "money" and reading.unit)


def _unit_hint(measure: Measure, reading: Reading) -> str:
    if measure.unit == "%":
        return "; write it with its sign, such as 10.8%"
    if measure.unit == "money" and reading.kind != "percent":
        return f"; “{reading.unit}” is not a known currency: write its ISO code"
    return ""


def _scope(
    row: Row, column: str, measure: Measure | None, declared: Declared
) -> tuple[tuple[str, str], ...]:
    """The pairs of name and value that pick projects, sorted."""
    pairs: list[tuple[str, str]] = []
    for word in row[column].split():
        name, _, value = word.partition("=")
        if name == "project" and declared.project_ids is None:
            continue
        flaw = _scope_flaw(word, measure, declared)
        if not flaw and name in dict(pairs):
            flaw = f"“{name}” stands twice, and nothing is in two groups; give it once"
        if flaw:
            row.say(column, flaw)
        pairs.append((name, value))
    return tuple(sorted(pairs))


def _scope_flaw(word: str, measure: Measure | None, declared: Declared) -> str:
    """What is wrong with a pair such as ``origin=foreign``, empty where nothing is."""
    name, _, value = word.partition("=")
    words = declared.words(name)
    if words is None:
        known = "=…, ".join(declared.head.vocabularies)
        return (
            f"“{word}” picks by “{name}”, which is not declared; write it as {known}=… or project=…"
        )
    if value not in words:
        return f"“{value}” is not declared; use one of {', '.join(words)}"
    sorts = name in (*declared.dimensions, "project") or declared.project_ids is None
    if measure and measure.additive and not sorts:
        return f"“{name}” is not a column of projects.csv, so it picks no projects"
    return ""
