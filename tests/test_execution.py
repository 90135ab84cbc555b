"""A notebook is executed as a kernel would, and nobody's kernel is touched by it."""

import json
import os
import subprocess
import sys

import nbformat
import pytest
from conftest import ROOT
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.project import ProblemsError, Project
from helpers.publishing import notebook as notebooks
from helpers.publishing import refresh
from helpers.publishing.execution import executed

SHOWS = """import matplotlib.pyplot as plt
import pandas
from IPython.display import Image, Markdown, display
display(Markdown("**Hello**"), display_id="one")
frame = pandas.DataFrame({f"column {i}": [0.5] * 70 for i in range(25)})
display(frame)
frame"""
UPDATES = """%matplotlib inline
display(Markdown('first'), display_id='two')
plt.plot([1, 2]);
display(Markdown('second'), display_id='two', update=True);"""


def notebook(*sources):
    cells = [new_markdown_cell("# T"), *map(new_code_cell, sources)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return notebooks.saved(new_notebook(cells=cells, metadata=notebooks.METADATA))


def run(*sources):
    return executed(notebook(*sources), Project(ROOT), "notebooks/x.ipynb")


def kinds(cell):
    return [(output.output_type, sorted(output.data)) for output in cell.outputs]


def test_displays_results_and_figures_are_kept_in_their_order():
    _, first, second, third = run(SHOWS, UPDATES, "1 + 1;\nNone").cells
    assert kinds(first) == [
        ("display_data", ["text/markdown", "text/plain"]),
        ("display_data", ["text/html", "text/plain"]),
        ("execute_result", ["text/html", "text/plain"]),
    ]
    assert kinds(second) == [
        ("display_data", ["text/markdown", "text/plain"]),
        ("display_data", ["image/png", "text/plain"]),
    ]
    assert second.outputs[0].data["text/markdown"] == "second" and third.outputs == []
    assert [cell.execution_count for cell in (first, second, third)] == [1, 2, 3]


PICTURES = """
import json, sys
from pathlib import Path
import matplotlib
import matplotlib.pyplot as plt
from helpers.project import Project
from helpers.publishing.execution import executed
plt.switch_backend("svg")
mine = plt.figure(7, figsize=(2, 2))
plt.plot([1, 2])
matplotlib.rcParams["font.size"] = 11
own = json.loads(sys.argv[1])
for _ in range(2):
    made = executed(json.dumps(own).encode(), Project(Path.cwd()), "notebooks/x.ipynb")
    print([[sorted(output.data) for output in cell.outputs] for cell in made.cells[1:]])
    assert plt.get_fignums() == [7] and plt.gcf() is mine and not plt.isinteractive()
    assert plt.get_backend() == "svg" and matplotlib.rcParams["font.size"] == 11
    assert type(plt.figure(8).canvas).__name__ == "FigureCanvasSVG"
    plt.close(8)
"""


@pytest.mark.slow
def test_figures_that_are_open_already_are_neither_shown_nor_lost():
    own = notebook(
        "import matplotlib.pyplot as plt\nplt.rcParams['font.size'] = 30\nplt.plot([1]);",
        "plt.get_fignums()",
        "plt.ioff()\nplt.plot([2])\nNone",  # left open, and nobody's afterwards
    )
    done = subprocess.run(
        [sys.executable, "-c", PICTURES, own], check=True, capture_output=True, encoding="utf-8"
    )
    shown = "[[['image/png', 'text/plain']], [['text/plain']], []]\n"
    assert done.stdout == shown * 2


WINDOWS = """
import matplotlib, sys
from pathlib import Path
from helpers.project import Project
from helpers.publishing.execution import executed
made = executed(sys.argv[1].encode(), Project(Path.cwd()), "notebooks/x.ipynb")
assert matplotlib.rcParams._get("backend") == "gtk3agg"
import matplotlib.pyplot as plt
plt.switch_backend("svg")
assert type(plt.figure().canvas).__name__ == "FigureCanvasSVG"
print(*made.cells[1].outputs[0].data)
"""


@pytest.mark.slow
def test_a_setting_for_windows_that_nobody_can_open_is_left_alone():
    own = notebook("import matplotlib.pyplot as plt\nplt.plot([1]);")
    command, env = [sys.executable, "-c", WINDOWS, own], os.environ | {"MPLBACKEND": "gtk3agg"}
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=env)
    assert set(done.stdout.split()) == {"text/plain", "image/png"}


