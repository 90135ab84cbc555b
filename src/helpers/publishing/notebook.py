"""Notebooks as files: which one tells an announcement, which are pages of their own, and what of
them counts.

What counts is the source: outputs, counters and metadata are made anew by each execution. This
module reads and writes notebooks; it executes none, and knows nothing of what they say.
"""

import copy
import functools
import json
import re
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from helpers.project import ProblemsError, Project

TEMPLATE = "announcement.ipynb"  # the parametrised notebook
COMPARISON = "comparison.ipynb"
OWN_COPY = Path(__file__).parent / "notebooks" / TEMPLATE  # for a project that has none
PARAMETERS = "parameters"  # the tag of the cell that papermill replaces, too
ASSIGNMENT = re.compile(r"^announcement_id\s*=.*$", re.MULTILINE)
# As JupyterLab writes them. The version is the oldest that this package runs on, so that it is the
# same everywhere.
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": "3.11",
    },
}


def notebook_of(project: Project, announcement_id: str) -> Path:
    """The notebook that tells an announcement: its own, else the project's parametrised one, else
    the package's.
    """
    for path in (project.notebooks / f"{announcement_id}.ipynb", project.notebooks / TEMPLATE):
        if path.is_file():
            return path
    return OWN_COPY


def page_names(project: Project) -> list[str]:
    """The notebooks of the project that tell no announcement, by their names without the ending,
    sorted.
    """
    taken = {Path(TEMPLATE).stem, *project.announcement_ids()}
    names = sorted(path.stem for path in project.notebooks.glob("[!.]*.ipynb"))
    return [name for name in names if name not in taken]


def name_in_project(path: Path) -> str:
    """How a notebook is called in messages, and where a worker finds it, wherever it really is."""
    return f"notebooks/{path.name}"


def source_of(path: Path, announcement_id: str = "") -> bytes:
    """The notebook as its execution needs it: no outputs, no metadata but tags, and the
    announcement set.

    Equal bytes give equal reports, so this is also what a report's key is made of. Raises
    ProblemsError where the file is no notebook, OSError where it cannot be read.
    """
    return _source(path.read_bytes(), name_in_project(path), announcement_id)


@functools.lru_cache(maxsize=2048)
def _source(content: bytes, name: str, announcement_id: str) -> bytes:
    notebook = copy.deepcopy(_parsed(content, name))
    notebook["metadata"] = METADATA
    for cell in notebook["cells"]:
        tags = cell.get("metadata", {}).get("tags", [])
        cell["metadata"] = {"tags": tags} if tags else {}
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    if announcement_id:
        _set_parameter(notebook["cells"], name, announcement_id)
    return _written(notebook)


@functools.lru_cache(maxsize=8)
def _parsed(content: bytes, name: str) -> dict[str, Any]:
    """A notebook's JSON. Quicker than nbformat, which every process that merely looks for changes
    would import.
    """
    try:
        notebook = json.loads(content)
        cells = notebook["cells"]
        kinds = [
            (cell["cell_type"], "".join(cell["source"]), cell.get("metadata", {}).get("tags", []))
            for cell in cells
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ProblemsError(
            f"{name}: it is no notebook that can be read ({type(error).__name__}); "
            "open it in JupyterLab, or take it from the version control again"
        ) from None
    if not kinds:
        raise ProblemsError(f"{name}: the notebook is empty; write a cell, or delete it")
    return notebook


def _set_parameter(cells: list[dict[str, Any]], name: str, announcement_id: str) -> None:
    """Name the announcement in the cell of parameters. A notebook of an announcement's own may do
    without one.
    """
    assignment = f'announcement_id = "{announcement_id}"'
    for cell in cells:
        source = "".join(cell["source"])
        if PARAMETERS in cell["metadata"].get("tags", []) and ASSIGNMENT.search(source):
            cell["source"] = ASSIGNMENT.sub(lambda _: assignment, source)
            return
    if Path(name).name == TEMPLATE:
        raise ProblemsError(f"{name}: no cell with the tag “{PARAMETERS}” sets announcement_id")


def read(content: bytes, name: str) -> NotebookNode:
    """A notebook as nbconvert wants it. Raises ProblemsError where it is not valid."""
    try:
        notebook = nbformat.reads(content.decode(), as_version=4)
        nbformat.validate(notebook)
    except (ValueError, TypeError, KeyError, AttributeError, nbformat.ValidationError) as error:
        first = str(error).partition("\n")[0]
        raise ProblemsError(f"{name}: it is no valid notebook: {first}") from None
    return notebook


def saved(notebook: NotebookNode) -> bytes:
    """The bytes of a notebook's file, as JupyterLab would save it untouched."""
    return _written(notebook)


def _written(notebook: dict[str, Any]) -> bytes:
    return (nbformat.writes(nbformat.from_dict(notebook)) + "\n").encode()


def copied(project: Project, announcement_id: str) -> Path:
    """Copy the parametrised notebook as the start of an announcement's own; raises ProblemsError
    where there is one.
    """
    target = project.notebooks / f"{announcement_id}.ipynb"
    template = project.notebooks / TEMPLATE
    source = template if template.is_file() else OWN_COPY
    content = source_of(source, announcement_id)
    project.notebooks.mkdir(exist_ok=True)
    try:
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise ProblemsError(
            f"notebooks/{target.name}: it exists, and is left as it is; delete it to begin anew"
        ) from None
    return target
