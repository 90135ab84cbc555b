"""A folder of `data/` becomes a Dataset, or a list of what is wrong with it.

This module puts the parts together. What a person can get wrong while typing is found here; whether
the figures can all be true is left to the model.
"""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from helpers.dataset.entities import AnnouncedProject, Dataset, Figure
from helpers.dataset.files import Sheet, parsed_table, parsed_toml, read_bytes
from helpers.dataset.head import Head, read_head
from helpers.dataset.problems import Problems, Row, or_else
from helpers.dataset.rows import read_amount, read_figure, read_project
from helpers.dataset.schema import TABLES
from helpers.dataset.scopes import Declared
from helpers.figures.article import Article
from helpers.project import (
    DATASET_FILES,
    ID_RULE,
    ProblemsError,
    Project,
    digest_of,
    is_id,
)

HEAD, PROJECTS, FIGURES = DATASET_FILES
Contents = tuple[bytes | None, ...]  # of the files of a dataset, in the order of DATASET_FILES
UNKNOWN_PARAGRAPH = 10**9  # sorts behind every paragraph that is known


def load(
    announcement_id: str, article: Article | None = None, project: Project | None = None
) -> Dataset:
    """Read `data/<announcement_id>/` of a project, by default the one of the working directory.

    With the article itself, each phrase is also looked up in the paragraph that its row names. The
    last dataset is kept: as long as its files stay the same, `load` gives the same object again.
    Raises ProblemsError with every problem found.

    >>> load("jiangning-2020-05")
    <Dataset jiangning-2020-05: New-infrastructure projects signed at Jiangning Development Zone, \
Nanjing; 11 projects, 60 figures, 5 sources>
    """
    project = project or Project.find()
    folder = project.dataset_folder(announcement_id)
    if not folder.is_dir():
        known = ", ".join(project.announcement_ids()) or "none yet"
        what = f"there is no such announcement; there is {known}"
        raise ProblemsError(f"data/{announcement_id}: {what}")
    if not is_id(announcement_id):
        raise ProblemsError(f"data/{announcement_id}: the name is not an id; {ID_RULE}")
    problems = Problems(announcement_id)
    contents = tuple(read_bytes(folder / name, problems) for name in DATASET_FILES)
    if article or problems.lines:
        return _assembled(contents, article, problems)
    return _kept(announcement_id, contents)


@functools.lru_cache(maxsize=1)
def _kept(announcement_id: str, contents: Contents) -> Dataset:
    """The last dataset loaded is kept, so that what is worked out of it is kept with it."""
    return _assembled(contents, None, Problems(announcement_id))


def settled_ids(project: Project) -> list[str]:
    """The ids of the announcements that are not drafts, sorted."""
    return [id_ for id_ in project.announcement_ids() if not _is_draft(project, id_)]


def _is_draft(project: Project, announcement_id: str) -> bool:
    """Whether anything in a folder is marked as a draft.

    A folder that cannot be read counts as settled, so that loading it reports what is wrong.
    """
    folder, ignored = project.dataset_folder(announcement_id), Problems(announcement_id)
    head, projects, figures = (read_bytes(folder / name, ignored) for name in DATASET_FILES)
    given = parsed_toml(HEAD, head, ignored) or {}
    tables = (
        parsed_table(PROJECTS, projects, (), ignored) or Sheet(),
        parsed_table(FIGURES, figures, (), ignored) or Sheet(),
    )
    return bool(given.get("draft")) or any(row.draft for table in tables for row in table.rows)


def _assembled(contents: Contents, article: Article | None, problems: Problems) -> Dataset:
    """The dataset in these files. Raises ProblemsError with every problem found."""
    given, projects, figures = _parsed(contents, problems)
    if given is None:
        raise problems.error()
    head = read_head(given, problems)
    declared = Declared(
        head=head,
        dimensions=tuple(
            name for name in head.vocabularies if projects and name in projects.header
        ),
        project_ids=tuple(row["id"] for row in projects.rows) if projects else None,
    )
    _check_columns(projects, figures, head, problems)
    project_rows = _settled(projects, head, article)
    figure_rows = _settled(figures, head, article)
    before = len(problems.lines)
    listed = tuple(read_project(row, declared) for row in project_rows)
    if projects and len(listed) == len(projects.rows) and len(problems.lines) == before:
        declared = replace(declared, projects=listed)
    printed = [
        *(read_figure(row, declared) for row in figure_rows),
        *(read_amount(row, declared) for row in project_rows),
    ]
    found = [figure for figure in printed if figure]
    _check_rates(found, head, problems)
    _check_rows(projects, project_rows, figure_rows, problems)
    _check_conflicts(head, projects, figures, problems)
    _check_local_names(listed, head, problems)
    if problems.lines:
        raise problems.error()
    return Dataset(
        id=problems.name,
        **head.plain,
        sources=head.sources,
        vocabularies=head.vocabularies,
        dimensions=declared.dimensions,
        measures=head.measures,
        rates=head.rates,
        known_conflicts=tuple(head.known_conflicts),
        projects=listed,
        figures=_sorted(found, head),
        changes=tuple(head.changes),
        digest=digest_of(*(content for content in contents if content is not None)),
    )


