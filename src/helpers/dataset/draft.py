"""An article becomes the draft of a dataset: every figure it prints, each with what a person has still to settle.

What can be read off the article is filled in; whatever cannot stays empty. What is only proposed is marked in the
column `draft` of its row, or in the list `draft` of announcement.toml, and `announcement check` names it until it is
emptied.
This module knows articles, phrases and the layout of a dataset; it knows nothing of what is computed from one.
"""

import csv
import io
import json
import re
import shutil
import tempfile
from datetime import date
from pathlib import Path

from helpers.dataset.loader import FIGURE_COLUMNS, PROJECT_COLUMNS, no_id
from helpers.figures import wording as words
from helpers.figures.article import Article
from helpers.figures.lexicon import TRADITIONAL
from helpers.figures.reading import Found
from helpers.project import ProblemsError, Project, is_id

PROJECTS = re.compile(
    r"projects?|deals?|MoUs?|agreements?|awards?|contracts?|memorand\w+|项目|項目|协议|協議|合同",
    re.IGNORECASE,
)
JOBS = re.compile(r"jobs?|employment|岗位|崗位|就业|就業", re.IGNORECASE)
ORIGINS = {
    "foreign": re.compile(r"foreign|外资|外資|外商", re.IGNORECASE),
    "domestic": re.compile(r"domestic|内资|內資", re.IGNORECASE),
}
AVERAGE = re.compile(r"\baverag|平均", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?;]\s|[。！？；]")


def write_draft(announcement_id: str, article: Article, found: list[Found]) -> Path:
    """Make `data/<announcement_id>/` from an article and the figures found in it, whole or not at all; its path.

    Raises ProblemsError where the id is none or the folder exists: nothing is ever overwritten.
    """
    folder = Project.find().root / "data" / announcement_id
    if not is_id(announcement_id):
        raise ProblemsError(no_id(announcement_id))
    if folder.exists():
        told = f"data/{announcement_id}: it exists and is left as it is; choose another id, or move it away"
        raise ProblemsError(told)
    files = draft(article, found)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as staging:
        made = Path(staging) / announcement_id
        made.mkdir()
        for name, text in files.items():
            (made / name).write_text(text, encoding="utf-8", newline="\n")
        shutil.move(made, folder)
    return folder


def draft(article: Article, found: list[Found]) -> dict[str, str]:
    """The three files of a dataset, as far as an article fills them."""
    counts = [f for f in found if _is_project_count(f) and f.reading.qualifier == "exact"]
    whole = max(counts, key=lambda f: f.reading.value, default=None)
    projects, figures, jobs = [], [], False
    for figure in found:
        reading = figure.reading
        row = {"source": "S1", "paragraph": figure.paragraph, "printed": figure.phrase}
        read_as = f"Read as {words.span(reading.interval.low, reading.interval.high, reading.unit or '')}".strip()
        if reading.kind == "money" and (figure.understood or not reading.unit):
            read_as += ", no currency being printed with it"
        origin, average = _origin(figure, article), AVERAGE.search(_before(figure, article))
        counted = any(map(_is_project_count, _neighbours(figure, found, article)))
        if reading.kind == "money" and not (figure.paragraph == 1 or counted or origin or average):
            projects.append(
                row
                | {"id": f"project-{len(projects) + 1}", "count": 1}
                | {
                    "draft": f"{read_as}. The amount of one project? Name it; else move the row to figures.csv"
                }
            )
            continue
        measure, proposal = _proposal(figure)
        if average:
            measure, proposal = (
                "",
                "An average? Put what it measures, declared as [[measure]]; or delete the row",
            )
        jobs = jobs or measure == "jobs"
        if measure in ("projects", "investment") and origin:
            row |= {"scope": f"origin={origin}"}
            proposal = (
                f"Of all {origin} projects? Else put its scope or its measure, or delete the row"
            )
        figures.append(
            row
            | {
                "id": f"figure-{len(figures) + 1}",
                "measure": measure,
                "draft": f"{read_as}. {proposal}",
            }
        )
    if whole and (rest := int(whole.reading.value) - len(projects)) > 0:
        projects.append(
            {"id": "unnamed", "name": "Projects that the article does not name", "count": rest}
            | {"source": "S1", "paragraph": whole.paragraph}
            | {
                "draft": f"“{whole.phrase}” less the rows above? Give each project that the article names its row, "
                "and lower this count"
            }
        )
    origins = any("scope" in figure for figure in figures)
    columns = [
        *PROJECT_COLUMNS[:-1],
        *(["origin"] if origins else []),
        PROJECT_COLUMNS[-1],
        "draft",
    ]
    return {
        "announcement.toml": _toml(article, found, jobs, origins),
        "projects.csv": _csv(columns, projects),
        "figures.csv": _csv([*FIGURE_COLUMNS, "draft"], figures),
    }


