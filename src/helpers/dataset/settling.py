"""Which rows of a dataset are about its article, and which of them are still to settle.

A draft cannot be loaded, and so its rows are looked at here as far as they can be read. This module
knows files and rows, and nothing of what they mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpers.dataset.files import Sheet, parsed_table, parsed_toml, read_bytes
from helpers.dataset.problems import Problems, Row
from helpers.project import DATASET_FILES, Project

HEAD, PROJECTS, FIGURES = DATASET_FILES


@dataclass(frozen=True)
class Placed:
    """A row with a phrase of the article: `number` counts the header as 1, as a spreadsheet does.

    `is_open` says whether it is still to settle; `project` is the name of the one that it is about;
    `relation` and `of` are what it says of its scope, where that is not the amount.
    """

    file: str
    number: int
    id: str
    paragraph: int
    printed: str
    measure: str
    scope: str
    project: str
    is_open: bool
    relation: str = ""
    of: str = ""

    @property
    def is_amount(self) -> bool:
        """Whether it is the amount of a project, in projects.csv."""
        return self.file == PROJECTS


def placed_rows(announcement_id: str, project: Project) -> list[Placed]:
    """The rows of a dataset that quote its article, those of projects.csv first.

    A file that cannot be read has none; `announcement check` says what is wrong with it.
    """
    folder, ignored = project.dataset_folder(announcement_id), Problems(announcement_id)
    head, projects, figures = (read_bytes(folder / name, ignored) for name in DATASET_FILES)
    articles = _articles(parsed_toml(HEAD, head, ignored) or {})
    of_projects = parsed_table(PROJECTS, projects, (), ignored) or Sheet()
    of_figures = parsed_table(FIGURES, figures, (), ignored) or Sheet()
    names = {_cell(row, "id"): _name(row) for row in of_projects.rows}
    rows = (*of_projects.rows, *of_figures.rows)
    return [_placed(row, names) for row in rows if _quotes(row, articles)]


def _articles(given: Mapping[str, Any]) -> set[str]:
    """The ids of the sources that are the article itself."""
    sources = given.get("source", [])
    entries = [source for source in sources if isinstance(source, dict)]
    return {str(entry.get("id")) for entry in entries if entry.get("role") == "article"}


def _quotes(row: Row, articles: set[str]) -> bool:
    paragraph = _cell(row, "paragraph")
    is_place = paragraph.isascii() and paragraph.isdecimal()
    return bool(_cell(row, "printed")) and is_place and _cell(row, "source") in articles


def _placed(row: Row, names: Mapping[str, str]) -> Placed:
    is_amount = row.file == PROJECTS
    scope = _cell(row, "scope")
    kind, _, value = scope.partition("=")
    of_one = names.get(value, value) if kind == "project" else ""
    return Placed(
        file=row.file,
        number=row.number,
        id=_cell(row, "id"),
        paragraph=int(_cell(row, "paragraph")),
        printed=_cell(row, "printed"),
        measure="investment" if is_amount else _cell(row, "measure"),
        scope=scope,
        project=_name(row) if is_amount else of_one,
        is_open=bool(row.draft),
        relation="" if is_amount else _cell(row, "relation"),
        of="" if is_amount else _cell(row, "of"),
    )


def _name(row: Row) -> str:
    return _cell(row, "local_name") or _cell(row, "name") or _cell(row, "id")


def _cell(row: Row, column: str) -> str:
    return row.cells.get(column, "")
