"""Measure a build against what a user would do instead, and against the least that it could take;
print a table.

python benchmarks/compare.py [REPORTS] (make benchmark installs what it needs)

All in one run on one machine, in a copy of the project with so many synthetic announcements (100
unless told), which are the real ones under other names. Instead: papermill, then `nbconvert --to
html` and `nbconvert --to webpdf`, a process each, as many at once as there are cores; in a row of
its own, `--to pdf` where LaTeX is installed. The floor: the cells of the notebook as a plain script
and the two bare conversions, all in one warm process a core. Ratios are what counts; seconds are
this machine's.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
SAMPLE = (
    11  # reports that the slow way and the floor are measured on: one of each real announcement
)
FLOOR = """
import sys, time
from pathlib import Path
import nbformat
from helpers.project import Project
from helpers.publishing import notebook as notebooks
from helpers.publishing.exporters import ReportHTMLExporter, ReportPDFExporter

def script(cells, name):
    space = {}
    for source in cells:
        *statements, last = source.replace('"jiangning-2020-05"', repr(name)).rstrip().split("\\n")
        exec("\\n".join(statements), space)
        try:
            value = eval(last, space)
        except SyntaxError:
            exec(last, space)
        else:
            getattr(value, "_repr_mimebundle_", str)()

project = Project(Path.cwd())
source = notebooks.read(notebooks.source_of(project.notebooks / notebooks.TEMPLATE), "notebook")
cells = [cell.source for cell in source.cells if cell.cell_type == "code"]
names = sys.argv[1:]
executed = {name: nbformat.read(f"reports/{name}/{notebooks.TEMPLATE}", 4) for name in names}
for timed in (False, True):
    started = time.perf_counter()
    for name in names if timed else names[:1]:
        script(cells, name)
        ReportHTMLExporter().from_notebook_node(executed[name])
        ReportPDFExporter().from_notebook_node(executed[name])
print((time.perf_counter() - started) / len(names))
"""


NBCONVERT = """
import shutil, sys
from playwright.async_api import BrowserType
launch, browser = BrowserType.launch, shutil.which("chromium") or shutil.which("google-chrome")
BrowserType.launch = lambda self, **options: launch(self, executable_path=browser, **options)
from nbconvert.nbconvertapp import main
main(sys.argv[1:])
"""  # nbconvert with the system's browser, since it would look for one of its own


def project(folder: Path, number: int, only: str = "") -> list[str]:
    """Make a copy of the project with so many announcements, of one kind or of all in turn."""
    real = sorted(path for path in (ROOT / "data").iterdir() if path.is_dir() and only in path.name)
    names = [f"synthetic-{i:04}" for i in range(number)]
    for i, name in enumerate(names):
        shutil.copytree(real[i % len(real)], folder / "data" / name)
        toml = folder / "data" / name / "announcement.toml"
        toml.write_text(
            toml.read_text(encoding="utf-8").replace('place = "', f'place = "{i}, '),
            encoding="utf-8",
        )
    (folder / "notebooks").mkdir()
    for name in ("announcement.ipynb", "comparison.ipynb"):
        shutil.copy(ROOT / "notebooks" / name, folder / "notebooks")
    return names


def seconds(*command, cwd) -> float:
    """How long a command takes."""
    started = time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    done = subprocess.run(command, cwd=cwd, text=True, check=False, **quiet)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}: {done.stderr[-2000:]}")
    return time.perf_counter() - started


def announcement(*arguments):
    return (sys.executable, "-m", "helpers.cli", *arguments)


def instead(folder, name, pdf="webpdf"):
    """The slow way, for one announcement."""
    out = folder / "instead" / name
    out.mkdir(parents=True, exist_ok=True)
    executed, source = out / "executed.ipynb", folder / "notebooks/announcement.ipynb"
    papermill = (
        sys.executable,
        "-m",
        "papermill",
        "--no-progress-bar",
        "-p",
        "announcement_id",
        name,
    )
    took = seconds(*papermill, source, executed, cwd=folder / "notebooks")
    convert = (
        sys.executable,
        "-c",
        NBCONVERT,
        "--output-dir",
        out,
        executed,
        "--WebPDFExporter.disable_sandbox=True",
    )
    for form in ("html", pdf):
        took += seconds(*convert, "--to", form, cwd=folder)
    return took


def main():
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        names = project(folder, number)
        python = statistics.median(
            seconds(sys.executable, "-c", "pass", cwd=folder) for _ in range(9)
        )
        helped = statistics.median(seconds(*announcement("--help"), cwd=folder) for _ in range(9))
        sample = names[:SAMPLE]
        cold, slow, slower = [], [], []
        for name in sample[:3]:
            cold.append(seconds(*announcement("build", name), cwd=folder))
            slow.append(instead(folder, name))
            if shutil.which("xelatex"):
                slower.append(instead(folder, name, "pdf"))
        started = time.perf_counter()
        with ThreadPoolExecutor(CORES) as pool:
            list(pool.map(lambda name: instead(folder, name), sample))
        slow_bulk = (time.perf_counter() - started) / len(sample)
        shutil.rmtree(folder / "reports")
        bulk = seconds(*announcement("build"), cwd=folder) / number
        unchanged = seconds(*announcement("build"), cwd=folder)
        script = [sys.executable, "-c", FLOOR, *sample]
        floors = [
            subprocess.Popen(script, cwd=folder, stdout=subprocess.PIPE) for _ in range(CORES)
        ]
        floor = statistics.mean(float(process.communicate()[0]) for process in floors) / CORES
    one, other = statistics.median(cold), statistics.median(slow)
    whole = bulk * number
    many = f"each of {number}, on {CORES} cores"
    rows = [
        (
            "one report, cold",
            f"{one:.1f} s",
            f"papermill and nbconvert {other:.1f} s",
            one / other,
            "0.4",
        ),
        (many, f"{bulk:.2f} s", f"likewise {slow_bulk:.1f} s", bulk / slow_bulk, "0.2"),
        ("the same", f"{bulk:.2f} s", f"the floor {floor:.2f} s", bulk / floor, "1.5"),
        (
            f"all {number}, unchanged",
            f"{unchanged:.2f} s",
            f"building them {whole:.0f} s",
            unchanged / whole,
            "0.01",
        ),
        (
            "--help",
            f"{helped * 1000:.0f} ms",
            f"python -c pass {python * 1000:.0f} ms",
            helped / python,
            "5",
        ),
    ]
    if slower:
        latex = statistics.median(slower)
        rows.insert(
            1, ("the same", f"{one:.1f} s", f"likewise, with LaTeX {latex:.1f} s", one / latex, "–")
        )
    print("| what | takes | against | ratio | goal |\n|---|---|---|---|---|")
    for what, takes, against, ratio, goal in rows:
        print(f"| {what} | {takes} | {against} | {ratio:.2g} | {goal} |")


if __name__ == "__main__":
    main()
