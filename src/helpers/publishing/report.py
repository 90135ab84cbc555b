"""An announcement becomes the files of its report: checked, its notebook executed once, its pages
and tables made.

This module makes files and puts them nowhere: what becomes of them is for others to say. All names
of files are relative to the project.
"""

import logging
from collections.abc import MutableMapping
from typing import Any

from nbformat import NotebookNode

from helpers.dataset import datapackage
from helpers.model.check import checked
from helpers.model.evidence import Evidence
from helpers.project import ProblemsError, Project
from helpers.publishing import filenames, outputs
from helpers.publishing import notebook as notebooks
from helpers.publishing.execution import executed
from helpers.publishing.exporters import ReportHTMLExporter, ReportPDFExporter
from helpers.publishing.front import front_page
from helpers.telling import charts, columns, comparison, summary
from helpers.telling.charts.canvas import NARROW

INDEX = "index"  # the front page's name
LOG = logging.getLogger(__name__)
LOG.addHandler(logging.NullHandler())  # who wants to hear it says so


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
    files = _pages(announcement_id, notebook, name) | {
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
    files = _pages(name, executed(notebooks.source_of(path), project, called), called)
    if path.name == notebooks.COMPARISON:
        table = comparison.announcements(summary.read_all(project))
        files[f"reports/{name}/{filenames.CSV['announcements']}"] = columns.written(table)
    return files


def rendered_index(project: Project) -> dict[str, bytes]:
    """The front page and the data package, from the summaries of the reports that stand."""
    summaries = summary.read_all(project)
    paths = {s.id: notebooks.notebook_of(project, s.id).name for s in summaries}
    pages = [name for name in notebooks.page_names(project) if name not in paths]
    return {
        f"reports/{INDEX}.html": front_page(summaries, paths, pages).encode(),
        "data/datapackage.json": datapackage.descriptor(summaries),
    }


class _Located(logging.LoggerAdapter[logging.Logger]):
    """A log whose every line says where."""

    def process(
        self, msg: Any, kwargs: MutableMapping[str, Any]
    ) -> tuple[Any, MutableMapping[str, Any]]:
        """Put the place in front."""
        return f"{self.extra['where']}: {msg}" if self.extra else msg, kwargs


def _pages(page: str, notebook: NotebookNode, name: str) -> dict[str, bytes]:
    """The notebook as HTML and as PDF, and itself, in the folder of the page."""
    resources = {"metadata": {"name": page}}
    where = f"{name}: {page}" if page not in name else name
    log = _Located(LOG, {"where": where})
    try:
        html, _ = ReportHTMLExporter(log=log).from_notebook_node(notebook, resources)
        pdf, _ = ReportPDFExporter(log=log).from_notebook_node(notebook, resources)
    except ProblemsError as error:
        raise ProblemsError(*(f"{where}: {problem}" for problem in error.problems)) from error
    return {
        f"reports/{page}/{name.rpartition('/')[2]}": notebooks.saved(notebook),
        f"reports/{page}.html": html.encode(),
        f"reports/{page}.pdf": pdf,
    }
