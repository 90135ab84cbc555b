"""An announcement becomes the files of its report: checked, its notebook executed once, its pages and tables made.

This module makes files and puts them nowhere: what becomes of them is for others to say.
"""

import functools
import gc
import tempfile
import types

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from helpers.dataset import datapackage as package
from helpers.dataset.loader import load
from helpers.figures import wording as words
from helpers.figures.article import Article
from helpers.model import evidence as model
from helpers.project import ProblemsError, Project
from helpers.publishing.exporters import ReportHTMLExporter, ReportPDFExporter, front_page
from helpers.telling import charts, comparison, summary, tables

NOTEBOOK = "announcement.ipynb"
COMPARISON = "comparison.ipynb"


# checking


def checked(
    announcement_id: str, article: Article | None = None
) -> tuple[model.Evidence, model.Evidence]:
    """The views of an announcement, if it can be reported on. Raises ProblemsError with every problem, contradicting
    figures included; and with every phrase that does not stand where it should, where the article itself is given.
    """
    announcement = load(announcement_id, article)
    views = model.views(announcement)
    problems, found = list(_unreadable(announcement)), set()
    for view in views:
        for conflict in view.conflicts:
            told = conflict.measure in found or conflict.measure in announcement.known_conflicts
            if (
                not told and announcement.measures[conflict.measure].additive
            ):  # else that reports differ is a finding
                problems.append(_told(conflict, announcement))
            found.add(conflict.measure)
    entry = f"data/{announcement.id}/announcement.toml: [[conflict]]"
    unfounded = [measure for measure in announcement.known_conflicts if measure not in found]
    problems += [
        f"{entry} {measure}: its figures can all be true; delete the entry" for measure in unfounded
    ]
    if not problems:
        try:
            for view in views:
                for dimension in announcement.dimensions if view.adds_up else ():
                    view.shares(dimension)
        except model.Infeasible:
            problems.append(
                f"data/{announcement.id}: no division of projects and money agrees with all the figures"
            )
    if problems:
        raise ProblemsError(*problems)
    return views


def _unreadable(announcement):
    """The names that charts cannot show."""
    toml = f"data/{announcement.id}/announcement.toml"
    named = [(f"{p.place}, column name", p.name) for p in announcement.projects]
    for dimension, terms in announcement.vocabularies.items():
        named += [(f"{toml}: [[{dimension}]] {term.id}", term.name) for term in terms.values()]
    named += [
        (f"{toml}: [[source]] {source.id}, outlet", source.outlet)
        for source in announcement.sources.values()
    ]
    named += [
        (f"{toml}: [[measure]] {m.id}", m.name + m.unit + m.period)
        for m in announcement.measures.values()
    ]
    named += [
        (f"{toml}: [[rate]] {rate.currency}, source", rate.source)
        for rate in announcement.rates.values()
    ]
    named += [
        (f"{toml}: {name}", getattr(announcement, name)) for name in ("label", "noun", "money")
    ]
    for place, text in named:
        if missing := charts.lacking(text):
            yield (
                f"{place}: “{missing}” cannot be shown in charts; write it in Latin script (a project’s name as it is "
                "printed goes into local_name)"
            )


def _told(conflict, announcement):
    """A conflict as a line for the curator."""
    first, *others = conflict.figures
    listed = words.listed(f"{f.place.rpartition('/')[2]} (“{f.printed}”)" for f in others)
    together = f"together with {listed}" if others else "with the rows of projects.csv"
    gap = words.quantity(
        conflict.gap, announcement.unit_of(announcement.measures[conflict.measure])
    )
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


@functools.cache
def _shell():
    """IPython in this process, without a history or a profile of anybody's: what a kernel would run the cells in."""
    quiet = Config({"HistoryManager": {"enabled": False}})
    with tempfile.TemporaryDirectory() as nobody:
        gc.freeze()  # what is imported stays: to look through it after each report would take a tenth of its time
        own = types.ModuleType("notebook")  # in place of this process's own __main__
        return InteractiveShell.instance(config=quiet, ipython_dir=nobody, user_module=own)


