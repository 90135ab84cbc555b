"""Many reports at once, and what may go wrong: one report fails alone, and whatever stood stands
whole.
"""

import ctypes
import hashlib
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT
from fontTools.ttLib import TTFont

from helpers import fonts
from helpers.cli import main
from helpers.project import Project, printable
from helpers.publishing import cluster as elsewhere
from helpers.publishing import filenames, store, workers
from helpers.publishing import notebook as notebooks

resource = pytest.importorskip(
    "resource", reason="processes and files are broken as only POSIX allows"
)
ID, OTHER = "jiangning-2020-05", "jiangyin-2020-10"
LEFT = "reports/comparison.html and index.html: left as they are, as not all could be made"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def once(shared):
    """A copy of the project with two announcements, whose reports stand, and one other page."""
    with shared("once") as (project, is_new):
        if is_new:
            for name in (f"data/{ID}", f"data/{OTHER}"):
                shutil.copytree(ROOT / name, project / name)
            (project / "notebooks").mkdir()
            for name in (notebooks.TEMPLATE, f"{ID}.ipynb", notebooks.COMPARISON):
                shutil.copy(ROOT / "notebooks" / name, project / "notebooks")
            assert announcement(project, "build").wait() == 0
    return project


@pytest.fixture
def built(once, tmp_path, monkeypatch):
    """The same, to be broken; the working directory is in it."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def standing(project):
    """Every file of the reports, by its name."""
    files = [*(project / "reports").rglob("*"), *(project / "notebooks").glob("*.ipynb")]
    return {
        file.relative_to(project).as_posix(): file.read_bytes()
        for file in files
        if file.is_file() and file.name[0] != "."
    }


def litter(project):
    return [
        path.name
        for path in (project / "reports").glob(".*")
        if path.name not in (".lock", ".built")
    ]


def with_cell(project, source, name=notebooks.TEMPLATE):
    """Put some code into a notebook."""
    path = project / "notebooks" / name
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(2, nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, path)


def change(project, id_=OTHER):
    path = project / "data" / id_ / "announcement.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('place = "', 'place = "Near '), encoding="utf-8"
    )


def announcement(project, *arguments, **options):
    """The command in a process of its own."""
    command = [sys.executable, "-m", "helpers.cli", *arguments]
    return subprocess.Popen(
        command,
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        **options,
    )


def assert_current(project, capsys):
    """Each file that stands is the one that was made of what stands in the project."""
    capsys.readouterr()
    assert main(["build"]) == 0 and capsys.readouterr().out == "4 unchanged\n"


def test_only_what_changed_is_built_again_whatever_its_time_stamp(built, capsys):
    before = standing(built)
    for path in (*(built / "data").rglob("*"), *(built / "reports").rglob("*")):
        os.utime(path)
    capsys.readouterr()
    assert main(["build"]) == 0
    assert capsys.readouterr().out == "4 unchanged\n" and standing(built) == before
    change(built)
    (built / "reports" / ID / "figures.csv").write_text("spoilt")
    assert main(["build", "--check"]) == 2
    told = capsys.readouterr().err
    assert (
        f"reports/{ID}/figures.csv: is not what the data and the code give\n" in told
        and "    -spoilt\n    +figure,measure," in told
    )
    assert (
        f"reports/{OTHER}.pdf: is not what the data and the code give (" in told
        and standing(built) != before
    )
    assert main(["build"]) == 0
    made = [f"reports/{name}.html, .pdf and tables" for name in (ID, OTHER)]
    assert set(capsys.readouterr().out.splitlines()) == {
        *made,
        "reports/comparison.html and .pdf",
        "reports/index.html",
    }
    assert standing(built)[f"reports/{ID}/figures.csv"] == before[f"reports/{ID}/figures.csv"]
    assert main(["build", "--check"]) == 0
    assert capsys.readouterr().out.endswith("the data and the code give: 4 reports compared\n")


@pytest.mark.parametrize(
    "source, said",
    [
        ("1 / 0", f"notebooks/{ID}.ipynb: {ID}: cell 3: ZeroDivisionError: division by zero\n"),
        (
            "print('stray')",
            f"notebooks/{ID}.ipynb: {ID}: cell 3 printed “stray”; a report has no place for it: "
            "show it as the cell’s result, or silence it\n",
        ),
        (
            "import os; os._exit(3)",
            f"data/{ID}: the process that makes its report died (exit code 3)\n",
        ),
        (
            "while True: pass",
            f"data/{ID}: no report within its time, 15 seconds and more; it was given up\n",
        ),
    ],
)
def test_a_report_that_fails_dies_or_hangs_fails_alone(source, said, built, capsys, monkeypatch):
    monkeypatch.setattr(workers, "TIME_LIMIT", 15)
    before = standing(built)
    with_cell(built, source, f"{ID}.ipynb")
    change(built)
    capsys.readouterr()
    assert main(["build"]) == 2
    out, err = capsys.readouterr()
    assert out == f"reports/{OTHER}.html, .pdf and tables\n"
    assert err == f"{said}{LEFT}\n"
    after = standing(built)
    changed = {name for name in after if after[name] != before.get(name)}
    assert (
        changed <= {name for name in after if OTHER in name} | {f"notebooks/{ID}.ipynb"}
        and litter(built) == []
    )


def test_a_disk_that_is_full_leaves_what_stands(built):
    before = standing(built)
    change(built)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    process = announcement(built, "build", OTHER, preexec_fn=limit)
    assert "its report is left as it was" in process.communicate()[1] and process.returncode == 2
    assert standing(built) == before and litter(built) == []
    assert main(["build", OTHER]) == 0 and standing(built) != before


def test_what_stands_in_the_way_stops_one_report_and_no_other_and_no_later_build(built, capsys):
    (built / "reports" / OTHER / ".ipynb_checkpoints").mkdir()  # JupyterLab makes one
    change(built)
    assert main(["build"]) == 0
    (built / "reports" / f"{OTHER}.pdf").unlink()
    (built / "reports" / f"{OTHER}.pdf").mkdir()
    change(built)
    assert main(["build", OTHER]) == 2
    assert f"some of the files of {OTHER} are new and some old" in capsys.readouterr().err
    assert main(["build", ID]) == 0
    (built / "reports" / f"{OTHER}.pdf").rmdir()
    assert main(["build"]) == 0 and litter(built) == []
    assert_current(built, capsys)


def test_a_file_that_a_person_put_there_is_never_deleted(built, capsys):
    folder = built / "reports" / OTHER
    (folder / "notes.md").write_text("mine")
    manifest = built / store.BUILT / f"{OTHER}.json"
    made = json.loads(manifest.read_bytes())
    for name in ("old.csv", "edited.csv"):
        (folder / name).write_text("old")
        made["files"][f"reports/{OTHER}/{name}"] = hashlib.sha256(b"old").hexdigest()
    made["files"]["notebooks/comparison.ipynb"] = "of an earlier version"
    manifest.write_text(json.dumps(made))
    (folder / "edited.csv").write_text("mine")
    change(built)
    assert main(["build", OTHER]) == 0
    left = {path.name for path in folder.glob("*")} - set(
        json.loads(manifest.read_bytes())["files"]
    )
    assert {"notes.md", "edited.csv"} <= left and "old.csv" not in left
    assert (built / "notebooks" / "comparison.ipynb").is_file()
    assert main(["build", OTHER, "--check"]) == 0
    (folder / "announcements.csv").write_text("ours, once")
    assert main(["build", OTHER, "--check"]) == 2
    assert f"reports/{OTHER}/announcements.csv: belongs to no report" in capsys.readouterr().err


def test_a_file_of_a_report_is_known_by_its_name_to_whoever_clears_up(built):
    for name in (ID, OTHER, "comparison"):
        made = json.loads((built / store.BUILT / f"{name}.json").read_bytes())["files"]
        inside = {Path(file).name for file in made if file.startswith(f"reports/{name}/")}
        assert inside and all(filenames.is_of(name, file) for file in inside)


def test_a_link_that_leads_nowhere_is_a_warning_of_the_build(built, capfd):
    with_cell(
        built,
        "from IPython.display import Markdown\nMarkdown('See [the total](#total-of-all).')",
        f"{ID}.ipynb",
    )
    assert main(["build", ID]) == 0
    assert capfd.readouterr().err == (
        f"notebooks/{ID}.ipynb: the link “the total” leads to #total-of-all, "
        "which is not on the page; only its text is kept\n"
    )
    page = (built / "reports" / f"{ID}.html").read_text(encoding="utf-8")
    assert "<p>See the total.</p>" in page


def test_parameters_outputs_and_metadata_of_a_notebook_count_for_nothing(built, capsys):
    for name in (notebooks.TEMPLATE, f"{ID}.ipynb"):
        path = built / "notebooks" / name
        text = path.read_text(encoding="utf-8").replace(f'= \\"{ID}\\"', f'= \\"{OTHER}\\"')
        notebook = nbformat.reads(text, 4)
        notebook.metadata = {"kernelspec": {"name": "mine", "display_name": "Mine"}}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, path)
    capsys.readouterr()
    assert main(["build"]) == 0 and capsys.readouterr().out == "4 unchanged\n"


def test_an_announcement_is_told_by_its_own_notebook_where_it_has_one(built, capsys):
    before = standing(built)
    assert main(["new", OTHER, "--notebook"]) == 0
    with_cell(
        built,
        "from IPython.display import Markdown\nMarkdown('My **own** words')",
        f"{OTHER}.ipynb",
    )
    assert main(["build"]) == 0
    page = (built / "reports" / f"{OTHER}.html").read_text(encoding="utf-8")
    assert "My <strong>own</strong> words" in page
    assert f'"{OTHER}/{OTHER}.ipynb"' in page
    after = standing(built)
    assert f"reports/{OTHER}/announcement.ipynb" not in after
    assert after[f"reports/{ID}.html"] == before[f"reports/{ID}.html"]
    with_cell(built, "views = None", f"{OTHER}.ipynb")  # its names are its own affair
    assert main(["build", OTHER]) == 0


def test_what_stands_in_the_place_of_the_builds_own_files_is_mended_or_named(built, capsys):
    (built / "reports" / ".aside").write_text("a file")
    assert main(["build", OTHER]) == 0 and litter(built) == []
    (built / "reports" / ".lock").unlink()
    (built / "data.txt").write_text("precious")
    (built / "reports" / ".lock").symlink_to(built / "data.txt")
    assert main(["build", OTHER]) == 2
    assert capsys.readouterr().err == "reports/.lock: it is a link to another file; delete it\n"
    assert (built / "data.txt").read_text() == "precious"


@pytest.mark.parametrize("content", ["", "<<<<<<< HEAD", '{"cells": [1]}'])
def test_a_notebook_that_cannot_be_read_is_a_line_and_stops_no_other_report(content, built, capsys):
    (built / "notebooks" / f"{ID}.ipynb").write_text(content)
    change(built)
    capsys.readouterr()
    assert main(["build"]) == 2
    out, err = capsys.readouterr()
    assert out == f"reports/{OTHER}.html, .pdf and tables\n"
    first, second = err.splitlines()
    assert first.startswith(f"notebooks/{ID}.ipynb: it is no notebook that can be read")
    assert second == LEFT


def test_reports_of_an_announcement_that_is_gone_are_named(built, capsys):
    shutil.rmtree(built / "data" / OTHER)
    assert main(["build"]) == 0 and main(["build", "--check"]) == 2
    assert [line.partition(":")[0] for line in capsys.readouterr().err.splitlines()] == [
        f"reports/{OTHER}{end}" for end in ("", ".html", ".pdf")
    ]


def without_privileges():
    """Even root may write only where its files say so."""
    if os.getuid() == 0:
        drop, over_files = 24, (1, 2, 3)  # PR_CAPBSET_DROP; of CAP_DAC_OVERRIDE and the next two
        for capability in over_files:
            ctypes.CDLL(None).prctl(drop, capability, 0, 0, 0)


def test_a_folder_that_may_not_be_written_is_one_line_where_something_is_to_be_made(built):
    before = standing(built)
    for path in (built, *built.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    each = (f"check {ID}", "build", f"build {ID} --check")

    def told():
        running = [announcement(built, *e.split(), preexec_fn=without_privileges) for e in each]
        ends = [process.communicate() for process in running]
        return ends, [process.returncode for process in running]

    compared = "reports/ is what the data and the code give: 1 report compared"
    current = [(f"{ID}: ok\n", ""), ("4 unchanged\n", ""), (f"{compared}\n", "")]
    assert told() == (current, [0, 0, 0])
    toml = built / "data" / OTHER / "announcement.toml"
    toml.chmod(0o644)
    change(built)
    toml.chmod(0o444)
    ends, codes = told()
    assert codes == [0, 2, 0] and [ends[0], ends[2]] == [current[0], current[2]]
    out, problem = ends[1]
    assert out == "" and "Permission denied" in problem and problem.count("\n") == 1
    for path in (built, *built.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert standing(built) == before


NOWHERE = dict.fromkeys(
    (
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "IPYTHONDIR",
        "JUPYTER_CONFIG_DIR",
        "MPLCONFIGDIR",
    ),
    "/nonexistent",
)


def confined():
    """One core, and files that only their owner may read."""
    os.umask(0o077)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


ELSEWHERE = {
    "in German, east of everywhere, with a style and fonts of one's own": {
        "env": {
            "LC_ALL": "de_DE.UTF-8",
            "LANGUAGE": "de",
            "TZ": "Pacific/Kiritimati",
            "MATPLOTLIBRC": "style",
            "MPLBACKEND": "garbage",
            "HOME": "home",
            "MPLCONFIGDIR": "home",
            "FORCE_COLOR": "1",
        }
    },
    "without a locale or a home, on one core, from a folder below": {
        "env": {
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONHASHSEED": "7",
            "SOURCE_DATE_EPOCH": "0",
            **NOWHERE,
        },
        "preexec_fn": confined,
        "below": "data",
    },
}


def install_another_font_of_the_same_name(folder):
    font = TTFont(fonts.LATIN_FOLDER / "SourceSansPro-Black.ttf")
    names = {
        1: fonts.LATIN,
        2: "Regular",
        4: fonts.LATIN,
        6: "SourceSansPro-Regular",
        16: fonts.LATIN,
        17: "Regular",
    }
    for entry in font["name"].names:
        entry.string = names.get(entry.nameID, entry.string)
    font["OS/2"].usWeightClass = 400
    folder.mkdir(parents=True)
    font.save(folder / "SourceSansPro-Regular.ttf")


@pytest.mark.parametrize("where", ELSEWHERE)
def test_the_bytes_are_the_same_everywhere(where, built):
    before, options = standing(built), dict(ELSEWHERE[where])
    shutil.rmtree(built / "reports")
    (built / "style").write_text(
        "font.size: 30\nsavefig.bbox: tight\nlines.antialiased: False\n"
        "figure.constrained_layout.use: True\n"
    )
    install_another_font_of_the_same_name(built / "home" / ".fonts")
    (built / "home" / "pandoc").write_text("#!/bin/sh\necho pandoc 99.0\n")
    (built / "home" / "pandoc").chmod(0o755)
    env = {
        name: str(built / value) if value in ("style", "home") else value
        for name, value in options.pop("env").items()
    }
    env["PATH"] = f"{built / 'home'}{os.pathsep}{os.environ['PATH']}"
    process = announcement(
        built / options.pop("below", "."), "build", env=os.environ | env, **options
    )
    assert process.wait() == 0, process.stderr.read()
    assert standing(built) == before


@pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may become another user"
)
def test_another_user_gets_the_same_bytes(built):
    before, nobody = standing(built), 65534
    shutil.rmtree(built / "reports")
    for path in (built, *built.rglob("*")):
        os.chown(path, nobody, nobody)
    for parent in built.parents[:3]:
        parent.chmod(0o755)
    try:
        process = announcement(
            built, "build", user=nobody, group=nobody, extra_groups=[], env=os.environ | NOWHERE
        )
    except PermissionError:
        pytest.skip("Python stands where no other user may read it")
    assert process.wait() == 0, process.stderr.read()
    assert standing(built) == before and (built / "reports" / f"{ID}.html").stat().st_uid == nobody


def test_two_builds_at_once_give_what_one_gives(built, capsys):
    change(built)
    processes = [announcement(built, "build") for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert litter(built) == []
    assert_current(built, capsys)


def test_a_build_that_waits_says_so_and_for_whom(built):
    told = []
    with store.held(Project(built), told.append) as held:
        assert held.refused is None and told == []
        process = announcement(built, "build", ID)
        waiting = process.stderr.readline()
    assert process.communicate() == ("1 unchanged\n", "") and process.returncode == 0
    myself = f"process {os.getpid()} on {platform.node()}"
    assert waiting == (
        f"reports/: another build ({myself}) is at work here; this build waits until it is done\n"
    )


def test_a_worker_ends_with_a_build_that_is_killed(built):
    # What a cell writes to the stream itself, and not to sys.stdout, is not caught.
    cell = "import os\nos.write(1, b'begun\\n')\nwhile True: pass"
    with_cell(built, cell, f"{ID}.ipynb")
    process = announcement(built, "build", ID)
    assert process.stdout.readline() == "begun\n"
    process.kill()
    # The stream ends when nobody is left that could write to it.
    assert process.communicate(timeout=60)[0] == ""


@pytest.fixture
def python_has_control_c():
    """Whoever runs the tests may have left it to somebody else."""
    theirs = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, theirs)


def test_a_ctrl_c_that_python_drops_is_heeded_all_the_same(python_has_control_c, monkeypatch):
    class Dropping:
        def __del__(self):
            signal.raise_signal(signal.SIGINT)

    dropped = []
    monkeypatch.setattr(sys, "unraisablehook", lambda raised: dropped.append(raised.exc_type))
    with workers.heeding_control_c() as heed:
        heed()
        Dropping()
        assert dropped == [KeyboardInterrupt]
        with pytest.raises(KeyboardInterrupt):
            heed()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.skipif(sys.platform != "linux", reason="other systems can have no such files")
def test_names_that_no_page_can_have_stop_no_report(built, capsys):
    """Names that some systems take for one, and names that are no text."""
    names = ["Index", "comparison", ID.upper(), "\udcfe"]
    (built / "data" / "\udcff").mkdir()
    (built / "notebooks" / notebooks.COMPARISON).rename(built / "notebooks" / "Comparison.ipynb")
    for name in names:
        (built / "notebooks" / f"{name}.ipynb").write_text("{}")
    change(built)
    assert main(["build"]) == 2
    out, err = capsys.readouterr()
    made = {f"reports/{name}.html, .pdf and tables" for name in (ID, OTHER)}
    assert set(out.splitlines()) == made  # each page names the others, of which there are new ones
    told = err.splitlines()
    assert [line for line in told if "has this name; choose another" in line] == [
        "notebooks/Index.ipynb: the front page has this name; choose another",
        f"notebooks/{ID.upper()}.ipynb: a report has this name; choose another",
        "notebooks/comparison.ipynb: another notebook has this name; choose another",
    ]
    assert r"notebooks/\udcfe.ipynb: the name is not text; choose another" in told
    assert any(line.startswith(r"data/\udcff: the name is not an id; ") for line in told)
    assert told[-1].endswith("left as they are, as not all could be made")


def test_it_builds_on_a_system_that_is_in_the_way_of_everything(built):
    """No server of forks, since its socket would have too long a name; streams that hold no
    Chinese; settings of matplotlib that are none.
    """
    folder = built / ("x" * 220)
    folder.mkdir()
    (built / "matplotlibrc").write_bytes(b"backend: [\nfont.size: large\xff\n")
    env = os.environ | {"TMPDIR": str(folder), "PYTHONIOENCODING": "cp1252"}
    process = announcement(built, "build", ID, "阿格诺斯", "--check", env=env)
    out, err = process.communicate()
    assert (out, err.count("\n"), process.returncode) == ("", 1, 2)
    assert err.startswith("data/阿格诺斯: there is no such announcement; there is ")
    assert list(folder.iterdir()) == []


def test_control_c_stops_in_one_line(built):
    with_cell(built, "while True: pass", notebooks.COMPARISON)
    change(built)
    before = standing(built)
    # A shell leaves its children in the background deaf to Ctrl-C, and these tests may run there.
    hearing = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    process = announcement(built, "build", **hearing)
    assert process.stdout.readline() == f"reports/{OTHER}.html, .pdf and tables\n"
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130 and process.stderr.read().splitlines()[-1].startswith(
        "stopped; the reports that were made stand"
    )
    after = standing(built)
    changed = {name for name in after if after[name] != before[name]}
    assert litter(built) == [] and not [
        name for name in changed if "comparison" in name or ID in name
    ]


KILLED_BETWEEN_TWO_FILES = """
import os
from pathlib import Path
from helpers import cli
from helpers.publishing import store
replace, count = Path.replace, 0
def killed(path, target):
    global count
    count += store.ASIDE.name in path.parts
    if count == 3:
        os.kill(os.getpid(), 9)
    return replace(path, target)
