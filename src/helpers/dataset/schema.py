"""Every column of every table, declared once, in `schema.toml` beside this file.

The loader, the draft, the data package, the frames, the dressed tables and the codebooks of the
READMEs all read it. This module knows names and kinds of columns, and nothing of what is in them.

    python -m helpers.dataset.schema README.md data/README.md

rewrites the tables between the markers ``<!-- codebook: NAME -->`` and ``<!-- /codebook -->``.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class Kind(StrEnum):
    """What the cells of a column are. It settles the dtype of a frame and the look of a cell.

    The members are strings, so that ``column.kind == "money"`` holds.
    """

    TEXT = "text"
    ID = "id"  # an id that the dataset declares
    IDS = "ids"  # several ids, with spaces between
    CATEGORY = "category"  # one of a few words
    COUNT = "count"  # a number of projects
    INTEGER = "integer"  # any other whole number, such as that of a paragraph
    NUMBER = "number"  # a number whose unit stands in the column `unit` of its row
    MONEY = "money"  # an amount in whole units of the currency that the column's `unit` names
    FRACTION = "fraction"  # a share, 1 being all
    RATE = "rate"  # an exchange rate
    DATE = "date"
    FLAG = "flag"  # true or false


# For each kind the dtype in pandas and the type in the Table Schema of a data package.
TYPES: Mapping[Kind, tuple[str, str]] = {
    Kind.TEXT: ("str", "string"),
    Kind.ID: ("str", "string"),
    Kind.IDS: ("str", "string"),
    Kind.CATEGORY: ("category", "string"),
    Kind.COUNT: ("Int64", "integer"),
    Kind.INTEGER: ("Int64", "integer"),
    Kind.NUMBER: ("float64", "number"),
    Kind.MONEY: ("float64", "number"),
    Kind.FRACTION: ("float64", "number"),
    Kind.RATE: ("float64", "number"),
    Kind.DATE: ("datetime64[s]", "date"),
    Kind.FLAG: ("boolean", "boolean"),
}


@dataclass(frozen=True)
class Column:
    """A column: `name` in files and frames, `label` on pages, `description` in the codebooks.

    A `required` column stands in every header of a dataset's table, and a cell of a `filled` one is
    never empty. `values`, where given, lists all that may be in a cell. `unit` says what a number
    is in; a fraction has none.
    """

    name: str
    kind: Kind
    label: str
    description: str
    required: bool = False
    filled: bool = False
    unit: str = ""
    values: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        """The dtype of the column in a pandas frame."""
        return TYPES[self.kind][0]

    @property
    def field_type(self) -> str:
        """The type of the column in the Table Schema of a data package."""
        return TYPES[self.kind][1]

    @property
    def numeric(self) -> bool:
        """Whether the cells are numbers, which a page aligns to the right."""
        return self.field_type in ("integer", "number")


@dataclass(frozen=True)
class Table:
    """A table: `row` says what a row is, `key` names the columns that identify one (the index).

    `file` is the name of its CSV file, empty for a table that is only a frame. The columns of the
    dimensions (sector, origin, …) follow the column `dimensions_after`, where the table has any.
    """

    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    file: str = ""
    dimensions_after: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns in order, without those of the dimensions."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the columns that must stand in the header of a dataset's table."""
        return tuple(column.name for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        """The column of this name; a name that is not declared is taken for a dimension's."""
        declared = {column.name: column for column in self.columns}
        return declared.get(name) or dimension_column(name)

    def with_dimensions(self, dimensions: Iterable[str]) -> tuple[Column, ...]:
        """All columns in order, those of the dimensions in their place."""
        if not self.dimensions_after:
            return self.columns
        place = self.names.index(self.dimensions_after) + 1
        added = (dimension_column(name) for name in dimensions)
        return (*self.columns[:place], *added, *self.columns[place:])


def dimension_column(name: str) -> Column:
    """The column of a vocabulary that sorts projects, such as `sector`."""
    description = (
        "The id of its group; several where it may be in any of them; empty where it is unknown"
    )
    return Column(name, Kind.IDS, name.replace("-", " ").capitalize(), description)


def column(table: str, name: str) -> Column:
    """The column of a table.

    Raises KeyError where there is no such table; a column that it does not declare is taken for a
    dimension's.

    >>> column("shares", "known").dtype
    'float64'
    """
    return TABLES[table].column(name)


def _tables() -> dict[str, Table]:
    """The tables as `schema.toml` declares them."""
    declared = tomllib.loads(Path(__file__).with_name("schema.toml").read_text(encoding="utf-8"))
    shared = declared.pop("columns")
    return {name: _table(table, shared) for name, table in declared.items()}


def _table(declared: dict[str, Any], shared: dict[str, Any]) -> Table:
    known = shared | declared.get("own", {})
    return Table(
        row=declared["row"],
        key=tuple(declared["key"]),
        columns=tuple(_column(name, known[name]) for name in declared["columns"]),
        file=declared.get("file", ""),
        dimensions_after=declared.get("dimensions_after", ""),
    )


def _column(name: str, declared: dict[str, Any]) -> Column:
    settled = {
        "kind": Kind(declared["kind"]),
        "label": declared.get("label", name),
        "values": tuple(declared.get("values", ())),
    }
    return Column(name=name, **declared | settled)


TABLES: Mapping[str, Table] = _tables()


# Codebooks

IN_WORDS = {
    Kind.IDS: "ids, with spaces between",
    Kind.CATEGORY: "word",
    Kind.COUNT: "whole number",
    Kind.INTEGER: "whole number",
    Kind.MONEY: "amount",
    Kind.FRACTION: "fraction of 1",
    Kind.FLAG: "true or false",
}
BLOCK = re.compile(
    r"(?P<start><!-- codebook: (?P<name>[\w-]+) -->\n).*?(?P<end><!-- /codebook -->)", re.DOTALL
)


def codebook(name: str) -> str:
    """The columns of a table as a Markdown table. Raises KeyError where there is no such table."""
    table = TABLES[name]
    dimensions = ["sector, origin, …"] if table.dimensions_after else []
    rows = [
        f"| `{column.name}` | {_kind(column)} | {column.description} |"
        for column in table.with_dimensions(dimensions)
    ]
    return "\n".join(["| column | kind | what it holds |", "|---|---|---|", *rows]) + "\n"


def _kind(column: Column) -> str:
    kind = IN_WORDS.get(column.kind, str(column.kind))
    return f"{kind}, {column.unit}" if column.unit else kind


def with_codebooks(text: str) -> str:
    """A Markdown text whose codebooks, between their markers, are made anew."""
    return BLOCK.sub(lambda block: f"{block['start']}{codebook(block['name'])}{block['end']}", text)


def main(files: Iterable[str]) -> None:
    """Make the codebooks of these Markdown files anew."""
    for path in map(Path, files):
        path.write_text(with_codebooks(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
