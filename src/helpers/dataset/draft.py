"""An article becomes the draft of a dataset: every figure in it, with what is still to settle.

What the article says outright is filled in. What is only proposed is marked in the column `draft`
of its row, or in the list `draft` of announcement.toml, and `announcement check` names it until a
person has settled it.
This module knows articles, phrases and the layout of a dataset, and nothing of what is computed.
"""

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helpers.dataset.drafthead import ORIGINS, written_head
from helpers.dataset.schema import TABLES
from helpers.figures import wording as words
from helpers.figures.article import Article
from helpers.figures.reading import Found
from helpers.project import DATASET_FILES, ID_RULE, ProblemsError, Project, is_id

PROJECTS = re.compile(
    r"projects?|deals?|MoUs?|agreements?|awards?|contracts?|memorand\w+|项目|項目|协议|協議|合同",
    re.IGNORECASE,
)
JOBS = re.compile(r"jobs?|employment|岗位|崗位|就业|就業", re.IGNORECASE)
AVERAGE = re.compile(r"\baverag|平均", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?;]\s|[。！？；]")
CLAUSE = re.compile(r"[,，;；。]")
JUST_BEFORE = 24  # the characters before a figure in which a word such as "average" is about it

OF_ALL = {
    "investment": "the investment in all",
    "projects": "the number of all",
    "jobs": "the jobs in all",
}
IF_NOT = "If not, change its scope or its measure, or delete the row."

Cells = dict[str, str | int]  # of a row, by the names of the columns


@dataclass
class Rows:
    """The rows of a draft, as they are found."""

    projects: list[Cells] = field(default_factory=list)
    figures: list[Cells] = field(default_factory=list)

    def has(self, column: str, value: str = "") -> bool:
        """Whether any figure has something in a column, or this value."""
        given = [row.get(column, "") for row in self.figures]
        return value in given if value else any(given)


