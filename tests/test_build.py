"""Many reports at once, and what may go wrong: one report fails alone, and whatever stood stands
whole.
"""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT
from fontTools.ttLib import TTFont

from helpers import fonts
from helpers.cli import main
from helpers.publishing import filenames, store, workers
from helpers.publishing import notebook as notebooks

resource = pytest.importorskip(
    "resource", reason="processes and files are broken as only POSIX allows"
)
ID, OTHER = "jiangning-2020-05", "jiangyin-2020-10"
LEFT = (
    "reports/comparison.html, explore.html and index.html: "
    "left as they are, as not all could be made"
)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A copy of the project with two announcements, whose reports stand."""
    project = tmp_path_factory.mktemp("once")
    for name in (f"data/{ID}", f"data/{OTHER}", "notebooks"):
        shutil.copytree(
            ROOT / name, project / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
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
        text=True,
        start_new_session=True,
        **options,
    )


def test_only_what_changed_is_built_again_whatever_its_time_stamp(built, capsys):
    before = standing(built)
    for path in (*(built / "data").rglob("*"), *(built / "reports").rglob("*")):
        os.utime(path)
    capsys.readouterr()
    assert main(["build"]) == 0
    assert capsys.readouterr().out == "5 unchanged\n" and standing(built) == before
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
        "reports/explore.html and .pdf",
        "reports/index.html",
    }
    assert standing(built)[f"reports/{ID}/figures.csv"] == before[f"reports/{ID}/figures.csv"]
    assert main(["build", "--check"]) == 0


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
    assert main(["build"]) == 0 and main(["build", "--check"]) == 0 and litter(built) == []


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
    for name in (ID, OTHER, "comparison", "explore"):
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
    assert main(["build"]) == 0 and capsys.readouterr().out == "5 unchanged\n"


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


def test_a_folder_that_may_not_be_written_is_one_line(built):
    before = standing(built)
    change(built)
    for path in (built, *built.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for parent in built.parents[:3]:
        parent.chmod(0o755)
    as_nobody = (
        "import os, encodings.utf_8_sig, encodings.cp437; from helpers import cli; "
        "from helpers.publishing import build; os.getuid() or os.setuid(65534); "
        "raise SystemExit(cli.main(['build']))"
    )
    command = [sys.executable, "-c", as_nobody]
    process = subprocess.run(command, cwd=built, capture_output=True, text=True, check=False)
    for path in (built, *built.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert (
        process.returncode == 2
        and process.stderr.count("\n") == 1
        and "Permission denied" in process.stderr
    )
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


def test_two_builds_at_once_give_what_one_gives(built):
    change(built)
    processes = [announcement(built, "build") for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert main(["build", "--check"]) == 0 and litter(built) == []


def test_control_c_stops_in_one_line(built):
    with_cell(built, "while True: pass", notebooks.COMPARISON)
    change(built)
    before = standing(built)
    process = announcement(built, "build")
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


def test_what_is_killed_at_any_moment_leaves_whole_reports(built, kills=5):
    """A sample of benchmarks/soak.py, which kills many more."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("soak", Path(__file__).parent.parent / "benchmarks" / "soak.py")
    soak = module_from_spec(spec)
    spec.loader.exec_module(soak)
    assert soak.run(built, kills, seed=5) == kills


@pytest.mark.parametrize("kill", [False, True])
def test_a_cluster_gives_the_same_even_if_one_of_its_workers_is_killed(kill, built, capsys):
    distributed = pytest.importorskip("distributed")
    before = standing(built)
    shutil.rmtree(built / "reports")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        if kill:
            worker = next(iter(cluster.workers.values()))
            threading.Timer(2, lambda: os.kill(worker.pid, signal.SIGKILL)).start()
        assert main(["build", "--cluster", cluster.scheduler_address]) == 0
    assert standing(built) == before
    assert main(["build", "--check", "--cluster", "tcp://127.0.0.1:9"]) == 2
    assert "no scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err
