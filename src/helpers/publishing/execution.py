"""A notebook is executed: every cell in order, in this process, and its outputs kept as a kernel
would keep them.

A kernel of its own takes longer to start than most notebooks take to run; that a kernel gives the
same is for the tests to say. Where somebody's IPython runs in this process already, a fresh process
does the work instead, so that their variables, their displays and their settings stay as they are.
"""

import base64
import contextlib
import functools
import gc
import io
import subprocess
import sys
import tempfile
import threading
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import matplotlib
import nbformat
import pandas
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from matplotlib._pylab_helpers import Gcf
from nbformat import NotebookNode
from traitlets.config import Config

from helpers.project import ProblemsError, Project
from helpers.publishing import notebook as notebooks
from helpers.publishing import terminal

INLINE = "module://matplotlib_inline.backend_inline"  # what a kernel shows pyplot's figures with
PYPLOT = "matplotlib.pyplot"  # imported only where a cell does it: it takes its time
CHOSEN = "_backend_mod"  # what pyplot draws with, once it has drawn
KERNELS_COLUMNS = 20  # of a frame as text: what pandas shows in a kernel, and not in a terminal
MOST_SHOWN = 300  # characters of an error or of stray text that a message repeats
_one_at_a_time = threading.Lock()  # a process has one shell, and a worker of a cluster many threads


def executed(source: bytes, project: Project, name: str, of: str = "") -> NotebookNode:
    """The notebook with its outputs, the same for the same data.

    `name` is its name in messages, `of` what it is executed for. Raises ProblemsError where a cell
    fails, and where one prints: a warning, or a message that nobody would see on a page.
    """
    if InteractiveShell.initialized() and not _shell.cache_info().currsize:
        return _executed_elsewhere(source, project, name, of)
    notebook = notebooks.read(source, name)
    where = f"{name}: {of}: " if of else f"{name}: "
    with _one_at_a_time, project.at_work(), _inline_figures(_shell()) as shell:
        shell.reset()
        for number, cell in enumerate(notebook.cells, 1):
            if cell.cell_type == "code":
                _run(shell, cell, f"{where}cell {number}")
    return notebook


def _run(shell: InteractiveShell, cell: NotebookNode, where: str) -> None:
    """Run one cell, and put what it displays, and its result, into it."""
    if not cell.source.strip():
        return
    shown, printed = shell.display_pub.outputs, _Printed()
    shown.clear()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        result = shell.run_cell(cell.source, store_history=True)
    _refuse(result, printed.getvalue().strip(), where)
    cell.execution_count = result.execution_count
    cell.outputs = [_output(output, result.execution_count) for output in _latest(shown)]


def _refuse(result: ExecutionResult, stray: str, where: str) -> None:
    """Raise ProblemsError for a cell that failed, or that printed."""
    error = result.error_before_exec or result.error_in_exec
    if isinstance(error, ProblemsError):
        raise error  # the data are at fault and not the cell
    if error:
        told = " ".join(str(error).split())[:MOST_SHOWN]
        raise ProblemsError(f"{where}: {type(error).__name__}: {told}")
    if stray:
        told = " ".join(stray.split())[-MOST_SHOWN:]
        raise ProblemsError(
            f"{where} printed “{told}”; a report has no place for it: "
            "show it as the cell’s result, or silence it"
        )


