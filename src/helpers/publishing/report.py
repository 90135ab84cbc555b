"""An announcement becomes the files of its report: checked, its notebook executed once, its pages
and tables made.

This module makes files and puts them nowhere: what becomes of them is for others to say. All names
of files are relative to the project.
"""

from nbformat import NotebookNode

from helpers.dataset import datapackage
from helpers.model.check import checked
from helpers.model.evidence import Evidence
from helpers.project import ProblemsError, Project
from helpers.publishing import notebook as notebooks
from helpers.publishing import outputs
from helpers.publishing.execution import executed
from helpers.publishing.exporters import ReportHTMLExporter, ReportPDFExporter
from helpers.publishing.front import front_page
from helpers.telling import charts, columns, comparison, summary
from helpers.telling.charts.canvas import NARROW

INDEX = "index"  # the front page's name


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
        f"{folder}/figures.csv": columns.written(columns.figures(views[1])),
        f"{folder}/shares.csv": columns.written(columns.all_shares(views)),
        f"{folder}/projects.csv": columns.written(columns.projects(views[1])),
        f"{folder}/summary.json": _summary(views, project, headline),
    }
    if chart := charts.shares(views):
        files[f"{folder}/shares.svg"] = chart.svg(travelling=True).encode()
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
        files[f"reports/{name}/announcements.csv"] = columns.written(table)
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


def _pages(page: str, notebook: NotebookNode, name: str) -> dict[str, bytes]:
    """The notebook as HTML and as PDF, and itself, in the folder of the page."""
    resources = {"metadata": {"name": page}}
    try:
        html, _ = ReportHTMLExporter().from_notebook_node(notebook, resources)
        pdf, _ = ReportPDFExporter().from_notebook_node(notebook, resources)
    except ProblemsError as error:
        where = f"{name}: {page}" if page not in name else name
        raise ProblemsError(*(f"{where}: {problem}" for problem in error.problems)) from error
    return {
        f"reports/{page}/{name.rpartition('/')[2]}": notebooks.saved(notebook),
        f"reports/{page}.html": html.encode(),
        f"reports/{page}.pdf": pdf,
    }
