"""An article becomes the draft of a dataset: every figure in it, with what is still to settle.

What the article says outright is filled in, and what each proposal rests on is quoted. All of it is
marked in the column `draft` of its row, or in the list `draft` of announcement.toml, and
`announcement check` names it until a person has settled it.
This module knows rows and files; what a figure is proposed as is settled in `proposing`.
"""

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.dataset.drafthead import Noted, language_of, written_head
from helpers.dataset.draftwords import ORIGINS, simplified
from helpers.dataset.gathered import Proposal
from helpers.dataset.measures import declared_measures, described
from helpers.dataset.mentions import day_of, distinct, sectors_of, slug, with_byline
from helpers.dataset.proposing import proposals
from helpers.dataset.relating import UNNAMED
from helpers.dataset.schema import TABLES, Column
from helpers.dataset.sorting import sector_of
from helpers.figures import wording
from helpers.figures.article import Article
from helpers.figures.page import Page
from helpers.figures.reading import Found
from helpers.project import DATASET_FILES, ID_RULE, ProblemsError, Project, is_id

IF_NOT = "If not, change its scope or its measure, or delete the row."
LONGEST_ID = 40  # characters
FIRMS = (  # what is counted in the place of projects, each having one
    *("companies", "firms", "manufacturers", "enterprises", "investors", "startups"),
    *("hospitals", "clinics", "schools", "colleges", "universities", "recipients", "applicants"),
)
BEGINNING = 3  # paragraphs that say how many companies took part
Cells = dict[str, str | int]  # of a row, by the names of the columns


@dataclass(frozen=True)
class Noticed:
    """What a draft is made of: the figures' proposals, and what the article says as a whole."""

    article: Article
    proposals: Sequence[Proposal]
    measures: Sequence[str]  # the id of each proposal's measure, as it is declared
    noted: Noted
    chinese: bool


def write_draft(
    announcement_id: str,
    article: Article,
    found: Sequence[Found],
    project: Project,
    page: Page | None = None,
) -> Path:
    """Make `data/<announcement_id>/` from an article and the figures found in it; its path.

    The folder is made whole or not at all. Raises ProblemsError where the id cannot be one, or
    where the folder exists: nothing is ever overwritten.
    """
    folder = project.dataset_folder(announcement_id)
    if not is_id(announcement_id):
        raise ProblemsError(f"“{announcement_id}” is not an id; {ID_RULE}")
    if folder.exists() or folder.is_symlink():
        what = "it exists and is left as it is; choose another id, or move it away"
        raise ProblemsError(f"data/{announcement_id}: {what}")
    files = draft(article, found, page)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as staging:
        made = Path(staging) / announcement_id
        made.mkdir()
        for name, text in files.items():
            (made / name).write_text(text, encoding="utf-8", newline="\n")
        shutil.move(made, folder)
    return folder


def draft(article: Article, found: Sequence[Found], page: Page | None = None) -> dict[str, str]:
    """The texts of the files of a dataset, by their names, as far as an article fills them."""
    noticed = _noticed(article, found, page or Page())
    named = _projects(noticed.proposals)
    ids = _ids_of_projects(named)
    projects = [_project_row(proposal, ids, noticed) for proposal in named]
    unnamed = _unnamed(noticed.proposals, named)
    if unnamed:
        projects.append(unnamed)
    figures = [*_figure_rows(noticed, named, ids), *_unread_rows(found)]
    dimensions = [
        name
        for name, words in (("sector", noticed.noted.sectors), ("origin", noticed.noted.origins))
        if words
    ]
    columns = TABLES["dataset-projects"].with_dimensions(dimensions)
    texts = (
        written_head(article, found, noticed.noted),
        _csv(_used(columns, projects, [*dimensions, "draft"]), projects),
        _csv(_used(TABLES["dataset-figures"].columns, figures, ("draft",)), figures),
    )
    return dict(zip(DATASET_FILES, texts, strict=True))


def _noticed(article: Article, found: Sequence[Found], page: Page) -> Noticed:
    """What the figures are proposed as, and what announcement.toml has to declare for them."""
    language = language_of(article.text)
    chinese = language != "en"
    page = with_byline(page, article)
    day = day_of(article, page.published)
    sectors = sectors_of(article, chinese)
    ids = {simplified(sector.printed).lower(): sector.id for sector in sectors}
    year = int(day.what[:4]) if day else 0
    read = [figure for figure in found if not figure.reason]
    proposed = _without_rest(proposals(article, read, chinese, year, ids))
    measures, declared = declared_measures(proposed)
    groups = [proposal.group for proposal in proposed if proposal.group]
    used = [value for name, value in groups if name == "origin"]
    origins = tuple(dict.fromkeys([*used, *ORIGINS])) if used else ()
    noted = Noted(page, language, day, tuple(sectors), origins, tuple(declared))
    return Noticed(article, proposed, measures, noted, chinese)


