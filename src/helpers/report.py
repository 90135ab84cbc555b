"""An announcement becomes a report: checked, its notebook executed once, its pages and tables put into `reports/`.

What stands in `reports/` is touched only when all that replaces it is made.
"""

import contextlib
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from traitlets.config import Config

from helpers import charts, comparison, model, tables, words
from helpers.announcement import Announcement, DatasetError, load, project_root
from helpers.article import Article
from helpers.pages import ReportHTMLExporter, ReportPDFExporter, front_page

NOTEBOOK = "announcement.ipynb"
COMPARISON = "comparison.ipynb"
TIME_LIMIT = 120  # seconds a cell


# checking


def checked(announcement_id: str, article: Article | None = None) -> tuple[model.View, model.View]:
    """The views of an announcement, if it can be reported on. Raises DatasetError with every problem, contradicting
    figures included; and with every phrase that does not stand where it should, where the article itself is given.
    """
    announcement = load(announcement_id, article)
    views = model.views(announcement)
    problems, found = [], set()
    for view in views:
        for conflict in view.conflicts():
            known = conflict.measure in announcement.known_conflicts
            if conflict.measure not in found and not known and announcement.measures[conflict.measure].additive:
                problems.append(
                    _told(conflict, announcement)
                )  # of any other measure, reports that differ are a finding
            found.add(conflict.measure)
    for measure in announcement.known_conflicts:
        if measure not in found:
            problems.append(
                f"data/{announcement.id}/announcement.toml: [[conflict]] {measure}: its figures can all be true; "
                f"delete the entry"
            )
    if not problems:
        try:
            for view in views:
                for dimension in announcement.dimensions if view.adds_up else ():
                    view.shares(dimension)
        except model.Infeasible:
            problems.append(f"data/{announcement.id}: no division of projects and money agrees with all the figures")
    if problems:
        raise DatasetError(problems)
    return views


def _told(conflict, announcement):
    """A conflict as a line for the curator."""
    first, *others = conflict.figures
    listed = words.listed(f"{f.place.rpartition('/')[2]} (“{f.printed}”)" for f in others)
    together = f"together with {listed}" if others else "with the rows of projects.csv"
    gap = words.quantity(conflict.gap, announcement.unit_of(announcement.measures[conflict.measure]))
    rows = ", a count in projects.csv," if conflict.measure == "projects" else ""
    return (
        f"{first.place}, column printed: “{first.printed}” cannot be true {together}; they miss each other by {gap}; "
        f"correct the wrong one{rows} or add a row for the projects that are missing; if there are "
        "groups besides those declared, declare one more with outside = true; if they are printed so, declare "
        f'[[conflict]] with measure = "{conflict.measure}" and a note in announcement.toml, and the report shows it'
    )


# executing


def default_id() -> str:
    """The announcement that the notebook reports on when it is opened."""
    return _parameters(_notebook(NOTEBOOK)).source.partition("=")[2].strip(" \"'\n")


def execute(announcement: Announcement, tick: Callable[[], None] = lambda: None) -> nbformat.NotebookNode:
    """Run the notebook on one announcement, calling `tick` after each cell, and normalise it: the same data give the
    same bytes.
    """
    notebook = _notebook(NOTEBOOK)
    _parameters(notebook).source = f'announcement_id = "{announcement.id}"'
    about = {
        "name": announcement.id,
        "title": announcement.title,
        "description": f"What the article prints, checked figure by figure: {announcement.place}, "
        f"{words.day(announcement.date)}.",
        "updated": announcement.updated.isoformat(),
    }
    return _executed(notebook, f"{NOTEBOOK}: {announcement.id}", about, tick)


