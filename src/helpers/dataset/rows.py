"""A row of projects.csv or figures.csv becomes a project or a figure; what is wrong is noted.

This module knows what the cells of a row may hold, and nothing of files or of the other rows.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from decimal import Decimal

from helpers.dataset.entities import (
    AnnouncedProject,
    Figure,
    Measure,
    Relation,
    Scope,
    lead_of,
    with_inner,
)
from helpers.dataset.head import SLUG, Head, not_a_slug
from helpers.dataset.problems import Row, suggested, undeclared
from helpers.dataset.relations import (
    NEEDED,
    UNITS,
    excess,
    is_of_kind,
    needed,
    read_of,
    read_relation,
    same_flaw,
)
from helpers.dataset.schema import TABLES
from helpers.dataset.scopes import Declared, picks_nothing, read_scope
from helpers.figures.intervals import INFINITY
from helpers.figures.reading import CURRENCIES, LARGEST, Interval, Reading, read

COUNT = re.compile(r"[0-9]{1,6}")
PARAGRAPH = re.compile(r"[1-9][0-9]{0,5}")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
JUDGED = ("low", "high", "unit", "printed_scope")  # what is set there departs from the source
KINDS = {"money": "money", "%": "percent"}  # of a phrase, by the unit of its measure; else a count


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
        could_be=_could_be(row, declared),
    )


def read_amount(row: Row, declared: Declared) -> Figure | None:
    """The amount that a row of projects.csv gives; None where it gives none, or a wrong one."""
    if not row["printed"]:
        return None
    of_project = {"measure": "investment", "scope": f"project={row['id']}"}
    return _figure(replace(row, cells=dict(row.cells) | of_project), declared)


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


def _count(row: Row) -> int | None:
    """How many projects a row stands for; None where it is empty, so that nobody knows."""
    if not row["count"]:
        return None
    count = int(row["count"]) if COUNT.fullmatch(row["count"]) else 0
    if count < 1:
        what = "write 1, or how many projects the row stands for, or nothing where nobody says it"
        row.say("count", f"“{row['count']}” is not a number of projects; {what}")
    return count


def _groups(row: Row, dimension: str, head: Head) -> tuple[str, ...]:
    """The groups that a project may belong to: those named and all in them, or all if none is."""
    named = _named(row, dimension, dimension, head)
    if dimension == "sector" and named and not row["note"]:
        what = "say why the project belongs to this sector, or that the article says so"
        row.say("note", what)
    return named or tuple(head.vocabularies[dimension])


def _named(row: Row, column: str, dimension: str, head: Head) -> tuple[str, ...]:
    """The groups that a cell names, and those that lie within one of them."""
    known = head.vocabularies[dimension]
    named = tuple(dict.fromkeys(row[column].split()))
    for word in named:
        if word not in known:
            question = suggested(word, known)
            what = (
                f"“{word}” is not declared; {question}Use ids, with a space between two that are "
                f"possible: {', '.join(known)}; or declare it as [[{dimension}]] in "
                "announcement.toml"
            )
            row.say(column, what)
    inner = with_inner(frozenset(named), known)
    return (*named, *(group for group in known if group in inner and group not in named))


def _could_be(row: Row, declared: Declared) -> tuple[str, ...]:
    """The groups of the lead dimension that a project could be in but for our judgement."""
    lead = lead_of(declared.dimensions)
    if not row["could_be"]:
        return ()
    if lead is None:
        row.say("could_be", "no column sorts the projects, so nothing is judged; empty the cell")
        return ()
    possible = _named(row, "could_be", lead, declared.head)
    flaw = _could_be_flaw(row, lead, possible, declared.head.vocabularies[lead])
    if flaw:
        row.say("could_be", flaw)
    elif not row["note"]:
        row.say("note", f"could_be says that the {lead} is a judgement of yours; say why")
    return possible


def _could_be_flaw(row: Row, lead: str, possible: Sequence[str], known: Container[str]) -> str:
    """Why the groups of `could_be` are none to choose from, empty where they are."""
    judged = row[lead].split()
    if not judged:
        return f"the {lead} is empty, so that it may be any of them already; empty this cell too"
    left = [group for group in judged if group in known and group not in possible]
    if left:
        return f"“{left[0]}”, its {lead} as you judge it, is not among them; add it"
    if len(possible) == 1:
        return f"it names its {lead} alone; add those that it could be instead, or empty the cell"
    return ""


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
    head, before = declared.head, len(row.problems.lines)
    measure = head.measures.get(row["measure"])
    if row["measure"] and not measure:
        row.say("measure", undeclared(row["measure"], "measure", head.measures))
    about = head.measures.get(measure.share_of or measure.id) if measure else None
    scope = read_scope(row, "scope", row["scope"].split(), about, declared)
    printed_scope = read_scope(row, "printed_scope", row["printed_scope"].split(), about, declared)
    source, paragraph = _locator(row, head)
    judged = _judged(row)
    reading = _reading(row, measure, head.currency)
    interval = _interval(row, reading) if reading else None
    if reading is None or interval is None or measure is None:
        return None
    relation = read_relation(row, measure, reading)
    if relation is None:
        return None
    figure = Figure(
        id=row["id"],
        source=source,
        paragraph=paragraph,
        measure=measure.id,
        scope=scope,
        printed_scope=printed_scope if row["printed_scope"] else None,
        printed=row["printed"],
        reading=reading,
        interval=interval,
        unit=_unit(row, measure, relation, reading, head.currency),
        note=row["note"],
        place=row.place,
        relation=relation,
        of=read_of(row, measure, relation, declared),
        numerator=measure.share_of or "",
        judged=judged,
    )
    if len(row.problems.lines) == before:
        _check_meaning(row, figure, declared)
    return figure


def _check_meaning(row: Row, figure: Figure, declared: Declared) -> None:
    """Note a scope without projects, and a comparison with a number that it cannot have."""
    scopes: dict[str, Scope] = {"scope": figure.scope, "printed_scope": figure.printed_scope or ()}
    about = declared.head.measures.get(figure.about)
    is_something = figure.interval.low > 0
    for column, scope in scopes.items():
        if about and about.additive and is_something and picks_nothing(scope, declared):
            what = "picks no project: no row of projects.csv may be in all of it; look at both"
            row.say(column, f"“{row[column]}” {what}")
    column, flaw = same_flaw(row, figure, declared)
    if flaw:
        row.say(column, flaw)
        return
    flaw = excess(figure, declared)
    if flaw:
        row.say("printed", f"“{row['printed']}”: {flaw}")


def _judged(row: Row) -> bool:
    """Whether anything in a row departs from its source; note where it does not say why."""
    judged = [column for column in JUDGED if row[column]]
    if judged and not row["note"]:
        verb = "is a judgement" if len(judged) == 1 else "are judgements"
        row.say("note", f"{' and '.join(judged)} {verb} of yours; say why")
    return bool(judged)


def _reading(row: Row, measure: Measure | None, currency: str) -> Reading | None:
    """How the phrase is understood; where its words are unknown, as `low` and `high` say."""
    by_hand = _by_hand(row, measure) if row["printed"] else None
    try:
        reading = read(row["printed"], currency)
    except ValueError as error:
        if by_hand is None:
            or_so = ", or give low, high and a note too" if row.file == "figures.csv" else ""
            hint = "copy the figure as the source prints it, such as “over 20 billion yuan”"
            row.say("printed", f"{error}; {hint}{or_so}")
        return by_hand
    compared = row["relation"] in UNITS and not is_of_kind(Relation(row["relation"]), reading)
    return by_hand or reading if compared else reading


def _by_hand(row: Row, measure: Measure | None) -> Reading | None:
    """The reading of words that are not known here, such as two-thirds, by its two ends."""
    low, high = _number(row["low"]), _number(row["high"])
    if low is None or high is None or low > high:
        return None
    kind = KINDS.get(measure.unit, "count") if measure else "count"
    unit = {"money": row["unit"], "percent": "%"}.get(kind, "")
    if row["relation"] in UNITS:
        unit = UNITS[Relation(row["relation"])]
        kind = "percent" if unit == "%" else unit
    return Reading((low + high) / 2, Interval(low, high), unit, "range", kind)


def _interval(row: Row, reading: Reading) -> Interval | None:
    """What the phrase allows, with `low` and `high` in place of its ends where they are set."""
    low = _number(row["low"]) if row["low"] else reading.interval.low
    high = _number(row["high"]) if row["high"] else reading.interval.high
    is_floor = row["relation"] == Relation.EACH and reading.qualifier == "over"
    if is_floor and not row["high"]:
        high = INFINITY  # “each over 1 billion”: some may be far above
    if low is None or high is None or low > high:
        what = "write two plain numbers in whole units, the smaller first"
        row.say("low", f"“{row['low']}” to “{row['high']}” is not an interval; {what}")
        return None
    return Interval(low, high)


def _number(text: str) -> Decimal | None:
    number = Decimal(text) if NUMBER.fullmatch(text) else None
    return number if number is not None and abs(number) < LARGEST else None


def _unit(row: Row, measure: Measure, relation: Relation, reading: Reading, currency: str) -> str:
    """The unit of a figure: that of a comparison, a currency for money, else its measure's."""
    if relation in UNITS:
        return _compared_unit(row, relation, reading)
    of_money = measure.unit == "money"
    if row["unit"] and not (of_money and row["unit"] in CURRENCIES):
        what = f"for money, use one of {', '.join(sorted(CURRENCIES))}"
        row.say("unit", f"“{row['unit']}” cannot be the unit here; {what}")
    if not fits(measure, reading):
        what = f"is not {needed(measure)}, which the measure “{measure.id}” needs"
        row.say("printed", f"“{row['printed']}” {what}{_unit_hint(measure, reading)}")
    given = row["unit"] if of_money else ""
    return given or unit_of(measure, reading, currency)


def _compared_unit(row: Row, relation: Relation, reading: Reading) -> str:
    """The unit of a figure that is compared with another: per cent, or times."""
    if row["unit"]:
        what = f"a {relation} is in {UNITS[relation]}; empty the cell"
        row.say("unit", f"“{row['unit']}” cannot be the unit here; {what}")
    if not is_of_kind(relation, reading):
        by_hand = "or give low, high and a note too"
        what = f"is not {NEEDED[relation]}, which “{relation}” needs; look at relation, {by_hand}"
        row.say("printed", f"“{row['printed']}” {what}")
    return UNITS[relation]


def unit_of(measure: Measure, reading: Reading, currency: str) -> str:
    """The unit of a phrase: for money its own currency, else the announcement's `currency`."""
    return reading.unit or currency if measure.unit == "money" else measure.unit


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