def write_draft(
    announcement_id: str, article: Article, found: Sequence[Found], project: Project
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
    files = draft(article, found)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as staging:
        made = Path(staging) / announcement_id
        made.mkdir()
        for name, text in files.items():
            (made / name).write_text(text, encoding="utf-8", newline="\n")
        shutil.move(made, folder)
    return folder


def draft(article: Article, found: Sequence[Found]) -> dict[str, str]:
    """The texts of the files of a dataset, by their names, as far as an article fills them."""
    rows = Rows()
    for figure in found:
        _add(figure, found, article, rows)
    unnamed = _unnamed(found, len(rows.projects))
    if unnamed:
        rows.projects.append(unnamed)
    origins = list(ORIGINS) if rows.has("scope") else []
    head = written_head(article, found, origins, jobs=rows.has("measure", "jobs"))
    columns = TABLES["dataset-projects"].with_dimensions(["origin"] if origins else [])
    texts = (
        head,
        _csv((column.name for column in columns), rows.projects),
        _csv(TABLES["dataset-figures"].names, rows.figures),
    )
    return dict(zip(DATASET_FILES, texts, strict=True))


def _add(figure: Found, found: Sequence[Found], article: Article, rows: Rows) -> None:
    """Add the row of a figure to the table where it seems to belong."""
    row: Cells = {"source": "S1", "paragraph": figure.paragraph, "printed": figure.phrase}
    origin = _origin(figure, article)
    average = bool(AVERAGE.search(_before(figure, article)))
    counted = any(_counts_projects(other) for other in _same_sentence(figure, found, article))
    in_headline = figure.paragraph == 1
    money = figure.reading.kind == "money"
    if money and not (in_headline or counted or origin or average):
        row |= {"id": f"project-{len(rows.projects) + 1}", "count": 1}
        proposal = (
            "Proposed: the amount of one project. If so, name it; if not, move the row to "
            "figures.csv."
        )
        rows.projects.append(row | {"draft": f"{_understood(figure)} {proposal}"})
        return
    measure = "" if average else _measure(figure)
    if origin and measure in ("projects", "investment"):
        row |= {"scope": f"origin={origin}"}
    proposal = _proposal(figure, measure, row, average)
    row |= {"id": f"figure-{len(rows.figures) + 1}", "measure": measure}
    rows.figures.append(row | {"draft": f"{_understood(figure)} {proposal}"})


def _understood(figure: Found) -> str:
    """How a figure is understood, for a person to compare with the article."""
    reading = figure.reading
    low, high = float(reading.interval.low), float(reading.interval.high)
    span = words.span(low, high, reading.unit)
    bare = reading.kind == "money" and (figure.understood or not reading.unit)
    without = "; no currency stands with it" if bare else ""
    return f"Understood as {span}{without}."


def _measure(figure: Found) -> str:
    """The measure that a figure seems to have, empty where its words do not tell."""
    if figure.reading.kind == "money":
        return "investment"
    if figure.reading.kind != "count":
        return ""
    if PROJECTS.search(figure.reading.unit):
        return "projects"
    return "jobs" if JOBS.search(figure.reading.unit) else ""


def _proposal(figure: Found, measure: str, row: Mapping[str, object], average: bool) -> str:
    """What the row is proposed as, and what to do where that is wrong."""
    if average:
        what = "write what it measures, declared as [[measure]], or delete the row."
        return f"It seems to be an average: {what}"
    if not measure:
        declared = f"declared as [[measure]] with unit = “{_noun(figure)}” in announcement.toml"
        return f"Nothing is proposed: write what it measures, {declared}, or delete the row."
    origin = f"{row['scope']} ".removeprefix("origin=") if "scope" in row else ""
    return f"Proposed: {OF_ALL[measure]} {origin}projects. {IF_NOT}"


def _noun(figure: Found) -> str:
    """The unit that a measure of such a figure would have."""
    if figure.reading.kind == "percent":
        return "%"
    return figure.reading.unit.split()[-1] if figure.reading.unit else "things"


def _unnamed(found: Iterable[Found], named: int) -> Cells | None:
    """A row for the projects that have none yet, where the article says how many there are."""
    counts = [f for f in found if _counts_projects(f) and f.reading.qualifier == "exact"]
    largest = max(counts, key=lambda figure: figure.reading.value, default=None)
    rest = int(largest.reading.value) - named if largest else 0
    if largest is None or rest <= 0:
        return None
    proposal = (
        f"Proposed: “{largest.phrase}” less the rows above. Give each project that the article "
        "names a row of its own, and lower this count."
    )
    return {
        "id": "unnamed",
        "name": "Projects that the article does not name",
        "count": rest,
        "source": "S1",
        "paragraph": largest.paragraph,
        "draft": proposal,
    }


# What stands around a figure


def _counts_projects(figure: Found) -> bool:
    reading = figure.reading
    return reading.kind == "count" and bool(PROJECTS.search(reading.unit)) and reading.value > 1


def _before(figure: Found, article: Article) -> str:
    """The words of its clause that stand just before a figure."""
    text = article.paragraphs[figure.paragraph - 1]
    return CLAUSE.split(text[max(0, figure.start - JUST_BEFORE) : figure.start])[-1]


def _sentence(figure: Found, article: Article) -> tuple[int, int]:
    """Where the sentence of a figure begins and ends in its paragraph."""
    text = article.paragraphs[figure.paragraph - 1]
    ends = [match.end() for match in SENTENCE.finditer(text)]
    start = max((end for end in ends if end <= figure.start), default=0)
    end = min((end for end in ends if end >= figure.end), default=len(text))
    return start, end


def _origin(figure: Found, article: Article) -> str:
    """The origin that the sentence names last, up to the end of the figure; empty where none."""
    text = article.paragraphs[figure.paragraph - 1]
    start, _ = _sentence(figure, article)
    said = {
        match.start(): origin
        for origin, word in ORIGINS.items()
        for match in word.finditer(text, start, figure.end)
    }
    return said[max(said)] if said else ""


def _same_sentence(figure: Found, found: Iterable[Found], article: Article) -> list[Found]:
    """The figures of the same sentence, itself among them."""
    start, end = _sentence(figure, article)
    near = [other for other in found if other.paragraph == figure.paragraph]
    return [other for other in near if start <= other.start and other.end <= end]


def _csv(columns: Iterable[str], rows: Iterable[Cells]) -> str:
    text = io.StringIO()
    table = csv.DictWriter(text, list(columns), restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()