@pytest.mark.slow
def test_a_kernel_gives_the_same_and_jupyterlab_finds_its_own_metadata(tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_bytes(notebook(SHOWS, UPDATES, "frame.column_1 if 0 else 1.5"))
    ours = executed(path.read_bytes(), Project(ROOT), "notebooks/x.ipynb")
    kernels = refresh.refreshed(path)
    assert notebooks.saved(ours) == kernels
    metadata = json.loads(kernels)["metadata"]
    assert metadata["kernelspec"]["display_name"] == "Python 3 (ipykernel)"
    assert metadata["language_info"]["codemirror_mode"] == {"name": "ipython", "version": 3}


@pytest.mark.parametrize(
    "source, said",
    [
        ("1 / 0", "notebooks/x.ipynb: cell 2: ZeroDivisionError: division by zero"),
        ("this is no Python", "notebooks/x.ipynb: cell 2: SyntaxError: "),
        ("print('stray')", "notebooks/x.ipynb: cell 2 printed “stray”; a report has no place"),
        ("raise ValueError('a\\x1b[31m\\nb')", "cell 2: ValueError: a\\x1b[31m b"),
        ("from helpers import load\nload('nowhere')", "data/nowhere"),
        ("def f(n):\n    return f(n + 1)\nf(0)", "cell 2: RecursionError: maximum recursion"),
        (
            "class Deep:\n    def __repr__(self):\n        return repr(self)\nDeep()",
            "cell 2 printed “RecursionError: maximum recursion",
        ),
        ("import sys\nprint('a')\nsys.stdout.close()", "cell 2 printed “a”"),
        ("raise SystemExit(0)", "cell 2: SystemExit: 0"),
    ],
)
def test_a_cell_that_fails_or_prints_stops_with_one_line(source, said):
    with pytest.raises(ProblemsError) as error:
        run(source)
    [line] = error.value.problems
    assert said in line and line.isprintable()


def test_a_cell_finds_the_project_that_is_built_and_nothing_of_the_notebook_before(copy):
    toml = copy / "data" / "jiangyin-2020-10" / "announcement.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('title = "', 'title = "My '))
    source = "from helpers import load\nassert 'kept' not in globals()\nkept = 1\n"
    source += "load('jiangyin-2020-10').title"
    for project, begins in ((copy, "My "), (ROOT, "Manufacturing"), (copy, "My ")):
        made = executed(notebook(source), Project(project), "notebooks/x.ipynb")
        assert made.cells[1].outputs[0].data["text/plain"].startswith(f"'{begins}")


IN_A_KERNEL = """
import gc, sys
from pathlib import Path
from IPython.display import display
from helpers.project import Project
from helpers.publishing import execution
mine = 1
before = gc.get_freeze_count(), get_ipython().display_pub, sys.displayhook, Path.cwd()
made = execution.executed(SOURCE, Project(Path(ROOT)), "notebooks/x.ipynb", "me")
after = gc.get_freeze_count(), get_ipython().display_pub, sys.displayhook, Path.cwd()
assert mine == 1 and "theirs" not in globals() and before == after
broken = SOURCE.replace(b"theirs = 1", b"1 / 0")
try:
    execution.executed(broken, Project(Path(ROOT)), "notebooks/x.ipynb")
except Exception as error:
    print(error)
display("still shown")
made.cells[1].outputs[0].data["text/plain"]
"""


@pytest.mark.slow
def test_within_somebodys_kernel_a_fresh_process_does_the_work(tmp_path):
    source = notebook("theirs = 1\ntheirs + 41")
    cell = IN_A_KERNEL.replace("SOURCE", repr(source)).replace("ROOT", repr(str(ROOT)))
    path = tmp_path / "mine.ipynb"
    path.write_bytes(notebook(cell))
    [printed, displayed, result] = nbformat.reads(refresh.refreshed(path), 4).cells[1].outputs
    assert printed.text == "notebooks/x.ipynb: cell 2: ZeroDivisionError: division by zero\n"
    assert displayed.data["text/plain"] == "'still shown'"
    assert result.data["text/plain"] == "'42'"


@pytest.mark.slow
def test_a_warning_stops_the_build_with_one_line(tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_bytes(notebook("import warnings\nwarnings.warn('old')"))
    command = [sys.executable, "-m", "helpers.publishing.execution", path, ROOT, "x.ipynb", "me"]
    process = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert process.returncode == 1 and process.stderr.count("\n") == 1
    assert process.stderr.startswith("x.ipynb: me: cell 2 printed “") and "old" in process.stderr


@pytest.mark.slow
def test_importing_what_executes_changes_nothing_by_itself():
    code = "import gc, helpers.publishing.report; assert gc.get_freeze_count() == 0"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_only_the_source_and_the_own_parameter_count(tmp_path):
    project = Project(tmp_path)
    project.notebooks.mkdir()
    project.data.mkdir()
    path = project.notebooks / "announcement.ipynb"

    def write(parameter, outputs=False, metadata=None):
        cells = [
            new_code_cell(
                f'announcement_id = "{parameter}"\nother = 1', metadata={"tags": ["parameters"]}
            ),
            new_code_cell("1", metadata=metadata or {}),
        ]
        made = new_notebook(cells=cells)
        for number, cell in enumerate(cells):
            cell["id"] = f"cell-{number}"
            cell.execution_count = number + 5 if outputs else None
        nbformat.write(made, path)
        return notebooks.source_of(path, "chips")

    first = write("jiangning")
    assert write("wujiang", outputs=True, metadata={"trusted": True}) == first
    made = nbformat.reads(first, 4)
    assert made.cells[0].source == 'announcement_id = "chips"\nother = 1'
    assert notebooks.notebook_of(project, "chips") == path
    (project.notebooks / "chips.ipynb").write_bytes(path.read_bytes())
    assert notebooks.notebook_of(project, "chips").name == "chips.ipynb"
    assert notebooks.page_names(project) == ["chips"]
    (project.data / "chips").mkdir()
    assert notebooks.page_names(project) == []
    assert notebooks.notebook_of(Project(tmp_path / "data"), "chips") == notebooks.OWN_COPY


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"cells": []}',
        b'{"cells": [1]}',
        b'{"cells": [{"cell_type": "code"',
        b'{"cells": "x"}',
        b'<<<<<<< HEAD\n{"cells": []}',
        b"\xff\xfe{}",
        b"[" * 9000,
        b'{"cells": [{"cell_type": "code", "metadata": {"tags": ["parameters"]}}]}',
        b'{"cells": [{"cell_type": "code", "source": "1"}]}',
    ],
)
def test_what_is_no_notebook_is_one_line(content, tmp_path):
    path = tmp_path / "announcement.ipynb"
    path.write_bytes(content)
    with pytest.raises(ProblemsError) as error:
        source = notebooks.source_of(path, "chips")
        executed(source, Project(ROOT), "notebooks/announcement.ipynb")
    [line] = error.value.problems
    assert line.startswith("notebooks/announcement.ipynb: ") and line.isprintable()
