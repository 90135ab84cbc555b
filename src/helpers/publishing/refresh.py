"""Execute the notebooks of a project in their place, with a real kernel: what `make notebooks`
does.

python -m helpers.publishing.refresh [NOTEBOOK …] (all of notebooks/ unless told)

The outputs are committed, so that a reader sees them without running anything. The metadata is
written as JupyterLab writes it: to open a notebook there and to save it changes nothing.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from helpers.project import ProblemsError, Project
from helpers.publishing import notebook as notebooks
from helpers.publishing import terminal

TIME_LIMIT = 300  # seconds a cell


def refreshed(path: Path) -> bytes:
    """The notebook of a file, executed. Raises ProblemsError where a cell fails."""
    name = notebooks.name_in_project(path)
    notebook = notebooks.read(notebooks.source_of(path), name)
    client = NotebookClient(
        notebook,
        timeout=TIME_LIMIT,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise ProblemsError(f"{name}: {error.ename}: {error.evalue}") from None
    notebook.metadata = nbformat.from_dict(notebooks.METADATA)
    return notebooks.saved(notebook)


def main(names: list[str]) -> int:
    """Refresh the notebooks that are named, or all; the exit code."""
    terminal.prepared()
    try:
        paths = [Path(name) for name in names] or sorted(
            Project.find().notebooks.glob("[!.]*.ipynb")
        )
        for path in paths:
            path.write_bytes(refreshed(path.resolve()))
            terminal.say(f"{path.name}: executed")
    except ProblemsError as error:
        terminal.complain(*error.problems)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