def _without_rest(proposed: list[Proposal]) -> list[Proposal]:
    """The proposals; what is about projects without a name, where there are none, is apart."""
    if _unnamed(proposed, _projects(proposed)):
        return proposed
    return [
        replace(each, measure="other-amounts", project="", relation="")
        if each.project == UNNAMED
        else each
        for each in proposed
    ]


# --- projects.csv


def _projects(proposed: Sequence[Proposal]) -> list[Proposal]:
    """The proposals that become projects: of amounts of one name the first."""
    named: dict[str, Proposal] = {}
    for proposal in proposed:
        if proposal.is_amount:
            named.setdefault(proposal.project, proposal)
    return list(named.values())


def _ids_of_projects(named: Sequence[Proposal]) -> dict[str, str]:
    """An id for each project by its name: the name in small letters, or else a number."""
    slugs = [
        _short(slug(proposal.project)) if proposal.project.isascii() else "" for proposal in named
    ]
    numbered = [
        id_ if id_ and id_ != UNNAMED else f"project-{number}"
        for number, id_ in enumerate(slugs, 1)
    ]
    names = [proposal.project for proposal in named]
    return dict(zip(names, distinct(numbered), strict=True))


def _short(id_: str) -> str:
    """An id of not too many letters, cut between two words."""
    return id_ if len(id_) <= LONGEST_ID else id_[:LONGEST_ID].rpartition("-")[0]


def _project_row(proposal: Proposal, ids: dict[str, str], noticed: Noticed) -> Cells:
    latin = not noticed.chinese
    row: Cells = {
        "id": ids[proposal.project],
        "name" if latin else "local_name": proposal.project,
        "count": 1,
        "printed": proposal.figure.phrase,
        "source": "S1",
        "paragraph": proposal.figure.paragraph,
    }
    amounts = [each for each in noticed.proposals if each.is_amount]
    sorted_by = sector_of(proposal, amounts, noticed.article, noticed.noted.sectors)
    if sorted_by:
        row |= {"sector": sorted_by.id, "note": f"Its sentence says “{sorted_by.words}”."}
    name = "" if latin else " Write its name in Latin script."
    name += f" Its sector is proposed for “{sorted_by.words}”." if sorted_by else ""
    what = f"Proposed: the amount of “{proposal.project}”; it says “{proposal.words}”.{name}"
    otherwise = "If it is no single project’s, move the row to figures.csv."
    return row | {"draft": f"{understood(proposal.figure)} {what} {otherwise}"}


def _unnamed(proposed: Sequence[Proposal], named: Sequence[Proposal]) -> Cells | None:
    """A row for the projects that have none yet, as far as the article tells of them."""
    largest = _largest(proposed, ("projects",)) or _largest(proposed, FIRMS)
    rest = int(largest.reading.value) - len(named) if largest else 0
    if largest and rest > 0:
        less = f"“{largest.phrase}” less the rows above"
        proposal = (
            f"Proposed: {less}. Give each project that the article names a row of its own, and "
            "lower this count."
        )
        return _row_of_unnamed(rest, largest, proposal)
    total = None if largest else _more_than_named(proposed, named)
    if total is None:
        return None
    proposal = (
        f"Proposed: “{total.phrase}” is more than the rows above have together, so there is at "
        "least one project more. The count is left empty, for the article gives none."
    )
    return _row_of_unnamed("", total, proposal)


def _row_of_unnamed(count: int | str, figure: Found, proposal: str) -> Cells:
    return {
        "id": UNNAMED,
        "name": "Projects that the article does not name",
        "count": count,
        "source": "S1",
        "paragraph": figure.paragraph,
        "draft": proposal,
    }


def _largest(proposed: Sequence[Proposal], measures: Sequence[str]) -> Found | None:
    """The largest exact number of all projects; or else of those that have one each."""
    counts = [
        proposal.figure
        for proposal in proposed
        if proposal.measure in measures and proposal.group is None and not proposal.project
    ]
    if measures == FIRMS:
        counts = [figure for figure in counts if figure.paragraph <= BEGINNING]
    exact = [figure for figure in counts if figure.reading.qualifier == "exact"]
    return max(exact, key=lambda figure: figure.reading.value, default=None)


