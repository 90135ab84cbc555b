"""Many reports at once, and what may go wrong: one report fails alone, and whatever stood stands whole."""

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

from helpers.cli import main
from helpers.publishing import build, report
from helpers.telling import charts

resource = pytest.importorskip(
    "resource", reason="processes and files are broken as only POSIX allows"
)
ID, OTHER = "jiangning-2020-05", "jiangyin-2020-10"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A copy of the project with two announcements, whose reports stand."""
    project = tmp_path_factory.mktemp("once")
    for name in (f"data/{ID}", f"data/{OTHER}", "notebooks"):
        shutil.copytree(
            ROOT / name, project / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    shutil.copy(ROOT / "requirements.lock", project)
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


def with_cell(project, source, name=report.NOTEBOOK):
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
    assert capsys.readouterr().out == "3 unchanged\n" and standing(built) == before
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
        "reports/comparison.html, .pdf and table",
    }
    assert standing(built)[f"reports/{ID}/figures.csv"] == before[f"reports/{ID}/figures.csv"]
    assert main(["build", "--check"]) == 0


@pytest.mark.parametrize(
    "source, said",
    [
        ("1 / 0", f"notebooks/announcement.ipynb: {ID}: ZeroDivisionError: division by zero\n"),
        (
            "print('stray')",
            "notebooks/announcement.ipynb: a cell printed “stray”; a report has no place for it\n",
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
    monkeypatch.setattr(build, "TIME_LIMIT", 15)
    before = standing(built)
    with_cell(built, f"if announcement_id == '{ID}':\n    {source}")
    change(built)
    capsys.readouterr()
    assert main(["build"]) == 2
    out, err = capsys.readouterr()
    assert out == f"reports/{OTHER}.html, .pdf and tables\n"
    assert (
        err
        == f"{said}reports/comparison.html and index.html: left as they are, as not all could be made\n"
    )
    after = standing(built)
    changed = {name for name in after if after[name] != before.get(name)}
    assert (
        changed <= {name for name in after if OTHER in name} | {"notebooks/announcement.ipynb"}
        and litter(built) == []
    )


def test_a_disk_that_is_full_leaves_what_stands(built):
    before = standing(built)
    change(built)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
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


def test_a_notebook_that_is_edited_while_a_build_is_finished_keeps_its_edit(built):
    change(built, ID)
    assert (
        subprocess.run([sys.executable, "-c", KILLED_BETWEEN_TWO_FILES], cwd=built).returncode == -9
    )
    with_cell(built, "1 + 1")
    edited = (built / "notebooks" / report.NOTEBOOK).read_bytes()
    assert (
        main(["build", OTHER]) == 0
        and (built / "notebooks" / report.NOTEBOOK).read_bytes() == edited
    )


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
    as_nobody = "import os, encodings.utf_8_sig; from helpers import build, cli; os.getuid() or os.setuid(65534); raise SystemExit(cli.main(['build']))"
    process = subprocess.run(
        [sys.executable, "-c", as_nobody], cwd=built, capture_output=True, text=True
    )
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
    font = TTFont(charts.FONT_FOLDER / "SourceSansPro-Black.ttf")
    names = {
        1: charts.FONT,
        2: "Regular",
        4: charts.FONT,
        6: "SourceSansPro-Regular",
        16: charts.FONT,
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
        "font.size: 30\nsavefig.bbox: tight\nlines.antialiased: False\nfigure.constrained_layout.use: True\n"
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
    with_cell(built, "while True: pass", report.COMPARISON)
    change(built)
    before = standing(built)
    process = announcement(built, "build")
    assert process.stdout.readline() == f"reports/{OTHER}.html, .pdf and tables\n"
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130 and process.stderr.read().splitlines()[-1].startswith(
        "stopped; the reports that were made stand"
    )
    after = standing(built)
    assert (
        all(OTHER in name for name in after if after[name] != before[name]) and litter(built) == []
    )


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
    assert (
        subprocess.run([sys.executable, "-c", KILLED_BETWEEN_TWO_FILES], cwd=built).returncode == -9
    )
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