def _parsed(
    contents: Contents, problems: Problems
) -> tuple[dict[str, Any] | None, Sheet | None, Sheet | None]:
    """announcement.toml and the two tables, each None where it cannot be read."""
    head, projects, figures = contents
    required = {name: TABLES[name].required for name in ("dataset-projects", "dataset-figures")}
    return (
        parsed_toml(HEAD, head, problems),
        parsed_table(PROJECTS, projects, required["dataset-projects"], problems),
        parsed_table(FIGURES, figures, required["dataset-figures"], problems),
    )


def _sorted(figures: Iterable[Figure], head: Head) -> tuple[Figure, ...]:
    """The figures in the order of the sources and of their paragraphs."""
    order = list(head.sources)

    def place(figure: Figure) -> tuple[int, int]:
        return order.index(figure.source), figure.paragraph or UNKNOWN_PARAGRAPH

    return tuple(sorted(figures, key=place))


def _check_columns(
    projects: Sheet | None, figures: Sheet | None, head: Head, problems: Problems
) -> None:
    """Note the columns that nothing declares."""
    for column in projects.header if projects else ():
        if column not in TABLES["dataset-projects"].names and column not in head.vocabularies:
            what = (
                f"the column is not known; delete it, or declare its words as [[{column}]] in "
                "announcement.toml"
            )
            problems.say(PROJECTS, what, 1, column)
    for column in figures.header if figures else ():
        if column not in TABLES["dataset-figures"].names:
            problems.say(FIGURES, "the column is not known; delete it", 1, column)


def _settled(table: Sheet | None, head: Head, article: Article | None) -> list[Row]:
    """The rows of a table without the drafts, which are named and not looked at any further."""
    rows = table.rows if table else ()
    for row in rows:
        if article:
            _prove(row, article, head)
    for row in rows:
        if row.draft:
            row.say("draft", f"still to settle (then empty the cell): {row.draft}")
    return [row for row in rows if not row.draft]


def _prove(row: Row, article: Article, head: Head) -> None:
    """Note a phrase of the article that is not in the paragraph named."""
    source, paragraph = head.sources.get(row["source"]), row["paragraph"]
    quotes = row["printed"] and paragraph.isdecimal()
    if not quotes or source is None or source.role != "article":
        return
    places = [str(place) for place in article.places(row["printed"])]
    if paragraph not in places:
        where = f"but in {' and '.join(places)}" if places else "nor in any other"
        what = (
            f"“{row['printed']}” is not in paragraph {paragraph} of the article, {where}; copy the "
            "phrase as it is printed, and give its paragraph"
        )
        row.say("printed", what)


def _check_rates(figures: Iterable[Figure], head: Head, problems: Problems) -> None:
    """Note the currencies that have no rate on the day."""
    units = {figure.unit for figure in figures if head.measures[figure.measure].unit == "money"}
    for currency in sorted(units):
        if head.lacks_rate(currency):
            what = (
                f"date: no market rate from {currency} to {head.currency} on {head.plain['date']} "
                "is known here; look at the date, or state a rate as [[rate]] with its currency, "
                f"its value (how many {head.currency} one {currency} is worth) and its source"
            )
            problems.say(HEAD, what)


def _check_rows(
    projects: Sheet | None,
    project_rows: Sequence[Row],
    figure_rows: Sequence[Row],
    problems: Problems,
) -> None:
    """Note a table without projects, and ids that are used twice."""
    if projects and not projects.rows:
        what = (
            "there is no row; give each project one, or all of them a single one with their count"
        )
        problems.say(PROJECTS, what)
    of_projects = [row["id"] for row in projects.rows] if projects else []
    _check_unique(figure_rows, of_projects)
    _check_unique(project_rows, ())


def _check_unique(rows: Iterable[Row], taken: Iterable[str]) -> None:
    seen = set(taken)
    for row in rows:
        if row["id"] and row["id"] in seen:
            row.say("id", f"the id “{row['id']}” is used twice; give each row its own")
        seen.add(row["id"])


def _check_conflicts(
    head: Head, projects: Sheet | None, figures: Sheet | None, problems: Problems
) -> None:
    """Note what a [[conflict]] names and no row is: its figures are rows of either table."""
    if projects is None or figures is None:
        return
    amounts = [row["id"] for row in projects.rows if row["printed"]]
    known = [*(row["id"] for row in figures.rows), *amounts]
    for conflict in head.known_conflicts:
        for figure in conflict.figures:
            if figure not in known:
                listed = "use the id of a row of figures.csv, or of a project with an amount"
                what = f"“{figure}” is no figure; {or_else(figure, known, listed)}"
                problems.say(HEAD, f"[[conflict]]: {what}")


def _check_local_names(
    projects: Iterable[AnnouncedProject], head: Head, problems: Problems
) -> None:
    """Note names in a language that is not declared: a page must say what language they are in."""
    if not head.local_language and any(project.local_name for project in projects):
        what = (
            "“local_language” is missing, and projects.csv has names in local_name; write their "
            "language, such as zh"
        )
        problems.say(HEAD, what)