def _latest(shown: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What stands at the end: of a display that was updated, the last state in the first one's
    place.
    """
    names = [(output.get("transient") or {}).get("display_id") for output in shown]
    states = {name: output for name, output in zip(names, shown, strict=True) if name}
    for name, output in zip(names, shown, strict=True):
        if not output.get("update"):
            yield states.get(name, output)


def _output(shown: dict[str, Any], count: int) -> NotebookNode:
    """One output as a notebook holds it: bytes, such as those of a PNG, as base64."""
    data = {
        mimetype: base64.b64encode(part).decode() if isinstance(part, bytes) else part
        for mimetype, part in shown["data"].items()
    }
    metadata = shown["metadata"] or {}
    if "transient" in shown:
        return nbformat.v4.new_output("display_data", data, metadata=metadata)
    return nbformat.v4.new_output("execute_result", data, metadata=metadata, execution_count=count)


class _Printed(io.StringIO):
    """What a cell prints. It stays open, even if the cell closes it."""

    def close(self) -> None:
        """Do nothing."""


class _Results(DisplayHook):
    """The result of a cell goes where its displays go, and not to a terminal."""

    def write_output_prompt(self) -> None:
        """Write nothing."""

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        cast(InteractiveShell, self.shell).display_pub.outputs.append(
            {"data": format_dict, "metadata": md_dict}
        )

    def finish_displayhook(self) -> None:
        """Write nothing."""


class _Shell(InteractiveShell):
    """IPython without a window."""

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing; `%matplotlib inline` asks for it all the same."""


@functools.cache
def _shell() -> InteractiveShell:
    """IPython in this process, without a history or a profile of anybody's: what a kernel would run
    the cells in.
    """
    # To lay out how deep a recursion went would take its time.
    short = {"xmode": "Minimal", "colors": "nocolor"}
    quiet = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": short})
    pandas.set_option("display.max_columns", KERNELS_COLUMNS)
    with tempfile.TemporaryDirectory() as nobody:
        # what is imported stays: to look through it after each report would take a tenth of its
        # time
        gc.freeze()
        own = types.ModuleType("notebook")  # in place of this process's own __main__
        return _Shell.instance(
            config=quiet,
            ipython_dir=nobody,
            user_module=own,
            displayhook_class=_Results,
            display_pub_class=CapturingDisplayPublisher,
        )


@contextlib.contextmanager
def _inline_figures(shell: InteractiveShell) -> Iterator[InteractiveShell]:
    """Have pyplot's figures shown at the end of their cells, as a kernel does, whatever this
    computer's setting is.

    Figures that this process has open are put aside meanwhile, and its settings come back.
    """
    backend = matplotlib.rcParams._get("backend")  # plain access would choose one, and import it
    chosen = getattr(sys.modules.get(PYPLOT), CHOSEN, None) is not None
    theirs = dict(Gcf.figs)
    with matplotlib.rc_context():
        try:
            Gcf.figs.clear()
            matplotlib.rcParams["backend"] = INLINE
            if PYPLOT in sys.modules:  # it may draw with another one already
                shell.enable_matplotlib("inline")
            yield shell
        finally:
            Gcf.destroy_all()
            _switch_back(backend, chosen)
            Gcf.figs.update(theirs)


def _switch_back(backend: Any, chosen: bool) -> None:
    """Have pyplot draw with the backend that was set; where it was not `chosen` yet, because
    nothing was drawn, the next figure chooses it.
    """
    pyplot = sys.modules.get(PYPLOT)
    if pyplot and chosen:
        pyplot.switch_backend(backend)
        return
    matplotlib.rcParams["backend"] = backend
    if pyplot:
        vars(pyplot)[CHOSEN] = None


def _executed_elsewhere(source: bytes, project: Project, name: str, of: str) -> NotebookNode:
    """The same in a fresh process, which takes the notebook from a file and leaves it there."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "notebook.ipynb")
        file.write_bytes(source)
        command = [sys.executable, "-m", __name__, str(file), str(project.root), name, of]
        done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
        if done.returncode:
            raise ProblemsError(*(done.stderr.strip() or f"{name}: its process died").splitlines())
        return notebooks.read(file.read_bytes(), name)


def main() -> None:
    """Execute the notebook of a file in its place: FILE PROJECT NAME OF."""
    file, root, name, of = sys.argv[1:]
    terminal.prepared()  # whoever reads what is told here reads UTF-8
    try:
        notebook = executed(Path(file).read_bytes(), Project(Path(root)), name, of)
    except ProblemsError as error:
        raise SystemExit(str(error)) from None
    Path(file).write_bytes(notebooks.saved(notebook))


if __name__ == "__main__":
    main()