def _executed(notebook, name, about, tick):
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=TIME_LIMIT,
        record_timing=False,
        resources={"metadata": {"path": str(project_root() / "notebooks")}},
        extra_arguments=["--HistoryManager.enabled=False"],
        config=Config(KernelManager={"transport_encryption": "auto"}),
        on_cell_executed=lambda **_: tick(),
    )
    with tempfile.TemporaryFile() as aside:  # what a kernel says to the terminal is no message of ours
        try:
            client.execute(stderr=aside)
        except CellExecutionError as error:
            raise DatasetError([f"notebooks/{name}: {_last_line(str(error))}"]) from error
        except CellTimeoutError as error:
            raise DatasetError([f"notebooks/{name}: a cell took longer than {TIME_LIMIT} seconds"]) from error
        except RuntimeError as error:
            aside.seek(0)
            said = _last_line(aside.read().decode(errors="replace")) or "it said nothing"
            raise DatasetError([f"notebooks/{name}: the kernel died: {said}"]) from error
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if (
                output.output_type == "stream"
            ):  # nothing in a report is printed, so this is a warning or a stray message
                raise DatasetError(
                    [f"notebooks/{name}: a cell printed “{output.text.strip()}”; a report has no place for it"]
                )
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "report": about,
    }
    return nbformat.from_dict(notebook)


def _last_line(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text).strip().rpartition("\n")[2]


def _notebook(name):
    return nbformat.read(project_root() / "notebooks" / name, as_version=4)


def _parameters(notebook):
    return next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))


def cell_count(notebook: str = NOTEBOOK) -> int:
    return sum(cell.cell_type == "code" for cell in _notebook(notebook).cells)


# building


def build(views: tuple[model.View, model.View], tick: Callable[[], None] = lambda: None) -> None:
    """Render one announcement into `reports/`: nothing that stands there is touched before all of it is made."""
    _publish(rendered(views, tick))


def build_comparison(tick: Callable[[], None] = lambda: None) -> None:
    """Render the comparison of all announcements into `reports/`, in the same way."""
    _publish(rendered_comparison(tick))


def _publish(files):
    root = project_root()
    reports = root / "reports"
    reports.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=reports, prefix=".build-") as folder:
        staged = Path(folder)
        for name, content in files.items():
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).write_bytes(content)
        for path in sorted(path for path in staged.rglob("*") if path.is_file()):
            name = path.relative_to(staged)
            target = root / "notebooks" / name if name.as_posix() in (NOTEBOOK, COMPARISON) else reports / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                if target.read_bytes() == path.read_bytes():
                    continue
            path.replace(target)


def rendered(views: tuple[model.View, model.View], tick: Callable[[], None] = lambda: None) -> dict[str, bytes]:
    """Every file of one announcement's report, from one execution of the notebook; the names are relative to
    `reports/`.

    The executed notebook is among them where the announcement is the one that the notebook opens with.
    """
    name = views[0].announcement.id
    notebook = execute(views[0].announcement, tick)
    files = _pages(name, notebook, NOTEBOOK) | {
        f"{name}/figures.csv": tables.csv(tables.figures(views[1])),
        f"{name}/shares.csv": tables.csv(tables.shares(views)),
        f"{name}/projects.csv": tables.csv(tables.projects(views[1])),
    }
    if chart := charts.shares(views):
        files[f"{name}/shares.svg"] = chart.svg(travelling=True).encode()
    if name == default_id():
        files[NOTEBOOK] = _saved(notebook)
    return files


def rendered_comparison(tick: Callable[[], None] = lambda: None) -> dict[str, bytes]:
    """Every file of the comparison, the executed notebook among them, and the front page; the names are relative to
    `reports/`.
    """
    subjects = comparison.subjects()
    about = {
        "name": "comparison",
        "title": "Announcements side by side",
        "description": f"{words.sentence(words.count(len(subjects), 'investment announcement'))} compared.",
        "updated": max(s.announcement.updated for s in subjects).isoformat(),
    }
    notebook = _executed(_notebook(COMPARISON), COMPARISON, about, tick)
    return _pages("comparison", notebook, COMPARISON) | {
        "comparison/announcements.csv": tables.csv(comparison.table(subjects)),
        COMPARISON: _saved(notebook),
        "index.html": front_page(subjects).encode(),
    }


def _pages(name, notebook, file):
    return {
        f"{name}/{file}": _saved(notebook),
        f"{name}.html": ReportHTMLExporter().from_notebook_node(notebook)[0].encode(),
        f"{name}.pdf": ReportPDFExporter().from_notebook_node(notebook)[0],
    }


def _saved(notebook) -> bytes:
    return (nbformat.writes(notebook) + "\n").encode()