Path.replace = killed
cli.main(["build"])
"""


def test_a_build_that_is_killed_between_two_files_is_finished_by_the_next(built):
    before = standing(built)
    change(built)
    killed = [sys.executable, "-c", KILLED_BETWEEN_TWO_FILES]
    assert subprocess.run(killed, cwd=built, check=False).returncode == -9
    mixed = standing(built)
    assert sum(mixed[name] != before[name] for name in before) == 2
    assert (
        main(["build", ID]) == 0 and litter(built) == []
    )  # the other report is finished all the same
    assert main(["build", OTHER, "--check"]) == 0


def test_what_is_killed_at_any_moment_leaves_whole_reports(built, kills=4):
    """A sample of benchmarks/soak.py, which kills many more."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("soak", Path(__file__).parent.parent / "benchmarks" / "soak.py")
    soak = module_from_spec(spec)
    spec.loader.exec_module(soak)
    assert soak.run(built, kills, seed=5) == kills


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(processes=True, **options) as running:
        yield running.scheduler_address


def test_a_cluster_gives_the_same(cluster, built):
    before = standing(built)
    shutil.rmtree(built / "reports")
    assert main(["build", "--cluster", cluster]) == 0
    assert standing(built) == before


DIES_ONCE = """
import os, pathlib, signal
if not (died := pathlib.Path({!r})).exists():
    died.write_text(str(os.getpid()))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_cluster_gives_the_same_even_if_a_worker_dies_at_its_work(cluster, built):
    died = built / "died"
    with_cell(built, DIES_ONCE.format(str(died)), f"{ID}.ipynb")
    assert main(["build", ID, "--cluster", cluster]) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(int(died.read_text()), 0)
    of_the_cluster = standing(built)
    shutil.rmtree(built / "reports")
    assert main(["build", ID]) == 0
    made = standing(built)
    assert made == {name: of_the_cluster[name] for name in made}


# Dask itself sometimes waits for minutes until a hung worker has begun anew.
@pytest.mark.skipif("HANG_A_CLUSTER" not in os.environ, reason="tried weekly")
def test_a_report_that_hangs_on_a_cluster_has_the_time_that_it_has_here(
    cluster, built, capsys, monkeypatch
):
    with_cell(built, "while True: pass", f"{ID}.ipynb")
    with monkeypatch.context() as short:
        short.setattr(workers, "TIME_LIMIT", 2)
        short.setattr(workers, "PATIENCE", 150)  # a worker that begins anew takes its time
        for _ in range(3):  # more often than there are workers: each of them begins anew
            assert main(["build", ID, "--cluster", cluster]) == 2
            told = f"data/{ID}: no report within its time, 2 seconds and more; it was given up\n"
            assert capsys.readouterr().err == told
    change(built)
    assert main(["build", OTHER, "--cluster", cluster]) == 0


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "tls://127.0.0.1:9", "an\todd one"])
def test_a_scheduler_that_cannot_be_reached_is_a_line(address, built, capsys, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(elsewhere, "CONNECTING", 1)
    assert main(["build", ID, "--check", "--cluster", address]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"--cluster: no scheduler answers at {printable(address)}: ")
    assert told.count("\n") == 1


class Silent(SimpleHTTPRequestHandler):
    """A server of pages that tells nobody of them."""

    def log_message(self, *_):
        pass


def test_a_server_that_is_no_scheduler_is_a_line(built):
    """In a process of its own: what Dask begins with such a server, it never ends."""
    pytest.importorskip("distributed")
    pages = ThreadingHTTPServer(("127.0.0.1", 0), Silent)
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    address = f"tcp://127.0.0.1:{pages.server_port}"
    command = [sys.executable, "-m", "helpers.cli", "build", ID, "--check", "--cluster", address]
    done = subprocess.run(
        command, cwd=built, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    pages.shutdown()
    pages.server_close()
    [told] = done.stderr.splitlines()
    assert done.returncode == 2
    assert told.startswith(f"--cluster: no scheduler answers at {address}: ")


def test_a_scheduler_without_workers_is_a_line(built, capsys, monkeypatch):
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(elsewhere, "CONNECTING", 1)
    with distributed.LocalCluster(n_workers=0, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        assert main(["build", ID, "--check", "--cluster", address]) == 2
    assert capsys.readouterr().err == f"--cluster: the scheduler at {address} has no worker\n"
