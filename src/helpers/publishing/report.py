"""An announcement becomes the files of its report: checked, its notebook executed once, its pages
and tables made.

This module makes files and puts them nowhere: what becomes of them is for others to say. All names
of files are relative to the project.
"""

import logging
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nbformat import NotebookNode

from helpers.dataset import datapackage
from helpers.model.check import checked
from helpers.model.evidence import Evidence
from helpers.project import ProblemsError, Project
from helpers.publishing import filenames, outputs, pictures, site
from helpers.publishing import notebook as notebooks
from helpers.publishing.execution import executed
from helpers.publishing.exporters import ReportHTMLExporter, ReportPDFExporter
from helpers.publishing.front import front_page
from helpers.telling import charts, columns, comparison, summary
from helpers.telling.charts.canvas import NARROW

INDEX = "index"  # the front page's name
LOG = logging.getLogger(__name__)
LOG.addHandler(logging.NullHandler())  # who wants to hear it says so


@dataclass(frozen=True)
class Imprint:
    """What a report says of itself beside its findings: when its figures were last checked, against
    how many sources, and which version of the dataset they are.
    """

    label: str
    checked: date
    sources: int
    version: str


def rendered(announcement_id: str, project: Project) -> dict[str, bytes]:
    """Every file of one announcement's report, from one execution of its notebook, which is among
    them, executed.

    Raises ProblemsError where it cannot be reported on.
    """
    views = checked(announcement_id, project)
    path = notebooks.notebook_of(project, announcement_id)
    source, name = notebooks.source_of(path, announcement_id), notebooks.name_in_project(path)
    notebook = executed(source, project, name, announcement_id)
    # The general notebook is headed by what was announced, one's own by what it found.
    own = path.stem == announcement_id
    headline = outputs.about_of(notebook, announcement_id).title if own else ""
    folder = f"reports/{announcement_id}"
    dataset = views[0].dataset
    imprint = Imprint(dataset.label, dataset.updated, len(dataset.sources), dataset.version)
    tables = ("figures", "shares", "projects")
    links = [(f"{table.capitalize()} (CSV)", filenames.CSV[table]) for table in tables]
    files = _pages(announcement_id, notebook, name, project, links, imprint) | {
        f"{folder}/{filenames.CSV['figures']}": columns.written(columns.figures(views[1])),
        f"{folder}/{filenames.CSV['shares']}": columns.written(columns.all_shares(views)),
        f"{folder}/{filenames.CSV['projects']}": columns.written(columns.projects(views[1])),
        f"{folder}/{filenames.SUMMARY}": _summary(views, project, headline),
    }
    if chart := charts.shares(views):
        files[f"{folder}/{filenames.CHART}"] = chart.svg(travelling=True).encode()
    return files


def _summary(views: tuple[Evidence, Evidence], project: Project, headline: str) -> bytes:
    """What the comparison and the front page need, with the small chart of the answer."""
    resources = datapackage.resources(views[0].dataset, project)
    glance = charts.glance(views)
    picture = glance.svg(NARROW, framed=False) if glance else ""
    alt = glance.alt if glance else ""
    return summary.written(summary.summarised(views, resources, picture, alt, headline))


def rendered_page(name: str, project: Project) -> dict[str, bytes]:
    """Every file of a page that is no announcement's report, its executed notebook among them."""
    path = project.notebooks / f"{name}.ipynb"
    called = notebooks.name_in_project(path)
    notebook = executed(notebooks.source_of(path), project, called)
    has_table = path.name == notebooks.COMPARISON
    links = [("Announcements (CSV)", filenames.CSV["announcements"])] if has_table else []
    files = _pages(name, notebook, called, project, links)
    if has_table:
        table = comparison.announcements(summary.read_all(project))
        files[f"reports/{name}/{filenames.CSV['announcements']}"] = columns.written(table)
    return files


def rendered_index(project: Project) -> dict[str, bytes]:
    """The front page and the data package, from the summaries of the reports that stand."""
    summaries = summary.read_all(project)
    return {
        f"reports/{INDEX}.html": front_page(summaries, site.of(project, INDEX)).encode(),
        "data/datapackage.json": datapackage.descriptor(summaries),
    }


class _Located(logging.LoggerAdapter[logging.Logger]):
    """A log whose every line says where."""

    def process(
        self, msg: Any, kwargs: MutableMapping[str, Any]
    ) -> tuple[Any, MutableMapping[str, Any]]:
        """Put the place in front."""
        return f"{self.extra['where']}: {msg}" if self.extra else msg, kwargs


def _pages(
    page: str,
    notebook: NotebookNode,
    name: str,
    project: Project,
    links: Sequence[tuple[str, str]],
    imprint: Imprint | None = None,
) -> dict[str, bytes]:
    """The notebook as HTML and as PDF, and itself, in the folder of the page; and its charts.

    `links` are the tables that stand there, each with its file.
    """
    file = name.rpartition("/")[2]
    inside = [*links, ("Notebook", file)]
    resources = {
        "metadata": {"name": page},
        "site": site.of(project, page),
        "imprint": imprint,
        "files": [("PDF", f"{page}.pdf"), *((text, f"{page}/{link}") for text, link in inside)],
        "picture": f"{page}/{filenames.SOCIAL}",
    }
    where = f"{name}: {page}" if page not in name else name
    log = _Located(LOG, {"where": where})
    try:
        html, _ = ReportHTMLExporter(log=log).from_notebook_node(notebook, resources)
        pdf, _ = ReportPDFExporter(log=log).from_notebook_node(notebook, resources)
        drawn = pictures.files(notebook, page)
        about = outputs.about_of(notebook, page)
        social = pictures.social(notebook, about, imprint.label if imprint else "")
    except ProblemsError as error:
        raise ProblemsError(*(f"{where}: {problem}" for problem in error.problems)) from error
    return {
        **{f"reports/{chart}": content for chart, content in drawn.items()},
        f"reports/{page}/{filenames.SOCIAL}": social,
        f"reports/{page}/{file}": notebooks.saved(notebook),
        f"reports/{page}.html": html.encode(),
        f"reports/{page}.pdf": pdf,
    }
