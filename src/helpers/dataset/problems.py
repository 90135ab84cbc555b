"""What is wrong with a dataset, gathered, so that a person sees all of it at once.

This module knows how a place in a file is named, and nothing of what can be wrong there.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from helpers.project import ProblemsError

PLACE = re.compile(r"data/.+/(?P<file>[^/:]+): row (?P<row>\d+)")
FEW = 2  # rows that follow each other and are still named one by one


@dataclass(frozen=True)
class Said:
    """What is wrong, and where in the files of a dataset."""

    file: str
    what: str
    row: int | None
    column: str | None


@dataclass(frozen=True)
class Problems:
    """The problems of the dataset in the folder `data/<name>/`, in the order of their finding.

    `lines` has each once; it is a dict for its order.
    """

    name: str
    lines: dict[Said, None] = field(default_factory=dict)

    def say(self, file: str, what: str, row: int | None = None, column: str | None = None) -> None:
        """Note a problem: where it is, what is wrong and what to do."""
        self.lines[Said(file, what, row, column)] = None

    def place(self, file: str, row: int | None = None, column: str | None = None) -> str:
        """How a place is named, such as ``data/x-2020/figures.csv: row 3, column low``."""
        return self._place_of_rows(file, [row] if row else [], column)

    def error(self) -> ProblemsError:
        """All problems as the error to raise: what is wrong in many rows alike is one line."""
        rows: dict[Said, list[int]] = {}
        for said in self.lines:
            alike = replace(said, row=None)
            rows.setdefault(alike, []).extend([said.row] if said.row else [])
        lines = (
            f"{self._place_of_rows(said.file, of_rows, said.column)}: {said.what}"
            for said, of_rows in rows.items()
        )
        return ProblemsError(*lines)

    def _place_of_rows(self, file: str, rows: Sequence[int], column: str | None) -> str:
        parts = [rows_named(rows)] if rows else []
        parts += [f"column {column}"] if column else []
        cell = f": {', '.join(parts)}" if parts else ""
        return f"data/{self.name}/{file}{cell}"


@dataclass(frozen=True)
class Row:
    """A row of a table by the names of its columns; the header is row 1, as in a spreadsheet."""

    file: str
    number: int
    cells: Mapping[str, str]
    problems: Problems

    def __getitem__(self, column: str) -> str:
        """What stands in a cell; nothing does where the table leaves the column out."""
        return self.cells.get(column, "")

    def say(self, column: str, what: str) -> None:
        """Note what is wrong in a cell."""
        self.problems.say(self.file, what, self.number, column)

    @property
    def place(self) -> str:
        """How the row is named to a person."""
        return self.problems.place(self.file, self.number)

    @property
    def draft(self) -> str:
        """What is still to be settled in this row, empty where it is no draft."""
        return self["draft"]


def rows_named(rows: Sequence[int]) -> str:
    """Rows as a person looks for them: `row 3`, `rows 3, 5 and 9`, `rows 2 to 14 and 40`."""
    if len(rows) == 1:
        return f"row {rows[0]}"
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    named: list[str] = []
    for run in runs:
        named += [f"{run[0]} to {run[-1]}"] if len(run) > FEW else map(str, run)
    *first, last = named
    return f"rows {', '.join(first)} and {last}" if first else f"rows {last}"


def split_place(place: str) -> tuple[str, int]:
    """The file and the row of the place of a row; see `Row.place`."""
    found = PLACE.fullmatch(place)
    return (found["file"], int(found["row"])) if found else ("", 0)


def meant(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known word that is likest to one that is not known, empty where none is like it."""
    return next(iter(difflib.get_close_matches(word, known, 1, likeness)), "")


def suggested(word: str, known: Iterable[str]) -> str:
    """A question that offers the likest known word, with a space behind; empty without any."""
    near = meant(word, known)
    return f"is “{near}” meant? " if near else ""


def or_else(word: str, known: Iterable[str], listed: str) -> str:
    """What to do about a word that is not known: the likest one, or else what `listed` says."""
    near = meant(word, known)
    return f"is “{near}” meant? Else {listed}" if near else listed


def undeclared(word: str, kind: str, known: Iterable[str]) -> str:
    """What to say of an id that a row uses and announcement.toml does not declare."""
    known = list(known)
    listed = f"declare it as [[{kind}]] in announcement.toml, or use one of {', '.join(known)}"
    return f"“{word}” is not declared; {or_else(word, known, listed)}"