def _more_than_named(proposed: Sequence[Proposal], named: Sequence[Proposal]) -> Found | None:
    """The first total that is more than all amounts of its currency together; None if none is."""
    for proposal in proposed:
        reading = proposal.figure.reading
        is_of_all = not (proposal.group or proposal.project or proposal.relation)
        if proposal.measure != "investment" or not is_of_all:
            continue
        same = [each.figure.reading for each in named if each.figure.reading.unit == reading.unit]
        if reading.interval.low > sum(one.interval.high for one in same):
            return proposal.figure
    return None


# --- figures.csv


def _figure_rows(noticed: Noticed, named: Sequence[Proposal], ids: dict[str, str]) -> list[Cells]:
    """A row for each figure that is not the amount of a row of projects.csv, in order."""
    rows: list[Cells] = []
    of_projects = {id(proposal) for proposal in named}
    for proposal, measure in zip(noticed.proposals, noticed.measures, strict=True):
        if id(proposal) in of_projects:
            continue
        scope = _scope(proposal, ids)
        about = described(measure, proposal)
        what = f"Proposed: {about}; it says “{proposal.words}”. {IF_NOT}"
        row: Cells = {
            "id": _id(proposal, measure, scope),
            "source": "S1",
            "paragraph": proposal.figure.paragraph,
            "measure": measure,
            "scope": scope,
            "printed": proposal.figure.phrase,
            "draft": f"{understood(proposal.figure)} {what}",
        }
        related: Cells = {"relation": proposal.relation} if proposal.relation else {}
        rows.append(row | related | _by_head(proposal.figure))
    taken = [*ids.values(), UNNAMED]
    given = distinct([*taken, *(str(row["id"]) for row in rows)])[len(taken) :]
    return [row | {"id": id_} for row, id_ in zip(rows, given, strict=True)]


def _by_head(figure: Found) -> Cells:
    """The cells that say what an amount of a table means; its phrase alone lacks the scale."""
    if not figure.head:
        return {}
    interval = figure.reading.interval
    return {
        "low": f"{interval.low:f}",
        "high": f"{interval.high:f}",
        "unit": figure.reading.unit,
        "note": f"The head of its column says “{figure.head}”.",
    }


def _unread_rows(found: Sequence[Found]) -> list[Cells]:
    """A row for each figure that is not understood: a person has to say what it means."""
    unread = [figure for figure in found if figure.reason]
    what = "Write its measure, low, high and unit, and say why in the note; or delete the row."
    return [
        {
            "id": f"not-understood-{number}",
            "source": "S1",
            "paragraph": figure.paragraph,
            "printed": " ".join(figure.phrase.splitlines()),
            "draft": f"Not understood: {figure.reason}. {what}",
        }
        for number, figure in enumerate(unread, 1)
    ]


def _scope(proposal: Proposal, ids: dict[str, str]) -> str:
    if proposal.project:
        return f"project={ids.get(proposal.project, UNNAMED)}"
    return "=".join(proposal.group) if proposal.group else ""


def _id(proposal: Proposal, measure: str, scope: str) -> str:
    """An id that says what a figure is: headline-projects, foreign-investment, agnos-jobs."""
    parts = [scope.partition("=")[2], proposal.relation, measure]
    if proposal.figure.paragraph == 1:
        parts.insert(0, "headline")
    return "-".join(part for part in parts if part)


def understood(figure: Found) -> str:
    """How a figure is understood, for a person to compare with the article."""
    reading = figure.reading
    low, high = float(reading.interval.low), float(reading.interval.high)
    span = wording.span(low, high, reading.unit)
    bare = reading.kind == "money" and (figure.understood or not reading.unit)
    without = "; no currency stands with it" if bare else ""
    return f"Understood as {span}{without}."


def _used(columns: Iterable[Column], rows: Sequence[Cells], always: Sequence[str]) -> Iterator[str]:
    """The names of the columns: those that need not be there are left out where no row has them."""
    for column in columns:
        if column.required or column.name in always or any(row.get(column.name) for row in rows):
            yield column.name


def _csv(columns: Iterable[str], rows: Iterable[Cells]) -> str:
    text = io.StringIO()
    table = csv.DictWriter(text, list(columns), restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()
