"""What is wrong with a dataset, gathered, so that a person sees all of it at once.

This module knows how a place in a file is named, and nothing of what can be wrong there.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from helpers.project import ProblemsError


@dataclass(frozen=True)
class Problems:
    """The problems of the dataset in the folder `data/<name>/`, in the order of their finding.

    `lines` has each once; it is a dict for its order.
    """

    name: str
    lines: dict[str, None] = field(default_factory=dict)

    def say(self, file: str, what: str, row: int | None = None, column: str | None = None) -> None:
        """Note a problem: where it is, what is wrong and what to do."""
        self.lines[f"{self.place(file, row, column)}: {what}"] = None

    def place(self, file: str, row: int | None = None, column: str | None = None) -> str:
        """How a place is named, such as ``data/x-2020/figures.csv: row 3, column low``."""
        parts = [f"{word} {value}" for word, value in (("row", row), ("column", column)) if value]
        cell = f": {', '.join(parts)}" if parts else ""
        return f"data/{self.name}/{file}{cell}"

    def error(self) -> ProblemsError:
        """All problems as the error to raise."""
        return ProblemsError(*self.lines)


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