def _proposal(figure):
    """The measure proposed for a figure, and what a person has to settle."""
    kind, unit = figure.reading.kind, figure.reading.unit
    if kind == "money":
        return (
            "investment",
            "The investment in all projects? Else put its scope or its measure, or delete the row",
        )
    if kind == "count" and PROJECTS.search(unit):
        return (
            "projects",
            "The number of all projects? Else put its scope or its measure, or delete the row",
        )
    if kind == "count" and JOBS.search(unit):
        return (
            "jobs",
            "The jobs in all projects? Else put its scope or its measure, or delete the row",
        )
    noun = "%" if kind == "percent" else unit.split()[-1] if unit else "things"
    return (
        "",
        f"Put what it measures, declared as [[measure]] with unit = “{noun}” in announcement.toml; or delete the row",
    )


def _is_project_count(figure):
    return (
        figure.reading.kind == "count"
        and bool(PROJECTS.search(figure.reading.unit))
        and figure.reading.value > 1
    )


def _before(figure, article):
    text = article.paragraphs[figure.paragraph - 1][max(0, figure.start - 24) : figure.start]
    return re.split("[,，;；。]", text)[-1]


def _sentence(figure, article):
    """Where the sentence of a figure begins and ends in its paragraph."""
    text = article.paragraphs[figure.paragraph - 1]
    ends = [match.end() for match in SENTENCE.finditer(text)]
    start = max((end for end in ends if end <= figure.start), default=0)
    return start, min((end for end in ends if end >= figure.end), default=len(text))


def _origin(figure, article):
    """Whether a figure is of foreign or of domestic projects: the last such word of its sentence, up to its own end."""
    text, (start, _) = article.paragraphs[figure.paragraph - 1], _sentence(figure, article)
    said = {
        match.start(): id_
        for id_, word in ORIGINS.items()
        for match in word.finditer(text, start, figure.end)
    }
    return said[max(said)] if said else None


def _neighbours(figure, found, article):
    """The figures of the same sentence."""
    start, end = _sentence(figure, article)
    return [
        f for f in found if f.paragraph == figure.paragraph and start <= f.start and f.end <= end
    ]


def _toml(article, found, jobs, origins):
    currencies = [f.reading.unit for f in found if f.reading.kind == "money" and f.reading.unit]
    understood = next((f.reading.unit for f in found if f.understood), None)
    currency = understood or (
        max(dict.fromkeys(currencies), key=currencies.count) if currencies else ""
    )
    chinese = len(re.findall(r"[一-鿿]", article.text)) > len(article.text) / 4
    traditional = (
        chinese and sum(ord(c) in TRADITIONAL for c in article.text) > len(article.text) / 100
    )
    language = "zh-Hant" if traditional else "zh" if chinese else "en"
    settle = [
        f"currency: {currency or 'none'} is printed most often; put the code of the one that the announcement is in",
        "groups: declare each sector that the article names as [[sector]] with id and name, and give projects.csv a "
        "column “sector”; so with whatever else sorts the projects",
    ]
    quoted = lambda text: json.dumps(text, ensure_ascii=False)
    lines = [
        "# One announcement: what, when, where, who printed it, and the words its rows may use (see data/README.md).",
        "# What “draft” lists, here and in the tables, is still to be settled: do it, and take it out.",
        "",
        "draft = [",
        *(f"    {quoted(text)}," for text in settle),
        "]",
        'version = "1.0.0"',
        f"updated = {date.today()}",
        'title = ""',
        'label = ""',
        "# date = 2020-05-20    the day of the event: take the # away and put it here",
        'place = ""',
        f"currency = {quoted(currency)}",
        *([f"local_language = {quoted(language)}"] if chinese else []),
        "",
        "[[source]]",
        'id = "S1"',
        'role = "article"',
        'title = ""',
        'outlet = ""',
        'address = ""',
        'published = ""',
        f"accessed = {date.today()}",
        f"language = {quoted(language)}",
        f"paragraphs = {len(article.paragraphs)}",
        f"sha256 = {quoted(article.digest)}",
        "",
        *_measure("projects", "projects signed", "projects"),
        *_measure("investment", "investment signed", "money"),
        *(
            _measure("jobs", "jobs that the projects are to create", "jobs", additive=True)
            if jobs
            else []
        ),
        *(f'[[origin]]\nid = "{id_}"\nname = "{id_.capitalize()}"\n' for id_ in ORIGINS if origins),
        "[[change]]",
        'version = "1.0.0"',
        f"date = {date.today()}",
        'what = "First release."',
    ]
    return "\n".join(lines) + "\n"


def _measure(id_, name, unit, additive=False):
    lines = ["[[measure]]", f'id = "{id_}"', f'name = "{name}"', f'unit = "{unit}"']
    return [*lines, *(["additive = true"] if additive else []), ""]


def _csv(columns, rows):
    text = io.StringIO()
    table = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()