def _executed(name, about, parameters=None):
    """A notebook with its outputs, the same bytes for the same data. It is run here and not in a kernel of its own,
    which takes longer to start than to run it; that a kernel gives the same is for the tests to say.
    """
    notebook, shell = _notebook(name), _shell()
    if parameters:
        _parameters(notebook).source = parameters
    shell.reset()
    for cell in (cell for cell in notebook.cells if cell.cell_type == "code"):
        with shell.display_trap, capture_output() as captured:
            result = shell.run_cell(cell.source, store_history=True)
        if error := result.error_before_exec or result.error_in_exec:
            raise ProblemsError(
                f"notebooks/{name}: {about['name']}: {type(error).__name__}: {error}"
            )
        if stray := (
            captured.stdout + captured.stderr
        ).strip():  # a warning, or a message that nobody would see
            raise ProblemsError(
                f"notebooks/{name}: a cell printed “{stray}”; a report has no place for it"
            )
        cell.execution_count = result.execution_count
        cell.outputs = [
            nbformat.v4.new_output(
                "execute_result",
                output.data,
                metadata=output.metadata,
                execution_count=result.execution_count,
            )
            for output in captured.outputs
        ]
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "report": about,
    }
    return nbformat.from_dict(notebook)


def _notebook(name):
    return nbformat.read(Project.find().root / "notebooks" / name, as_version=4)


def _parameters(notebook):
    return next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))


# rendering


def rendered(announcement_id: str) -> dict[str, bytes]:
    """Every file of one announcement's report, from one execution of the notebook; the names are relative to the
    project. Raises ProblemsError where it cannot be reported on.

    The notebook itself is among them, executed, where the announcement is the one that it opens with.
    """
    announcement = checked(announcement_id)[0].announcement
    about = {
        "name": announcement_id,
        "title": announcement.title,
        "description": f"What the article prints, checked figure by figure: {announcement.place}, "
        f"{words.day(announcement.date)}.",
        "updated": announcement.updated.isoformat(),
    }
    notebook = _executed(NOTEBOOK, about, f'announcement_id = "{announcement_id}"')
    views = _shell().user_ns[
        "views"
    ]  # those that the notebook made, with all that is worked out already
    files = _pages(announcement_id, notebook, NOTEBOOK) | {
        f"reports/{announcement_id}/figures.csv": tables.csv(tables.figures(views[1])),
        f"reports/{announcement_id}/shares.csv": tables.csv(tables.shares(views)),
        f"reports/{announcement_id}/projects.csv": tables.csv(tables.projects(views[1])),
        f"reports/{announcement_id}/summary.json": summary.written(
            summary.summarised(views, package.resources(announcement))
        ),
    }
    if chart := charts.shares(views):
        files[f"reports/{announcement_id}/shares.svg"] = chart.svg(travelling=True).encode()
    if announcement_id == default_id():
        files[f"notebooks/{NOTEBOOK}"] = _saved(notebook)
    return files


def rendered_comparison() -> dict[str, bytes]:
    """Every file of the comparison of the reports that stand, the executed notebook among them, of the front page and
    of the data package, in the same way.
    """
    summaries = summary.read_all()
    about = {
        "name": "comparison",
        "title": "Announcements side by side",
        "description": f"{words.sentence(words.count(len(summaries), 'investment announcement'))} compared.",
        "updated": max(s.updated for s in summaries).isoformat(),
    }
    notebook = _executed(COMPARISON, about)
    return _pages("comparison", notebook, COMPARISON) | {
        "reports/comparison/announcements.csv": tables.csv(comparison.table(summaries)),
        f"notebooks/{COMPARISON}": _saved(notebook),
        "reports/index.html": front_page(summaries).encode(),
        "data/datapackage.json": package.descriptor(summaries),
    }


def _pages(name, notebook, file):
    return {
        f"reports/{name}/{file}": _saved(notebook),
        f"reports/{name}.html": ReportHTMLExporter().from_notebook_node(notebook)[0].encode(),
        f"reports/{name}.pdf": ReportPDFExporter().from_notebook_node(notebook)[0],
    }


def _saved(notebook) -> bytes:
    return (nbformat.writes(notebook) + "\n").encode()
